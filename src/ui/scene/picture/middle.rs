//! The container in the middle.

use super::{line, rect, tag, trays, units};
use crate::text::Text;
use crate::ui::scene::blueprint::{Blueprint, StagePlan};
use crate::ui::scene::count_text::CountText;
use crate::ui::scene::elements::{Mover, Turner};
use crate::ui::scene::geometry::{Belt, Geometry, Mark, Point, Rect, Ring, Size, Stage};
use yew::prelude::*;

/// The middle; boxes are drawn with the trays.
pub fn stage(blueprint: &Blueprint, geometry: &Geometry, text: &Text) -> Html {
    match (&geometry.stage, &blueprint.stage) {
        (Stage::Ring(it), StagePlan::Ring { pointers: with, .. }) => html! {
            <>
                { ring(it, text) }
                if with.is_some() { { pointers(it, text) } }
            </>
        },
        (Stage::Belt(it), StagePlan::Belt { caption, is_endless, .. }) => {
            belt(it, caption, *is_endless, text)
        }
        _ => html! {},
    }
}

pub fn ring(ring: &Ring, text: &Text) -> Html {
    let centre = CountText::fitting(&(text.scene.of_slots_full)(&ring.slots.to_string()), ring);
    html! {
        <g class="ring container" role="img" data-dense={(ring.slots > 24).then_some("")}>
            { for (0..ring.slots).map(|index| slot(ring, index, centre.slots_are_numbered)) }
            <path class="slot-trouble" d="" />
            { line(&centre.count, "full-count", "") }
            { for centre.caption.iter().map(|(at, words)| line(at, "full-caption", words)) }
            <g class="lost" transform={Mover::INITIAL} aria-hidden="true">
                { tag(Size::new(42.0, 18.0), 11.0) }
                <path class="strike" d="M-25 5L25-5" />
            </g>
        </g>
    }
}

fn slot(ring: &Ring, index: u16, is_numbered: bool) -> Html {
    let centre = ring.slot_centre(index);
    let at = format!("translate({} {})", units(centre.x), units(centre.y));
    let item = match ring.mark {
        Mark::Label(size) => html! {
            <g class="item" transform={at}>{ tag(size, (size.width * 0.27).clamp(9.5, 12.5)) }</g>
        },
        Mark::Number(_) | Mark::Block => html! {
            <g class="item">
                <path class="tag" d={ring.outline(index, 0.0)} />
                <text class="tag-label" text-anchor="middle" dominant-baseline="central" font-size="10"
                    x={units(centre.x)} y={units(centre.y)} />
            </g>
        },
    };
    let number = ring.number_at(index);
    html! {
        <g class="slot">
            <title />
            <path class="seat" d={ring.outline(index, 0.0)} />
            { item }
            if is_numbered && ring.is_numbered(index) {
                <text class="slot-number" text-anchor="middle" dominant-baseline="central"
                    font-size={units(ring.type_size - 0.5)} x={units(number.x)} y={units(number.y)}>{ index }</text>
            }
        </g>
    }
}

fn pointers(ring: &Ring, text: &Text) -> Html {
    let pointer = |class: &'static str, name: &'static str| {
        let points = ring.pointer().map(|at| format!("{},{}", units(at.x), units(at.y))).join(" ");
        html! {
            <g class={classes!("pointer", class)} aria-hidden="true">
                <g class="hand-of" transform={Turner::INITIAL}><polygon points={points} /></g>
                <text class="pointer-name" transform={Mover::INITIAL} text-anchor="middle"
                    dominant-baseline="central" font-size={units(ring.type_size)}>{ name }</text>
            </g>
        }
    };
    html! { <>{ pointer("head", text.scene.head) }{ pointer("tail", text.scene.tail) }</> }
}

fn belt(belt: &Belt, caption: &str, is_endless: bool, text: &Text) -> Html {
    let size = tag_size(belt.mark);
    let seat = |place: &Rect| {
        html! { <g class="slot"><title />{ rect(*place, 4.0, "seat") }</g> }
    };
    let item = |place: &Rect| {
        let centre = place.centre();
        let at = format!("translate({} {})", units(centre.x), units(centre.y));
        let (size, type_size) = match belt.mark {
            Mark::Label(size) => (size, size_of_label(size)),
            _ => (Size::new(place.width, place.height), 10.0),
        };
        html! { <g class="item" transform={at}>{ tag(size, type_size) }</g> }
    };
    let more = belt.place(belt.places.len()).centre();
    let words = [text.objects.room_awaited, text.objects.element_awaited];
    let beds = belt.beds.iter().zip(words);
    let beds = beds.filter_map(|(bed, words)| Some(trays::bed(bed.as_ref()?, words)));
    html! {
        <>
            <g class="belt container" role="img" data-endless={is_endless.then_some("")}>
                { rect(belt.frame.inset(-5.0), 9.0, "container-frame") }
                { for belt.places.iter().map(seat) }
                { for belt.arrows.into_iter().map(arrow) }
                <g class="belt-items" transform={Mover::INITIAL}>
                    { for belt.places.iter().map(item) }
                </g>
                <text class="belt-more" text-anchor="middle" dominant-baseline="central"
                    font-size={units(size)} x={units(more.x)} y={units(more.y)} />
                { line(&belt.count, "full-count", "") }
                { line(&belt.caption, "full-caption", caption) }
                { for belt.ends.iter().flatten().map(|it| line(it, "channel-end", "")) }
            </g>
            { for beds }
        </>
    }
}

/// An arrow into or out of a belt; a cross stands there once that end is closed.
fn arrow(at: Point) -> Html {
    let Point { x, y } = at;
    let way = format!("M{} {}l6 6l-6 6", units(x - 3.0), units(y - 6.0));
    let cross = format!("M{} {}l10 10m0 -10l-10 10", units(x - 5.0), units(y - 5.0));
    html! { <g class="belt-arrow"><path class="way" d={way} /><path class="cross" d={cross} /></g> }
}

/// The size of the type in a place that is drawn so.
pub fn tag_size(mark: Mark) -> f64 {
    match mark {
        Mark::Label(size) => size_of_label(size),
        Mark::Number(_) | Mark::Block => 10.0,
    }
}

fn size_of_label(size: Size) -> f64 {
    (size.width * 0.27).clamp(9.5, 12.5)
}
