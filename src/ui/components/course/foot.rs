//! The challenge before, and the next.

use super::super::icons::{Icon, drawing};
use super::super::reactive::Part;
use super::super::rich_text::rich_text;
use super::hand_in::hand_in_button;
use super::passages::Words;
use crate::lesson::CHALLENGES;
use crate::session::lesson::HandIn;
use crate::session::{LessonAction, Model};
use crate::ui::store::Store;
use std::rc::Rc;
use yew::prelude::*;

/// The challenge before, and the next.
#[derive(PartialEq)]
pub struct Foot {
    words: Words,
    open: Option<&'static str>,
    number: u32,
    is_done: bool,
    hand_in: Rc<HandIn>,
}

impl Part for Foot {
    fn of(model: &Model, _: Option<&Self>) -> Self {
        let attempt = model.lesson.open();
        Foot {
            words: Words::of(model),
            open: attempt.map(|it| it.challenge.name),
            number: attempt.map_or(0, |it| it.number),
            is_done: attempt.is_some_and(|it| it.is_done()),
            hand_in: model.lesson.hand_in.clone(),
        }
    }

    fn draw(&self, store: &Store) -> Html {
        let text = &self.words.language.text().course;
        let at = CHALLENGES.iter().position(|it| Some(it.name) == self.open);
        let before = at.and_then(|it| it.checked_sub(1)).and_then(|it| CHALLENGES.get(it));
        let next = at.and_then(|it| CHALLENGES.get(it + 1));
        let title = |name: &str| rich_text(self.words.get(&format!("{name}/title")));
        // Who works on variant 17 goes on with variant 17.
        let open = |name| store.on_click(LessonAction::Open(name, self.number));
        html! {
            <footer class="course-foot">
                if let Some(before) = before {
                    <button type="button" class="button-quiet course-previous" onclick={open(before.name)}>
                        { drawing(Icon::Left) }
                        <span><span class="visually-hidden">{ text.previous }{ ": " }</span>{ title(before.name) }</span>
                    </button>
                }
                <span class="spring" />
                if let Some(open) = self.open {
                    { hand_in_button(&self.words, &self.hand_in, open) }
                }
                if let Some(next) = next {
                    <button
                        type="button"
                        class={classes!("button", "course-next", self.is_done.then_some("button-primary"))}
                        onclick={open(next.name)}
                    >
                        <span>{ text.next }{ ": " }<strong>{ title(next.name) }</strong></span>
                        { drawing(Icon::Right) }
                    </button>
                }
            </footer>
        }
    }
}
