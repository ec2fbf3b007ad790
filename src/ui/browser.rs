//! Effects on the browser, and what comes from it: time, chance, keys, the address, the document, what is
//! kept between visits, the checker's worker and the real threads.

mod chance;
mod checker;
mod clock;
mod document;
mod fragment;
mod keyboard;
mod last_state;
mod preferences;
mod real_threads;

pub use clock::Clock;
pub use document::follow_in_document;
pub use fragment::{FragmentWatch, address_with};
pub use keyboard::Keyboard;
pub use last_state::LastState;
pub use real_threads::RealThreads;

use crate::session::{Action, PlaybackAction, SharingAction};

/// What happens to a page as it opens: an earlier visit's preferences and program come back, chance
/// begins, and the link in the address is opened, if there is one.
pub fn opening_actions() -> Vec<Action> {
    let mut actions = vec![preferences::kept_preferences().into()];
    actions.extend(preferences::kept_program().map(Action::from));
    actions.push(PlaybackAction::BeginChance(chance::chance()).into());
    actions.extend(fragment::link_in_address().map(SharingAction::OpenLink).map(Action::from));
    actions
}
