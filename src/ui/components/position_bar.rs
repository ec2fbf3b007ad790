//! Where in its past a run is.

use super::numbers::grouped;
use super::paced::use_paced;
use crate::session::{Action, Model};
use crate::text::Language;
use crate::ui::store::use_store;
use web_sys::HtmlInputElement;
use yew::prelude::*;

#[derive(PartialEq)]
struct View {
    position: usize,
    length: usize,
    language: Language,
}

fn view(model: &Model) -> View {
    View { position: model.run.position(), length: model.run.length(), language: model.language }
}

/// A slider from the start of the run to its latest step: dragging it is going back.
#[component]
pub fn PositionBar() -> Html {
    let store = use_store();
    let view = use_paced(view);
    let words = &view.language.text().log;
    let written = |number: usize| grouped(number as u64, view.language);
    let step_of = (words.step_of)(&written(view.position), &written(view.length));
    let filled = match view.length {
        0 => 0.0,
        length => view.position as f64 / length as f64 * 100.0,
    };
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
    let is_at_end = view.position == view.length;
    let to_end = {
        let length = view.length;
        Callback::from(move |_: MouseEvent| store.dispatch(Action::Seek(length)))
    };
    html! {
        <div class="position-bar">
            <input
                type="range"
                class="slider position-slider"
                min="0"
                max={view.length.to_string()}
                step="1"
                value={view.position.to_string()}
                disabled={view.length == 0}
                aria-label={words.position}
                aria-valuetext={step_of.clone()}
                style={format!("--filled: {filled}%")}
                {oninput}
            />
            <span class="position-words" aria-hidden="true">{ step_of }</span>
            if !is_at_end {
                <button type="button" class="button-link" onclick={to_end}>
                    { words.to_the_latest }
                </button>
            } else if view.length > 0 {
                <span class="position-hint" aria-hidden="true">{ words.drag_to_go_back }</span>
            }
        </div>
    }
}
