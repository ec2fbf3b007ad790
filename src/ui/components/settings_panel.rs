//! All settings of a run, and on a small page how it looks.

use super::choice::{Choice, Choosable};
use super::icons::{Drawing, Icon};
use super::panels::{CloseButton, Panel};
use super::speed_slider::SpeedSlider;
use super::stepper::Stepper;
use super::top_bar::{LanguagePicker, ThemePicker};
use super::wording::{use_text, why_simulated};
use crate::session::{Action, Model, SchedulerKind, Setting, Support, ThreadKind, WhySimulated};
use crate::ui::store::{use_dispatch, use_selected, use_store};
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// See [`SettingsPanel`].
#[derive(Properties, PartialEq)]
pub struct SettingsPanelProps {
    /// Whether it is open.
    pub is_open: bool,
    /// Closes it.
    pub close: Callback<()>,
}

/// All settings of a run. Those that stand beside the picture anyway are left out there.
#[component]
pub fn SettingsPanel(props: &SettingsPanelProps) -> Html {
    let text = use_text();
    let words = &text.settings;
    html! {
        <section
            class={classes!("card", "settings-panel", "sheet", props.is_open.then_some("is-open"))}
            id={Panel::Settings.id()}
            tabindex="-1"
            aria-label={words.title}
        >
            <header class="panel-head">
                <h2>{ words.title }</h2>
                <CloseButton close={props.close.clone()} />
            </header>
            <div class="settings">
                <div class="settings-row also-beside-picture"><SpeedSlider /></div>
                <div class="settings-row also-beside-picture">
                    <Stepper setting={Setting::Producers} />
                    <Stepper setting={Setting::Consumers} />
                    <Stepper setting={Setting::Capacity} />
                </div>
                <div class="settings-row">
                    <Stepper setting={Setting::Items} />
                    <p class="hint">{ words.items_hint }</p>
                </div>
                <div class="settings-row">
                    <Stepper setting={Setting::ProduceTime} />
                    <Stepper setting={Setting::ConsumeTime} />
                    <p class="hint">{ words.time_hint }</p>
                </div>
                <KindOfThreads />
                <div class="settings-row on-small-pages">
                    <span class="field-label">{ text.controls.language }</span>
                    <LanguagePicker />
                    <span class="field-label">{ text.controls.theme }</span>
                    <ThemePicker />
                </div>
            </div>
        </section>
    }
}

#[derive(PartialEq)]
struct View {
    kind: ThreadKind,
    /// Why there are no real threads to choose, if there are none.
    why_not: Option<WhySimulated>,
    is_simulated: bool,
    scheduler: SchedulerKind,
}

fn view(model: &Model) -> View {
    let why_not = match model.support {
        Support::SimulatedOnly(why) => Some(why),
        Support::Real | Support::Checking => None,
    };
    View {
        kind: if why_not.is_some() { ThreadKind::Simulated } else { model.chosen_kind },
        why_not,
        is_simulated: model.kind() == ThreadKind::Simulated,
        scheduler: model.scheduler,
    }
}

/// Real or simulated; and who goes next, where that is for the page to say.
#[component]
fn KindOfThreads() -> Html {
    let text = use_text();
    let words = &text.settings;
    let store = use_store();
    let view = use_selected(view);
    let option = |label: &'static str, is_chosen: bool, action: Action| {
        let store = store.clone();
        let choose = Callback::from(move |()| store.dispatch(action.clone()));
        Choosable { label: label.into(), meaning: None, is_chosen, is_off: false, choose }
    };
    let kind = |label, kind| Choosable {
        is_off: kind == ThreadKind::Real && view.why_not.is_some(),
        ..option(label, view.kind == kind, Action::ChooseKind(kind))
    };
    let scheduler = |label, it| option(label, view.scheduler == it, Action::ChooseScheduler(it));
    let hint = match (view.why_not, view.kind) {
        (Some(why), _) => why_simulated(text, why),
        (None, ThreadKind::Real) => words.real_hint,
        (None, ThreadKind::Simulated) => words.simulated_hint,
    };
    html! {
        <>
            <div class="settings-row">
                <Choice
                    name="thread-kind"
                    legend={words.kind}
                    options={vec![
                        kind(words.real, ThreadKind::Real),
                        kind(words.simulated, ThreadKind::Simulated),
                    ]}
                />
                <p class="hint">{ hint }</p>
            </div>
            if view.is_simulated {
                <div class="settings-row">
                    <Choice
                        name="scheduler"
                        legend={words.scheduler}
                        options={vec![
                            scheduler(words.round_robin, SchedulerKind::RoundRobin),
                            scheduler(words.random, SchedulerKind::Random),
                        ]}
                    />
                    if view.scheduler == SchedulerKind::Random {
                        <Seed />
                    }
                </div>
            }
        </>
    }
}

/// The seed of the random scheduler: the same seed gives the same run.
#[component]
fn Seed() -> Html {
    let words = &use_text().settings;
    let seed = *use_selected(|model| model.seed);
    // Counts what was typed: a seed that was refused makes way for the one there is.
    let attempts = use_state(|| 0_u32);
    let type_seed = use_dispatch(Action::TypeSeed);
    let onchange = {
        let attempts = attempts.clone();
        Callback::from(move |event: Event| {
            if let Some(field) = event.target_dyn_into::<HtmlInputElement>() {
                type_seed.emit(field.value());
                attempts.set(*attempts + 1);
            }
        })
    };
    // Below a million: a seed that one can read out to the next desk.
    let another =
        use_dispatch(|_: MouseEvent| Action::SetSeed((js_sys::Math::random() * 1e6) as u64));
    html! {
        <div class="seed">
            <label>
                <span class="field-label">{ words.seed }</span>
                <input
                    type="text" inputmode="numeric" autocomplete="off" size="8"
                    class="text-field"
                    value={seed.to_string()}
                    {onchange}
                />
            </label>
            <button type="button" class="button" onclick={another}>
                <Drawing icon={Icon::Dice} /><span>{ words.new_seed }</span>
            </button>
        </div>
    }
}
