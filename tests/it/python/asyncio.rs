//! Programs with `asyncio`: what each can print last, what is wrong with it, and that CPython does no more.

use super::{Came, last_lines, program, python, refusals, run_for, verdict};
use crate::command::interleave_with;
use crate::conformance::crew::{TRACED, with_crew};
use interleave::engine::Run;
use interleave::notation::{Problem, Refusal, Setup, read};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// Each program with what a check says of it, whether it ends, and what it can print last.
const PROGRAMS: [(&str, &str, &str, &[&str]); 66] = [
    (
        "as-completed",
        "safe",
        "always",
        &["6 [1, 2, 3]", "6 [1, 3, 2]", "6 [2, 1, 3]", "6 [2, 3, 1]", "6 [3, 1, 2]", "6 [3, 2, 1]"],
    ),
    (
        "as-completed-learns-late",
        "safe",
        "always",
        &["[1, 2, 9]", "[1, 9, 2]", "[2, 2, 9]", "[2, 9, 2]", "[9, 1, 2]", "[9, 2, 2]"],
    ),
    ("as-completed-raises", "safe", "always", &["first failed", "second failed"]),
    ("asleep-at-the-end", "safe", "always", &["1 True", "2 True", "3 True"]),
    ("awaited-call-does-not-suspend", "safe", "always", &["3"]),
    ("barrier", "safe", "always", &["3 ready, then 3 go"]),
    ("begin-in-order", "safe", "always", &["[0, 1, 2]"]),
    ("busy-waiting", "unfinished-thread", "never", &[]),
    ("cancelled-and-cleans-up", "safe", "always", &["cancelled True True"]),
    ("cancelled-and-goes-on", "safe", "always", &["5 False"]),
    ("cancelled-at-a-barrier", "safe", "always", &["no a 3"]),
    ("cancelled-at-a-condition", "safe", "always", &["[False, True] False"]),
    ("cancelled-at-a-full-queue", "safe", "always", &["1 0"]),
    ("cancelled-at-a-lock", "safe", "always", &["['b', 'main'] True False"]),
    ("cancelled-at-an-event", "safe", "always", &["['cancelled'] False"]),
    ("cancelled-before-it-begins", "safe", "always", &["False"]),
    ("cancelled-consumers", "safe", "always", &["done 3"]),
    ("check-await-get", "safe", "always", &["1 2"]),
    ("check-then-get", "safe", "always", &["3"]),
    ("condition-and-event", "safe", "always", &["end"]),
    ("context-of-ones-own", "safe", "always", &["[0, 1, 2] 2"]),
    ("count-with-await-between", "lost-update", "always", &["2"]),
    ("count-without-await", "safe", "always", &["6"]),
    ("empty-gathering", "safe", "always", &["['main', 'other']"]),
    ("event-set-and-cleared", "deadlock", "sometimes", &["end False"]),
    ("exception-to-whom-awaits", "safe", "always", &["caught"]),
    ("exceptions-as-results", "safe", "always", &["2 1"]),
    ("exit-before-others-begin", "safe", "always", &["['second']"]),
    ("exit-behind-the-loop", "safe", "always", &["end"]),
    ("exit-of-a-gathered-task", "safe", "always", &["main out"]),
    ("exit-of-main", "safe", "always", &["fatal"]),
    ("exit-seen-by-main", "safe", "always", &["exit"]),
    ("exit-that-main-survives", "safe", "always", &["after"]),
    ("exit-while-main-awaits-another", "safe", "always", &["last"]),
    ("exceptions-among-results", "safe", "always", &["1 value, 1 wrong, 1 other"]),
    ("first-task-before-main", "safe", "always", &["got 1"]),
    ("forgotten-task", "safe", "always", &["0", "1"]),
    ("free-condition", "safe", "always", &["['a', 'a', 'b', 'b']"]),
    (
        "gather-of-what-has-ended",
        "safe",
        "always",
        &["['gathered', 'other']", "['other', 'gathered']"],
    ),
    ("gather-in-order", "safe", "always", &["[0, 11]"]),
    ("gather-raises-at-once", "safe", "always", &["saved: 0", "saved: 1"]),
    ("group-of-workers", "safe", "always", &["4"]),
    ("later-tasks-begin-in-any-order", "safe", "always", &["['new', 'old']", "['old', 'new']"]),
    ("join-although-more-comes", "stranded", "always", &["end True"]),
    ("left-and-cleans-up", "safe", "always", &["[1, 2, 'closed']"]),
    ("lock-around-await", "safe", "always", &["3"]),
    ("lock-without-await-inside", "safe", "always", &["2"]),
    ("logger-left-at-the-end", "safe", "always", &["[0, 1]"]),
    ("loop-before-any-task", "unfinished-thread", "never", &[]),
    ("names-of-tasks", "safe", "always", &["first"]),
    ("never-lets-itself-be-cancelled", "unfinished-thread", "never", &[]),
    ("put-does-not-suspend", "safe", "always", &["2 2"]),
    ("put-suspends-when-full", "safe", "always", &["2 True"]),
    ("ready-at-the-end", "safe", "always", &["[1]"]),
    ("results-of-tasks", "safe", "always", &["1 4 9"]),
    ("semaphore-of-two", "safe", "always", &["0 2"]),
    ("task-group", "safe", "always", &["6"]),
    ("time-limit", "stranded", "always", &["got 1", "too late"]),
    ("time-limit-caught-inside", "safe", "always", &["3"]),
    ("time-limit-of-a-coroutine", "safe", "always", &["never set"]),
    ("time-limit-of-a-gathering", "safe", "always", &["all", "late"]),
    ("time-limit-of-a-task", "safe", "always", &["late True", "ok"]),
    ("time-limit-suspends", "lost-update", "always", &["1"]),
    ("timeout-block", "safe", "always", &["second: 7"]),
    ("two-locks", "deadlock", "never", &[]),
    ("workers-and-join", "safe", "always", &["3 2"]),
];

fn path_of(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/it/python/asyncio/{name}.py"))
}

fn text_of(name: &str) -> String {
    fs::read_to_string(path_of(name)).expect("it is there")
}

#[test]
fn every_program_has_its_verdict_and_its_last_lines() {
    let mut wrong = Vec::new();
    for (name, expected, ends, lines) in PROGRAMS {
        let text = text_of(name);
        let found = (verdict(&text), last_lines(&text));
        let expected = (expected.to_owned(), (ends, lines.iter().map(|it| (*it).into()).collect()));
        if found != expected {
            wrong.push(format!("{name}: {found:?}, not {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn cpython_does_nothing_else() {
    for (name, _, ends, lines) in PROGRAMS {
        match ends {
            "always" => {
                let Some(said) = python(&path_of(name)) else { return };
                assert!(lines.contains(&said.last_line()), "{name}: {:?}", said.last_line());
            }
            _ => match run_for(&path_of(name), Duration::from_secs(2)) {
                None => return,
                Some(Came::Hung) => {}
                Some(Came::Ended(said)) => assert!(lines.contains(&said.last_line()), "{name}"),
            },
        }
    }
}

/// A program whose `main` does these lines with `work`, which does those.
fn with(main: &str, work: &str) -> String {
    format!(
        "import asyncio\nimport threading\n\n\nasync def work(queue):\n    {work}\n\n\nasync def main():\n    queue = asyncio.Queue()\n    {main}\n\n\nasyncio.run(main())\n"
    )
}

#[test]
fn what_cannot_be_run_is_refused_with_its_line() {
    const CASES: [(&str, &str, usize, Refusal); 13] = [
        (
            "task = asyncio.create_task(work(queue))\n    task.add_done_callback(print)",
            "pass",
            12,
            Refusal::NoAttribute,
        ),
        ("await asyncio.wait_for(work(queue), 0)", "pass", 11, Refusal::WaitForCoroutine),
        (
            "task = asyncio.create_task(work(queue))\n    await asyncio.wait([task])",
            "exit(1)",
            12,
            Refusal::TaskExits,
        ),
        ("print(asyncio.create_task(work(queue)).get_name())", "pass", 11, Refusal::UnnamedTask),
        (
            "task = asyncio.create_task(work(queue))\n    await asyncio.sleep(1)\n    for _ in asyncio.as_completed([task]): pass",
            "pass",
            13,
            Refusal::CompletedBefore,
        ),
        ("await asyncio.wait_for(asyncio.Barrier(2).wait(), 1)", "pass", 11, Refusal::NoAttribute),
        ("await work", "pass", 11, Refusal::NotAwaitable),
        (
            "await asyncio.gather(work(queue))",
            "asyncio.create_task(asyncio.sleep(1))",
            6,
            Refusal::TaskElsewhere,
        ),
        ("threading.Thread(target=print).start()", "pass", 11, Refusal::LoopAndThreads),
        ("with asyncio.Lock():\n        pass", "pass", 11, Refusal::NoAttribute),
        ("asyncio.run(work(queue))", "pass", 11, Refusal::OneLoop),
        ("async for _ in queue:\n        pass", "pass", 11, Refusal::NotKnown),
        ("await asyncio.to_thread(print)", "pass", 11, Refusal::NotInModule),
    ];
    for (main, work, line, what) in CASES {
        let found = refusals(&with(main, work));
        assert!(found.contains(&(line, what)), "{main}: {found:?}");
    }
    let plain = "import asyncio\n\n\ndef work():\n    await asyncio.sleep(1)\n\n\nasync def main():\n    work()\n\n\nasyncio.run(main())\n";
    assert_eq!(refusals(plain), [(5, Refusal::AwaitOutside)]);
}

#[test]
fn what_is_forgotten_is_said() {
    let text = with("work(queue)\n    await work(queue)", "import time\n    time.sleep(1)");
    let (_, _, notes) = read(&text, &Setup::default()).expect("it can be run");
    let said: Vec<Refusal> = notes
        .iter()
        .filter_map(|it| match &it.problem {
            Problem::Python(it) => Some(it.what),
            _ => None,
        })
        .collect();
    assert_eq!(said, [Refusal::SleepStopsAll, Refusal::NeverAwaited]);
    assert!(notes.iter().all(|it| it.problem.is_warning()));
}

#[test]
fn sentences_say_tasks_and_keep_their_names_whole() {
    let text = with(
        "lock = asyncio.Lock()\n    async with lock:\n        await asyncio.gather(take('a', lock), take('b', lock))",
        "pass",
    )
    .replace(
        "async def main",
        "async def take(name, lock):\n    async with lock:\n        pass\n\n\nasync def main",
    );
    let asks = |language| ["check", "-", "--language", language];
    for (language, says, never) in [
        ("en", ["2 tasks `take`", "No task can move any more."], "thread"),
        ("pt-BR", ["2 tarefas `take`", "Ninguém mais consegue avançar."], "thread"),
    ] {
        let said = interleave_with(&asks(language), text.as_bytes()).out;
        assert!(says.iter().all(|it| said.contains(it)), "{said}");
        assert!(!said.contains(never), "{said}");
    }
    let text = with("await asyncio.create_task(take('a, b', queue))", "pass").replace(
        "async def main",
        "async def take(name, queue):\n    await queue.get()\n\n\nasync def main",
    );
    let said = interleave_with(&asks("en"), text.as_bytes()).out;
    assert!(said.contains("`take('a, b', queue).done`"), "{said}");
}

#[test]
fn an_exception_that_nobody_awaits_is_a_violation() {
    let text =
        with("asyncio.create_task(work(queue))\n    await asyncio.sleep(1)", "raise ValueError");
    assert_eq!(verdict(&text), "exception");
}

#[test]
fn real_threads_have_their_turns_as_tasks_do() {
    for name in [
        "count-without-await",
        "lock-around-await",
        "workers-and-join",
        "event-set-and-cleared",
        "cancelled-consumers",
        "cancelled-at-a-lock",
        "cancelled-at-a-condition",
        "ready-at-the-end",
    ] {
        let program = Arc::new(program(&text_of(name)).expect("it can be run"));
        for _ in 0..20 {
            let mut run = Run::new(program.clone());
            with_crew(program.thread_count(), |crew| {
                crew.start(&program, TRACED);
                crew.control.set_unlimited();
                crew.wait_until("all is done, or all wait", || {
                    crew.replay_into(&mut run);
                    let machine = run.machine();
                    machine.is_over() || program.thread_ids().all(|it| !machine.can_move(it))
                });
                crew.stop();
            });
        }
    }
}
