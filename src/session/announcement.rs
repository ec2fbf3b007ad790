//! What a screen reader says of a run.

use super::model::Model;
use super::narration::{describe_changes, describe_moment, describe_violation};
use super::playback::Motion;
use super::speed::Speed;
use crate::engine::Ending;
use crate::text::Language;

/// While a run goes on, so many seconds lie between two sentences: long enough to listen to one,
/// and to hear something else as well.
const SECONDS_APART: f64 = 4.0;

/// What is said of a run. Each step that the reader makes is said. While a run goes on by itself,
/// a step is said now and then, as far as one can listen; at no limit, none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Announcement {
    /// With the marks of rich text; empty where there is nothing to say.
    pub sentence: String,
    /// The position it was made for.
    position: usize,
    goes_on: bool,
    generation: u64,
    language: Language,
}

impl Announcement {
    /// What is to be said now; `before` is what was said last.
    pub fn of(model: &Model, before: Option<&Announcement>) -> Announcement {
        // Real threads that repeat a run go on by themselves too.
        let goes_on = model.playback.motion == Motion::Running || model.threads.repeat_a_run();
        let position = model.playback.run.position();
        let (generation, language) = (model.playback.generation, model.preferences.language);
        let saying = |sentence| Announcement { sentence, position, goes_on, generation, language };
        if let Some(ending) = &model.playback.ending {
            return saying(ended(model, ending));
        }
        if !goes_on {
            return saying(latest(model));
        }
        match before {
            Some(before)
                if before.goes_on
                    && (before.generation, before.language) == (generation, language) =>
            {
                let made = position.saturating_sub(before.position);
                match steps_apart(model) {
                    Some(apart) if made >= apart => saying(latest(model)),
                    _ => before.clone(),
                }
            }
            _ => saying(model.text().running.goes_on.to_owned()),
        }
    }
}

/// After how many steps one may be said again.
fn steps_apart(model: &Model) -> Option<usize> {
    let speed = if model.threads.repeat_a_run() { Speed::UNLIMITED } else { model.playback.speed };
    speed.steps_per_second().map(|rate| (rate * SECONDS_APART).ceil() as usize)
}

fn ended(model: &Model, ending: &Ending) -> String {
    match ending {
        Ending::Broken(violation) => {
            let (title, sentence) =
                describe_violation(model.text(), &model.playback.run, violation);
            let cause = describe_changes(model.text(), &model.document).unwrap_or_default();
            format!("{title}. {sentence} {cause}").trim_end().to_owned()
        }
        Ending::Finished => model.text().violations.finished.to_owned(),
    }
}

fn latest(model: &Model) -> String {
    let text = model.text();
    let Some(latest) = model.playback.run.recent().next_back() else { return String::new() };
    let sentences = describe_moment(text, model.program(), latest).join(". ");
    let number = (text.violations.at_step)(&latest.number.to_string());
    format!("{sentences}, {number}.")
}
