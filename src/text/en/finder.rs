//! Finding a program of the catalogue.

use crate::text::Finder;

/// The sentences.
pub const FINDER: Finder = Finder {
    search: "Search programs",
    only: "Show only",
    right: "right as written",
    wrong: "wrong as written",
    books: "text books",
    in_order: "In the order to learn in",
    nothing_found: "No program has all of these words.",
    blank: "Blank program",
    paste: "Paste yours",
};
