//! Whose update lost another's.

use crate::engine::violation::Violation;
use crate::program::{Cell, ObjectKind, Part, Program, ThreadId};

/// What is said of a thread that wrote what it had made of an older value, by the readers of what it wrote.
pub fn lost_update(program: &Program, thread: ThreadId, readers: Cell) -> Option<Violation> {
    let (readers, part) = program.part_of(readers);
    let (ObjectKind::Readers { of: object, .. }, Part::Readers(place)) =
        (program.object(readers).kind, part)
    else {
        return None;
    };
    let is_array = matches!(program.object(object).kind, ObjectKind::Array { .. });
    Some(Violation::LostUpdate { thread, object, element: is_array.then_some(place) })
}
