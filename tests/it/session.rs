//! What the page does, without the page.

mod announcing;
mod causes;
mod chance;
mod changing;
mod console;
mod editing;
mod exporting;
mod finding;
mod first_steps;
mod glossary;
mod handed_in;
mod knob_maps;
mod knobs;
mod last_lines;
mod library;
mod lints;
mod narration;
mod own_programs;
mod patience;
pub mod proof;
mod repeating;
mod share_forms;
mod share_lessons;
mod sharing;
mod timeline;
mod under_runtimes;
mod undoing;
mod watching;

use interleave::catalogue::{Configuration, Setting, entry_named};
use interleave::engine::{Ending, Run, SchedulerKind, Standing};
use interleave::program::{Choice, LogEntry, ThreadId};
use interleave::session::{
    Action, DocumentAction, Effect, Model, Motion, Notice, PlaybackAction, RealThreadsState, Speed,
    Support, ThreadKind, ThreadsAction, WhyFailed, WhySimulated, update,
};

fn simulated() -> Model {
    simulating(Model::new(Configuration::default()))
}

fn simulating(mut model: Model) -> Model {
    let support = Support::SimulatedOnly(WhySimulated::NotIsolated);
    update(&mut model, ThreadsAction::SupportFound(support));
    model
}

/// A page whose real threads have started.
fn real() -> Model {
    let mut model = Model::new(Configuration::default());
    let effects = update(&mut model, ThreadsAction::SupportFound(Support::Real));
    assert!(matches!(effects[..], [Effect::StartThreads { .. }]), "{effects:?}");
    assert_eq!(update(&mut model, ThreadsAction::Ready), []);
    model
}

/// The page as an earlier visit left it.
fn restore(model: &mut Model, program: Option<&str>, drafts: Vec<(String, String)>) {
    let program = program.map(str::to_owned);
    assert_eq!(update(model, DocumentAction::Restore { program, drafts }), []);
}

fn frame(elapsed: f64) -> Action {
    PlaybackAction::Frame { elapsed, budget: 100 }.into()
}

/// What real threads would log if they took turns like this, from the present state on.
fn log_of(model: &Model, schedule: &[u8]) -> Vec<LogEntry> {
    let mut run: Run = model.playback.run.clone();
    schedule
        .iter()
        .map(|&id| {
            let interleave::engine::Advance::Stepped(moment) =
                run.advance(ThreadId(id), Choice::PLAIN)
            else {
                panic!("thread {id} cannot step there")
            };
            LogEntry::of(moment.thread, &moment.event)
        })
        .collect()
}

#[test]
fn a_page_without_isolation_runs_simulated_threads_and_starts_no_real_ones() {
    let mut model = simulated();
    assert_eq!(model.kind(), ThreadKind::Simulated);
    assert_eq!(update(&mut model, PlaybackAction::Toggle), []);
    assert_eq!(update(&mut model, frame(1000.0)), []);
    assert!(model.playback.run.position() > 0);
}

#[test]
fn speed_is_steps_a_second_whatever_the_frames() {
    for frame_time in [4.0, 16.7, 100.0] {
        let mut model = simulated();
        update(&mut model, PlaybackAction::SetSpeed(Speed::at(5)));
        update(&mut model, PlaybackAction::Toggle);
        let mut time = 0.0;
        while time < 10_000.0 {
            update(&mut model, frame(frame_time));
            time += frame_time;
        }
        // Eight a second for ten seconds, and the one that Run begins with.
        assert!(
            (80..=82).contains(&model.playback.run.position()),
            "{}",
            model.playback.run.position()
        );
    }
}

#[test]
fn after_a_hidden_tab_the_run_does_not_rush() {
    let mut model = simulated();
    update(&mut model, PlaybackAction::Toggle);
    update(&mut model, frame(3_600_000.0));
    assert!(model.playback.run.position() <= 2);
    update(&mut model, frame(f64::NAN.max(0.0)));
    update(&mut model, frame(-5.0));
    assert!(model.playback.run.position() <= 2);
}

#[test]
fn pausing_stops_time() {
    let mut model = simulated();
    update(&mut model, PlaybackAction::Toggle);
    update(&mut model, frame(100.0));
    update(&mut model, PlaybackAction::Toggle);
    let position = model.playback.run.position();
    update(&mut model, frame(10_000.0));
    assert_eq!((model.playback.motion, model.playback.run.position()), (Motion::Paused, position));
}

#[test]
fn stepping_one_thread_moves_only_that_thread() {
    let mut model = simulated();
    for id in (0..4).map(ThreadId) {
        let before: Vec<_> =
            (0..4).map(|it| model.playback.run.machine().thread(ThreadId(it)).clone()).collect();
        let could = model.can_step(id);
        update(&mut model, PlaybackAction::StepThread(id));
        for other in (0..4).map(ThreadId) {
            let moved = *model.playback.run.machine().thread(other) != before[other.index()];
            assert_eq!(moved, other == id && could, "stepped {id:?}, looked at {other:?}");
        }
    }
}

#[test]
fn a_thread_that_waits_is_not_stepped_and_the_page_says_so() {
    let mut model = simulated();
    let consumer = ThreadId(2);
    assert!(matches!(model.playback.run.standing(consumer), Standing::Waiting(_)));
    update(&mut model, PlaybackAction::StepThread(consumer));
    assert_eq!(model.notice, Some(Notice::CannotStep(consumer)));
    assert_eq!(model.playback.run.position(), 0);
    update(&mut model, PlaybackAction::StepThread(ThreadId(200)));
    assert_eq!(model.playback.run.position(), 0);
}

#[test]
fn going_back_shows_the_very_states_again() {
    let mut model = simulated();
    update(&mut model, PlaybackAction::ChooseScheduler(SchedulerKind::Random));
    let mut states = vec![model.playback.run.machine().clone()];
    for _ in 0..3_000 {
        update(&mut model, PlaybackAction::Step);
        states.push(model.playback.run.machine().clone());
    }
    for position in [2_999, 2_048, 2_047, 1_500, 1, 0, 2_500, 3_000] {
        update(&mut model, PlaybackAction::Seek(position));
        assert_eq!(model.playback.run.position(), position);
        assert!(*model.playback.run.machine() == states[position], "position {position}");
        let numbers: Vec<u64> = model.playback.run.recent().map(|it| it.number).collect();
        let first = numbers.len().min(position);
        assert_eq!(first, position.min(256));
        assert_eq!(numbers.last().copied().unwrap_or(0), position as u64);
    }
    update(&mut model, PlaybackAction::Seek(10));
    update(&mut model, PlaybackAction::Back);
    assert_eq!((model.playback.run.position(), model.playback.run.length()), (9, 3_000));
    update(&mut model, PlaybackAction::Step);
    assert_eq!((model.playback.run.position(), model.playback.run.length()), (10, 3_000));
    update(&mut model, PlaybackAction::Seek(usize::MAX));
    assert_eq!(model.playback.run.position(), 3_000);
}

#[test]
fn stepping_one_thread_in_the_past_takes_another_way() {
    let mut model = simulated();
    for _ in 0..20 {
        update(&mut model, PlaybackAction::Step);
    }
    update(&mut model, PlaybackAction::Seek(3));
    let thread = model.playback.run.machine().ready().last().expect("somebody can move");
    update(&mut model, PlaybackAction::StepThread(thread));
    assert_eq!((model.playback.run.position(), model.playback.run.length()), (4, 4));
}

#[test]
fn input_is_clamped_or_refused_and_always_said() {
    let producers = Setting::Producers;
    for (typed, value, said) in [
        ("3", 3, false),
        (" 16 ", 16, false),
        ("17", 16, true),
        ("0", 1, true),
        ("-4", 1, true),
        ("-0", 1, true),
        ("99999999999999999999999999", 16, true),
        ("00005", 5, false),
    ] {
        let mut model = simulated();
        update(&mut model, DocumentAction::Type(producers, typed.into()));
        assert_eq!(model.document.configuration.get(producers), value, "{typed:?}");
        assert_eq!(matches!(model.notice, Some(Notice::Clamped(_))), said, "{typed:?}");
        assert_eq!(model.program().thread_count(), value as usize + 2);
    }
    for junk in ["", "  ", "three", "1e3", "2.5", "１", "-", "--1", "0x10", "∞", "\u{0}"] {
        let mut model = simulated();
        update(&mut model, DocumentAction::Type(producers, junk.into()));
        assert_eq!(model.document.configuration.get(producers), 2, "{junk:?}");
        assert!(matches!(model.notice, Some(Notice::NotANumber { .. })), "{junk:?}");
        update(&mut model, PlaybackAction::TypeSeed(junk.into()));
        assert_eq!(model.playback.seed, 1, "{junk:?}");
        assert!(matches!(model.notice, Some(Notice::NotANumber { of: None, .. })));
    }
}

#[test]
fn one_less_than_the_least_is_said_too() {
    let mut model = simulated();
    for _ in 0..3 {
        update(&mut model, DocumentAction::Nudge(Setting::Capacity, -1));
    }
    assert_eq!((model.document.configuration.capacity(), &model.notice), (1, &None));
    update(&mut model, DocumentAction::Nudge(Setting::Capacity, -1));
    assert_eq!(model.document.configuration.capacity(), 1);
    assert!(matches!(model.notice, Some(Notice::Clamped(_))));
    update(&mut model, DocumentAction::Nudge(Setting::Items, -1));
    assert_eq!(model.document.configuration.items(), 0);
    assert!(matches!(model.notice, Some(Notice::Clamped(_))));
}

#[test]
fn a_run_stops_at_the_very_step_that_breaks_it_and_run_starts_afresh() {
    let mut model = simulated();
    let fault = model.document.entry.fault_named("skip-spaces-wait").expect("the program has it");
    update(&mut model, DocumentAction::SetFault(fault, true));
    update(&mut model, PlaybackAction::SetSpeed(Speed::UNLIMITED));
    update(&mut model, PlaybackAction::ChooseScheduler(SchedulerKind::Random));
    update(&mut model, PlaybackAction::Toggle);
    for _ in 0..1000 {
        update(&mut model, frame(16.0));
    }
    assert_eq!(model.playback.motion, Motion::Paused);
    let Some(Ending::Broken(violation)) = model.playback.ending.clone() else {
        panic!("it must break")
    };
    let latest = model.playback.run.recent().next_back().expect("there were steps");
    assert_eq!(latest.violation, Some(violation));
    assert_eq!(latest.number as usize, model.playback.run.length());
    assert!(!model.can_go_on());
    // Looking back takes the ending away, going forward brings it again.
    update(&mut model, PlaybackAction::Back);
    assert_eq!(model.playback.ending, None);
    update(&mut model, PlaybackAction::Step);
    assert!(model.playback.ending.is_some());
    update(&mut model, PlaybackAction::Toggle);
    assert_eq!(
        (model.playback.motion, model.playback.run.position(), &model.playback.ending),
        (Motion::Running, 0, &None)
    );
}

#[test]
fn real_threads_get_permits_as_time_passes_and_never_more_than_they_use() {
    let mut model = real();
    assert_eq!(update(&mut model, PlaybackAction::Toggle), []);
    assert_eq!(update(&mut model, frame(16.0)), [Effect::Grant(1)]);
    // Nobody has taken it: no more are granted, however long it takes.
    assert_eq!(update(&mut model, frame(250.0)), []);
    let log = log_of(&model, &[0]);
    assert_eq!(update(&mut model, ThreadsAction::Logged(log)), []);
    assert_eq!(model.playback.run.position(), 1);
    assert_eq!(update(&mut model, frame(250.0)), [Effect::Grant(1)]);
    assert_eq!(update(&mut model, PlaybackAction::Toggle), [Effect::Pause]);
    assert_eq!(update(&mut model, frame(250.0)), []);
}

#[test]
fn unlimited_speed_is_granted_and_taken_back() {
    let mut model = real();
    update(&mut model, PlaybackAction::Toggle);
    assert_eq!(
        update(&mut model, PlaybackAction::SetSpeed(Speed::UNLIMITED)),
        [Effect::KeepPreferences, Effect::SetPace(Speed::UNLIMITED), Effect::GrantWithoutLimit]
    );
    assert_eq!(update(&mut model, frame(16.0)), []);
    assert_eq!(
        update(&mut model, PlaybackAction::SetSpeed(Speed::at(3))),
        [Effect::KeepPreferences, Effect::SetPace(Speed::at(3)), Effect::Pause]
    );
}

#[test]
fn a_step_of_one_real_thread_is_a_permit_for_that_thread() {
    let mut model = real();
    assert_eq!(
        update(&mut model, PlaybackAction::StepThread(ThreadId(1))),
        [Effect::GrantTo(ThreadId(1), None)]
    );
    assert_eq!(model.playback.run.position(), 0, "the page waits for the thread to do it");
    assert_eq!(update(&mut model, PlaybackAction::Step), [Effect::Grant(1)]);
}

#[test]
fn what_real_threads_log_after_the_breaking_step_is_not_shown() {
    let entry = entry_named("three-semaphores").expect("it is in the catalogue");
    let mut model = Model::new(Configuration::default().with_fault(entry, "producer-skips-mutex"));
    update(&mut model, ThreadsAction::SupportFound(Support::Real));
    update(&mut model, ThreadsAction::Ready);
    update(&mut model, PlaybackAction::Toggle);
    let mut log = log_of(&model, &[0, 1, 0, 1, 0, 1]);
    log.extend(log_of(&model, &[0, 1, 0, 1, 0, 1, 0]).split_off(6));
    let effects = update(&mut model, ThreadsAction::Logged(log));
    assert_eq!(effects, [Effect::StopThreads]);
    assert_eq!((model.playback.run.position(), model.playback.motion), (6, Motion::Paused));
    assert!(matches!(&model.playback.ending, Some(Ending::Broken(it)) if it.name() == "overwrite"));
}

#[test]
fn a_log_that_disagrees_with_the_machine_is_reported_and_ends_the_run() {
    let mut model = real();
    let mut log = log_of(&model, &[0, 1]);
    log[1].value += 1;
    let effects = update(&mut model, ThreadsAction::Logged(log));
    assert_eq!(effects, [Effect::StopThreads]);
    let Some(Notice::Diverged(divergence)) = &model.notice else { panic!("{:?}", model.notice) };
    assert_eq!(divergence.number, 2);
    // A thread that could not have stepped is as bad.
    let mut model = real();
    let mut log = log_of(&model, &[0]);
    log[0].thread = ThreadId(2);
    update(&mut model, ThreadsAction::Logged(log));
    assert!(matches!(model.notice, Some(Notice::Diverged(_))));
}

#[test]
fn going_back_in_a_real_run_and_stepping_another_way_goes_on_simulated_and_says_so() {
    let mut model = real();
    let log = log_of(&model, &[0, 0, 1, 0]);
    update(&mut model, ThreadsAction::Logged(log));
    update(&mut model, PlaybackAction::Seek(2));
    // What the threads had under way still belongs to the end of the run.
    let late = {
        let mut end = model.clone();
        update(&mut end, PlaybackAction::Seek(4));
        log_of(&end, &[0])
    };
    update(&mut model, ThreadsAction::Logged(late));
    assert_eq!((model.playback.run.position(), model.playback.run.length()), (2, 5));
    let effects = update(&mut model, PlaybackAction::StepThread(ThreadId(1)));
    assert_eq!(effects, [Effect::StopThreads]);
    assert_eq!((model.kind(), &model.notice), (ThreadKind::Simulated, &Some(Notice::Forked)));
    assert_eq!(model.playback.run.length(), 3);
    let effects = update(&mut model, PlaybackAction::Reset);
    assert!(matches!(effects[..], [Effect::StartThreads { .. }]));
    assert_eq!(model.kind(), ThreadKind::Real);
}

#[test]
fn a_dead_thread_ends_the_run_and_reset_starts_new_ones() {
    let mut model = real();
    update(&mut model, PlaybackAction::Toggle);
    let effects = update(
        &mut model,
        ThreadsAction::Failed { name: "producer 1".into(), why: WhyFailed::Died },
    );
    assert_eq!(effects, [Effect::StopThreads]);
    assert!(matches!(model.threads.state, RealThreadsState::Failed { .. }));
    assert!(
        matches!(&model.notice, Some(Notice::ThreadFailed { name, .. }) if name == "producer 1")
    );
    assert!(!model.can_go_on());
    let effects = update(&mut model, PlaybackAction::Reset);
    assert!(matches!(effects[..], [Effect::StartThreads { .. }]));
    assert_eq!((&model.notice, &model.threads.state), (&None, &RealThreadsState::Starting));
}

/// A memory may be free again, and the next program be smaller.
#[test]
fn real_threads_refused_to_one_run_are_asked_for_again_by_the_next() {
    for why in [WhySimulated::Refused, WhySimulated::TooLarge] {
        let mut model = real();
        update(&mut model, ThreadsAction::SupportFound(Support::SimulatedOnly(why)));
        assert_eq!(model.threads.kind(), ThreadKind::Simulated);
        assert_eq!(model.notice, Some(Notice::NoRealThreads(why)));
        update(&mut model, PlaybackAction::Step);
        assert_eq!(model.playback.run.length(), 1);

        let effects = update(&mut model, PlaybackAction::Reset);
        assert!(matches!(effects[..], [Effect::StartThreads { .. }]), "{effects:?}");
        assert_eq!(model.threads.kind(), ThreadKind::Real);
        assert_eq!(model.notice, None);
    }
}

#[test]
fn run_pressed_before_the_threads_are_there_is_not_forgotten() {
    let mut model = Model::new(Configuration::default());
    update(&mut model, PlaybackAction::Toggle);
    assert_eq!(update(&mut model, frame(16.0)), []);
    update(&mut model, ThreadsAction::SupportFound(Support::Real));
    update(&mut model, ThreadsAction::Ready);
    assert_eq!(update(&mut model, frame(16.0)), [Effect::Grant(1)]);
}

#[test]
fn work_takes_its_time_on_simulated_threads() {
    let mut model = simulated();
    update(&mut model, DocumentAction::Type(Setting::Producers, "1".into()));
    update(&mut model, DocumentAction::Type(Setting::Consumers, "1".into()));
    update(&mut model, DocumentAction::Type(Setting::ProduceTime, "1000".into()));
    update(&mut model, PlaybackAction::SetSpeed(Speed::at(6)));
    update(&mut model, PlaybackAction::Toggle);
    // Ten turns of work come before each item, and seven of the producer's steps after
    // them; the consumer's seven fall into the next ten. So 41 turns are 31 steps at most.
    for _ in 0..40 {
        update(&mut model, frame(1000.0 / 15.0));
    }
    assert!(
        (21..=31).contains(&model.playback.run.position()),
        "{}",
        model.playback.run.position()
    );
    let at_once = {
        let mut model = simulated();
        update(&mut model, DocumentAction::Type(Setting::ProduceTime, "1000".into()));
        update(&mut model, PlaybackAction::Step);
        model.playback.run.position()
    };
    assert_eq!(at_once, 1, "one press is one step, work or not");
}
