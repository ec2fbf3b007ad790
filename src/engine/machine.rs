//! One state of a program: its cells and its threads.

use crate::program::{
    self, Blocking, Cell, Choice, Instruction, Line, Memory, ObjectId, Operand, Operation, Outcome,
    Pc, Program, Role, Stepper, Thread, ThreadId, Value, Work,
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
}

/// What a thread can do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It can make its next step.
    Ready,
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
        let seats = (0..).zip(&program.roles);
        let seats = seats.flat_map(|(role, it)| (0..it.threads).map(move |me| (role, me)));
        let seats = seats.collect();
        (Machine { program, seats, memory, threads }, work)
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

    /// About how many bytes the cells and the threads take.
    pub fn heap_bytes(&self) -> usize {
        let own = |it: &Thread| size_of::<Thread>() + size_of_val(&*it.locals);
        size_of_val(self.memory.values()) + self.threads.iter().map(own).sum::<usize>()
    }

    /// Lets a thread make one step; see [`program::step`].
    pub fn step(&mut self, id: ThreadId, choice: Choice) -> Outcome {
        let (role, me) = self.seats[id.index()];
        let role = &self.program.roles[usize::from(role)];
        let stepper = Stepper { thread: id, me, items: self.program.items };
        step_in(role, stepper, choice, &mut self.threads[id.index()], &mut self.memory)
    }

    /// What a thread can do next.
    pub fn standing(&self, id: ThreadId) -> Standing {
        if self.thread(id).next.is_none() {
            return Standing::Ended;
        }
        match self.obstacle(id) {
            Some(cell) => Standing::Waiting(self.program.part_of(cell).0),
            None => Standing::Ready,
        }
    }

    /// Whether a thread can make its next step.
    pub fn is_ready(&self, id: ThreadId) -> bool {
        self.thread(id).next.is_some() && !self.is_waiting(id)
    }

    /// Whether a thread has to wait.
    pub fn is_waiting(&self, id: ThreadId) -> bool {
        self.obstacle(id).is_some()
    }

    /// Whether a thread can go on, be it because its time is over.
    pub fn can_move(&self, id: ThreadId) -> bool {
        self.is_ready(id) || self.can_time_out(id)
    }

    /// After how many milliseconds a thread gives up that waits with a time-out.
    pub fn timeout(&self, id: ThreadId) -> Option<u32> {
        let (on, timeout) = self.blocking(id)?;
        let timeout = timeout?;
        // Whoever was notified has got what it waited for, and waits for the lock without end.
        let waits_for_it = self.obstacle(id)? == on.cell();
        let time = match timeout {
            Operand::Local(local) => self.thread(id).locals[usize::from(local.0)],
            Operand::Constant(value) => value,
        };
        waits_for_it.then_some(time.clamp(0, 1 << 30) as u32)
    }

    /// Whether a thread waits, and could give up now if its time was over.
    pub fn can_time_out(&self, id: ThreadId) -> bool {
        // It has to take the lock of a condition again all the same.
        self.timeout(id).is_some() && self.blocking(id).is_some_and(|(on, _)| self.is_lock_free(on))
    }

    /// Whether a thread waits at a condition, and could wake now for no reason.
    pub fn may_wake_spuriously(&self, id: ThreadId) -> bool {
        let Some((on @ Blocking::Retake { waiters, .. }, _)) = self.blocking(id) else {
            return false;
        };
        self.program.has_spurious_wakes
            && self.obstacle(id) == Some(*waiters)
            && self.is_lock_free(on)
    }

    /// The choices with which a step of this thread is possible, and comes out differently as
    /// far as can be told beforehand. There are none while it has to wait.
    pub fn choices(&self, id: ThreadId) -> Vec<Choice> {
        let Some(next) = self.thread(id).next else { return Vec::new() };
        if self.obstacle(id).is_none() {
            return (0..self.ways(id, next)).map(Choice).collect();
        }
        let mut choices = Vec::new();
        if self.can_time_out(id) {
            choices.push(Choice::TIMED_OUT);
        }
        if self.may_wake_spuriously(id) {
            choices.push(Choice::SPURIOUS);
        }
        choices
    }

    /// In how many ways the step that begins here can go: as many as there are waiters, where
    /// it notifies fewer than all of them.
    fn ways(&self, id: ThreadId, from: Pc) -> u8 {
        let role = self.role(id);
        let group = role.groups[from.index()];
        let code = role.code[from.index()..].iter().zip(&role.groups[from.index()..]);
        let ways = code.take_while(|&(_, &it)| it == group).map(|(instruction, _)| {
            let Instruction::Do(Operation::Notify { waiters, count, .. }) = *instruction else {
                return 1;
            };
            let waiting = self.memory.get(waiters).count_ones() as u8;
            match count {
                Operand::Constant(count) if !(1..Value::from(waiting)).contains(&count) => 1,
                _ => waiting,
            }
        });
        ways.max().unwrap_or(1).max(1)
    }

    /// Whether an invariant holds now. It is a look: nothing changes.
    ///
    /// # Panics
    ///
    /// Panics when the program has no invariant with this index.
    pub fn holds(&mut self, invariant: usize) -> bool {
        let code = &self.program.invariants[invariant].code;
        let stepper = Stepper { thread: ThreadId(0), me: 0, items: 0 };
        let (mut thread, _) = program::begin(code, stepper);
        for _ in 0..LONGEST_INVARIANT {
            match step_in(code, stepper, Choice::PLAIN, &mut thread, &mut self.memory) {
                Outcome::Ran(event) if event.raised.is_some() => return false,
                Outcome::Ran(event) if !event.ended => {}
                _ => break,
            }
        }
        let truth = thread.locals.first().copied().unwrap_or_default();
        thread.next.is_none() && truth != 0 && program::is_integer(truth)
    }

    /// What a thread's next step may have to wait for, and its time-out.
    fn blocking(&self, id: ThreadId) -> Option<(&Blocking, Option<Operand>)> {
        match self.role(id).instruction(self.thread(id).next?) {
            Instruction::Block { on, timeout, .. } => Some((on, *timeout)),
            _ => None,
        }
    }

    /// The cell that keeps a thread from going on, if one does.
    fn obstacle(&self, id: ThreadId) -> Option<Cell> {
        let (role, me) = self.role_of(id);
        let thread = self.thread(id);
        let Instruction::Block { on, .. } = role.instruction(thread.next?) else { return None };
        let stepper = Stepper { thread: id, me, items: self.program.items };
        program::obstacle(on, stepper, thread, &self.memory).map(|(cell, _)| cell)
    }

    /// Whether the lock is free that goes with a condition; other objects have none.
    fn is_lock_free(&self, on: &Blocking) -> bool {
        match *on {
            Blocking::Retake { lock, .. } => self.memory.get(lock) == 0,
            _ => true,
        }
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

    /// The role a thread plays.
    pub fn role(&self, id: ThreadId) -> &Role {
        self.role_of(id).0
    }

    /// The threads that can make a step now, without waiting for their time to be over.
    pub fn ready(&self) -> impl Iterator<Item = ThreadId> + '_ {
        self.program.thread_ids().filter(|&id| self.is_ready(id))
    }
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
