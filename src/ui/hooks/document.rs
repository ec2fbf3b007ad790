//! What the document itself says: its language, its theme, its title.

use crate::ui::store::use_selected;
use yew::prelude::*;

/// Keeps `<html lang>`, `<html data-theme>` and the title true.
#[hook]
pub fn use_document_attributes() {
    let language = use_selected(|model| model.language);
    let theme = use_selected(|model| model.theme);
    use_effect_with((language, theme), |(language, theme)| {
        let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
        if let Some(root) = document.document_element() {
            // The names are constants of ours, which are valid attribute names.
            let _ = root.set_attribute("lang", language.tag());
            let _ = root.set_attribute("data-theme", theme.name());
        }
        document.set_title(&format!("Interleave – {}", language.text().tagline));
    });
}
