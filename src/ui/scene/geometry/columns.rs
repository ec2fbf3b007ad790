//! Producers, ring and consumers side by side: the wide and the embedded layout.

use super::cards::{self, Facing};
use super::halo::Halo;
use super::ring::Ring;
use super::shapes::{Anchor, Point, Rect, Size, TextLine};
use super::trays::{Tray, TrayStyle};
use super::{Geometry, Layout, Plan, content, tray_frames};

struct Measures {
    margin: f64,
    tray_height: f64,
    tray: TrayStyle,
    gap: f64,
    card_width: f64,
    caption_height: f64,
    type_size: f64,
    /// From the slots to the side of the halo: with room for chips, or for pointers only.
    beside_ring: f64,
    corner: f64,
    dock_scale: f64,
}

const WIDE: Measures = Measures {
    margin: 16.0,
    tray_height: 66.0,
    tray: TrayStyle::Beside { count_size: 32.0, name_size: 15.0, bed_share: 0.53 },
    gap: 14.0,
    card_width: 222.0,
    caption_height: 26.0,
    type_size: 12.5,
    beside_ring: 92.0,
    corner: 110.0,
    dock_scale: 0.9,
};

const EMBEDDED: Measures = Measures {
    margin: 8.0,
    tray_height: 44.0,
    tray: TrayStyle::Beside { count_size: 22.0, name_size: 12.0, bed_share: 0.67 },
    gap: 8.0,
    card_width: 136.0,
    caption_height: 20.0,
    type_size: 11.0,
    beside_ring: 58.0,
    corner: 20.0,
    dock_scale: 0.64,
};

/// Arranges the picture in columns.
pub fn arrange(plan: &Plan, layout: Layout, view: Size) -> Geometry {
    let measures = if layout == Layout::Embedded { &EMBEDDED } else { &WIDE };
    let content = content(layout, view, measures.margin);
    let trays = tray_frames(content, measures.tray_height, measures.gap, plan.trays.len())
        .zip(&plan.trays)
        .map(|(frame, &needs)| Tray::new(frame, measures.tray, needs))
        .collect();

    let top = content.y + measures.tray_height + measures.gap;
    let zone = Rect::new(content.x, top, content.width, content.bottom() - top);
    let spare = content.width + 2.0 * measures.margin - layout.base(plan).width;
    let card_width = measures.card_width + spare * 0.25;
    let stage_width = content.width - 2.0 * (card_width + measures.gap);
    let stage_height = zone.height - measures.caption_height;
    let above_ring = Ring::reach_above(measures.type_size);
    let outer = (stage_height / 2.0 - above_ring).min(stage_width / 2.0 - measures.beside_ring);
    // A little more height than the ring needs makes room in the corners.
    let height = stage_height.min(2.0 * (outer + above_ring) + 24.0);
    let size = Size::new(2.0 * (outer + measures.beside_ring), height);
    let centre = Point::new(content.centre().x, zone.y + stage_height / 2.0);
    let frame = Rect::around(centre, size);

    let ring = Ring::new(centre, outer, plan.capacity, measures.type_size);
    let corner = measures.corner.min(size.height / 2.0);
    let entrances =
        [Point::new(frame.x, frame.centre().y), Point::new(frame.right(), frame.centre().y)];
    let halo = Halo::new(frame, corner, &ring, measures.dock_scale, entrances);
    let caption = TextLine {
        at: Point::new(centre.x, frame.bottom() + measures.caption_height * 0.72),
        anchor: Anchor::Middle,
        size: measures.type_size + 1.5,
        width: stage_width + 2.0 * measures.gap,
    };
    let column = |x: f64| Rect::new(x, zone.y, card_width, zone.height);
    let mut cards = cards::column(column(zone.x), plan.producers, Facing::Right);
    let right = column(zone.right() - card_width);
    cards.extend(cards::column(right, plan.consumers, Facing::Left));
    Geometry { view, layout, trays, ring, halo, caption, cards }
}
