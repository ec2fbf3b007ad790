//! Links to challenges: `lesson=woken-is-not-served&variant=17&lang=pt-BR`.

use crate::lesson::{Challenge, MOST_VARIANTS, find};
use crate::text::Language;

/// What a link to the course says.
#[derive(Clone, Copy, Debug)]
pub struct Said {
    /// The challenge; `None` where the link is to the course as a whole.
    pub challenge: Option<&'static Challenge>,
    /// Its variant.
    pub variant: u32,
    /// The language, where the link says one.
    pub language: Option<Language>,
}

/// What a fragment says, without its `#`. A challenge that is not known leads to the course as a whole.
pub fn read(fragment: &str) -> Option<Said> {
    let mut words = fragment.split('&');
    let challenge = match words.next()?.split_once('=') {
        Some(("lesson", name)) => find(name),
        None if fragment.starts_with("course") => None,
        _ => return None,
    };
    let mut said = Said { challenge, variant: 0, language: None };
    for (name, value) in words.filter_map(|it| it.split_once('=')) {
        match name {
            "variant" => said.variant = value.parse().unwrap_or(0).min(MOST_VARIANTS),
            "lang" => said.language = Language::for_tag(value),
            _ => {}
        }
    }
    Some(said)
}

/// The fragment that opens a challenge, in the language of whoever opens it.
pub fn fragment_of(challenge: &Challenge, variant: u32) -> String {
    match variant {
        0 => format!("lesson={}", challenge.name),
        _ => format!("lesson={}&variant={variant}", challenge.name),
    }
}
