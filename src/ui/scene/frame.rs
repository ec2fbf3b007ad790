//! One picture that is painted, and what several parts read of its state.

use super::geometry::Geometry;
use super::wording::Face;
use crate::engine::{Ending, Violation};
use crate::program::{ObjectId, Value};
use crate::session::Model;

/// What the parts of the painter need to know about a frame.
pub struct Frame<'a> {
    /// What is shown.
    pub model: &'a Model,
    /// Where everything is.
    pub geometry: &'a Geometry,
    /// In milliseconds.
    pub now: f64,
    /// How long ways take that begin now; 0 is "at once".
    pub time: f64,
    /// The width of ordinary type.
    pub face: Face,
    /// The width of the type for code.
    pub mono: Face,
    /// The width of the type for items.
    pub tags: Face,
}

/// What is in a list, a queue or a channel: what leaves first comes first.
pub fn elements_of(model: &Model, object: ObjectId) -> &[Value] {
    let object = model.program().object(object);
    let memory = model.playback.run.machine().memory().values();
    let first = memory[object.base.index()];
    let length = object.length(first).unwrap_or(0);
    let from = object.slots().index();
    &memory[from..from + usize::from(length)]
}

/// Whether the run ended with an exception at this object.
pub fn failed_at(model: &Model, id: ObjectId) -> bool {
    matches!(
        model.playback.ending,
        Some(Ending::Broken(Violation::Exception { object: Some(object), .. })) if object == id
    )
}
