//! What a visitor downloads, and how much that may be.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::Result;

/// Prints each file's size, as it lies there and as a server would send it.
pub fn print(site: &Path) -> Result {
    let failed = |error: io::Error| format!("cannot read {}: {error}", site.display());
    let files = files(site).map_err(failed)?;
    let (mut raw_total, mut sent_total) = (0, 0);
    let (mut first_load, mut rest) = (0, 0);
    println!("\n{:>10} {:>10}", "bytes", "brotli");
    for file in files {
        let content = fs::read(&file).map_err(failed)?;
        let (raw, sent) = (content.len(), compressed(&content).map_err(failed)?);
        let path = path_in(site, &file);
        println!("{raw:>10} {sent:>10}  {path}");
        match when(&path) {
            When::First => first_load += sent,
            When::Rest => rest += sent,
            When::Wanted => {}
        }
        raw_total += raw;
        sent_total += sent;
    }
    println!("{raw_total:>10} {sent_total:>10}  in all");
    println!("{:>10} {first_load:>10}  before a run can start", "");
    let budgets =
        fs::read_to_string(BUDGETS).map_err(|error| format!("cannot read {BUDGETS}: {error}"))?;
    keeps(&budgets, "first-load", first_load)?;
    keeps(&budgets, "rest", rest)
}

/// Where it stands how much there may be.
const BUDGETS: &str = "budgets.toml";

/// When a file is fetched.
#[derive(Debug, PartialEq, Eq)]
enum When {
    /// Before a run can start.
    First,
    /// While the page is in use.
    Rest,
    /// When something in it is wanted, or by others than visitors.
    Wanted,
}

fn when(path: &str) -> When {
    let is_of_page =
        !path.starts_with("bench/") && !path.starts_with("embed") && !path.starts_with("texts/");
    let is_loaded = [".html", ".js", ".css", ".wasm"].iter().any(|end| path.ends_with(end));
    match path {
        "service-worker.js" => When::Wanted,
        _ if path.ends_with("_rest.wasm") => When::Rest,
        _ if is_of_page && is_loaded => When::First,
        _ => When::Wanted,
    }
}

/// Holds bytes to a budget in kilobytes.
fn keeps(budgets: &str, name: &str, bytes: usize) -> Result {
    let line = budgets.lines().find_map(|line| line.strip_prefix(name)?.trim().strip_prefix('='));
    let most: usize = line
        .and_then(|number| number.trim().parse().ok())
        .ok_or_else(|| format!("{BUDGETS} gives no number for {name}"))?;
    let kilobytes = bytes.div_ceil(1000);
    match kilobytes <= most {
        true => Ok(()),
        false => Err(format!("{name} takes {kilobytes} kB, and {BUDGETS} allows {most}")),
    }
}

/// All files below a folder, in order.
pub fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    collect(folder, &mut files)?;
    files.sort();
    Ok(files)
}

/// The path of a file in a folder, with `/` between its parts.
pub fn path_in(folder: &Path, file: &Path) -> String {
    let path = file.strip_prefix(folder).unwrap_or(file).to_string_lossy();
    path.replace(std::path::MAIN_SEPARATOR, "/")
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() { collect(&path, files)? } else { files.push(path) }
    }
    Ok(())
}

/// The length after compression at the strongest setting, which is what hosts use for files that do not change.
fn compressed(content: &[u8]) -> io::Result<usize> {
    let parameters =
        brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    let mut sent = Vec::new();
    brotli::BrotliCompress(&mut io::Cursor::new(content), &mut sent, &parameters)?;
    Ok(sent.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_budget_is_kept_or_named() {
        let budgets = "# most\nfirst-load = 2\nrest = 1\n";
        assert!(keeps(budgets, "first-load", 2000).is_ok());
        let error = keeps(budgets, "first-load", 2001).unwrap_err();
        assert!(error.contains("first-load takes 3 kB") && error.contains("allows 2"), "{error}");
        assert!(keeps(budgets, "desk", 1).is_err());
    }

    #[test]
    fn what_is_fetched_before_a_run_is_told_from_the_rest() {
        for path in [
            "index.html",
            "boot-1.js",
            "page-2.css",
            "interleave-page-3_bg.wasm",
            "snippets/a/b.js",
        ] {
            assert_eq!(when(path), When::First, "{path}");
        }
        assert_eq!(when("interleave-page-3_rest.wasm"), When::Rest);
        for path in
            ["texts/course.en.txt", "bench/bench.js", "embed.js", "icon.svg", "service-worker.js"]
        {
            assert_eq!(when(path), When::Wanted, "{path}");
        }
    }
}
