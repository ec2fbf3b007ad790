use super::*;

fn plan(producers: usize, consumers: usize, capacity: u16) -> Plan {
    let trays = vec![
        TrayNeeds { permits: u32::from(capacity) + 1, sleepers: producers },
        TrayNeeds { permits: 1, sleepers: producers + consumers },
        TrayNeeds { permits: u32::from(capacity), sleepers: consumers },
    ];
    Plan { producers, consumers, capacity, trays }
}

const LAYOUTS: [Layout; 3] = [Layout::Wide, Layout::Phone, Layout::Embedded];

/// The base, and the shapes that containers really have.
fn views(layout: Layout, plan: &Plan) -> [Size; 3] {
    let base = layout.base(plan);
    [base, Size::new(base.width * 1.6, base.height), Size::new(base.width, base.height * 1.5)]
}

fn check(plan: &Plan, layout: Layout) {
    views(layout, plan).into_iter().for_each(|view| check_view(plan, layout, view));
}

/// Checks that nothing leaves its place or covers something else.
fn check_view(plan: &Plan, layout: Layout, view: Size) {
    let geometry = Geometry::new(plan, layout, view);
    let what = format!("{plan:?} {layout:?} {view:?}");
    let all = Rect::new(0.0, 0.0, view.width, view.height);
    let mut blocks: Vec<(String, Rect)> = Vec::new();
    for (index, tray) in geometry.trays.iter().enumerate() {
        blocks.push((format!("tray {index}"), tray.frame));
        assert!(tray.frame.holds(&tray.bed), "{what}: bed of tray {index}");
        assert!(!tray.berths.is_empty(), "{what}: nobody can lie in tray {index}");
        for berth in &tray.berths {
            assert!(tray.bed.holds(&berth.chip()), "{what}: berth of tray {index}");
        }
        for pip in &tray.pips {
            let size = Size::new(tray.pip_radius * 2.0, tray.pip_radius * 2.0);
            let dot = Rect::around(*pip, size);
            assert!(tray.frame.holds(&dot) && !dot.overlaps(&tray.bed), "{what}: permits");
        }
    }
    for (index, card) in geometry.cards.iter().enumerate() {
        blocks.push((format!("card {index}"), card.frame));
        let chip = card.home.chip();
        assert!(card.frame.holds(&chip), "{what}: chip of {:?} card {index}", card.style);
        assert!(card.frame.holds(&card.hand), "{what}: hand of {:?} card {index}", card.style);
        assert!(!chip.overlaps(&card.hand), "{what}: chip and hand of card {index}");
        assert!(card.home.scale >= 0.5, "{what}: chip of {:?} card {index} unreadable", card.style);
    }
    blocks.push(("halo".into(), geometry.halo.frame));
    let caption = geometry.caption;
    let caption_size = Size::new(caption.width.min(300.0), caption.size);
    let caption_centre = Point::new(caption.at.x, caption.at.y - caption.size * 0.35);
    blocks.push(("caption".into(), Rect::around(caption_centre, caption_size)));
    for (index, (name, block)) in blocks.iter().enumerate() {
        assert!(all.holds(block), "{what}: {name} leaves the picture: {block:?}");
        for (other, other_block) in &blocks[index + 1..] {
            assert!(!block.overlaps(other_block), "{what}: {name} and {other} overlap");
        }
    }
    check_halo(&geometry, &what);
}

fn check_halo(geometry: &Geometry, what: &str) {
    let halo = &geometry.halo;
    assert!(geometry.ring.outer >= 40.0, "{what}: the ring is too small: {}", geometry.ring.outer);
    let places: Vec<Rect> = halo.producers.iter().chain(&halo.consumers).map(Place::chip).collect();
    assert!(!halo.producers.is_empty() && !halo.consumers.is_empty(), "{what}: no place inside");
    for (index, place) in places.iter().enumerate() {
        assert!(halo.holds(place), "{what}: place {index} is not inside");
        assert!(geometry.ring.is_clear_of(place), "{what}: place {index} covers the ring");
        for other in &places[index + 1..] {
            assert!(!place.overlaps(other), "{what}: two places inside overlap");
        }
    }
}

#[test]
fn nothing_overlaps_for_any_number_of_threads() {
    for layout in LAYOUTS {
        for producers in 1..=16 {
            for consumers in 1..=16 {
                check(&plan(producers, consumers, 8), layout);
            }
        }
    }
}

#[test]
fn nothing_overlaps_for_any_capacity() {
    for layout in LAYOUTS {
        for capacity in 1..=64 {
            for (producers, consumers) in [(1, 1), (3, 2), (8, 8), (16, 16)] {
                check(&plan(producers, consumers, capacity), layout);
            }
        }
    }
}

#[test]
fn items_keep_to_their_slots() {
    for layout in LAYOUTS {
        for capacity in 1..=64 {
            let plan = plan(2, 2, capacity);
            let geometry = Geometry::new(&plan, layout, layout.base(&plan));
            let ring = &geometry.ring;
            for slot in 0..capacity {
                let distance = ring.slot_centre(slot).distance(ring.centre);
                assert!((distance - ring.middle()).abs() < 1e-9);
                let Mark::Label(size) = ring.mark else { continue };
                let label = Rect::around(ring.slot_centre(slot), size);
                let next = Rect::around(ring.slot_centre((slot + 1) % capacity), size);
                assert!(capacity == 1 || !label.overlaps(&next), "{layout:?} {capacity}");
            }
        }
    }
}

#[test]
fn a_container_gets_the_layout_it_has_room_for() {
    let layout = |width: f64, height: f64| Layout::for_container(Size::new(width, height));
    assert_eq!(layout(935.0, 480.0), Layout::Wide);
    assert_eq!(layout(1880.0, 900.0), Layout::Wide);
    assert_eq!(layout(600.0, 320.0), Layout::Embedded);
    assert_eq!(layout(360.0, 520.0), Layout::Phone);
    assert_eq!(layout(500.0, 280.0), Layout::Embedded);
    for layout in LAYOUTS {
        for container in [Size::new(320.0, 320.0), Size::new(1900.0, 500.0)] {
            let plan = plan(16, 3, 64);
            let view = layout.view(&plan, container);
            let base = layout.base(&plan);
            assert!(view.width >= base.width - 1e-6 && view.height >= base.height - 1e-6);
        }
    }
}
