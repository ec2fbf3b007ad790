//! What a thread did at a step, as its lane of the timeline shows it.

use crate::engine::{Run, Share};
use crate::program::ThreadId;
use crate::text::{Text, fill};

/// What is worth knowing of a thread at a step: "Step 42: P1 waits for `mutex`".
///
/// `None` for a step or a thread that is not known.
pub fn describe_lane(text: &Text, run: &Run, step: usize, thread: ThreadId) -> Option<String> {
    let words = &text.timeline;
    let before = step.checked_sub(1).filter(|it| *it >= run.first_known())?;
    let strip = run.strip(before, step, 2);
    let share = strip.lane(thread.index()).next()?;
    let name = run.program().name_of(thread).to_string();
    let sentence = if share.steps == Share::WHOLE {
        fill(words.makes_step, &[&name])
    } else if share.waiting > Share::WHOLE / 2 {
        match share.object() {
            Some(object) => fill(words.waits_for, &[&name, &run.program().object(object).title()]),
            None => fill(words.has_to_wait, &[&name]),
        }
    } else if share.inside > Share::WHOLE / 2 {
        fill(words.is_inside, &[&name])
    } else if share.ended() > Share::WHOLE / 2 {
        fill(words.has_ended, &[&name])
    } else {
        fill(words.could_step, &[&name])
    };
    Some(fill(words.at_step, &[&step.to_string(), &sentence]))
}
