//! What a long check does.

/// See the [module](self). Gets, as `{0}`, how many states are known and, as `{1}`, how many steps deep
/// they lie; `{2}` is how many of them, or of the steps, were looked at, and `{3}` the number of the
/// round or of the thread. See [`fill`](super::fill).
#[allow(missing_docs, reason = "the names of the fields say which sentence each is")]
pub struct Phases {
    pub shortening: &'static str,
    pub traps: &'static str,
    pub starvation: &'static str,
    pub way_back: &'static str,
}
