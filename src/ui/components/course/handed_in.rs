//! What somebody handed in: each answer, and what came of it when this page judged it.

use super::super::reactive::Part;
use super::super::rich_text::rich_text;
use super::answer::judged;
use super::choices::painted;
use super::passages::{Words, absent};
use crate::lesson::{Answer, Blank, Challenge, Filled, Task, Variant, letter, renamed};
use crate::session::lesson::{HandInProblem, HandedIn, Judgement, Mark, Seen, Why};
use crate::session::{LessonAction, Model, violation_title};
use crate::text::fill;
use crate::ui::store::Store;
use std::rc::Rc;
use yew::prelude::*;

/// All that was handed in.
#[derive(PartialEq)]
pub struct HandedInView {
    words: Words,
    /// Its comparison begins with whether it is the very same, so it costs nothing as long as nothing new is known.
    handed_in: Option<Rc<Result<HandedIn, HandInProblem>>>,
}

impl Part for HandedInView {
    fn of(model: &Model, _: Option<&Self>) -> Self {
        HandedInView { words: Words::of(model), handed_in: model.lesson.handed_in.clone() }
    }

    fn draw(&self, store: &Store) -> Html {
        let text = self.words.language.text();
        let (course, own) = (&text.course, &text.handed_in);
        let problem = |sentence: &'static str| {
            html! { <p class="hand-in-problem" role="alert">{ sentence }</p> }
        };
        let body = match self.handed_in.as_deref() {
            None => html! {},
            Some(Err(HandInProblem::Damaged)) => problem(own.damaged),
            Some(Err(HandInProblem::Newer)) => problem(own.newer),
            Some(Ok(it)) if it.works.is_empty() => problem(own.empty),
            Some(Ok(_)) if !self.words.are_here() => {
                html! { <div role="status">{ absent(&self.words, store) }</div> }
            }
            Some(Ok(it)) => {
                let numbers = |some: usize| [some.to_string(), it.works.len().to_string()];
                let is_judged = it.judged() == it.works.len();
                let (sentence, [some, all]) = match is_judged {
                    true => (own.right_of, numbers(it.right())),
                    false => (own.judging, numbers(it.judged())),
                };
                let sum = fill(sentence, &[&some, &all]);
                html! {
                    <>
                        <p class="hand-in-sum" role="status" data-judged={is_judged.to_string()}>{ sum }</p>
                        <p class="panel-hint">{ own.judged_here }</p>
                        <p class="panel-hint">{ fill(course.handing_in.digest, &[&it.digest]) }</p>
                        <ol class="hand-in-works">
                            { for it.works.iter().map(|seen| self.work(seen, store)) }
                        </ol>
                    </>
                }
            }
        };
        html! {
            <div class="card course-card handed-in">
                <h1>{ own.title }</h1>
                { body }
            </div>
        }
    }
}

impl HandedInView {
    fn work(&self, seen: &Seen, store: &Store) -> Html {
        let text = self.words.language.text();
        let (course, own) = (&text.course, &text.handed_in);
        let Some((challenge, attempt)) = seen.challenge().zip(seen.attempt()) else {
            let name: String = seen.work.challenge.chars().take(60).collect();
            return html! { <li class="hand-in-work" data-result="unknown">{ rich_text(&fill(own.unknown, &[&name])) }</li> };
        };
        let broke = attempt.broke().map(|kind| violation_title(text, kind));
        let result = match seen.result.as_ref().map(Judgement::mark) {
            None => "waits",
            Some(Mark::Right) => "right",
            Some(Mark::Undecided) => "undecided",
            Some(Mark::Wrong) => "wrong",
        };
        let variant = fill(course.variant, &[&seen.work.variant.to_string()]);
        let kind = self.words.get(&format!("task/{}", challenge.task.kind().name()));
        html! {
            <li class="hand-in-work" data-challenge={challenge.name} data-result={result}>
                <header>
                    <h2>{ rich_text(self.words.get(&challenge.key("title"))) }</h2>
                    <p class="panel-hint">{ kind.to_owned() }{ " · " }{ variant }</p>
                </header>
                if seen.result.is_none() { <p class="judging">{ own.waits }</p> }
                if seen.claims_too_much() { <p class="hand-in-problem">{ own.claims_too_much }</p> }
                { judged(&self.words, &attempt, broke, None) }
                <div class="hand-in-answer">
                    <h3>{ own.answer }</h3>
                    { self.answer(challenge, &attempt.variant, &seen.work.answer, seen.result.as_ref()) }
                </div>
                { self.facts(seen, challenge, &attempt.variant) }
                <button
                    type="button"
                    class="button button-small"
                    onclick={store.on_click(LessonAction::Open(challenge.name, seen.work.variant))}
                >
                    { own.open }
                </button>
            </li>
        }
    }

    fn answer(
        &self,
        challenge: &Challenge,
        variant: &Variant,
        answer: &Answer,
        judgement: Option<&Judgement>,
    ) -> Html {
        let own = &self.words.language.text().handed_in;
        let course = &self.words.language.text().course;
        let of_here = match (&challenge.task, answer) {
            (Task::WhichIsSafe(_), Answer::Choice(it)) => {
                let offers = challenge.offers(variant);
                offers.get(usize::from(*it)).map(|it| code(it))
            }
            (Task::Predict(_) | Task::Explain { .. }, Answer::Choice(it))
                if usize::from(*it) < challenge.task.choices() =>
            {
                let key = format!("choice-{}", letter(usize::from(*it)));
                Some(html! { <p>{ rich_text(&self.words.say(challenge, variant, &key)) }</p> })
            }
            (Task::BeTheScheduler { .. }, Answer::Schedule(steps)) => {
                Some(html! { <p><code class="lesson-link">{ steps }</code></p> })
            }
            (Task::Repair { .. }, Answer::Text(text)) => Some(code(text)),
            (Task::Order { .. }, Answer::Lines(lines)) => {
                let pool = challenge.pool(variant);
                let lines = lines.iter().map(|it| pool.get(usize::from(*it)).map(String::as_str));
                let lines: Option<Vec<&str>> = lines.collect();
                lines.map(|it| code(&it.join("\n")))
            }
            (Task::FillIn { blanks, .. }, Answer::State(filled))
                if blanks.len() == filled.len() =>
            {
                let wrong: &[u8] = match judgement {
                    Some(Judgement::Wrong(Why::Blanks(wrong))) => wrong,
                    _ => &[],
                };
                let line = |(index, (blank, filled)): (usize, (&Blank, &Filled))| {
                    let is_wrong = wrong.iter().any(|it| usize::from(*it) == index);
                    let (sentence, name) = match *blank {
                        Blank::Value(name) => (course.holds, name),
                        Blank::Waiting(name) => (course.who_waits, name),
                    };
                    let label = fill(sentence, &[&renamed(name, &variant.names)]);
                    let value = match filled {
                        Filled::Number(number) => number.to_string(),
                        Filled::Threads(threads) if threads.is_empty() => "–".to_owned(),
                        Filled::Threads(threads) => threads.join(", "),
                    };
                    html! {
                        <li data-wrong={is_wrong.then_some("true")}>
                            { rich_text(&label) }{ " " }<strong>{ rich_text(&value) }</strong>
                            if is_wrong { <span class="is-wrong">{ " · " }{ own.first_was_wrong }</span> }
                        </li>
                    }
                };
                Some(html! { <ul>{ for blanks.iter().zip(filled).enumerate().map(line) }</ul> })
            }
            _ => None,
        };
        of_here.unwrap_or_else(|| html! { <p>{ own.not_of_here }</p> })
    }

    /// How it came to the answer, as the link says.
    fn facts(&self, seen: &Seen, challenge: &Challenge, variant: &Variant) -> Html {
        let own = &self.words.language.text().handed_in;
        let course = &self.words.language.text().course;
        let work = &seen.work;
        let is_another = work.first != work.answer;
        let first = is_another.then(|| match seen.first.as_ref().map(Judgement::mark) {
            None => own.waits,
            Some(Mark::Right) => own.first_was_right,
            Some(Mark::Undecided) => own.first_undecided,
            Some(Mark::Wrong) => own.first_was_wrong,
        });
        let sure = match work.sure {
            1 => Some(course.sure_1),
            2 => Some(course.sure_2),
            3 => Some(course.sure_3),
            _ => None,
        };
        let fact = |name: &'static str, value: Html| html! { <div><dt>{ name }</dt><dd>{ value }</dd></div> };
        html! {
            <>
                if let Some(first) = first {
                    <details class="hand-in-first">
                        <summary>{ own.first_answer }{ ": " }{ first }</summary>
                        { self.answer(challenge, variant, &work.first, seen.first.as_ref()) }
                    </details>
                }
                <dl class="hand-in-facts">
                    if let Some(sure) = sure { { fact(own.sure, html! { sure }) } }
                    { fact(own.tries, html! { work.tries }) }
                    { fact(own.hints, html! { work.hints }) }
                </dl>
                if work.was_shown { <p class="panel-hint">{ own.was_shown }</p> }
            </>
        }
    }
}

fn code(text: &str) -> Html {
    html! { <pre class="choice-code" tabindex="0">{ painted(text) }</pre> }
}
