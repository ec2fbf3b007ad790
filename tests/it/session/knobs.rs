//! The constants of a whole program as numbers of the page.

use super::simulated;
use interleave::catalogue::{BLANK, KnobName};
use interleave::session::{
    DocumentAction, Model, Notice, SharingAction, UndoAction, describe_notice, update,
};
use interleave::text::Language;

const TEXT: &str = "\
import threading

WORKERS = 2
lock = threading.Lock()

def work():
    with lock:
        print('done')

for _ in range(WORKERS):
    threading.Thread(target=work).start()
";

fn name(of: &str) -> KnobName {
    KnobName::new(of).expect("it is short")
}

fn pasted() -> Model {
    let mut model = simulated();
    update(&mut model, DocumentAction::BeginWith(TEXT.into()));
    assert!(model.text_is_right());
    model
}

fn threads(model: &Model) -> usize {
    model.program().thread_count()
}

fn written(model: &Model) -> Vec<(String, u32)> {
    model.document.knobs.iter().map(|it| (it.name.to_string(), it.written)).collect()
}

#[test]
fn a_constant_is_set_and_no_text_is_edited() {
    let mut model = pasted();
    assert_eq!(written(&model), [("WORKERS".to_owned(), 2)]);
    let (before, text) = (threads(&model), model.document.own_text.clone());
    update(&mut model, DocumentAction::NudgeKnob(name("WORKERS"), 1));
    assert_eq!(threads(&model), before + 1);
    assert_eq!(model.document.own_text, text);
    assert_eq!(model.document.entry.name, BLANK.name);
    update(&mut model, DocumentAction::TypeKnob(name("WORKERS"), "4".into()));
    assert_eq!(threads(&model), before + 2);
    update(&mut model, UndoAction::Undo);
    assert_eq!(threads(&model), before + 1);
    // The number of the text is no setting.
    update(&mut model, DocumentAction::TypeKnob(name("WORKERS"), "2".into()));
    assert_eq!(model.document.configuration.knobs.iter().count(), 0);
    assert_eq!(threads(&model), before);
}

#[test]
fn what_cannot_be_is_said() {
    let mut model = pasted();
    let says = |model: &Model| {
        let notice: &Notice = model.notice.as_ref().expect("something is said");
        describe_notice(Language::English.text(), model.program(), notice)
    };
    update(&mut model, DocumentAction::TypeKnob(name("WORKERS"), "many".into()));
    assert_eq!(says(&model), "“many” is not a whole number. WORKERS stays as it was.");
    update(&mut model, DocumentAction::TypeKnob(name("WORKERS"), "2000000".into()));
    assert!(says(&model).contains("1000000"), "{}", says(&model));
    // So many threads cannot be; the page goes on showing the last program that could.
    assert!(!model.text_is_right());
    update(&mut model, UndoAction::Undo);
    assert!(model.text_is_right());
}

#[test]
fn a_number_that_is_edited_counts_again() {
    let mut model = pasted();
    let before = threads(&model);
    update(&mut model, DocumentAction::NudgeKnob(name("WORKERS"), 1));
    update(&mut model, DocumentAction::Edit(TEXT.replace("'done'", "'over'")));
    assert_eq!(threads(&model), before + 1, "another line was edited");
    update(&mut model, DocumentAction::Edit(TEXT.replace("WORKERS = 2", "WORKERS = 5")));
    assert_eq!(threads(&model), before + 3);
    assert_eq!(model.document.configuration.knobs.iter().count(), 0);
}

#[test]
fn a_link_keeps_what_is_set() {
    let mut model = pasted();
    update(&mut model, DocumentAction::NudgeKnob(name("WORKERS"), 1));
    let fragment = model.link().0.to_fragment();
    let mut other = simulated();
    // Its constant of the same name has another number.
    update(&mut other, DocumentAction::BeginWith(TEXT.replace("WORKERS = 2", "WORKERS = 1")));
    update(&mut other, SharingAction::OpenLink(fragment));
    assert_eq!(other.document.configuration.knobs.get(name("WORKERS")), Some(3));
    assert_eq!(threads(&other), threads(&model));
    assert_eq!(other.document.own_text.as_deref(), Some(TEXT));
}

#[test]
fn a_program_that_is_opened_again_keeps_its_constants() {
    let mut model = pasted();
    update(&mut model, DocumentAction::ChooseProgram(BLANK.name));
    assert_eq!(written(&model), [("WORKERS".to_owned(), 2)]);
    update(&mut model, DocumentAction::ChooseProgram("three-semaphores"));
    assert_eq!(written(&model), []);
    update(&mut model, UndoAction::Undo);
    assert_eq!(written(&model), [("WORKERS".to_owned(), 2)]);
    update(&mut model, DocumentAction::NudgeKnob(name("WORKERS"), 1));
    update(&mut model, DocumentAction::Edit(TEXT.replace("WORKERS = 2", "WORKERS = 5")));
    assert_eq!(model.document.configuration.knobs.iter().count(), 0);
}
