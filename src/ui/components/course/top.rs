//! The bar at the top of the course: the way there, and the variant.

use super::super::icons::{Icon, drawing, mark};
use super::super::open_in_tab::is_embedded;
use super::super::reactive::Part;
use super::super::rich_text::plain;
use super::super::share_dialog::share_button;
use super::super::top_bar::{help_button, language_picker, theme_picker, way_out};
use super::passages::Words;
use crate::lesson::{Chapter, of_chapter};
use crate::session::lesson::Attempt;
use crate::session::{LessonAction, Model, Shown, Theme};
use crate::text::{Language, fill};
use crate::ui::store::Store;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// The button that opens the course.
pub fn course_button(language: Language, store: &Store) -> Html {
    html! {
        <button
            type="button"
            class="button button-small course-button"
            onclick={store.on_click(LessonAction::ShowOverview)}
        >
            { drawing(Icon::Course) }
            <span>{ language.text().course.course }</span>
        </button>
    }
}

/// The bar at the top of the course.
#[derive(PartialEq)]
pub struct CourseBar {
    words: Words,
    theme: Theme,
    /// What was handed in is shared by its own link.
    is_hand_in: bool,
    attempt: Option<Attempt>,
}

impl Part for CourseBar {
    fn of(model: &Model, _: Option<&Self>) -> Self {
        CourseBar {
            words: Words::of(model),
            theme: model.preferences.theme,
            is_hand_in: model.lesson.shown == Shown::HandedIn,
            attempt: model.lesson.open().cloned(),
        }
    }

    fn draw(&self, store: &Store) -> Html {
        let language = self.words.language;
        let text = &language.text().course;
        html! {
            <header class="top-bar course-bar">
                <button
                    type="button"
                    class="button-quiet brand-button"
                    title={text.laboratory}
                    onclick={store.on_click(LessonAction::Close)}
                >
                    { mark() }
                    <span class="brand-name">{ "Interleave" }</span>
                </button>
                <nav class="breadcrumbs" aria-label={text.where_you_are}>
                    <ol>
                        <li><button type="button" class="button-quiet" onclick={store.on_click(LessonAction::Close)}>
                            { text.laboratory }
                        </button></li>
                        <li><button
                            type="button"
                            class="button-quiet"
                            aria-current={self.attempt.is_none().then_some("page")}
                            onclick={store.on_click(LessonAction::ShowOverview)}
                        >
                            { text.course }
                        </button></li>
                        if let Some(attempt) = &self.attempt {
                            { self.place(attempt) }
                        }
                    </ol>
                </nav>
                <span class="spring" />
                if let Some(attempt) = &self.attempt {
                    { variant_field(attempt, language, store) }
                }
                { language_picker(language, store) }
                { theme_picker(self.theme, language, store) }
                if !self.is_hand_in { { share_button(language, store) } }
                { help_button(language, store) }
                if is_embedded() { { way_out(language, store) } }
            </header>
        }
    }
}

impl CourseBar {
    fn place(&self, attempt: &Attempt) -> Html {
        let challenge = attempt.challenge;
        let text = &self.words.language.text().course;
        let title = plain(self.words.get(&challenge.key("title")));
        let chapter = plain(self.words.get(&chapter_key(challenge.chapter)));
        let all: Vec<_> = of_chapter(challenge.chapter).collect();
        let at = all.iter().position(|it| it.name == challenge.name).unwrap_or(0) + 1;
        let place = fill(text.place_of, &[&chapter, &at.to_string(), &all.len().to_string()]);
        html! {
            <>
                <li class="chapter-crumb">{ chapter }</li>
                <li class="challenge-crumb" aria-current="page"><strong>{ title }</strong></li>
                <li class="place-crumb">{ place }</li>
            </>
        }
    }
}

/// The key of a chapter's title.
pub fn chapter_key(chapter: Chapter) -> String {
    format!("chapter/{}", chapter.name())
}

fn variant_field(attempt: &Attempt, language: Language, store: &Store) -> Html {
    let text = &language.text().course;
    let name = attempt.challenge.name;
    let store = store.clone();
    let onchange = Callback::from(move |event: Event| {
        let field = event.target().and_then(|it| it.dyn_into::<HtmlInputElement>().ok());
        if let Some(number) = field.and_then(|it| it.value().trim().parse().ok()) {
            store.dispatch(LessonAction::Open(name, number));
        }
    });
    html! {
        <label class="variant-field">
            <span>{ text.variant_field }</span>
            <input
                key={attempt.number}
                type="text"
                inputmode="numeric"
                class="text-field variant-number"
                maxlength="4"
                value={attempt.number.to_string()}
                {onchange}
            />
        </label>
    }
}
