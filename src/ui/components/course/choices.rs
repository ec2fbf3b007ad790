//! One of several: a prediction with how sure one is, a text that is right, or an account of what happened.

use super::super::code_panel;
use super::super::rich_text::rich_text;
use super::passages::Words;
use crate::lesson::{Task, TaskKind, letter};
use crate::notation::highlight;
use crate::session::LessonAction;
use crate::session::lesson::{Attempt, Judgement, Why};
use crate::ui::store::Store;
use yew::prelude::*;

/// The choices, in the order of the variant.
pub fn draw(words: &Words, attempt: &Attempt, store: &Store) -> Html {
    let text = &words.language.text().course;
    let is_prediction = attempt.kind() == TaskKind::Predict;
    let legend = if is_prediction { text.prediction } else { text.your_answer };
    let offers = attempt.challenge.offers(&attempt.variant);
    html! {
        <>
            <fieldset class="choices" disabled={attempt.is_sealed}>
                <legend>
                    { legend }
                    if attempt.is_sealed && is_prediction {
                        <span class="panel-hint">{ format!(" · {}", text.sealed) }</span>
                    }
                </legend>
                { for attempt.variant.order.iter().map(|&it| option(words, attempt, it, &offers, store)) }
            </fieldset>
            if is_prediction { { sureness(words, attempt, store) } }
        </>
    }
}

fn option(words: &Words, attempt: &Attempt, choice: u8, offers: &[String], store: &Store) -> Html {
    let is_wrong = matches!(
        attempt.judgement.as_deref(),
        Some(Judgement::Wrong(Why::Choice { chosen, .. })) if *chosen == choice
    );
    let is_chosen = attempt.choice == Some(choice);
    let class = classes!(
        "choice-card",
        (is_chosen && attempt.is_done()).then_some("is-right"),
        is_wrong.then_some("is-wrong"),
    );
    let store = store.clone();
    let onchange = Callback::from(move |_: Event| store.dispatch(LessonAction::Choose(choice)));
    let face = match attempt.challenge.task {
        Task::WhichIsSafe(_) => {
            let text = offers.get(usize::from(choice)).map(String::as_str).unwrap_or_default();
            html! { <pre class="choice-code" tabindex="0">{ painted(text) }</pre> }
        }
        _ => {
            let key = format!("choice-{}", letter(usize::from(choice)));
            html! { <span>{ rich_text(&words.say(attempt.challenge, &attempt.variant, &key)) }</span> }
        }
    };
    html! {
        <label {class}>
            <input
                type="radio"
                name="choice"
                value={choice.to_string()}
                checked={is_chosen}
                {onchange}
            />
            { face }
        </label>
    }
}

/// A text in its colours.
pub fn painted(text: &str) -> Html {
    html! { { for text.lines().map(|line| html! { <code>{ code_panel::painted(highlight(line)) }{ "\n" }</code> }) } }
}

fn sureness(words: &Words, attempt: &Attempt, store: &Store) -> Html {
    let text = &words.language.text().course;
    let options = [(1, text.sure_1), (2, text.sure_2), (3, text.sure_3)];
    html! {
        <fieldset class="sureness" disabled={attempt.is_sealed}>
            <legend>{ text.how_sure }</legend>
            { for options.into_iter().map(|(sure, label)| {
                let store = store.clone();
                let onchange = Callback::from(move |_: Event| store.dispatch(LessonAction::BeSure(sure)));
                html! {
                    <label class="sure-option">
                        <input
                            type="radio"
                            name="sure"
                            value={sure.to_string()}
                            checked={attempt.sure == sure}
                            {onchange}
                        />
                        <span><b>{ sure }</b>{ " " }{ label }</span>
                    </label>
                }
            }) }
        </fieldset>
    }
}
