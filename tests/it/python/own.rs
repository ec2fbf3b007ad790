//! Programs across the features, right and wrong, and what CPython does with those that are right.

use super::{are_refused_or_run_when_damaged, last_lines, program, python, refusals, verdict};
use interleave::notation::{Refusal, Setup, read};
use std::fs;
use std::path::Path;

const VERDICTS: [(&str, &str); 74] = [
    ("en-partial-target", "safe"),
    ("en-times-of-day", "safe"),
    ("en-set-of-results", "safe"),
    ("en-set-lacks-one", "assertion"),
    ("en-decorator-holds-lock", "safe"),
    ("en-decorator-counts-calls", "lost-update"),
    ("en-decorated-methods", "safe"),
    ("en-total-in-a-try", "safe"),
    ("en-chance-scaled", "exception"),
    ("en-lock-counter", "safe"),
    ("en-counter-asserted", "lost-update"),
    ("pt-banco", "safe"),
    ("pt-banco-trava", "deadlock"),
    ("es-cola-centinela", "deadlock"),
    ("es-cola-dos-centinelas", "safe"),
    ("en-context-manager", "safe"),
    ("en-own-exception", "safe"),
    ("en-uncaught", "exception"),
    ("en-event-set-and-cleared", "deadlock"),
    ("en-event-ticks", "safe"),
    ("pt-evento", "safe"),
    ("pt-evento-cedo", "assertion"),
    ("en-closures", "safe"),
    ("en-try-lock", "safe"),
    ("en-base-class", "safe"),
    ("en-random-choice", "assertion"),
    ("en-queue-join", "safe"),
    ("en-mark-of-another", "stranded"),
    ("en-task-done-too-early", "assertion"),
    ("en-task-done-too-often", "exception"),
    ("pt-tarefa-esquecida", "deadlock"),
    ("en-lifo-order", "safe"),
    ("es-pila-acotada", "safe"),
    ("en-pool-sum", "safe"),
    ("en-pool-exception-kept", "safe"),
    ("en-pool-exception-raised", "exception"),
    ("en-pool-exception-silent", "safe"),
    ("en-pool-map-in-order", "safe"),
    ("en-pool-map-raises", "safe"),
    ("en-pool-timeout", "safe"),
    ("pt-pool-conta", "lost-update"),
    ("pt-pool-um-so", "safe"),
    ("es-pool-espera", "safe"),
    ("es-pool-al-reves", "deadlock"),
    ("en-pool-as-completed", "safe"),
    // One worker does them in their order, and those that are not done when the loop begins come in that order.
    ("en-pool-as-completed-late", "safe"),
    ("pt-pool-soma-concluidas", "safe"),
    // Those that are done by then come in any order.
    ("es-pool-primero-listo", "assertion"),
    ("en-divides-by-what-it-takes", "exception"),
    ("en-average-of-nothing", "exception"),
    ("en-percent-of-nothing", "exception"),
    ("en-division-caught", "safe"),
    ("en-divides-inside-lock", "exception"),
    ("en-half-of-none", "exception"),
    ("en-divides-by-chance", "exception"),
    ("en-divides-by-chance-from-queue", "exception"),
    ("en-deque-shrinks-in-loop", "exception"),
    ("en-deque-grows-in-comprehension", "exception"),
    ("en-deque-grows-in-own-loop", "exception"),
    ("en-text-put-together", "lost-update"),
    ("en-text-of-a-field", "lost-update"),
    ("en-text-in-a-dictionary", "lost-update"),
    ("en-text-and-none", "exception"),
    ("en-percent-of-none", "exception"),
    ("en-daemon-after-start", "exception"),
    ("en-sleep-below-zero", "exception"),
    ("en-get-below-zero", "exception"),
    ("en-acquire-false-and-timeout", "exception"),
    ("en-history-of-two", "safe"),
    ("en-deque-history", "safe"),
    ("en-property-and-classmethod", "safe"),
    ("en-deque-of-the-latest", "safe"),
    ("en-class-attribute-first", "safe"),
    ("en-text-and-number", "exception"),
];

/// In each a thread goes on forever by its code, so that the program has no end.
const BESIDE_ENDLESS: [(&str, &str); 4] = [
    ("en-spin-on-each-other", "unfinished-thread"),
    ("en-flag-nobody-sets", "unfinished-thread"),
    ("pt-sinal-que-chega", "safe"),
    ("en-joins-what-is-endless", "safe"),
];

fn path_of(name: &str) -> std::path::PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/python/own");
    folder.join(format!("{name}.py"))
}

fn text_of(name: &str) -> String {
    fs::read_to_string(path_of(name)).expect("it is there")
}

#[test]
fn every_program_gets_its_verdict() {
    let wrong: Vec<String> = VERDICTS
        .iter()
        .chain(&BESIDE_ENDLESS)
        .filter_map(|(name, expected)| {
            let found = verdict(&text_of(name));
            (found != *expected).then(|| format!("{name}: {found}, not {expected}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// A program that is safe in every schedule ends under CPython without an exception, and with a line that it can end
/// with here.
#[test]
fn cpython_ends_what_is_safe() {
    for (name, _) in VERDICTS.iter().filter(|(_, expected)| *expected == "safe") {
        let (_, lines) = last_lines(&text_of(name));
        for _ in 0..2 {
            let Some(said) = python(&path_of(name)) else { return };
            assert!(said.is_success && !said.error.contains("Traceback"), "{name}: {}", said.error);
            // Where `main` prints nothing, the last line is another thread's.
            let line = said.last_line();
            let is_known = lines.iter().any(|it| it.is_empty() || it == line);
            assert!(is_known, "{name}: {line:?} is none of {lines:?}");
        }
    }
}

/// Who waits at an event when it is set goes on, even if it is cleared before that one has looked.
#[test]
fn an_event_that_is_set_and_cleared_at_once_wakes_who_waits() {
    let expected = ("sometimes", vec!["end".to_owned()]);
    assert_eq!(last_lines(&text_of("en-event-set-and-cleared")), expected);
    let (ends, lines) = last_lines(&text_of("en-event-ticks"));
    assert_eq!((ends, lines.contains(&"2".to_owned())), ("always", true), "{lines:?}");
    for (name, line) in [("en-event-set-and-cleared", "end"), ("en-event-ticks", "2")] {
        let Some(said) = python(&path_of(name)) else { return };
        assert_eq!(said.last_line(), line, "{name}");
    }
}

/// What is refused, each text with its lines and reasons, all at once.
#[test]
fn what_cannot_be_run_is_refused_with_its_line() {
    use Refusal as It;
    let head = "import threading\n";
    let cases: [(&str, &[(usize, It)]); 24] = [
        ("import socket\nif True:\n    pass\n", &[(1, It::Module)]),
        ("import ssl, socket\nif True:\n    pass\n", &[(1, It::Module), (1, It::Module)]),
        ("from threading import Magic\nif True:\n    pass\n", &[(1, It::NotInModule)]),
        ("import threading\nthreading.Thread(target=nobody).start()\n", &[(2, It::UnknownName)]),
        ("import threading\nif True:\n    pass\n", &[(4, It::NoThread)]),
        (
            "async def f(all):\n    async for i in all:\n        pass\nfor i in range(2):\n    pass\n",
            &[(2, It::NotKnown)],
        ),
        ("def f(a b):\n    pass\nfor i in range(2):\n    pass\n", &[(1, It::Expected)]),
        ("x = 'open\nfor i in range(2):\n    pass\n", &[(1, It::UnclosedText)]),
        ("for i in range(2):\n    if i:\n        pass\n   x = 1\n", &[(4, It::Indentation)]),
        ("while True:\n    pass\nx = 5 $ 2\n", &[(3, It::Character)]),
        ("def f(n):\n    return f(n + 1)\nf(0)\n", &[(2, It::Recursion)]),
        ("class C(dict):\n    pass\n", &[(1, It::Base)]),
        ("d = 5\nif d:\n    pass\n@d\ndef g():\n    pass\ng()\n", &[(4, It::Decorator)]),
        ("def f():\n    print(1, file=2)\nf()\n", &[(2, It::Option)]),
        ("def f(a):\n    pass\nf()\n", &[(3, It::Arguments)]),
        ("x = 5\nfor i in range(2):\n    x()\n", &[(3, It::NotCalled)]),
        ("for i in range(2):\n    'a'.frobnicate()\n", &[(2, It::NoAttribute)]),
        ("x = [0] * 5000\nfor i in x:\n    pass\n", &[(1, It::TooManyElements)]),
        ("x = 99999999999999999999\nfor i in range(2):\n    pass\n", &[(1, It::Number)]),
        ("def f():\n    raise 5\nf()\n", &[(2, It::Exception)]),
        ("def f():\n    t = eval('1')\nf()\n", &[(2, It::NotOfPython)]),
        (
            "def f():\n    threading.Lock()\nthreading.Thread(target=f).start()\n",
            &[(3, It::MadeInThread)],
        ),
        (
            "def g():\n    pass\ndef f():\n    threading.Thread(target=g).start()\nthreading.Thread(target=f).start()\n",
            &[(5, It::StartInThread)],
        ),
        (
            "def g():\n    pass\nfor i in range(41):\n    threading.Thread(target=g).start()\n",
            &[(5, It::TooManyThreads)],
        ),
    ];
    for (at, (text, expected)) in cases.iter().enumerate() {
        let text = if at >= 21 { format!("{head}{text}") } else { (*text).to_owned() };
        let found: Vec<_> = refusals(&text).into_iter().filter(|it| it.1 != It::NoThread).collect();
        let expected: Vec<_> = expected.to_vec();
        if expected == [(4, It::NoThread)] {
            assert_eq!(refusals(&text).len(), 1, "{text}");
            continue;
        }
        assert_eq!(found, expected, "{text}");
    }
}

/// What a pool or a queue cannot do here, each text with its line and reason.
#[test]
fn what_a_pool_cannot_do_is_refused_with_its_line() {
    use Refusal as It;
    let head = "from concurrent.futures import ThreadPoolExecutor\nimport queue, threading\n\
        q = queue.Queue()\nex = ThreadPoolExecutor(max_workers=2)\ndef f(n=0):\n    return n\n";
    let cases: [(&str, usize, It); 9] = [
        ("def g():\n    ex.submit(f)\nex.submit(g)\n", 8, It::Submit),
        (
            "def g():\n    q.put(1)\nex.submit(g)\nif q.get() == 1:\n    ex.submit(f)\n",
            11,
            It::Submit,
        ),
        ("def g():\n    ex.shutdown()\nex.submit(g)\n", 8, It::Submit),
        (
            "pool = ThreadPoolExecutor()\nfor n in range(6):\n    pool.submit(f, n)\n",
            9,
            It::Workers,
        ),
        ("pool = ThreadPoolExecutor(2, initializer=f)\nex.submit(f)\n", 7, It::Option),
        ("for i, n in enumerate(ex.map(f, [1, 2])):\n    print(i, n)\n", 7, It::NotKnown),
        (
            "def g():\n    return late\nx = ex.submit(g)\nlate = 5\nprint(x.result())\n",
            8,
            It::SharedUnset,
        ),
        ("ex.submit(f).cancel()\n", 7, It::NoAttribute),
        ("s = queue.SimpleQueue()\nex.submit(s.join)\n", 8, It::NoAttribute),
    ];
    for (text, line, what) in cases {
        let text = format!("{head}{text}");
        assert_eq!(refusals(&text), [(line, what)], "{text}");
    }
}

/// Programs of roles keep their meaning, whatever they explain in a docstring or import.
#[test]
fn only_whole_programs_are_whole() {
    let roles = "buffer = Queue(2)\ndef producer():\n    while True:\n        buffer.put(produce())\ndef consumer():\n    while True:\n        consume(buffer.get())\n";
    let (program, ..) = read(roles, &Setup::default()).expect("it means something");
    assert_eq!(program.form, interleave::program::Form::Roles);
    let whole = text_of("pt-evento");
    let program = self::program(&whole).expect("it means something");
    assert_eq!(program.form, interleave::program::Form::Whole);
}

/// Threads of one kind are told apart by their numbers.
#[test]
fn threads_have_names_of_their_own() {
    let program = program(&text_of("es-cola-dos-centinelas")).expect("it means something");
    let mut names: Vec<String> =
        program.thread_ids().map(|it| program.name_of(it).to_string()).collect();
    names.sort();
    assert_eq!(names, ["M1", "O1", "O2", "P1"]);
}

#[test]
fn damaged_programs_are_refused_or_run() {
    are_refused_or_run_when_damaged(VERDICTS.iter().map(|(name, _)| text_of(name)), 7);
}
