//! What a text looks as if it had wrong.

use crate::text::LintWords;

/// The sentences.
pub const LINT: LintWords = LintWords {
    title: "What stands out",
    line: "Line {0}",
    ask: "Does it happen here?",
    asking: "Looking at every schedule …",
    cannot_ask: "Whether it happens can be asked once the text can run.",
    happens: "It happens here: {0} after {1}.",
    prints: "It matters here: the last line can be `{0}`.",
    open: "Not decided: the checker neither found it nor ruled it out.",
    harmless: "Here it does no harm: the checker has looked at every schedule.",
};
