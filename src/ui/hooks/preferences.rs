//! What the page keeps between visits: language, theme and speed.

use crate::session::{Model, Speed, Theme};
use crate::text::Language;
use web_sys::Storage;

const LANGUAGE: &str = "interleave.language";
const THEME: &str = "interleave.theme";
const SPEED: &str = "interleave.speed";

/// The storage of this site. There is none in a sandboxed frame, or when the reader has
/// switched it off; then nothing is kept.
fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

/// Puts into the model what was kept, and the browser's language if none was chosen.
/// What makes no sense is left out.
pub fn restore_preferences(model: &mut Model) {
    let storage = storage();
    let kept = |key: &str| storage.as_ref()?.get_item(key).ok()?;
    let from_browser = || {
        let languages = web_sys::window()?.navigator().languages();
        languages.iter().find_map(|tag| Language::for_tag(&tag.as_string()?))
    };
    if let Some(language) =
        kept(LANGUAGE).and_then(|tag| Language::for_tag(&tag)).or_else(from_browser)
    {
        model.language = language;
    }
    if let Some(theme) = kept(THEME).and_then(|name| Theme::named(&name)) {
        model.theme = theme;
    }
    if let Some(place) = kept(SPEED).and_then(|place| place.parse().ok()) {
        model.speed = Speed::at(place);
    }
}

/// Keeps what the reader chose. A full or forbidden storage is not worth a message.
pub fn keep_preferences(model: &Model) {
    let Some(storage) = storage() else { return };
    let _ = storage.set_item(LANGUAGE, model.language.tag());
    let _ = storage.set_item(THEME, model.theme.name());
    let _ = storage.set_item(SPEED, &model.speed.place().to_string());
}
