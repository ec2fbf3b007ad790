//! What is sent to another process: a copy of a value, and how many bytes it takes.

use super::Elaborator;
use super::heap::Kind;
use super::value::Value;
use crate::program::Span;
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
            Value::Ref(_) => (0, u64::MAX),
            Value::Phrase(it) => (0, it.iter().map(|it| self.bytes_of(it).1).fold(24, u64::saturating_add)),
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
