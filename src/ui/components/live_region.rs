//! What a screen reader says while a run goes on.

use super::live::Part;
use super::rich_text::plain;
use crate::session::{Ending, Model, Motion, Speed, describe_moment, describe_violation};
use crate::text::Language;
use crate::ui::store::Store;
use yew::prelude::*;

/// The fastest speed at which every step is said: at more, nobody could listen to the end.
const FASTEST_SAID: f64 = 4.0;

/// A region that is heard and not seen. Each step is said while the run is slow; when it
/// is fast, only where it pauses and how it ends.
#[derive(PartialEq)]
pub struct LiveRegion {
    sentence: String,
    language: Language,
}

impl Part for LiveRegion {
    fn of(model: &Model, _: Option<&Self>) -> Self {
        LiveRegion { sentence: said(model), language: model.language }
    }

    fn draw(&self, _: &Store) -> Html {
        html! {
            <div class="visually-hidden" role="status" aria-live="polite" lang={self.language.tag()}>
                { &self.sentence }
            </div>
        }
    }
}

fn said(model: &Model) -> String {
    let text = model.text();
    match &model.ending {
        Some(Ending::Broken(violation)) => {
            let (title, sentence) = describe_violation(text, &model.run, violation);
            return plain(&format!("{title}. {sentence}"));
        }
        Some(Ending::Finished) => return text.violations.finished.to_owned(),
        None => {}
    }
    if model.motion == Motion::Running && is_too_fast(model.speed) {
        return String::new();
    }
    let Some(latest) = model.run.recent().next_back() else {
        return String::new();
    };
    let sentences = describe_moment(text, model.program(), latest).join(". ");
    let number = (text.violations.at_step)(&latest.number.to_string());
    plain(&format!("{sentences}, {number}."))
}

fn is_too_fast(speed: Speed) -> bool {
    speed.steps_per_second().is_none_or(|rate| rate > FASTEST_SAID)
}
