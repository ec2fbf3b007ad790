//! Questions: all of them in a list, and the one that is open with its answers.

use super::super::icons::{Icon, drawing};
use super::super::reactive::Part;
use super::super::rich_text::rich_text;
use crate::session::lab::{Asked, QUESTIONS, Question};
use crate::session::{LabAction, Model, Shelf};
use crate::text::{Language, Passages, Volume, fill};
use crate::ui::store::Store;
use std::rc::Rc;
use yew::prelude::*;

/// What is said of questions, if it is here.
#[derive(PartialEq)]
struct Said {
    passages: Option<Rc<Passages>>,
    is_missing: bool,
    language: Language,
}

impl Said {
    fn of(model: &Model) -> Said {
        let language = model.preferences.language;
        let shelf = model.library.shelf(Volume::Lab, language);
        Said {
            passages: model.library.passages(Volume::Lab, language).cloned(),
            is_missing: *shelf == Shelf::Missing,
            language,
        }
    }

    fn get(&self, question: &Question, what: &str) -> Option<&str> {
        self.passages.as_ref()?.get(&format!("{}/{what}", question.name))
    }
}

/// All questions.
#[derive(PartialEq)]
pub struct QuestionList {
    said: Said,
    asked: Option<usize>,
    answered: u32,
}

impl Part for QuestionList {
    fn of(model: &Model, _: Option<&Self>) -> Self {
        let lab = &model.lab;
        QuestionList {
            said: Said::of(model),
            asked: lab.asked.map(|it| it.question),
            answered: lab.answered,
        }
    }

    fn draw(&self, store: &Store) -> Html {
        let words = &self.said.language.text().lab;
        let row = |(at, question): (usize, &Question)| {
            let is_answered = self.answered >> at & 1 == 1;
            let title = self.said.get(question, "title").unwrap_or("…").to_owned();
            let is_open = self.asked == Some(at);
            html! {
                <li>
                    <button
                        type="button"
                        class="lab-question"
                        data-question={question.name}
                        aria-current={is_open.then_some("true")}
                        onclick={store.on_click(LabAction::Ask(at))}
                    >
                        <span class="lab-question-number" aria-hidden="true">{ at + 1 }</span>
                        <span>{ title }</span>
                        if is_answered {
                            <span class="lab-answered" role="img" aria-label={words.answered}>{ drawing(Icon::Done) }</span>
                        }
                    </button>
                </li>
            }
        };
        html! {
            <>
                <header class="lab-head"><h2>{ words.questions }</h2></header>
                if self.said.passages.is_none() {
                    <p class="hint">{ if self.said.is_missing { words.missing } else { words.on_its_way } }</p>
                } else {
                    <ol class="lab-questions">{ for QUESTIONS.iter().enumerate().map(row) }</ol>
                }
            </>
        }
    }
}

/// The question that is open, with its answers; and why it is so, once it is answered.
#[derive(PartialEq)]
pub struct OpenQuestion {
    said: Said,
    asked: Option<Asked>,
}

impl Part for OpenQuestion {
    fn of(model: &Model, _: Option<&Self>) -> Self {
        OpenQuestion { said: Said::of(model), asked: model.lab.asked }
    }

    fn draw(&self, store: &Store) -> Html {
        let Some(asked) = self.asked else { return html! {} };
        let Some(question) = QUESTIONS.get(asked.question) else { return html! {} };
        let words = &self.said.language.text().lab;
        let said = |what: &str| rich_text(self.said.get(question, what).unwrap_or("…"));
        let (number, all) = ((asked.question + 1).to_string(), QUESTIONS.len().to_string());
        let answer = |at: u8| {
            let is_right = asked.answer.is_some() && question.right == at;
            let is_chosen = asked.answer == Some(at);
            let class = classes!(
                "lab-answer",
                is_right.then_some("is-right"),
                is_chosen.then_some("is-chosen")
            );
            html! {
                <button
                    type="button"
                    {class}
                    data-answer={at.to_string()}
                    aria-disabled={asked.answer.is_some().then_some("true")}
                    onclick={store.on_click(LabAction::Answer(at))}
                >
                    if is_right {
                        <span role="img" aria-label={words.right}>{ drawing(Icon::Done) }</span>
                    }
                    <span>{ said(&(at + 1).to_string()) }</span>
                    if is_chosen { <span class="lab-you">{ words.you_said }</span> }
                </button>
            }
        };
        let next = (asked.question + 1) % QUESTIONS.len();
        html! {
            <section class="lab-asked" aria-labelledby="lab-asked-title" data-asked={question.name}>
                <div class="lab-asked-words">
                    <p class="lab-asked-number">{ fill(words.question_of, &[&number, &all]) }</p>
                    <h2 id="lab-asked-title" tabindex="-1">{ said("question") }</h2>
                </div>
                <div class="lab-answers">{ for (0..3).map(answer) }</div>
                <div class="lab-why" role="status">
                    if asked.answer.is_some() {
                        <p>{ said("why") }</p>
                        <p class="lab-asked-ways">
                            <button type="button" class="button-link lab-next" onclick={store.on_click(LabAction::Ask(next))}>
                                { words.next }
                            </button>
                            <button type="button" class="button-link lab-leave" onclick={store.on_click(LabAction::Leave)}>
                                { words.leave }
                            </button>
                        </p>
                    } else {
                        <p class="hint">{ words.answer_first }</p>
                    }
                </div>
            </section>
        }
    }
}
