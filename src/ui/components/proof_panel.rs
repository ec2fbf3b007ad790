//! *Prove it*: what is asked, how far it is, and the verdict.

mod verdicts;

use super::icons::{Icon, drawing};
use super::map_dialog::open_map;
use super::numbers::grouped;
use super::panels::{Panel, Toggle, opener};
use super::reactive::Part;
use super::rich_text::rich_text;
use super::trouble::trouble_with_checker;
use crate::checker::{Progress, Verdict};
use crate::session::{
    Model, Prediction, ProofAction, Stage, Subject, Support, Trouble, count_of, describe_phase,
    describe_prediction, describe_verdict, subject_words,
};
use crate::text::{Language, Text, fill};
use crate::ui::store::Store;
use std::rc::Rc;
use verdicts::Verdicts;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// The button beside the picture that opens the proof. Who comes near it is about to ask.
pub fn prove_button(
    open: Option<Panel>,
    toggle: &Toggle,
    language: Language,
    store: &Store,
) -> Html {
    let words = &language.text().proof;
    let ready = store.clone();
    let on_near = move || ready.dispatch(ProofAction::GetReady);
    let onpointerenter = {
        let on_near = on_near.clone();
        Callback::from(move |_: PointerEvent| on_near())
    };
    let onfocusin = Callback::from(move |_: FocusEvent| on_near());
    let face = html! { <>{ drawing(Icon::Prove) }<span>{ words.prove }</span></> };
    html! {
        <div class="prove-place" {onpointerenter} {onfocusin}>
            { opener("button prove-button", Panel::Proof, open, toggle, face) }
        </div>
    }
}

/// The panel.
#[derive(PartialEq)]
pub struct ProofPanel {
    stage: Stage,
    present: Rc<Subject>,
    /// What the verdict is about, in words: the numbers, and the finer points.
    subject: (String, String),
    /// Title and sentences of the verdict.
    verdict: Option<(String, String)>,
    is_present: bool,
    /// Whether what stands in the editor can run.
    is_right: bool,
    /// Whether there are numbers to draw a map over.
    has_map: bool,
    /// Whether there are real threads to show what was found.
    has_real_threads: bool,
    prediction: Option<Prediction>,
    predicts_first: bool,
    looks_for_starvation: bool,
    trouble: Option<Trouble>,
    language: Language,
}

impl Part for ProofPanel {
    fn of(model: &Model, before: Option<&Self>) -> Self {
        let (proof, text) = (&model.proof, model.text());
        let is_same = |it: &&ProofPanel| {
            it.stage == proof.stage
                && it.present == proof.present
                && it.language == model.preferences.language
                && it.is_present == (proof.is_present() && model.text_is_right())
                && it.has_real_threads == (model.threads.support == Support::Real)
        };
        let setup = proof.subject.as_ref().map_or(&proof.present, |it| it).setup;
        let (subject, verdict) = match before.filter(is_same) {
            Some(before) => (before.subject.clone(), before.verdict.clone()),
            None => {
                let language = model.preferences.language;
                let verdict = proof.finding().map(|finding| {
                    let program = model.program();
                    let written = |it| grouped(it, language);
                    describe_verdict(text, program, &setup, &finding.report, &written)
                });
                (subject_words(text, model.program(), &proof.present.setup), verdict)
            }
        };
        ProofPanel {
            stage: proof.stage.clone(),
            present: proof.present.clone(),
            subject,
            verdict,
            // While the text is wrong, what runs is what it was before.
            is_present: proof.is_present() && model.text_is_right(),
            is_right: model.text_is_right(),
            has_map: model.has_roles() || !model.document.knobs.is_empty(),
            has_real_threads: model.threads.support == Support::Real,
            prediction: proof.prediction,
            predicts_first: proof.predicts_first,
            looks_for_starvation: proof.looks_for_starvation,
            trouble: proof.trouble.clone(),
            language: model.preferences.language,
        }
    }

    fn draw(&self, store: &Store) -> Html {
        let text = self.language.text();
        let words = &text.proof;
        let said = match &self.stage {
            // What is the matter is said below.
            Stage::Idle | Stage::Predicting | Stage::Failed => html! {},
            Stage::Running { progress, milliseconds } => self.progress(progress, *milliseconds),
            Stage::Done(finding) => Verdicts(self).draw(finding, store),
        };
        let can_ask = match self.stage {
            Stage::Idle | Stage::Failed => true,
            Stage::Done(_) => !self.is_present,
            Stage::Predicting | Stage::Running { .. } => false,
        };
        if can_ask && !self.is_right {
            return html! {
                <div class="proof" data-proof="wrong">
                    <p class="proof-subject">{ text.notices.text_is_wrong }</p>
                </div>
            };
        }
        html! {
            <div class="proof" data-proof={self.name()}>
                <p class="proof-subject">
                    <b>{ rich_text(&self.subject.0) }</b>{ "; " }<span class="proof-finer">{ rich_text(&self.subject.1) }</span>
                </p>
                if self.stage == Stage::Idle { <p class="hint">{ words.intro }</p> }
                if self.stage == Stage::Predicting { { self.question(store) } }
                <div role="status">{ said }{ trouble_with_checker(text, self.trouble.as_ref()) }</div>
                <p class="proof-actions">
                    if can_ask {
                        <button
                            type="button"
                            class="button button-primary ask-button"
                            onclick={store.on_click(ProofAction::Prove)}
                        >
                            { if matches!(self.stage, Stage::Idle) { words.prove } else { words.again } }
                        </button>
                    }
                    if matches!(self.stage, Stage::Running { .. }) {
                        if self.trouble.is_some() {
                            <button
                                type="button"
                                class="button button-primary again-button"
                                onclick={store.on_click(ProofAction::TryAgain)}
                            >
                                { text.checker_trouble.try_again }
                            </button>
                        }
                        <button
                            type="button"
                            class="button cancel-button"
                            onclick={store.on_click(ProofAction::Cancel)}
                        >
                            { words.cancel }
                        </button>
                    }
                    if self.has_map {
                        <button
                            type="button"
                            class="button map-button"
                            aria-haspopup="dialog"
                            onclick={opens_map(store)}
                        >
                            { drawing(Icon::Map) }<span>{ words.map }</span>
                        </button>
                    }
                </p>
                { self.predicts_first_switch(text, store) }
            </div>
        }
    }
}

fn opens_map(store: &Store) -> Callback<MouseEvent> {
    let store = store.clone();
    Callback::from(move |_| open_map(&store))
}

impl ProofPanel {
    /// How it stands, as styles and tests name it.
    fn name(&self) -> &'static str {
        match &self.stage {
            Stage::Idle => "idle",
            Stage::Predicting => "predicting",
            Stage::Running { .. } => "running",
            Stage::Failed => "failed",
            Stage::Done(finding) => match &finding.report.verdict {
                Verdict::Safe => "safe",
                Verdict::Violated(found) => found.kind.name(),
                Verdict::Undecided(_) => "undecided",
            },
        }
    }

    fn progress(&self, progress: &Progress, milliseconds: u32) -> Html {
        let words = &self.language.text().proof;
        if milliseconds == 0 {
            return html! { <p class="proof-progress">{ words.getting_ready }</p> };
        }
        let count = |words, count| count_of(words, count, &grouped(count, self.language));
        let rate = progress.states * 1000 / u64::from(milliseconds);
        let states = count(words.states, progress.states);
        let steps = count(words.steps, progress.depth.into());
        let number = |number| grouped(number, self.language);
        let text = self.language.text();
        let says = describe_phase(text, progress, [&states, &steps], number)
            .unwrap_or_else(|| fill(words.progress, &[&states, &number(rate), &steps]));
        html! { <p class="proof-progress">{ says }</p> }
    }

    fn question(&self, store: &Store) -> Html {
        let text = self.language.text();
        let answer = |prediction: Prediction| {
            html! {
                <button
                    type="button"
                    class="button"
                    data-prediction={prediction.name()}
                    onclick={store.on_click(ProofAction::Predict(prediction))}
                >
                    { describe_prediction(text, prediction) }
                </button>
            }
        };
        html! {
            <div class="question" role="group" aria-labelledby="proof-question">
                <p id="proof-question"><b>{ text.proof.question }</b></p>
                { for Prediction::ALL.map(answer) }
            </div>
        }
    }

    fn predicts_first_switch(&self, text: &Text, store: &Store) -> Html {
        let onchange = {
            let store = store.clone();
            Callback::from(move |event: Event| {
                if let Some(field) = event.target_dyn_into::<HtmlInputElement>() {
                    let action = ProofAction::SetPredictsFirst(field.checked());
                    store.dispatch(action);
                }
            })
        };
        html! {
            <label class="switch-field predict-first">
                <input type="checkbox" role="switch" checked={self.predicts_first} {onchange} />
                <span class="switch-track" aria-hidden="true" />
                <span>{ text.proof.predict_first }</span>
            </label>
        }
    }
}
