//! One try at a challenge.

use super::endings::Ends;
use super::judge::{Breaks, Judgement, Why, shortest};
use crate::engine::{Run, ViolationKind, read_schedule, write_schedule};
use crate::lesson::{Answer, Challenge, Filled, Task, TaskKind, Variant};
use crate::program::ThreadId;
use std::rc::Rc;

/// One try at a challenge, from opening it to leaving it.
#[derive(Clone, Debug)]
pub struct Attempt {
    /// The challenge.
    pub challenge: &'static Challenge,
    /// The number of its variant.
    pub number: u32,
    /// What that number chose.
    pub variant: Rc<Variant>,
    /// The choice, in the order of the data.
    pub choice: Option<u8>,
    /// How sure one is of it: 1 to 3, or 0 where that was not said.
    pub sure: u8,
    /// Whether the choice may not be changed any more.
    pub is_sealed: bool,
    /// The lines placed so far, by their places in the pool.
    pub lines: Vec<u8>,
    /// What stands in the blanks.
    pub filled: Vec<Draft>,
    /// How many hints are open.
    pub hints: u8,
    /// The first step of the shortest way, once the third hint is open.
    pub first_step: Option<FirstStep>,
    /// Whether a way was shown.
    pub was_shown: bool,
    /// The answer that was judged last, or is being judged: the text may be another one when the verdict comes.
    pub answered: Option<Rc<Answer>>,
    /// How many answers were given.
    pub tries: u32,
    /// Whether an answer is being looked at.
    pub is_judged: bool,
    /// What came of the last one.
    pub judgement: Option<Rc<Judgement>>,
    /// The stars that the last one has brought.
    pub stars: u8,
}

/// What stands in a blank.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// A number, as typed.
    pub typed: String,
    /// Threads.
    pub threads: Vec<String>,
}

/// The first step of the shortest way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirstStep {
    /// Who makes it.
    pub thread: String,
    /// The line that it makes.
    pub line: String,
    /// With so many producers, consumers and slots, where that matters.
    pub size: Option<[u32; 3]>,
}

impl PartialEq for Attempt {
    fn eq(&self, other: &Attempt) -> bool {
        let choice = |it: &Attempt| (it.number, it.choice, it.sure, it.is_sealed, it.hints);
        let course = |it: &Attempt| (it.was_shown, it.tries, it.is_judged, it.stars);
        std::ptr::eq(self.challenge, other.challenge)
            && choice(self) == choice(other)
            && course(self) == course(other)
            && (&self.lines, &self.filled) == (&other.lines, &other.filled)
            && (&self.first_step, &self.judgement) == (&other.first_step, &other.judgement)
    }
}

impl Attempt {
    /// A challenge that has just been opened.
    pub fn new(challenge: &'static Challenge, number: u32) -> Attempt {
        let variant = Rc::new(Variant::of(challenge, number));
        let blanks = match challenge.task {
            Task::FillIn { blanks, .. } => blanks.len(),
            _ => 0,
        };
        Attempt {
            challenge,
            number,
            variant,
            choice: None,
            sure: 0,
            is_sealed: false,
            lines: Vec::new(),
            filled: vec![Draft::default(); blanks],
            hints: 0,
            first_step: None,
            was_shown: false,
            answered: None,
            tries: 0,
            is_judged: false,
            judgement: None,
            stars: 0,
        }
    }

    /// The kind of its task.
    pub fn kind(&self) -> TaskKind {
        self.challenge.task.kind()
    }

    /// Whether it has been done.
    pub fn is_done(&self) -> bool {
        self.judgement.as_ref().is_some_and(|it| it.is_right())
    }

    /// The answer as it stands; `None` where there is none yet. `text` is that of the page.
    pub fn answer(&self, text: &str, run: &Run) -> Option<Answer> {
        Some(match self.kind() {
            TaskKind::Predict | TaskKind::WhichIsSafe | TaskKind::Explain => {
                Answer::Choice(self.choice?)
            }
            TaskKind::BeTheScheduler => {
                let made = run.schedule().take(run.position());
                Answer::Schedule(write_schedule(run.program(), made))
            }
            TaskKind::Repair => Answer::Text(text.to_owned()),
            TaskKind::Order if self.lines.is_empty() => return None,
            TaskKind::Order => Answer::Lines(self.lines.clone()),
            TaskKind::FillIn => {
                let Task::FillIn { blanks, .. } = self.challenge.task else { return None };
                let filled = blanks.iter().zip(&self.filled).map(|(blank, draft)| match blank {
                    crate::lesson::Blank::Value(_) => {
                        draft.typed.trim().parse().ok().map(Filled::Number)
                    }
                    crate::lesson::Blank::Waiting(_) => {
                        Some(Filled::Threads(draft.threads.clone()))
                    }
                });
                Answer::State(filled.collect::<Option<_>>()?)
            }
        })
    }

    /// What speaks against the last answer, as a schedule.
    pub fn against(&self) -> Option<&Breaks> {
        match &**self.judgement.as_ref()? {
            Judgement::Wrong(Why::Breaks(breaks)) => Some(breaks),
            Judgement::Wrong(Why::Choice { against, .. }) => against.as_ref(),
            _ => None,
        }
    }

    /// The run that ends otherwise than the last answer says.
    pub fn ends(&self) -> Option<&Ends> {
        match &**self.judgement.as_ref()? {
            Judgement::Wrong(Why::Choice { ends, .. }) => ends.as_deref(),
            _ => None,
        }
    }

    /// The schedule that can be watched, and with so many producers, consumers and slots.
    pub fn to_watch(&self) -> Option<(&str, [u32; 3])> {
        let breaks = self.against().map(|it| (it.schedule.as_str(), it.size));
        breaks.or_else(|| self.ends().map(|it| (it.schedule.as_str(), it.size)))
    }

    /// Which rule the last answer broke.
    pub fn broke(&self) -> Option<ViolationKind> {
        match &**self.judgement.as_ref()? {
            Judgement::Wrong(Why::Another(kind)) => Some(*kind),
            _ => Some(self.against()?.kind),
        }
    }

    /// The stated wrong answer that the last answer is, if it is one.
    pub fn wrong_answer(&self) -> Option<usize> {
        let Judgement::Wrong(why) = &**self.judgement.as_ref()? else { return None };
        self.challenge.wrong_answers.iter().position(|it| {
            match (self.challenge.stated(it.answer, &self.variant), self.answered.as_deref()) {
                // Of schedules there are too many that are alike.
                (Answer::Schedule(_), _) => it.because == why.name(),
                (Answer::Text(stated), Some(Answer::Text(text))) => {
                    stated.lines().map(str::trim_end).eq(text.lines().map(str::trim_end))
                }
                (Answer::Choice(stated), _) => {
                    matches!(why, Why::Choice { chosen, .. } if *chosen == stated)
                }
                (stated, Some(answer)) => stated == *answer,
                (_, None) => false,
            }
        })
    }

    /// Works out the first step of the shortest way.
    pub(super) fn find_first_step(&self) -> Option<FirstStep> {
        // A whole program has its numbers in itself.
        let is_of_all_sizes = self.kind() == TaskKind::Repair && !self.challenge.entry().is_whole();
        let breaks = shortest(self.challenge, &self.variant)?;
        let size = is_of_all_sizes.then_some(breaks.size);
        let program = super::program_of(self.challenge, &self.variant)?;
        let name = breaks.schedule.split('.').nth(1)?;
        let thread = name.split(['x', '-']).next()?.to_owned();
        let turns = read_schedule(&program, &format!("1.{thread}")).unwrap_or_default();
        let first = turns.first().map_or(ThreadId(0), |it| it.thread);
        let run = Run::new(program);
        let line = run.machine().line(first)?;
        let source = self.challenge.source(&self.variant);
        let line = source.lines().nth(usize::from(line.0))?.trim().to_owned();
        Some(FirstStep { thread, line, size })
    }
}
