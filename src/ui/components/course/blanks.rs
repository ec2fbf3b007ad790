//! What holds after some steps: numbers to type, and threads to tick.

use super::super::rich_text::rich_text;
use super::passages::Words;
use crate::lesson::{Blank, Task, renamed};
use crate::session::lesson::{Attempt, Judgement, Why, moment};
use crate::session::{LessonAction, Model};
use crate::text::fill;
use crate::ui::store::Store;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// The steps up to the moment that is asked about, told.
pub fn steps(model: &Model, attempt: &Attempt) -> Vec<String> {
    if !matches!(attempt.challenge.task, Task::FillIn { .. }) {
        return Vec::new();
    }
    let Some(run) = moment(attempt.challenge, &attempt.variant) else { return Vec::new() };
    // What became of the objects is what is asked: only who did what is told.
    let line = |it: &crate::session::lesson::Made| format!("{}: `{}`", it.thread, it.line);
    crate::session::lesson::made(&run, &model.document.listing).iter().map(line).collect()
}

/// Whether every blank has something in it that can be read.
pub fn are_filled(attempt: &Attempt) -> bool {
    let Task::FillIn { blanks, .. } = attempt.challenge.task else { return false };
    let is_filled = |(blank, draft): (&Blank, &crate::session::lesson::Draft)| match blank {
        Blank::Value(_) => draft.typed.trim().parse::<i64>().is_ok(),
        Blank::Waiting(_) => true,
    };
    blanks.iter().zip(&attempt.filled).all(is_filled)
}

/// The steps, and the blanks.
pub fn draw(
    words: &Words,
    attempt: &Attempt,
    threads: &[String],
    steps: &[String],
    store: &Store,
) -> Html {
    let Task::FillIn { blanks, .. } = attempt.challenge.task else { return html! {} };
    let text = &words.language.text().course;
    let wrong: &[u8] = match attempt.judgement.as_deref() {
        Some(Judgement::Wrong(Why::Blanks(wrong))) => wrong,
        _ => &[],
    };
    html! {
        <>
            <p class="after-steps">{ fill(text.after_steps, &[&steps.len().to_string()]) }</p>
            <ol class="moment-steps">{ for steps.iter().map(|it| html! { <li>{ rich_text(it) }</li> }) }</ol>
            <div class="blanks">
                { for blanks.iter().enumerate().map(|(index, blank)| {
                    let is_wrong = wrong.iter().any(|it| usize::from(*it) == index);
                    draw_blank(words, attempt, *blank, index, is_wrong, threads, store)
                }) }
            </div>
        </>
    }
}

fn draw_blank(
    words: &Words,
    attempt: &Attempt,
    blank: Blank,
    index: usize,
    is_wrong: bool,
    threads: &[String],
    store: &Store,
) -> Html {
    let text = &words.language.text().course;
    let class = classes!("blank", is_wrong.then_some("is-wrong"));
    let draft = &attempt.filled[index];
    let is_done = attempt.is_done();
    match blank {
        Blank::Value(name) => {
            let label = fill(text.holds, &[&renamed(name, &attempt.variant.names)]);
            let store = store.clone();
            let oninput = Callback::from(move |event: InputEvent| {
                let field = event.target().and_then(|it| it.dyn_into::<HtmlInputElement>().ok());
                if let Some(field) = field {
                    store.dispatch(LessonAction::Fill(index, field.value()));
                }
            });
            html! {
                <label {class}>
                    <span>{ rich_text(&label) }</span>
                    <input
                        type="text"
                        inputmode="numeric"
                        class="text-field blank-number"
                        aria-invalid={is_wrong.to_string()}
                        disabled={is_done}
                        value={draft.typed.clone()}
                        {oninput}
                    />
                </label>
            }
        }
        Blank::Waiting(name) => {
            let label = fill(text.who_waits, &[&renamed(name, &attempt.variant.names)]);
            html! {
                <fieldset {class} disabled={is_done}>
                    <legend title={text.tick_none}>{ rich_text(&label) }</legend>
                    { for threads.iter().map(|thread| {
                        let (store, name) = (store.clone(), thread.clone());
                        let onchange = Callback::from(move |_: Event| {
                            store.dispatch(LessonAction::Tick(index, name.clone()));
                        });
                        html! {
                            <label class="tick">
                                <input type="checkbox" checked={draft.threads.contains(thread)} {onchange} />
                                <span>{ rich_text(thread) }</span>
                            </label>
                        }
                    }) }
                </fieldset>
            }
        }
    }
}
