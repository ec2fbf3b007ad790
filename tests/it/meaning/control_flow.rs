//! Statements, expressions and exceptions: what a thread does by itself.

use super::{check, check_main};

#[test]
fn expressions_mean_what_they_mean_in_python() {
    for holds in [
        "7 // 2 == 3 and -7 // 2 == -4 and 7 % -2 == -1",
        "2 + 3 * 4 == 14 and (2 + 3) * 4 == 20 and -2 - 3 == -5",
        "1 < 2 and 2 <= 2 and 3 > 2 and 2 >= 2 and 1 != 2",
        "not 1 == 2 and not (1 > 2)",
        "True and not False and None is None and not (1 is None)",
        "(0 or 5) == 5 and (3 and 4) == 4 and (0 and 1 // 0) == 0",
        "1 or 1 // 0",
        "capacity == 1 and items == 2 and producers == 1 and consumers == 1",
    ] {
        check_main("", &format!("assert {holds}"), "safe");
        check_main("", &format!("assert not ({holds})"), "assertion");
    }
}

#[test]
fn what_cannot_be_worked_out_raises() {
    for (body, name) in [
        ("x = 1 // 0", "ZeroDivisionError"),
        ("x = 1 % 0", "ZeroDivisionError"),
        ("x = 9223372036854775807 + 1", "OverflowError"),
        ("x = None + 1", "TypeError"),
        ("if False:\n    y = 1\nx = y", "NameError"),
        ("x = grid[2]", "IndexError"),
        ("x = grid[-3]", "IndexError"),
        ("grid[2] = 1", "IndexError"),
        ("x = grid[None]", "TypeError"),
        ("x = empty.pop()", "IndexError"),
        ("x = empty[0]", "IndexError"),
        ("bounded.release()", "ValueError"),
        ("free.release()", "RuntimeError"),
        ("changed.notify()", "RuntimeError"),
        ("changed.wait()", "RuntimeError"),
    ] {
        let declarations = "grid = Array(2)\nempty = []\nbounded = BoundedSemaphore(1)\n\
                            free = Lock()\nchanged = Condition()";
        check_main(declarations, body, "exception");
        let indented = body.replace('\n', "\n    ");
        let caught = |name: &str| {
            format!(
                "caught = 0\ntry:\n    {indented}\nexcept {name}:\n    caught = 1\nassert caught == 1"
            )
        };
        check_main(declarations, &caught(name), "safe");
        check_main(declarations, &caught("Exception"), "safe");
        check_main(declarations, &caught("KeyError"), "exception");
    }
}

#[test]
fn loops_go_round_as_often_as_they_say() {
    for (body, result) in [
        ("for i in range(4):\n    n += i", 6),
        ("for i in range(2, 5):\n    n += i", 9),
        ("for i in range(0):\n    n = 1", 0),
        ("while n < 5:\n    n += 1", 5),
        ("while True:\n    n += 1\n    if n == 3:\n        break", 3),
        ("for i in range(6):\n    if i % 2 == 0:\n        continue\n    n += i", 9),
        (
            "for i in range(3):\n    for j in range(3):\n        if j == 2:\n            break\n        n += 1",
            6,
        ),
        ("end = 3\nfor i in range(end):\n    end = 1\n    n += 1", 3),
        ("if n == 1:\n    n = 10\nelif n == 0:\n    n = 20\nelse:\n    n = 30", 20),
        ("if n:\n    n = 10\nelse:\n    n = 30", 30),
    ] {
        let own = format!("n = 0\n{body}\nassert n == {result}");
        check_main("", &own, "safe");
        let shared = format!("{body}\nassert n == {result}");
        check_main("n = 0", &shared, "safe");
    }
}

#[test]
fn finally_is_done_once_on_every_way_out() {
    for (body, trace) in [
        ("try:\n    n += 1\nfinally:\n    n += 10", 11),
        (
            "try:\n    try:\n        raise Stop\n    finally:\n        n += 10\nexcept Stop:\n    n += 100",
            110,
        ),
        ("for i in range(3):\n    try:\n        break\n    finally:\n        n += 10", 10),
        ("for i in range(3):\n    try:\n        continue\n    finally:\n        n += 10", 30),
        ("leave()", 10),
        ("try:\n    raise Stop\nexcept Stop:\n    n += 1\nfinally:\n    n += 10", 11),
        (
            "try:\n    try:\n        raise Stop\n    except KeyError:\n        n += 1\n    finally:\n        n += 10\nexcept Stop:\n    n += 100",
            110,
        ),
        (
            "try:\n    try:\n        n += 1\n    finally:\n        raise Stop\nexcept Stop:\n    n += 100",
            101,
        ),
        (
            "try:\n    try:\n        raise Stop\n    finally:\n        try:\n            raise Other\n        except Other:\n            n += 10\nexcept Stop:\n    n += 100",
            110,
        ),
        ("nested()", 1110),
    ] {
        let text = format!(
            "n = 0\n\n\
             def leave():\n    try:\n        return\n    finally:\n        n += 10\n\n\
             def nested():\n    try:\n        try:\n            return\n        finally:\n            n += 10\n            try:\n                raise Stop\n            except Stop:\n                n += 100\n    finally:\n        n += 1000\n\n\
             def main():\n    leave_once = 0\n    {}\n    assert n == {trace}\n\n\
             def other():\n    if False:\n        leave()\n        nested()\n",
            body.replace('\n', "\n    ")
        );
        check(&text, "safe");
    }
}

#[test]
fn a_handler_catches_what_it_names_and_nothing_else() {
    for (body, expected) in [
        ("try:\n    raise A\nexcept A:\n    pass", "safe"),
        ("try:\n    raise A\nexcept KeyError:\n    pass", "exception"),
        ("try:\n    raise A\nexcept (KeyError, A):\n    pass", "safe"),
        ("try:\n    raise A\nexcept KeyError:\n    pass\nexcept:\n    pass", "safe"),
        ("try:\n    assert False\nexcept:\n    pass", "assertion"),
        ("try:\n    assert False\nexcept AssertionError:\n    pass", "safe"),
        ("try:\n    raise A\nexcept A:\n    raise B", "exception"),
        (
            "try:\n    try:\n        raise A\n    except A:\n        raise\nexcept A:\n    pass",
            "safe",
        ),
        ("try:\n    raise A\nexcept A:\n    x = 1\nassert x == 1", "safe"),
        ("try:\n    x = 1\nexcept KeyError:\n    pass\nassert x == 1", "safe"),
    ] {
        check_main("", body, expected);
    }
}

#[test]
fn with_gives_back_on_every_way_out() {
    for body in [
        "with mutex:\n    pass",
        "try:\n    with mutex:\n        raise Stop\nexcept Stop:\n    pass",
        "for i in range(2):\n    with mutex:\n        break",
        "for i in range(2):\n    with mutex:\n        continue",
        "leave()",
        "with mutex, other:\n    pass",
        "with permits:\n    with changed:\n        pass",
    ] {
        let text = format!(
            "mutex = Lock()\nother = Lock()\npermits = Semaphore(1)\nchanged = Condition()\n\n\
             def leave():\n    with mutex:\n        return\n\n\
             def main():\n    {}\n    assert not mutex.locked()\n    assert not other.locked()\n    \
             assert permits.value == 1\n    changed.acquire()\n\n\
             def second():\n    if False:\n        leave()\n",
            body.replace('\n', "\n    ")
        );
        check(&text, "safe");
    }
    check_main("mutex = Lock()", "with mutex:\n    with mutex:\n        pass", "deadlock");
}

#[test]
fn functions_are_put_in_with_their_own_names() {
    check(
        "total = 0\n\n\
         def add(amount, times=1):\n    result = amount * times\n    total += result\n    return result\n\n\
         def outer(amount):\n    inner = add(amount, 2)\n    return inner + add(amount)\n\n\
         def main():\n    result = 100\n    assert outer(3) == 9\n    assert add(times=3, amount=1) == 3\n    \
         assert total == 12\n    assert result == 100\n",
        "safe",
    );
    // A variable of an earlier call is not there any more.
    check(
        "def odd(first):\n    if first:\n        kept = 1\n    return kept\n\n\
         def main():\n    assert odd(True) == 1\n    try:\n        odd(False)\n        assert False\n    \
         except NameError:\n        pass\n",
        "safe",
    );
    check(
        "left = Semaphore(0)\nright = Semaphore(0)\n\n\
         def pass_on(of, to):\n    of.wait()\n    to.signal()\n\n\
         def one():\n    pass_on(left, right)\n\ndef two():\n    left.signal()\n    right.wait()\n",
        "safe",
    );
}
