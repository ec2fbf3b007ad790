//! The page: mounts the app.

use interleave::catalogue::Configuration;
use interleave::engine::Room;
use interleave::session::{Model, update};
use interleave::threads;
use interleave::ui::{self, Page};
use std::cell::RefCell;

thread_local! {
    /// The page, which outlives `main`: the browser calls it from now on.
    static PAGE: RefCell<Option<Page>> = const { RefCell::new(None) };
}

/// Every thread of the page's module begins here once in each memory; only the page
/// itself, which has a document with a place for the app, mounts it.
fn main() {
    let Some(root) = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.get_element_by_id("app"))
    else {
        return;
    };
    ui::catch_panics();
    threads::begin_with_rest();
    let mut model = Model::new(Configuration::default());
    if let Some(bytes) = threads::page_memory() {
        model.set_room(Room::in_memory_of(bytes));
    }
    for action in ui::opening_actions() {
        // Nobody carries out effects yet, and none is asked for: what is restored is kept already, and
        // threads are started once it is known that there are any.
        update(&mut model, action);
    }
    PAGE.set(Some(Page::mount(root, model)));
    threads::fetch_rest();
}
