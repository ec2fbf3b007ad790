//! How the model changes.

use super::action::{Action, Effect};
use super::model::{CodeView, Model, Motion, Notice, RealThreadsState, Support, ThreadKind};
use super::proof::{self, ProofAction};
use super::repeating;
use super::settings::{self, change};
use super::speed::Speed;
use crate::catalogue::{self, Setting};
use crate::engine::{Ending, Round};
use crate::program::{LogEntry, ThreadId};

/// After a pause of the page itself, such as a hidden tab, time does not have to be
/// caught up with: a frame counts for at most so many milliseconds.
const LONGEST_FRAME: f64 = 250.0;

/// A frame in which the past goes by faster than so many steps shows only its outlines.
const LOOKED_AT: u32 = 16;

/// Changes the model, and answers what is to be done outside, in order.
pub fn update(model: &mut Model, action: Action) -> Vec<Effect> {
    let mut effects = Vec::new();
    match action {
        Action::Toggle => toggle(model, &mut effects),
        Action::Step => step(model, &mut effects),
        Action::StepThread(thread) => step_thread(model, thread, &mut effects),
        Action::Back => {
            let before = model.run.position().saturating_sub(1);
            seek(model, before, &mut effects);
        }
        Action::Seek(position) => seek(model, position, &mut effects),
        Action::JumpTo(landmark) => {
            // Who is there already is not to be held up.
            let elsewhere = |it: &usize| *it != model.run.position();
            if let Some(position) = model.position_of(landmark).filter(elsewhere) {
                seek(model, position, &mut effects);
            }
        }
        Action::Widen(true) => model.timeline.widen(model.run.length()),
        Action::Widen(false) => model.timeline.narrow(model.run.length()),
        Action::Unfold(unfolded) => model.timeline.is_unfolded = unfolded,
        Action::Follow(item) => model.follow(item),
        Action::Reset => {
            model.notice = None;
            restart(model, &mut effects);
        }
        Action::SetSpeed(speed) => set_speed(model, speed, &mut effects),
        Action::Type(setting, typed) => {
            settings::type_number(model, setting, &typed, &mut effects);
        }
        Action::Nudge(setting, by) => {
            let now = i64::from(model.configuration.get(setting));
            let wanted = now + i64::from(by);
            match u64::try_from(wanted) {
                Ok(wanted) => settings::set_number(model, setting, wanted, &mut effects),
                Err(_) => model.notice = Some(settings::below_range(model, setting)),
            }
        }
        Action::SetFault(fault, on) => {
            if model.own_text.is_none() {
                let faults = model.entry.faults;
                change(model, &mut effects, |it| it.configuration.faults.set(faults, fault, on));
            }
        }
        Action::ChooseProgram(name) => choose_program(model, name, &mut effects),
        Action::Edit(text) => edit(model, text, &mut effects),
        Action::DiscardEdits => discard_edits(model, &mut effects),
        Action::TakeBackDiscard => {
            if let Some((name, text)) = model.discarded.take() {
                if model.entry.name != name {
                    choose_program(model, name, &mut effects);
                }
                edit(model, text.to_string(), &mut effects);
                model.notice = None;
            }
        }
        Action::ShowCode(view) => model.code_view = view,
        Action::SetGranularity(granularity) => {
            change(model, &mut effects, |it| it.configuration.granularity = granularity);
        }
        Action::SetSpuriousWakes(on) => {
            change(model, &mut effects, |it| it.configuration.spurious_wakes = on);
        }
        Action::RepairAll => {
            change(model, &mut effects, |it| it.configuration.faults = Default::default());
        }
        Action::ChooseKind(kind) => change(model, &mut effects, |it| it.chosen_kind = kind),
        Action::ChooseScheduler(scheduler) => {
            change(model, &mut effects, |it| it.scheduler = scheduler);
        }
        Action::TypeSeed(typed) => settings::type_seed(model, typed, &mut effects),
        Action::AnotherSeed => change(model, &mut effects, |it| it.seed = it.another_seed()),
        Action::KeepSeed(keeps) => model.keeps_seed = keeps,
        Action::Share => {
            if model.motion == Motion::Running {
                pause(model, &mut effects);
            }
            model.share();
        }
        Action::OpenLink(fragment) => {
            let before = model.generation;
            model.open_link(&fragment);
            // A link that cannot be read leaves all as it is.
            if model.generation != before {
                fit_threads(model, &mut effects);
            }
        }
        Action::OpenSteps(text) => match model.open_steps(&text) {
            Ok(()) => {
                model.steps_refused = None;
                fit_threads(model, &mut effects);
            }
            Err(refused) => model.steps_refused = Some(refused),
        },
        Action::SetLanguage(language) => {
            model.language = language;
            effects.push(Effect::KeepPreferences);
        }
        Action::SetTheme(theme) => {
            model.theme = theme;
            effects.push(Effect::KeepPreferences);
        }
        Action::Proof(action) => proof::change(model, action, &mut effects),
        Action::DismissNotice => model.notice = None,
        Action::Frame { elapsed, budget } => frame(model, elapsed, budget, &mut effects),
        Action::ProbeAgain => {
            if matches!(model.support, Support::SimulatedOnly(_)) {
                model.support = Support::Checking;
                restart(model, &mut effects);
                effects.push(Effect::ProbeSupport);
            }
        }
        Action::SupportFound(support) => {
            model.support = support;
            fit_threads(model, &mut effects);
        }
        Action::RepeatForReal => repeating::begin(model, &mut effects, restart),
        Action::WatchForReal => {
            proof::change(model, ProofAction::Watch, &mut effects);
            repeating::begin(model, &mut effects, restart);
        }
        Action::ThreadsReady => {
            threads_ready(model, &mut effects);
            repeating::go_on(model, &mut effects);
        }
        Action::Logged(entries) => {
            logged(model, entries, &mut effects);
            repeating::go_on(model, &mut effects);
        }
        Action::ThreadFailed { name, why } => {
            model.motion = Motion::Paused;
            model.notice = Some(Notice::ThreadFailed { name: name.clone(), why });
            model.real_threads = RealThreadsState::Failed { name, why };
            effects.push(Effect::StopThreads);
        }
        Action::ThreadsAtWork(at_work) => model.at_work = at_work,
        Action::ThreadsStopped { forced } => {
            if forced {
                model.notice = Some(Notice::StopForced);
            }
        }
    }
    proof::follow(model, &mut effects);
    model.keep_timeline_up();
    effects
}

/// Chooses a program of the catalogue; the reader's own version of it, if there is one.
fn choose_program(model: &mut Model, name: &str, effects: &mut Vec<Effect>) {
    let Some(entry) = catalogue::entry_named(name) else { return };
    model.open_entry(entry);
    model.notice = None;
    effects.push(Effect::KeepProgram);
    restart(model, effects);
}

/// Takes a text that is being edited. Its threads are started when they are wanted, as the
/// next letter would stop them again.
fn edit(model: &mut Model, text: String, effects: &mut Vec<Effect>) {
    if *model.text_to_edit() == *text {
        return;
    }
    let name = model.entry.name;
    // What a link brought takes the place of the reader's version only with this edit.
    let replaced = model.draft_of(name).filter(|draft| model.own_text.as_ref() != Some(draft));
    model.drafts.retain(|(it, _)| *it != name);
    if text == model.entry.source {
        model.own_text = None;
        model.configuration.faults = Default::default();
    } else {
        model.own_text = Some(text.into());
        model.drafts.extend(model.own_text.clone().map(|text| (name, text)));
    }
    model.notice = replaced.is_some().then_some(Notice::Discarded);
    if let Some(replaced) = replaced {
        model.discarded = Some((name, replaced));
    }
    effects.push(Effect::KeepProgram);
    model.draw_seed();
    model.begin_run();
    stop_threads(model, effects);
}

/// Goes back to the program as the catalogue has it.
fn discard_edits(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(text) = model.own_text.take() else { return };
    let name = model.entry.name;
    // The text of a link may have hidden the reader's version, which is kept.
    model.drafts.retain(|(it, draft)| *it != name || *draft != text);
    model.discarded = Some((name, text));
    model.configuration.faults = Default::default();
    effects.push(Effect::KeepProgram);
    restart(model, effects);
    model.notice = Some(Notice::Discarded);
}

/// Starts the real threads of a program that was edited, now that they are wanted.
fn ensure_threads(model: &mut Model, effects: &mut Vec<Effect>) {
    if model.kind() == ThreadKind::Real
        && model.support == Support::Real
        && model.real_threads == RealThreadsState::None
        && model.run.length() == 0
    {
        start_threads(model, effects);
    }
}

/// Starts over with the present configuration, and with fresh threads if they are real.
pub(super) fn restart(model: &mut Model, effects: &mut Vec<Effect>) {
    model.draw_seed();
    model.begin_run();
    fit_threads(model, effects);
}

/// Starts or stops real threads, as the run that has just begun wants them.
fn fit_threads(model: &mut Model, effects: &mut Vec<Effect>) {
    match (model.kind(), model.support) {
        (ThreadKind::Real, Support::Real) if !model.text_is_right() => {
            stop_threads(model, effects);
        }
        (ThreadKind::Real, Support::Real) => start_threads(model, effects),
        // The threads are started once it is known that there are any.
        (ThreadKind::Real, _) => {}
        (ThreadKind::Simulated, _) => stop_threads(model, effects),
    }
}

fn start_threads(model: &mut Model, effects: &mut Vec<Effect>) {
    model.real_threads = RealThreadsState::Starting;
    model.outstanding = 0;
    effects.push(Effect::StartThreads {
        program: model.run.program().clone(),
        produce_time: model.configuration.get(Setting::ProduceTime),
        consume_time: model.configuration.get(Setting::ConsumeTime),
        speed: model.speed,
    });
}

pub(super) fn stop_threads(model: &mut Model, effects: &mut Vec<Effect>) {
    if model.real_threads != RealThreadsState::None {
        model.real_threads = RealThreadsState::None;
        effects.push(Effect::StopThreads);
    }
}

fn threads_ready(model: &mut Model, effects: &mut Vec<Effect>) {
    if model.real_threads != RealThreadsState::Starting {
        return;
    }
    model.real_threads = RealThreadsState::Ready;
    if std::mem::take(&mut model.step_asked) && model.motion == Motion::Paused {
        effects.push(Effect::Grant(1));
    }
    if model.motion == Motion::Running && model.speed == Speed::UNLIMITED {
        effects.push(Effect::GrantWithoutLimit);
    }
}

fn toggle(model: &mut Model, effects: &mut Vec<Effect>) {
    match model.motion {
        Motion::Running => pause(model, effects),
        Motion::Paused if !model.text_is_right() => refuse_text(model),
        Motion::Paused => {
            ensure_threads(model, effects);
            if !model.can_go_on() {
                model.notice = None;
                restart(model, effects);
            }
            model.notice = None;
            run_on(model);
            if can_grant(model) && model.speed == Speed::UNLIMITED {
                effects.push(Effect::GrantWithoutLimit);
            }
        }
    }
}

/// Says that the text cannot run, and shows where it is wrong: it may be from an earlier visit, and
/// the reader be looking at the last program that could run.
pub(super) fn refuse_text(model: &mut Model) {
    model.notice = Some(Notice::TextIsWrong);
    model.code_view = CodeView::Editor;
}

/// Lets time pass. The first step comes with the first frame, not one step's time later.
pub(super) fn run_on(model: &mut Model) {
    model.motion = Motion::Running;
    model.owed = 1.0;
}

fn pause(model: &mut Model, effects: &mut Vec<Effect>) {
    model.motion = Motion::Paused;
    if model.kind() == ThreadKind::Real {
        model.outstanding = 0;
        effects.push(Effect::Pause);
    }
}

/// Whether a permit would reach a real thread: those who look at the past do not run.
fn can_grant(model: &Model) -> bool {
    model.kind() == ThreadKind::Real
        && model.real_threads == RealThreadsState::Ready
        && model.is_at_present()
        && model.ending.is_none()
}

fn step(model: &mut Model, effects: &mut Vec<Effect>) {
    if model.motion == Motion::Running {
        pause(model, effects);
        return;
    }
    model.notice = None;
    if !model.text_is_right() {
        refuse_text(model);
        return;
    }
    ensure_threads(model, effects);
    if !model.is_at_present() {
        let next = model.run.position() + 1;
        seek(model, next, effects);
        return;
    }
    if model.ending.is_some() {
        return;
    }
    match model.kind() {
        ThreadKind::Real if can_grant(model) => effects.push(Effect::Grant(1)),
        ThreadKind::Real => model.step_asked = model.real_threads == RealThreadsState::Starting,
        // Time at work passes unseen until somebody can step.
        ThreadKind::Simulated => while simulate_turn(model) == Some(Round::AtWork) {},
    }
}

fn step_thread(model: &mut Model, thread: ThreadId, effects: &mut Vec<Effect>) {
    if model.motion == Motion::Running {
        pause(model, effects);
    }
    model.notice = None;
    if thread.index() >= model.program().thread_count() {
        return;
    }
    if !model.text_is_right() {
        refuse_text(model);
        return;
    }
    ensure_threads(model, effects);
    if !model.can_step(thread) {
        model.notice = Some(Notice::CannotStep(thread));
        return;
    }
    if model.kind() == ThreadKind::Real {
        if model.is_at_present() {
            if can_grant(model) {
                effects.push(Effect::GrantTo(thread, None));
            }
            return;
        }
        // The real threads are further on and cannot go back: the reader's way of it
        // is taken by simulated ones.
        model.forked = true;
        model.notice = Some(Notice::Forked);
        stop_threads(model, effects);
    }
    model.plays = false;
    model.simulation.step_thread(&mut model.run, thread);
    model.ending = model.run.ending();
}

fn seek(model: &mut Model, position: usize, effects: &mut Vec<Effect>) {
    if model.motion == Motion::Running {
        pause(model, effects);
    }
    model.notice = None;
    model.run.seek(position);
    model.run.look_closer();
    model.ending = model.run.ending();
}

fn set_speed(model: &mut Model, speed: Speed, effects: &mut Vec<Effect>) {
    if model.speed == speed {
        return;
    }
    model.speed_to_return_to = None;
    let was_unlimited = model.speed == Speed::UNLIMITED;
    model.speed = speed;
    effects.push(Effect::KeepPreferences);
    if model.kind() == ThreadKind::Real && model.real_threads == RealThreadsState::Ready {
        effects.push(Effect::SetPace(speed));
        if model.motion == Motion::Running && model.is_at_present() {
            if speed == Speed::UNLIMITED {
                effects.push(Effect::GrantWithoutLimit);
            } else if was_unlimited {
                model.outstanding = 0;
                effects.push(Effect::Pause);
            }
        }
    }
}

fn frame(model: &mut Model, elapsed: f64, budget: u32, effects: &mut Vec<Effect>) {
    if model.motion == Motion::Paused {
        return;
    }
    if model.kind() == ThreadKind::Real && model.is_at_present() && !can_grant(model) {
        // Time begins once the threads are there to use it.
        return;
    }
    let due = steps_due(model, elapsed.clamp(0.0, LONGEST_FRAME), budget);
    if !model.is_at_present() {
        let target = model.run.position() + due as usize;
        model.run.seek(target);
        if due <= LOOKED_AT {
            model.run.look_closer();
        }
        model.ending = model.run.ending();
        if model.is_at_present() && can_grant(model) && model.speed == Speed::UNLIMITED {
            effects.push(Effect::GrantWithoutLimit);
        }
        if model.is_at_present() && (model.ending.is_some() || model.plays) {
            model.motion = Motion::Paused;
            model.plays = false;
        }
        return;
    }
    match model.kind() {
        ThreadKind::Simulated => {
            for _ in 0..due {
                match simulate_turn(model) {
                    Some(Round::Step(_) | Round::AtWork) if model.ending.is_none() => {}
                    _ => {
                        model.motion = Motion::Paused;
                        break;
                    }
                }
            }
        }
        ThreadKind::Real if model.speed != Speed::UNLIMITED => {
            // Permits nobody took, as all were asleep or at work, are not added to.
            let wanted = u64::from(due).saturating_sub(model.outstanding);
            if wanted > 0 {
                model.outstanding += wanted;
                effects.push(Effect::Grant(wanted as u32));
            }
        }
        ThreadKind::Real => {}
    }
}

/// How many steps the time that passed pays for.
fn steps_due(model: &mut Model, elapsed: f64, budget: u32) -> u32 {
    let Some(rate) = model.speed.steps_per_second() else { return budget };
    model.owed += elapsed / 1000.0 * rate;
    let due = model.owed.floor();
    model.owed -= due;
    due as u32
}

fn simulate_turn(model: &mut Model) -> Option<Round> {
    if model.ending.is_some() {
        return None;
    }
    let turn = model.simulation.turn(&mut model.run);
    model.ending = model.run.ending();
    Some(turn)
}

/// Applies what real threads did to the page's machine, up to the step that broke a rule.
fn logged(model: &mut Model, entries: Vec<LogEntry>, effects: &mut Vec<Effect>) {
    if model.kind() != ThreadKind::Real || model.real_threads != RealThreadsState::Ready {
        return;
    }
    if !model.is_at_present() {
        // Steps that were under way when the reader went back: they belong to the end.
        let position = model.run.position();
        model.run.seek(model.run.length());
        apply(model, entries, effects);
        model.run.seek(position);
        model.ending = model.run.ending();
        return;
    }
    apply(model, entries, effects);
}

fn apply(model: &mut Model, entries: Vec<LogEntry>, effects: &mut Vec<Effect>) {
    for entry in entries {
        if model.ending.is_some() {
            break;
        }
        model.outstanding = model.outstanding.saturating_sub(1);
        repeating::note(model, &entry);
        match model.run.apply(entry) {
            Ok(_) => model.ending = model.run.ending(),
            Err(divergence) => {
                model.motion = Motion::Paused;
                model.real_threads = RealThreadsState::None;
                model.notice = Some(Notice::Diverged(divergence));
                effects.push(Effect::StopThreads);
                return;
            }
        }
    }
    if let Some(Ending::Broken(_) | Ending::Finished) = model.ending {
        model.motion = Motion::Paused;
        stop_threads(model, effects);
    }
}
