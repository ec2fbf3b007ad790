//! Puts instructions in a row: labels, the places they come from, handlers, and the locals.

use super::code_size::{MOST_INSTRUCTIONS, MOST_LOCALS};
use crate::program::{
    Handler, Instruction, Line, Local, NONE, Operand, Operation, Pc, Place, Span, Value,
};

/// A place that jumps lead to before it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label(usize);

/// Code under construction.
#[derive(Default)]
pub struct Assembler {
    pub code: Vec<Instruction>,
    pub lines: Vec<Line>,
    pub spans: Vec<Span>,
    pub groups: Vec<u16>,
    pub handlers: Vec<Handler>,
    /// What the labels stand for; jumps hold the number of their label until the end.
    labels: Vec<Option<Pc>>,
    /// The line and the words that instructions come from just now.
    pub line: Line,
    pub span: Span,
    /// The step that accesses belong to just now.
    group: u16,
    /// The next local that is free, and the most that were ever in use.
    free: usize,
    most: usize,
    /// The locals that certainly have a value here; `None` where the code is never reached.
    assigned: Option<Vec<bool>>,
    pub is_too_long: bool,
    pub has_too_many_locals: bool,
}

impl Assembler {
    pub fn new() -> Assembler {
        Assembler { assigned: Some(Vec::new()), ..Assembler::default() }
    }

    /// Where the next instruction will stand.
    pub fn here(&self) -> Pc {
        Pc(self.code.len() as u16)
    }

    pub fn emit(&mut self, instruction: Instruction) {
        if self.code.len() >= MOST_INSTRUCTIONS {
            self.is_too_long = true;
            return;
        }
        self.code.push(instruction);
        self.lines.push(self.line);
        self.spans.push(self.span);
        self.groups.push(self.group);
    }

    pub fn access(&mut self, operation: Operation) {
        self.emit(Instruction::Do(operation));
    }

    pub fn load(&mut self, from: Place, into: Local, takes: bool) {
        self.access(Operation::Load { from, into, takes });
    }

    pub fn store(&mut self, value: Operand, to: Place) {
        self.access(Operation::Store { value, to });
    }

    pub fn set(&mut self, into: Local, value: Operand) {
        if value != Operand::Local(into) {
            self.emit(Instruction::Set { into, value });
        }
    }

    /// From here on accesses belong to another step.
    pub fn next_group(&mut self) {
        self.group = self.group.wrapping_add(1);
    }

    pub fn label(&mut self) -> Label {
        self.labels.push(None);
        Label(self.labels.len() - 1)
    }

    /// The label as it stands in a jump until [`Assembler::resolve`].
    pub fn pc(label: Label) -> Pc {
        Pc(label.0 as u16)
    }

    pub fn place(&mut self, label: Label) {
        self.labels[label.0] = Some(self.here());
    }

    pub fn jump(&mut self, to: Label) {
        self.emit(Instruction::Jump(Assembler::pc(to)));
        self.mark_unreachable();
    }

    pub fn jump_if(&mut self, value: Operand, is: bool, to: Label) {
        self.emit(Instruction::JumpIf { value, is, to: Assembler::pc(to) });
    }

    /// Catches what is raised from `from` up to here, but for the gaps, which lie in it in order.
    pub fn handle(&mut self, from: Pc, gaps: &[(Pc, Pc)], at: Label, into: Local, passes_on: bool) {
        let end = self.here();
        let mut start = from;
        for &(gap_start, gap_end) in gaps.iter().chain([&(end, end)]) {
            if start < gap_start {
                let at = Assembler::pc(at);
                self.handlers.push(Handler { from: start, to: gap_start, at, into, passes_on });
            }
            start = start.max(gap_end);
        }
    }

    /// Puts places for labels.
    pub fn resolve(&mut self) {
        if self.is_too_long {
            return;
        }
        let labels = &self.labels;
        let place = |label: &mut Pc| {
            *label = labels[label.index()].expect("every label that is used is placed");
        };
        self.code.iter_mut().flat_map(Instruction::targets_mut).for_each(place);
        for handler in &mut self.handlers {
            place(&mut handler.at);
        }
    }

    /// A local that is free. It is in use until [`Assembler::release`].
    pub fn reserve(&mut self) -> Local {
        if self.free >= MOST_LOCALS {
            self.has_too_many_locals = true;
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

    pub fn most_locals(&self) -> u8 {
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
