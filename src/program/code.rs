//! Code: what the threads of a role run, instruction by instruction.

use super::memory::{Cell, Value};
use super::objects::ObjectId;
use serde::{Deserialize, Serialize};

/// A place in the code of a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Pc(pub u16);

/// The index of a line of the source, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Line(pub u16);

/// A variable of a thread's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Local(pub u8);

/// Code, and how many threads run it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Role {
    /// Producer or consumer.
    pub kind: RoleKind,
    /// How many threads play the role.
    pub threads: u16,
    /// How many variables each of them has of its own.
    pub locals: u8,
    /// What they run, from the first instruction on.
    pub code: Vec<Instruction>,
    /// The source line of each instruction: as long as `code`.
    pub lines: Vec<Line>,
    /// For each instruction, the buffer whose critical section a thread is in while
    /// that instruction is its next: as long as `code`.
    ///
    /// A thread is inside from the moment it holds the lock until it gives it back; code
    /// without a lock is inside from its first access to the buffer to its last.
    pub inside: Vec<Option<ObjectId>>,
}

impl Role {
    /// The instruction at a place.
    ///
    /// # Panics
    ///
    /// Panics when the code does not reach that far; every jump stays inside the code.
    pub fn instruction(&self, pc: Pc) -> Instruction {
        self.code[usize::from(pc.0)]
    }

    /// The source line of the instruction at a place; see [`Role::instruction`].
    pub fn line(&self, pc: Pc) -> Line {
        self.lines[usize::from(pc.0)]
    }

    /// The line of the role's `produce()` or `consume()`, where a thread works on an item.
    pub fn work_line(&self) -> Option<Line> {
        let at = self
            .code
            .iter()
            .position(|it| matches!(it, Instruction::Produce(_) | Instruction::Consume(_)))?;
        Some(self.lines[at])
    }
}

/// What a role does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum RoleKind {
    /// Makes items.
    Producer,
    /// Takes items.
    Consumer,
}

/// One instruction. The first four access shared state and are a *step* each; the
/// others concern the thread alone and go with the step before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Instruction {
    /// Semaphore `wait` (P): takes a permit; blocks while there is none.
    Wait(Cell),
    /// Semaphore `signal` (V): adds a permit.
    Signal(Cell),
    /// Reads a cell into a local.
    Load {
        /// Where it reads.
        from: Place,
        /// The local that gets the value.
        into: Local,
    },
    /// Writes a cell.
    Store {
        /// What it writes.
        value: Operand,
        /// Where it writes.
        to: Place,
    },
    /// Makes this producer's next item, or ends the thread once all are made.
    Produce(Local),
    /// Marks the item in the local as processed.
    Consume(Local),
    /// Goes on at another place.
    Jump(Pc),
}

impl Instruction {
    /// The semaphore count it takes a permit from, if it does: it blocks while that is 0.
    pub fn waits_at(self) -> Option<Cell> {
        match self {
            Instruction::Wait(cell) => Some(cell),
            _ => None,
        }
    }

    /// Whether it accesses shared state, and so is a step of its own.
    pub fn is_step(self) -> bool {
        match self {
            Instruction::Wait(_)
            | Instruction::Signal(_)
            | Instruction::Load { .. }
            | Instruction::Store { .. } => true,
            Instruction::Produce(_) | Instruction::Consume(_) | Instruction::Jump(_) => false,
        }
    }
}

/// The cell an access goes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Place {
    /// Always this cell.
    Cell(Cell),
    /// The slot that the local gives the index of. An index outside is brought
    /// back into the ring, as the slots of a ring have no end.
    Slot {
        /// The first slot.
        first: Cell,
        /// How many there are.
        count: u16,
        /// The local with the index.
        index: Local,
    },
}

/// A value a thread can work out by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Operand {
    /// What the local holds.
    Local(Local),
    /// The index after the local's, in a ring of so many slots.
    NextInRing {
        /// The local with the index.
        index: Local,
        /// How many slots the ring has.
        count: u16,
    },
    /// A number.
    Constant(Value),
}
