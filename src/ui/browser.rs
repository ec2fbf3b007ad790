//! Effects on the browser, and what comes from it: time, chance, keys, the address, the document, what is
//! kept between visits, the checker's worker and the real threads.

mod chance;
mod checker;
mod clock;
mod document;
mod endings;
mod fetching;
mod fragment;
mod height;
mod history;
mod host_page;
mod keyboard;
mod last_state;
mod message;
mod openings;
mod preferences;
mod real_threads;
mod saving;
mod terms;
mod verdict_focus;

pub use clock::Clock;
pub use document::follow_in_document;
pub use endings::follow_endings;
pub use fragment::{FragmentWatch, address_with, page_address, parameters};
pub use history::ProgramHistory;
pub use host_page::{HostPage, show_view};
pub use keyboard::Keyboard;
pub use last_state::LastState;
pub use openings::follow_openings;
pub use real_threads::RealThreads;
pub use saving::{draw as draw_picture, save as save_file};
pub use terms::Terms;
pub use verdict_focus::follow_verdicts;

use crate::session::{Action, FirstStepsAction, PlaybackAction};

/// What happens to a page as it opens: an earlier visit's preferences and program come back, chance
/// begins, and what the address asks for is opened. A page inside another one shows what that one
/// wants, and not what the reader did elsewhere. Who has come by no link, and not to a frame in somebody
/// else's page, is offered the first steps until they are done.
pub fn opening_actions() -> Vec<Action> {
    let mut actions = vec![preferences::kept_preferences().into()];
    let parameters = parameters();
    if !parameters.is_embedded() {
        actions.extend(preferences::kept_program().map(Action::from));
    }
    actions.push(PlaybackAction::BeginChance(chance::chance()).into());
    actions.extend(preferences::kept_progress().map(Action::from));
    actions.extend(preferences::kept_answers().map(Action::from));
    let asked = parameters.opening(fragment::link_in_address());
    if asked.is_empty() && !is_in_frame() && !preferences::has_done_first_steps() {
        actions.push(FirstStepsAction::Offer.into());
    }
    actions.extend(asked);
    actions
}

/// Whether the page is shown inside of another. A frame may not look at a page of another site, but
/// may compare it.
pub fn is_in_frame() -> bool {
    let top = web_sys::window().and_then(|window| Some((window.top().ok()??, window)));
    top.is_none_or(|(top, window)| !js_sys::Object::is(&top, &window))
}
