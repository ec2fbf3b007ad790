//! How large a program may become.

/// The most instructions of one role. Functions put into each other, and `finally` before
/// each way out, can multiply a short text.
pub const MOST_INSTRUCTIONS: usize = 4000;

/// The most cells of shared state.
pub const MOST_CELLS: usize = 4096;

/// The most elements of a container without a stated end.
pub const MOST_ELEMENTS: u32 = 1024;

/// The most variables of one role, those of functions put in included.
pub const MOST_LOCALS: usize = 255;

/// The most roles beside producers and consumers.
pub const MOST_OTHER_ROLES: usize = 6;
