//! Barriers, as in CPython: who meets there, who breaks them, and who gets an exception.

use super::{check, check_main};

/// Two threads that run this after the declarations, which name a barrier `b`.
fn two(declarations: &str, body: &str) -> String {
    let body: String = body.lines().map(|line| format!("    {line}\n")).collect();
    format!("{declarations}\n\ndef one():\n{body}\ndef two():\n{body}")
}

#[test]
fn nobody_goes_on_before_all_have_come() {
    let text = two(
        "b = Barrier(2)\ncome = Atomic(0)",
        "come.add(1)\nb.wait()\nassert come.load() == 2\nassert not b.broken",
    );
    check(&text, "safe");
    check(&text.replace("    b.wait()\n", ""), "assertion");
    check(&text.replace("Barrier(2)", "Barrier(3)"), "deadlock");
    check(&text.replace("Barrier(2)", "Barrier(1)"), "assertion");
    check_main("b = Barrier(1)", "assert b.wait() == 0\nassert b.wait() == 0", "safe");
    check_main("b = Barrier(2)", "b.wait()", "deadlock");
}

#[test]
fn each_has_an_index_of_its_own_in_the_order_in_which_they_came() {
    let text = two(
        "b = Barrier(2)\nsum = Atomic(0)",
        "mine = b.wait()\nassert mine == 0 or mine == 1\nsum.add(mine)\nb.wait()\nassert sum.load() == 1",
    );
    check(&text, "safe");
    check(&text.replace("sum.load() == 1", "mine == 0"), "assertion");
    check(&text.replace("sum.load() == 1", "mine == 1"), "assertion");
}

#[test]
fn it_is_used_again_and_lets_nobody_in_before_all_have_left() {
    let text = two(
        "b = Barrier(2)\nround = Array(2)\nnumber = Atomic(0)",
        "own = number.add(1)\nfor turn in range(3):\n    round[own] = turn\n    b.wait()\n    assert round[1 - own] == turn\n    b.wait()",
    );
    check(&text, "safe");
    check(&text.replace("    assert", "    b.wait()\n        assert"), "safe");
    // With one meeting a round the other may be one ahead.
    let once = text.replace("== turn\n        b.wait()", "== turn");
    check(&once, "assertion");
}

#[test]
fn how_many_wait_is_none_once_all_have_come() {
    check(
        "b = Barrier(2)\n\ndef one():\n    b.wait()\n\ndef two():\n    while b.n_waiting == 0:\n        pass\n    assert b.n_waiting == 1\n    b.wait()\n    assert b.n_waiting == 0\n",
        "safe",
    );
}

#[test]
fn to_abort_it_wakes_who_waits_and_turns_away_who_comes() {
    let text = "b = Barrier(2)\n\ndef one():\n    try:\n        b.wait()\n        assert False\n    except BrokenBarrierError:\n        pass\n    assert b.broken\n\ndef two():\n    b.abort()\n    assert b.broken and b.n_waiting == 0\n";
    check(text, "safe");
    check(&text.replace("except BrokenBarrierError", "except RuntimeError"), "safe");
    check(&text.replace("except BrokenBarrierError", "except ValueError"), "exception");
    check(
        &text.replace("    b.abort()\n    assert b.broken and b.n_waiting == 0\n", "    pass\n"),
        "deadlock",
    );
    check_main("b = Barrier(2)", "b.abort()\nb.wait()", "exception");
}

#[test]
fn to_reset_it_wakes_who_waits_and_makes_it_as_new() {
    let text = "b = Barrier(2)\ngone = Event()\n\ndef one():\n    try:\n        b.wait()\n        assert False\n    except BrokenBarrierError:\n        gone.set()\n    assert not b.broken\n    b.wait()\n\ndef two():\n    while b.n_waiting == 0:\n        pass\n    b.reset()\n    gone.wait()\n    b.wait()\n";
    check(text, "safe");
    check(&text.replace("    b.reset()\n", ""), "deadlock");
    // Broken, it is as new again at once where nobody waits.
    check_main(
        "b = Barrier(1)",
        "b.abort()\nb.reset()\nassert not b.broken\nassert b.wait() == 0",
        "safe",
    );
}

#[test]
fn a_time_out_breaks_it_for_all() {
    check_main(
        "b = Barrier(2)",
        "try:\n    b.wait(timeout=5)\n    assert False\nexcept BrokenBarrierError:\n    assert b.broken\nassert b.n_waiting == 0",
        "safe",
    );
    let text = two(
        "b = Barrier(3)",
        "try:\n    b.wait(timeout=5)\n    assert False\nexcept BrokenBarrierError:\n    assert b.broken",
    );
    check(&text, "safe");
    // Whoever comes last does not wait, and so never gives up.
    check_main("b = Barrier(1)", "assert b.wait(timeout=0) == 0", "safe");
}

#[test]
fn who_comes_last_has_left_before_anybody_can_break_it() {
    let text = "b = Barrier(2)\n\ndef one():\n    try:\n        b.wait()\n    except BrokenBarrierError:\n        pass\n\ndef two():\n    if b.wait() == 1:\n        b.abort()\n";
    check(text, "safe");
    // But one that came before it can still be caught inside.
    let uncaught = "b = Barrier(2)\n\ndef one():\n    b.wait()\n\ndef two():\n    if b.wait() == 1:\n        b.abort()\n";
    check(uncaught, "exception");
}
