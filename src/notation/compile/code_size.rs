//! How large a program may become.

/// The most cells of shared state.
pub const MOST_CELLS: usize = 4096;

/// The most elements of a container without a stated end.
pub const MOST_ELEMENTS: u32 = 1024;

/// The most roles beside producers and consumers.
pub const MOST_OTHER_ROLES: usize = 6;
