//! What is one step, at each granularity.

use super::{program, verdict};
use interleave::engine::{Advance, Run};
use interleave::notation::{Granularity, Setup};
use interleave::program::{Choice, ThreadId};
use std::sync::Arc;

/// The steps of `main`, alone, at the three granularities from coarse to fine.
fn check(declarations: &str, body: &str, expected: [usize; 3]) {
    let text = format!("{declarations}\n\ndef main():\n    {}\n", body.replace('\n', "\n    "));
    let counted = Granularity::ALL.map(|granularity| {
        let setup = Setup { granularity, capacity: 3, ..Setup::default() };
        let mut run = Run::new(Arc::new(program(&text, &setup)));
        while let Advance::Stepped(_) = run.advance(ThreadId(0), Choice::PLAIN) {}
        run.position()
    });
    assert_eq!(counted, expected, "{text}");
}

#[test]
fn the_table_of_steps_holds() {
    check("b = Buffer(capacity)", "b.put(1)", [1, 2, 3]);
    check("b = Buffer(capacity)", "b.put(1)\nx = b.get()", [2, 4, 6]);
    check("count = 0", "count += 1", [1, 1, 2]);
    check("count = 0", "count = 5", [1, 1, 1]);
    check("count = 0\nother = 0", "count = 1\nother = 2\nx = count + other", [3, 3, 4]);
    check(
        "count = 0\nother = 0",
        "count = 0\nif count == 0 and other == 0:\n    other = 1",
        [3, 3, 4],
    );
    check("count = 0", "count = 1\nif count == 0 or count == 1:\n    x = 1", [2, 2, 3]);
    check(
        "count = 0\nother = 0",
        "count = 0\nif count == 1 and other == 0:\n    other = 1",
        [2, 2, 2],
    );
    check("s = Semaphore(2)", "s.wait()\ns.signal()", [2, 2, 2]);
    check("c = Condition()", "with c:\n    c.notify()", [3, 3, 3]);
    check("tx, rx = channel()", "tx.send(1)\nx = rx.recv()", [4, 4, 4]);
}

#[test]
fn what_concerns_a_thread_alone_is_no_step() {
    check(
        "n = 0",
        "x = 1\ny = x + 2\nif y == 3:\n    x = 5\nfor i in range(1):\n    x += i\nn = x",
        [1, 1, 1],
    );
    check("LIMIT = 5\nn = 0", "n = LIMIT", [1, 1, 1]);
}

#[test]
fn a_loop_without_shared_access_costs_one_step_at_its_back_jump() {
    // The first time round goes with what came before, as the loop may be left then.
    check("n = 0", "n = 1\ni = 0\nwhile i < 4:\n    i += 1\nn = 2", [5, 5, 5]);
}

#[test]
fn a_consumer_that_takes_a_number_ends_at_the_head_of_its_loop() {
    let text = "q = Queue()\n\ndef producer():\n    while True:\n        q.put(produce())\n\n\
                def consumer():\n    while True:\n        x = q.get()\n        consume(x)\n        done += 1\n\n\
                done = 0\n\ndef main():\n    join(producer)\n    join(consumer)\n    assert done == 2\n";
    let text = text.replace("done = 0\n\ndef main", "def main").replacen(
        "q = Queue()",
        "q = Queue()\ndone = 0",
        1,
    );
    let setup = |takes| Setup { items: 3, takes, ..Setup::default() };
    assert_eq!(verdict(&text, &setup(2)), "safe");
    assert_eq!(verdict(&text, &setup(3)), "assertion");
    assert_eq!(verdict(&text, &setup(0)), "deadlock");
}

#[test]
fn a_missing_mutex_is_invisible_at_the_coarsest() {
    let text = "b = Buffer(2)\n\ndef producer():\n    b.put(produce())\n";
    for (granularity, expected) in
        Granularity::ALL.into_iter().zip(["safe", "overwrite", "overwrite"])
    {
        let setup = Setup { granularity, producers: 2, items: 1, ..Setup::default() };
        assert_eq!(verdict(text, &setup), expected, "{granularity:?}");
    }
}
