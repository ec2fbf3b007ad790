//! The page, in Yew.

pub mod app;
mod boot;
pub mod browser;
pub mod components;
mod measurement;
mod role_colours;
pub mod scene;
pub mod store;

pub use browser::opening_actions;

use crate::session::Model;
use crate::threads;
use app::{App, AppProps};
use browser::{
    Clock, FragmentWatch, HostPage, Keyboard, ProgramHistory, RealThreads, Terms, follow_endings,
    follow_in_document, follow_openings, follow_verdicts, parameters, show_view,
};
use components::{dismiss_passing_notices, follow_running_line, open_help};
use store::{Store, Subscription};

/// From now on a panic of the page is told to the script that outlives it, and on the console.
pub fn catch_panics() {
    // Yew has a hook of its own where none was set by this.
    yew::set_custom_panic_hook(Box::new(|info| threads::break_off(&info.to_string())));
}

/// The page while it is shown. What drives it ends when this is dropped.
pub struct Page {
    _app: yew::AppHandle<App>,
    _subscriptions: [Subscription; 6],
    _keyboard: Keyboard,
    _fragment: FragmentWatch,
    _history: ProgramHistory,
    _terms: Terms,
    _host: Option<HostPage>,
    _clock: Clock,
}

impl Page {
    /// Shows the page inside an element, beginning with this model.
    pub fn mount(root: web_sys::Element, model: Model) -> Page {
        let store = Store::new(model);
        let asked = parameters();
        show_view(&asked);
        let view = asked.view().clone();
        store.restrict_to(move |action| view.allows(action));
        let props = AppProps { store: store.clone() };
        let app = yew::Renderer::<App>::with_root_and_props(root, props).render();
        let threads = RealThreads::connect(&store);
        Page {
            _app: app,
            _subscriptions: [
                follow_in_document(&store),
                dismiss_passing_notices(&store),
                follow_running_line(&store),
                follow_verdicts(&store),
                follow_openings(&store),
                follow_endings(&store),
            ],
            _keyboard: Keyboard::listen(&store, open_help),
            _fragment: FragmentWatch::begin(&store),
            _history: ProgramHistory::begin(&store),
            _terms: Terms::listen(&store),
            _host: HostPage::around(&store, &asked),
            _clock: Clock::start(store, threads),
        }
    }
}
