//! The semantics: what a program is, and what one step of a thread does.
//!
//! A [`Program`] is a list of [`Instruction`]s for each role, over numbered shared
//! [`Cell`]s. [`step`] is written once, for any [`Memory`]: the simulated
//! threads give it plain values, the real threads give it atomic cells. So the two
//! kinds of thread cannot disagree about what a program means.
//!
//! Nothing here waits, keeps time, draws random numbers or knows a browser.

mod assembly;
mod cancellation;
mod code;
mod effects;
mod endless;
mod event;
mod exception;
mod files;
mod flow;
mod holding;
mod item;
mod live_locals;
mod look;
mod memory;
mod objects;
mod operand;
mod progress;
mod raises;
mod runtime;
mod span;
mod step;
mod text;
mod thread;
mod updates;

pub use assembly::{Assembly, Label, MOST_INSTRUCTIONS, MOST_LOCALS};
pub use cancellation::Cancellation;
pub use code::{
    Blocking, Handler, Instruction, Line, Local, MOST_WAYS, Operand, Operation, Operator, Pc,
    Place, Role, RoleKind, Sequence, started,
};
pub use effects::{Effects, ElementUse, LockUse, Next, Touched};
pub use event::{Access, Event, LogEntry, Woken};
pub use exception::Exception;
pub use files::{FILE_MARK, File, MAIN_FILE, files_in, is_file_name, place_in};
pub use holding::{Holding, is_used_as_lock};
pub use item::Item;
pub use look::Look;
pub use memory::{
    Cell, LEAST_INTEGER, Memory, NONE, UNSET, Value, is_integer, is_none, never_set,
    read_unset_from,
};
pub use objects::barrier::{BarrierDeed, BarrierEvent, BarrierPhase, BarrierState, BarrierWait};
pub use objects::{
    ChannelEnd, ChannelKind, ChannelState, Object, ObjectId, ObjectKind, Part, ReentrantLockState,
};
pub use progress::ProgressAhead;
pub use runtime::Runtime;
pub use span::Span;
pub use step::{
    Outcome, Work, begin, first_turn_of, gives_up_at_once, has_turn_of, obstacle, step,
};
pub use text::{FIRST_TEXT, Piece, Printed, Shown, Text, TextId, quoted};
pub use thread::{Choice, Stepper, Thread, ThreadId, ThreadName, ThreadSet};
pub use updates::follow as follow_updates;

use serde::{Deserialize, Serialize};

/// A container without a limit that holds more than so many elements in a run without end is said to
/// grow: such a run has more states than any search can see.
pub const MOST_WAITING: u16 = 64;

/// A program for a fixed number of threads: shared state, code, and who runs it.
///
/// It is plain data. [`Program::to_bytes`] gives the form in which the page hands it
/// to the real threads, which share no allocator with the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Program {
    /// The text as a reader sees it, one entry a line, faults applied.
    #[serde(skip)]
    pub source: Vec<String>,
    /// The shared objects, in the order of their declarations.
    pub objects: Vec<Object>,
    /// The value every cell starts with; its length is the number of cells.
    pub cells: Vec<Value>,
    /// Producers first, then consumers, then any other role.
    pub roles: Vec<Role>,
    /// How many items each producer makes; 0 is without end.
    pub items: u32,
    /// The names of the exceptions that the program itself raises.
    pub exceptions: Vec<String>,
    /// Whether some step touches more than one cell. Then no two steps may go on at once.
    pub has_wide_steps: bool,
    /// Whether threads that wait at a condition may wake without having been notified.
    pub has_spurious_wakes: bool,
    /// What it is written as, which decides when it is over and what must hold.
    pub form: Form,
    /// What it can print. Values that stand for texts are their places here.
    #[serde(skip)]
    pub texts: Vec<Text>,
    /// What must hold after every step.
    #[serde(skip)]
    pub invariants: Vec<Invariant>,
    /// Whether the text speaks of the constant `capacity`, so that it matters which it is.
    #[serde(skip)]
    pub mentions_capacity: bool,
}

/// What a program is written as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Form {
    /// Roles, whose threads are there from the beginning. It is over when all but consumers have ended.
    #[default]
    Roles,
    /// A whole program, which starts its threads. It is over when all threads but daemons have ended;
    /// nothing moves after that.
    Whole,
}

/// A stated invariant: `# invariant: …`. It is worked out by the code of a role that reads
/// cells and leaves its truth in its first local.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invariant {
    /// The line it stands on.
    pub line: Line,
    /// Its words.
    pub text: String,
    /// How it is worked out.
    pub code: Role,
    /// What it compares, if it is one comparison: how the two sides stand to each other.
    pub bound: Option<Bound>,
}

/// An invariant that compares two values: the lesser, or either of equal ones, first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bound {
    /// The words of the two sides.
    pub texts: [String; 2],
    /// The codes that leave their values in their first local.
    pub sides: [Role; 2],
    /// How the first stands to the second.
    pub relation: Relation,
}

/// How two values stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// The first is less than the second.
    Less,
    /// The first is the second at most.
    AtMost,
    /// Both are the same.
    Equal,
}

impl Program {
    /// How many threads run.
    pub fn thread_count(&self) -> usize {
        self.roles.iter().map(|role| usize::from(role.threads)).sum()
    }

    /// Every thread, in order: all of the first role, then all of the second.
    pub fn thread_ids(&self) -> impl DoubleEndedIterator<Item = ThreadId> + use<> {
        (0..self.thread_count()).map(ThreadId::from_index)
    }

    /// The thread that a whole program begins with; `None` for one of roles.
    pub fn main(&self) -> Option<ThreadId> {
        let is_main = |id: &ThreadId| self.role_of(*id).0.begins_at().is_none();
        self.thread_ids().find(is_main).filter(|_| self.form == Form::Whole)
    }

    /// Whether its threads are tasks of a loop, of which one has its turn.
    pub fn has_loop(&self) -> bool {
        self.roles.iter().any(|it| it.turn.is_some())
    }

    /// All threads that play a role, by its place in the list of roles.
    pub fn threads_of(&self, role: usize) -> ThreadSet {
        let before = self.roles[..role].iter().map(|it| usize::from(it.threads)).sum();
        ThreadSet::range(ThreadId::from_index(before), self.roles[role].threads)
    }

    /// The threads that are cut off when the others have ended: the daemons of a whole program.
    pub fn daemons(&self) -> ThreadSet {
        let of_daemons = (0..self.roles.len()).filter(|&it| self.roles[it].is_daemon);
        of_daemons.fold(ThreadSet::default(), |all, it| ThreadSet(all.0 | self.threads_of(it).0))
    }

    /// The role a thread plays, and its own index in that role, from 0 (`me`).
    ///
    /// # Panics
    ///
    /// Panics when this program has no such thread.
    pub fn role_of(&self, thread: ThreadId) -> (&Role, u16) {
        let mut index = thread.index();
        for role in &self.roles {
            let threads = usize::from(role.threads);
            if index < threads {
                return (role, index as u16);
            }
            index -= threads;
        }
        panic!("the program has {} threads, not {thread:?}", self.thread_count());
    }

    /// What a thread is called: its kind of role and its number, from 1.
    ///
    /// # Panics
    ///
    /// Panics when this program has no such thread.
    pub fn name_of(&self, thread: ThreadId) -> ThreadName {
        let (role, me) = self.role_of(thread);
        ThreadName { role: role.kind, number: role.numbered_from + me + 1 }
    }

    /// The object a cell belongs to, and which part of it the cell is.
    ///
    /// # Panics
    ///
    /// Panics when no object owns the cell; every cell of a well-formed program has an owner.
    pub fn part_of(&self, cell: Cell) -> (ObjectId, Part) {
        self.objects
            .iter()
            .enumerate()
            .find_map(|(index, object)| Some((ObjectId(index as u16), object.part(cell)?)))
            .unwrap_or_else(|| panic!("{cell:?} belongs to no object"))
    }

    /// The object with this number.
    ///
    /// # Panics
    ///
    /// Panics when the program has no such object.
    pub fn object(&self, id: ObjectId) -> &Object {
        &self.objects[usize::from(id.0)]
    }

    /// Whether an object is an event. In a whole program one that is cleared is an atomic cell, where all who sleep
    /// are woken when it is set; nobody sleeps at others there.
    pub fn is_event(&self, id: ObjectId) -> bool {
        match self.object(id).kind {
            ObjectKind::Event => true,
            ObjectKind::Atomic { .. } => self.form == Form::Whole,
            _ => false,
        }
    }

    /// The buffers of the program, with their numbers.
    pub fn buffers(&self) -> impl Iterator<Item = (ObjectId, &Object)> {
        self.objects_where(|kind| matches!(kind, ObjectKind::Buffer { .. }))
    }

    /// The semaphores of the program, with their numbers.
    pub fn semaphores(&self) -> impl Iterator<Item = (ObjectId, &Object)> {
        self.objects_where(|kind| matches!(kind, ObjectKind::Semaphore { .. }))
    }

    fn objects_where(
        &self,
        wanted: impl Fn(&ObjectKind) -> bool,
    ) -> impl Iterator<Item = (ObjectId, &Object)> {
        self.objects
            .iter()
            .enumerate()
            .filter(move |(_, object)| wanted(&object.kind))
            .map(|(index, object)| (ObjectId(index as u16), object))
    }

    /// Who a thread is, as [`step`] wants to know it.
    ///
    /// # Panics
    ///
    /// Panics when this program has no such thread.
    pub fn stepper(&self, thread: ThreadId) -> Stepper {
        Stepper { thread, me: self.role_of(thread).1, items: self.items }
    }

    /// The same program, whose containers without a limit have room for so many elements at most.
    pub fn with_room(&self, most: u16) -> Program {
        let mut program = self.clone();
        for instruction in program.roles.iter_mut().flat_map(|role| &mut role.code) {
            if let Some(container) = instruction.unlimited_mut() {
                container.room = container.room.min(most);
            }
        }
        program
    }

    /// The name of an exception.
    pub fn exception_name(&self, exception: Exception) -> &str {
        let index = usize::from(exception.0);
        match Exception::NAMES.get(index) {
            // The queues of `asyncio` have exceptions of their own.
            Some(&"Full") if self.has_loop() => "QueueFull",
            Some(&"Empty") if self.has_loop() => "QueueEmpty",
            Some(name) => name,
            None => self
                .exceptions
                .get(index - Exception::NAMES.len())
                .map_or("Exception", String::as_str),
        }
    }

    /// The program as bytes, for another memory to read. The source stays behind.
    pub fn to_bytes(&self) -> Vec<u8> {
        postcard::to_allocvec(self).expect("a program is plain data, which always serialises")
    }

    /// Reads what [`Program::to_bytes`] wrote; bytes after the program are ignored.
    ///
    /// # Errors
    ///
    /// Fails when the bytes are not those of a program of this version.
    pub fn from_bytes(bytes: &[u8]) -> Result<Program, postcard::Error> {
        postcard::take_from_bytes(bytes).map(|(program, _rest)| program)
    }
}
