//! What has to pass before a change goes in.

use std::path::Path;
use std::time::{Duration, Instant};

use crate::Result;
use crate::process;
use crate::setup::{self, Installed, Scope};
use crate::site;
use crate::toolchain::target_folder;

struct Stage {
    name: &'static str,
    /// What must be installed for it.
    scope: Scope,
    run: fn(&Installed) -> Result,
}

/// In the order of how soon they answer.
const STAGES: [Stage; 8] = [
    Stage { name: "format", scope: Scope::Checks, run: format },
    Stage { name: "lint", scope: Scope::Checks, run: lint },
    Stage { name: "lint-wasm", scope: Scope::Checks, run: lint_wasm },
    Stage { name: "native", scope: Scope::Compiler, run: native },
    Stage { name: "doc", scope: Scope::Compiler, run: doc },
    Stage { name: "loom", scope: Scope::Compiler, run: loom },
    Stage { name: "build", scope: Scope::Site, run: |_| site::build() },
    Stage { name: "browser", scope: Scope::Everything, run: browser },
];

/// Runs the stages one after the other, and stops at the first that fails.
pub fn run(only: Option<&str>, skip_browser: bool) -> Result {
    let stages: Vec<&Stage> = STAGES
        .iter()
        .filter(|stage| only.is_none_or(|name| stage.name == name))
        .filter(|stage| !(skip_browser && stage.name == "browser"))
        .collect();
    if stages.is_empty() {
        let names = STAGES.map(|stage| stage.name).join(", ");
        return Err(format!("no such stage to run; the stages are {names}"));
    }
    let scope = stages.iter().map(|stage| stage.scope).max().expect("there is a stage");
    let installed = setup::ensure(scope)?;

    let mut durations: Vec<(&str, Duration)> = Vec::new();
    for stage in stages {
        println!("\n== {} ==", stage.name);
        let start = Instant::now();
        (stage.run)(&installed).map_err(|message| {
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
    cargo.args([
        "clippy",
        "--workspace",
        "--all-targets",
        "--features",
        "e2e",
        "--",
        "-D",
        "warnings",
    ]);
    process::run(&mut cargo)
}

/// Feeds strange texts to the parser and the compiler for a bounded time.
pub fn fuzz(arguments: Vec<String>) -> Result {
    let mut cargo = process::cargo();
    cargo.args(["run", "--release", "--package", "fuzz", "--"]).args(arguments);
    // The page's own release settings would only make the linking slower.
    cargo.env("CARGO_PROFILE_RELEASE_LTO", "off").env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
    cargo.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "2").env("CARGO_PROFILE_RELEASE_PANIC", "unwind");
    cargo.env("CARGO_TARGET_DIR", target_folder("fuzz"));
    process::run(&mut cargo)
}

/// The code behind `cfg(target_arch = "wasm32")` is seen by no native lint.
fn lint_wasm(installed: &Installed) -> Result {
    process::run(installed.compiler.cargo_clippy().args(site::PAGE).args(["--", "-D", "warnings"]))
}

fn native(_: &Installed) -> Result {
    process::run(process::cargo().args(["test", "--workspace", "--tests"]))
}

fn doc(_: &Installed) -> Result {
    process::run(process::cargo().args(["test", "--doc"]))
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

fn browser(installed: &Installed) -> Result {
    let mut cargo = process::cargo();
    cargo.args(["test", "--features", "e2e", "--test", "e2e"]);
    process::run(cargo.env("INTERLEAVE_AXE", installed.axe()))
}
