//! A stop is acknowledged from wherever a thread is, and nothing is written after it.

use super::crew::{
    Crew, FULL_SPEED, TRACED, configuration, program, program_from, with_crew, with_fault,
};
use interleave::program::{Program, ThreadId};
use interleave::threads::{RunOptions, Seat, ThreadStatus};
use std::sync::Arc;

/// Brings four threads to some state with `bring`, and stops them there.
fn check(options: RunOptions, items: u64, fault: Option<&str>, bring: impl Fn(&Crew<'_>)) {
    let numbers = [2, 2, 2, items];
    let configuration =
        fault.map_or_else(|| configuration(numbers), |fault| with_fault(numbers, fault));
    check_program(&program(&configuration), options, bring);
}

fn check_program(program: &Arc<Program>, options: RunOptions, bring: impl Fn(&Crew<'_>)) {
    with_crew(4, |crew| {
        for _ in 0..50 {
            crew.start(program, options);
            bring(crew);
            let call = crew.control.call_roll();
            crew.wait_until("all answer the roll call", || {
                crew.control.wake_everybody();
                (0..4).all(|seat| crew.control.has_answered(Seat(seat), call))
            });
            // It waits until all have acknowledged it.
            crew.stop();
            crew.drain();
            let acknowledged = crew.snapshot();
            // Whatever would wake a thread finds nobody.
            crew.control.set_unlimited();
            crew.program().thread_ids().for_each(|id| crew.control.grant_to(id, None));
            crew.control.wake_everybody();
            std::thread::yield_now();
            assert!(crew.drain().is_empty());
            assert_eq!(crew.snapshot(), acknowledged);
        }
    });
}

fn all(crew: &Crew<'_>, what: &str, wanted: impl Fn(ThreadStatus) -> bool) {
    crew.wait_for_statuses(what, |_, status| wanted(status));
}

#[test]
fn at_the_gate() {
    check(TRACED, 0, None, |crew| all(crew, "at the gate", |it| it == ThreadStatus::AtGate));
}

#[test]
fn blocked() {
    for options in [TRACED, FULL_SPEED] {
        check(options, 0, Some("mutex-starts-at-0"), |crew| {
            crew.control.set_unlimited();
            all(crew, "asleep", |it| matches!(it, ThreadStatus::Sleeping(_)));
        });
    }
}

#[test]
fn blocked_with_a_timeout() {
    let source = "q = Queue(1)\n\ndef consumer():\n    q.get(timeout=3600000)\n";
    let program = program_from(source, &configuration([1, 4, 1, 0]));
    for options in [TRACED, FULL_SPEED] {
        check_program(&program, options, |crew| {
            crew.control.set_unlimited();
            all(crew, "asleep", |it| matches!(it, ThreadStatus::Sleeping(_)));
        });
    }
}

#[test]
fn at_work() {
    check(RunOptions { produce_time: 3_600_000, ..TRACED }, 0, None, |crew| {
        crew.control.set_unlimited();
        crew.wait_for_statuses("producers work", |id, status| {
            id >= ThreadId(2) || matches!(status, ThreadStatus::AtWork(_))
        });
    });
}

#[test]
fn running() {
    check(TRACED, 0, None, |crew| {
        crew.control.set_unlimited();
        crew.wait_until("it runs", || crew.drain().len() > 20);
    });
    check(FULL_SPEED, 0, None, |crew| {
        let consumer = ThreadId(2);
        crew.wait_until("it runs", || crew.control.tally(consumer).consumed > 20);
    });
}

#[test]
fn before_anything_has_begun() {
    check(TRACED, 0, None, |_| {});
    check(FULL_SPEED, 0, None, |_| {});
}

#[test]
fn with_a_full_log() {
    check(TRACED, 0, None, |crew| {
        crew.control.set_unlimited();
        all(crew, "no room", |it| matches!(it, ThreadStatus::AtGate | ThreadStatus::Sleeping(_)));
    });
}

#[test]
fn ended() {
    for options in [TRACED, FULL_SPEED] {
        check(options, 3, None, |crew| {
            crew.control.set_unlimited();
            crew.wait_for_statuses("producers have ended", |id, status| {
                id >= ThreadId(2) || status == ThreadStatus::Ended
            });
        });
    }
}
