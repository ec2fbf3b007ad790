//! *Prove it*: what was asked of the checker, how far it has come, and what it answered.
//!
//! The search itself runs elsewhere, as it must not hold up the page: an [`Order`] goes out
//! as bytes and [`Answer`]s come back, and whoever [carries it out](carry_out) needs nothing
//! else. So the page can end a search at any moment by ending its worker.

mod answering;
mod axes;
pub(super) mod change;
mod map;
mod order;
pub(super) mod state;
pub(super) mod subject;
mod trouble;
pub(super) mod watching;

pub use answering::{Carried, Means, carry_out};
pub use axes::{Axes, Axis};
pub use map::{Cell, Layout, Map, Outcome};
pub use order::{Answer, Order, Task};
pub use state::{Finding, Prediction, Proof, ProofAction, ProofEffect, Stage};
pub use subject::Subject;
pub use trouble::Trouble;
