//! A newcomer's three moves: each is done by doing it, and the line that is broken shows soon enough.

use super::{frame, real, simulated};
use interleave::catalogue::{Configuration, first_entry};
use interleave::engine::Ending;
use interleave::session::{
    DocumentAction, Effect, FirstStepsAction, Model, Motion, Move, Notice, PlaybackAction, Seen,
    describe_notice, update,
};
use interleave::text::Language;

/// The fault of the line that the moves name.
fn the_line() -> usize {
    first_entry().fault_named("producer-skips-mutex").expect("the first program has it")
}

fn offered(mut model: Model) -> Model {
    assert_eq!(update(&mut model, FirstStepsAction::Offer), []);
    assert_eq!(model.next_move(), Some(Move::Run));
    model
}

/// Lets simulated threads run until they break a rule, and answers after how many seconds of the
/// page that was.
fn seconds_to_trouble(model: &mut Model) -> f64 {
    for frames in 1..4_000 {
        update(model, frame(50.0));
        if matches!(model.playback.ending, Some(Ending::Broken(_))) {
            return f64::from(frames) * 0.05;
        }
    }
    panic!("nothing went wrong")
}

fn broken() -> Model {
    let mut model = offered(simulated());
    update(&mut model, PlaybackAction::Toggle);
    update(&mut model, DocumentAction::SetFault(the_line(), true));
    seconds_to_trouble(&mut model);
    model
}

#[test]
fn a_page_offers_nothing_by_itself() {
    let mut model = simulated();
    assert_eq!(model.next_move(), None);
    update(&mut model, PlaybackAction::Toggle);
    assert_eq!(model.next_move(), None);
}

#[test]
fn each_move_is_done_by_doing_it() {
    let mut model = offered(simulated());
    update(&mut model, PlaybackAction::Toggle);
    assert_eq!(model.next_move(), Some(Move::Break));
    update(&mut model, DocumentAction::SetFault(the_line(), true));
    assert_eq!(model.next_move(), Some(Move::Break), "nothing has gone wrong yet");
    assert_eq!(model.playback.motion, Motion::Running, "it starts again by itself");
    seconds_to_trouble(&mut model);
    assert_eq!(model.next_move(), Some(Move::LookBack));
    assert_eq!(update(&mut model, PlaybackAction::Back), [Effect::KeepFirstSteps]);
    assert_eq!(model.next_move(), None);
    assert_eq!(model.notice, Some(Notice::FirstStepsDone));
    update(&mut model, PlaybackAction::Toggle);
    assert_eq!(model.next_move(), None, "never again");
}

#[test]
fn who_breaks_the_line_first_has_made_that_move_as_soon_as_it_shows() {
    let mut model = offered(real());
    update(&mut model, DocumentAction::SetFault(the_line(), true));
    assert_eq!(model.next_move(), Some(Move::Run));
    let mut model = offered(simulated());
    update(&mut model, DocumentAction::SetFault(the_line(), true));
    update(&mut model, PlaybackAction::Toggle);
    seconds_to_trouble(&mut model);
    assert_eq!(model.next_move(), Some(Move::LookBack));
}

#[test]
fn with_another_run_there_is_nothing_to_look_back_at() {
    let mut model = broken();
    assert_eq!(model.next_move(), Some(Move::LookBack));
    update(&mut model, PlaybackAction::Reset);
    assert_eq!(model.next_move(), Some(Move::Break));
    update(&mut model, PlaybackAction::Toggle);
    update(&mut model, frame(500.0));
    update(&mut model, PlaybackAction::Back);
    assert_ne!(model.next_move(), None, "a step back from where nothing broke is not that move");
}

#[test]
fn what_is_seen_decides_which_move_is_next() {
    let nothing = Seen::default();
    let runs = Seen { runs: true, ..nothing };
    let broken = Seen { is_broken: true, ..nothing };
    let both = Seen { runs: true, ..broken };
    let back = Seen { looks_back: true, ..broken };
    let at_a_step = Seen { looks_back: true, ..nothing };
    let expected = [
        (Move::Run, nothing, Some(Move::Run)),
        (Move::Run, broken, Some(Move::Run)),
        (Move::Run, runs, Some(Move::Break)),
        (Move::Run, both, Some(Move::LookBack)),
        (Move::Break, runs, Some(Move::Break)),
        (Move::Break, at_a_step, Some(Move::Break)),
        (Move::Break, broken, Some(Move::LookBack)),
        (Move::LookBack, broken, Some(Move::LookBack)),
        (Move::LookBack, nothing, Some(Move::Break)),
        (Move::LookBack, at_a_step, Some(Move::Break)),
        (Move::LookBack, back, None),
    ];
    for (now, seen, next) in expected {
        assert_eq!(now.after(seen), next, "{now:?} {seen:?}");
    }
}

#[test]
fn closed_they_stay_away_and_help_brings_them_back_on_the_program_they_are_about() {
    let mut model = offered(simulated());
    assert_eq!(update(&mut model, FirstStepsAction::Close), [Effect::KeepFirstSteps]);
    assert_eq!(model.next_move(), None);
    update(&mut model, DocumentAction::ChooseProgram("two-conditions"));
    update(&mut model, FirstStepsAction::Begin);
    assert_eq!(model.next_move(), Some(Move::Run));
    assert_eq!(model.document.entry, first_entry());
    assert!(model.document.configuration.faults.is_empty());
    assert_eq!(model.playback.run.length(), 0);
}

#[test]
fn they_are_not_shown_beside_another_program_and_keep_their_place() {
    let mut model = offered(simulated());
    update(&mut model, PlaybackAction::Toggle);
    update(&mut model, DocumentAction::ChooseProgram("two-conditions"));
    assert_eq!(model.next_move(), None);
    update(&mut model, DocumentAction::ChooseProgram(first_entry().name));
    assert_eq!(model.next_move(), Some(Move::Break));
    let text = model.document.text_to_edit().replace("mutex", "lock");
    update(&mut model, DocumentAction::Edit(text));
    assert_eq!(model.next_move(), None, "a text of the reader's own is another program");
}

#[test]
fn their_last_sentence_is_said_in_both_languages() {
    for language in Language::ALL {
        let model = Model::new(Configuration::default());
        let said = describe_notice(language.text(), model.program(), &Notice::FirstStepsDone);
        assert_eq!(said, language.text().first_steps.done);
    }
}

/// From opening to the first broken run a newcomer has thirty seconds, of which reading and pressing
/// takes twenty. Nobody can promise that of chance; of simulated threads at the speed that the page
/// opens with, nine visits in ten are to be that quick.
#[test]
fn the_line_that_is_broken_shows_soon() {
    let seconds = |chance| {
        let mut model = offered(simulated());
        update(&mut model, PlaybackAction::BeginChance(chance));
        update(&mut model, PlaybackAction::Toggle);
        (0..20).for_each(|_| drop(update(&mut model, frame(100.0))));
        update(&mut model, DocumentAction::SetFault(the_line(), true));
        seconds_to_trouble(&mut model)
    };
    let quick = (0..200).filter(|&chance| seconds(chance) <= 10.0).count();
    assert!(quick >= 180, "{quick} of 200 visits");
}
