//! What a whole program can print last, in words.

use crate::checker::{Ends, LastLineOutcome, LineWalks, MOST_LINES, Outcomes};
use crate::text::{Text, fill};

/// How many lines there are, and whether the program ends; or why that is not known.
pub fn describe_outcomes(
    text: &Text,
    outcomes: &Outcomes,
    written: &dyn Fn(u64) -> String,
) -> String {
    let words = &text.whole;
    match outcomes {
        Outcomes::Known { ends, lines } => {
            let ends = describe_end(text, *ends);
            match lines.as_ref().map(Vec::len) {
                Some(0) => fill(words.no_outcome, &[ends]),
                Some(count) => {
                    let [one, several] = words.outcomes_known;
                    let says = if count == 1 { one } else { several };
                    let said = fill(says, &[&written(count as u64), ends]);
                    let is_open = lines.iter().flatten().any(LastLineOutcome::is_open);
                    if is_open { said + "; " + words.outcomes_with_gaps } else { said }
                }
                None => fill(words.outcomes_many, &[&written(MOST_LINES as u64), ends]),
            }
        }
        Outcomes::Undecided(_) => words.outcomes_open.to_owned(),
        Outcomes::Unfit => words.outcomes_of_items.to_owned(),
    }
}

/// Whether a program ends.
fn describe_end(text: &Text, ends: Ends) -> &'static str {
    let words = &text.whole;
    match ends {
        Ends::Always => words.ends_always,
        Ends::Sometimes => words.ends_sometimes,
        Ends::Never => words.ends_never,
        Ends::UntilStopped => words.ends_when_stopped,
    }
}

/// A last line as it is shown.
pub fn describe_last_line<'a>(text: &Text, line: &'a str) -> &'a str {
    if line.is_empty() { text.whole.no_line } else { line }
}

/// How often random runs end with this line.
pub fn describe_how_often(
    text: &Text,
    walks: &LineWalks,
    line: &str,
    written: &dyn Fn(u64) -> String,
) -> String {
    let all = written(walks.runs.into());
    match walks.of(line) {
        0 => fill(text.whole.in_no_random_run, &[&all]),
        runs => fill(text.whole.in_random_runs, &[&written(runs.into()), &all]),
    }
}

/// How many random runs did not end; `None` if all did.
pub fn describe_endless_runs(
    text: &Text,
    walks: &LineWalks,
    written: &dyn Fn(u64) -> String,
) -> Option<String> {
    let endless = walks.runs - walks.ended;
    let said = [written(endless.into()), written(walks.runs.into())];
    (endless > 0).then(|| fill(text.whole.runs_without_end, &[&said[0], &said[1]]))
}
