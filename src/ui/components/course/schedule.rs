//! Being the scheduler: the ribbon of steps, as long as the shortest way, and a button for each thread.

use super::super::icons::{Icon, drawing};
use super::super::reactive::Part;
use super::super::rich_text::rich_text;
use super::head::star;
use crate::lesson::Task;
use crate::program::{RoleKind, ThreadId};
use crate::session::{Activity, LessonAction, Model, PlaybackAction, describe_moment};
use crate::text::{Language, fill};
use crate::ui::role_colours::role_class;
use crate::ui::store::Store;
use yew::prelude::*;

/// Of a longer way so many steps are drawn, the latest.
const MOST_CHIPS: usize = 60;

/// The schedule so far, and who can go on.
#[derive(PartialEq)]
pub struct Schedule {
    language: Language,
    is_shown: bool,
    /// The steps, with whether their threads wait now.
    steps: Vec<Chip>,
    /// How many there are before those.
    before: usize,
    fewest: usize,
    latest: Option<String>,
    threads: Vec<Choice>,
    is_over: bool,
    is_done: bool,
}

#[derive(Clone, PartialEq)]
struct Chip {
    name: String,
    role: RoleKind,
    waits: bool,
}

/// A thread, and what it would do.
#[derive(PartialEq)]
struct Choice {
    id: ThreadId,
    name: String,
    role: RoleKind,
    stands: Stands,
}

#[derive(PartialEq)]
enum Stands {
    /// It can make this line.
    Ready(String),
    /// It waits for an object, which somebody may hold.
    Waits(String, Option<String>),
    Ended,
}

impl Part for Schedule {
    fn of(model: &Model, _: Option<&Self>) -> Self {
        let attempt = model.lesson.open();
        let task = attempt.map(|it| &it.challenge.task);
        let Some(Task::BeTheScheduler { fewest, .. }) = task else {
            return Schedule {
                language: model.preferences.language,
                is_shown: false,
                steps: Vec::new(),
                before: 0,
                fewest: 0,
                latest: None,
                threads: Vec::new(),
                is_over: false,
                is_done: false,
            };
        };
        let run = &model.playback.run;
        let position = run.position();
        let before = position.saturating_sub(MOST_CHIPS.max(*fewest));
        let made = run.schedule().skip(before).take(position - before);
        let steps = made.map(|turn| {
            let name = model.program().name_of(turn.thread);
            let waits = matches!(model.activity(turn.thread), Activity::Waiting(_));
            Chip { name: name.to_string(), role: name.role, waits }
        });
        let latest = run
            .recent()
            .next_back()
            .map(|moment| describe_moment(model.text(), model.program(), moment).join(". "));
        Schedule {
            language: model.preferences.language,
            is_shown: true,
            steps: steps.collect(),
            before,
            fewest: *fewest,
            latest,
            threads: model.program().thread_ids().map(|it| choice(model, it)).collect(),
            is_over: model.playback.ending.is_some(),
            is_done: attempt.is_some_and(|it| it.is_done()),
        }
    }

    fn draw(&self, store: &Store) -> Html {
        if !self.is_shown {
            return html! {};
        }
        let text = &self.language.text().course;
        let count = self.before + self.steps.len();
        let said = match &self.latest {
            Some(latest) => fill(text.at_step, &[&count.to_string(), latest]),
            None => text.before_first.to_owned(),
        };
        html! {
            <section class="schedule">
                <div class="schedule-head">
                    <h2>{ text.your_schedule }</h2>
                    <p class="schedule-latest">{ rich_text(&said) }</p>
                    <p class="schedule-count">
                        { fill(text.so_many_of, &[&count.to_string(), &self.fewest.to_string()]) }
                    </p>
                </div>
                { self.ribbon(count) }
                <div class="thread-buttons" role="group" aria-label={text.who_steps}>
                    { for (1..).zip(&self.threads).map(|(key, it)| self.button(key, it, store)) }
                    <button
                        type="button"
                        class="button take-back"
                        aria-keyshortcuts="ArrowLeft"
                        aria-disabled={(count == 0).to_string()}
                        onclick={store.on_click(PlaybackAction::Back)}
                    >
                        { drawing(Icon::TakeBack) }{ text.take_back }
                    </button>
                    if self.is_over && !self.is_done {
                        <button type="button" class="button begin-again" onclick={store.on_click(LessonAction::Again)}>
                            { drawing(Icon::Reset) }{ text.again }
                        </button>
                    }
                </div>
            </section>
        }
    }
}

impl Schedule {
    /// The steps made, and places for those that are left of the shortest way.
    fn ribbon(&self, count: usize) -> Html {
        let made = self.steps.iter().map(|chip| {
            let waits = chip.waits.then_some("is-waiting");
            html! { <li class={classes!("step-chip", role_class(chip.role), waits)}>{ &chip.name }</li> }
        });
        let is_long = self.fewest > 20;
        let left = (count + 1..=self.fewest).map(|at| {
            let is_last = at == self.fewest;
            let next = (at == count + 1).then_some("is-next");
            let last = is_last.then_some("is-last");
            html! {
                <li class={classes!("step-chip", "is-empty", next, last)} aria-hidden="true">
                    if is_last { { star(false) } } else { { at } }
                </li>
            }
        });
        html! {
            <ol class={classes!("ribbon", is_long.then_some("is-long"))} ~style={format!("--steps: {}", self.fewest.max(1))}>
                if self.before > 0 { <li class="step-chip is-empty">{ "…" }</li> }
                { for made }
                { for left }
            </ol>
        }
    }

    fn button(&self, key: usize, choice: &Choice, store: &Store) -> Html {
        let text = &self.language.text().course;
        let name = &choice.name;
        let (what, why, code) = match &choice.stands {
            _ if self.is_over => (text.run_is_over.to_owned(), String::new(), false),
            Stands::Ready(line) => (text.step.to_owned(), line.clone(), true),
            Stands::Waits(object, holder) => (
                fill(text.waits_for, &[object]),
                holder.as_ref().map(|it| fill(text.held_by, &[it])).unwrap_or_default(),
                false,
            ),
            Stands::Ended => (text.ended.to_owned(), text.no_step_left.to_owned(), false),
        };
        let can_step = code;
        let waits = matches!(choice.stands, Stands::Waits(..)).then_some("is-waiting");
        let ended = matches!(choice.stands, Stands::Ended).then_some("has-ended");
        html! {
            <button
                type="button"
                class={classes!("thread-button", role_class(choice.role), waits, ended)}
                data-thread={choice.id.0.to_string()}
                aria-disabled={(!can_step).to_string()}
                aria-keyshortcuts={key.to_string()}
                onclick={store.on_click(PlaybackAction::StepThread(choice.id))}
            >
                <span class="thread-tag">{ name }</span>{ " " }
                <span class="thread-words">
                    <strong>{ what }</strong>{ " " }
                    if code { <code>{ why }</code> } else { <span>{ why }</span> }
                </span>
                <kbd class="thread-key" aria-hidden="true">{ key }</kbd>
            </button>
        }
    }
}

fn choice(model: &Model, id: ThreadId) -> Choice {
    let name = model.program().name_of(id);
    let machine = model.playback.run.machine();
    let stands = match model.activity(id) {
        Activity::Done | Activity::NotStarted => Stands::Ended,
        Activity::Waiting(object) => {
            let declared = model.program().object(object);
            let holder = declared.holder(machine.memory().get(declared.base));
            let holder =
                holder.filter(|it| *it != id).map(|it| model.program().name_of(it).to_string());
            Stands::Waits(declared.name.clone(), holder)
        }
        _ => {
            let line = machine.line(id).map_or(0, |it| usize::from(it.0));
            let line = model.document.listing.lines.get(line);
            Stands::Ready(line.map(|it| it.text.trim().to_owned()).unwrap_or_default())
        }
    };
    Choice { id, name: name.to_string(), role: name.role, stands }
}
