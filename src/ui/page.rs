//! The app with everything around it: time, keys, threads and the document.

use super::app::App;
use super::hooks::{RealThreads, use_clock, use_document_attributes, use_keyboard};
use super::store::Store;
use std::rc::Rc;
use yew::prelude::*;

/// What the page needs to begin.
#[derive(Properties, PartialEq)]
pub struct PageProps {
    /// The page's one model.
    pub store: Store,
}

/// The whole page.
#[component]
pub fn Page(props: &PageProps) -> Html {
    html! {
        <ContextProvider<Store> context={props.store.clone()}>
            <Everything />
        </ContextProvider<Store>>
    }
}

#[component]
fn Everything() -> Html {
    let store = super::store::use_store();
    let threads: Rc<Rc<RealThreads>> = use_memo(store.clone(), RealThreads::connect);
    let help_is_open = use_state(|| false);
    use_clock(&store, &threads);
    use_keyboard(&store, {
        let help_is_open = help_is_open.clone();
        Callback::from(move |()| help_is_open.set(true))
    });
    use_document_attributes();
    html! { <App {store} /> }
}
