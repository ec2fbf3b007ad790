//! What the page says of links and steps that were opened.

use super::words::list_of;
use crate::engine::{ScheduleProblemKind as Kind, WhyNot};
use crate::session::sharing::{Opening, StepsRefused};
use crate::text::{Text, fill};

/// What there is to say of a link, or of steps, that were opened.
pub fn describe_opening(text: &Text, opening: &Opening) -> String {
    let words = &text.sharing;
    match opening {
        Opening::Damaged => words.damaged.to_owned(),
        Opening::Newer => words.newer.to_owned(),
        Opening::UnknownNames(names) => {
            let short = |name: &String| format!("`{}`", name.chars().take(40).collect::<String>());
            fill(words.unknown_names, &[&list_of(text, names.iter().take(5).map(short))])
        }
        Opening::StepsRefused(refused) => {
            fill(words.without_its_steps, &[&describe_steps_refused(text, refused)])
        }
        Opening::NoSteps => words.steps_were_too_long.to_owned(),
        Opening::Recorded => words.recorded.to_owned(),
        Opening::LeftOut { step, turns } => {
            fill(words.left_out, &[&step.to_string(), &turns.to_string()])
        }
    }
}

/// Why steps cannot be opened.
pub fn describe_steps_refused(text: &Text, refused: &StepsRefused) -> String {
    let words = &text.sharing;
    match refused {
        StepsRefused::Word { word, kind } => {
            let sentence = match kind {
                Kind::UnknownVersion => words.no_version,
                Kind::UnknownThread => words.no_such_thread,
                Kind::BadNumber => words.bad_number,
                Kind::UnknownChoice => words.no_such_way,
                Kind::TooLong => words.too_long,
            };
            fill(sentence, &[word])
        }
        StepsRefused::Step { step, thread, why } => {
            let sentence = match why {
                WhyNot::Waits => words.step_waits,
                WhyNot::Ended => words.step_ended,
                WhyNot::NoSuchThread => words.step_of_nobody,
            };
            fill(sentence, &[&step.to_string(), thread])
        }
        StepsRefused::TextIsWrong => text.notices.text_is_wrong.to_owned(),
    }
}
