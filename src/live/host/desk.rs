//! A worker that is asked in bytes and answers in bytes, with a memory of its own: what it works
//! out never holds up the page, and is dropped by dropping the worker.

use super::boot_script;
use super::bootstrap::{SCRIPT_ADDRESS, ScriptBlob, in_words, message_of};
use super::remote::module_pages;
use js_sys::{Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{ErrorEvent, MessageEvent, Worker, WorkerOptions, WorkerType};

/// What a worker says when it has answered all there is to answer; other words are an error.
const DONE: &str = "done";

/// The script. The worker makes its memory itself, as memory can be sent only between pages and
/// workers that are isolated. Browsers differ in how much they give.
///
/// `desk_entry` is what the module exports for this: it answers whether it wants more threads.
/// Those can be had where memory can be shared, from a pool that is never made smaller.
const SCRIPT: &str = r#"
const PAGE_SIZE = 65536;

const newMemory = (initial) => {
  for (let maximum = 16384; ; maximum /= 2) {
    try {
      return [new WebAssembly.Memory({ initial, maximum, shared: true }), maximum * PAGE_SIZE];
    } catch (error) {
      if (maximum < 1024) throw error;
    }
  }
};

const start = async ({ script, module, initial }) => {
  const page = await import(script);
  const [memory, most] = newMemory(initial);
  page.initSync({ module, memory });
  return { page, most, threads: 1 };
};

// The pool's workers call the module's start with arguments as of old, which is warned of.
const startPool = async (page, threads) => {
  const post = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (data) {
    const { module, memory } = data;
    post.call(this, { ...data, module: { module_or_path: module, memory } });
  };
  try {
    await page.initThreadPool(threads);
  } finally {
    Worker.prototype.postMessage = post;
  }
};

let desk;
onmessage = async ({ data }) => {
  try {
    if (!desk) {
      desk = start(data);
      await desk;
      return;
    }
    const it = await desk;
    const cores = crossOriginIsolated ? Math.min(navigator.hardwareConcurrency ?? 1, 16) : 1;
    const answer = (bytes) => postMessage(bytes);
    const ask = () => it.page.desk_entry(data, it.threads, cores > it.threads, it.most, answer);
    if (ask()) {
      await startPool(it.page, cores);
      it.threads = cores;
      ask();
    }
    postMessage("done");
  } catch (error) {
    postMessage(String(error));
  }
};
"#;

/// What comes from a desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Letter {
    /// An answer.
    Answer(Vec<u8>),
    /// All was answered.
    Done,
    /// It cannot go on; what is known of it.
    Failed(String),
}

/// A worker that answers. Dropping it ends it, whatever it is doing.
pub struct Desk {
    worker: Worker,
    _script: ScriptBlob,
    _on_message: Closure<dyn Fn(MessageEvent)>,
    _on_error: Closure<dyn Fn(ErrorEvent)>,
}

impl Desk {
    /// Makes a worker of this name, whose letters go to `receiver`.
    ///
    /// # Errors
    ///
    /// Fails with the browser's words.
    pub fn new(name: &str, receiver: impl Fn(Letter) + Clone + 'static) -> Result<Desk, String> {
        let script = ScriptBlob::of(SCRIPT)?;
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        options.set_name(name);
        let worker = Worker::new_with_options(script.address(), &options).map_err(in_words)?;
        let on_message = Closure::<dyn Fn(MessageEvent)>::new({
            let receiver = receiver.clone();
            move |event: MessageEvent| {
                let data = event.data();
                receiver(match data.as_string() {
                    Some(text) if text == DONE => Letter::Done,
                    Some(text) => Letter::Failed(text),
                    None => Letter::Answer(Uint8Array::new(&data).to_vec()),
                });
            }
        });
        let on_error = Closure::<dyn Fn(ErrorEvent)>::new(move |event: ErrorEvent| {
            receiver(Letter::Failed(message_of(&event)));
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        boot_script::enter(&worker);
        let first = Object::new();
        let set = |key: &str, value: &JsValue| {
            Reflect::set(&first, &key.into(), value).expect("a new object takes properties");
        };
        set("script", &SCRIPT_ADDRESS.with(|address| JsValue::from(address)));
        set("module", &wasm_bindgen::module());
        set("initial", &module_pages().into());
        worker.post_message(&first).map_err(in_words)?;
        Ok(Desk { worker, _script: script, _on_message: on_message, _on_error: on_error })
    }

    /// Asks something. What was asked before is answered first.
    ///
    /// # Errors
    ///
    /// Fails with the browser's words.
    pub fn ask(&self, bytes: &[u8]) -> Result<(), String> {
        self.worker.post_message(&Uint8Array::from(bytes)).map_err(in_words)
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
        boot_script::leave(&self.worker);
    }
}
