//! What is to be done, in one line, and what it brings.

use super::super::reactive::Part;
use super::super::rich_text::rich_text;
use super::passages::{Words, absent, paragraphs};
use crate::lesson::{Task, TaskKind};
use crate::session::Model;
use crate::session::lesson::Attempt;
use crate::text::fill;
use crate::ui::store::Store;
use yew::prelude::*;

/// The task.
#[derive(PartialEq)]
pub struct Head {
    words: Words,
    attempt: Option<Attempt>,
}

impl Part for Head {
    fn of(model: &Model, _: Option<&Self>) -> Self {
        Head { words: Words::of(model), attempt: model.lesson.open().cloned() }
    }

    fn draw(&self, store: &Store) -> Html {
        let Some(attempt) = &self.attempt else { return html! {} };
        let text = &self.words.language.text().course;
        if !self.words.are_here() {
            let role = self.words.are_missing.then_some("alert");
            return html! { <div class="course-head" {role}>{ absent(&self.words, store) }</div> };
        }
        let challenge = attempt.challenge;
        let kind = self.words.get(&format!("task/{}", attempt.kind().name()));
        let minutes = fill(text.minutes, &[&challenge.minutes.to_string()]);
        let say = |what| self.words.say(challenge, &attempt.variant, what);
        html! {
            <header class="course-head" data-challenge={challenge.name}>
                <div class="course-what">
                    <p class="course-kind">
                        <strong>{ kind.to_owned() }</strong>{ " · " }{ minutes }
                        if let Some(runs) = self.words.execution(challenge) {
                            { " · " }<span data-execution={challenge.material.execution.name()}>{ runs.to_owned() }</span>
                        }
                    </p>
                    <h1>{ rich_text(&say("task")) }</h1>
                    <div class="course-text">{ paragraphs(&say("text")) }</div>
                </div>
                { self.stars(attempt) }
            </header>
        }
    }
}

impl Head {
    /// What each star is for, and whether it is won.
    fn stars(&self, attempt: &Attempt) -> Html {
        let text = &self.words.language.text().course;
        let kind = attempt.kind();
        let first = match kind {
            TaskKind::BeTheScheduler => text.star_reached,
            TaskKind::Repair | TaskKind::Order => text.star_proved,
            _ => text.star_right,
        };
        let third = match attempt.challenge.task {
            Task::BeTheScheduler { fewest, .. } => fill(text.star_fewest, &[&fewest.to_string()]),
            Task::Repair { .. } => text.star_not_slow.to_owned(),
            _ => text.star_at_once.to_owned(),
        };
        let is_done = attempt.is_done();
        let has_no_help = attempt.hints == 0 && !attempt.was_shown;
        let is_third = attempt.stars > 1 + u8::from(has_no_help);
        let stars = [
            (first.to_owned(), is_done),
            (text.star_no_hint.to_owned(), is_done && has_no_help),
            (third, is_done && is_third),
        ];
        let lost = [false, !has_no_help, false];
        let label = fill(text.stars, &[&attempt.stars.to_string()]);
        html! {
            <ul class="star-list" aria-label={label}>
                { for stars.into_iter().zip(lost).map(|((words, is_won), is_lost)| html! {
                    <li class={classes!("star-line", is_won.then_some("is-won"), is_lost.then_some("is-lost"))}>
                        { star(is_won) }<span>{ words }</span>
                    </li>
                }) }
            </ul>
        }
    }
}

/// A star, won or still to be won.
pub fn star(is_won: bool) -> Html {
    let class = if is_won { "star is-won" } else { "star" };
    html! {
        <svg {class} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
            <path d="M10 2.2l2.4 4.9 5.4.8-3.9 3.8.9 5.4-4.8-2.6-4.8 2.6.9-5.4L2.2 7.9l5.4-.8Z" />
        </svg>
    }
}
