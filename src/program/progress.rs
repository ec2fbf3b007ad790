//! What a role could ever do for progress, as far as its code shows.

use super::code::{Instruction, Operation, Pc, Role};
use super::effects::ElementUse;

impl Role {
    /// Whether some way through the code moves an item, consumes one, or comes to its end.
    ///
    /// Threads of which none can do so are not made for progress: they may go round forever.
    /// `items` says how many items a producer makes; 0 is without end.
    pub fn can_make_progress(&self, items: u32) -> bool {
        let mut seen = vec![false; self.code.len()];
        let mut open = vec![Pc(0)];
        while let Some(at) = open.pop() {
            let Some(place) = seen.get_mut(at.index()).filter(|seen| !**seen) else { continue };
            *place = true;
            if is_progress(self.instruction(at)) {
                return true;
            }
            open.extend(self.successors(at).into_iter().filter(|&to| {
                // Without end, nobody has ever made all items.
                let only_then = matches!(
                    *self.instruction(at),
                    Instruction::Produce { all_made, .. } if all_made == to && to != at.next()
                );
                !only_then || items != 0
            }));
        }
        false
    }
}

fn is_progress(instruction: &Instruction) -> bool {
    match instruction.effects().element {
        Some(ElementUse::PutsIn | ElementUse::TakesOut) => true,
        Some(ElementUse::LooksAt | ElementUse::Replaces) => false,
        None => matches!(
            instruction,
            Instruction::Consume(_)
                | Instruction::End
                | Instruction::Print { .. }
                | Instruction::Do(Operation::Start { .. })
        ),
    }
}
