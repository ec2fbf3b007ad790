//! What a thread works out by itself. As in Python, but with 64 bits.

use crate::program::code::Operator;
use crate::program::exception::Exception;
use crate::program::memory::{Value, is_integer, is_none};
use crate::program::text::FIRST_TEXT;

/// The result of an operation.
///
/// # Errors
///
/// Raises where a number is wanted and something else given, where the result is too large for a
/// number here, and on division by zero. Items can be compared with `None` only.
#[inline(always)]
pub fn compute(operator: Operator, left: Value, right: Value) -> Result<Value, Exception> {
    let truth = |is: bool| Ok(Value::from(is));
    match operator {
        Operator::Not => return truth(left == 0 || is_none(left)),
        Operator::NextInRing => {
            let next = left.wrapping_add(1);
            return Ok(if next == right { 0 } else { next });
        }
        Operator::Equal | Operator::NotEqual if is_none(left) || is_none(right) => {
            let are_equal = is_none(left) && is_none(right);
            return truth(are_equal == (operator == Operator::Equal));
        }
        _ => {}
    }
    if !is_integer(left) || !is_integer(right) {
        return Err(Exception::TYPE_ERROR);
    }
    let result = match operator {
        Operator::Add => left.checked_add(right),
        Operator::Subtract => left.checked_sub(right),
        Operator::Multiply => left.checked_mul(right),
        Operator::Divide | Operator::Modulo if right == 0 => {
            return Err(Exception::ZERO_DIVISION_ERROR);
        }
        Operator::Divide => Some((left - modulo(left, right)) / right),
        Operator::Modulo => Some(modulo(left, right)),
        Operator::Equal => return truth(left == right),
        Operator::NotEqual => return truth(left != right),
        Operator::Less => return truth(left < right),
        Operator::LessOrEqual => return truth(left <= right),
        Operator::Not | Operator::NextInRing => None,
    };
    result.filter(|&it| is_number(it)).ok_or(Exception::OVERFLOW_ERROR)
}

/// Whether an operation on numbers can have this result: what lies below and above stands for something else.
pub fn is_number(value: Value) -> bool {
    is_integer(value) && value < FIRST_TEXT
}

/// What is left of a division that rounds down; it has the sign of the divisor.
fn modulo(left: Value, right: Value) -> Value {
    let rest = left.wrapping_rem(right);
    if rest != 0 && (rest < 0) != (right < 0) { rest + right } else { rest }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::program::Item;
    use crate::program::memory::{Cell, LEAST_INTEGER, NONE, never_set};

    #[test]
    fn numbers_are_divided_as_in_python() {
        for (left, right, quotient, rest) in [
            (7, 2, 3, 1),
            (-7, 2, -4, 1),
            (7, -2, -4, -1),
            (-7, -2, 3, -1),
            (6, 3, 2, 0),
            (-6, 3, -2, 0),
            (0, -5, 0, 0),
        ] {
            assert_eq!(compute(Operator::Divide, left, right), Ok(quotient), "{left} // {right}");
            assert_eq!(compute(Operator::Modulo, left, right), Ok(rest), "{left} % {right}");
        }
    }

    #[test]
    fn what_has_no_result_raises() {
        let item = Item { producer: 0, number: 1 }.to_value();
        for (operator, left, right, raised) in [
            (Operator::Add, Value::MAX, 1, Exception::OVERFLOW_ERROR),
            (Operator::Subtract, LEAST_INTEGER, 1, Exception::OVERFLOW_ERROR),
            (Operator::Multiply, Value::MAX, 2, Exception::OVERFLOW_ERROR),
            (Operator::Add, FIRST_TEXT - 1, 1, Exception::OVERFLOW_ERROR),
            (Operator::Divide, 1, 0, Exception::ZERO_DIVISION_ERROR),
            (Operator::Modulo, 1, 0, Exception::ZERO_DIVISION_ERROR),
            (Operator::Less, NONE, 1, Exception::TYPE_ERROR),
            (Operator::Equal, item, item, Exception::TYPE_ERROR),
            (Operator::Add, item, 1, Exception::TYPE_ERROR),
        ] {
            assert_eq!(compute(operator, left, right), Err(raised), "{operator:?} {left} {right}");
        }
    }

    #[test]
    fn anything_can_be_compared_with_none() {
        let item = Item { producer: 3, number: 9 }.to_value();
        assert_eq!(compute(Operator::Equal, NONE, NONE), Ok(1));
        assert_eq!(compute(Operator::Equal, item, NONE), Ok(0));
        assert_eq!(compute(Operator::NotEqual, NONE, item), Ok(1));
        assert_eq!(compute(Operator::NotEqual, 0, NONE), Ok(1));
        // An element that was never set is `None`, whichever it is.
        let [unset, another] = [1, 2].map(|cell| never_set(Cell(cell)));
        assert_eq!(compute(Operator::Equal, unset, NONE), Ok(1));
        assert_eq!(compute(Operator::Equal, unset, another), Ok(1));
        assert_eq!(compute(Operator::NotEqual, unset, item), Ok(1));
        assert_eq!(compute(Operator::Not, unset, 0), Ok(1));
    }
}
