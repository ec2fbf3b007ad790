//! What is said of a mistake is said in every language, with the same words of the reader's.

use super::diagnose;
use super::wrong::{files, parts};
use interleave::session::describe;
use interleave::text::Language;

/// The places for words in a sentence, each once.
fn places(sentence: &str) -> Vec<&str> {
    let place = |piece: &'static str| sentence.contains(piece).then_some(piece);
    ["{0}", "{1}", "{2}", "{3}"].into_iter().filter_map(place).collect()
}

#[test]
fn both_languages_say_the_same() {
    let english = Language::English.text().syntax.all();
    let portuguese = Language::BrazilianPortuguese.text().syntax.all();
    assert!(english.len() > 90, "only {} sentences", english.len());
    assert_eq!(english.len(), portuguese.len());
    for ((name, ours), (other_name, theirs)) in english.into_iter().zip(portuguese) {
        assert_eq!(name, other_name);
        assert_ne!(ours, theirs, "{name} is not translated");
        assert_eq!(places(ours), places(theirs), "{name}");
        for sentence in [ours, theirs] {
            assert_eq!(sentence.matches('`').count() % 2, 0, "{name}: {sentence}");
            assert!(sentence.ends_with(['.', '`']), "{name}: {sentence}");
        }
    }
}

#[test]
fn no_place_is_left_open() {
    for language in Language::ALL {
        for (path, content) in files("wrong") {
            for it in diagnose(parts(&content).0) {
                let said = describe(language.text(), &it.problem);
                let name = path.display();
                assert!(
                    !["{0}", "{1}", "{2}", "``"].iter().any(|it| said.contains(it)),
                    "{name}: {said}"
                );
            }
        }
    }
}
