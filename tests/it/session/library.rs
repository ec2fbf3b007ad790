//! Texts that are fetched when they are wanted.

use super::simulated;
use interleave::session::{Effect, LibraryAction, Model, PreferencesAction, Shelf, update};
use interleave::text::{Language, Passages, Volume};

const GLOSSARY: Volume = Volume::Glossary;
const FILE: &str = "# A comment.\n\n== mutex\nOne at a time.\n\nOf all.\n== item \nA thing.\n";

fn shelf(model: &Model) -> &Shelf {
    model.library.shelf(GLOSSARY, model.preferences.language)
}

#[test]
fn what_is_wanted_is_fetched_once_in_each_language_it_is_shown_in() {
    let mut model = simulated();
    let fetch = |language| vec![Effect::Fetch(GLOSSARY, language)];
    assert_eq!(update(&mut model, LibraryAction::Want(GLOSSARY)), fetch(Language::English));
    assert_eq!(shelf(&model), &Shelf::OnItsWay);
    assert_eq!(update(&mut model, LibraryAction::Want(GLOSSARY)), []);
    let came = LibraryAction::Came(GLOSSARY, Language::English, FILE.into());
    assert_eq!(update(&mut model, came), []);
    let passages = model.library.passages(GLOSSARY, Language::English).expect("it came");
    assert_eq!(passages.get("mutex"), Some("One at a time.\n\nOf all."));

    let portuguese = PreferencesAction::SetLanguage(Language::BrazilianPortuguese);
    let effects = update(&mut model, portuguese);
    assert_eq!(effects[1..], fetch(Language::BrazilianPortuguese));
    let back = update(&mut model, PreferencesAction::SetLanguage(Language::English));
    assert_eq!(back, [Effect::KeepPreferences], "it is here already");
}

#[test]
fn what_could_not_be_had_is_fetched_again_when_it_is_wanted_again() {
    let mut model = simulated();
    // The second is what some hosts answer where a file is missing.
    let page = "<!doctype html><title>Not found</title>".to_owned();
    for nothing in [
        LibraryAction::Missed(GLOSSARY, Language::English),
        LibraryAction::Came(GLOSSARY, Language::English, page),
    ] {
        let wanted = update(&mut model, LibraryAction::Want(GLOSSARY));
        assert_eq!(wanted, [Effect::Fetch(GLOSSARY, Language::English)]);
        assert_eq!(update(&mut model, nothing), []);
        assert_eq!(shelf(&model), &Shelf::Missing);
    }
}

#[test]
fn a_file_is_its_passages() {
    let passages = Passages::read(FILE);
    assert_eq!(passages.keys().collect::<Vec<_>>(), ["item", "mutex"]);
    assert_eq!(passages.get("item"), Some("A thing."));
    assert_eq!(passages.get("A comment."), None);
    assert!(Passages::read("# Nothing but this.\n").is_empty());
    // Another text, another address.
    let addresses = Language::ALL.map(|language| GLOSSARY.address(language));
    assert_ne!(addresses[0].split('?').nth(1), addresses[1].split('?').nth(1));
}
