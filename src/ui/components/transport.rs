//! Run, pause, step, back, reset; speed; and the numbers that matter most.

use super::icons::{Drawing, Icon};
use super::panels::Panel;
use super::speed_slider::SpeedSlider;
use super::stepper::Stepper;
use crate::session::{Action, Model, Motion, Setting};
use crate::text::Language;
use crate::ui::store::{use_dispatch, use_selected};
use yew::prelude::*;

/// See [`Transport`].
#[derive(Properties, PartialEq)]
pub struct TransportProps {
    /// The sheet that is open.
    pub panel: Option<Panel>,
    /// Opens a sheet, or closes it.
    pub toggle: Callback<Panel>,
}

#[derive(PartialEq)]
struct View {
    is_running: bool,
    can_go_on: bool,
    can_go_back: bool,
    language: Language,
}

fn view(model: &Model) -> View {
    View {
        is_running: model.motion == Motion::Running,
        can_go_on: model.can_go_on(),
        can_go_back: model.run.position() > 0,
        language: model.language,
    }
}

/// The controls below the picture.
#[component]
pub fn Transport(props: &TransportProps) -> Html {
    let view = use_selected(view);
    let words = &view.language.text().controls;
    let toggle_run = use_dispatch(|_: MouseEvent| Action::Toggle);
    let back = use_dispatch(|_: MouseEvent| Action::Back);
    let step = use_dispatch(|_: MouseEvent| Action::Step);
    let reset = use_dispatch(|_: MouseEvent| Action::Reset);
    let (icon, label) = match (view.is_running, view.can_go_on) {
        (true, _) => (Icon::Pause, words.pause),
        (false, true) => (Icon::Run, words.run),
        (false, false) => (Icon::Run, words.run_again),
    };
    let is_open = props.panel == Some(Panel::Settings);
    html! {
        <div class="transport" role="group" aria-label={words.transport}>
            <div class="transport-buttons">
                <button
                    type="button"
                    class="button button-primary run-button"
                    aria-keyshortcuts="Space"
                    data-motion={if view.is_running { "running" } else { "paused" }}
                    onclick={toggle_run}
                >
                    <Drawing {icon} /><span>{ label }</span>
                </button>
                <TransportButton
                    class="back-button" icon={Icon::Back} label={words.back} keys="ArrowLeft"
                    is_off={!view.can_go_back} onclick={back}
                />
                <TransportButton
                    class="step-button" icon={Icon::Step} label={words.step} keys="ArrowRight"
                    is_off={!view.is_running && !view.can_go_on} onclick={step}
                />
                <TransportButton
                    class="reset-button" icon={Icon::Reset} label={words.reset} keys="R"
                    is_off={false} onclick={reset}
                />
            </div>
            <SpeedSlider />
            <div class="transport-numbers">
                <Stepper setting={Setting::Producers} />
                <Stepper setting={Setting::Consumers} />
                <Stepper setting={Setting::Capacity} />
                <button
                    type="button"
                    class="more-button"
                    aria-expanded={is_open.to_string()}
                    aria-controls={Panel::Settings.id()}
                    onclick={props.toggle.reform(|_| Panel::Settings)}
                >
                    <span class="field-label">{ words.more }</span><Drawing icon={Icon::More} />
                </button>
            </div>
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct TransportButtonProps {
    class: &'static str,
    icon: Icon,
    label: &'static str,
    keys: &'static str,
    /// It stays reachable, so that the focus is not lost when it goes off under a finger.
    is_off: bool,
    onclick: Callback<MouseEvent>,
}

#[component]
fn TransportButton(props: &TransportButtonProps) -> Html {
    html! {
        <button
            type="button"
            class={classes!("button", props.class)}
            aria-keyshortcuts={props.keys}
            aria-disabled={props.is_off.then_some("true")}
            onclick={(!props.is_off).then(|| props.onclick.clone())}
        >
            <Drawing icon={props.icon} /><span>{ props.label }</span>
        </button>
    }
}
