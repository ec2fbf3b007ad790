//! Trays, producers, ring and consumers one below the other: the layout of a phone.

use super::belt::{Belt, BeltMeasures};
use super::cards;
use super::columns::{boxes, framed};
use super::halo::Halo;
use super::ring::Ring;
use super::shapes::{Anchor, Point, Rect, Size, TextLine};
use super::stage::{Stage, StageNeeds};
use super::tray_rows::{self, RowMeasures};
use super::trays::TrayStyle;
use super::{Geometry, Layout, Plan, content};

const MARGIN: f64 = 8.0;
const GAP: f64 = 8.0;
const CAPTION_HEIGHT: f64 = 20.0;
const TYPE_SIZE: f64 = 11.5;

const TRAYS: RowMeasures = RowMeasures {
    height: 70.0,
    narrow_height: 70.0,
    gap: 6.0,
    least: 82.0,
    most: 200.0,
    style: TrayStyle::Stacked,
    wide_from: 0.0,
};

const BELT: BeltMeasures = BeltMeasures {
    count_size: 40.0,
    type_size: 11.5,
    bed_height: 29.0,
    place: Size::new(56.0, 44.0),
};

/// The smallest radius of the ring.
const LEAST_RADIUS: f64 = 62.0;

/// The height below which the ring would be too small.
pub fn least_height(plan: &Plan) -> f64 {
    let stage = 2.0 * (LEAST_RADIUS + Ring::reach_above(TYPE_SIZE)) + CAPTION_HEIGHT + 2.0;
    let cards =
        cards::rows_height(plan.producers + plan.others) + cards::rows_height(plan.consumers);
    2.0 * MARGIN + trays_height(plan, 344.0 - 2.0 * MARGIN) + GAP + cards + stage
}

/// How high the rows of trays are, with the gap below.
fn trays_height(plan: &Plan, width: f64) -> f64 {
    match tray_rows::height(&plan.trays, width, &TRAYS) {
        (0, _) => 0.0,
        (_, height) => height - TRAYS.gap + GAP,
    }
}

/// Arranges the picture in rows.
pub fn arrange(plan: &Plan, view: Size) -> Geometry {
    let layout = Layout::Phone;
    let content = content(plan, layout, view, MARGIN);
    let mut trays = tray_rows::arrange(content, &plan.trays, &TRAYS);

    let row =
        |y: f64, count: usize| Rect::new(content.x, y, content.width, cards::rows_height(count));
    // Other threads than producers and consumers stand behind the producers.
    let above = plan.producers + plan.others;
    let producers = row(content.y + trays_height(plan, content.width), above);
    let mut consumers = row(content.bottom(), plan.consumers);
    consumers.y -= consumers.height;

    let top = producers.bottom() + GAP;
    let room = Rect::new(content.x, top, content.width, consumers.y - CAPTION_HEIGHT - 2.0 - top);
    let (stage, frame) = match plan.stage {
        StageNeeds::Ring(slots) => ring(room, slots),
        StageNeeds::Belt(needs) => {
            let belt = Belt::new(room.inset(4.0), needs, BELT);
            let frame = framed(room, belt.extent());
            (Stage::Belt(belt), frame)
        }
        StageNeeds::Boxes(count) => {
            let (boxes, extent) = boxes(room, count, Size::new(130.0, 70.0));
            trays.extend(boxes);
            (Stage::Boxes(extent), framed(room, extent))
        }
    };
    let entrances = match stage {
        Stage::Ring(_) => [Point::new(frame.x, frame.y), Point::new(frame.right(), frame.bottom())],
        _ => [Point::new(frame.x, frame.centre().y), Point::new(frame.right(), frame.centre().y)],
    };
    let halo = Halo::new(frame, 24.0, &stage, 0.82, entrances);
    let caption = TextLine {
        at: Point::new(room.centre().x, frame.bottom() + CAPTION_HEIGHT * 0.75),
        anchor: Anchor::Middle,
        size: 12.5,
        width: content.width,
    };
    let mut cards = cards::rows(producers, above);
    let others = cards.split_off(plan.producers);
    cards.extend(cards::rows(consumers, plan.consumers));
    cards.extend(others);
    Geometry { view, layout, trays, stage, halo, caption, cards }
}

/// The largest ring there is room for, and its ground.
fn ring(room: Rect, slots: u16) -> (Stage, Rect) {
    let around_ring = Size::new(48.0, Ring::reach_above(TYPE_SIZE));
    let outer = (room.height / 2.0 - around_ring.height)
        .min(room.width / 2.0 - around_ring.width)
        .max(24.0);
    // The corners beside the ring are where threads stand that are inside.
    let width = room.width.min(2.0 * (outer + 96.0));
    let height = 2.0 * (outer + around_ring.height);
    let frame = Rect::around(room.centre(), Size::new(width, height));
    (Stage::Ring(Ring::new(room.centre(), outer, slots, TYPE_SIZE)), frame)
}
