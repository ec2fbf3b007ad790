//! From what happened to the sentence that says so.

mod access;
mod failure;
mod moment;
mod notice;
mod opening;
mod sleep;
mod violation;
mod words;

pub use moment::describe_moment;
pub use notice::{describe_notice, fault_label, setting_label};
pub use opening::describe_steps_refused;
pub use violation::describe_violation;
pub use words::list_of;
