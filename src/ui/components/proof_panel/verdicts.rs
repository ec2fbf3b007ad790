//! What came of a proof. It waits for the first one.

use super::super::icons::{Icon, drawing};
use super::super::numbers::grouped;
use super::super::rich_text::{explained, rich_text};
use super::ProofPanel;
use crate::catalogue::Runtime;
use crate::checker::{Counterexample, LastLineOutcome, Outcomes, Verdict};
use crate::session::{
    DocumentAction, Finding, Outcome, Prediction, ProofAction, count_of, describe_endless_runs,
    describe_frequency, describe_how_often, describe_last_line, describe_outcomes,
    describe_prediction, describe_runtime, violation_title,
};
use crate::text::fill;
use crate::ui::store::Store;
use yew::prelude::*;

/// The part of the panel that says what came of it: a type of its own, as what can wait is told by names.
pub struct Verdicts<'a>(pub &'a ProofPanel);

impl Verdicts<'_> {
    /// The verdict, and what else is known. Within the panel it could not wait.
    #[inline(never)]
    pub fn draw(&self, finding: &Finding, store: &Store) -> Html {
        let text = self.0.language.text();
        let words = &text.proof;
        let Some((title, sentences)) = &self.0.verdict else { return html! {} };
        let (icon, class) = match &finding.report.verdict {
            Verdict::Safe => (drawing(Icon::Done), "verdict is-fine"),
            Verdict::Violated(_) => (drawing(Icon::Warning), "verdict is-trouble"),
            Verdict::Undecided(_) => {
                (html! { <b class="icon" aria-hidden="true">{ "?" }</b> }, "verdict is-undecided")
            }
        };
        let can_watch = self.0.is_present && matches!(finding.report.verdict, Verdict::Violated(_));
        let frequency = describe_frequency(text, finding, &|it| grouped(it, self.0.language));
        html! {
            <>
            <div class={classes!(class, (!self.0.is_present).then_some("is-stale"))}>
                { icon }
                <div>
                    <p class="verdict-title">
                        <strong>{ title }</strong>
                        <span class="verdict-time">{ self.time(finding.milliseconds) }</span>
                    </p>
                    <p>{ explained(sentences, self.0.language) }</p>
                    if !self.0.is_present { <p class="verdict-stale">{ words.stale }</p> }
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
                        if self.0.has_real_threads {
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
        let words = &self.0.language.text().proof;
        if self.0.looks_for_starvation {
            return html! { <p class="fairness">{ words.nobody_starves }</p> };
        }
        if !self.0.is_present {
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
        let words = &self.0.language.text().proof;
        match milliseconds {
            0..1000 => fill(words.milliseconds, &[&milliseconds.max(1).to_string()]),
            _ => fill(words.seconds, &[&(milliseconds.saturating_add(500) / 1000).to_string()]),
        }
    }

    /// Whether the reader was right.
    fn answer_to_prediction(&self, finding: &Finding) -> Html {
        let text = self.0.language.text();
        let came = match &finding.report.verdict {
            Verdict::Safe => Prediction::Holds,
            Verdict::Violated(found) => Prediction::of(found.kind),
            Verdict::Undecided(_) => return html! {},
        };
        let Some(expected) = self.0.prediction else { return html! {} };
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
        let text = self.0.language.text();
        let words = &text.proof;
        let line = |(index, found): (usize, &Counterexample)| {
            let length = found.schedule.len() as u64;
            let steps = count_of(words.steps, length, &grouped(length, self.0.language));
            let says = fill(words.broken, &[violation_title(text, found.kind), &steps]);
            html! {
                <li>
                    { &says }{ " " }
                    if self.0.is_present {
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
        if others.is_empty() || !self.0.is_present {
            return html! {};
        }
        let text = self.0.language.text();
        let row = |(runtime, outcome): &(Runtime, Outcome)| {
            let says =
                describe_runtime(text, *runtime, outcome, &|it| grouped(it, self.0.language));
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
        let Some((outcomes, walks)) = finding.outcomes.as_ref().filter(|_| self.0.is_present)
        else {
            return html! {};
        };
        let text = self.0.language.text();
        let written = |it| grouped(it, self.0.language);
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
}
