//! What happened, step by step, the latest first.

use super::counters::Counters;
use super::numbers::grouped;
use super::paced::use_paced;
use super::panels::{CloseButton, Panel};
use super::rich_text::RichText;
use super::wording::use_language;
use crate::session::{Action, Model, Moment, Motion, Violation, describe_moment};
use crate::text::Language;
use crate::ui::store::use_store;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

/// How many steps are listed while a run goes on. Paused, all that are remembered are.
const WHILE_RUNNING: usize = 30;

/// See [`LogPanel`].
#[derive(Properties, PartialEq)]
pub struct LogPanelProps {
    /// Whether it is open, where it is a sheet.
    pub is_open: bool,
    /// Closes it.
    pub close: Callback<()>,
}

/// The log with its counters.
#[component]
pub fn LogPanel(props: &LogPanelProps) -> Html {
    let language = use_language();
    let words = &language.text().log;
    let length = use_paced(|model| model.run.position());
    html! {
        <section
            class={classes!("card", "log-panel", "sheet", props.is_open.then_some("is-open"))}
            id={Panel::Log.id()}
            tabindex="-1"
            aria-label={words.title}
        >
            <header class="panel-head">
                <h2>{ words.title }</h2>
                <span class="step-count">{ (words.steps)(&grouped(*length as u64, language)) }</span>
                <CloseButton close={props.close.clone()} />
            </header>
            <Counters />
            <Entries />
        </section>
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

#[derive(PartialEq)]
struct View {
    entries: Vec<Entry>,
    language: Language,
}

fn view(model: &Model) -> View {
    let listed = match model.motion {
        Motion::Running => WHILE_RUNNING,
        Motion::Paused => usize::MAX,
    };
    let latest_first = model.run.recent().rev().take(listed);
    View {
        entries: latest_first.map(|moment| Entry::of(model, moment)).collect(),
        language: model.language,
    }
}

#[component]
fn Entries() -> Html {
    let view = use_paced(view);
    if view.entries.is_empty() {
        return html! { <p class="log-empty">{ view.language.text().log.empty }</p> };
    }
    let onkeydown = Callback::from(move_between_entries);
    html! {
        <ol class="log" reversed=true {onkeydown}>
            { for view.entries.iter().enumerate().map(|(index, entry)| html! {
                <LogEntry
                    key={entry.number}
                    entry={entry.clone()}
                    language={view.language}
                    takes_tab={index == 0}
                />
            }) }
        </ol>
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

/// See [`LogEntry`].
#[derive(Properties, PartialEq)]
pub struct LogEntryProps {
    /// The step.
    pub entry: Entry,
    /// The language of its tooltip.
    pub language: Language,
    /// Whether Tab stops here.
    #[prop_or(true)]
    pub takes_tab: bool,
    /// Whether the run is at this step now.
    #[prop_or_default]
    pub is_current: bool,
}

/// One step in a list; clicking it goes there.
#[component]
pub fn LogEntry(props: &LogEntryProps) -> Html {
    let store = use_store();
    let Entry { number, sentences, is_trouble } = &props.entry;
    let position = *number as usize;
    let onclick = Callback::from(move |_: MouseEvent| store.dispatch(Action::Seek(position)));
    let language = props.language;
    let written = grouped(*number, language);
    let sentence = |text: &String| html! { <span><RichText text={text.clone()} /></span> };
    html! {
        <li class={classes!("log-item", is_trouble.then_some("is-trouble"))}>
            <button
                type="button"
                class="log-entry"
                title={(language.text().log.go_to_step)(&written)}
                tabindex={if props.takes_tab { "0" } else { "-1" }}
                aria-current={props.is_current.then_some("step")}
                {onclick}
            >
                <span class="log-number">{ written }</span>
                <span class="log-sentences">{ for sentences.iter().map(sentence) }</span>
            </button>
        </li>
    }
}
