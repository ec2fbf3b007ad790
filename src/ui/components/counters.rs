//! How far a run has come, in numbers.

use super::icons::{Drawing, Icon};
use super::numbers::grouped;
use super::paced::use_paced;
use crate::session::Model;
use crate::text::Language;
use yew::prelude::*;

#[derive(PartialEq)]
struct View {
    made: u64,
    in_buffer: usize,
    consumed: u64,
    waits: u64,
    intrusions: u64,
    language: Language,
}

fn view(model: &Model) -> View {
    let ledger = model.run.ledger();
    let counters = ledger.counters();
    View {
        made: counters.made,
        in_buffer: ledger.full_slots(),
        consumed: counters.consumed,
        waits: counters.waits,
        intrusions: counters.intrusions,
        language: model.language,
    }
}

/// Items made, in the buffer and consumed; waits; and how often two were inside at once,
/// if they ever were.
#[component]
pub fn Counters() -> Html {
    let view = use_paced(view);
    let words = &view.language.text().scene;
    let counter = |name: &'static str, label: &'static str, count: u64| {
        html! {
            <div class="counter" data-counter={name}>
                <dt>{ label }</dt>
                <dd>{ grouped(count, view.language) }</dd>
            </div>
        }
    };
    html! {
        <dl class="counters">
            { counter("made", words.made, view.made) }
            { counter("in-buffer", words.in_buffer, view.in_buffer as u64) }
            { counter("consumed", words.consumed, view.consumed) }
            { counter("waits", words.waits_counted, view.waits) }
            if view.intrusions > 0 {
                <div class="counter is-intrusions">
                    <dt><Drawing icon={Icon::Warning} />{ words.intrusions }</dt>
                    <dd>{ grouped(view.intrusions, view.language) }</dd>
                </div>
            }
        </dl>
    }
}
