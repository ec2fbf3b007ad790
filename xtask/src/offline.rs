//! The list of the site's files in its service worker: what is kept for visits without a network.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::{Result, sizes};

const WORKER: &str = "service-worker.js";

/// Lines of the worker, as they stand in its source.
const BUILD: &str = "const BUILD = \"\";";
const FILES: &str = "const FILES = [];";

/// How many bytes of a digest stand in the list: a file of another version has another one.
const DIGEST_BYTES: usize = 8;

/// Whether a visitor needs a file without a network. Neither examples nor what only hosts read is kept.
fn is_kept(path: &str) -> bool {
    let is_for_hosts = path.starts_with("bench/")
        || path.starts_with("embed")
        || path.starts_with("icon")
        || path.starts_with('_')
        || path.ends_with(".webmanifest");
    !is_for_hosts && path != WORKER
}

/// Writes down in the worker which files the site has, and what is in them.
pub fn write_list(site: &Path) -> Result {
    let failed = |error: std::io::Error| format!("cannot read {}: {error}", site.display());
    let mut files = Vec::new();
    for file in sizes::files(site).map_err(failed)? {
        let path = sizes::path_in(site, &file);
        if is_kept(&path) {
            let content = fs::read(&file).map_err(failed)?;
            files.push((path, digest(&content)));
        }
    }
    let worker = site.join(WORKER);
    let source = fs::read_to_string(&worker)
        .map_err(|error| format!("cannot read {}: {error}", worker.display()))?;
    let filled = filled_in(&source, &files)?;
    fs::write(&worker, filled)
        .map_err(|error| format!("cannot write {}: {error}", worker.display()))
}

fn filled_in(source: &str, files: &[(String, String)]) -> Result<String> {
    if !source.contains(BUILD) || !source.contains(FILES) {
        return Err(format!("{WORKER} has no place for the list of files"));
    }
    let mut list = String::from("const FILES = [\n");
    for (path, digest) in files {
        // The names are made by Trunk and by us; none has a quotation mark.
        let _ = writeln!(list, "  [\"{path}\", \"{digest}\"],");
    }
    list.push_str("];");
    let build = digest(list.as_bytes());
    Ok(source.replace(BUILD, &format!("const BUILD = \"{build}\";")).replace(FILES, &list))
}

/// The beginning of what a content is known by.
pub fn digest(content: &[u8]) -> String {
    let digest = Sha256::digest(content);
    digest.iter().take(DIGEST_BYTES).fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_file_is_another_build() {
        let source = "const BUILD = \"\";\nconst FILES = [];\n";
        let with = |content: &str| {
            filled_in(source, &[("index.html".to_owned(), digest(content.as_bytes()))]).unwrap()
        };
        assert_eq!(with("a"), with("a"));
        let build = |text: String| text.lines().next().unwrap().to_owned();
        assert_ne!(build(with("a")), build(with("b")));
        // The digest of `abc` in FIPS 180-2.
        assert_eq!(digest(b"abc"), "ba7816bf8f01cfea");
        assert!(filled_in("const FILES = [];", &[]).is_err());
    }

    #[test]
    fn only_what_a_visit_needs_is_kept() {
        for path in
            ["index.html", "interleave-page-1.js", "snippets/a/b.js", "texts/lessons.en.txt"]
        {
            assert!(is_kept(path), "{path}");
        }
        for path in
            ["service-worker.js", "bench/bench.js", "embed.js", "embed-host.html", "_headers"]
        {
            assert!(!is_kept(path), "{path}");
        }
    }
}
