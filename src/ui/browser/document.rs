//! What the document itself says: its language, its theme, its title.

use crate::session::{Model, Preferences};
use crate::ui::store::{Store, Subscription};
use std::cell::Cell;

/// Keeps `<html lang>`, `<html data-theme>` and the title true.
pub fn follow_in_document(store: &Store) -> Subscription {
    let said = Cell::new(None);
    let follow = move |model: &Model| {
        let now = model.preferences;
        if said.replace(Some(now)) != Some(now) {
            say(now);
        }
    };
    store.read(&follow);
    store.subscribe(follow)
}

fn say(Preferences { language, theme, projector }: Preferences) {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else {
        return;
    };
    if let Some(root) = document.document_element() {
        // The names are constants of ours, which are valid attribute names.
        let _ = root.set_attribute("lang", language.tag());
        let _ = root.set_attribute("data-theme", theme.name());
        let _ = root.toggle_attribute_with_force("data-projector", projector);
    }
    document.set_title(&format!("Interleave – {}", language.text().tagline));
}
