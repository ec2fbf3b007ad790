//! The part that a thread has in a run: its role, and how far it is in it.

use super::arena::Arena;
use super::atomic::SeqCst;
use crate::program::{
    self, Access, Blocking, Choice, Event, Instruction, Memory, Operation, Outcome, Program, Role,
    Stepper, Thread, ThreadId, ThreadSet, Work,
};

/// How many threads are there at the start and have not ended, daemons left out.
pub fn left_at_start(program: &Program) -> i32 {
    let is_there = |id: &ThreadId| {
        let role = program.role_of(*id).0;
        let begun = || program::begin(role, program.stepper(*id)).0.next.is_some();
        !role.is_daemon && role.begins_at().is_none() && begun()
    };
    program.thread_ids().filter(is_there).count() as i32
}

/// After so many milliseconds a thread that sleeps looks whether it was cancelled.
pub const LONGEST_SLEEP: u64 = 10;

/// A thread of a program, and all it needs to make its steps.
pub struct Part {
    /// Which thread it is.
    pub thread: ThreadId,
    /// Whether some step of the program touches more than one cell.
    pub has_wide_steps: bool,
    /// Whether its own steps can go several ways.
    pub has_choices: bool,
    has_spurious_wakes: bool,
    /// The threads that are cut off when the others have ended.
    daemons: ThreadSet,
    role: Role,
    stepper: Stepper,
    state: Thread,
}

impl Part {
    /// The part that a thread has in the program of the arena, and what it does before its first
    /// step.
    pub fn of(thread: ThreadId, arena: &Arena) -> (Part, Work) {
        let mut program = arena.program();
        let stepper = program.stepper(thread);
        let daemons = program.daemons();
        let played = std::ptr::from_ref(program.role_of(thread).0);
        let index = program.roles.iter().position(|role| std::ptr::eq(role, played));
        let role = program.roles.swap_remove(index.expect("a thread plays a role of its program"));
        let (state, work) = program::begin(&role, stepper);
        let notifies = |it: &Instruction| {
            matches!(it, Instruction::Do(Operation::Notify { .. } | Operation::Choose { .. }))
        };
        let part = Part {
            thread,
            has_wide_steps: program.has_wide_steps,
            has_choices: role.code.iter().any(notifies),
            has_spurious_wakes: program.has_spurious_wakes,
            daemons,
            role,
            stepper,
            state,
        };
        (part, work)
    }

    /// Makes a step; see [`program::step`].
    pub fn step(&mut self, choice: Choice, memory: &mut impl Memory) -> Outcome {
        program::step(&self.role, self.stepper, choice, &mut self.state, memory)
    }

    /// Counts who is left after a step that this thread has made, and still holds the lock for. Where nobody is cut off,
    /// nobody counts.
    pub fn count_left(&self, arena: &Arena, event: &Event) {
        if self.daemons == ThreadSet::default() {
            return;
        }
        let is_one_more = |(_, access)| matches!(access, Access::Started { thread, .. } if !self.daemons.has(thread));
        let more = event.accesses().filter(|&it| is_one_more(it)).count() as i32;
        let less = i32::from(event.ended && !self.daemons.has(self.thread));
        if more != less {
            arena.left.fetch_add(more - less, SeqCst);
        }
    }

    /// Whether this thread moves no more, as the program is over. The lock must be held.
    pub fn is_cut_off(&self, arena: &Arena) -> bool {
        self.daemons.has(self.thread) && arena.left.load(SeqCst) == 0
    }

    /// How far it is.
    pub fn state(&self) -> &Thread {
        &self.state
    }

    /// Whether another may cancel it. Who does so does not know where it sleeps, so it looks from time to time.
    pub fn can_be_cancelled(&self) -> bool {
        self.role.cancellation.is_some()
    }

    /// Whether it waits at a condition, and may wake there for no reason.
    pub fn may_wake_spuriously(&self) -> bool {
        let is_retake = |at| {
            matches!(
                self.role.instruction(at),
                Instruction::Block { on: Blocking::Retake { .. }, .. }
            )
        };
        self.has_spurious_wakes && self.state.next.is_some_and(is_retake)
    }
}
