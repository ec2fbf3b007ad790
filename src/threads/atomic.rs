//! The atomics everything here is made of: std's, or those of loom, which tries out
//! every order in which they can act.

#[cfg(loom)]
pub use loom::sync::atomic::{AtomicI32, AtomicI64};
#[cfg(not(loom))]
pub use std::sync::atomic::{AtomicI32, AtomicI64};

pub use std::sync::atomic::Ordering::{Relaxed, SeqCst};

/// An array of new atomics: `const`, but for those of loom.
macro_rules! array_of {
    ($make:expr) => {{
        #[cfg(not(loom))]
        let array = [const { $make }; _];
        #[cfg(loom)]
        let array = std::array::from_fn(|_| $make);
        array
    }};
}
pub(super) use array_of;

/// `const fn new()`, but for loom, whose atomics are made while the program runs.
macro_rules! const_new {
    ($(#[$attribute:meta])* $body:block) => {
        $(#[$attribute])*
        #[cfg(not(loom))]
        pub const fn new() -> Self $body

        $(#[$attribute])*
        #[cfg(loom)]
        pub fn new() -> Self $body
    };
}
pub(super) use const_new;

/// Stands between a thread's sequentially consistent write of one word and its read of
/// another, where two threads do so crosswise and at least one must see the other's write.
///
/// Sequential consistency alone says so; loom, which treats such accesses as acquire and
/// release only, has to be told by a fence.
pub fn write_before_read() {
    #[cfg(loom)]
    loom::sync::atomic::fence(SeqCst);
}
