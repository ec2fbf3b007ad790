//! The locals of a role while its code is made: which are in use, and which certainly have a value.

use crate::program::{Local, MOST_LOCALS, NONE, Operand, Pc, Value};

/// The locals of a role.
pub struct Locals {
    /// The next local that is free, and the most that were ever in use.
    free: usize,
    most: usize,
    /// The locals that certainly have a value here; `None` where the code is never reached.
    assigned: Option<Vec<bool>>,
    /// Whether more were wanted than a role may have.
    pub are_too_many: bool,
}

impl Locals {
    /// None, at a place that is reached.
    pub fn new() -> Locals {
        Locals { free: 0, most: 0, assigned: Some(Vec::new()), are_too_many: false }
    }

    /// A local that is free. It is in use until [`Locals::release`].
    pub fn reserve(&mut self) -> Local {
        if self.free >= MOST_LOCALS {
            self.are_too_many = true;
            return Local(0);
        }
        let local = Local(self.free as u8);
        self.free += 1;
        self.most = self.most.max(self.free);
        self.unassign(local);
        local
    }

    /// How many locals are in use.
    pub fn in_use(&self) -> usize {
        self.free
    }

    /// Frees all locals but the first so many.
    pub fn release(&mut self, in_use: usize) {
        self.free = in_use;
    }

    /// The most that were ever in use.
    pub fn most(&self) -> u8 {
        self.most as u8
    }

    /// Notes that a local has a value from here on.
    pub fn assign(&mut self, local: Local) {
        if let Some(assigned) = &mut self.assigned {
            let index = usize::from(local.0);
            if assigned.len() <= index {
                assigned.resize(index + 1, false);
            }
            assigned[index] = true;
        }
    }

    fn unassign(&mut self, local: Local) {
        if let Some(assigned) = &mut self.assigned
            && let Some(it) = assigned.get_mut(usize::from(local.0))
        {
            *it = false;
        }
    }

    pub fn is_assigned(&self, local: Local) -> bool {
        let Some(assigned) = &self.assigned else { return true };
        assigned.get(usize::from(local.0)).copied().unwrap_or(false)
    }

    /// What is certain here, to come back to.
    pub fn certainty(&self) -> Option<Vec<bool>> {
        self.assigned.clone()
    }

    pub fn set_certainty(&mut self, certainty: Option<Vec<bool>>) {
        self.assigned = certainty;
    }

    pub fn mark_unreachable(&mut self) {
        self.assigned = None;
    }

    /// What is certain where two ways meet: this one and another.
    pub fn meet(&mut self, other: Option<Vec<bool>>) {
        self.assigned = match (self.assigned.take(), other) {
            (None, it) | (it, None) => it,
            (Some(one), Some(two)) => {
                Some(one.iter().zip(&two).map(|(&one, &two)| one && two).collect())
            }
        };
    }
}

/// A truth value as an operand.
pub fn truth(is: bool) -> Operand {
    Operand::Constant(Value::from(is))
}

/// `None` as an operand.
pub const NOTHING: Operand = Operand::Constant(NONE);

/// Where a label was placed. Every one that is used is.
pub fn every_label(placed: Option<Pc>) -> Pc {
    placed.expect("every label that is used is placed")
}
