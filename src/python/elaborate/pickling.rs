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
                Kind::Frozen(_) => return Some(value.clone()),
                Kind::List { .. } => {
                    let items = self.elements(value, span)?;
                    let mut all = Vec::new();
                    for item in &items {
                        all.push(self.pickled(item, span)?);
                    }
                    if all.iter().all(|it| it.is_known() && self.is_storable(it)) {
                        return Some(Value::Ref(self.make(Kind::Frozen(all), span)));
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
        match &value {
            Value::Ref(id) => match self.kind(*id).clone() {
                Kind::Frozen(all) => {
                    let all = all.into_iter().map(|it| self.thawed(it)).collect();
                    self.list(all, self.t.asm.span)
                }
                _ => value,
            },
            Value::Tuple(all) => {
                let all: Vec<Value> = all.to_vec();
                Value::tuple(all.into_iter().map(|it| self.thawed(it)).collect())
            }
            _ => value,
        }
    }

    /// The elements of a list that was sent.
    pub fn thawed_items(&mut self, value: &Value) -> Option<Value> {
        match value {
            Value::Ref(id) => match self.kind(*id) {
                Kind::Frozen(all) => Some(Value::tuple(all.clone())),
                _ => None,
            },
            _ => None,
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
            Value::Ref(id) => match self.kind(*id) {
                Kind::Frozen(it) => all(it),
                _ => (0, u64::MAX),
            },
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
