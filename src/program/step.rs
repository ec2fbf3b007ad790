//! One step of one thread. This is the only place where instructions have a meaning.
//!
//! A step is one access to shared state (at the coarser granularities all accesses of a
//! statement), and what the thread then does on its own up to the next one.

mod arithmetic;
mod blocking;
mod operation;
mod sequence;

use super::cancellation::Cancellation;
use super::code::{Blocking, Instruction, Operand, Operation, Pc, Role, started};
use super::event::{Access, Event};
use super::exception::Exception;
use super::item::Item;
use super::memory::{Cell, Memory, NONE, UNSET, Value, is_integer, is_none, read_unset_from};
use super::objects::ReentrantLockState;
use super::text::Printed;
use super::thread::{Choice, Stepper, Thread, ThreadId};
use arithmetic::compute;
pub(in crate::program) use blocking::Attempt;
use blocking::{attempt, leave_off, own_number};
use operation::perform;

pub use blocking::obstacle;

/// What came of asking a thread to step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The step is done.
    Ran(Event),
    /// The thread has to wait until `cell` no longer holds `observed`; nothing changed.
    ///
    /// A real thread sleeps only while the cell still holds what was observed, so a
    /// signal between the look and the sleep is not lost.
    Blocked {
        /// The cell it waits at.
        cell: Cell,
        /// The value that made it wait.
        observed: Value,
        /// After how many milliseconds it may give up: by another step, with
        /// [`Choice::TimedOut`].
        timeout: Option<u32>,
    },
    /// The thread had ended before.
    Finished,
}

/// What a thread does on its own between two accesses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// The item it finished with.
    pub consumed: Option<Item>,
    /// It was to finish with an item, and had read this element, which was never set.
    pub consumed_unset: Option<Cell>,
    /// The item it made.
    pub produced: Option<Item>,
    /// What it printed, in order.
    pub printed: Vec<Printed>,
    /// How many milliseconds it sleeps.
    pub pause: u32,
}

/// A thread at the start of its role, before its first step, and what it has done on the
/// way there.
pub fn begin(role: &Role, stepper: Stepper) -> (Thread, Work) {
    let locals = vec![UNSET; usize::from(role.locals)];
    let mut thread = Thread { next: None, locals, produced: 0, consumed: 0 };
    if let Some(me) = role.me {
        set(&mut thread, me, stepper.me.into());
    }
    let mut stretch = Stretch { is_beginning: true, ..Stretch::default() };
    let rest = stretch.run(role, stepper, &mut thread, Pc(0));
    thread.next = rest.next();
    (thread, stretch.work)
}

/// Lets a thread make its next access to shared state, and then run on to the one after.
///
/// It never waits: it says so in its answer. The choice says which way the step goes where
/// it can go several; where it can go one way only, the choice does not matter.
#[inline(always)]
pub fn step(
    role: &Role,
    stepper: Stepper,
    choice: Choice,
    thread: &mut Thread,
    memory: &mut impl Memory,
) -> Outcome {
    let Some(at) = thread.next else { return Outcome::Finished };
    let mut has_turn = false;
    if let Some(cell) = role.turn {
        let observed = memory.load(cell);
        has_turn = has_turn_of(observed, stepper);
        if observed != 0 && !has_turn {
            return Outcome::Blocked { cell, observed, timeout: None };
        }
    }
    let mut stretch = Stretch::default();
    // Who is handed the turn at its start had none before.
    let is_at_rest =
        |it| !has_turn || matches!(it, &Instruction::Block { on: Blocking::Begin(_), .. });
    let cancelled = match role.cancellation {
        Some(it) if is_at_rest(role.instruction(at)) => {
            cancelled(it, role.instruction(at), stepper, thread, memory)
        }
        _ => None,
    };
    let (access, mut choice_used) = match (cancelled, role.instruction(at)) {
        (Some(Cancellation { flag, exception }), instruction) => {
            if let Instruction::Block { on, .. } = instruction {
                leave_off(on, stepper, memory);
            }
            memory.store(flag, Cancellation::NOT);
            stretch.rest = stretch.raise(role, stepper, thread, at, exception);
            (Access::Failed { cell: flag, exception }, false)
        }
        (None, Instruction::Do(operation)) => {
            let (access, raised) = perform(operation, stepper, choice, thread, memory);
            let rest = match raised {
                None => stretch.run(role, stepper, thread, at.next()),
                Some(exception) => stretch.raise(role, stepper, thread, at, exception),
            };
            thread.next = rest.next();
            stretch.rest = rest;
            (access, is_chosen(access))
        }
        (None, Instruction::Block { on, answer, timeout }) => {
            let may_time_out = timeout.is_some();
            match attempt(on, stepper, choice, may_time_out, thread, memory) {
                Attempt::MustWait { .. } if has_turn && !gives_up_at_once(*timeout) => {
                    // It waits from now on, and others have their turn meanwhile.
                    pass_turn(role, has_turn, false, stepper, memory);
                    return Outcome::Ran(Event::suspended(at, on.cell()));
                }
                Attempt::MustWait { cell, observed } => {
                    let timeout = timeout.map(|it| milliseconds(value_of(thread, it)));
                    return Outcome::Blocked { cell, observed, timeout };
                }
                Attempt::Done { access, next, result } => {
                    if let (Some(answer), Some(result)) = (*answer, result) {
                        set(thread, answer, Value::from(result));
                    }
                    let next = next.unwrap_or(at.next());
                    stretch.rest = stretch.run(role, stepper, thread, next);
                    (access, !matches!(choice, Choice::PLAIN) && is_by_choice(access))
                }
                Attempt::Raised { access, exception } => {
                    stretch.rest = stretch.raise(role, stepper, thread, at, exception);
                    (access, matches!(access, Access::TimedOut { .. }))
                }
            }
        }
        // A thread rests at something of its own only where one step must not do more.
        (None, _) => {
            stretch.rest = stretch.run(role, stepper, thread, at);
            (Access::CameRound, false)
        }
    };
    let mut more = Vec::new();
    let group = role.groups[at.index()];
    while let Rest::At(pc) = stretch.rest
        && role.groups[pc.index()] == group
        && !stretch.came_round
        && !stretch.gave_way
        && let Instruction::Do(operation) = role.instruction(pc)
        // What is chosen is a step's first access: one choice answers one question.
        && !matches!(operation, Operation::Choose { .. })
    {
        let (access, raised) = perform(operation, stepper, choice, thread, memory);
        choice_used |= is_chosen(access);
        more.push((pc, access));
        stretch.rest = match raised {
            None => stretch.run(role, stepper, thread, pc.next()),
            Some(exception) => stretch.raise(role, stepper, thread, pc, exception),
        };
    }
    thread.next = stretch.rest.next();
    pass_turn(role, has_turn, !stretch.gave_way && thread.next.is_some(), stepper, memory);
    let Stretch { work, rest, escaped, .. } = stretch;
    let Work { consumed, consumed_unset, produced, printed, pause } = work;
    let raised = rest.raised().or(escaped);
    Outcome::Ran(Event {
        at,
        choice: if choice_used { choice } else { Choice::PLAIN },
        access,
        more,
        consumed,
        consumed_unset,
        produced,
        printed: printed.into(),
        pause,
        ended: thread.next.is_none(),
        raised: raised.map(|(_, exception)| exception),
        raised_at: raised.map(|(pc, _)| pc),
    })
}

/// What cancels a thread before what it is about to do. If it does that once more, it is cancelled before what follows.
fn cancelled(
    cancellation: Cancellation,
    instruction: &Instruction,
    stepper: Stepper,
    thread: &Thread,
    memory: &mut impl Memory,
) -> Option<Cancellation> {
    match memory.load(cancellation.flag) {
        Cancellation::NOT => return None,
        Cancellation::NOW => return Some(cancellation),
        _ => {}
    }
    if let Instruction::Block { on, .. } = instruction
        && obstacle(on, stepper, thread, memory).is_some()
    {
        return Some(cancellation);
    }
    memory.store(cancellation.flag, Cancellation::NOW);
    None
}

/// What the cell of the turn holds while this thread has it: what a reentrant lock would hold.
fn turn_of(stepper: Stepper) -> Value {
    ReentrantLockState { holder: own_number(stepper), depth: 1 }.pack()
}

/// What it holds while a thread has its turn before any other task has begun: when it gives that up, the one which was made first
/// [has it](Role::hands_on), then the one made after that, and so on. Nothing else can be ready by then.
pub fn first_turn_of(thread: ThreadId) -> Value {
    ReentrantLockState { holder: u16::from(thread.0) + 1, depth: 2 }.pack()
}

/// Whether a thread has its turn, where the cell of the turn holds this.
pub fn has_turn_of(turn: Value, stepper: Stepper) -> bool {
    ReentrantLockState::unpack(turn).holder == own_number(stepper)
}

/// Takes the turn or gives it away, where there is one.
#[inline(always)]
fn pass_turn(role: &Role, had: bool, keeps: bool, stepper: Stepper, memory: &mut impl Memory) {
    let Some(cell) = role.turn.filter(|_| had != keeps) else { return };
    if keeps {
        return memory.store(cell, turn_of(stepper));
    }
    let next = role.hands_on.filter(|&(next, alive)| {
        memory.load(cell) == first_turn_of(stepper.thread)
            && memory.load(started(alive)) >> next.0 & 1 == 1
    });
    memory.store(cell, next.map_or(0, |(next, _)| first_turn_of(next)));
    memory.wake_all(cell);
}

/// Whether an operation with this time-out never waits.
pub fn gives_up_at_once(timeout: Option<Operand>) -> bool {
    timeout == Some(Operand::Constant(0))
}

/// Whether the choice had a say in an access.
fn is_chosen(access: Access) -> bool {
    matches!(access, Access::Notified { .. } | Access::Chose { .. })
}

/// Whether a blocked operation went on only because the choice said so.
fn is_by_choice(access: Access) -> bool {
    use super::event::Woken;
    match access {
        Access::Retook { woken, .. } => woken != Woken::Notified,
        Access::TimedOut { .. } => true,
        _ => false,
    }
}

/// What a thread does on its own, from one access to the next.
#[derive(Default)]
struct Stretch {
    work: Work,
    /// Whether it went back to the head of a loop. It does so once in a stretch at most, so
    /// that a loop without accesses cannot go on forever inside one step.
    came_round: bool,
    /// Whether it came by a place where another thread may go on.
    gave_way: bool,
    /// Whether it is the stretch before the first step. What would end the thread there
    /// becomes a step of its own, so that it is seen.
    is_beginning: bool,
    /// What was raised, and where, that nothing catches, while the thread cleans up on its way out.
    escaped: Option<(Pc, Exception)>,
    rest: Rest,
}

/// Where a thread comes to rest.
#[derive(Clone, Copy, Default)]
enum Rest {
    /// Before the instruction here.
    At(Pc),
    /// At the end of its role.
    #[default]
    Ended,
    /// At an exception that was raised here and that nothing caught.
    Failed(Pc, Exception),
}

impl Rest {
    fn next(self) -> Option<Pc> {
        match self {
            Rest::At(pc) => Some(pc),
            Rest::Ended | Rest::Failed(..) => None,
        }
    }

    fn raised(self) -> Option<(Pc, Exception)> {
        match self {
            Rest::Failed(pc, exception) => Some((pc, exception)),
            Rest::At(_) | Rest::Ended => None,
        }
    }
}

impl Stretch {
    /// Runs what concerns the thread alone, from `pc` on.
    ///
    /// It comes to an end: all jumps but `Again` lead to later places.
    #[inline(always)]
    fn run(&mut self, role: &Role, stepper: Stepper, thread: &mut Thread, mut pc: Pc) -> Rest {
        loop {
            let failed = match *role.instruction(pc) {
                Instruction::Do(_) | Instruction::Block { .. } => return Rest::At(pc),
                Instruction::Set { into, value } => {
                    let value = value_of(thread, value);
                    set(thread, into, value);
                    None
                }
                Instruction::Produce { all_made, .. }
                    if stepper.items != 0 && thread.produced == stepper.items =>
                {
                    pc = all_made;
                    continue;
                }
                Instruction::Produce { into, .. } => {
                    if self.work.produced.is_some() {
                        return Rest::At(pc);
                    }
                    thread.produced = thread.produced.wrapping_add(1);
                    let item = Item { producer: stepper.me, number: thread.produced };
                    set(thread, into, item.to_value());
                    self.work.produced = Some(item);
                    None
                }
                Instruction::Consume(item) => {
                    let value = value_of(thread, item);
                    let (item, unset) = (Item::from_value(value), read_unset_from(value));
                    if item.is_some() || unset.is_some() {
                        if self.work.consumed.is_some() || self.work.consumed_unset.is_some() {
                            return Rest::At(pc);
                        }
                        self.work.consumed_unset = unset;
                    }
                    if item.is_some() {
                        self.work.consumed = item;
                        if role.takes != 0 {
                            thread.consumed += 1;
                        }
                    }
                    None
                }
                Instruction::Again { to, enough } => {
                    if self.came_round {
                        return Rest::At(pc);
                    }
                    self.came_round = true;
                    let is_enough = role.takes != 0 && thread.consumed >= role.takes;
                    pc = enough.filter(|_| is_enough).unwrap_or(to);
                    continue;
                }
                Instruction::Jump(to) => {
                    pc = to;
                    continue;
                }
                Instruction::JumpIf { value, is, to } => {
                    if is_true(value_of(thread, value)) == is {
                        pc = to;
                        continue;
                    }
                    None
                }
                Instruction::Compute { operator, left, right, into } => {
                    match compute(operator, value_of(thread, left), value_of(thread, right)) {
                        Ok(value) => {
                            set(thread, into, value);
                            None
                        }
                        Err(exception) => Some(exception),
                    }
                }
                Instruction::Need(local) => {
                    (get(thread, local) == UNSET).then_some(Exception::NAME_ERROR)
                }
                Instruction::Pause(time) => {
                    let time = value_of(thread, time);
                    self.work.pause = self.work.pause.saturating_add(milliseconds(time));
                    (!is_integer(time)).then_some(Exception::TYPE_ERROR)
                }
                Instruction::Print { text, operands } => {
                    let values = operands.map(|it| value_of(thread, it));
                    self.work.printed.push(Printed { text, values });
                    None
                }
                Instruction::GiveWay => {
                    self.gave_way = true;
                    if role.turn.is_some() {
                        // What it does on its own comes after what others do.
                        return Rest::At(pc.next());
                    }
                    None
                }
                Instruction::Raise(exception) => {
                    Some(Exception::from_value(value_of(thread, exception)))
                }
                Instruction::End => return Rest::Ended,
            };
            pc = match failed {
                None => pc.next(),
                Some(exception) => match handler_of(role, thread, pc, exception) {
                    Way::Caught(handler) => handler,
                    Way::CleanedUp(_) | Way::Leaves if self.is_beginning => return Rest::At(pc),
                    Way::CleanedUp(handler) => {
                        self.escaped.get_or_insert((pc, exception));
                        handler
                    }
                    Way::Leaves => return Rest::Failed(pc, exception),
                },
            };
        }
    }

    /// Goes on after an access at `pc` that raised.
    fn raise(
        &mut self,
        role: &Role,
        stepper: Stepper,
        thread: &mut Thread,
        pc: Pc,
        exception: Exception,
    ) -> Rest {
        match handler_of(role, thread, pc, exception) {
            Way::Caught(handler) => self.run(role, stepper, thread, handler),
            Way::CleanedUp(handler) => {
                self.escaped.get_or_insert((pc, exception));
                self.run(role, stepper, thread, handler)
            }
            Way::Leaves => Rest::Failed(pc, exception),
        }
    }
}

/// Where an exception goes on.
enum Way {
    /// Here, where it may be caught.
    Caught(Pc),
    /// Here, where the thread cleans up and raises it again; nothing further out catches it.
    CleanedUp(Pc),
    /// Nowhere: the thread ends with it.
    Leaves,
}

/// Where an exception at `pc` goes on. What only cleans up catches nothing: an exception that will leave
/// the role is seen at the very step that raised it.
fn handler_of(role: &Role, thread: &mut Thread, pc: Pc, exception: Exception) -> Way {
    if exception == Exception::BEYOND_ROOM {
        return Way::Leaves;
    }
    let mut around = role.handlers.iter().filter(|it| it.from <= pc && pc < it.to);
    let Some(handler) = around.next() else { return Way::Leaves };
    let will_leave = handler.passes_on && around.all(|it| it.passes_on);
    if will_leave && !role.unwinds {
        return Way::Leaves;
    }
    set(thread, handler.into, exception.to_value());
    if will_leave { Way::CleanedUp(handler.at) } else { Way::Caught(handler.at) }
}

/// A value as a time: what is no number, or less than none, is none.
fn milliseconds(value: Value) -> u32 {
    value.clamp(0, 1 << 30) as u32
}

/// Whether a value counts as true: anything but 0, `False` and `None`.
fn is_true(value: Value) -> bool {
    value != 0 && !is_none(value)
}

#[inline(always)]
fn value_of(thread: &Thread, operand: Operand) -> Value {
    match operand {
        Operand::Local(local) => get(thread, local),
        Operand::Constant(value) => value,
    }
}

/// A value that goes where others can read it. That an element was never set, a thread knows only of
/// what it has read itself.
#[inline(always)]
fn shared_value_of(thread: &Thread, operand: Operand) -> Value {
    let value = value_of(thread, operand);
    if is_none(value) { NONE } else { value }
}

#[inline(always)]
fn get(thread: &Thread, local: super::code::Local) -> Value {
    thread.locals[usize::from(local.0)]
}

#[inline(always)]
pub(in crate::program) fn set(thread: &mut Thread, local: super::code::Local, value: Value) {
    thread.locals[usize::from(local.0)] = value;
}
