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
    let kind = program.object(object).kind;
    let has_places = matches!(kind, ObjectKind::Array { .. } | ObjectKind::List { .. });
    Some(Violation::LostUpdate { thread, object, element: has_places.then_some(place) })
}
