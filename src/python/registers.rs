//! The registers of one thread: which are in use.

use crate::program::{Local, MOST_LOCALS};

/// The registers of a thread.
#[derive(Default)]
pub struct Registers {
    is_free: Vec<bool>,
    /// Those in use, in the order in which they were taken.
    pub taken: Vec<Local>,
    /// Whether more were wanted than a thread may have.
    pub are_too_many: bool,
}

impl Registers {
    /// A register that nothing uses.
    pub fn reserve(&mut self) -> Local {
        let found = self.is_free.iter().position(|it| *it);
        let index = found.unwrap_or(self.is_free.len());
        if index >= MOST_LOCALS {
            self.are_too_many = true;
            return Local(0);
        }
        if found.is_some() {
            self.is_free[index] = false;
        } else {
            self.is_free.push(false);
        }
        let local = Local(index as u8);
        self.taken.push(local);
        local
    }

    /// Gives registers back that were taken after the first `kept`, unless they are still wanted.
    pub fn sweep(&mut self, kept: usize, is_wanted: impl Fn(Local) -> bool) {
        let later = self.taken.split_off(kept.min(self.taken.len()));
        for local in later {
            if is_wanted(local) {
                self.taken.push(local);
            } else {
                self.is_free[usize::from(local.0)] = true;
            }
        }
    }

    /// How many were ever in use at once.
    pub fn count(&self) -> u8 {
        self.is_free.len() as u8
    }
}
