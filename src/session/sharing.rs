//! The page as a link, and as the text of its steps; and back.

mod exporting;
pub(super) mod forms;
pub(super) mod link;
pub(super) mod opening;
mod view;
mod wanted;

use crate::engine::{ScheduleProblemKind, WhyNot};
use crate::text::Language;
use std::rc::Rc;

pub use exporting::{Export, Exported, NotExported, can_be_exported};
pub use forms::{Form, Share, escaped};
pub use opening::place_in_course;
pub use view::{Hidden, Locked, View};
pub use wanted::Wanted;

/// What the reader shares, or was given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sharing {
    /// The state that is shared, as it was when that was asked for.
    pub shared: Option<Rc<Shared>>,
    /// What of it.
    pub share: Share,
    /// As what.
    pub form: Form,
    /// What a view that is shared hides and locks.
    pub view: View,
    /// Whether a link to a lesson opens it in the language of whoever follows it.
    pub in_their_language: bool,
    /// What is to leave the page as a file.
    pub exported: Option<Rc<Exported>>,
    /// Why the steps that the reader gave could not be opened.
    pub steps_refused: Option<StepsRefused>,
}

/// What happens to what is shared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SharingAction {
    /// Work out what is to be shared; the run pauses.
    Share,
    /// Share this of the page.
    Choose(Share),
    /// Write it like this.
    WriteAs(Form),
    /// Hide a part of the view that is shared, or show it again.
    Hide(Hidden),
    /// Lock something in the view that is shared, or unlock it again.
    Lock(Locked),
    /// Let a link to a lesson say the language, or not.
    LeaveLanguageOpen(bool),
    /// Write the run or the verdict as a file.
    Export(Export),
    /// The page has drawn this.
    Drawn(Exported),
    /// What a link says: the fragment of an address, without its `#`. One that cannot be read changes
    /// nothing but the notice.
    OpenLink(String),
    /// What is asked for by name. Names that mean nothing here are left out, and said.
    OpenWanted(Box<Wanted>),
    /// The run that these steps make, as text.
    OpenSteps(String),
}

impl SharingAction {
    /// Whether it shows another program, or the same one as somebody else left it.
    pub(super) fn opens_a_program(&self) -> bool {
        matches!(self, SharingAction::OpenLink(_) | SharingAction::OpenWanted(_))
    }
}

/// The present state, to be shared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shared {
    /// The fragment of the link, without its `#`.
    pub fragment: String,
    /// What the link holds.
    pub holds: Holds,
    /// What stands behind the page's address to open the program at its start, from `?` or `#` on.
    pub program: String,
    /// The fragment of a link to the lesson that is shown, or to the course, without its language. `None` in the
    /// laboratory.
    pub lesson: Option<String>,
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

impl Sharing {
    /// What stands behind the page's address to open what is shared. `language` is that of the page.
    pub fn place(&self, language: Language) -> String {
        let Some(shared) = &self.shared else { return String::new() };
        match (self.what(), &shared.lesson) {
            (Share::Lesson, Some(lesson)) => match self.in_their_language {
                true => format!("#{lesson}"),
                false => format!("#{lesson}&lang={}", language.tag()),
            },
            (Share::Program, _) => shared.program.clone(),
            (Share::View, _) => format!("{}#{}", self.view.query(), shared.fragment),
            (Share::Run | Share::Lesson, _) => format!("#{}", shared.fragment),
        }
    }

    /// What of the page can be shared now: of the course, the lesson.
    pub fn choices(&self) -> &'static [Share] {
        match self.shared.as_ref().is_some_and(|it| it.lesson.is_some()) {
            true => &[Share::Lesson],
            false => &[Share::Run, Share::Program, Share::View],
        }
    }

    /// What of the page is shared: what was chosen, where that can be.
    pub fn what(&self) -> Share {
        let choices = self.choices();
        choices.iter().copied().find(|it| *it == self.share).unwrap_or(choices[0])
    }
}
