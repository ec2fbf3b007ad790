//! How fast a run goes.

use super::numbers::{speed_in_short, speed_in_words};
use super::wording::use_language;
use crate::session::{Action, Speed};
use crate::ui::store::{use_dispatch, use_selected};
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// The slider for the speed, with its value in words.
#[component]
pub fn SpeedSlider() -> Html {
    let language = use_language();
    let speed = *use_selected(|model| model.speed);
    let last = Speed::UNLIMITED.place();
    let oninput = use_dispatch(move |event: InputEvent| {
        let place = event
            .target_dyn_into::<HtmlInputElement>()
            .and_then(|slider| slider.value().parse().ok())
            .unwrap_or(speed.place());
        Action::SetSpeed(Speed::at(place))
    });
    let label = language.text().controls.speed;
    let words = speed_in_words(speed, language);
    let filled = format!("--filled: {}%", f64::from(speed.place()) / f64::from(last) * 100.0);
    html! {
        <label class="speed" title={words.clone()}>
            <span class="field-label">{ label }</span>
            <span class="speed-words" aria-hidden="true">{ speed_in_short(speed, language) }</span>
            <input
                type="range"
                class="slider"
                min="0"
                max={last.to_string()}
                step="1"
                value={speed.place().to_string()}
                aria-label={label}
                aria-valuetext={words}
                style={filled}
                {oninput}
            />
        </label>
    }
}
