//! A run that is made again from its schedule.

use super::run::{Advance, Moment, Run, Turn};
use super::violation::Violation;
use crate::program::{Program, ThreadId};
use std::sync::Arc;

/// A turn that could not be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReplayProblem {
    /// The number of the step it should have been, from 1.
    pub step: usize,
    /// Who should have made it.
    pub thread: ThreadId,
    /// Why it could not.
    pub why: WhyNot,
}

/// Why a thread cannot make a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhyNot {
    /// It has to wait, and what the turn says is not a reason to go on.
    Waits,
    /// It has ended.
    Ended,
    /// The program has no such thread.
    NoSuchThread,
}

impl Run {
    /// The run that a schedule makes; it stands at its last turn. Turns behind a violation are
    /// made like all others.
    ///
    /// # Errors
    ///
    /// Gives the first turn that is not possible.
    pub fn replay(program: Arc<Program>, turns: &[Turn]) -> Result<Run, ReplayProblem> {
        let mut run = Run::new(program);
        for &turn in turns {
            run.take_turn(turn)?;
        }
        Ok(run)
    }

    /// The same, up to the first violation that ends a run. Answers also how many turns were
    /// made.
    ///
    /// # Errors
    ///
    /// Gives the first turn that is not possible.
    pub fn replay_to_its_end(
        program: Arc<Program>,
        turns: &[Turn],
    ) -> Result<(Run, usize), ReplayProblem> {
        let mut run = Run::new(program);
        for (made, &turn) in (1..).zip(turns) {
            let moment = run.take_turn(turn)?;
            if moment.violation.as_ref().is_some_and(Violation::ends_a_run) {
                return Ok((run, made));
            }
        }
        Ok((run, turns.len()))
    }

    /// Makes a turn of a schedule, and says what was done.
    ///
    /// # Errors
    ///
    /// Says why the turn is not possible.
    pub fn take_turn(&mut self, Turn { thread, choice }: Turn) -> Result<Moment, ReplayProblem> {
        let step = self.position() + 1;
        let wrong = |why| ReplayProblem { step, thread, why };
        if thread.index() >= self.program().thread_count() {
            return Err(wrong(WhyNot::NoSuchThread));
        }
        // Who waits goes on only for a reason that there is.
        let machine = self.machine();
        if machine.is_waiting(thread) && !machine.choices(thread).contains(&choice) {
            return Err(wrong(WhyNot::Waits));
        }
        match self.advance(thread, choice) {
            Advance::Stepped(moment) => Ok(moment),
            Advance::Waits => Err(wrong(WhyNot::Waits)),
            Advance::Ended => Err(wrong(WhyNot::Ended)),
        }
    }
}
