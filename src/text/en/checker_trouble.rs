//! What is the matter with the checker itself.

use crate::text::CheckerTrouble;

/// The sentences.
pub const CHECKER_TROUBLE: CheckerTrouble = CheckerTrouble {
    cannot_load: "The checker could not be loaded, so nothing is known. The browser says: {0}. Try again, or reload the page.",
    ended: "The browser stopped the checker, perhaps because memory ran out, so nothing is known. Try again; if it happens again, choose smaller numbers or close other tabs.",
    broke_off: "The checker crashed, so nothing is known. The browser says: {0}. Try smaller numbers.",
    no_answer: "The checker has ended without an answer, so nothing is known. Try again, or reload the page.",
    silent: "The checker has been silent for {0} seconds. It may be busy, or it may hang. You can wait, or try again.",
    try_again: "Try again",
};
