//! The picture's elements, built once for a blueprint and a geometry. Whatever changes
//! while a program runs is left empty here: the painter fills it in.

mod middle;
mod trays;

pub use middle::tag_size;

use super::blueprint::Blueprint;
use super::elements::Mover;
use super::geometry::{CHIP, Card, Geometry, Rect, Size, TextLine, Units};
use super::travellers::POOL;
use crate::program::{RoleKind, ThreadId, ThreadName};
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
            if blueprint.has_critical_section { { ground(geometry) } }
            { middle::stage(blueprint, geometry, text) }
            { for geometry.trays.iter().zip(&blueprint.trays).map(|(it, plan)| trays::tray(it, plan, text)) }
            { for cards.map(|(index, (it, &name))| card(it, name, ThreadId::from_index(index), on_step)) }
            { for chips.map(|(index, &name)| chip(name, ThreadId::from_index(index), on_step)) }
            <g class="travellers" aria-hidden="true">{ for (0..POOL).map(|_| traveller()) }</g>
        </>
    }
}

/// What the styles call the roles.
pub fn role_class(role: RoleKind) -> &'static str {
    match role {
        RoleKind::Producer => "producer",
        RoleKind::Consumer => "consumer",
        RoleKind::Other(_) => "other",
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
