use super::*;

fn needs(permits: u32, sleepers: usize, letters: usize) -> TrayNeeds {
    TrayNeeds { permits, sleepers, letters }
}

/// Three semaphores and a ring.
fn plan(producers: usize, consumers: usize, capacity: u16) -> Plan {
    let trays = vec![
        needs(u32::from(capacity) + 1, producers, 6),
        needs(1, producers + consumers, 5),
        needs(u32::from(capacity), consumers, 5),
    ];
    Plan { producers, consumers, others: 0, stage: StageNeeds::Ring(capacity), trays }
}

/// All kinds of what may be in the middle.
fn stages(sleepers: [usize; 2]) -> Vec<StageNeeds> {
    let belt = |places: Option<u16>, sleepers: [usize; 2], has_ends: bool| {
        StageNeeds::Belt(BeltNeeds { places, sleepers, has_ends })
    };
    let mut stages = vec![StageNeeds::Ring(8), StageNeeds::Ring(1024)];
    for places in
        [None, Some(1), Some(2), Some(4), Some(9), Some(13), Some(32), Some(64), Some(1024)]
    {
        stages.push(belt(places, [0, 0], false));
        stages.push(belt(places, [0, sleepers[1]], false));
        stages.push(belt(places, sleepers, true));
    }
    stages.extend((0..=8).map(StageNeeds::Boxes));
    stages
}

/// Rows of trays as programs have them: none, one, up to eight, with and without boxes.
fn rows_of_trays(threads: usize) -> Vec<Vec<TrayNeeds>> {
    let lock = needs(0, threads, 5);
    let condition = needs(0, threads, 9);
    let value = needs(0, 0, 5);
    vec![
        vec![],
        vec![lock],
        vec![condition, lock],
        vec![condition, lock, value, condition],
        vec![value, value],
        vec![lock, value, needs(0, threads, 12), needs(0, 1, 14), needs(0, 1, 14)],
        vec![condition, lock, condition, needs(0, threads, 7), needs(0, 1, 14), value],
        vec![condition, lock, condition, condition, lock, condition, value, value, value, value],
    ]
}

const LAYOUTS: [Layout; 4] = [Layout::Wide, Layout::Phone, Layout::Embedded, Layout::Narrow];

/// The base, and the shapes that containers really have.
fn views(layout: Layout, plan: &Plan) -> [Size; 3] {
    let base = layout.base(plan);
    [base, Size::new(base.width * 1.6, base.height), Size::new(base.width, base.height * 1.5)]
}

fn check(plan: &Plan, layout: Layout) {
    if layout.has_room_for(plan) {
        views(layout, plan).into_iter().for_each(|view| check_view(plan, layout, view));
    }
}

/// Checks that nothing leaves its place or covers something else.
fn check_view(plan: &Plan, layout: Layout, view: Size) {
    let geometry = Geometry::new(plan, layout, view);
    let what = format!("{plan:?} {layout:?} {view:?}");
    let all = Rect::new(0.0, 0.0, view.width, view.height);
    let mut blocks: Vec<(String, Rect)> = Vec::new();
    for (index, tray) in geometry.trays.iter().enumerate() {
        blocks.push((format!("tray {index}"), tray.frame));
        check_tray(tray, plan.trays.get(index), &format!("{what}: tray {index}"));
    }
    for (index, card) in geometry.cards.iter().enumerate() {
        blocks.push((format!("card {index}"), card.frame));
        let chip = card.home.chip();
        assert!(card.frame.holds(&chip), "{what}: chip of {:?} card {index}", card.style);
        assert!(card.frame.holds(&card.hand), "{what}: hand of {:?} card {index}", card.style);
        assert!(!chip.overlaps(&card.hand), "{what}: chip and hand of card {index}");
        assert!(card.home.scale >= 0.5, "{what}: chip of {:?} card {index} unreadable", card.style);
    }
    if !matches!(plan.stage, StageNeeds::Boxes(_)) {
        blocks.push(("halo".into(), geometry.halo.frame));
    }
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

fn check_tray(tray: &Tray, needs: Option<&TrayNeeds>, what: &str) {
    let bed = tray.bed.as_ref().map(|it| it.frame);
    let is_free = |rect: &Rect| tray.frame.holds(rect) && !bed.is_some_and(|it| it.overlaps(rect));
    if let Some(Bed { frame, berths }) = &tray.bed {
        assert!(tray.frame.holds(frame), "{what}: bed");
        assert!(!berths.is_empty(), "{what}: nobody can lie in {frame:?}");
        assert!(berths.iter().all(|it| frame.holds(&it.chip())), "{what}: berth");
    }
    for pip in &tray.pips {
        let size = Size::new(tray.pip_radius * 2.0, tray.pip_radius * 2.0);
        assert!(is_free(&Rect::around(*pip, size)), "{what}: permits");
    }
    assert!(is_free(&tray.icon), "{what}: icon {:?}", tray.icon);
    if bed.is_some() {
        assert!(is_free(&tray.chip), "{what}: chip {:?}", tray.chip);
        assert!(tray.chip.width >= 25.0, "{what}: chip too narrow for P16: {:?}", tray.chip);
        assert!(!tray.chip.overlaps(&tray.icon), "{what}: chip and icon");
    }
    let letters = needs.map_or(5, |it| it.letters);
    let name = covered(&tray.name, letters.min((tray.name.width / tray.name.size / 0.6) as usize));
    assert!(is_free(&name), "{what}: name {name:?} in {:?}, bed {bed:?}", tray.frame);
    assert!(!name.overlaps(&tray.icon), "{what}: name {name:?} and icon {:?}", tray.icon);
    assert!(tray.name.size >= 9.5, "{what}: name cannot be read");
}

/// About what a text of so many letters covers.
fn covered(line: &TextLine, letters: usize) -> Rect {
    let width = letters as f64 * line.size * 0.6;
    let x = match line.anchor {
        Anchor::Start => line.at.x,
        Anchor::Middle => line.at.x - width / 2.0,
        Anchor::End => line.at.x - width,
    };
    Rect::new(x, line.at.y - line.size * 0.75, width, line.size * 0.8)
}

fn check_belt(belt: &Belt, room: &Rect, what: &str) {
    for (index, place) in belt.places.iter().enumerate() {
        assert!(belt.frame.holds(place) && place.width > 2.0, "{what}: place {index} {place:?}");
        if let Mark::Label(size) = belt.mark {
            let label = Rect::around(place.centre(), size);
            assert!(place.inset(-1.0).holds(&label), "{what}: label in {place:?}");
        }
        for other in &belt.places[index + 1..] {
            assert!(!place.overlaps(other), "{what}: two places overlap");
        }
    }
    let mut blocks = vec![("places", belt.frame)];
    blocks.push(("count", covered(&belt.count, 2)));
    blocks.push(("caption", covered(&belt.caption, 10)));
    blocks.extend(belt.beds.iter().flatten().map(|it| ("bed", it.frame)));
    blocks.extend(belt.ends.iter().flatten().map(|it| ("end", covered(it, 7))));
    for (index, (name, block)) in blocks.iter().enumerate() {
        assert!(room.holds(block), "{what}: {name} leaves the middle: {block:?} {room:?}");
        for (other, other_block) in &blocks[index + 1..] {
            assert!(
                !block.overlaps(other_block),
                "{what}: {name} {block:?}, {other} {other_block:?}"
            );
        }
    }
    for bed in belt.beds.iter().flatten() {
        assert!(!bed.berths.is_empty(), "{what}: nobody can wait");
        assert!(bed.berths.iter().all(|it| bed.frame.holds(&it.chip())), "{what}: berth");
    }
}

fn check_halo(geometry: &Geometry, what: &str) {
    let halo = &geometry.halo;
    match &geometry.stage {
        Stage::Ring(ring) => {
            assert!(ring.outer >= 40.0, "{what}: the ring is too small: {}", ring.outer);
        }
        Stage::Belt(belt) => check_belt(belt, &halo.frame, what),
        Stage::Boxes(_) => return,
    }
    let places: Vec<Rect> = halo.producers.iter().chain(&halo.consumers).map(Place::chip).collect();
    assert!(!halo.producers.is_empty() && !halo.consumers.is_empty(), "{what}: no place inside");
    for (index, place) in places.iter().enumerate() {
        assert!(halo.holds(place), "{what}: place {index} is not inside");
        assert!(
            geometry.stage.is_clear_of(place),
            "{what}: place {index} covers what is in the middle"
        );
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
fn nothing_overlaps_whatever_the_program_has() {
    for layout in LAYOUTS {
        for (producers, consumers, others) in [
            (1, 1, 0),
            (2, 2, 1),
            (4, 4, 2),
            (16, 16, 1),
            (16, 1, 4),
            (0, 3, 1),
            (0, 0, 3),
            (3, 0, 0),
        ] {
            let stages = stages([producers.max(1), consumers.max(1)]);
            let rows = rows_of_trays(producers + consumers + others);
            // Each with each would take minutes: the rows only take room from the middle.
            let both = stages.iter().zip(rows.iter().cycle());
            let rest = rows.iter().zip(stages.iter().cycle().skip(3)).map(|(row, it)| (it, row));
            for (&stage, trays) in both.chain(rest) {
                let trays = trays.clone();
                check(&Plan { producers, consumers, others, stage, trays }, layout);
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
            let Stage::Ring(ring) = &geometry.stage else { panic!("{:?}", geometry.stage) };
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
fn the_number_of_a_broken_slot_and_the_item_that_was_lost_cover_nothing() {
    let mut with_number = 0;
    let mut with_lost = 0;
    for layout in LAYOUTS {
        for capacity in 1..=64 {
            let plan = plan(2, 2, capacity);
            let geometry = Geometry::new(&plan, layout, layout.base(&plan));
            let Stage::Ring(ring) = &geometry.stage else { panic!("{:?}", geometry.stage) };
            let type_size = ring.type_size;
            let figures = |slot: u16| {
                let digits = slot.to_string().len() as f64;
                Size::new(digits * type_size * 0.6, type_size * 0.75)
            };
            for slot in 0..capacity {
                let what = format!("{layout:?}, {slot} of {capacity}");
                let inside = ring.number_inside(slot).map(|it| Rect::around(it, figures(slot)));
                if let Some(number) = &inside {
                    with_number += 1;
                    let item = match ring.mark {
                        Mark::Label(size) => size,
                        // The number of the item, which the slot is coloured with.
                        Mark::Number(_) | Mark::Block => Size::new(type_size, type_size),
                    };
                    let item = Rect::around(ring.slot_centre(slot), item);
                    assert!(!number.overlaps(&item), "{what}: the number covers the item");
                    for corner in number.rim() {
                        let distance = corner.distance(ring.centre);
                        let is_within = (ring.inner..=ring.outer).contains(&distance);
                        assert!(is_within, "{what}: the number leaves the slot");
                    }
                }
                let size = Size::new(42.0, 18.0);
                let Some(lost) = ring.lost_at(slot, size) else { continue };
                with_lost += 1;
                let lost = Rect::around(lost, size);
                let number = Rect::around(ring.number_at(slot), figures(slot));
                assert!(inside.is_some() || !lost.overlaps(&number), "{what}: a number is covered");
            }
        }
    }
    assert!(with_number > 20 && with_lost > 20, "{with_number} {with_lost}");
}

#[test]
fn a_container_gets_the_layout_it_has_room_for() {
    let few = plan(3, 2, 8);
    let layout = |width: f64, height: f64| Layout::for_container(&few, Size::new(width, height));
    assert_eq!(layout(935.0, 480.0), Layout::Wide);
    assert_eq!(layout(1880.0, 900.0), Layout::Wide);
    assert_eq!(layout(600.0, 320.0), Layout::Embedded);
    assert_eq!(layout(360.0, 520.0), Layout::Phone);
    assert_eq!(layout(500.0, 280.0), Layout::Embedded);
    assert_eq!(layout(460.0, 430.0), Layout::Phone);
    // Above and beside the explanation on small phones.
    assert_eq!(layout(320.0, 230.0), Layout::Narrow);
    assert_eq!(layout(370.0, 320.0), Layout::Narrow);
    // There its chips would be too small.
    let many = plan(16, 16, 64);
    assert_ne!(Layout::for_container(&many, Size::new(320.0, 230.0)), Layout::Narrow);
    for layout in LAYOUTS {
        for container in [Size::new(320.0, 320.0), Size::new(1900.0, 500.0)] {
            let plan = plan(16, 3, 64);
            let view = layout.view(&plan, container);
            let base = layout.base(&plan);
            assert!(view.width >= base.width - 1e-6 && view.height >= base.height - 1e-6);
        }
    }
}
