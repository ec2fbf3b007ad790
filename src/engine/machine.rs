//! One state of a program: its cells and its threads.

use crate::program::{
    self, Cell, Item, Line, Memory, ObjectId, Outcome, Program, Role, Thread, ThreadId, Value,
};
use std::sync::Arc;

/// Cells in a plain list. Nobody sleeps in it, so there is nobody to wake.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PlainMemory(Vec<Value>);

impl PlainMemory {
    /// Cells with these values.
    pub fn new(values: Vec<Value>) -> PlainMemory {
        PlainMemory(values)
    }

    /// The value of a cell.
    pub fn get(&self, cell: Cell) -> Value {
        self.0[cell.index()]
    }

    /// The values of all cells, in order.
    pub fn values(&self) -> &[Value] {
        &self.0
    }
}

impl Memory for PlainMemory {
    fn load(&mut self, cell: Cell) -> Value {
        self.get(cell)
    }

    fn store(&mut self, cell: Cell, value: Value) {
        self.0[cell.index()] = value;
    }

    fn compare_exchange(&mut self, cell: Cell, current: Value, new: Value) -> Result<(), Value> {
        let seen = self.get(cell);
        if seen != current {
            return Err(seen);
        }
        self.store(cell, new);
        Ok(())
    }

    fn add(&mut self, cell: Cell, amount: Value) -> Value {
        let before = self.get(cell);
        self.store(cell, before.wrapping_add(amount));
        before
    }

    fn wake_one(&mut self, _cell: Cell) {}
}

/// The state of a program between two steps. Cloning it is taking a snapshot.
#[derive(Clone, Debug)]
pub struct Machine {
    program: Arc<Program>,
    memory: PlainMemory,
    threads: Vec<Thread>,
}

/// What a thread can do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It can make its next step.
    Ready,
    /// It waits for a permit of this semaphore.
    Waiting(ObjectId),
    /// It has ended.
    Ended,
}

impl Machine {
    /// The start of a program, and the item each thread has made before its first step.
    pub fn new(program: Arc<Program>) -> (Machine, Vec<Option<Item>>) {
        let (threads, made) = program
            .thread_ids()
            .map(|id| {
                let (role, me) = program.role_of(id);
                program::begin(role, me, program.items)
            })
            .unzip();
        let memory = PlainMemory::new(program.cells.clone());
        (Machine { program, memory, threads }, made)
    }

    /// The program this is a state of.
    pub fn program(&self) -> &Arc<Program> {
        &self.program
    }

    /// The cells.
    pub fn memory(&self) -> &PlainMemory {
        &self.memory
    }

    /// The private state of a thread.
    pub fn thread(&self, id: ThreadId) -> &Thread {
        &self.threads[id.index()]
    }

    /// Lets a thread make one step; see [`program::step`].
    pub fn step(&mut self, id: ThreadId) -> Outcome {
        let (role, me) = self.program.role_of(id);
        let thread = &mut self.threads[id.index()];
        program::step(role, me, self.program.items, thread, &mut self.memory)
    }

    /// What a thread can do next.
    pub fn standing(&self, id: ThreadId) -> Standing {
        if self.thread(id).next.is_none() {
            return Standing::Ended;
        }
        match self.waits_at(id) {
            Some(cell) if self.memory.get(cell) <= 0 => {
                Standing::Waiting(self.program.part_of(cell).0)
            }
            _ => Standing::Ready,
        }
    }

    /// The semaphore count that a thread's next step takes a permit from, if it does.
    pub fn waits_at(&self, id: ThreadId) -> Option<Cell> {
        let next = self.thread(id).next?;
        self.role(id).instruction(next).waits_at()
    }

    /// The source line of a thread's next step; `None` once it has ended.
    pub fn line(&self, id: ThreadId) -> Option<Line> {
        let next = self.thread(id).next?;
        Some(self.role(id).line(next))
    }

    /// The buffer whose critical section a thread is in.
    pub fn inside(&self, id: ThreadId) -> Option<ObjectId> {
        let next = self.thread(id).next?;
        self.role(id).inside[usize::from(next.0)]
    }

    /// The role a thread plays.
    pub fn role(&self, id: ThreadId) -> &Role {
        self.program.role_of(id).0
    }

    /// The threads that can make a step now.
    pub fn ready(&self) -> impl Iterator<Item = ThreadId> + '_ {
        self.program.thread_ids().filter(|&id| self.standing(id) == Standing::Ready)
    }
}

/// Machines are equal when their states are, wherever their programs are kept.
impl PartialEq for Machine {
    fn eq(&self, other: &Machine) -> bool {
        self.memory == other.memory
            && self.threads == other.threads
            && (Arc::ptr_eq(&self.program, &other.program) || self.program == other.program)
    }
}

impl Eq for Machine {}
