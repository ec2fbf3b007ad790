//! How wide the reader's fonts are, measured once: the system's fonts differ by a fifth.

use super::elements::one;
use super::wording::Face;
use wasm_bindgen::JsCast;
use web_sys::{Element, SvgTextContentElement};
use yew::prelude::*;

const SIZE: f64 = 20.0;
/// Words as the picture has them, for an average width that is true of them.
const SAMPLE: &str = "waits: items is 0 in the critical section P1·27";

/// Invisible texts to measure.
pub fn gauges() -> Html {
    let gauge = |class: &'static str| {
        html! { <text class={classes!("gauge", class)} font-size={SIZE.to_string()} aria-hidden="true">{ SAMPLE }</text> }
    };
    html! { <>{ gauge("words") }{ gauge("code") }</> }
}

/// The widths of ordinary type and of the type for code.
pub fn measured(root: &Element) -> (Face, Face) {
    let measure = |class: &str, usual: f64| {
        let length = one(root, class)
            .and_then(|it| it.dyn_into::<SvgTextContentElement>().ok())
            .map_or(0.0, |it| f64::from(it.get_computed_text_length()));
        let width = length / (SIZE * SAMPLE.chars().count() as f64);
        // Single words are wider than the average; 0 is what a hidden picture measures.
        Face(if width > 0.2 { width * 1.04 } else { usual })
    };
    (measure(".gauge.words", 0.58), measure(".gauge.code", 0.61))
}
