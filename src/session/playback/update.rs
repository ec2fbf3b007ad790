//! How a run is played.

use super::{Motion, Playback, PlaybackAction};
use crate::engine::{Round, SplitMix64, Standing};
use crate::program::ThreadId;
use crate::session::consequence::{Consequence, Next, Say};
use crate::session::document::Document;
use crate::session::effect::Effect;
use crate::session::notice::Notice;
use crate::session::speed::Speed;
use crate::session::threads::{RealThreadsState, Support, ThreadKind, Threads};
use crate::session::timeline::TimelineView;

/// After a pause of the page itself, such as a hidden tab, time does not have to be
/// caught up with: a frame counts for at most so many milliseconds.
const LONGEST_FRAME: f64 = 250.0;

/// A frame in which the past goes by faster than so many steps shows only its outlines.
const LOOKED_AT: u32 = 16;

/// What is needed to play a run: the run itself, the threads that make it, and what they run.
pub struct Player<'a> {
    /// The run.
    pub playback: &'a mut Playback,
    /// Who makes it.
    pub threads: &'a mut Threads,
    /// What it is a run of.
    pub document: &'a Document,
    /// Where its landmarks are.
    pub timeline: &'a TimelineView,
}

/// Changes how the run is played, or where it stands.
pub fn update(player: &mut Player, action: PlaybackAction) -> Consequence {
    match action {
        PlaybackAction::Toggle => player.toggle(),
        PlaybackAction::Step => player.step(),
        PlaybackAction::StepThread(thread) => player.step_thread(thread),
        PlaybackAction::Back => player.seek(player.playback.run.position().saturating_sub(1)),
        PlaybackAction::Seek(position) => player.seek(position),
        PlaybackAction::WatchFrom(position) => {
            let pauses = player.playback.motion == Motion::Running;
            let effect = pauses.then(|| player.pause()).flatten();
            player.playback.play_from(position);
            Consequence { say: Say::Away, ..effect.into() }
        }
        PlaybackAction::JumpTo(landmark) => {
            let run = &player.playback.run;
            // Who is there already is not to be held up.
            let elsewhere = |it: &usize| *it != run.position();
            match player.timeline.position_of(run, landmark).filter(elsewhere) {
                Some(position) => player.seek(position),
                None => Consequence::default(),
            }
        }
        PlaybackAction::Reset => {
            Consequence { next: Next::Anew, say: Say::Away, ..Consequence::default() }
        }
        PlaybackAction::SetSpeed(speed) => player.set_speed(speed),
        PlaybackAction::ChooseScheduler(scheduler) => {
            player.playback.scheduler = scheduler;
            Consequence::default()
        }
        PlaybackAction::TypeSeed(typed) => player.playback.type_seed(typed),
        PlaybackAction::AnotherSeed => {
            player.playback.seed = player.playback.another_seed();
            Consequence::default()
        }
        PlaybackAction::KeepSeed(keeps) => {
            player.playback.keeps_seed = keeps;
            Consequence::default()
        }
        PlaybackAction::BeginChance(chance) => {
            player.playback.chance = SplitMix64::new(chance);
            Next::Anew.into()
        }
        PlaybackAction::Frame { elapsed, budget } => player.frame(elapsed, budget),
    }
}

/// Pauses the run, and answers what that asks of real threads.
pub fn pause(playback: &mut Playback, threads: &mut Threads) -> Option<Effect> {
    playback.motion = Motion::Paused;
    (threads.kind() == ThreadKind::Real).then(|| {
        threads.outstanding = 0;
        Effect::Pause
    })
}

/// Whether this thread alone could make a step.
pub fn can_step(playback: &Playback, thread: ThreadId) -> bool {
    playback.ending.is_none() && playback.run.standing(thread) == Standing::Ready
}

/// Whether a run can go on from here.
pub fn can_go_on(playback: &Playback, threads: &Threads, document: &Document) -> bool {
    if !playback.is_at_present() {
        return true;
    }
    let threads_work = match threads.kind() {
        // Threads that are not there yet are started when they are wanted.
        ThreadKind::Real => !matches!(threads.state, RealThreadsState::Failed { .. }),
        ThreadKind::Simulated => true,
    };
    playback.ending.is_none() && threads_work && document.text_is_right()
}

impl Playback {
    /// Takes a seed as it was typed. Who types one wants to see the same run again and again.
    fn type_seed(&mut self, typed: String) -> Consequence {
        match typed.trim().parse() {
            Ok(seed) => {
                self.keeps_seed = true;
                self.seed = seed;
                Say::Away.into()
            }
            Err(_) => Say::This(Notice::NotANumber { typed, of: None }).into(),
        }
    }
}

impl Player<'_> {
    fn toggle(&mut self) -> Consequence {
        if self.playback.motion == Motion::Running {
            return self.pause().into();
        }
        if !self.document.text_is_right() {
            return Consequence::text_is_wrong();
        }
        let mut effects: Vec<Effect> = self.ensure_threads().into_iter().collect();
        if !can_go_on(self.playback, self.threads, self.document) {
            return Consequence { next: Next::AnewAndOn, say: Say::Away, effects };
        }
        self.playback.run_on();
        if self.can_grant() && self.playback.speed == Speed::UNLIMITED {
            effects.push(Effect::GrantWithoutLimit);
        }
        Consequence { say: Say::Away, effects, ..Consequence::default() }
    }

    fn step(&mut self) -> Consequence {
        if self.playback.motion == Motion::Running {
            return self.pause().into();
        }
        if !self.document.text_is_right() {
            return Consequence::text_is_wrong();
        }
        let mut effects: Vec<Effect> = self.ensure_threads().into_iter().collect();
        if !self.playback.is_at_present() {
            effects.extend(self.seek(self.playback.run.position() + 1).effects);
        } else if self.playback.ending.is_none() {
            match self.threads.kind() {
                ThreadKind::Real if self.can_grant() => effects.push(Effect::Grant(1)),
                ThreadKind::Real => {
                    self.threads.step_asked = self.threads.state == RealThreadsState::Starting;
                }
                // Time at work passes unseen until somebody can step.
                ThreadKind::Simulated => {
                    while self.playback.simulate_turn() == Some(Round::AtWork) {}
                }
            }
        }
        Consequence { say: Say::Away, effects, ..Consequence::default() }
    }

    fn step_thread(&mut self, thread: ThreadId) -> Consequence {
        let is_running = self.playback.motion == Motion::Running;
        let mut effects: Vec<Effect> =
            is_running.then(|| self.pause()).flatten().into_iter().collect();
        if thread.index() >= self.playback.run.program().thread_count() {
            return Consequence { say: Say::Away, effects, ..Consequence::default() };
        }
        if !self.document.text_is_right() {
            return Consequence { effects, ..Consequence::text_is_wrong() };
        }
        effects.extend(self.ensure_threads());
        if !can_step(self.playback, thread) {
            let say = Say::This(Notice::CannotStep(thread));
            return Consequence { say, effects, ..Consequence::default() };
        }
        let mut say = Say::Away;
        if self.threads.kind() == ThreadKind::Real {
            if self.playback.is_at_present() {
                if self.can_grant() {
                    effects.push(Effect::GrantTo(thread, None));
                }
                return Consequence { say, effects, ..Consequence::default() };
            }
            // The real threads are further on and cannot go back: the reader's way of it
            // is taken by simulated ones.
            self.threads.forked = true;
            say = Say::This(Notice::Forked);
            effects.extend(self.threads.stop());
        }
        let playback = &mut *self.playback;
        playback.plays = false;
        playback.simulation.step_thread(&mut playback.run, thread);
        playback.ending = playback.run.ending();
        Consequence { say, effects, ..Consequence::default() }
    }

    fn seek(&mut self, position: usize) -> Consequence {
        let is_running = self.playback.motion == Motion::Running;
        let effects = is_running.then(|| self.pause()).flatten().into_iter().collect();
        let playback = &mut *self.playback;
        playback.run.seek(position);
        playback.run.look_closer();
        playback.ending = playback.run.ending();
        Consequence { say: Say::Away, effects, ..Consequence::default() }
    }

    fn set_speed(&mut self, speed: Speed) -> Consequence {
        let playback = &mut *self.playback;
        if playback.speed == speed {
            return Consequence::default();
        }
        playback.speed_to_return_to = None;
        let was_unlimited = playback.speed == Speed::UNLIMITED;
        playback.speed = speed;
        let mut effects = vec![Effect::KeepPreferences];
        if self.threads.are_ready() {
            effects.push(Effect::SetPace(speed));
            if playback.motion == Motion::Running && playback.is_at_present() {
                if speed == Speed::UNLIMITED {
                    effects.push(Effect::GrantWithoutLimit);
                } else if was_unlimited {
                    self.threads.outstanding = 0;
                    effects.push(Effect::Pause);
                }
            }
        }
        effects.into()
    }

    fn frame(&mut self, elapsed: f64, budget: u32) -> Consequence {
        if self.playback.motion == Motion::Paused {
            return Consequence::default();
        }
        let kind = self.threads.kind();
        if kind == ThreadKind::Real && self.playback.is_at_present() && !self.can_grant() {
            // Time begins once the threads are there to use it.
            return Consequence::default();
        }
        let due = self.playback.steps_due(elapsed.clamp(0.0, LONGEST_FRAME), budget);
        let effect = if !self.playback.is_at_present() {
            self.play_past(due)
        } else if kind == ThreadKind::Simulated {
            self.simulate(due);
            None
        } else {
            self.grant(due)
        };
        effect.into()
    }

    /// Lets so many steps pass that are known already.
    fn play_past(&mut self, due: u32) -> Option<Effect> {
        let playback = &mut *self.playback;
        playback.run.seek(playback.run.position() + due as usize);
        if due <= LOOKED_AT {
            playback.run.look_closer();
        }
        playback.ending = playback.run.ending();
        if !playback.is_at_present() {
            return None;
        }
        if playback.ending.is_some() || playback.plays {
            playback.motion = Motion::Paused;
            playback.plays = false;
        }
        let goes_on = self.can_grant() && self.playback.speed == Speed::UNLIMITED;
        goes_on.then_some(Effect::GrantWithoutLimit)
    }

    fn simulate(&mut self, due: u32) {
        for _ in 0..due {
            match self.playback.simulate_turn() {
                Some(Round::Step(_) | Round::AtWork) if self.playback.ending.is_none() => {}
                _ => {
                    self.playback.motion = Motion::Paused;
                    break;
                }
            }
        }
    }

    /// Permits nobody took, as all were asleep or at work, are not added to.
    fn grant(&mut self, due: u32) -> Option<Effect> {
        if self.playback.speed == Speed::UNLIMITED {
            return None;
        }
        let wanted = u64::from(due).saturating_sub(self.threads.outstanding);
        self.threads.outstanding += wanted;
        (wanted > 0).then_some(Effect::Grant(wanted as u32))
    }

    fn pause(&mut self) -> Option<Effect> {
        pause(self.playback, self.threads)
    }

    /// Starts the real threads of a program that was edited, now that they are wanted.
    fn ensure_threads(&mut self) -> Option<Effect> {
        let are_missing = self.threads.kind() == ThreadKind::Real
            && self.threads.support == Support::Real
            && self.threads.state == RealThreadsState::None
            && self.playback.run.length() == 0;
        are_missing.then(|| {
            let program = self.playback.run.program().clone();
            self.threads.start(program, &self.document.configuration, self.playback.speed)
        })
    }

    /// Whether a permit would reach a real thread: those who look at the past do not run.
    fn can_grant(&self) -> bool {
        self.threads.are_ready() && self.playback.is_at_present() && self.playback.ending.is_none()
    }
}
