//! The page, in Yew.

pub mod store;
