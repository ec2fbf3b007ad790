//! Effects of the page: time, keys, what is kept between visits, and the real threads.

mod clock;
mod document;
mod keyboard;
mod preferences;
mod real_threads;

pub use clock::use_clock;
pub use document::use_document_attributes;
pub use keyboard::use_keyboard;
pub use preferences::{keep_preferences, restore_preferences};
pub use real_threads::RealThreads;
