//! The sentences for steps.

use super::{run_of, told};
use interleave::notation::{Granularity, Setup};

fn setup(producers: u16, consumers: u16) -> Setup {
    Setup { producers, consumers, capacity: 2, ..Setup::default() }
}

fn check(source: &str, setup: Setup, turns: &str, expected: &[&str]) {
    let said = told(&mut run_of(source, setup), turns);
    assert_eq!(said, expected, "{turns}\n{source}\nsaid: {said:#?}");
}

#[test]
fn the_three_semaphores() {
    let source = include_str!("../../../../src/catalogue/programs/three_semaphores.py");
    check(
        source,
        setup(1, 1),
        "P1 P1 P1 P1 P1 P1 P1 C1 C1 C1 C1 C1 C1 C1",
        &[
            "P1 passed `spaces.wait`; 1 left",
            "P1 passed `mutex.wait`; 0 left",
            "P1 read `tail = 0`",
            "P1 wrote P1·1 into slot 0",
            "P1 moved `tail` to 1",
            "P1 signalled `mutex`; now 1",
            "P1 signalled `items`; now 1. P1 made P1·2",
            "C1 passed `items.wait`; 0 left",
            "C1 passed `mutex.wait`; 0 left",
            "C1 read `head = 0`",
            "C1 took P1·1 from slot 0",
            "C1 moved `head` to 1",
            "C1 signalled `mutex`; now 1",
            "C1 signalled `spaces`; now 2. C1 consumed P1·1. C1 sleeps: `items` is 0",
        ],
    );
}

#[test]
fn locks_and_conditions() {
    let source = "\
xs = []
lock = Lock()
changed = Condition(lock)
def producer():
    with lock:
        xs.append(produce())
        changed.notify()
    if lock.locked:
        lock.release()
def consumer():
    with lock:
        while not xs:
            changed.wait(timeout=5)
        x = xs.pop()
";
    let setup = Setup { spurious_wakes: true, ..setup(1, 2) };
    check(
        source,
        setup,
        "C1 C1 C1 C2 C2 C2 P1 P1 P1.1 P1 C2 P1 P1 C1~ C1",
        &[
            "C1 took `lock`. P1 and C2 sleep: `lock` is held by C1",
            "C1 looked at `xs`: it is empty",
            "C1 waits at `changed` and gives `lock` back",
            "C2 took `lock`. P1 sleeps: `lock` is held by C2",
            "C2 looked at `xs`: it is empty",
            "C2 waits at `changed` and gives `lock` back",
            "P1 took `lock`. P1 made P1·1",
            "P1 appended P1·1 to `xs`; now 1",
            "P1 notified C2 at `changed`",
            "P1 gave `lock` back",
            "C2 was notified at `changed` and took `lock` again",
            "P1 looked at `lock`: somebody holds it",
            "P1 gave `lock` back, which C2 held. P1 is done",
            "C1 has waited at `changed` long enough and took `lock` again",
            "C1 looked at `xs`: it holds 1",
        ],
    );
    check(
        source,
        setup,
        "C1 C1 C1 C1* C1 C1 P1 P1 P1 P1 C1 P1",
        &[
            "C1 took `lock`. P1 and C2 sleep: `lock` is held by C1",
            "C1 looked at `xs`: it is empty",
            "C1 waits at `changed` and gives `lock` back",
            "C1 woke at `changed` for no reason and took `lock` again. P1 and C2 sleep: `lock` is held by C1",
            "C1 looked at `xs`: it is empty",
            "C1 waits at `changed` and gives `lock` back",
            "P1 took `lock`. P1 made P1·1. C2 sleeps: `lock` is held by P1",
            "P1 appended P1·1 to `xs`; now 1",
            "P1 notified C1 at `changed`",
            "P1 gave `lock` back",
            "C1 was notified at `changed` and took `lock` again. C2 sleeps: `lock` is held by C1",
            "P1 looked at `lock`: somebody holds it",
        ],
    );
    let own_lock = "\
c = Condition()
def producer():
    c.acquire()
    c.notify_all()
    c.release()
def consumer():
    with c:
        c.wait()
";
    check(
        own_lock,
        setup,
        "C1 C1 C2 C2 P1 P1 P1 C1",
        &[
            "C1 took `c`. P1 and C2 sleep: `c` is held by C1",
            "C1 waits at `c` and gives its lock back",
            "C2 took `c`. P1 sleeps: `c` is held by C2",
            "C2 waits at `c` and gives its lock back",
            "P1 took `c`",
            "P1 notified C1 and C2 at `c`",
            "P1 gave `c` back. P1 is done",
            "C1 was notified at `c` and took its lock again. C2 sleeps: `c` is held by C1",
        ],
    );
}

#[test]
fn events_and_variables() {
    let source = "\
ready = Event()
count = 0
kept = 0
cells = Array(2)
n = Semaphore(3)
def producer():
    item = produce()
    kept = item
    count += 1
    cells[1] = count
    count = None
    ready.set()
    ready.clear()
    ready.set()
    sleep(30)
def consumer():
    ready.wait()
    if ready.is_set() and n.value == 3:
        x = kept
    y = count
    z = cells[-1]
";
    check(
        source,
        setup(1, 1),
        "P1 P1 P1 P1 P1 P1 P1 P1 P1 C1 C1 C1 C1 C1 C1",
        &[
            "P1 set `kept` to P1·1",
            "P1 read `count = 0`",
            "P1 set `count` to 1",
            "P1 read `count = 1`",
            "P1 set `cells[1]` to 1",
            "P1 set `count` to `None`",
            "P1 set `ready`",
            "P1 cleared `ready`. C1 waits for `ready` to be set",
            "P1 set `ready`. P1 rests for 30 ms. P1 is done",
            "C1 passed `ready.wait`, as it is set",
            "C1 looked at `ready`: it is set",
            "C1 looked at `n`: it is 3",
            "C1 read P1·1 from `kept`",
            "C1 read `None` from `count`",
            "C1 read `cells[1] = 1`. C1 is done",
        ],
    );
}

#[test]
fn queues_and_lists() {
    let source = "\
queue = Queue(1)
kept = []
def producer():
    queue.put(produce())
    queue.put(None, timeout=4)
def consumer():
    x = queue.get()
    kept.append(7)
    if queue.empty() and len(kept) == 1:
        y = kept[0]
        kept.pop(0)
    try:
        queue.get(timeout=4)
    except Empty:
        pass
";
    check(
        source,
        setup(1, 1),
        "P1 C1 C1 C1 C1 C1 C1 C1~",
        &[
            "P1 put P1·1 into `queue`; now 1. P1 sleeps: `queue` is full",
            "C1 took P1·1 from `queue`; 0 left",
            "C1 appended 7 to `kept`; now 1",
            "C1 looked at `queue`: it is empty",
            "C1 looked at `kept`: it holds 1",
            "C1 read `kept[0] = 7`",
            "C1 took 7 from `kept`; 0 left. C1 sleeps: `queue` is empty",
            "C1 got nothing from `queue` in time: `Empty`. C1 is done",
        ],
    );
    check(
        source,
        setup(1, 1),
        "P1 P1~",
        &[
            "P1 put P1·1 into `queue`; now 1. P1 sleeps: `queue` is full",
            "P1 found no room in `queue` in time: `Full`, and nothing caught it",
        ],
    );
}

#[test]
fn channels() {
    let source = "\
tx, rx = sync_channel(1)
def producer():
    mine = tx.clone()
    mine.send(produce())
    mine.send(produce())
def consumer():
    for item in rx:
        consume(item)
";
    check(
        source,
        setup(1, 1),
        "P1 P1 C1 P1 P1 P1 C1 C1 C1",
        &[
            "P1 cloned `tx`; senders now: 2. P1 made P1·1",
            "P1 sent P1·1 through `tx`; now 1 on the way. P1 made P1·2. P1 sleeps: the channel of `tx` is full",
            "C1 received P1·1 from `rx`; 0 left. C1 consumed P1·1. C1 sleeps: there is nothing to receive from `rx`",
            "P1 sent P1·2 through `tx`; now 1 on the way",
            "P1 dropped its `tx`; senders left: 1",
            "P1 dropped its `tx`; nobody can send any more. P1 is done",
            "C1 received P1·2 from `rx`; 0 left. C1 consumed P1·2",
            "C1 leaves its loop: nothing is left in `rx`, and nobody can send any more",
            "C1 dropped its `rx`; nobody can receive any more. C1 is done",
        ],
    );
    let early = "\
tx, rx = channel()
def producer():
    tx.send(produce())
    tx.send(produce())
def consumer():
    x = rx.recv()
    drop(rx)
";
    check(
        early,
        setup(2, 1),
        "P1 P1 C1 C1 P2 P1",
        &[
            "P1 sent P1·1 through `tx`; now 1 on the way. P1 made P1·2",
            "P1 sent P1·2 through `tx`; now 2 on the way",
            "C1 received P1·1 from `rx`; 1 left",
            "C1 dropped its `rx`, the last one, with what was still in the channel: 1 lost. C1 is done",
            "P2 sent through `tx`, which is closed: `SendError`, and nothing caught it",
            "P1 dropped its `tx`; senders left: 1. P1 is done",
        ],
    );
    let rendezvous = "\
tx, rx = sync_channel(0)
def producer():
    tx.send(produce())
def consumer():
    x = rx.recv()
";
    check(
        rendezvous,
        setup(1, 2),
        "C1 P1 C1 P1 C2 C1 C2",
        &[
            "C1 stands ready to receive from `rx`",
            "P1 handed P1·1 over through `tx`",
            "C1 received P1·1 from `rx`",
            "P1 dropped its `tx`; nobody can send any more. P1 is done",
            "C2 stands ready to receive from `rx`",
            "C1 dropped its `rx`; receivers left: 1. C1 is done",
            "C2 wanted to receive from `rx`, but nothing is left and nobody can send any more: `RecvError`, and nothing caught it",
        ],
    );
}

#[test]
fn atomic_cells() {
    let source = "\
cell = Atomic(3)
def producer():
    cell.add(2)
    cell.sub(1)
    x = cell.swap(9)
    cell.cas(9, 8)
    cell.cas(9, 7)
    cell.store(1)
    cell.notify(1)
    cell.notify(1)
def consumer():
    x = cell.load()
    cell.wait(x)
    cell.wait(x, timeout=3)
";
    check(
        source,
        setup(1, 1),
        "C1 C1 P1 P1 P1 P1 P1 P1 P1 P1 C1 C1",
        &[
            "C1 read `cell = 3`",
            "C1 falls asleep at `cell`",
            "P1 changed `cell` from 3 to 5",
            "P1 changed `cell` from 5 to 4",
            "P1 set `cell` to 9 and got 4 for it",
            "P1 found 9 in `cell`, as expected, and set it to 8",
            "P1 found 8 in `cell`, not what it expected, and left it alone",
            "P1 set `cell` to 1",
            "P1 notified C1 at `cell`",
            "P1 notified `cell`, but nobody was waiting. P1 is done",
            "C1 woke up at `cell`",
            "C1 stays awake: `cell` is 1 by now. C1 is done",
        ],
    );
}

#[test]
fn ends_of_roles() {
    let source = "\
buffer = Buffer(2)
def producer():
    buffer.put(produce())
def main():
    join(producer)
    while True:
        pass
";
    check(
        source,
        setup(2, 0),
        "P1 P1 P1 P1 P2 P2 P2 P2 M1 M1",
        &[
            "P1 read `tail = 0`",
            "P1 wrote P1·1 into slot 0",
            "P1 moved `tail` to 1",
            "P1 is done; threads of `producer` still running: 1",
            "P2 read `tail = 1`",
            "P2 wrote P2·1 into slot 1",
            "P2 moved `tail` to 0",
            "P2 is done, the last thread of `producer`",
            "M1 goes on: all threads of `producer` are done",
            "M1 went round its loop once",
        ],
    );
}

#[test]
fn whole_statements() {
    let source = "\
a = 0
b = 0
c = 0
buffer = Buffer(2)
other = Buffer(1)
def producer():
    buffer.put(produce())
    other.put(a + b)
    c = a + b + a + b
def main():
    a = 1
    b = 1
";
    let setup = Setup { granularity: Granularity::Operation, ..setup(1, 1) };
    check(
        source,
        setup,
        "P1 M1 P1 P1",
        &[
            "P1 read `buffer.tail = 0`. P1 wrote P1·1 into slot 0 of `buffer`. P1 moved `buffer.tail` to 1",
            "M1 set `a` to 1",
            "P1 wrote 1 into slot 0 of `other`. P1 moved `other.tail` to 0. P1 read `a = 1` …",
            "P1 set `c` to 2. P1 read `a = 1`. P1 read `b = 0` …. P1 is done",
        ],
    );
}

#[test]
fn exceptions() {
    let source = "\
xs = []
lock = Lock()
def producer():
    try:
        lock.release()
    except RuntimeError:
        pass
    x = 1 // len(xs)
def consumer():
    with lock:
        xs.pop(0)
def main():
    try:
        xs.append(1)
        raise Stop
    except Stop:
        pass
    if xs[0] == 1:
        raise Full
";
    check(
        source,
        setup(1, 1),
        "P1 P1 C1 C1 M1 M1",
        &[
            "P1 gave `lock` back, which nobody held: `RuntimeError`",
            "P1 looked at `xs`: it is empty. P1 divided by zero: `ZeroDivisionError`, and nothing caught it",
            "C1 took `lock`",
            "C1 took from the empty list `xs`: `IndexError`, and nothing caught it",
            "M1 appended 1 to `xs`; now 1",
            "M1 read `xs[0] = 1`. M1 raised an exception: `Full`, and nothing caught it",
        ],
    );
}
