//! Small pieces of markup that several parts are drawn of.

use super::elements::Handle;
use super::geometry::{Rect, TextLine, Units};
use yew::prelude::*;

/// A line that always says the same.
pub fn line(line: &TextLine, class: &'static str, words: &str) -> Html {
    html! {
        <text class={class} x={units(line.at.x)} y={units(line.at.y)} font-size={units(line.size)}
            text-anchor={line.anchor.name()}>
            { words }
        </text>
    }
}

/// A line that the painter writes.
pub fn written(line: &TextLine, class: &'static str, handle: &Handle) -> Html {
    html! {
        <text ref={handle.node()} class={class} x={units(line.at.x)} y={units(line.at.y)}
            font-size={units(line.size)} text-anchor={line.anchor.name()} />
    }
}

/// A rectangle with round corners.
pub fn rect(rect: Rect, corner: f64, class: &'static str) -> Html {
    html! {
        <rect class={class} x={units(rect.x)} y={units(rect.y)} width={units(rect.width)}
            height={units(rect.height)} rx={units(corner)} />
    }
}

/// Moves what is drawn round the origin to the middle of this.
pub fn translate(rect: Rect) -> String {
    let centre = rect.centre();
    format!("translate({} {})", units(centre.x), units(centre.y))
}

/// A number for an attribute, to a hundredth.
pub fn units(value: f64) -> String {
    Units(value).to_string()
}

/// A rectangle with round corners whose look changes.
pub fn framed(rect: Rect, corner: f64, class: &'static str, handle: &Handle) -> Html {
    html! {
        <rect ref={handle.node()} class={class} x={units(rect.x)} y={units(rect.y)}
            width={units(rect.width)} height={units(rect.height)} rx={units(corner)} />
    }
}
