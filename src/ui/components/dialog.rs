//! Dialogs: how they are opened, closed, and where the focus goes.

use crate::ui::store::Store;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, HtmlDialogElement, HtmlElement, MouseEvent};

/// The dialog with this id, if it is on the page.
pub fn dialog(id: &str) -> Option<HtmlDialogElement> {
    web_sys::window()?.document()?.get_element_by_id(id)?.dyn_into().ok()
}

/// Opens a dialog, once it is drawn. The focus begins at the first element in it that fits the selector, so that the
/// next key closes nothing. (The attribute that says so is refused, with an error in the console, in
/// a frame of another site.)
pub fn open_dialog(id: &'static str, focused: &'static str, store: &Store) {
    store.note_opened(id);
    // Yew draws in a task of its own, which was put in line before this one.
    spawn_local(async move {
        let Some(dialog) = dialog(id).filter(|dialog| !dialog.open()) else { return };
        // It refuses only when it is open already or gone from the page.
        let _ = dialog.show_modal();
        focus(dialog.query_selector(focused).ok().flatten());
    });
}

/// Closes a dialog.
pub fn close_dialog(id: &str) {
    if let Some(dialog) = dialog(id) {
        dialog.close();
    }
}

/// Gives an element the focus, if there is one that can have it.
pub fn focus(element: Option<Element>) {
    if let Some(element) = element.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// Closes the dialog that was clicked beside its contents.
pub fn close_on_backdrop(event: MouseEvent) {
    // What lies inside the dialog fills it: only the backdrop is the dialog itself.
    let target = event.target().and_then(|it| it.dyn_into::<HtmlDialogElement>().ok());
    if let Some(dialog) = target {
        dialog.close();
    }
}
