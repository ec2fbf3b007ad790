//! Looking for inputs that break the reader, the compiler or the checker, by libFuzzer.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::Result;
use crate::process;
use crate::toolchain::{self, target_folder};

/// A target of `fuzz/`, and the longest input it takes, in bytes.
struct Target {
    name: &'static str,
    longest: u32,
    /// Folders of inputs to begin with.
    seeds: &'static [&'static str],
}

const TARGETS: [Target; 2] = [
    Target {
        name: "texts",
        longest: 4096,
        seeds: &[
            "fuzz/corpus/texts",
            "src/catalogue/programs",
            "tests/it/notation/wrong",
            "tests/it/python",
        ],
    },
    Target { name: "programs", longest: 160, seeds: &["fuzz/corpus/programs"] },
];

/// What cargo-fuzz asks of the compiler, without the sanitizers, which need a nightly one. The
/// code has no `unsafe` on this side.
const COVERAGE: &str = "--cfg fuzzing -Cpasses=sancov-module \
    -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
    -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares \
    -Cdebug-assertions -Ccodegen-units=1";

/// Runs one target, or each of them in turn, for so many seconds each.
pub fn run(seconds: u32, only: Option<&str>) -> Result {
    let targets: Vec<&Target> =
        TARGETS.iter().filter(|target| only.is_none_or(|name| target.name == name)).collect();
    if targets.is_empty() {
        let names = TARGETS.map(|target| target.name).join(", ");
        return Err(format!("there is no such target; the targets are {names}"));
    }
    let host = toolchain::host().ok_or("`rustc -vV` names no host")?;
    let folder = target_folder("fuzz");
    let mut cargo = process::cargo();
    // With a target named, the flags are for the targets alone and not for build scripts.
    cargo.args(["build", "--release", "--package", "fuzz", "--bins", "--target", &host]);
    cargo.env("RUSTFLAGS", COVERAGE).env("CARGO_TARGET_DIR", &folder);
    // The page's own release settings would only make the linking slower.
    cargo.env("CARGO_PROFILE_RELEASE_LTO", "off").env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "2");
    cargo.env("CARGO_PROFILE_RELEASE_PANIC", "unwind");
    process::run(&mut cargo)?;
    let built = folder.join(&host).join("release");
    targets.into_iter().try_for_each(|target| try_target(target, &built, &folder, seconds))
}

fn try_target(target: &Target, built: &Path, folder: &Path, seconds: u32) -> Result {
    let found = folder.join("corpus").join(target.name);
    for path in [&*found, Path::new("fuzz/failures")] {
        fs::create_dir_all(path)
            .map_err(|error| format!("cannot make {}: {error}", path.display()))?;
    }
    let mut fuzzer = Command::new(built.join(target.name));
    // What reaches new code goes to the first folder; the others are only read.
    fuzzer.arg(&found).args(target.seeds.iter().filter(|seeds| Path::new(seeds).is_dir()));
    fuzzer.args([
        format!("-max_total_time={seconds}"),
        format!("-max_len={}", target.longest),
        "-timeout=60".into(),
        "-len_control=0".into(),
        "-rss_limit_mb=3000".into(),
        "-print_final_stats=1".into(),
        "-artifact_prefix=fuzz/failures/".into(),
    ]);
    if target.name == "texts" {
        fuzzer.arg("-dict=fuzz/notation.dict");
    }
    process::run(&mut fuzzer).map_err(|message| {
        format!(
            "{message}\nThe input is in fuzz/failures. To see and try it alone: \
             cargo run --package fuzz --bin {} -- FILE",
            target.name
        )
    })
}
