//! Trays, producers, ring and consumers one below the other: the layout of a phone.

use super::cards;
use super::halo::Halo;
use super::ring::Ring;
use super::shapes::{Anchor, Point, Rect, Size, TextLine};
use super::trays::{Tray, TrayStyle};
use super::{Geometry, Layout, Plan, content, tray_frames};

const MARGIN: f64 = 8.0;
const GAP: f64 = 8.0;
const TRAY_HEIGHT: f64 = 70.0;
const CAPTION_HEIGHT: f64 = 20.0;
const TYPE_SIZE: f64 = 11.5;

/// The smallest radius of the ring.
const LEAST_RADIUS: f64 = 62.0;

/// The height below which the ring would be too small.
pub fn least_height(plan: &Plan) -> f64 {
    let cards = cards::rows_height(plan.producers) + cards::rows_height(plan.consumers);
    let stage = 2.0 * (LEAST_RADIUS + Ring::reach_above(TYPE_SIZE)) + CAPTION_HEIGHT + 2.0;
    2.0 * MARGIN + TRAY_HEIGHT + 2.0 * GAP + cards + stage
}

/// Arranges the picture in rows.
pub fn arrange(plan: &Plan, view: Size) -> Geometry {
    let layout = Layout::Phone;
    let content = content(layout, view, MARGIN);
    let trays = tray_frames(content, TRAY_HEIGHT, 6.0, plan.trays.len())
        .zip(&plan.trays)
        .map(|(frame, &needs)| Tray::new(frame, TrayStyle::Stacked, needs))
        .collect();

    let row =
        |y: f64, count: usize| Rect::new(content.x, y, content.width, cards::rows_height(count));
    let producers = row(content.y + TRAY_HEIGHT + GAP, plan.producers);
    let mut consumers = row(content.bottom(), plan.consumers);
    consumers.y -= consumers.height;

    let top = producers.bottom() + GAP;
    let stage = Rect::new(content.x, top, content.width, consumers.y - CAPTION_HEIGHT - 2.0 - top);
    let around_ring = Size::new(48.0, Ring::reach_above(TYPE_SIZE));
    let outer = (stage.height / 2.0 - around_ring.height)
        .min(stage.width / 2.0 - around_ring.width)
        .max(24.0);
    // The corners beside the ring are where threads stand that are inside.
    let width = stage.width.min(2.0 * (outer + 96.0));
    let height = 2.0 * (outer + around_ring.height);
    let centre = stage.centre();
    let frame = Rect::around(centre, Size::new(width, height));
    let ring = Ring::new(centre, outer, plan.capacity, TYPE_SIZE);
    let entrances = [Point::new(frame.x, frame.y), Point::new(frame.right(), frame.bottom())];
    let halo = Halo::new(frame, 24.0, &ring, 0.82, entrances);
    let caption = TextLine {
        at: Point::new(centre.x, frame.bottom() + CAPTION_HEIGHT * 0.75),
        anchor: Anchor::Middle,
        size: 12.5,
        width: content.width,
    };
    let mut cards = cards::rows(producers, plan.producers);
    cards.extend(cards::rows(consumers, plan.consumers));
    Geometry { view, layout, trays, ring, halo, caption, cards }
}
