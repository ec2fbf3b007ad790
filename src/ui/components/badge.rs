//! What kind of threads run, and why.

use super::open_in_tab::tab_link;
use super::popover::Popover;
use super::reactive::Part;
use crate::session::{
    Action, Model, PlaybackAction, RealThreadsState, Support, ThreadKind, ThreadsAction,
    WhySimulated, why_simulated,
};
use crate::text::{Language, Text, fill};
use crate::ui::browser::is_in_frame;
use crate::ui::store::Store;
use yew::prelude::*;

/// What kind of threads run, and on request why, and what can be done about it.
#[derive(PartialEq)]
pub struct Badge {
    state: State,
    threads: usize,
    /// Whether these are tasks of a loop.
    are_tasks: bool,
    language: Language,
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    Checking,
    Starting,
    Real,
    Failed,
    Chosen,
    Forked,
    MadeFromSteps,
    Impossible(WhySimulated),
}

impl Part for Badge {
    fn of(model: &Model, _: Option<&Self>) -> Self {
        let state = match (model.threads.chosen_kind, model.threads.support) {
            (ThreadKind::Simulated, _) => State::Chosen,
            (_, Support::SimulatedOnly(why)) => State::Impossible(why),
            (_, Support::Checking) => State::Checking,
            (_, Support::Real) if model.playback.made_from_steps => State::MadeFromSteps,
            (_, Support::Real) if model.threads.forked => State::Forked,
            (_, Support::Real) => match model.threads.state {
                RealThreadsState::Failed { .. } => State::Failed,
                RealThreadsState::Starting => State::Starting,
                RealThreadsState::Ready | RealThreadsState::None => State::Real,
            },
        };
        Badge {
            state,
            threads: model.program().thread_count(),
            are_tasks: model.program().has_loop(),
            language: model.preferences.language,
        }
    }

    fn draw(&self, store: &Store) -> Html {
        let text = self.language.text();
        let count = self.threads.to_string();
        let label = AttrValue::from(match self.state {
            State::Checking => text.threads.checking.to_owned(),
            State::Failed => text.threads.failed.to_owned(),
            // Starting takes a moment: other words for it would only flicker.
            State::Starting | State::Real if self.are_tasks => fill(text.whole.tasks, &[&count]),
            State::Starting | State::Real => (text.threads.real)(&count),
            _ if self.are_tasks => fill(text.whole.simulated_tasks, &[&count]),
            State::Chosen | State::Forked | State::MadeFromSteps | State::Impossible(_) => {
                (text.threads.simulated)(&count)
            }
        });
        let face = html! {
            <>
                <span class="badge-sign" aria-hidden="true" />
                <span>{ label.clone() }</span>
            </>
        };
        html! {
            <Popover class={self.state.class()} {face}>
                <p class="popover-title">{ label }</p>
                <p>{ self.state.why(text) }</p>
                { remedies(self.state, text, store) }
            </Popover>
        }
    }
}

impl State {
    fn class(self) -> &'static str {
        match self {
            State::Checking | State::Starting => "badge is-starting",
            State::Real => "badge is-real",
            State::Failed => "badge is-failed",
            State::Chosen | State::Forked | State::MadeFromSteps | State::Impossible(_) => {
                "badge is-simulated"
            }
        }
    }

    fn why(self, text: &Text) -> &'static str {
        match self {
            State::Checking => text.threads.checking,
            State::Starting | State::Real => text.settings.real_hint,
            State::Failed => text.threads.failed,
            State::Chosen => text.threads.chosen,
            State::Forked => text.threads.forked,
            State::MadeFromSteps => text.sharing.opened,
            State::Impossible(why) => why_simulated(text, why),
        }
    }
}

/// What the reader can do to have real threads.
fn remedies(state: State, text: &Text, store: &Store) -> Html {
    let (label, action): (_, Action) = match state {
        State::Checking | State::Starting | State::Real => return html! {},
        State::Failed | State::Forked | State::MadeFromSteps => {
            (text.controls.reset, PlaybackAction::Reset.into())
        }
        State::Chosen => {
            (text.threads.use_real, ThreadsAction::ChooseKind(ThreadKind::Real).into())
        }
        State::Impossible(_) => (text.threads.try_again, ThreadsAction::ProbeAgain.into()),
    };
    // On its own the page may well be isolated.
    let remedy = if matches!(state, State::Impossible(_)) && is_in_frame() {
        let label = text.threads.open_in_new_tab;
        tab_link("button", html! { { label } }, label, store)
    } else {
        html! {
            <button type="button" class="button" onclick={store.on_click(action)}>{ label }</button>
        }
    };
    let can_repeat = matches!(state, State::Forked | State::MadeFromSteps)
        && store.read(|model| model.can_repeat_for_real());
    html! {
        <p class="popover-actions">
            if can_repeat {
                <button
                    type="button"
                    class="button"
                    onclick={store.on_click(ThreadsAction::Repeat)}
                >
                    { text.proof.repeat }
                </button>
            }
            { remedy }
        </p>
    }
}
