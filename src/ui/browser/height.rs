//! How high the page would like to be in the frame it stands in.

use std::cell::Cell;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// The picture's height beside its width, and the least and the most of it in pixels.
const SHAPE: f64 = 0.6;
const LOWEST: f64 = 240.0;
const HIGHEST: f64 = 520.0;

/// From this width on the program stands beside the picture, if there is so much height: less is a phone on its side.
const WIDE: f64 = 720.0;
const WIDE_HEIGHT: f64 = 640.0;

/// A difference that nobody would see is not worth moving the text around the frame.
const WORTH_SAYING: f64 = 6.0;

/// The height that was said last, and for which width.
#[derive(Default)]
pub struct Height {
    said: Cell<(f64, f64)>,
}

impl Height {
    /// The height that the page would like to have now, if that is news. While its width stays, it only
    /// grows: a page whose parts move with its height would otherwise go back and forth.
    pub fn news(&self) -> Option<usize> {
        let (width, height) = wanted()?;
        let (known_width, known_height) = self.said.get();
        if width == known_width && height < known_height + WORTH_SAYING {
            return None;
        }
        self.said.set((width, height));
        Some(height.ceil() as usize)
    }
}

/// The picture takes what the rest leaves, so the rest is what it does not have.
fn wanted() -> Option<(f64, f64)> {
    let window = web_sys::window()?;
    let root: Element = window.document()?.document_element()?;
    let picture: HtmlElement = root.query_selector(".scene-place").ok()??.dyn_into().ok()?;
    let (width, height) = (f64::from(picture.client_width()), f64::from(picture.client_height()));
    let page = f64::from(root.client_width());
    let visible = window.inner_height().ok()?.as_f64()?;
    let total = f64::from(root.scroll_height()).max(visible);
    let rest = (total - height).max(0.0);
    let least = if page >= WIDE { WIDE_HEIGHT } else { 0.0 };
    let height = (rest + (width * SHAPE).clamp(LOWEST, HIGHEST)).max(least);
    (width > 0.0).then_some((page, height))
}
