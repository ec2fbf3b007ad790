//! Leading a reader to a line of the text that is edited, from elsewhere in the page.

use super::field::{go_to, into_sight};
use super::sight;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlTextAreaElement};

/// Brings a line, from 1, into sight, and if wanted the caret to a place in it, in bytes. Answers the line, if it is drawn.
pub fn show_line(at: usize, line: usize, goes_there: bool) -> Option<Element> {
    let document = web_sys::window()?.document()?;
    let field: HtmlTextAreaElement = document.get_element_by_id("editor-text")?.dyn_into().ok()?;
    let picture = document.query_selector(".editor-picture").ok()??;
    let count = field.value().bytes().filter(|&byte| byte == b'\n').count() + 1;
    // Before and behind the lines stands what is out of sight.
    let is_whole = picture.child_element_count() as usize == count + 2;
    let drawn = picture.children().item(line as u32).filter(|_| is_whole);
    match &drawn {
        Some(drawn) => into_sight(drawn),
        None => sight::scroll_to(&picture, line - 1, count),
    }
    if goes_there {
        go_to(&field, at, None);
    }
    drawn
}
