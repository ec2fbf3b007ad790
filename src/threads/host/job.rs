//! A run to come, and what was ordered for it before it could start.

use crate::program::{Choice, Program, ThreadId};
use crate::threads::control::{Control, Reach, RunOptions};

/// See the [module](self).
pub struct Job {
    /// What is run.
    pub program: Program,
    /// How.
    pub options: RunOptions,
    /// What was ordered meanwhile, in order.
    pub orders: Vec<Order>,
}

impl Job {
    /// A job with no orders yet.
    pub fn new(program: Program, options: RunOptions) -> Job {
        Job { program, options, orders: Vec::new() }
    }
}

/// What the page can tell the threads of a run.
#[derive(Clone, Copy, Debug)]
pub enum Order {
    /// See [`Control::grant`].
    Grant(u32),
    /// See [`Control::grant_to`].
    GrantTo(ThreadId, Option<Choice>),
    /// See [`Control::set_unlimited`].
    SetUnlimited,
    /// See [`Control::pause`].
    Pause,
    /// See [`Control::set_pace`].
    SetPace(Option<f64>),
}

impl Order {
    /// Gives the order.
    pub fn give<R: Reach>(self, control: &Control<'_, R>) {
        match self {
            Order::Grant(steps) => control.grant(steps),
            Order::GrantTo(thread, way) => control.grant_to(thread, way),
            Order::SetUnlimited => control.set_unlimited(),
            Order::Pause => control.pause(),
            Order::SetPace(pace) => control.set_pace(pace),
        }
    }
}
