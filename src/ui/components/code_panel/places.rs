//! What the run says about each line: who is there, and what is declared there now.

use crate::program::{Line, ObjectKind, RoleKind, ThreadName, Value};
use crate::session::{Activity, Model};

/// What there is to say about all lines.
#[derive(Clone, Debug, PartialEq)]
pub struct Places {
    /// One for each line of the listing.
    pub lines: Vec<Place>,
}

/// What there is to say about one line.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Place {
    /// The threads that are at the line, in order.
    pub threads: Vec<ThreadName>,
    /// Whether they sleep there. All do or none, as one count decides.
    pub is_asleep: bool,
    /// The role of the thread whose latest step is on this line.
    pub latest: Option<RoleKind>,
    /// What the object that is declared here holds now.
    pub held: Option<Held>,
}

/// What an object holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Held {
    /// A semaphore's permits.
    Permits(Value),
    /// A buffer's indices.
    Ends {
        /// Where the next item is taken.
        head: Value,
        /// Where the next item is put.
        tail: Value,
    },
}

/// What there is to say about the lines just now.
pub fn places(model: &Model) -> Places {
    let mut lines = vec![Place::default(); model.listing.lines.len()];
    let program = model.program();
    for id in program.thread_ids() {
        let activity = model.activity(id);
        let line = match activity {
            Activity::Done => None,
            Activity::Producing(_) | Activity::Consuming(_) => {
                program.role_of(id).0.work_line().or_else(|| model.run.machine().line(id))
            }
            Activity::Ready | Activity::Running | Activity::Waiting(_) => {
                model.run.machine().line(id)
            }
        };
        if let Some(place) = line.and_then(|Line(index)| lines.get_mut(usize::from(index))) {
            place.threads.push(program.name_of(id));
            place.is_asleep |= matches!(activity, Activity::Waiting(_));
        }
    }
    if let Some(latest) = model.run.recent().next_back()
        && let Some(place) = lines.get_mut(usize::from(latest.line.0))
    {
        place.latest = Some(program.name_of(latest.thread).role);
    }
    let memory = model.run.machine().memory();
    for object in &program.objects {
        let held = match object.kind {
            ObjectKind::Semaphore { .. } => Held::Permits(memory.get(object.base)),
            ObjectKind::Buffer { .. } => {
                Held::Ends { head: memory.get(object.head()), tail: memory.get(object.tail()) }
            }
        };
        if let Some(place) = lines.get_mut(usize::from(object.line.0)) {
            place.held = Some(held);
        }
    }
    Places { lines }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::{Action, Configuration, Model, update};

    #[test]
    fn every_thread_stands_at_one_line_and_every_object_says_what_it_holds() {
        let mut model = Model::new(Configuration::default());
        update(&mut model, Action::ChooseKind(crate::session::ThreadKind::Simulated));
        for _ in 0..60 {
            let places = places(&model);
            let standing: usize = places.lines.iter().map(|place| place.threads.len()).sum();
            assert_eq!(standing, 4);
            assert_eq!(places.lines.iter().filter(|place| place.held.is_some()).count(), 4);
            let latest = places.lines.iter().filter(|place| place.latest.is_some()).count();
            assert_eq!(latest, usize::from(model.run.position() > 0));
            update(&mut model, Action::Step);
        }
    }
}
