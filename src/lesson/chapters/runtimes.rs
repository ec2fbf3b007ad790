//! Models of execution: the same few lines under the GIL, without it, in one event loop, and in processes.

use super::super::challenge::{Challenge, Claim, Fact, Given, Material, Task, WrongAnswer};
use super::super::chapter::Chapter::Runtimes;
use super::super::execution::Execution;
use super::super::misconception::Misconception::{
    AnyLockWillDo, AsyncMeansParallel, OneLineOneStep, OrderOfWaits, ProcessesShareGlobals,
    SleepOrders, TheGilMakesItSafe,
};
use super::super::variant::Variation;
use super::{program, text, wrong, wrong_choice};

const TWO_VISITS: &str = include_str!("../programs/two_visits.py");

const ANOTHER_COUNT: &[Variation] = &[Variation::Name("count", &["visits", "total", "guests"])];

/// A text that CPython runs with its global interpreter lock.
const fn with_gil(source: &'static str) -> Material {
    Material { execution: Execution::Gil, ..text("puzzle-which-value", source) }
}

/// A text of tasks.
const fn of_tasks(entry: &'static str, source: &'static str) -> Material {
    Material { execution: Execution::EventLoop, ..text(entry, source) }
}

/// A text of processes.
const fn of_processes(entry: &'static str, source: &'static str) -> Material {
    Material { execution: Execution::Processes, ..text(entry, source) }
}

/// A choice that is wrong, and comes of no mistaken idea.
const fn no_idea(choice: u8) -> WrongAnswer {
    let answer = Given::Choice(choice);
    WrongAnswer { answer, because: "another-choice", misconception: None }
}

/// Where the lock of the interpreter helps, by luck.
pub const COUNT_WITH_THE_GIL: Challenge = Challenge {
    name: "count-with-the-gil",
    chapter: Runtimes,
    minutes: 3,
    material: with_gil(TWO_VISITS),
    task: Task::Predict(&[
        Claim::Ends("count", &[2]),
        Claim::Ends("count", &[1, 2]),
        Claim::Ends("count", &[0, 1, 2]),
    ]),
    misconceptions: &[TheGilMakesItSafe, OneLineOneStep],
    solution: Given::Choice(0),
    wrong_answers: &[no_idea(1), no_idea(2)],
    varies: ANOTHER_COUNT,
};

/// The same text without the lock of the interpreter.
pub const COUNT_WITHOUT_IT: Challenge = Challenge {
    name: "count-without-it",
    chapter: Runtimes,
    minutes: 3,
    material: Material {
        execution: Execution::FreeThreaded,
        ..text("puzzle-which-value", TWO_VISITS)
    },
    task: Task::BeTheScheduler { reach: "lost-update", by: None, fewest: 8 },
    misconceptions: &[TheGilMakesItSafe, OneLineOneStep],
    solution: Given::Schedule("1.M1x2.V1x2.V2x2.V1.V2"),
    wrong_answers: &[wrong(
        Given::Schedule("1.M1x2.V1x4.M1.V2x4.M1x2"),
        "nothing-broke",
        TheGilMakesItSafe,
    )],
    varies: ANOTHER_COUNT,
};

/// A call gives the lock of the interpreter away.
pub const A_CALL_IN_BETWEEN: Challenge = Challenge {
    name: "a-call-in-between",
    chapter: Runtimes,
    minutes: 4,
    material: with_gil(include_str!("../programs/call_in_between.py")),
    task: Task::BeTheScheduler { reach: "lost-update", by: None, fewest: 8 },
    misconceptions: &[TheGilMakesItSafe],
    solution: Given::Schedule("1.M1x2.V1x2.V2x2.V1.V2"),
    wrong_answers: &[wrong(
        Given::Schedule("1.M1x2.V1x4.M1.V2x4.M1x2"),
        "nothing-broke",
        TheGilMakesItSafe,
    )],
    varies: ANOTHER_COUNT,
};

/// An `await` between the read and the write.
pub const READ_AWAIT_WRITE: Challenge = Challenge {
    name: "read-await-write",
    chapter: Runtimes,
    minutes: 3,
    material: of_tasks("asyncio-count-lost", include_str!("../programs/await_between.py")),
    task: Task::Predict(&[
        Claim::Ends("count", &[2]),
        Claim::Ends("count", &[1, 2]),
        Claim::Ends("count", &[1]),
    ]),
    misconceptions: &[AsyncMeansParallel, TheGilMakesItSafe],
    solution: Given::Choice(2),
    wrong_answers: &[wrong_choice(0, TheGilMakesItSafe), wrong_choice(1, AsyncMeansParallel)],
    varies: ANOTHER_COUNT,
};

/// Three places for an `await`.
pub const WHERE_THE_AWAIT_STANDS: Challenge = Challenge {
    name: "where-the-await-stands",
    chapter: Runtimes,
    minutes: 4,
    material: of_tasks("asyncio-count-safe", include_str!("../programs/await_elsewhere.py")),
    task: Task::WhichIsSafe(&[
        &[],
        &[("    count += await price()", "    before = count\n    count = before + await price()")],
        &[("    count += await price()", "    more = await price()\n    count += more")],
    ]),
    misconceptions: &[OneLineOneStep],
    solution: Given::Choice(2),
    wrong_answers: &[wrong_choice(0, OneLineOneStep), wrong_choice(1, OneLineOneStep)],
    varies: &[
        Variation::Name("count", &["bill", "total", "till"]),
        Variation::Name("price", &["cost", "fee", "fare"]),
    ],
};

/// A call that does not await anything.
pub const ONE_HEAVY_CALL: Challenge = Challenge {
    name: "one-heavy-call",
    chapter: Runtimes,
    minutes: 3,
    material: of_tasks("five-workers-asyncio", include_str!("../programs/one_heavy_call.py")),
    task: Task::Predict(&[
        Claim::Ends("meanwhile", &[0]),
        Claim::Ends("meanwhile", &[2]),
        Claim::Ends("meanwhile", &[0, 1, 2]),
    ]),
    misconceptions: &[AsyncMeansParallel, SleepOrders],
    solution: Given::Choice(0),
    wrong_answers: &[wrong_choice(1, SleepOrders), wrong_choice(2, AsyncMeansParallel)],
    varies: &[Variation::Name("beats", &["ticks", "turns", "rounds"])],
};

/// A coroutine that nobody runs.
pub const THE_FORGOTTEN_AWAIT: Challenge = Challenge {
    name: "the-forgotten-await",
    chapter: Runtimes,
    minutes: 4,
    material: of_tasks("five-workers-asyncio", include_str!("../programs/forgotten_await.py")),
    task: Task::Repair {
        keeps: &[
            "await asyncio.sleep(1)",
            "saved += 1",
            "assert saved == 2",
            "asyncio.run(main())",
        ],
    },
    misconceptions: &[AsyncMeansParallel, SleepOrders],
    solution: Given::Replace(&[(
        "    for page in range(2):\n        save(page)\n",
        "    await asyncio.gather(save(0), save(1))\n",
    )]),
    wrong_answers: &[
        wrong(
            Given::Replace(&[("        save(page)", "        asyncio.create_task(save(page))")]),
            "assertion",
            AsyncMeansParallel,
        ),
        wrong(
            Given::Replace(&[(
                "        save(page)\n",
                "        asyncio.create_task(save(page))\n    await asyncio.sleep(1)\n",
            )]),
            "assertion",
            SleepOrders,
        ),
    ],
    varies: &[Variation::Name("saved", &["kept", "stored", "written"])],
};

/// A global of which each process has its own.
pub const A_COUNTER_OF_ITS_OWN: Challenge = Challenge {
    name: "a-counter-of-its-own",
    chapter: Runtimes,
    minutes: 3,
    material: of_processes(
        "processes-own-counter",
        include_str!("../programs/counter_of_its_own.py"),
    ),
    task: Task::Predict(&[
        Claim::OfAThousand(0, 0),
        Claim::OfAThousand(1, 999),
        Claim::OfAThousand(1000, 1000),
    ]),
    misconceptions: &[ProcessesShareGlobals],
    solution: Given::Choice(2),
    wrong_answers: &[
        wrong_choice(0, ProcessesShareGlobals),
        wrong_choice(1, ProcessesShareGlobals),
    ],
    varies: &[Variation::Name("counter", &["total", "visits", "score"])],
};

/// What a process can tell its parent.
pub const WHAT_THE_PARENT_SEES: Challenge = Challenge {
    name: "what-the-parent-sees",
    chapter: Runtimes,
    minutes: 4,
    material: of_processes("processes-lock-and-value", include_str!("../programs/tickets_sold.py")),
    task: Task::WhichIsSafe(&[
        &[
            ("    with sold.get_lock():\n        sold.value += 1", "    sold.append(1)"),
            ("Value(\"i\", 0)", "[]"),
            ("sold.value", "len(sold)"),
            ("sold.value", "len(sold)"),
        ],
        &[("    with sold.get_lock():\n        sold.value += 1", "    sold.value += 1")],
        &[],
    ]),
    misconceptions: &[ProcessesShareGlobals, AnyLockWillDo],
    solution: Given::Choice(2),
    wrong_answers: &[wrong_choice(0, ProcessesShareGlobals), wrong_choice(1, AnyLockWillDo)],
    varies: &[Variation::Name("sold", &["taken", "given", "used"])],
};

/// A process that cannot end.
pub const THE_FULL_PIPE: Challenge = Challenge {
    name: "the-full-pipe",
    chapter: Runtimes,
    minutes: 5,
    material: Material { execution: Execution::Processes, ..program("processes-join-before-get") },
    task: Task::Explain {
        run: "1.M1.P1x4.F1x3",
        accounts: &[
            &[Fact::Did("P1", "queue.put"), Fact::Slept("P1", "queue")],
            &[
                Fact::Did("P1", "queue.put"),
                Fact::Did("P1", "queue.put"),
                Fact::Slept("F1", "queue.pipe_has_room"),
                Fact::Stood("deadlock"),
            ],
            &[Fact::Broke("P1", "exception"), Fact::Stood("deadlock")],
        ],
    },
    misconceptions: &[ProcessesShareGlobals],
    solution: Given::Choice(1),
    wrong_answers: &[wrong_choice(0, ProcessesShareGlobals), no_idea(2)],
    varies: &[],
};

/// First what it sends, then its end.
pub const GET_THEN_JOIN: Challenge = Challenge {
    name: "get-then-join",
    chapter: Runtimes,
    minutes: 4,
    material: of_processes(
        "processes-join-before-get",
        include_str!("../programs/join_before_get.py"),
    ),
    task: Task::Repair {
        keeps: &[
            "PICTURES = 2",
            "SIZE = 100_000",
            "queue.put((number, \"x\" * SIZE))",
            "renderer.join()",
            "number, picture = queue.get()",
        ],
    },
    misconceptions: &[OrderOfWaits, SleepOrders],
    solution: Given::Replace(&[
        ("    renderer.join()\n", ""),
        (
            "    print(\"all pictures are here\")",
            "    renderer.join()\n    print(\"all pictures are here\")",
        ),
    ]),
    wrong_answers: &[
        wrong(
            Given::Replace(&[
                ("    renderer.join()\n", "    time.sleep(5)\n    renderer.join()\n"),
                ("from multi", "import time\nfrom multi"),
            ]),
            "deadlock",
            SleepOrders,
        ),
        wrong(
            Given::Replace(&[
                ("    renderer.join()\n", "    first = queue.get()\n    renderer.join()\n"),
                ("range(PICTURES):\n        number,", "range(PICTURES - 1):\n        number,"),
            ]),
            "deadlock",
            OrderOfWaits,
        ),
    ],
    varies: &[Variation::Name("renderer", &["painter", "studio", "artist"])],
};
