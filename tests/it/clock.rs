//! The clock: closed forms where there are some, measured times within a factor of two, and the same strip every time.

use interleave::clock::costs::{
    CHUNK, HUNDRED_ITEMS_CALLED, HUNDRED_ITEMS_POSTED, PIPE, TASK_START, TASK_SWITCH, THREAD_START,
};
use interleave::clock::{
    Awaiting, Chunks, Kind, MILLISECOND as MS, Machine, NO_CORE, Runtime, StartMethod, Strip, Time,
    WORKERS, Work, amdahl, reckon, speed_ups, total,
};

/// Work that is nothing but Python code.
fn computing(tasks: u32, python: Time) -> Work {
    Work { tasks, python, waiting: 0, bytes: (0, 0), ..Work::default() }
}

/// Work that is nothing but waiting.
fn waiting(tasks: u32, waiting: Time) -> Work {
    Work { tasks, python: 0, waiting, bytes: (0, 0), ..Work::default() }
}

/// A million square roots of 0.2 µs, in four parts.
fn roots() -> Work {
    Work { tasks: 4, items: 250_000, ..computing(4, 50 * MS) }
}

fn machine(cores: u32, workers: u32) -> Machine {
    Machine { cores, workers, ..Machine::default() }
}

/// Works of many kinds, for what holds of all.
fn many() -> Vec<(Work, Machine)> {
    let mut all = Vec::new();
    for (at, tasks) in [1_u32, 2, 3, 8, 17, 64].into_iter().enumerate() {
        for (python, native, waiting) in
            [(20, 0, 80), (3, 0, 0), (0, 0, 7), (12, 9, 5), (0, 30, 0), (1, 0, 1)]
        {
            for awaiting in Awaiting::ALL {
                let work = Work {
                    tasks,
                    python: python * MS,
                    native: native * MS,
                    waiting: waiting * MS,
                    items: 1 + at as u32,
                    long: 1 + at as u32 % 3,
                    serial: at as u32 * 11,
                    calls: if at % 2 == 1 { 9 } else { 0 },
                    bytes: (40_000 * at as u32, 10),
                    awaiting,
                    ..Work::default()
                };
                let start = StartMethod::ALL[at % 3];
                all.push((work, Machine { start, ..machine(1 + at as u32, 2 + at as u32) }));
            }
        }
    }
    all
}

#[test]
fn one_after_the_other_takes_the_sum() {
    let strip = reckon(Runtime::Serial, &Work::default(), &Machine::default());
    assert_eq!(strip.total, 8 * 100 * MS);
    let long = Work { long: 10, ..Work::default() };
    assert_eq!(total(Runtime::Serial, &long, &Machine::default()), (7 + 10) * 100 * MS);
    // A serial part changes who does it, and not how long it takes.
    let serial = Work { serial: 30, native: 5 * MS, ..Work::default() };
    assert_eq!(total(Runtime::Serial, &serial, &Machine::default()), 8 * 105 * MS);
    assert_eq!(serial.serial_time(), 8 * 6 * MS);
}

#[test]
fn with_the_gil_computing_takes_the_sum_and_the_starts() {
    for (tasks, python) in [(1, 20 * MS), (2, 7 * MS), (8, 20 * MS), (64, 3 * MS + 1)] {
        let work = computing(tasks, python);
        for seed in 0..5 {
            let machine = Machine { seed, ..machine(4, 4) };
            let starts = Time::from(tasks) * THREAD_START;
            let sum = Time::from(tasks) * python;
            assert_eq!(total(Runtime::Gil, &work, &machine), sum + starts);
        }
    }
}

#[test]
fn waiting_takes_as_long_as_the_longest() {
    let machine = machine(4, 4);
    for runtime in [Runtime::Gil, Runtime::FreeThreaded] {
        let strip = reckon(runtime, &waiting(8, 80 * MS), &machine);
        assert_eq!(strip.total, 8 * THREAD_START + 80 * MS);
    }
    let long = Work { long: 5, ..waiting(8, 80 * MS) };
    assert_eq!(total(Runtime::Gil, &long, &machine), 8 * THREAD_START + 400 * MS);
    // The last one begins when all are made, and is come back to once.
    let made = 8 * TASK_START;
    let expected = made + 80 * MS + 8 * TASK_SWITCH;
    assert_eq!(total(Runtime::Asyncio, &waiting(8, 80 * MS), &machine), expected);
}

#[test]
fn without_a_gil_as_many_compute_as_there_are_cores() {
    let work = computing(8, 100 * MS);
    let strip = reckon(Runtime::FreeThreaded, &work, &machine(16, 4));
    assert_eq!(strip.total, 8 * THREAD_START + 108 * MS);
    // On fewer cores nobody is idle before the end: within a time slice for each core of the work by the cores.
    let four = total(Runtime::FreeThreaded, &work, &machine(4, 4));
    let least = 8 * 108 * MS / 4;
    assert!((least..least + 8 * 3 * MS).contains(&four), "{four}");
    assert_eq!(total(Runtime::FreeThreaded, &work, &machine(1, 4)), 8 * (108 * MS + THREAD_START));
}

#[test]
fn a_pool_takes_its_start_and_the_longer_of_stream_and_work() {
    let start = 4 * 5 * MS / 2;
    // The parent has a core of its own, so that the work is the workers'.
    let machine = machine(5, 4);
    // Where the work is long: the chunk that is posted first, and all that one worker does.
    let work = Work { items: 16, chunks: Chunks::Of(4), ..computing(4, 160 * MS) };
    let posted = |items: Time| CHUNK + items * HUNDRED_ITEMS_POSTED / 100;
    let chunk = 40 * MS + 4 * HUNDRED_ITEMS_CALLED / 100;
    let last_begins = 4 * posted(4);
    assert_eq!(total(Runtime::Processes, &work, &machine), start + last_begins + 4 * chunk);
    // Where the stream is long: all of it, and the last chunk.
    let roots = Work { chunks: Chunks::Of(1_000), ..roots() };
    let stream = 1_000 * CHUNK + 1_000_000 * HUNDRED_ITEMS_POSTED / 100;
    let chunk = 1_000 * 2 + 1_000 * HUNDRED_ITEMS_CALLED / 100;
    assert_eq!(total(Runtime::Processes, &roots, &machine), start + stream + chunk);
}

#[test]
fn a_million_roots_gain_half_at_best_however_many_cores() {
    let work = roots();
    let serial = total(Runtime::Serial, &work, &machine(1, 1));
    assert_eq!(serial, 200 * MS);
    for workers in [4, 16] {
        let machine = machine(16, workers);
        let faster = serial * 100 / total(Runtime::Processes, &work, &machine);
        assert!(faster < 150, "{workers} workers are {faster} % as fast");
    }
}

#[test]
fn what_was_measured_is_met_within_a_factor_of_two() {
    let within = |what: &str, reckoned: Time, measured: (u64, u64)| {
        let (least, most) = (measured.0 * MS / 20, measured.1 * MS / 5);
        assert!(
            (least..=most).contains(&reckoned),
            "{what}: {reckoned} tenths of a µs, measured {measured:?} tenths of a ms"
        );
    };
    // A million roots on two cores: one after the other 200–270 ms, by four processes 360–460 and 730–820.
    let two = machine(2, 4);
    within("roots, serial", total(Runtime::Serial, &roots(), &two), (2_000, 2_700));
    within("roots, fork", total(Runtime::Processes, &roots(), &two), (3_600, 4_600));
    let spawn = Machine { start: StartMethod::Spawn, ..two };
    within("roots, spawn", total(Runtime::Processes, &roots(), &spawn), (7_300, 8_200));
    // A process that does nothing.
    for (start, measured) in
        [(StartMethod::Fork, 25), (StartMethod::Forkserver, 450), (StartMethod::Spawn, 880)]
    {
        let one = Machine { start, ..machine(2, 1) };
        within(
            start.name(),
            total(Runtime::Processes, &computing(1, 1), &one),
            (measured, measured),
        );
    }
    // A thread, started and joined.
    within("thread", total(Runtime::Gil, &computing(1, 1), &two), (1, 2));
    // Threads of 20 ms that compute were seen to begin at 0.3, 5.5, 21 and 65 ms: who starts them wants the GIL too.
    let strip = reckon(Runtime::Gil, &computing(4, 20 * MS), &two);
    let second = strip.lanes[2].segments.iter().find(|it| it.kind == Kind::Python);
    assert!(second.is_some_and(|it| it.from >= 5 * MS), "{second:?}");
}

#[test]
fn a_short_call_takes_ten_milliseconds_beside_two_that_compute() {
    let work = Work { calls: 200, ..computing(3, 2_000 * MS) };
    let mut all = 0;
    for seed in 0..10 {
        let strip = reckon(Runtime::Gil, &work, &Machine { seed, ..machine(4, 4) });
        let caller = &strip.lanes[1];
        let wants =
            caller.spent[Kind::WantsKey as usize] + caller.spent[Kind::WokenForNothing as usize];
        all += wants / 200;
    }
    let mean = all / 10;
    assert!((5 * MS..=20 * MS).contains(&mean), "{mean} tenths of a µs");
    // Alone it takes what it takes.
    let alone = Work { tasks: 1, ..work };
    assert!(total(Runtime::Gil, &alone, &Machine::default()) < 2 * MS);
}

#[test]
fn a_lone_thread_never_switches_and_others_every_five_milliseconds() {
    let alone = reckon(Runtime::Gil, &computing(1, 500 * MS), &Machine::default());
    assert_eq!(alone.raised, []);
    assert_eq!(alone.key.len(), 2, "the main thread's, and its own");
    let two = reckon(Runtime::Gil, &computing(2, 100 * MS), &Machine::default());
    let is_full = |it: &&interleave::clock::Held| it.to - it.from == 5 * MS;
    assert!(two.key.iter().filter(is_full).count() >= 30, "{:?}", two.key);
    // Nobody holds it longer while another wants it.
    assert!(two.raised.len() >= 30);
    assert!(two.key.windows(2).all(|it| it[0].to == it[1].from), "somebody always has it");
}

#[test]
fn a_call_that_blocks_drops_the_key_unasked() {
    let work = Work { tasks: 2, native: 50 * MS, ..computing(2, 2 * MS) };
    let strip = reckon(Runtime::Gil, &work, &Machine::default());
    assert_eq!(strip.raised, []);
    assert!(strip.total < 56 * MS, "both are outside at once: {}", strip.total);
}

#[test]
fn one_heavy_task_stops_the_loop_and_a_thread_mends_it() {
    let work = Work { long: 50, ..Work::default() };
    let machine = Machine::default();
    let stands = |runtime| {
        let strip = reckon(runtime, &work, &machine);
        strip.standstill.map_or(0, |(from, to)| to - from)
    };
    assert_eq!(stands(Runtime::Asyncio), 500 * MS + TASK_SWITCH);
    assert!(stands(Runtime::ToThread) < 50 * MS, "{}", stands(Runtime::ToThread));
    // Sleeping without the loop's knowledge stops it as well.
    let blocking = Work { awaiting: Awaiting::Blocking, ..Work::default() };
    let strip = reckon(Runtime::Asyncio, &blocking, &machine);
    assert!(strip.total >= 800 * MS);
    let one_by_one = Work { awaiting: Awaiting::OneByOne, ..Work::default() };
    assert!(total(Runtime::Asyncio, &one_by_one, &machine) >= 800 * MS);
    assert!(total(Runtime::Asyncio, &Work::default(), &machine) < 250 * MS);
}

#[test]
fn a_full_pipe_holds_the_parent_up() {
    let work = Work { chunks: Chunks::Of(1), bytes: (60_000, 0), ..computing(16, 10 * MS) };
    let strip = reckon(Runtime::Processes, &work, &machine(4, 2));
    let most = strip.pipe.iter().map(|it| it.bytes).max();
    assert_eq!(most, Some(60_000), "one fits, two do not");
    assert!(strip.lanes[0].spent[Kind::Waits as usize] > 50 * MS);
    let small = Work { bytes: (600, 0), ..work };
    let strip = reckon(Runtime::Processes, &small, &machine(4, 2));
    assert_eq!(strip.lanes[0].spent[Kind::Waits as usize], 0);
    assert!(strip.pipe.iter().all(|it| it.bytes <= PIPE));
}

/// Nobody does two things at once, no core has two at once, one holds the key, and all that was asked for is done.
fn holds_together(runtime: Runtime, work: &Work, machine: &Machine, strip: &Strip) {
    let name = format!("{runtime:?} {work:?} {machine:?}");
    for lane in &strip.lanes {
        assert!(lane.segments.iter().all(|it| it.from < it.to && it.to <= strip.total), "{name}");
        assert!(lane.segments.windows(2).all(|it| it[0].to <= it[1].from), "{name} {lane:?}");
        let sum: Time = lane.segments.iter().map(|it| it.to - it.from).sum();
        assert_eq!(sum, lane.spent.iter().sum::<Time>(), "{name}");
    }
    for core in strip.by_core(machine.cores) {
        assert!(core.segments.windows(2).all(|it| it[0].to <= it[1].from), "{name} {core:?}");
    }
    let on_cores = |it: &&interleave::clock::Segment| {
        it.core != NO_CORE && u32::from(it.core) >= machine.cores
    };
    assert_eq!(
        strip.lanes.iter().flat_map(|it| &it.segments).filter(on_cores).count(),
        0,
        "{name}"
    );
    assert!(strip.key.windows(2).all(|it| it[0].to <= it[1].from), "{name}");
    let serial = reckon(Runtime::Serial, work, machine);
    let (done, wanted) = (strip.spent(Kind::Native), serial.spent(Kind::Native));
    assert_eq!(done, wanted, "{name}");
    let (done, wanted) = (strip.spent(Kind::Python), serial.spent(Kind::Python));
    let most = wanted * 108 / 100 + 1_000 * MS / 100;
    // Each part is rounded down where Python is slower.
    assert!((wanted..=most).contains(&done), "{name}: {done} of {wanted}");
    assert_eq!(total(runtime, work, machine), strip.total, "{name}");
}

#[test]
fn every_strip_holds_together() {
    for (work, machine) in many() {
        for runtime in Runtime::ALL {
            holds_together(runtime, &work, &machine, &reckon(runtime, &work, &machine));
        }
    }
}

#[test]
fn the_same_work_and_seed_give_the_same_strip_and_another_seed_another() {
    let work = computing(4, 40 * MS);
    let of = |seed| reckon(Runtime::Gil, &work, &Machine { seed, ..Machine::default() });
    assert_eq!(of(3), of(3));
    assert!((0..8).any(|seed| of(seed) != of(3)));
}

#[test]
fn speed_ups_stay_below_amdahls_line() {
    let machine = machine(16, 4);
    let work = Work { serial: 25, ..computing(16, 200 * MS) };
    for (at, it) in speed_ups(&work, &machine).into_iter().enumerate() {
        assert_eq!(it.workers, WORKERS[at]);
        let most = amdahl(&work, &machine, it.workers);
        for faster in [it.processes, it.gil, it.free_threaded] {
            assert!(faster <= most, "{it:?} and at most {most}");
        }
        assert!(it.gil <= 100);
    }
    assert_eq!(amdahl(&work, &machine, 1), 100);
    assert_eq!(amdahl(&work, &machine, 4), 228, "a quarter, and a quarter of the rest");
}

#[test]
fn chunks_follow_pythons_rule() {
    let chunk = |tasks, workers| Work { tasks, ..Work::default() }.chunk(workers);
    assert_eq!(chunk(8, 4), 1);
    assert_eq!(chunk(16, 4), 1);
    assert_eq!(chunk(17, 4), 2);
    assert_eq!(roots().chunk(4), 62_500);
    assert_eq!(Work { items: 999_999, tasks: 1, ..Work::default() }.chunk(4), 62_500);
}

#[test]
fn a_lane_with_very_many_switches_is_told_in_a_few_thousand_segments() {
    let work = Work { calls: 20_000, ..computing(1, MS) };
    let strip = reckon(Runtime::Gil, &work, &Machine::default());
    let lane = &strip.lanes[1];
    assert!(lane.segments.len() <= 4_097, "{}", lane.segments.len());
    assert_eq!(lane.spent[Kind::Waits as usize], 20_000 * 60, "and their sums stay exact");
}

#[test]
fn the_costs_that_are_documented_are_those_that_are_reckoned_with() {
    let docs = include_str!("../../docs/runtimes.md");
    for (what, cost, source) in interleave::clock::costs::TABLE {
        let row = format!("| {what} | {cost} | {source} |");
        assert!(docs.contains(&row), "{row}");
    }
    // The rows say what the constants are.
    use interleave::clock::costs;
    let said = |at: usize, cost: Time, unit: Time, name: &str| {
        let (whole, tenths) = (cost / unit, cost % unit * 10 / unit);
        let number = if tenths == 0 { whole.to_string() } else { format!("{whole}.{tenths}") };
        assert_eq!(costs::TABLE[at].1, format!("{number} {name}"));
    };
    let us = MS / 1_000;
    said(0, costs::SWITCH_INTERVAL, MS, "ms");
    said(1, costs::TIME_SLICE, MS, "ms");
    said(2, THREAD_START, MS, "ms");
    said(3, costs::WAKE, us, "µs");
    said(4, costs::HAND_OVER, us, "µs");
    said(5, TASK_START, us, "µs");
    said(6, TASK_SWITCH, us, "µs");
    said(7, CHUNK, us, "µs");
    said(13, costs::FORK, MS, "ms");
    said(14, costs::FORKSERVER.0, MS, "ms");
    said(15, costs::SPAWN.0, MS, "ms");
    said(16, costs::SHORT_CALL, us, "µs");
    said(17, costs::BETWEEN_CALLS, us, "µs");
    assert_eq!((HUNDRED_ITEMS_POSTED, HUNDRED_ITEMS_CALLED), (15 * us, 6 * us));
    assert_eq!((costs::TEN_THOUSAND_BYTES, PIPE, costs::FREE_THREADED), (3 * us, 65_536, 108));
}

#[test]
fn who_is_asked_too_late_is_woken_for_nothing_and_nobody_is_asked_too_soon() {
    let strip = reckon(Runtime::Gil, &computing(4, 100 * MS), &Machine::default());
    assert!(strip.spent(Kind::WokenForNothing) > 0);
    // Once all have begun, whoever gets the key keeps it for the interval, or to its own end.
    let begun = strip.lanes.iter().skip(1).map(|it| it.segments[0].from).max();
    let held: Vec<Time> = strip
        .key
        .iter()
        .filter(|it| Some(it.from) > begun && it.to + 20 * MS < strip.total)
        .filter(|it| strip.raised.iter().any(|raised| raised.at == it.to))
        .map(|it| it.to - it.from)
        .collect();
    assert!(held.len() > 20 && held.iter().all(|it| *it >= 5 * MS), "{held:?}");
}

#[test]
fn five_share_four_cores_fairly() {
    let five = total(Runtime::FreeThreaded, &computing(5, 100 * MS), &machine(4, 4));
    assert!((135 * MS..160 * MS).contains(&five), "one after the other it would be 216 ms: {five}");
}
