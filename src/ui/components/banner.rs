//! How a run ended: what went wrong and why, with the steps that led there.

use super::icons::{Drawing, Icon};
use super::log_panel::{Entry, LogEntry};
use super::rich_text::RichText;
use crate::session::{Action, Ending, Model, Violation, describe_violation};
use crate::text::Language;
use crate::ui::store::{use_selected, use_store};
use std::rc::Rc;
use yew::prelude::*;

/// How many steps are shown at least, and at most, of those that led to the end.
const FEWEST: u64 = 8;
const MOST: u64 = 40;

#[derive(PartialEq)]
struct View {
    generation: u64,
    position: usize,
    length: usize,
    language: Language,
    /// How it ended, at this very position.
    ended: Option<Rc<Ended>>,
}

#[derive(PartialEq)]
struct Ended {
    /// The stable name of the end: `finished`, or that of the violation.
    name: &'static str,
    is_trouble: bool,
    title: String,
    sentence: String,
    /// Oldest first.
    steps: Vec<Entry>,
}

fn view(model: &Model) -> View {
    View {
        generation: model.generation,
        position: model.run.position(),
        length: model.run.length(),
        language: model.language,
        ended: model.ending.as_ref().map(|ending| Rc::new(ended(model, ending))),
    }
}

fn ended(model: &Model, ending: &Ending) -> Ended {
    let text = model.text();
    let now = model.run.position() as u64;
    match ending {
        Ending::Finished => {
            let consumed = model.run.ledger().counters().consumed;
            Ended {
                name: "finished",
                is_trouble: false,
                title: text.violations.finished.to_owned(),
                sentence: (text.violations.finished_sentence)(&consumed.to_string()),
                steps: Vec::new(),
            }
        }
        Ending::Broken(violation) => {
            let (title, sentence) = describe_violation(text, &model.run, violation);
            let from = first_of_the_story(violation, now);
            let steps = model.run.recent().filter(|moment| moment.number >= from);
            let steps = steps.map(|moment| Entry::of(model, moment)).collect();
            Ended { name: violation.name(), is_trouble: true, title, sentence, steps }
        }
    }
}

/// The first step that is worth seeing: the one that the violation goes back to, unless
/// that is too near or too far.
fn first_of_the_story(violation: &Violation, now: u64) -> u64 {
    let cause = match violation {
        Violation::Overwrite { lost_step, .. } => *lost_step,
        Violation::DuplicateRead { taken_step, .. } => *taken_step,
        Violation::EmptyRead { .. }
        | Violation::Order { .. }
        | Violation::MutualExclusion { .. }
        | Violation::Deadlock { .. }
        | Violation::Stranded { .. } => now,
    };
    let steps = now.saturating_sub(cause).clamp(FEWEST - 1, MOST - 1);
    now.saturating_sub(steps).max(1)
}

/// What was said last, to go on saying it while the reader looks at the steps before.
struct Remembered {
    generation: u64,
    length: usize,
    language: Language,
    ended: Rc<Ended>,
}

/// How the run ended, until another one begins or it takes another way.
#[component]
pub fn Banner() -> Html {
    let store = use_store();
    let view = use_selected(view);
    let remembered = use_mut_ref(|| None::<Remembered>);
    let shows_steps = use_state_eq(|| false);
    if let Some(ended) = &view.ended {
        *remembered.borrow_mut() = Some(Remembered {
            generation: view.generation,
            length: view.length,
            language: view.language,
            ended: ended.clone(),
        });
    }
    let still_true = |it: &&Remembered| {
        (it.generation, it.length, it.language) == (view.generation, view.length, view.language)
    };
    let ended = remembered.borrow().as_ref().filter(still_true).map(|it| it.ended.clone());
    let Some(ended) = ended else { return html! {} };

    let text = view.language.text();
    let words = &text.violations;
    let toggle_steps = {
        let shows_steps = shows_steps.clone();
        Callback::from(move |_: MouseEvent| shows_steps.set(!*shows_steps))
    };
    let steps_label = if *shows_steps {
        words.hide_the_steps.to_owned()
    } else {
        (words.see_the_steps)(&ended.steps.len().to_string())
    };
    let to_the_end = {
        let length = view.length;
        Callback::from(move |_: MouseEvent| store.dispatch(Action::Seek(length)))
    };
    let icon = if ended.is_trouble { Icon::Warning } else { Icon::Done };
    let class = if ended.is_trouble { "banner is-trouble" } else { "banner is-fine" };
    html! {
        <section {class} aria-label={ended.title.clone()} data-ending={ended.name}>
            <Drawing {icon} />
            <div class="banner-words">
                <p>
                    <strong>{ &ended.title }{ "." }</strong>{ " " }
                    <RichText text={ended.sentence.clone()} />
                </p>
                <p class="banner-actions">
                    if !ended.steps.is_empty() {
                        <button
                            type="button"
                            class="button-link"
                            aria-expanded={shows_steps.to_string()}
                            onclick={toggle_steps}
                        >
                            { steps_label }
                        </button>
                    }
                    if view.ended.is_none() {
                        <button type="button" class="button-link" onclick={to_the_end}>
                            { text.log.to_the_latest }
                        </button>
                    }
                </p>
            </div>
            if *shows_steps && !ended.steps.is_empty() {
                <div class="banner-steps">
                <ol class="log">
                    { for ended.steps.iter().map(|entry| html! {
                        <LogEntry
                            key={entry.number}
                            entry={entry.clone()}
                            language={view.language}
                            is_current={entry.number == view.position as u64}
                        />
                    }) }
                </ol>
                </div>
            }
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::program::{Item, ThreadId};
    use crate::session::IndexCause;

    #[test]
    fn the_story_begins_at_its_cause_unless_that_is_too_near_or_too_far() {
        let overwritten = |lost_step| Violation::Overwrite {
            writer: ThreadId(0),
            item: Item { producer: 0, number: 2 },
            slot: 0,
            lost: Item { producer: 0, number: 1 },
            lost_writer: ThreadId(0),
            lost_step,
            cause: IndexCause::DidNotWait,
        };
        assert_eq!(first_of_the_story(&overwritten(488), 500), 488);
        assert_eq!(first_of_the_story(&overwritten(499), 500), 493);
        assert_eq!(first_of_the_story(&overwritten(3), 500), 461);
        assert_eq!(first_of_the_story(&overwritten(2), 4), 1);
        let empty_read = Violation::EmptyRead { reader: ThreadId(2), slot: 0 };
        assert_eq!(first_of_the_story(&empty_read, 100), 93);
    }
}
