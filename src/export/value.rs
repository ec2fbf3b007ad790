//! Values of 64 bits in a model of 32.

use super::Unexportable;
use crate::program::{Exception, Line, Operand, Operator, UNSET, Value, is_integer, is_none};

/// The numbers of a model: those whose sums do not leave 32 bits.
pub const MOST: Value = 1 << 30;

/// The most items of one producer: their numbers have 16 bits.
pub const MOST_ITEMS: u32 = (1 << 16) - 1;

/// The most threads: a bit for each of those that wait, and none for the sign.
pub const MOST_THREADS: usize = 31;

/// What every model begins with.
pub const DEFINITIONS: &str = "\
/* Values: numbers from LEAST to MOST; below lie items, UNSET and NONE. */
#define NONE       (-2147483647 - 1)
#define UNSET      (-2147483647)
#define ITEM       (-1610612736)
#define LEAST      (-1073741824)
#define MOST       1073741824
#define IS_NUMBER(v) ((v) >= LEAST)
#define IS_ITEM(v)   ((v) >= ITEM && (v) < LEAST)
#define IS_TRUE(v)   ((v) != 0 && (v) != NONE)
/* A reentrant lock: how often it is held, times ONCE, and the number of its holder plus 1. */
#define ONCE         65536
#define DEPTH(lock)  ((lock) / ONCE)
#define IS_MINE(lock) ((lock) != 0 && (lock) % ONCE == _pid + 1)

/* A barrier: how many are inside, and what it lets them do. Without any of these it lets them in. */
#define DRAINING     65536
#define RESETTING    131072
#define BROKEN       196608
#define INSIDE(barrier) ((barrier) % 65536)
#define PHASE(barrier) ((barrier) - INSIDE(barrier))
/* A priority queue goes by numbers, and by the numbers of items before their makers. */
#define RANK(v)      (IS_ITEM(v) -> (((v) - ITEM) & 65535) : (v))
#define MAKER(v)     (IS_ITEM(v) -> (((v) - ITEM) >> 16) : 0)
#define IS_LATER(v, w) (RANK(v) > RANK(w) || (RANK(v) == RANK(w) && MAKER(v) > MAKER(w)))
/* Beyond this the model says nothing: numbers have 64 bits in the language, and 32 here. */
#define IN_32_BITS(v) assert(LEAST <= (v) && (v) <= MOST)
#define ABS(v)       ((v) < 0 -> -(v) : (v))
";

/// A value as the model writes it.
///
/// # Errors
///
/// Fails for a number that needs more than 31 bits.
pub fn constant(value: Value, line: Option<Line>) -> Result<String, Unexportable> {
    match value {
        // That an element was never set, no step asks.
        _ if is_none(value) => Ok("NONE".into()),
        UNSET => Ok("UNSET".into()),
        _ if value.abs() <= MOST => Ok(value.to_string()),
        // Items are made by threads, and stand in no text.
        _ => Err(Unexportable::Number { value, line }),
    }
}

/// Whether an operand is certainly a number.
pub fn is_certain(operand: Operand) -> bool {
    matches!(operand, Operand::Constant(value) if is_integer(value))
}

/// How a computation goes on.
pub enum Computed {
    /// It has this value, whatever the operands are.
    Always(String),
    /// It raises unless this holds; then some statements come first, and it has this value.
    If {
        /// Where both operands must be numbers: that they are.
        numbers: Option<String>,
        /// Where it must be no division by 0: that it is none.
        divisor: Option<String>,
        /// What must hold for the result to have 32 bits: it is asserted.
        fits: Option<String>,
        /// The value.
        value: String,
    },
}

/// What raises where no numbers are given, and on division by zero.
pub const NO_NUMBER: Exception = Exception::TYPE_ERROR;
pub const NO_DIVISOR: Exception = Exception::ZERO_DIVISION_ERROR;

/// The value of an operation on what these texts stand for.
pub fn compute(
    operator: Operator,
    (left, left_is_number): (&str, bool),
    (right, right_is_number): (&str, bool),
) -> Computed {
    match operator {
        Operator::Not => return Computed::Always(format!("({left} == 0 || {left} == NONE)")),
        Operator::NextInRing => {
            return Computed::Always(format!("({left} + 1 == {right} -> 0 : {left} + 1)"));
        }
        _ => {}
    }
    let mut wanted: Vec<String> = Vec::new();
    for (text, is_number) in [(left, left_is_number), (right, right_is_number)] {
        if !is_number {
            wanted.push(format!("IS_NUMBER({text})"));
        }
    }
    let mut numbers = (!wanted.is_empty()).then(|| wanted.join(" && "));
    let mut divisor = None;
    let rest = format!("({left} % {right})");
    let floor = format!("({rest} != 0 && ({rest} < 0) != ({right} < 0))");
    let in_bits = |value: &str| Some(format!("LEAST <= ({value}) && ({value}) <= MOST"));
    let (value, fits) = match operator {
        Operator::Add | Operator::Subtract => {
            let sign = if operator == Operator::Add { "+" } else { "-" };
            let value = format!("({left} {sign} {right})");
            let fits = in_bits(&value);
            (value, fits)
        }
        Operator::Multiply => {
            let fits = format!("{left} == 0 || ABS({right}) <= MOST / ABS({left})");
            (format!("({left} * {right})"), Some(fits))
        }
        Operator::Divide => {
            divisor = Some(format!("{right} != 0"));
            (format!("({left} / {right} - {floor})"), None)
        }
        Operator::Modulo => {
            divisor = Some(format!("{right} != 0"));
            (format!("({rest} + ({floor} -> {right} : 0))"), None)
        }
        Operator::Equal | Operator::NotEqual => {
            // Anything can be compared with `None`.
            if let Some(wanted) = numbers {
                numbers = Some(format!("{left} == NONE || {right} == NONE || ({wanted})"));
            }
            let sign = if operator == Operator::Equal { "==" } else { "!=" };
            (format!("({left} {sign} {right})"), None)
        }
        Operator::Less => (format!("({left} < {right})"), None),
        Operator::LessOrEqual => (format!("({left} <= {right})"), None),
        Operator::Not | Operator::NextInRing => unreachable!("treated above"),
    };
    Computed::If { numbers, divisor, fits, value }
}
