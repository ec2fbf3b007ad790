//! *Compare runtimes*: the same work under each runtime, on one time axis.
//!
//! The strips are the clock's ([`crate::clock`]). Here are the knobs, the question that is open, the time that the cursor
//! is at, and what is said of it all.

mod fragment;
mod knob;
mod moment;
mod question;
mod span;
mod story;

pub use fragment::{fragment_of, is_meant_by};
pub use knob::{Knob, Side};
pub use moment::{Doing, Now, now};
pub use question::{QUESTIONS, Question};
pub use span::{span, times};
pub use story::{Story, story};

use crate::clock::{
    Awaiting, Machine, Runtime, SpeedUp, StartMethod, Strip, Time, Work, amdahl, reckon, speed_ups,
};
use crate::text::Language;
use std::rc::Rc;

/// Everything the page knows of the lab.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lab {
    /// Whether it is shown, in the place of the rest.
    pub is_open: bool,
    /// The work that is compared.
    pub work: Work,
    /// What it runs on.
    pub machine: Machine,
    /// Whether a lane is a core, and not a task.
    pub by_core: bool,
    /// Whether all is told as a table.
    pub as_table: bool,
    /// What a small page shows of it.
    pub side: Side,
    /// The time that is looked at, in thousandths of the axis.
    pub cursor: u16,
    /// The question that is open.
    pub asked: Option<Asked>,
    /// Which questions have been answered, by their places.
    pub answered: u32,
    /// What the clock says of it; nothing before the lab is opened.
    pub reckoned: Option<Rc<Reckoned>>,
}

/// A question, and what was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Its place among all.
    pub question: usize,
    /// The answer that was chosen, from 0 on.
    pub answer: Option<u8>,
}

/// What the clock says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reckoned {
    /// What happens under each runtime.
    pub strips: Vec<(Runtime, Strip)>,
    /// How much faster more workers are.
    pub bars: [SpeedUp; 5],
    /// How much faster they can be at most.
    pub amdahl: [u64; 5],
    /// Where the axis ends: the longest of all.
    pub longest: Time,
}

impl Reckoned {
    /// Asks the clock.
    pub fn of(work: &Work, machine: &Machine) -> Reckoned {
        let strips: Vec<(Runtime, Strip)> =
            Runtime::ALL.map(|runtime| (runtime, reckon(runtime, work, machine))).into();
        let longest = strips.iter().map(|(_, strip)| strip.total).max().unwrap_or(0).max(1);
        let bars = speed_ups(work, machine);
        let amdahl = bars.map(|it| amdahl(work, machine, it.workers));
        Reckoned { strips, bars, amdahl, longest }
    }

    /// What happens under a runtime.
    pub fn strip(&self, runtime: Runtime) -> Option<&Strip> {
        self.strips.iter().find(|(it, _)| *it == runtime).map(|(_, strip)| strip)
    }

    /// When all is done under a runtime.
    pub fn total(&self, runtime: Runtime) -> Time {
        self.strip(runtime).map_or(0, |it| it.total)
    }

    /// How much faster than one after the other, in hundredths.
    pub fn faster(&self, runtime: Runtime) -> u64 {
        self.total(Runtime::Serial) * 100 / self.total(runtime).max(1)
    }
}

/// What happens in the lab.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LabAction {
    /// Show it.
    Open,
    /// Show what a link says.
    OpenLink(String),
    /// Back to the laboratory.
    Close,
    /// Put a knob to this place of its scale.
    Turn(Knob, u32),
    /// The knob by so many places.
    Nudge(Knob, i8),
    /// How processes are started.
    Start(StartMethod),
    /// How coroutines wait.
    Await(Awaiting),
    /// A lane for each core, or for each task.
    ByCore(bool),
    /// As a table, or as strips.
    AsTable(bool),
    /// What a small page shows.
    Show(Side),
    /// Look at this time, in thousandths of the axis.
    Look(u16),
    /// Ask the question at this place.
    Ask(usize),
    /// Answer it.
    Answer(u8),
    /// Leave the question.
    Leave,
    /// All knobs as they were at first.
    Reset,
}

impl Lab {
    /// The question that is open.
    pub fn question(&self) -> Option<&'static Question> {
        self.asked.and_then(|it| QUESTIONS.get(it.question))
    }

    /// Whether an answer is waited for: the strips would give it away.
    pub fn waits_for_answer(&self) -> bool {
        self.asked.is_some_and(|it| it.answer.is_none())
    }

    /// The time that is looked at.
    pub fn time(&self) -> Time {
        let longest = self.reckoned.as_ref().map_or(0, |it| it.longest);
        longest * Time::from(self.cursor) / 1000
    }

    /// Asks the clock anew.
    fn reckon(&mut self) {
        self.reckoned = Some(Rc::new(Reckoned::of(&self.work, &self.machine)));
    }

    fn ask(&mut self, question: usize) {
        let Some(it) = QUESTIONS.get(question) else { return };
        (self.work, self.machine) = it.set_up();
        self.asked = Some(Asked { question, answer: None });
        self.side = Side::Strips;
        self.as_table = false;
    }
}

/// Where the cursor is at first: early, where most is seen to begin.
const FIRST_LOOK: u16 = 160;

/// Changes the lab. Answers the language that a link asks for.
pub fn update(lab: &mut Lab, action: LabAction) -> Option<Language> {
    let before = (lab.work, lab.machine);
    let mut language = None;
    match action {
        LabAction::Open => lab.is_open = true,
        LabAction::OpenLink(said) => {
            let said = fragment::read(&said);
            language = said.language;
            lab.is_open = true;
            match said.question {
                Some(question) => lab.ask(question),
                None => {
                    (lab.work, lab.machine) = (said.work, said.machine);
                    lab.asked = None;
                }
            }
        }
        LabAction::Close => lab.is_open = false,
        LabAction::Turn(knob, place) => knob.turn(&mut lab.work, &mut lab.machine, place),
        LabAction::Nudge(knob, by) => {
            let place = knob.place(&lab.work, &lab.machine);
            let to = place.saturating_add_signed(by.into());
            knob.turn(&mut lab.work, &mut lab.machine, to);
        }
        LabAction::Start(method) => lab.machine.start = method,
        LabAction::Await(awaiting) => lab.work.awaiting = awaiting,
        LabAction::ByCore(on) => lab.by_core = on,
        LabAction::AsTable(on) => lab.as_table = on,
        LabAction::Show(side) => lab.side = side,
        LabAction::Look(at) => lab.cursor = at.min(1000),
        LabAction::Ask(question) => lab.ask(question),
        LabAction::Answer(answer) => {
            if let Some(asked) = lab.asked.as_mut().filter(|it| it.answer.is_none()) {
                asked.answer = Some(answer.min(2));
                lab.answered |= 1 << asked.question;
            }
        }
        LabAction::Leave => lab.asked = None,
        LabAction::Reset => {
            (lab.work, lab.machine, lab.asked) = (Work::default(), Machine::default(), None);
        }
    }
    // While a question waits for its answer, another work is another question.
    if (lab.work, lab.machine) != before && lab.waits_for_answer() {
        let is_asked = lab.question().is_some_and(|it| it.set_up() == (lab.work, lab.machine));
        if !is_asked {
            lab.asked = None;
        }
    }
    let is_first = lab.reckoned.is_none();
    if lab.is_open && (is_first || (lab.work, lab.machine) != before) {
        lab.reckon();
    }
    if is_first {
        lab.cursor = FIRST_LOOK;
    }
    language
}
