//! How many steps a second: `cargo bench --bench steps`.

use divan::counter::ItemsCount;
use interleave::catalogue::{Configuration, Setting, build, first_entry};
use interleave::engine::{Machine, Run, SchedulerKind, Simulation};
use interleave::program::{Choice, Outcome, Program};
use std::sync::Arc;

const STEPS: usize = 10_000;
const THREADS: [u32; 3] = [1, 2, 8];

fn main() {
    divan::main();
}

fn program(threads: u32) -> Arc<Program> {
    let entry = first_entry();
    let configuration = Configuration::of(entry)
        .with(Setting::Producers, threads)
        .with(Setting::Consumers, threads)
        .with(Setting::Capacity, 8);
    let built = build(entry.source, &configuration).map_err(|(problems, _)| problems);
    Arc::new(built.expect("the catalogue has programs only").0)
}

/// A run as the page makes it: with its books, its past and its scheduler.
#[divan::bench(args = THREADS)]
fn simulated_run(bencher: divan::Bencher, threads: u32) {
    let program = program(threads);
    bencher.counter(ItemsCount::new(STEPS)).bench(|| {
        let mut run = Run::new(program.clone());
        let mut simulation = Simulation::new(&run, SchedulerKind::Random, 1, 0, 0);
        for _ in 0..STEPS {
            simulation.turn(&mut run);
        }
        run.position()
    });
}

/// The meaning of the steps alone, each thread in turn.
#[divan::bench(args = THREADS)]
fn machine_alone(bencher: divan::Bencher, threads: u32) {
    let (start, _) = Machine::new(program(threads));
    bencher.counter(ItemsCount::new(STEPS)).bench(|| {
        let mut machine = start.clone();
        let mut left = STEPS;
        while left > 0 {
            for id in machine.program().clone().thread_ids() {
                left -= usize::from(
                    left > 0 && matches!(machine.step(id, Choice::PLAIN), Outcome::Ran(_)),
                );
            }
        }
        machine
    });
}

/// Going to any point of a long run.
#[divan::bench]
fn seek_in_a_million_steps(bencher: divan::Bencher) {
    let mut run = Run::new(program(2));
    let mut simulation = Simulation::new(&run, SchedulerKind::Random, 1, 0, 0);
    for _ in 0..1_000_000 {
        simulation.turn(&mut run);
    }
    let mut target = 0;
    bencher.bench_local(|| {
        target = (target + 618_033) % run.length();
        run.seek(target);
    });
}

/// Drawing the whole of a long run, and its latest steps.
#[divan::bench(args = [1_000_000, 60])]
fn strip_of_a_million_steps(bencher: divan::Bencher, steps: usize) {
    let mut run = Run::new(program(2));
    let mut simulation = Simulation::new(&run, SchedulerKind::Random, 1, 0, 0);
    for _ in 0..1_000_000 {
        simulation.turn(&mut run);
    }
    let length = run.length();
    bencher.bench_local(|| run.strip(length.saturating_sub(steps), length, 480));
}
