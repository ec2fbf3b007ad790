//! The course: lessons and challenges as data. No words and no markup are here: words are passages of `static/texts/course.*.txt`,
//! found by [keys](Challenge::keys); and nothing is judged here: `session::lesson` asks engine and checker.

mod challenge;
mod chapter;
mod chapters;
mod execution;
mod keys;
mod misconception;
mod source;
mod variant;

pub use challenge::{
    Answer, Blank, Challenge, Claim, Fact, Filled, Given, Material, Task, TaskKind, WrongAnswer,
};
pub use chapter::Chapter;
pub use chapters::CHALLENGES;
pub use execution::Execution;
pub use keys::{general_keys, letter};
pub use misconception::Misconception;
pub use source::renamed;
pub use variant::{MOST_VARIANTS, Variant, Variation};

/// The challenge with this name.
pub fn find(name: &str) -> Option<&'static Challenge> {
    CHALLENGES.iter().copied().find(|it| it.name == name)
}

/// The challenges of a chapter, in order.
pub fn of_chapter(chapter: Chapter) -> impl Iterator<Item = &'static Challenge> + Clone {
    CHALLENGES.iter().copied().filter(move |it| it.chapter == chapter)
}
