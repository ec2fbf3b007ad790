//! How time passes for simulated threads.

use super::schedule::{program, setup, thread};
use interleave::engine::{Round, Run, SchedulerKind, Simulation};
use interleave::notation::Setup;
use interleave::program::Choice;

/// What each turn brings, by the names of those who step; `.` is time that only passes, `|` the
/// end.
fn turns(source: &str, setup: &Setup, times: [u32; 2], count: usize) -> String {
    let mut run = Run::new(program(source, setup));
    let [produce, consume] = times;
    let mut simulation = Simulation::new(&run, SchedulerKind::RoundRobin, 1, produce, consume);
    let words = (0..count).map(|_| match simulation.turn(&mut run) {
        Round::Step(moment) if moment.event.choice == Choice::TimedOut => {
            format!("{}:timeout", run.program().name_of(moment.thread))
        }
        Round::Step(moment) => run.program().name_of(moment.thread).to_string(),
        Round::AtWork => ".".into(),
        Round::Standstill => "|".into(),
    });
    words.collect::<Vec<_>>().join(" ")
}

#[test]
fn a_sleep_is_so_many_turns() {
    let source =
        "e = Event()\n\ndef main():\n    sleep(300)\n    e.set()\n    sleep(150)\n    e.clear()\n";
    assert_eq!(turns(source, &setup(0, 0, 0), [0; 2], 8), ". . . M1 . . M1 |");
}

#[test]
fn work_and_sleep_add_up() {
    let source = "\
xs = []

def producer():
    while True:
        xs.append(produce())
        sleep(100)
";
    assert_eq!(turns(source, &setup(1, 0, 0), [200, 0], 8), ". . P1 . . . P1 .");
}

#[test]
fn a_wait_is_given_up_after_so_many_turns() {
    for (timeout, expected) in
        [(0, "M1:timeout |"), (100, ". M1:timeout"), (250, ". . . M1:timeout")]
    {
        let source = format!("s = Semaphore(0)\n\ndef main():\n    s.wait(timeout={timeout})\n");
        let count = expected.split(' ').count();
        assert_eq!(turns(&source, &setup(0, 0, 0), [0; 2], count), expected, "{timeout}");
    }
}

#[test]
fn waiting_begins_anew_with_each_wait() {
    let source = "\
s = Semaphore(0)

def main():
    while True:
        s.wait(timeout=200)
";
    assert_eq!(turns(source, &setup(0, 0, 0), [0; 2], 6), ". . M1:timeout . . M1:timeout");
}

#[test]
fn a_sleep_before_a_wait_is_not_part_of_it() {
    let source = "\
s = Semaphore(0)
e = Event()

def main():
    e.set()
    sleep(200)
    s.wait(timeout=100)
";
    assert_eq!(turns(source, &setup(0, 0, 0), [0; 2], 5), "M1 . . . M1:timeout");
}

#[test]
fn who_gets_what_it_waits_for_does_not_give_up() {
    let source = "\
s = Semaphore(0)

def producer():
    sleep(300)
    s.signal()

def consumer():
    s.wait(timeout=1000)
";
    assert_eq!(turns(source, &setup(1, 1, 0), [0; 2], 6), ". . . P1 C1 |");
}

#[test]
fn a_step_asked_for_ends_a_wait() {
    let source = "s = Semaphore(0)\n\ndef main():\n    s.wait(timeout=3600000)\n";
    let mut run = Run::new(program(source, &setup(0, 0, 0)));
    let mut simulation = Simulation::new(&run, SchedulerKind::RoundRobin, 1, 0, 0);
    let main = thread(run.program(), "M1");
    simulation.step_thread(&mut run, main);
    assert_eq!(run.schedule().next().map(|it| it.choice), Some(Choice::TimedOut));
}

#[test]
fn threads_wake_for_no_reason_now_and_then() {
    let source = "\
c = Condition()
n = 0

def producer():
    while True:
        n = 1

def consumer():
    with c:
        while True:
            c.wait()
";
    for kind in [SchedulerKind::RoundRobin, SchedulerKind::Random] {
        for (spurious_wakes, wakes) in [(true, 20..120), (false, 0..1)] {
            let setup = Setup { spurious_wakes, ..setup(1, 1, 0) };
            let mut run = Run::new(program(source, &setup));
            let mut simulation = Simulation::new(&run, kind, 3, 0, 0);
            (0..1000).for_each(|_| drop(simulation.turn(&mut run)));
            let count = run.schedule().filter(|it| it.choice == Choice::Spurious).count();
            assert!(wakes.contains(&count), "{kind:?} {spurious_wakes}: {count}");
        }
    }
}
