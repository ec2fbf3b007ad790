//! Putting the code of a thread in a row: instructions, the steps they belong to, and places that are filled in later.
//! Whatever compiles a text, of roles or a whole program, does it with this.

use super::code::{Handler, Instruction, Line, Local, Operation, Pc, Place};
use super::operand::Operand;
use super::span::Span;

/// The most instructions of one thread. Functions put into each other, and `finally` before each way out, can multiply a
/// short text.
pub const MOST_INSTRUCTIONS: usize = 4000;

/// The most variables of one thread, those of functions put in included.
pub const MOST_LOCALS: usize = 255;

/// A place that jumps lead to before it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Label(usize);

/// Code under construction.
#[derive(Default)]
pub struct Assembly {
    /// The instructions so far; the targets of jumps are numbers of labels until [`Assembly::resolve`].
    pub code: Vec<Instruction>,
    /// The line of each instruction.
    pub lines: Vec<Line>,
    /// The words of each instruction.
    pub spans: Vec<Span>,
    /// The step that each instruction belongs to.
    pub groups: Vec<u16>,
    /// Where exceptions go on.
    pub handlers: Vec<Handler>,
    /// What the labels stand for.
    labels: Vec<Option<Pc>>,
    /// The line that instructions come from just now.
    pub line: Line,
    /// The words that instructions come from just now.
    pub span: Span,
    /// The step that accesses belong to just now.
    group: u16,
    /// Whether steps end only where the code [gives way](Instruction::GiveWay): [`Assembly::next_group`] is of no matter.
    pub holds_turn: bool,
    /// Where a label was placed last: what stands before it may be passed by.
    placed: Option<Pc>,
    /// Whether there were more instructions than a thread may have; they are left out.
    pub is_too_long: bool,
}

impl Assembly {
    /// Without code; whether steps end only where it gives way.
    pub fn holding_turn(holds_turn: bool) -> Assembly {
        Assembly { holds_turn, ..Assembly::default() }
    }

    /// Where the next instruction will stand.
    pub fn here(&self) -> Pc {
        Pc(self.code.len() as u16)
    }

    /// Adds an instruction.
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

    /// From here on accesses belong to another step.
    pub fn next_group(&mut self) {
        if !self.holds_turn {
            self.begin_group();
        }
    }

    /// From here on accesses belong to another step, in which the thread may still have its turn.
    pub fn begin_group(&mut self) {
        self.group = self.group.wrapping_add(1);
    }

    /// Here another thread may go on.
    pub fn give_way(&mut self) {
        let has_just = self.code.last() == Some(&Instruction::GiveWay);
        if !has_just || self.placed == Some(self.here()) {
            self.emit(Instruction::GiveWay);
        }
    }

    /// Adds an access that goes with the one before, in one step, unless [`Assembly::next_group`] came between.
    pub fn access(&mut self, operation: Operation) {
        self.emit(Instruction::Do(operation));
    }

    /// Adds an access that begins a step.
    pub fn step(&mut self, operation: Operation) {
        self.next_group();
        self.access(operation);
    }

    /// Reads a cell.
    pub fn load(&mut self, from: Place, into: Local, takes: bool) {
        self.access(Operation::Load { from, into, takes });
    }

    /// Writes a cell.
    pub fn store(&mut self, value: Operand, to: Place) {
        self.access(Operation::Store { value, to });
    }

    /// Gives a local a value, unless that is what it has.
    pub fn set(&mut self, into: Local, value: Operand) {
        if value != Operand::Local(into) {
            self.emit(Instruction::Set { into, value });
        }
    }

    /// A label, to be placed later.
    pub fn label(&mut self) -> Label {
        self.labels.push(None);
        Label(self.labels.len() - 1)
    }

    /// The label as it stands in a jump until [`Assembly::resolve`].
    pub fn pc(label: Label) -> Pc {
        Pc(label.0 as u16)
    }

    /// Lets a label stand for what comes next.
    pub fn place(&mut self, label: Label) {
        let here = self.here();
        self.labels[label.0] = Some(here);
        self.placed = Some(here);
    }

    /// Goes on at a label.
    pub fn jump(&mut self, to: Label) {
        self.emit(Instruction::Jump(Assembly::pc(to)));
    }

    /// Goes on at a label if the value is true, or if it is false.
    pub fn jump_if(&mut self, value: Operand, is: bool, to: Label) {
        self.emit(Instruction::JumpIf { value, is, to: Assembly::pc(to) });
    }

    /// Catches what is raised from `from` up to here, but for the gaps, which lie in it in order.
    pub fn handle(&mut self, from: Pc, gaps: &[(Pc, Pc)], at: Label, into: Local, passes_on: bool) {
        let end = self.here();
        let mut start = from;
        for &(gap_start, gap_end) in gaps.iter().chain([&(end, end)]) {
            if start < gap_start {
                let at = Assembly::pc(at);
                self.handlers.push(Handler { from: start, to: gap_start, at, into, passes_on });
            }
            start = start.max(gap_end);
        }
    }

    /// Puts places for labels, at the very end. `place` gets where a label was placed, if it was.
    pub fn resolve(&mut self, place: impl Fn(Option<Pc>) -> Pc) {
        if self.is_too_long {
            return;
        }
        let labels = &self.labels;
        let resolve = |label: &mut Pc| *label = place(labels.get(label.index()).copied().flatten());
        self.code.iter_mut().flat_map(Instruction::targets_mut).for_each(resolve);
        self.handlers.iter_mut().map(|it| &mut it.at).for_each(resolve);
    }
}
