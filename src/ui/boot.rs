//! The script that has loaded the page, static/boot.js, and speaks when the page cannot.

use js_sys::{Function, Reflect};
use wasm_bindgen::prelude::*;

/// The name under which the script is known.
const BOOT: &str = "interleaveBoot";

/// Says that the app is there, so that what was painted before it goes. A page without the script, as
/// that of the measurements, does without.
pub fn started() {
    let call = || {
        let boot = Reflect::get(&js_sys::global(), &BOOT.into()).ok()?;
        let started = Reflect::get(&boot, &"started".into()).ok()?;
        started.dyn_ref::<Function>()?.call0(&boot).ok()
    };
    call();
}
