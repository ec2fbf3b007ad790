//! Why nobody can move.

use super::schedule::{run, setup, thread, violation};
use interleave::engine::{DeadlockCause, Run, Violation};
use interleave::program::{ObjectId, Program, ThreadId};

fn named(program: &Program, object: ObjectId) -> &str {
    &program.object(object).name
}

fn called(program: &Program, thread: ThreadId) -> String {
    program.name_of(thread).to_string()
}

/// A deadlock's cause in a few words.
fn cause(run: &Run) -> String {
    let program = run.program();
    let Violation::Deadlock { cause, .. } = violation(run) else {
        return violation(run).name().into();
    };
    match cause {
        DeadlockCause::Cycle { holder, held, wanted, is_closed } => {
            let (holder, held) = (called(program, holder), named(program, held));
            let open = if is_closed { "" } else { ", which others could give" };
            format!("{holder} holds {held} and wants {}{open}", named(program, wanted))
        }
        DeadlockCause::ForgottenSignal { object, holder: Some(holder), role } => {
            assert_eq!(role, Some(program.name_of(holder).role));
            format!("{} never gives back {}", called(program, holder), named(program, object))
        }
        DeadlockCause::ForgottenSignal { object, holder: None, role } => {
            assert_eq!(role, None);
            format!("nobody signals {}", named(program, object))
        }
        DeadlockCause::EndedHolding { object, holder } => {
            format!("{} ended with {}", called(program, holder), named(program, object))
        }
        DeadlockCause::LostWakeUp { object, thread } => {
            format!("{} missed {}", called(program, thread), named(program, object))
        }
        DeadlockCause::TooFewCame { object, .. } => {
            format!("too few at {}", named(program, object))
        }
        DeadlockCause::WokeOthers { object, .. } => format!("others at {}", named(program, object)),
        DeadlockCause::OneTooFew { object, thread, was_woken } => {
            let got = if was_woken { "was woken at" } else { "has seen" };
            format!("{} {got} {} before", called(program, thread), named(program, object))
        }
        DeadlockCause::NobodyLeft { threads } => {
            let names: Vec<String> = threads.iter().map(|&it| called(program, it)).collect();
            format!("nobody for {}", names.join(", "))
        }
        DeadlockCause::NoFirstPermit { object } => format!("no first {}", named(program, object)),
        DeadlockCause::Other => "other".into(),
    }
}

/// Two roles `producer` and `main` with these lines, one thread each, along a schedule.
fn check(declared: &str, producer: &str, main: &str, schedule: &str, expected: &str) {
    let body = |text: &str| text.replace('\n', "\n    ");
    let source = format!(
        "{declared}\n\ndef producer():\n    {}\n\ndef main():\n    {}\n",
        body(producer),
        body(main)
    );
    let run = run(&source, &setup(1, 0, 0), schedule);
    assert_eq!(cause(&run), expected, "{source}\n{schedule}\n{:?}", run.ending());
}

#[test]
fn a_cycle() {
    let declared = "a = Lock()\nb = Lock()";
    let (ab, ba) = ("with a:\n    with b:\n        pass", "with b:\n    with a:\n        pass");
    check(declared, ab, ba, "P1 M1", "M1 holds b and wants a");
    let declared = "a = Semaphore(1)\nb = Semaphore(1)";
    let (ab, ba) = (
        "a.wait()\nb.wait()\nb.signal()\na.signal()",
        "b.wait()\na.wait()\na.signal()\nb.signal()",
    );
    check(declared, ab, ba, "P1 M1", "M1 holds b and wants a");
    // Who takes a lock twice waits for itself.
    let twice = "with a:\n    with a:\n        pass";
    check("a = Lock()", twice, "a.acquire()\na.release()", "P1", "P1 holds a and wants a");
    // Who would set the event needs the lock.
    let declared = "a = Lock()\ne = Event()";
    let (waits, sets) = ("with a:\n    e.wait()", "with a:\n    e.set()");
    check(declared, waits, sets, "P1", "P1 holds a and wants e");
}

#[test]
fn a_signal_that_was_forgotten() {
    check("a = Lock()", "a.acquire()", "with a:\n    pass", "P1", "P1 never gives back a");
    check(
        "a = Semaphore(1)",
        "a.wait()\na.wait()",
        "a.wait()\na.signal()",
        "P1",
        "P1 never gives back a",
    );
    check("s = Semaphore(0)", "s.wait()", "s.wait()", "", "nobody signals s");
    check("e = Event()", "e.wait()", "e.clear()", "M1", "nobody signals e");
    let waits = "with c:\n    c.wait()";
    check("c = Condition()", waits, waits, "P1* M1*", "nobody signals c");
    check("x = Atomic(0)", "x.wait(0)", "x.store(1)", "P1 M1", "nobody signals x");
}

#[test]
fn a_holder_that_has_ended() {
    let sometimes = "a.acquire()\nif n == 1:\n    a.release()";
    check(
        "a = Lock()\nn = 0",
        sometimes,
        "a.acquire()\nn = 1\na.release()",
        "P1*",
        "P1 ended with a",
    );
    let permit = "a.wait()\nif n == 1:\n    a.signal()";
    check(
        "a = Semaphore(1)\nn = 0",
        permit,
        "a.wait()\nn = 1\na.signal()",
        "P1*",
        "P1 ended with a",
    );
}

#[test]
fn a_wake_up_that_was_lost() {
    check("e = Event()", "e.wait()", "e.set()\ne.clear()", "M1*", "P1 missed e");
    let declared = "c = Condition()";
    let (waits, notifies) = ("with c:\n    c.wait()", "with c:\n    c.notify()");
    check(declared, waits, notifies, "M1* P1*", "P1 missed c");
    check("x = Atomic(0)", "x.wait(0)", "x.notify(1)", "M1* P1*", "P1 missed x");
}

#[test]
fn a_wake_up_that_was_one_too_few() {
    let twice = "with c:\n    c.wait()\n    c.wait()";
    let notifies = "with c:\n    c.notify()";
    check("c = Condition()", twice, notifies, "P1x2 M1* P1*", "P1 was woken at c before");
    let twice = "e.wait()\ne.clear()\ne.wait()";
    check("e = Event()", twice, "e.set()", "M1* P1*", "P1 has seen e before");
    check(
        "x = Atomic(0)",
        "x.wait(0)\nx.wait(1)",
        "x.store(1)\nx.notify(1)",
        "M1* P1*",
        "P1 has seen x before",
    );
    // One who has looked before the wake-up came has not seen what it was about.
    check(
        "x = Atomic(0)",
        "if x.load() == 0:\n    x.wait(0)",
        "x.notify(1)",
        "P1 M1* P1*",
        "P1 missed x",
    );
}

#[test]
fn what_is_out_of_reach_helps_nobody() {
    let declared = "a = Lock()\ne = Event()";
    let sets = "e.set()\ne.clear()\nwith a:\n    pass";
    check(declared, "with a:\n    e.wait()", sets, "P1 M1*", "P1 missed e");
    // The code would do it, and does not come to it.
    let declared = "a = Lock()\ne = Event()\nn = 0";
    let sets = "with a:\n    if n == 1:\n        e.set()";
    check(
        declared,
        "with a:\n    e.wait()",
        sets,
        "P1",
        "P1 holds a and wants e, which others could give",
    );
    // With a permit each, both want another one.
    let twice = "a.wait()\na.wait()\na.signal()\na.signal()";
    check(
        "a = Semaphore(2)",
        twice,
        twice,
        "P1 M1",
        "P1 holds a and wants a, which others could give",
    );
}

#[test]
fn no_first_permit_and_anything_else() {
    let declared = "a = Semaphore(0)\nb = Semaphore(0)";
    check(declared, "a.wait()\nb.signal()", "b.wait()\na.signal()", "", "no first a");
    let declared = "q = Queue(1)\ns = Semaphore(0)";
    check(declared, "q.put(1)\nq.put(1)\ns.signal()", "s.wait()\nq.get()", "P1", "no first s");
    check("q = Queue(1)", "q.put(1)\nq.put(1)", "x = 1", "P1", "nobody for P1");
}

#[test]
fn who_joins_waits_for_those_that_have_not_ended() {
    let source = "\
s = Semaphore(0)

def producer():
    if me == 0:
        s.wait()

def main():
    join(producer)
    s.signal()
";
    let run = run(source, &setup(3, 0, 0), "P2* P3*");
    let program = run.program();
    let Violation::Deadlock { waits, .. } = violation(&run) else { panic!("{:?}", run.ending()) };
    let of = |name| waits.iter().find(|it| it.thread == thread(program, name)).expect("it waits");
    assert_eq!(named(program, of("P1").object), "s");
    assert_eq!(of("M1").holders, [thread(program, "P1")]);
}

#[test]
fn what_is_used_as_a_lock() {
    let source = "\
lock = Lock()
mutex = Semaphore(1)
items = Semaphore(0)
never = Semaphore(3)
taken = Semaphore(2)
e = Event()

def producer():
    mutex.wait()
    mutex.signal()
    items.signal()
    never.wait()
    taken.wait()
    with lock:
        e.set()

def consumer():
    items.wait()
    mutex.wait()
    taken.wait()
";
    let run = run(source, &setup(1, 1, 0), "");
    let program = run.program();
    let locks: Vec<&str> = (0..program.objects.len() as u16)
        .map(ObjectId)
        .filter(|&it| program.is_lock(it))
        .map(|it| named(program, it))
        .collect();
    assert_eq!(locks, ["lock", "mutex", "taken"]);
}
