//! Chance, which the session has not of its own.

use crate::session::Model;

/// Gives the model what its seeds come from, another one at each visit.
pub fn begin_chance(model: &mut Model) {
    let half = || (js_sys::Math::random() * f64::from(u32::MAX)) as u64;
    model.begin_chance_with(half() << 32 | half());
}
