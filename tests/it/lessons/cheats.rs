//! Answers that look right and do not do what was asked. The links that carry them are made as the page makes them, so only
//! the judge stands between them and a mark.

use interleave::lesson::{Answer, Filled, find};
use interleave::session::lesson::{Judgement, judge};

/// Why the judge refuses an answer; `right` if it does not.
fn refused(challenge: &str, answer: Answer) -> &'static str {
    let challenge = find(challenge).expect("there is such a challenge");
    match judge(challenge, 0, &answer) {
        Judgement::Right(_) => "right",
        Judgement::Wrong(why) => why.name(),
    }
}

fn text(challenge: &str, text: &str) -> &'static str {
    refused(challenge, Answer::Text(text.to_owned()))
}

fn source(challenge: &str) -> String {
    let challenge = find(challenge).expect("there is such a challenge");
    challenge.source(&interleave::lesson::Variant::default())
}

#[test]
fn a_thread_named_twice_is_not_two() {
    let permits = |waiting: &[&str]| {
        let names = waiting.iter().map(|&it| it.to_owned()).collect();
        let filled = vec![Filled::Number(1), Filled::Number(0), Filled::Threads(names)];
        refused("permits", Answer::State(filled))
    };
    assert_eq!(permits(&["P1", "P2"]), "right");
    assert_eq!(permits(&["P2", "P1"]), "right");
    assert_eq!(permits(&["P1", "P1"]), "blanks");
    assert_eq!(permits(&["P1"]), "blanks");
    assert_eq!(permits(&["P1", "P2", "P2"]), "blanks");
}

#[test]
fn lines_that_nobody_runs_are_not_kept() {
    let tickets = "\
tickets = 1
sold = 0
desk = Lock()

def east():
    global tickets, sold
    if False:
        if tickets > 0:
            tickets -= 1
    sold += 1

def west():
    pass

def main():
    join(east)
    join(west)
    assert sold == 1
";
    assert_eq!(text("tickets", tickets), "line-not-run");
    let meals = "\
meals = 2

def anna():
    global meals
    if meals == 9:
        meals += 1

def ben():
    pass

def main():
    join(anna)
    join(ben)
    assert meals == 2
";
    assert_eq!(text("one-order", meals), "line-not-run");
    let uncalled = source("count-what-passes").replace(
        "        self.pushed += 1\n",
        "\n    def count(self):\n        self.pushed += 1\n",
    );
    assert_eq!(text("count-what-passes", &uncalled), "line-not-run");
}

#[test]
fn another_thread_does_not_do_the_work() {
    let by_one = |buffer: &str, lock: &str, item: &str| {
        format!(
            "buffer = []\n{lock}\n\ndef producer():\n    while True:\n        {buffer}\n            {item} = produce()\n            \
             buffer.append({item})\n            {item} = buffer.pop(0)\n            consume({item})\n\ndef consumer():\n    pass\n"
        )
    };
    let waiting_room = by_one("with lock:", "lock = Lock()", "item");
    assert_eq!(text("if-or-while", &waiting_room), "does-not-work");
    let puzzle = by_one("with mutex:", "mutex = Lock()", "event");
    assert_eq!(text("puzzle", &puzzle), "does-not-work");
}

#[test]
fn who_keeps_all_others_from_working_is_right_and_slow() {
    let greedy = "\
buffer = []
lock = Lock()

def producer():
    while True:
        item = produce()
        buffer.append(item)

def consumer():
    lock.acquire()
    while True:
        if len(buffer) > 0:
            item = buffer.pop(0)
            consume(item)
";
    let challenge = find("if-or-while").expect("there is such a challenge");
    let judgement = judge(challenge, 0, &Answer::Text(greedy.to_owned()));
    assert!(judgement.is_right() && !judgement.is_best(), "{judgement:?}");
}

#[test]
fn work_that_is_done_another_way_counts() {
    let with_desk = source("tickets")
        .replace(
            "    if tickets > 0:\n        tickets -= 1\n        sold += 1\n",
            "    with desk:\n        if tickets > 0:\n            tickets -= 1\n            sold += 1\n",
        );
    assert_eq!(text("tickets", &with_desk), "right");
    let at_every_turn = source("if-or-while")
        .replace("            if not buffer:\n", "            while len(buffer) == 0:\n");
    assert_eq!(text("if-or-while", &at_every_turn), "right");
    let counted_under_the_queue_s_back = source("count-what-passes")
        .replace("        self.pushed = 0\n", "        self.pushed = 0\n        self.door = threading.Lock()\n")
        .replace(
            "        self.queue.put(item)\n        self.pushed += 1\n",
            "        self.door.acquire()\n        self.queue.put(item)\n        self.pushed += 1\n        self.door.release()\n",
        );
    assert_eq!(text("count-what-passes", &counted_under_the_queue_s_back), "right");
}

#[test]
fn one_after_the_other_is_a_repair() {
    let in_turn = source("tickets").replace(
        "def west():\n    global tickets, sold\n",
        "def west():\n    global tickets, sold\n    join(east)\n",
    );
    assert_eq!(text("tickets", &in_turn), "right");
    let awaited =
        source("the-forgotten-await").replace("        save(page)", "        await save(page)");
    assert_eq!(text("the-forgotten-await", &awaited), "right");
}

#[test]
fn what_is_checked_in_the_end_is_not_set_before() {
    let set = source("tickets").replace(
        "def main():\n    join(east)\n    join(west)\n",
        "def main():\n    global sold\n    join(east)\n    join(west)\n    sold = 1\n",
    );
    assert_eq!(text("tickets", &set), "line-gone");
    let caught = source("one-order").replace(
        "    join(ben)\n    assert meals == 2\n",
        "    join(ben)\n    try:\n        assert meals == 2\n    except:\n        pass\n",
    );
    assert_eq!(text("one-order", &caught), "line-gone");
    let smaller =
        source("get-then-join").replace("SIZE = 100_000\n", "SIZE = 100_000\nSIZE = 10\n");
    assert_eq!(text("get-then-join", &smaller), "does-not-work");
}
