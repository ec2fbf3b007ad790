//! Stated invariants as expressions.

use super::Unexportable;
use super::names::Names;
use super::value::{Computed, compute, constant};
use crate::program::{Instruction, Invariant, NONE, Operand, Operation, Pc, Place, Role, Value};

/// Longer ones are not written: SPIN reads no endless lines.
const LONGEST: usize = 20_000;

/// A value: how it is written, and whether it is certainly a number.
type Known = (String, bool);

/// The invariant as an expression; one that cannot be worked out does not hold.
///
/// # Errors
///
/// Fails where it becomes too long.
pub fn expression(invariant: &Invariant, names: &Names) -> Result<String, Unexportable> {
    let code = &invariant.code;
    let locals = vec![("UNSET".to_owned(), false); usize::from(code.locals)];
    Reader { code, names, invariant }.from(Pc(0), locals)
}

struct Reader<'a> {
    code: &'a Role,
    names: &'a Names,
    invariant: &'a Invariant,
}

impl Reader<'_> {
    fn from(&self, at: Pc, mut locals: Vec<Known>) -> Result<String, Unexportable> {
        let next = at.next();
        let text = match *self.code.instruction(at) {
            Instruction::End => {
                let truth = locals.first().map_or("0", |it| &it.0);
                format!("({truth} != 0)")
            }
            Instruction::Jump(to) => return self.from(to, locals),
            Instruction::Set { into, value } => {
                locals[usize::from(into.0)] = self.value(value, &locals)?;
                return self.from(next, locals);
            }
            Instruction::JumpIf { value, is, to } => {
                let value = self.value(value, &locals)?.0;
                let (jump, on) = (self.from(to, locals.clone())?, self.from(next, locals)?);
                let (yes, no) = if is { (jump, on) } else { (on, jump) };
                if value.len() + yes.len() + no.len() > LONGEST {
                    return Err(Unexportable::Invariant(self.invariant.line));
                }
                format!("(IS_TRUE({value}) -> {yes} : {no})")
            }
            Instruction::Need(local) => {
                let value = locals[usize::from(local.0)].0.clone();
                format!("({value} != UNSET && {})", self.from(next, locals)?)
            }
            Instruction::Compute { operator, left, right, into } => {
                let (left, right) = (self.value(left, &locals)?, self.value(right, &locals)?);
                match compute(operator, (&left.0, left.1), (&right.0, right.1)) {
                    Computed::Always(value) => {
                        locals[usize::from(into.0)] = (value, true);
                        return self.from(next, locals);
                    }
                    Computed::If { numbers, divisor, value, .. } => {
                        locals[usize::from(into.0)] = (value, true);
                        let mut text = self.from(next, locals)?;
                        for wanted in [divisor, numbers].into_iter().flatten() {
                            text = format!("(({wanted}) && {text})");
                        }
                        text
                    }
                }
            }
            Instruction::Do(Operation::Load { from, into, .. }) => {
                let (wanted, value) = self.load(from, &locals)?;
                locals[usize::from(into.0)] = value;
                let text = self.from(next, locals)?;
                match wanted {
                    None => return Ok(text),
                    Some(wanted) => format!("(({wanted}) && {text})"),
                }
            }
            // Nothing else stands in a condition.
            _ => return Err(Unexportable::Invariant(self.invariant.line)),
        };
        if text.len() > LONGEST {
            return Err(Unexportable::Invariant(self.invariant.line));
        }
        Ok(text)
    }

    fn value(&self, operand: Operand, locals: &[Known]) -> Result<Known, Unexportable> {
        Ok(match operand {
            Operand::Local(local) => locals[usize::from(local.0)].clone(),
            Operand::Constant(value) => {
                (constant(value, Some(self.invariant.line))?, is_number(value))
            }
        })
    }

    /// What is read, and what must hold for it to be there.
    fn load(
        &self,
        place: Place,
        locals: &[Known],
    ) -> Result<(Option<String>, Known), Unexportable> {
        let (array, length, index) = match place {
            Place::Cell(cell) => return Ok((None, (self.names.cell(cell).to_owned(), false))),
            Place::Slot { first, index, .. } => {
                let index = self.value(Operand::Local(index), locals)?.0;
                let slot = format!("{}[{index}]", self.names.array(first));
                return Ok((None, (slot, false)));
            }
            Place::Entry { first, count, index } => {
                (self.names.array(first).to_owned(), count.to_string(), index)
            }
            Place::Beside { .. } => unreachable!("{}", super::model::NO_WHOLE_PROGRAMS),
            Place::Element { list, index } => {
                let row = self.names.row_of(list);
                (row.element("").replace("[]", ""), row.length(), index)
            }
        };
        let index = self.value(index, locals)?.0;
        let place = format!("({index} < 0 -> {index} + {length} : {index})");
        let wanted = format!("IS_NUMBER({index}) && {place} >= 0 && {place} < {length}");
        Ok((Some(wanted), (format!("{array}[{place}]"), false)))
    }
}

fn is_number(value: Value) -> bool {
    value != NONE
}
