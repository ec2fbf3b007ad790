//! Recorded runs: whatever order the threads come in, the machine follows their log.

use super::crew::{Crew, Numbers, TRACED, configuration, program, with_crew};
use interleave::engine::Run;
use interleave::scenario::{Configuration, Fault};

/// Runs it until nobody can move any more, or for so many steps, and compares. Gives how often
/// another thread was next than the one before.
fn record(
    crew: &mut Crew<'_>,
    configuration: &Configuration,
    paced: Option<&mut Numbers>,
) -> usize {
    const ENOUGH: usize = 1000;
    let program = program(configuration);
    let mut run = Run::new(program.clone());
    crew.start(&program, TRACED);
    match paced {
        None => {
            crew.control.set_unlimited();
            crew.wait_until("the run ends", || {
                crew.replay_into(&mut run);
                run.length() >= ENOUGH || run.machine().ready().next().is_none()
            });
        }
        Some(numbers) => crew.wait_until("the run ends", || {
            if crew.control.permits() == Some(0) {
                crew.control.grant(1 + numbers.below(5) as u32);
            }
            crew.replay_into(&mut run);
            run.length() >= ENOUGH || run.machine().ready().next().is_none()
        }),
    }
    crew.stop();
    crew.replay_into(&mut run);
    crew.assert_same_end(&run);
    run.schedule().windows(2).filter(|pair| pair[0] != pair[1]).count()
}

#[test]
fn two_hundred_runs_of_real_threads_replay_to_equal_states() {
    let mut runs = 0;
    let mut switches = 0;
    let mut numbers = Numbers(1);
    with_crew(8, |crew| {
        for producers in 1..=4 {
            for consumers in 1..=4 {
                for capacity in [1, 2, 4, 8] {
                    let items = 1 + numbers.below(12) as u64;
                    let finite = configuration([producers, consumers, capacity, items]);
                    let endless = configuration([producers, consumers, capacity, 0]);
                    switches += record(crew, &finite, None);
                    switches += record(crew, &finite, Some(&mut numbers));
                    switches += record(crew, &endless, None);
                    runs += 3;
                }
            }
        }
        for fault in Fault::ALL {
            for items in [0, 7] {
                let mut configuration = configuration([2, 2, 2, items]);
                configuration.faults.set(fault, true);
                switches += record(crew, &configuration, None);
                switches += record(crew, &configuration, Some(&mut numbers));
                runs += 2;
            }
        }
    });
    assert!(runs >= 200, "{runs}");
    assert!(switches > 20 * runs, "the threads hardly interleave: {switches} in {runs} runs");
}

#[test]
fn without_the_mutex_two_producers_soon_meet_in_the_buffer() {
    with_crew(3, |crew| {
        let mut configuration = configuration([2, 1, 4, 0]);
        configuration.faults.set(Fault::ALL[5], true);
        assert_eq!(Fault::ALL[5].name(), "producer-skips-mutex");
        let program = program(&configuration);
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
            assert!(broken_at < Some(100_000), "paced: {paced}, only at step {broken_at:?}");
            crew.stop();
        }
    });
}
