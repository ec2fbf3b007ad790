//! How a worker comes into being: a few lines of script, which load the page's own module
//! into a memory they are given.

use super::{Message, boot_script};
use crate::program::{RoleKind, ThreadName};
use crate::threads::arena::{self, Seat};
use crate::threads::worker::serve;
use js_sys::{Array, JsString, Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{Blob, BlobPropertyBag, ErrorEvent, MessageEvent, Url, Worker, WorkerOptions};

/// In bytes. Threads keep little on their stacks.
const STACK_SIZE: u32 = 65_536;

/// What a worker says once it has loaded the module; anything else it says is an error.
const READY: &str = "ready";

/// The script, a classic one: in a sandboxed frame, whose origin is opaque, Chromium starts no module
/// worker from a blob. It imports the page's script by its full address, which also has the hash
/// that Trunk gave the name. `seat` is missing where a worker is only to show that it can
/// start. The last call returns only when the worker is dismissed.
const SCRIPT: &str = r#"
onmessage = async ({ data: { script, module, memory, thread_stack_size, seat } }) => {
  try {
    const page = await import(script);
    page.initSync({ module, memory, thread_stack_size });
    postMessage("ready");
    if (seat !== undefined) page.worker_entry(seat);
    close();
  } catch (error) {
    postMessage(String(error));
  }
};
"#;

#[wasm_bindgen]
extern "C" {
    /// The address of the script that wasm-bindgen has made for this module.
    #[wasm_bindgen(thread_local_v2, js_namespace = ["import", "meta"], js_name = url)]
    pub static SCRIPT_ADDRESS: String;
}

/// What a worker runs for as long as it lives. The bootstrap calls it; pages must not, as
/// it sleeps.
#[wasm_bindgen]
pub fn worker_entry(seat: u8) {
    serve(arena::here(), Seat(seat));
}

/// The script as an address that workers can be made from, for as long as this lives.
pub struct ScriptBlob(String);

impl ScriptBlob {
    /// # Errors
    ///
    /// Fails with the browser's words.
    pub fn new() -> Result<ScriptBlob, String> {
        ScriptBlob::of(SCRIPT)
    }

    /// The same for another script.
    ///
    /// # Errors
    ///
    /// Fails with the browser's words.
    pub fn of(script: &str) -> Result<ScriptBlob, String> {
        let options = BlobPropertyBag::new();
        options.set_type("text/javascript");
        let parts = Array::of1(&JsString::from(script));
        let blob = Blob::new_with_str_sequence_and_options(&parts, &options).map_err(in_words)?;
        Url::create_object_url_with_blob(&blob).map(ScriptBlob).map_err(in_words)
    }
}

impl ScriptBlob {
    /// The address.
    pub fn address(&self) -> &str {
        &self.0
    }
}

impl Drop for ScriptBlob {
    fn drop(&mut self) {
        // Fails only for an address that is no address.
        let _ = Url::revoke_object_url(&self.0);
    }
}

/// A worker, and what listens to it. Dropping it ends the worker.
pub struct Hire {
    worker: Worker,
    _on_message: Closure<dyn Fn(MessageEvent)>,
    _on_error: Closure<dyn Fn(ErrorEvent)>,
}

impl Hire {
    /// Makes a worker in this memory, whose messages go to `receiver`.
    ///
    /// # Errors
    ///
    /// Fails with the browser's words.
    pub fn new(
        script: &ScriptBlob,
        name: &str,
        memory: &JsValue,
        seat: Option<Seat>,
        receiver: impl Fn(Message) + Clone + 'static,
    ) -> Result<Hire, String> {
        let options = WorkerOptions::new();
        options.set_name(name);
        let worker = Worker::new_with_options(&script.0, &options).map_err(in_words)?;
        let on_message = Closure::<dyn Fn(MessageEvent)>::new({
            let receiver = receiver.clone();
            move |event: MessageEvent| {
                receiver(match event.data().as_string() {
                    Some(text) if text == READY => Message::Ready,
                    text => Message::Crashed(text.unwrap_or_default()),
                });
            }
        });
        let on_error = Closure::<dyn Fn(ErrorEvent)>::new(move |event: ErrorEvent| {
            receiver(Message::Crashed(message_of(&event)));
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        boot_script::enter(&worker);
        let hire = Hire { worker, _on_message: on_message, _on_error: on_error };
        hire.worker.post_message(&first_message(memory, seat)).map_err(in_words)?;
        Ok(hire)
    }
}

impl Drop for Hire {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
        boot_script::leave(&self.worker);
    }
}

fn first_message(memory: &JsValue, seat: Option<Seat>) -> Object {
    let message = Object::new();
    let set = |key: &str, value: &JsValue| {
        Reflect::set(&message, &key.into(), value).expect("a new object takes properties");
    };
    set("script", &SCRIPT_ADDRESS.with(|address| JsValue::from(address)));
    set("module", &wasm_bindgen::module());
    set("memory", memory);
    set("thread_stack_size", &STACK_SIZE.into());
    if let Some(Seat(seat)) = seat {
        set("seat", &seat.into());
    }
    message
}

/// The name that developer tools show for a thread's worker.
pub fn worker_name(thread: ThreadName) -> String {
    let role = match thread.role {
        RoleKind::Producer => "producer",
        RoleKind::Consumer => "consumer",
        RoleKind::Other(_) => return thread.to_string(),
    };
    format!("{role} {}", thread.number)
}

/// A load error is a plain event without any message.
pub fn message_of(event: &ErrorEvent) -> String {
    let message = Reflect::get(event, &"message".into()).ok().and_then(|it| it.as_string());
    message.unwrap_or_else(|| "the worker could not be loaded".into())
}

/// What the browser says about an error.
pub fn in_words(error: impl Into<JsValue>) -> String {
    let error: JsValue = error.into();
    String::from(Object::from(error).to_string())
}
