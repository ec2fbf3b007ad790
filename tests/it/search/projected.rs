//! The search with books whose states are counted as the checker counts them.

use super::plain::without_holders;
use super::{Books, fingerprint};
use interleave::engine::SlotContents;
use interleave::program::{Item, ObjectId, ObjectKind, Outcome, Program, RoleKind, Value};
use std::collections::{HashSet, VecDeque};
use std::sync::Arc;

/// How many states there are once locals that nobody reads again are left out, and items are told apart
/// only as far as a thread knows which one is in its hands. Nothing ends a run. `None` when there are
/// more than so many states before that.
pub fn count_projected(program: &Arc<Program>, most_states: usize) -> Option<usize> {
    let live: Vec<_> = program.roles.iter().map(interleave::program::Role::live_locals).collect();
    let start = Books::start(program);
    let mut seen = HashSet::from([fingerprint(&start)]);
    let mut projected = HashSet::from([projection(&start, &live)]);
    let mut open = VecDeque::from([start]);
    while let Some(books) = open.pop_front() {
        for thread in program.thread_ids() {
            for choice in books.machine.choices(thread) {
                let mut after = books.clone();
                let was_inside = after.machine.inside(thread).is_some();
                let Outcome::Ran(event) = after.machine.step(thread, choice) else {
                    panic!("{thread:?} could step, and did not")
                };
                after.ledger.book(&mut after.machine, was_inside, 1, thread, &event);
                // A local may keep what a look at a lock has found: nothing but held or free.
                after.machine = without_holders(&after.machine);
                if seen.insert(fingerprint(&after)) {
                    if seen.len() > most_states {
                        return None;
                    }
                    projected.insert(projection(&after, &live));
                    open.push_back(after);
                }
            }
        }
    }
    Some(projected.len())
}

/// What is left of a state.
fn projection(Books { machine, ledger }: &Books, live: &[Vec<Vec<bool>>]) -> Vec<Value> {
    let program = machine.program();
    let any = Item { producer: 0, number: 1 }.to_value();
    let own = Item { producer: 0, number: 0 }.to_value();
    let plain = |value: Value| if Item::from_value(value).is_some() { any } else { value };
    let mut values = Vec::new();
    for (role, live) in program.roles.iter().zip(live) {
        for id in program.thread_ids().filter(|&id| std::ptr::eq(program.role_of(id).0, role)) {
            let thread = machine.thread(id);
            let Some(next) = thread.next else {
                values.push(-1);
                continue;
            };
            values.push(next.0.into());
            values.push(if program.items == 0 { 0 } else { thread.produced.into() });
            values.push(thread.consumed.into());
            let hand = ledger.carries(id).map(Item::to_value);
            let mut names_own = false;
            for (&local, &is_live) in thread.locals.iter().zip(&live[next.index()]) {
                let is_own = is_live && Some(local) == hand;
                names_own |= is_own;
                values.push(match is_live {
                    false => 0,
                    true if is_own => own,
                    true => plain(local),
                });
            }
            let counts = role.kind == RoleKind::Consumer || names_own;
            values.push((hand.is_some() && counts).into());
        }
    }
    for (id, object) in (0..).map(ObjectId).zip(&program.objects) {
        let cells = (0..object.cell_count()).map(|it| machine.memory().get(object.base.offset(it)));
        let is_lock = object.kind == ObjectKind::Lock;
        values.extend(cells.map(|it| if is_lock { Value::from(it != 0) } else { plain(it) }));
        if object.capacity() > 0 {
            values.extend(ledger.slots(id).iter().map(|slot| match slot {
                SlotContents::NeverWritten => 0,
                SlotContents::Full { .. } => 1,
                SlotContents::Taken { .. } => 2,
                SlotContents::Cleared => 3,
            }));
            values.extend(ledger.slot_order(id).map(Value::from));
        }
    }
    values
}
