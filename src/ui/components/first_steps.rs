//! The newcomer's first steps: a sentence and three moves. Each move's number stands again at the
//! place that it means, which is a matter of styles alone.

use super::icons::Icon;
use super::panels::icon_button;
use super::reactive::Part;
use super::rich_text::rich_text;
use crate::session::{FirstStepsAction, Model, Motion, Move, ThreadKind};
use crate::text::Language;
use crate::ui::store::Store;
use yew::prelude::*;

/// The band above the picture; nothing once the moves are done or closed.
#[derive(PartialEq)]
pub struct FirstSteps {
    next: Option<Move>,
    /// Whether a line is off, so that something can go wrong.
    is_off: bool,
    runs: bool,
    are_real: bool,
    language: Language,
}

impl Part for FirstSteps {
    fn of(model: &Model, _: Option<&Self>) -> Self {
        FirstSteps {
            next: model.next_move(),
            is_off: !model.document.configuration.faults.is_empty(),
            runs: model.playback.motion == Motion::Running,
            are_real: model.kind() == ThreadKind::Real,
            language: model.preferences.language,
        }
    }

    fn draw(&self, store: &Store) -> Html {
        let Some(next) = self.next else { return html! {} };
        let words = &self.language.text().first_steps;
        let [real, simulated] = words.sentence;
        let sentence = if self.are_real { real } else { simulated };
        let close = store.on_click(FirstStepsAction::Close);
        let sign = self.is_off.then_some("true");
        html! {
            <section
                class="first-steps"
                aria-label={words.title}
                data-next={next.name()}
                data-line-off={sign}
            >
                <p class="first-steps-sentence"><span>{ sentence }</span>{ " " }<b>{ words.what_to_do }</b></p>
                <ol class="moves">{ for Move::ALL.map(|it| self.move_of(it, next)) }</ol>
                { icon_button("button-quiet first-steps-close", Icon::Close, words.close, close) }
                <p class="visually-hidden" role="status">{ self.how(next).replace('`', "") }</p>
            </section>
        }
    }
}

impl FirstSteps {
    fn move_of(&self, it: Move, next: Move) -> Html {
        let words = &self.language.text().first_steps;
        let place = it as usize;
        let number = (place + 1).to_string();
        let class = match place.cmp(&(next as usize)) {
            std::cmp::Ordering::Less => "move is-done",
            std::cmp::Ordering::Equal => "move is-next",
            std::cmp::Ordering::Greater => "move",
        };
        html! {
            <li {class} aria-current={(it == next).then_some("step")}>
                if it < next {
                    <span class="visually-hidden">{ (words.move_done)(&number) }</span>
                }
                <span class="move-number" aria-hidden="true">{ number }</span>
                <span class="move-words">
                    <b>{ words.moves[place] }</b>
                    <span class="move-how">{ rich_text(self.how(it)) }</span>
                </span>
            </li>
        }
    }

    /// How a move is made, as things stand.
    fn how(&self, it: Move) -> &'static str {
        let words = &self.language.text().first_steps;
        match it {
            Move::Run if is_touched() => words.how_to_run_by_touch,
            Move::Run => words.how_to_run,
            Move::Break if self.next != Some(Move::Break) || !self.is_off => words.how_to_break,
            Move::Break if self.runs => words.wait_for_it,
            Move::Break => words.run_it_broken,
            Move::LookBack => words.how_to_look_back,
        }
    }
}

/// Whether the page is used by fingers, so that there is hardly a keyboard.
fn is_touched() -> bool {
    let asked = |window: web_sys::Window| {
        window.match_media("(hover: none) and (pointer: coarse)").ok().flatten()
    };
    web_sys::window().and_then(asked).is_some_and(|it| it.matches())
}
