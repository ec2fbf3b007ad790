//! What the page can ask of the outside.

use super::proof::state::ProofEffect;
use super::speed::Speed;
use crate::program::{Choice, Program, ThreadId};
use crate::text::{Language, Volume};
use std::sync::Arc;

/// What a change of the model asks the outside to do, in order.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Find out whether there are real threads, and say [`SupportFound`](super::ThreadsAction::SupportFound).
    ProbeSupport,
    /// Stop the threads there are, and start threads for this program; they make no step
    /// before a permit is granted. Say [`Ready`](super::ThreadsAction::Ready) when they wait for one.
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
    /// Keep that the first steps are done or closed, for all later visits.
    KeepFirstSteps,
    /// Keep what was done in the course, for the next visit.
    KeepProgress,
    /// Fetch this text in this language, and say [`Came`](super::LibraryAction::Came) or
    /// [`Missed`](super::LibraryAction::Missed).
    Fetch(Volume, Language),
}
