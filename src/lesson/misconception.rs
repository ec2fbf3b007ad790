//! What people believe of threads that is not so. Each challenge is tagged with those it is about.

/// A belief that is not so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Misconception {
    /// It ran a thousand times, so it is right.
    RanAThousandTimes,
    /// One line is one step.
    OneLineOneStep,
    /// The GIL makes it safe.
    TheGilMakesItSafe,
    /// Any lock will do.
    AnyLockWillDo,
    /// A semaphore is a variable that I test.
    SemaphoreIsAVariable,
    /// Woken means that the condition holds.
    WokenMeansTrue,
    /// A notification waits for me.
    NotificationsWait,
    /// A deadlock is when all stand still.
    DeadlockIsAllStandStill,
    /// The order of waits does not matter.
    OrderOfWaits,
    /// More threads, faster.
    MoreThreadsFaster,
    /// Async means parallel.
    AsyncMeansParallel,
    /// Processes share my globals.
    ProcessesShareGlobals,
    /// Sleep puts things in order.
    SleepOrders,
    /// `empty()`, then `get()`, is safe.
    EmptyThenGet,
    /// One big lock is always best, or always wrong.
    OneBigLock,
    /// Of two updates both can be lost.
    BothCanBeLost,
}

impl Misconception {
    /// All of them.
    pub const ALL: [Misconception; 16] = [
        Misconception::RanAThousandTimes,
        Misconception::OneLineOneStep,
        Misconception::TheGilMakesItSafe,
        Misconception::AnyLockWillDo,
        Misconception::SemaphoreIsAVariable,
        Misconception::WokenMeansTrue,
        Misconception::NotificationsWait,
        Misconception::DeadlockIsAllStandStill,
        Misconception::OrderOfWaits,
        Misconception::MoreThreadsFaster,
        Misconception::AsyncMeansParallel,
        Misconception::ProcessesShareGlobals,
        Misconception::SleepOrders,
        Misconception::EmptyThenGet,
        Misconception::OneBigLock,
        Misconception::BothCanBeLost,
    ];

    /// The stable name, of which its passage is made.
    pub fn name(self) -> &'static str {
        match self {
            Misconception::RanAThousandTimes => "ran-a-thousand-times",
            Misconception::OneLineOneStep => "one-line-one-step",
            Misconception::TheGilMakesItSafe => "the-gil-makes-it-safe",
            Misconception::AnyLockWillDo => "any-lock-will-do",
            Misconception::SemaphoreIsAVariable => "semaphore-is-a-variable",
            Misconception::WokenMeansTrue => "woken-means-true",
            Misconception::NotificationsWait => "notifications-wait",
            Misconception::DeadlockIsAllStandStill => "deadlock-is-all-stand-still",
            Misconception::OrderOfWaits => "order-of-waits",
            Misconception::MoreThreadsFaster => "more-threads-faster",
            Misconception::AsyncMeansParallel => "async-means-parallel",
            Misconception::ProcessesShareGlobals => "processes-share-globals",
            Misconception::SleepOrders => "sleep-orders",
            Misconception::EmptyThenGet => "empty-then-get",
            Misconception::OneBigLock => "one-big-lock",
            Misconception::BothCanBeLost => "both-can-be-lost",
        }
    }
}
