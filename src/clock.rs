//! The clock: how long the same work takes under each runtime, reckoned event by event.
//!
//! Nothing here decides a verdict. A runtime is who may run at once (cores, the GIL, one loop) and what things
//! cost ([`costs`]); work is a number of like tasks that compute, wait and are copied. From both follows, in
//! whole tenths of a microsecond, what every lane does at every time. The same work, machine and seed give the
//! same strip, always.

pub mod costs;
mod event_loop;
mod machine;
mod pool;
mod reckon;
mod record;
mod rig;
mod threads;
mod work;

pub use machine::{Machine, Runtime, StartMethod};
pub use reckon::{SpeedUp, WORKERS, amdahl, reckon, speed_ups, total};
pub use record::{Fill, Held, Kind, Lane, LaneName, NO_CORE, NO_TASK, Raised, Segment, Strip};
pub use work::{Awaiting, Chunks, Work};

/// A time or a duration, in tenths of a microsecond.
pub type Time = u64;

/// A microsecond.
pub const MICROSECOND: Time = 10;

/// A millisecond.
pub const MILLISECOND: Time = 10_000;
