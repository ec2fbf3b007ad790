//! What kind of threads run, and why.

use super::popover::Popover;
use super::wording::why_simulated;
use crate::session::{Action, LiveThreads, Model, Support, ThreadKind, WhySimulated};
use crate::text::{Language, Text};
use crate::ui::store::{use_dispatch, use_selected};
use yew::prelude::*;

#[derive(PartialEq)]
struct View {
    state: State,
    threads: usize,
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
    Impossible(WhySimulated),
}

fn view(model: &Model) -> View {
    let state = match (model.chosen_kind, model.support) {
        (ThreadKind::Simulated, _) => State::Chosen,
        (_, Support::SimulatedOnly(why)) => State::Impossible(why),
        (_, Support::Checking) => State::Checking,
        (_, Support::Real) if model.forked => State::Forked,
        (_, Support::Real) => match model.live {
            LiveThreads::Failed { .. } => State::Failed,
            LiveThreads::Starting => State::Starting,
            LiveThreads::Ready | LiveThreads::None => State::Real,
        },
    };
    View { state, threads: model.program().thread_count(), language: model.language }
}

impl State {
    fn class(self) -> &'static str {
        match self {
            State::Checking | State::Starting => "badge is-starting",
            State::Real => "badge is-real",
            State::Failed => "badge is-failed",
            State::Chosen | State::Forked | State::Impossible(_) => "badge is-simulated",
        }
    }

    fn why(self, text: &Text) -> &'static str {
        match self {
            State::Checking => text.threads.checking,
            State::Starting | State::Real => text.settings.real_hint,
            State::Failed => text.threads.failed,
            State::Chosen => text.threads.chosen,
            State::Forked => text.threads.forked,
            State::Impossible(why) => why_simulated(text, why),
        }
    }
}

/// What kind of threads run, and on request why, and what can be done about it.
#[component]
pub fn Badge() -> Html {
    let view = use_selected(view);
    let text = view.language.text();
    let count = view.threads.to_string();
    let label = match view.state {
        State::Checking => text.threads.checking.to_owned(),
        State::Failed => text.threads.failed.to_owned(),
        // Starting takes a moment: other words for it would only flicker.
        State::Starting | State::Real => (text.threads.real)(&count),
        State::Chosen | State::Forked | State::Impossible(_) => (text.threads.simulated)(&count),
    };
    let face = html! {
        <>
            <span class="badge-sign" aria-hidden="true" />
            <span>{ &label }</span>
        </>
    };
    html! {
        <Popover class={classes!(view.state.class())} {face}>
            <p class="popover-title">{ label }</p>
            <p>{ view.state.why(text) }</p>
            <Remedies state={view.state} {text} />
        </Popover>
    }
}

#[derive(Properties)]
struct RemediesProps {
    state: State,
    text: &'static Text,
}

impl PartialEq for RemediesProps {
    fn eq(&self, other: &Self) -> bool {
        self.state == other.state && std::ptr::eq(self.text, other.text)
    }
}

/// What the reader can do to have real threads.
#[component]
fn Remedies(props: &RemediesProps) -> Html {
    let probe_again = use_dispatch(|_: MouseEvent| Action::ProbeAgain);
    let choose_real = use_dispatch(|_: MouseEvent| Action::ChooseKind(ThreadKind::Real));
    let reset = use_dispatch(|_: MouseEvent| Action::Reset);
    let button = |label: &'static str, onclick: Callback<MouseEvent>| {
        html! { <button type="button" class="button" {onclick}>{ label }</button> }
    };
    let text = props.text;
    let remedies = match props.state {
        State::Checking | State::Starting | State::Real => return html! {},
        State::Failed | State::Forked => button(text.controls.reset, reset),
        State::Chosen => button(text.threads.use_real, choose_real),
        State::Impossible(_) => match address_when_embedded() {
            Some(address) => html! {
                <a class="button" href={address} target="_blank" rel="noopener">
                    { text.threads.open_in_new_tab }
                </a>
            },
            None => button(text.threads.try_again, probe_again),
        },
    };
    html! { <p class="popover-actions">{ remedies }</p> }
}

/// The address of this page when it stands inside another one: on its own it may well be
/// isolated.
fn address_when_embedded() -> Option<String> {
    let window = web_sys::window()?;
    let is_embedded = window.top().ok().flatten().is_none_or(|top| top != window);
    is_embedded.then(|| window.location().href().ok())?
}
