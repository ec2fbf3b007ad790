//! Where a thread is before its first step.
//!
//! What a thread does on its own up to there needs no other thread, so it is worked out here, and the model
//! declares its result: then the first state of the model is the first of the program.

use crate::program::{
    Exception, Instruction, Item, NONE, Operand, Operator, Pc, Program, Role, UNSET, Value,
    is_integer,
};

/// A thread before its first step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beginning {
    /// Where it rests; `None` when it has ended.
    pub at: Option<Pc>,
    /// Its variables.
    pub locals: Vec<Held>,
    /// How many items it has made.
    pub produced: u32,
    /// How many it has finished with.
    pub consumed: u32,
}

/// What a variable of a thread's own holds at the start: alike for all threads of a role, where
/// they begin alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// The thread's own index in its role.
    Me(u16),
    /// The item of its own that it has just made.
    OwnItem,
    /// Anything else.
    Value(Value),
}

/// Two threads that differ in their numbers only begin alike.
impl Beginning {
    pub fn is_like(&self, other: &Beginning) -> bool {
        let pairs = self.locals.iter().zip(&other.locals);
        let alike = |(one, two): (&Held, &Held)| {
            one == two || matches!((one, two), (Held::Me(_), Held::Me(_)))
        };
        self.at == other.at
            && (self.produced, self.consumed) == (other.produced, other.consumed)
            && pairs.into_iter().all(alike)
    }
}

/// Works out what the thread with this index in the role does before its first step.
pub fn beginning(program: &Program, role: &Role, me: u16) -> Beginning {
    let mut thread = Beginning {
        at: None,
        locals: vec![Held::Value(UNSET); usize::from(role.locals)],
        produced: 0,
        consumed: 0,
    };
    if let Some(local) = role.me {
        thread.locals[usize::from(local.0)] = Held::Me(me);
    }
    let mut consumed = false;
    let mut came_round = false;
    let mut at = Pc(0);
    loop {
        let raised = match *role.instruction(at) {
            Instruction::Do(_) | Instruction::Block { .. } => break,
            Instruction::End => return thread,
            Instruction::Jump(to) => {
                at = to;
                continue;
            }
            Instruction::JumpIf { value, is, to } => {
                let value = thread.value(value);
                if (value != 0 && value != NONE) == is {
                    at = to;
                    continue;
                }
                None
            }
            Instruction::Set { into, value } => {
                let value = match value {
                    Operand::Local(local) => thread.locals[usize::from(local.0)],
                    Operand::Constant(value) => Held::Value(value),
                };
                thread.locals[usize::from(into.0)] = value;
                None
            }
            Instruction::Need(local) => {
                let is_unset = thread.locals[usize::from(local.0)] == Held::Value(UNSET);
                is_unset.then_some(Exception::NAME_ERROR)
            }
            Instruction::Compute { operator, left, right, into } => {
                match compute(operator, thread.value(left), thread.value(right)) {
                    Ok(value) => {
                        thread.locals[usize::from(into.0)] = Held::Value(value);
                        None
                    }
                    Err(raised) => Some(raised),
                }
            }
            Instruction::Print { .. } | Instruction::GiveWay => None,
            Instruction::Pause(time) => {
                (!is_integer(thread.value(time))).then_some(Exception::TYPE_ERROR)
            }
            Instruction::Raise(what) => Some(Exception::from_value(thread.value(what))),
            Instruction::Produce { into, all_made } => {
                if program.items != 0 && thread.produced == program.items {
                    at = all_made;
                    continue;
                }
                if thread.produced > 0 {
                    break;
                }
                thread.produced = 1;
                thread.locals[usize::from(into.0)] = Held::OwnItem;
                None
            }
            Instruction::Consume(item) => {
                let is_item = Item::from_value(thread.value(item)).is_some();
                if is_item && consumed {
                    break;
                }
                consumed |= is_item;
                thread.consumed += u32::from(is_item && role.takes != 0);
                None
            }
            Instruction::Again { to, enough } => {
                if came_round {
                    break;
                }
                came_round = true;
                let is_enough = role.takes != 0 && thread.consumed >= role.takes;
                at = enough.filter(|_| is_enough).unwrap_or(to);
                continue;
            }
        };
        let Some(exception) = raised else {
            at = at.next();
            continue;
        };
        let mut around = role.handlers.iter().filter(|it| it.from <= at && at < it.to);
        let caught = around.next().filter(|it| !it.passes_on || around.any(|it| !it.passes_on));
        // What would end the thread here is a step of its own, so that it is seen.
        let Some(handler) = caught else { break };
        thread.locals[usize::from(handler.into.0)] = Held::Value(exception.to_value());
        at = handler.at;
    }
    thread.at = Some(at);
    thread
}

impl Beginning {
    fn value(&self, operand: Operand) -> Value {
        match operand {
            Operand::Constant(value) => value,
            Operand::Local(local) => match self.locals[usize::from(local.0)] {
                Held::Me(me) => me.into(),
                // Which of its items it is, nothing on the way asks.
                Held::OwnItem => Item { producer: 0, number: 1 }.to_value(),
                Held::Value(value) => value,
            },
        }
    }
}

fn compute(operator: Operator, left: Value, right: Value) -> Result<Value, Exception> {
    let is_equal = match operator {
        Operator::Not => return Ok((left == 0 || left == NONE).into()),
        Operator::NextInRing => return Ok(if left + 1 == right { 0 } else { left + 1 }),
        Operator::Equal => Some(true),
        Operator::NotEqual => Some(false),
        _ => None,
    };
    if let Some(wanted) = is_equal.filter(|_| left == NONE || right == NONE) {
        return Ok(((left == right) == wanted).into());
    }
    if !is_integer(left) || !is_integer(right) {
        return Err(Exception::TYPE_ERROR);
    }
    let floor = |left: i128, right: i128| (left - left.rem_euclid(right.abs())) / right.abs();
    let (one, two) = (i128::from(left), i128::from(right));
    let result = match operator {
        Operator::Add => one + two,
        Operator::Subtract => one - two,
        Operator::Multiply => one * two,
        Operator::Divide | Operator::Modulo if two == 0 => {
            return Err(Exception::ZERO_DIVISION_ERROR);
        }
        Operator::Divide => floor(one * two.signum(), two),
        Operator::Modulo => one - floor(one * two.signum(), two) * two,
        Operator::Equal => i128::from(one == two),
        Operator::NotEqual => i128::from(one != two),
        Operator::Less => i128::from(one < two),
        Operator::LessOrEqual => i128::from(one <= two),
        Operator::Not | Operator::NextInRing => 0,
    };
    let value = Value::try_from(result).map_err(|_| Exception::OVERFLOW_ERROR)?;
    if is_integer(value) { Ok(value) } else { Err(Exception::OVERFLOW_ERROR) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_divided_as_in_python() {
        for (left, right, quotient, rest) in
            [(7, 2, 3, 1), (-7, 2, -4, 1), (7, -2, -4, -1), (-7, -2, 3, -1), (0, -5, 0, 0)]
        {
            assert_eq!(compute(Operator::Divide, left, right), Ok(quotient), "{left} // {right}");
            assert_eq!(compute(Operator::Modulo, left, right), Ok(rest), "{left} % {right}");
        }
        assert_eq!(compute(Operator::Divide, 1, 0), Err(Exception::ZERO_DIVISION_ERROR));
        assert_eq!(compute(Operator::Add, Value::MAX, 1), Err(Exception::OVERFLOW_ERROR));
        assert_eq!(compute(Operator::Less, NONE, 1), Err(Exception::TYPE_ERROR));
        assert_eq!(compute(Operator::NotEqual, NONE, 1), Ok(1));
    }
}
