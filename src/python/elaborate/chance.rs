//! Numbers that chance chooses.

use super::Elaborator;
use super::calls::Given;
use super::value::Value;
use crate::program::{MOST_WAYS, Operand, Operation, Operator, Span};
use crate::python::refusal::Refusal;
use crate::python::tree::{Binary, Expr, ExprKind};

/// Whether working this out does nothing but look up names.
fn is_plain_name(it: &Expr) -> bool {
    match &it.kind {
        ExprKind::Name(_) => true,
        ExprKind::Attribute(of, _) => matches!(of.kind, ExprKind::Name(_)),
        _ => false,
    }
}

impl Elaborator<'_> {
    /// A number that chance chooses. It is known only as far as something depends on it.
    pub fn random(&mut self, name: &str, given: &Given) -> Value {
        let span = given.span;
        let all = match (name, &given.values[..]) {
            ("random.choice", [over]) => match self.elements(over, span) {
                Some(all) => all,
                None => return Value::Wrong,
            },
            (_, [from, to]) => match (from.integer(), to.integer()) {
                (Some(from), Some(to)) => {
                    let last = if name == "random.randint" { to } else { to - 1 };
                    (from..=last).take(usize::from(MOST_WAYS) + 1).map(Value::Int).collect()
                }
                _ => return Value::Opaque,
            },
            (_, [to]) => match to.integer() {
                Some(to) => (0..to).take(usize::from(MOST_WAYS) + 1).map(Value::Int).collect(),
                None => return Value::Opaque,
            },
            _ => return self.refuse(span, Refusal::Arguments, &[name]),
        };
        if self.t.is_in_sleep
            || (!self.found.chooses && all.iter().all(|it| it.integer().is_some()))
        {
            self.is_dirty |= !self.next.has_chance && !self.found.has_chance;
            self.next.has_chance = true;
            return Value::Opaque;
        }
        if all.is_empty() {
            self.raise_named(if name == "random.choice" { "IndexError" } else { "ValueError" });
            return Value::Wrong;
        }
        if all.len() > usize::from(MOST_WAYS) {
            return Value::Opaque;
        }
        self.choice(&all, span)
    }

    /// Of `random.random() * n`, either way round, the `n`: made a whole number, it is one of the first `n`.
    pub fn bound_of_chance<'a>(&mut self, of: &'a Expr) -> Option<&'a Expr> {
        let ExprKind::Binary(Binary::Multiply, left, right) = &of.kind else { return None };
        let mut is_chance = |it: &Expr| match &it.kind {
            ExprKind::Call(called, given) if given.is_empty() && is_plain_name(called) => {
                self.value(called) == Value::Native("random.random")
            }
            _ => false,
        };
        match (is_chance(left), is_chance(right)) {
            (true, false) => Some(right),
            (false, true) => Some(left),
            _ => None,
        }
    }

    /// One of these values, whichever.
    pub fn choice(&mut self, all: &[Value], span: Span) -> Value {
        let way = self.t.registers.reserve();
        let ways = all.len() as u8;
        self.t.asm.step(Operation::Choose { ways, into: way });
        let (into, end) = (self.t.registers.reserve(), self.t.asm.label());
        for (at, value) in all.iter().enumerate() {
            let next = self.t.asm.label();
            let at = Operand::Constant(at as i64);
            let is_it = self.compute(Operator::Equal, Operand::Local(way), at);
            self.t.asm.jump_if(Operand::Local(is_it), false, next);
            self.put(into, value, span);
            self.t.asm.jump(end);
            self.t.asm.place(next);
        }
        self.t.asm.place(end);
        self.either(into, all, span)
    }

    /// Something depends on chance: the next time its numbers are chosen. Says whether that is so.
    pub fn wants_chance(&mut self) -> bool {
        let has_chance = self.next.has_chance || self.found.has_chance;
        if has_chance && !self.found.chooses {
            self.next.chooses = true;
            self.is_dirty = true;
            return true;
        }
        false
    }
}
