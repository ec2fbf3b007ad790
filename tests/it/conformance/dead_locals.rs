//! That a local which nobody is said to read again matters to nothing: two runs make the same turns, and in one of them
//! such locals are filled with whatever comes before each step. Everything else has to come out the same.

use super::crew::{Numbers, each_of_the_catalogue};
use crate::checker::draw;
use interleave::catalogue::build;
use interleave::engine::Machine;
use interleave::program::{NONE, Outcome, Program, Role, Value, is_integer};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use std::sync::Arc;

/// Which locals are said to be read again, for each place of each role.
type Live = Vec<Vec<Vec<bool>>>;

/// The same state, with every local that is dead where its thread stands replaced. Answers how many there were.
fn scrambled(machine: &Machine, live: &Live, numbers: &mut Numbers) -> (Machine, usize) {
    let program = machine.program();
    let mut replaced = 0;
    let threads = program.thread_ids().map(|id| {
        let mut thread = machine.thread(id).clone();
        let live = thread.next.map(|at| &live[machine.role_index(id)][at.index()]);
        for (index, local) in thread.locals.iter_mut().enumerate() {
            if live.is_none_or(|it| !it[index]) {
                // That a number is one is known where it is counted on: a sum that is wanted by nobody is worked out with it.
                let others: &[Value] =
                    if is_integer(*local) { &[-7, 0, 3, 41] } else { &[NONE, 0] };
                *local = others[numbers.below(others.len())];
                replaced += 1;
            }
        }
        thread
    });
    let threads = threads.collect();
    (Machine::at(program.clone(), machine.memory().values().to_vec(), threads), replaced)
}

/// Makes random turns in both runs. `shown` says whether what is only printed has to be the same too. Answers how many
/// locals were replaced.
fn check(program: &Arc<Program>, shown: bool, seed: u64, name: &str) -> usize {
    let of = |role: &Role| if shown { role.live_locals_and_shown() } else { role.live_locals() };
    let live: Live = program.roles.iter().map(of).collect();
    let mut numbers = Numbers(seed);
    let (mut plain, _) = Machine::new(program.clone());
    let mut other = plain.clone();
    let mut replaced = 0;
    for _ in 0..200 {
        let turns: Vec<_> = program
            .thread_ids()
            .flat_map(|id| plain.choices(id).into_iter().map(move |choice| (id, choice)))
            .collect();
        if turns.is_empty() {
            break;
        }
        let (id, choice) = turns[numbers.below(turns.len())];
        let count;
        (other, count) = scrambled(&other, &live, &mut numbers);
        replaced += count;
        assert_eq!(plain.choices(id), other.choices(id), "{name}: {id:?}");
        let at = plain.thread(id).next;
        let (expected, found) = (plain.step(id, choice), other.step(id, choice));
        let without_text = |outcome: Outcome| match outcome {
            Outcome::Ran(mut event) if !shown => {
                event.printed.iter_mut().for_each(|it| it.values = Default::default());
                Outcome::Ran(event)
            }
            outcome => outcome,
        };
        assert_eq!(without_text(expected), without_text(found), "{name}: {id:?} at {at:?}");
        assert_eq!(plain.memory().values(), other.memory().values(), "{name}: {id:?} at {at:?}");
        for id in program.thread_ids() {
            let [one, two] = [&plain, &other].map(|it| it.thread(id));
            assert_eq!(one.next, two.next, "{name}: {id:?} at {at:?}");
            assert_eq!((one.produced, one.consumed), (two.produced, two.consumed), "{name}");
        }
    }
    replaced
}

#[test]
fn what_lies_in_a_dead_local_changes_nothing() {
    let mut replaced = 0;
    each_of_the_catalogue(|program, seed, name| {
        for shown in [false, true] {
            replaced += check(program, shown, seed, name);
        }
    });
    assert!(replaced > 100_000, "{replaced}");
}

#[test]
fn what_lies_in_a_dead_local_changes_nothing_in_drawn_programs() {
    let config = ProptestConfig { cases: 300, failure_persistence: None, ..Default::default() };
    let outcome = TestRunner::new(config).run(&vec(any::<u16>(), 20..120), |numbers| {
        let drawn = draw(&numbers);
        if let Ok((program, ..)) = build(&drawn.text, &drawn.configuration) {
            check(&Arc::new(program), true, numbers[0].into(), &drawn.text);
        }
        Ok(())
    });
    if let Err(problem) = outcome {
        panic!("{problem}");
    }
}
