//! The life of a worker: wait for a run, take part in it, acknowledge its stop, wait again.

use super::arena::{Arena, DISMISSED, Seat, ThreadStatus};
use super::atomic::SeqCst;
use super::attention::Attention;
use super::full_speed;
use super::futex::Futex;
use super::traced::Traced;
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
    /// Makes a step; see [`program::step`].
    pub fn step(&mut self, choice: Choice, memory: &mut impl Memory) -> Outcome {
        program::step(&self.role, self.stepper, choice, &mut self.state, memory)
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

/// Serves run after run, until the workers of this arena are dismissed.
pub fn serve(arena: &Arena, seat: Seat) {
    let mut last = 0;
    loop {
        let run = arena.start.load(SeqCst);
        if run == DISMISSED {
            return;
        }
        if run == last {
            arena.start.wait(last, None);
            continue;
        }
        take_part(arena, seat, run);
        // The last write of this run: from here on the page may use the memory again.
        arena.seats[usize::from(seat.0)].acknowledged.store(run, SeqCst);
        last = run;
    }
}

/// Is the thread that the page has given this seat, until the run is stopped.
fn take_part(arena: &Arena, seat: Seat, run: i32) {
    let mut attention = Attention::new(arena, seat, run);
    // A worker may come to hear of a run when that is over, and the page is writing the
    // next. Then nothing in the arena is about the run this worker thinks of.
    if attention.is_stopped() {
        return;
    }
    let given = arena.seats[usize::from(seat.0)].thread.load(SeqCst);
    let Some(index) = given.checked_sub(1).filter(|&it| it >= 0) else { return };
    let thread = ThreadId::from_index(index as usize);
    let (part, work) = part(arena, thread);
    let words = arena.words_of(thread);
    words.set_status(ThreadStatus::Running);
    words.tally.count_made(work.produced);
    let part = if arena.traced.load(SeqCst) != 0 {
        Traced::new(arena, attention, part).run(work)
    } else {
        full_speed::run(arena, attention, part)
    };
    words.set_final(&part.state);
    words.set_status(ThreadStatus::Stopped);
}

/// What a thread needs of the program, and what it does before its first step.
fn part(arena: &Arena, thread: ThreadId) -> (Part, Work) {
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
