//! *Prove it*: what is asked, how far it is, and the verdict.

use super::icons::{Icon, drawing};
use super::map_dialog::open_map;
use super::numbers::grouped;
use super::panels::{Panel, Toggle, opener};
use super::reactive::Part;
use super::rich_text::{explained, rich_text};
use super::trouble::trouble_with_checker;
use crate::catalogue::Runtime;
use crate::checker::{Counterexample, LastLineOutcome, Outcomes, Progress, Verdict};
use crate::session::{
    DocumentAction, Finding, Model, Outcome, Prediction, ProofAction, Stage, Subject, Support,
    Trouble, count_of, describe_endless_runs, describe_frequency, describe_how_often,
    describe_last_line, describe_outcomes, describe_phase, describe_prediction, describe_runtime,
    describe_verdict, subject_words, violation_title,
};
use crate::text::{Language, Text, fill};
use crate::ui::store::Store;
use std::rc::Rc;
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
            Stage::Done(finding) => self.verdict(finding, store),
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

    fn verdict(&self, finding: &Finding, store: &Store) -> Html {
        let text = self.language.text();
        let words = &text.proof;
        let Some((title, sentences)) = &self.verdict else { return html! {} };
        let (icon, class) = match &finding.report.verdict {
            Verdict::Safe => (drawing(Icon::Done), "verdict is-fine"),
            Verdict::Violated(_) => (drawing(Icon::Warning), "verdict is-trouble"),
            Verdict::Undecided(_) => {
                (html! { <b class="icon" aria-hidden="true">{ "?" }</b> }, "verdict is-undecided")
            }
        };
        let can_watch = self.is_present && matches!(finding.report.verdict, Verdict::Violated(_));
        let frequency = describe_frequency(text, finding, &|it| grouped(it, self.language));
        html! {
            <>
            <div class={classes!(class, (!self.is_present).then_some("is-stale"))}>
                { icon }
                <div>
                    <p class="verdict-title">
                        <strong>{ title }</strong>
                        <span class="verdict-time">{ self.time(finding.milliseconds) }</span>
                    </p>
                    <p>{ explained(sentences, self.language) }</p>
                    if !self.is_present { <p class="verdict-stale">{ words.stale }</p> }
                    { self.answer_to_prediction(finding) }
                    if finding.report.verdict == Verdict::Safe { { self.fairness(store) } }
                    if let Some(frequency) = frequency { <p class="frequency">{ frequency }</p> }
                    if can_watch {
                        <button
                            type="button"
                            class="button watch-button"
                            onclick={store.on_click(ProofAction::Watch)}
                        >
                            { drawing(Icon::Run) }<span>{ words.watch }</span>
                        </button>
                        if self.has_real_threads {
                            <button
                                type="button"
                                class="button watch-for-real"
                                onclick={store.on_click(ProofAction::WatchForReal)}
                            >
                                { words.watch_for_real }
                            </button>
                        }
                    }
                    { self.also_seen(&finding.report.shown, store) }
                </div>
            </div>
            { self.under_others(&finding.under_others, store) }
            { self.last_lines(finding, store) }
            </>
        }
    }

    /// Whether everybody comes to its turn: the answer, or the question.
    fn fairness(&self, store: &Store) -> Html {
        let words = &self.language.text().proof;
        if self.looks_for_starvation {
            return html! { <p class="fairness">{ words.nobody_starves }</p> };
        }
        if !self.is_present {
            return html! {};
        }
        html! {
            <>
                <p class="not-asked">{ words.not_asked }</p>
                <button
                    type="button"
                    class="button fairness-button"
                    onclick={store.on_click(ProofAction::ProveFair)}
                >
                    { words.ask_fairness }
                </button>
            </>
        }
    }

    fn time(&self, milliseconds: u32) -> String {
        let words = &self.language.text().proof;
        match milliseconds {
            0..1000 => fill(words.milliseconds, &[&milliseconds.max(1).to_string()]),
            _ => fill(words.seconds, &[&(milliseconds.saturating_add(500) / 1000).to_string()]),
        }
    }

    /// Whether the reader was right.
    fn answer_to_prediction(&self, finding: &Finding) -> Html {
        let text = self.language.text();
        let came = match &finding.report.verdict {
            Verdict::Safe => Prediction::Holds,
            Verdict::Violated(found) => Prediction::of(found.kind),
            Verdict::Undecided(_) => return html! {},
        };
        let Some(expected) = self.prediction else { return html! {} };
        let says = match expected == came {
            true => text.proof.right.to_owned(),
            false => fill(text.proof.wrong, &[describe_prediction(text, expected)]),
        };
        html! { <p class="prediction-answer">{ says }</p> }
    }

    /// What does not end a run, and can be watched as well.
    fn also_seen(&self, shown: &[Counterexample], store: &Store) -> Html {
        if shown.is_empty() {
            return html! {};
        }
        let text = self.language.text();
        let words = &text.proof;
        let line = |(index, found): (usize, &Counterexample)| {
            let length = found.schedule.len() as u64;
            let steps = count_of(words.steps, length, &grouped(length, self.language));
            let says = fill(words.broken, &[violation_title(text, found.kind), &steps]);
            html! {
                <li>
                    { &says }{ " " }
                    if self.is_present {
                        <button
                            type="button"
                            class="button-link"
                            aria-label={format!("{}: {says}", words.watch)}
                            onclick={store.on_click(ProofAction::WatchShown(index))}
                        >
                            { words.watch }
                        </button>
                    }
                </li>
            }
        };
        html! {
            <div class="also-seen">
                <p>{ words.also }</p>
                <ul>{ for shown.iter().enumerate().map(line) }</ul>
            </div>
        }
    }

    /// What comes of the same program under the other runtimes, each to be proved there.
    fn under_others(&self, others: &[(Runtime, Outcome)], store: &Store) -> Html {
        if others.is_empty() || !self.is_present {
            return html! {};
        }
        let text = self.language.text();
        let row = |(runtime, outcome): &(Runtime, Outcome)| {
            let says = describe_runtime(text, *runtime, outcome, &|it| grouped(it, self.language));
            let onclick = {
                let (store, runtime) = (store.clone(), *runtime);
                Callback::from(move |_: MouseEvent| {
                    store.dispatch(DocumentAction::SetRuntime(runtime));
                    store.dispatch(ProofAction::Prove);
                })
            };
            html! {
                <li data-runtime={runtime.name()}>
                    <span>{ &says }</span>
                    <button
                        type="button"
                        class="button button-small prove-there"
                        aria-label={format!("{}: {says}", text.proof.prove_there)}
                        {onclick}
                    >
                        { text.proof.prove_there }
                    </button>
                </li>
            }
        };
        html! {
            <section class="under-others" aria-labelledby="under-others">
                <h3 id="under-others">{ text.proof.under_others }</h3>
                <ul>{ for others.iter().map(row) }</ul>
            </section>
        }
    }

    /// What a whole program can print last, each line with a run to watch.
    fn last_lines(&self, finding: &Finding, store: &Store) -> Html {
        let Some((outcomes, walks)) = finding.outcomes.as_ref().filter(|_| self.is_present) else {
            return html! {};
        };
        let text = self.language.text();
        let written = |it| grouped(it, self.language);
        let line = |(index, it): (usize, &LastLineOutcome)| {
            let shown = describe_last_line(text, &it.line);
            html! {
                <li>
                    <code>{ shown }</code>
                    <span class="how-often">{ describe_how_often(text, walks, &it.line, &written) }</span>
                    <button
                        type="button"
                        class="button watch-outcome"
                        aria-label={format!("{}: {shown}", text.proof.watch)}
                        onclick={store.on_click(ProofAction::WatchOutcome(index))}
                    >
                        { drawing(Icon::Run) }<span>{ text.proof.watch }</span>
                    </button>
                </li>
            }
        };
        let lines = match outcomes {
            Outcomes::Known { lines: Some(lines), .. } => &lines[..],
            _ => &[],
        };
        html! {
            <section class="last-lines" aria-labelledby="last-lines">
                <h3 id="last-lines">{ text.whole.what_can_it_print }</h3>
                <p class="outcomes-sentence">{ rich_text(&describe_outcomes(text, outcomes, &written)) }</p>
                if !lines.is_empty() { <ul>{ for lines.iter().enumerate().map(line) }</ul> }
                if let Some(endless) = describe_endless_runs(text, walks, &written) {
                    <p class="endless-runs">{ endless }</p>
                }
            </section>
        }
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
