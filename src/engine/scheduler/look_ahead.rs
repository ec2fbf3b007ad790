//! A short look at what could happen: breadth first, so that trouble is found by the shortest
//! way there is to it.

use crate::engine::ledger::{Ledger, SlotContents};
use crate::engine::machine::Machine;
use crate::engine::run::Turn;
use crate::engine::violation::Violation;
use crate::program::{Choice, Item, ObjectId, Outcome, ThreadId, Value};

/// So many states are looked at, at most. The limit is one of work, not of time, so that the
/// same is found everywhere.
const MOST_STATES: usize = 1_000;

/// What is there to be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outlook {
    /// These turns break a rule. They are the fewest that do.
    Trouble(Vec<Turn>),
    /// Nothing goes wrong within so many turns.
    Quiet {
        /// How far the look reached.
        depth: usize,
    },
    /// Nothing can go wrong any more.
    Safe,
}

/// A state on the way, and how it was reached.
struct Place {
    machine: Machine,
    ledger: Ledger,
    depth: usize,
    /// The number of the turn that led here; the first state has none.
    by: Option<usize>,
}

/// Looks for the nearest violation that ends a run, beginning with one of these turns. Time-outs
/// and spurious wake-ups are expected at any time; how long work takes is not looked at.
pub fn look_ahead(machine: &Machine, ledger: &Ledger, first: &[Turn]) -> Outlook {
    let mut seen = Seen::new();
    seen.insert(fingerprint(machine, ledger));
    // Each turn with the number of the one before it.
    let mut turns: Vec<(Option<usize>, Turn)> = Vec::new();
    let mut waiting = std::collections::VecDeque::new();
    let start = Place { machine: machine.clone(), ledger: ledger.clone(), depth: 0, by: None };
    waiting.push_back(start);
    while let Some(Place { machine, ledger, depth, by }) = waiting.pop_front() {
        let next = if by.is_none() { first.to_vec() } else { turns_of(&machine) };
        if by.is_some() && !can_anybody_move(&next) && ledger.judge_standstill(&machine).is_some() {
            return Outlook::Trouble(way_to(&turns, by));
        }
        let last = next.len().saturating_sub(1);
        let mut here = Some((machine, ledger));
        for (index, turn) in next.into_iter().enumerate() {
            // The last one needs no copy.
            let there = if index < last { here.clone() } else { here.take() };
            let Some((mut machine, mut ledger)) = there else { break };
            let Some(violation) = make(&mut machine, &mut ledger, turn) else { continue };
            if violation.is_some_and(|it| it.ends_a_run()) {
                turns.push((by, turn));
                return Outlook::Trouble(way_to(&turns, Some(turns.len() - 1)));
            }
            if !seen.insert(fingerprint(&machine, &ledger)) {
                continue;
            }
            if seen.count > MOST_STATES {
                return Outlook::Quiet { depth };
            }
            turns.push((by, turn));
            let by = Some(turns.len() - 1);
            waiting.push_back(Place { machine, ledger, depth: depth + 1, by });
        }
    }
    Outlook::Safe
}

/// Makes a turn. `None` if it is not possible.
pub fn make(
    machine: &mut Machine,
    ledger: &mut Ledger,
    Turn { thread, choice }: Turn,
) -> Option<Option<Violation>> {
    let was_inside = machine.inside(thread).is_some();
    let Outcome::Ran(event) = machine.step(thread, choice) else { return None };
    // Nobody asks here in which step something happened.
    Some(ledger.book(machine, was_inside, 1, thread, &event).0)
}

/// All turns that are possible.
fn turns_of(machine: &Machine) -> Vec<Turn> {
    let turns_of = |thread: ThreadId| {
        machine.choices(thread).into_iter().map(move |choice| Turn { thread, choice })
    };
    machine.program().thread_ids().flat_map(turns_of).collect()
}

/// To wake for no reason is nothing that a thread can be counted on to do.
fn can_anybody_move(turns: &[Turn]) -> bool {
    turns.iter().any(|turn| turn.choice != Choice::Spurious)
}

fn way_to(turns: &[(Option<usize>, Turn)], last: Option<usize>) -> Vec<Turn> {
    let mut way = Vec::new();
    let mut at = last;
    while let Some((before, turn)) = at.map(|at| turns[at]) {
        way.push(turn);
        at = before;
    }
    way.reverse();
    way
}

/// A number that tells states apart. Items are told apart by the order in which they are met:
/// in a run without end their numbers never come again.
fn fingerprint(machine: &Machine, ledger: &Ledger) -> u64 {
    let program = machine.program();
    let mut hash = Hash(0);
    let mut items: Vec<Item> = Vec::new();
    let mut value = |hash: &mut Hash, value: Value| {
        let Some(item) = Item::from_value(value) else { return hash.add(value as u64) };
        let known = items.iter().position(|&it| it == item);
        let index = known.unwrap_or_else(|| {
            items.push(item);
            items.len() - 1
        });
        hash.add(1 << 40 | index as u64);
    };
    for &cell in machine.memory().values() {
        value(&mut hash, cell);
    }
    for id in program.thread_ids() {
        let thread = machine.thread(id);
        hash.add(thread.next.map_or(u64::MAX, |next| next.0.into()));
        thread.locals.iter().for_each(|&local| value(&mut hash, local));
        if program.items != 0 {
            hash.add(thread.produced.into());
        }
        hash.add(thread.consumed.into());
    }
    for (id, object) in (0..).map(ObjectId).zip(&program.objects) {
        if object.capacity() > 0 {
            for slot in ledger.slots(id) {
                hash.add(match slot {
                    SlotContents::NeverWritten => 0,
                    SlotContents::Full { .. } => 1,
                    SlotContents::Taken { .. } => 2,
                    SlotContents::Cleared => 3,
                });
            }
            ledger.in_order(id).for_each(|item| value(&mut hash, item.to_value()));
        }
    }
    hash.end()
}

/// A number for where every thread is, whatever they have in hand.
pub fn places(machine: &Machine) -> u64 {
    let mut hash = Hash(0);
    for id in machine.program().thread_ids() {
        hash.add(machine.thread(id).next.map_or(u64::MAX, |next| next.0.into()));
    }
    hash.end()
}

struct Hash(u64);

impl Hash {
    fn add(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }

    /// The upper bits depend on all words.
    fn end(self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }
}

/// The states that were met: an open-addressed table, never more than half full.
struct Seen {
    table: Vec<u64>,
    count: usize,
}

impl Seen {
    fn new() -> Seen {
        Seen { table: vec![0; (2 * MOST_STATES + 4).next_power_of_two()], count: 0 }
    }

    /// Whether it is new.
    fn insert(&mut self, fingerprint: u64) -> bool {
        // Zero is an empty place.
        let fingerprint = fingerprint.max(1);
        let mask = self.table.len() - 1;
        let mut at = fingerprint as usize & mask;
        while self.table[at] != 0 {
            if self.table[at] == fingerprint {
                return false;
            }
            at = (at + 1) & mask;
        }
        self.table[at] = fingerprint;
        self.count += 1;
        true
    }
}
