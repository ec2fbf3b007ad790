//! What is the matter with the checker itself.

use crate::text::CheckerTrouble;

/// The sentences.
pub const CHECKER_TROUBLE: CheckerTrouble = CheckerTrouble {
    cannot_load: "The checker could not be loaded, so nothing is known. The browser says: {0}. Try again, or reload the page.",
    ended: "The browser has ended the checker, perhaps for want of memory, so nothing is known. Try again; if it happens again, choose smaller numbers or close other tabs.",
    broke_off: "The checker broke off, so nothing is known. The browser says: {0}. Try smaller numbers.",
    no_answer: "The checker has ended without an answer, so nothing is known. Try again, or reload the page.",
    silent: "The checker has given no sign for {0} seconds. It may be busy with a long part, or it hangs. You can wait, or try again.",
    try_again: "Try again",
};
