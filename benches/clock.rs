//! How long the clock takes: `cargo bench --bench clock`.

use interleave::clock::{MILLISECOND, Machine, Runtime, Work, reckon, speed_ups};

fn main() {
    divan::main();
}

fn tasks(tasks: u32) -> Work {
    Work { tasks, ..Work::default() }
}

/// What a knob of the lab sets off, but for its drawing: within a frame, 16 ms.
#[divan::bench(args = [8, 64])]
fn all_strips(bencher: divan::Bencher, count: u32) {
    bencher.bench(|| {
        Runtime::ALL.map(|runtime| reckon(runtime, &tasks(count), &Machine::default()).total)
    });
}

/// The bars below them.
#[divan::bench(args = [8, 64])]
fn bars(bencher: divan::Bencher, count: u32) {
    bencher.bench(|| speed_ups(&tasks(count), &Machine::default()));
}

/// A million items, in chunks by Python's rule and one by one: within 50 ms.
#[divan::bench(args = [0, 1])]
fn a_million_items(bencher: divan::Bencher, chunk: u32) {
    use interleave::clock::Chunks;
    let chunks = if chunk == 0 { Chunks::Python } else { Chunks::Of(chunk) };
    let python = 50 * MILLISECOND;
    let work = Work { tasks: 4, items: 250_000, python, waiting: 0, chunks, ..Work::default() };
    bencher.bench(|| reckon(Runtime::Processes, &work, &Machine::default()).total);
}
