//! What is said when a run has gone on for a while and nothing went wrong.

use super::icons::Icon;
use super::panels::icon_button;
use super::reactive::Part;
use crate::engine::SchedulerKind;
use crate::session::{
    Model, NotYet, PatienceAction, PlaybackAction, ProofAction, Speed, ThreadKind, ThreadsAction,
};
use crate::text::{Language, fill};
use crate::ui::store::Store;
use yew::prelude::*;

/// Below the picture, in the place of what is said of an end.
#[derive(PartialEq)]
pub struct PatienceBand {
    says: Option<NotYet>,
    speed: Speed,
    /// Whether the scheduler already does its worst.
    is_against_you: bool,
    language: Language,
}

impl Part for PatienceBand {
    fn of(model: &Model, _: Option<&Self>) -> Self {
        PatienceBand {
            says: model.not_yet(),
            speed: model.playback.speed,
            is_against_you: model.kind() == ThreadKind::Simulated
                && model.playback.scheduler == SchedulerKind::AgainstYou,
            language: model.preferences.language,
        }
    }

    fn draw(&self, store: &Store) -> Html {
        let Some(says) = self.says else { return html! {} };
        let text = self.language.text();
        let words = &text.patience;
        let steps = NotYet::STEPS.to_string();
        let (title, sentence) = match says {
            NotYet::ProvesNothing => (None, words.proves_nothing.to_owned()),
            NotYet::NotBroken { runs: 0, .. } => (Some(words.not_broken), String::new()),
            NotYet::NotBroken { runs, broken: 0 } => {
                (Some(words.not_broken), fill(words.none_of, &[&runs.to_string(), &steps]))
            }
            NotYet::NotBroken { runs, broken } => {
                let one_in = (f64::from(runs) / f64::from(broken)).round().to_string();
                (Some(words.not_broken), fill(words.one_in, &[&one_in, &steps]))
            }
        };
        let can_break = title.is_some();
        let faster = PlaybackAction::SetSpeed(self.speed.faster().faster());
        let against_you = {
            let store = store.clone();
            Callback::from(move |_: MouseEvent| {
                store.dispatch(ThreadsAction::ChooseKind(ThreadKind::Simulated));
                store.dispatch(PlaybackAction::ChooseScheduler(SchedulerKind::AgainstYou));
            })
        };
        let button = |class, label, onclick: Callback<MouseEvent>| {
            html! {
                <button type="button" class={classes!("button", "button-small", class)} {onclick}>
                    { label }
                </button>
            }
        };
        let label = text.notices.dismiss;
        html! {
            <section class="banner is-hint" aria-label={title.unwrap_or(text.proof.prove)}>
                <div class="banner-words" role="status">
                    <p>
                        if let Some(title) = title { <strong>{ title }</strong>{ " " } }
                        { sentence }
                    </p>
                    <p class="banner-actions">
                        if can_break && self.speed < Speed::UNLIMITED {
                            { button("hint-faster", text.controls.faster, store.on_click(faster)) }
                        }
                        if can_break && !self.is_against_you {
                            { button("hint-against", text.schedulers.against_you, against_you) }
                        }
                        { button("hint-prove", text.proof.prove, store.on_click(ProofAction::Prove)) }
                    </p>
                </div>
                { icon_button("button-quiet", Icon::Close, label, store.on_click(PatienceAction::Dismiss)) }
            </section>
        }
    }
}
