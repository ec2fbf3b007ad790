//! How wide the reader's fonts are, measured once: the system's fonts differ by a fifth.

use super::elements::Handle;
use super::geometry::Units;
use super::wording::Face;
use wasm_bindgen::JsCast;
use web_sys::SvgTextContentElement;
use yew::prelude::*;

const SIZE: f64 = 20.0;
/// Words as the picture has them, for an average width that is true of them.
const SAMPLE: &str = "waits: items is 0 in the critical section P1·27";
/// Items as the picture has them.
const ITEM_SAMPLE: &str = "P12·3456 P7·89";

/// The widths of the picture's kinds of type.
#[derive(Clone, Copy, Debug)]
pub struct Faces {
    /// Ordinary type.
    pub words: Face,
    /// The type for code.
    pub code: Face,
    /// The type for items.
    pub tags: Face,
}

/// Invisible texts to measure.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Gauges {
    words: Handle,
    code: Handle,
    tags: Handle,
}

impl Gauges {
    /// Draws them.
    pub fn draw(&self) -> Html {
        let gauge = |class: &'static str, sample: &'static str, handle: &Handle| {
            html! {
                <text ref={handle.node()} class={classes!("gauge", class)}
                    font-size={Units(SIZE).to_string()} aria-hidden="true">{ sample }</text>
            }
        };
        html! {
            <>
                { gauge("words", SAMPLE, &self.words) }
                { gauge("code", SAMPLE, &self.code) }
                { gauge("tag-label", ITEM_SAMPLE, &self.tags) }
            </>
        }
    }

    /// The widths of the reader's fonts.
    pub fn measured(&self) -> Faces {
        let measure = |handle: &Handle, sample: &str, face: fn(f64) -> Face, usual: f64| {
            let length = handle
                .element()
                .and_then(|it| it.dyn_into::<SvgTextContentElement>().ok())
                .map_or(0.0, |it| f64::from(it.get_computed_text_length()));
            let width = length / face(1.0).width(sample, SIZE);
            // Single words are wider than the average; 0 is what a hidden picture measures.
            face(if width > 0.2 { width * 1.04 } else { usual })
        };
        Faces {
            words: measure(&self.words, SAMPLE, Face::Proportional, 0.6),
            code: measure(&self.code, SAMPLE, Face::Even, 0.61),
            tags: measure(&self.tags, ITEM_SAMPLE, Face::Proportional, 0.65),
        }
    }
}
