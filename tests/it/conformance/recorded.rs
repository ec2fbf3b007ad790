//! Recorded runs: whatever order the threads come in, the machine follows their log.

use super::crew::{
    Crew, Numbers, TRACED, configuration, program, program_of, with_crew, with_fault,
};
use interleave::catalogue::{CATALOGUE, Configuration, Granularity, Setting, first_entry};
use interleave::engine::Run;
use interleave::program::{Choice, Program};
use interleave::threads::RunOptions;
use std::collections::HashSet;
use std::sync::Arc;

/// So fast that hours of the program take no time.
const AT_ONCE: RunOptions = RunOptions { steps_per_second: Some(2_000_000.0), ..TRACED };

/// Runs it until nobody can move any more, or for so many steps, and compares.
fn record(
    crew: &mut Crew<'_>,
    program: &Arc<Program>,
    enough: usize,
    paced: Option<&mut Numbers>,
    what: &str,
) -> Run {
    let mut run = Run::new(program.clone());
    let is_over = |run: &Run| {
        let machine = run.machine();
        run.length() >= enough || !program.thread_ids().any(|id| machine.can_move(id))
    };
    crew.start(program, AT_ONCE);
    match paced {
        None => {
            crew.control.set_unlimited();
            crew.wait_until(what, || {
                crew.replay_into(&mut run);
                is_over(&run)
            });
        }
        Some(numbers) => crew.wait_until(what, || {
            if crew.control.permits() == Some(0) {
                crew.control.grant(1 + numbers.below(5) as u32);
            }
            crew.replay_into(&mut run);
            is_over(&run)
        }),
    }
    crew.stop();
    crew.replay_into(&mut run);
    crew.assert_same_end(&run);
    run
}

/// The same with three semaphores. Gives how often another thread was next than the one before.
fn switches(
    crew: &mut Crew<'_>,
    configuration: &Configuration,
    paced: Option<&mut Numbers>,
) -> usize {
    let run = record(crew, &program(configuration), 1000, paced, "the run ends");
    run.schedule()
        .zip(run.schedule().skip(1))
        .filter(|(one, next)| one.thread != next.thread)
        .count()
}

#[test]
fn two_hundred_runs_of_real_threads_replay_to_equal_states() {
    let mut runs = 0;
    let mut count = 0;
    let mut numbers = Numbers(1);
    with_crew(8, |crew| {
        for producers in 1..=4 {
            for consumers in 1..=4 {
                for capacity in [1, 2, 4, 8] {
                    let items = 1 + numbers.below(12) as u64;
                    let finite = configuration([producers, consumers, capacity, items]);
                    let endless = configuration([producers, consumers, capacity, 0]);
                    count += switches(crew, &finite, None);
                    count += switches(crew, &finite, Some(&mut numbers));
                    count += switches(crew, &endless, None);
                    runs += 3;
                }
            }
        }
        for fault in first_entry().faults {
            for items in [0, 7] {
                let configuration = with_fault([2, 2, 2, items], fault.name);
                count += switches(crew, &configuration, None);
                count += switches(crew, &configuration, Some(&mut numbers));
                runs += 2;
            }
        }
    });
    assert!(runs >= 200, "{runs}");
    assert!(count > 20 * runs, "the threads hardly interleave: {count} in {runs} runs");
}

#[test]
fn every_program_of_the_catalogue_replays_to_equal_states() {
    let mut choices = HashSet::new();
    with_crew(6, |crew| {
        for entry in CATALOGUE {
            for granularity in Granularity::ALL {
                for fault in (0..entry.faults.len()).map(Some).chain([None]) {
                    let mut configuration = Configuration::of(entry)
                        .with(Setting::Producers, 2)
                        .with(Setting::Consumers, 2)
                        .with(Setting::Items, 5);
                    configuration.granularity = granularity;
                    configuration.spurious_wakes = fault.is_none();
                    if let Some(fault) = fault {
                        configuration.faults.set(entry.faults, fault, true);
                    }
                    let fault = fault.map_or("no fault", |it| entry.faults[it].name);
                    let what = format!("{} with {fault} ends, {granularity:?}", entry.name);
                    let program = program_of(entry, &configuration);
                    let run = record(crew, &program, 300, None, &what);
                    choices.extend(run.schedule().map(|turn| turn.choice));
                }
            }
        }
    });
    assert!(choices.contains(&Choice::TimedOut), "nobody's time was over");
    assert!(choices.contains(&Choice::Spurious), "nobody woke for no reason");
    assert!(choices.len() > 10, "it is always the same waiter that is notified: {choices:?}");
}

#[test]
fn without_the_mutex_two_producers_soon_meet_in_the_buffer() {
    with_crew(3, |crew| {
        let program = program(&with_fault([2, 1, 4, 0], "producer-skips-mutex"));
        for paced in [false, true] {
            let mut run = Run::new(program.clone());
            crew.start(&program, TRACED);
            let mut broken_at = None;
            crew.wait_until("an item is overwritten", || {
                match paced {
                    false => crew.control.set_unlimited(),
                    true if crew.control.permits() == Some(0) => crew.control.grant(1),
                    true => {}
                }
                for entry in crew.drain() {
                    let moment = run.apply(entry).expect("the log is the machine's");
                    let ends = moment.violation.is_some_and(|it| it.ends_a_run());
                    broken_at = broken_at.or(ends.then_some(moment.number));
                }
                broken_at.is_some()
            });
            // At full speed the system decides how long one thread runs alone: where it is busy, for very many steps.
            assert!(!paced || broken_at < Some(100_000), "only at step {broken_at:?}");
            crew.stop();
        }
    });
}
