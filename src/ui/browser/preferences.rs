//! What the page keeps between visits: language, theme, speed, and what the reader wrote.

use super::fragment::parameters;
use crate::catalogue::{BLANK, CATALOGUE};
use crate::notation::with_globals;
use crate::session::{DocumentAction, LessonAction, Model, PreferencesAction, Speed, Theme};
use crate::text::Language;
use web_sys::Storage;

const LANGUAGE: &str = "interleave.language";
const THEME: &str = "interleave.theme";
const SPEED: &str = "interleave.speed";
/// There once the first steps are done or closed.
const FIRST_STEPS: &str = "interleave.first-steps";
const PROGRESS: &str = "interleave.progress";
const ANSWERS: &str = "interleave.answers";
const PROGRAM: &str = "interleave.program";
/// The beginning of a key; the name of the program follows.
const DRAFT: &str = "interleave.draft.";
/// Kept beside drafts that follow Python's rule for names.
const NAMES: &str = "interleave.names";

/// The storage of this site. There is none in a sandboxed frame, or when the reader has
/// switched it off; then nothing is kept.
fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

/// The same for keeping: what happens inside another page is no part of what the reader does here.
fn storage_to_keep() -> Option<Storage> {
    storage().filter(|_| !parameters().is_embedded())
}

/// What was kept, and the browser's language if none was chosen. What makes no sense is left out.
pub fn kept_preferences() -> PreferencesAction {
    let from_browser = || {
        let languages = web_sys::window()?.navigator().languages();
        languages.iter().find_map(|tag| Language::for_tag(&tag.as_string()?))
    };
    PreferencesAction::Restore {
        language: kept(LANGUAGE).and_then(|tag| Language::for_tag(&tag)).or_else(from_browser),
        theme: kept(THEME).and_then(|name| Theme::named(&name)),
        speed: kept(SPEED).and_then(|place| place.parse().ok()).map(Speed::at),
    }
}

/// The program and the reader's versions of programs, if any were kept.
pub fn kept_program() -> Option<DocumentAction> {
    // Drafts from before functions had variables of their own get the lines that say so, once.
    let has_own_names = kept(NAMES).is_some();
    let draft = |name: &str| {
        let text = kept(&format!("{DRAFT}{name}"))?;
        let changed = if has_own_names { None } else { with_globals(&text) };
        Some((name.to_owned(), changed.unwrap_or(text)))
    };
    let entries = CATALOGUE.into_iter().chain([BLANK]);
    let drafts: Vec<_> = entries.filter_map(|entry| draft(entry.name)).collect();
    let program = kept(PROGRAM);
    (program.is_some() || !drafts.is_empty()).then_some(DocumentAction::Restore { program, drafts })
}

/// Whether an earlier visit has done or closed the first steps. Where nothing can be kept, none has.
pub fn has_done_first_steps() -> bool {
    kept(FIRST_STEPS).is_some()
}

/// Keeps that the first steps are done or closed.
pub fn keep_first_steps() {
    if let Some(storage) = storage() {
        let _ = storage.set_item(FIRST_STEPS, "done");
    }
}

fn kept(key: &str) -> Option<String> {
    storage()?.get_item(key).ok()?
}

/// Keeps what the reader chose. A full or forbidden storage is not worth a message.
pub fn keep_preferences(model: &Model) {
    let Some(storage) = storage_to_keep() else { return };
    let _ = storage.set_item(LANGUAGE, model.preferences.language.tag());
    let _ = storage.set_item(THEME, model.preferences.theme.name());
    let _ = storage.set_item(SPEED, &model.playback.speed.place().to_string());
}

/// What was done in the course, if it was kept.
pub fn kept_progress() -> Option<LessonAction> {
    kept(PROGRESS).map(LessonAction::Restore)
}

/// The answers that were given in the course.
pub fn kept_answers() -> Option<LessonAction> {
    kept(ANSWERS).map(LessonAction::RestoreAnswers)
}

/// Keeps what was done in the course. Where there is no storage it lasts as long as the page, and can be carried away as a text.
pub fn keep_progress(model: &Model) {
    let Some(storage) = storage() else { return };
    let _ = storage.set_item(PROGRESS, &model.lesson.progress.to_text());
    if let Some(answers) = model.lesson.hand_in.to_fragment() {
        let _ = storage.set_item(ANSWERS, &answers);
    }
}

/// Keeps which program it is, and the reader's versions of programs. Answers whether that was
/// possible: a storage can be full. Where there is none at all, nothing is promised.
pub fn keep_program(model: &Model) -> bool {
    let Some(storage) = storage_to_keep() else { return true };
    let mut is_kept = storage.set_item(NAMES, "own").is_ok();
    let mut keep = |key: &str, now: Option<&str>| {
        let before = storage.get_item(key).ok().flatten();
        match now {
            _ if now == before.as_deref() => {}
            Some(text) => is_kept &= storage.set_item(key, text).is_ok(),
            None => is_kept &= storage.remove_item(key).is_ok(),
        }
    };
    keep(PROGRAM, Some(model.document.entry.name));
    for entry in CATALOGUE.into_iter().chain([BLANK]) {
        let draft = model.document.drafts().iter().find(|(name, _)| *name == entry.name);
        keep(&format!("{DRAFT}{}", entry.name), draft.map(|(_, text)| &**text));
    }
    is_kept
}
