//! The part that a thread has in a run: its role, and how far it is in it.

use super::arena::Arena;
use crate::program::{
    self, Blocking, Choice, Instruction, Memory, Operation, Outcome, Role, Stepper, Thread,
    ThreadId, Work,
};

/// A thread of a program, and all it needs to make its steps.
pub struct Part {
    /// Which thread it is.
    pub thread: ThreadId,
    /// Whether some step of the program touches more than one cell.
    pub has_wide_steps: bool,
    /// Whether its own steps can go several ways.
    pub has_choices: bool,
    has_spurious_wakes: bool,
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
        let played = std::ptr::from_ref(program.role_of(thread).0);
        let index = program.roles.iter().position(|role| std::ptr::eq(role, played));
        let role = program.roles.swap_remove(index.expect("a thread plays a role of its program"));
        let (state, work) = program::begin(&role, stepper);
        let notifies = |it: &Instruction| matches!(it, Instruction::Do(Operation::Notify { .. }));
        let part = Part {
            thread,
            has_wide_steps: program.has_wide_steps,
            has_choices: role.code.iter().any(notifies),
            has_spurious_wakes: program.has_spurious_wakes,
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

    /// How far it is.
    pub fn state(&self) -> &Thread {
        &self.state
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
