//! What the code of a role does with an object.

use crate::program::{Blocking, Cell, Instruction, Object, ObjectKind, Operation, Place, Role};

/// Which way a thread is kept from going on at a container.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// It has something to put in.
    In,
    /// It wants to take something out.
    Out,
}

/// Whether threads of the role may have to wait for the object.
pub fn waits(role: &Role, object: &Object) -> bool {
    let cell = object.waiters();
    role.code.iter().any(|it| match *it {
        Instruction::Block { on: Blocking::Retake { waiters, lock, .. }, .. } => {
            waiters == cell || lock == cell
        }
        _ => it.waits_at() == Some(cell),
    })
}

/// Whether the role may let those go on that wait for the object.
pub fn lets_go_on(role: &Role, object: &Object) -> bool {
    role.code.iter().any(|it| match *it {
        Instruction::Do(Operation::Notify { waiters, .. }) => waiters == object.waiters(),
        Instruction::Do(Operation::SetFlag(cell)) => cell == object.base,
        _ => it.gives() == Some(object.base),
    })
}

/// Whether threads of the role may have to wait at a container in this way.
pub fn waits_to(role: &Role, container: &Object, way: Way) -> bool {
    role.code.iter().any(|it| it.waits_at() == Some(container.base) && way_of(it) == Some(way))
}

/// The way of an instruction that may have to wait at a container.
pub fn way_of(instruction: &Instruction) -> Option<Way> {
    let Instruction::Block { on, .. } = instruction else { return None };
    match on {
        Blocking::Put { .. } | Blocking::Send { .. } => Some(Way::In),
        Blocking::Get { .. } | Blocking::Receive { .. } => Some(Way::Out),
        _ => None,
    }
}

/// How often the role's code puts something into a container, takes something out, or looks.
pub fn uses(role: &Role, container: &Object) -> usize {
    let is_meant = |cell: &Cell| container.part(*cell).is_some();
    role.code.iter().filter_map(touched).filter(is_meant).count()
}

/// A cell of the container that an instruction accesses.
fn touched(instruction: &Instruction) -> Option<Cell> {
    match *instruction {
        Instruction::Do(operation) => match operation {
            Operation::Load { from: place, .. } | Operation::Store { to: place, .. } => {
                Some(match place {
                    Place::Cell(cell) => cell,
                    Place::Slot { first, .. } | Place::Entry { first, .. } => first,
                    Place::Element { list, .. } => list.length,
                })
            }
            Operation::Append { list, .. } | Operation::Pop { list, .. } => Some(list.length),
            _ => None,
        },
        _ => way_of(instruction).and_then(|_| instruction.waits_at()),
    }
}

/// Whether items go through the object.
pub fn is_container(kind: ObjectKind) -> bool {
    matches!(
        kind,
        ObjectKind::Buffer { .. }
            | ObjectKind::Array { of_items: true, .. }
            | ObjectKind::List { .. }
            | ObjectKind::Queue { .. }
            | ObjectKind::Channel { .. }
    )
}
