//! The app and what drives it: time and real threads.

use super::app::App;
use super::hooks::{RealThreads, use_clock};
use super::store::Store;
use yew::prelude::*;

/// See [`Page`].
#[derive(Properties, PartialEq)]
pub struct PageProps {
    /// The page's one model.
    pub store: Store,
}

/// The whole page.
#[component]
pub fn Page(props: &PageProps) -> Html {
    let store = props.store.clone();
    let threads = use_memo(store.clone(), RealThreads::connect);
    use_clock(&store, &threads);
    html! { <App {store} /> }
}
