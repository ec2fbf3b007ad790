//! Finding a program of the catalogue.

/// See the [module](self).
#[allow(missing_docs, reason = "the names of the fields say which sentence each is")]
pub struct Finder {
    pub search: &'static str,
    pub only: &'static str,
    pub right: &'static str,
    pub wrong: &'static str,
    pub books: &'static str,
    pub in_order: &'static str,
    pub nothing_found: &'static str,
    pub blank: &'static str,
    pub paste: &'static str,
}
