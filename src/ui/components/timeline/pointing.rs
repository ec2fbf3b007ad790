//! Dragging the cursor, and what is said of the place under the pointer.

use crate::program::ThreadId;
use crate::session::{Model, PlaybackAction};
use crate::text::fill;
use crate::ui::components::rich_text::plain;
use crate::ui::store::Store;
use wasm_bindgen::JsCast;
use web_sys::Element;
use yew::prelude::*;

/// Goes to where the pointer is, and keeps hold of it.
pub fn on_press(store: &Store) -> Callback<PointerEvent> {
    let store = store.clone();
    Callback::from(move |event: PointerEvent| {
        let Some(plot) = plot_of(&event) else { return };
        if event.button() != 0 {
            return;
        }
        // It fails for a pointer that is gone already; then there is nothing to hold.
        let _ = plot.set_pointer_capture(event.pointer_id());
        drag(&store, &plot, &event);
    })
}

/// Dragging is going back; a pointer that only passes by is told what is under it.
pub fn on_move(store: &Store) -> Callback<PointerEvent> {
    let store = store.clone();
    Callback::from(move |event: PointerEvent| {
        let Some(plot) = plot_of(&event) else { return };
        if event.buttons() & 1 == 1 && plot.has_pointer_capture(event.pointer_id()) {
            drag(&store, &plot, &event);
        } else {
            tell(&store, &plot, &event);
        }
    })
}

/// Nothing is told any more.
pub fn hide(event: PointerEvent) {
    if let Some(tip) = plot_of(&event).and_then(|plot| tip_in(&plot)) {
        let _ = tip.set_attribute("hidden", "");
    }
}

fn drag(store: &Store, plot: &Element, event: &PointerEvent) {
    let window = store.read(Model::timeline_window);
    let along = place_in(plot, event) * window.len() as f64;
    // Beyond an end the window moves along.
    let position = (window.start as f64 + along).round().max(0.0) as usize;
    let (now, length) =
        store.read(|model| (model.playback.run.position(), model.playback.run.length()));
    if position.min(length) != now {
        store.dispatch(PlaybackAction::Seek(position));
    }
    tell(store, plot, event);
}

/// Says which step the pointer is at, and what the thread under it does there.
fn tell(store: &Store, plot: &Element, event: &PointerEvent) {
    let Some(tip) = tip_in(plot) else { return };
    let along = place_in(plot, event);
    let said = store.read(|model| {
        let window = model.timeline_window();
        let step = window.start + (along * window.len() as f64) as usize + 1;
        if !(0.0..1.0).contains(&along) || step > model.playback.run.length() {
            return None;
        }
        match lane_at(event, model.program().thread_count()) {
            Some(thread) => model.what_at(step, thread),
            None => fill_at(model, step),
        }
    });
    let Some(said) = said else {
        let _ = tip.set_attribute("hidden", "");
        return;
    };
    tip.set_text_content(Some(&plain(&said)));
    let side = if along > 0.5 { "right" } else { "left" };
    let thousandths = (if along > 0.5 { 1.0 - along } else { along } * 1000.0) as u32;
    // As a property: the attribute would be refused under a strict policy.
    let place = format!("{side}: calc({thousandths}% / 10)");
    let _ = js_sys::Reflect::set(&tip, &"style".into(), &place.into());
    let _ = tip.remove_attribute("hidden");
}

fn fill_at(model: &Model, step: usize) -> Option<String> {
    let words = &model.text().timeline;
    let strip = model.playback.run.strip(step - 1, step, 2);
    let &(_, most) = strip.fill.first()?;
    let items = fill(words.items_inside, &[&most.to_string()]);
    Some(fill(words.at_step, &[&step.to_string(), &items]))
}

/// The thread whose lane is at the height of the pointer.
fn lane_at(event: &PointerEvent, threads: usize) -> Option<ThreadId> {
    let body = plot_of(event)?.closest(".timeline-body").ok()??;
    let lanes = body.query_selector(".lanes").ok()??.get_bounding_client_rect();
    let down = (f64::from(event.client_y()) - lanes.top()) / lanes.height();
    (0.0..1.0).contains(&down).then(|| ThreadId::from_index((down * threads as f64) as usize))
}

/// Where the pointer is: 0 at the left edge of the plot, 1 at the right one.
fn place_in(plot: &Element, event: &PointerEvent) -> f64 {
    let frame = plot.get_bounding_client_rect();
    (f64::from(event.client_x()) - frame.left()) / frame.width().max(1.0)
}

fn plot_of(event: &PointerEvent) -> Option<Element> {
    let target: Element = event.target()?.dyn_into().ok()?;
    target.closest(".timeline-plot").ok()?
}

fn tip_in(plot: &Element) -> Option<Element> {
    plot.query_selector(".timeline-tip").ok()?
}
