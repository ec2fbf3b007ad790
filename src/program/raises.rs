//! What an instruction can raise.

use super::code::{Blocking, Instruction, Operand, Operation, Operator, Place};
use super::exception::Exception;

impl Instruction {
    /// The exceptions that this instruction can raise, or some that it cannot; `None` where it can be
    /// any. That a container [has no more room](Exception::BEYOND_ROOM) is left out, as nothing catches
    /// it.
    pub fn can_raise(&self) -> Option<Vec<Exception>> {
        use Exception as It;
        Some(match *self {
            Instruction::Do(operation) => match operation {
                Operation::Load { from: place, .. } | Operation::Store { to: place, .. } => {
                    match place {
                        Place::Cell(_) | Place::Slot { .. } => Vec::new(),
                        Place::Entry { .. } | Place::Element { .. } | Place::Beside { .. } => {
                            vec![It::INDEX_ERROR, It::TYPE_ERROR]
                        }
                    }
                }
                Operation::Signal { most: Some(_), .. } | Operation::CloneSender { .. } => {
                    vec![It::VALUE_ERROR]
                }
                Operation::Release(_)
                | Operation::Leave(_)
                | Operation::BeginWait { strict: true, .. }
                | Operation::BeginWait { depth: Some(_), .. } => vec![It::RUNTIME_ERROR],
                Operation::Notify { lock: Some(_), .. } | Operation::Start { .. } => {
                    vec![It::RUNTIME_ERROR]
                }
                Operation::Add { .. } => vec![It::TYPE_ERROR, It::OVERFLOW_ERROR],
                Operation::Pop { .. } => vec![It::INDEX_ERROR],
                Operation::Signal { most: None, .. }
                | Operation::BeginWait { .. }
                | Operation::Notify { lock: None, .. }
                | Operation::SetFlag(_)
                | Operation::ClearFlag(_)
                | Operation::Swap { .. }
                | Operation::CompareAndSwap { .. }
                | Operation::SleepIf { .. }
                | Operation::Append { .. }
                | Operation::DropEnd { .. }
                | Operation::Offer { .. }
                | Operation::AtBarrier { .. }
                | Operation::LookIfAlive { .. }
                | Operation::NoteRead { .. }
                | Operation::NoteWrite { .. }
                | Operation::Choose { .. }
                | Operation::EndRole(_) => Vec::new(),
            },
            Instruction::Block { on, timeout, .. } => match on {
                Blocking::Get { .. } if timeout.is_some() => vec![It::EMPTY],
                Blocking::Put { .. } if timeout.is_some() => vec![It::FULL],
                Blocking::Send { .. } => vec![It::SEND_ERROR],
                Blocking::Receive { .. } => vec![It::EMPTY, It::RECV_ERROR],
                Blocking::Meet { .. } => vec![It::BROKEN_BARRIER_ERROR],
                Blocking::Join { late: true, .. } => vec![It::RUNTIME_ERROR],
                Blocking::Get { .. }
                | Blocking::Put { .. }
                | Blocking::Wait(_)
                | Blocking::Acquire(_)
                | Blocking::Enter(_)
                | Blocking::Retake { .. }
                | Blocking::Wake { .. }
                | Blocking::UntilSet(_)
                | Blocking::Join { late: false, .. }
                | Blocking::Begin(_) => Vec::new(),
            },
            Instruction::Compute { operator, .. } => match operator {
                Operator::Add | Operator::Subtract | Operator::Multiply => {
                    vec![It::TYPE_ERROR, It::OVERFLOW_ERROR]
                }
                Operator::Divide | Operator::Modulo => {
                    vec![It::TYPE_ERROR, It::OVERFLOW_ERROR, It::ZERO_DIVISION_ERROR]
                }
                Operator::Less | Operator::LessOrEqual | Operator::NextInRing => {
                    vec![It::TYPE_ERROR]
                }
                Operator::Equal | Operator::NotEqual | Operator::Not => Vec::new(),
            },
            Instruction::Need(_) => vec![It::NAME_ERROR],
            Instruction::Pause(_) => vec![It::TYPE_ERROR],
            Instruction::Raise(Operand::Constant(value)) => vec![It::from_value(value)],
            Instruction::Raise(Operand::Local(_)) => return None,
            Instruction::Set { .. }
            | Instruction::Jump(_)
            | Instruction::JumpIf { .. }
            | Instruction::Again { .. }
            | Instruction::Produce { .. }
            | Instruction::Consume(_)
            | Instruction::Print { .. }
            | Instruction::GiveWay
            | Instruction::End => Vec::new(),
        })
    }
}
