//! Forward data flow over the code of a role.

use super::code::{Pc, Role};

impl Role {
    /// What is known before each instruction, whichever way the thread came; `None` where no way leads.
    ///
    /// `first` is known at the beginning. `behind` says what is known where an instruction leads to another, of what is
    /// known before it. `meet` takes into the first what another way knows, and answers whether that changed anything; it must
    /// not change without end.
    pub(super) fn known_before<Known: Clone>(
        &self,
        first: Known,
        behind: impl Fn(usize, &Known, Pc) -> Known,
        meet: impl Fn(&mut Known, Known) -> bool,
    ) -> Vec<Option<Known>> {
        let mut before: Vec<Option<Known>> = vec![None; self.code.len()];
        let Some(start) = before.first_mut() else { return before };
        *start = Some(first);
        let mut open = vec![0];
        while let Some(at) = open.pop() {
            let Some(known) = before[at].clone() else { continue };
            for next in self.successors(Pc(at as u16)) {
                let reached = behind(at, &known, next);
                let changes = match &mut before[next.index()] {
                    Some(there) => meet(there, reached),
                    nothing => {
                        *nothing = Some(reached);
                        true
                    }
                };
                if changes {
                    open.push(next.index());
                }
            }
        }
        before
    }
}
