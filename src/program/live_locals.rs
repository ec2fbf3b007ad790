//! Which locals still matter at each place of a role's code.
//!
//! Two states that differ only in values nobody will read again are one state; without that,
//! what is left over in temporaries multiplies the states. (Backward data flow, as in any
//! compiler book.)

use super::code::{Pc, Role};

impl Role {
    /// For each place of the code, whether each local may still be read from there on. What is only
    /// printed does not count.
    pub fn live_locals(&self) -> Vec<Vec<bool>> {
        live_locals(self, false)
    }

    /// The same, where what is printed counts as well.
    pub fn live_locals_and_shown(&self) -> Vec<Vec<bool>> {
        live_locals(self, true)
    }
}

fn live_locals(role: &Role, shown_counts: bool) -> Vec<Vec<bool>> {
    let count = role.code.len();
    let mut live = vec![vec![false; usize::from(role.locals)]; count];
    let mut changed = true;
    while changed {
        changed = false;
        for at in (0..count).rev() {
            let effects = role.code[at].effects();
            let mut now = vec![false; usize::from(role.locals)];
            for next in role.successors(Pc(at as u16)) {
                for (it, &after) in now.iter_mut().zip(&live[next.index()]) {
                    *it |= after;
                }
            }
            // A write only ends what was live on the way on; a handler sees the value before.
            let caught =
                role.handlers.iter().find(|it| it.from.index() <= at && at < it.to.index());
            for local in effects.writes {
                let is_seen_by_handler =
                    caught.is_some_and(|it| live[it.at.index()][usize::from(local.0)]);
                now[usize::from(local.0)] = is_seen_by_handler;
            }
            for local in effects.reads {
                now[usize::from(local.0)] = true;
            }
            if shown_counts {
                for local in effects.shows {
                    now[usize::from(local.0)] = true;
                }
            }
            if now != live[at] {
                live[at] = now;
                changed = true;
            }
        }
    }
    live
}
