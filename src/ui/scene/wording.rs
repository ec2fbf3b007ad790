//! What the picture says of a thread, in as many words as fit.

use super::uses::{Way, way_of};
use crate::engine::{Ending, Violation};
use crate::program::{ChannelKind, Exception, Item, ObjectId, ObjectKind, ThreadId, Value};
use crate::session::{Activity, Model};
use crate::text::{Text, fill};

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
    /// It was not started yet.
    NotStarted,
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
            Look::NotStarted => "not-started",
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
    /// Which way it is kept from going on at a container.
    pub way: Option<Way>,
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
    /// It took this item, which lay there twice.
    TookItem(Item),
    /// It waits forever.
    Waits,
    /// It ended with this exception.
    Raised(Exception),
    /// What it asserted was false.
    Asserted,
    /// It wrote what it had made of an older value.
    WroteOld,
}

impl Stand {
    /// How a thread stands now.
    pub fn of(model: &Model, id: ThreadId) -> Stand {
        let machine = model.playback.run.machine();
        let activity = model.activity(id);
        let (count, way) = match activity {
            Activity::Waiting(object) => {
                let next = machine.thread(id).next;
                let way =
                    next.and_then(|next| way_of(&machine.role(id).instruction(next).effects()));
                (machine.memory().get(model.program().object(object).base), way)
            }
            _ => (0, None),
        };
        Stand {
            activity,
            inside: machine.inside(id).is_some(),
            count,
            way,
            deed: deed(model, id),
            stopped: model.playback.ending.is_some(),
        }
    }

    /// The look that goes with it.
    pub fn look(&self) -> Look {
        match self.activity {
            Activity::Done => Look::Done,
            Activity::NotStarted => Look::NotStarted,
            Activity::Waiting(_) => Look::Waiting,
            _ if self.inside => Look::Inside,
            Activity::Producing(_) | Activity::Consuming(_) | Activity::Pausing => Look::Working,
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
            Some(Deed::TookItem(item)) => {
                return vec![fill(text.objects.took_item, &[&item.to_string()]), item.to_string()];
            }
            Some(Deed::Raised(exception)) => {
                let name = model.program().exception_name(exception);
                return vec![fill(text.objects.raised, &[name]), name.into()];
            }
            Some(Deed::WroteOld) => return vec![text.whole.wrote_old.into()],
            Some(Deed::Asserted) => return vec![text.objects.asserted.into(), "assert".into()],
            Some(Deed::Waits) | None => {}
        }
        match self.activity {
            Activity::Done => vec![words.done.into()],
            Activity::NotStarted => vec![text.whole.not_started.into()],
            Activity::Waiting(object) => self.waiting_words(text, model, object),
            Activity::Pausing => vec![text.objects.pausing.into()],
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

    /// For what the thread waits, the longest words first.
    fn waiting_words(&self, text: &Text, model: &Model, object: ObjectId) -> Vec<String> {
        let words = &text.objects;
        let declared = model.program().object(object);
        let name = &declared.name;
        let is_rendezvous =
            matches!(declared.kind, ObjectKind::Channel { kind: ChannelKind::Rendezvous, .. });
        let (long, short) = match (declared.kind, self.way) {
            (ObjectKind::Lock | ObjectKind::ReentrantLock, _) => {
                (words.waits_held, words.held_short)
            }
            (ObjectKind::Condition { .. }, _) => (words.waits_notify, words.notify_short),
            _ if model.program().is_event(object) => (words.waits_not_set, words.not_set_short),
            (ObjectKind::Atomic { .. }, _) => (words.waits_wake, words.wake_short),
            (ObjectKind::Barrier { .. }, _) => (words.waits_others, words.others_short),
            (ObjectKind::Alive { .. }, _) => (words.waits_end, words.end_short),
            (_, Some(Way::In)) if is_rendezvous => (words.waits_receiver, words.waits_receiver),
            (_, Some(Way::Out)) if is_rendezvous => (words.waits_sender, words.waits_sender),
            (_, Some(Way::In)) => (words.waits_full, words.full_short),
            (_, Some(Way::Out)) => (words.waits_empty, words.empty_short),
            _ => {
                let count = self.count.to_string();
                let scene = &text.scene;
                let shorter = [name.clone(), own_name(name).to_owned()];
                return [(scene.waits)(name, &count), (scene.waits_for)(name)]
                    .into_iter()
                    .chain(shorter)
                    .collect();
            }
        };
        let (sender, receiver) = declared.ends();
        let name = if self.way == Some(Way::In) { sender } else { receiver };
        vec![
            fill(long, &[name]),
            fill(short, &[name]),
            (text.scene.waits_for)(name),
            name.to_owned(),
            own_name(name).to_owned(),
        ]
    }
}

/// The name of a field without that of its owner: where there is no room for both, it tells more.
pub fn own_name(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or_default()
}

/// The part a thread had in what ended the run.
fn deed(model: &Model, id: ThreadId) -> Option<Deed> {
    let Some(Ending::Broken(violation)) = &model.playback.ending else { return None };
    match *violation {
        Violation::Overwrite { writer, lost_writer, slot, .. } => {
            (id == writer || id == lost_writer).then_some(Deed::Wrote(slot))
        }
        Violation::DuplicateRead { reader, taken_by, slot, .. } => {
            (id == reader || id == taken_by).then_some(Deed::Took(slot))
        }
        Violation::EmptyRead { reader, slot, .. } | Violation::Order { reader, slot, .. } => {
            (id == reader).then_some(Deed::Took(slot))
        }
        Violation::Deadlock { .. }
        | Violation::Stranded { .. }
        | Violation::UnfinishedThread { .. } => {
            violation.threads().contains(&id).then_some(Deed::Waits)
        }
        Violation::Exception { thread, exception, .. } => {
            (id == thread).then_some(Deed::Raised(exception))
        }
        Violation::LostUpdate { thread, .. } => (id == thread).then_some(Deed::WroteOld),
        Violation::Assertion { thread, .. } => (id == thread).then_some(Deed::Asserted),
        Violation::ConsumedTwice { thread, consumed_by, item, .. } => {
            (id == thread || id == consumed_by).then_some(Deed::TookItem(item))
        }
        Violation::TakenTwice { reader, taken_by, item, .. } => {
            (id == reader || id == taken_by).then_some(Deed::TookItem(item))
        }
        Violation::MutualExclusion { .. }
        | Violation::Invariant { .. }
        | Violation::Lost { .. }
        | Violation::ConsumedUnset { .. }
        | Violation::Grows { .. } => None,
    }
}

/// How wide type is, as a share of its size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Face {
    /// All letters have this width.
    Even(f64),
    /// Letters that are neither wide nor narrow have this width.
    Proportional(f64),
}

impl Face {
    /// How wide a text is about.
    pub fn width(self, text: &str, size: f64) -> f64 {
        size * match self {
            Face::Even(share) => text.chars().count() as f64 * share,
            Face::Proportional(share) => text.chars().map(relative_width).sum::<f64>() * share,
        }
    }

    /// The first text that fits; the last one cut short if none does.
    pub fn fitting(self, texts: &[String], size: f64, width: f64) -> String {
        let fits = |text: &&String| self.width(text, size) <= width;
        if let Some(text) = texts.iter().find(fits) {
            return text.clone();
        }
        let Some(shortest) = texts.last() else { return String::new() };
        let mut kept = shortest.clone();
        while kept.pop().is_some() {
            let cut = format!("{}…", kept.trim_end());
            if self.width(&cut, size) <= width {
                return cut;
            }
        }
        String::new()
    }
}

/// How wide a letter is beside an ordinary one, in the sans-serif faces that systems have: a name such as
/// `LightSwitch.mutex` is wider than its number of letters says.
fn relative_width(letter: char) -> f64 {
    match letter {
        'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | 'I' => 0.52,
        'f' | 'r' | 't' | '(' | ')' | '[' | ']' | ' ' | '-' | '·' => 0.68,
        'm' | 'M' | 'w' | 'W' | '@' | '%' | '…' => 1.55,
        letter if letter.is_uppercase() => 1.18,
        _ => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{CATALOGUE, Configuration};
    use crate::session::{
        DocumentAction, PlaybackAction, Support, ThreadsAction, WhySimulated, update,
    };

    #[test]
    fn the_longest_words_that_fit_are_taken() {
        let texts = ["in the critical section".to_owned(), "inside".to_owned()];
        let face = Face::Even(0.5);
        assert_eq!(face.fitting(&texts, 10.0, 200.0), texts[0]);
        assert_eq!(face.fitting(&texts, 10.0, 100.0), "inside");
        assert_eq!(face.fitting(&texts, 10.0, 20.0), "ins…");
        assert_eq!(face.fitting(&texts, 10.0, 2.0), "");
        let face = Face::Proportional(0.5);
        assert!(face.width("MMM", 10.0) > face.width("nnn", 10.0));
        assert_eq!(face.fitting(&["WWWW".to_owned()], 10.0, 25.0), "WW…");
    }

    /// A model of a program on simulated threads with these faults.
    fn simulated(name: &str, faults: &[&str]) -> Model {
        let entry = CATALOGUE.into_iter().find(|it| it.name == name).expect("it is there");
        let mut model = Model::of(entry, Configuration::of(entry));
        let support = Support::SimulatedOnly(WhySimulated::NotIsolated);
        update(&mut model, ThreadsAction::SupportFound(support));
        for fault in faults {
            let index = entry.fault_named(fault).expect("it has this fault");
            update(&mut model, DocumentAction::SetFault(index, true));
        }
        model
    }

    /// The same after as many steps as it takes to end.
    fn ended(name: &str, faults: &[&str]) -> Model {
        let mut model = simulated(name, faults);
        for _ in 0..10_000 {
            update(&mut model, PlaybackAction::Step);
        }
        model
    }

    fn longest_words(model: &Model, id: u8) -> String {
        Stand::of(model, ThreadId(id)).words(model.text(), model)[0].clone()
    }

    #[test]
    fn a_waiting_thread_says_for_what() {
        let check = |name: &str, steps: &[u8], id: u8, expected: &str| {
            let mut model = simulated(name, &[]);
            for &thread in steps {
                update(&mut model, PlaybackAction::StepThread(ThreadId(thread)));
            }
            assert_eq!(longest_words(&model, id), expected, "{name}");
            let is_waiting = Stand::of(&model, ThreadId(id)).look() == Look::Waiting;
            assert_eq!(is_waiting, expected.starts_with("waits"), "{name}");
        };
        check("three-semaphores", &[], 0, "ready");
        check("three-semaphores", &[], 2, "waits: items is 0");
        check("lock-and-event", &[], 1, "waits: ready is not set");
        check("two-conditions", &[0], 1, "waits: mutex is held");
        check("two-conditions", &[2, 2, 2], 2, "waits: notify at has_items");
        check("thread-safe-queue", &[], 2, "waits: queue is empty");
        check("thread-safe-queue", &[0; 4], 0, "waits: queue is full");
        check("channel", &[], 2, "waits: rx is empty");
        check("rendezvous", &[], 0, "waits: nobody receives");
        check("rendezvous", &[2, 2], 2, "waits: nobody sends");
        check("semaphore-from-atomics", &[2, 2, 2], 2, "waits: wake-up at filled");
        check("stop-flag", &[], 3, "waits: producer runs on");
    }

    #[test]
    fn who_broke_it_says_how_and_who_did_not_says_nothing_of_it() {
        let model = ended("three-semaphores", &["producer-skips-mutex"]);
        let Some(Ending::Broken(Violation::Overwrite { writer, lost_writer, slot, .. })) =
            model.playback.ending
        else {
            panic!("{:?}", model.playback.ending)
        };
        for id in model.program().thread_ids() {
            let had_a_part = id == writer || id == lost_writer;
            let deed = Stand::of(&model, id).deed;
            assert_eq!(deed, had_a_part.then_some(Deed::Wrote(slot)), "{id:?}");
        }
    }

    #[test]
    fn who_failed_says_with_what() {
        let model = ended("unbounded-buffer-puzzle", &[]);
        let Some(Ending::Broken(Violation::Exception { thread, .. })) = model.playback.ending
        else {
            panic!("{:?}", model.playback.ending)
        };
        assert_eq!(longest_words(&model, thread.0), "raised IndexError");
    }

    #[test]
    fn everybody_in_a_deadlock_is_in_trouble_and_still_says_for_what_they_wait() {
        let model = ended("three-semaphores", &["mutex-starts-at-0"]);
        for id in model.program().thread_ids() {
            assert_eq!(Stand::of(&model, id).deed, Some(Deed::Waits));
            assert!(longest_words(&model, id.0).starts_with("waits: "));
        }
    }
}
