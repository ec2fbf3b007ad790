//! Chance, which the session has not of its own.

/// Where the page's seeds come from, another one at each visit.
pub fn chance() -> u64 {
    let half = || (js_sys::Math::random() * f64::from(u32::MAX)) as u64;
    half() << 32 | half()
}
