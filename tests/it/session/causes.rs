//! What is said of the cause: only what is true, and in the reader's words.

use super::{simulated, simulating};
use interleave::catalogue::{CATALOGUE, Configuration, Setting, entry_named};
use interleave::session::{
    Announcement, DocumentAction, Model, PlaybackAction, Speed, describe_changes, update,
};
use interleave::text::Language;

fn cause(model: &Model) -> Option<String> {
    describe_changes(model.text(), &model.document)
}

fn with_faults(program: &str, faults: &[&str]) -> Model {
    let entry = entry_named(program).expect("it is in the catalogue");
    let configuration =
        faults.iter().fold(Configuration::of(entry), |it, fault| it.with_fault(entry, fault));
    simulating(Model::of(entry, configuration))
}

#[test]
fn one_fault_is_named_with_its_lines() {
    let check = |program, fault: &str, expected: &str| {
        let model = with_faults(program, &[fault]);
        assert_eq!(cause(&model).as_deref(), Some(expected), "{fault}");
    };
    check(
        "three-semaphores",
        "skip-spaces-wait",
        "It could happen because `spaces.wait()` in line 9 is switched off.",
    );
    check(
        "three-semaphores",
        "producer-skips-mutex",
        "It could happen because `mutex.wait()` in line 10 and `mutex.signal()` in line 12 are switched off.",
    );
    check(
        "three-semaphores",
        "producer-swaps-waits",
        "It could happen because lines 9 and 10 have changed places.",
    );
    check(
        "three-semaphores",
        "mutex-starts-at-0",
        "It could happen because line 2 says `mutex = Semaphore(0)` instead of `mutex = Semaphore(1)`.",
    );
}

#[test]
fn of_several_faults_it_is_only_said_that_without_them_nothing_happens() {
    let model = with_faults("three-semaphores", &["skip-spaces-wait", "consumer-swaps-signals"]);
    assert_eq!(
        cause(&model).as_deref(),
        Some("It cannot happen in the program as written; lines 9, 20 and 21 are changed."),
    );
}

#[test]
fn nothing_is_named_where_the_program_can_go_wrong_as_it_is_written() {
    for entry in CATALOGUE {
        let mut model = with_faults(entry.name, &[]);
        assert_eq!(cause(&model), None, "{}", entry.name);
        if entry.faults.is_empty() {
            continue;
        }
        update(&mut model, DocumentAction::SetFault(0, true));
        assert_eq!(cause(&model).is_some(), entry.is_right(), "{}", entry.name);
        // Of these it is not known whether it is right without the fault.
        update(&mut model, DocumentAction::SetSpuriousWakes(true));
        assert_eq!(cause(&model), None, "{}", entry.name);
        update(&mut model, DocumentAction::SetSpuriousWakes(false));
        let takes = model.document.configuration.get(Setting::Takes) + 1;
        update(&mut model, DocumentAction::Type(Setting::Takes, takes.to_string()));
        assert_eq!(cause(&model), None, "{}", entry.name);
    }
}

#[test]
fn lines_that_the_reader_edited_are_named_as_long_as_they_are_few() {
    let edited = |change: &dyn Fn(&str) -> String| {
        let mut model = simulated();
        let text = change(&model.document.text_to_edit());
        update(&mut model, DocumentAction::Edit(text));
        assert!(model.text_is_right(), "{:?}", model.document.problems);
        cause(&model)
    };
    let one = edited(&|text| text.replacen("mutex.wait()", "pass", 1));
    assert_eq!(
        one.as_deref(),
        Some("It cannot happen in the program as written; line 10 is changed."),
    );
    let two = edited(&|text| text.replace("mutex.wait()", "pass"));
    assert!(two.is_some_and(|it| it.contains("lines 10 and 18")), "of both places");
    let added = edited(&|text| {
        text.replacen("        spaces.wait()", "        pass\n        spaces.wait()", 1)
    });
    assert!(added.is_some_and(|it| it.contains("line 9 ")), "a line more");
    assert_eq!(edited(&|text| text.replace("mutex", "lock")), None, "many lines");
    assert_eq!(edited(&|text| format!("{text}\n\n")), None, "the same lines");
}

#[test]
fn a_screen_reader_hears_the_cause_in_the_language_of_the_page() {
    for language in Language::ALL {
        let mut model = with_faults("three-semaphores", &["producer-swaps-waits"]);
        model.preferences.language = language;
        update(&mut model, PlaybackAction::SetSpeed(Speed::UNLIMITED));
        update(&mut model, PlaybackAction::Toggle);
        for _ in 0..200 {
            update(&mut model, PlaybackAction::Frame { elapsed: 16.0, budget: 1_000 });
        }
        assert!(model.playback.ending.is_some());
        let said = Announcement::of(&model, None).sentence;
        let cause = cause(&model).expect("there is one");
        assert!(said.ends_with(&cause), "{said}");
    }
}
