//! What the picture says of a thread, in as many words as fit.

use crate::program::{ThreadId, Value};
use crate::session::{Activity, Ending, Model, Violation};
use crate::text::Text;

/// What a thread is shown as: the looks of card and chip follow from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// It can step.
    Ready,
    /// It made the latest step.
    Running,
    /// It is making or using an item.
    Working,
    /// It is in the critical section.
    Inside,
    /// It is asleep.
    Waiting,
    /// It has ended.
    Done,
}

impl Look {
    /// The value of the attribute that the styles look at.
    pub fn name(self) -> &'static str {
        match self {
            Look::Ready => "ready",
            Look::Running => "running",
            Look::Working => "working",
            Look::Inside => "inside",
            Look::Waiting => "waiting",
            Look::Done => "done",
        }
    }
}

/// How a thread stands, in little enough that two pictures are compared quickly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stand {
    /// What it does.
    pub activity: Activity,
    /// Whether it is in the critical section.
    pub inside: bool,
    /// The count of the semaphore it waits at.
    pub count: Value,
    /// What it did wrong, if it had a part in what ended the run.
    pub deed: Option<Deed>,
    /// Whether it could step, and the run has come to an end.
    pub stopped: bool,
}

/// A thread's part in a violation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// It wrote this slot.
    Wrote(u16),
    /// It took the item of this slot.
    Took(u16),
    /// It waits for ever.
    Waits,
}

impl Stand {
    /// How a thread stands now.
    pub fn of(model: &Model, id: ThreadId) -> Stand {
        let machine = model.run.machine();
        let activity = model.activity(id);
        let count = match activity {
            Activity::Waiting(semaphore) => {
                machine.memory().get(model.program().object(semaphore).base)
            }
            _ => 0,
        };
        Stand {
            activity,
            inside: machine.inside(id).is_some(),
            count,
            deed: deed(model, id),
            stopped: model.ending.is_some(),
        }
    }

    /// The look that goes with it.
    pub fn look(&self) -> Look {
        match self.activity {
            Activity::Done => Look::Done,
            Activity::Waiting(_) => Look::Waiting,
            _ if self.inside => Look::Inside,
            Activity::Producing(_) | Activity::Consuming(_) => Look::Working,
            Activity::Running => Look::Running,
            Activity::Ready => Look::Ready,
        }
    }

    /// The state in words, the longest first: whoever has less room takes a shorter one.
    pub fn words(&self, text: &Text, model: &Model) -> Vec<String> {
        let words = &text.scene;
        match self.deed {
            Some(Deed::Wrote(slot)) => return vec![(words.wrote_slot)(&slot.to_string())],
            Some(Deed::Took(slot)) => return vec![(words.took_slot)(&slot.to_string())],
            Some(Deed::Waits) | None => {}
        }
        match self.activity {
            Activity::Done => vec![words.done.into()],
            Activity::Waiting(semaphore) => {
                let name = &model.program().object(semaphore).name;
                vec![
                    (words.waits)(name, &self.count.to_string()),
                    (words.waits_for)(name),
                    name.clone(),
                ]
            }
            _ if self.inside => {
                vec![
                    words.in_critical_section.into(),
                    words.critical_section.into(),
                    words.inside.into(),
                ]
            }
            Activity::Producing(item) => {
                vec![(words.producing)(&item.to_string()), (words.producing)("").trim().into()]
            }
            Activity::Consuming(Some(item)) => {
                vec![(words.consuming)(&item.to_string()), (words.consuming)("").trim().into()]
            }
            Activity::Consuming(None) => vec![(words.consuming)("").trim().into()],
            _ if self.stopped => vec![words.stopped.into()],
            Activity::Running => vec![words.running.into()],
            Activity::Ready => vec![words.ready.into()],
        }
    }
}

/// The part a thread had in what ended the run.
fn deed(model: &Model, id: ThreadId) -> Option<Deed> {
    let Some(Ending::Broken(violation)) = &model.ending else { return None };
    match *violation {
        Violation::Overwrite { writer, lost_writer, slot, .. } => {
            (id == writer || id == lost_writer).then_some(Deed::Wrote(slot))
        }
        Violation::DuplicateRead { reader, taken_by, slot, .. } => {
            (id == reader || id == taken_by).then_some(Deed::Took(slot))
        }
        Violation::EmptyRead { reader, slot } | Violation::Order { reader, slot, .. } => {
            (id == reader).then_some(Deed::Took(slot))
        }
        Violation::Deadlock { .. } | Violation::Stranded { .. } => {
            violation.threads().contains(&id).then_some(Deed::Waits)
        }
        Violation::MutualExclusion { .. } => None,
    }
}

/// How wide type is, on average, as a share of its size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Face(pub f64);

impl Face {
    /// How wide a text is about.
    pub fn width(self, text: &str, size: f64) -> f64 {
        text.chars().count() as f64 * self.0 * size
    }

    /// The first text that fits; the last one cut short if none does.
    pub fn fitting(self, texts: &[String], size: f64, width: f64) -> String {
        let fits = |text: &&String| self.width(text, size) <= width;
        if let Some(text) = texts.iter().find(fits) {
            return text.clone();
        }
        let Some(shortest) = texts.last() else { return String::new() };
        let room = (width / (self.0 * size)).floor() as usize;
        let kept: String = shortest.chars().take(room.saturating_sub(1)).collect();
        format!("{}…", kept.trim_end())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::program::RoleKind;
    use crate::session::{Action, Configuration, Fault, Support, WhySimulated, update};

    #[test]
    fn the_longest_words_that_fit_are_taken() {
        let texts = ["in the critical section".to_owned(), "inside".to_owned()];
        let face = Face(0.5);
        assert_eq!(face.fitting(&texts, 10.0, 200.0), texts[0]);
        assert_eq!(face.fitting(&texts, 10.0, 100.0), "inside");
        assert_eq!(face.fitting(&texts, 10.0, 20.0), "ins…");
    }

    /// A model on simulated threads with these faults, after as many steps as it takes to end.
    fn ended(faults: &[Fault]) -> Model {
        let mut model = Model::new(Configuration::default());
        let support = Support::SimulatedOnly(WhySimulated::NotIsolated);
        update(&mut model, Action::SupportFound(support));
        for &fault in faults {
            update(&mut model, Action::SetFault(fault, true));
        }
        for _ in 0..10_000 {
            update(&mut model, Action::Step);
        }
        model
    }

    fn longest_words(model: &Model, id: u8) -> String {
        Stand::of(model, ThreadId(id)).words(model.text(), model)[0].clone()
    }

    #[test]
    fn a_waiting_thread_says_for_what() {
        let model = Model::new(Configuration::default());
        assert_eq!(longest_words(&model, 0), "ready");
        assert_eq!(longest_words(&model, 2), "waits: items is 0");
        assert_eq!(Stand::of(&model, ThreadId(2)).look(), Look::Waiting);
    }

    #[test]
    fn who_broke_it_says_how_and_who_did_not_says_nothing_of_it() {
        let model = ended(&[Fault::SkipMutex(RoleKind::Producer)]);
        let Some(Ending::Broken(Violation::Overwrite { writer, lost_writer, slot, .. })) =
            model.ending
        else {
            panic!("{:?}", model.ending)
        };
        for id in model.program().thread_ids() {
            let had_a_part = id == writer || id == lost_writer;
            let deed = Stand::of(&model, id).deed;
            assert_eq!(deed, had_a_part.then_some(Deed::Wrote(slot)), "{id:?}");
        }
    }

    #[test]
    fn everybody_in_a_deadlock_is_in_trouble_and_still_says_for_what_they_wait() {
        let model = ended(&[Fault::MutexStartsAtZero]);
        for id in model.program().thread_ids() {
            assert_eq!(Stand::of(&model, id).deed, Some(Deed::Waits));
            assert!(longest_words(&model, id.0).starts_with("waits: "));
        }
    }
}
