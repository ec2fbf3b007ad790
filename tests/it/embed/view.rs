//! What is hidden and locked.

use interleave::embed::Parameters;
use interleave::session::{
    Action, CodeView, DocumentAction, FirstStepsAction, Hidden, LessonAction, Locked,
    PlaybackAction, PreferencesAction, SharingAction, Speed, Theme, ThreadKind, ThreadsAction,
};

#[test]
fn what_is_locked_is_kept_from_the_reader_and_nothing_else_is() {
    let by_lock: [(Locked, Vec<Action>); 5] = [
        (
            Locked::Program,
            vec![
                DocumentAction::ChooseProgram("two-mutexes").into(),
                FirstStepsAction::Begin.into(),
                LessonAction::ShowOverview.into(),
                LessonAction::Open("tickets", 0).into(),
                LessonAction::Close.into(),
            ],
        ),
        (
            Locked::Faults,
            vec![DocumentAction::SetFault(0, true).into(), DocumentAction::RepairAll.into()],
        ),
        (
            Locked::Editor,
            vec![
                DocumentAction::Edit("x".into()).into(),
                DocumentAction::ShowCode(CodeView::Editor).into(),
            ],
        ),
        (
            Locked::Settings,
            vec![
                PlaybackAction::AnotherSeed.into(),
                ThreadsAction::ChooseKind(ThreadKind::Simulated).into(),
            ],
        ),
        (Locked::Speed, vec![PlaybackAction::SetSpeed(Speed::UNLIMITED).into()]),
    ];
    let free: [Action; 7] = [
        LessonAction::OpenLink("lesson=tickets".into()).into(),
        LessonAction::Submit.into(),
        PlaybackAction::Toggle.into(),
        PlaybackAction::Back.into(),
        PreferencesAction::SetTheme(Theme::Dark).into(),
        SharingAction::Share.into(),
        DocumentAction::ShowCode(CodeView::Program).into(),
    ];
    for (locked, _) in &by_lock {
        let query = format!("?embed=1&lock={}", locked.name());
        let parameters = Parameters::read(&query);
        let view = parameters.view();
        assert_eq!(view.locked_names(" "), locked.name());
        for (other, actions) in &by_lock {
            for action in actions {
                assert_eq!(view.allows(action), other != locked, "{query}: {action:?}");
            }
        }
        for action in &free {
            assert!(view.allows(action), "{query}: {action:?}");
        }
    }
}

#[test]
fn a_text_of_ones_own_is_another_program_and_written_so_either_lock_keeps_from_it() {
    let begins: Action = DocumentAction::BeginWith("x = 0\n".into()).into();
    for locked in Locked::ALL {
        let parameters = Parameters::read(&format!("?embed=1&lock={}", locked.name()));
        let is_kept = matches!(locked, Locked::Program | Locked::Editor);
        assert_eq!(parameters.view().allows(&begins), !is_kept, "{locked:?}");
    }
}

#[test]
fn names_are_read_as_they_are_written() {
    let hidden = Hidden::ALL.map(Hidden::name).join(",");
    let locked = Locked::ALL.map(Locked::name).join(" ");
    let parameters = Parameters::read(&format!("?embed=1&hide={hidden}&lock={locked}&hide=code"));
    let view = parameters.view();
    assert!(parameters.is_embedded());
    assert_eq!(
        (view.hidden.as_slice(), view.locked.as_slice()),
        (&Hidden::ALL[..], &Locked::ALL[..])
    );
    assert_eq!(view.hidden_names(" "), hidden.replace(',', " "));
    assert!(!Parameters::read("?embed=0").is_embedded());
    assert!(!Parameters::read("").is_embedded());
}
