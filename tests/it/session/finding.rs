//! Finding a program of the catalogue, and beginning one of one's own.

use super::simulated;
use interleave::catalogue::{BLANK, CATALOGUE, Entry, LEARNING_ORDER};
use interleave::checker::{Options, Verdict, check};
use interleave::program::Program;
use interleave::session::{CodeView, DocumentAction, FinderAction, Model, Notice, Tag, update};
use interleave::text::Language;
use std::ops::ControlFlow;

fn found(model: &Model) -> Vec<&'static str> {
    model
        .finder
        .found(model.text(), model.stories().map(|it| &**it))
        .into_iter()
        .map(|it| it.name)
        .collect()
}

#[test]
fn words_find_what_has_all_of_them_in_the_language_of_the_page() {
    let mut model = simulated();
    assert_eq!(found(&model), CATALOGUE.map(|it| it.name));
    let search = |model: &mut Model, words: &str| {
        update(model, FinderAction::Search(words.into()));
        found(model)
    };
    assert_eq!(search(&mut model, "DIJKSTRA  three"), ["three-semaphores"]);
    assert_eq!(search(&mut model, "barrier"), ["meeting-in-rounds", "barrier-in-phases"]);
    assert_eq!(search(&mut model, "no such thing"), Vec::<&str>::new());
    model.preferences.language = Language::BrazilianPortuguese;
    assert!(search(&mut model, "semáforos").contains(&"three-semaphores"));
    assert_eq!(search(&mut model, " "), CATALOGUE.map(|it| it.name));
}

#[test]
fn a_tag_shows_those_that_are_like_it_and_the_tags_part_the_catalogue() {
    let mut model = simulated();
    let mut of = |tag: Tag| {
        update(&mut model, FinderAction::Only(tag, true));
        found(&model)
    };
    let (right, wrong) = (of(Tag::Right), of(Tag::Wrong));
    assert_eq!(right.len() + wrong.len(), CATALOGUE.len());
    assert!(wrong.contains(&"lock-and-event") && right.contains(&"lock-and-event-repaired"));
    let tongues: usize = Tag::ALL[2..].iter().map(|&tag| of(tag).len()).sum();
    assert_eq!(tongues, CATALOGUE.len());
    assert!(of(Tag::ALL[4]).contains(&"rendezvous"));
    update(&mut model, FinderAction::Only(Tag::ALL[4], false));
    assert_eq!(found(&model).len(), CATALOGUE.len());
}

#[test]
fn in_the_order_to_learn_in_they_stand_in_that_order() {
    let mut model = simulated();
    update(&mut model, FinderAction::SetInOrder(true));
    assert_eq!(found(&model), LEARNING_ORDER);
    update(&mut model, FinderAction::Only(Tag::Wrong, true));
    let wrong = found(&model);
    assert_eq!(wrong[..2], ["no-synchronisation", "unbounded-buffer-puzzle"]);
}

#[test]
fn a_text_of_ones_own_begins_in_the_editor_and_loses_no_other() {
    let mut model = simulated();
    let mine = model.document.text_to_edit().replace("mutex", "lock");
    update(&mut model, DocumentAction::Edit(mine.clone()));
    update(&mut model, DocumentAction::BeginWith(String::new()));
    assert_eq!(model.document.own_text.as_deref(), Some(""));
    assert_eq!(model.document.code_view, CodeView::Editor);
    assert_eq!(model.document.entry, BLANK, "what is said above it is said of no other program");
    assert_eq!(model.notice, None);
    update(&mut model, DocumentAction::ChooseProgram("three-semaphores"));
    assert_eq!(model.document.own_text.as_deref(), Some(&*mine));

    // Only what was begun before can be replaced, and comes back.
    update(&mut model, DocumentAction::BeginWith("x = 0\n".into()));
    assert_eq!(model.notice, None, "an empty text was nothing to lose");
    update(&mut model, DocumentAction::BeginWith(String::new()));
    assert_eq!(model.notice, Some(Notice::Discarded));
    update(&mut model, DocumentAction::TakeBackDiscard);
    assert_eq!(model.document.own_text.as_deref(), Some("x = 0\n"));

    let mut model = simulated();
    update(&mut model, DocumentAction::BeginWith("x = 0\n\ndef producer():\n    x = 1\n".into()));
    assert_eq!(model.notice, None);
    assert!(!model.document.problems.is_empty() || model.text_is_right());
}

#[test]
fn a_blank_program_is_one_text_in_every_language_and_is_said_how_to_begin() {
    for language in Language::ALL {
        let mut model = simulated();
        model.preferences.language = language;
        update(&mut model, DocumentAction::BeginWith(BLANK.source.into()));
        assert_eq!((model.document.entry, &model.document.own_text), (BLANK, &None));
        assert!(model.text_is_right() && model.document.problems.is_empty(), "{language:?}");
        assert_eq!(*model.document.text_to_edit(), *BLANK.source);
        let said = model.text().catalogue.program(BLANK.name).expect("it has a story");
        assert_eq!(said.title, model.text().finder.blank);
        assert!(model.document.has_story());
        update(&mut model, DocumentAction::Edit(format!("x = 0\n{}", BLANK.source)));
        assert!(model.document.own_text.is_some() && model.document.has_story(), "{language:?}");
    }
    let program = simulated_with(BLANK);
    let report = check(&program, &Options::default(), &mut |_| ControlFlow::Continue(()));
    assert_eq!(report.verdict, Verdict::Safe);
}

#[test]
fn the_first_letter_in_the_editor_takes_nothing_away_above_it() {
    let mut model = simulated();
    assert!(model.document.has_story());
    update(&mut model, DocumentAction::ShowCode(CodeView::Editor));
    let before = model.document.has_story();
    let text = format!("{} ", model.document.text_to_edit());
    update(&mut model, DocumentAction::Edit(text));
    assert!(model.document.own_text.is_some());
    assert_eq!(model.document.has_story(), before);
    update(&mut model, DocumentAction::ShowCode(CodeView::Program));
    assert!(!model.document.has_story(), "the story is of another text");
}

/// The program of a blank text.
fn simulated_with(entry: &'static Entry) -> std::sync::Arc<Program> {
    let mut model = simulated();
    update(&mut model, DocumentAction::BeginWith(entry.source.into()));
    std::sync::Arc::new(model.program().clone())
}

/// Nobody types accents on a keyboard that has none.
#[test]
fn accents_do_not_matter() {
    let mut model = simulated();
    model.preferences.language = Language::BrazilianPortuguese;
    let mut with = |words: &str| {
        update(&mut model, FinderAction::Search(words.to_owned()));
        found(&model)
    };
    for (plain, accented) in [("filosofos", "filósofos"), ("condicao", "condição")] {
        let names = with(plain);
        assert!(!names.is_empty(), "{plain}");
        assert_eq!(names, with(accented));
    }
}
