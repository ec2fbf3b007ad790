//! The things that are on their way just now, on a few elements used again and again.

use super::item_tag::{TagElements, label_of, maker, tag};
use crate::program::{ObjectId, ThreadId, Value};
use crate::ui::scene::elements::{Attribute, Label, Mover};
use crate::ui::scene::frame::Frame;
use crate::ui::scene::geometry::{Place, Point, Size};
use crate::ui::scene::travel::Travel;
use crate::ui::scene::tween::{bow, ease};
use yew::prelude::*;

/// How many things can be on their way at once; of more, the oldest arrive early.
pub const POOL: usize = 12;

/// A thing on its way: an item, or a permit.
pub fn traveller(elements: &TagElements) -> Html {
    html! {
        <g ref={elements.group.node()} class="traveller" transform={Mover::INITIAL}>
            { tag(Size::new(44.0, 19.0), 11.5, &elements.label) }
            <circle class="permit" r="5" />
        </g>
    }
}

/// All travellers.
pub struct Travellers {
    elements: Vec<Traveller>,
    next: usize,
}

struct Traveller {
    mover: Mover,
    kind: Attribute,
    maker: Attribute,
    label: Label,
    way: Option<Way>,
}

/// One way.
#[derive(Clone, Copy)]
struct Way {
    travel: Travel,
    from: Point,
    to: Point,
    start: f64,
    time: f64,
}

impl Travellers {
    /// The travellers of the pool.
    pub fn of(elements: &[TagElements]) -> Travellers {
        let traveller = |elements: &TagElements| {
            Some(Traveller {
                label: elements.label.label()?,
                kind: elements.group.attribute("data-kind")?,
                maker: elements.group.attribute("data-maker")?,
                mover: elements.group.mover()?,
                way: None,
            })
        };
        Travellers { elements: elements.iter().filter_map(traveller).collect(), next: 0 }
    }

    /// Sends something on its way, a permit as the lock it is of if it is of one.
    pub fn send(&mut self, travel: Travel, ends: [Point; 2], frame: &Frame, is_lock: bool) {
        let (now, time) = (frame.now, frame.time);
        if time <= 0.0 || self.elements.is_empty() {
            return;
        }
        self.next = (self.next + 1) % self.elements.len();
        let traveller = &mut self.elements[self.next];
        match travel {
            Travel::Put { value, .. } | Travel::Get { value, .. } => {
                traveller.kind.set(Some("item"));
                traveller.maker.set(maker(value));
                traveller.label.say(&label_of(frame.model.program(), value));
            }
            Travel::Take { .. } | Travel::Give { .. } => {
                traveller.kind.set(Some(if is_lock { "key" } else { "permit" }));
            }
        }
        let [from, to] = ends;
        traveller.way = Some(Way { travel, from, to, start: now, time });
    }

    /// Lets everything arrive at once.
    pub fn clear(&mut self) {
        for traveller in &mut self.elements {
            traveller.way = None;
        }
    }

    /// Draws all of them where they are now; whether any is still on its way.
    pub fn paint(&mut self, now: f64) -> bool {
        let mut moving = false;
        for Traveller { mover, kind, way, .. } in &mut self.elements {
            let Some(it) = *way else {
                kind.set(None);
                continue;
            };
            if now >= it.start + it.time {
                *way = None;
                kind.set(None);
                continue;
            }
            moving = true;
            let share = ease((now - it.start) / it.time);
            let at = match it.travel {
                // A bow leaves the hands level, and so it is the same way back.
                Travel::Get { .. } => bow(it.to, it.from, 1.0 - share),
                _ => bow(it.from, it.to, share),
            };
            mover.put(Place { at, scale: 1.0 });
        }
        moving
    }

    /// Whether this is on its way into a container.
    pub fn is_bound_for(&self, container: ObjectId, item: Value, now: f64) -> bool {
        self.under_way(now).any(|it| {
            matches!(it, Travel::Put { object, value, .. } if object == container && value == item)
        })
    }

    /// Whether an item is on its way into the hands of a thread.
    pub fn is_bound_for_hand(&self, id: ThreadId, now: f64) -> bool {
        self.under_way(now).any(|it| matches!(it, Travel::Get { thread, .. } if thread == id))
    }

    fn under_way(&self, now: f64) -> impl Iterator<Item = Travel> {
        let ways = self.elements.iter().filter_map(|it| it.way);
        ways.filter(move |it| now < it.start + it.time).map(|it| it.travel)
    }
}
