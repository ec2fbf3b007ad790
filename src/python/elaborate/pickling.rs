//! What is sent to another process: a copy of a value, and how many bytes it takes.

use super::Elaborator;
use super::calls::Given;
use super::heap::Kind;
use super::value::{Domain, Value};
use crate::program::{Operand, Operator, Span};
use crate::python::refusal::Refusal;

impl Elaborator<'_> {
    /// What another process gets of a value: a copy. Nothing where that cannot be sent.
    pub fn pickled(&mut self, value: &Value, span: Span) -> Option<Value> {
        let refused = match value {
            Value::Wrong => return None,
            Value::Ref(id) => match self.kind(*id).clone() {
                Kind::List { .. } => {
                    let items = self.elements(value, span)?;
                    let mut all = vec![Value::Native("list")];
                    for item in &items {
                        all.push(self.pickled(item, span)?);
                    }
                    let all = Value::tuple(all);
                    if self.is_storable(&all) {
                        return Some(all);
                    }
                    self.refuse(span, Refusal::NoValue, &["list"]);
                    return None;
                }
                Kind::Sentinel if self.is_pid(value) => return Some(value.clone()),
                _ => self.what_is(value),
            },
            Value::Tuple(all) => {
                let mut out = Vec::new();
                for item in all.iter() {
                    out.push(self.pickled(item, span)?);
                }
                return Some(Value::tuple(out));
            }
            value if self.is_storable(value) => return Some(value.clone()),
            value => self.what_is(value),
        };
        self.refuse(span, Refusal::NotSent, &[&refused]);
        None
    }

    /// What was sent, as an object of the process that takes it.
    pub fn thawed(&mut self, value: Value) -> Value {
        let Value::Tuple(all) = &value else { return value };
        let is_list = value.frozen().is_some();
        let all = value.frozen().unwrap_or(all).to_vec();
        let all = all.into_iter().map(|it| self.thawed(it)).collect();
        match is_list {
            true => self.list(all, self.t.asm.span),
            false => Value::tuple(all),
        }
    }

    /// `sum` and its like of one of several lists, which need not be of one length.
    pub fn folded_by_cases(&mut self, name: &str, over: &Value, span: Span) -> Option<Value> {
        let Value::Local(register, domain) = over else { return None };
        let (register, domain) = (*register, domain.clone());
        let lists = domain.constants.iter().map(|it| {
            let value = self.next.constants.get(*it as usize)?;
            value.frozen().map(<[Value]>::len)
        });
        let mut lengths: Vec<Option<usize>> = lists.collect();
        lengths.dedup();
        if lengths.len() < 2 || lengths.contains(&None) {
            return None;
        }
        Some(self.by_cases(register, &domain, "TypeError", span, |it, value| {
            match value.frozen().is_some() {
                true => it.folded(name, Given::of(vec![value.clone()], span)),
                false => Value::Unset,
            }
        }))
    }

    /// Whether there are few values, and all are numbers, if not known ones.
    pub fn are_numbers(&self, all: &[Value]) -> bool {
        all.len() <= 8
            && all.iter().all(|it| match it {
                Value::Local(_, domain) => {
                    domain.int && !(domain.bool || domain.none) && domain.is_number()
                }
                it => matches!(it, Value::Int(_)),
            })
    }

    /// Numbers in their order, by exchanging neighbours.
    pub fn sorted_numbers(&mut self, all: Vec<Value>) -> Vec<Value> {
        let mut registers = Vec::new();
        for value in &all {
            let register = self.t.registers.reserve();
            self.put(register, value, Span::default());
            registers.push(register);
        }
        let other = self.t.registers.reserve();
        for end in (1..registers.len()).rev() {
            for at in 0..end {
                let [left, right] = [registers[at], registers[at + 1]];
                let over = self.t.asm.label();
                let [l, r] = [left, right].map(Operand::Local);
                let is_exchanged = self.compute(Operator::Less, r, l);
                self.t.asm.jump_if(Operand::Local(is_exchanged), false, over);
                self.t.asm.set(other, l);
                self.t.asm.set(left, r);
                self.t.asm.set(right, Operand::Local(other));
                self.t.asm.place(over);
            }
        }
        registers.into_iter().map(|it| Value::Local(it, Domain::integers())).collect()
    }

    /// How many bytes a value surely is when it is sent, and how many it is at most.
    pub fn bytes_of(&self, value: &Value) -> (u64, u64) {
        let all = |all: &[Value]| {
            let each = all.iter().map(|it| self.bytes_of(it));
            each.fold((2u64, 12u64), |sum, it| (sum.0 + it.0, sum.1.saturating_add(it.1)))
        };
        match value {
            Value::None | Value::Bool(_) => (1, 4),
            Value::Int(_) | Value::Float(_) | Value::Opaque => (2, 24),
            Value::Text(it) => (it.len() as u64, it.len() as u64 + 24),
            Value::Tuple(it) => all(it),
            Value::Ref(_) if self.is_pid(value) => (2, 24),
            Value::Ref(_) => (0, u64::MAX),
            Value::Phrase(it) => {
                (0, it.iter().map(|it| self.bytes_of(it).1).fold(24, u64::saturating_add))
            }
            Value::Local(_, domain) => {
                let constants = domain.constants.iter().filter_map(|it| {
                    let value = self.next.constants.get(*it as usize)?;
                    Some(self.bytes_of(value).1)
                });
                // What does not fit is known by its constant.
                (0, constants.filter(|it| *it <= super::pipes::PIPE).max().unwrap_or(0).max(24))
            }
            Value::Looking(..) => (0, 64),
            _ => (0, 64),
        }
    }
}
