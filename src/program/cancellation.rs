//! How another thread cancels one: a task of asyncio.

use super::exception::Exception;
use super::memory::{Cell, Value};
use serde::{Deserialize, Serialize};

/// How a thread with a [turn](super::Role::turn) is cancelled: at its next step after it had to wait, gave way, or was started.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cancellation {
    /// The cell that says whether it is to be: [never](Cancellation::NOT), [at once](Cancellation::NOW), or
    /// [unless it need not wait](Cancellation::AFTER_A_STEP).
    pub flag: Cell,
    /// What is raised in it. The flag is cleared by that.
    pub exception: Exception,
}

impl Cancellation {
    /// It goes on as it would.
    pub const NOT: Value = 0;
    /// Its next step raises, even if it could go on.
    pub const NOW: Value = 1;
    /// Its next step raises if it would have to wait. Otherwise that is made, and the one behind the next wait raises.
    pub const AFTER_A_STEP: Value = 2;
}
