//! What happened, step by step, the latest first.

use super::numbers::grouped;
use super::reactive::Part;
use super::rich_text::rich_text;
use crate::engine::{Moment, Violation};
use crate::session::{Model, Motion, PlaybackAction, describe_moment};
use crate::text::Language;
use crate::ui::store::Store;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

/// How many steps are listed while a run goes on.
const WHILE_RUNNING: usize = 30;

/// How many are listed otherwise, as many as the timeline shows. To draw them takes most of the
/// time of going anywhere in a run; from the oldest of them the list goes on.
const WHILE_PAUSED: usize = 60;

/// How many steps were made.
#[derive(PartialEq)]
pub struct StepCount {
    steps: usize,
    language: Language,
}

impl Part for StepCount {
    fn of(model: &Model, _: Option<&Self>) -> Self {
        StepCount { steps: model.playback.run.position(), language: model.preferences.language }
    }

    fn draw(&self, _: &Store) -> Html {
        let steps = grouped(self.steps as u64, self.language);
        html! { <span class="step-count">{ (self.language.text().log.steps)(&steps) }</span> }
    }
}

/// A step of the run, told.
#[derive(Clone, PartialEq)]
pub struct Entry {
    /// The number of the step.
    pub number: u64,
    /// What the thread did, and what came of it.
    pub sentences: Vec<String>,
    /// Whether it broke a rule for which runs end.
    pub is_trouble: bool,
}

impl Entry {
    /// Tells a moment.
    pub fn of(model: &Model, moment: &Moment) -> Entry {
        Entry {
            number: moment.number,
            sentences: describe_moment(model.text(), model.program(), moment),
            is_trouble: moment.violation.as_ref().is_some_and(Violation::ends_a_run),
        }
    }
}

/// The steps, the latest first.
#[derive(PartialEq)]
pub struct LogEntries {
    entries: Vec<Entry>,
    language: Language,
}

impl Part for LogEntries {
    fn of(model: &Model, _: Option<&Self>) -> Self {
        let listed = match model.playback.motion {
            Motion::Running => WHILE_RUNNING,
            Motion::Paused => WHILE_PAUSED,
        };
        let latest_first = model.playback.run.recent().rev().take(listed);
        LogEntries {
            entries: latest_first.map(|moment| Entry::of(model, moment)).collect(),
            language: model.preferences.language,
        }
    }

    fn draw(&self, store: &Store) -> Html {
        if self.entries.is_empty() {
            return html! { <p class="log-empty">{ self.language.text().log.empty }</p> };
        }
        // Tab stops at the latest only.
        let tabindex = |index: usize| if index == 0 { "0" } else { "-1" };
        html! {
            <ol class="log" reversed=true onkeydown={Callback::from(move_between_entries)}>
                { for self.entries.iter().enumerate().map(|(index, entry)| {
                    entry.draw(self.language, tabindex(index), None, store)
                }) }
            </ol>
        }
    }
}

/// The arrows lead from entry to entry, so that Tab need not visit each of them.
fn move_between_entries(event: KeyboardEvent) {
    let entry = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
        .and_then(|target| target.closest("li").ok().flatten());
    let next = match (entry, event.key().as_str()) {
        (Some(entry), "ArrowDown") => entry.next_element_sibling(),
        (Some(entry), "ArrowUp") => entry.previous_element_sibling(),
        _ => return,
    };
    event.prevent_default();
    let button = next
        .and_then(|next| next.query_selector("button").ok().flatten())
        .and_then(|button| button.dyn_into::<HtmlElement>().ok());
    if let Some(button) = button {
        let _ = button.focus();
    }
}

impl Entry {
    /// The step in a list; clicking it goes there.
    pub fn draw(
        &self,
        language: Language,
        tabindex: &'static str,
        aria_current: Option<&'static str>,
        store: &Store,
    ) -> Html {
        let written = AttrValue::from(grouped(self.number, language));
        let sentence = |text: &String| html! { <span>{ rich_text(text) }</span> };
        html! {
            <li key={self.number} class={if self.is_trouble { "log-item is-trouble" } else { "log-item" }}>
                <button
                    type="button"
                    class="log-entry"
                    title={(language.text().log.go_to_step)(&written)}
                    {tabindex}
                    aria-current={aria_current}
                    onclick={store.on_click(PlaybackAction::Seek(self.number as usize))}
                >
                    <span class="log-number">{ written }</span>
                    <span class="log-sentences">{ for self.sentences.iter().map(sentence) }</span>
                </button>
            </li>
        }
    }
}
