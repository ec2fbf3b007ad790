//! The timeline: what each thread did, at any scale.

use super::schedule::{follow, program, setup, thread};
use interleave::catalogue::{Configuration, build, entry_named, first_entry};
use interleave::engine::{Run, SchedulerKind, Share, Simulation, Standing, Strip};
use interleave::program::{ObjectKind, ThreadId};
use std::sync::Arc;

const W: u8 = Share::WHOLE;

fn random_run(steps: usize) -> Run {
    let entry = first_entry();
    let built = build(entry.source, &Configuration::of(entry)).map_err(|(problems, _)| problems);
    let mut run = Run::new(Arc::new(built.expect("it compiles").0));
    let mut simulation = Simulation::new(&run, SchedulerKind::Random, 3, 0, 0);
    (0..steps).for_each(|_| drop(simulation.turn(&mut run)));
    run
}

/// What every column of single steps must say, found out step by step.
fn expected(run: &Run, from: usize, to: usize) -> Vec<Share> {
    let mut run = run.clone();
    let mut shares = Vec::new();
    for position in from + 1..=to {
        run.seek(position);
        let actor = run.recent().next_back().expect("a step was made").thread;
        for id in run.program().thread_ids() {
            let mut share = match run.standing(id) {
                Standing::Ended | Standing::NotStarted => Share::default(),
                Standing::Waiting(object) => Share::waiting(object),
                Standing::Ready => Share::able(run.machine().inside(id).is_some()),
            };
            if id == actor {
                share.steps = W;
            }
            shares.push(share);
        }
    }
    shares
}

#[test]
fn each_column_of_the_latest_steps_says_how_every_thread_stands() {
    let run = random_run(900);
    let strip = run.strip(840, 900, 100);
    assert_eq!((strip.from, strip.width, strip.columns()), (840, 1, 60));
    assert_eq!(strip.shares, expected(&run, 840, 900));
    assert!(strip.shares.iter().any(|it| it.waiting == W), "somebody waited");
    assert!(strip.shares.iter().any(|it| it.inside == W), "somebody was inside");
}

#[test]
fn every_program_s_columns_agree_with_its_states() {
    for entry in interleave::catalogue::CATALOGUE {
        let built = build(entry.source, &Configuration::of(entry)).map_err(|_| entry.name);
        let mut run = Run::new(Arc::new(built.expect("it compiles").0));
        let mut simulation = Simulation::new(&run, SchedulerKind::Random, 5, 0, 0);
        (0..300).for_each(|_| drop(simulation.turn(&mut run)));
        let length = run.length();
        assert_eq!(run.strip(0, length, 400).shares, expected(&run, 0, length), "{}", entry.name);
    }
}

#[test]
fn a_strip_has_no_more_columns_than_asked_for_however_long_the_run() {
    let run = random_run(50_000);
    for (from, to, most) in [(0, 50_000, 480), (0, 50_000, 100), (49_000, 50_000, 240)] {
        let strip = run.strip(from, to, most);
        assert!(strip.columns() <= most + 1, "{} columns", strip.columns());
        assert!(strip.from <= from && from < strip.from + strip.width);
        assert!(strip.from + strip.columns() * strip.width >= to);
        assert_eq!(strip.shares.len(), strip.columns() * strip.threads);
    }
}

#[test]
fn wide_columns_say_what_the_steps_in_them_come_to() {
    let run = random_run(4_000);
    let fine = run.strip(2_048, 4_000, 2_000);
    let coarse = run.strip(2_048, 4_000, 40);
    assert_eq!((fine.width, coarse.width), (1, 64));
    // The last column is not full.
    assert_eq!(coarse.columns(), (4_000_usize - 2_048).div_ceil(64));
    for column in 0..coarse.columns() - 1 {
        for thread in 0..coarse.threads {
            let steps = fine.lane(thread).skip(column * 64).take(64);
            let waited: u32 = steps.map(|it| u32::from(it.waiting)).sum();
            let summed = coarse.lane(thread).nth(column).expect("it is there").waiting;
            assert!(summed.abs_diff((waited / 64) as u8) <= 3, "{summed} for {waited}");
        }
        let steps = &fine.fill[column * 64..][..64];
        let least = steps.iter().map(|it| it.0).min();
        let most = steps.iter().map(|it| it.1).max();
        assert_eq!((least, most), (Some(coarse.fill[column].0), Some(coarse.fill[column].1)));
    }
}

#[test]
fn the_fill_is_what_lies_in_the_buffer() {
    let mut run = random_run(400);
    let strip = run.strip(0, 400, 400);
    let buffer = run.program().buffers().next().expect("there is a buffer").0;
    for position in (1..=400).step_by(13) {
        run.seek(position);
        let full = run.ledger().full_slots(buffer) as u16;
        assert_eq!(strip.fill[position - 1], (full, full), "after {position}");
    }
    assert!(strip.fill.iter().any(|it| it.1 > 0));
}

#[test]
fn another_way_takes_the_place_of_the_forgotten_future() {
    let mut run = random_run(700);
    let before: Strip = run.strip(0, 700, 1_000);
    run.seek(333);
    assert_eq!(run.strip(0, 700, 1_000), before, "looking changes nothing");
    let ready: Vec<ThreadId> = run.machine().ready().collect();
    let other = ready.into_iter().find(|it| it.index() != 0).expect("there is another way");
    run.advance(other, Default::default());
    assert_eq!(run.length(), 334);
    let after = run.strip(0, 700, 1_000);
    assert_eq!(after.columns(), 334);
    assert_eq!(after.shares, expected(&run, 0, 334));
}

#[test]
fn the_far_past_is_worked_out_again_in_detail() {
    let mut run = random_run(60_000);
    let coarse = run.strip(10_000, 10_060, 60);
    assert_eq!(coarse.columns(), 60);
    run.seek(10_030);
    run.look_closer();
    let strip = run.strip(10_000, 10_060, 60);
    assert_eq!(strip.shares, expected(&run, 10_000, 10_060));
    assert_ne!(strip.shares, coarse.shares, "only its outlines were kept");
    let able = run.machine().ready().next().expect("somebody can step");
    run.advance(able, Default::default());
    let strip = run.strip(10_000, 10_060, 60);
    assert_eq!((run.length(), strip.columns()), (10_031, 31));
    assert_eq!(strip.shares, expected(&run, 10_000, 10_031));
}

#[test]
fn it_says_what_a_thread_waits_for_even_when_that_changes() {
    let entry = entry_named("two-conditions").expect("it is in the catalogue");
    let program = build(entry.source, &Configuration::of(entry)).map_err(|it| it.0.len());
    let mut run = Run::new(Arc::new(program.expect("it compiles").0));
    let mut simulation = Simulation::new(&run, SchedulerKind::Random, 11, 0, 0);
    (0..2_000).for_each(|_| drop(simulation.turn(&mut run)));
    let strip = run.strip(0, 2_000, 2_048);
    let objects = strip.shares.iter().filter_map(|it| it.object());
    let kinds: Vec<ObjectKind> = objects.map(|it| run.program().object(it).kind).collect();
    assert!(kinds.iter().any(|it| matches!(it, ObjectKind::Condition { .. })));
    assert!(kinds.iter().any(|it| matches!(it, ObjectKind::Lock)));
    assert_eq!(strip.shares, expected(&run, 0, 2_000));
}

#[test]
fn violations_are_marked_where_they_were() {
    let source = "b = Buffer(1)\n\ndef producer():\n    while True:\n        item = produce()\n        b.put(item)\n\ndef consumer():\n    b.get()\n";
    let mut run = Run::new(program(source, &setup(1, 1, 0)));
    follow(&mut run, "P1x6");
    let marks: Vec<(usize, bool)> = run.violations().collect();
    assert!(marks.iter().any(|it| it.1), "an item was overwritten: {marks:?}");
    let first = marks[0].0;
    run.seek(first - 1);
    run.advance(thread(run.program(), "C1"), Default::default());
    assert!(run.violations().all(|(step, _)| step < first || step == run.length()));
}
