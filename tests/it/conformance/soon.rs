//! How soon a fault breaks a run: by chance about as soon as on real threads.

use super::crew::{TRACED, program, with_crew};
use interleave::catalogue::{Configuration, first_entry};
use interleave::engine::{Ending, Round, Run, SchedulerKind, Simulation};
use interleave::program::Program;
use std::sync::Arc;

/// Those that do no harm.
const HARMLESS: [&str; 2] = ["producer-swaps-signals", "consumer-swaps-signals"];

/// More steps than any of these runs should take.
const MOST: usize = 20_000;

fn is_broken(run: &Run) -> bool {
    matches!(run.ending(), Some(Ending::Broken(_)))
}

/// Steps until simulated threads break it.
fn simulated(program: &Arc<Program>, kind: SchedulerKind, seed: u64) -> Option<usize> {
    let mut run = Run::new(program.clone());
    let mut simulation = Simulation::new(&run, kind, seed, 0, 0);
    while run.ending().is_none() && run.position() < MOST {
        assert!(matches!(simulation.turn(&mut run), Round::Step(_)), "nobody is at work");
    }
    is_broken(&run).then(|| run.position())
}

/// Steps until real threads break it, which all race for so many permits at a time; `None` for
/// as many as they like.
fn real(program: &Arc<Program>, at_once: Option<u32>) -> Option<usize> {
    with_crew(program.thread_count(), |crew| {
        let mut run = Run::new(program.clone());
        crew.start(program, TRACED);
        if at_once.is_none() {
            crew.control.set_unlimited();
        }
        while run.ending().is_none() && run.position() < MOST {
            if let Some(steps) = at_once {
                crew.control.grant(steps);
                crew.wait_until_still();
            }
            for entry in crew.drain() {
                if run.ending().is_none() {
                    run.apply(entry).unwrap_or_else(|divergence| panic!("{divergence:?}"));
                }
            }
        }
        is_broken(&run).then(|| run.position())
    })
}

/// The middle one of them and the last; those that never came count as later than all.
fn middle_and_last(runs: impl Iterator<Item = Option<usize>>) -> (usize, usize) {
    let mut steps: Vec<usize> = runs.map(|it| it.unwrap_or(usize::MAX)).collect();
    steps.sort_unstable();
    (steps[steps.len() / 2], steps[steps.len() - 1])
}

fn harmful() -> impl Iterator<Item = (&'static str, Arc<Program>)> {
    let names = first_entry().faults.iter().map(|it| it.name);
    names.filter(|name| !HARMLESS.contains(name)).map(|name| {
        let configuration = Configuration::default().with_fault(first_entry(), name);
        (name, program(&configuration))
    })
}

/// At the numbers that the page begins with. At top speed so many steps are a blink; at four
/// steps a second a thousand are as long as anybody looks on.
#[test]
fn every_harmful_fault_breaks_soon_by_chance() {
    let mut count = 0;
    for (name, program) in harmful() {
        let runs = (0..101).map(|seed| simulated(&program, SchedulerKind::Random, seed));
        let (middle, last) = middle_and_last(runs);
        assert!(middle <= 400 && last <= 4_000, "{name}: half after {middle}, all after {last}");
        count += 1;
    }
    assert_eq!(count, 13);
}

/// The table of both kinds: `cargo test --test it -- --ignored --nocapture compared`.
#[test]
#[ignore = "it measures, and takes its time"]
fn chance_and_real_threads_compared() {
    let said = |(middle, last): (usize, usize)| match middle {
        usize::MAX => "never".to_owned(),
        _ => format!(
            "{middle} ({})",
            if last == usize::MAX { "never".into() } else { last.to_string() }
        ),
    };
    println!("| fault | in turn | by chance | real, step by step | real, no limit |");
    println!("|---|---|---|---|---|");
    for (name, program) in harmful() {
        let kind =
            |kind, seeds: u64| middle_and_last((0..seeds).map(|it| simulated(&program, kind, it)));
        let in_turn = kind(SchedulerKind::RoundRobin, 1);
        let chance = kind(SchedulerKind::Random, 1001);
        let paced = middle_and_last((0..21).map(|_| real(&program, Some(1))));
        let unlimited = middle_and_last((0..101).map(|_| real(&program, None)));
        let [in_turn, chance, paced, unlimited] = [in_turn, chance, paced, unlimited].map(said);
        println!("| `{name}` | {in_turn} | {chance} | {paced} | {unlimited} |");
    }
}
