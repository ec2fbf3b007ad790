//! How fast a run goes.

use super::numbers::{speed_in_short, speed_in_words};
use super::reactive::Part;
use crate::session::{Model, PlaybackAction, Speed};
use crate::text::Language;
use crate::ui::store::Store;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// The slider for the speed, with its value in words.
#[derive(PartialEq)]
pub struct SpeedSlider {
    speed: Speed,
    language: Language,
}

impl Part for SpeedSlider {
    fn of(model: &Model, _: Option<&Self>) -> Self {
        SpeedSlider { speed: model.playback.speed, language: model.preferences.language }
    }

    fn draw(&self, store: &Store) -> Html {
        let SpeedSlider { speed, language } = *self;
        let last = Speed::UNLIMITED.place();
        let oninput = {
            let store = store.clone();
            Callback::from(move |event: InputEvent| {
                let place = event
                    .target_dyn_into::<HtmlInputElement>()
                    .and_then(|slider| slider.value().parse().ok())
                    .unwrap_or(speed.place());
                store.dispatch(PlaybackAction::SetSpeed(Speed::at(place)));
            })
        };
        let label = language.text().controls.speed;
        let words = AttrValue::from(speed_in_words(speed, language));
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
                    ~style={filled(usize::from(speed.place()), usize::from(last))}
                    {oninput}
                />
            </label>
        }
    }
}

/// The style of a slider that is filled up to its thumb.
pub fn filled(place: usize, last: usize) -> String {
    // In whole thousandths: to write a fraction takes code that nothing else on the page needs.
    let thousandths = (place as u64 * 1000).checked_div(last as u64).unwrap_or(0);
    format!("--filled: calc({thousandths}% / 10)")
}
