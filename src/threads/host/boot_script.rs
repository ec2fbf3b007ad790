//! What the page's first script offers, which stays when all else has failed: it is no part of the
//! WebAssembly module, shows what happened, and brings the reader back to where things were.
//!
//! Pages that have no such script, as that which measures, go on without.

use js_sys::{Function, JSON, Object, Reflect, WebAssembly};
use std::sync::atomic::{AtomicBool, Ordering};
use wasm_bindgen::prelude::*;
use web_sys::Worker;

/// The name of what it offers, in the page's global scope.
const NAME: &str = "interleaveBoot";

/// Whether the page has panicked: nothing in its memory is to be relied on any more.
static HAS_BROKEN: AtomicBool = AtomicBool::new(false);

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = console, js_name = error)]
    fn log_error(message: &str);
}

fn offered(name: &str) -> Option<JsValue> {
    let script = Reflect::get(&js_sys::global(), &NAME.into()).ok()?;
    script.is_object().then(|| Reflect::get(&script, &name.into()).ok())?
}

/// Calls what the script offers under this name, if it does.
fn call(name: &str, argument: &JsValue) {
    if let Some(function) = offered(name).and_then(|it| it.dyn_into::<Function>().ok()) {
        let script = Reflect::get(&js_sys::global(), &NAME.into()).unwrap_or_default();
        // What is wrong with the script is no reason for the page to stop.
        let _ = function.call1(&script, argument);
    }
}

/// The rest of the page's module, if the script has loaded it already.
pub fn rest() -> Option<WebAssembly::Module> {
    offered("rest").and_then(|it| it.dyn_into().ok())
}

/// How many bytes the page's memory may come to have, if the script says so.
pub fn page_memory() -> Option<usize> {
    let bytes = offered("memoryBytes").and_then(|it| it.as_f64()).map(|it| it as usize);
    bytes.filter(|it| *it > 0)
}

/// Has the script know a worker, which it ends when the page breaks.
pub fn enter(worker: &Worker) {
    change_workers("add", worker);
}

/// The worker is ended.
pub fn leave(worker: &Worker) {
    change_workers("delete", worker);
}

fn change_workers(method: &str, worker: &Worker) {
    let Some(workers) = offered("workers").filter(|it| it.is_object()) else { return };
    let method = Reflect::get(&workers, &method.into()).ok();
    if let Some(method) = method.and_then(|it| it.dyn_into::<Function>().ok()) {
        let _ = method.call1(&workers, worker);
    }
}

/// Where a reader could go on if the page broke now.
pub struct Kept<'a> {
    /// The fragment of a link that opens it.
    pub fragment: &'a str,
    /// The tag of the reader's language.
    pub language: &'a str,
    /// The title of the program.
    pub program: &'a str,
    /// How many steps the run has.
    pub steps: usize,
    /// At which of them the link opens it; `None` where the link has no room for the steps.
    pub position: Option<usize>,
}

impl Kept<'_> {
    /// Hands it over.
    pub fn hand_over(&self) {
        let kept = Object::new();
        let set = |key: &str, value: JsValue| {
            Reflect::set(&kept, &key.into(), &value).expect("a new object takes properties");
        };
        set("link", self.fragment.into());
        set("language", self.language.into());
        set("program", self.program.into());
        set("version", env!("CARGO_PKG_VERSION").into());
        set("steps", (self.steps as f64).into());
        set("position", self.position.map_or(JsValue::NULL, |it| (it as f64).into()));
        if let Ok(text) = JSON::stringify(&kept) {
            call("keep", &text);
        }
    }
}

/// Tells the script that the page cannot go on.
pub fn break_off(report: &str) {
    HAS_BROKEN.store(true, Ordering::Relaxed);
    log_error(report);
    call("broke", &report.into());
}

/// Whether the page has [broken off](break_off).
pub fn has_broken() -> bool {
    HAS_BROKEN.load(Ordering::Relaxed)
}
