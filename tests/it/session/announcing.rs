//! What a screen reader is told of a run: each step made by hand, and otherwise what can be heard.

use super::{frame, log_of, real, simulated};
use interleave::session::{
    Action, Announcement, DocumentAction, Model, PlaybackAction, Speed, ThreadsAction, update,
};

/// Follows the model, and counts what is said.
#[derive(Default)]
struct Listener {
    latest: Option<Announcement>,
    heard: Vec<String>,
}

impl Listener {
    fn listen(&mut self, model: &Model) {
        let now = Announcement::of(model, self.latest.as_ref());
        let before = self.latest.replace(now.clone()).map(|it| it.sentence);
        if before.as_ref() != Some(&now.sentence) && !now.sentence.is_empty() {
            self.heard.push(now.sentence);
        }
    }

    fn act(&mut self, model: &mut Model, action: impl Into<Action>) {
        update(model, action);
        self.listen(model);
    }
}

#[test]
fn each_step_made_by_hand_is_said() {
    let mut model = simulated();
    let mut listener = Listener::default();
    (0..10).for_each(|_| listener.act(&mut model, PlaybackAction::Step));
    listener.act(&mut model, PlaybackAction::Back);
    assert_eq!(listener.heard.len(), 11, "{:?}", listener.heard);
    assert!(listener.heard[9].ends_with("at step 10."), "{:?}", listener.heard);
    assert!(listener.heard[10].ends_with("at step 9."), "{:?}", listener.heard);
}

#[test]
fn while_it_runs_no_more_is_said_than_can_be_heard() {
    for place in 0..=Speed::UNLIMITED.place() {
        let mut model = simulated();
        update(&mut model, PlaybackAction::SetSpeed(Speed::at(place)));
        let mut listener = Listener::default();
        listener.act(&mut model, PlaybackAction::Toggle);
        for _ in 0..20 * 60 {
            listener.act(&mut model, frame(1000.0 / 60.0));
        }
        // Twenty seconds have room for the beginning and five sentences.
        let heard = listener.heard.len();
        assert!((1..=6).contains(&heard), "speed {place}: {:?}", listener.heard);
        assert_eq!(listener.heard[0], "Running.");
        let is_limited = model.playback.speed != Speed::UNLIMITED;
        assert_eq!(heard > 3, is_limited, "speed {place}: {:?}", listener.heard);
        listener.act(&mut model, PlaybackAction::Toggle);
        let length = model.playback.run.length().to_string();
        assert!(
            listener.heard.last().is_some_and(|it| it.ends_with(&format!("at step {length}.")))
        );
        assert!(listener.heard.len() <= heard + 1);
    }
}

#[test]
fn how_it_ends_is_said_at_once() {
    let mut model = simulated();
    let fault = model.document.entry.fault_named("skip-spaces-wait").expect("the program has it");
    update(&mut model, DocumentAction::SetFault(fault, true));
    update(&mut model, PlaybackAction::SetSpeed(Speed::UNLIMITED));
    let mut listener = Listener::default();
    listener.act(&mut model, PlaybackAction::Toggle);
    while model.playback.ending.is_none() {
        listener.act(&mut model, frame(16.0));
    }
    assert_eq!(listener.heard.len(), 2, "{:?}", listener.heard);
}

#[test]
fn real_threads_that_repeat_a_run_are_not_said_step_by_step() {
    let mut model = real();
    let log = log_of(&model, &[0, 0, 1, 0]);
    update(&mut model, ThreadsAction::Logged(log.clone()));
    // Another way from here is that of simulated threads, whose run can be repeated.
    update(&mut model, PlaybackAction::Seek(2));
    update(&mut model, PlaybackAction::StepThread(interleave::program::ThreadId(1)));
    let mut listener = Listener::default();
    listener.act(&mut model, ThreadsAction::Repeat);
    listener.act(&mut model, ThreadsAction::Ready);
    for entry in log.into_iter().take(3) {
        listener.act(&mut model, ThreadsAction::Logged(vec![entry]));
    }
    assert_eq!(model.playback.run.length(), 3);
    assert!(listener.heard.len() <= 2, "{:?}", listener.heard);
}
