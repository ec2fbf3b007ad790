//! Queues and pipes between processes.
//!
//! What is put into a `multiprocessing.Queue` is kept by the process, and a thread of that process, the feeder, writes it
//! into a pipe of 64 KiB. The process ends only when all is written. Where nobody can tell the difference there is no
//! feeder: one process puts, all of it fits, and takers wait for as long as it takes.
//!
//! A message of at most [`SMALL`] bytes always fits, as at most 64 elements are searched. One of more than 64 KiB never
//! does: it is written only once it is taken. What lies between is refused, unless all that is ever put fits at once.

use super::calls::Given;
use super::heap::{CONTENTS, Kind, Order};
use super::queues::Queue;
use super::value::{Domain, ObjId, Value};
use super::{Compiled, Elaborator, Thread};
use crate::program::{
    Assembly, Blocking, Cell, Instruction, ObjectId, ObjectKind, Operand, Operation, Operator,
    Place, Span,
};
use crate::python::refusal::Refusal;
use std::collections::{BTreeMap, BTreeSet};

/// What a pipe of Linux holds.
pub const PIPE: u64 = 65_536;
/// Of these as many fit into a pipe as are searched.
const SMALL: u64 = 1_000;
/// More than the buffers of a pipe with two directions hold, which is a pair of sockets.
const SOCKETS: u64 = 1 << 20;
/// The most threads with all feeders.
const MOST_WITH_FEEDERS: usize = 60;
/// What tells a feeder that no more comes.
const END: &str = "\u{1}end";

/// What a queue or one direction of a pipe is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// With a feeder for each process.
    Fed,
    /// Written by whoever sends.
    Plain,
    /// One direction of two.
    Sockets,
}

/// A queue or pipe between processes.
pub struct Sent {
    way: Way,
    most: i64,
    feeders: BTreeMap<usize, Feeder>,
    /// A permit for each element that there is room for.
    room: Option<Cell>,
    /// Who writes.
    turn: Option<Cell>,
    /// A permit for each large message that was taken.
    taken: Option<Cell>,
    putters: BTreeSet<usize>,
    takers: BTreeSet<usize>,
    puts: Vec<Put>,
    /// Which processes have closed the end that puts, and the end that takes.
    closed: [BTreeSet<usize>; 2],
    is_looked_at: bool,
    span: Span,
}

/// What one process keeps until it is written.
#[derive(Clone, Copy)]
struct Feeder {
    buffer: ObjectId,
    all_sent: Cell,
}

/// A place where something is put: how many bytes that is at most, whether so many need not fit, and whether it is come by
/// once at most.
struct Put {
    bytes: u64,
    is_middle: bool,
    is_once: bool,
    span: Span,
}

impl Sent {
    fn new(way: Way, most: i64, span: Span) -> Sent {
        Sent {
            way,
            most,
            feeders: BTreeMap::new(),
            room: None,
            turn: None,
            taken: None,
            putters: BTreeSet::new(),
            takers: BTreeSet::new(),
            puts: Vec::new(),
            closed: Default::default(),
            is_looked_at: false,
            span,
        }
    }
}

impl Elaborator<'_> {
    /// `Queue(…)`, `JoinableQueue(…)` and `SimpleQueue()`
    pub fn make_sent_queue(&mut self, name: &str, mut given: Given) -> Value {
        let span = given.span;
        let most = match given.take(0, "maxsize") {
            None => 0,
            Some(it) => match it.integer() {
                Some(it) if it <= 512 => it.max(0),
                Some(_) => return self.refuse(span, Refusal::TooManyElements, &["512"]),
                None => return self.refuse(span, Refusal::NotConstant, &["Queue"]),
            },
        };
        if !self.is_all_taken(name, &given) {
            return Value::Wrong;
        }
        let (way, what) = match name {
            "SimpleQueue" => (Way::Plain, "multiprocessing.SimpleQueue"),
            "JoinableQueue" => (Way::Fed, "JoinableQueue"),
            _ => (Way::Fed, "multiprocessing.Queue"),
        };
        Value::Ref(self.make_sent(way, what, most, span))
    }

    fn make_sent(&mut self, way: Way, what: &'static str, most: i64, span: Span) -> ObjId {
        let id = self.make(Kind::Queue(Queue::new(Order::First, 0, false)), span);
        let key = self.object(id).key;
        if !self.found.processes.fed.contains(&key)
            && let Kind::Queue(queue) = &mut self.heap[id.0].kind
        {
            queue.most = most;
        }
        self.put_between(id, what);
        self.processes.queues.insert(id, Sent::new(way, most, span));
        id
    }

    /// `Pipe(duplex)`
    pub fn make_pipe(&mut self, mut given: Given) -> Value {
        let span = given.span;
        let is_duplex = match given.take(0, "duplex").map(|it| it.truth()) {
            None => true,
            Some(Some(it)) => it,
            Some(None) => return self.refuse(span, Refusal::NotConstant, &["Pipe"]),
        };
        let way = if is_duplex { Way::Sockets } else { Way::Plain };
        let there = self.make_sent(way, "pipe", 0, span);
        let back = is_duplex.then(|| self.make_sent(way, "pipe", 0, span));
        let ends = [[Some(there), back], [back, Some(there)]];
        let ends = ends.map(|it| {
            let id = self.make(Kind::Connection(it), span);
            self.put_between(id, "Connection");
            Value::Ref(id)
        });
        Value::tuple(ends.to_vec())
    }

    pub fn operate_connection(
        &mut self,
        id: ObjId,
        [from, to]: [Option<ObjId>; 2],
        name: &str,
        mut given: Given,
    ) -> Value {
        let span = given.span;
        self.name_pipes(id, [from, to]);
        match (name, from, to) {
            ("send", _, Some(to)) => {
                let Some(value) = given.take(0, "obj") else {
                    return self.refuse(span, Refusal::Arguments, &["send"]);
                };
                self.put_sent(to, value, None, span)
            }
            ("recv", Some(from), _) => self.take_sent(from, None),
            ("poll", Some(from), _) => {
                if let Some(it) = self.processes.queues.get_mut(&from) {
                    it.takers.insert(self.t.process);
                }
                match given.take(0, "timeout") {
                    None => {}
                    Some(it) if it.float() == Some(0.0) => {}
                    Some(_) => return self.refuse(span, Refusal::Option, &["poll", "timeout"]),
                }
                self.is_something_sent(from)
            }
            ("close", ..) => {
                for (place, of) in [(1, from), (0, to)] {
                    let of = of.and_then(|it| self.processes.queues.get_mut(&it));
                    if let Some(it) = of {
                        it.closed[place].insert(self.t.process);
                        it.span = span;
                    }
                }
                Value::None
            }
            _ => {
                self.raise_named("OSError");
                Value::Wrong
            }
        }
    }

    /// The two directions of a pipe are called as the ends that take.
    fn name_pipes(&mut self, id: ObjId, [from, _]: [Option<ObjId>; 2]) {
        let name = self.object(id).name.clone();
        if let Some(from) = from.filter(|it| self.object(*it).name.is_empty()) {
            self.heap[from.0].name = name;
        }
    }

    pub fn sent_queue(&mut self, id: ObjId, name: &str, mut given: Given) -> Value {
        let span = given.span;
        if self.t.process == 0 && self.t.index > 0 {
            return self.refuse(span, Refusal::BesideMain, &[&format!("Queue.{name}")]);
        }
        match name {
            "put" | "put_nowait" => {
                let Some(value) = given.take(0, "obj") else {
                    return self.refuse(span, Refusal::Arguments, &["put"]);
                };
                let timeout = self.how_long(&mut given, name == "put_nowait", span);
                let Some(timeout) = timeout.filter(|_| self.is_all_taken("put", &given)) else {
                    return Value::Wrong;
                };
                self.put_sent(id, value, timeout, span)
            }
            "get" | "get_nowait" => {
                let timeout = self.how_long(&mut given, name == "get_nowait", span);
                let Some(timeout) = timeout.filter(|_| self.is_all_taken("get", &given)) else {
                    return Value::Wrong;
                };
                self.take_sent(id, timeout)
            }
            "empty" => {
                let is_there = self.is_something_sent(id);
                match is_there {
                    Value::Local(it, _) => self.not(it),
                    other => other,
                }
            }
            "close" => Value::None,
            "join_thread" => {
                self.send_rest_of(id);
                Value::None
            }
            "task_done" => self.task_done(id),
            "join" => {
                if let Some(unfinished) = self.unfinished(id) {
                    self.block_on(Blocking::UntilSet(unfinished.all_done), None);
                }
                Value::None
            }
            _ => self.refuse(span, Refusal::NoAttribute, &["multiprocessing.Queue", name]),
        }
    }

    fn is_fed(&self, id: ObjId) -> bool {
        self.found.processes.fed.contains(&self.object(id).key)
    }

    fn is_large(&self, id: ObjId) -> bool {
        self.found.processes.large.contains(&self.object(id).key)
    }

    /// Puts something in, as a copy.
    fn put_sent(&mut self, id: ObjId, value: Value, timeout: Option<Operand>, span: Span) -> Value {
        if self.processes.queues.get(&id).is_some_and(|it| it.way == Way::Fed) {
            self.lend(&value, None, span);
        }
        let Some(value) = self.pickled(&value, span) else { return Value::Wrong };
        let (least, bytes) = self.bytes_of(&value);
        let is_middle = bytes > SMALL && least <= self.limit_of(id);
        let is_once = self.t.regions.iter().all(|it| it.is_attempt) && self.t.task.is_none();
        let process = self.t.process;
        let Some(sent) = self.processes.queues.get_mut(&id) else { return Value::Wrong };
        sent.putters.insert(process);
        sent.puts.push(Put { bytes, is_middle, is_once, span });
        let (way, most) = (sent.way, sent.most);
        let key = self.slot_key(id, CONTENTS);
        let domain = self.domain_of_value(&value);
        self.hold(&key, &domain);
        let Some(operand) = self.operand(&value, span) else { return Value::Wrong };
        if way != Way::Fed {
            self.write_message(id, operand);
            return Value::None;
        }
        if !self.is_fed(id) {
            return self.put_at_once(id, value, timeout, span);
        }
        if most > 0 {
            let room = self.room_of(id, most);
            let answer = self.block_on(Blocking::Wait(room), timeout);
            if let Value::Local(got_one, _) = answer {
                let full = self.exception_named("Full");
                self.raise_unless(got_one, true, full);
            }
        } else {
            self.t.asm.next_group();
        }
        let Some(feeder) = self.feeder_of(id) else { return Value::Wrong };
        let list = self.sequence_of(feeder.buffer);
        self.t.asm.access(Operation::Append { list, value: operand });
        self.count_unfinished(id);
        Value::None
    }

    fn count_unfinished(&mut self, id: ObjId) {
        let key = self.object(id).key;
        if self.found.counted.contains(&key)
            && let Some(unfinished) = self.unfinished(id)
        {
            self.t.asm.access(Operation::Signal { count: unfinished.tasks, most: None });
            self.t.asm.access(Operation::ClearFlag(unfinished.all_done));
        }
    }

    /// Writes into the pipe. A large message is written once it is taken; until then no other can be written.
    fn write_message(&mut self, id: ObjId, value: Operand) {
        let part = self.machine(id);
        let queue = self.sequence_of(part);
        let on = Blocking::Put { queue, bounded: false, ordered: false, value };
        if !self.is_large(id) {
            self.t.asm.next_group();
            self.t.asm.emit(Instruction::Block { on, answer: None, timeout: None });
            return;
        }
        let (turn, taken) = (self.turn_of(id), self.taken_of(id));
        self.block_on(Blocking::Acquire(turn), None);
        self.t.asm.next_group();
        self.t.asm.emit(Instruction::Block { on, answer: None, timeout: None });
        self.where_large(id, value, |it| {
            it.block_on(Blocking::Wait(taken), None);
        });
        self.t.asm.step(Operation::Release(turn));
    }

    /// Does something where the value is one that does not fit into a pipe.
    fn where_large(&mut self, id: ObjId, value: Operand, does: impl Fn(&mut Self)) {
        let key = self.slot_key(id, CONTENTS);
        for constant in self.domain_of(&key).constants.clone() {
            if !self.does_not_fit(id, constant) {
                continue;
            }
            let code = Operand::Constant(self.code_of(constant));
            let over = self.t.asm.label();
            let is_it = self.compute(Operator::Equal, value, code);
            self.t.asm.jump_if(Operand::Local(is_it), false, over);
            does(self);
            self.t.asm.place(over);
        }
    }

    fn does_not_fit(&self, id: ObjId, constant: u32) -> bool {
        let value = self.next.constants.get(constant as usize);
        value.is_some_and(|it| self.bytes_of(it).0 > self.limit_of(id))
    }

    /// More bytes than this surely do not fit.
    fn limit_of(&self, id: ObjId) -> u64 {
        match self.processes.queues.get(&id).map(|it| it.way) {
            Some(Way::Sockets) => SOCKETS,
            _ => PIPE,
        }
    }

    /// Takes what comes next out of the pipe.
    fn take_sent(&mut self, id: ObjId, timeout: Option<Operand>) -> Value {
        let process = self.t.process;
        let Some(sent) = self.processes.queues.get_mut(&id) else { return Value::Wrong };
        sent.takers.insert(process);
        sent.is_looked_at |= timeout.is_some();
        let most = sent.most;
        if !self.is_fed(id) && !self.is_large(id) {
            let value = self.take_from_queue(id, timeout);
            return self.thawed(value);
        }
        let (queue, _) = self.row(id);
        let into = self.t.registers.reserve();
        self.block_on_element(Blocking::Get { queue, last: false, into }, timeout);
        if self.is_large(id) {
            let taken = self.taken_of(id);
            self.where_large(id, Operand::Local(into), |it| {
                it.t.asm.access(Operation::Signal { count: taken, most: None });
            });
        }
        if most > 0 {
            let room = self.room_of(id, most);
            self.t.asm.access(Operation::Signal { count: room, most: None });
        }
        let key = self.slot_key(id, CONTENTS);
        let domain = self.domain_of(&key);
        let value = self.local(into, domain);
        self.thawed(value)
    }

    /// Whether something can be taken just now.
    fn is_something_sent(&mut self, id: ObjId) -> Value {
        if let Some(sent) = self.processes.queues.get_mut(&id) {
            sent.is_looked_at = true;
        }
        let (queue, _) = self.row(id);
        let into = self.t.registers.reserve();
        self.t.load(Place::Cell(queue.length), into);
        let zero = Operand::Constant(0);
        let is = self.compute(Operator::NotEqual, Operand::Local(into), zero);
        Value::Local(is, Domain::truths())
    }

    fn extra_part(&mut self, id: ObjId, what: &str, kind: ObjectKind) -> Cell {
        let name = format!("{}.{what}", self.name_for(id, "queue"));
        let line = self.object(id).line;
        let part = self.part(name, kind);
        self.parts[usize::from(part.0)].line = line;
        self.base(part)
    }

    fn room_of(&mut self, id: ObjId, most: i64) -> Cell {
        if let Some(known) = self.processes.queues.get(&id).and_then(|it| it.room) {
            return known;
        }
        let kind = ObjectKind::Semaphore { initial: most as u32, most: None };
        let made = self.extra_part(id, "room", kind);
        if let Some(sent) = self.processes.queues.get_mut(&id) {
            sent.room = Some(made);
        }
        made
    }

    fn turn_of(&mut self, id: ObjId) -> Cell {
        if let Some(known) = self.processes.queues.get(&id).and_then(|it| it.turn) {
            return known;
        }
        let made = self.extra_part(id, "pipe_is_written", ObjectKind::Lock);
        if let Some(sent) = self.processes.queues.get_mut(&id) {
            sent.turn = Some(made);
        }
        made
    }

    fn taken_of(&mut self, id: ObjId) -> Cell {
        if let Some(known) = self.processes.queues.get(&id).and_then(|it| it.taken) {
            return known;
        }
        let kind = ObjectKind::Semaphore { initial: 0, most: None };
        let made = self.extra_part(id, "pipe_has_room", kind);
        if let Some(sent) = self.processes.queues.get_mut(&id) {
            sent.taken = Some(made);
        }
        made
    }

    /// The feeder of this process.
    fn feeder_of(&mut self, id: ObjId) -> Option<Feeder> {
        let process = self.t.process;
        if let Some(known) = self.processes.queues.get(&id)?.feeders.get(&process) {
            return Some(*known);
        }
        let line = self.object(id).line;
        let name = format!("{}.buffer", self.name_for(id, "queue"));
        let room = super::containers::ROOM;
        let buffer = self.part(name, ObjectKind::Queue { room, bounded: false, ordered: false });
        self.parts[usize::from(buffer.0)].line = line;
        let all_sent = self.extra_part(id, "all_written", ObjectKind::Event);
        let made = Feeder { buffer, all_sent };
        self.processes.queues.get_mut(&id)?.feeders.insert(process, made);
        Some(made)
    }

    /// Before a process ends, all that its queues keep is written.
    pub fn send_rest(&mut self) {
        let ids: Vec<ObjId> = self.processes.queues.keys().copied().collect();
        ids.into_iter().for_each(|it| self.send_rest_of(it));
    }

    fn send_rest_of(&mut self, id: ObjId) {
        let process = self.t.process;
        let known = self.processes.queues.get(&id).and_then(|it| it.feeders.get(&process)).copied();
        let Some(feeder) = known else { return };
        let end = self.end_mark();
        let list = self.sequence_of(feeder.buffer);
        self.t.asm.step(Operation::Append { list, value: end });
        self.block_on(Blocking::UntilSet(feeder.all_sent), None);
    }

    fn end_mark(&mut self) -> Operand {
        let constant = self.constant(&Value::text(END));
        Operand::Constant(self.code_of(constant))
    }

    /// Whether a process has to send something before it ends.
    pub fn has_rest(&self) -> bool {
        self.processes.queues.values().any(|it| it.feeders.contains_key(&self.t.process))
    }

    /// Compiles the feeders, and finds out which queues need them.
    pub fn compile_feeders(&mut self) {
        let ids: Vec<ObjId> = self.processes.queues.keys().copied().collect();
        for id in ids {
            self.judge_queue(id);
            let Some(sent) = self.processes.queues.get(&id) else { continue };
            let span = sent.span;
            let feeders: Vec<Feeder> = sent.feeders.values().copied().collect();
            for feeder in feeders {
                if self.started >= MOST_WITH_FEEDERS {
                    self.refuse(span, Refusal::TooManyThreads, &["60"]);
                    return;
                }
                self.started += 1;
                self.compile_feeder(id, feeder, self.started);
            }
        }
    }

    fn compile_feeder(&mut self, id: ObjId, feeder: Feeder, index: usize) {
        let outer = std::mem::replace(&mut self.t, Thread::new(index, index as u64));
        self.t.asm.line = self.object(id).line;
        let queue = self.sequence_of(feeder.buffer);
        let (head, done) = (self.t.asm.label(), self.t.asm.label());
        let taken = self.t.registers.reserve();
        let end = self.end_mark();
        self.t.asm.place(head);
        let on = Blocking::Get { queue, last: false, into: taken };
        self.t.asm.next_group();
        self.t.asm.emit(Instruction::Block { on, answer: None, timeout: None });
        let is_over = self.compute(Operator::Equal, Operand::Local(taken), end);
        self.t.asm.jump_if(Operand::Local(is_over), true, done);
        self.write_message(id, Operand::Local(taken));
        self.t.asm.emit(Instruction::Again { to: Assembly::pc(head), enough: None });
        self.t.asm.place(done);
        self.t.asm.step(Operation::SetFlag(feeder.all_sent));
        self.t.asm.emit(Instruction::End);
        let thread = std::mem::replace(&mut self.t, outer);
        self.workers.insert(index);
        let compiled = Compiled {
            name: "feeder".into(),
            registers: thread.registers.count(),
            asm: thread.asm,
            is_daemon: true,
            marks: BTreeSet::new(),
        };
        self.compiled.insert(index, compiled);
    }

    /// Whether a queue needs feeders, and whether what is put into it fits.
    fn judge_queue(&mut self, id: ObjId) {
        let key = self.slot_key(id, CONTENTS);
        let domain = self.domain_of(&key);
        let Some(sent) = self.processes.queues.get(&id) else { return };
        let fits_not = |it: &u32| self.does_not_fit(id, *it);
        let has_large = domain.constants.iter().any(fits_not);
        // All of it at once, each begun on a page of its own.
        let pages = |it: &Put| it.bytes.saturating_add(4).div_ceil(4096).saturating_add(1);
        let all = match &sent.puts[..] {
            [only] => only.bytes.saturating_add(20),
            puts => puts.iter().map(pages).fold(0, u64::saturating_add).saturating_mul(4096),
        };
        let fits = all <= PIPE
            && sent.puts.iter().all(|it| it.is_once)
            && !has_large
            && sent.way != Way::Sockets;
        let in_middle = sent.puts.iter().find(|it| it.is_middle).map(|it| it.span);
        let refused = in_middle.filter(|_| !fits);
        let several = sent.putters.len() > 1;
        let wants_feeders = sent.way == Way::Fed && (several || sent.is_looked_at || has_large);
        let is_of_several = sent.way != Way::Fed
            && self.what_between(id) == Some("pipe")
            && (several || sent.takers.len() > 1);
        // Who closes its copy of the other end can come to the end of what is sent.
        let [closed_putting, closed_taking] = &sent.closed;
        let can_end = closed_putting.iter().any(|it| sent.takers.contains(it))
            || closed_taking.iter().any(|it| sent.putters.contains(it));
        let span = sent.span;
        let object = key.0;
        if let Some(span) = refused {
            self.refuse(span, Refusal::PipeRoom, &[]);
        }
        if is_of_several || can_end {
            self.refuse(span, Refusal::PipeEnd, &[]);
        }
        if has_large {
            self.is_dirty |= self.next.processes.large.insert(object);
        }
        if wants_feeders {
            self.is_dirty |= self.next.processes.fed.insert(object);
        }
    }
}
