//! Our checker, SPIN and Stateright side by side, on the same program at the same granularity.
//!
//!     cargo run --release --manifest-path benches/peers/Cargo.toml [P C N K]
//!
//! SPIN is asked for as `spin` on the path, with `gcc`; without it its lines are left out. Nobody
//! looks for more than overwritten and wrongly taken slots: deadlocks, traps and the order of
//! items are switched off here, as the peers' model does not have them.

mod model;

use interleave::checker::{Options, Reductions, Verdict, check};
use interleave::engine::{ViolationKind, ViolationKinds};
use interleave::catalogue::{
    Configuration, FaultSet, Setting, build, entry_named, listing, source_of,
};
use model::ThreeSemaphores;
use stateright::{Checker, Model};
use std::ops::ControlFlow;
use std::process::Command;
use std::sync::Arc;
use std::time::Instant;

fn main() {
    let given: Vec<u32> = std::env::args().skip(1).filter_map(|it| it.parse().ok()).collect();
    let [producers, consumers, capacity, items] =
        <[u32; 4]>::try_from(given).unwrap_or([3, 3, 3, 3]);
    println!(
        "three semaphores, {producers} producers, {consumers} consumers, {capacity} slots, \
         {items} items each, access granularity\n"
    );
    println!("{:<34}{:>12}{:>10}{:>14}", "", "states", "seconds", "states/s");
    let row = |name: &str, states: u64, seconds: f64| {
        let rate = states as f64 / seconds;
        println!("{name:<34}{states:>12}{seconds:>10.3}{rate:>14.0}");
    };

    let entry = entry_named("three-semaphores").expect("it is in the catalogue");
    let configuration = Configuration::of(entry)
        .with(Setting::Producers, producers)
        .with(Setting::Consumers, consumers)
        .with(Setting::Capacity, capacity)
        .with(Setting::Items, items)
        .with(Setting::Takes, items);
    let source = source_of(&listing(entry, FaultSet::default()));
    let program = Arc::new(build(&source, &configuration).expect("it is right").0);
    let wanted = [ViolationKind::Overwrite, ViolationKind::EmptyRead, ViolationKind::DuplicateRead];
    let wanted = wanted.into_iter().fold(ViolationKinds::NONE, ViolationKinds::with);
    let reduced = Reductions { above: 0, ..Reductions::default() };
    for (name, reductions, threads) in [
        ("Interleave, exact, one thread", Reductions::NONE, 1),
        ("Interleave, exact, two threads", Reductions::NONE, 2),
        ("Interleave, reduced, one thread", reduced, 1),
    ] {
        let options = Options { reductions, threads, wanted, ..Options::default() };
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        let start = Instant::now();
        let report = pool
            .expect("threads")
            .install(|| check(&program, &options, &mut |_| ControlFlow::Continue(())));
        let seconds = start.elapsed().as_secs_f64();
        assert_eq!(report.verdict, Verdict::Safe);
        row(name, report.reached.states, seconds);
        println!(
            "{:<34}{:>12} bytes a state, {:.1} with the index of all",
            "",
            report.state_bytes,
            report.reached.bytes as f64 / report.reached.states as f64
        );
    }

    for threads in [1, 2] {
        let numbers = [producers, consumers, capacity, items].map(|it| it as u8);
        let start = Instant::now();
        let checker = ThreeSemaphores::new(numbers).checker().threads(threads).spawn_bfs().join();
        let seconds = start.elapsed().as_secs_f64();
        checker.assert_properties();
        let name = format!("Stateright, breadth first, {threads} thread(s)");
        row(&name, checker.unique_state_count() as u64, seconds);
    }

    for (name, flags) in [("SPIN, exact", &["-DNOREDUCE"][..]), ("SPIN, reduced", &[])] {
        match spin([producers, consumers, capacity, items], flags) {
            Some((states, seconds)) => row(name, states, seconds),
            None => println!("{name:<34}{:>12}", "not here"),
        }
    }
}

/// States and seconds, as SPIN's verifier tells them.
fn spin([p, c, n, k]: [u32; 4], flags: &[&str]) -> Option<(u64, f64)> {
    let folder = std::env::temp_dir().join(format!("interleave-peers-{}", std::process::id()));
    std::fs::create_dir_all(&folder).ok()?;
    let model = concat!(env!("CARGO_MANIFEST_DIR"), "/three_semaphores.pml");
    let defined = [("P", p), ("C", c), ("N", n), ("K", k), ("Q", k)];
    let made = Command::new("spin")
        .args(defined.map(|(name, value)| format!("-D{name}={value}")))
        .args(["-a", model])
        .current_dir(&folder)
        .output();
    let compiled = made.ok().filter(|it| it.status.success()).and_then(|_| {
        let gcc = Command::new("gcc")
            .args(["-O3", "-w", "-DSAFETY", "-DMEMLIM=8000"])
            .args(flags)
            .args(["-o", "pan", "pan.c"])
            .current_dir(&folder)
            .status();
        gcc.ok().filter(|it| it.success())
    });
    // -E: its invalid end states are not looked for, as nobody else here looks for deadlocks.
    let start = Instant::now();
    let ran = compiled.and_then(|_| {
        let mut pan = Command::new("./pan");
        pan.args(["-E", "-m1000000", "-w26"]).current_dir(&folder).output().ok()
    });
    let seconds = start.elapsed().as_secs_f64();
    let _ = std::fs::remove_dir_all(&folder);
    let told = String::from_utf8(ran?.stdout).ok()?;
    let line = told.lines().find(|line| line.contains("states, stored"))?;
    Some((line.split_whitespace().next()?.parse().ok()?, seconds))
}
