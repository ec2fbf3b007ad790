//! Everything that is tested without a browser and from outside the library.

mod faults;
mod reference;
mod source_rules;
