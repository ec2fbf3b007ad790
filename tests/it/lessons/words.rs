//! The words of the course: none is missing in either language, and none is left over.

use interleave::lesson::{CHALLENGES, general_keys};
use interleave::text::{Language, Passages, Volume};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The keys of a language's file, in order.
fn keys(language: &str) -> Vec<String> {
    let file = format!("static/texts/course.{language}.txt");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    let text =
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    text.lines().filter_map(|it| it.strip_prefix("== ")).map(|it| it.trim().to_owned()).collect()
}

#[test]
fn every_challenge_has_its_words_in_both_languages() {
    let mut wanted: BTreeSet<String> = general_keys().into_iter().collect();
    wanted.extend(CHALLENGES.iter().flat_map(|it| it.keys()));
    for language in ["en", "pt-BR"] {
        let found = keys(language);
        let unique: BTreeSet<String> = found.iter().cloned().collect();
        assert_eq!(unique.len(), found.len(), "{language}: a key stands there twice");
        let missing: Vec<_> = wanted.difference(&unique).collect();
        let unused: Vec<_> = unique.difference(&wanted).collect();
        assert!(missing.is_empty(), "{language} lacks {missing:#?}");
        assert!(unused.is_empty(), "{language} has too many: {unused:#?}");
    }
}

#[test]
fn the_page_for_teachers_lists_every_challenge_with_its_task_and_goal() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/teaching.md");
    let page = std::fs::read_to_string(path).expect("docs/teaching.md is there");
    let passages = Passages::read(Volume::Course.text(Language::English));
    for challenge in CHALLENGES {
        let goal = passages.get(&challenge.key("goal")).expect("there is a goal");
        let start = format!("| `{}` | ", challenge.name);
        let line = page.lines().find(|line| line.starts_with(&start));
        let line = line.unwrap_or_else(|| panic!("{} is not listed", challenge.name));
        assert!(line.contains(goal), "{}: {goal}", challenge.name);
    }
    let rows = page.lines().filter(|line| line.starts_with("| `"));
    assert_eq!(rows.count(), CHALLENGES.len());
}
