//! All challenges with what was done of them, the beliefs met, how sure one was; and the way to carry it elsewhere.

use super::super::clipboard::copy;
use super::super::reactive::Part;
use super::super::rich_text::rich_text;
use super::choices::painted;
use super::contents::{done, ideas_met, small_stars};
use super::hand_in::hand_in_card;
use super::passages::{Words, absent, paragraphs};
use super::top::chapter_key;
use crate::lesson::{Blank, Challenge, Chapter, Filled, Variant, of_chapter, renamed};
use crate::session::lesson::{HandIn, Progress, Solution, fragment_of, solution};
use crate::session::{LessonAction, Model};
use crate::text::fill;
use crate::ui::browser::address_with;
use crate::ui::store::Store;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

/// All of the course.
#[derive(PartialEq)]
pub struct Overview {
    words: Words,
    progress: Progress,
    hand_in: Rc<HandIn>,
    teaches: bool,
    was_refused: bool,
}

impl Part for Overview {
    fn of(model: &Model, _: Option<&Self>) -> Self {
        Overview {
            words: Words::of(model),
            progress: model.lesson.progress.clone(),
            hand_in: model.lesson.hand_in.clone(),
            teaches: model.lesson.teaches,
            was_refused: model.lesson.was_refused,
        }
    }

    fn draw(&self, store: &Store) -> Html {
        let text = &self.words.language.text().course;
        if !self.words.are_here() {
            return html! {
                <div class="card course-card" role="status">{ absent(&self.words, store) }</div>
            };
        }
        html! {
            <>
                <div class="overview-chapters">
                    <header class="overview-head">
                        <h1>{ text.course }</h1>
                        { done(&self.progress, text) }
                        <button
                            type="button"
                            class="button button-small teach-button"
                            aria-pressed={self.teaches.to_string()}
                            onclick={store.on_click(LessonAction::Teach(!self.teaches))}
                        >
                            { text.teach }
                        </button>
                    </header>
                    { for Chapter::ALL.into_iter().map(|it| self.chapter(it, store)) }
                </div>
                <div class="overview-side">
                    <section class="card course-card">
                        <h2>{ text.ideas }</h2>
                        { ideas_met(&self.words, &self.progress) }
                    </section>
                    { self.sureness() }
                    { hand_in_card(&self.words, &self.hand_in) }
                    { self.carrying(store) }
                </div>
            </>
        }
    }
}

impl Overview {
    fn chapter(&self, chapter: Chapter, store: &Store) -> Html {
        let text = &self.words.language.text().course;
        let challenges: Vec<_> = of_chapter(chapter).collect();
        let number = chapter.number().map(|it| format!("{it} ")).unwrap_or_default();
        html! {
            <section class="card course-card overview-chapter">
                <h2>{ number }{ rich_text(self.words.get(&chapter_key(chapter))) }</h2>
                if challenges.is_empty() { <p class="panel-hint">{ text.coming }</p> }
                <ol class="overview-challenges">
                    { for challenges.into_iter().map(|it| self.challenge(it, store)) }
                </ol>
            </section>
        }
    }

    fn challenge(&self, challenge: &'static Challenge, store: &Store) -> Html {
        let text = &self.words.language.text().course;
        let kind = self.words.get(&format!("task/{}", challenge.task.kind().name()));
        let variant = Variant::of(challenge, 0);
        html! {
            <li>
                <button
                    type="button"
                    class="overview-challenge"
                    data-challenge={challenge.name}
                    onclick={store.on_click(LessonAction::Open(challenge.name, 0))}
                >
                    <span class="overview-title">
                        { rich_text(self.words.get(&challenge.key("title"))) }
                    </span>
                    <span class="panel-hint">
                        { kind.to_owned() }
                        if let Some(runs) = self.words.execution(challenge) { { " · " }{ runs.to_owned() } }
                    </span>
                    { small_stars(self.progress.of(challenge.name).stars, text.stars) }
                </button>
                if self.teaches { { teacher_notes(&self.words, challenge, &variant, 0) } }
            </li>
        }
    }

    fn sureness(&self) -> Html {
        let text = &self.words.language.text().course;
        let sureness = self.progress.sureness();
        if sureness.iter().all(|it| it.of == 0) {
            return html! {};
        }
        let names = [text.sure_1, text.sure_2, text.sure_3];
        html! {
            <section class="card course-card">
                <h2>{ text.sureness }</h2>
                <dl class="sureness-list">
                    { for names.into_iter().zip(sureness).map(|(name, it)| {
                        let part = 100.0 * f64::from(it.right) / f64::from(it.of.max(1));
                        html! {
                            <div>
                                <dt>{ name }</dt>
                                <dd>
                                    { fill(text.right_of, &[&it.right.to_string(), &it.of.to_string()]) }
                                    <div class="done-bar" aria-hidden="true">
                                        <span ~style={format!("inline-size: {part:.0}%")} />
                                    </div>
                                </dd>
                            </div>
                        }
                    }) }
                </dl>
            </section>
        }
    }

    fn carrying(&self, store: &Store) -> Html {
        let text = &self.words.language.text().course;
        let link = address_with(&format!("progress={}", self.progress.to_text()));
        let oncopy = {
            let link = link.clone();
            Callback::from(move |event: MouseEvent| copy(link.clone(), event, text.copied))
        };
        let onchange = {
            let store = store.clone();
            Callback::from(move |event: Event| {
                let field = event.target().and_then(|it| it.dyn_into::<HtmlTextAreaElement>().ok());
                if let Some(pasted) = field.map(|it| it.value()).filter(|it| !it.trim().is_empty())
                {
                    store.dispatch(LessonAction::Import(pasted));
                }
            })
        };
        html! {
            <section class="card course-card carrying">
                <h2>{ text.carry }</h2>
                <p class="panel-hint">{ text.carry_hint }</p>
                <button type="button" class="button button-small copy-progress" onclick={oncopy}>{ text.copy }</button>
                <textarea class="text-field progress-link" readonly=true rows="2" aria-label={text.carry} value={link} />
                <label class="bring">
                    <span>{ text.bring }</span>
                    <textarea
                        class="text-field bring-field"
                        rows="2"
                        aria-describedby="bring-hint"
                        aria-invalid={self.was_refused.to_string()}
                        {onchange}
                    />
                </label>
                <p class="panel-hint" id="bring-hint" role="status">
                    { if self.was_refused { text.refused } else { text.bring_hint } }
                </p>
                <button type="button" class="button-link forget-button" onclick={store.on_click(LessonAction::Forget)}>
                    { text.forget }
                </button>
            </section>
        }
    }
}

/// What a teacher wants to know: the goal, the beliefs it is about, and the answers to expect.
pub fn teacher_notes(words: &Words, challenge: &Challenge, variant: &Variant, number: u32) -> Html {
    let text = &words.language.text().course;
    let wrong = (0..challenge.wrong_answers.len()).map(|it| {
        let key = challenge.abstraction_key(it);
        let believed = challenge.wrong_answers[it].misconception;
        let believed = believed.map(|it| words.get(&format!("misconception/{}", it.name())));
        html! {
            <li>
                if let Some(believed) = believed { <strong>{ rich_text(believed) }</strong>{ " " } }
                { rich_text(&words.say_key(&key, variant)) }
            </li>
        }
    });
    let ideas = challenge.misconceptions.iter().map(|it| {
        html! { <li>{ rich_text(words.get(&format!("misconception/{}", it.name()))) }</li> }
    });
    html! {
        <div class="teacher-notes">
            <h3>{ text.goal }</h3>
            { paragraphs(&words.say(challenge, variant, "goal")) }
            <h3>{ text.ideas_here }</h3>
            <ul>{ for ideas }</ul>
            <details class="teacher-answer">
                <summary>{ words.get("teacher/answer").to_owned() }</summary>
                { answer(words, challenge, variant) }
            </details>
            <h3>{ text.expected }</h3>
            <ul>{ for wrong }</ul>
            <h3>{ text.link_here }</h3>
            <p><code class="lesson-link">{ address_with(&fragment_of(challenge, number)) }</code></p>
        </div>
    }
}

/// The answer, closed until somebody opens it: a teacher's page may be on a projector.
fn answer(words: &Words, challenge: &Challenge, variant: &Variant) -> Html {
    let text = &words.language.text().course;
    match solution(challenge, variant) {
        Some(Solution::Said(key)) => paragraphs(&words.say_key(&key, variant)),
        Some(Solution::Lines(lines)) => {
            html! { <pre class="choice-code" tabindex="0">{ painted(&lines) }</pre> }
        }
        Some(Solution::Schedule(schedule)) => html! { <p><code>{ schedule }</code></p> },
        Some(Solution::State(filled)) => html! {
            <ul>
                { for filled.iter().map(|(blank, filled)| {
                    let (question, name) = match blank {
                        Blank::Value(name) => (text.holds, name),
                        Blank::Waiting(name) => (text.who_waits, name),
                    };
                    let question = fill(question, &[&renamed(name, &variant.names)]);
                    let filled = match filled {
                        Filled::Number(number) => number.to_string(),
                        Filled::Threads(threads) if threads.is_empty() => "–".to_owned(),
                        Filled::Threads(threads) => threads.join(", "),
                    };
                    html! { <li>{ rich_text(&question) }{ " " }<strong>{ filled }</strong></li> }
                }) }
            </ul>
        },
        None => html! {},
    }
}
