//! The part of the page's address behind the `#`: there stands a link's whole content.

use crate::catalogue::Link;
use crate::session::SharingAction;
use crate::ui::store::Store;
use wasm_bindgen::prelude::*;

/// Opens links that are put into the address while the page is open, until it is dropped.
pub struct FragmentWatch(Closure<dyn Fn()>);

impl FragmentWatch {
    /// Begins to watch.
    pub fn begin(store: &Store) -> FragmentWatch {
        let store = store.clone();
        let listener = Closure::<dyn Fn()>::new(move || {
            if let Some(fragment) = link_in_address() {
                store.dispatch(SharingAction::OpenLink(fragment));
            }
        });
        if let Some(window) = web_sys::window() {
            let _ = window
                .add_event_listener_with_callback("hashchange", listener.as_ref().unchecked_ref());
        }
        FragmentWatch(listener)
    }
}

impl Drop for FragmentWatch {
    fn drop(&mut self) {
        if let Some(window) = web_sys::window() {
            let _ = window
                .remove_event_listener_with_callback("hashchange", self.0.as_ref().unchecked_ref());
        }
    }
}

/// The address of this page with another fragment.
pub fn address_with(fragment: &str) -> String {
    let here = web_sys::window().and_then(|it| it.location().href().ok()).unwrap_or_default();
    let page = here.split('#').next().unwrap_or_default();
    format!("{page}#{fragment}")
}

/// The fragment, if it is meant as a link: others are places of the page.
pub fn link_in_address() -> Option<String> {
    let hash = web_sys::window()?.location().hash().ok()?;
    let fragment = hash.strip_prefix('#')?;
    Link::is_meant_by(fragment).then(|| fragment.to_owned())
}
