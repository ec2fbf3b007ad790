//! A plain search through every schedule of a small program: breadth first, so that what it
//! finds is found by the shortest way.
//!
//! It has no analysis of its own: no liveness, no effects, no reductions, no tables. A state is
//! the memory, the threads with all their locals, and what the ledger knows of items. The ledger is the engine's, and that
//! asks which locals are still used (for `overwrite` of what was only looked at) and what takes from a container (for
//! `stranded`); [`explore`] does without it. In runs without end items are numbered on forever; there they are renamed in the order in which they are
//! met, as no program can tell their numbers apart.

mod plain;
mod projected;
mod traps;

pub use plain::{PROPERTIES, Space, explore};
pub use projected::count_projected;
pub use traps::{Traps, traps};

use interleave::engine::{Ledger, Machine, SlotContents, Turn, Violation, ViolationKind};
use interleave::program::{Choice, Item, MOST_WAITING, NONE, Outcome, Program, Value};
use std::collections::{HashSet, VecDeque};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

/// What a search has found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// No schedule breaks a rule.
    Safe {
        /// How many states there are.
        states: usize,
    },
    /// This schedule does, and none that is shorter.
    Broken {
        /// The violation's name.
        violation: &'static str,
        /// The schedule.
        schedule: Vec<Turn>,
    },
    /// There are more states than were allowed.
    TooMany,
}

/// A state with its books.
#[derive(Clone)]
struct Books {
    machine: Machine,
    ledger: Ledger,
}

impl Books {
    fn start(program: &Arc<Program>) -> Books {
        let (machine, work) = Machine::new(program.clone());
        let ledger = Ledger::new(&machine, &work);
        Books { machine, ledger }
    }
}

/// Looks through all schedules of a program, through at most so many states.
pub fn search(program: Program, most_states: usize) -> Found {
    // What has no limit is given one, as the checker does.
    let program = match program.items {
        0 => Arc::new(program.with_room(MOST_WAITING)),
        _ => Arc::new(program),
    };
    let start = Books::start(&program);
    let mut seen = HashSet::from([fingerprint(&start)]);
    // For each state how it was reached: from which one, by which turn.
    let mut ways: Vec<(usize, Option<Turn>)> = vec![(0, None)];
    let mut waiting = VecDeque::from([(0, 0, start)]);
    // Of several that are equally near, the first in the order of kinds.
    let mut best: Option<((usize, ViolationKind), Found)> = None;
    while let Some((at, depth, before)) = waiting.pop_front() {
        if best.as_ref().is_some_and(|&((length, _), _)| length < depth) {
            break;
        }
        let mut note = |length: usize, violation: &Violation, last: Option<Turn>, ways: &[_]| {
            let rank = (length, violation.kind());
            if best.as_ref().is_none_or(|(known, _)| rank < *known) {
                best = Some((rank, broken(violation, ways, at, last)));
            }
        };
        if let Some(violation) = before.ledger.broken_from_the_start().filter(|_| depth == 0) {
            note(0, &violation, None, &ways);
        }
        let mut can_anybody_move = false;
        for thread in program.thread_ids() {
            for choice in before.machine.choices(thread) {
                can_anybody_move |= choice != Choice::Spurious;
                let mut after = before.clone();
                let Books { machine, ledger } = &mut after;
                let was_inside = machine.inside(thread).is_some();
                let Outcome::Ran(event) = machine.step(thread, choice) else {
                    panic!("{thread:?} could step, and did not")
                };
                let turn = Turn { thread, choice };
                let (violation, _) = ledger.book(machine, was_inside, 1, thread, &event);
                if let Some(violation) = violation.filter(Violation::ends_a_run) {
                    note(depth + 1, &violation, Some(turn), &ways);
                    continue;
                }
                if seen.insert(fingerprint(&after)) {
                    if seen.len() > most_states {
                        return Found::TooMany;
                    }
                    ways.push((at, Some(turn)));
                    waiting.push_back((ways.len() - 1, depth + 1, after));
                }
            }
        }
        let Books { machine, ledger } = &before;
        if !can_anybody_move && let Some(violation) = ledger.judge_standstill(machine) {
            note(depth, &violation, None, &ways);
        }
    }
    best.map_or(Found::Safe { states: seen.len() }, |(_, found)| found)
}

fn broken(
    violation: &Violation,
    ways: &[(usize, Option<Turn>)],
    at: usize,
    last: Option<Turn>,
) -> Found {
    let mut schedule: Vec<Turn> = last.into_iter().collect();
    let mut at = at;
    while let (before, Some(turn)) = ways[at] {
        schedule.push(turn);
        at = before;
    }
    schedule.reverse();
    Found::Broken { violation: violation.name(), schedule }
}

/// Two states with the same fingerprint are taken for one: with 128 bits and a million states
/// the odds of a mistake are below one in 10^26.
fn fingerprint(Books { machine, ledger }: &Books) -> (u64, u64) {
    let program = machine.program();
    let mut names = Names { is_renamed: program.items == 0, items: Vec::new() };
    let mut state: Vec<Value> = Vec::new();
    for &value in machine.memory().values() {
        state.push(names.name(value));
    }
    for id in program.thread_ids() {
        let thread = machine.thread(id);
        state.push(thread.next.map_or(-1, |it| it.0.into()));
        state.extend(thread.locals.iter().map(|&it| names.name(it)));
        if program.items != 0 {
            state.push(thread.produced.into());
        }
        state.push(thread.consumed.into());
        // An item in a hand counts as left, which decides between deadlock and the end.
        state.push(ledger.carries(id).map_or(NONE, |item| names.name(item.to_value())));
    }
    for (id, object) in (0..).map(interleave::program::ObjectId).zip(&program.objects) {
        if object.capacity() == 0 {
            continue;
        }
        for slot in ledger.slots(id) {
            state.push(match slot {
                SlotContents::NeverWritten => 0,
                SlotContents::Full { .. } => 1,
                SlotContents::Taken { .. } => 2,
                SlotContents::Cleared => 3,
            });
        }
        // The order in which they were written decides what is out of order later.
        for item in ledger.in_order(id) {
            state.push(names.name(item.to_value()));
        }
    }
    // Items that were put in twice, and those that may be once they are put in again.
    for (item, is_taken) in ledger.doubled() {
        state.extend([names.name(item.to_value()), is_taken.into()]);
    }
    // What lies where threads can look at it, in no order.
    let mut looked_at: Vec<[Value; 2]> = ledger
        .looked_at()
        .map(|(item, was_consumed)| [names.name(item.to_value()), was_consumed.into()])
        .collect();
    looked_at.sort_unstable();
    state.extend(looked_at.into_iter().flatten());
    state.extend(ledger.taken_last().map(|item| names.name(item.to_value())));
    let hash = |seed: u64| {
        let mut hasher = DefaultHasher::new();
        seed.hash(&mut hasher);
        state.hash(&mut hasher);
        hasher.finish()
    };
    (hash(1), hash(2))
}

/// The names of items in one state.
struct Names {
    is_renamed: bool,
    items: Vec<Item>,
}

impl Names {
    fn name(&mut self, value: Value) -> Value {
        let Some(item) = Item::from_value(value).filter(|_| self.is_renamed) else { return value };
        let known = self.items.iter().position(|&it| it == item);
        let index = known.unwrap_or_else(|| {
            self.items.push(item);
            self.items.len() - 1
        });
        Item { producer: 0, number: index as u32 }.to_value()
    }
}
