//! Objects and their operations, by one thread and by several.

use super::{check, check_main, verdict};
use interleave::notation::Setup;

#[test]
fn semaphores_answer_to_all_their_names() {
    for (take, give) in [("wait", "signal"), ("acquire", "release"), ("P", "V"), ("down", "up")] {
        let body = format!("s.{take}()\nassert s.value == 0\ns.{give}()\nassert s.value == 1");
        check_main("s = Semaphore(1)", &body, "safe");
        check_main("s = BoundedSemaphore(1)", &body, "safe");
        check_main("s = Semaphore(0)", &format!("s.{take}()"), "deadlock");
    }
}

#[test]
fn a_lock_is_free_or_held_and_anybody_may_release_it() {
    check_main("l = Lock()", "l.acquire()\nassert l.locked()\nl.release()", "safe");
    check_main("l = Lock()", "l.acquire()\nl.acquire()", "deadlock");
    check(
        "l = Lock()\n\ndef one():\n    l.acquire()\n    l.acquire()\n\ndef two():\n    while not l.locked():\n        pass\n    l.release()\n",
        "safe",
    );
}

#[test]
fn time_outs_may_happen_and_say_so() {
    for (declaration, call) in
        [("s = Semaphore(0)", "s.wait(timeout=10)"), ("s = Event()", "s.wait(timeout=10)")]
    {
        let body = format!("got = {call}\nassert not got");
        check_main(declaration, &body, "safe");
    }
    check_main("l = Lock()", "l.acquire()\nassert not l.acquire(timeout=5)", "safe");
    check_main(
        "q = Queue(1)",
        "q.put(1, timeout=5)\ntry:\n    q.put(2, timeout=5)\n    assert False\nexcept Full:\n    pass",
        "safe",
    );
    check_main(
        "q = Queue(1)",
        "try:\n    q.get(timeout=5)\n    assert False\nexcept Empty:\n    pass",
        "safe",
    );
    check_main(
        "c = Condition()",
        "with c:\n    assert not c.wait(timeout=5)\n    assert not c.wait_for(lambda: False, timeout=5)\n    assert c.wait_for(lambda: True)",
        "safe",
    );
    check_main("a = Atomic(0)", "assert not a.wait(0, timeout=5)\nassert a.wait(1)", "safe");
    // Where it is there in time, it may be got or missed.
    let text = "s = Semaphore(0)\n\ndef one():\n    got = s.wait(timeout=10)\n    assert got\n\ndef two():\n    s.signal()\n";
    check(text, "assertion");
}

#[test]
fn an_acquire_may_be_told_not_to_wait() {
    for maker in ["Lock()", "RLock()", "Semaphore(1)", "BoundedSemaphore(1)", "Condition()"] {
        for call in ["acquire(blocking=False)", "acquire(False)", "acquire(timeout=0)"] {
            // Where it is free it is got, at once and surely.
            check_main(&format!("l = {maker}"), &format!("assert l.{call}\nl.release()"), "safe");
        }
        for call in ["acquire(True)", "acquire(True, -1)", "acquire(blocking=True, timeout=-1)"] {
            check_main(&format!("l = {maker}"), &format!("assert l.{call}\nl.release()"), "safe");
        }
    }
    for call in ["acquire(blocking=False)", "acquire(False)", "acquire(True, 5)"] {
        check_main("l = Lock()", &format!("l.acquire()\nassert not l.{call}"), "safe");
        check_main("l = Semaphore(0)", &format!("assert not l.{call}"), "safe");
    }
    for call in ["acquire(True)", "acquire(timeout=-1)", "acquire(True, -1)"] {
        check_main("l = Lock()", &format!("l.acquire()\nl.{call}"), "deadlock");
    }
    // Whether somebody else has it is a matter of luck.
    let text = "l = Lock()\n\ndef one():\n    l.acquire()\n    l.release()\n\ndef two():\n    assert l.acquire(False)\n    l.release()\n";
    check(text, "assertion");
    for (call, said) in [
        ("acquire(x)", "NotConstant"),
        ("acquire(False, 5)", "WrongArguments"),
        ("acquire(True, 5, 6)", "WrongArguments"),
        ("acquire(block=False)", "UnknownArgument"),
    ] {
        let text = format!("l = Lock()\nx = 1\n\ndef main():\n    l.{call}\n");
        let (problems, _) = interleave::notation::read(&text, &Setup::default()).unwrap_err();
        assert!(format!("{problems:?}").contains(said), "{call}: {problems:?}");
    }
}

#[test]
fn a_queue_may_be_told_not_to_wait() {
    for put in ["put(2, block=False)", "put(2, False)", "put(2, True, 5)", "put(2, timeout=0)"] {
        let body = format!(
            "q.put(1, block=True)\ntry:\n    q.{put}\n    assert False\nexcept Full:\n    pass"
        );
        check_main("q = Queue(1)", &body, "safe");
    }
    for get in ["get(block=False)", "get(False)", "get(True, 5)", "get(block=True, timeout=5)"] {
        let body = format!(
            "try:\n    q.{get}\n    assert False\nexcept Empty:\n    q.put(3)\nassert q.{get} == 3"
        );
        check_main("q = Queue(1)", &body, "safe");
    }
    for get in ["get(True)", "get(timeout=None)", "get(True, None)"] {
        check_main("q = Queue(1)", &format!("q.{get}"), "deadlock");
    }
    for (call, said) in [
        ("put()", "WrongArguments"),
        ("put(1, x)", "NotConstant"),
        ("put(1, False, 5)", "WrongArguments"),
        ("get(blocking=False)", "UnknownArgument"),
    ] {
        let text = format!("q = Queue()\nx = 1\n\ndef main():\n    q.{call}\n");
        let (problems, _) = interleave::notation::read(&text, &Setup::default()).unwrap_err();
        assert!(format!("{problems:?}").contains(said), "{call}: {problems:?}");
    }
}

#[test]
fn conditions_are_mesa_s() {
    // Between the wake-up and the lock somebody else may come first.
    let waits = |look: &str| {
        format!(
            "full = False\nc = Condition()\n\n\
             def consumer():\n    with c:\n        {look} not full:\n            c.wait()\n        \
             assert full\n        full = False\n\n\
             def fill():\n    with c:\n        full = True\n        c.notify()\n"
        )
    };
    let setup = |consumers| Setup { consumers, ..Setup::default() };
    assert_eq!(verdict(&waits("while"), &setup(1)), "safe");
    assert_eq!(verdict(&waits("if"), &setup(1)), "safe");
    assert_eq!(verdict(&waits("if"), &setup(2)), "assertion");
    // `if` also trusts a wake-up that nobody meant.
    let spurious = Setup { spurious_wakes: true, ..setup(1) };
    assert_eq!(verdict(&waits("if"), &spurious), "assertion");
    assert_eq!(verdict(&waits("while"), &spurious), "safe");
}

#[test]
fn notify_wakes_as_many_as_it_says_and_nobody_who_comes_later() {
    let text = |call: &str| {
        format!(
            "c = Condition()\nwaiting = 0\n\n\
             def consumer():\n    with c:\n        waiting += 1\n        c.wait()\n\n\
             def main():\n    while waiting < 2:\n        pass\n    with c:\n        {call}\n    join(consumer)\n"
        )
    };
    let setup = Setup { consumers: 2, ..Setup::default() };
    assert_eq!(verdict(&text("c.notify_all()"), &setup), "safe");
    assert_eq!(verdict(&text("c.notify(2)"), &setup), "safe");
    assert_eq!(verdict(&text("c.notify()"), &setup), "deadlock");
    let early = "c = Condition()\n\ndef consumer():\n    with c:\n        c.wait()\n\ndef main():\n    with c:\n        c.notify()\n    join(consumer)\n";
    check(early, "deadlock");
    check_main("c = Condition(strict=False)", "c.notify()", "safe");
}

#[test]
fn an_event_that_is_set_and_cleared_in_between_is_missed() {
    let text = |end: &str| {
        format!(
            "e = Event()\n\ndef consumer():\n    e.wait()\n\ndef main():\n    e.set()\n{end}    join(consumer)\n"
        )
    };
    check(&text(""), "safe");
    check(&text("    e.clear()\n"), "deadlock");
    check_main(
        "e = Event()",
        "assert not e.is_set()\ne.set()\nassert e.is_set()\ne.clear()\nassert not e.is_set()",
        "safe",
    );
}

#[test]
fn containers_keep_their_order() {
    check_main(
        "l = []",
        "l.append(1)\nl.append(2)\nl.append(3)\nassert len(l) == 3\nassert l[0] == 1 and l[-1] == 3\nassert l.pop(0) == 1\nassert l.pop() == 3\nassert l\nl.pop()\nassert not l",
        "safe",
    );
    check_main("l = []", "l.append(1)\nl[0] = 7\nassert l.pop() == 7", "safe");
    check_main(
        "q = Queue(2)",
        "assert q.empty()\nq.put(1)\nq.put(2)\nassert q.full() and q.qsize() == 2\nassert q.get() == 1\nassert q.get() == 2",
        "safe",
    );
    check_main("q = Queue(1)", "q.put(1)\nq.put(2)", "deadlock");
    check_main(
        "q = PriorityQueue()",
        "q.put(3)\nq.put(1)\nq.put(2)\nassert q.get() == 1\nassert q.get() == 2\nassert q.get() == 3\nassert not q.full()",
        "safe",
    );
    check_main(
        "a = Array(3)",
        "assert len(a) == 3 and a[1] == 0\na[1] = 5\na[-1] += 2\nassert a[1] == 5 and a[2] == 2",
        "safe",
    );
}

#[test]
fn atomics_change_in_one_go() {
    check_main(
        "a = Atomic(5)",
        "assert a.add(2) == 5\nassert a.sub(1) == 7\nassert a.load() == 6\nassert a.swap(1) == 6\nassert a.cas(1, 2)\nassert not a.cas(1, 3)\nassert a.load() == 2\na.store(9)\nassert a.load() == 9",
        "safe",
    );
    let text = "n = Atomic(0)\n\ndef consumer():\n    n.add(1)\n\ndef main():\n    join(consumer)\n    assert n.load() == 2\n";
    let setup = Setup { consumers: 2, ..Setup::default() };
    assert_eq!(verdict(text, &setup), "safe");
    let plain =
        text.replace("Atomic(0)", "0").replace("n.add(1)", "n += 1").replace("n.load()", "n");
    assert_eq!(verdict(&plain, &setup), "assertion");
    // A wait that compares does not miss a change; one that sleeps all the same does.
    let sleeps = |seen: &str| {
        format!(
            "a = Atomic(0)\n\ndef one():\n    a.wait({seen})\n\ndef two():\n    a.store(1)\n    a.notify()\n"
        )
    };
    check(&sleeps("0"), "safe");
    check(
        "a = Atomic(0)\nb = Atomic(0)\n\ndef one():\n    if a.load() == 0:\n        b.wait(0)\n\ndef two():\n    a.store(1)\n    b.notify()\n",
        "deadlock",
    );
}

#[test]
fn channels_end_when_their_ends_are_gone() {
    let text = |body: &str| {
        format!(
            "tx, rx = channel()\n\ndef producer():\n    while True:\n        tx.send(produce())\n\ndef consumer():\n{body}"
        )
    };
    check(&text("    for item in rx:\n        consume(item)\n"), "safe");
    check(&text("    while True:\n        consume(rx.recv())\n"), "exception");
    check(&text("    consume(rx.recv())\n    drop(rx)\n"), "exception");
    check(
        "tx, rx = channel()\n\ndef producer():\n    tx.send(1)\n    drop(tx)\n    try:\n        tx.send(2)\n        assert False\n    except SendError:\n        pass\n\ndef consumer():\n    assert rx.recv() == 1\n    try:\n        rx.recv()\n    except RecvError:\n        pass\n",
        "safe",
    );
    check(
        "tx, rx = channel()\n\ndef producer():\n    second = tx.clone()\n    drop(tx)\n    second.send(1)\n\ndef consumer():\n    n = 0\n    for x in rx:\n        n += x\n    assert n == 1\n",
        "safe",
    );
    check(
        "tx, rx = sync_channel(1)\n\ndef main():\n    tx.send(1)\n    assert not tx.send(2, timeout=1)\n    assert rx.recv() == 1\n",
        "safe",
    );
    // A rendezvous needs both.
    check("tx, rx = sync_channel(0)\n\ndef main():\n    tx.send(1)\n    rx.recv()\n", "deadlock");
    check(
        "met = False\ntx, rx = sync_channel(0)\n\ndef one():\n    tx.send(7)\n    met = True\n\ndef two():\n    assert not met\n    assert rx.recv() == 7\n",
        "safe",
    );
}

#[test]
fn join_waits_for_all_of_a_role() {
    let text = "done = Atomic(0)\n\ndef consumer():\n    done.add(1)\n\ndef main():\n    join(consumer)\n    assert done.load() == consumers\n";
    let setup = Setup { consumers: 2, ..Setup::default() };
    assert_eq!(verdict(text, &setup), "safe");
    check(
        "s = Semaphore(0)\n\ndef consumer():\n    s.wait()\n\ndef main():\n    join(consumer)\n",
        "deadlock",
    );
    check(
        "s = Semaphore(0)\n\ndef consumer():\n    s.wait()\n\ndef main():\n    join(consumer, timeout=5)\n",
        "safe",
    );
}
