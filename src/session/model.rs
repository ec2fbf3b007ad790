//! Everything the page shows, and what concerns more than one part of it.

use super::document::Document;
use super::finder::Finder;
use super::first_steps::{self, FirstSteps, Move};
use super::glossary::Looked;
use super::lab::Lab;
use super::lesson::Lessons;
use super::library::Library;
use super::narration::describe_lane;
use super::notice::Notice;
use super::patience::{NotYet, Patience};
use super::playback::Playback;
use super::playback::update::{can_go_on, can_step};
use super::preferences::Preferences;
use super::proof::state::Proof;
use super::proof::subject::Subject;
use super::sharing::Sharing;
use super::threads::update::can_repeat;
use super::threads::{ThreadKind, Threads};
use super::timeline::{Landmark, TimelineView, item_at_hand};
use super::undo::Undo;
use crate::catalogue::{self, Configuration, Entry, Setting};
use crate::engine::{Room, Standing};
use crate::program::{Form, Item, ObjectId, Program, RoleKind, ThreadId};
use crate::text::{Passages, Text, Volume};
use std::ops::Range;
use std::rc::Rc;

/// Everything the page shows: a part for each feature.
#[derive(Clone, Debug)]
pub struct Model {
    /// The program, its text, its numbers.
    pub document: Document,
    /// The run, and how it goes on.
    pub playback: Playback,
    /// The real threads.
    pub threads: Threads,
    /// *Prove it*.
    pub proof: Proof,
    /// What the reader sees of the timeline.
    pub timeline: TimelineView,
    /// What is shared.
    pub sharing: Sharing,
    /// What the reader likes.
    pub preferences: Preferences,
    /// What a newcomer does first.
    pub first_steps: FirstSteps,
    /// The course.
    pub lesson: Lessons,
    /// The comparison of runtimes.
    pub lab: Lab,
    /// Texts that are fetched.
    pub library: Library,
    /// Which programs of the catalogue are shown.
    pub finder: Finder,
    /// The word of the glossary that is looked at.
    pub looked_at: Option<Looked>,
    /// What can be taken back.
    pub undo: Undo,
    /// How long nothing has gone wrong.
    pub patience: Patience,
    /// What the page has to say, until it is dismissed or out of date.
    pub notice: Option<Notice>,
}

/// What a thread is doing, as the picture shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Activity {
    /// It can step.
    Ready,
    /// It made the latest step.
    Running,
    /// It is making this item.
    Producing(Item),
    /// It is using an item. Which, is known while it has it in hand.
    Consuming(Option<Item>),
    /// It sleeps for a time (`sleep`).
    Pausing,
    /// It waits for this object.
    Waiting(ObjectId),
    /// It has ended.
    Done,
    /// It was not started yet.
    NotStarted,
}

impl Model {
    /// The page as it opens, before anything is known about real threads.
    pub fn new(configuration: Configuration) -> Model {
        Model::of(catalogue::first_entry(), configuration)
    }

    /// The page with this program of the catalogue.
    ///
    /// # Panics
    ///
    /// Panics when the program does not compile; those of the catalogue are tested to.
    pub fn of(entry: &'static Entry, configuration: Configuration) -> Model {
        let document = Document::of(entry, configuration);
        Model {
            playback: Playback::of(document.program.clone(), &configuration),
            proof: Proof::new(Subject::new(&document.source, &configuration)),
            document,
            threads: Threads::default(),
            timeline: TimelineView::default(),
            sharing: Sharing::default(),
            preferences: Preferences::default(),
            first_steps: FirstSteps::default(),
            finder: Finder::default(),
            looked_at: None,
            undo: Undo::default(),
            patience: Patience::default(),
            lesson: Lessons::default(),
            lab: Lab::default(),
            library: Library::default(),
            notice: None,
        }
    }

    /// Gives the pasts of this run and of all that follow so much room.
    pub fn set_room(&mut self, room: Room) {
        self.playback.set_room(room);
    }

    /// Whether the text is as it must be to run.
    pub fn text_is_right(&self) -> bool {
        self.document.text_is_right()
    }

    /// The kind of threads this run is made of.
    pub fn kind(&self) -> ThreadKind {
        self.threads.kind()
    }

    /// The program that is run.
    pub fn program(&self) -> &Program {
        self.playback.run.program()
    }

    /// Whether the page decides how many producers, consumers and slots there are: a whole program has its numbers in
    /// itself.
    pub fn has_roles(&self) -> bool {
        self.program().form == Form::Roles
    }

    /// The stories of whole programs, if they are here.
    pub fn stories(&self) -> Option<&Rc<Passages>> {
        self.library.passages(Volume::Stories, self.preferences.language)
    }

    /// What is said of the program that is open; empty while it is being fetched.
    pub fn story(&self) -> &str {
        let stories = self.stories().map(|it| &**it);
        self.text().catalogue.story(self.document.entry.name, stories)
    }

    /// What the page says, in the reader's language.
    pub fn text(&self) -> &'static Text {
        self.preferences.language.text()
    }

    /// Whether the page shows the latest step there is.
    pub fn is_at_present(&self) -> bool {
        self.playback.is_at_present()
    }

    /// Whether Run and Step can do anything.
    pub fn can_go_on(&self) -> bool {
        can_go_on(&self.playback, &self.threads, &self.document)
    }

    /// Whether this thread alone could make a step.
    pub fn can_step(&self, thread: ThreadId) -> bool {
        can_step(&self.playback, thread)
    }

    /// Whether real threads could make the steps of this run once more.
    pub fn can_repeat_for_real(&self) -> bool {
        can_repeat(&self.threads, &self.playback, self.text_is_right())
    }

    /// The newcomer's next move, while the page shows what the moves are about.
    pub fn next_move(&self) -> Option<Move> {
        self.first_steps.next.filter(|_| first_steps::are_about(self))
    }

    /// What is to be said of a run in which nothing has gone wrong for a while.
    pub fn not_yet(&self) -> Option<NotYet> {
        self.patience.says(&self.playback, &self.document)
    }

    /// The positions at the ends of the timeline. A short run does not fill it yet.
    pub fn timeline_window(&self) -> Range<usize> {
        self.timeline.window(&self.playback.run)
    }

    /// Where a landmark is, if there is one.
    pub fn position_of(&self, landmark: Landmark) -> Option<usize> {
        self.timeline.position_of(&self.playback.run, landmark)
    }

    /// What is worth knowing of a thread at a step.
    ///
    /// `None` for a step or a thread that is not known.
    pub fn what_at(&self, step: usize, thread: ThreadId) -> Option<String> {
        describe_lane(self.text(), &self.playback.run, step, thread)
    }

    /// An item that the latest step had to do with.
    pub fn item_at_hand(&self) -> Option<Item> {
        item_at_hand(&self.playback.run)
    }

    /// The real threads that are known to be at work on an item, a bit for each.
    pub fn at_work(&self) -> u64 {
        self.threads.at_work
    }

    /// Whether making or using an item takes time in this run.
    pub fn work_takes_time(&self) -> bool {
        let takes = |setting| self.document.configuration.get(setting) > 0;
        takes(Setting::ProduceTime) || takes(Setting::ConsumeTime)
    }

    /// Whether a thread is making or using an item, which takes its time.
    fn is_at_work(&self, thread: ThreadId) -> bool {
        self.is_at_present()
            && match self.kind() {
                ThreadKind::Simulated => self.playback.simulation.is_at_work(thread),
                ThreadKind::Real => self.threads.at_work >> thread.0 & 1 == 1,
            }
    }

    /// What a thread is doing.
    pub fn activity(&self, thread: ThreadId) -> Activity {
        let carried = self.playback.run.ledger().in_hand(thread);
        match self.playback.run.standing(thread) {
            Standing::Ended => return Activity::Done,
            Standing::NotStarted => return Activity::NotStarted,
            Standing::Waiting(semaphore) => return Activity::Waiting(semaphore),
            Standing::Ready => {}
        }
        if self.is_at_work(thread) {
            let role = self.program().name_of(thread).role;
            return match carried {
                Some(item) if role == RoleKind::Producer => Activity::Producing(item),
                None if role == RoleKind::Producer => Activity::Pausing,
                Some(item) => Activity::Consuming(Some(item)),
                None if self.has_just_consumed(thread) => Activity::Consuming(None),
                None => Activity::Pausing,
            };
        }
        match self.playback.run.recent().next_back() {
            Some(latest) if latest.thread == thread => Activity::Running,
            _ => Activity::Ready,
        }
    }

    /// Whether a thread's latest step, as far as it is remembered, finished with an item.
    fn has_just_consumed(&self, thread: ThreadId) -> bool {
        let mut own = self.playback.run.recent().rev().filter(|it| it.thread == thread);
        own.next().is_some_and(|it| it.event.consumed.is_some())
    }
}
