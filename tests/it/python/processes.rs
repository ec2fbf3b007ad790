//! Programs with processes, right and wrong, and what CPython does with each.

use super::{
    Came, are_refused_or_run_when_damaged, last_lines, program, refusals, run_for, verdict,
};
use interleave::notation::Refusal;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long a program is given that may hang. Those that end take a tenth of that.
const A_WHILE: Duration = Duration::from_millis(2500);

/// How long a program is given that surely ends.
const LONG_ENOUGH: Duration = Duration::from_secs(60);

const PROGRAMS: [(&str, &str, &str); 41] = [
    ("arguments-passed", "safe", "always"),
    ("array-and-lock", "safe", "always"),
    ("barrier", "safe", "always"),
    ("bounded-queue", "safe", "always"),
    ("condition", "safe", "always"),
    ("copies-as-they-stand", "safe", "always"),
    ("counter-copied", "safe", "always"),
    ("daemon-cut-off", "safe", "always"),
    ("empty-too-early", "stranded", "always"),
    ("executor-lists", "safe", "always"),
    ("exit-codes", "exception", "always"),
    ("exits", "safe", "always"),
    ("instance-of-its-own", "safe", "always"),
    ("joinable-daemons", "safe", "always"),
    ("large-and-read", "safe", "always"),
    ("lists-are-copies", "safe", "always"),
    ("lock-held-at-start", "deadlock", "never"),
    ("lock-held-beside", "deadlock", "sometimes"),
    ("lock-of-threads", "lost-update", "always"),
    ("locked-array", "safe", "always"),
    ("manager-dict", "lost-update", "always"),
    ("manager-list", "safe", "always"),
    ("message-that-fits", "safe", "always"),
    ("message-too-large", "deadlock", "never"),
    ("numbers-of-processes", "safe", "always"),
    ("one-sentinel", "deadlock", "never"),
    ("order-of-two", "safe", "always"),
    ("pipe-both-ways", "safe", "always"),
    ("pipe-one-way", "safe", "always"),
    ("pool-exception", "safe", "always"),
    ("pool-initializer", "safe", "always"),
    ("pool-squares", "safe", "always"),
    ("pool-starmap", "safe", "always"),
    ("queue-of-threads", "deadlock", "never"),
    ("queue-sum", "safe", "always"),
    ("raised-by-locks", "safe", "always"),
    ("subclass", "safe", "always"),
    ("tasks-and-results", "safe", "always"),
    ("two-locks", "deadlock", "sometimes"),
    ("value-lost", "lost-update", "always"),
    ("value-with-its-lock", "safe", "always"),
];

fn path_of(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/python/processes");
    folder.join(format!("{name}.py"))
}

fn text_of(name: &str) -> String {
    fs::read_to_string(path_of(name)).expect("it is there")
}

#[test]
fn every_program_gets_its_verdict_and_its_end() {
    let mut wrong = Vec::new();
    for (name, expected, ends) in PROGRAMS {
        let text = text_of(name);
        let found = verdict(&text);
        let (found_ends, lines) = last_lines(&text);
        if found != expected || found_ends != ends || lines.is_empty() != (ends == "never") {
            wrong.push(format!("{name}: {found}, {found_ends}: {lines:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// What CPython prints last is among the lines that are found, and it hangs only where that is found.
#[test]
fn cpython_does_what_is_found() {
    let mut wrong = Vec::new();
    for (name, _, ends) in PROGRAMS {
        let limit = if ends == "always" { LONG_ENOUGH } else { A_WHILE };
        let Some(came) = run_for(&path_of(name), limit) else { return };
        match came {
            Came::Hung if ends == "always" => wrong.push(format!("{name} hangs")),
            Came::Hung => {}
            Came::Ended(said) if ends == "never" => {
                wrong.push(format!("{name} ends: {}", said.out));
            }
            Came::Ended(said) => {
                let (_, lines) = last_lines(&text_of(name));
                let line = said.last_line();
                if !lines.iter().any(|it| it == line) {
                    wrong.push(format!("{name}: {line:?} is none of {lines:?}; {}", said.error));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// What is changed in a process stays there; which of two comes first through a queue is open, even where the one was put
/// before the other.
#[test]
fn what_can_be_printed_last() {
    let expected: [(&str, &[&str]); 10] = [
        ("copies-as-they-stand", &["[2, 0, 1, 1, 0] True"]),
        ("counter-copied", &["parent: 0 []"]),
        ("exits", &["[0, 3, 6, 0]"]),
        ("manager-dict", &["2", "3", "4"]),
        (
            "raised-by-locks",
            &["['join', 'start', 'lock', 'rlock', 'notify', 'wait', 'all', 'crelease', 'bounded']"],
        ),
        ("order-of-two", &["got first second", "got second first"]),
        ("value-lost", &["2", "3", "4"]),
        ("empty-too-early", &["did 0", "did 1", "did 2"]),
        ("exit-codes", &["[1, 3, 0] Process-1 False"]),
        ("lists-are-copies", &["[1, 2, 3, 5]"]),
    ];
    for (name, lines) in expected {
        assert_eq!(last_lines(&text_of(name)).1, lines, "{name}");
    }
}

/// A message of 65,000 bytes fits into the pipe, one of 66,000 does not. Of what lies between, and of many that fill it
/// together, nothing is said.
#[test]
fn how_much_fits_into_a_pipe() {
    let text = |bytes: usize, count: usize| {
        format!(
            "from multiprocessing import Process, Queue\ndef work(q):\n    \
             for i in range({count}):\n        q.put('x' * {bytes})\nq = Queue()\n\
             p = Process(target=work, args=(q,))\np.start()\np.join()\nprint('end')\n"
        )
    };
    let ends = |bytes, count| last_lines(&text(bytes, count)).0;
    assert_eq!(ends(65_000, 1), "always");
    assert_eq!(ends(66_000, 1), "never");
    assert_eq!(ends(900, 8), "always");
    assert_eq!(ends(8_000, 3), "always");
    assert_eq!(refusals(&text(65_530, 1)), [(4, Refusal::PipeRoom)]);
    assert_eq!(refusals(&text(30_000, 3)), [(4, Refusal::PipeRoom)]);
    // Many small ones: what is searched says nothing of all of them.
    assert_eq!(verdict(&text(10, 100)), "undecided");
}

/// What cannot be run, each text with its line and reason.
#[test]
fn what_processes_cannot_do_here_is_refused_with_its_line() {
    use Refusal as It;
    let head = "import multiprocessing as mp\nimport threading\ndef f(x=0):\n    return x\n";
    let cases: [(&str, &[(usize, It)]); 27] = [
        ("p = mp.Process(target=f)\np.start()\np.terminate()\n", &[(7, It::Terminated)]),
        ("mp.set_start_method('spawn')\nmp.Process(target=f).start()\n", &[(5, It::StartMethod)]),
        ("mp.get_context('forkserver')\nmp.Process(target=f).start()\n", &[(5, It::StartMethod)]),
        ("with mp.Pool(2) as p:\n    p.apply_async(f, (1,))\n", &[(5, It::Terminated); 1]),
        ("with mp.Pool(2) as p:\n    p.map(lambda x: x, [1])\n", &[(6, It::NotSent)]),
        ("q = mp.Queue()\nwith mp.Pool(2) as p:\n    p.map(f, [q])\n", &[(7, It::NotSent)]),
        (
            "q = mp.Queue()\np = mp.Process(target=f)\np.start()\nq.put(object())\n",
            &[(8, It::NotSent)],
        ),
        (
            "q = mp.Queue()\np = mp.Process(target=f)\np.start()\nq.qsize()\n",
            &[(8, It::NoAttribute)],
        ),
        (
            "def g():\n    mp.Lock()\np = mp.Process(target=g)\np.start()\n",
            &[(6, It::MadeInThread)],
        ),
        (
            "def g():\n    mp.Process(target=f).start()\np = mp.Process(target=g)\np.start()\n",
            &[(6, It::StartInThread)],
        ),
        (
            "d = mp.Process(target=f, daemon=True)\np = mp.Process(target=f)\nd.start()\np.start()\n",
            &[(8, It::DaemonProcess)],
        ),
        (
            "a, b = mp.Pipe()\ndef g():\n    b.send(1)\np = mp.Process(target=g)\np.start()\n\
             b.close()\na.recv()\n",
            &[(10, It::PipeEnd)],
        ),
        (
            "a, b = mp.Pipe()\ndef g():\n    b.send(1)\nfor _ in range(2):\n    \
             mp.Process(target=g).start()\na.recv()\n",
            &[(5, It::PipeEnd)],
        ),
        (
            "q = mp.Queue()\nt = threading.Thread(target=q.put, args=(1,))\nt.start()\nq.get()\n",
            &[(7, It::BesideMain)],
        ),
        // How these stand at the start is not known, or can be in the middle of something.
        (
            "l = threading.Lock()\ndef g(x):\n    with l:\n        return x\nwith l:\n    \
             with mp.Pool(2) as p:\n        p.map(g, [1])\n",
            &[(7, It::CopiedInUse)],
        ),
        (
            "e = threading.Event()\ndef g():\n    e.wait()\nt = threading.Thread(target=e.set)\n\
             t.start()\np = mp.Process(target=g)\np.start()\n",
            &[(7, It::CopiedInUse)],
        ),
        (
            "import queue\nq = queue.Queue()\ndef g():\n    q.get()\nmp.Process(target=f).start()\n\
             q.put(1)\nmp.Process(target=g).start()\n",
            &[(8, It::CopiedInUse)],
        ),
        // An exit that is neither raised for a handler nor at once the end.
        (
            "import sys\ndef g():\n    try:\n        sys.exit()\n    except BaseException:\n        \
             raise\nmp.Process(target=g).start()\n",
            &[(10, It::NotKnown)],
        ),
        (
            "class Stop(SystemExit):\n    pass\ndef g():\n    raise Stop\nmp.Process(target=g).start()\n",
            &[(8, It::Exception)],
        ),
        (
            "import sys\ndef g(x):\n    sys.exit(x)\nwith mp.Pool(2) as p:\n    p.map(g, [1])\n",
            &[(7, It::NotKnown)],
        ),
        // What is changed behind its being handed over.
        (
            "q = mp.Queue()\ndef g():\n    xs = [1]\n    q.put(xs)\n    xs.append(2)\n\
             mp.Process(target=g).start()\nq.get()\n",
            &[(9, It::ChangedAfterSent)],
        ),
        (
            "q = mp.Queue()\ndef g():\n    xs = [0]\n    while True:\n        xs[0] = 1\n        \
             q.put(xs)\nmp.Process(target=g).start()\nq.get()\n",
            &[(10, It::NoValue), (10, It::ChangedAfterSent)],
        ),
        (
            "xs = [1]\nwith mp.Pool(2) as p:\n    r = p.apply_async(sum, (xs,))\n    xs.append(2)\n    \
             r.get()\n",
            &[(8, It::ChangedAfterSent)],
        ),
        (
            "d = {}\ndef g():\n    d[1] = 2\nt = threading.Thread(target=g)\n\
             t.start()\nt.join()\nmp.Process(target=lambda: print(d[1])).start()\n",
            &[(11, It::NewKey)],
        ),
        (
            "d = mp.Manager().dict()\nd[1] = [2]\nmp.Process(target=f).start()\n",
            &[(6, It::NotSent)],
        ),
        ("v = mp.Value('b', 0)\nmp.Process(target=f).start()\n", &[(5, It::NotConstant)]),
        ("p = mp.Process(target=f, size=3)\np.start()\n", &[(5, It::Option)]),
    ];
    for (text, expected) in cases {
        let text = format!("{head}{text}");
        let found = match program(&text) {
            Ok(_) => Vec::new(),
            Err(_) => refusals(&text),
        };
        assert_eq!(found, expected, "{text}");
    }
}

/// What is handed over last, or given back before it is changed, arrives as it was.
#[test]
fn what_is_changed_before_or_after_both_is_run() {
    let head = "from multiprocessing import Process, Queue, Pool\ndef f(xs):\n    return sum(xs)\n";
    let texts = [
        "def g(q):\n    xs = []\n    for i in range(3):\n        if i == 2:\n            q.put(xs)\n            \
         break\n        xs.append(i)\nq = Queue()\np = Process(target=g, args=(q,))\np.start()\n\
         print(q.get())\np.join()\n",
        "xs = [0]\nwith Pool(2) as p:\n    r = p.apply_async(f, (xs,))\n    xs.append(r.get())\n\
         xs.append(1)\nprint(xs)\n",
    ];
    let lines = ["[0, 1]", "[0, 0, 1]"];
    for (text, line) in texts.iter().zip(lines) {
        let text = format!("{head}{text}");
        assert_eq!(last_lines(&text), ("always", vec![line.to_owned()]), "{text}");
    }
}

#[test]
fn damaged_programs_are_refused_or_run() {
    are_refused_or_run_when_damaged(PROGRAMS.iter().map(|(name, ..)| text_of(name)), 11);
}

/// A thread can be given what only `main` knows when it runs.
#[test]
fn threads_are_given_what_is_known_only_then() {
    let text = "import threading, queue\nq = queue.Queue()\ndef put():\n    for i in range(2):\n        \
                q.put(i + 5)\ndef show(n):\n    out.append(n)\nout = []\n\
                t = threading.Thread(target=put)\nt.start()\na = q.get()\nb = q.get()\n\
                u = threading.Thread(target=show, args=(b,))\nu.start()\nu.join()\nt.join()\n\
                print('end', a, out[0])\n";
    assert_eq!(last_lines(text), ("always", vec!["end 5 6".to_owned()]));
}
