//! What can happen to the page, and what it can ask for.

use super::model::{CodeView, Support, Theme, ThreadKind};
use super::proof::{ProofAction, ProofEffect};
use super::speed::Speed;
use super::timeline::Landmark;
use crate::catalogue::{Granularity, Setting};
use crate::engine::SchedulerKind;
use crate::program::{Choice, Item, LogEntry, Program, ThreadId};
use crate::text::Language;
use std::sync::Arc;

/// Something that happened: the reader did it, time passed, or the threads reported.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Run, or pause.
    Toggle,
    /// One step, by whoever is next.
    Step,
    /// One step by this very thread.
    StepThread(ThreadId),
    /// One step back.
    Back,
    /// To this position in the run's past, or in the steps known after it.
    Seek(usize),
    /// To somewhere that matters, if there is such a place.
    JumpTo(Landmark),
    /// The timeline shows more steps, or fewer.
    Widen(bool),
    /// The threads' lanes of the timeline, where there is little room for them.
    Unfold(bool),
    /// The timeline tells where this item went, or no longer.
    Follow(Option<Item>),
    /// To the start, with new threads.
    Reset,
    /// Another speed.
    SetSpeed(Speed),
    /// Another number, as typed.
    Type(Setting, String),
    /// One more, or one less.
    Nudge(Setting, i8),
    /// The program of the catalogue with this name.
    ChooseProgram(&'static str),
    /// The text is this now.
    Edit(String),
    /// Away with the reader's version of the program.
    DiscardEdits,
    /// Back with the version that was thrown away last.
    TakeBackDiscard,
    /// The text in another way.
    ShowCode(CodeView),
    /// How fine a step is.
    SetGranularity(Granularity),
    /// Whether waiting threads may wake without having been notified.
    SetSpuriousWakes(bool),
    /// A fault of the program on or off, by its place in the program's list.
    SetFault(usize, bool),
    /// All faults off.
    RepairAll,
    /// Real or simulated threads.
    ChooseKind(ThreadKind),
    /// Who goes next among simulated threads.
    ChooseScheduler(SchedulerKind),
    /// The seed of this run and of all that follow, as typed.
    TypeSeed(String),
    /// Any other seed.
    AnotherSeed,
    /// Whether runs that follow have the same seed.
    KeepSeed(bool),
    /// Work out what is to be shared; the run pauses.
    Share,
    /// What a link says: the fragment of an address, without its `#`.
    OpenLink(String),
    /// The run that these steps make, as text.
    OpenSteps(String),
    /// Another language.
    SetLanguage(Language),
    /// Light or dark.
    SetTheme(Theme),
    /// See [`ProofAction`].
    Proof(ProofAction),
    /// The notice was read.
    DismissNotice,
    /// So many milliseconds passed since the last frame. An unlimited simulation makes at
    /// most `budget` steps in it.
    Frame {
        /// Milliseconds.
        elapsed: f64,
        /// Steps that fit in one frame on this machine.
        budget: u32,
    },
    /// Let real threads make the steps of the present run once more.
    RepeatForReal,
    /// Let real threads make the steps that the checker found.
    WatchForReal,
    /// Look for real threads once more.
    ProbeAgain,
    /// Whether there are real threads is known now.
    SupportFound(Support),
    /// All real threads of the run have started and wait for permits.
    ThreadsReady,
    /// What real threads did, in order.
    Logged(Vec<LogEntry>),
    /// Which real threads are making or using an item just now: a bit for each, the first
    /// thread's the lowest.
    ThreadsAtWork(u64),
    /// A real thread failed.
    ThreadFailed {
        /// The worker's name, such as `producer 1`.
        name: String,
        /// What is known.
        why: WhyFailed,
    },
    /// All real threads have answered the stop. `forced` if some did not and were thrown away.
    ThreadsStopped {
        /// Whether threads had to be thrown away.
        forced: bool,
    },
}

/// What is known about a thread that failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhyFailed {
    /// It never started.
    DidNotStart,
    /// It ended with an error.
    Died,
    /// It was alive, and gives no sign of life any more.
    DoesNotAnswer,
}

/// What a change of the model asks the outside to do, in order.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Find out whether there are real threads, and say [`Action::SupportFound`].
    ProbeSupport,
    /// Stop the threads there are, and start threads for this program; they make no step
    /// before a permit is granted. Say [`Action::ThreadsReady`] when they wait for one.
    StartThreads {
        /// What they run.
        program: Arc<Program>,
        /// Time to make an item, in milliseconds of the program.
        produce_time: u32,
        /// Time to use an item, in milliseconds of the program.
        consume_time: u32,
        /// How fast the program's time passes.
        speed: Speed,
    },
    /// Stop the threads, if there are any.
    StopThreads,
    /// Take back the permits that no thread has used yet.
    Pause,
    /// So many more steps, by whichever threads get there first.
    Grant(u32),
    /// One more step by this thread, which goes this way if it can go several.
    GrantTo(ThreadId, Option<Choice>),
    /// Permits without number.
    GrantWithoutLimit,
    /// Time at work passes at this speed now.
    SetPace(Speed),
    /// See [`ProofEffect`].
    Proof(ProofEffect),
    /// Keep language, theme and speed for the next visit.
    KeepPreferences,
    /// Keep which program it is, and the reader's versions of programs, for the next visit.
    KeepProgram,
}
