//! A worker that is asked in bytes and answers in bytes, with a memory of its own: what it works
//! out never holds up the page, and is dropped by dropping the worker.

use super::boot_script;
use super::bootstrap::{SCRIPT_ADDRESS, ScriptBlob, in_words, message_of};
use super::remote::module_pages;
use super::rest::rest;
use js_sys::{Object, Reflect, Uint8Array};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{ErrorEvent, MessageEvent, Worker, WorkerOptions};

/// What a worker says when it has loaded the module, and whether the browser lets it hold its lock.
const LOADED: &str = "loaded";
const LOADED_AND_HOLDS: &str = "loaded, holds the lock";
/// What it says when it has answered all there is to answer.
const DONE: &str = "done";
/// How its last words begin when it could not load. Any others mean that it broke off.
const CANNOT_LOAD: &str = "cannot load: ";

/// The script, classic as that of the threads. The worker makes its memory itself, as memory can be sent
/// only between pages and workers that are isolated. Browsers differ in how much they give.
///
/// While it lives the worker holds a lock. It cannot give a sign while it searches, and nothing says
/// when a browser has ended it, but then its lock is free. Sandboxed frames have no locks.
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

const hold = (lock) =>
  new Promise((then) => {
    if (!navigator.locks) return then(false);
    const forGood = () => new Promise(() => then(true));
    navigator.locks.request(lock, forGood).catch(() => then(false));
  });

// The pool's workers are module workers made from blobs, which a sandboxed frame may not have.
const cores =
  crossOriginIsolated && origin !== "null" ? Math.min(navigator.hardwareConcurrency ?? 1, 16) : 1;

const start = async ({ script, module, rest, initial, lock }) => {
  const page = await import(script);
  const [memory, most] = newMemory(initial);
  page.initSync({ module, memory });
  page.take_rest(rest);
  const holds = await hold(lock);
  postMessage(holds ? "loaded, holds the lock" : "loaded");
  return { page, most, threads: 1, cores };
};

// The pool's workers call the module's start with arguments as of old, which is warned of. One that
// cannot be loaded says so to nobody.
const startPool = async (page, threads) => {
  const post = Worker.prototype.postMessage;
  let fail;
  const failed = new Promise((_, reject) => (fail = reject));
  Worker.prototype.postMessage = function (data) {
    const { module, memory } = data;
    this.addEventListener("error", () => fail("a worker of the pool cannot be loaded"));
    post.call(this, { ...data, module: { module_or_path: module, memory } });
  };
  try {
    await Promise.race([page.initThreadPool(threads), failed]);
  } finally {
    Worker.prototype.postMessage = post;
  }
};

let desk;
onmessage = async ({ data }) => {
  if (!desk) {
    desk = start(data);
    desk.catch((error) => postMessage(`cannot load: ${error}`));
    return;
  }
  let it;
  try {
    it = await desk;
  } catch {
    return;
  }
  try {
    const answer = (bytes) => postMessage(bytes);
    const ask = () => it.page.desk_entry(data, it.threads, it.cores > it.threads, it.most, answer);
    if (ask()) {
      try {
        await startPool(it.page, it.cores);
        it.threads = it.cores;
      } catch {
        it.cores = 1;
      }
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
    /// It is there, and waits for orders or carries them out.
    Loaded,
    /// It will say no more.
    Failed(DeskFailure),
}

/// Why a desk says no more. Words are the browser's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeskFailure {
    /// It never began.
    CannotLoad(String),
    /// The browser has ended it.
    Ended,
    /// It broke off in the middle of something.
    BrokeOff(String),
}

/// A worker that answers. Dropping it ends it, whatever it is doing.
pub struct Desk {
    worker: Worker,
    _script: ScriptBlob,
    _on_message: Closure<dyn Fn(MessageEvent)>,
    _on_error: Closure<dyn Fn(ErrorEvent)>,
    /// Whether anybody still listens.
    is_dropped: Rc<Cell<bool>>,
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
        options.set_name(name);
        let worker = Worker::new_with_options(script.address(), &options).map_err(in_words)?;
        let lock = format!("interleave.{name}.{}.{}", js_sys::Date::now(), js_sys::Math::random());
        let is_loaded = Rc::new(Cell::new(false));
        let is_dropped = Rc::new(Cell::new(false));
        let on_message = Closure::<dyn Fn(MessageEvent)>::new({
            let (receiver, lock, is_loaded) = (receiver.clone(), lock.clone(), is_loaded.clone());
            let is_dropped = is_dropped.clone();
            move |event: MessageEvent| {
                let data = event.data();
                let letter = match data.as_string() {
                    Some(text) if text == DONE => Letter::Done,
                    Some(text) if text == LOADED || text == LOADED_AND_HOLDS => {
                        is_loaded.set(true);
                        if text == LOADED_AND_HOLDS {
                            watch(&lock, is_dropped.clone(), receiver.clone());
                        }
                        Letter::Loaded
                    }
                    Some(text) => Letter::Failed(match text.strip_prefix(CANNOT_LOAD) {
                        Some(words) => DeskFailure::CannotLoad(words.to_owned()),
                        None => DeskFailure::BrokeOff(text),
                    }),
                    None => Letter::Answer(Uint8Array::new(&data).to_vec()),
                };
                receiver(letter);
            }
        });
        let on_error = Closure::<dyn Fn(ErrorEvent)>::new(move |event: ErrorEvent| {
            let words = message_of(&event);
            receiver(Letter::Failed(match is_loaded.get() {
                true => DeskFailure::BrokeOff(words),
                false => DeskFailure::CannotLoad(words),
            }));
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
        set("rest", &rest());
        set("initial", &module_pages().into());
        set("lock", &lock.into());
        worker.post_message(&first).map_err(in_words)?;
        let (_script, _on_message, _on_error) = (script, on_message, on_error);
        Ok(Desk { worker, _script, _on_message, _on_error, is_dropped })
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

/// Asks for the lock that the worker holds: who gets it knows that the worker has gone.
fn watch(lock: &str, is_dropped: Rc<Cell<bool>>, receiver: impl Fn(Letter) + 'static) {
    let is_free = Closure::once_into_js(move |_: JsValue| {
        if !is_dropped.get() {
            receiver(Letter::Failed(DeskFailure::Ended));
        }
    });
    // A browser that refuses has no answer, and the worker none to give.
    if let Ok(asked) = request(lock, &is_free) {
        wasm_bindgen_futures::spawn_local(async move {
            let _ = wasm_bindgen_futures::JsFuture::from(asked).await;
        });
    }
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["navigator", "locks"])]
    fn request(lock: &str, granted: &JsValue) -> Result<js_sys::Promise, JsValue>;
}

impl Drop for Desk {
    fn drop(&mut self) {
        self.is_dropped.set(true);
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
        boot_script::leave(&self.worker);
    }
}
