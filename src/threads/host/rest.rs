//! The part of the page's module that can wait.
//!
//! `cargo xtask build` takes the module apart (`xtask/src/split.rs`): what a visitor needs before anything can run comes
//! first, the rest while the page is in use already. A function of the rest that is wanted sooner is waited for, in the page
//! as in a worker: the stub in its place calls [`load_rest`]. A page that was not taken apart has nothing to load.

use super::boot_script;
use super::bootstrap::{SCRIPT_ADDRESS, in_words};
use gloo_timers::future::TimeoutFuture;
use js_sys::{ArrayBuffer, Object, Reflect, Uint8Array, WebAssembly};
use std::cell::RefCell;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Response, XmlHttpRequest};

/// What the first part exports to say whether the rest is here.
const IS_HERE: &str = "rest_is_here";

/// The name under which the rest knows the first part.
const FIRST: &str = "first";

/// How long to wait before each further attempt to fetch it, in milliseconds.
const AGAIN_AFTER: [u32; 4] = [1_000, 3_000, 10_000, 30_000];

thread_local! {
    /// The rest as it was fetched, for this memory's page and the workers it makes.
    static MODULE: RefCell<Option<WebAssembly::Module>> = const { RefCell::new(None) };
}

/// Whether there is a rest that is not here yet.
fn is_missing() -> bool {
    let is_here = Reflect::get(&wasm_bindgen::exports(), &IS_HERE.into()).ok();
    is_here
        .and_then(|it| it.dyn_into::<WebAssembly::Global>().ok())
        .is_some_and(|it| it.value() == 0)
}

/// Puts the rest in its place, where the page's first script has found that it will be wanted at once.
pub fn begin_with_rest() {
    if let Some(module) = boot_script::rest() {
        MODULE.set(Some(module));
        load_rest();
    }
}

/// Fetches it while the page is in use, and tries again where that fails.
pub fn fetch_rest() {
    spawn_local(async {
        for pause in AGAIN_AFTER {
            // Whoever was quicker has had it loaded meanwhile.
            if !is_missing() || fetched().await.is_ok() {
                return;
            }
            TimeoutFuture::new(pause).await;
        }
    });
}

async fn fetched() -> Result<(), JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let response: Response = JsFuture::from(window.fetch_with_str(&address())).await?.dyn_into()?;
    if !response.ok() {
        return Err(response.status().into());
    }
    let bytes: ArrayBuffer = JsFuture::from(response.array_buffer()?).await?.dyn_into()?;
    let module: WebAssembly::Module =
        JsFuture::from(WebAssembly::compile(&bytes)).await?.dyn_into()?;
    MODULE.set(Some(module.clone()));
    if is_missing() {
        JsFuture::from(WebAssembly::instantiate_module(&module, &imports())).await?;
    }
    Ok(())
}

/// The rest, if it was fetched: a worker that is given it need not fetch it once more.
pub fn rest() -> JsValue {
    MODULE.with_borrow(|module| module.as_ref().map_or(JsValue::UNDEFINED, JsValue::from))
}

/// Takes what the page has fetched. A worker's script calls it.
#[wasm_bindgen]
pub fn take_rest(module: JsValue) {
    MODULE.set(module.dyn_into().ok());
}

/// Loads the rest at once. The stubs in the first part call it, nobody else.
///
/// Nothing can go on without it: where it cannot be had this throws what a trap throws, so that the page says that it broke.
#[wasm_bindgen]
pub fn load_rest() {
    let fetched = MODULE.with_borrow(Option::clone);
    let loaded = fetched.map_or_else(read_at_once, Ok).and_then(|module| {
        let instance = WebAssembly::Instance::new(&module, &imports());
        MODULE.set(Some(module));
        instance
    });
    if let Err(error) = loaded {
        let message = format!("a part of the page could not be loaded: {}", in_words(error));
        wasm_bindgen::throw_val(WebAssembly::RuntimeError::new(&message).into());
    }
}

fn imports() -> Object {
    let imports = Object::new();
    Reflect::set(&imports, &FIRST.into(), &wasm_bindgen::exports())
        .expect("a new object takes properties");
    imports
}

/// Trunk's hash is in the names of both.
fn address() -> String {
    SCRIPT_ADDRESS.with(|script| format!("{}_rest.wasm", script.trim_end_matches(".js")))
}

/// Bytes cannot be asked for at once in a page, but a text of letters that stand for bytes can.
fn read_at_once() -> Result<WebAssembly::Module, JsValue> {
    let request = XmlHttpRequest::new()?;
    request.open_with_async("GET", &address(), false)?;
    request.override_mime_type("text/plain; charset=x-user-defined")?;
    request.send()?;
    if request.status()? != 200 {
        return Err(request.status()?.into());
    }
    let letters = request.response_text()?.unwrap_or_default();
    let bytes: Vec<u8> = letters.chars().map(|letter| letter as u32 as u8).collect();
    WebAssembly::Module::new(&Uint8Array::from(&bytes[..]))
}
