//! What stands out in a pasted program, with the checker's side carried out at once.

use super::last_lines::COUNTER;
use super::proof::{act, answer, model_with};
use interleave::catalogue::Granularity;
use interleave::engine::{Ending, ViolationKind};
use interleave::notation::LintKind;
use interleave::session::{
    DocumentAction, Effect, LintStage, LintVerdict, Model, PlaybackAction, ProofAction,
    ProofEffect, Stage, Trouble, describe_lint, place_of, update,
};
use interleave::text::{Language, Passages, Volume};

/// Two threads count without a lock, and two more take two locks in both orders.
const TWO_WRONGS: &str = "\
import threading

a = threading.Lock()
b = threading.Lock()
count = 0

def add():
    global count
    count += 1

def left():
    with a:
        with b:
            pass

def right():
    with b:
        with a:
            pass

threads = [threading.Thread(target=it) for it in (left, right)]
threads += [threading.Thread(target=add) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
";

fn pasted(text: &str) -> Model {
    let mut model = model_with([1, 1, 1], &[]);
    update(&mut model, DocumentAction::BeginWith(text.into()));
    model
}

/// The kinds of what stands out, each with its line.
fn found(model: &Model) -> Vec<(usize, LintKind)> {
    let text = model.document.own_text.clone().unwrap_or_default();
    model.document.lints.iter().map(|it| (place_of(&text, it.span).0, it.kind)).collect()
}

fn check(model: &mut Model) -> Vec<LintVerdict> {
    let effects = act(model, ProofAction::CheckLints);
    answer(model, &effects);
    match &model.proof.lints.stage {
        LintStage::Done(verdicts) => verdicts.to_vec(),
        stage => panic!("{stage:?}"),
    }
}

#[test]
fn what_stands_out_is_found_as_a_text_is_pasted_and_follows_its_edits() {
    let mut model = pasted(COUNTER);
    assert_eq!(found(&model), [(7, LintKind::CounterWithoutLock)]);
    for language in Language::ALL {
        let sentences = Passages::read(Volume::Lint.text(language));
        let says = describe_lint(Some(&sentences), &model.document.lints[0]);
        assert!(says.contains("`count`"), "{says}");
    }
    // With a text above it, it stands further below; also in one that is refused.
    update(&mut model, DocumentAction::Edit(format!("import socket\n{COUNTER}")));
    assert!(!model.text_is_right());
    assert_eq!(found(&model), [(8, LintKind::CounterWithoutLock)]);
    assert!(act(&mut model, ProofAction::CheckLints).is_empty(), "nothing can be asked of it");
    let right = COUNTER.replace("    count += 1", "    with lock:\n        count += 1");
    let right = right.replace("count = 0\n", "count = 0\nlock = threading.Lock()\n");
    update(&mut model, DocumentAction::Edit(right));
    assert!(model.text_is_right());
    assert_eq!(found(&model), []);
    // Of a program of the catalogue its story says what there is to say.
    update(&mut model, DocumentAction::ChooseProgram("bank-transfer"));
    assert_eq!(found(&model), []);
}

#[test]
fn every_kind_has_a_sentence_in_each_language_and_no_other_is_fetched() {
    let mut names: Vec<&str> = LintKind::ALL.into_iter().map(LintKind::name).collect();
    names.sort_unstable();
    let of = |language| Passages::read(Volume::Lint.text(language));
    for language in Language::ALL {
        assert_eq!(of(language).keys().collect::<Vec<_>>(), names);
        for name in &names {
            let words = |language| {
                let passages = of(language);
                let says = passages.get(name).expect("it is there");
                ["{0}", "{1}"].map(|it| says.contains(it))
            };
            assert_eq!(words(language), words(Language::English), "{name}");
        }
    }
    // They are fetched once something stands out.
    let mut model = model_with([1, 1, 1], &[]);
    let fetch = Effect::Fetch(Volume::Lint, Language::English);
    let effects = update(&mut model, DocumentAction::BeginWith("import threading\n".into()));
    assert!(!effects.contains(&fetch));
    let effects = update(&mut model, DocumentAction::Edit(COUNTER.into()));
    assert!(effects.contains(&fetch));
}

#[test]
fn the_checker_shows_each_by_a_schedule_of_its_own() {
    let mut model = pasted(TWO_WRONGS);
    let kinds: Vec<LintKind> = found(&model).into_iter().map(|(_, kind)| kind).collect();
    assert!(kinds.contains(&LintKind::CounterWithoutLock), "{kinds:?}");
    assert!(kinds.contains(&LintKind::TwoOrders), "{kinds:?}");
    let verdicts = check(&mut model);
    assert_eq!(verdicts.len(), kinds.len());
    for (index, kind) in kinds.into_iter().enumerate() {
        let wanted = match kind {
            LintKind::CounterWithoutLock => ViolationKind::LostUpdate,
            LintKind::TwoOrders => ViolationKind::Deadlock,
            kind => panic!("{kind:?} stands out"),
        };
        let LintVerdict::Breaks(found) = &verdicts[index] else { panic!("{:?}", verdicts[index]) };
        assert_eq!(found.kind, wanted);
        act(&mut model, ProofAction::WatchLint(index));
        update(&mut model, PlaybackAction::Seek(usize::MAX));
        assert_eq!(model.playback.run.position(), found.schedule.len());
        let Some(Ending::Broken(violation)) = &model.playback.ending else {
            panic!("{:?}", model.playback.ending)
        };
        assert_eq!(violation.kind(), wanted);
        // To watch one changes nothing of what is known of the others.
        assert!(matches!(model.proof.lints.stage, LintStage::Done(_)));
    }
}

#[test]
fn what_does_no_harm_is_said_to_do_none_and_only_in_the_finest_steps() {
    // The lock is taken without `with`, and nothing before its release raises.
    let text = "\
import threading

lock = threading.Lock()
items = [1, 2, 3]

def work():
    lock.acquire()
    items.pop()
    lock.release()

threads = [threading.Thread(target=work) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
";
    let mut model = pasted(text);
    assert_eq!(found(&model), [(7, LintKind::AcquireWithoutWith)]);
    assert_eq!(check(&mut model), [LintVerdict::Harmless]);
    // Where statements are steps nothing can be lost. What is said of a line is about its accesses all the same.
    let mut model = pasted(COUNTER);
    update(&mut model, DocumentAction::SetGranularity(Granularity::Operation));
    let verdicts = check(&mut model);
    assert!(matches!(verdicts[..], [LintVerdict::Breaks(_)]), "{verdicts:?}");
    act(&mut model, ProofAction::WatchLint(0));
    assert_eq!(model.document.configuration.granularity, Granularity::Access);
    update(&mut model, PlaybackAction::Seek(usize::MAX));
    assert!(matches!(model.playback.ending, Some(Ending::Broken(_))));
}

#[test]
fn an_answer_is_about_the_text_that_was_asked_about_and_gives_way_to_a_proof() {
    let cancel = |effects: &[Effect]| {
        effects.iter().any(|it| matches!(it, Effect::Proof(ProofEffect::Cancel)))
    };
    let mut model = pasted(COUNTER);
    act(&mut model, ProofAction::CheckLints);
    assert_eq!(model.proof.lints.stage, LintStage::Running);
    let effects = update(&mut model, DocumentAction::Edit(TWO_WRONGS.into()));
    assert!(cancel(&effects));
    assert_eq!(model.proof.lints.stage, LintStage::NotAsked);
    check(&mut model);
    update(&mut model, DocumentAction::Edit(COUNTER.into()));
    assert_eq!(model.proof.lints.stage, LintStage::NotAsked, "that was said of another text");
    assert!(act(&mut model, ProofAction::WatchLint(0)).is_empty());

    // The checker does one thing at a time.
    act(&mut model, ProofAction::CheckLints);
    act(&mut model, ProofAction::Prove);
    assert!(model.proof.is_running() && model.proof.lints.stage == LintStage::NotAsked);
    act(&mut model, ProofAction::CheckLints);
    assert!(!model.proof.is_running() && model.proof.lints.stage == LintStage::Running);
    act(&mut model, ProofAction::Failed(Trouble::Ended));
    assert_eq!(model.proof.lints.stage, LintStage::Failed);
    assert!(model.proof.trouble.is_some() && model.proof.stage == Stage::Idle);
    check(&mut model);
    assert!(model.proof.trouble.is_none());
}
