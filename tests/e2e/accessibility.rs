//! No barriers that a machine can find: axe-core looks at the page in each of its states.

use std::env;
use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use serde_json::Value;
use thirtyfour::Key;

use crate::browser::{Options, Preference};
use crate::page::{Page, Setting, UNLIMITED};
use crate::site::{Headers, Site};

/// The script of axe-core, which `cargo xtask setup` installs.
pub fn axe() -> String {
    installed("INTERLEAVE_AXE", "axe-core/axe.min.js")
}

/// A script of an npm package that `cargo xtask setup` installs. `variable` says where it is when the tests were started
/// by `cargo xtask test`; otherwise it is looked for.
pub fn installed(variable: &str, path: &str) -> String {
    let file = env::var_os(variable).map(PathBuf::from).or_else(|| found_in_tools(path));
    let file =
        file.unwrap_or_else(|| panic!("{path} is not installed: `cargo xtask setup` does that"));
    fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

fn found_in_tools(path: &str) -> Option<PathBuf> {
    let set = |name| env::var_os(name).map(PathBuf::from);
    let cache = || set("XDG_CACHE_HOME").or_else(|| Some(set("HOME")?.join(".cache")));
    let tools = set("INTERLEAVE_TOOLS").or_else(|| Some(cache()?.join("interleave/tools")))?;
    let folders = fs::read_dir(tools).ok()?.flatten().map(|entry| entry.path());
    let files = folders.map(|folder| folder.join("node_modules").join(path));
    files.filter(|file| file.is_file()).max()
}

/// Adds to `found` what axe finds: the rule, and where it is broken.
pub fn look(page: &Page, what: &str, found: &mut Vec<String>) {
    // Colours on their way to others are neither.
    page.wait_for(
        "nothing is on its way",
        "return document.getAnimations().every(({ playState }) => playState !== 'running')",
    );
    let violations = page.execute(
        "return axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
            violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) =>
                `${id}: ${target.join(' ')}: ${failureSummary.replaceAll('\\n', ' ')}`)))",
    );
    let violations: Vec<String> = serde_json::from_value(violations).expect("they are text");
    // To axe, the words in different places of a picture are one word, which is in no name. What the rule is about is
    // checked below: who says the name that is seen means this thread.
    let is_glued = |it: &&String| it.starts_with("label-content-name-mismatch: g[data-");
    let violations = violations.iter().filter(|it| !is_glued(it));
    found.extend(violations.map(|violation| format!("{what}: {violation}")));
    let unnamed = page.execute(
        "return [...document.querySelectorAll('.thread')]
            .map((it) => [it.ariaLabel, it.querySelector('.vacant-name').textContent])
            .filter(([name, seen]) => !name.startsWith(`${seen}: `))",
    );
    assert_eq!(unnamed, Value::Array(vec![]), "{what}: threads go by their names");
}

/// Looks at the page at its start, with its sheets open, at a step, and at two kinds of violation.
fn check(size: (u32, u32), color: Preference) {
    let page = Page::open_with(Headers::Isolating, Options { size, ..Options::default() });
    let is_small = size.0 < 720;
    page.prefer(&[color]);
    page.execute(&axe());
    let mut found = Vec::new();
    look(&page, "start", &mut found);

    page.press_button("Help");
    page.find("dialog[open]");
    look(&page, "help", &mut found);
    page.press(Key::Escape);

    page.press_button("Share");
    page.find("dialog.share[open]");
    page.click(".share-open-button");
    page.wait_for(
        "it says what is wrong",
        "return document.querySelector('#share-problem').innerText",
    );
    look(&page, "share", &mut found);
    page.press(Key::Escape);

    let sheets = if is_small { 1..=4 } else { 1..=1 };
    for sheet in sheets {
        let opener =
            if is_small { format!(".tab:nth-child({sheet})") } else { ".more-button".to_owned() };
        page.click(&opener);
        page.find(".sheet.is-open");
        look(&page, &format!("sheet {sheet}"), &mut found);
        page.press(Key::Escape);
        page.wait_for("the sheet is closed", "return !document.querySelector('.sheet.is-open')");
    }

    // A verdict, and the map.
    page.click(if is_small { ".tab:nth-child(4)" } else { ".prove-button" });
    page.wait_for("there is a verdict", "return !!document.querySelector('.verdict')");
    look(&page, "verdict", &mut found);
    page.press_button("Where does it break?");
    page.wait_for("there is a map", "return !document.querySelector('.map-grids .is-empty')");
    look(&page, "map", &mut found);
    page.press(Key::Escape);
    page.wait_for("the map is closed", "return !document.querySelector('dialog[open]')");
    page.click("#panel-proof .close-button");
    page.wait_for("the sheet is closed", "return !document.querySelector('.sheet.is-open')");
    page.wait_for(
        "the sheet has gone",
        "return document.querySelector('#panel-proof').getAnimations().length === 0",
    );

    // A notice, and the words behind the badge.
    page.press("4");
    page.find(".toast");
    page.click(".badge");
    page.find(".popover");
    look(&page, "notice and badge", &mut found);
    page.press(Key::Escape);

    for _ in 0..6 {
        page.step();
    }
    look(&page, "at a step", &mut found);

    if !is_small {
        page.set_speed(UNLIMITED);
        page.set(Setting::Producers, 3);
        for fault in ["skip-spaces-wait", "producer-swaps-waits"] {
            page.toggle_fault(fault);
            page.run();
            page.wait_ending(Duration::from_secs(30));
            page.click(".banner .button-link");
            look(&page, fault, &mut found);
            page.click(".repair-button");
            page.wait_state("it is repaired", |state| state.ending.is_none());
        }
    } else {
        page.press("+".repeat(20));
        page.click(".tab:nth-child(1)");
        page.click("#panel-code.is-open [data-fault=skip-spaces-wait]");
        page.press(Key::Escape);
        // What is pressed while the sheet slides away may be lost to it.
        page.wait_for(
            "the sheet has gone",
            "const sheet = document.querySelector('#panel-code');
             return !sheet.matches('.is-open') && sheet.getAnimations().length === 0",
        );
        page.wait_ready();
        page.run();
        page.wait_ending(Duration::from_secs(30));
        page.click(".banner .button-link");
        look(&page, "violation", &mut found);
    }
    assert!(found.is_empty(), "{} barriers:\n{}", found.len(), found.join("\n"));
    page.assert_silent();
}

#[test]
fn the_first_steps() {
    for (size, color) in
        [((1440, 900), Preference::LightColors), ((360, 740), Preference::DarkColors)]
    {
        let options = Options { size, ..Options::default() };
        let page = Page::of_newcomer(Site::of_the_page(Headers::Isolating), options);
        page.open_again();
        page.prefer(&[color]);
        page.execute(&axe());
        let mut found = Vec::new();
        page.find(".first-steps[data-next=run]");
        look(&page, "run", &mut found);
        page.press_button("Run");
        page.find(".first-steps[data-next=break]");
        page.press_button("Pause");
        look(&page, "break", &mut found);
        assert!(found.is_empty(), "{} barriers:\n{}", found.len(), found.join("\n"));
        page.assert_silent();
    }
}

#[test]
fn the_catalogue_the_glossary_and_a_word() {
    for (size, color) in
        [((1280, 900), Preference::DarkColors), ((360, 740), Preference::LightColors)]
    {
        let page = Page::open_with(Headers::Isolating, Options { size, ..Options::default() });
        page.prefer(&[color]);
        page.execute(&axe());
        let mut found = Vec::new();
        page.click(".program-button");
        page.find("dialog.programs[open]");
        page.focus(".programs input[type=search]");
        page.press("semaphore");
        look(&page, "search", &mut found);
        page.press("xyz");
        page.find(".programs-none");
        look(&page, "nothing found", &mut found);
        page.press(Key::Escape);
        page.press(Key::Escape);
        page.wait_for("it is closed", "return !document.querySelector('dialog[open]')");
        page.press_button("Help");
        page.click(".glossary-button");
        page.find(".glossary-words");
        look(&page, "glossary", &mut found);
        page.press(Key::Escape);
        page.wait_for("it is closed", "return !document.querySelector('dialog[open]')");
        if size.0 < 720 {
            // The words are in a sheet.
            page.click(".tab:first-child");
            page.find("#panel-code.is-open");
        }
        page.execute("document.querySelector('#panel-code .term').focus()");
        page.wait_for("a tip is there", "return !document.querySelector('.term-tip').hidden");
        look(&page, "tip", &mut found);
        assert!(found.is_empty(), "{} barriers:\n{}", found.len(), found.join("\n"));
        page.assert_silent();
    }
}

#[test]
fn wide_and_light() {
    check((1280, 900), Preference::LightColors);
}

#[test]
fn wide_and_dark() {
    check((1280, 900), Preference::DarkColors);
}

#[test]
fn a_phone_and_light() {
    check((360, 740), Preference::LightColors);
}

#[test]
fn a_phone_and_dark() {
    check((360, 740), Preference::DarkColors);
}
