//! The words of the glossary: each has a passage in each language, and is found where it stands.

use super::simulated;
use interleave::session::{GlossaryAction, LibraryAction, Looked, meaning, update};
use interleave::text::{Language, Passages, Volume};
use std::collections::BTreeSet;

#[test]
fn every_word_is_explained_in_every_language_and_no_form_is_two_words() {
    let names = |language: Language| -> BTreeSet<&str> {
        language.text().glossary.words.iter().map(|(name, _)| *name).collect()
    };
    assert!(names(Language::English).len() >= 45);
    for language in Language::ALL {
        assert_eq!(names(language), names(Language::English));
        let passages = Passages::read(Volume::Glossary.text(language));
        let keys: BTreeSet<&str> = passages.keys().collect();
        assert_eq!(keys, names(language), "{language:?}");
        let mut forms = BTreeSet::new();
        for (name, written) in language.text().glossary.words {
            for form in written.split('|') {
                assert_eq!(form, form.to_lowercase(), "{name}");
                assert!(forms.insert(form), "{language:?}: `{form}` is two words");
            }
            let said = passages.get(name).expect("it was looked at");
            assert!(said.len() > 30 && said.ends_with('.'), "{language:?} {name}: {said}");
            assert_eq!(said.matches('`').count() % 2, 0, "{language:?} {name}");
        }
    }
}

#[test]
fn the_words_of_whole_programs_and_of_runtimes_are_explained() {
    let text = "`main` joins a daemon; the pool awaits a future; a coroutine is a task of the event \
                loop; a data race under this runtime, with the GIL, in two processes";
    let found = Language::English.text().glossary.words_in(text);
    let found: Vec<_> = found.iter().filter_map(|(_, word)| *word).collect();
    let wanted = [
        "join",
        "daemon",
        "pool",
        "await",
        "future",
        "coroutine",
        "task",
        "event-loop",
        "data-race",
        "runtime",
        "gil",
        "process",
    ];
    assert_eq!(found, wanted);
    let text = "o join, uma corrida de dados, um laço de eventos, o GIL, dois processos";
    let found = Language::BrazilianPortuguese.text().glossary.words_in(text);
    let found: Vec<_> = found.iter().filter_map(|(_, word)| *word).collect();
    assert_eq!(found, ["join", "data-race", "event-loop", "gil", "process"]);
}

#[test]
fn words_are_found_where_they_stand_the_longest_first_and_each_once() {
    let english = &Language::English.text().glossary;
    let text = "A Critical section, a mutex; another mutex, semaphores.";
    let found: Vec<_> =
        english.words_in(text).into_iter().filter_map(|(at, word)| Some((at, word?))).collect();
    assert_eq!(
        found,
        [("Critical section", "critical-section"), ("mutex", "mutex"), ("semaphores", "semaphore")]
    );
    let whole: String = english.words_in(text).into_iter().map(|(piece, _)| piece).collect();
    assert_eq!(whole, text);
    let portuguese = &Language::BrazilianPortuguese.text().glossary;
    let found = portuguese.words_in("Os semáforos da seção crítica");
    let words: Vec<_> = found.iter().filter_map(|(_, word)| *word).collect();
    assert_eq!(words, ["semaphore", "critical-section"]);
    for nothing in ["", "…", "mutexed", "  "] {
        let all: Vec<_> = english.words_in(nothing).into_iter().filter_map(|(_, it)| it).collect();
        assert_eq!(all, Vec::<&str>::new(), "{nothing:?}");
    }
}

#[test]
fn what_is_looked_at_says_that_its_meaning_is_on_its_way_and_then_what_it_is() {
    let mut model = simulated();
    let looked = Looked { word: "mutex", left: 10.0, edge: 20.0, is_above: false };
    update(&mut model, LibraryAction::Want(Volume::Glossary));
    update(&mut model, GlossaryAction::Look(looked));
    let words = &model.text().glossary;
    assert_eq!(meaning(&model), Some((looked, "mutex", words.on_its_way.to_owned())));
    let text = Volume::Glossary.text(Language::English).to_owned();
    update(&mut model, LibraryAction::Came(Volume::Glossary, Language::English, text));
    assert!(meaning(&model).is_some_and(|(_, _, said)| said.starts_with("Short for mutual")));
    update(&mut model, GlossaryAction::LookAway);
    assert_eq!(meaning(&model), None);
}
