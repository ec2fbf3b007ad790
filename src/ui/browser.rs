//! Effects of the page: time, keys, what is kept between visits, and the real threads.

mod chance;
mod checker;
mod clock;
mod document;
mod fragment;
mod keyboard;
mod last_state;
mod preferences;
mod real_threads;

pub use chance::begin_chance;
pub use clock::Clock;
pub use document::follow_in_document;
pub use fragment::{FragmentWatch, address_with, open_link_of_address};
pub use keyboard::Keyboard;
pub use last_state::LastState;
pub use preferences::{keep_preferences, restore_preferences};
pub use real_threads::RealThreads;
