//! Run, pause, step, back, reset; and the numbers that matter most.

use super::icons::{Icon, drawing};
use super::reactive::Part;
use super::stepper::steppers;
use crate::catalogue::{Configuration, Setting};
use crate::session::{Model, Motion, PlaybackAction};
use crate::text::Language;
use crate::ui::store::Store;
use yew::prelude::*;

/// The buttons below the picture.
#[derive(PartialEq)]
pub struct TransportButtons {
    is_running: bool,
    can_go_on: bool,
    /// Whether the run has come to its end, so that Run begins it again.
    is_over: bool,
    can_go_back: bool,
    language: Language,
}

impl Part for TransportButtons {
    fn of(model: &Model, _: Option<&Self>) -> Self {
        TransportButtons {
            is_running: model.playback.motion == Motion::Running,
            can_go_on: model.can_go_on(),
            is_over: model.text_is_right() && !model.can_go_on(),
            can_go_back: model.playback.run.position() > 0,
            language: model.preferences.language,
        }
    }

    fn draw(&self, store: &Store) -> Html {
        let words = &self.language.text().controls;
        let (icon, label) = match (self.is_running, self.is_over) {
            (true, _) => (Icon::Pause, words.pause),
            (false, false) => (Icon::Run, words.run),
            (false, true) => (Icon::Run, words.run_again),
        };
        let can_step = self.is_running || self.can_go_on;
        let buttons: [Button; 3] = [
            (
                "button back-button",
                Icon::Back,
                words.back,
                "ArrowLeft",
                self.can_go_back,
                PlaybackAction::Back,
            ),
            (
                "button step-button",
                Icon::Step,
                words.step,
                "ArrowRight",
                can_step,
                PlaybackAction::Step,
            ),
            ("button reset-button", Icon::Reset, words.reset, "R", true, PlaybackAction::Reset),
        ];
        let button = |(class, icon, label, keys, is_on, action): Button| {
            html! {
                <button
                    type="button"
                    {class}
                    aria-keyshortcuts={keys}
                    aria-disabled={(!is_on).then_some("true")}
                    onclick={is_on.then(|| store.on_click(action))}
                >
                    { drawing(icon) }<span>{ label }</span>
                </button>
            }
        };
        html! {
            <div class="transport-buttons">
                <button
                    type="button"
                    class="button button-primary run-button"
                    aria-keyshortcuts="Space"
                    data-motion={if self.is_running { "running" } else { "paused" }}
                    onclick={store.on_click(PlaybackAction::Toggle)}
                >
                    { drawing(icon) }<span>{ label }</span>
                </button>
                { for buttons.map(button) }
            </div>
        }
    }
}

/// Class, icon, label, keys, whether it is on, and what it does. Off, it stays reachable, so
/// that the focus is not lost when it goes off under a finger.
type Button = (&'static str, Icon, &'static str, &'static str, bool, PlaybackAction);

/// The numbers below the picture.
#[derive(PartialEq)]
pub struct TransportNumbers {
    configuration: Configuration,
    has_roles: bool,
    language: Language,
}

impl TransportNumbers {
    /// What matters most.
    pub const SETTINGS: [Setting; 3] = [Setting::Producers, Setting::Consumers, Setting::Capacity];
}

impl Part for TransportNumbers {
    fn of(model: &Model, _: Option<&Self>) -> Self {
        TransportNumbers {
            configuration: model.document.configuration,
            has_roles: model.has_roles(),
            language: model.preferences.language,
        }
    }

    fn draw(&self, store: &Store) -> Html {
        if !self.has_roles {
            return html! {};
        }
        steppers(&TransportNumbers::SETTINGS, self.configuration, self.language, store)
    }
}
