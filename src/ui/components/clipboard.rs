//! Copying and pasting text.

use gloo_timers::future::TimeoutFuture;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Element, HtmlElement, HtmlTextAreaElement, MouseEvent};

/// How long the button says that it was done, in milliseconds.
const SAID_FOR: u32 = 2_000;

/// Copies a text, and lets the button that was clicked say so for a moment.
///
/// A page in a frame may not be allowed to: then what stands beside the button is selected, for
/// the reader to copy.
pub fn copy(text: String, event: MouseEvent, copied: &'static str) {
    let button = event.target().and_then(|it| it.dyn_into::<Element>().ok());
    let Some(button) = button.and_then(|it| it.closest("button").ok().flatten()) else { return };
    spawn_local(async move {
        if write(&text).await.is_some() {
            say(&button, copied);
            TimeoutFuture::new(SAID_FOR).await;
            say_no_more(&button);
        } else {
            select_beside(&button);
        }
    });
}

async fn write(text: &str) -> Option<()> {
    JsFuture::from(clipboard()?.write_text(text)).await.ok().map(|_| ())
}

/// Gives the text that the clipboard holds, if there is some and the reader lets the page have it.
pub fn paste(take: impl FnOnce(String) + 'static) {
    spawn_local(async move {
        let Some(clipboard) = clipboard() else { return };
        let pasted = JsFuture::from(clipboard.read_text()).await.ok();
        let text = pasted.and_then(|it| it.as_string()).filter(|it| !it.trim().is_empty());
        if let Some(text) = text {
            take(text);
        }
    });
}

fn clipboard() -> Option<web_sys::Clipboard> {
    let navigator = web_sys::window()?.navigator();
    // Pages that are not served securely have none, whatever the types say.
    let clipboard = js_sys::Reflect::get(&navigator, &"clipboard".into()).ok()?;
    clipboard.dyn_into().ok()
}

/// Styles show the words that the attribute holds; the label is for those who hear it.
fn say(button: &Element, copied: &str) {
    // The names are constants of ours, which are valid attribute names.
    let _ = button.set_attribute("data-said", copied);
    let _ = button.set_attribute("aria-label", copied);
}

fn say_no_more(button: &Element) {
    let _ = button.remove_attribute("data-said");
    let _ = button.remove_attribute("aria-label");
}

fn select_beside(button: &Element) {
    let beside = button.next_element_sibling();
    // A field selects its own words.
    if let Some(field) = beside.as_ref().and_then(|it| it.dyn_ref::<HtmlTextAreaElement>()) {
        let _ = field.focus();
        field.select();
        return;
    }
    let beside = beside.and_then(|it| it.dyn_into::<HtmlElement>().ok());
    let selection = web_sys::window().and_then(|it| it.get_selection().ok().flatten());
    if let Some((beside, selection)) = beside.zip(selection) {
        let _ = beside.focus();
        let _ = selection.select_all_children(&beside);
    }
}
