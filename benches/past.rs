//! What the past of a long run costs: `cargo bench --bench past`. The heap's peak is printed as
//! "max alloc", the seeks' worst case as "slowest".

use interleave::catalogue::{Configuration, Setting, build, first_entry};
use interleave::engine::{Run, SchedulerKind, Simulation};
use interleave::program::Program;
use std::sync::Arc;

#[global_allocator]
static HEAP: divan::AllocProfiler = divan::AllocProfiler::system();

/// Producers, and as many consumers.
const THREADS: [u32; 2] = [2, 16];

fn main() {
    divan::main();
}

fn program(threads: u32) -> Arc<Program> {
    let entry = first_entry();
    let configuration = Configuration::of(entry)
        .with(Setting::Producers, threads)
        .with(Setting::Consumers, threads)
        .with(Setting::Capacity, 64);
    let built = build(entry.source, &configuration).map_err(|(problems, _)| problems);
    Arc::new(built.expect("the catalogue has programs only").0)
}

fn long_run(threads: u32, steps: usize) -> Run {
    let mut run = Run::new(program(threads));
    let mut simulation = Simulation::new(&run, SchedulerKind::Random, 1, 0, 0);
    while run.length() < steps {
        simulation.turn(&mut run);
    }
    run
}

/// How much heap a run of a million steps takes.
#[divan::bench(args = THREADS, sample_count = 1, sample_size = 1)]
fn a_million_steps(threads: u32) -> Run {
    long_run(threads, 1_000_000)
}

/// Going to random points of a long run, and drawing what is around them.
#[divan::bench(args = [(2, 1), (16, 1), (2, 10)], sample_count = 400, sample_size = 1)]
fn any_point(bencher: divan::Bencher, (threads, millions): (u32, usize)) {
    let mut run = long_run(threads, millions * 1_000_000);
    let mut target = 0;
    bencher.bench_local(|| {
        target = (target + millions * 618_033) % run.length();
        run.seek(target);
        run.look_closer();
        run.strip(target.saturating_sub(30), target + 30, 60)
    });
}
