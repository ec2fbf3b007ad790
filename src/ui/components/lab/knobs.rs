//! The knobs: what there is to do, on what, and by how many processes.

use super::super::choice::{Choosable, choice};
use super::super::icons::{Icon, drawing};
use super::super::reactive::Part;
use super::super::speed_slider::filled;
use super::words;
use crate::clock::{Awaiting, Machine, StartMethod, Work};
use crate::session::lab::Knob;
use crate::session::{LabAction, Model};
use crate::text::{Language, fill};
use crate::ui::store::Store;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// All knobs.
#[derive(PartialEq)]
pub struct Knobs {
    work: Work,
    machine: Machine,
    language: Language,
}

impl Part for Knobs {
    fn of(model: &Model, _: Option<&Self>) -> Self {
        let lab = &model.lab;
        Knobs { work: lab.work, machine: lab.machine, language: model.preferences.language }
    }

    fn draw(&self, store: &Store) -> Html {
        let words = &self.language.text().lab;
        let stepper = |knob| self.stepper(knob, store);
        let slider = |knob| self.slider(knob, store);
        html! {
            <>
                <h2 class="lab-group">{ words.work }</h2>
                { stepper(Knob::Tasks) }
                { slider(Knob::Compute) }
                { slider(Knob::Native) }
                { slider(Knob::Wait) }
                { slider(Knob::Serial) }
                { stepper(Knob::Long) }
                { stepper(Knob::Calls) }
                { self.awaiting(store) }
                <h2 class="lab-group">{ words.machine }</h2>
                { stepper(Knob::Cores) }
                { stepper(Knob::Switch) }
                <h2 class="lab-group">{ words.pool }</h2>
                { stepper(Knob::Workers) }
                { self.start(store) }
                { slider(Knob::Bytes) }
                { slider(Knob::Items) }
                { stepper(Knob::Chunk) }
                <button
                    type="button"
                    class="button button-small lab-reset"
                    onclick={store.on_click(LabAction::Reset)}
                >
                    { drawing(Icon::Reset) }<span>{ words.reset }</span>
                </button>
            </>
        }
    }
}

impl Knobs {
    /// The label of a knob, and the number in words.
    fn words(&self, knob: Knob) -> (&'static str, String) {
        let value = knob.value(&self.work, &self.machine);
        (knob.label(self.language.text()), words::value(knob, value, self.language))
    }

    /// A number with − and +.
    fn stepper(&self, knob: Knob, store: &Store) -> Html {
        let text = &self.language.text().lab;
        let (label, value) = self.words(knob);
        let place = knob.place(&self.work, &self.machine) as usize;
        let button = |icon, name: &str, by, is_off: bool, id: Option<String>| {
            html! {
                <button
                    type="button"
                    class="stepper-button"
                    {id}
                    aria-label={fill(name, &[label])}
                    aria-disabled={is_off.then_some("true")}
                    onclick={store.on_click(LabAction::Nudge(knob, by))}
                >
                    { drawing(icon) }
                </button>
            }
        };
        let is_last = place + 1 >= knob.scale().len();
        html! {
            <div class="lab-knob lab-stepper" data-knob={knob.name()}>
                <span class="lab-knob-label">{ label }</span>
                { button(Icon::Minus, text.less_of, -1, place == 0, Some(format!("knob-{}", knob.name()))) }
                <output class="lab-knob-value" aria-label={label}>{ value }</output>
                { button(Icon::Plus, text.more_of, 1, is_last, None) }
            </div>
        }
    }

    /// A number on a scale.
    fn slider(&self, knob: Knob, store: &Store) -> Html {
        let (label, value) = self.words(knob);
        let place = knob.place(&self.work, &self.machine);
        let last = knob.scale().len() - 1;
        let oninput = {
            let store = store.clone();
            Callback::from(move |event: InputEvent| {
                let field = event.target_dyn_into::<HtmlInputElement>();
                if let Some(place) = field.and_then(|it| it.value().parse().ok()) {
                    store.dispatch(LabAction::Turn(knob, place));
                }
            })
        };
        html! {
            <label class="lab-knob lab-slider" data-knob={knob.name()}>
                <span class="lab-knob-label">{ label }</span>
                <span class="lab-knob-value" aria-hidden="true">{ value.clone() }</span>
                <input
                    type="range"
                    class="slider"
                    id={format!("knob-{}", knob.name())}
                    min="0"
                    max={last.to_string()}
                    step="1"
                    value={place.to_string()}
                    aria-label={label}
                    aria-valuetext={value}
                    ~style={filled(place as usize, last)}
                    {oninput}
                />
            </label>
        }
    }

    fn start(&self, store: &Store) -> Html {
        let option = |method: StartMethod| {
            let store = store.clone();
            let choose = Callback::from(move |_| store.dispatch(LabAction::Start(method)));
            let is_chosen = self.machine.start == method;
            Choosable { label: method.name(), meaning: None, is_chosen, is_off: false, choose }
        };
        let label = self.language.text().lab.start;
        let legend = html! { <legend class="lab-knob-label">{ label }</legend> };
        let options = StartMethod::ALL.map(option).into();
        html! { <div id="knob-start">{ choice("lab-start".into(), "choice choice-small lab-choice", legend, options) }</div> }
    }

    fn awaiting(&self, store: &Store) -> Html {
        let words = &self.language.text().lab;
        let option = |awaiting: Awaiting| {
            let store = store.clone();
            let choose = Callback::from(move |_| store.dispatch(LabAction::Await(awaiting)));
            let label = match awaiting {
                Awaiting::Together => words.together,
                Awaiting::OneByOne => words.one_by_one,
                Awaiting::Blocking => words.blocking,
            };
            let is_chosen = self.work.awaiting == awaiting;
            Choosable { label, meaning: None, is_chosen, is_off: false, choose }
        };
        let legend = html! { <legend class="lab-knob-label">{ words.awaiting }</legend> };
        let options = Awaiting::ALL.map(option).into();
        html! { <div id="knob-await">{ choice("lab-await".into(), "choice choice-small lab-choice", legend, options) }</div> }
    }
}
