//! Queues: putting, taking, and counting what was not yet dealt with.

use super::Elaborator;
use super::arithmetic::order_of;
use super::calls::Given;
use super::containers::ROOM;
use super::heap::{CONTENTS, Kind, Order};
use super::parts::Initial;
use super::value::{Domain, ObjId, Value};
use crate::program::{
    Blocking, Cell, Instruction, ObjectKind, Operand, Operation, Operator, Place, Sequence, Span,
};
use crate::python::refusal::Refusal;
use std::cmp::Ordering;

/// A queue as far as it is known before the threads run.
#[derive(Clone, Debug)]
pub struct Queue {
    pub order: Order,
    /// How many elements it holds at most; 0 is without a limit.
    pub most: i64,
    pub items: Vec<Value>,
    /// How many were put for which no `task_done` came.
    pub unfinished: u32,
    /// `SimpleQueue`, which counts nothing.
    pub is_simple: bool,
}

impl Queue {
    pub fn new(order: Order, most: i64, is_simple: bool) -> Queue {
        Queue { order, most, items: Vec::new(), unfinished: 0, is_simple }
    }

    fn is_full(&self) -> bool {
        self.most > 0 && self.items.len() as i64 >= self.most
    }

    fn put(&mut self, value: Value) {
        let is_less = |it: &Value| super::arithmetic::order_of(&value, it) == Some(Ordering::Less);
        let before = match self.order {
            Order::Least => self.items.iter().position(is_less),
            Order::First | Order::Last => None,
        };
        self.items.insert(before.unwrap_or(self.items.len()), value);
        self.unfinished += 1;
    }

    fn get(&mut self) -> Value {
        match self.order {
            Order::Last => self.items.pop().unwrap_or(Value::None),
            Order::First | Order::Least => self.items.remove(0),
        }
    }
}

/// What counts the elements of a queue that were not yet dealt with. Both are changed in one step with what
/// they are about, as CPython does it under the lock of the queue.
#[derive(Clone, Copy)]
pub struct Unfinished {
    /// A permit for each.
    pub tasks: Cell,
    /// An event that is set while there is none.
    pub all_done: Cell,
}

impl Elaborator<'_> {
    pub fn queue(&mut self, id: ObjId, name: &str, mut given: Given) -> Value {
        let span = given.span;
        let Kind::Queue(known) = self.kind(id) else { return Value::Wrong };
        if known.is_simple && matches!(name, "full" | "task_done" | "join") {
            return self.refuse(span, Refusal::NoAttribute, &["SimpleQueue", name]);
        }
        if self.processes.queues.contains_key(&id) {
            return self.sent_queue(id, name, given);
        }
        match name {
            "put" | "put_nowait" => self.put_into_queue(id, name == "put_nowait", given),
            "get" | "get_nowait" => {
                let Some(timeout) = self.how_long(&mut given, name == "get_nowait", span) else {
                    return Value::Wrong;
                };
                if !self.is_all_taken("get", &given) {
                    return Value::Wrong;
                }
                self.take_from_queue(id, timeout)
            }
            "empty" | "full" | "qsize" => self.look_at_queue(id, name),
            "task_done" => self.task_done(id),
            "join" => {
                if let Some(unfinished) = self.unfinished(id) {
                    self.block_on(Blocking::UntilSet(unfinished.all_done), None);
                }
                Value::None
            }
            _ => self.refuse(span, Refusal::NotKnown, &[&format!("Queue.{name}")]),
        }
    }

    /// Whether nothing was given but what was taken; refuses the rest.
    pub fn is_all_taken(&mut self, name: &str, given: &Given) -> bool {
        if let Some((option, _)) = given.named.first() {
            self.refuse(given.span, Refusal::Option, &[name, option]);
            return false;
        }
        if given.values.iter().any(|it| !matches!(it, Value::Unset | Value::Wrong)) {
            self.refuse(given.span, Refusal::Arguments, &[name]);
            return false;
        }
        true
    }

    /// The queue, as long as nothing but set-up has to do with it.
    pub fn known_queue(&mut self, id: ObjId) -> Option<&mut Queue> {
        // What may come about several times, or not at all, is no set-up.
        let is_sure = self.t.regions.iter().all(|it| it.is_attempt);
        if self.runs() || self.object(id).machine.is_some() || !is_sure {
            return None;
        }
        match &mut self.heap[id.0].kind {
            Kind::Queue(queue) => Some(queue),
            _ => None,
        }
    }

    pub fn put_into_queue(&mut self, id: ObjId, is_now: bool, mut given: Given) -> Value {
        let span = given.span;
        let Some(value) = given.take(0, "item") else {
            return self.refuse(span, Refusal::Arguments, &["put"]);
        };
        let Some(timeout) = self.how_long(&mut given, is_now, span) else { return Value::Wrong };
        if !self.is_all_taken("put", &given) {
            return Value::Wrong;
        }
        self.put_at_once(id, value, timeout, span)
    }

    /// Puts an element in, in one step.
    pub fn put_at_once(
        &mut self,
        id: ObjId,
        value: Value,
        timeout: Option<Operand>,
        span: Span,
    ) -> Value {
        let value = self.passed_on(value, span);
        let Some(operand) = self.operand(&value, span) else { return Value::Wrong };
        let key = self.slot_key(id, CONTENTS);
        let domain = self.domain_of_value(&value);
        self.hold(&key, &domain);
        let is_ordered = self.order(id) == Order::Least;
        if let Some(queue) = self.known_queue(id).filter(|it| !it.is_full())
            && value.is_known()
        {
            let others = queue.items.len();
            let unlike = queue.items.iter().filter(|it| order_of(it, &value).is_none()).count();
            if is_ordered && unlike > 0 {
                // With which of them it is compared depends on where they lie.
                if unlike == others {
                    self.raise_named("TypeError");
                    return Value::Wrong;
                }
                return self.refuse(span, Refusal::NotInOrder, &[]);
            }
            queue.put(value);
            if queue.items.len() > usize::from(ROOM) {
                return self.refuse(span, Refusal::TooManyElements, &["96"]);
            }
            return Value::None;
        }
        let (queue, bounded) = self.row(id);
        let ordered = is_ordered;
        let held = self.domain_of(&key);
        if ordered && !self.are_in_order(&held) {
            return self.refuse(span, Refusal::NotInOrder, &[]);
        }
        let holds_objects = self.constants_in(&held).any(Value::holds_object);
        if ordered && (held.opaque || holds_objects || self.may_hold_record(&held)) {
            return self.refuse(span, Refusal::NotConstant, &["PriorityQueue"]);
        }
        let on = Blocking::Put { queue, bounded, ordered, value: operand };
        self.block_on_element(on, timeout.filter(|_| bounded));
        if self.found.counted.contains(&key.0)
            && let Some(unfinished) = self.unfinished(id)
        {
            self.t.asm.access(Operation::Signal { count: unfinished.tasks, most: None });
            match self.event_loop.owns(id) {
                true => self.change_flag(unfinished.all_done, false),
                false => self.t.asm.access(Operation::ClearFlag(unfinished.all_done)),
            }
        }
        Value::None
    }

    /// Whether any two of these values can be compared by `<`: CPython raises a `TypeError` where it comes to compare others.
    fn are_in_order(&self, domain: &Domain) -> bool {
        let constants: Vec<&Value> = self.constants_in(domain).collect();
        let is_number = domain.int || domain.bool;
        let is_like_all = |it: &&Value| {
            (!is_number || it.float().is_some())
                && constants.iter().all(|other| order_of(it, other).is_some())
        };
        let has_others = is_number || !constants.is_empty();
        !(domain.none && has_others) && constants.iter().all(is_like_all)
    }

    pub fn take_from_queue(&mut self, id: ObjId, timeout: Option<Operand>) -> Value {
        if let Some(queue) = self.known_queue(id).filter(|it| !it.items.is_empty()) {
            return queue.get();
        }
        let (queue, _) = self.row(id);
        let into = self.t.registers.reserve();
        let last = self.order(id) == Order::Last;
        self.block_on_element(Blocking::Get { queue, last, into }, timeout);
        let key = self.slot_key(id, CONTENTS);
        let domain = self.domain_of(&key);
        self.local(into, domain)
    }

    /// A time-out raises.
    pub fn block_on_element(&mut self, on: Blocking, timeout: Option<Operand>) {
        let waits = !matches!(on, Blocking::Put { bounded: false, .. });
        if let (Some(limit), None, true) = (self.t.limit, timeout, waits) {
            self.block_within(on, limit, None);
            return;
        }
        self.t.asm.next_group();
        self.t.asm.emit(Instruction::Block { on, answer: None, timeout });
    }

    pub fn look_at_queue(&mut self, id: ObjId, name: &str) -> Value {
        if let Some(queue) = self.known_queue(id) {
            return match name {
                "qsize" => Value::Int(queue.items.len() as i64),
                "empty" => Value::Bool(queue.items.is_empty()),
                _ => Value::Bool(queue.is_full()),
            };
        }
        let (queue, bounded) = self.row(id);
        if name == "full" && !bounded {
            return Value::Bool(false);
        }
        let into = self.t.registers.reserve();
        self.t.load(Place::Cell(queue.length), into);
        let length = Operand::Local(into);
        let is = match name {
            "qsize" => return Value::Local(into, Domain::integers()),
            "empty" => self.compute(Operator::Equal, length, Operand::Constant(0)),
            _ => {
                let most = Operand::Constant(queue.room.into());
                self.compute(Operator::LessOrEqual, most, length)
            }
        };
        Value::Local(is, Domain::truths())
    }

    /// One element less to be dealt with; where there is none, a ValueError.
    pub fn task_done(&mut self, id: ObjId) -> Value {
        if let Some(queue) = self.known_queue(id) {
            match queue.unfinished.checked_sub(1) {
                Some(rest) => queue.unfinished = rest,
                None => {
                    self.raise_named("ValueError");
                    return Value::Wrong;
                }
            }
            return Value::None;
        }
        let Some(unfinished) = self.unfinished(id) else { return Value::None };
        let over = self.t.asm.label();
        let (left, got_one) = (self.t.registers.reserve(), self.t.registers.reserve());
        let at_once = Some(Operand::Constant(0));
        let on = Blocking::Wait(unfinished.tasks);
        self.t.asm.next_group();
        self.t.asm.emit(Instruction::Block { on, answer: Some(got_one), timeout: at_once });
        let exception = self.exception_named("ValueError");
        self.raise_unless(got_one, true, exception);
        self.t.asm.load(Place::Cell(unfinished.tasks), left, false);
        let is_last = self.compute(Operator::Equal, Operand::Local(left), Operand::Constant(0));
        self.t.asm.jump_if(Operand::Local(is_last), false, over);
        match self.event_loop.owns(id) {
            true => self.change_flag(unfinished.all_done, true),
            false => self.t.asm.access(Operation::SetFlag(unfinished.all_done)),
        }
        self.t.asm.place(over);
        Value::None
    }

    /// What counts the elements of a queue; nothing in the elaboration that finds out that it is wanted.
    pub fn unfinished(&mut self, id: ObjId) -> Option<Unfinished> {
        let key = self.object(id).key;
        if !self.found.counted.contains(&key) {
            self.is_dirty |= self.next.counted.insert(key);
            return None;
        }
        if let Some(known) = self.unfinished.get(&id) {
            return Some(*known);
        }
        let Kind::Queue(queue) = self.kind(id) else { return None };
        let (count, name) = (queue.unfinished, self.name_for(id, "queue"));
        let (line, made_at) = (self.t.asm.line, self.object(id).line);
        self.t.asm.line = made_at;
        let kind = ObjectKind::Semaphore { initial: count, most: None };
        let tasks = self.part(format!("{name}.unfinished_tasks"), kind);
        // Of a queue of asyncio, who waits goes on even if more comes before that one has its turn.
        let is_of_loop = self.event_loop.owns(id);
        let kind = match is_of_loop {
            true => ObjectKind::Atomic { initial: i64::from(count == 0) },
            false => ObjectKind::Event,
        };
        let all_done = self.part(format!("{name}.all_tasks_done"), kind);
        self.t.asm.line = line;
        if count == 0 && !is_of_loop {
            self.initial.insert(usize::from(all_done.0), Initial::Flag);
        }
        let made = Unfinished { tasks: self.base(tasks), all_done: self.base(all_done) };
        self.unfinished.insert(id, made);
        Some(made)
    }

    fn order(&self, id: ObjId) -> Order {
        match self.kind(id) {
            Kind::Queue(queue) => queue.order,
            _ => Order::First,
        }
    }

    /// The time-out of `put` and `get`, from `block` and `timeout`; nothing where it is refused.
    pub fn how_long(
        &mut self,
        given: &mut Given,
        is_now: bool,
        span: Span,
    ) -> Option<Option<Operand>> {
        if is_now {
            return Some(Some(Operand::Constant(0)));
        }
        let first =
            usize::from(!given.values.is_empty() && matches!(given.values[0], Value::Unset));
        let block = given.take(first, "block");
        let timeout = given.take(first + 1, "timeout");
        if let Some(it) = &timeout {
            self.need_not_negative(it);
        }
        if self.t.is_dead {
            return None;
        }
        let timeout = self.timeout(timeout, span).ok()?;
        match block.map(|it| it.truth()) {
            None | Some(Some(true)) => Some(timeout),
            Some(Some(false)) => Some(Some(Operand::Constant(0))),
            Some(None) => {
                self.refuse(span, Refusal::NotConstant, &["block"]);
                None
            }
        }
    }

    pub fn row(&mut self, id: ObjId) -> (Sequence, bool) {
        let part = self.machine(id);
        let kind = &self.parts[usize::from(part.0)].kind;
        let bounded = matches!(kind, ObjectKind::Queue { bounded: true, .. });
        (self.sequence_of(part), bounded)
    }
}
