//! Permits, pauses and work times.

use super::crew::{
    Crew, Numbers, TRACED, configuration, program, program_from, with_crew, with_fault,
};
use interleave::engine::{Machine, Run};
use interleave::program::{Choice, Outcome, Program, ThreadId};
use interleave::threads::{RunOptions, ThreadStatus};
use std::sync::Arc;
use std::time::Duration;

/// Steps one thread, and checks that this and nothing else happened.
fn step_alone(crew: &Crew<'_>, machine: &mut Machine, id: ThreadId) {
    crew.control.grant_to(id, None);
    crew.wait_until_still();
    let stepped: Vec<_> = crew.drain().iter().map(|entry| entry.thread).collect();
    match machine.step(id, Choice::PLAIN) {
        Outcome::Ran(_) => assert_eq!(stepped, [id]),
        Outcome::Blocked { .. } | Outcome::Finished => assert_eq!(stepped, []),
    }
    assert_eq!(crew.cells(), machine.memory().values());
}

#[test]
fn a_permit_of_its_own_steps_that_thread_only() {
    let mut numbers = Numbers(2);
    with_crew(5, |crew| {
        for (capacity, items) in [(1, 3), (4, 0)] {
            let program = program(&configuration([2, 3, capacity, items]));
            let mut machine = Machine::new(program.clone()).0;
            crew.start(&program, TRACED);
            for _ in 0..300 {
                step_alone(crew, &mut machine, ThreadId(numbers.below(5) as u8));
            }
            crew.stop();
        }
    });
}

#[test]
fn a_thread_woken_without_a_permit_wakes_the_next() {
    with_crew(3, |crew| {
        let program = program(&configuration([1, 2, 2, 0]));
        let mut machine = Machine::new(program.clone()).0;
        let [producer, first, second] = [0, 1, 2].map(ThreadId);
        crew.start(&program, TRACED);
        for consumer in [first, second] {
            step_alone(crew, &mut machine, consumer);
            crew.wait_for_statuses("it sleeps", |id, status| {
                id != consumer || matches!(status, ThreadStatus::Sleeping(_))
            });
        }
        // Its one signal of `items` wakes one consumer, which is given no permit. No roll
        // call and no permit wakes the other.
        crew.control.grant_to(producer, None);
        while !matches!(machine.step(producer, Choice::PLAIN), Outcome::Ran(event) if event.produced.is_some())
        {
            crew.control.grant_to(producer, None);
        }
        crew.wait_for_statuses("all are at the gate", |_, status| status == ThreadStatus::AtGate);
        for consumer in [second, first] {
            crew.drain();
            step_alone(crew, &mut machine, consumer);
        }
    });
}

#[test]
fn pausing_leaves_the_memory_still() {
    with_crew(6, |crew| {
        let program = program(&configuration([3, 3, 2, 0]));
        let mut run = Run::new(program.clone());
        crew.start(&program, TRACED);
        for round in 0..100 {
            let before = run.length();
            crew.control.set_unlimited();
            crew.wait_until("it goes on", || {
                crew.replay_into(&mut run);
                run.length() > before + round
            });
            crew.control.pause();
            crew.wait_until_still();
            crew.replay_into(&mut run);
            let at_rest = run.length();
            // Whoever was on the way to the gate has arrived there meanwhile.
            crew.wait_for_statuses("all rest", |_, status| {
                matches!(status, ThreadStatus::AtGate | ThreadStatus::Sleeping(_))
            });
            crew.replay_into(&mut run);
            assert_eq!(run.length(), at_rest);
            assert_eq!(crew.cells(), run.machine().memory().values());
        }
    });
}

#[test]
fn so_many_permits_are_so_many_steps() {
    with_crew(4, |crew| {
        let program = program(&configuration([2, 2, 2, 0]));
        crew.start(&program, TRACED);
        for steps in [1, 2, 3, 50, 1000] {
            crew.control.grant(steps);
            crew.wait_until_still();
            assert_eq!(crew.drain().len(), steps as usize);
        }
    });
}

fn one_each(produce_time: u32) -> (Arc<Program>, RunOptions) {
    let options = RunOptions { produce_time, steps_per_second: Some(10.0), ..TRACED };
    (program(&configuration([1, 1, 2, 0])), options)
}

#[test]
fn a_thread_at_work_is_left_alone_until_the_time_is_over() {
    let (program, options) = one_each(3_600_000);
    with_crew(2, |crew| {
        crew.start(&program, options);
        let producer = ThreadId(0);
        let works = |_: ThreadId, status| match status {
            ThreadStatus::AtWork(item) => item.is_some_and(|it| it.number == 1),
            _ => false,
        };
        crew.control.set_unlimited();
        crew.wait_for_statuses("the producer works", |id, status| {
            id != producer || works(id, status)
        });
        assert!(crew.drain().is_empty());
        // An hour of the program at ten steps a second is two milliseconds at this speed.
        crew.control.set_pace(Some(18_000_000.0));
        crew.wait_until("the work is done", || !crew.drain().is_empty());
    });
}

#[test]
fn a_permit_of_its_own_ends_a_threads_work() {
    let (program, options) = one_each(3_600_000);
    with_crew(2, |crew| {
        let mut machine = Machine::new(program.clone()).0;
        crew.start(&program, options);
        for _ in 0..20 {
            step_alone(crew, &mut machine, ThreadId(0));
        }
    });
}

#[test]
fn time_stands_still_while_a_run_is_paused() {
    // A thousandth of a second of work, if time passed.
    let (program, options) = one_each(1);
    with_crew(2, |crew| {
        crew.start(&program, options);
        crew.wait_for_statuses("the producer works", |id, status| {
            id != ThreadId(0) || matches!(status, ThreadStatus::AtWork(_))
        });
        for _ in 0..200 {
            crew.control.wake_everybody();
            std::thread::yield_now();
        }
        assert!(matches!(crew.control.status(ThreadId(0)), ThreadStatus::AtWork(_)));
        crew.control.grant(1);
        crew.wait_until("the work is done", || !crew.drain().is_empty());
    });
}

#[test]
fn a_full_log_holds_the_threads_until_it_is_read() {
    with_crew(4, |crew| {
        let program = program(&configuration([2, 2, 2, 0]));
        let mut run = Run::new(program.clone());
        crew.start(&program, TRACED);
        crew.control.set_unlimited();
        for round in 1..=5 {
            crew.wait_for_statuses("all wait for room", |_, status| {
                matches!(status, ThreadStatus::AtGate | ThreadStatus::Sleeping(_))
            });
            if round == 1 {
                crew.wait_until("the log is full", || {
                    crew.replay_into(&mut run);
                    run.length() >= interleave::threads::LOG_LENGTH
                });
            } else {
                crew.replay_into(&mut run);
            }
        }
        crew.stop();
        crew.replay_into(&mut run);
        crew.assert_same_end(&run);
    });
}

#[test]
fn a_deadlock_is_a_run_in_which_all_sleep() {
    with_crew(4, |crew| {
        let program = program(&with_fault([2, 2, 2, 0], "mutex-starts-at-0"));
        crew.start(&program, TRACED);
        crew.control.set_unlimited();
        crew.wait_for_statuses("all sleep", |_, status| {
            matches!(status, ThreadStatus::Sleeping(_))
        });
    });
}

/// One thread that waits for something nobody gives, for an hour of the program.
fn waits_for_an_hour() -> Arc<Program> {
    let source = "\
spaces = Semaphore(0)
given = 0

def consumer():
    while True:
        if not spaces.wait(timeout=3600000):
            given = 1
";
    program_from(source, &configuration([1, 1, 1, 0]))
}

const THE_ONE: ThreadId = ThreadId(0);

#[test]
fn a_thread_that_waits_gives_up_when_its_time_is_over_and_not_before() {
    let options = RunOptions { steps_per_second: Some(10.0), ..TRACED };
    with_crew(1, |crew| {
        let program = waits_for_an_hour();
        let mut run = Run::new(program.clone());
        crew.start(&program, options);
        crew.control.set_unlimited();
        crew.wait_for_statuses("it sleeps", |_, it| matches!(it, ThreadStatus::Sleeping(_)));
        assert!(crew.drain().is_empty());
        // An hour of the program at ten steps a second is two milliseconds at this speed.
        crew.control.set_pace(Some(18_000_000.0));
        crew.wait_until("it gives up", || {
            crew.replay_into(&mut run);
            run.length() >= 2
        });
        assert_eq!(run.schedule().next().map(|it| it.choice), Some(Choice::TimedOut));
        crew.stop();
    });
}

#[test]
fn no_time_is_over_while_a_run_is_paused() {
    let options = RunOptions { steps_per_second: Some(10.0), ..TRACED };
    with_crew(1, |crew| {
        crew.start(&waits_for_an_hour(), options);
        crew.control.grant(1);
        crew.wait_for_statuses("it sleeps", |_, it| matches!(it, ThreadStatus::Sleeping(_)));
        crew.control.pause();
        // An hour of the program at this speed is two milliseconds.
        crew.control.set_pace(Some(18_000_000.0));
        std::thread::sleep(Duration::from_millis(150));
        assert!(crew.drain().is_empty());
        assert!(matches!(crew.control.status(THE_ONE), ThreadStatus::Sleeping(_)));
        crew.control.grant(1);
        crew.wait_until("it gives up", || !crew.drain().is_empty());
        crew.stop();
    });
}

#[test]
fn a_permit_of_its_own_ends_a_threads_wait() {
    with_crew(1, |crew| {
        let program = waits_for_an_hour();
        let mut run = Run::new(program.clone());
        crew.start(&program, TRACED);
        for steps in 1..=10 {
            crew.control.grant_to(THE_ONE, None);
            crew.wait_until_still();
            crew.replay_into(&mut run);
            assert_eq!(run.length(), steps);
        }
        crew.stop();
        crew.assert_same_end(&run);
    });
}

#[test]
fn a_thread_that_waits_with_a_timeout_goes_on_as_soon_as_it_can() {
    let source = "\
spaces = Semaphore(0)

def producer():
    while True:
        item = produce()
        spaces.signal()

def consumer():
    while True:
        spaces.wait(timeout=3600000)
";
    with_crew(2, |crew| {
        let program = program_from(source, &configuration([1, 1, 1, 0]));
        let mut run = Run::new(program.clone());
        crew.start(&program, RunOptions { steps_per_second: Some(10.0), ..TRACED });
        for round in 1..=20 {
            crew.control.grant_to(ThreadId(0), None);
            crew.wait_until_still();
            crew.control.grant(1);
            crew.wait_until("both have stepped", || {
                crew.replay_into(&mut run);
                run.length() >= 2 * round
            });
            crew.control.pause();
            crew.wait_until_still();
            crew.replay_into(&mut run);
        }
        assert!(run.schedule().all(|turn| turn.choice == Choice::PLAIN));
        crew.stop();
    });
}

#[test]
fn a_sleep_is_left_alone_until_the_time_is_over() {
    let source = "\
flag = Event()

def main():
    sleep(3600000)
    flag.set()
    sleep(3600000)
    flag.clear()
";
    with_crew(1, |crew| {
        let program = program_from(source, &configuration([1, 1, 1, 0]));
        crew.start(&program, RunOptions { steps_per_second: Some(10.0), ..TRACED });
        crew.control.set_unlimited();
        for _ in 0..2 {
            crew.wait_for_statuses("it sleeps", |_, it| it == ThreadStatus::AtWork(None));
            assert!(crew.drain().is_empty());
            crew.control.grant_to(THE_ONE, None);
            crew.wait_until("it is woken", || !crew.drain().is_empty());
        }
        crew.stop();
    });
}
