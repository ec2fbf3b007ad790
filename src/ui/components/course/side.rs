//! Beside the challenge: its program, hints, steps, what it does not show, and what is for teachers.

use super::super::code_panel::ProgramView;
use super::super::editor::Editor;
use super::super::icons::{Icon, drawing};
use super::super::log_panel::LogEntries;
use super::super::panels::{Panel, Toggle, opener};
use super::super::reactive::{Part, paced};
use super::super::rich_text::rich_text;
use super::passages::{Words, paragraphs};
use crate::lesson::TaskKind;
use crate::session::lesson::Attempt;
use crate::session::{CodeView, LessonAction, Model};
use crate::text::{Text, fill};
use crate::ui::store::Store;
use yew::prelude::*;

/// The program, as it runs or to be changed.
#[derive(PartialEq)]
pub struct CourseCode {
    is_edited: bool,
    /// Of an order to be found the program would tell the lines.
    is_hidden: bool,
}

impl Part for CourseCode {
    fn of(model: &Model, _: Option<&Self>) -> Self {
        let attempt = model.lesson.open();
        let is_hidden = attempt.is_some_and(|it| it.kind() == TaskKind::Order && !it.is_done());
        CourseCode { is_edited: model.document.code_view == CodeView::Editor, is_hidden }
    }

    fn draw(&self, store: &Store) -> Html {
        if self.is_hidden {
            return paced::<PuzzleText>(store);
        }
        match self.is_edited {
            true => {
                html! { <div class="code-body is-editor"><Editor store={store.clone()} /></div> }
            }
            false => html! { <div class="code-body">{ paced::<ProgramView>(store) }</div> },
        }
    }
}

/// The program with the lines that were chosen so far.
#[derive(PartialEq)]
struct PuzzleText(String);

impl Part for PuzzleText {
    fn of(model: &Model, _: Option<&Self>) -> Self {
        let attempt = model.lesson.open();
        PuzzleText(
            attempt.map(|it| it.challenge.with_lines(&it.variant, &it.lines)).unwrap_or_default(),
        )
    }

    fn draw(&self, _: &Store) -> Html {
        html! { <pre class="choice-code puzzle-text" tabindex="0">{ super::choices::painted(&self.0) }</pre> }
    }
}

/// The steps, the latest first.
#[derive(PartialEq)]
pub struct StepList;

impl Part for StepList {
    fn of(_: &Model, _: Option<&Self>) -> Self {
        StepList
    }

    fn draw(&self, store: &Store) -> Html {
        paced::<LogEntries>(store)
    }
}

/// Hints, one after the other.
#[derive(PartialEq)]
pub struct Hints {
    words: Words,
    attempt: Option<Attempt>,
}

impl Part for Hints {
    fn of(model: &Model, _: Option<&Self>) -> Self {
        Hints { words: Words::of(model), attempt: model.lesson.open().cloned() }
    }

    fn draw(&self, store: &Store) -> Html {
        let Some(attempt) = &self.attempt else { return html! {} };
        let text = &self.words.language.text().course;
        let third =
            if attempt.challenge.needs_third_hint() { text.hint_3_words } else { text.hint_3 };
        let titles = [text.hint_1, text.hint_2, third];
        html! {
            <>
                <p class="panel-hint">{ if attempt.was_shown { text.was_shown } else { text.hint_costs } }</p>
                <ol class="hints">
                    { for (1..).zip(titles).map(|(number, title)| self.hint(attempt, number, title, store)) }
                </ol>
                if attempt.hints >= 3 && !attempt.was_shown && !attempt.is_done() {
                    <button
                        type="button"
                        class="button button-small show-me"
                        onclick={store.on_click(LessonAction::ShowMe)}
                    >
                        { text.show_me }
                    </button>
                }
            </>
        }
    }
}

impl Hints {
    fn hint(&self, attempt: &Attempt, number: u8, title: &str, store: &Store) -> Html {
        let text = &self.words.language.text().course;
        let is_open = attempt.hints >= number;
        let can_open = attempt.hints + 1 == number;
        html! {
            <li class={classes!("lesson-hint", is_open.then_some("is-open"))}>
                <div class="hint-head">
                    <span class="hint-number" aria-hidden="true">{ number }</span>
                    <span class="hint-title">{ title.to_owned() }</span>
                    if can_open {
                        <button
                            type="button"
                            class="button-link hint-button"
                            aria-label={format!("{}: {title}", text.open_hint)}
                            onclick={store.on_click(LessonAction::Hint)}
                        >
                            { text.open_hint }
                        </button>
                    }
                </div>
                if is_open { <div class="hint-text" role="status">{ self.words_of(attempt, number) }</div> }
            </li>
        }
    }

    fn words_of(&self, attempt: &Attempt, number: u8) -> Html {
        let text = &self.words.language.text().course;
        if number < 3 || attempt.challenge.needs_third_hint() {
            let key = format!("hint{number}");
            return paragraphs(&self.words.say(attempt.challenge, &attempt.variant, &key));
        }
        let Some(first) = &attempt.first_step else { return html! {} };
        let size = first.size.map(|it| {
            let [producers, consumers, capacity] = it.map(|it| it.to_string());
            fill(text.begins_at_size, &[&producers, &consumers, &capacity])
        });
        html! {
            <p>
                { rich_text(&fill(text.begins_with, &[&first.thread, &first.line])) }
                if let Some(size) = size { { " " }{ size } }
            </p>
        }
    }
}

/// What the challenge does not show, and what is for teachers.
#[derive(PartialEq)]
pub struct NotShown {
    words: Words,
    attempt: Option<Attempt>,
    teaches: bool,
}

impl Part for NotShown {
    fn of(model: &Model, _: Option<&Self>) -> Self {
        NotShown {
            words: Words::of(model),
            attempt: model.lesson.open().cloned(),
            teaches: model.lesson.teaches,
        }
    }

    fn draw(&self, store: &Store) -> Html {
        let Some(attempt) = self.attempt.as_ref().filter(|_| self.words.are_here()) else {
            return html! {};
        };
        let text = &self.words.language.text().course;
        html! {
            <>
                <section class="card course-card not-shown">
                    <h2>{ text.not_shown }</h2>
                    { paragraphs(&self.words.say(attempt.challenge, &attempt.variant, "not-shown")) }
                </section>
                <section class="card course-card for-teachers">
                    <button
                        type="button"
                        class="button-link"
                        aria-expanded={self.teaches.to_string()}
                        onclick={store.on_click(LessonAction::Teach(!self.teaches))}
                    >
                        { text.teach }
                    </button>
                    if self.teaches { { super::overview::teacher_notes(&self.words, attempt.challenge, &attempt.variant, attempt.number) } }
                </section>
            </>
        }
    }
}

/// What a small page opens from its lower edge.
pub fn tabs(open: Option<Panel>, toggle: &Toggle, text: &Text) -> Html {
    let tab = |panel, icon, label: &'static str| {
        opener("tab", panel, open, toggle, html! { <>{ drawing(icon) }<span>{ label }</span></> })
    };
    html! {
        <nav class="tabs course-tabs">
            { tab(Panel::Code, Icon::Code, text.course.program) }
            { tab(Panel::Hints, Icon::Hint, text.course.hints) }
            { tab(Panel::Log, Icon::Log, text.course.steps) }
        </nav>
    }
}
