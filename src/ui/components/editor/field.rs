//! The field that the text is typed into: its keys, and its caret.

use super::text_keys::{
    TextChange, byte_at, press_backspace, press_enter, press_shift_tab, press_tab, utf16_at,
};
use wasm_bindgen::JsCast;
use web_sys::{
    ClipboardEvent, Element, Event, EventInit, FocusOptions, HtmlDocument, HtmlTextAreaElement,
    KeyboardEvent, ScrollIntoViewOptions, ScrollLogicalPosition,
};

/// What a key in the field asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// Nothing but what it does anyway.
    Usual,
    /// It has changed the text, or was used up.
    Done,
    /// To run the program.
    Run,
    /// That the next Tab leaves the field.
    Leave,
}

/// Lets a key do what it does in code.
pub fn press(field: &HtmlTextAreaElement, event: &KeyboardEvent, is_leaving: bool) -> Key {
    // Whoever writes with several keys a letter needs them all.
    if event.is_composing() || event.key_code() == 229 {
        return Key::Usual;
    }
    let is_command = event.ctrl_key() || event.meta_key();
    let has_modifier = is_command || event.alt_key();
    let text = field.value();
    let place =
        |at: Result<Option<u32>, _>| byte_at(&text, at.ok().flatten().unwrap_or_default() as usize);
    let selection = || place(field.selection_start())..place(field.selection_end());
    let change = match event.key().as_str() {
        "Enter" if is_command => return Key::Run,
        "Escape" if !is_leaving => return Key::Leave,
        "Tab" if is_leaving || has_modifier => return Key::Usual,
        "Tab" if event.shift_key() => press_shift_tab(&text, selection()),
        "Tab" => Some(press_tab(&text, selection())),
        "Enter" if !has_modifier => Some(press_enter(&text, selection())),
        "Backspace" if !has_modifier => match press_backspace(&text, selection()) {
            None => return Key::Usual,
            change => change,
        },
        _ => return Key::Usual,
    };
    if let Some(change) = change {
        apply(field, &text, &change);
    }
    Key::Done
}

/// A browser puts so many lines in at once. With each more it gets slower: Chromium takes minutes for
/// ten thousand.
const MOST_LINES_TYPED: usize = 1000;

/// Puts a text of more lines in than the browser can, and answers whether it did. The browser cannot undo that.
pub fn paste(field: &HtmlTextAreaElement, event: &ClipboardEvent) -> bool {
    let text = event.clipboard_data().and_then(|it| it.get_data("text/plain").ok());
    let Some(text) =
        text.filter(|it| it.bytes().filter(|&it| it == b'\n').count() > MOST_LINES_TYPED)
    else {
        return false;
    };
    let place = |at: Result<Option<u32>, _>| at.ok().flatten().unwrap_or_default();
    let (start, end) = (place(field.selection_start()), place(field.selection_end()));
    put_in(field, &text, start, end);
    let behind = place(field.selection_end());
    let _ = field.set_selection_range(behind, behind);
    true
}

/// Whether the key only changes what others mean.
pub fn is_modifier(event: &KeyboardEvent) -> bool {
    matches!(event.key().as_str(), "Shift" | "Control" | "Alt" | "AltGraph" | "Meta" | "CapsLock")
}

/// Changes the text as typing does, so that the browser can undo it.
fn apply(field: &HtmlTextAreaElement, text: &str, change: &TextChange) {
    let utf16 = |at| utf16_at(text, at) as u32;
    let (start, end) = (utf16(change.replaced.start), utf16(change.replaced.end));
    let _ = field.set_selection_range(start, end);
    if !type_in(&change.by) {
        put_in(field, &change.by, start, end);
    }
    let mut changed = text.to_owned();
    changed.replace_range(change.replaced.clone(), &change.by);
    let place = |at| utf16_at(&changed, at) as u32;
    let _ = field.set_selection_range(place(change.selection.start), place(change.selection.end));
}

/// Changes the text past the browser, and says so: nobody is told of a change that was not typed.
fn put_in(field: &HtmlTextAreaElement, text: &str, start: u32, end: u32) {
    let _ = field.set_range_text_with_start_and_end(text, start, end);
    let init = EventInit::new();
    init.set_bubbles(true);
    if let Ok(event) = Event::new_with_event_init_dict("input", &init) {
        let _ = field.dispatch_event(&event);
    }
}

fn type_in(text: &str) -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    let Some(document) = document.and_then(|it| it.dyn_into::<HtmlDocument>().ok()) else {
        return false;
    };
    let done = match text {
        "" => document.exec_command("delete"),
        _ => document.exec_command_with_show_ui_and_value("insertText", false, text),
    };
    done.unwrap_or_default()
}

/// Puts the caret at a place in bytes, and the focus into the field. `line` is the line there.
pub fn go_to(field: &HtmlTextAreaElement, at: usize, line: Option<Element>) {
    let at = utf16_at(&field.value(), at) as u32;
    // The field is as long as its text: the browser would show its beginning.
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = field.focus_with_options(&options);
    let _ = field.set_selection_range(at, at);
    if let Some(line) = line {
        into_sight(&line);
    }
}

/// Scrolls no further than an element needs to be seen.
pub fn into_sight(element: &Element) {
    let nearest = ScrollIntoViewOptions::new();
    nearest.set_block(ScrollLogicalPosition::Nearest);
    nearest.set_inline(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&nearest);
}
