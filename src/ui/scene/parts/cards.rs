//! Cards and chips as they are drawn, and the ground of the critical section.

use super::item_tag::{TagElements, tag};
use crate::program::{ThreadId, ThreadName};
use crate::ui::role_colours::thread_class;
use crate::ui::scene::elements::{Handle, Mover};
use crate::ui::scene::geometry::{CHIP, Card, Geometry, Rect, Size};
use crate::ui::scene::markup::{framed, rect, translate, units, written};
use yew::prelude::*;

/// Called with the thread that a reader wants to step.
pub type OnStep = Callback<ThreadId>;

/// The elements of a thread.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ThreadElements {
    /// The card.
    pub card: Handle,
    /// The card's tooltip.
    pub title: Handle,
    /// What the thread does.
    pub words: Handle,
    /// The line it is at.
    pub code: Handle,
    /// The item in its hand.
    pub hand: TagElements,
    /// The chip.
    pub chip: Handle,
}

/// The elements of the ground, where a program has a critical section.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GroundElements {
    /// Who is inside.
    pub caption: Handle,
    /// The ground itself.
    pub halo: Handle,
}

/// The ground of the critical section.
pub fn ground(geometry: &Geometry, elements: &GroundElements) -> Html {
    html! {
        <g class="ground">
            { framed(geometry.halo.frame, geometry.halo.corner, "halo", &elements.halo) }
            { written(&geometry.caption, "caption", &elements.caption) }
        </g>
    }
}

/// A thread's card.
pub fn card(
    card: &Card,
    name: ThreadName,
    id: ThreadId,
    elements: &ThreadElements,
    on_step: &OnStep,
) -> Html {
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
        <g ref={elements.card.node()} class={classes!("thread", thread_class(name.role))} role="button" tabindex="0"
            data-thread={id.0.to_string()} {onclick} {onkeydown}>
            <title ref={elements.title.node()} />
            { rect(card.frame, 12.0, "card") }
            { rect(home.inset(0.5), 7.0, "vacant") }
            <text class="vacant-name" text-anchor="middle" dominant-baseline="central" font-size={name_size}
                x={units(card.home.at.x)} y={units(card.home.at.y)}>{ name.to_string() }</text>
            { for card.words.iter().map(|it| written(it, "words", &elements.words)) }
            { for card.code.iter().map(|it| written(it, "code", &elements.code)) }
            <g ref={elements.hand.group.node()} class="hand" transform={translate(card.hand)}>
                { tag(Size::new(card.hand.width, card.hand.height), 11.0, &elements.hand.label) }
            </g>
        </g>
    }
}

/// A thread's chip, which goes where the thread waits or is inside.
pub fn chip(name: ThreadName, id: ThreadId, handle: &Handle, on_step: &OnStep) -> Html {
    let onclick = on_step.reform(move |_: MouseEvent| id);
    let body = Rect::around(Default::default(), CHIP);
    let role = thread_class(name.role);
    let name = name.to_string();
    let size = if name.len() > 2 { "13" } else { "15" };
    html! {
        <g ref={handle.node()} class={classes!("chip", role)} transform={Mover::INITIAL} aria-hidden="true" {onclick}>
            { rect(body, 8.0, "chip-body") }
            <text class="chip-name" text-anchor="middle" dominant-baseline="central" font-size={size}>{ name }</text>
            <text class="asleep" x="12" y="-3" font-size="12">{ "z" }</text>
        </g>
    }
}
