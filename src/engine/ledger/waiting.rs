//! Who has to wait, and since when.

use super::Ledger;
use crate::engine::machine::Machine;
use crate::program::{Access, Cell, Event, ThreadId};

/// Whom an access may keep waiting, or let go on.
enum Touched {
    Nobody,
    /// Those whose next step waits at this cell.
    At(Cell),
    Anybody,
}

fn touched(access: Access) -> Touched {
    match access {
        Access::Waited { cell, before: 1 } | Access::Signalled { cell, before: 0 } => {
            Touched::At(cell)
        }
        Access::CameRound
        | Access::Waited { .. }
        | Access::Signalled { .. }
        | Access::Read { .. }
        | Access::Wrote { .. }
        | Access::Changed { .. }
        | Access::Refused { .. }
        | Access::SawFlag { .. }
        | Access::StayedAwake { .. }
        | Access::Woke { .. }
        | Access::Joined { .. }
        | Access::Began { .. }
        | Access::LookedIfAlive { .. }
        | Access::NotedRead { .. }
        | Access::NotedWrite { .. }
        | Access::Chose { .. } => Touched::Nobody,
        _ => Touched::Anybody,
    }
}

impl Ledger {
    /// Books who waits after a step, and answers who did not before.
    pub(super) fn book_waiting(
        &mut self,
        machine: &Machine,
        step: u64,
        id: ThreadId,
        event: &Event,
    ) -> Vec<ThreadId> {
        let mut slept = Vec::new();
        self.book_others(machine, step, id, event.access, &mut slept);
        for &(_, access) in &event.more {
            self.book_others(machine, step, id, access, &mut slept);
        }
        if self.note_waiting(machine, id, step) {
            slept.push(id);
        }
        slept
    }

    /// Books which other threads an access keeps waiting, or lets go on.
    fn book_others(
        &mut self,
        machine: &Machine,
        step: u64,
        id: ThreadId,
        access: Access,
        slept: &mut Vec<ThreadId>,
    ) {
        let passes_turn = machine.role(id).turn.is_some();
        let cell = match touched(access) {
            _ if passes_turn => None,
            Touched::Nobody => return,
            Touched::At(cell) => Some(cell),
            Touched::Anybody => None,
        };
        for index in 0..self.waiting_since.len() {
            let other = ThreadId(index as u8);
            let is_meant = other != id && (cell.is_none() || machine.waits_at(other) == cell);
            if is_meant && self.note_waiting(machine, other, step) {
                slept.push(other);
            }
        }
    }

    /// Books whether one thread waits; whether it did not before.
    pub(super) fn note_waiting(&mut self, machine: &Machine, id: ThreadId, step: u64) -> bool {
        let since = &mut self.waiting_since[id.index()];
        if !machine.is_waiting(id) {
            *since = None;
            self.waiting &= !(1 << id.0);
            return false;
        }
        self.waiting |= 1 << id.0;
        if machine.is_not_started(id) || machine.waits_for_turn(id) {
            // It is not there yet, or could go on but for its turn, and so waits for nothing.
            *since = None;
            return false;
        }
        let is_new = since.is_none();
        if is_new {
            *since = Some(step);
            self.counters.waits += 1;
        }
        is_new
    }
}
