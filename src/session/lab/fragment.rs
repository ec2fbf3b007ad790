//! The lab in an address: `lab=open&tasks=4&compute=60&wait=40`, or `lab=one-long-task` for a question.

use super::Lab;
use super::knob::Knob;
use super::question::QUESTIONS;
use crate::clock::{Awaiting, Machine, StartMethod, Work};
use crate::text::Language;
use std::fmt::Write;

/// What a link to the lab says.
pub(super) struct Said {
    pub work: Work,
    pub machine: Machine,
    pub question: Option<usize>,
    pub language: Option<Language>,
}

/// Whether a fragment, without its `#`, is meant for the lab.
pub fn is_meant_by(fragment: &str) -> bool {
    fragment.split(['=', '&']).next() == Some("lab")
}

/// What a fragment says. What means nothing is passed over; a number that a knob does not have becomes the nearest below.
pub(super) fn read(fragment: &str) -> Said {
    let mut said =
        Said { work: Work::default(), machine: Machine::default(), question: None, language: None };
    for (name, value) in fragment.split('&').filter_map(|it| it.split_once('=')) {
        let knob = Knob::ALL.into_iter().find(|it| it.name() == name);
        if let (Some(knob), Ok(value)) = (knob, value.parse()) {
            knob.set(&mut said.work, &mut said.machine, value);
        }
        match name {
            "lab" => said.question = QUESTIONS.iter().position(|it| it.name == value),
            "start" => {
                let method = StartMethod::ALL.into_iter().find(|it| it.name() == value);
                said.machine.start = method.unwrap_or_default();
            }
            "await" => {
                let way = Awaiting::ALL.into_iter().find(|it| name_of(*it) == value);
                said.work.awaiting = way.unwrap_or_default();
            }
            "lang" => said.language = Language::for_tag(value),
            _ => {}
        }
    }
    said
}

/// The fragment that shows the lab as it is now.
pub fn fragment_of(lab: &Lab) -> String {
    if let Some(question) = lab.question()
        && question.set_up() == (lab.work, lab.machine)
    {
        return format!("lab={}", question.name);
    }
    let mut fragment = "lab=open".to_owned();
    let (work, machine) = (Work::default(), Machine::default());
    for knob in Knob::ALL {
        let value = knob.value(&lab.work, &lab.machine);
        if value != knob.value(&work, &machine) {
            let _ = write!(fragment, "&{}={value}", knob.name());
        }
    }
    if lab.machine.start != machine.start {
        fragment = fragment + "&start=" + lab.machine.start.name();
    }
    if lab.work.awaiting != work.awaiting {
        fragment = fragment + "&await=" + name_of(lab.work.awaiting);
    }
    fragment
}

/// What a way to wait is called in a link.
fn name_of(awaiting: Awaiting) -> &'static str {
    match awaiting {
        Awaiting::Together => "gather",
        Awaiting::OneByOne => "one-by-one",
        Awaiting::Blocking => "sleep",
    }
}
