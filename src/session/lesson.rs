//! The course as the reader goes through it: which challenge is open, what was answered, and what has been learned so far.

mod abstraction;
mod attempt;
mod endings;
mod hand_in;
mod handed_in;
mod judge;
mod made;
mod opening;
mod progress;
mod solution;
mod throughput;
pub(super) mod update;
mod work;

pub use abstraction::Abstraction;
pub use attempt::{Attempt, Draft, FirstStep};
pub use endings::Ends;
pub use hand_in::{HandIn, HandInProblem, Work};
pub use handed_in::{HandedIn, Seen};
pub use judge::{
    Breaks, Grade, Judgement, Mark, Question, Why, is_slow, judge, moment, program_of, reached,
    right_choice, right_state, shortest,
};
pub use made::{Made, made};
pub use opening::fragment_of;
pub use progress::{Idea, Progress, Record, Sureness};
pub use solution::{Solution, solution};

use super::document::Edition;
use super::threads::ThreadKind;
use std::rc::Rc;

/// Everything the page knows of the course.
#[derive(Clone, Debug, Default)]
pub struct Lessons {
    /// What is shown of it.
    pub shown: Shown,
    /// The challenge that is open, or was open last.
    pub attempt: Option<Attempt>,
    /// What was done so far.
    pub progress: Progress,
    /// What was answered, to be handed in.
    pub hand_in: Rc<HandIn>,
    /// What somebody handed in, while that is looked at.
    pub handed_in: Option<Rc<Result<HandedIn, HandInProblem>>>,
    /// Whether the checker's worker is at what was handed in.
    judges_hand_in: bool,
    /// Whether a teacher looks at it: goals, and answers to expect.
    pub teaches: bool,
    /// Whether a text was to be taken over that is no progress.
    pub was_refused: bool,
    /// What the page was about before the course was opened.
    before: Option<Box<Before>>,
}

/// What is shown of the course.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shown {
    /// Nothing: the page is the laboratory.
    #[default]
    Nothing,
    /// All challenges, and how far one has come.
    Overview,
    /// A challenge.
    Challenge,
    /// What somebody handed in.
    HandedIn,
}

/// What the page was about.
#[derive(Clone, Debug)]
struct Before {
    edition: Edition,
    kind: ThreadKind,
}

/// What happens in the course.
#[derive(Clone, Debug, PartialEq)]
pub enum LessonAction {
    /// Show all challenges.
    ShowOverview,
    /// Open a challenge, in this variant.
    Open(&'static str, u32),
    /// Open what a link says: a name, a variant, and a language.
    OpenLink(String),
    /// Open what was handed in: a link, or what stands behind its `#`.
    OpenHandIn(String),
    /// Begin the open challenge again.
    Again,
    /// Back to the laboratory.
    Close,
    /// Choose an answer, in the order of the data.
    Choose(u8),
    /// How sure one is, from 1 to 3.
    BeSure(u8),
    /// That is the answer.
    Submit,
    /// Open the next hint.
    Hint,
    /// Show a way to do it; that is noted.
    ShowMe,
    /// Play the schedule that speaks against the answer.
    Watch,
    /// Put a line of the pool at the end.
    Place(u8),
    /// Put the line at this place back into the pool.
    Unplace(usize),
    /// A number for a blank, as typed.
    Fill(usize, String),
    /// A thread does wait at a blank, or does not.
    Tick(usize, String),
    /// What the checker says of an answer.
    Judged(Judgement),
    /// Whether to show what is for teachers.
    Teach(bool),
    /// What an earlier visit kept.
    Restore(String),
    /// The answers that an earlier visit kept.
    RestoreAnswers(String),
    /// What was carried here from elsewhere is taken in.
    Import(String),
    /// Everything done is forgotten.
    Forget,
}

impl LessonAction {
    /// Whether the course is shown by it, whatever was shown before.
    pub(super) fn shows_the_course(&self) -> bool {
        matches!(
            self,
            LessonAction::ShowOverview
                | LessonAction::Open(..)
                | LessonAction::OpenLink(_)
                | LessonAction::OpenHandIn(_)
        )
    }
}

impl Lessons {
    /// Whether the page shows the course, and not the laboratory.
    pub fn is_shown(&self) -> bool {
        self.shown != Shown::Nothing
    }

    /// The challenge that is shown.
    pub fn open(&self) -> Option<&Attempt> {
        self.attempt.as_ref().filter(|_| self.shown == Shown::Challenge)
    }
}
