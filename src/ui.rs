//! The page, in Yew.

pub mod app;
pub mod components;
pub mod hooks;
mod measurement;
mod page;
pub mod scene;
pub mod store;

pub use hooks::restore_preferences;

use crate::session::Model;
use store::Store;

/// Shows the page inside an element, beginning with this model.
pub fn mount(root: web_sys::Element, model: Model) {
    let props = page::PageProps { store: Store::new(model) };
    yew::Renderer::<page::Page>::with_root_and_props(root, props).render();
}
