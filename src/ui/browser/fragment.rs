//! What the page's address says: behind the `#` stands a link's whole content, before it what is asked for by name.

use crate::catalogue::Link;
use crate::embed::Parameters;
use crate::session::lab::is_meant_by;
use crate::session::{Action, LabAction, LessonAction, SharingAction};
use crate::ui::store::Store;
use wasm_bindgen::prelude::*;

/// Opens links that are put into the address while the page is open, until it is dropped.
pub struct FragmentWatch(Closure<dyn Fn()>);

impl FragmentWatch {
    /// Begins to watch.
    pub fn begin(store: &Store) -> FragmentWatch {
        // It asks for texts, which can be fetched only now; a link has been opened before.
        course_in_address().into_iter().for_each(|action| store.dispatch(action));
        let store = store.clone();
        let listener = Closure::<dyn Fn()>::new(move || {
            let asked = link_in_address().or_else(course_in_address);
            asked.into_iter().for_each(|action| store.dispatch(action));
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

/// The address of this page with a fragment, and without what it asks for by name: the link says it all.
pub fn address_with(fragment: &str) -> String {
    format!("{}#{fragment}", page_address())
}

/// The address of this page without what it asks for, by name or by link.
pub fn page_address() -> String {
    let here = web_sys::window().and_then(|it| it.location().href().ok()).unwrap_or_default();
    here.split(['#', '?']).next().unwrap_or_default().to_owned()
}

/// What the address asks for by name, between its `?` and its `#`.
pub fn parameters() -> Parameters {
    let query = web_sys::window().and_then(|it| it.location().search().ok());
    Parameters::read(&query.unwrap_or_default())
}

/// The link in the address, if there is one. It holds the whole page.
pub fn link_in_address() -> Option<Action> {
    let link = fragment().filter(|it| Link::is_meant_by(it))?;
    Some(SharingAction::OpenLink(link).into())
}

/// What else the address can ask for: to open the course or the lab, or to take in progress. Other fragments are places of the page.
fn course_in_address() -> Option<Action> {
    let fragment = fragment()?;
    if is_meant_by(&fragment) {
        return Some(LabAction::OpenLink(fragment).into());
    }
    match fragment.split(['=', '&']).next()? {
        "lesson" | "course" => Some(LessonAction::OpenLink(fragment).into()),
        "handin" => Some(LessonAction::OpenHandIn(fragment).into()),
        "progress" => Some(LessonAction::Import(fragment).into()),
        _ => None,
    }
}

fn fragment() -> Option<String> {
    let hash = web_sys::window()?.location().hash().ok()?;
    hash.strip_prefix('#').map(str::to_owned)
}
