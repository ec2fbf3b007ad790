//! The steps of a run once more, by real threads.

use super::{frame, log_of, real};
use interleave::program::{Choice, ThreadId};
use interleave::session::{
    Effect, Model, Motion, Notice, PlaybackAction, RealThreadsState, SharingAction, ThreadKind,
    ThreadsAction, update,
};

/// A page that shows steps which were pasted.
fn opened() -> Model {
    let mut model = real();
    update(&mut model, SharingAction::OpenSteps("1.P1x2.P2".into()));
    assert_eq!((model.kind(), model.playback.run.length()), (ThreadKind::Simulated, 3));
    model
}

fn next(thread: u8) -> Effect {
    Effect::GrantTo(ThreadId(thread), Some(Choice::PLAIN))
}

#[test]
fn each_thread_is_let_through_when_it_is_its_turn() {
    let mut model = opened();
    assert!(model.can_repeat_for_real());
    let effects = update(&mut model, ThreadsAction::Repeat);
    assert!(matches!(effects.last(), Some(Effect::StartThreads { .. })), "{effects:?}");
    assert_eq!(model.notice, Some(Notice::Repeating { steps: 3 }));
    assert_eq!((model.kind(), model.playback.run.position()), (ThreadKind::Real, 0));
    assert_eq!(update(&mut model, ThreadsAction::Ready), [next(0)]);
    for (stepped, then) in [(0, Some(next(0))), (0, Some(next(1))), (1, None)] {
        let log = log_of(&model, &[stepped]);
        let effects = update(&mut model, ThreadsAction::Logged(log));
        assert_eq!(effects, then.into_iter().collect::<Vec<_>>());
    }
    assert_eq!((model.playback.run.position(), model.playback.motion), (3, Motion::Paused));
    // From there on they are threads like any others.
    assert_eq!(update(&mut model, PlaybackAction::Step), [Effect::Grant(1)]);
}

#[test]
fn the_reader_may_leave_the_way_at_any_step() {
    let mut model = opened();
    update(&mut model, ThreadsAction::Repeat);
    update(&mut model, ThreadsAction::Ready);
    let log = log_of(&model, &[1]);
    assert_eq!(update(&mut model, ThreadsAction::Logged(log)), [], "somebody else has stepped");
    let log = log_of(&model, &[0]);
    assert_eq!(update(&mut model, ThreadsAction::Logged(log)), []);
    assert_eq!(update(&mut model, frame(16.0)), []);
}

#[test]
fn without_real_threads_or_steps_there_is_nothing_to_repeat() {
    let mut model = real();
    assert!(!model.can_repeat_for_real(), "these are real threads already");
    assert_eq!(update(&mut model, ThreadsAction::Repeat), []);
    let mut model = super::simulated();
    update(&mut model, SharingAction::OpenSteps("1.P1".into()));
    assert!(!model.can_repeat_for_real());
    assert_eq!(update(&mut model, ThreadsAction::Repeat), []);
    assert_eq!(model.threads.state, RealThreadsState::None);
}
