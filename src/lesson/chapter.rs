//! The chapters, in the order of the course.

/// A chapter of the course.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names say what each is about")]
pub enum Chapter {
    Schedules,
    MutualExclusion,
    Semaphores,
    Monitors,
    LocksAndEvents,
    Channels,
    Python,
    Runtimes,
    Underneath,
}

impl Chapter {
    /// All of them, in order.
    pub const ALL: [Chapter; 9] = [
        Chapter::Schedules,
        Chapter::MutualExclusion,
        Chapter::Semaphores,
        Chapter::Monitors,
        Chapter::LocksAndEvents,
        Chapter::Channels,
        Chapter::Python,
        Chapter::Runtimes,
        Chapter::Underneath,
    ];

    /// The stable name, of which its passage is made.
    pub fn name(self) -> &'static str {
        match self {
            Chapter::Schedules => "schedules",
            Chapter::MutualExclusion => "mutual-exclusion",
            Chapter::Semaphores => "semaphores",
            Chapter::Monitors => "monitors",
            Chapter::LocksAndEvents => "locks-and-events",
            Chapter::Channels => "channels",
            Chapter::Python => "python",
            Chapter::Runtimes => "runtimes",
            Chapter::Underneath => "underneath",
        }
    }

    /// Its number in the course, from 1. What is underneath comes last, and has none.
    pub fn number(self) -> Option<usize> {
        let at = Chapter::ALL.iter().position(|it| *it == self)?;
        (self != Chapter::Underneath).then_some(at + 1)
    }
}
