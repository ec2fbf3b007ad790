//! What leaves the page as a file: the run is told as the command line tells it.

use super::proof::prove;
use super::{simulated, update};
use crate::command::interleave_with;
use interleave::session::{
    DocumentAction, Effect, Export, LessonAction, LibraryAction, Model, NoScript, NotExported,
    PlaybackAction, SharingAction, can_be_exported, subject_words,
};
use interleave::text::Volume;

fn exported(model: &mut Model, form: Export) -> Option<String> {
    update(model, SharingAction::Share);
    update(model, SharingAction::Export(form));
    let exported = model.sharing.exported.clone().expect("it was asked for");
    assert_eq!(exported.form, form);
    exported.text.clone().ok()
}

fn stepped(count: usize) -> Model {
    let mut model = simulated();
    for _ in 0..count {
        update(&mut model, PlaybackAction::Step);
    }
    model
}

#[test]
fn a_run_is_told_as_the_command_line_tells_it() {
    let mut model = stepped(9);
    // Where one looks back, all of the run is still told.
    update(&mut model, PlaybackAction::Back);
    let schedule = {
        update(&mut model, SharingAction::Share);
        model.sharing.shared.as_ref().and_then(|it| it.steps.clone()).expect("it is short")
    };
    for (form, name) in
        [(Export::Table, "csv"), (Export::Mermaid, "mermaid"), (Export::Diagram, "svg")]
    {
        let told = exported(&mut model, form).expect("it is short");
        let line = format!("replay three-semaphores {schedule} -p 2 -c 2 -n 4 --to {name}");
        let words: Vec<&str> = line.split_whitespace().collect();
        let printed = interleave_with(&words, b"").out;
        // Only of the ending each says what it knows.
        let steps = |text: &str| {
            let ends = ["Note over", "<title>Replayed", "<title>So far", "fill=\"#1d2130\""];
            let lines = text.lines().filter(|line| !ends.iter().any(|it| line.contains(it)));
            lines.map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(steps(&told), steps(&printed), "{name}");
        assert!(told.lines().count() > 9, "{told}");
    }
}

#[test]
fn a_run_for_programs_is_json_with_each_step_and_the_schedule() {
    let mut model = stepped(5);
    let json = exported(&mut model, Export::Json).expect("it is short");
    let told: serde_json::Value = serde_json::from_str(&json).expect("it is JSON");
    assert_eq!((&told["steps"], &told["broken"]), (&5.into(), &false.into()));
    let trace = told["trace"].as_array().expect("a list");
    assert_eq!(trace.len(), 5);
    assert_eq!(trace[4]["step"], 5);
    let steps = model.sharing.shared.as_ref().and_then(|it| it.steps.clone());
    assert_eq!(told["schedule"].as_str(), steps.as_deref());
}

/// A program whose lines hold all that JSON and XML have to write otherwise.
const ODD: &str = "\
xs = []

def producer():
    xs.append(1)  # \"quoted\", 'so', \\ and <&> \u{e9}
    xs.append(2)
";

#[test]
fn quotes_and_strokes_of_a_text_come_out_of_json_as_they_are_written() {
    let mut model = simulated();
    update(&mut model, DocumentAction::Edit(ODD.into()));
    assert!(model.text_is_right(), "{:?}", model.document.problems);
    for _ in 0..2 {
        update(&mut model, PlaybackAction::Step);
    }
    let json = exported(&mut model, Export::Json).expect("it is short");
    let told: serde_json::Value = serde_json::from_str(&json).expect("it is JSON");
    let line = ODD.lines().find(|it| it.contains("quoted")).expect("it is there");
    assert!(json.contains("\\\"quoted\\\""), "a quote is written with a stroke: {json}");
    let trace = told["trace"].as_array().expect("a list");
    assert!(trace.iter().any(|it| it["text"] == line.trim()), "{json}");
}

/// A list that nothing limits.
const GROWS: &str = "\
xs = []

def producer():
    while True:
        item = produce()
        xs.append(item)
";

#[test]
fn what_grows_without_end_is_not_called_broken_as_on_the_command_line() {
    let mut model = simulated();
    update(&mut model, DocumentAction::Edit(GROWS.into()));
    while model.playback.run.ending().is_none() {
        let before = model.playback.run.length();
        update(&mut model, PlaybackAction::Step);
        assert!(model.playback.run.length() > before, "it comes to its end");
    }
    let json = exported(&mut model, Export::Json).expect("it is short");
    let told: serde_json::Value = serde_json::from_str(&json).expect("it is JSON");
    assert_eq!(told["broken"], false, "{json}");
    let schedule = told["schedule"].as_str().expect("it has one");
    let words = ["replay", "-", schedule, "-p", "2", "-c", "2", "-n", "4", "--json"];
    let printed = interleave_with(&words, GROWS.as_bytes()).out;
    let printed: serde_json::Value = serde_json::from_str(&printed).expect("it is JSON");
    assert_eq!(
        (&printed["ending"], &printed["violation"]),
        (&"unfinished".into(), &serde_json::Value::Null)
    );
    assert_eq!(told["message"], printed["message"]);
}

#[test]
fn where_no_run_is_shown_none_leaves_the_page() {
    let mut model = simulated();
    assert!(can_be_exported(&model));
    update(&mut model, LessonAction::ShowOverview);
    assert!(!can_be_exported(&model));
    update(&mut model, LessonAction::Open("two-counters", 0));
    assert!(can_be_exported(&model));
    update(&mut model, LessonAction::OpenHandIn("#handin=1.nothing".into()));
    assert!(!can_be_exported(&model));
}

#[test]
fn a_verdict_is_a_text_with_the_shortest_schedule_and_the_program() {
    let mut model = simulated();
    assert_eq!(exported(&mut model, Export::Verdict), None, "nothing was proved");
    let fault = model.document.entry.fault_named("skip-mutex-wait").or(Some(0)).expect("one");
    update(&mut model, DocumentAction::SetFault(fault, true));
    prove(&mut model);
    let text = exported(&mut model, Export::Verdict).expect("there is a verdict");
    assert!(text.starts_with("Interleave: ") && text.contains("def producer"), "{text}");
    assert!(text.contains(": 1."), "with the schedule: {text}");
    let words = model.text();
    let subject = model.proof.subject.as_ref().expect("something was proved");
    let (numbers, finer) = subject_words(words, model.program(), &subject.setup);
    assert!(numbers.contains("2 producers") && finer.contains("access"), "{numbers} {finer}");
    assert!(text.contains(&format!("{numbers}, {finer}").replace('`', "")), "{text}");
    assert!(!text.split("def producer").next().is_some_and(|it| it.contains('`')), "{text}");
}

const COUNTER: &str = "\
import threading

TIMES = 1
count = 0

def work():
    global count
    for _ in range(TIMES):
        count += 1

threads = [threading.Thread(target=work) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print('count:', count)
";

/// The gate comes from outside, as every long text does.
fn with_the_gate(model: &mut Model) {
    let language = model.preferences.language;
    let gate = Volume::Gate.text(language).to_owned();
    update(model, LibraryAction::Came(Volume::Gate, language, gate));
}

#[test]
fn a_run_is_taken_home_as_the_command_line_writes_it() {
    let mut model = simulated();
    update(&mut model, DocumentAction::Edit(COUNTER.into()));
    let times = model.document.knobs[0].name;
    update(&mut model, DocumentAction::TypeKnob(times, "2".into()));
    for _ in 0..200 {
        update(&mut model, PlaybackAction::Step);
    }
    let effects = update(&mut model, SharingAction::Share);
    let fetch = Effect::Fetch(Volume::Gate, model.preferences.language);
    assert!(effects.contains(&fetch), "{effects:?}");
    let text =
        |model: &Model| model.sharing.exported.as_ref().expect("it was asked for").text.clone();
    update(&mut model, SharingAction::Export(Export::Script));
    assert_eq!(text(&model), Err(NotExported::Gate));
    with_the_gate(&mut model);
    update(&mut model, SharingAction::Export(Export::Script));
    let script = text(&model).expect("it is a whole program");
    // Who reads the script alone reads the number that ran.
    assert!(script.contains("TIMES = 2"), "{script}");

    let schedule =
        model.sharing.shared.as_ref().and_then(|it| it.steps.clone()).expect("it is short");
    let line = format!("export - {schedule} --to python --set TIMES=2");
    let words: Vec<&str> = line.split_whitespace().collect();
    assert_eq!(script, interleave_with(&words, COUNTER.as_bytes()).out);
}

#[test]
fn what_cannot_be_taken_home_says_why() {
    let mut model = simulated();
    with_the_gate(&mut model);
    update(&mut model, SharingAction::Share);
    update(&mut model, SharingAction::Export(Export::Script));
    let why =
        |model: &Model| model.sharing.exported.clone().expect("it was asked for").text.clone();
    assert_eq!(why(&model), Err(NotExported::Script(NoScript::NotWhole)));
    // A host that answers with a page of its own has no gate.
    let language = model.preferences.language;
    let page = "<!doctype html>".to_owned();
    update(&mut model, LibraryAction::Came(Volume::Gate, language, page));
    update(&mut model, SharingAction::Export(Export::Script));
    assert_eq!(why(&model), Err(NotExported::Gate));
}
