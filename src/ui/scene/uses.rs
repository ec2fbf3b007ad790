//! What the code of a role does with an object.

use crate::program::{Effects, ElementUse, LockUse, Object, Role};

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
    // Whoever was notified waits for the lock.
    role.effects().any(|it| {
        it.waits_at == Some(cell)
            || matches!(it.lock, Some((lock, LockUse::Retakes)) if lock == cell)
    })
}

/// Whether the role may let those go on that wait for the object.
pub fn lets_go_on(role: &Role, object: &Object) -> bool {
    role.effects().any(|it| it.wakes == Some(object.waiters()) || it.gives() == Some(object.base))
}

/// Whether threads of the role may have to wait at a container in this way.
pub fn waits_to(role: &Role, container: &Object, way: Way) -> bool {
    role.effects().any(|it| it.waits_at == Some(container.base) && way_of(&it) == Some(way))
}

/// The way of an instruction that may have to wait at a container.
pub fn way_of(effects: &Effects) -> Option<Way> {
    effects.waits_at?;
    match effects.element? {
        ElementUse::PutsIn | ElementUse::Replaces => Some(Way::In),
        ElementUse::TakesOut | ElementUse::LooksAt => Some(Way::Out),
    }
}

/// How often the role's code puts something into a container, takes something out, or looks. To drop or
/// clone an end of it is none of that.
pub fn uses(role: &Role, container: &Object) -> usize {
    let touches = |it: &Effects| {
        it.cells.into_iter().any(|touched| container.part(touched.cell).is_some())
            && (it.element.is_some() || !it.is_wide)
    };
    role.effects().filter(touches).count()
}
