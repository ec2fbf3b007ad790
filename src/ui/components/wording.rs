//! The words of the page, for components.

use crate::session::WhySimulated;
use crate::text::{Language, Text};
use crate::ui::store::use_selected;
use yew::prelude::*;

/// The reader's language.
#[hook]
pub fn use_language() -> Language {
    *use_selected(|model| model.language)
}

/// Why the threads are simulated here, in plain words.
pub fn why_simulated(text: &Text, why: WhySimulated) -> &'static str {
    match why {
        WhySimulated::NotIsolated => text.threads.not_isolated,
        WhySimulated::NoSharedMemory => text.threads.no_shared_memory,
        WhySimulated::NoAnswer => text.threads.no_answer,
    }
}

/// What the page says in the reader's language.
#[hook]
pub fn use_text() -> &'static Text {
    use_language().text()
}
