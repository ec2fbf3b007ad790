//! Where in its past a run is.

use super::live::Part;
use super::numbers::grouped;
use crate::session::{Action, Model};
use crate::text::Language;
use crate::ui::store::Store;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// A slider from the start of the run to its latest step: dragging it is going back.
#[derive(PartialEq)]
pub struct PositionBar {
    position: usize,
    length: usize,
    language: Language,
}

impl Part for PositionBar {
    fn of(model: &Model, _: Option<&Self>) -> Self {
        PositionBar {
            position: model.run.position(),
            length: model.run.length(),
            language: model.language,
        }
    }

    fn draw(&self, store: &Store) -> Html {
        let words = &self.language.text().log;
        let written = |number: usize| grouped(number as u64, self.language);
        let step_of =
            AttrValue::from((words.step_of)(&written(self.position), &written(self.length)));
        let oninput = {
            let store = store.clone();
            Callback::from(move |event: InputEvent| {
                let wanted = event
                    .target_dyn_into::<HtmlInputElement>()
                    .and_then(|slider| slider.value().parse().ok());
                if let Some(position) = wanted {
                    store.dispatch(Action::Seek(position));
                }
            })
        };
        let is_at_end = self.position == self.length;
        html! {
            <div class="position-bar">
                <input
                    type="range"
                    class="slider position-slider"
                    min="0"
                    max={self.length.to_string()}
                    step="1"
                    value={self.position.to_string()}
                    disabled={self.length == 0}
                    aria-label={words.position}
                    aria-valuetext={step_of.clone()}
                    style={filled(self.position, self.length)}
                    {oninput}
                />
                <span class="position-words" aria-hidden="true">{ step_of }</span>
                if !is_at_end {
                    <button
                        type="button"
                        class="button-link"
                        onclick={store.on_click(Action::Seek(self.length))}
                    >
                        { words.to_the_latest }
                    </button>
                } else if self.length > 0 {
                    <span class="position-hint" aria-hidden="true">{ words.drag_to_go_back }</span>
                }
            </div>
        }
    }
}

/// The style of a slider that is filled up to its thumb.
pub fn filled(place: usize, last: usize) -> String {
    // In whole thousandths: to write a fraction takes code that nothing else on the page needs.
    let thousandths = (place as u64 * 1000).checked_div(last as u64).unwrap_or(0);
    format!("--filled: calc({thousandths}% / 10)")
}
