//! What stands out in a text: each kind with a program that deserves it, and those that look alike and do not.

use crate::command::interleave_with;
use interleave::notation::{LintKind, lint};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The kinds that are found, each with its line.
fn found(text: &str) -> Vec<(usize, LintKind)> {
    let line = |at: u32| 1 + text[..at as usize].matches('\n').count();
    lint(text).iter().map(|it| (line(it.span.start), it.kind)).collect()
}

const HEAD: &str = "import threading, time, queue\nfrom threading import Thread\n";

/// `f` as the target of two threads, started and joined.
const TWO: &str =
    "ts = [Thread(target=f) for _ in range(2)]\nfor t in ts: t.start()\nfor t in ts: t.join()\n";

fn cases() -> Vec<(LintKind, usize, String)> {
    use LintKind as It;
    let with_two = |body: &str| format!("{HEAD}{body}{TWO}");
    vec![
        (
            It::IfAroundWait,
            7,
            with_two(
                "c = threading.Condition()\nxs = []\ndef f():\n    with c:\n        if not xs:\n            c.wait()\n        print(xs.pop())\n",
            ),
        ),
        (
            It::EmptyThenGet,
            6,
            with_two(
                "q = queue.Queue()\ndef f():\n    while not q.empty():\n        print(q.get())\n",
            ),
        ),
        (
            It::EmptyThenGet,
            6,
            with_two(
                "q = queue.Queue()\ndef f():\n    if q.qsize() > 0:\n        print(q.get())\n",
            ),
        ),
        (
            It::StartWithoutJoin,
            7,
            format!(
                "{HEAD}n = 0\ndef f():\n    global n\n    n = 1\nThread(target=f).start()\nprint(n)\n"
            ),
        ),
        (
            It::AcquireWithoutWith,
            6,
            with_two(
                "l = threading.Lock()\nxs = []\ndef f():\n    l.acquire()\n    xs.pop()\n    l.release()\n",
            ),
        ),
        (
            It::AcquireWithoutWith,
            6,
            with_two(
                "l = threading.Lock()\nxs = []\ndef f():\n    l.acquire()\n    if not xs:\n        return\n    l.release()\n",
            ),
        ),
        (It::CounterWithoutLock, 6, with_two("n = 0\ndef f():\n    global n\n    n += 1\n")),
        (
            It::CounterWithoutLock,
            7,
            format!(
                "{HEAD}class A:\n    def __init__(self):\n        self.n = 0\n    def f(self):\n        self.n += 1\na = A()\nts = [Thread(target=a.f), Thread(target=a.f)]\nfor t in ts: t.start()\nfor t in ts: t.join()\n"
            ),
        ),
        (It::MissingGlobal, 5, with_two("n = 0\ndef f():\n    n += 1\n")),
        (
            It::MissingGlobal,
            8,
            format!(
                "{HEAD}on = True\ndef f():\n    while on:\n        time.sleep(1)\ndef stop():\n    on = False\nt = Thread(target=f)\nt.start()\nstop()\nt.join()\n"
            ),
        ),
        (
            It::TwoOrders,
            11,
            format!(
                "{HEAD}a = threading.Lock()\nb = threading.Lock()\ndef f():\n    with a:\n        with b:\n            pass\ndef g():\n    with b:\n        with a:\n            pass\nts = [Thread(target=f), Thread(target=g)]\nfor t in ts: t.start()\nfor t in ts: t.join()\n"
            ),
        ),
        (
            It::NotifyWithoutLock,
            5,
            with_two("c = threading.Condition()\ndef f():\n    c.notify_all()\n"),
        ),
        (
            It::OneSentinel,
            11,
            format!(
                "{HEAD}q = queue.Queue()\ndef f():\n    while True:\n        x = q.get()\n        if x is None:\n            break\nts = [Thread(target=f) for _ in range(2)]\nfor t in ts: t.start()\nq.put(None)\nfor t in ts: t.join()\n"
            ),
        ),
        (
            It::SleepForOrder,
            9,
            format!(
                "{HEAD}n = 0\ndef f():\n    global n\n    n = 1\nt = Thread(target=f)\nt.start()\ntime.sleep(1)\nprint(n)\nt.join()\n"
            ),
        ),
    ]
}

#[test]
fn what_deserves_it_is_found_at_its_line() {
    let mut kinds = BTreeSet::new();
    for (kind, line, text) in cases() {
        assert_eq!(found(&text), [(line, kind)], "{text}");
        kinds.insert(kind);
    }
    assert_eq!(kinds, LintKind::ALL.into_iter().collect());
}

#[test]
fn what_only_looks_alike_is_left_alone() {
    let with_two = |body: &str| format!("{HEAD}{body}{TWO}");
    let texts = [
        // Looked at again after the wait.
        with_two(
            "c = threading.Condition()\nxs = []\ndef f():\n    with c:\n        while not xs:\n            c.wait()\n        print(xs.pop())\n",
        ),
        with_two(
            "c = threading.Condition()\nxs = []\ndef f():\n    while True:\n        with c:\n            if xs:\n                return\n            if not xs:\n                c.wait()\n",
        ),
        // An event that is set stays so.
        with_two(
            "e = threading.Event()\ndef f():\n    if not e.is_set():\n        e.wait()\n    print(1)\n",
        ),
        // It does not wait.
        with_two(
            "q = queue.Queue()\ndef f():\n    while not q.empty():\n        try:\n            print(q.get_nowait())\n        except queue.Empty:\n            pass\n",
        ),
        with_two(
            "q = queue.Queue()\nr = queue.Queue()\ndef f():\n    if not q.empty():\n        print(r.get())\n",
        ),
        // Nothing is said after the start; or somebody waits.
        format!("{HEAD}def f():\n    print(1)\nThread(target=f).start()\n"),
        format!(
            "{HEAD}n = 0\ndone = threading.Event()\ndef f():\n    global n\n    n = 1\n    done.set()\nThread(target=f).start()\ndone.wait()\nprint(n)\n"
        ),
        // What stands in between cannot raise, or is given back in any case.
        with_two(
            "l = threading.Lock()\nxs = []\ndef f():\n    l.acquire()\n    xs.append(1)\n    print(len(xs))\n    l.release()\n",
        ),
        with_two(
            "l = threading.Lock()\nxs = []\ndef f():\n    l.acquire()\n    try:\n        xs.pop()\n    finally:\n        l.release()\n",
        ),
        // One alone takes, or each thread ends before the next begins, or each process has a memory of its own.
        format!(
            "{HEAD}q = queue.Queue()\nq.put(1)\ndef f():\n    while not q.empty():\n        print(q.get())\nt = Thread(target=f)\nt.start()\nt.join()\n"
        ),
        format!(
            "{HEAD}n = 0\ndef f():\n    global n\n    n += 1\nfor _ in range(2):\n    t = Thread(target=f)\n    t.start()\n    t.join()\n"
        ),
        "from concurrent.futures import ProcessPoolExecutor\nn = 0\ndef f():\n    global n\n    n += 1\nwith ProcessPoolExecutor(2) as ex:\n    a = ex.submit(f)\n    b = ex.submit(f)\n".to_owned(),
        // Under a lock, of one thread, or of each thread its own.
        with_two(
            "n = 0\nl = threading.Lock()\ndef f():\n    global n\n    with l:\n        n += 1\n",
        ),
        with_two(
            "n = 0\nl = threading.Lock()\ndef f():\n    global n\n    l.acquire()\n    n += 1\n    l.release()\n",
        ),
        format!(
            "{HEAD}n = 0\ndef f():\n    global n\n    n += 1\nt = Thread(target=f)\nt.start()\nt.join()\n"
        ),
        with_two("def f():\n    n = 0\n    n += 1\n"),
        with_two("own = threading.local()\ndef f():\n    own.n = 0\n    own.n += 1\n"),
        format!(
            "{HEAD}class A(Thread):\n    def __init__(self):\n        super().__init__()\n        self.n = 0\n    def run(self):\n        self.n += 1\nts = [A(), A()]\nfor t in ts: t.start()\nfor t in ts: t.join()\n"
        ),
        // A name of the function's own, and meant so.
        with_two("n = 0\ndef f():\n    n = 1\n    print(n)\n"),
        with_two("n = 0\ndef f(n=1):\n    n += 1\n"),
        with_two("n = 0\ndef f():\n    global n\n    n = 1\ndef g():\n    print(n)\n"),
        // In one order.
        format!(
            "{HEAD}a = threading.Lock()\nb = threading.Lock()\ndef f():\n    with a:\n        with b:\n            pass\ndef g():\n    with a, b:\n        pass\n    with b:\n        pass\nts = [Thread(target=f), Thread(target=g)]\nfor t in ts: t.start()\nfor t in ts: t.join()\n"
        ),
        // The lock is held, here or by who calls.
        with_two("c = threading.Condition()\ndef f():\n    with c:\n        c.notify_all()\n"),
        with_two(
            "l = threading.Lock()\nc = threading.Condition(l)\ndef f():\n    with l:\n        c.notify()\n",
        ),
        with_two(
            "c = threading.Condition()\ndef tell():\n    c.notify()\ndef f():\n    with c:\n        tell()\n",
        ),
        // One for each; or it is passed on.
        format!(
            "{HEAD}q = queue.Queue()\ndef f():\n    while True:\n        x = q.get()\n        if x is None:\n            break\nts = [Thread(target=f) for _ in range(2)]\nfor t in ts: t.start()\nfor _ in ts: q.put(None)\nfor t in ts: t.join()\n"
        ),
        format!(
            "{HEAD}q = queue.Queue()\ndef f():\n    while True:\n        x = q.get()\n        if x is None:\n            q.put(None)\n            break\nts = [Thread(target=f) for _ in range(2)]\nq.put(None)\nfor t in ts: t.start()\nfor t in ts: t.join()\n"
        ),
        format!(
            "{HEAD}q = queue.Queue()\ndef f():\n    while True:\n        x = q.get()\n        if x is None:\n            break\nt = Thread(target=f)\nt.start()\nq.put(None)\nt.join()\n"
        ),
        // A time to run, after which it is stopped.
        format!(
            "{HEAD}on = threading.Event()\non.set()\ndef f():\n    while on.is_set():\n        time.sleep(1)\nt = Thread(target=f)\nt.start()\ntime.sleep(3)\non.clear()\nt.join()\n"
        ),
    ];
    for text in texts {
        assert_eq!(found(&text), [], "{text}");
    }
}

/// What the checker knows of a finding: the schedule that shows it, or that it does no harm.
#[test]
fn a_finding_says_what_the_checker_knows() {
    let ask = |text: &str| -> Value {
        let done = interleave_with(&["lint", "-", "--json"], text.as_bytes());
        let answer: Value = serde_json::from_str(&done.out).expect("it is JSON");
        answer["findings"][0].clone()
    };
    let expected = [
        (LintKind::CounterWithoutLock, Some("lost-update")),
        (LintKind::TwoOrders, Some("deadlock")),
        (LintKind::OneSentinel, Some("deadlock")),
        (LintKind::NotifyWithoutLock, Some("exception")),
    ];
    for (kind, violation) in expected {
        let (.., text) = cases().into_iter().find(|it| it.0 == kind).expect("there is one");
        let finding = ask(&text);
        assert_eq!(finding["kind"], kind.name());
        assert_eq!(finding["shown_by"]["violation"].as_str(), violation, "{text}");
        let schedule = finding["shown_by"]["schedule"].as_str().expect("a schedule");
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{}.py", kind.name()));
        fs::write(&path, &text).expect("it can be written");
        let path = path.to_string_lossy();
        let replayed = interleave_with(&["replay", &path, schedule, "--json"], b"");
        let replayed: Value = serde_json::from_str(&replayed.out).expect("it is JSON");
        assert_eq!(replayed["violation"].as_str(), violation, "{text}");
    }
    // The line that is printed last can be another one.
    let (.., text) =
        cases().into_iter().find(|it| it.0 == LintKind::SleepForOrder).expect("there is one");
    let finding = ask(&text);
    assert!(["0", "1"].contains(&finding["shown_by"]["line"].as_str().expect("a line")));
    // Nobody else can take in between.
    let alone = format!(
        "{HEAD}q = queue.Queue()\nq.put(1)\nl = threading.Lock()\ndef f():\n    with l:\n        if not q.empty():\n            print(q.get())\n{TWO}"
    );
    let finding = ask(&alone);
    assert_eq!(finding["kind"], "empty-then-get");
    assert_eq!(
        (finding["is_harmless"].as_bool(), finding["shown_by"].is_null()),
        (Some(true), true)
    );
}

/// In these of the catalogue one thread alone asks whether a queue is empty, and takes: that is right.
#[test]
fn nothing_is_found_where_one_thread_alone_takes() {
    let done =
        interleave_with(&["lint", "worker-pool", "guide-exceptions-repaired", "--json"], b"");
    let answers: Value = serde_json::from_str(&done.out).expect("it is JSON");
    let findings: Vec<&Value> = answers.as_array().expect("several").iter().collect();
    assert_eq!(findings.len(), 2);
    for answer in findings {
        assert_eq!(answer["findings"].as_array().map(Vec::len), Some(0), "{answer}");
    }
}

#[test]
fn both_languages_say_it_and_what_is_no_whole_program_is_refused() {
    let (.., text) = cases().remove(0);
    let english = interleave_with(&["lint", "-"], text.as_bytes());
    assert!(
        english.out.contains("-:7:9: if-around-wait: `if` around `c.wait()`"),
        "{}",
        english.out
    );
    let portuguese = interleave_with(&["lint", "-", "--language", "pt-BR"], text.as_bytes());
    assert!(portuguese.out.contains("`if` em volta de `c.wait()`"), "{}", portuguese.out);
    let roles = interleave_with(&["lint", "three-semaphores"], b"");
    assert!(roles.err.contains("only whole Python programs"), "{}", roles.err);
    let nothing = interleave_with(&["lint", "tests/it/python/13-rlock-account.py"], b"");
    assert!(nothing.out.contains("nothing stands out"), "{}", nothing.out);
}
