//! Python for real: whole programs, with threads, classes and pools of their own.

use super::super::challenge::{Blank, Challenge, Claim, Fact, Given, Task};
use super::super::chapter::Chapter::Python;
use super::super::misconception::Misconception::{
    AnyLockWillDo, DeadlockIsAllStandStill, NotificationsWait, OneLineOneStep, OrderOfWaits,
    RanAThousandTimes, SleepOrders, TheGilMakesItSafe,
};
use super::super::variant::Variation;
use super::{program, wrong, wrong_choice};

/// What is left when two threads have written.
pub const FIVE_OR_SEVEN: Challenge = Challenge {
    name: "five-or-seven",
    chapter: Python,
    minutes: 3,
    material: program("puzzle-which-value"),
    task: Task::Predict(&[
        Claim::Ends("x", &[7]),
        Claim::Ends("x", &[5, 7]),
        Claim::Ends("x", &[0, 5, 7]),
    ]),
    misconceptions: &[SleepOrders, OneLineOneStep],
    solution: Given::Choice(1),
    wrong_answers: &[wrong_choice(0, SleepOrders), wrong_choice(2, OneLineOneStep)],
    varies: &[Variation::Name("x", &["level", "seats", "total"])],
};

/// A notification before anybody waits.
pub const CALLED_TOO_EARLY: Challenge = Challenge {
    name: "called-too-early",
    chapter: Python,
    minutes: 4,
    material: program("report-notified-too-early"),
    task: Task::BeTheScheduler { reach: "deadlock", by: None, fewest: 9 },
    misconceptions: &[NotificationsWait],
    solution: Given::Schedule("1.M1.P1x6.M1x2"),
    wrong_answers: &[wrong(Given::Schedule("1.M1x3.P1x6"), "nothing-broke", NotificationsWait)],
    varies: &[Variation::Name("settings", &["colours", "fonts", "words"])],
};

/// A callback that needs the lock its caller holds.
pub const THE_CALLBACK: Challenge = Challenge {
    name: "the-callback",
    chapter: Python,
    minutes: 4,
    material: program("report-callback-under-lock"),
    task: Task::Explain {
        run: "1.M1x2.A1.A2x6.A1x4.A2",
        accounts: &[
            &[Fact::Slept("A1", "Counter.lock"), Fact::Slept("A2", "Counter.lock")],
            &[Fact::Did("A1", "self.value += 1"), Fact::Broke("A1", "exception")],
            &[
                Fact::Did("A2", "self.value += 1"),
                Fact::Did("A1", "self.value += 1"),
                Fact::Stood("deadlock"),
            ],
        ],
    },
    misconceptions: &[DeadlockIsAllStandStill, AnyLockWillDo],
    solution: Given::Choice(2),
    wrong_answers: &[wrong_choice(0, DeadlockIsAllStandStill), wrong_choice(1, AnyLockWillDo)],
    varies: &[],
};

/// How often workers have to be told to stop.
pub const ENOUGH_OF_NONE: Challenge = Challenge {
    name: "enough-of-none",
    chapter: Python,
    minutes: 4,
    material: program("worker-pool"),
    task: Task::WhichIsSafe(&[
        &[("for _ in workers:", "for _ in range(1):")],
        &[],
        &[("        thread.join()\n", "        print(thread.name)\n")],
    ]),
    misconceptions: &[NotificationsWait, SleepOrders],
    solution: Given::Choice(1),
    wrong_answers: &[wrong_choice(0, NotificationsWait), wrong_choice(2, SleepOrders)],
    varies: &[Variation::Name("tasks", &["jobs", "orders", "letters"])],
};

/// Who sleeps at a queue.
pub const WHO_IS_WAITING: Challenge = Challenge {
    name: "who-is-waiting",
    chapter: Python,
    minutes: 3,
    material: program("worker-pool"),
    task: Task::FillIn {
        moments: &["1.M1.W1.M1.W2", "1.M1.W1.M1x3", "1.M1.W1.M1x2.W1.W2"],
        blanks: &[Blank::Value("tasks"), Blank::Waiting("tasks")],
    },
    misconceptions: &[DeadlockIsAllStandStill],
    solution: Given::State(&["0", "W1 W2"]),
    wrong_answers: &[wrong(Given::State(&["0", "W1"]), "blanks", DeadlockIsAllStandStill)],
    varies: &[Variation::Name("tasks", &["jobs", "orders", "letters"])],
};

/// A number beside a queue that is safe.
pub const COUNT_WHAT_PASSES: Challenge = Challenge {
    name: "count-what-passes",
    chapter: Python,
    minutes: 5,
    material: program("guide-metrics"),
    task: Task::Repair {
        keeps: &[
            "self.queue.put(item)",
            "self.pushed += 1",
            "parcels.push(number)",
            "parcels.pop()",
            "thread.start()",
        ],
    },
    misconceptions: &[TheGilMakesItSafe, AnyLockWillDo],
    solution: Given::Replace(&[
        (
            "        self.pushed = 0\n",
            "        self.pushed = 0\n        self.lock = threading.Lock()\n",
        ),
        ("        self.pushed += 1\n", "        with self.lock:\n            self.pushed += 1\n"),
    ]),
    wrong_answers: &[
        wrong(
            Given::Replace(&[
                (
                    "        self.pushed = 0\n",
                    "        self.pushed = 0\n        self.lock = threading.Lock()\n",
                ),
                (
                    "        self.queue.put(item)\n",
                    "        with self.lock:\n            self.queue.put(item)\n",
                ),
            ]),
            "lost-update",
            AnyLockWillDo,
        ),
        wrong(
            Given::Replace(&[
                (
                    "        self.pushed = 0\n",
                    "        self.pushed = 0\n        self.seats = threading.Semaphore(2)\n",
                ),
                (
                    "        self.pushed += 1\n",
                    "        with self.seats:\n            self.pushed += 1\n",
                ),
            ]),
            "lost-update",
            TheGilMakesItSafe,
        ),
    ],
    varies: &[Variation::Name("pushed", &["total", "sent", "counted"])],
};

/// Two locks, put together.
pub const ONE_WAY_ROUND: Challenge = Challenge {
    name: "one-way-round",
    chapter: Python,
    minutes: 4,
    material: program("bank-transfer"),
    task: Task::Order { first: 10, last: 14, faults: &["locks-as-given"] },
    misconceptions: &[OrderOfWaits, OneLineOneStep],
    solution: Given::Lines(&[0, 1, 2, 3, 4]),
    wrong_answers: &[
        wrong(Given::Lines(&[5, 1, 2, 3, 4]), "deadlock", OrderOfWaits),
        wrong(Given::Lines(&[3, 4]), "lost-update", OneLineOneStep),
    ],
    varies: &[
        Variation::Name("ana", &["eva", "lia", "zoe"]),
        Variation::Name("amount", &["sum", "money", "value"]),
    ],
};

/// What the tasks of a pool share.
pub const THE_TILL: Challenge = Challenge {
    name: "the-till",
    chapter: Python,
    minutes: 3,
    material: program("thread-pool"),
    task: Task::WhichIsSafe(&[
        &[("with self.lock:", "if True:")],
        &[("threading.Lock()", "threading.Semaphore(2)")],
        &[],
    ]),
    misconceptions: &[TheGilMakesItSafe, AnyLockWillDo],
    solution: Given::Choice(2),
    wrong_answers: &[wrong_choice(0, TheGilMakesItSafe), wrong_choice(1, AnyLockWillDo)],
    varies: &[Variation::Name("till", &["box", "desk", "shop"])],
};

/// The guide's end.
pub const THE_GUIDE_HANGS: Challenge = Challenge {
    name: "the-guide-hangs",
    chapter: Python,
    minutes: 5,
    material: program("guide-queue"),
    task: Task::BeTheScheduler { reach: "deadlock", by: None, fewest: 12 },
    misconceptions: &[RanAThousandTimes, SleepOrders],
    solution: Given::Schedule("1.M1.P1.M1.C1x5.M1.P1x2.M1"),
    wrong_answers: &[wrong(
        Given::Schedule("1.M1.P1.M1.C1.M1.P1x2.C1x2.M1x2"),
        "nothing-broke",
        SleepOrders,
    )],
    varies: &[Variation::Name("running", &["open", "active", "busy"])],
};

/// A daemon with work to do.
pub const THE_LOG_STOPS: Challenge = Challenge {
    name: "the-log-stops",
    chapter: Python,
    minutes: 3,
    material: program("report-last-lines-missing"),
    task: Task::Predict(&[Claim::Safe, Claim::Breaks("deadlock"), Claim::Breaks("stranded")]),
    misconceptions: &[SleepOrders, DeadlockIsAllStandStill],
    solution: Given::Choice(2),
    wrong_answers: &[wrong_choice(0, SleepOrders), wrong_choice(1, DeadlockIsAllStandStill)],
    varies: &[Variation::Name("lines", &["notes", "news", "records"])],
};
