//! Everything that is tested without a browser and from outside the library.

mod cases;
mod catalogue;
mod checker;
mod clock;
mod command;
mod conformance;
mod embed;
mod engine;
mod faults;
mod lab;
mod languages;
mod lessons;
mod link;
mod meaning;
mod notation;
mod oracle;
mod page_styles;
mod python;
mod reference;
mod search;
mod session;
mod source_rules;
mod true_causes;
mod walks;
mod whole;
