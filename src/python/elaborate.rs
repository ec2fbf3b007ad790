//! From tree to program: runs what is known, and makes code of what is not.
//!
//! `main` is run by what it says. Where a value depends on other threads, code is emitted instead. Each started
//! thread is compiled at its start, for what is known then, with all functions put in where they are called. What
//! is shared is not known before all has been seen; so all is elaborated again until nothing new is found.

mod arithmetic;
mod as_completed;
mod asyncio;
mod attempts;
mod builtins;
mod calls;
mod chance;
mod changes;
mod comparing;
mod containers;
mod contexts;
mod control;
mod deques;
mod dicts;
mod exits;
mod expressions;
mod forks;
mod found;
mod futures;
mod heap;
mod imports;
mod kinds_of_values;
mod lent;
mod lists;
mod members;
mod naming;
mod objects;
mod operands;
mod ordering;
mod parts;
mod pickling;
mod pids;
mod pipes;
mod pools;
mod printing;
mod process_locks;
mod process_pools;
mod processes;
mod queues;
mod records;
mod references;
mod regions;
mod rounds;
mod shared_dicts;
mod shared_lists;
mod shared_values;
mod statements;
mod synchronisation;
mod telling;
mod texts;
mod threads;
mod tuples;
mod turns;
mod value;
mod walks;
mod ways_out;

use super::refusal::{Refusal, Refused};
use super::registers::Registers;
use super::tree::File;
use crate::program::{
    Assembly, Label, Line, Local, Object as Part, Operand, Pc, Place, Program, Runtime, Span, Text,
};
use found::Found;
use heap::{Kind, Level, Object, SlotKey, Uses};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use value::{ObjId, Value};

const MOST_STEPS: usize = 100_000;
const MOST_PASSES: usize = 60;

/// A stretch of code that is not surely reached, or not surely left at its end.
struct Region {
    id: u32,
    /// Only left early where something is raised.
    is_attempt: bool,
    /// What was bound in it, and what that was bound to before.
    log: Vec<(ObjId, String, Value)>,
}

/// What a way out has to pass.
enum Frame {
    Loop {
        exit: Label,
        again: Label,
        regions: usize,
        is_left: bool,
    },
    /// A lock and its like, given back on leaving.
    Held(ObjId, Vec<(Pc, Pc)>),
    /// A context manager of the reader's own, and the method by which it is left.
    Context(ObjId, &'static str, Vec<(Pc, Pc)>),
    Finally(std::rc::Rc<super::tree::Try>, Vec<(Pc, Pc)>),
    Except(Vec<(Pc, Pc)>),
    Call {
        exit: Label,
        result: Option<Local>,
        returned: Vec<Value>,
        regions: usize,
        is_left: bool,
    },
}

/// A call that is being put in.
#[derive(Clone)]
struct Call {
    scope: ObjId,
    own: std::rc::Rc<super::tree::Function>,
    /// How many registers were taken before.
    floor: usize,
    class: Option<ObjId>,
    me: Option<ObjId>,
}

/// The thread that is being compiled.
struct Thread {
    index: usize,
    /// The process that it belongs to: that of `main`, 0, or the number of its start.
    process: usize,
    asm: Assembly,
    registers: Registers,
    path: u64,
    regions: Vec<Region>,
    frames: Vec<Frame>,
    calls: Vec<Call>,
    scope: ObjId,
    /// Nothing reaches this place.
    is_dead: bool,
    /// The registers of the thread's own variables, and whether they are surely set.
    homes: BTreeMap<SlotKey, (Local, bool)>,
    /// The variables that were given a value in a region: in it they have one from there on.
    set_in: BTreeSet<(SlotKey, u32)>,
    pinned: Vec<Local>,
    caught: Option<Local>,
    /// Range loops that were put in several times.
    unrolled: BTreeSet<Span>,
    plan: Option<ObjId>,
    /// Of a worker, the number of the task that is compiled just now.
    task: Option<usize>,
    /// Where its own code begins, behind the wait for its start.
    begins: Pc,
    /// Whether the arguments of `sleep` are being worked out.
    is_in_sleep: bool,
    /// Where it goes on at `sys.exit`, what keeps the code, and how many handlers around would catch that.
    exit: Option<Label>,
    exit_code: Option<Local>,
    catches_exit: usize,
    /// Whether one was raised for a handler.
    raises_exit: bool,
    /// Whether it shares its turn with the tasks of a loop.
    is_task: bool,
    /// Of a task that may be cancelled, the cell that says so.
    cancellation: Option<crate::program::Cell>,
    /// The time limit under which its code stands just now.
    limit: Option<asyncio::Limit>,
    /// The tasks that it waits for together just now.
    waits_for: Vec<ObjId>,
    /// How many handlers in it catch that it is cancelled.
    catches_cancelling: usize,
    /// How many ways out by exceptions the code is in just now, and whether it has to wait in one.
    ways_out: usize,
    waits_on_way_out: bool,
    /// Where exceptions are caught, and which.
    catches: Vec<(Pc, Pc, attempts::Caught)>,
    /// The exceptions that the handlers of the statement catch which is compiled just now.
    catching: Vec<attempts::Caught>,
    /// Where what nothing catches is raised once more.
    raised_on: BTreeSet<Pc>,
    /// Variables that are told to hold one value in the code that is compiled just now.
    told: Vec<(SlotKey, Value)>,
    /// Whether what a comprehension makes is made step by step.
    collects: bool,
    /// Whether a key that is missing gets a list, as `setdefault` gives it one.
    sets_default: bool,
    /// Whether a field is given what may be made of it, and which object it is of is not told.
    updates: bool,
    /// Whether the last condition was a jump.
    depends_now: bool,
    /// In how many loops that stay loops the code is: each round makes the same objects again.
    rolled_loops: usize,
    /// In how many branches and loops whose condition was refused: what depends on that is not refused as well.
    in_doubt: usize,
    /// Whether the last condition was refused.
    is_condition_wrong: bool,
    /// Exits of loops that were left, breaks and continues since a loop began.
    lefts: BTreeSet<Label>,
    breaks: BTreeSet<Label>,
    continued: BTreeSet<Label>,
    /// The constants that it compares with what it took or read.
    marks: BTreeSet<u32>,
}

/// A compiled thread.
struct Compiled {
    name: String,
    asm: Assembly,
    registers: u8,
    is_daemon: bool,
    /// The constants that it compares with.
    marks: BTreeSet<u32>,
}

struct Elaborator<'a> {
    files: &'a [File],
    imports: imports::Imports,
    text: &'a str,
    /// What stands in the place of constants.
    set: Rc<BTreeMap<Span, i64>>,
    runtime: Runtime,
    found: Found,
    next: Found,
    is_dirty: bool,
    uses: BTreeMap<SlotKey, Uses>,
    heap: Vec<Object>,
    module: ObjId,
    made: BTreeMap<u64, u64>,
    t: Thread,
    /// How many threads have been started.
    started: usize,
    compiled: BTreeMap<usize, Compiled>,
    parts: Vec<Part>,
    cells: u16,
    initial: BTreeMap<usize, parts::Initial>,
    /// Where each variable was set first: there the reader looks for its value.
    first_set: BTreeMap<heap::SlotKey, Line>,
    thread_parts: BTreeMap<usize, crate::program::ObjectId>,
    plans: BTreeMap<ObjId, heap::ThreadPlan>,
    unfinished: BTreeMap<ObjId, queues::Unfinished>,
    pools: BTreeMap<ObjId, pools::Pool>,
    event_loop: asyncio::Loop,
    processes: processes::Processes,
    forks: forks::Forks,
    lent: lent::Lent,
    /// How many tasks were submitted.
    submitted: usize,
    done_flags: BTreeMap<ObjId, crate::program::Cell>,
    /// The number that changes with each deque that is gone over, by its key.
    changes: BTreeMap<u64, crate::program::Cell>,
    /// The threads of pools.
    workers: BTreeSet<usize>,
    /// What `main` gave its first value after a task was submitted, with how many there were by then.
    bound_late: BTreeMap<SlotKey, usize>,
    unnamed: usize,
    captured: BTreeSet<ObjId>,
    foreseen: references::Foreseen,
    /// The lists that are in dictionaries of lists, by the names of their keys.
    lists_of_keys: BTreeMap<(ObjId, String), ObjId>,
    /// Whether what is made just now is joined to one text.
    joins: bool,
    /// Lists of numbers that stand for their texts.
    shown: BTreeSet<ObjId>,
    /// Lists that stand for sets.
    unordered: BTreeSet<ObjId>,
    texts: Vec<Text>,
    exceptions: Vec<String>,
    refused: Vec<Refused>,
    steps: usize,
    regions: u32,
    /// Before any thread is started: what was raised last, and where.
    raised_last: Option<(String, Span)>,
    is_stopped: bool,
    depth: usize,
}

/// Makes a program of a tree, with these numbers in the place of constants, and says what it may not be meant to say.
///
/// # Errors
///
/// Gives all that is refused.
pub fn elaborate(
    files: &[File],
    text: &str,
    set: BTreeMap<Span, i64>,
    runtime: Runtime,
) -> Result<(Program, Vec<Refused>), Vec<Refused>> {
    let set = Rc::new(set);
    let mut runtime = runtime;
    let mut found = Found::default();
    for _ in 0..MOST_PASSES {
        let mut it = Elaborator::new((files, text), set.clone(), runtime, found.clone());
        it.run();
        let is_stable = it.settle();
        if runtime != Runtime::Threads && it.has_processes() {
            // Each process has a GIL of its own: none keeps the others from going on.
            (runtime, found) = (Runtime::Threads, Found::default());
            continue;
        }
        if is_stable || (it.is_stopped && !it.is_dirty) {
            it.refused.sort_by_key(|it| (it.span, it.what));
            it.refused.dedup();
            if !it.refused.is_empty() {
                return Err(it.refused);
            }
            let mut notes = it.notes();
            notes.extend(it.not_imported());
            return it.finish().map(|program| (program, notes));
        }
        if it.next.references.has_more(&found.references) {
            // What was passed on as a copy is so no more.
            let (chooses, references) = (it.next.chooses, it.next.references.kept());
            found = Found { chooses, references, ..Found::default() };
            continue;
        }
        let has_passed = it.next.passed.len() > found.passed.len();
        if has_passed || (it.next.chooses && !found.chooses) {
            // What was found of numbers that nothing was known about, and of objects that were not passed on yet, holds no
            // more.
            let (chooses, passed) = (it.next.chooses, it.next.passed);
            let references = it.next.references.kept();
            found = Found { chooses, passed, references, ..Found::default() };
            continue;
        }
        found = it.next;
    }
    let end = Span::new(text.len(), text.len());
    Err(vec![Refused::new(end, Refusal::Endless, &[])])
}

impl<'a> Elaborator<'a> {
    fn new(
        (files, text): (&'a [File], &'a str),
        set: Rc<BTreeMap<Span, i64>>,
        runtime: Runtime,
        found: Found,
    ) -> Elaborator<'a> {
        let next = found.clone();
        Elaborator {
            files,
            imports: imports::Imports::default(),
            text,
            set,
            runtime,
            found,
            next,
            is_dirty: false,
            uses: BTreeMap::new(),
            heap: Vec::new(),
            module: ObjId(0),
            made: BTreeMap::new(),
            t: Thread::new(0, 1),
            started: 0,
            compiled: BTreeMap::new(),
            parts: Vec::new(),
            cells: 0,
            initial: BTreeMap::new(),
            first_set: BTreeMap::new(),
            thread_parts: BTreeMap::new(),
            plans: BTreeMap::new(),
            unfinished: BTreeMap::new(),
            pools: BTreeMap::new(),
            event_loop: asyncio::Loop::default(),
            processes: processes::Processes::default(),
            forks: forks::Forks::default(),
            lent: lent::Lent::default(),
            submitted: 0,
            done_flags: BTreeMap::new(),
            changes: BTreeMap::new(),
            workers: BTreeSet::new(),
            bound_late: BTreeMap::new(),
            unnamed: 0,
            captured: BTreeSet::new(),
            foreseen: references::Foreseen::default(),
            unordered: BTreeSet::new(),
            lists_of_keys: BTreeMap::new(),
            joins: false,
            shown: BTreeSet::new(),
            texts: Vec::new(),
            exceptions: Vec::new(),
            refused: Vec::new(),
            steps: 0,
            regions: 0,
            raised_last: None,
            is_stopped: false,
            depth: 0,
        }
    }

    fn run(&mut self) {
        self.module = self.make(Kind::Scope(None), Span::default());
        self.t.scope = self.module;
        self.make_pids();
        self.foresee();
        let end = self.t.asm.label();
        self.hold_turn(true);
        self.run_top(0, self.module);
        self.hold_turn(false);
        let raised = self.raised_last.take().filter(|_| self.t.is_dead);
        self.t.is_dead = false;
        self.t.asm.place(end);
        self.end_thread(0);
        self.end_pools_when_raised();
        self.check_daemons();
        self.check_pools();
        let main = std::mem::replace(&mut self.t, Thread::new(0, 1));
        self.note_length(&main);
        let compiled = Compiled {
            name: "main".into(),
            asm: main.asm,
            registers: main.registers.count(),
            is_daemon: false,
            marks: main.marks,
        };
        self.compiled.insert(0, compiled);
        self.compile_workers();
        self.compile_feeders();
        if self.started == 0
            && !self.event_loop.is_used()
            && self.refused.is_empty()
            && !self.is_stopped
        {
            self.refuse_without_threads(raised);
            self.refuse_not_imported();
        }
    }

    /// A thread that is too long has its loops kept as loops the next time.
    fn note_length(&mut self, thread: &Thread) {
        if !thread.asm.is_too_long && !thread.registers.are_too_many {
            return;
        }
        let before = self.next.rolled.len();
        self.next.rolled.extend(&thread.unrolled);
        if self.next.rolled.len() > before {
            self.is_dirty = true;
        } else {
            let span = thread.asm.spans.last().copied().unwrap_or_default();
            let most = crate::program::MOST_INSTRUCTIONS.to_string();
            self.refuse(span, Refusal::TooLarge, &[&most]);
        }
    }

    /// Takes what was seen into account. Says whether nothing new was found.
    fn settle(&mut self) -> bool {
        let uses = std::mem::take(&mut self.uses);
        for (key, uses) in &uses {
            if uses.is_shared() {
                self.raise_level(key, Level::Shared);
            }
            if self.next.levels.get(key) == Some(&Level::Shared) {
                let first = uses.others.keys().next().copied().unwrap_or(0);
                let known = self.next.live_from.get(key).copied();
                let now = known.map_or(first, |it| it.min(first));
                if known != Some(now) {
                    self.next.live_from.insert(key.clone(), now);
                    self.is_dirty = true;
                }
            }
        }
        let is_of_one = |uses: &Uses| usize::from(uses.main.is_some()) + uses.others.len() == 1;
        let lists = uses.iter().filter(|(key, uses)| key.1 == heap::CONTENTS && is_of_one(uses));
        self.next.of_one_thread = lists.map(|(key, _)| key.0).collect();
        self.is_dirty |= self.next.of_one_thread != self.found.of_one_thread;
        if self.next.constants.len() != self.found.constants.len() {
            self.is_dirty = true;
        }
        self.settle_users();
        self.note_seen();
        self.rank_constants();
        !self.is_dirty
    }

    pub fn refuse(&mut self, span: Span, what: Refusal, words: &[&str]) -> Value {
        let follows = matches!(
            what,
            Refusal::StartElsewhere
                | Refusal::Submit
                | Refusal::WhichObject
                | Refusal::NoValue
                | Refusal::SharedUnset
                | Refusal::NotConstant
        );
        if self.refused.len() < 200 && !(follows && self.t.in_doubt > 0) {
            self.refused.push(Refused::new(span, what, words));
        }
        Value::Wrong
    }

    /// Counts a step of the elaboration; says whether there may be more.
    fn goes_on(&mut self) -> bool {
        self.steps += 1;
        if self.steps > MOST_STEPS && !self.is_stopped {
            self.is_stopped = true;
            let span = self.t.asm.span;
            let unrolled = std::mem::take(&mut self.t.unrolled);
            let before = self.next.rolled.len();
            self.next.rolled.extend(unrolled);
            if self.next.rolled.len() > before {
                self.is_dirty = true;
            }
            self.refused.clear();
            self.refuse(span, Refusal::Endless, &[]);
        }
        !self.is_stopped
    }

    /// A key that is the same in every elaboration.
    fn fresh_key(&mut self, span: Span) -> u64 {
        let base = mixed(mixed(self.t.path, u64::from(span.start)), u64::from(span.end));
        let count = self.made.entry(base).or_default();
        *count += 1;
        mixed(base, *count)
    }

    fn at(&mut self, line: Line, span: Span) {
        self.t.asm.line = line;
        self.t.asm.span = span;
    }
}

impl Thread {
    /// Reads a cell, which is a step.
    fn load(&mut self, from: Place, into: Local) {
        self.asm.next_group();
        self.asm.load(from, into, false);
    }

    /// Writes a cell, which is a step.
    fn store(&mut self, value: Operand, to: Place) {
        self.asm.next_group();
        self.asm.store(value, to);
    }

    fn new(index: usize, path: u64) -> Self {
        Thread {
            index,
            process: 0,
            asm: Assembly::default(),
            registers: Registers::default(),
            path,
            regions: Vec::new(),
            frames: Vec::new(),
            calls: Vec::new(),
            scope: ObjId(0),
            is_dead: false,
            homes: BTreeMap::new(),
            set_in: BTreeSet::new(),
            pinned: Vec::new(),
            caught: None,
            unrolled: BTreeSet::new(),
            plan: None,
            task: None,
            begins: Pc(0),
            is_in_sleep: false,
            exit: None,
            exit_code: None,
            catches_exit: 0,
            raises_exit: false,
            is_task: false,
            cancellation: None,
            limit: None,
            waits_for: Vec::new(),
            catches_cancelling: 0,
            ways_out: 0,
            waits_on_way_out: false,
            catches: Vec::new(),
            catching: Vec::new(),
            raised_on: BTreeSet::new(),
            told: Vec::new(),
            collects: false,
            sets_default: false,
            updates: false,
            depends_now: false,
            rolled_loops: 0,
            in_doubt: 0,
            is_condition_wrong: false,
            lefts: BTreeSet::new(),
            breaks: BTreeSet::new(),
            marks: BTreeSet::new(),
            continued: BTreeSet::new(),
        }
    }
}

/// One number of two (FNV-1a and a shuffle).
fn mixed(a: u64, b: u64) -> u64 {
    let mut out = a ^ 0xcbf2_9ce4_8422_2325;
    for byte in b.to_le_bytes() {
        out = (out ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    out ^ (out >> 29)
}
