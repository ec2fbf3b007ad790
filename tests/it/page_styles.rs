//! Holds what the page's styles are made of to what every browser and a strict policy of a host page allow.

use std::fs;
use std::path::{Path, PathBuf};

fn files_below(folder: &Path, extension: &str, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the folder can be read") {
        let path = entry.expect("the entry can be read").path();
        if path.is_dir() {
            files_below(&path, extension, files);
        } else if path.extension().is_some_and(|it| it == extension) {
            files.push(path);
        }
    }
}

/// The lines of all files below a folder that break a rule, with their places.
fn breaches(folder: &str, extension: &str, is_breach: impl Fn(&str) -> bool) -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    files_below(&root.join(folder), extension, &mut files);
    assert!(!files.is_empty(), "there is nothing in {folder}");
    let mut found = Vec::new();
    for file in files {
        let source = fs::read_to_string(&file).expect("the file can be read");
        let path = file.strip_prefix(root).expect("it is in the tree").display().to_string();
        let broken = source.lines().enumerate().filter(|(_, line)| is_breach(line));
        found
            .extend(broken.map(|(number, line)| format!("{path}:{}: {}", number + 1, line.trim())));
    }
    found
}

/// An attribute `style` is refused under `style-src 'self'`; the property of the same name, `~style` in Yew's words, is not.
fn sets_a_style_attribute(line: &str) -> bool {
    let code = line.trim_start();
    let is_attribute = code.match_indices("style=").any(|(at, _)| {
        let before = code[..at].chars().next_back();
        !before.is_some_and(|it| it == '~' || it == '-' || it == '_' || it.is_alphanumeric())
    });
    let sets_it = code.contains("set_attribute(\"style\"")
        || code.contains("Attribute::of") && code.contains("\"style\"");
    !code.starts_with("//") && (is_attribute || sets_it)
}

/// WebKit takes the shorthand with a line alone: with a thickness beside it, it takes nothing. What is not written as a shorthand
/// is not joined with one.
fn is_decoration_shorthand(line: &str) -> bool {
    line.trim_start().starts_with("text-decoration:")
}

#[test]
fn no_element_has_a_style_attribute() {
    assert_eq!(breaches("src/ui", "rs", sets_a_style_attribute), Vec::<String>::new());
}

#[test]
fn decorations_are_written_in_their_long_forms() {
    assert_eq!(breaches("static/css", "css", is_decoration_shorthand), Vec::<String>::new());
}

#[test]
fn the_rules_can_fail() {
    assert!(sets_a_style_attribute("<div class=\"cursor\" style={place} />"));
    assert!(sets_a_style_attribute("style={digits}"));
    assert!(sets_a_style_attribute("tip.set_attribute(\"style\", &words)"));
    assert!(!sets_a_style_attribute("<div class=\"cursor\" ~style={place} />"));
    assert!(!sets_a_style_attribute("// Not style= but ~style="));
    assert!(!sets_a_style_attribute("let a_style=1;"));
    assert!(is_decoration_shorthand("  text-decoration: line-through;"));
    assert!(!is_decoration_shorthand("  text-decoration-line: line-through;"));
}
