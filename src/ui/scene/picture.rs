//! The picture's elements, built once for a blueprint and a geometry. Whatever changes
//! while a program runs is left empty here: the painter fills it in.

use super::blueprint::{Blueprint, TrayPlan};
use super::count_text::CountText;
use super::elements::{Mover, Turner};
use super::geometry::{CHIP, Card, Geometry, Mark, Point, Rect, Ring, Size, TextLine, Tray, Units};
use super::travellers::POOL;
use crate::program::{RoleKind, ThreadId, ThreadName};
use crate::text::Text;
use yew::prelude::*;

/// Called with the thread that a reader wants to step.
pub type OnStep = Callback<ThreadId>;

/// The elements, from the ground up.
pub fn elements(blueprint: &Blueprint, geometry: &Geometry, on_step: &OnStep) -> Html {
    let text = blueprint.language.text();
    let cards = geometry.cards.iter().zip(&blueprint.threads).enumerate();
    let chips = blueprint.threads.iter().enumerate();
    html! {
        <>
            { ground(geometry) }
            { ring(&geometry.ring, text) }
            { pointers(&geometry.ring, text) }
            { for geometry.trays.iter().zip(&blueprint.semaphores).map(|(it, plan)| tray(it, plan, text)) }
            { for cards.map(|(index, (it, &name))| card(it, name, ThreadId::from_index(index), on_step)) }
            { for chips.map(|(index, &name)| chip(name, ThreadId::from_index(index), on_step)) }
            <g class="travellers" aria-hidden="true">{ for (0..POOL).map(|_| traveller()) }</g>
        </>
    }
}

/// What the styles call the two roles.
pub fn role_class(role: RoleKind) -> &'static str {
    match role {
        RoleKind::Producer => "producer",
        RoleKind::Consumer => "consumer",
    }
}

fn ground(geometry: &Geometry) -> Html {
    html! {
        <g class="ground">
            { rect(geometry.halo.frame, geometry.halo.corner, "halo") }
            { line(&geometry.caption, "caption", "") }
        </g>
    }
}

fn ring(ring: &Ring, text: &Text) -> Html {
    let centre = CountText::fitting(&(text.scene.of_slots_full)(&ring.slots.to_string()), ring);
    html! {
        <g class="ring" role="img" data-dense={(ring.slots > 24).then_some("")}>
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

fn tray(tray: &Tray, plan: &TrayPlan, text: &Text) -> Html {
    let pip = |at: &Point| {
        html! {
            <circle class="pip" cx={units(at.x)} cy={units(at.y)} r={units(tray.pip_radius)} />
        }
    };
    // The last berth says how many more there are, when there are too many.
    let more = tray.berths.last().map(|it| it.at).unwrap_or(tray.bed.centre());
    let front = format!(
        "M{} {}v4a8 8 0 0 0 8 8h{}a8 8 0 0 0 8-8v-4",
        Units(tray.bed.x),
        Units(tray.bed.bottom() - 12.0),
        Units(tray.bed.width - 16.0)
    );
    html! {
        <g class="tray" role="img">
            { rect(tray.frame, 12.0, "tray-frame") }
            { rect(tray.bed, 8.0, "bed") }
            <path class="bed-front" d={front} />
            { line(&tray.name, "tray-name", &plan.name) }
            { line(&tray.count, "tray-count", "") }
            { for tray.pips.iter().map(pip) }
            if plan.waited_at_by.is_none() { { line(&tray.holder, "holder", "") } }
            <text class="more" text-anchor="middle" dominant-baseline="central" font-size="12"
                x={units(more.x)} y={units(more.y)} />
            { line(&tray.off, "off", text.scene.switched_off) }
        </g>
    }
}

fn card(card: &Card, name: ThreadName, id: ThreadId, on_step: &OnStep) -> Html {
    let onclick = on_step.reform(move |_: MouseEvent| id);
    let onkeydown = {
        let on_step = on_step.clone();
        move |event: KeyboardEvent| {
            if matches!(event.key().as_str(), "Enter" | " ") && !event.repeat() {
                // These keys mean something else to the page.
                event.prevent_default();
                event.stop_propagation();
                on_step.emit(id);
            }
        }
    };
    let home = card.home.chip();
    let name_size = units(13.0 * card.home.scale);
    html! {
        <g class={classes!("thread", role_class(name.role))} role="button" tabindex="0"
            data-thread={id.0.to_string()} {onclick} {onkeydown}>
            <title />
            { rect(card.frame, 12.0, "card") }
            { rect(home.inset(0.5), 7.0, "vacant") }
            <text class="vacant-name" text-anchor="middle" dominant-baseline="central" font-size={name_size}
                x={units(card.home.at.x)} y={units(card.home.at.y)}>{ name.to_string() }</text>
            { for card.words.iter().map(|it| line(it, "words", "")) }
            { for card.code.iter().map(|it| line(it, "code", "")) }
            <g class="hand" transform={translate(card.hand)}>
                { tag(Size::new(card.hand.width, card.hand.height), 11.0) }
            </g>
        </g>
    }
}

fn chip(name: ThreadName, id: ThreadId, on_step: &OnStep) -> Html {
    let onclick = on_step.reform(move |_: MouseEvent| id);
    let body = Rect::around(Default::default(), CHIP);
    let role = role_class(name.role);
    let name = name.to_string();
    let size = if name.len() > 2 { "13" } else { "15" };
    html! {
        <g class={classes!("chip", role)} transform={Mover::INITIAL} aria-hidden="true" {onclick}>
            { rect(body, 8.0, "chip-body") }
            <text class="chip-name" text-anchor="middle" dominant-baseline="central" font-size={size}>{ name }</text>
            <text class="asleep" x="12" y="-3" font-size="12">{ "z" }</text>
        </g>
    }
}

fn traveller() -> Html {
    html! {
        <g class="traveller" transform={Mover::INITIAL}>
            { tag(Size::new(44.0, 19.0), 11.5) }
            <circle class="permit" r="5" />
        </g>
    }
}

/// An item's label round the origin.
fn tag(size: Size, type_size: f64) -> Html {
    html! {
        <>
            { rect(Rect::around(Default::default(), size), (size.height / 2.0).min(6.0), "tag") }
            <text class="tag-label" text-anchor="middle" dominant-baseline="central"
                font-size={units(type_size)} />
        </>
    }
}

fn line(line: &TextLine, class: &'static str, words: &str) -> Html {
    html! {
        <text class={class} x={units(line.at.x)} y={units(line.at.y)} font-size={units(line.size)}
            text-anchor={line.anchor.name()}>
            if !words.is_empty() { { words } }
        </text>
    }
}

fn rect(rect: Rect, corner: f64, class: &'static str) -> Html {
    html! {
        <rect class={class} x={units(rect.x)} y={units(rect.y)} width={units(rect.width)}
            height={units(rect.height)} rx={units(corner)} />
    }
}

fn translate(rect: Rect) -> String {
    let centre = rect.centre();
    format!("translate({} {})", units(centre.x), units(centre.y))
}

/// A number for an attribute, to a hundredth.
fn units(value: f64) -> String {
    Units(value).to_string()
}
