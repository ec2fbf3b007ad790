//! Everything that is tested without a browser and from outside the library.

mod conformance;
mod faults;
mod reference;
mod session;
mod source_rules;
