//! All settings of a run, and on a small page how it looks.

use super::choice::{Choosable, choice};
use super::icons::{Icon, drawing};
use super::lab::lab_button;
use super::reactive::{Part, reactive};
use super::rich_text::explained;
use super::scheduler_choice::scheduler_choice;
use super::speed_slider::SpeedSlider;
use super::stepper::{knob_steppers, steppers};
use super::top_bar::{language_picker, theme_picker};
use super::transport::TransportNumbers;
use crate::catalogue::{Configuration, Granularity, Knob, Runtime, Setting};
use crate::engine::SchedulerKind;
use crate::program::{Object, ObjectKind};
use crate::session::{
    DocumentAction, Model, PlaybackAction, Support, Theme, ThreadKind, ThreadsAction, WhySimulated,
    why_simulated,
};
use crate::text::Language;
use crate::ui::store::Store;
use std::rc::Rc;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// All settings of a run. Those that stand beside the picture anyway are left out there.
#[derive(PartialEq)]
pub struct Settings {
    configuration: Configuration,
    kind: ThreadKind,
    /// Why there are no real threads to choose, if there are none.
    why_not: Option<WhySimulated>,
    /// The constants of the text that can be set.
    knobs: Rc<Vec<Knob>>,
    /// Whether numbers of threads and slots are chosen here.
    has_roles: bool,
    /// Whether the program has conditions to wait at.
    has_conditions: bool,
    is_simulated: bool,
    scheduler: SchedulerKind,
    seed: u64,
    keeps_seed: bool,
    theme: Theme,
    language: Language,
}

impl Part for Settings {
    fn of(model: &Model, _: Option<&Self>) -> Self {
        let why_not = match model.threads.support {
            Support::SimulatedOnly(why) => Some(why),
            Support::Real | Support::Checking => None,
        };
        Settings {
            configuration: model.document.configuration,
            kind: if why_not.is_some() { ThreadKind::Simulated } else { model.threads.chosen_kind },
            why_not,
            knobs: model.document.knobs.clone(),
            has_roles: model.has_roles(),
            has_conditions: model.program().objects.iter().any(is_condition),
            is_simulated: model.kind() == ThreadKind::Simulated,
            scheduler: model.playback.scheduler,
            seed: model.playback.seed,
            keeps_seed: model.playback.keeps_seed,
            theme: model.preferences.theme,
            language: model.preferences.language,
        }
    }

    fn draw(&self, store: &Store) -> Html {
        let text = self.language.text();
        let words = &text.settings;
        let numbers =
            |settings: &[Setting]| steppers(settings, self.configuration, self.language, store);
        html! {
            <div class="settings">
                <div class="settings-row also-beside-picture">{ reactive::<SpeedSlider>(store) }</div>
                if self.has_roles {
                    <div class="settings-row also-beside-picture">
                        { numbers(&TransportNumbers::SETTINGS) }
                    </div>
                    <div class="settings-row">
                        { numbers(&[Setting::Items]) }
                        <p class="hint">{ words.items_hint }</p>
                        { numbers(&[Setting::Takes]) }
                        <p class="hint">{ words.takes_hint }</p>
                    </div>
                    <div class="settings-row">
                        { numbers(&[Setting::ProduceTime, Setting::ConsumeTime]) }
                        <p class="hint">{ words.time_hint }</p>
                    </div>
                }
                if !self.knobs.is_empty() {
                    <div class="settings-row knobs">
                        { knob_steppers(&self.knobs, self.configuration, self.language, store) }
                        <p class="hint">{ words.knobs_hint }</p>
                    </div>
                }
                { self.granularity(store) }
                { self.runtime(store) }
                if self.has_conditions { { self.spurious_wakes(store) } }
                { self.kind_of_threads(store) }
                <div class="settings-row">{ lab_button(self.language, store) }</div>
                <div class="settings-row on-small-pages">
                    <span class="field-label">{ text.controls.language }</span>
                    { language_picker(self.language, store) }
                    <span class="field-label">{ text.controls.theme }</span>
                    { theme_picker(self.theme, self.language, store) }
                </div>
            </div>
        }
    }
}

/// A choice, and what the chosen one means.
fn choice_row(
    name: &'static str,
    class: &'static str,
    legend: &'static str,
    options: Vec<Choosable>,
    hint: Html,
) -> Html {
    let legend = html! { <legend class="field-label">{ legend }</legend> };
    html! {
        <div class="settings-row">
            { choice(name.into(), class, legend, options) }
            <p class="hint">{ hint }</p>
        </div>
    }
}

fn is_condition(object: &Object) -> bool {
    matches!(object.kind, ObjectKind::Condition { .. })
}

impl Settings {
    /// How fine a step is.
    fn granularity(&self, store: &Store) -> Html {
        let words = &self.language.text().settings;
        let option = |label, it| {
            let store = store.clone();
            Choosable {
                label,
                meaning: None,
                is_chosen: self.configuration.granularity == it,
                is_off: self.configuration.runtime != Runtime::Threads,
                choose: Callback::from(move |_| store.dispatch(DocumentAction::SetGranularity(it))),
            }
        };
        let options = vec![
            option(words.granularity_operation, Granularity::Operation),
            option(words.granularity_statement, Granularity::Statement),
            option(words.granularity_access, Granularity::Access),
        ];
        let meaning = match self.configuration.granularity {
            Granularity::Operation => words.granularity_operation_hint,
            Granularity::Statement => words.granularity_statement_hint,
            Granularity::Access => words.granularity_access_hint,
        };
        let hint = html! {
            <>{ explained(meaning, self.language) }{ " " }{ explained(words.granularity_hint, self.language) }</>
        };
        choice_row("granularity", "choice choice-small", words.granularity, options, hint)
    }

    /// What runs the threads.
    fn runtime(&self, store: &Store) -> Html {
        let words = &self.language.text().settings;
        let option = |label, it| {
            let store = store.clone();
            Choosable {
                label,
                meaning: None,
                is_chosen: self.configuration.runtime == it,
                is_off: false,
                choose: Callback::from(move |_| store.dispatch(DocumentAction::SetRuntime(it))),
            }
        };
        let options = vec![
            option(words.runtime_threads, Runtime::Threads),
            option(words.runtime_gil, Runtime::CpythonGil),
        ];
        let meaning = match self.configuration.runtime {
            Runtime::Threads => words.runtime_threads_hint,
            Runtime::CpythonGil => words.runtime_gil_hint,
        };
        let hint = explained(meaning, self.language);
        choice_row("runtime", "choice choice-small", words.runtime, options, hint)
    }

    /// Whether waiting threads may wake for no reason.
    fn spurious_wakes(&self, store: &Store) -> Html {
        let words = &self.language.text().settings;
        let onchange = {
            let store = store.clone();
            Callback::from(move |event: Event| {
                if let Some(field) = event.target_dyn_into::<HtmlInputElement>() {
                    store.dispatch(DocumentAction::SetSpuriousWakes(field.checked()));
                }
            })
        };
        html! {
            <div class="settings-row">
                <label class="switch-field">
                    <input
                        type="checkbox"
                        role="switch"
                        checked={self.configuration.spurious_wakes}
                        {onchange}
                    />
                    <span class="switch-track" aria-hidden="true" />
                    <span>{ words.spurious_wakes }</span>
                </label>
                <p class="hint">{ explained(words.spurious_wakes_hint, self.language) }</p>
            </div>
        }
    }

    /// Real or simulated; and who goes next, where that is for the page to say.
    fn kind_of_threads(&self, store: &Store) -> Html {
        let text = self.language.text();
        let words = &text.settings;
        let option = |label: &'static str, is_chosen: bool, action: ThreadsAction| {
            let store = store.clone();
            let choose = Callback::from(move |_| store.dispatch(action.clone()));
            Choosable { label, meaning: None, is_chosen, is_off: false, choose }
        };
        let kind = |label, kind| Choosable {
            is_off: kind == ThreadKind::Real && self.why_not.is_some(),
            ..option(label, self.kind == kind, ThreadsAction::ChooseKind(kind))
        };
        let hint = match (self.why_not, self.kind) {
            (Some(why), _) => why_simulated(text, why),
            (None, ThreadKind::Real) => words.real_hint,
            (None, ThreadKind::Simulated) => words.simulated_hint,
        };
        let kinds =
            vec![kind(words.real, ThreadKind::Real), kind(words.simulated, ThreadKind::Simulated)];
        html! {
            <>
                { choice_row("thread-kind", "choice", words.kind, kinds, hint.into()) }
                if self.is_simulated {
                    <div class="settings-row">
                        { scheduler_choice(self.scheduler, self.language, store) }
                        if self.scheduler.has_chance() { { self.seed(store) } }
                    </div>
                }
            </>
        }
    }

    /// The seed of the random scheduler: the same seed gives the same run.
    fn seed(&self, store: &Store) -> Html {
        let (words, running) = (&self.language.text().settings, &self.language.text().running);
        let onchange = {
            let store = store.clone();
            Callback::from(move |event: Event| {
                if let Some(field) = event.target_dyn_into::<HtmlInputElement>() {
                    store.dispatch(PlaybackAction::TypeSeed(field.value()));
                    // A seed that was refused makes way for the one there is.
                    field.set_value(&store.read(|model| model.playback.seed).to_string());
                }
            })
        };
        let on_keep = {
            let store = store.clone();
            Callback::from(move |event: Event| {
                if let Some(field) = event.target_dyn_into::<HtmlInputElement>() {
                    store.dispatch(PlaybackAction::KeepSeed(field.checked()));
                }
            })
        };
        html! {
          <>
            <div class="seed">
                <label>
                    <span class="field-label">{ words.seed }</span>
                    <input
                        type="text" inputmode="numeric" autocomplete="off" size="8"
                        class="text-field"
                        value={self.seed.to_string()}
                        {onchange}
                    />
                </label>
                <button type="button" class="button" onclick={store.on_click(PlaybackAction::AnotherSeed)}>
                    { drawing(Icon::Dice) }<span>{ words.new_seed }</span>
                </button>
            </div>
            <label class="switch-field keep-seed">
                <input type="checkbox" role="switch" checked={self.keeps_seed} onchange={on_keep} />
                <span class="switch-track" aria-hidden="true" />
                <span>{ running.keep_seed }</span>
            </label>
            <p class="hint">{ running.seed_hint }</p>
          </>
        }
    }
}
