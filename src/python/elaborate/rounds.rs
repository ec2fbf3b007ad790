//! What a loop goes over.

use super::Elaborator;
use super::containers::range_length;
use super::heap::Kind;
use super::shared_dicts::Entries;
use super::value::{ObjId, Value};
use super::walks::Column;
use crate::program::Span;
use crate::python::refusal::Refusal;

/// What a loop goes over.
pub enum Rounds {
    Known(Vec<Value>),
    Counted([Value; 3]),
    Listed(ObjId),
    /// The keys of a dictionary that grows.
    Keys(ObjId),
    /// The items of a dictionary.
    Entries(Entries),
    /// The elements of several lists side by side.
    Paired(Vec<Column>),
    /// What a call gives, until it gives the second.
    Called([Value; 2]),
    /// Futures, each waited for when its turn comes.
    Awaited(Vec<Value>),
    /// Futures in the order in which they are done, of this `as_completed`.
    Completing(ObjId, Vec<ObjId>),
    Wrong,
}

impl Elaborator<'_> {
    /// What a loop goes over.
    pub fn rounds(&mut self, value: &Value, span: Span) -> Rounds {
        match value {
            Value::Range(from, to, step) => {
                let count = range_length(*from, *to, *step);
                if count > 64 {
                    return Rounds::Counted([*from, *to, *step].map(Value::Int));
                }
                Rounds::Known((0..count).map(|it| Value::Int(from + it as i64 * step)).collect())
            }
            Value::Ref(id) => match self.kind(*id) {
                Kind::List { .. } if self.is_array(*id) => {
                    Rounds::Known(self.array_elements(*id, span))
                }
                Kind::List { .. } if self.unordered.contains(id) => {
                    self.refuse(span, Refusal::NotConstant, &["set"]);
                    Rounds::Wrong
                }
                Kind::List { .. } if self.is_list_live(*id) => {
                    self.note_contents(*id, false);
                    Rounds::Listed(*id)
                }
                Kind::Bounds(all) => Rounds::Counted((**all).clone()),
                Kind::Growing(_) => match self.keys_in_order(*id, span) {
                    Some(order) => Rounds::Keys(order),
                    None => Rounds::Wrong,
                },
                Kind::Entries(entries) => Rounds::Entries(*entries),
                Kind::Paired(columns) => Rounds::Paired(columns.clone()),
                Kind::Calls(both) => Rounds::Called((**both).clone()),
                Kind::Completed(futures) if !self.event_loop.is_used() => {
                    let futures = futures.clone();
                    self.heap[id.0].kind = Kind::Completed(Vec::new());
                    Rounds::Completing(*id, futures)
                }
                Kind::Results(futures) => {
                    let futures = futures.iter().map(|it| Value::Ref(*it)).collect();
                    self.heap[id.0].kind = Kind::Results(Vec::new());
                    Rounds::Awaited(futures)
                }
                _ => self.elements(value, span).map_or(Rounds::Wrong, Rounds::Known),
            },
            _ => self.elements(value, span).map_or(Rounds::Wrong, Rounds::Known),
        }
    }
}
