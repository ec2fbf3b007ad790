//! `head` and `tail`.

use crate::program::{Cell, Value};
use crate::text::Text;
use crate::ui::scene::elements::{Handle, Mover, Turner};
use crate::ui::scene::frame::Frame;
use crate::ui::scene::geometry::{Place, Ring};
use crate::ui::scene::markup::units;
use crate::ui::scene::tween::Tween;
use yew::prelude::*;

/// The elements of both pointers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PointersElements {
    head: PointerElements,
    tail: PointerElements,
}

#[derive(Clone, Debug, Default, PartialEq)]
struct PointerElements {
    hand: Handle,
    name: Handle,
}

/// Both pointers as they are drawn.
pub fn pointers(ring: &Ring, elements: &PointersElements, text: &Text) -> Html {
    let pointer = |class: &'static str, name: &'static str, elements: &PointerElements| {
        let points = ring.pointer().map(|at| format!("{},{}", units(at.x), units(at.y))).join(" ");
        html! {
            <g class={classes!("pointer", class)} data-term={class} aria-hidden="true">
                <g ref={elements.hand.node()} class="hand-of" transform={Turner::INITIAL}><polygon points={points} /></g>
                <text ref={elements.name.node()} class="pointer-name" transform={Mover::INITIAL} text-anchor="middle"
                    dominant-baseline="central" font-size={units(ring.type_size)}>{ name }</text>
            </g>
        }
    };
    html! {
        <>
            { pointer("head", text.scene.head, &elements.head) }
            { pointer("tail", text.scene.tail, &elements.tail) }
        </>
    }
}

/// Both pointers, painted.
pub struct Pointers {
    ring: Ring,
    /// Where the program keeps them.
    cells: [Cell; 2],
    head: Pointer,
    tail: Pointer,
    /// Whether the tail's name stands clockwise of the head's where there is room for one only.
    tail_is_ahead: bool,
}

struct Pointer {
    turner: Turner,
    name: Mover,
    /// In degrees; it grows beyond 360, so that a pointer never turns back at the top.
    angle: Tween<f64>,
}

impl Pointers {
    /// The painter of both.
    pub fn new(elements: &PointersElements, ring: &Ring, cells: [Cell; 2]) -> Option<Pointers> {
        let pointer = |elements: &PointerElements| {
            Some(Pointer {
                turner: Turner::of(elements.hand.element()?, ring.centre)?,
                name: elements.name.mover()?,
                angle: Tween::at(ring.angle(0.0)),
            })
        };
        let (head, tail) = (pointer(&elements.head)?, pointer(&elements.tail)?);
        Some(Pointers { ring: ring.clone(), cells, head, tail, tail_is_ahead: true })
    }

    /// Draws both; whether one is on its way.
    pub fn paint(&mut self, frame: &Frame) -> bool {
        let memory = frame.model.playback.run.machine().memory();
        self.head.send(&self.ring, memory.get(self.cells[0]), frame);
        self.tail.send(&self.ring, memory.get(self.cells[1]), frame);
        let (head, tail) = (self.head.angle.value(frame.now), self.tail.angle.value(frame.now));
        self.name_both(head, tail);
        self.head.angle.is_moving(frame.now) || self.tail.angle.is_moving(frame.now)
    }

    /// Turns both pointers, and moves their names apart where they would cover each other.
    fn name_both(&mut self, head: f64, tail: f64) {
        let ring = &self.ring;
        let width = ring.name_width();
        let apart = (tail - head + 180.0).rem_euclid(360.0) - 180.0;
        let (sin, cos) = head.to_radians().sin_cos();
        let at = ring.pointer_name(head, width);
        let needed = width * cos.abs() + ring.type_size * 1.15 * sin.abs() + 2.0;
        let least = (needed / at.distance(ring.centre)).to_degrees();
        if apart.abs() >= least {
            self.tail_is_ahead = apart > 0.0;
        }
        let side = if self.tail_is_ahead { 1.0 } else { -1.0 };
        let shift = ((least - apart * side) / 2.0).clamp(0.0, least / 2.0 + 2.0) * side;
        // Two tips at one slot stand side by side.
        let pitch = 360.0 / f64::from(ring.slots);
        let tips = (13.0 / ring.outer).to_degrees().min(0.7 * pitch);
        let tip_shift = ((tips - apart * side) / 2.0).clamp(0.0, tips / 2.0) * side;
        let draw = |pointer: &mut Pointer, angle: f64, shift: f64, tip_shift: f64| {
            pointer.turner.turn(angle + tip_shift);
            let at = ring.pointer_name(angle + shift, width);
            pointer.name.put(Place { at, scale: 1.0 });
        };
        draw(&mut self.head, head, -shift, -tip_shift);
        draw(&mut self.tail, tail, shift, tip_shift);
    }
}

impl Pointer {
    /// Sends the pointer to a slot, the shorter way round.
    fn send(&mut self, ring: &Ring, slot: Value, frame: &Frame) {
        // A program of its own may count beyond the end of the ring.
        let goal = ring.angle(slot.rem_euclid(Value::from(ring.slots)) as f64);
        let from = self.angle.target();
        let way = (goal - from + 180.0).rem_euclid(360.0) - 180.0;
        // The way of a ring of two slots is forwards.
        let way = if way == -180.0 { 180.0 } else { way };
        if way.abs() > 1e-9 {
            self.angle.send(from + way, frame.now, frame.time);
        } else if frame.time == 0.0 {
            self.angle = Tween::at(from);
        }
    }
}
