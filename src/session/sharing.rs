//! The page as a link, and as the text of its steps; and back.

use super::model::{Model, Notice, Theme, ThreadKind};
use crate::catalogue::link::{LONGEST_TEXT, MOST_TURNS};
use crate::catalogue::{Link, LinkProblem};
use crate::engine::{
    First, ReplayProblem, Run, ScheduleProblem, ScheduleProblemKind, SchedulerKind, Slice, Turn,
    WhyNot, read_schedule, write_schedule,
};
use crate::program::{Choice, ThreadId};
use crate::text::Language;
use std::rc::Rc;

/// The present state, to be shared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shared {
    /// The fragment of the link, without its `#`.
    pub fragment: String,
    /// What the link holds.
    pub holds: Holds,
    /// The steps as text; `None` where they are more than fit in a link.
    pub steps: Option<String>,
}

/// What a link holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Everything.
    Everything,
    /// Everything but the steps, which are too many.
    NoSteps,
    /// Neither the reader's text, which is too long, nor its steps.
    NoText,
}

/// Why steps that were given as text cannot be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StepsRefused {
    /// The text is wrong.
    Word {
        /// The word that is wrong.
        word: String,
        /// What is wrong with it.
        kind: ScheduleProblemKind,
    },
    /// A step is not possible.
    Step {
        /// Its number, from 1.
        step: usize,
        /// Who should make it; empty where the program has no such thread.
        thread: String,
        /// Why it cannot.
        why: WhyNot,
    },
    /// The program has to be put right first.
    TextIsWrong,
}

/// What there is to say of a link, or of steps, that were opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opening {
    /// The link is damaged.
    Damaged,
    /// The link is of a newer page.
    Newer,
    /// These names in it mean nothing here.
    UnknownNames(Vec<String>),
    /// Its steps could not be made.
    StepsRefused(StepsRefused),
    /// Its run was too long to hold the steps.
    NoSteps,
    /// Its steps were made by real threads, and simulated ones go on.
    Recorded,
    /// A step broke the run, and so many turns behind it were left out.
    LeftOut {
        /// The number of the step.
        step: usize,
        /// How many stood behind it.
        turns: usize,
    },
}

/// Who chooses, by the name that links use and its number.
fn scheduler_number(kind: SchedulerKind) -> u8 {
    match kind {
        SchedulerKind::TimeSlice(slice) => slice.steps(),
        SchedulerKind::Priority(First::Consumers) => 1,
        _ => 0,
    }
}

fn scheduler_of(name: &str, number: u8) -> Option<SchedulerKind> {
    Some(match SchedulerKind::named(name)? {
        SchedulerKind::TimeSlice(_) => SchedulerKind::TimeSlice(Slice::of(number.into())),
        SchedulerKind::Priority(_) if number == 1 => SchedulerKind::Priority(First::Consumers),
        other => other,
    })
}

impl Model {
    /// Whether the steps of the run fit into a link, and its first ones are not forgotten.
    fn knows_few_steps(&self) -> bool {
        self.run.length() <= MOST_TURNS && self.run.first_known() == 0
    }

    /// The present state as a link, and what that holds.
    pub fn link(&self) -> (Link, Holds) {
        let text_fits = self.own_text.as_ref().is_none_or(|text| text.len() <= LONGEST_TEXT);
        let steps_fit = self.knows_few_steps() && text_fits;
        // The run of a text that has problems is that of an earlier one.
        let length = if self.text_is_right() { self.run.length() } else { 0 };
        let turn = |turn: Turn| (turn.thread.0, turn.choice.0);
        let link = Link {
            entry: self.entry,
            own_text: self.own_text.as_deref().filter(|_| text_fits).map(str::to_owned),
            configuration: self.configuration,
            has_real_threads: self.chosen_kind == ThreadKind::Real,
            scheduler: self.scheduler.name().into(),
            scheduler_number: scheduler_number(self.scheduler),
            seed: self.seed,
            keeps_seed: self.keeps_seed,
            schedule: steps_fit.then(|| self.run.schedule().take(length).map(turn).collect()),
            position: if steps_fit { self.run.position() as u32 } else { 0 },
            language: self.language.tag().into(),
            theme: self.theme.name().into(),
        };
        let holds = match (text_fits, steps_fit) {
            (false, _) => Holds::NoText,
            (true, false) => Holds::NoSteps,
            (true, true) => Holds::Everything,
        };
        (link, holds)
    }

    /// Works out what is to be shared. It stays as it is while the run goes on.
    pub(super) fn share(&mut self) {
        let (link, holds) = self.link();
        let fits = self.knows_few_steps();
        let steps = fits.then(|| write_schedule(self.program(), self.run.schedule()));
        self.shared = Some(Rc::new(Shared { fragment: link.to_fragment(), holds, steps }));
        self.steps_refused = None;
    }

    /// Shows what a link says, paused. One that cannot be read changes nothing but the notice.
    /// Real threads are the caller's business.
    pub fn open_link(&mut self, fragment: &str) {
        let (link, mut unknown) = match Link::from_fragment(fragment) {
            Ok(read) => read,
            Err(problem) => {
                self.notice = Some(Notice::Opened(match problem {
                    LinkProblem::Damaged => Opening::Damaged,
                    LinkProblem::UnknownVersion => Opening::Newer,
                }));
                return;
            }
        };
        let mut note = |name: &str| {
            if !name.is_empty() {
                unknown.push(name.to_owned());
            }
        };
        match Language::ALL.into_iter().find(|it| it.tag() == link.language) {
            Some(language) => self.language = language,
            None => note(&link.language),
        }
        match Theme::named(&link.theme) {
            Some(theme) => self.theme = theme,
            None => note(&link.theme),
        }
        match scheduler_of(&link.scheduler, link.scheduler_number) {
            Some(scheduler) => self.scheduler = scheduler,
            None => note(&link.scheduler),
        }
        (self.seed, self.keeps_seed) = (link.seed, link.keeps_seed);
        self.chosen_kind = match link.has_real_threads {
            true => ThreadKind::Real,
            false => ThreadKind::Simulated,
        };
        self.entry = link.entry;
        self.configuration = link.configuration;
        // What the page shows while the text is wrong is this program, not the last one.
        self.own_text = None;
        self.begin_run();
        if let Some(text) = link.own_text {
            self.own_text = Some(text.into());
            self.begin_run();
        }
        let turn = |&(thread, choice)| Turn { thread: ThreadId(thread), choice: Choice(choice) };
        let turns: Option<Vec<Turn>> =
            link.schedule.as_ref().map(|turns| turns.iter().map(turn).collect());
        let made = match &turns {
            Some(turns) if self.text_is_right() => self.take_over(turns, Some(link.position)),
            _ => Ok(None),
        };
        let opening = match made {
            _ if !unknown.is_empty() => Some(Opening::UnknownNames(unknown)),
            Err(refused) => Some(Opening::StepsRefused(refused)),
            Ok(Some(left_out)) => Some(left_out),
            Ok(None) if turns.is_none() => Some(Opening::NoSteps),
            Ok(None) if self.forked && link.has_real_threads => Some(Opening::Recorded),
            Ok(None) => None,
        };
        self.notice = opening.map(Notice::Opened);
    }

    /// Makes the run that a text says, from the start on. Real threads are the caller's
    /// business.
    ///
    /// # Errors
    ///
    /// Changes nothing where the text is wrong, or says what is not possible.
    pub(super) fn open_steps(&mut self, text: &str) -> Result<(), StepsRefused> {
        if !self.text_is_right() {
            return Err(StepsRefused::TextIsWrong);
        }
        let turns = read_schedule(self.program(), text).map_err(|problem| {
            let ScheduleProblem { at, kind } = problem;
            let rest = text.get(at..).unwrap_or_default();
            let word = rest.split(|it: char| it == '.' || it.is_whitespace()).next();
            // Whatever was pasted, it must not fill the page.
            let word = word.unwrap_or_default().chars().take(40).collect();
            StepsRefused::Word { word, kind }
        })?;
        let left_out = self.take_over(&turns, None)?;
        self.notice = left_out.map(Notice::Opened);
        Ok(())
    }

    /// Makes the turns, and shows the run at this position, or at its end. The threads are
    /// simulated from there on. Answers what was left out.
    fn take_over(
        &mut self,
        turns: &[Turn],
        position: Option<u32>,
    ) -> Result<Option<Opening>, StepsRefused> {
        let program = self.run.program().clone();
        let (mut run, made) = Run::replay_to_its_end(program, turns).map_err(|problem| {
            let ReplayProblem { step, thread, why } = problem;
            let is_known = why != WhyNot::NoSuchThread;
            let name = is_known.then(|| self.program().name_of(thread).to_string());
            StepsRefused::Step { step, thread: name.unwrap_or_default(), why }
        })?;
        run.set_room(self.room);
        run.seek(position.map_or(made, |it| it as usize));
        self.run = run;
        self.start_run();
        self.forked = !turns.is_empty();
        self.made_from_steps = self.forked;
        let turns = turns.len() - made;
        Ok((turns > 0).then_some(Opening::LeftOut { step: made, turns }))
    }
}
