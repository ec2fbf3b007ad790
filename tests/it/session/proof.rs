//! *Prove it* and *Where does it break?*, with the checker's side carried out at once.

use super::restore;
use interleave::catalogue::{Configuration, Granularity, Setting};
use interleave::checker::{Counterexample, Verdict, WhyUndecided};
use interleave::engine::{Ending, ViolationKind};
use interleave::session::{
    Answer, Carried, DocumentAction, Effect, Layout, Means, Model, Notice, Order, Outcome,
    PlaybackAction, Prediction, ProofAction, ProofEffect, Stage, Support, Task, ThreadKind,
    ThreadsAction, Trouble, carry_out, describe_frequency, describe_map, describe_prediction,
    describe_trouble, describe_verdict, update,
};
use std::cell::Cell;

const MEANS: Means = Means { threads: 1, may_have_more: false, most_bytes: 1 << 28 };

pub fn model_with(numbers: [u32; 3], faults: &[&str]) -> Model {
    let settings = [Setting::Producers, Setting::Consumers, Setting::Capacity];
    let mut configuration = Configuration::default();
    for (setting, number) in settings.into_iter().zip(numbers) {
        configuration = configuration.with(setting, number);
    }
    let entry = interleave::catalogue::first_entry();
    for fault in faults {
        configuration = configuration.with_fault(entry, fault);
    }
    Model::new(configuration)
}

pub fn act(model: &mut Model, action: ProofAction) -> Vec<Effect> {
    update(model, action)
}

/// The order among effects, if there is one.
fn order_in(effects: &[Effect]) -> Option<&Order> {
    effects.iter().find_map(|effect| match effect {
        Effect::Proof(ProofEffect::Ask(order)) => Some(order.as_ref()),
        _ => None,
    })
}

/// What the worker says to an order when each look at its clock takes so many milliseconds.
fn answers_to(order: &Order, means: Means, tick: f64) -> (Vec<Answer>, Carried) {
    let now = Cell::new(0.0);
    let clock = || {
        now.set(now.get() + tick);
        now.get()
    };
    let mut answers = Vec::new();
    let carried = carry_out(&order.to_bytes(), means, &clock, &mut |bytes| {
        answers.push(Answer::from_bytes(bytes).expect("an answer can be read"));
    });
    (answers, carried)
}

/// Asks, and takes in what comes back.
pub fn prove(model: &mut Model) {
    let effects = act(model, ProofAction::Prove);
    answer(model, &effects);
}

pub fn answer(model: &mut Model, effects: &[Effect]) {
    let order = order_in(effects).unwrap_or_else(|| panic!("nothing was asked: {effects:?}"));
    for answer in answers_to(order, MEANS, 0.1).0 {
        act(model, ProofAction::Answered(answer));
    }
    act(model, ProofAction::Finished);
}

fn said(model: &Model) -> (String, String) {
    let finding = model.proof.finding().expect("there is a verdict");
    let setup = &model.proof.subject.as_ref().expect("it is about something").setup;
    describe_verdict(model.text(), model.program(), setup, &finding.report, &|it| it.to_string())
}

#[test]
fn a_right_program_is_proved_with_all_its_states() {
    let mut model = model_with([2, 2, 2], &[]);
    prove(&mut model);
    let (title, sentence) = said(&model);
    assert_eq!(title, "Safe");
    assert_eq!(sentence, "441 states, all schedules of 2 producers, 2 consumers, 2 slots.");
    assert!(model.proof.is_present());
}

#[test]
fn what_breaks_it_is_watched_step_by_step() {
    let mut model = model_with([1, 1, 1], &["producer-swaps-waits"]);
    update(&mut model, ThreadsAction::SupportFound(Support::Real));
    prove(&mut model);
    assert_eq!(said(&model).0, "Deadlock after 9 steps");
    let effects = act(&mut model, ProofAction::Watch);
    assert!(effects.contains(&Effect::StopThreads), "{effects:?}");
    assert_eq!((model.playback.run.position(), model.playback.run.length()), (0, 9));
    assert_eq!(model.kind(), ThreadKind::Simulated);
    assert_eq!(model.notice, Some(Notice::Watching { steps: 9 }));
    update(&mut model, PlaybackAction::Toggle);
    for _ in 0..9 {
        assert_eq!(model.playback.ending, None);
        update(&mut model, PlaybackAction::Step);
    }
    let Some(Ending::Broken(violation)) = &model.playback.ending else {
        panic!("{:?}", model.playback.ending)
    };
    assert_eq!(violation.kind(), ViolationKind::Deadlock);
    // The verdict is still about this program.
    assert!(model.proof.is_present());
}

#[test]
fn what_can_never_end_is_shown_going_round() {
    let mut model = model_with([1, 1, 1], &[]);
    restore(&mut model, None, vec![("three-semaphores".into(), STUCK.into())]);
    assert!(model.text_is_right(), "{:?}", model.document.problems);
    prove(&mut model);
    let finding = model.proof.finding().expect("there is a verdict").clone();
    let Verdict::Violated(found) = &finding.report.verdict else { panic!("{finding:?}") };
    assert_eq!(found.kind, ViolationKind::StuckThread);
    assert!(!found.around.is_empty());
    assert_eq!(finding.walks, None, "no single run shows that it is forever");
    act(&mut model, ProofAction::Watch);
    assert_eq!(model.playback.run.length(), found.schedule.len() + 2 * found.around.len());
    assert!(said(&model).1.contains("can never move again"), "{:?}", said(&model));
}

/// One thread waits for a permit that nobody gives, while others go on.
pub const STUCK: &str = "\
never = Semaphore(0)
ticks = Semaphore(0)

def producer():
    while True:
        ticks.signal()
        ticks.wait()

def consumer():
    never.wait()
";

#[test]
fn a_verdict_is_about_the_version_it_was_given_on() {
    let mut model = model_with([1, 1, 1], &[]);
    prove(&mut model);
    // What is no matter of a proof changes nothing.
    update(&mut model, PlaybackAction::Reset);
    update(&mut model, DocumentAction::Type(Setting::ProduceTime, "300".into()));
    assert!(model.proof.is_present());
    for action in [
        DocumentAction::Nudge(Setting::Capacity, 1),
        DocumentAction::SetFault(0, true),
        DocumentAction::SetGranularity(Granularity::Statement),
        DocumentAction::SetSpuriousWakes(true),
    ] {
        let mut changed = model.clone();
        update(&mut changed, action.clone());
        assert!(!changed.proof.is_present(), "{action:?}");
        // Nothing of another version is shown as the run.
        act(&mut changed, ProofAction::Watch);
        assert_eq!(changed.playback.run.length(), 0);
    }
}

/// The numbers of one program say nothing of another, as those of an earlier version do.
#[test]
fn a_verdict_on_another_program_is_gone() {
    let mut model = model_with([1, 1, 1], &[]);
    prove(&mut model);
    assert!(matches!(model.proof.stage, Stage::Done(_)));
    update(&mut model, DocumentAction::ChooseProgram("two-conditions"));
    assert_eq!(model.proof.stage, Stage::Idle);
}

#[test]
fn a_change_ends_a_search_that_is_under_way() {
    let mut model = model_with([1, 1, 1], &[]);
    assert!(order_in(&act(&mut model, ProofAction::Prove)).is_some());
    assert_eq!(act(&mut model, ProofAction::Prove), [], "it is under way");
    let effects = update(&mut model, DocumentAction::Nudge(Setting::Capacity, 1));
    assert!(effects.contains(&Effect::Proof(ProofEffect::Cancel)), "{effects:?}");
    assert_eq!(model.proof.stage, Stage::Idle);
}

#[test]
fn a_search_that_is_stopped_says_how_far_it_came() {
    let mut model = model_with([4, 4, 4], &[]);
    let effects = act(&mut model, ProofAction::Prove);
    let order = order_in(&effects).expect("it is asked");
    // A slow clock: there is much to say on the way.
    let (answers, _) = answers_to(order, MEANS, 60.0);
    let progress = answers.iter().rfind(|it| matches!(it, Answer::Progress { .. }));
    act(&mut model, ProofAction::Answered(progress.expect("it says how far it is").clone()));
    let effects = act(&mut model, ProofAction::Cancel);
    assert_eq!(effects, [Effect::Proof(ProofEffect::Cancel)]);
    let finding = model.proof.finding().expect("that is an answer too");
    assert_eq!(finding.report.verdict, Verdict::Undecided(WhyUndecided::Stopped));
    assert!(finding.report.reached.states > 100);
    assert!(said(&model).1.contains("nothing wrong up to depth"), "{:?}", said(&model));
}

#[test]
fn a_search_that_takes_long_asks_for_threads() {
    let mut model = model_with([4, 4, 4], &[]);
    let effects = act(&mut model, ProofAction::Prove);
    let order = order_in(&effects).expect("it is asked");
    let means = Means { may_have_more: true, ..MEANS };
    assert_eq!(answers_to(order, means, 60.0).1, Carried::WantsThreads);
    assert_eq!(answers_to(order, means, 0.0).1, Carried::Out);
    assert_eq!(
        carry_out(b"nonsense", MEANS, &|| 0.0, &mut |_| panic!("no answer")),
        Carried::Nowhere
    );
}

#[test]
fn who_wants_to_guess_is_asked_first() {
    let mut model = model_with([1, 1, 1], &["producer-swaps-waits"]);
    act(&mut model, ProofAction::SetPredictsFirst(true));
    assert_eq!(order_in(&act(&mut model, ProofAction::Prove)), None);
    assert_eq!(model.proof.stage, Stage::Predicting);
    let effects = act(&mut model, ProofAction::Predict(Prediction::GetsStuck));
    answer(&mut model, &effects);
    let finding = model.proof.finding().expect("there is a verdict");
    let Verdict::Violated(found) = &finding.report.verdict else { panic!("{finding:?}") };
    assert_eq!(model.proof.prediction, Some(Prediction::of(found.kind)));
    let words = Prediction::ALL.map(|it| describe_prediction(model.text(), it));
    assert!(words.iter().all(|it| words.iter().filter(|other| *other == it).count() == 1));
}

#[test]
fn random_runs_say_how_rare_it_is() {
    let mut model = model_with([1, 1, 1], &["producer-swaps-waits"]);
    prove(&mut model);
    let finding = model.proof.finding().expect("there is a verdict");
    let walks = finding.walks.as_ref().expect("random runs were tried");
    assert!(walks.runs > 0 && walks.of(ViolationKind::Deadlock) > 0, "{walks:?}");
    let says = describe_frequency(model.text(), finding, &|it| it.to_string());
    assert!(says.is_some_and(|it| it.contains("random run")));
}

#[test]
fn the_map_shows_where_it_breaks_and_opens_what_breaks_it() {
    let mut model = model_with([1, 1, 1], &["producer-swaps-waits"]);
    let effects = act(&mut model, ProofAction::DrawMap(Layout::ByCapacity));
    let order = order_in(&effects).expect("it is asked").clone();
    let Task::Map(setups) = &order.task else { panic!("{order:?}") };
    assert_eq!(setups.len(), 48);
    let size = |at: usize| setups[at].producers + setups[at].consumers + setups[at].capacity;
    assert!((1..48).all(|at| size(at - 1) <= size(at)), "the small ones come first");
    answer(&mut model, &effects);
    assert!(!model.proof.map.is_running);
    let cells = model.proof.map.cells.clone();
    assert!(cells.iter().all(|it| it.outcome.is_some()));
    let broken = cells.iter().filter(|it| matches!(it.outcome, Some(Outcome::Broken(_)))).count();
    let says = describe_map(model.text(), &model.proof.map);
    assert_eq!(says, format!("It breaks in {broken} of 48 combinations."));
    let Some(Outcome::Broken(found)) = &cells[0].outcome else { panic!("{:?}", cells[0]) };
    assert_eq!(found.schedule.len(), 9);
    // Drawn once, it stays, whichever of its cells is chosen.
    assert_eq!(act(&mut model, ProofAction::DrawMap(Layout::ByCapacity)), []);
    let at = cells.iter().position(|it| (it.producers, it.consumers, it.capacity) == (3, 2, 2));
    act(&mut model, ProofAction::OpenCell(at.expect("there is such a cell")));
    let chosen = &model.document.configuration;
    assert_eq!((chosen.producers(), chosen.consumers(), chosen.capacity()), (3, 2, 2));
    assert!(model.playback.run.length() > 0 && model.playback.run.position() == 0);
    assert_eq!(model.proof.map.cells, cells);
    // It is a map of this program only.
    update(&mut model, DocumentAction::RepairAll);
    assert!(model.proof.map.cells.is_empty());
}

/// The classic without its mutex.
const NO_MUTEX: &str = "\
buffer = Buffer(capacity)
items_ready = Semaphore(0)
spaces = Semaphore(capacity)

def producer():
    while True:
        item = produce()
        spaces.wait()
        buffer.put(item)
        items_ready.signal()

def consumer():
    while True:
        items_ready.wait()
        item = buffer.get()
        spaces.signal()
        consume(item)
";

#[test]
fn the_sentence_of_a_map_is_said_once_all_cells_are_known_and_counts_those_that_are_not_decided() {
    let mut model = model_with([1, 1, 1], &["producer-swaps-waits"]);
    act(&mut model, ProofAction::DrawMap(Layout::ByCapacity));
    let found = Counterexample {
        kind: ViolationKind::Deadlock,
        schedule: Vec::new(),
        around: Vec::new(),
        thread: None,
        is_shortest: true,
    };
    for index in 0..48 {
        assert_eq!(describe_map(model.text(), &model.proof.map), "", "{index} are known");
        let outcome = match index {
            0..5 => Outcome::Broken(found.clone()),
            5..8 => Outcome::Undecided,
            _ => Outcome::Safe { states: 1 },
        };
        act(&mut model, ProofAction::Answered(Answer::Cell { index, outcome }));
    }
    let says = describe_map(model.text(), &model.proof.map);
    assert_eq!(says, "It breaks in 5 of 48 combinations. Not decided: 3 of 48.");
    // One that was given up half way says nothing of all.
    act(&mut model, ProofAction::DrawMap(Layout::ByGranularity));
    act(&mut model, ProofAction::Answered(Answer::Cell { index: 0, outcome: Outcome::Undecided }));
    act(&mut model, ProofAction::Cancel);
    assert_eq!(describe_map(model.text(), &model.proof.map), "");
}

#[test]
fn the_map_by_granularity_shows_that_a_missing_mutex_hides_in_large_steps() {
    let mut model = model_with([1, 1, 2], &[]);
    restore(&mut model, None, vec![("three-semaphores".into(), NO_MUTEX.into())]);
    update(&mut model, DocumentAction::Type(Setting::Capacity, "2".into()));
    let effects = act(&mut model, ProofAction::DrawMap(Layout::ByGranularity));
    answer(&mut model, &effects);
    let cells = &model.proof.map.cells;
    let of = |granularity, producers: u16| {
        let is_it = |it: &&interleave::session::Cell| {
            (it.granularity, it.producers, it.consumers) == (granularity, producers, 1)
        };
        cells.iter().find(is_it).and_then(|it| it.outcome.clone()).expect("it was looked at")
    };
    assert!(matches!(of(Granularity::Operation, 2), Outcome::Safe { .. }));
    assert!(matches!(of(Granularity::Access, 1), Outcome::Safe { .. }));
    let Outcome::Broken(found) = of(Granularity::Statement, 2) else { panic!("it breaks") };
    assert_eq!((found.kind, found.schedule.len()), (ViolationKind::Overwrite, 4));
}

#[test]
fn that_a_thread_can_be_passed_over_is_said_to_who_asks() {
    let mut alone = model_with([1, 1, 2], &[]);
    let mut crowded = model_with([2, 1, 1], &[]);
    for model in [&mut alone, &mut crowded] {
        prove(model);
        assert_eq!(said(model).0, "Safe", "nobody asked");
        assert!(!model.proof.looks_for_starvation);
        let effects = act(model, ProofAction::ProveFair);
        answer(model, &effects);
        assert!(model.proof.looks_for_starvation);
    }
    assert_eq!(said(&alone).0, "Safe");
    let finding = crowded.proof.finding().expect("there is a verdict");
    let Verdict::Violated(found) = &finding.report.verdict else { panic!("{finding:?}") };
    assert_eq!(found.kind, ViolationKind::Starvation);
    assert!(found.thread.is_some() && !found.around.is_empty());
    // The next plain question is a plain one again.
    prove(&mut crowded);
    assert_eq!(said(&crowded).0, "Safe");
}

/// Trouble with the checker itself is said for what it is, and there is a way on.
#[test]
fn what_is_the_matter_with_the_checker_is_said_in_words() {
    let troubles = [
        (Trouble::CannotLoad("TypeError: no module.".into()), "TypeError: no module. Try again"),
        (Trouble::Ended, "stopped the checker"),
        (Trouble::BrokeOff("RangeError".into()), "RangeError. Try smaller numbers"),
        (Trouble::NoAnswer, "without an answer"),
    ];
    for (trouble, words) in troubles {
        let mut model = model_with([2, 2, 2], &[]);
        act(&mut model, ProofAction::Failed(trouble.clone()));
        assert_eq!(model.proof.trouble, None, "nobody has asked anything");
        act(&mut model, ProofAction::Prove);
        act(&mut model, ProofAction::Failed(trouble));
        assert_eq!(model.proof.stage, Stage::Failed);
        let trouble = model.proof.trouble.as_ref().expect("it is known what is the matter");
        let says = describe_trouble(model.text(), trouble);
        assert!(says.contains(words), "{says}");
        prove(&mut model);
        assert_eq!((model.proof.trouble.clone(), model.proof.is_running()), (None, false));
        assert!(model.proof.finding().is_some());
    }
}

#[test]
fn a_silent_checker_is_told_of_until_it_gives_a_sign_or_is_asked_again() {
    let mut model = model_with([2, 2, 2], &[]);
    act(&mut model, ProofAction::Silent(10));
    assert_eq!(model.proof.trouble, None, "nothing is under way");
    let effects = act(&mut model, ProofAction::Prove);
    act(&mut model, ProofAction::Silent(10));
    assert_eq!(model.proof.trouble, Some(Trouble::Silent(10)));
    assert!(model.proof.is_running(), "it may still answer");
    let (answers, _) = answers_to(order_in(&effects).expect("it is asked"), MEANS, 0.1);
    act(&mut model, ProofAction::Answered(answers[0].clone()));
    assert_eq!(model.proof.trouble, None);

    for action in [ProofAction::Prove, ProofAction::ProveFair] {
        let mut model = model_with([2, 2, 2], &[]);
        let asked = order_in(&act(&mut model, action)).cloned();
        act(&mut model, ProofAction::Silent(10));
        let again = order_in(&act(&mut model, ProofAction::TryAgain)).cloned();
        assert!(asked.is_some() && asked == again, "the same is asked again");
        assert_eq!(model.proof.trouble, None);
    }
}

/// A map that is not finished is one that something is the matter with, too.
#[test]
fn a_map_says_what_is_the_matter_with_the_checker() {
    let mut model = model_with([2, 2, 2], &[]);
    act(&mut model, ProofAction::DrawMap(Layout::ByCapacity));
    act(&mut model, ProofAction::Failed(Trouble::Ended));
    assert_eq!(
        (model.proof.map.is_running, model.proof.trouble.clone()),
        (false, Some(Trouble::Ended))
    );
    let effects = act(&mut model, ProofAction::DrawMap(Layout::ByCapacity));
    assert!(order_in(&effects).is_some() && model.proof.trouble.is_none());
    answer(&mut model, &effects);
    assert!(!model.proof.map.is_running && model.proof.trouble.is_none());
}
