//! How far a run has come, in numbers.

use super::icons::{Icon, drawing};
use super::numbers::grouped;
use super::reactive::Part;
use crate::program::{Object, ObjectId};
use crate::session::Model;
use crate::text::Language;
use crate::ui::store::Store;
use yew::prelude::*;

/// Items made, in the buffer and consumed; waits; and how often two were inside at once,
/// if they ever were.
#[derive(PartialEq)]
pub struct Counters {
    made: u64,
    in_buffer: usize,
    consumed: u64,
    waits: u64,
    intrusions: u64,
    /// Whether items are made and consumed: in a whole program they are values like others.
    has_roles: bool,
    language: Language,
}

impl Part for Counters {
    fn of(model: &Model, _: Option<&Self>) -> Self {
        let ledger = model.playback.run.ledger();
        let counters = ledger.counters();
        Counters {
            made: counters.made,
            in_buffer: in_containers(model),
            consumed: counters.consumed,
            waits: counters.waits,
            intrusions: counters.intrusions,
            has_roles: model.has_roles(),
            language: model.preferences.language,
        }
    }

    fn draw(&self, _: &Store) -> Html {
        if !self.has_roles {
            return html! {};
        }
        let words = &self.language.text().scene;
        let counters = [
            ("made", words.made, self.made),
            ("in-buffer", words.in_buffer, self.in_buffer as u64),
            ("consumed", words.consumed, self.consumed),
            ("waits", words.waits_counted, self.waits),
        ];
        let counter = |(name, label, count): (&'static str, &'static str, u64)| {
            html! {
                <div class="counter" data-counter={name}>
                    <dt>{ label }</dt>
                    <dd>{ grouped(count, self.language) }</dd>
                </div>
            }
        };
        html! {
            <dl class="counters">
                { for counters.map(counter) }
                if self.intrusions > 0 {
                    <div class="counter is-intrusions">
                        <dt>{ drawing(Icon::Warning) }{ words.intrusions }</dt>
                        <dd>{ grouped(self.intrusions, self.language) }</dd>
                    </div>
                }
            </dl>
        }
    }
}

/// How many items, or other elements, are in all containers together.
fn in_containers(model: &Model) -> usize {
    let objects = model.program().objects.iter().zip(0..);
    objects.map(|(object, index)| length(model, object, ObjectId(index))).sum()
}

/// How many elements there are in a container; 0 in other objects.
pub fn length(model: &Model, object: &Object, id: ObjectId) -> usize {
    let first = model.playback.run.machine().memory().get(object.base);
    object.length(first).map_or_else(|| model.playback.run.ledger().full_slots(id), usize::from)
}
