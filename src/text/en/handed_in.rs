//! What a hand-in says.

use crate::text::HandedIn;

/// The sentences.
pub const HANDED_IN: HandedIn = HandedIn {
    title: "What was handed in",
    right_of: "{0} of {1} right",
    judging: "Judging: {0} of {1}",
    judged_here: "This page has judged every answer again. What the link claims counts for nothing. Tries and hints are as the link says.",
    damaged: "This hand-in link is damaged or was changed. Nothing of it is shown, as nothing of it can be relied on. Ask for the link again.",
    newer: "This hand-in link comes from a newer version of this page. Reload the page, then try the link again.",
    empty: "Nothing was answered in this hand-in.",
    unknown: "This page has no lesson called `{0}`.",
    waits: "Being judged …",
    claims_too_much: "The link claims that this answer is right. It is not.",
    answer: "Answer",
    first_answer: "First answer",
    first_was_right: "right",
    first_was_wrong: "not right",
    first_undecided: "not decided",
    sure: "How sure",
    tries: "Tries",
    hints: "Hints",
    was_shown: "A way was shown",
    not_of_here: "This is no answer to this lesson.",
    open: "Open the lesson",
};
