//! *Watch it* plays what the checker found.

use super::proof::{STUCK, act, model_with, prove};
use super::{frame, restore};
use interleave::engine::Ending;
use interleave::session::{
    Model, Motion, Notice, PlaybackAction, ProofAction, Speed, Support, ThreadsAction, update,
};

/// A page that has found how the program breaks, at this speed.
fn found(speed: Speed) -> Model {
    let mut model = model_with([1, 1, 1], &["producer-swaps-waits"]);
    update(&mut model, ThreadsAction::SupportFound(Support::Real));
    update(&mut model, PlaybackAction::SetSpeed(speed));
    prove(&mut model);
    model
}

/// Lets time pass until nothing moves, and gives how many seconds that took.
fn play(model: &mut Model) -> f64 {
    let mut frames = 0;
    while model.playback.motion == Motion::Running {
        let before = model.playback.run.position();
        update(model, frame(1000.0 / 60.0));
        assert!(model.playback.run.position() <= before + 1, "no step is passed over");
        frames += 1;
        assert!(frames < 60_000, "it never ends");
    }
    f64::from(frames) / 60.0
}

#[test]
fn it_plays_from_the_start_to_where_it_breaks_slowly_enough_to_be_followed() {
    for speed in [Speed::UNLIMITED, Speed::at(9), Speed::default(), Speed::SLOWEST] {
        let mut model = found(speed);
        act(&mut model, ProofAction::Watch);
        assert_eq!((model.playback.run.position(), model.playback.motion), (0, Motion::Running));
        assert_eq!(model.notice, Some(Notice::Watching { steps: 9 }));
        assert_eq!(model.playback.speed, speed.min(Speed::default()));
        let seconds = play(&mut model);
        assert!(seconds > 2.0, "{seconds} s at {speed:?}");
        assert_eq!((model.playback.run.position(), model.playback.motion), (9, Motion::Paused));
        assert!(matches!(model.playback.ending, Some(Ending::Broken(_))));
        update(&mut model, PlaybackAction::Reset);
        assert_eq!(model.playback.speed, speed, "the reader's own speed is there again");
    }
}

#[test]
fn it_can_be_paused_and_goes_on() {
    let mut model = found(Speed::UNLIMITED);
    act(&mut model, ProofAction::Watch);
    while model.playback.run.position() < 3 {
        update(&mut model, frame(16.0));
    }
    update(&mut model, PlaybackAction::Toggle);
    (0..100).for_each(|_| drop(update(&mut model, frame(250.0))));
    assert_eq!(model.playback.run.position(), 3);
    update(&mut model, PlaybackAction::Toggle);
    play(&mut model);
    assert!(model.playback.ending.is_some());
}

#[test]
fn a_speed_that_is_chosen_meanwhile_stays() {
    let mut model = found(Speed::UNLIMITED);
    act(&mut model, ProofAction::Watch);
    update(&mut model, PlaybackAction::SetSpeed(Speed::at(6)));
    update(&mut model, PlaybackAction::Reset);
    assert_eq!(model.playback.speed, Speed::at(6));
}

#[test]
fn what_goes_round_for_ever_is_played_to_the_end_of_what_was_found() {
    let mut model = model_with([1, 1, 1], &[]);
    restore(&mut model, None, vec![("three-semaphores".into(), STUCK.into())]);
    prove(&mut model);
    act(&mut model, ProofAction::Watch);
    let length = model.playback.run.length();
    assert!(length > 0);
    play(&mut model);
    assert_eq!((model.playback.run.position(), model.playback.run.length()), (length, length));
}
