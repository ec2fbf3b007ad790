//! The stated answer of a challenge, as whoever teaches wants to see it.

use super::judge::right_state;
use crate::lesson::{Answer, Blank, Challenge, Filled, Task, Variant, letter};

/// The stated answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Solution {
    /// What the passage with this key says.
    Said(String),
    /// A text, or lines of one.
    Lines(String),
    /// A schedule.
    Schedule(String),
    /// What stands in the blanks.
    State(Vec<(Blank, Filled)>),
}

/// The stated answer in this variant.
pub fn solution(challenge: &Challenge, variant: &Variant) -> Option<Solution> {
    Some(match challenge.stated(challenge.solution, variant) {
        Answer::Choice(choice) => match challenge.task {
            Task::WhichIsSafe(_) => {
                Solution::Lines(challenge.offers(variant).get(usize::from(choice))?.clone())
            }
            _ => Solution::Said(challenge.key(&format!("choice-{}", letter(choice.into())))),
        },
        Answer::Schedule(schedule) => Solution::Schedule(schedule),
        Answer::Text(text) => Solution::Lines(text),
        Answer::Lines(lines) => {
            let pool = challenge.pool(variant);
            let chosen = lines.iter().filter_map(|&it| pool.get(usize::from(it)));
            Solution::Lines(chosen.map(String::as_str).collect::<Vec<_>>().join("\n"))
        }
        Answer::State(_) => {
            let Task::FillIn { blanks, .. } = challenge.task else { return None };
            let filled = right_state(challenge, variant)?;
            Solution::State(blanks.iter().copied().zip(filled).collect())
        }
    })
}
