//! Whatever is said of a cause is true in the run: it is worked out once more here, from the steps
//! alone.

use interleave::catalogue::{
    CATALOGUE, Configuration, FaultSet, Setting, build, listing, source_of,
};
use interleave::engine::{
    DeadlockCause, Ending, IndexCause, Moment, Round, Run, SchedulerKind, Simulation, Standing,
    Violation,
};
use interleave::notation::{Granularity, with_globals};
use interleave::program::{
    Access, BarrierEvent, Cell, Instruction, ObjectId, ObjectKind, Operation, Program, Role,
    ThreadId,
};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

/// A run that broke a rule, and all its steps.
struct Story {
    run: Run,
    moments: Vec<Moment>,
}

impl Story {
    /// The steps of one thread that did such a thing, with what they did.
    fn all(
        &self,
        by: Option<ThreadId>,
    ) -> impl DoubleEndedIterator<Item = (u64, ThreadId, Access)> {
        let of = self.moments.iter().filter(move |it| by.is_none_or(|by| it.thread == by));
        of.flat_map(|it| it.event.accesses().map(|(_, access)| (it.number, it.thread, access)))
    }

    /// The last step before `before` in which a thread read an index of the object, and which value.
    fn read_index(&self, by: ThreadId, cell: Cell, before: u64) -> Option<(u64, i64)> {
        self.all(Some(by)).rev().find_map(|(step, _, access)| match access {
            Access::Read { cell: of, value, .. } if of == cell && step <= before => {
                Some((step, value))
            }
            _ => None,
        })
    }

    /// Whether one of these threads moved the index on after one step and before another.
    fn moved_between(&self, by: [ThreadId; 2], cell: Cell, from: u64, to: u64) -> bool {
        self.all(None).any(|(step, thread, access)| {
            matches!(access, Access::Wrote { cell: of, .. } if of == cell)
                && by.contains(&thread)
                && from < step
                && step < to
        })
    }

    /// How many permits of an object a thread took and did not give back.
    fn balance(&self, by: ThreadId, object: ObjectId) -> i64 {
        let program = self.run.program();
        let is_it = |cell: Cell| program.part_of(cell).0 == object;
        let mut balance = 0;
        for (_, thread, access) in self.all(None) {
            balance = match access {
                Access::Waited { cell, .. } if is_it(cell) && thread == by => balance + 1,
                Access::Signalled { cell, .. } if is_it(cell) && thread == by => balance - 1,
                Access::Acquired { cell } | Access::Retook { lock: cell, .. }
                    if is_it(cell) && thread == by =>
                {
                    1
                }
                Access::Released { cell, .. } | Access::BeganToWait { lock: cell, .. }
                    if is_it(cell) =>
                {
                    0
                }
                _ => balance,
            };
        }
        balance
    }

    fn waits_for(&self, thread: ThreadId) -> Option<ObjectId> {
        match self.run.standing(thread) {
            Standing::Waiting(object) => Some(object),
            _ => None,
        }
    }
}

/// What cause is told of a violation, if it is true.
fn cause(story: &Story, violation: &Violation) -> Option<&'static str> {
    let last = story.run.position() as u64;
    match *violation {
        Violation::Overwrite { writer, object, lost_writer, lost_step, cause, .. } => {
            let tail = story.run.program().object(object).tail();
            index_cause(story, (writer, lost_writer), (object, tail), (lost_step, last), cause)
        }
        Violation::DuplicateRead { reader, object, taken_by, taken_step, cause, .. } => {
            let head = story.run.program().object(object).head();
            index_cause(story, (reader, taken_by), (object, head), (taken_step, last), cause)
        }
        Violation::Deadlock { ref cause, .. } => deadlock_cause(story, cause),
        _ => None,
    }
}

fn index_cause(
    story: &Story,
    (who, other): (ThreadId, ThreadId),
    (object, index): (ObjectId, Cell),
    (before, now): (u64, u64),
    cause: IndexCause,
) -> Option<&'static str> {
    match cause {
        IndexCause::SameIndex => {
            let (own, value) = story.read_index(who, index, now).expect("it has read the index");
            let (others, same) = story.read_index(other, index, before).expect("so has the other");
            assert_eq!(value, same, "they have read the same");
            let (first, second) = (own.min(others), own.max(others));
            assert!(
                !story.moved_between([who, other], index, first, second),
                "neither had moved it when both had read it"
            );
            Some("same index")
        }
        IndexCause::DidNotWait => {
            let mut before = story.run.clone();
            before.seek(now as usize - 1);
            let full = before.ledger().full_slots(object);
            let is_index_of_puts = index == story.run.program().object(object).tail();
            let expected = match is_index_of_puts {
                true => usize::from(story.run.program().object(object).capacity()),
                false => 0,
            };
            assert_eq!(full, expected, "it was full, or empty");
            Some("did not wait")
        }
        IndexCause::Unknown => None,
    }
}

fn deadlock_cause(story: &Story, cause: &DeadlockCause) -> Option<&'static str> {
    let program = story.run.program();
    let gives = |role: &Role, object: ObjectId| {
        let cell = program.object(object).base;
        role.code.iter().any(|it| it.gives() == Some(cell))
    };
    Some(match *cause {
        DeadlockCause::Cycle { holder, held, wanted, is_closed } => {
            assert!(story.balance(holder, held) > 0, "it holds it");
            assert_eq!(story.waits_for(holder), Some(wanted), "and waits for the other");
            if held == wanted {
                return Some("takes twice");
            }
            let waits_for_held = |it: ThreadId| story.waits_for(it) == Some(held);
            assert!(program.thread_ids().any(waits_for_held), "somebody waits for it");
            if !is_closed {
                return Some("holds while it waits");
            }
            if let ObjectKind::Lock | ObjectKind::ReentrantLock = program.object(wanted).kind {
                let holds = |it: &ThreadId| story.balance(*it, wanted) > 0;
                assert!(program.thread_ids().filter(holds).all(waits_for_held));
            }
            "closed cycle"
        }
        DeadlockCause::ForgottenSignal { object, holder: Some(holder), .. } => {
            assert!(story.balance(holder, object) > 0);
            assert!(!gives(program.role_of(holder).0, object), "no line gives it back");
            "never gives back"
        }
        DeadlockCause::ForgottenSignal { object, holder: None, .. } => {
            let cell = program.object(object).waiters();
            let wakes = |it: &Instruction| match *it {
                Instruction::Do(Operation::Notify { waiters, .. }) => waiters == cell,
                Instruction::Do(Operation::SetFlag(flag)) => flag == cell,
                _ => false,
            };
            let by_anybody =
                program.roles.iter().any(|role| gives(role, object) || role.code.iter().any(wakes));
            assert!(!by_anybody, "no line of the program does it");
            "nobody signals"
        }
        DeadlockCause::EndedHolding { object, holder } => {
            assert_eq!(story.run.standing(holder), Standing::Ended);
            assert!(story.balance(holder, object) > 0);
            "ended holding"
        }
        DeadlockCause::LostWakeUp { object, thread } => {
            assert_eq!(story.waits_for(thread), Some(object));
            let is_it = |cell: Cell| program.part_of(cell).0 == object;
            let woken = story.all(None).rev().find_map(|(step, _, access)| match access {
                Access::Notified { cell, .. } | Access::Flagged { cell, is_set: true }
                    if is_it(cell) =>
                {
                    Some(step)
                }
                _ => None,
            });
            let woken = woken.expect("there was a wake-up");
            let began = story.all(Some(thread)).rev().find_map(|(step, _, access)| match access {
                Access::BeganToWait { cell, .. } | Access::FellAsleep { cell } if is_it(cell) => {
                    Some(step)
                }
                _ => None,
            });
            match began {
                Some(began) => assert!(woken < began, "it came before the wait"),
                None => {
                    let cleared = story.all(None).any(|(step, _, access)| {
                        matches!(access, Access::Flagged { cell, is_set: false } if is_it(cell))
                            && step > woken
                    });
                    assert!(cleared, "it was set, and cleared again");
                }
            }
            "lost wake-up"
        }
        DeadlockCause::WokeOthers { object, thread } => {
            let is_it = |cell: Cell| program.part_of(cell).0 == object;
            let last = story.all(None).rev().find_map(|(step, _, access)| match access {
                Access::Notified { cell, woken } if is_it(cell) => Some((step, woken)),
                _ => None,
            });
            let (step, woken) = last.expect("it was notified");
            assert!(woken != 0 && woken >> thread.0 & 1 == 0, "it woke others");
            let began = story.all(Some(thread)).rev().find_map(|(step, _, access)| match access {
                Access::BeganToWait { cell, .. } | Access::FellAsleep { cell } if is_it(cell) => {
                    Some(step)
                }
                _ => None,
            });
            assert!(began.is_some_and(|began| began < step), "while it waited");
            "woke others"
        }
        DeadlockCause::TooFewCame { object, came, parties } => {
            let is_it = |cell: Cell| program.part_of(cell).0 == object;
            let count = |wanted: fn(BarrierEvent) -> bool| {
                let at = story.all(None).filter(|&(_, _, access)| {
                    matches!(access, Access::AtBarrier { cell, event } if is_it(cell) && wanted(event))
                });
                at.count() as u16
            };
            // Who came last has left as well, and so have all that came before it.
            let arrived = count(|it| matches!(it, BarrierEvent::Arrived(_)));
            let left = count(|it| matches!(it, BarrierEvent::Left(_)));
            assert_eq!(arrived - left, came, "so many are there");
            assert!(came > 0 && came < parties, "too few");
            "too few came"
        }
        DeadlockCause::NoFirstPermit { object } => {
            let given = story.all(None).any(|(_, _, access)| {
                matches!(access, Access::Signalled { cell, .. } if program.part_of(cell).0 == object)
            });
            assert!(!given, "nobody gave one");
            "no first permit"
        }
        DeadlockCause::Other => return None,
    })
}

/// Runs a program by chance until it breaks a rule.
fn broken(program: &Arc<Program>, seed: u64) -> Option<(Story, Violation)> {
    const MOST: usize = 400;
    let mut run = Run::new(program.clone());
    let mut simulation = Simulation::new(&run, SchedulerKind::Random, seed, 0, 0);
    let mut moments = Vec::new();
    while moments.len() < MOST {
        match run.ending() {
            Some(Ending::Broken(violation)) => return Some((Story { run, moments }, violation)),
            Some(Ending::Finished) => return None,
            None => {}
        }
        match simulation.turn(&mut run) {
            Round::Step(moment) => moments.push(moment),
            Round::AtWork => {}
            Round::Standstill => return None,
        }
    }
    None
}

fn programs() -> Vec<(String, Arc<Program>)> {
    let mut all = Vec::new();
    let mut add = |name: String, text: &str, configuration: &Configuration| {
        let text = with_globals(text).unwrap_or(text.to_owned());
        if let Ok((program, ..)) = build(&text, configuration) {
            all.push((name, Arc::new(program)));
        }
    };
    for entry in CATALOGUE {
        let one = |index: usize| FaultSet::default().with(entry.faults, index);
        let sets = (0..entry.faults.len()).map(one).chain([FaultSet::default()]);
        for faults in sets {
            let text = source_of(&listing(entry, faults));
            for granularity in [Granularity::Access, Granularity::Operation] {
                let mut configuration = Configuration::of(entry)
                    .with(Setting::Producers, 2)
                    .with(Setting::Consumers, 2)
                    .with(Setting::Capacity, 2);
                configuration.granularity = granularity;
                add(format!("{} {faults:?}", entry.name), &text, &configuration);
            }
        }
    }
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/cases");
    for file in fs::read_dir(cases).expect("there is a folder of cases") {
        let file = file.expect("it can be listed").path();
        let text = fs::read_to_string(&file).expect("it can be read");
        let numbers = Configuration::default().with(Setting::Items, 2);
        add(file.display().to_string(), &text, &numbers);
        let more = numbers.with(Setting::Producers, 2).with(Setting::Consumers, 2);
        add(file.display().to_string(), &text, &more);
    }
    all
}

#[test]
fn what_is_said_of_a_cause_is_true_in_the_run() {
    const SEEDS: u64 = 12;
    let mut seen: BTreeMap<&str, u32> = BTreeMap::new();
    for (name, program) in programs() {
        for seed in 1..=SEEDS {
            let Some((story, violation)) = broken(&program, seed) else { continue };
            let said = std::panic::catch_unwind(|| cause(&story, &violation));
            match said {
                Ok(Some(cause)) => *seen.entry(cause).or_default() += 1,
                Ok(None) => {}
                Err(_) => panic!("{name}, seed {seed}: {violation:?} is not true"),
            }
        }
    }
    for cause in [
        "same index",
        "did not wait",
        "takes twice",
        "closed cycle",
        "never gives back",
        "nobody signals",
        "ended holding",
        "lost wake-up",
        "no first permit",
    ] {
        assert!(seen.contains_key(cause), "{cause} was never told: {seen:?}");
    }
}
