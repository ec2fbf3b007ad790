//! Undo: what was switched, chosen or repaired comes back, and is said.

use super::{frame, simulated};
use interleave::catalogue::Setting;
use interleave::session::{
    Action, DocumentAction, LessonAction, Model, Motion, Notice, PlaybackAction, SharingAction,
    UndoAction, Undoable, Wanted, describe_notice, update,
};
use interleave::text::Language;

/// What a change changes.
fn shown(model: &Model) -> (&'static str, Option<String>, String) {
    let document = &model.document;
    let own = document.own_text.as_ref().map(|it| it.to_string());
    (document.entry.name, own, format!("{:?}", document.configuration))
}

fn fault(model: &Model, name: &str) -> usize {
    model.document.entry.fault_named(name).expect("the program has it")
}

#[test]
fn each_kind_of_change_is_taken_back_and_made_again() {
    let kinds = |model: &Model| {
        let switched = fault(model, "skip-spaces-wait");
        let entry = model.document.entry;
        [
            (
                Action::from(DocumentAction::SetFault(switched, true)),
                Undoable::Fault(entry, switched),
            ),
            (
                DocumentAction::Nudge(Setting::Capacity, 1).into(),
                Undoable::Number(Setting::Capacity),
            ),
            (
                DocumentAction::Type(Setting::Producers, "5".into()).into(),
                Undoable::Number(Setting::Producers),
            ),
            (DocumentAction::SetSpuriousWakes(true).into(), Undoable::Steps),
            (DocumentAction::RepairAll.into(), Undoable::Repair),
            (DocumentAction::ChooseProgram("two-conditions").into(), Undoable::Program),
        ]
    };
    let mut model = simulated();
    let kinds = kinds(&model);
    let mut before = vec![shown(&model)];
    for (action, _) in &kinds {
        update(&mut model, action.clone());
        before.push(shown(&model));
    }
    for (at, (_, what)) in kinds.iter().enumerate().rev() {
        update(&mut model, UndoAction::Undo);
        assert_eq!(shown(&model), before[at], "{what:?}");
        assert_eq!(model.notice, Some(Notice::Undone(*what)));
    }
    update(&mut model, UndoAction::Undo);
    assert_eq!(model.notice, Some(Notice::NothingTo(UndoAction::Undo)));
    assert_eq!(shown(&model), before[0]);
    for (at, (_, what)) in kinds.iter().enumerate() {
        update(&mut model, UndoAction::Redo);
        assert_eq!(shown(&model), before[at + 1], "{what:?}");
        assert_eq!(model.notice, Some(Notice::Redone(*what)));
    }
    update(&mut model, UndoAction::Redo);
    assert_eq!(model.notice, Some(Notice::NothingTo(UndoAction::Redo)));
}

#[test]
fn a_run_that_goes_on_goes_on_with_what_came_back() {
    let mut model = simulated();
    let switched = fault(&model, "skip-spaces-wait");
    update(&mut model, PlaybackAction::Toggle);
    update(&mut model, frame(500.0));
    update(&mut model, DocumentAction::SetFault(switched, true));
    update(&mut model, frame(100.0));
    update(&mut model, UndoAction::Undo);
    assert!(model.document.configuration.faults.is_empty());
    assert_eq!((model.playback.motion, model.playback.run.length()), (Motion::Running, 0));
    update(&mut model, frame(500.0));
    assert!(model.playback.run.length() > 0);
}

#[test]
fn another_change_ends_what_could_be_made_again() {
    let mut model = simulated();
    update(&mut model, DocumentAction::Nudge(Setting::Capacity, 1));
    update(&mut model, UndoAction::Undo);
    update(&mut model, DocumentAction::Nudge(Setting::Consumers, 1));
    update(&mut model, UndoAction::Redo);
    assert_eq!(model.notice, Some(Notice::NothingTo(UndoAction::Redo)));
}

#[test]
fn what_changes_nothing_is_no_change() {
    let mut model = simulated();
    update(&mut model, DocumentAction::RepairAll);
    update(&mut model, DocumentAction::Nudge(Setting::Capacity, 0));
    update(&mut model, DocumentAction::Type(Setting::Capacity, "many".into()));
    assert!(!model.undo.can_undo());
}

#[test]
fn the_editor_has_its_own() {
    let mut model = simulated();
    update(&mut model, DocumentAction::Nudge(Setting::Capacity, 1));
    let text = model.document.text_to_edit().replace("mutex", "lock");
    update(&mut model, DocumentAction::Edit(text.clone()));
    update(&mut model, UndoAction::Undo);
    assert_eq!(model.document.own_text.as_deref(), Some(&*text), "no text is lost");
    // A choice of program takes it away, and brings it back.
    update(&mut model, DocumentAction::ChooseProgram("two-conditions"));
    update(&mut model, UndoAction::Undo);
    assert_eq!(model.document.own_text.as_deref(), Some(&*text));
}

/// What shows another program, by a link and by name.
fn openings() -> [SharingAction; 2] {
    let link = simulated().link().0;
    let wanted = Wanted { link: link.clone(), steps: None, position: None, unknown: vec![] };
    [SharingAction::OpenLink(link.to_fragment()), SharingAction::OpenWanted(Box::new(wanted))]
}

#[test]
fn what_is_opened_begins_anew() {
    for opening in openings() {
        let mut model = simulated();
        update(&mut model, DocumentAction::ChooseProgram("two-conditions"));
        assert!(model.undo.can_undo());
        update(&mut model, opening.clone());
        assert!(!model.undo.can_undo(), "{opening:?}");
    }
}

#[test]
fn what_is_opened_takes_the_place_of_the_course() {
    for opening in openings() {
        let mut model = simulated();
        update(&mut model, LessonAction::ShowOverview);
        assert!(model.lesson.is_shown());
        update(&mut model, opening.clone());
        assert!(!model.lesson.is_shown(), "{opening:?}");
    }
}

#[test]
fn it_says_what_came_back_in_both_languages() {
    let mut model = simulated();
    let switched = fault(&model, "skip-spaces-wait");
    update(&mut model, DocumentAction::SetFault(switched, true));
    update(&mut model, UndoAction::Undo);
    let notice = model.notice.clone().expect("it is said");
    let said = Language::ALL.map(|it| describe_notice(it.text(), model.program(), &notice));
    assert_eq!(said[0], "Undone: Producers do not wait for a free slot.");
    assert!(said[1].starts_with("Desfeito: "), "{}", said[1]);
}
