//! The past of long runs: every point of it can be shown again, in bounded memory.

use super::schedule::{program, setup};
use interleave::catalogue::{Configuration, Setting, build, first_entry};
use interleave::engine::{Advance, Ledger, Machine, Room, Run, SchedulerKind, Simulation, Turn};
use interleave::program::{Item, Program};
use std::cell::Cell;
use std::sync::Arc;

fn first_program() -> Arc<Program> {
    let entry = first_entry();
    let configuration = Configuration::of(entry)
        .with(Setting::Producers, 2)
        .with(Setting::Consumers, 2)
        .with(Setting::Capacity, 4);
    let built = build(entry.source, &configuration).map_err(|(problems, _)| problems);
    Arc::new(built.expect("it compiles").0)
}

/// A run that remembers at most so many turns, and so many bytes of checkpoints.
fn remembering(turns: usize, checkpoints: usize) -> Run {
    let room = Room { turns: turns * Room::TURN, checkpoints, has: |_| true };
    Run::within(first_program(), room)
}

/// A state to compare with: the machine, the counters, the numbers of the latest moments.
type State = (Machine, String, Vec<u64>);

fn state(run: &Run) -> State {
    let books = |it: &Ledger| format!("{:?}", it.counters());
    (run.machine().clone(), books(run.ledger()), run.recent().map(|it| it.number).collect())
}

/// Makes a run longer, and notes the states at some positions.
fn go_on(run: &mut Run, steps: usize, note_every: usize) -> Vec<(usize, State)> {
    go_on_noting(run, steps, |position| position % note_every == 1)
}

fn go_on_noting(
    run: &mut Run,
    steps: usize,
    is_noted: impl Fn(usize) -> bool,
) -> Vec<(usize, State)> {
    let mut simulation = Simulation::new(run, SchedulerKind::Random, 7, 0, 0);
    let mut noted = Vec::new();
    let end = run.position() + steps;
    while run.position() < end {
        simulation.turn(run);
        if is_noted(run.position()) {
            noted.push((run.position(), state(run)));
        }
    }
    noted
}

#[test]
fn any_point_of_a_run_of_more_than_a_million_steps_is_as_it_was() {
    let mut run = Run::new(first_program());
    let noted = go_on(&mut run, 1_200_000, 40_009);
    assert_eq!((run.first_known(), run.length()), (0, 1_200_000), "all of it is known");
    assert!(run.past_bytes() < 64 << 20, "it takes {} bytes", run.past_bytes());
    // Back and forth, so that no point is reached from the one before it.
    let count = noted.len();
    for index in (0..count).map(|it| it * 17 % count) {
        let (position, before) = &noted[index];
        run.seek(*position);
        assert!(state(&run) == *before, "at {position}");
        assert_eq!(run.length(), 1_200_000, "looking forgets nothing");
    }
}

#[test]
fn a_run_beyond_its_bound_forgets_the_oldest_part_and_says_so() {
    let mut run = remembering(100_000, 1 << 20);
    let noted = go_on(&mut run, 333_333, 5_003);
    let first = run.first_known();
    assert!(first > 200_000, "the oldest part is forgotten: {first}");
    assert!(run.length() - first > 60_000, "most of what there is room for is known: {first}");
    assert_eq!(run.schedule().len(), run.length() - first);
    assert!(run.past_bytes() < 3 << 20, "it takes {} bytes", run.past_bytes());
    run.seek(0);
    assert_eq!(run.position(), first, "what is forgotten cannot be shown");
    for (position, before) in noted.iter().filter(|it| it.0 > first + 256) {
        run.seek(*position);
        assert!(state(&run) == *before, "at {position}");
    }
}

#[test]
fn checkpoints_thin_out_before_anything_is_forgotten() {
    let mut run = remembering(1 << 24, 64 << 10);
    let noted = go_on(&mut run, 150_000, 10_007);
    assert_eq!(run.first_known(), 0);
    for (position, before) in noted.iter().rev() {
        run.seek(*position);
        assert!(state(&run) == *before, "at {position}");
    }
}

#[test]
fn another_way_from_a_forgotten_future_is_a_run_like_any_other() {
    let mut run = remembering(60_000, 256 << 10);
    go_on(&mut run, 100_000, 1 << 40);
    let middle = (run.first_known() + run.length()) / 2;
    run.seek(middle);
    let noted = go_on(&mut run, 20_000, 999);
    assert_eq!(run.length(), middle + 20_000, "what came after is forgotten");
    for (position, before) in noted.iter().rev() {
        run.seek(*position);
        assert!(state(&run) == *before, "at {position}");
    }
}

/// So many steps are in one piece of the past.
const STRETCH: usize = 16_384;

#[test]
fn the_ends_of_its_pieces_are_positions_like_any_other() {
    let mut run = remembering(1 << 20, 16 << 20);
    let borders = [STRETCH, 2 * STRETCH, 1024, STRETCH + 1024];
    let is_near = |position: usize| borders.iter().any(|it| it.abs_diff(position) <= 2);
    let noted = go_on_noting(&mut run, 3 * STRETCH, is_near);
    assert_eq!((run.length(), noted.len()), (3 * STRETCH, 5 * borders.len()));
    for (position, before) in noted.iter().rev().chain(&noted) {
        run.seek(*position);
        assert_eq!(run.position(), *position);
        assert!(state(&run) == *before, "at {position}");
    }
    // The turns are those that lead to these states.
    let turns: Vec<Turn> = run.schedule().collect();
    assert_eq!(turns.len(), 3 * STRETCH);
    assert_eq!(run.schedule().skip(STRETCH).len(), 2 * STRETCH);
    let mut again = remembering(1 << 20, 16 << 20);
    for turn in turns {
        assert!(matches!(again.advance(turn.thread, turn.choice), Advance::Stepped(_)));
    }
    run.seek(3 * STRETCH);
    assert!(state(&again) == state(&run));
}

#[test]
fn another_way_can_be_taken_at_the_ends_of_its_pieces() {
    for position in [STRETCH - 1, STRETCH, STRETCH + 1, 2 * STRETCH, 0] {
        let mut run = remembering(1 << 20, 1 << 20);
        go_on(&mut run, 3 * STRETCH + 5, 1 << 40);
        run.seek(position);
        let noted = go_on(&mut run, STRETCH + 7, 4_001);
        assert_eq!(run.length(), position + STRETCH + 7);
        assert_eq!(run.schedule().len(), run.length());
        for (position, before) in noted.iter().rev() {
            run.seek(*position);
            assert!(state(&run) == *before, "at {position}");
        }
    }
}

#[test]
fn the_longest_pasts_are_of_one_length() {
    let mut run = remembering(10 * STRETCH, 16 << 20);
    go_on(&mut run, 12 * STRETCH, 1 << 40);
    for _ in 0..5 {
        go_on(&mut run, STRETCH, 1 << 40);
        let known = run.length() - run.first_known();
        assert!((9 * STRETCH..=10 * STRETCH).contains(&known), "{known} steps are known");
        assert!(run.past_bytes() < 4 << 20, "it takes {} bytes", run.past_bytes());
    }
}

thread_local! {
    /// What the memory of a test has room for.
    static LEFT: Cell<usize> = const { Cell::new(usize::MAX) };
}

#[test]
fn where_the_memory_has_no_room_the_oldest_part_is_forgotten() {
    LEFT.set(usize::MAX);
    let room = Room { turns: 64 << 20, checkpoints: 16 << 20, has: |wanted| wanted <= LEFT.get() };
    let mut run = Run::within(first_program(), room);
    go_on(&mut run, 20 * STRETCH, 1 << 40);
    assert_eq!(run.first_known(), 0, "there is room for all");
    LEFT.set(0);
    go_on(&mut run, STRETCH, 1 << 40);
    assert_eq!(run.length(), 21 * STRETCH, "it goes on");
    assert!(run.first_known() >= 19 * STRETCH, "{} is known", run.first_known());
    let noted = go_on(&mut run, 5 * STRETCH, 5_003);
    let first = run.first_known();
    for (position, before) in noted.iter().filter(|it| it.0 > first + 256) {
        run.seek(*position);
        assert!(state(&run) == *before, "at {position}");
    }
}

#[test]
fn once_the_memory_was_full_the_past_keeps_away_from_its_end() {
    LEFT.set(usize::MAX);
    let room = Room {
        turns: 64 << 20,
        checkpoints: 16 << 20,
        // There is none once, and room enough behind that.
        has: |_| LEFT.replace(usize::MAX) == usize::MAX,
    };
    let mut run = Run::within(first_program(), room);
    go_on(&mut run, 20 * STRETCH - 1, 1 << 40);
    LEFT.set(0);
    go_on(&mut run, 1, 1 << 40);
    let known = run.length() - run.first_known();
    assert!((12 * STRETCH..16 * STRETCH).contains(&known), "a good quarter goes: {known}");
    for _ in 0..3 {
        go_on(&mut run, 10 * STRETCH, 1 << 40);
        let known = run.length() - run.first_known();
        assert!((12 * STRETCH..16 * STRETCH).contains(&known), "{known}");
    }
}

#[test]
fn a_past_takes_half_of_a_memory_at_most() {
    for memory in [16 << 20, 64 << 20, 256 << 20_usize] {
        let room = Room::in_memory_of(memory);
        assert!(room.turns + room.checkpoints <= memory / 2);
        assert!((room.has)(1 << 20), "the allocator has a megabyte");
        assert!(!(room.has)(usize::MAX), "and not everything");
    }
    // It is kept to: the memory of a small phone's page, and a run of two million steps.
    let mut run = Run::within(first_program(), Room::in_memory_of(8 << 20));
    go_on(&mut run, 2_000_000, 1 << 40);
    assert!(run.past_bytes() < 5 << 20, "it takes {} bytes", run.past_bytes());
    assert!(run.length() - run.first_known() > 1_000_000);
}

#[test]
fn an_item_is_found_again_wherever_it_was() {
    let mut run = Run::new(first_program());
    go_on(&mut run, 100_000, 1 << 40);
    let mut seen = 0;
    for position in [300, 5_000, 77_777, 99_000] {
        run.seek(position);
        let latest = run.recent().rev().find_map(|it| it.event.consumed);
        let item = latest.expect("something was consumed lately");
        let story = run.story_of(item);
        let [Some(made), Some(put), Some(taken), Some(consumed)] = story.steps() else {
            panic!("{item}: {story:?}")
        };
        assert!(made < put && put < taken && taken <= consumed, "{story:?}");
        assert!(consumed as usize <= position);
        run.seek(consumed as usize);
        assert_eq!(run.recent().next_back().and_then(|it| it.event.consumed), Some(item));
        run.seek(made as usize);
        let made_there = run.recent().next_back().and_then(|it| it.event.produced);
        assert!(made == 0 || made_there == Some(item), "{item} was made at {made}");
        seen += 1;
    }
    assert_eq!(seen, 4);
    let first = run.story_of(Item { producer: 0, number: 1 });
    assert_eq!(first.made, Some(0), "it is made before the first step");
    let never = run.story_of(Item { producer: 0, number: 4_000_000 });
    assert_eq!(never, Default::default());
}

#[test]
fn a_deadlock_is_known_while_the_past_is_shown() {
    let source = "s = Semaphore(0)\n\ndef producer():\n    while True:\n        item = produce()\n        s.wait()\n\ndef consumer():\n    s.signal()\n";
    let mut run = Run::new(program(source, &setup(1, 1, 0)));
    super::schedule::follow(&mut run, "C1 P1");
    assert!(run.ends_broken());
    run.seek(1);
    assert!(run.ends_broken());
    super::schedule::follow(&mut run, "P1");
    assert!(run.ends_broken());
    run.seek(0);
    super::schedule::follow(&mut run, "C1");
    assert!(!run.ends_broken(), "another way is not over yet");
}
