//! What real threads report, and what becomes of the run then.

use super::{RealThreadsState, Support, ThreadKind, Threads, ThreadsAction};
use crate::engine::{Ending, MOST_TURNS};
use crate::program::LogEntry;
use crate::session::consequence::{Consequence, Next, Say};
use crate::session::effect::Effect;
use crate::session::notice::Notice;
use crate::session::playback::{Motion, Playback};
use crate::session::speed::Speed;

/// Changes what is known of real threads, and with what they did the run.
pub fn update(
    threads: &mut Threads,
    playback: &mut Playback,
    text_is_right: bool,
    action: ThreadsAction,
) -> Consequence {
    match action {
        ThreadsAction::ChooseKind(kind) => {
            threads.chosen_kind = kind;
            Consequence::default()
        }
        ThreadsAction::ProbeAgain => {
            if !matches!(threads.support, Support::SimulatedOnly(_)) {
                return Consequence::default();
            }
            threads.support = Support::Checking;
            Consequence {
                next: Next::Anew,
                effects: vec![Effect::ProbeSupport],
                ..Consequence::default()
            }
        }
        ThreadsAction::Repeat => {
            if !can_repeat(threads, playback, text_is_right) {
                return Consequence::default();
            }
            threads.chosen_kind = ThreadKind::Real;
            Next::Repeated(playback.run.schedule().collect()).into()
        }
        ThreadsAction::SupportFound(support) => {
            let before = std::mem::replace(&mut threads.support, support);
            let say = match support {
                // The reader has seen real threads and finds others in their place.
                Support::SimulatedOnly(why) if before == Support::Real => {
                    Say::This(Notice::NoRealThreads(why))
                }
                _ => Say::default(),
            };
            Consequence { next: Next::Made, say, ..Consequence::default() }
        }
        ThreadsAction::Ready => {
            let mut effects = threads.become_ready(playback);
            effects.extend(threads.go_on_with_script(playback));
            effects.into()
        }
        ThreadsAction::Logged(entries) => {
            let mut consequence = logged(threads, playback, entries);
            consequence.effects.extend(threads.go_on_with_script(playback));
            consequence
        }
        ThreadsAction::AtWork(at_work) => {
            threads.at_work = at_work;
            Consequence::default()
        }
        ThreadsAction::Failed { name, why } => {
            playback.motion = Motion::Paused;
            let say = Say::This(Notice::ThreadFailed { name: name.clone(), why });
            threads.state = RealThreadsState::Failed { name, why };
            Consequence { say, effects: vec![Effect::StopThreads], ..Consequence::default() }
        }
        ThreadsAction::Stopped { forced: true } => Say::This(Notice::StopForced).into(),
        ThreadsAction::Stopped { forced: false } => Consequence::default(),
    }
}

/// Whether real threads could make the steps of this run once more. They make one in a frame:
/// a million takes hours.
pub fn can_repeat(threads: &Threads, playback: &Playback, text_is_right: bool) -> bool {
    threads.support == Support::Real
        && threads.kind() == ThreadKind::Simulated
        && text_is_right
        && (1..=MOST_TURNS).contains(&playback.run.length())
        && playback.run.first_known() == 0
}

impl Threads {
    fn become_ready(&mut self, playback: &Playback) -> Vec<Effect> {
        let mut effects = Vec::new();
        if self.state != RealThreadsState::Starting {
            return effects;
        }
        self.state = RealThreadsState::Ready;
        if std::mem::take(&mut self.step_asked) && playback.motion == Motion::Paused {
            effects.push(Effect::Grant(1));
        }
        if playback.motion == Motion::Running && playback.speed == Speed::UNLIMITED {
            effects.push(Effect::GrantWithoutLimit);
        }
        effects
    }

    /// Lets the next thread of the script through, if there is one to come.
    fn go_on_with_script(&mut self, playback: &Playback) -> Option<Effect> {
        let next = self.script.as_ref()?.next();
        let is_open = self.state == RealThreadsState::Ready && playback.is_at_present();
        match next {
            Some(turn) if is_open && playback.ending.is_none() => {
                Some(Effect::GrantTo(turn.thread, Some(turn.choice)))
            }
            // The reader has gone elsewhere, or all is done.
            _ => {
                self.script = None;
                None
            }
        }
    }

    /// Notes a step that real threads have made. One that was not the next of the script ends it:
    /// the reader has let somebody else step.
    fn note(&mut self, entry: &LogEntry) {
        if self.script.as_mut().is_some_and(|script| !script.note(entry.thread)) {
            self.script = None;
        }
    }
}

/// Applies what real threads did to the page's machine, up to the step that broke a rule.
fn logged(threads: &mut Threads, playback: &mut Playback, entries: Vec<LogEntry>) -> Consequence {
    if !threads.are_ready() {
        return Consequence::default();
    }
    if playback.is_at_present() {
        return apply(threads, playback, entries);
    }
    // Steps that were under way when the reader went back: they belong to the end.
    let position = playback.run.position();
    playback.run.seek(playback.run.length());
    let consequence = apply(threads, playback, entries);
    playback.run.seek(position);
    playback.ending = playback.run.ending();
    consequence
}

fn apply(threads: &mut Threads, playback: &mut Playback, entries: Vec<LogEntry>) -> Consequence {
    for entry in entries {
        if playback.ending.is_some() {
            break;
        }
        threads.outstanding = threads.outstanding.saturating_sub(1);
        threads.note(&entry);
        match playback.run.apply(entry) {
            Ok(_) => playback.ending = playback.run.ending(),
            Err(divergence) => {
                playback.motion = Motion::Paused;
                threads.state = RealThreadsState::None;
                let say = Say::This(Notice::Diverged(divergence));
                return Consequence {
                    say,
                    effects: vec![Effect::StopThreads],
                    ..Consequence::default()
                };
            }
        }
    }
    let mut consequence = Consequence::default();
    if let Some(Ending::Broken(_) | Ending::Finished) = playback.ending {
        playback.motion = Motion::Paused;
        consequence.effects.extend(threads.stop());
    }
    consequence
}
