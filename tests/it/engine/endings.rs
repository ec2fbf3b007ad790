//! How runs end: each violation, and what is no violation.

use super::schedule::{follow, program, run, setup, standing, violation};
use interleave::engine::{IndexCause, Run, Violation, ViolationKind};
use interleave::notation::Setup;
use interleave::program::{Exception, Item, Line, ObjectId, ThreadId};

/// Where a run of one producer, which makes two items, and one consumer stands after a schedule.
fn check(source: &str, schedule: &str, expected: &str) {
    let run = run(source, &setup(1, 1, 2), schedule);
    assert_eq!(standing(&run), expected, "{source}\n{schedule}\n{:?}", run.ending());
    let broken_before = run.recent().rev().skip(1).find_map(|it| it.violation.clone());
    assert!(broken_before.is_none_or(|it| !it.ends_a_run()), "{source}\n{schedule}");
}

const NO_SYNCHRONISATION: &str = "\
b = Buffer(1)

def producer():
    while True:
        b.put(produce())

def consumer():
    while True:
        consume(b.get())
";

#[test]
fn slots_of_a_buffer() {
    let of = |producers, consumers| setup(producers, consumers, 0);
    let b = ObjectId(0);
    let first = Item { producer: 0, number: 1 };
    use IndexCause::{DidNotWait, SameIndex};
    use ViolationKind::{DuplicateRead, EmptyRead, Overwrite};
    for (setup, schedule, expected) in [
        (of(1, 1), "C1x2", Some((EmptyRead, None))),
        (of(1, 1), "P1x3 C1x5", Some((DuplicateRead, Some(DidNotWait)))),
        (of(1, 1), "P1x5", Some((Overwrite, Some(DidNotWait)))),
        (of(2, 1), "P1 P2 P1 P2", Some((Overwrite, Some(SameIndex)))),
        (of(1, 2), "P1x3 C1 C2 C1 C2", Some((DuplicateRead, Some(SameIndex)))),
        (of(1, 1), "P1x3 C1x3 P1x3", None),
    ] {
        let run = run(NO_SYNCHRONISATION, &setup, schedule);
        let found = run.ending().map(|_| match violation(&run) {
            Violation::EmptyRead { object, slot: 0, .. } if object == b => (EmptyRead, None),
            Violation::Overwrite { object, slot: 0, lost, lost_step, cause, .. } => {
                assert!(object == b && lost == first && lost_step > 1);
                (Overwrite, Some(cause))
            }
            Violation::DuplicateRead { object, slot: 0, item, cause, .. } => {
                assert!(object == b && item == first);
                (DuplicateRead, Some(cause))
            }
            other => panic!("{schedule}: {other:?}"),
        });
        assert_eq!(found, expected, "{schedule}");
    }
}

#[test]
fn elements_of_an_array() {
    // Each step is named by its line: what the producer does with the array, in order.
    for (writes, reads, schedule, expected) in [
        ("a[0] = x", "y = a[0]", "P1 C1", "goes on"),
        // Who reads an element takes nothing; it is the consuming that counts.
        ("a[0] = x", "y = a[1]", "P1 C1", "empty-read"),
        ("a[0] = x", "y = a[0]", "C1", "empty-read"),
        ("a[0] = x\n        a[0] = x", "y = a[0]", "P1x2", "goes on"),
        ("a[0] = x\n        x = None\n        a[0] = 1", "y = a[0]", "P1x2", "overwrite"),
        ("a[0] = x\n        a[0] = None", "y = a[0]", "P1x2", "overwrite"),
        ("a[0] = x\n        a[0] = None", "y = a[0]", "P1 C1 P1 C1", "goes on"),
        ("a[0] = x", "y = a[0]\n        consume(a[0])", "P1 C1x3", "duplicate-read"),
        // Arrays promise no order.
        ("a[0] = x\n        a[1] = x", "y = a[1]", "P1x2 C1", "goes on"),
        (
            "a[0] = x\n        a[1] = x",
            "y = a[0]\n        consume(a[1])",
            "P1x2 C1x3",
            "duplicate-read",
        ),
    ] {
        let source = format!(
            "a = Array(2)\n\ndef producer():\n    while True:\n        x = produce()\n        {writes}\n\n\
             def consumer():\n    while True:\n        {reads}\n        consume(y)\n"
        );
        check(&source, schedule, expected);
    }
    let source = "a = Array(1)\n\ndef producer():\n    a[0] = produce()\n    a[0] = None\n\ndef consumer():\n    consume(a[0])\n";
    let run = run(source, &setup(1, 1, 0), "P1x2");
    assert!(matches!(
        violation(&run),
        Violation::Overwrite { item: None, cause: IndexCause::Unknown, .. }
    ));
}

#[test]
fn a_look_at_a_slot_takes_nothing() {
    let source = "\
a = Array(1)
seen = 0

def producer():
    a[0] = produce()

def consumer():
    while a[0] is None:
        pass
    while a[0] is not None:
        seen = 1
";
    check(source, "C1 P1 C1x5", "goes on");
}

#[test]
fn order_is_for_slots_only() {
    for (container, put, get, expected) in [
        // The consumer would find the list empty; at the queue it waits.
        ("[]", "append", "pop", "goes on"),
        ("PriorityQueue(4)", "put", "get", "finished"),
    ] {
        let source = format!(
            "xs = {container}\n\ndef producer():\n    while True:\n        xs.{put}(produce())\n\n\
             def consumer():\n    while True:\n        consume(xs.{get}())\n"
        );
        check(&source, "P1x2 C1x2", expected);
    }
}

/// What a text of one role raises, on which line, counted from 1, and at which object.
fn raises(lines: &str, expected: (&str, u16, Option<&str>)) {
    let source = format!("xs = []\nlock = Lock()\nbounded = BoundedSemaphore(1)\n{lines}");
    let run = run(&source, &setup(1, 1, 0), "M1*");
    let program = run.program();
    let found = match violation(&run) {
        Violation::Exception { exception, line, object, thread, .. } => {
            assert_eq!(thread, ThreadId(0));
            let object = object.map(|it| program.object(it).name.as_str());
            (program.exception_name(exception), line.0 + 1, object)
        }
        Violation::Assertion { line, .. } => ("AssertionError", line.0 + 1, None),
        other => panic!("{lines}: {other:?}"),
    };
    assert_eq!(found, expected, "{lines}");
}

#[test]
fn exceptions_that_nothing_catches() {
    raises("def main():\n    xs.pop(0)\n", ("IndexError", 5, Some("xs")));
    raises("def main():\n    lock.release()\n", ("RuntimeError", 5, Some("lock")));
    raises("def main():\n    bounded.release()\n", ("ValueError", 5, Some("bounded")));
    // The raise is on a line of its own, after the access that the step is.
    raises("def main():\n    xs.append(1)\n    x = 1\n    raise Oops\n", ("Oops", 7, None));
    raises("def main():\n    xs.append(1)\n    x = 1 // 0\n", ("ZeroDivisionError", 6, None));
    raises(
        "def main():\n    xs.append(1)\n    x = 2\n    assert x == 1\n",
        ("AssertionError", 7, None),
    );
    raises(
        "def main():\n    try:\n        xs.pop(0)\n    except IndexError:\n        raise Worse\n",
        ("Worse", 8, None),
    );
    // Before any access: the end of the thread is a step all the same.
    raises("def main():\n    raise Oops\n", ("Oops", 5, None));
}

#[test]
fn an_exception_that_is_caught_is_none() {
    check(
        "xs = []\n\ndef producer():\n    try:\n        xs.pop(0)\n    except IndexError:\n        xs.append(1)\n",
        "P1x2",
        "finished",
    );
}

#[test]
fn a_broken_invariant_ends_a_run_at_once() {
    let source = "\
n = 0
m = 0
# invariant: n <= m
# invariant: n < 2

def main():
    m = 1
    n = 1
    n = 2
    n = 0
";
    let run = run(source, &setup(0, 0, 0), "M1x3");
    // Both cease to hold with the third step; the first is told.
    assert_eq!(standing(&run), "invariant");
    assert!(matches!(violation(&run), Violation::Invariant { index: 0 }));
    assert_eq!(run.position(), 3);
}

#[test]
fn an_invariant_must_hold_before_the_first_step_as_well() {
    let source = "n = 3\n# invariant: n < 2\n\ndef main():\n    n = 0\n";
    let mut run = Run::new(program(source, &setup(0, 0, 0)));
    assert_eq!(standing(&run), "invariant");
    // Whoever goes on all the same, and comes back, finds it again.
    follow(&mut run, "M1");
    assert_eq!(standing(&run), "finished");
    run.seek(0);
    assert_eq!(standing(&run), "invariant");
}

#[test]
fn two_inside_at_once_are_counted_and_go_on() {
    let run = run(NO_SYNCHRONISATION, &setup(2, 1, 0), "P1 P2");
    let latest = run.recent().next_back().and_then(|it| it.violation.clone());
    assert!(matches!(latest, Some(Violation::MutualExclusion { object: ObjectId(0), .. })));
    assert_eq!(run.ledger().counters().intrusions, 1);
    assert_eq!(standing(&run), "goes on");
}

/// A producer that makes two items and a consumer that takes them, with these lines.
fn handed_over(declared: &str, put: &str, get: &str, schedule: &str, expected: &str) {
    let source = format!(
        "{declared}\n\ndef producer():\n    while True:\n        item = produce()\n        {put}\n\n\
         def consumer():\n    while True:\n        {get}\n        consume(item)\n"
    );
    check(&source, schedule, expected);
}

#[test]
fn what_is_left_in_any_container_is_stranded() {
    let gate = "gate = Semaphore(0)";
    for (declared, put) in [
        ("b = Buffer(2)", "b.put(item)"),
        ("b = []", "b.append(item)"),
        ("b = Queue(0)", "b.put(item)"),
        ("b = PriorityQueue(4)", "b.put(item)"),
        ("a = Array(2)\nn = 0", "a[n] = item\n        n += 1"),
    ] {
        let declared = format!("{declared}\n{gate}");
        let take = if declared.starts_with('a') { "item = a[0]" } else { "item = b" };
        let get = match declared.split(' ').nth(2) {
            Some("[]\ngate") => format!("gate.wait()\n        {take}.pop(0)"),
            _ if declared.starts_with('a') => format!("gate.wait()\n        {take}"),
            _ => format!("gate.wait()\n        {take}.get()"),
        };
        handed_over(&declared, put, &get, "P1*", "stranded");
    }
    let source = "\
tx, rx = channel()
gate = Semaphore(0)

def producer():
    while True:
        tx.send(produce())

def consumer():
    gate.wait()
    consume(rx.recv())
";
    check(source, "P1*", "stranded");
    // With the receiver goes what it has not received.
    let gone = source.replace("    gate.wait()\n    consume(rx.recv())", "    drop(rx)");
    check(&gone, "P1x2 C1* P1*", "finished");
}

#[test]
fn what_a_consumer_holds_is_left_until_it_ends() {
    let (declared, put) = ("b = []\ngate = Semaphore(0)", "b.append(item)");
    let get = "item = b.pop(0)\n        gate.wait()";
    handed_over(declared, put, get, "P1x2 C1 P1*", "stranded");
    let run = run(
        "b = []\ngate = Semaphore(0)\n\ndef producer():\n    b.append(produce())\n\n\
         def consumer():\n    b.pop(0)\n    gate.wait()\n",
        &setup(1, 1, 1),
        "P1* C1",
    );
    assert_eq!(standing(&run), "stranded");
    // One that ends without having consumed its item has discarded it.
    check(
        "b = []\n\ndef producer():\n    b.append(produce())\n\ndef consumer():\n    b.pop(0)\n",
        "P1* C1*",
        "finished",
    );
}

#[test]
fn consumers_that_took_their_number_leave_the_rest() {
    let source = "\
b = Queue(0)

def producer():
    while True:
        b.put(produce())

def consumer():
    while True:
        consume(b.get())
";
    let takes = |takes| Setup { takes, ..setup(1, 2, 5) };
    for (takes, expected) in [(1, "finished"), (2, "finished"), (3, "finished"), (0, "finished")] {
        let run = run(source, &Setup { takes, ..setup(1, 2, 5) }, "P1* C1* C2*");
        assert_eq!(standing(&run), expected, "takes {takes}");
    }
    let run = run(source, &takes(1), "P1* C1*");
    assert_eq!(standing(&run), "goes on");
}

#[test]
fn consumers_that_look_for_more_are_finished_after_a_while() {
    let source = "\
xs = []

def producer():
    while True:
        xs.append(produce())

def consumer():
    while True:
        if len(xs) > 0:
            consume(xs.pop(0))
";
    let mut run = Run::new(program(source, &setup(1, 1, 2)));
    follow(&mut run, "P1x2 C1x2");
    assert_eq!(run.ledger().finished_since(), None, "an item is left");
    follow(&mut run, "C1x2");
    let since = run.ledger().finished_since().expect("nothing is left");
    assert_eq!(since, 6);
    assert_eq!(standing(&run), "goes on");
    follow(&mut run, "C1x120");
    assert_eq!(standing(&run), "goes on");
    follow(&mut run, "C1");
    assert_eq!(standing(&run), "finished");
    run.seek(100);
    assert_eq!(standing(&run), "goes on");
}

#[test]
fn who_may_give_up_can_move_and_who_may_wake_for_no_reason_cannot() {
    check(
        "s = Semaphore(0)\n\ndef main():\n    s.wait(timeout=100)\n\ndef consumer():\n    s.wait()\n",
        "",
        "goes on",
    );
    let source = "c = Condition()\n\ndef main():\n    with c:\n        c.wait()\n";
    let spurious = Setup { spurious_wakes: true, ..setup(0, 0, 0) };
    let run = run(source, &spurious, "M1*");
    assert_eq!(standing(&run), "deadlock");
}

#[test]
fn an_exception_is_named_by_its_number() {
    let run = run("xs = []\n\ndef main():\n    xs.pop()\n", &setup(0, 0, 0), "M1");
    let Violation::Exception { exception, line, .. } = violation(&run) else { panic!() };
    assert_eq!((exception, line), (Exception::INDEX_ERROR, Line(3)));
}
