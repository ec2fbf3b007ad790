//! How a run ended: what went wrong and why, with the steps that led there.

use super::icons::{Icon, drawing};
use super::log_panel::Entry;
use super::reactive::Part;
use super::rich_text::{explained, rich_text};
use crate::catalogue::Entry as Program;
use crate::engine::{Ending, Violation};
use crate::session::{
    DocumentAction, Model, PlaybackAction, describe_changes, describe_violation, finish_sentence,
};
use crate::text::{Language, fill};
use crate::ui::store::Store;
use std::rc::Rc;
use yew::prelude::*;

/// How many steps are shown at least, and at most, of those that led to the end.
const FEWEST: u64 = 8;
const MOST: u64 = 40;

/// How the run ended, until another one begins or it takes another way.
#[derive(PartialEq)]
pub struct Banner {
    generation: u64,
    position: usize,
    length: usize,
    language: Language,
    /// Whether it has ended at this very position.
    is_at_end: bool,
    /// How it ended. It goes on being said while the reader looks at the steps before.
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
    /// What undoes what the reader broke, and what that is called.
    repair: Option<(DocumentAction, &'static str)>,
    /// A program to look at next.
    related: Option<&'static Program>,
}

impl Part for Banner {
    fn of(model: &Model, before: Option<&Self>) -> Self {
        let now = Banner {
            generation: model.playback.generation,
            position: model.playback.run.position(),
            length: model.playback.run.length(),
            language: model.preferences.language,
            is_at_end: model.playback.ending.is_some(),
            ended: model
                .playback
                .ending
                .as_ref()
                .filter(|it| is_worth_telling(model, it))
                .map(|ending| Rc::new(ended(model, ending))),
        };
        let is_the_same_run = |it: &&Banner| {
            (it.generation, it.length, it.language) == (now.generation, now.length, now.language)
        };
        let remembered = before.filter(is_the_same_run).and_then(|it| it.ended.clone());
        Banner { ended: now.ended.or(remembered), ..now }
    }

    fn draw(&self, store: &Store) -> Html {
        let &Banner { position, length, language, is_at_end, .. } = self;
        let ended = self.ended.clone();
        html! { <Story {ended} {position} {length} {language} {is_at_end} store={store.clone()} /> }
    }
}

/// A program in which nothing happens has not done anything; and while the text is wrong, what has ended is another one.
fn is_worth_telling(model: &Model, ending: &Ending) -> bool {
    match ending {
        Ending::Finished => model.playback.run.length() > 0 && model.text_is_right(),
        Ending::Broken(_) => true,
    }
}

fn ended(model: &Model, ending: &Ending) -> Ended {
    let text = model.text();
    let now = model.playback.run.position() as u64;
    match ending {
        Ending::Finished => Ended {
            name: "finished",
            is_trouble: false,
            title: text.violations.finished.to_owned(),
            sentence: finish_sentence(text, &model.playback.run),
            steps: Vec::new(),
            repair: None,
            related: None,
        },
        Ending::Broken(violation) => {
            let (title, mut sentence) = describe_violation(text, &model.playback.run, violation);
            if let Some(cause) = describe_changes(text, &model.document) {
                sentence = format!("{sentence} {cause}");
            }
            let from = first_of_the_story(violation, now);
            let steps = model.playback.run.recent().filter(|moment| moment.number >= from);
            let steps = steps.map(|moment| Entry::of(model, moment)).collect();
            Ended {
                name: violation.name(),
                is_trouble: true,
                title,
                sentence,
                steps,
                repair: repair(model),
                related: Some(model.document.entry.related()),
            }
        }
    }
}

/// How to come back to a program that is right, if the reader has left one.
fn repair(model: &Model) -> Option<(DocumentAction, &'static str)> {
    let words = &model.text().causes;
    let document = &model.document;
    if !document.configuration.faults.is_empty() {
        return Some((DocumentAction::RepairAll, words.repair));
    }
    let is_own = document.own_text.is_some() && document.entry.is_right();
    is_own.then_some((DocumentAction::DiscardEdits, words.back_to_the_program))
}

/// The first step that is worth seeing: the one that the violation goes back to, unless
/// that is too near or too far.
fn first_of_the_story(violation: &Violation, now: u64) -> u64 {
    let cause = match violation {
        Violation::Overwrite { lost_step, .. } => *lost_step,
        Violation::DuplicateRead { taken_step, .. } | Violation::TakenTwice { taken_step, .. } => {
            *taken_step
        }
        Violation::Lost { stored_step, .. } => *stored_step,
        Violation::ConsumedTwice { consumed_step, .. } => *consumed_step,
        Violation::EmptyRead { .. }
        | Violation::ConsumedUnset { .. }
        | Violation::Order { .. }
        | Violation::MutualExclusion { .. }
        | Violation::Invariant { .. }
        | Violation::Exception { .. }
        | Violation::Assertion { .. }
        | Violation::LostUpdate { .. }
        | Violation::Deadlock { .. }
        | Violation::Grows { .. }
        | Violation::Stranded { .. }
        | Violation::UnfinishedThread { .. } => now,
    };
    let steps = now.saturating_sub(cause).clamp(FEWEST - 1, MOST - 1);
    now.saturating_sub(steps).max(1)
}

/// The position before a step.
fn before(step: &Entry) -> usize {
    usize::try_from(step.number.saturating_sub(1)).unwrap_or_default()
}

fn related(language: Language, program: &Program) -> String {
    let text = language.text();
    let title = text.catalogue.program(program.name).map_or(program.name, |it| it.title);
    fill(text.causes.related, &[title])
}

#[derive(Properties, PartialEq)]
struct StoryProps {
    ended: Option<Rc<Ended>>,
    position: usize,
    length: usize,
    language: Language,
    is_at_end: bool,
    store: Store,
}

/// What happened in the end if there is one, and on request the steps that led there.
struct Story {
    shows_steps: bool,
}

impl Component for Story {
    type Message = ();
    type Properties = StoryProps;

    fn create(_: &Context<Story>) -> Story {
        Story { shows_steps: false }
    }

    fn update(&mut self, _: &Context<Story>, (): ()) -> bool {
        self.shows_steps = !self.shows_steps;
        true
    }

    fn view(&self, ctx: &Context<Story>) -> Html {
        let StoryProps { ended, position, length, language, is_at_end, store } = ctx.props();
        let Some(ended) = ended else { return html! {} };
        let text = language.text();
        let words = &text.violations;
        let link = ctx.link().clone();
        let toggle_steps = Callback::from(move |_: MouseEvent| link.send_message(()));
        let steps_label = if self.shows_steps {
            words.hide_the_steps.to_owned()
        } else {
            (words.see_the_steps)(&ended.steps.len().to_string())
        };
        let (icon, class) = match ended.is_trouble {
            true => (Icon::Warning, "banner is-trouble"),
            false => (Icon::Done, "banner is-fine"),
        };
        let step = |entry: &Entry| {
            let aria_current = (entry.number == *position as u64).then_some("step");
            entry.draw(*language, "0", aria_current, store)
        };
        html! {
            <section {class} aria-label={ended.title.clone()} data-ending={ended.name}>
                { drawing(icon) }
                <div class="banner-words">
                    <p>
                        <strong>{ &ended.title }{ "." }</strong>{ " " }
                        { explained(&ended.sentence, *language) }
                    </p>
                    <p class="banner-actions">
                        if !ended.steps.is_empty() {
                            <button
                                type="button"
                                class="button-link"
                                aria-expanded={self.shows_steps.to_string()}
                                onclick={toggle_steps}
                            >
                                { steps_label }
                            </button>
                        }
                        if let Some(first) = ended.steps.first() {
                            <button
                                type="button"
                                class="button-link watch-it"
                                onclick={store.on_click(PlaybackAction::WatchFrom(before(first)))}
                            >
                                { text.causes.watch_it }
                            </button>
                        }
                        if let Some((action, label)) = &ended.repair {
                            <button
                                type="button"
                                class="button-link repair-it"
                                onclick={store.on_click(action.clone())}
                            >
                                { *label }
                            </button>
                        }
                        if let Some(program) = ended.related {
                            <button
                                type="button"
                                class="button-link see-related"
                                onclick={store.on_click(DocumentAction::ChooseProgram(program.name))}
                            >
                                { rich_text(&related(*language, program)) }
                            </button>
                        }
                        if !is_at_end {
                            <button
                                type="button"
                                class="button-link"
                                onclick={store.on_click(PlaybackAction::Seek(*length))}
                            >
                                { text.log.to_the_latest }
                            </button>
                        }
                    </p>
                </div>
                if self.shows_steps && !ended.steps.is_empty() {
                    <div class="banner-steps">
                        <ol class="log">{ for ended.steps.iter().map(step) }</ol>
                    </div>
                }
            </section>
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::IndexCause;
    use crate::program::{Item, ObjectId, ThreadId};

    #[test]
    fn the_story_begins_at_its_cause_unless_that_is_too_near_or_too_far() {
        let overwritten = |lost_step| Violation::Overwrite {
            writer: ThreadId(0),
            item: Some(Item { producer: 0, number: 2 }),
            object: ObjectId(0),
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
        let empty_read = Violation::EmptyRead { reader: ThreadId(2), object: ObjectId(0), slot: 0 };
        assert_eq!(first_of_the_story(&empty_read, 100), 93);
    }
}
