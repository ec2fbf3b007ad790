//! The arena in the threads' memory, as the page reaches it.

use super::bootstrap::in_words;
use crate::threads::atomic::{AtomicI32, AtomicI64};
use crate::threads::control::{ROOM_FOR_COPIES, Reach};
use crate::threads::log::join;
use js_sys::{Atomics, Int32Array, Object, Reflect, WebAssembly};
use wasm_bindgen::prelude::*;

const PAGE_SIZE: u32 = 65_536;

/// What the threads need besides what the module has from the start: a stack for each with
/// what belongs to it, and copies of the program. In pages.
const ROOM: u32 = 48 + (ROOM_FOR_COPIES as u32).div_ceil(PAGE_SIZE);

/// A memory for the threads of a run.
///
/// # Errors
///
/// Fails with the browser's words, as where there are too many memories already.
pub fn new_memory() -> Result<WebAssembly::Memory, String> {
    let pages = module_pages();
    let descriptor = Object::new();
    let set = |key: &str, value: JsValue| {
        Reflect::set(&descriptor, &key.into(), &value).expect("a new object takes properties");
    };
    set("initial", pages.into());
    set("maximum", (pages + ROOM).into());
    set("shared", true.into());
    WebAssembly::Memory::new(&descriptor).map_err(in_words)
}

/// How many pages the module's data and first stack take up. The memory must have that
/// many from the start, and one more for what wasm-bindgen adds.
pub fn module_pages() -> u32 {
    // SAFETY: a mark of the linker's at the end of the data. Only its address is taken.
    #[cfg(target_arch = "wasm32")]
    unsafe extern "C" {
        static __heap_base: u8;
    }
    #[cfg(target_arch = "wasm32")]
    let heap_base = (&raw const __heap_base).addr() as u32;
    #[cfg(not(target_arch = "wasm32"))]
    let heap_base = 0_u32;
    heap_base.div_ceil(PAGE_SIZE) + 1
}

/// Reaches words of another memory by the addresses they have in this one: both memories
/// belong to the same module, so the static arena lies at the same place in both.
pub struct Remote {
    words: Int32Array,
}

impl Remote {
    /// The words of this memory.
    pub fn new(memory: &WebAssembly::Memory) -> Remote {
        Remote { words: Int32Array::new(&memory.buffer()) }
    }
}

/// A place in an [`Int32Array`].
fn index<T>(word: &T) -> u32 {
    std::ptr::from_ref(word).addr() as u32 / 4
}

/// The operations on atomics throw only where the array is no array of integers or the index is
/// outside.
const IN_RANGE: &str = "the arena lies inside the memory";

impl Reach for Remote {
    fn load(&self, word: &AtomicI32) -> i32 {
        Atomics::load(&self.words, index(word)).expect(IN_RANGE)
    }

    fn store(&self, word: &AtomicI32, value: i32) {
        Atomics::store(&self.words, index(word), value).expect(IN_RANGE);
    }

    fn swap(&self, word: &AtomicI32, value: i32) -> i32 {
        Atomics::exchange(&self.words, index(word), value).expect(IN_RANGE)
    }

    fn add(&self, word: &AtomicI32, amount: i32) -> i32 {
        Atomics::add(&self.words, index(word), amount).expect(IN_RANGE)
    }

    fn compare_exchange(&self, word: &AtomicI32, current: i32, new: i32) -> Result<(), i32> {
        let seen = Atomics::compare_exchange(&self.words, index(word), current, new);
        match seen.expect(IN_RANGE) {
            seen if seen == current => Ok(()),
            seen => Err(seen),
        }
    }

    fn wake_all(&self, word: &AtomicI32) {
        Atomics::notify(&self.words, index(word)).expect(IN_RANGE);
    }

    fn load64(&self, word: &AtomicI64) -> i64 {
        let at = index(word);
        let half = |at| Atomics::load(&self.words, at).expect(IN_RANGE);
        // While the upper half stays the same, no carry has come in between.
        loop {
            let (high, low) = (half(at + 1), half(at));
            if half(at + 1) == high {
                return join(low, high);
            }
        }
    }

    fn store64(&self, word: &AtomicI64, value: i64) {
        let at = index(word);
        Atomics::store(&self.words, at, value as i32).expect(IN_RANGE);
        Atomics::store(&self.words, at + 1, (value >> 32) as i32).expect(IN_RANGE);
    }

    fn wake_all64(&self, word: &AtomicI64) {
        // Who waits for eight bytes waits at the address of the first.
        Atomics::notify(&self.words, index(word)).expect(IN_RANGE);
    }

    fn load_all(&self, words: &[AtomicI32], into: &mut Vec<i32>) {
        let Some(first) = words.first() else { return };
        let at = index(first);
        let from = into.len();
        into.resize(from + words.len(), 0);
        self.words.subarray(at, at + words.len() as u32).copy_to(&mut into[from..]);
    }

    fn store_all(&self, words: &[AtomicI32], values: &[i32]) {
        let Some(first) = words.first() else { return };
        let at = index(first);
        self.words.subarray(at, at + values.len() as u32).copy_from(values);
    }
}
