//! The chapters, with a dot for each challenge.

use super::super::reactive::Part;
use super::super::rich_text::rich_text;
use super::passages::Words;
use super::top::chapter_key;
use crate::lesson::{CHALLENGES, Challenge, Chapter, Misconception, of_chapter};
use crate::session::lesson::{Idea, Progress};
use crate::session::{LessonAction, Model};
use crate::text::{Course, fill};
use crate::ui::store::Store;
use yew::prelude::*;

/// The chapters, and what was met so far.
#[derive(PartialEq)]
pub struct Contents {
    words: Words,
    progress: Progress,
    open: Option<&'static str>,
}

impl Part for Contents {
    fn of(model: &Model, _: Option<&Self>) -> Self {
        Contents {
            words: Words::of(model),
            progress: model.lesson.progress.clone(),
            open: model.lesson.open().map(|it| it.challenge.name),
        }
    }

    fn draw(&self, store: &Store) -> Html {
        let text = &self.words.language.text().course;
        html! {
            <nav class="card course-contents" aria-label={text.contents}>
                <h2>{ text.course }</h2>
                { done(&self.progress, text) }
                <ol class="chapters">
                    { for Chapter::ALL.into_iter().map(|it| self.chapter(it, store)) }
                </ol>
                <section class="ideas">
                    <h3>{ text.ideas }</h3>
                    { ideas_met(&self.words, &self.progress) }
                </section>
            </nav>
        }
    }
}

impl Contents {
    fn chapter(&self, chapter: Chapter, store: &Store) -> Html {
        let text = &self.words.language.text().course;
        let challenges: Vec<_> = of_chapter(chapter).collect();
        let title = self.words.get(&chapter_key(chapter));
        let number = chapter.number().map(|it| it.to_string()).unwrap_or_default();
        let is_open = challenges.iter().any(|it| Some(it.name) == self.open);
        let Some(first) = challenges.first() else {
            return html! {
                <li class="chapter is-coming">
                    <span class="chapter-head">
                        <span class="chapter-number">{ number }</span>
                        <span class="chapter-title">{ rich_text(title) }</span>
                        <span class="chapter-coming">{ text.coming }</span>
                    </span>
                </li>
            };
        };
        let done = challenges.iter().filter(|it| self.progress.of(it.name).stars > 0).count();
        let label = fill(text.done_of, &[&done.to_string(), &challenges.len().to_string()]);
        html! {
            <li class={classes!("chapter", is_open.then_some("is-open"))}>
                <button
                    type="button"
                    class="chapter-head"
                    aria-expanded={is_open.to_string()}
                    onclick={store.on_click(LessonAction::Open(first.name, 0))}
                >
                    <span class="chapter-number">{ number }</span>
                    <span class="chapter-title">{ rich_text(title) }</span>
                    <span class="dots" role="img" aria-label={label}>
                        { for challenges.iter().map(|it| self.dot(it)) }
                    </span>
                </button>
                if is_open {
                    <ol class="challenges">
                        { for (1..).zip(&challenges).map(|(at, it)| self.challenge(at, it, store)) }
                    </ol>
                }
            </li>
        }
    }

    fn dot(&self, challenge: &Challenge) -> Html {
        let is_done = self.progress.of(challenge.name).stars > 0;
        html! { <i class={classes!("dot", is_done.then_some("is-done"))} /> }
    }

    fn challenge(&self, at: usize, challenge: &'static Challenge, store: &Store) -> Html {
        let is_open = Some(challenge.name) == self.open;
        html! {
            <li>
                <button
                    type="button"
                    class="challenge-link"
                    aria-current={is_open.then_some("page")}
                    onclick={store.on_click(LessonAction::Open(challenge.name, 0))}
                >
                    <span class="challenge-number">{ at }</span>
                    <span class="challenge-title">
                        { rich_text(self.words.get(&challenge.key("title"))) }
                    </span>
                    { small_stars(self.progress.of(challenge.name).stars, self.words.language.text().course.stars) }
                </button>
            </li>
        }
    }
}

/// How much of the course is done, as words and as a bar.
pub fn done(progress: &Progress, text: &Course) -> Html {
    let (done, all) = (progress.done(), CHALLENGES.len());
    let part = 100.0 * done as f64 / all as f64;
    html! {
        <>
            <p class="done-of">{ fill(text.done_of, &[&done.to_string(), &all.to_string()]) }</p>
            <div class="done-bar" aria-hidden="true">
                <span ~style={format!("inline-size: {part:.1}%")} />
            </div>
        </>
    }
}

/// The stars that a challenge has brought, in little.
pub fn small_stars(stars: u8, template: &str) -> Html {
    if stars == 0 {
        return html! {};
    }
    let label = fill(template, &[&stars.to_string()]);
    html! {
        <span class="small-stars" role="img" aria-label={label}>
            { for (1..=3).map(|it| super::head::star(it <= stars)) }
        </span>
    }
}

/// The mistaken beliefs met so far. One that is mended is struck out, and what is so stands beside it.
pub fn ideas_met(words: &Words, progress: &Progress) -> Html {
    let text = &words.language.text().course;
    let met = Misconception::ALL.map(|it| (it, progress.idea(it)));
    let met: Vec<_> = met.into_iter().filter(|(_, idea)| *idea != Idea::NotMet).collect();
    if met.is_empty() {
        return html! { <p class="panel-hint">{ text.ideas_none }</p> };
    }
    html! {
        <ul class="idea-list">
            { for met.iter().map(|(misconception, idea)| {
                let (class, sign, says) = match idea {
                    Idea::Mended => ("idea is-mended", "✓", text.idea_mended),
                    _ => ("idea is-open", "?", text.idea_open),
                };
                let is_mended = *idea == Idea::Mended;
                let believed = rich_text(words.get(&format!("misconception/{}", misconception.name())));
                html! {
                    <li {class}>
                        <span class="idea-sign" role="img" aria-label={says}>{ sign }</span>
                        <span>
                            if is_mended {
                                <s>{ believed }</s>{ " " }
                                { rich_text(words.get(&format!("truth/{}", misconception.name()))) }
                            } else {
                                { believed }
                            }
                        </span>
                    </li>
                }
            }) }
        </ul>
    }
}
