//! Producers, ring and consumers side by side: the wide, the embedded and the narrow layout.

use super::belt::{Belt, BeltMeasures};
use super::cards::{self, Card, Facing};
use super::halo::Halo;
use super::ring::Ring;
use super::shapes::{Anchor, Point, Rect, Size, TextLine};
use super::stage::{Stage, StageNeeds};
use super::tray_rows::{self, RowMeasures};
use super::trays::{Tray, TrayStyle};
use super::{Geometry, Layout, Plan, content};

struct Measures {
    margin: f64,
    trays: RowMeasures,
    gap: f64,
    card_width: f64,
    caption_height: f64,
    type_size: f64,
    /// From the slots to the side of the halo: with room for chips, or for pointers only.
    beside_ring: f64,
    corner: f64,
    dock_scale: f64,
    belt: BeltMeasures,
    boxes: Size,
    /// The cards of other threads than producers and consumers.
    other_card: f64,
}

const WIDE: Measures = Measures {
    margin: 16.0,
    trays: RowMeasures {
        height: 66.0,
        narrow_height: 72.0,
        gap: 14.0,
        least: 108.0,
        most: 356.0,
        style: TrayStyle::Beside { count_size: 32.0, name_size: 15.0, bed_share: 0.53 },
        wide_from: 210.0,
    },
    gap: 14.0,
    card_width: 222.0,
    caption_height: 26.0,
    type_size: 12.5,
    beside_ring: 92.0,
    corner: 110.0,
    dock_scale: 0.9,
    belt: BeltMeasures {
        count_size: 58.0,
        type_size: 13.0,
        bed_height: 44.0,
        place: Size::new(78.0, 60.0),
    },
    boxes: Size::new(150.0, 84.0),
    other_card: 64.0,
};

const EMBEDDED: Measures = Measures {
    margin: 8.0,
    trays: RowMeasures {
        height: 44.0,
        narrow_height: 44.0,
        gap: 8.0,
        least: 104.0,
        most: 260.0,
        style: TrayStyle::Beside { count_size: 22.0, name_size: 12.0, bed_share: 0.67 },
        wide_from: 0.0,
    },
    gap: 8.0,
    card_width: 136.0,
    caption_height: 20.0,
    type_size: 11.0,
    beside_ring: 58.0,
    corner: 20.0,
    dock_scale: 0.64,
    belt: BeltMeasures {
        count_size: 30.0,
        type_size: 11.0,
        bed_height: 27.0,
        place: Size::new(50.0, 36.0),
    },
    boxes: Size::new(110.0, 56.0),
    other_card: 48.0,
};

/// Cards are chips with what they hold: the ring has the room.
const NARROW: Measures = Measures {
    margin: 6.0,
    trays: RowMeasures { gap: 6.0, ..EMBEDDED.trays },
    gap: 6.0,
    card_width: 60.0,
    beside_ring: 64.0,
    corner: 14.0,
    dock_scale: 0.6,
    other_card: 40.0,
    ..EMBEDDED
};

fn measures(layout: Layout) -> &'static Measures {
    match layout {
        Layout::Embedded => &EMBEDDED,
        Layout::Narrow => &NARROW,
        Layout::Wide | Layout::Phone => &WIDE,
    }
}

/// How much higher the picture has to be for rows of trays after the first, and for other
/// threads below many producers.
pub fn further_height(layout: Layout, plan: &Plan) -> f64 {
    let measures = measures(layout);
    let width = match layout {
        Layout::Embedded => 564.0,
        Layout::Narrow => 380.0,
        Layout::Wide | Layout::Phone => 908.0,
    };
    let (rows, height) = tray_rows::height(&plan.trays, width, &measures.trays);
    let of_rows = match rows {
        0 | 1 => 0.0,
        rows => height * (rows - 1) as f64 / rows as f64,
    };
    let is_crowded = plan.producers > 8 && plan.others > 0;
    of_rows + if is_crowded { LEAST_OTHERS * plan.others.div_ceil(2) as f64 } else { 0.0 }
}

/// The least height for two cards of other threads.
const LEAST_OTHERS: f64 = 38.0;

/// Arranges the picture in columns.
pub fn arrange(plan: &Plan, layout: Layout, view: Size) -> Geometry {
    let measures = measures(layout);
    let content = content(plan, layout, view, measures.margin);
    let mut trays = tray_rows::arrange(content, &plan.trays, &measures.trays);
    let (_, trays_height) = tray_rows::height(&plan.trays, content.width, &measures.trays);

    let top = content.y + trays_height;
    let zone = Rect::new(content.x, top, content.width, content.bottom() - top);
    let spare = content.width + 2.0 * measures.margin - layout.base(plan).width;
    let card_width = measures.card_width + spare * 0.25;
    let stage_width = content.width - 2.0 * (card_width + measures.gap);
    let room = Rect::around(
        Point::new(content.centre().x, zone.y + (zone.height - measures.caption_height) / 2.0),
        Size::new(stage_width, zone.height - measures.caption_height),
    );
    let (stage, frame, corner) = match plan.stage {
        StageNeeds::Ring(slots) => ring(room, slots, measures),
        StageNeeds::Belt(needs) => {
            let belt = Belt::new(room.inset(6.0), needs, measures.belt);
            let frame = framed(room, belt.extent());
            (Stage::Belt(belt), frame, measures.corner.min(24.0))
        }
        StageNeeds::Boxes(count) => {
            let (boxes, extent) = boxes(room, count, measures.boxes);
            trays.extend(boxes);
            (Stage::Boxes(extent), framed(room, extent), measures.corner.min(24.0))
        }
    };
    let entrances =
        [Point::new(frame.x, frame.centre().y), Point::new(frame.right(), frame.centre().y)];
    let halo = Halo::new(frame, corner, &stage, measures.dock_scale, entrances);
    let caption = TextLine {
        at: Point::new(room.centre().x, frame.bottom() + measures.caption_height * 0.72),
        anchor: Anchor::Middle,
        size: measures.type_size + 1.5,
        width: stage_width + 2.0 * measures.gap,
    };
    let left = Rect::new(zone.x, zone.y, card_width, zone.height);
    let right = Rect { x: zone.right() - card_width, ..left };
    let mut cards: Vec<Card>;
    if plan.producers + plan.consumers == 0 {
        // Nobody belongs to one side.
        let on_the_right = plan.others / 2;
        cards = cards::column(left, plan.others - on_the_right, Facing::Right);
        cards.extend(cards::column(right, on_the_right, Facing::Left));
    } else {
        let (of_producers, of_others) = left_column(left, plan, measures);
        cards = of_producers;
        cards.extend(cards::column(right, plan.consumers, Facing::Left));
        cards.extend(of_others);
    }
    Geometry { view, layout, trays, stage, halo, caption, cards }
}

/// The largest ring there is room for, and its ground.
fn ring(room: Rect, slots: u16, measures: &Measures) -> (Stage, Rect, f64) {
    let above_ring = Ring::reach_above(measures.type_size);
    let outer = (room.height / 2.0 - above_ring).min(room.width / 2.0 - measures.beside_ring);
    // A little more height than the ring needs makes room in the corners.
    let height = room.height.min(2.0 * (outer + above_ring) + 24.0);
    let frame =
        Rect::around(room.centre(), Size::new(2.0 * (outer + measures.beside_ring), height));
    let ring = Ring::new(room.centre(), outer, slots, measures.type_size);
    (Stage::Ring(ring), frame, measures.corner.min(height / 2.0))
}

/// The ground of what is in the middle: as wide as there is room, and a little higher than that.
pub fn framed(room: Rect, extent: Rect) -> Rect {
    let height = (extent.height * 1.2 + 16.0).min(room.height);
    Rect::around(room.centre(), Size::new(room.width, height))
}

/// So many large boxes in the middle of a room, and what they take up.
pub fn boxes(room: Rect, count: usize, most: Size) -> (Vec<Tray>, Rect) {
    const GAP: f64 = 10.0;
    let columns = (1..=count.max(1)).find(|it| it * it >= count).unwrap_or(1).min(4);
    let rows = count.max(1).div_ceil(columns);
    let share = |room: f64, parts: usize| (room - GAP * (parts as f64 + 1.0)) / parts as f64;
    let width = share(room.width, columns).min(most.width);
    let height = share(room.height, rows).min(most.height);
    let used = |size: f64, parts: usize| size * parts as f64 + GAP * (parts as f64 - 1.0);
    let size = Size::new(used(width, columns), used(height, rows));
    let extent = Rect::around(room.centre(), size);
    let needs = super::TrayNeeds { permits: 0, sleepers: 0, letters: 10 };
    let one = |index: usize| {
        let (row, column) = (index / columns, index % columns);
        let x = extent.x + column as f64 * (width + GAP);
        let y = extent.y + row as f64 * (height + GAP);
        Tray::new(Rect::new(x, y, width, height), TrayStyle::Box, needs)
    };
    ((0..count).map(one).collect(), extent)
}

/// The cards of producers, and below them those of other threads.
fn left_column(area: Rect, plan: &Plan, measures: &Measures) -> (Vec<Card>, Vec<Card>) {
    const GAP: f64 = 10.0;
    let Plan { producers, others, .. } = *plan;
    let share = area.height * others as f64 / (producers + others).max(1) as f64;
    // They may have as much as they need, and have at least what can be read.
    let most = (measures.other_card + GAP) * others as f64;
    let least = LEAST_OTHERS * others.div_ceil(2) as f64;
    let height = share.max(least).min(most).min(area.height);
    let gap = if others > 0 { GAP } else { 0.0 };
    let above = Rect { height: area.height - height - gap, ..area };
    let below = Rect { y: area.bottom() - height, height, ..area };
    let of_producers = cards::column(above, producers, Facing::Right);
    (of_producers, cards::column(below, others, Facing::Right))
}
