//! The page, in Yew.

pub mod app;
pub mod components;
pub mod hooks;
mod measurement;
pub mod scene;
pub mod store;

pub use hooks::restore_preferences;

use crate::session::Model;
use app::AppProps;
use components::{dismiss_passing_notices, open_help};
use hooks::{RealThreads, follow_in_document, listen_to_keys, start_clock};
use store::Store;

/// Shows the page inside an element, beginning with this model. It lives as long as the
/// document: nothing that is started here is ever stopped.
pub fn mount(root: web_sys::Element, model: Model) {
    let store = Store::new(model);
    yew::Renderer::<app::App>::with_root_and_props(root, AppProps { store: store.clone() })
        .render();
    std::mem::forget((follow_in_document(&store), dismiss_passing_notices(&store)));
    listen_to_keys(&store, open_help);
    let threads = RealThreads::connect(&store);
    start_clock(store, threads);
}
