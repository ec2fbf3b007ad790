//! The picture: producers, the container, consumers, and what they wait for.
//!
//! Yew builds the elements once for a [`Blueprint`] and the size of the container. From
//! then on one callback before each frame moves what moves. Where things are is worked out
//! in `geometry`, which knows no browser.

mod blueprint;
mod container_size;
mod count_text;
mod elements;
mod frame;
mod frame_loop;
mod geometry;
mod markup;
mod painter;
mod parts;
mod seats;
mod travel;
mod tween;
mod type_width;
mod uses;
mod wording;

use super::store::Store;
use crate::program::{Item, ThreadId};
use crate::session::{PlaybackAction, TimelineAction};
use crate::text::Language;
use blueprint::Blueprint;
use container_size::use_container_size;
use frame_loop::FrameLoop;
use geometry::{Geometry, Layout, Size, Units};
use painter::Painter;
use parts::{Elements, picture};
use std::rc::Rc;
use type_width::Gauges;
use wasm_bindgen::JsCast;
use web_sys::Element;
use yew::prelude::*;

/// See [`Scene`].
#[derive(PartialEq, Properties)]
pub struct SceneProps {
    /// The page's state.
    pub store: Store,
    /// Which program it is of: the generation of the run, and the language.
    pub program: (u64, Language),
}

/// The picture. It fills its container, whose size decides the layout; the container has
/// to have a height of its own.
#[component]
pub fn Scene(SceneProps { store, program }: &SceneProps) -> Html {
    let container = use_node_ref();
    // A model may hold another program after each of these changes only.
    let blueprint = use_memo(*program, |_| store.read(Blueprint::of));
    let size = use_container_size(&container);
    let geometry = use_memo((blueprint.clone(), size), |(blueprint, size)| {
        let (width, height) = (*size)?;
        let container = Size::new(f64::from(width), f64::from(height));
        let plan = blueprint.plan();
        let layout = Layout::for_container(&plan, container);
        let view = layout.view(&plan, container);
        Some(Rc::new(Geometry::new(&plan, layout, view)))
    });
    // The painter writes into the elements, so those of one picture must not be reused for another.
    let drawn = use_mut_ref(|| 0_u32);
    let number = use_memo((blueprint.clone(), (*geometry).clone()), move |_| {
        *drawn.borrow_mut() += 1;
        *drawn.borrow()
    });
    html! {
        <div class="scene" ref={container}>
            if let Some(geometry) = &*geometry {
                <Picture key={*number} store={store.clone()} {blueprint} geometry={geometry.clone()} />
            }
        </div>
    }
}

#[derive(PartialEq, Properties)]
struct PictureProps {
    store: Store,
    blueprint: Rc<Blueprint>,
    geometry: Rc<Geometry>,
}

#[component]
fn Picture(PictureProps { store, blueprint, geometry }: &PictureProps) -> Html {
    // There is another picture for another geometry, so the handles are of this one.
    let elements = use_memo((), |()| Elements::of(geometry));
    let gauges = use_memo((), |()| Gauges::default());
    {
        let (store, elements, gauges) = (store.clone(), elements.clone(), gauges.clone());
        let drawn_for = (blueprint.clone(), geometry.clone());
        use_effect_with(drawn_for, move |(blueprint, geometry)| {
            let painter = Painter::new(&elements, blueprint, geometry.clone(), gauges.measured());
            let loops = painter.and_then(|mut painter| {
                let painted = store.clone();
                FrameLoop::new(move |now| painted.read(|model| painter.paint(model, now)))
            });
            let subscription = loops.as_ref().map(|loops| {
                loops.wake();
                let wake = loops.waker();
                store.subscribe(move |_| wake())
            });
            move || drop((subscription, loops))
        });
    }
    let on_step = use_callback(store.clone(), |id: ThreadId, store| {
        store.dispatch(PlaybackAction::StepThread(id));
    });
    let onclick = use_callback(store.clone(), |event: MouseEvent, store| {
        if let Some(item) = item_under(&event) {
            store.dispatch(TimelineAction::Follow(Some(item)));
        }
    });
    let label = blueprint.language.text().scene.label;
    let Size { width, height } = geometry.view;
    html! {
        <svg class="scene-picture" role="group" aria-label={label} {onclick}
            data-layout={geometry.layout.name()}
            viewBox={format!("0 0 {} {}", Units(width), Units(height))}>
            { gauges.draw() }
            { picture(blueprint, geometry, &elements, &on_step) }
        </svg>
    }
}

/// The item in the slot that was clicked. Keys find it in the timeline.
fn item_under(event: &MouseEvent) -> Option<Item> {
    let target: Element = event.target()?.dyn_into().ok()?;
    let slot = target.closest(".ring .slot").ok()??;
    let tag = slot.query_selector("[data-item][data-state]").ok()??;
    let name = tag.get_attribute("data-item")?;
    let (producer, number) = name.strip_prefix('P')?.split_once('·')?;
    let producer: u16 = producer.parse().ok()?;
    Some(Item { producer: producer.checked_sub(1)?, number: number.parse().ok()? })
}
