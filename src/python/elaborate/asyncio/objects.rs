//! What tasks wait at: queues, locks, semaphores, events and conditions of asyncio.

use crate::program::{
    Assembly, Blocking, Cell, Instruction, ObjectKind, Operand, Operation, Place,
};
use crate::python::elaborate::Elaborator;
use crate::python::elaborate::calls::Given;
use crate::python::elaborate::heap::Kind;
use crate::python::elaborate::value::{Domain, ObjId, Value};
use crate::python::refusal::Refusal;

impl Elaborator<'_> {
    /// Makes an object of asyncio.
    pub fn make_of_loop(&mut self, name: &'static str, given: Given) -> Value {
        let span = given.span;
        if self.t.index > 0 || self.t.regions.iter().any(|it| !it.is_attempt) {
            return self.refuse(span, Refusal::MadeInThread, &[name]);
        }
        let like = match name {
            "asyncio.Queue" => "queue.Queue",
            "asyncio.LifoQueue" => "queue.LifoQueue",
            "asyncio.PriorityQueue" => "queue.PriorityQueue",
            "asyncio.Lock" => "threading.Lock",
            "asyncio.Semaphore" => "threading.Semaphore",
            "asyncio.BoundedSemaphore" => "threading.BoundedSemaphore",
            "asyncio.Event" => "threading.Event",
            "asyncio.Barrier" => "threading.Barrier",
            _ => {
                if let Some((option, _)) = given.named.first() {
                    return self.refuse(span, Refusal::Option, &["Condition", &option.clone()]);
                }
                let lock = match given.values.first() {
                    Some(Value::Ref(lock)) if self.event_loop.owns(*lock) => *lock,
                    Some(_) => return self.refuse(span, Refusal::NotConstant, &["Condition"]),
                    None => match self.make_of_loop("asyncio.Lock", Given::of(Vec::new(), span)) {
                        Value::Ref(lock) => lock,
                        other => return other,
                    },
                };
                let made = self.make_shared(Kind::Condition(lock), name, span);
                if let Value::Ref(id) = made {
                    self.event_loop.objects.insert(id);
                }
                return made;
            }
        };
        let made = self.call_native(like, given);
        if let Value::Ref(id) = made {
            self.event_loop.objects.insert(id);
        }
        made
    }

    /// An operation of an object of asyncio: at once, or once it is awaited.
    pub fn operate_in_loop(&mut self, of: ObjId, name: &'static str, given: Given) -> Value {
        let waits = match self.kind(of) {
            Kind::Queue(_) => matches!(name, "put" | "get" | "join"),
            _ => matches!(name, "acquire" | "wait" | "wait_for"),
        };
        if waits {
            return self.coroutine(&Value::Operation(of, name), given);
        }
        if name == "notify" {
            // Whom it wakes is chosen, which begins a step.
            let held = self.hold_turn(false);
            let value = self.synchronise(of, name, given);
            self.hold_turn(held);
            self.t.asm.begin_group();
            return value;
        }
        self.synchronise(of, name, given)
    }

    /// Does what is awaited. A time-out is one of `wait_for`.
    pub fn await_operation(
        &mut self,
        of: ObjId,
        name: &'static str,
        mut given: Given,
        timeout: Option<Operand>,
    ) -> Value {
        let span = given.span;
        if let Some((option, _)) =
            given.named.iter().find(|(it, _)| it == "timeout" || it == "block")
        {
            let option = option.clone();
            return self.refuse(span, Refusal::Option, &[name, &option]);
        }
        match (self.kind(of).clone(), name) {
            (Kind::Queue(_), "put") => {
                let Some(value) = given.take(0, "item") else {
                    return self.refuse(span, Refusal::Arguments, &["put"]);
                };
                self.put_at_once(of, value, timeout, span)
            }
            (Kind::Queue(_), "get") => self.take_from_queue(of, timeout),
            (Kind::Queue(_), _) => match self.unfinished(of) {
                Some(it) => self.wait_for_flag(it.all_done, timeout),
                None => Value::None,
            },
            (Kind::Event { .. }, _) => self.wait_for_event(of, timeout),
            // Whose time is over there leaves the others waiting, while one of threads breaks.
            (Kind::Barrier(_), "wait") if self.t.limit.is_some() => {
                self.refuse(span, Refusal::NotKnown, &["Barrier.wait → timeout"])
            }
            (Kind::Barrier(_), "wait") if timeout.is_none() => self.synchronise(of, name, given),
            (Kind::Completed(all), _) => self.next_completed(of, &all),
            (_, "acquire") => self.acquire_in_turn(of, timeout),
            (Kind::Condition(lock), "wait") => self.wait_in_loop(of, lock, timeout),
            (Kind::Condition(_), "wait_for") if timeout.is_none() => {
                self.synchronise(of, name, given)
            }
            _ => {
                let what = self.what_object(of);
                self.refuse(span, Refusal::NoAttribute, &[&what, name])
            }
        }
    }

    /// Takes a lock or a permit. Whoever comes while others wait stands behind them, even where it is free by now.
    pub fn acquire_in_turn(&mut self, id: ObjId, timeout: Option<Operand>) -> Value {
        let id = match *self.kind(id) {
            Kind::Condition(lock) => lock,
            _ => id,
        };
        let waiting = self.waiting_at(id);
        let (before, alone) = (self.t.registers.reserve(), self.t.asm.label());
        let behind = self.t.registers.reserve();
        let amount = Operand::Constant(1);
        let count = |into, negative| Operation::Add { cell: waiting, amount, negative, into };
        self.t.asm.access(count(before, false));
        let from = self.t.asm.here();
        self.t.asm.jump_if(Operand::Local(before), false, alone);
        self.suspend();
        self.t.asm.place(alone);
        let taken = self.acquire(id, timeout);
        self.undo_when_cancelled(from, |it| it.t.asm.access(count(behind, true)));
        self.t.asm.access(count(before, true));
        taken
    }

    /// Waits at a condition, and then takes its lock again as anybody does: behind those who stand in line for it.
    pub fn wait_in_loop(&mut self, id: ObjId, lock: ObjId, timeout: Option<Operand>) -> Value {
        // Who is cancelled there has to take the lock again.
        self.t.waits_on_way_out = true;
        let (waiters, held) = (self.cell(id), self.cell(lock));
        self.t.asm.step(Operation::BeginWait { waiters, lock: held, strict: true, depth: None });
        let from = self.t.asm.here();
        let woken = self.block_on(Blocking::Wake { waiters }, timeout);
        if !self.is_cancellable() {
            self.acquire_in_turn(lock, None);
            return woken;
        }
        // Who is cancelled takes the lock again all the same, and is cancelled then.
        let (caught, again, end) = (self.t.asm.label(), self.t.asm.label(), self.t.asm.label());
        let (exception, is_cancelled) = (self.t.registers.reserve(), self.t.registers.reserve());
        self.t.asm.handle(from, &[], caught, exception, false);
        self.t.asm.set(is_cancelled, Operand::Constant(0));
        self.t.asm.jump(again);
        self.t.asm.place(caught);
        self.t.asm.set(is_cancelled, Operand::Constant(1));
        self.t.asm.place(again);
        let from = self.t.asm.here();
        self.acquire_in_turn(lock, None);
        let caught = self.t.asm.label();
        self.t.asm.handle(from, &[], caught, exception, false);
        self.t.asm.jump_if(Operand::Local(is_cancelled), false, end);
        self.t.asm.emit(Instruction::Raise(Operand::Local(exception)));
        self.t.asm.place(caught);
        self.t.asm.set(is_cancelled, Operand::Constant(1));
        self.t.asm.emit(Instruction::Again { to: Assembly::pc(again), enough: None });
        self.t.asm.place(end);
        woken
    }

    /// How many tasks wait for a lock, or are about to take it.
    fn waiting_at(&mut self, id: ObjId) -> Cell {
        if let Some(known) = self.event_loop.waiting.get(&id) {
            return *known;
        }
        let part = self.machine(id);
        let name = format!("{}.waiters", self.parts[usize::from(part.0)].name);
        let part = self.part(name, ObjectKind::Atomic { initial: 0 });
        let cell = self.base(part);
        self.event_loop.waiting.insert(id, cell);
        cell
    }

    /// Waits for an event. Who waits when it is set goes on, even if it is cleared before that one has its turn.
    pub fn wait_for_event(&mut self, id: ObjId, timeout: Option<Operand>) -> Value {
        let cell = self.cell(id);
        if !self.is_cleared(id) {
            return self.block_on(Blocking::UntilSet(cell), timeout);
        }
        let woken = self.wait_for_flag(cell, timeout);
        if !self.is_between(id) {
            return woken;
        }
        // One of `multiprocessing` looks once more, and answers what it sees.
        let into = self.t.registers.reserve();
        self.t.load(Place::Cell(cell), into);
        Value::Local(into, Domain::truths())
    }

    /// The same, of a flag that may be cleared again.
    fn wait_for_flag(&mut self, cell: Cell, timeout: Option<Operand>) -> Value {
        let waiters = cell.offset(1);
        let (asleep, done) = (self.t.registers.reserve(), self.t.asm.label());
        let answer = self.t.registers.reserve();
        self.t.asm.set(answer, Operand::Constant(1));
        let seen = Operand::Constant(0);
        self.t.asm.step(Operation::SleepIf { cell, waiters, seen, into: asleep });
        self.t.asm.jump_if(Operand::Local(asleep), false, done);
        let woken = self.block_on(Blocking::Wake { waiters }, timeout);
        if let Value::Local(woken, _) = woken {
            self.t.asm.set(answer, Operand::Local(woken));
        }
        self.t.asm.place(done);
        Value::Local(answer, Domain::truths())
    }

    /// Whether an event is cleared while threads run, so that it can be set without being so for long.
    pub fn is_cleared(&self, id: ObjId) -> bool {
        self.found.cleared.contains(&self.object(id).key)
    }

    /// Sets or clears such a flag.
    pub fn change_flag(&mut self, cell: Cell, is_set: bool) {
        let to = Place::Cell(cell);
        self.t.asm.store(Operand::Constant(is_set.into()), to);
        if is_set {
            let (waiters, count) = (cell.offset(1), Operand::Constant(i64::MAX));
            let notify = Operation::Notify { waiters, lock: None, is_reentrant: false, count };
            self.t.asm.access(notify);
        }
    }
}
