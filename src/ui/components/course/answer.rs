//! What came of an answer: right and how well, or the abstraction under which it would be right, and the schedule against it.

use super::super::icons::{Icon, drawing};
use super::super::rich_text::rich_text;
use super::passages::{Words, paragraphs};
use super::work::{broken_sentence, steps_words};
use crate::lesson::{Given, TaskKind, WrongAnswer, letter};
use crate::session::lesson::{
    Abstraction, Attempt, Breaks, Ends, Grade, Judgement, Mark, Why, is_slow,
};
use crate::session::{LessonAction, count_of};
use crate::text::fill;
use crate::ui::store::Store;
use yew::prelude::*;

/// What came of the last answer. `broke` names the rule that was broken. Without a store there is no way to watch it.
pub fn judged(
    words: &Words,
    attempt: &Attempt,
    broke: Option<&str>,
    store: Option<&Store>,
) -> Html {
    let Some(judgement) = attempt.judgement.as_deref() else { return html! {} };
    let text = &words.language.text().course;
    let (class, icon, title) = match judgement.mark() {
        Mark::Right => ("course-verdict is-fine", Icon::Done, text.right),
        Mark::Wrong => ("course-verdict is-trouble", Icon::Warning, text.not_right),
        Mark::Undecided => ("course-verdict is-trouble", Icon::Warning, text.not_decided),
    };
    // On the reader's own page the focus comes to it. What was handed in has headings of its own.
    let heading = match store {
        Some(_) => html! { <h2 class="verdict-heading" tabindex="-1">{ title }</h2> },
        None => html! { <h3 class="verdict-heading">{ title }</h3> },
    };
    let more = match judgement {
        Judgement::Right(grade) => html! {
            <>
                { right(words, attempt, *grade) }
                if store.is_some() { { why_right(words, attempt) } }
            </>
        },
        Judgement::Wrong(why) => wrong(words, attempt, why, broke, store),
    };
    html! {
        <div {class} data-verdict={if judgement.is_right() { "right" } else { "wrong" }}>
            { drawing(icon) }
            <div class="verdict-words">{ heading }{ more }</div>
        </div>
    }
}

fn right(words: &Words, attempt: &Attempt, grade: Grade) -> Html {
    let text = &words.language.text().course;
    let says = |sentence: String| html! { <p>{ rich_text(&sentence) }</p> };
    match grade {
        Grade::Plain if attempt.kind() == TaskKind::Repair => says(text.proved.to_owned()),
        Grade::Plain => html! {},
        Grade::Steps { taken, fewest } if taken <= fewest => {
            says(fill(text.took_fewest, &[&taken.to_string()]))
        }
        Grade::Steps { taken, fewest } => {
            says(fill(text.took_steps, &[&taken.to_string(), &fewest.to_string()]))
        }
        Grade::Proved { items, possible } => {
            let template = if is_slow(items, possible) { text.slow } else { text.fast };
            let share = f64::from(items) / f64::from(possible.max(1)) * 100.0;
            html! {
                <>
                    <p>{ text.proved }</p>
                    <p>{ fill(template, &[&items.to_string(), &possible.to_string()]) }</p>
                    <div class="done-bar throughput" aria-hidden="true">
                        <span ~style={format!("inline-size: {:.0}%", share.min(100.0))} />
                    </div>
                </>
            }
        }
    }
}

/// Why a choice is right: what the last hint says, and what is wrong with the others. Who guessed learns as much from it as who
/// was wrong.
fn why_right(words: &Words, attempt: &Attempt) -> Html {
    let challenge = attempt.challenge;
    let kind = attempt.kind();
    if !matches!(kind, TaskKind::Predict | TaskKind::WhichIsSafe | TaskKind::Explain) {
        return html! {};
    }
    let other = |(index, it): (usize, &WrongAnswer)| {
        let Given::Choice(choice) = it.answer else { return html! {} };
        let said = match kind {
            TaskKind::WhichIsSafe => String::new(),
            _ => {
                let key = format!("choice-{}", letter(usize::from(choice)));
                words.say(challenge, &attempt.variant, &key)
            }
        };
        let why = words.say_key(&challenge.abstraction_key(index), &attempt.variant);
        html! {
            <li>
                if !said.is_empty() { <p><strong>{ rich_text(&said) }</strong></p> }
                { paragraphs(&why) }
            </li>
        }
    };
    let others = challenge.wrong_answers;
    html! {
        <div class="why-right">
            { paragraphs(&words.say(challenge, &attempt.variant, "hint3")) }
            if !others.is_empty() {
                <details>
                    <summary>{ words.language.text().course.why_not_the_others }</summary>
                    <ul>{ for others.iter().enumerate().map(other) }</ul>
                </details>
            }
        </div>
    }
}

fn wrong(
    words: &Words,
    attempt: &Attempt,
    why: &Why,
    broke: Option<&str>,
    store: Option<&Store>,
) -> Html {
    let text = &words.language.text().course;
    let sentence = match why {
        Why::NothingBroke => text.nothing_broke.to_owned(),
        Why::Another(_) => fill(text.another_broke, &[broke.unwrap_or_default()]),
        Why::Impossible { step } => fill(text.impossible, &[&step.to_string()]),
        Why::Unreadable | Why::NoAnswer => text.unreadable.to_owned(),
        Why::LineGone(line) => fill(text.line_gone, &[line]),
        Why::LineNotRun(line) => fill(text.line_not_run, &[line]),
        Why::DoesNotWork => text.does_not_work.to_owned(),
        Why::Undecided => text.undecided.to_owned(),
        Why::BrokeOff => text.broke_off.to_owned(),
        Why::Blanks(blanks) => fill(text.blanks_wrong, &[&blanks.len().to_string()]),
        Why::Choice { .. } | Why::Breaks(_) => String::new(),
    };
    let stated = attempt.wrong_answer().map(|it| attempt.challenge.abstraction_key(it));
    let stated = stated.map(|it| words.say_key(&it, &attempt.variant)).unwrap_or_default();
    let against = attempt.against();
    let abstraction = against.and_then(|it| it.abstraction).map(|it| match it {
        Abstraction::OneLineIsOneStep => text.if_line_is_step,
        Abstraction::OneOperationIsOneStep => text.if_operation_is_step,
        Abstraction::OneOfEach => text.if_one_of_each,
    });
    // What is stated says more than what was worked out.
    let abstraction = abstraction.filter(|_| stated.is_empty());
    html! {
        <>
            if !sentence.is_empty() { <p>{ rich_text(&sentence) }</p> }
            { paragraphs(&stated) }
            if let Some(against) = against {
                <p>{ rich_text(&breaks_sentence(words, attempt, broke.unwrap_or_default(), against)) }</p>
                if let Some(abstraction) = abstraction { <p>{ rich_text(abstraction) }</p> }
                { watch(words, against.steps, store) }
            }
            if let Some(ends) = attempt.ends() {
                <p>{ rich_text(&ends_sentence(words, ends)) }</p>
                { watch(words, ends.steps, store) }
            }
        </>
    }
}

/// How it breaks. A whole program has its numbers in itself, so none are said.
fn breaks_sentence(words: &Words, attempt: &Attempt, title: &str, breaks: &Breaks) -> String {
    match attempt.challenge.entry().is_whole() {
        true => fill(words.get("ends/breaks"), &[title, &steps_words(words, breaks.steps)]),
        false => broken_sentence(words, title, breaks.steps, breaks.size),
    }
}

/// In what it can end that was not predicted, or what is nearest to an end that never comes.
fn ends_sentence(words: &Words, ends: &Ends) -> String {
    let steps = &*steps_words(words, ends.steps);
    let (variable, value) = (&*ends.variable, &*ends.value.to_string());
    match ends.never {
        Some(never) => {
            let never = never.to_string();
            fill(words.get("ends/never"), &[variable, &never, value, steps])
        }
        None => fill(words.get("ends/missed"), &[variable, value, steps]),
    }
}

fn watch(words: &Words, steps: usize, store: Option<&Store>) -> Html {
    let Some(store) = store else { return html! {} };
    html! {
        <button
            type="button"
            class="button button-small watch-button"
            onclick={store.on_click(LessonAction::Watch)}
        >
            { drawing(Icon::Run) }{ count_of(words.language.text().course.watch, steps as u64, &steps.to_string()) }
        </button>
    }
}
