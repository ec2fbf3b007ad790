//! The module that a visitor needs before anything can run, and what can wait.
//!
//! What a function is for is decided by the module of a function; of two rules the longer one holds. A function that stands in for several, as those of
//! the standard library do, waits if nothing but what waits calls it.

use std::fs;
use std::path::Path;

use crate::process;
use crate::setup::Installed;
use crate::split::{self, Rules};
use crate::toolchain::target_folder;
use crate::{Result, offline, sizes};

/// What the page's compiled code needs of WebAssembly, for `wasm-opt`; `index.html` says the same to Trunk.
const FEATURES: [&str; 7] = [
    "--enable-threads",
    "--enable-bulk-memory",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// How the names of the page's files begin; Trunk's hash follows.
const PAGE: &str = "interleave-page-";
const MODULE: &str = "_bg.wasm";
const REST: &str = "_rest.wasm";
const INDEX: &str = "index.html";

/// What can wait, by the beginnings of paths in this crate, and what cannot.
const RULES: &[(&str, bool)] = &[
    ("program::files", true),
    ("python", true),
    ("python::compile_if_whole", false),
    ("python::knobs", false),
    ("python::knobs::find", true),
    ("python::refusal", false),
    ("python::whole", false),
    ("checker", true),
    ("clock", true),
    ("languages", true),
    ("languages::TargetLanguage", false),
    ("lesson", true),
    ("embed::carrying_out", true),
    ("embed::events", true),
    ("embed::reading", true),
    ("embed::value", true),
    ("catalogue::link::unpack", true),
    ("engine::ledger::looks::Looks", true),
    ("engine::ledger::standstill", true),
    ("engine::schedule", true),
    ("engine::scheduler::look_ahead", true),
    ("engine::violation", true),
    ("notation::globals", true),
    ("notation::meaning", true),
    ("notation::print", true),
    ("session::diagnosis", true),
    ("session::files", true),
    ("session::finder::said_of", true),
    ("session::home", true),
    ("session::lab", true),
    ("session::lesson", true),
    ("session::lint", true),
    ("session::lint::LintCheck", false),
    ("session::lint::LintStage", false),
    ("session::narration::changes", true),
    ("session::narration::failure", true),
    ("session::narration::map", true),
    ("session::narration::outcomes", true),
    ("session::narration::proof", true),
    ("session::narration::proof::subject_words", false),
    ("session::narration::violation", true),
    ("session::proof::answering", true),
    ("session::proof::axes", true),
    ("session::proof::change", true),
    ("session::proof::change::follow", false),
    ("session::proof::order", true),
    ("session::retelling", true),
    ("session::sharing::opening", true),
    ("threads::host::desk", true),
    ("ui::browser::checker", true),
    ("ui::browser::fetching", true),
    ("ui::browser::host_page", true),
    ("ui::browser::host_page::root", false),
    ("ui::browser::message", true),
    ("ui::browser::saving", true),
    ("ui::components::clipboard", true),
    ("ui::components::code_panel::language_view", true),
    ("ui::components::code_panel::lint_list", true),
    ("ui::components::course", true),
    ("ui::components::editor", true),
    ("ui::components::export_form", true),
    ("ui::components::file_tabs", true),
    ("ui::components::glossary_dialog", true),
    ("ui::components::help_dialog", true),
    ("ui::components::lab", true),
    ("ui::components::lab::top::lab_button", false),
    ("ui::components::map_dialog", true),
    ("ui::components::program_picker", true),
    ("ui::components::program_picker::ProgramButton", false),
    ("ui::components::program_picker::edited", false),
    ("ui::components::proof_panel::verdicts", true),
    ("ui::components::qr_code", true),
    ("ui::components::share_dialog", true),
    ("ui::components::share_dialog::share_button", false),
    ("ui::components::timeline::pointing", true),
    ("ui::measurement", true),
];

/// Puts the two parts of the page's module into a site that Trunk has made, in place of the whole.
///
/// They are taken apart before `wasm-opt` has them, which makes the names of functions go and functions grow into each other.
pub fn take_apart(site: &Path, installed: &Installed) -> Result {
    let bound = target_folder("web").join("wasm-bindgen/release/interleave-page_bg.wasm");
    let read = |path: &Path| {
        fs::read(path).map_err(|error| format!("cannot read {}: {error}", path.display()))
    };
    let parts = split::split(&read(&bound)?, &BY_NAME)?;
    let (first, rest) =
        (optimised(installed, "first", &parts.first)?, optimised(installed, "rest", &parts.rest)?);
    let hash = hash_in(site)?;
    // Parts that belong together have a name that no others have, wherever an older one is kept.
    let name = offline::digest(&[first.as_slice(), &rest].concat());
    let write = |file: &str, content: &[u8]| {
        let path = site.join(file);
        fs::write(&path, content)
            .map_err(|error| format!("cannot write {}: {error}", path.display()))
    };
    for file in
        sizes::files(site).map_err(|error| format!("cannot read {}: {error}", site.display()))?
    {
        let path = sizes::path_in(site, &file);
        let is_text = path.ends_with(".html") || path.ends_with(".js");
        let renamed = path.replace(&hash, &name);
        if is_text || renamed != path {
            let mut content = read(&file)?;
            if is_text && let Ok(text) = std::str::from_utf8(&content) {
                content = text.replace(&hash, &name).into_bytes();
            }
            fs::remove_file(&file)
                .map_err(|error| format!("cannot remove {}: {error}", file.display()))?;
            write(&renamed, &content)?;
        }
    }
    write(&format!("{PAGE}{name}{MODULE}"), &first)?;
    write(&format!("{PAGE}{name}{REST}"), &rest)?;
    let index = String::from_utf8_lossy(&read(&site.join(INDEX))?).into_owned();
    write(INDEX, with_rest(&index, &format!("{PAGE}{name}{REST}"))?.as_bytes())
}

/// Says in the page where the rest is, before it says where the module is.
fn with_rest(index: &str, file: &str) -> Result<String> {
    let at = index
        .find("<meta content=./interleave-page-")
        .ok_or("index.html names no script of the page")?;
    let (before, after) = index.split_at(at);
    Ok(format!("{before}<meta content=./{file} name=interleave-rest>{after}"))
}

/// The hash in the names of the page's files.
fn hash_in(site: &Path) -> Result<String> {
    let files =
        sizes::files(site).map_err(|error| format!("cannot read {}: {error}", site.display()))?;
    let mut names = files.iter().map(|file| sizes::path_in(site, file));
    let hash =
        names.find_map(|name| Some(name.strip_prefix(PAGE)?.strip_suffix(MODULE)?.to_owned()));
    hash.ok_or_else(|| format!("{} has no {PAGE}…{MODULE}", site.display()))
}

fn optimised(installed: &Installed, name: &str, wasm: &[u8]) -> Result<Vec<u8>> {
    let folder = target_folder("web").join("parts");
    let (from, to) =
        (folder.join(format!("{name}.wasm")), folder.join(format!("{name}.small.wasm")));
    let failed = |error: std::io::Error| format!("cannot write in {}: {error}", folder.display());
    fs::create_dir_all(&folder).map_err(failed)?;
    fs::write(&from, wasm).map_err(failed)?;
    let mut command = installed.wasm_opt();
    process::run(command.arg("-Oz").args(FEATURES).arg(&from).arg("-o").arg(&to))?;
    fs::read(&to).map_err(|error| format!("cannot read {}: {error}", to.display()))
}

/// What is asked of the names as they stand in the module.
///
/// A function of another crate that is made for a type of this one waits only if nothing else calls it: the compiler makes one of all
/// that come out alike, under the name of any.
const BY_NAME: Rules = Rules {
    can_wait: |name| {
        let (before, path) = path_in_crate(name);
        before.bytes().all(|letter| b"<&".contains(&letter)) && is_for_later(path)
    },
    is_for_what_waits: |name| is_for_later(path_in_crate(name).1),
};

fn is_for_later(path: &str) -> bool {
    let matching = RULES.iter().filter(|(beginning, _)| {
        path.strip_prefix(beginning).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
    });
    matching.max_by_key(|(beginning, _)| beginning.len()).is_some_and(|(_, waits)| *waits)
}

/// Where in this crate a function is, or what of this crate it is made for, and what stands before that:
/// `python::read::Reader` and `<` of `<interleave[1f]::python::read::Reader>::name`.
fn path_in_crate(name: &str) -> (&str, &str) {
    const CRATE: &str = "interleave[";
    let Some((before, behind)) = name.split_once(CRATE) else { return (name, "") };
    let Some((_, path)) = behind.split_once("]::") else { return (name, "") };
    let end = path
        .find(|letter: char| !letter.is_alphanumeric() && !"_:".contains(letter))
        .unwrap_or(path.len());
    (before, path[..end].trim_end_matches(':'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_wait_by_the_longest_rule_for_their_module() {
        let waits = BY_NAME.can_wait;
        assert!(waits("interleave[1f]::python::elaborate::Elaborator::block"));
        assert!(waits("<interleave[1f]::checker::search::Search>::run"));
        assert!(waits("<<interleave[1f]::lesson::Variant as core[2a]::clone::Clone>::clone"));
        assert!(waits("<interleave[1f]::python::read::Reader>::name"));
        // Whether a text can be a whole program is asked of each text that is opened.
        assert!(!waits("interleave[1f]::python::whole::can_be_whole"));
        assert!(!waits("<interleave[1f]::program::code::Code>::len"));
        assert!(!waits("interleave_page[1f]::main"));
        // Beginnings are of whole names.
        assert!(!waits("interleave[1f]::checkers::run"));
    }

    #[test]
    fn what_is_made_for_something_waits_only_where_nothing_calls_it() {
        let name = "core[2a]::ptr::drop_in_place::<interleave[1f]::python::elaborate::Frame>";
        assert!(!(BY_NAME.can_wait)(name));
        assert!((BY_NAME.is_for_what_waits)(name));
        assert!(!(BY_NAME.is_for_what_waits)("core[2a]::fmt::write"));
    }
}
