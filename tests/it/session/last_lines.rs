//! *What can this print last?*: a whole program in the page, with the checker's side carried out at once.

use super::proof::{act, answer, model_with, prove};
use interleave::checker::Outcomes;
use interleave::session::{
    DocumentAction, Model, Notice, PlaybackAction, ProofAction, describe_how_often,
    describe_moment, describe_outcomes, update,
};

/// Two threads add one each to a variable, without a lock.
pub const COUNTER: &str = "\
import threading

count = 0

def work():
    global count
    count += 1

threads = [threading.Thread(target=work) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print('count:', count)
";

fn model_of(text: &str) -> Model {
    let mut model = model_with([1, 1, 1], &[]);
    update(&mut model, DocumentAction::Edit(text.into()));
    model
}

fn written(number: u64) -> String {
    number.to_string()
}

#[test]
fn every_last_line_is_told_and_can_be_watched() {
    let mut model = model_of(COUNTER);
    prove(&mut model);
    let finding = model.proof.finding().expect("there is a verdict").clone();
    let (outcomes, walks) = finding.outcomes.as_ref().expect("what it prints is known");
    let Outcomes::Known { lines: Some(lines), .. } = outcomes else { panic!("{outcomes:?}") };
    let mut shown: Vec<&str> = lines.iter().map(|it| &*it.line).collect();
    shown.sort_unstable();
    assert_eq!(shown, ["count: 1", "count: 2"]);
    let says = describe_outcomes(model.text(), outcomes, &written);
    assert_eq!(says, "2 lines can be the last one, and the program always ends");
    let runs = walks.of("count: 1") + walks.of("count: 2");
    assert_eq!((runs, walks.ended), (walks.runs, walks.runs));
    let says = describe_how_often(model.text(), walks, "count: 1", &written);
    assert_eq!(says, format!("the last line of {} in 1000 random runs", walks.of("count: 1")));
    for (index, outcome) in lines.iter().enumerate() {
        act(&mut model, ProofAction::WatchOutcome(index));
        let steps = outcome.schedule.len();
        assert_eq!(model.notice, Some(Notice::Watching { steps }));
        assert_eq!(model.playback.run.length(), steps);
        update(&mut model, PlaybackAction::Toggle);
        for _ in 0..steps {
            update(&mut model, PlaybackAction::Step);
        }
        let printed = model.playback.run.recent().rev().find_map(|moment| {
            let words = model.program().words_of(&moment.event.printed);
            (!words.is_empty()).then_some(words)
        });
        assert_eq!(printed, Some(format!("{}\n", outcome.line)));
    }
    act(&mut model, ProofAction::WatchOutcome(lines.len()));
    assert_eq!(model.playback.run.length(), lines[lines.len() - 1].schedule.len());
}

#[test]
fn a_program_of_roles_is_not_asked_for_its_last_line() {
    let mut model = model_with([1, 1, 1], &[]);
    prove(&mut model);
    assert_eq!(model.proof.finding().expect("there is a verdict").outcomes, None);
}

#[test]
fn a_line_that_is_printed_in_pieces_is_not_guessed() {
    let text = "\
import threading

def work():
    print('w')

print('begins', end=' ')
thread = threading.Thread(target=work)
thread.start()
thread.join()
print('ends')
";
    let mut model = model_of(text);
    let effects = act(&mut model, ProofAction::Prove);
    answer(&mut model, &effects);
    let finding = model.proof.finding().expect("there is a verdict").clone();
    let (outcomes, _) = finding.outcomes.as_ref().expect("it was asked");
    assert_eq!(*outcomes, Outcomes::Unfit);
    let says = describe_outcomes(model.text(), outcomes, &written);
    assert!(says.starts_with("not decided"), "{says}");
}

#[test]
fn the_log_tells_what_is_printed_and_shows_texts_as_texts() {
    let text = "\
import threading

names = []

def work():
    names.append('ann')

thread = threading.Thread(target=work)
thread.start()
thread.join()
print('names:', names)
";
    let mut model = model_of(text);
    prove(&mut model);
    let finding = model.proof.finding().expect("there is a verdict").clone();
    let Some((Outcomes::Known { lines: Some(lines), .. }, _)) = &finding.outcomes else {
        panic!("{:?}", finding.outcomes)
    };
    let lines: Vec<&str> = lines.iter().map(|it| &*it.line).collect();
    assert_eq!(lines, ["names: ['ann']"]);
    act(&mut model, ProofAction::WatchOutcome(0));
    update(&mut model, PlaybackAction::Toggle);
    while model.playback.ending.is_none() {
        update(&mut model, PlaybackAction::Step);
    }
    let moments: Vec<_> = model.playback.run.recent().cloned().collect();
    let told: Vec<String> =
        moments.iter().flat_map(|it| describe_moment(model.text(), model.program(), it)).collect();
    assert!(told.iter().any(|it| it == "M1 prints: names: ['ann']"), "{told:#?}");
    assert!(told.iter().any(|it| it.contains("names[0]") && it.contains("'ann'")), "{told:#?}");
    assert!(!told.iter().any(|it| it.contains("11529")), "a text is no number: {told:#?}");
}
