//! What one elaboration finds out for the next: it is all elaborated again until nothing new is found.

use super::heap::{Level, SlotKey};
use super::processes;
use super::references;
use super::value::{Domain, ObjId, Value};
use crate::program::Span;
use std::collections::{BTreeMap, BTreeSet};

/// What is found by one elaboration for the next.
#[derive(Clone, Default)]
pub struct Found {
    pub levels: BTreeMap<SlotKey, Level>,
    /// After how many starts another thread can know of a shared slot.
    pub live_from: BTreeMap<SlotKey, usize>,
    pub domains: BTreeMap<SlotKey, Domain>,
    /// Texts, tuples and objects that threads pass on, each with a key of its own.
    pub constants: Vec<Value>,
    pub constant_keys: BTreeMap<String, u32>,
    /// The rank of each constant among those that can be compared.
    pub ranks: Vec<i64>,
    /// Loops that stay loops, by where they stand.
    pub rolled: BTreeSet<Span>,
    /// Lists that grow and shrink while threads run.
    pub resized: BTreeSet<u64>,
    /// Dictionaries and sets that get keys while threads run, and the keys that each may get.
    pub growing: BTreeSet<u64>,
    /// Those of them in which each key has a list of its own.
    pub of_lists: BTreeSet<u64>,
    pub keys_of: BTreeMap<u64, Vec<Value>>,
    /// Deques that running threads go over.
    pub gone_over: BTreeSet<u64>,
    /// Lists that one thread alone has to do with.
    pub of_one_thread: BTreeSet<u64>,
    /// Objects and dictionaries that threads pass on as they are then.
    pub passed: BTreeSet<u64>,
    /// Objects that threads pass on and change.
    pub references: references::Found,
    /// The keys of the objects that constants are or hold.
    pub keys_of_objects: BTreeMap<ObjId, u64>,
    /// Attributes of classes that an instance begins with, as threads change it there: by the key of the class.
    pub class_defaults: BTreeSet<SlotKey>,
    /// Whether there are numbers of chance that nothing depends on so far.
    pub has_chance: bool,
    /// Whether numbers of chance are chosen, as something depends on them.
    pub chooses: bool,
    /// Futures of which somebody wants to know whether they are done, and those whose results are wanted.
    pub awaited: BTreeSet<u64>,
    pub results: BTreeSet<u64>,
    /// Futures whose task can raise, and those whose task can come to its end.
    pub raising: BTreeSet<u64>,
    pub returning: BTreeSet<u64>,
    /// The gatherings that each gathered task is in, with how many tasks they have.
    pub gathered: BTreeMap<u64, BTreeMap<u64, usize>>,
    /// The same of `as_completed`, with the place that each task has there and how many there are.
    pub completed: BTreeMap<u64, BTreeMap<u64, (usize, usize)>>,
    /// Tasks that are cancelled, and those that may be left when the loop ends.
    pub cancelled: BTreeSet<u64>,
    pub leftover: BTreeSet<u64>,
    /// Tasks that can raise something before the loop ends, be it because the text cancels them.
    pub failing: BTreeSet<u64>,
    /// Whether a task ends the loop with `sys.exit`, and how many tasks there are.
    pub leaves_loop: bool,
    pub loop_tasks: usize,
    /// Events that are cleared while threads run.
    pub cleared: BTreeSet<u64>,
    /// Queues of which somebody counts what was dealt with.
    pub counted: BTreeSet<u64>,
    /// What is found of processes.
    pub processes: processes::Found,
}
