//! What a link or a text of steps says, as the page; and the page as both.

use super::exporting::export;
use super::forms::program_place;
use super::link::scheduler_of;
use super::wanted::open_wanted;
use super::{Opening, Shared, SharingAction, StepsRefused};
use crate::catalogue::{Link, LinkProblem};
use crate::engine::{
    ReplayProblem, Run, ScheduleProblem, Turn, WhyNot, read_schedule, write_schedule,
};
use crate::program::{Choice, Form, ThreadId};
use crate::session::consequence::{Consequence, Next, Say};
use crate::session::document::Edition;
use crate::session::lesson::fragment_of;
use crate::session::model::Model;
use crate::session::notice::Notice;
use crate::session::playback::Motion;
use crate::session::playback::update::pause;
use crate::session::preferences::Theme;
use crate::session::restart::{begin, show};
use crate::session::threads::ThreadKind;
use crate::text::Language;
use crate::text::Volume;
use std::rc::Rc;

/// Works out what is to be shared, or opens what was shared. A link holds the whole page, so this
/// feature alone looks at all of the model.
pub fn update(model: &mut Model, action: SharingAction) -> Consequence {
    match action {
        SharingAction::Share => {
            let is_running = model.playback.motion == Motion::Running;
            let effect = is_running.then(|| pause(&mut model.playback, &mut model.threads));
            share(model);
            effect.flatten().into()
        }
        SharingAction::Choose(share) => {
            model.sharing.share = share;
            Consequence::default()
        }
        SharingAction::WriteAs(form) => {
            model.sharing.form = form;
            Consequence::default()
        }
        SharingAction::Hide(part) => {
            model.sharing.view.hide(part);
            Consequence::default()
        }
        SharingAction::Lock(part) => {
            model.sharing.view.lock(part);
            Consequence::default()
        }
        SharingAction::LeaveLanguageOpen(open) => {
            model.sharing.in_their_language = open;
            Consequence::default()
        }
        SharingAction::Export(form) => {
            model.sharing.exported = Some(Rc::new(export(model, form)));
            Consequence::default()
        }
        SharingAction::Drawn(drawn) => {
            model.sharing.exported = Some(Rc::new(drawn));
            Consequence::default()
        }
        SharingAction::OpenLink(fragment) => open_link(model, &fragment),
        SharingAction::OpenWanted(wanted) => open_wanted(model, &wanted),
        SharingAction::OpenSteps(text) => match open_steps(model, &text) {
            Ok(left_out) => {
                model.sharing.steps_refused = None;
                Consequence { next: Next::Made, say: saying(left_out), ..Consequence::default() }
            }
            Err(refused) => {
                model.sharing.steps_refused = Some(refused);
                Consequence::default()
            }
        },
    }
}

fn saying(opening: Option<Opening>) -> Say {
    opening.map_or(Say::Away, |it| Say::This(Notice::Opened(it)))
}

/// It stays as it is while the run goes on.
fn share(model: &mut Model) {
    let (link, holds) = model.link();
    let run = &model.playback.run;
    let steps = model.knows_few_steps().then(|| write_schedule(run.program(), run.schedule()));
    let (fragment, program) = (link.to_fragment(), program_place(model));
    let lesson = model.lesson.is_shown().then(|| place_in_course(model));
    model.sharing.shared = Some(Rc::new(Shared { fragment, holds, program, lesson, steps }));
    model.sharing.steps_refused = None;
    model.sharing.exported = None;
    model.library.want(Volume::Gate);
}

/// The fragment that opens what is shown of the course again, without its language.
pub fn place_in_course(model: &Model) -> String {
    match model.lesson.open() {
        Some(attempt) => fragment_of(attempt.challenge, attempt.number),
        None => "course".to_owned(),
    }
}

/// Shows what a link says, paused.
fn open_link(model: &mut Model, fragment: &str) -> Consequence {
    match Link::from_fragment(fragment) {
        Ok((link, unknown)) => show_link(model, &link, unknown),
        Err(problem) => saying(Some(match problem {
            LinkProblem::Damaged => Opening::Damaged,
            LinkProblem::UnknownVersion => Opening::Newer,
        }))
        .into(),
    }
}

/// Shows what a link says that was read, paused. These names in it meant nothing.
pub(super) fn show_link(model: &mut Model, link: &Link, mut unknown: Vec<String>) -> Consequence {
    let mut note = |name: &str| {
        if !name.is_empty() {
            unknown.push(name.to_owned());
        }
    };
    match Language::ALL.into_iter().find(|it| it.tag() == link.language) {
        Some(language) => model.preferences.language = language,
        None => note(&link.language),
    }
    match Theme::named(&link.theme) {
        Some(theme) => model.preferences.theme = theme,
        None => note(&link.theme),
    }
    match scheduler_of(&link.scheduler, link.scheduler_number) {
        Some(scheduler) => model.playback.scheduler = scheduler,
        None => note(&link.scheduler),
    }
    (model.playback.seed, model.playback.keeps_seed) = (link.seed, link.keeps_seed);
    model.threads.chosen_kind = match link.has_real_threads {
        true => ThreadKind::Real,
        false => ThreadKind::Simulated,
    };
    model.document.open(Edition {
        entry: link.entry,
        own_text: link.own_text.as_deref().map(Into::into),
        configuration: link.configuration,
    });
    begin(model);
    let turn =
        |&(thread, choice)| Turn { thread: ThreadId(thread), choice: Choice::unpacked(choice) };
    let turns: Option<Vec<Turn>> =
        link.schedule.as_ref().map(|turns| turns.iter().map(turn).collect());
    let made = match &turns {
        Some(turns) if model.text_is_right() => take_over(model, turns, Some(link.position)),
        _ => Ok(None),
    };
    let opening = match made {
        _ if !unknown.is_empty() => Some(Opening::UnknownNames(unknown)),
        Err(refused) => Some(Opening::StepsRefused(refused)),
        Ok(Some(left_out)) => Some(left_out),
        Ok(None) if turns.is_none() => Some(Opening::NoSteps),
        Ok(None) if model.threads.forked && link.has_real_threads => Some(Opening::Recorded),
        Ok(None) => None,
    };
    Consequence { next: Next::Made, say: saying(opening), ..Consequence::default() }
}

/// Makes the run that a text says, from the start on. Answers what was left out.
///
/// # Errors
///
/// Changes nothing where the text is wrong, or says what is not possible.
pub(super) fn open_steps(model: &mut Model, text: &str) -> Result<Option<Opening>, StepsRefused> {
    if !model.text_is_right() {
        return Err(StepsRefused::TextIsWrong);
    }
    let turns = read_schedule(model.program(), text).map_err(|problem| {
        let ScheduleProblem { at, kind } = problem;
        let rest = text.get(at..).unwrap_or_default();
        let word = rest.split(|it: char| it == '.' || it.is_whitespace()).next();
        // Whatever was pasted, it must not fill the page.
        let word = word.unwrap_or_default().chars().take(40).collect();
        StepsRefused::Word { word, kind }
    })?;
    take_over(model, &turns, None)
}

/// Makes the turns, and shows the run at this position, or at its end. The threads are
/// simulated from there on. Answers what was left out.
fn take_over(
    model: &mut Model,
    turns: &[Turn],
    position: Option<u32>,
) -> Result<Option<Opening>, StepsRefused> {
    let program = model.playback.run.program().clone();
    let replayed = match program.form {
        Form::Roles => Run::replay_to_its_end(program, turns),
        // Python does not stop at an update that is lost, and the line that it leads to is printed later.
        Form::Whole => Run::replay(program, turns).map(|run| (run, turns.len())),
    };
    let (mut run, made) = replayed.map_err(|problem| {
        let ReplayProblem { step, thread, why } = problem;
        let is_known = why != WhyNot::NoSuchThread;
        let name = is_known.then(|| model.program().name_of(thread).to_string());
        StepsRefused::Step { step, thread: name.unwrap_or_default(), why }
    })?;
    run.seek(position.map_or(made, |it| it as usize));
    show(model, run);
    model.threads.forked = !turns.is_empty();
    model.playback.made_from_steps = !turns.is_empty();
    let turns = turns.len() - made;
    Ok((turns > 0).then_some(Opening::LeftOut { step: made, turns }))
}
