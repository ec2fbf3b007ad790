//! Calculating, comparing, and what counts as true.

use super::Elaborator;
use super::heap::Kind;
use super::value::{Domain, Value};
use crate::program::{Local, NONE, Operand, Operator, Span};
use crate::python::refusal::Refusal;
use crate::python::tree::{Binary, Comparison, Expr};
use std::cmp::Ordering;

/// Integers a program can count to, with room to spare.
const LARGEST: i64 = 1 << 56;

/// The longest text that is made by repeating one, in bytes: more than fits into a pipe.
const MOST_TEXT: usize = 1 << 18;

impl Elaborator<'_> {
    pub fn calculate(&mut self, operator: Binary, left: Value, right: Value, span: Span) -> Value {
        use Value as V;
        let (left, right) = (self.without_pid(left), self.without_pid(right));
        match (&left, &right) {
            (V::Wrong, _) | (_, V::Wrong) => return V::Wrong,
            (V::Text(format), _) if operator == Binary::Modulo => {
                return self.percent(&format.clone(), &right, span);
            }
            (V::Text(_) | V::Phrase(_), V::Text(_) | V::Phrase(_)) if operator == Binary::Add => {
                let long = |it: &Value| match it {
                    V::Text(text) => text.len(),
                    _ => 0,
                };
                if long(&left) + long(&right) > 4096 {
                    return self.refuse(span, Refusal::TooManyElements, &["4096"]);
                }
                return super::texts::joined(vec![left, right]);
            }
            (V::Text(text), count) | (count, V::Text(text)) if operator == Binary::Multiply => {
                return match count.integer() {
                    Some(it) if (it.clamp(0, 1 << 20) as usize) * text.len() <= MOST_TEXT => {
                        let text = text.repeat(it.max(0) as usize);
                        // Long texts take time and room.
                        self.steps += text.len() / 256;
                        V::text(&text)
                    }
                    _ => self.refuse(span, Refusal::Operation, &["str * value"]),
                };
            }
            (V::Tuple(a), V::Tuple(b)) if operator == Binary::Add => {
                if a.len() + b.len() > 1024 {
                    return self.refuse(span, Refusal::TooManyElements, &["1024"]);
                }
                return V::tuple(a.iter().chain(b.iter()).cloned().collect());
            }
            (V::Ref(list), _) | (_, V::Ref(list))
                if matches!(self.kind(*list), Kind::List { .. }) =>
            {
                return self.list_arithmetic(operator, &left, &right, span);
            }
            (V::Text(_) | V::Phrase(_), V::Local(_, domain))
            | (V::Local(_, domain), V::Text(_) | V::Phrase(_))
                if operator == Binary::Add && (domain.words || !domain.opaque) =>
            {
                self.need_text(&left);
                self.need_text(&right);
                return V::Phrase(vec![left, right].into());
            }
            _ => {}
        }
        if let (Some(a), Some(b)) = (left.integer(), right.integer()) {
            return self.whole(operator, a, b, span);
        }
        if let (Some(a), Some(b)) = (left.float(), right.float()) {
            return match real(operator, a, b) {
                Some(it) => V::Float(it),
                None => {
                    self.raise_named("ZeroDivisionError");
                    V::Wrong
                }
            };
        }
        let is_plain = matches!(operator, Binary::Add | Binary::Subtract | Binary::FloorDivide);
        let may_hold_text = |it: &Value| match it {
            V::Local(_, domain) => !domain.constants.is_empty(),
            _ => false,
        };
        let is_one_sided = !may_hold_text(&left) || !may_hold_text(&right);
        let is_number = |it: &Value| match it {
            V::Local(_, domain) => {
                domain.is_number()
                    || domain.is_opaque_number()
                    || (is_plain && is_one_sided && domain.int && !domain.opaque)
            }
            V::Opaque | V::Float(_) | V::Int(_) | V::Bool(_) | V::None => true,
            _ => false,
        };
        if !is_number(&left) || !is_number(&right) {
            let (left, right) = (self.what_is(&left), self.what_is(&right));
            let what = format!("{left} {} {right}", operator.sign());
            return self.refuse(span, Refusal::Operation, &[&what]);
        }
        let is_opaque = |it: &Value| match it {
            V::Local(_, domain) => domain.opaque,
            it => matches!(it, V::Opaque | V::Float(_)),
        };
        let divides = matches!(operator, Binary::Divide | Binary::FloorDivide | Binary::Modulo);
        if is_opaque(&left) || is_opaque(&right) {
            // Chance may choose 0.
            if divides && is_opaque(&right) && self.wants_chance() {
                return V::Opaque;
            }
            self.need_something(&left);
            self.need_something(&right);
            if divides {
                self.need_divisor(&right);
            }
            return self.opaque_of(&[&left, &right]);
        }
        self.need_number(&left);
        self.need_number(&right);
        let operator = match operator {
            Binary::Add => Operator::Add,
            Binary::Subtract => Operator::Subtract,
            Binary::Multiply => Operator::Multiply,
            Binary::FloorDivide => Operator::Divide,
            Binary::Modulo => Operator::Modulo,
            Binary::Power => return self.power(&left, &right, span),
            // What comes of it can only be shown.
            Binary::Divide => {
                self.need_something(&left);
                self.need_something(&right);
                self.need_divisor(&right);
                return self.opaque_of(&[&left, &right]);
            }
            Binary::Bits => return self.refuse(span, Refusal::Operation, &["& | ^ << >>"]),
        };
        let (Some(left), Some(right)) = (self.operand(&left, span), self.operand(&right, span))
        else {
            return V::Wrong;
        };
        let into = self.compute(operator, left, right);
        V::Local(into, Domain::integers())
    }

    /// Raises where the value is, or may be, zero.
    fn need_divisor(&mut self, value: &Value) {
        match value {
            Value::Local(register, domain) if domain.int || domain.bool => {
                let zero = Operand::Constant(0);
                let is_zero = self.compute(Operator::Equal, Operand::Local(*register), zero);
                let exception = self.exception_named("ZeroDivisionError");
                self.raise_unless(is_zero, false, exception);
            }
            it if !self.t.is_dead && it.float() == Some(0.0) => {
                self.raise_named("ZeroDivisionError");
            }
            _ => {}
        }
    }

    fn power(&mut self, base: &Value, power: &Value, span: Span) -> Value {
        let Some(times) = power.integer().filter(|it| (0..=8).contains(it)) else {
            return self.refuse(span, Refusal::Operation, &["**"]);
        };
        let mut out = Value::Int(1);
        for _ in 0..times {
            out = self.calculate(Binary::Multiply, out, base.clone(), span);
        }
        out
    }

    fn whole(&mut self, operator: Binary, a: i64, b: i64, span: Span) -> Value {
        let out = match operator {
            Binary::Add => a.checked_add(b),
            Binary::Subtract => a.checked_sub(b),
            Binary::Multiply => a.checked_mul(b),
            Binary::FloorDivide | Binary::Modulo | Binary::Divide if b == 0 => {
                self.raise_named("ZeroDivisionError");
                return Value::Wrong;
            }
            Binary::FloorDivide => Some(a.div_euclid(b) - i64::from(b < 0 && a.rem_euclid(b) != 0)),
            Binary::Modulo => {
                let rest = a.wrapping_rem(b);
                Some(if rest != 0 && (rest < 0) != (b < 0) { rest + b } else { rest })
            }
            Binary::Divide => return Value::Float(a as f64 / b as f64),
            Binary::Power => match u32::try_from(b) {
                Ok(b) => a.checked_pow(b),
                Err(_) => return Value::Float((a as f64).powf(b as f64)),
            },
            Binary::Bits => return self.refuse(span, Refusal::Operation, &["& | ^ << >>"]),
        };
        match out.filter(|it| it.abs() < LARGEST) {
            Some(it) => Value::Int(it),
            None => self.refuse(span, Refusal::Number, &[self.words(span)]),
        }
    }

    pub fn not(&mut self, register: Local) -> Value {
        let into = self.compute(Operator::Not, Operand::Local(register), Operand::Constant(0));
        Value::Local(into, Domain::truths())
    }

    /// Whether a value counts as true: a known truth, or a register to look at.
    pub fn truth(&mut self, value: &Value, span: Span) -> Value {
        match value {
            Value::Wrong => Value::Wrong,
            it if self.has_truth_of_its_own(it) => self.refuse(span, Refusal::NotConstant, &["if"]),
            Value::Local(register, domain) => {
                let is_hollow = |it: &u32| {
                    self.next.constants.get(*it as usize).and_then(Value::truth) == Some(false)
                };
                if domain.constants.iter().any(is_hollow) {
                    let domain = domain.clone();
                    if domain.int || domain.bool {
                        return self.refuse(span, Refusal::Operation, &["int, str"]);
                    }
                    return self.by_cases(*register, &domain, "TypeError", span, |_, it| {
                        Value::Bool(it.truth().unwrap_or(true))
                    });
                }
                if !(domain.int || domain.bool || domain.none || domain.opaque) {
                    return Value::Bool(true);
                }
                if domain.opaque {
                    if self.wants_chance() {
                        return Value::Bool(false);
                    }
                    return self.refuse(span, Refusal::NotConstant, &["if"]);
                }
                value.clone()
            }
            Value::Ref(id) => self.object_truth(*id, span),
            Value::Phrase(_) => Value::Bool(true),
            Value::Opaque => self.choice(&[Value::Bool(false), Value::Bool(true)], span),
            Value::Uncertain | Value::Unset => self.refuse(span, Refusal::NotConstant, &["if"]),
            other => Value::Bool(other.truth().unwrap_or(true)),
        }
    }

    /// `a < b < c`: as with `and`, what stands behind a part that is false is not looked at.
    pub fn compared(&mut self, first: &Expr, rest: &[(Comparison, Expr)], span: Span) -> Value {
        let mut left = self.value(first);
        let (kept, end) = (self.t.regions.len(), self.t.asm.label());
        let mut answer = None;
        let mut out = Value::Bool(true);
        for (at, (comparison, right)) in rest.iter().enumerate() {
            let right = self.value(right);
            if self.t.is_dead {
                out = Value::Wrong;
                break;
            }
            out = self.compare(*comparison, left, right.clone(), span);
            match out {
                Value::Bool(true) => {}
                Value::Local(holds, _) if at + 1 < rest.len() => {
                    self.leave_early(&mut answer, holds, false, end);
                }
                _ => break,
            }
            left = right;
        }
        self.answer_given(answer, out, (end, kept), span)
    }

    pub fn compare(&mut self, how: Comparison, left: Value, right: Value, span: Span) -> Value {
        use Comparison as C;
        if matches!(left, Value::Wrong) || matches!(right, Value::Wrong) {
            return Value::Wrong;
        }
        match how {
            C::Equal | C::Is => self.equal(&left, &right, how == C::Is, span),
            C::NotEqual | C::IsNot => match self.equal(&left, &right, how == C::IsNot, span) {
                Value::Bool(it) => Value::Bool(!it),
                Value::Local(it, _) => self.not(it),
                other => other,
            },
            C::In => self.contains(&right, &left, span),
            C::NotIn => match self.contains(&right, &left, span) {
                Value::Bool(it) => Value::Bool(!it),
                Value::Local(it, _) => self.not(it),
                other => other,
            },
            C::Less | C::LessOrEqual | C::Greater | C::GreaterOrEqual => {
                self.ordered(how, left, right, span)
            }
        }
    }

    fn ordered(&mut self, how: Comparison, left: Value, right: Value, span: Span) -> Value {
        let (left, right, how) = match how {
            Comparison::Greater => (right, left, Operator::Less),
            Comparison::GreaterOrEqual => (right, left, Operator::LessOrEqual),
            Comparison::LessOrEqual => (left, right, Operator::LessOrEqual),
            _ => (left, right, Operator::Less),
        };
        if let Some(order) = order_of(&left, &right) {
            let holds = order == Ordering::Less
                || (how == Operator::LessOrEqual && order == Ordering::Equal);
            return Value::Bool(holds);
        }
        if let Some(answer) = self.ordered_pids(how, &left, &right, span) {
            return answer;
        }
        if matches!(left, Value::Opaque) || matches!(right, Value::Opaque) {
            // Time and chance decide: either way.
            return self.choice(&[Value::Bool(false), Value::Bool(true)], span);
        }
        let is_number = |it: &Value| match it {
            Value::Local(_, domain) => domain.is_number() || (domain.int && !domain.opaque),
            it => it.integer().is_some() || matches!(it, Value::None),
        };
        if let (Value::Local(_, a), Value::Local(_, b)) = (&left, &right)
            && !a.constants.is_empty()
            && !b.constants.is_empty()
        {
            return self.refuse(span, Refusal::Operation, &["<"]);
        }
        if !is_number(&left) || !is_number(&right) {
            let what = format!("{} < {}", self.what_is(&left), self.what_is(&right));
            return self.refuse(span, Refusal::Operation, &[&what]);
        }
        self.need_number(&left);
        self.need_number(&right);
        let (Some(left), Some(right)) = (self.operand(&left, span), self.operand(&right, span))
        else {
            return Value::Wrong;
        };
        let into = self.compute(how, left, right);
        Value::Local(into, Domain::truths())
    }

    /// Whether two values are equal, or the same.
    pub fn equal(&mut self, left: &Value, right: &Value, is_identity: bool, span: Span) -> Value {
        use Value as V;
        if is_identity && let Some(answer) = self.differ_in_kind(left, right, span) {
            return answer;
        }
        if self.is_record_compared(left, right) {
            return self.refuse(span, Refusal::NotConstant, &["=="]);
        }
        match (left, right) {
            (V::Local(a, da), V::Local(b, db)) => {
                if da.opaque || db.opaque {
                    if self.wants_chance() {
                        return Value::Bool(false);
                    }
                    return self.refuse(span, Refusal::NotConstant, &["=="]);
                }
                let (a, b) = (Operand::Local(*a), Operand::Local(*b));
                let into = self.compute(Operator::Equal, a, b);
                V::Local(into, Domain::truths())
            }
            (V::Local(register, domain), known) | (known, V::Local(register, domain)) => {
                let (register, domain) = (*register, domain.clone());
                self.equal_to(register, &domain, known, span)
            }
            (V::Opaque | V::Phrase(_), V::None) | (V::None, V::Opaque | V::Phrase(_)) => {
                V::Bool(false)
            }
            (V::Opaque | V::Phrase(_), _) | (_, V::Opaque | V::Phrase(_)) => {
                if self.wants_chance() {
                    return Value::Bool(false);
                }
                self.refuse(span, Refusal::NotConstant, &["=="])
            }
            (V::Caught(_), V::None) | (V::None, V::Caught(_)) => V::Bool(false),
            (V::Caught(_), _) | (_, V::Caught(_)) => {
                self.refuse(span, Refusal::Operation, &["Exception =="])
            }
            (V::Ref(a), V::Ref(b)) if a != b && !is_identity => self.equal_objects(*a, *b, span),
            (V::Tuple(a), V::Tuple(b)) if a.len() == b.len() && !is_identity => {
                let mut out = V::Bool(true);
                for (a, b) in a.iter().zip(b.iter()) {
                    match self.equal(a, b, false, span) {
                        V::Bool(true) => {}
                        V::Bool(false) => return V::Bool(false),
                        V::Local(it, domain) => match out {
                            V::Bool(_) => out = V::Local(it, domain),
                            V::Local(before, _) => {
                                let (a, b) = (Operand::Local(before), Operand::Local(it));
                                let both = self.compute(Operator::Multiply, a, b);
                                out = V::Local(both, Domain::truths());
                            }
                            _ => {}
                        },
                        other => return other,
                    }
                }
                out
            }
            (a, b) => match (a.float(), b.float()) {
                (Some(a), Some(b)) => V::Bool(a == b),
                _ => V::Bool(a == b),
            },
        }
    }

    /// `is` tells truths from numbers, which `==` does not: the answer where that decides.
    fn differ_in_kind(&mut self, left: &Value, right: &Value, span: Span) -> Option<Value> {
        // Whether it can be a number, and whether it can be a truth.
        let kinds = |it: &Value| match it {
            Value::Bool(_) => (false, true),
            Value::Int(_) => (true, false),
            Value::Local(_, domain) => (domain.int, domain.bool),
            _ => (false, false),
        };
        let (left, right) = (kinds(left), kinds(right));
        match (left, right) {
            ((true, false), (false, true)) | ((false, true), (true, false)) => {
                Some(Value::Bool(false))
            }
            ((true, true), (false, false)) | ((false, false), (true, true)) => None,
            ((true, true), _) | (_, (true, true)) => {
                Some(self.refuse(span, Refusal::TruthOrNumber, &[]))
            }
            _ => None,
        }
    }

    fn equal_to(&mut self, register: Local, domain: &Domain, known: &Value, span: Span) -> Value {
        let code = match known {
            Value::None if !domain.none => return Value::Bool(false),
            Value::None => NONE,
            Value::Int(_) | Value::Bool(_) if !domain.int && !domain.bool => {
                if domain.opaque {
                    if self.wants_chance() {
                        return Value::Bool(false);
                    }
                    return self.refuse(span, Refusal::NotConstant, &["=="]);
                }
                return Value::Bool(false);
            }
            Value::Int(it) => {
                let constant = self.constant(known);
                self.t.marks.insert(constant);
                *it
            }
            Value::Bool(it) => i64::from(*it),
            Value::Wrong => return Value::Wrong,
            known if self.is_storable(known) && known.is_known() => {
                if domain.opaque && !matches!(known, Value::Ref(_)) {
                    return self.refuse(span, Refusal::NotConstant, &["=="]);
                }
                let constant = self.constant(known);
                self.t.marks.insert(constant);
                if !domain.constants.contains(&constant) {
                    return Value::Bool(false);
                }
                match self.operand(known, span) {
                    Some(Operand::Constant(it)) => it,
                    _ => return Value::Wrong,
                }
            }
            // A list, a function or the like equals nothing that threads pass on.
            Value::Ref(_) | Value::Function(_) | Value::Native(_) => return Value::Bool(false),
            _ => return self.refuse(span, Refusal::NotConstant, &["=="]),
        };
        let code = Operand::Constant(code);
        let into = self.compute(Operator::Equal, Operand::Local(register), code);
        Value::Local(into, Domain::truths())
    }
}

impl Elaborator<'_> {
    /// The functions of `math` that are known.
    pub fn rounded(&mut self, name: &'static str, value: &Value, span: Span) -> Value {
        match (name, value, value.float()) {
            (_, Value::Wrong, _) => Value::Wrong,
            ("math.sqrt", _, Some(it)) if it < 0.0 => {
                self.raise_named("ValueError");
                Value::Wrong
            }
            ("math.sqrt", _, Some(it)) => Value::Float(it.sqrt()),
            (_, Value::Float(it), _) if it.abs() >= 1e15 => {
                self.refuse(span, Refusal::Inexact, &[name])
            }
            ("math.floor", _, Some(it)) => Value::Int(it.floor() as i64),
            ("math.ceil", _, Some(it)) => Value::Int(it.ceil() as i64),
            ("math.floor" | "math.ceil", Value::Local(_, domain), _)
                if domain.is_number() && !domain.none && !domain.bool =>
            {
                value.clone()
            }
            (_, Value::Opaque, _) => Value::Opaque,
            _ => self.refuse(span, Refusal::NotConstant, &[name]),
        }
    }
}

fn real(operator: Binary, a: f64, b: f64) -> Option<f64> {
    Some(match operator {
        Binary::Add => a + b,
        Binary::Subtract => a - b,
        Binary::Multiply => a * b,
        Binary::Divide | Binary::FloorDivide | Binary::Modulo if b == 0.0 => return None,
        Binary::Divide => a / b,
        Binary::FloorDivide => (a / b).floor(),
        Binary::Modulo => a - b * (a / b).floor(),
        Binary::Power => a.powf(b),
        Binary::Bits => return None,
    })
}

/// How two known values are ordered, if they can be.
pub fn order_of(left: &Value, right: &Value) -> Option<Ordering> {
    match (left, right) {
        (Value::Text(a), Value::Text(b)) => Some(a.cmp(b)),
        (Value::Tuple(a), Value::Tuple(b)) => {
            // What is equal is passed over, whatever it is.
            for (a, b) in a.iter().zip(b.iter()).filter(|(a, b)| a != b) {
                match order_of(a, b)? {
                    Ordering::Equal => {}
                    other => return Some(other),
                }
            }
            Some(a.len().cmp(&b.len()))
        }
        (a, b) => match (a.integer(), b.integer()) {
            (Some(a), Some(b)) => Some(a.cmp(&b)),
            _ => a.float()?.partial_cmp(&b.float()?),
        },
    }
}
