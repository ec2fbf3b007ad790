//! The sentences for what went wrong.

use super::{run_of, told, verdict};
use interleave::notation::{Granularity, Setup};

fn setup(producers: u16, consumers: u16) -> Setup {
    Setup { producers, consumers, capacity: 2, items: 1, ..Setup::default() }
}

fn check(source: &str, setup: Setup, turns: &str, expected: &str) {
    let mut run = run_of(source, setup);
    told(&mut run, turns);
    let said = verdict(&run);
    assert_eq!(said, expected, "{turns}\n{source}");
}

/// A program whose roles do these lines, with objects of every kind.
fn program(producer: &str, consumer: &str) -> String {
    let role = |name: &str, lines: &str| {
        let lines: String = lines.split("; ").map(|line| format!("    {line}\n")).collect();
        format!("def {name}():\n{lines}")
    };
    let objects = "\
lock = Lock()
other = Lock()
changed = Condition(lock)
loose = Condition(strict=False)
ready = Event()
most = BoundedSemaphore(1)
mutex = Semaphore(1)
queue = Queue(1)
xs = []
tx, rx = channel()
cell = Atomic(0)
cells = Array(2)
slots = Array(1)
";
    format!("{objects}{}{}", role("producer", producer), role("consumer", consumer))
}

fn check_roles(producer: &str, consumer: &str, turns: &str, expected: &str) {
    check(&program(producer, consumer), setup(1, 1), turns, expected);
}

#[test]
fn exceptions_that_nothing_caught() {
    for (line, turns, expected) in [
        (
            "xs.pop(0)",
            "C1",
            "Exception: C1 took from the empty list `xs`: `IndexError`, and nothing caught it.",
        ),
        (
            "x = cells[2]",
            "C1",
            "Exception: C1 used an element that `cells` does not have: `IndexError`, and nothing caught it.",
        ),
        (
            "x = xs[-1]",
            "C1",
            "Exception: C1 used an element that `xs` does not have: `IndexError`, and nothing caught it.",
        ),
        (
            "most.release()",
            "C1",
            "Exception: C1 signalled `most` more often than it can count: `ValueError`, and nothing caught it.",
        ),
        (
            "lock.release()",
            "C1",
            "Exception: C1 gave `lock` back, which nobody held: `RuntimeError`, and nothing caught it.",
        ),
        (
            "changed.wait()",
            "C1",
            "Exception: C1 waited at `changed` without holding its lock: `RuntimeError`, and nothing caught it.",
        ),
        (
            "changed.notify_all()",
            "C1",
            "Exception: C1 notified `changed` without holding its lock: `RuntimeError`, and nothing caught it.",
        ),
        (
            "x = 1 // len(xs)",
            "C1",
            "Exception: C1 divided by zero: `ZeroDivisionError`, and nothing caught it.",
        ),
        (
            "cell.add(9223372032559808510); cell.add(1)",
            "C1 C1",
            "Exception: C1 calculated a number that is too large: `OverflowError`, and nothing caught it.",
        ),
        (
            "queue.get(timeout=3)",
            "C1~",
            "Exception: C1 got nothing from `queue` in time: `Empty`, and nothing caught it.",
        ),
        (
            "drop(rx); x = rx.recv()",
            "P1 P1 C1 C1",
            "Exception: C1 wanted to receive from `rx`, but nothing is left and nobody can send any more: `RecvError`, and nothing caught it.",
        ),
        (
            "tx.send(1); drop(rx); tx.send(2)",
            "C1 C1 C1",
            "Exception: C1 sent through `tx`, but nobody can receive any more: `SendError`, and nothing caught it.",
        ),
        (
            "drop(tx); tx.send(1); rx.recv()",
            "C1 C1",
            "Exception: C1 sent through `tx` after dropping it: `SendError`, and nothing caught it.",
        ),
        (
            "drop(tx); mine = tx.clone()",
            "C1 C1",
            "Exception: C1 cloned `tx` after dropping it: `ValueError`, and nothing caught it.",
        ),
        (
            "cell.store(None); cell.add(1)",
            "C1 C1",
            "Exception: C1 calculated with something that is not a number: `TypeError`, and nothing caught it.",
        ),
        (
            "ready.set(); raise Full",
            "C1",
            "Exception: C1 raised an exception: `Full`, and nothing caught it.",
        ),
    ] {
        check_roles("tx.send(produce())", line, turns, expected);
    }
}

#[test]
fn an_exception_is_told_by_what_raised_it_even_after_a_with() {
    let source = "\
xs = []
lock = Lock()
def consumer():
    with lock:
        xs.pop(0)
";
    let said = "Exception: C1 took from the empty list `xs`: `IndexError`, and nothing caught it.";
    check(source, setup(0, 1), "C1 C1", said);
}

#[test]
fn a_variable_without_a_value() {
    let source = "\
count = 0
def consumer():
    count += 1
    if count == 5:
        x = 1
    y = x
";
    let said =
        "Exception: C1 read a variable that has no value yet: `NameError`, and nothing caught it.";
    check(source, setup(0, 1), "C1 C1 C1", said);
}

#[test]
fn assertions_and_invariants() {
    let source = "\
count = 0
lock = Lock()
def consumer():
    count = 3
    assert count == 4
def main():
    with lock:
        assert count == 4
";
    let said = "Assertion failed: C1 found the `assert` in line 6 false.";
    check(source, setup(0, 1), "C1 C1", said);
    let said = "Assertion failed: M1 found the `assert` in line 9 false.";
    check(source, setup(0, 1), "M1 M1", said);
}

#[test]
fn slots() {
    let source = "\
ring = Array(2)
def producer():
    ring[0] = produce()
    ring[0] = 7
def consumer():
    x = ring[0]
    consume(x)
    consume(ring[0])
";
    for (turns, expected) in [
        (
            "P1 P1",
            "Overwritten: P1 wrote over `ring[0]`, where the last copy of P1·1 lay, which P1 had stored; nobody has consumed it.",
        ),
        (
            "C1",
            "Read an empty slot: C1 consumed what it had read from `ring[0]` before anything was ever written there.",
        ),
        ("P1 C1 C1", "Taken twice: C1 consumed P1·1, but C1 had consumed it already."),
    ] {
        check(source, setup(1, 1), turns, expected);
    }
}

#[test]
fn deadlocks() {
    for (producer, consumer, turns, expected) in [
        (
            "lock.acquire(); other.acquire(); other.release(); lock.release()",
            "other.acquire(); lock.acquire(); lock.release(); other.release()",
            "P1 C1",
            "Deadlock: No thread can move any more. C1 waits for `lock`, which P1 holds. P1 waits for `other`, which C1 holds. C1 holds `other` while it waits for `lock`; but every thread that could let it continue needs `other` first.",
        ),
        (
            "lock.acquire(); lock.acquire(); lock.release()",
            "ready.set()",
            "P1 C1",
            "Deadlock: No thread can move any more. P1 waits for `lock`, which it holds itself. P1 took `lock`, has not given it back, and waits for it again: it waits for itself.",
        ),
        (
            "mutex.wait(); mutex.wait(); mutex.signal()",
            "ready.set()",
            "P1 C1",
            "Deadlock: No thread can move any more. P1 waits for `mutex`, which it holds itself. P1 took `mutex`, has not given it back, and waits for it again: it waits for itself.",
        ),
        (
            "lock.acquire(); lock.release()",
            "lock.acquire()",
            "C1",
            "Deadlock: No thread can move any more. P1 waits for `lock`, which C1 holds. C1 took `lock`, and runs no line that gives it back.",
        ),
        (
            "lock.acquire(); lock.release()",
            "lock.acquire(); if cell.load() == 1:;     lock.release()",
            "C1 C1",
            "Deadlock: No thread can move any more. P1 waits for `lock`, which C1 holds. C1 has ended without giving `lock` back.",
        ),
        (
            "with lock:;     changed.wait()",
            "ready.set()",
            "P1 P1 C1",
            "Deadlock: No thread can move any more. P1 waits to be notified at `changed`. No thread runs a line that notifies `changed`.",
        ),
        (
            "with lock:;     changed.wait()",
            "with lock:;     changed.notify()",
            "C1 C1 C1 P1 P1",
            "Deadlock: No thread can move any more. P1 waits to be notified at `changed`. A wake-up was lost: `changed` was last notified before P1 began to wait there, and now no thread can do it again.",
        ),
        (
            "ready.wait()",
            "cell.add(1)",
            "C1",
            "Deadlock: No thread can move any more. P1 waits for `ready` to be set. No thread runs a line that sets `ready`.",
        ),
        (
            "ready.wait()",
            "ready.set(); ready.clear()",
            "C1 C1",
            "Deadlock: No thread can move any more. P1 waits for `ready` to be set. A wake-up was lost: `ready` was set and cleared again before P1 saw it, and now no thread can set it again.",
        ),
        (
            "cell.wait(0)",
            "cell.notify()",
            "C1 P1",
            "Deadlock: No thread can move any more. P1 sleeps at `cell` until somebody wakes it. A wake-up was lost: `cell` was last notified before P1 slept there, and now no thread can do it again.",
        ),
        (
            "cell.wait(0)",
            "cell.load()",
            "C1 P1",
            "Deadlock: No thread can move any more. P1 sleeps at `cell` until somebody wakes it. No thread runs a line that notifies `cell`.",
        ),
        (
            "queue.put(1); queue.put(2)",
            "ready.set()",
            "P1 C1",
            "Deadlock: No thread can move any more. P1 sleeps: `queue` is full. No thread is left that could let P1 continue.",
        ),
        (
            "queue.get()",
            "ready.set()",
            "C1",
            "Deadlock: No thread can move any more. P1 sleeps: `queue` is empty. No thread is left that could let P1 continue.",
        ),
        (
            "join(consumer)",
            "queue.get()",
            "",
            "Deadlock: No thread can move any more. C1 sleeps: `queue` is empty. P1 waits for all threads of `consumer` to end. No thread is left that could let C1 continue.",
        ),
        (
            "lock.acquire(); queue.get(); lock.release()",
            "lock.acquire(); queue.put(1); lock.release()",
            "P1",
            "Deadlock: No thread can move any more. C1 waits for `lock`, which P1 holds. P1 sleeps: `queue` is empty. P1 holds `lock` while it waits for `queue`; but every thread that could let it continue needs `lock` first.",
        ),
    ] {
        check_roles(producer, consumer, turns, expected);
    }
}

#[test]
fn a_step_that_breaks_an_invariant() {
    let source = "\
# invariant: spaces.value <= 1
spaces = Semaphore(1)
def producer():
    spaces.signal()
";
    let setup = Setup { granularity: Granularity::Statement, ..setup(1, 0) };
    let mut run = run_of(source, setup);
    told(&mut run, "P1");
    let violation = run.recent().next_back().and_then(|it| it.violation.clone());
    let (title, said) = interleave::session::describe_violation(
        interleave::text::Language::English.text(),
        &run,
        &violation.expect("it is broken"),
    );
    assert_eq!(title, "Invariant broken");
    assert_eq!(said, "Since this step of P1, `spaces.value <= 1` does not hold any more.");
}
