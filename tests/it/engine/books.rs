//! Who has which item in hand, who holds what, who waits.

use super::schedule::{follow, program, setup, thread};
use interleave::engine::{Moment, Run, SlotContents, Standing};
use interleave::program::{ObjectId, ThreadId};

/// What is in the hands of a thread after each step of a schedule, by the items' labels.
fn hands(source: &str, watched: &str, schedule: &str) -> Vec<String> {
    let mut run = Run::new(program(source, &setup(1, 1, 2)));
    let id = thread(run.program(), watched);
    schedule
        .split_whitespace()
        .map(|word| {
            follow(&mut run, word);
            run.ledger().in_hand(id).map_or("-".into(), |item| item.to_string())
        })
        .collect()
}

#[test]
fn items_go_from_hand_to_container_to_hand() {
    for (declared, put, get) in [
        ("xs = []", "xs.append(item)", "item = xs.pop(0)"),
        ("xs = Queue(2)", "xs.put(item)", "item = xs.get()"),
        ("a = Array(1)", "a[0] = item", "item = a[0]"),
        ("tx, rx = channel()", "tx.send(item)", "item = rx.recv()"),
    ] {
        let source = format!(
            "{declared}\ns = Event()\n\ndef producer():\n    while True:\n        item = produce()\n        {put}\n        s.set()\n\n\
             def consumer():\n    while True:\n        {get}\n        s.set()\n        consume(item)\n        s.set()\n"
        );
        assert_eq!(hands(&source, "P1", "P1 P1 P1"), ["-", "P1·2", "-"], "{declared}");
        assert_eq!(hands(&source, "C1", "P1 C1 C1 C1"), ["-", "P1·1", "-", "-"], "{declared}");
    }
}

#[test]
fn an_item_that_goes_through_a_variable_is_in_nobody_s_hands_in_the_end() {
    let source = "\
xs = []
x = None

def producer():
    xs.append(produce())

def consumer():
    x = xs.pop(0)

def main():
    consume(x)
";
    let mut run = Run::new(program(source, &setup(1, 1, 1)));
    let consumer = thread(run.program(), "C1");
    follow(&mut run, "P1 C1x2");
    assert!(run.ledger().carries(consumer).is_some());
    follow(&mut run, "M1*");
    assert_eq!(run.ledger().carries(consumer), None);
    let counters = run.ledger().counters();
    assert_eq!((counters.made, counters.consumed), (1, 1));
}

#[test]
fn each_buffer_has_slots_of_its_own() {
    let source = "\
a = Buffer(1)
b = Buffer(2)

def producer():
    a.put(produce())
    b.put(produce())

def consumer():
    consume(b.get())
";
    let mut run = Run::new(program(source, &setup(1, 1, 0)));
    let [a, b] = [0, 1].map(ObjectId);
    let full = |run: &Run| [a, b].map(|it| run.ledger().full_slots(it));
    assert_eq!([a, b].map(|it| run.ledger().slots(it).len()), [1, 2]);
    follow(&mut run, "P1x3");
    assert_eq!(full(&run), [1, 0]);
    follow(&mut run, "P1*");
    assert_eq!(full(&run), [1, 1]);
    follow(&mut run, "C1*");
    assert_eq!(full(&run), [1, 0]);
    assert!(matches!(run.ledger().slots(b)[0], SlotContents::Taken { .. }));
    assert_eq!(run.ledger().slots(b)[1], SlotContents::NeverWritten);
    // Another buffer's item that came in before is no item that should have left first.
    assert_eq!(run.recent().filter(|moment| moment.violation.is_some()).count(), 0);
}

#[test]
fn locks_have_holders_and_waiters() {
    let source = "\
lock = Lock()
c = Condition(lock)

def producer():
    with lock:
        c.wait()

def main():
    with lock:
        c.notify()
";
    let mut run = Run::new(program(source, &setup(2, 0, 0)));
    let [lock, condition] = [0, 1].map(ObjectId);
    let [first, second, main] = ["P1", "P2", "M1"].map(|it| thread(run.program(), it));
    follow(&mut run, "P1");
    assert_eq!(run.ledger().holders(lock), [first]);
    assert_eq!(run.standing(second), Standing::Waiting(lock));
    assert_eq!(run.ledger().waiting_since(second), Some(1));
    follow(&mut run, "P1");
    assert_eq!(run.ledger().holders(lock), []);
    assert_eq!(run.standing(first), Standing::Waiting(condition));
    assert_eq!(run.standing(second), Standing::Ready);
    assert_eq!(run.ledger().waiting_since(second), None);
    follow(&mut run, "M1x2");
    // Notified: now it is the lock that it waits for.
    assert_eq!(run.standing(first), Standing::Waiting(lock));
    assert_eq!(run.ledger().holders(lock), [main]);
    follow(&mut run, "M1 P1");
    assert_eq!(run.ledger().holders(lock), [first]);
}

#[test]
fn whoever_is_kept_waiting_is_named_with_the_step() {
    let source = "\
q = Queue(1)

def producer():
    while True:
        q.put(produce())

def consumer():
    while True:
        consume(q.get())
";
    let mut run = Run::new(program(source, &setup(2, 1, 0)));
    let [first, second, consumer] = ["P1", "P2", "C1"].map(|it| thread(run.program(), it));
    assert_eq!(run.ledger().counters().waits, 1, "the consumer, from the start");
    let moments = follow(&mut run, "P1 C1 P2");
    let threads = |it: &Moment| it.slept.iter().map(|it| it.thread).collect();
    let slept: Vec<Vec<ThreadId>> = moments.iter().map(threads).collect();
    assert_eq!(slept, [vec![second, first], vec![consumer], vec![first, second]]);
    assert_eq!(run.ledger().counters().waits, 6);
}
