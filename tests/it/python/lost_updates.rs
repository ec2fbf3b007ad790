//! A write of something that was made of an older value loses the write that came in between; and what is none.

use super::verdict;

/// Two threads that run this with `x` at 0, and `main` which waits for both.
fn two(body: &str) -> String {
    let body: String = body.lines().map(|line| format!("    {line}\n")).collect();
    format!(
        "import threading\n\nlock = threading.Lock()\nx = 0\nboxes = [0, 0]\n\n\n\
        def work(me):\n    global x\n{body}\n\n\
        threads = [threading.Thread(target=work, args=(n,)) for n in range(2)]\n\
        for t in threads:\n    t.start()\nfor t in threads:\n    t.join()\nprint(x, boxes)\n"
    )
}

#[test]
fn what_is_made_of_an_older_value_is_lost() {
    for body in [
        "x += 1",
        "x = x + 1",
        "x = 2 * (x - 1)",
        "x = max(x, 0) + 1",
        "x = min(9, x) + 1",
        "old = x\nx = old + 1",
        "old = x\nnew = old\nif me > 0:\n    new = old + 1\nx = new",
        "for i in range(2):\n    x += 1",
        "with lock:\n    old = x\nwith lock:\n    x = old + 1",
        "boxes[0] += 1",
        "boxes[0] = boxes[0] + boxes[1]",
    ] {
        let text = two(body);
        assert_eq!(verdict(&text), "lost-update", "{text}");
    }
}

#[test]
fn what_is_kept_together_or_made_of_something_else_is_not() {
    for body in [
        "with lock:\n    x += 1",
        "with lock:\n    old = x\n    x = old + 1",
        "x = me",
        "boxes[me] += 1",
        // What depends on it through a condition alone is not judged.
        "if x == 0:\n    x = 1",
        "old = x\nold = 5\nx = old",
        // On one way only is it made of what was read.
        "old = x\nnew = 0\nif old > 5:\n    new = old + 1\nx = new",
    ] {
        let text = two(body);
        assert_eq!(verdict(&text), "safe", "{text}");
    }
}
