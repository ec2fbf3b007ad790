//! The timeline as the reader looks at it.

use super::{log_of, real, simulated};
use interleave::catalogue::Setting;
use interleave::program::{Item, ThreadId};
use interleave::session::{
    DocumentAction, Landmark, Model, Notice, PlaybackAction, ThreadKind, ThreadsAction,
    TimelineAction, Zoom, update,
};
use interleave::text::Language;

fn step(model: &mut Model, steps: usize) {
    (0..steps).for_each(|_| drop(update(model, PlaybackAction::Step)));
}

fn jump(model: &mut Model, landmark: Landmark) -> usize {
    update(model, PlaybackAction::JumpTo(landmark));
    model.playback.run.position()
}

#[test]
fn the_window_follows_the_present_and_whoever_leaves_it() {
    let mut model = simulated();
    assert_eq!(model.timeline_window(), 0..60);
    step(&mut model, 50);
    assert_eq!(model.timeline_window(), 0..60, "a short run does not fill it");
    step(&mut model, 50);
    assert_eq!(model.timeline_window(), 40..100);
    update(&mut model, PlaybackAction::Seek(70));
    assert_eq!(model.timeline_window(), 40..100, "it stays while the cursor is in it");
    update(&mut model, PlaybackAction::Seek(30));
    assert_eq!(model.timeline_window(), 20..80, "it moves along with the cursor");
    update(&mut model, PlaybackAction::JumpTo(Landmark::End));
    assert_eq!(model.timeline_window(), 40..100);
    update(&mut model, PlaybackAction::Reset);
    assert_eq!(model.timeline_window(), 0..60);
}

#[test]
fn it_can_show_more_up_to_the_whole_run_and_less() {
    let mut model = simulated();
    step(&mut model, 700);
    let mut shown = Vec::new();
    for wider in [true, true, true, false, false, false] {
        update(&mut model, TimelineAction::Widen(wider));
        shown.push(model.timeline.zoom);
    }
    use Zoom::{Everything, Steps};
    assert_eq!(shown, [Steps(240), Everything, Everything, Steps(240), Steps(60), Steps(60)]);
    update(&mut model, TimelineAction::Widen(true));
    update(&mut model, TimelineAction::Widen(true));
    assert_eq!(model.timeline_window(), 0..700);
}

#[test]
fn start_end_and_pages_can_be_reached() {
    let mut model = simulated();
    step(&mut model, 200);
    assert_eq!(jump(&mut model, Landmark::PageBack), 190);
    assert_eq!(jump(&mut model, Landmark::Start), 0);
    assert_eq!(jump(&mut model, Landmark::PageBack), 0);
    assert_eq!(jump(&mut model, Landmark::PageAhead), 10);
    assert_eq!(jump(&mut model, Landmark::End), 200);
    assert_eq!(jump(&mut model, Landmark::PageAhead), 200);
    assert_eq!(model.playback.run.length(), 200);
}

/// A run whose producers do not wait for space, up to where that shows.
fn broken() -> Model {
    let mut model = simulated();
    update(&mut model, DocumentAction::Type(Setting::Producers, "3".into()));
    let fault = model.document.entry.faults.iter().position(|it| it.name == "skip-spaces-wait");
    update(&mut model, DocumentAction::SetFault(fault.expect("there is such a fault"), true));
    for _ in 0..10_000 {
        if model.playback.ending.is_some() {
            break;
        }
        update(&mut model, PlaybackAction::Step);
    }
    model
}

#[test]
fn a_violation_is_found_again_from_anywhere() {
    let mut model = broken();
    let end = model.playback.run.length();
    assert!(model.playback.ending.is_some(), "something broke");
    assert_eq!(jump(&mut model, Landmark::Start), 0);
    assert_eq!(model.playback.ending, None);
    assert_eq!(jump(&mut model, Landmark::Violation), end);
    assert!(model.playback.ending.is_some());
    let right = simulated();
    assert_eq!(right.position_of(Landmark::Violation), None);
}

#[test]
fn softer_violations_are_visited_one_after_the_other() {
    let mut model = simulated();
    for setting in [Setting::Producers, Setting::Consumers] {
        update(&mut model, DocumentAction::Type(setting, "3".into()));
    }
    for name in ["producer-skips-mutex", "consumer-skips-mutex"] {
        let fault = model.document.entry.faults.iter().position(|it| it.name == name);
        update(&mut model, DocumentAction::SetFault(fault.expect("there is such a fault"), true));
    }
    step(&mut model, 300);
    let known: Vec<usize> = model.playback.run.violations().map(|it| it.0).collect();
    assert!(known.len() > 1, "{known:?}");
    update(&mut model, PlaybackAction::JumpTo(Landmark::End));
    let end = model.playback.run.length();
    for &violation in known.iter().rev().filter(|&&it| it < end) {
        assert_eq!(jump(&mut model, Landmark::Violation), violation);
    }
}

#[test]
fn an_item_is_followed_from_its_making_to_its_end() {
    let mut model = simulated();
    step(&mut model, 200);
    let item = Item { producer: 0, number: 2 };
    update(&mut model, TimelineAction::Follow(Some(item)));
    let (followed, story) = model.timeline.followed.expect("it was made");
    assert_eq!(followed, item);
    let landmarks = [
        Landmark::Made(item),
        Landmark::Put(item),
        Landmark::Taken(item),
        Landmark::Consumed(item),
    ];
    let mut before = 0;
    for (landmark, told) in landmarks.into_iter().zip(story.steps()) {
        let position = jump(&mut model, landmark);
        assert_eq!(Some(position as u64), told, "{landmark:?}");
        assert!(position >= before, "{landmark:?}");
        let sentences = model.playback.run.recent().next_back().expect("a step was made");
        let told = interleave::session::describe_moment(model.text(), model.program(), sentences);
        assert!(told.join(" ").contains("P1·2"), "{landmark:?}: {told:?}");
        assert!(model.timeline.followed.is_some(), "it is still followed");
        before = position;
    }
    update(&mut model, TimelineAction::Follow(None));
    assert_eq!(model.timeline.followed, None);
    update(&mut model, TimelineAction::Follow(Some(Item { producer: 0, number: 9_999 })));
    assert_eq!(model.timeline.followed, None, "it was never made");
    update(&mut model, TimelineAction::Follow(Some(item)));
    update(&mut model, PlaybackAction::Reset);
    assert_eq!(model.timeline.followed, None);
}

#[test]
fn an_item_s_story_goes_on_while_it_is_followed() {
    let mut model = simulated();
    let item = Item { producer: 0, number: 1 };
    update(&mut model, TimelineAction::Follow(Some(item)));
    let consumed = |model: &Model| model.timeline.followed.and_then(|(_, story)| story.consumed);
    assert_eq!(consumed(&model), None);
    step(&mut model, 80);
    assert!(consumed(&model).is_some());
}

#[test]
fn each_place_of_the_timeline_has_words() {
    let mut model = simulated();
    step(&mut model, 40);
    let told: Vec<String> = (1..=40)
        .flat_map(|step| (0..4).map(move |thread| (step, ThreadId(thread))))
        .filter_map(|(step, thread)| model.what_at(step, thread))
        .collect();
    let count = model.program().thread_count();
    assert!(told.len() >= 40 * count.min(4), "{}", told.len());
    let has = |words: &str| told.iter().any(|it| it.ends_with(words));
    assert!(has(" makes this step"), "{told:?}");
    assert!(has(" is in the critical section"), "{told:?}");
    assert!(told.iter().any(|it| it.contains(" waits for `")), "{told:?}");
    assert_eq!(model.what_at(0, ThreadId(0)), None);
    assert_eq!(model.what_at(41, ThreadId(0)), None);
    model.preferences.language = Language::BrazilianPortuguese;
    assert!(model.what_at(1, ThreadId(0)).is_some_and(|it| it.starts_with("Passo 1: ")));
}

#[test]
fn another_way_from_the_past_of_real_threads_is_simulated_and_said() {
    let mut model = real();
    let entries = log_of(&model, &[0, 0, 0, 0, 0]);
    update(&mut model, ThreadsAction::Logged(entries));
    update(&mut model, PlaybackAction::JumpTo(Landmark::Start));
    assert_eq!(model.kind(), ThreadKind::Real, "looking is not changing");
    update(&mut model, PlaybackAction::StepThread(ThreadId(0)));
    assert_eq!(model.kind(), ThreadKind::Simulated);
    assert_eq!(model.notice, Some(Notice::Forked));
    assert_eq!((model.playback.run.length(), model.timeline_window()), (1, 0..60));
}
