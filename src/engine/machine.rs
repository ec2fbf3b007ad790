//! One state of a program: its cells and its threads.

use super::outlook::Outlook;
use crate::program::{
    self, Blocking, Cell, Choice, Form, Instruction, Line, Memory, ObjectId, Outcome, Program,
    Role, Stepper, Thread, ThreadId, Value, Work,
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
    fn load(&self, cell: Cell) -> Value {
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

    fn wake_all(&mut self, _cell: Cell) {}
}

/// The state of a program between two steps. Cloning it is taking a snapshot.
#[derive(Clone, Debug)]
pub struct Machine {
    program: Arc<Program>,
    /// For each thread, its role and its own index in it: looked up at every step.
    seats: Arc<[(u16, u16)]>,
    memory: PlainMemory,
    threads: Vec<Thread>,
    /// Whether the program is over, so that nothing moves any more; always `false` for one of roles.
    is_over: bool,
}

/// What a thread can do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It can make its next step.
    Ready,
    /// It was not started yet.
    NotStarted,
    /// It waits for this object. Its time-out, if it has one, is no matter of the state.
    Waiting(ObjectId),
    /// It has ended.
    Ended,
}

/// An invariant that takes longer than so many steps is not worked out.
const LONGEST_INVARIANT: u32 = 10_000;

impl Machine {
    /// The start of a program, and what each thread has done before its first step.
    pub fn new(program: Arc<Program>) -> (Machine, Vec<Work>) {
        let (threads, work) = program
            .thread_ids()
            .map(|id| program::begin(program.role_of(id).0, program.stepper(id)))
            .unzip();
        let memory = PlainMemory::new(program.cells.clone());
        let seats = seats(&program);
        let mut machine = Machine { program, seats, memory, threads, is_over: false };
        machine.note_over();
        (machine, work)
    }

    /// Whether a whole program is over: all threads that were started have ended, but for daemons.
    /// Nothing moves after that.
    pub fn is_over(&self) -> bool {
        self.is_over
    }

    fn note_over(&mut self) {
        let has_ended = |id: ThreadId| {
            self.role(id).is_daemon || self.thread(id).next.is_none() || self.is_not_started(id)
        };
        self.is_over = self.program.form == Form::Whole && self.program.thread_ids().all(has_ended);
    }

    /// Whether a thread is one of those that begin late, and was not started yet.
    pub fn is_not_started(&self, id: ThreadId) -> bool {
        let begins_at = self.thread(id).next.and_then(|at| match self.role(id).instruction(at) {
            Instruction::Block { on: Blocking::Begin(alive), .. } => Some(program::started(*alive)),
            _ => None,
        });
        begins_at.is_some_and(|cell| self.memory.get(cell) >> id.0 & 1 == 0)
    }

    fn role_of(&self, id: ThreadId) -> (&Role, u16) {
        let (role, me) = self.seats[id.index()];
        (&self.program.roles[usize::from(role)], me)
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

    /// A state of a program in which the cells hold these values, and the threads are there.
    ///
    /// # Panics
    ///
    /// Panics when there are not as many as the program has.
    pub fn at(program: Arc<Program>, values: Vec<Value>, threads: Vec<Thread>) -> Machine {
        assert_eq!(values.len(), program.cells.len(), "one value for each cell");
        assert_eq!(threads.len(), program.thread_count(), "one state for each thread");
        let seats = seats(&program);
        let memory = PlainMemory::new(values);
        let mut machine = Machine { program, seats, memory, threads, is_over: false };
        machine.note_over();
        machine
    }

    /// About how many bytes the cells and the threads take.
    pub fn heap_bytes(&self) -> usize {
        let own = |it: &Thread| size_of::<Thread>() + size_of_val(&*it.locals);
        size_of_val(self.memory.values()) + self.threads.iter().map(own).sum::<usize>()
    }

    /// Lets a thread make one step; see [`program::step`].
    pub fn step(&mut self, id: ThreadId, choice: Choice) -> Outcome {
        if self.is_over {
            return Outcome::Finished;
        }
        let (role, me) = self.seats[id.index()];
        let role = &self.program.roles[usize::from(role)];
        let stepper = Stepper { thread: id, me, items: self.program.items };
        let outcome =
            step_in(role, stepper, choice, &mut self.threads[id.index()], &mut self.memory);
        if matches!(&outcome, Outcome::Ran(event) if event.ended) {
            self.note_over();
        }
        outcome
    }

    /// What a thread can do next.
    pub fn standing(&self, id: ThreadId) -> Standing {
        let standing = self.outlook(id).standing();
        match standing {
            // Whoever was not started waits for that.
            Standing::Waiting(_) if self.is_not_started(id) => Standing::NotStarted,
            _ if self.is_over => Standing::Ended,
            _ => standing,
        }
    }

    /// Whether a thread can make its next step.
    pub fn is_ready(&self, id: ThreadId) -> bool {
        !self.is_over && self.thread(id).next.is_some() && !self.is_waiting(id)
    }

    /// Whether a thread has to wait.
    pub fn is_waiting(&self, id: ThreadId) -> bool {
        !self.is_over && self.outlook(id).obstacle().is_some()
    }

    /// Whether only the turn of another keeps a thread from its own.
    pub fn waits_for_turn(&self, id: ThreadId) -> bool {
        !self.is_over && self.outlook(id).waits_for_turn()
    }

    /// Whether a thread can go on, be it because its time is over.
    pub fn can_move(&self, id: ThreadId) -> bool {
        self.is_ready(id) || self.can_time_out(id)
    }

    /// After how many milliseconds a thread gives up that waits with a time-out.
    pub fn timeout(&self, id: ThreadId) -> Option<u32> {
        self.outlook(id).timeout()
    }

    /// Whether a thread waits, and could give up now if its time was over.
    pub fn can_time_out(&self, id: ThreadId) -> bool {
        !self.is_over && self.outlook(id).can_time_out()
    }

    /// Whether a thread waits at a condition, and could wake now for no reason.
    pub fn may_wake_spuriously(&self, id: ThreadId) -> bool {
        !self.is_over && self.outlook(id).may_wake_spuriously()
    }

    /// The choices with which a step of this thread is possible; see [`Outlook::choices`].
    pub fn choices(&self, id: ThreadId) -> Vec<Choice> {
        if self.is_over { Vec::new() } else { self.outlook(id).choices() }
    }

    fn outlook(&self, id: ThreadId) -> Outlook<'_, PlainMemory> {
        let (role, me) = self.role_of(id);
        let stepper = Stepper { thread: id, me, items: self.program.items };
        Outlook::in_role(&self.program, role, stepper, self.thread(id), &self.memory)
    }

    /// Whether an invariant holds now. It is a look: nothing changes.
    ///
    /// # Panics
    ///
    /// Panics when the program has no invariant with this index.
    pub fn holds(&mut self, invariant: usize) -> bool {
        holds(&self.program, invariant, &mut self.memory)
    }

    /// The values of the two sides of an invariant that compares two; `None` for another, or if
    /// they cannot be worked out.
    pub fn sides(&mut self, invariant: usize) -> Option<[Value; 2]> {
        let bound = self.program.invariants.get(invariant)?.bound.as_ref()?;
        let [first, second] = &bound.sides;
        Some([look(first, &mut self.memory)?, look(second, &mut self.memory)?])
    }

    /// The cell of the object that a thread's next step may have to wait for.
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

    /// The place, in the list of roles, of the role a thread plays.
    pub fn role_index(&self, id: ThreadId) -> usize {
        usize::from(self.seats[id.index()].0)
    }

    /// The role a thread plays.
    pub fn role(&self, id: ThreadId) -> &Role {
        self.role_of(id).0
    }

    /// The threads that can make a step now, without waiting for their time to be over.
    pub fn ready(&self) -> impl Iterator<Item = ThreadId> + '_ {
        self.program.thread_ids().filter(|&id| self.is_ready(id))
    }
}

fn seats(program: &Program) -> Arc<[(u16, u16)]> {
    let roles = (0..).zip(&program.roles);
    roles.flat_map(|(role, it)| (0..it.threads).map(move |me| (role, me))).collect()
}

/// Whether an invariant of a program holds in this memory, in which nothing changes.
///
/// # Panics
///
/// Panics when the program has no invariant with this index.
pub fn holds(program: &Program, invariant: usize, memory: &mut impl Memory) -> bool {
    let value = look(&program.invariants[invariant].code, memory);
    value.is_some_and(|truth| truth != 0 && program::is_integer(truth))
}

/// The value that such code works out in this memory, in which nothing changes; `None` if it
/// cannot be worked out.
fn look(code: &Role, memory: &mut impl Memory) -> Option<Value> {
    let stepper = Stepper { thread: ThreadId(0), me: 0, items: 0 };
    let (mut thread, _) = program::begin(code, stepper);
    for _ in 0..LONGEST_INVARIANT {
        match program::step(code, stepper, Choice::PLAIN, &mut thread, memory) {
            Outcome::Ran(event) if event.raised.is_some() => return None,
            Outcome::Ran(event) if !event.ended => {}
            _ => break,
        }
    }
    thread.next.is_none().then(|| thread.locals.first().copied().unwrap_or_default())
}

/// The one place where steps are made in plain memory: the meaning of all instructions stands
/// in the page once.
#[inline(never)]
fn step_in(
    role: &Role,
    stepper: Stepper,
    choice: Choice,
    thread: &mut Thread,
    memory: &mut PlainMemory,
) -> Outcome {
    program::step(role, stepper, choice, thread, memory)
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
