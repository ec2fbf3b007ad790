//! One instruction over shared memory, as the workers run it: step, sleep, step again.

use interleave::program::{
    self, Blocking, Choice, Instruction, Line, Operation, Outcome, Pc, Role, RoleKind, Stepper,
    ThreadId,
};
use interleave::threads::{SharedCell, SharedMemory};

/// Tries out every order with at most three interruptions: enough for each mistake seeded here,
/// and three threads stay within a minute.
pub fn explore(model: impl Fn() + Send + Sync + 'static) {
    let mut builder = loom::model::Builder::new();
    builder.preemption_bound = Some(3);
    builder.max_branches = 10_000;
    builder.check(model);
}

/// An access that never waits.
pub fn access(operation: Operation, cells: &[SharedCell]) {
    run(Instruction::Do(operation), cells);
}

/// An access that may have to wait.
pub fn block(on: Blocking, cells: &[SharedCell]) {
    run(Instruction::Block { on, answer: None, timeout: None }, cells);
}

/// A role that makes one step.
fn role(instruction: Instruction) -> Role {
    let code = vec![instruction, Instruction::Again { to: Pc(0), enough: None }];
    Role {
        kind: RoleKind::Producer,
        name: "producer".into(),
        threads: 1,
        takes: 0,
        locals: 1,
        me: None,
        code,
        lines: vec![Line(0); 2],
        spans: Vec::new(),
        groups: vec![0, 1],
        inside: vec![None; 2],
        handlers: Vec::new(),
        is_daemon: false,
        unwinds: false,
        turn: None,
        hands_on: None,
        cancellation: None,
        numbered_from: 0,
        end_marks: Vec::new(),
    }
}

/// Makes one step of the instruction; sleeps as often as it has to.
fn run(instruction: Instruction, cells: &[SharedCell]) {
    let mut memory = SharedMemory::new(cells);
    let role = role(instruction);
    let stepper = Stepper { thread: ThreadId(0), me: 0, items: 0 };
    let (mut thread, _) = program::begin(&role, stepper);
    loop {
        match program::step(&role, stepper, Choice::PLAIN, &mut thread, &mut memory) {
            Outcome::Ran(_) => return,
            Outcome::Blocked { cell, observed, .. } => memory.sleep(cell, observed, None),
            Outcome::Finished => unreachable!("the role has no end"),
        }
    }
}
