//! What has to pass before a change goes in.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::Result;
use crate::engines::{self, Engine};
use crate::fuzz;
use crate::package;
use crate::process;
use crate::setup::{self, Installed, Scope};
use crate::site;
use crate::toolchain::target_folder;

struct Stage {
    name: &'static str,
    /// What must be installed for it.
    scope: Scope,
    run: fn(&Installed, &[Engine]) -> Result,
}

/// Which of the stages are run, in which browsers, and how often.
pub struct Choice {
    pub only: Option<String>,
    pub skip_browser: bool,
    pub engines: Vec<Engine>,
    pub times: u32,
}

/// The same in every stage, so that the crate is compiled once for all of them.
const FEATURES: [&str; 2] = ["--features", "e2e"];

/// In the order of how soon they answer.
const STAGES: [Stage; 10] = [
    Stage { name: "format", scope: Scope::Checks, run: |it, _| format(it) },
    Stage { name: "lint", scope: Scope::Checks, run: |it, _| lint(it) },
    Stage { name: "lint-wasm", scope: Scope::Checks, run: |it, _| lint_wasm(it) },
    Stage { name: "native", scope: Scope::Models, run: |it, _| native(it) },
    Stage { name: "fuzz", scope: Scope::Models, run: |_, _| fuzz::run(20, None) },
    Stage { name: "doc", scope: Scope::Compiler, run: |it, _| doc(it) },
    Stage { name: "loom", scope: Scope::Compiler, run: |it, _| loom(it) },
    Stage { name: "build", scope: Scope::Site, run: |_, _| site::build() },
    Stage { name: "browser", scope: Scope::Everything, run: browser },
    // A minute shows that it works; what takes longer to fail is looked for by hand.
    Stage { name: "soak", scope: Scope::Everything, run: short_soak },
];

/// Runs the stages one after the other, and stops at the first that fails.
pub fn run(choice: &Choice) -> Result {
    let only = choice.only.as_deref();
    let stages: Vec<&Stage> = STAGES
        .iter()
        .filter(|stage| only.is_none_or(|name| stage.name == name))
        .filter(|stage| !(choice.skip_browser && stage.scope == Scope::Everything))
        .collect();
    if stages.is_empty() {
        let names = STAGES.map(|stage| stage.name).join(", ");
        return Err(format!("no such stage to run; the stages are {names}"));
    }
    let scope = stages.iter().map(|stage| stage.scope).max().expect("there is a stage");
    let installed = setup::ensure_for(scope, &choice.engines)?;
    for time in 1..=choice.times {
        if choice.times > 1 {
            println!("\n==== {time} of {} ====", choice.times);
        }
        run_all(&stages, &installed, &choice.engines).map_err(|message| match choice.times {
            1 => message,
            times => format!("time {time} of {times}: {message}"),
        })?;
    }
    Ok(())
}

fn run_all(stages: &[&Stage], installed: &Installed, engines: &[Engine]) -> Result {
    let mut durations: Vec<(&str, Duration)> = Vec::new();
    for stage in stages {
        println!("\n== {} ==", stage.name);
        let start = Instant::now();
        (stage.run)(installed, engines).map_err(|message| {
            format!("stage `{}`: {message}\nAgain: cargo xtask test --only {0}", stage.name)
        })?;
        println!("== {}: passed in {:.1} s ==", stage.name, start.elapsed().as_secs_f32());
        durations.push((stage.name, start.elapsed()));
    }
    println!("\nAll passed.");
    for (name, duration) in &durations {
        println!("{name:>10} {:>6.1} s", duration.as_secs_f32());
    }
    let total: Duration = durations.iter().map(|(_, duration)| duration).sum();
    println!("{:>10} {:>6.1} s", "in all", total.as_secs_f32());
    Ok(())
}

fn format(_: &Installed) -> Result {
    process::run(process::cargo().args(["fmt", "--all", "--check"]))
}

fn lint(_: &Installed) -> Result {
    let mut cargo = process::cargo();
    cargo.args(["clippy", "--workspace", "--all-targets"]).args(FEATURES);
    cargo.args(["--", "-D", "warnings"]);
    process::run(&mut cargo)
}

/// The code behind `cfg(target_arch = "wasm32")` is seen by no native lint.
fn lint_wasm(installed: &Installed) -> Result {
    process::run(installed.compiler.cargo_clippy().args(site::PAGE).args(["--", "-D", "warnings"]))
}

/// Draws the same random programs each time, so that a change is judged by what it changed. `cargo test` by itself,
/// [`oracle`] and the fuzzer draw new ones.
fn native(_: &Installed) -> Result {
    let mut cargo = process::cargo();
    cargo.args(["test", "--workspace", "--tests"]).args(FEATURES);
    if std::env::var_os(RANDOM_SEED).is_none() {
        cargo.env(RANDOM_SEED, "20261127");
    }
    process::run(&mut cargo)
}

/// Where `proptest` takes its seed from.
const RANDOM_SEED: &str = "PROPTEST_RNG_SEED";

/// Compares so many random programs with what SPIN and the plain search find.
pub fn oracle(cases: u32) -> Result {
    let mut cargo = oracle_test()?;
    cargo.args(["oracle::random", "checker::random_programs", "--nocapture"]);
    cargo.env("INTERLEAVE_ORACLE_CASES", cases.to_string());
    process::run(&mut cargo)
}

/// Prints SPIN's counts of states beside ours, over the catalogue.
pub fn oracle_table() -> Result {
    let mut cargo = oracle_test()?;
    cargo.args(["oracle::catalogue::table", "--ignored", "--nocapture"]);
    process::run(&mut cargo)
}

fn oracle_test() -> Result<Command> {
    setup::ensure(Scope::Models)?;
    let mut cargo = process::cargo();
    cargo.args(["test", "--test", "it"]).args(FEATURES).arg("--");
    Ok(cargo)
}

fn doc(_: &Installed) -> Result {
    process::run(process::cargo().args(["test", "--doc"]).args(FEATURES))
}

/// Optimised, because the number of interleavings is what takes the time; the page's own release settings would only
/// make the linking slower.
fn loom(_: &Installed) -> Result {
    if !["tests/loom", "tests/loom.rs"].into_iter().any(|path| Path::new(path).exists()) {
        println!("There are no loom tests.");
        return Ok(());
    }
    let mut cargo = process::cargo();
    cargo.args(["test", "--release", "--test", "loom"]);
    cargo.env("RUSTFLAGS", "--cfg loom").env("CARGO_TARGET_DIR", target_folder("loom"));
    cargo.env("CARGO_PROFILE_RELEASE_LTO", "off").env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
    process::run(&mut cargo)
}

fn browser(installed: &Installed, engines: &[Engine]) -> Result {
    // One of the tests plays the package for learning platforms.
    package::write()?;
    let mut cargo = e2e(installed);
    cargo.arg("--").args(engines::filters(engines));
    process::run(&mut cargo)
}

/// How long the page is used without a pause, in which browser, and in which order.
pub struct Soak {
    pub minutes: f64,
    pub engine: Engine,
    pub seed: Option<u64>,
}

impl Soak {
    /// The browsers that it runs in.
    pub const ENGINES: [Engine; 2] = [Engine::Chromium, Engine::Firefox];
}

impl Default for Soak {
    fn default() -> Self {
        Soak { minutes: 1.0, engine: Engine::Chromium, seed: None }
    }
}

/// Uses the built page without a pause, and looks at what it takes.
pub fn soak(soak: &Soak) -> Result {
    soak_in(&setup::ensure_for(Scope::Everything, &[soak.engine])?, soak)
}

fn short_soak(installed: &Installed, engines: &[Engine]) -> Result {
    let Some(&engine) = engines.iter().find(|it| Soak::ENGINES.contains(it)) else {
        println!("The soak runs in {} only.", Soak::ENGINES.map(Engine::name).join(" and "));
        return Ok(());
    };
    soak_in(installed, &Soak { engine, ..Soak::default() })
}

fn soak_in(installed: &Installed, soak: &Soak) -> Result {
    let mut cargo = e2e(installed);
    cargo.args(["--", "--ignored", "--exact", "--nocapture", "soak::soak"]);
    cargo.env("INTERLEAVE_SOAK_MINUTES", soak.minutes.to_string());
    cargo.env("INTERLEAVE_SOAK_ENGINE", soak.engine.name());
    if let Some(seed) = soak.seed {
        cargo.env("INTERLEAVE_SOAK_SEED", seed.to_string());
    }
    process::run(&mut cargo)
}

/// The tests of the built page.
fn e2e(installed: &Installed) -> Command {
    let mut cargo = process::cargo();
    cargo.args(["test", "--test", "e2e"]).args(FEATURES);
    cargo.env("INTERLEAVE_AXE", installed.axe());
    cargo.env("INTERLEAVE_PLATFORM", installed.platform());
    installed.add_drivers(&mut cargo);
    cargo
}
