//! Where the answer is given, whatever the task, and what came of it.

use super::super::icons::{Icon, drawing};
use super::super::reactive::{Part, reactive};
use super::super::transport::TransportButtons;
use super::answer::judged;
use super::passages::Words;
use super::{blanks, choices, lines};
use crate::lesson::TaskKind;
use crate::session::lesson::Attempt;
use crate::session::{LessonAction, Model, count_of, violation_title};
use crate::text::fill;
use crate::ui::store::Store;
use yew::prelude::*;

/// The answer.
#[derive(PartialEq)]
pub struct Work {
    words: Words,
    attempt: Option<Attempt>,
    text_is_right: bool,
    /// The names of the threads, for blanks.
    threads: Vec<String>,
    /// What is to be said of the rule that was broken.
    broke: Option<String>,
    /// The steps up to the moment that is asked about.
    steps: Vec<String>,
}

impl Part for Work {
    fn of(model: &Model, before: Option<&Self>) -> Self {
        let attempt = model.lesson.open().cloned();
        let program = model.program();
        let broke = attempt.as_ref().and_then(Attempt::broke);
        let same = before.filter(|it| {
            (&it.attempt, it.words.language) == (&attempt, model.preferences.language)
        });
        Work {
            words: Words::of(model),
            text_is_right: model.text_is_right(),
            threads: program.thread_ids().map(|it| program.name_of(it).to_string()).collect(),
            broke: broke.map(|it| violation_title(model.text(), it).to_owned()),
            steps: match same {
                Some(same) => same.steps.clone(),
                None => attempt.as_ref().map(|it| blanks::steps(model, it)).unwrap_or_default(),
            },
            attempt,
        }
    }

    fn draw(&self, store: &Store) -> Html {
        let Some(attempt) = self.attempt.as_ref().filter(|_| self.words.are_here()) else {
            return html! {};
        };
        let text = &self.words.language.text().course;
        let words = &self.words;
        let body = match attempt.kind() {
            TaskKind::BeTheScheduler => html! {},
            TaskKind::Predict | TaskKind::WhichIsSafe | TaskKind::Explain => {
                choices::draw(words, attempt, store)
            }
            TaskKind::FillIn => blanks::draw(words, attempt, &self.threads, &self.steps, store),
            TaskKind::Order => lines::draw(words, attempt, store),
            TaskKind::Repair => html! { <p class="panel-hint">{ text.change_program }</p> },
        };
        let plays = match attempt.kind() {
            TaskKind::BeTheScheduler => false,
            TaskKind::Explain | TaskKind::Repair => true,
            _ => attempt.judgement.is_some(),
        };
        html! {
            <section class="answer" aria-label={text.your_answer}>
                { body }
                { self.submit(attempt, store) }
                <div class="judged" role="status">{ judged(words, attempt, self.broke.as_deref(), Some(store)) }</div>
                if plays {
                    <div class="course-transport" role="group" aria-label={words.language.text().controls.transport}>
                        { reactive::<TransportButtons>(store) }
                    </div>
                }
            </section>
        }
    }
}

impl Work {
    fn submit(&self, attempt: &Attempt, store: &Store) -> Html {
        let text = &self.words.language.text().course;
        let (label, icon, can) = match attempt.kind() {
            TaskKind::BeTheScheduler => return html! {},
            TaskKind::Repair => (text.prove, Icon::Prove, self.text_is_right),
            TaskKind::Order => (text.prove, Icon::Prove, !attempt.lines.is_empty()),
            TaskKind::Predict => {
                (text.seal, Icon::Seal, attempt.choice.is_some() && attempt.sure > 0)
            }
            TaskKind::FillIn => (text.submit, Icon::Done, blanks::are_filled(attempt)),
            _ => (text.submit, Icon::Done, attempt.choice.is_some()),
        };
        if attempt.is_done() && attempt.kind() != TaskKind::Repair {
            return html! {};
        }
        if attempt.is_judged {
            return html! { <p class="judging" role="status">{ text.judging }</p> };
        }
        let onclick = match can {
            true => store.on_click(LessonAction::Submit),
            false => Callback::noop(),
        };
        html! {
            <button
                type="button"
                class="button button-primary submit-button"
                aria-disabled={(!can).to_string()}
                {onclick}
            >
                { drawing(icon) }{ label }
            </button>
        }
    }
}

/// With so many of this and that it breaks.
pub fn broken_sentence(words: &Words, title: &str, steps: usize, size: [u32; 3]) -> String {
    let [producers, consumers, capacity] = size.map(|it| it.to_string());
    let text = &words.language.text().course;
    fill(text.breaks, &[title, &steps_words(words, steps), &producers, &consumers, &capacity])
}

/// So many steps, in words.
pub fn steps_words(words: &Words, steps: usize) -> String {
    count_of(words.language.text().proof.steps, steps as u64, &steps.to_string())
}
