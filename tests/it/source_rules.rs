//! Holds the tree to the rules that keep its parts apart. Each rule says why it exists when it is broken.

mod tokens;

use std::fs;
use std::path::{Path, PathBuf};

use tokens::{Token, tokens};

/// What each module of the library may import from the others. A module that is not listed does not belong there.
const MAY_IMPORT: [(&str, &[&str]); 16] = [
    ("clock", &[]),
    ("program", &[]),
    ("python", &["program"]),
    ("notation", &["program", "python"]),
    ("languages", &["program", "notation"]),
    ("catalogue", &["program", "notation"]),
    ("engine", &["program"]),
    ("checker", &["program", "engine"]),
    ("export", &["program"]),
    ("threads", &["program"]),
    ("text", &[]),
    ("lesson", &["program", "catalogue", "text"]),
    (
        "session",
        &[
            "program",
            "notation",
            "languages",
            "catalogue",
            "engine",
            "checker",
            "clock",
            "text",
            "lesson",
        ],
    ),
    (
        "ui",
        &[
            "session",
            "embed",
            "threads",
            "text",
            "program",
            "clock",
            // Of these only what it shows: see `MAY_SHOW`.
            "notation",
            "languages",
            "catalogue",
            "engine",
            "checker",
            "lesson",
        ],
    ),
    ("embed", &["catalogue", "engine", "checker", "session", "text"]),
    (
        "command",
        &[
            "program",
            "notation",
            "catalogue",
            "engine",
            "checker",
            "export",
            "session",
            "text",
            "lesson",
        ],
    ),
];

/// What `ui` shows of the modules that work: plain types, and functions from a text to a text. What runs,
/// searches or compiles is asked of `session`.
const MAY_SHOW: [(&str, &[&str]); 7] = [
    (
        "clock",
        &[
            "Awaiting",
            "Kind",
            "Lane",
            "LaneName",
            "MILLISECOND",
            "Machine",
            "NO_TASK",
            "Runtime",
            "Segment",
            "SpeedUp",
            "StartMethod",
            "Strip",
            "Time",
            "WORKERS",
            "Work",
        ],
    ),
    (
        "lesson",
        &[
            "Blank",
            "Answer",
            "CHALLENGES",
            "Filled",
            "Challenge",
            "Chapter",
            "Given",
            "Misconception",
            "Task",
            "TaskKind",
            "Variant",
            "WrongAnswer",
            "letter",
            "of_chapter",
            "renamed",
        ],
    ),
    ("notation", &["Diagnostic", "Lint", "Module", "Paint", "Span", "highlight", "with_globals"]),
    (
        "languages",
        &["CannotShow", "Numbers", "Rendered", "RenderedLine", "TargetLanguage", "render"],
    ),
    (
        "catalogue",
        &[
            "BLANK",
            "CATALOGUE",
            "Configuration",
            "Edit",
            "Entry",
            "Fault",
            "FaultSet",
            "Granularity",
            "Group",
            "Knob",
            "KnobName",
            "Knobs",
            "Link",
            "Listing",
            "ListingLine",
            "Runtime",
            "Setting",
            "Standing",
        ],
    ),
    (
        "engine",
        &[
            "Ending",
            "First",
            "IndexCause",
            "ItemStory",
            "Moment",
            "SchedulerKind",
            "Share",
            "Slice",
            "SlotContents",
            "Strip",
            "Violation",
        ],
    ),
    ("checker", &["Counterexample", "LastLineOutcome", "Outcomes", "Progress", "Verdict"]),
];

const MOST_LINES: usize = 600;

/// A place where a rule is broken.
#[derive(Debug, PartialEq, Eq)]
struct Breach {
    line: usize,
    message: String,
}

/// Where a file stands in the library.
struct Place<'a> {
    /// `["program", "step"]` for src/program/step.rs; empty for src/lib.rs, src/main.rs and what is in src/bin.
    modules: Vec<&'a str>,
    /// The page's `main` mounts the app; no other file outside the modules may know Yew.
    is_page: bool,
}

impl<'a> Place<'a> {
    /// `path` is relative to `src`, with `/`.
    fn of(path: &'a str) -> Self {
        let mut modules: Vec<&str> = path.trim_end_matches(".rs").split('/').collect();
        if modules.last() == Some(&"mod") {
            modules.pop();
        }
        if matches!(modules[..], ["lib"] | ["main"] | ["bin", ..]) {
            modules.clear();
        }
        Place { modules, is_page: path == "main.rs" }
    }

    /// The part of the library that the file belongs to.
    fn part(&self) -> Option<&'a str> {
        self.modules.first().copied()
    }
}

/// One rule: what it is called, and how it is checked on one file.
type Rule = fn(&Place, &[Token]) -> Vec<Breach>;

const RULES: [Rule; 6] = [
    imports,
    only_what_is_shown,
    yew_only_in_ui,
    browser_only_at_the_edge,
    unsafe_only_in_threads,
    unwanted,
];

fn imports(place: &Place, tokens: &[Token]) -> Vec<Breach> {
    let Some(part) = place.part() else { return Vec::new() };
    let Some((_, allowed)) = MAY_IMPORT.iter().find(|(name, _)| *name == part) else {
        let message = format!(
            "`{part}` is not in the table of modules. Say there what it may import, so that the dependencies stay a \
             decision"
        );
        return vec![Breach { line: 1, message }];
    };
    let mut breaches = Vec::new();
    for (line, name) in root_names(place.modules.len(), tokens) {
        let reason = if name == "*" {
            format!(
                "`{part}` imports everything from the crate's root, which hides what it depends on"
            )
        } else if name == part || allowed.contains(&name) {
            continue;
        } else if MAY_IMPORT.iter().any(|(known, _)| *known == name) {
            let list = if allowed.is_empty() { "nothing".to_owned() } else { allowed.join(", ") };
            format!(
                "`{part}` imports `{name}`, and may import {list}: the parts are understood and tested one by one \
                 because they depend on each other in one direction only. A test of both belongs in tests/it"
            )
        } else {
            format!(
                "`{part}` imports `{name}` from the crate's root, which holds nothing but the modules of the table"
            )
        };
        breaches.push(Breach { line, message: reason });
    }
    breaches
}

fn only_what_is_shown(place: &Place, tokens: &[Token]) -> Vec<Breach> {
    if place.part() != Some("ui") {
        return Vec::new();
    }
    let mut breaches = Vec::new();
    for at in 0..tokens.len() {
        let is_root = word(tokens, at) == "crate" && is_path(tokens, at + 1);
        let part = MAY_SHOW.iter().find(|(part, _)| is_root && *part == word(tokens, at + 3));
        let Some((part, shown)) = part else { continue };
        let names = match is_path(tokens, at + 4) {
            true => names_of_group(&tokens[at + 6..]),
            // The module as a whole.
            false => vec![(tokens[at].line, "*")],
        };
        for (line, name) in names.into_iter().filter(|(_, name)| !shown.contains(name)) {
            let message = format!(
                "`ui` takes `{name}` from `{part}`, and may take what it shows: {}. What works is asked of `session`",
                shown.join(", ")
            );
            breaches.push(Breach { line, message });
        }
    }
    breaches
}

/// The names that are taken from the root of the crate, by `crate::` or by enough `super::`, with their lines.
/// `depth` is how far below the root the file's own module is.
fn root_names(depth: usize, tokens: &[Token]) -> Vec<(usize, &str)> {
    let mut names = Vec::new();
    // For each open brace, whether it is that of a module written inside the file: `super` counts those too.
    let mut braces: Vec<bool> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match word(tokens, at) {
            "{" => braces.push(at >= 2 && word(tokens, at - 2) == "mod"),
            "}" => drop(braces.pop()),
            "crate" if is_path(tokens, at + 1) => names.extend(names_of_group(&tokens[at + 3..])),
            "super" => {
                let mut levels = 1;
                while is_path(tokens, at + 1) && word(tokens, at + 3) == "super" {
                    levels += 1;
                    at += 3;
                }
                let inside = braces.iter().filter(|is_module| **is_module).count();
                if levels == depth + inside && is_path(tokens, at + 1) {
                    names.extend(names_of_group(&tokens[at + 3..]));
                }
            }
            _ => {}
        }
        at += 1;
    }
    names
}

/// The first names behind a path: `b` of `b::c`, `b` and `d` of `{b::c, d::{e, f}}`. A macro is no module.
fn names_of_group(tokens: &[Token]) -> Vec<(usize, &str)> {
    let Some(first) = tokens.first() else { return Vec::new() };
    if first.text != "{" {
        let is_macro = word(tokens, 1) == "!";
        return if is_macro { Vec::new() } else { vec![(first.line, &first.text)] };
    }
    let mut names = Vec::new();
    let mut depth = 0;
    for (at, token) in tokens.iter().enumerate() {
        match token.text.as_str() {
            "{" => depth += 1,
            "}" => depth -= 1,
            "," => {}
            name if depth == 1 && matches!(word(tokens, at - 1), "{" | ",") => {
                names.push((token.line, name))
            }
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    names
}

fn yew_only_in_ui(place: &Place, tokens: &[Token]) -> Vec<Breach> {
    if place.part() == Some("ui") || place.is_page {
        return Vec::new();
    }
    let reason = "Yew is known only in `ui` and src/main.rs, so that everything else is tested without a page";
    crate_uses(tokens, |name| name == "yew" || name.starts_with("yew_"), reason)
}

fn browser_only_at_the_edge(place: &Place, tokens: &[Token]) -> Vec<Breach> {
    if matches!(place.part(), Some("threads" | "ui" | "embed")) || place.is_page {
        return Vec::new();
    }
    let reason = "the browser is known only in `threads`, `ui` and `embed`, so that everything else runs anywhere";
    crate_uses(
        tokens,
        |name| matches!(name, "web_sys" | "js_sys") || name.starts_with("gloo"),
        reason,
    )
}

/// Where a crate is named: at the head of a path, or alone in a `use`.
fn crate_uses(tokens: &[Token], is_meant: impl Fn(&str) -> bool, reason: &str) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        if is_meant(&token.text) && (is_path(tokens, at + 1) || follows_use(tokens, at)) {
            breaches.push(Breach {
                line: token.line,
                message: format!("`{}` is used; {reason}", token.text),
            });
        }
    }
    breaches
}

/// Whether the token comes right after `use`, or after `use ::`.
fn follows_use(tokens: &[Token], at: usize) -> bool {
    let before = if at >= 3 && is_path(tokens, at - 2) { at - 3 } else { at.wrapping_sub(1) };
    word(tokens, before) == "use"
}

fn unsafe_only_in_threads(place: &Place, tokens: &[Token]) -> Vec<Breach> {
    if place.part() == Some("threads") {
        return Vec::new();
    }
    let unsafe_words = tokens.iter().filter(|token| token.text == "unsafe");
    unsafe_words
        .map(|token| Breach {
            line: token.line,
            message: "`unsafe` is used; only `threads` may, so that all that has to be proved by hand is in one place"
                .to_owned(),
        })
        .collect()
}

fn unwanted(_: &Place, tokens: &[Token]) -> Vec<Breach> {
    let patterns: [(&[&str], &str); 5] = [
        (&["todo", "!"], "what is not written yet is left out, not left to panic before a reader"),
        (
            &["unimplemented", "!"],
            "what is not written yet is left out, not left to panic before a reader",
        ),
        (
            &[".", "forget", "("],
            "a handle that is forgotten can never be taken back: keep it, and drop it",
        ),
        (
            &["mem", ":", ":", "forget"],
            "a value that is forgotten can never be taken back: keep it, and drop it",
        ),
        (&["static", "mut"], "any thread may touch it at any time: use an atomic"),
    ];
    let mut breaches = Vec::new();
    for (pattern, reason) in patterns {
        for at in 0..tokens.len() {
            // `todo != 3` is a comparison.
            let is_comparison =
                pattern.ends_with(&["!"]) && word(tokens, at + pattern.len()) == "=";
            if !is_comparison
                && pattern
                    .iter()
                    .enumerate()
                    .all(|(offset, text)| word(tokens, at + offset) == *text)
            {
                let message = format!(
                    "`{}` is used; {reason}",
                    pattern.concat().replace("staticmut", "static mut")
                );
                breaches.push(Breach { line: tokens[at].line, message });
            }
        }
    }
    breaches
}

fn too_long(source: &str) -> Option<Breach> {
    let lines = source.lines().count();
    (lines > MOST_LINES).then(|| Breach {
        line: lines,
        message: format!(
            "the file has {lines} lines, and may have {MOST_LINES}: a longer one holds more than one thing"
        ),
    })
}

fn word(tokens: &[Token], at: usize) -> &str {
    tokens.get(at).map_or("", |token| &token.text)
}

/// Whether `::` stands there.
fn is_path(tokens: &[Token], at: usize) -> bool {
    word(tokens, at) == ":" && word(tokens, at + 1) == ":"
}

/// All breaches of one file.
fn breaches(path: &str, source: &str) -> Vec<Breach> {
    let place = Place::of(path);
    let tokens = tokens(source);
    let mut found: Vec<Breach> = RULES.iter().flat_map(|rule| rule(&place, &tokens)).collect();
    found.extend(too_long(source));
    found
}

fn rust_files(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the folder can be read") {
        let path = entry.expect("the entry can be read").path();
        if path.is_dir() {
            rust_files(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

#[test]
fn the_sources_keep_the_rules() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    rust_files(&folder, &mut files);
    files.sort();
    assert!(!files.is_empty(), "there is no source in {}", folder.display());

    let mut report = String::new();
    for file in &files {
        let path = file
            .strip_prefix(&folder)
            .expect("the file is in the folder")
            .to_string_lossy()
            .replace('\\', "/");
        let source = fs::read_to_string(file).expect("the file can be read");
        for breach in breaches(&path, &source) {
            report += &format!("src/{path}:{}: {}\n", breach.line, breach.message);
        }
    }
    assert!(report.is_empty(), "rules of the source tree are broken:\n{report}");
}

mod the_rules_can_fail {
    use super::breaches;

    /// Checks that the file breaks a rule at exactly these lines, in the words given.
    fn check(path: &str, source: &str, expected: &[(usize, &str)]) {
        let found = breaches(path, source);
        let lines: Vec<usize> = found.iter().map(|breach| breach.line).collect();
        let wanted: Vec<usize> = expected.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, wanted, "src/{path}: {source}\n{found:#?}");
        for (breach, (_, words)) in found.iter().zip(expected) {
            assert!(breach.message.contains(words), "`{words}` is not in: {}", breach.message);
        }
    }

    #[test]
    fn on_imports() {
        check("engine/machine.rs", "use crate::program::step;", &[]);
        check(
            "engine/machine.rs",
            "\nuse crate::ui::App;",
            &[(2, "`engine` imports `ui`, and may import program")],
        );
        check("program.rs", "fn f() { crate::engine::run() }", &[(1, "may import nothing")]);
        check(
            "text/en.rs",
            "use crate::{text::Sentence,\n session::{Model, ui}};",
            &[(2, "`session`")],
        );
        check("ui.rs", "use crate::*;", &[(1, "everything")]);
        check("ui.rs", "pub(crate) fn f() { crate::phrase!(a) }", &[]);
        check("engine.rs", "use crate::Machine;", &[(1, "`Machine`")]);
        check("macros.rs", "", &[(1, "`macros` is not in the table")]);
    }

    #[test]
    fn on_what_the_page_shows() {
        check("ui/scene.rs", "use crate::engine::{Ending, Violation as It};", &[]);
        check("ui/scene.rs", "use crate::engine::{Ending,\n Run};", &[(2, "`Run` from `engine`")]);
        check("ui/scene.rs", "fn f() { crate::notation::compile() }", &[(1, "`compile`")]);
        check("ui/scene.rs", "use crate::engine;", &[(1, "`*`")]);
        check("session.rs", "use crate::engine::Run;", &[]);
    }

    #[test]
    fn on_ways_up_to_the_root() {
        check("program/step.rs", "use super::memory::Memory;", &[]);
        check("program/step.rs", "use super::super::engine::Machine;", &[(1, "`engine`")]);
        check("program/mod.rs", "use super::engine::Machine;", &[(1, "`engine`")]);
        check("program.rs", "use super::{engine, program};", &[(1, "`engine`")]);
        check("program.rs", "mod tests { use super::*; fn f() { if a {} } }", &[]);
        check("program.rs", "mod tests { use super::super::engine; }", &[(1, "`engine`")]);
        check("program.rs", "mod a { } use super::engine;", &[(1, "`engine`")]);
        check("program/step.rs", "pub(super) fn f(e: super::super::super::engine::E) {}", &[]);
    }

    #[test]
    fn on_the_root_and_the_binaries() {
        check("lib.rs", "pub mod program;\npub mod ui;", &[]);
        check("main.rs", "use interleave::ui::App; use yew::Renderer; web_sys::window();", &[]);
        check("bin/interleave.rs", "use interleave::checker;", &[]);
        check(
            "bin/interleave.rs",
            "use yew::prelude::*;\nweb_sys::window();",
            &[(1, "`yew`"), (2, "`web_sys`")],
        );
    }

    #[test]
    fn on_yew() {
        check("ui/app.rs", "use yew::prelude::*;", &[]);
        check("session.rs", "use yew::prelude::*;", &[(1, "only in `ui`")]);
        check("session.rs", "fn f() -> ::yew::Html {}", &[(1, "only in `ui`")]);
        check("session.rs", "// yew::Html\nconst A: &str = \"yew::Html\"; let yew = 1;", &[]);
    }

    #[test]
    fn on_the_browser() {
        check("embed/host.rs", "use web_sys::Window;", &[]);
        check("engine/clock.rs", "use web_sys::Window;", &[(1, "`threads`, `ui` and `embed`")]);
        check(
            "session.rs",
            "\njs_sys::Date::now();\ngloo_timers::callback::Timeout::new();",
            &[(2, "js_sys"), (3, "gloo")],
        );
    }

    #[test]
    fn on_unsafe() {
        check("threads/futex.rs", "unsafe { wait() }", &[]);
        check("program.rs", "#![forbid(unsafe_code)] // unsafe", &[]);
        check("ui/scene.rs", "\n\nunsafe fn f() {}", &[(3, "only `threads`")]);
    }

    #[test]
    fn on_what_nobody_wants() {
        check(
            "ui.rs",
            "fn f() { todo!() }\nfn g() { unimplemented!() }",
            &[(1, "`todo!`"), (2, "`unimplemented!`")],
        );
        check(
            "ui.rs",
            "closure.forget();\nstd::mem::forget(a);",
            &[(1, "`.forget(`"), (2, "`mem::forget`")],
        );
        check("threads.rs", "static mut COUNT: u32 = 0;", &[(1, "`static mut`")]);
        check("threads.rs", "fn f(a: &'static mut u32, todo: bool) { if todo != true {} }", &[]);
    }

    #[test]
    fn on_long_files() {
        check("ui.rs", &"\n".repeat(600), &[]);
        check("ui.rs", &"\n".repeat(601), &[(601, "has 601 lines")]);
    }
}
