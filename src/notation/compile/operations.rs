//! Operations of objects: `mutex.wait()`, `queue.put(item)`, and what can be read off them.

use super::expressions::{WRONG, number};
use super::locals::{NOTHING, truth};
use super::roles::Coder;
use super::scope::Meaning;
use crate::notation::meaning::MeaningProblem;
use crate::notation::tree::{Argument, Expression, ExpressionKind, Name, WaitLimit};
use crate::notation::vocabulary::{self, Vocabulary};
use crate::program::{
    BarrierDeed, BarrierWait, Blocking, Cell, Instruction, Line, Local, ObjectId, ObjectKind,
    Operand, Operation, Operator, Place, Span,
};
use crate::python::nearest;

impl<'a> Coder<'a, '_> {
    /// A call of an operation.
    pub fn operation(
        &mut self,
        e: &'a Expression,
        of: &'a Expression,
        name: &'a Name,
        arguments: &'a [Argument],
    ) -> Operand {
        let ExpressionKind::Name(whose) = &of.kind else {
            self.problem(of.span, MeaningProblem::NoObject);
            return WRONG;
        };
        match self.meaning(whose) {
            Some(Meaning::Object(id)) => self.of_object(id, whose, name, arguments, e.span),
            Some(Meaning::Sender(id, alive)) => match name.text.as_str() {
                "send" => {
                    let Some(given) = self.given("send", arguments, 1, 1, true) else {
                        return WRONG;
                    };
                    let ObjectKind::Channel { kind, .. } = self.object(id).kind else {
                        return WRONG;
                    };
                    let (channel, value) = (self.sequence(id), given.values[0]);
                    self.wait_for(Blocking::Send { channel, kind, alive, value }, given.timeout)
                }
                "clone" => {
                    let problem = MeaningProblem::NotCalled(format!("other = {whose}.clone()"));
                    self.problem(e.span, problem);
                    WRONG
                }
                "close" => {
                    let meant = format!("drop({whose})");
                    let written = format!("{whose}.close()");
                    self.problem(e.span, MeaningProblem::SaidOtherwise(written, meant));
                    WRONG
                }
                _ => self.no_such(whose, name, &vocabulary::SENDER),
            },
            Some(Meaning::Receiver(id, _)) => match name.text.as_str() {
                "recv" => {
                    let Some(given) = self.given("recv", arguments, 0, 0, true) else {
                        return WRONG;
                    };
                    self.receive(id, None, given.timeout)
                }
                _ => self.no_such(whose, name, &vocabulary::RECEIVER),
            },
            Some(Meaning::Function(_)) if name.text == "join" => {
                let meant = format!("join({whose})");
                let written = format!("{whose}.join()");
                self.problem(e.span, MeaningProblem::SaidOtherwise(written, meant));
                WRONG
            }
            Some(_) => {
                self.problem(of.span, MeaningProblem::NoObject);
                WRONG
            }
            None => {
                let (at, problem) = match (whose.as_str(), name.text.as_str()) {
                    ("time", "sleep") => {
                        let meant = "sleep(milliseconds)".into();
                        (e.span, MeaningProblem::SaidOtherwise("time.sleep(…)".into(), meant))
                    }
                    ("threading", "Thread") => (e.span, MeaningProblem::NoThreads),
                    _ => (of.span, self.unknown(whose)),
                };
                self.problem(at, problem);
                WRONG
            }
        }
    }

    fn no_such(&mut self, whose: &str, name: &Name, known: &Vocabulary) -> Operand {
        let known = known.names();
        let problem = match nearest(&name.text, known.iter().copied()) {
            Some(meant) => {
                MeaningProblem::MisspeltOperation(whose.into(), name.text.clone(), meant.into())
            }
            None => {
                MeaningProblem::NoSuchOperation(whose.into(), name.text.clone(), known.join("`, `"))
            }
        };
        self.problem(name.span, problem);
        WRONG
    }

    fn of_object(
        &mut self,
        id: ObjectId,
        whose: &str,
        name: &'a Name,
        arguments: &'a [Argument],
        span: Span,
    ) -> Operand {
        let kind = self.object(id).kind;
        let Some(words) = vocabulary::of(kind).operation(&name.text) else {
            return match name.text.as_str() {
                "value" => self.attribute_of(id, whose, name),
                _ => self.no_such(whose, name, vocabulary::of(kind)),
            };
        };
        if words.is_attribute {
            return self.attribute_of(id, whose, name);
        }
        let operation = words.means.name();
        if operation == "wait_for" {
            return self.wait_for_condition(id, arguments, span);
        }
        let given = match words.name {
            of if words.has_timeout && WaitLimit::switch_of(of).is_some() => {
                self.given_with_limit(of, arguments)
            }
            of => self.given(of, arguments, words.values.0, words.values.1, words.has_timeout),
        };
        let Some(given) = given else { return WRONG };
        let (values, timeout) = (given.values, given.timeout);
        let cell = self.base(id);
        let value = |index: usize| values.get(index).copied().unwrap_or(number(1));
        match kind {
            ObjectKind::Semaphore { most, .. } => match operation {
                "wait" => self.wait_for(Blocking::Wait(cell), timeout),
                _ => self.done(Operation::Signal { count: cell, most }),
            },
            ObjectKind::Lock | ObjectKind::ReentrantLock => self.of_lock(id, operation, timeout),
            ObjectKind::Condition { lock } => {
                let strict = self.declarations.strict.contains(&id);
                match operation {
                    "acquire" | "release" => self.of_lock(lock, operation, timeout),
                    "wait" => self.wait_at(cell, lock, strict, timeout),
                    _ => {
                        let count = match operation {
                            "notify_all" => Operand::Constant(i64::MAX),
                            _ => value(0),
                        };
                        let is_reentrant = self.is_reentrant(lock);
                        let lock = strict.then_some(self.base(lock));
                        self.done(Operation::Notify { waiters: cell, lock, is_reentrant, count })
                    }
                }
            }
            ObjectKind::Event => match operation {
                "set" => self.done(Operation::SetFlag(cell)),
                "clear" => self.done(Operation::ClearFlag(cell)),
                "wait" => self.wait_for(Blocking::UntilSet(cell), timeout),
                _ => self.read(cell),
            },
            ObjectKind::Barrier { parties } => match operation {
                "wait" => self.meet(cell, parties, timeout),
                "abort" => {
                    self.done(Operation::AtBarrier { barrier: cell, deed: BarrierDeed::Abort })
                }
                _ => self.done(Operation::AtBarrier { barrier: cell, deed: BarrierDeed::Reset }),
            },
            ObjectKind::Buffer { .. } if operation == "put" => self.put(id, value(0)),
            ObjectKind::Buffer { .. } => self.get(id),
            ObjectKind::List { .. } => {
                let list = self.sequence(id);
                if operation == "append" {
                    return self.done(Operation::Append { list, value: value(0) });
                }
                if values.first().is_some_and(|it| *it != number(0)) {
                    self.problem(span, MeaningProblem::PopIndex);
                }
                let into = self.reserve();
                self.done(Operation::Pop { list, last: values.is_empty(), into });
                self.got(into)
            }
            ObjectKind::Queue { bounded, ordered, .. } => {
                let queue = self.sequence(id);
                match operation {
                    "put" => {
                        let value = value(0);
                        self.next_access();
                        let on = Blocking::Put { queue, bounded, ordered, value };
                        self.assembly.emit(Instruction::Block { on, answer: None, timeout });
                        NOTHING
                    }
                    "get" => {
                        let into = self.reserve();
                        self.next_access();
                        let on = Blocking::Get { queue, last: false, into };
                        self.assembly.emit(Instruction::Block { on, answer: None, timeout });
                        self.got(into)
                    }
                    _ => {
                        let length = self.length(id);
                        match operation {
                            "empty" => self.compute(Operator::Not, length, WRONG),
                            "full" if bounded => {
                                self.compute(Operator::Equal, length, number(queue.room.into()))
                            }
                            "full" => truth(false),
                            _ => length,
                        }
                    }
                }
            }
            ObjectKind::Atomic { .. } => {
                let waiters = self.object(id).waiters();
                let into = self.reserve();
                self.locals.assign(into);
                let amount = value(0);
                match operation {
                    "load" => return self.read(cell),
                    "store" => {
                        self.next_access();
                        self.assembly.store(amount, Place::Cell(cell));
                        return NOTHING;
                    }
                    "add" => self.done(Operation::Add { cell, amount, negative: false, into }),
                    "sub" => self.done(Operation::Add { cell, amount, negative: true, into }),
                    "swap" => self.done(Operation::Swap { cell, value: amount, into }),
                    "cas" => {
                        let (old, new) = (amount, value(1));
                        self.done(Operation::CompareAndSwap { cell, old, new, into })
                    }
                    "wait" => return self.sleep_at(cell, waiters, amount, timeout, into),
                    _ => {
                        let count = match operation {
                            "notify_all" => Operand::Constant(i64::MAX),
                            _ => amount,
                        };
                        let (lock, is_reentrant) = (None, false);
                        self.done(Operation::Notify { waiters, lock, is_reentrant, count });
                        return NOTHING;
                    }
                };
                Operand::Local(into)
            }
            ObjectKind::Variable { .. }
            | ObjectKind::Array { .. }
            | ObjectKind::Alive { .. }
            | ObjectKind::Readers { .. }
            | ObjectKind::Channel { .. } => WRONG,
        }
    }

    fn got(&mut self, into: Local) -> Operand {
        self.locals.assign(into);
        self.note_item(into);
        Operand::Local(into)
    }

    /// An access that has no result.
    fn done(&mut self, operation: Operation) -> Operand {
        self.next_access();
        self.assembly.access(operation);
        NOTHING
    }

    /// What a cell holds.
    fn read(&mut self, cell: Cell) -> Operand {
        let into = self.reserve();
        self.next_access();
        self.assembly.load(Place::Cell(cell), into, false);
        self.locals.assign(into);
        Operand::Local(into)
    }

    fn of_lock(&mut self, id: ObjectId, operation: &str, timeout: Option<Operand>) -> Operand {
        let cell = self.base(id);
        match operation {
            "acquire" if self.is_reentrant(id) => self.wait_for(Blocking::Enter(cell), timeout),
            "release" if self.is_reentrant(id) => self.done(Operation::Leave(cell)),
            "acquire" => self.wait_for(Blocking::Acquire(cell), timeout),
            "release" => self.done(Operation::Release(cell)),
            _ => {
                let holder = self.read(cell);
                self.compute(Operator::NotEqual, holder, WRONG)
            }
        }
    }

    /// Mesa: queueing up and giving the lock back is one step, taking it again another.
    fn wait_at(
        &mut self,
        waiters: Cell,
        lock: ObjectId,
        strict: bool,
        timeout: Option<Operand>,
    ) -> Operand {
        let depth = self.is_reentrant(lock).then(|| self.reserve());
        let lock = self.base(lock);
        // What it waits for was looked at before.
        self.give_way();
        self.done(Operation::BeginWait { waiters, lock, strict, depth });
        self.wait_for(Blocking::Retake { waiters, lock, depth }, timeout)
    }

    /// To arrive at a barrier is one step, to leave it another, unless the thread comes last. It answers
    /// how many had come before.
    fn meet(&mut self, barrier: Cell, parties: u16, timeout: Option<Operand>) -> Operand {
        let (index, waits) = (self.reserve(), self.reserve());
        let through = self.assembly.label();
        self.next_access();
        let wait = BarrierWait::Arrive { parties, index, waits };
        let on = Blocking::Meet { barrier, wait };
        self.assembly.emit(Instruction::Block { on, answer: None, timeout: None });
        self.locals.assign(index);
        self.assembly.jump_if(Operand::Local(waits), false, through);
        self.next_access();
        let on = Blocking::Meet { barrier, wait: BarrierWait::Leave };
        self.assembly.emit(Instruction::Block { on, answer: None, timeout });
        self.assembly.place(through);
        Operand::Local(index)
    }

    /// How many wait at a barrier, or whether it is broken.
    fn look_at_barrier(&mut self, barrier: Cell, asked: &str) -> Operand {
        let into = self.reserve();
        let deed = match asked {
            "n_waiting" => BarrierDeed::CountWaiting { into },
            _ => BarrierDeed::LookIfBroken { into },
        };
        self.done(Operation::AtBarrier { barrier, deed });
        self.locals.assign(into);
        Operand::Local(into)
    }

    /// Whether a lock is one that its holder can take again.
    pub fn is_reentrant(&self, lock: ObjectId) -> bool {
        self.object(lock).kind == ObjectKind::ReentrantLock
    }

    /// Sleeps at an atomic cell, unless it holds something else than was seen.
    fn sleep_at(
        &mut self,
        cell: Cell,
        waiters: Cell,
        seen: Operand,
        timeout: Option<Operand>,
        into: Local,
    ) -> Operand {
        let awake = self.assembly.label();
        self.done(Operation::SleepIf { cell, waiters, seen, into });
        self.assembly.jump_if(Operand::Local(into), false, awake);
        let result = self.wait_for(Blocking::Wake { waiters }, timeout);
        self.assembly.set(into, result);
        let end = self.assembly.label();
        let certain = self.locals.certainty();
        self.jump(end);
        self.assembly.place(awake);
        self.locals.set_certainty(certain);
        self.assembly.set(into, truth(true));
        self.assembly.place(end);
        Operand::Local(into)
    }

    /// `condition.wait_for(lambda: …)`: waits until the condition holds, looking again after
    /// every wake-up.
    fn wait_for_condition(
        &mut self,
        id: ObjectId,
        arguments: &'a [Argument],
        span: Span,
    ) -> Operand {
        let ObjectKind::Condition { lock } = self.object(id).kind else { return WRONG };
        let Some((first, rest)) = arguments.split_first() else {
            let problem = MeaningProblem::WrongArguments("wait_for".into(), "1".into());
            self.problem(span, problem);
            return WRONG;
        };
        let Some(given) = self.given("wait_for", rest, 0, 0, true) else { return WRONG };
        let waiters = self.base(id);
        let strict = self.declarations.strict.contains(&id);
        let holds = self.reserve();
        let (head, done) = (self.assembly.label(), self.assembly.label());
        self.assembly.place(head);
        let certain = self.locals.certainty();
        self.condition_into(&first.value, holds);
        self.assembly.jump_if(Operand::Local(holds), true, done);
        let answer = self.wait_at(waiters, lock, strict, given.timeout);
        let again = self.assembly.label();
        self.assembly.jump_if(answer, true, again);
        // Its time is over: what counts is whether the condition holds now.
        self.condition_into(&first.value, holds);
        self.jump(done);
        self.assembly.place(again);
        self.assembly.emit(Instruction::Again { to: Coder::pc(head), enough: None });
        self.assembly.place(done);
        self.locals.set_certainty(certain);
        self.locals.assign(holds);
        Operand::Local(holds)
    }

    fn condition_into(&mut self, condition: &'a Expression, into: Local) {
        let value = match &condition.kind {
            ExpressionKind::Lambda(inner) => {
                let is_so = self.assembly.label();
                self.assembly.set(into, truth(true));
                self.branch(inner, true, is_so);
                self.assembly.set(into, truth(false));
                self.assembly.place(is_so);
                self.locals.assign(into);
                return;
            }
            ExpressionKind::Name(name) => match self.meaning(name) {
                Some(Meaning::Function(function)) => self.put_in(function, &[], condition.span),
                Some(_) => {
                    self.problem(condition.span, MeaningProblem::WantsCondition);
                    WRONG
                }
                None => {
                    let problem = self.unknown(name);
                    self.problem(condition.span, problem);
                    WRONG
                }
            },
            _ => {
                self.problem(condition.span, MeaningProblem::WantsCondition);
                WRONG
            }
        };
        self.copy(into, value);
    }

    /// Something that is read off an object without a call.
    pub fn attribute(&mut self, of: &'a Expression, name: &'a Name, span: Span) -> Operand {
        let ExpressionKind::Name(whose) = &of.kind else {
            self.problem(of.span, MeaningProblem::NoObject);
            return WRONG;
        };
        match self.meaning(whose) {
            Some(Meaning::Object(id)) => self.attribute_of(id, whose, name),
            Some(Meaning::Sender(..) | Meaning::Receiver(..)) => {
                self.problem(span, MeaningProblem::NotCalled(format!("{whose}.{}()", name.text)));
                WRONG
            }
            Some(_) => {
                self.problem(of.span, MeaningProblem::NoObject);
                WRONG
            }
            None => {
                let problem = self.unknown(whose);
                self.problem(of.span, problem);
                WRONG
            }
        }
    }

    fn attribute_of(&mut self, id: ObjectId, whose: &str, name: &Name) -> Operand {
        let kind = self.object(id).kind;
        let cell = self.base(id);
        match (kind, name.text.as_str()) {
            (ObjectKind::Semaphore { .. } | ObjectKind::Atomic { .. }, "value") => self.read(cell),
            (ObjectKind::Barrier { .. }, asked @ ("n_waiting" | "broken")) => {
                self.look_at_barrier(cell, asked)
            }
            (ObjectKind::Lock | ObjectKind::ReentrantLock, "locked") => {
                self.of_lock(id, "locked", None)
            }
            (_, operation) if vocabulary::of(kind).operation(operation).is_some() => {
                let write = format!("{whose}.{operation}()");
                self.problem(name.span, MeaningProblem::NotCalled(write));
                WRONG
            }
            _ => self.no_such(whose, name, vocabulary::of(kind)),
        }
    }

    /// The line that instructions come from just now.
    pub fn line(&self) -> Line {
        self.assembly.line
    }
}
