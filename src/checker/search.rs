//! Breadth first through all states: what is found is found by the shortest way.

mod block;
mod last_lines;
mod looking;
mod parallel;
mod state_graph;
mod trace;

pub use last_lines::{LastLine, LastLines, Lines};

use super::lock_reduction::LockReduction;
use super::memory::{bytes, bytes_to_add};
use super::options::{Options, Phase, Progress};
use super::reachable::{Reachable, hash};
use super::report::{Halt, WhyUndecided};
use super::state_vector::{StateVector, for_words};
use super::transition_cache::TransitionCache;
use crate::engine::ViolationKind;
use crate::program::{Choice, ObjectId, Program};
use std::ops::{ControlFlow, Range};
use std::sync::Arc;

/// A search under way.
#[derive(Debug)]
pub struct Search {
    pub(super) tables: TransitionCache,
    pub(super) states: Reachable,
    movers: LockReduction,
    /// Whether steps that concern nobody else are taken at once.
    runs_on: bool,
    /// Threads that stand for each other; empty without symmetry.
    pub(super) alike: Vec<Range<usize>>,
    masks: Vec<usize>,
    /// The first state of each depth.
    levels: Vec<usize>,
    /// The first state behind the depth that is looked at.
    level_end: usize,
    /// The first state that has not been looked at.
    next: usize,
    /// States before that which have to be looked at once more.
    postponed: Vec<usize>,
    /// How many of the states are none.
    holes: usize,
    transitions: u64,
    /// What it is good for.
    pub(super) phase: Phase,
    /// The best of what ends the search.
    found: Option<Found>,
    /// The best of what is only shown, of each kind.
    shown: Vec<Found>,
    options: Options,
}

/// What was found, and where: compared by length first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// How many steps lead there.
    pub length: u32,
    /// What. It comes before the state, whose number depends on which thread found it first.
    pub kind: ViolationKind,
    /// From which state.
    pub state: usize,
    /// By which way the last step of which thread goes; `None` when it is the state itself.
    pub last: Option<(u8, Choice)>,
}

/// How a search, or a part of it, ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// All states were seen.
    AllSeen,
    /// A rule was broken.
    Found(Found),
    /// It was stopped before.
    Undecided(WhyUndecided),
}

/// Something that has not been asked before.
#[derive(Clone, Debug)]
pub enum Unknown {
    /// What a thread does in a state, or, behind the last thread, whether an invariant holds.
    Step(Vec<u64>, usize),
    /// A part that is these threads in another order.
    Mask(usize, i64),
}

/// Which steps a state has, and what they do.
#[derive(Clone, Copy, Debug)]
pub struct Followed<const W: usize> {
    /// The state they lead to.
    pub after: [u64; W],
    /// Whether an item was moved.
    pub makes_progress: bool,
    /// Whether the thread has entered a critical section in which another one is.
    pub intrudes: bool,
    /// The rule that was broken, which the search looks for.
    pub violation: Option<ViolationKind>,
}

/// The way to what is found takes so many bytes a step, when it is told: kept free for that.
const BYTES_A_STEP: u64 = 16;

/// A thread that runs on by itself is looked at again after so many steps, as it may go round for
/// ever.
const LONGEST_RUN: usize = 64;

impl Search {
    /// A search before its first step. `runs_on` lets a thread run on where that concerns nobody
    /// else, `is_symmetric` takes threads of one role for one another.
    pub fn new(
        program: &Arc<Program>,
        options: &Options,
        runs_on: bool,
        is_symmetric: bool,
    ) -> Result<Search, Halt> {
        Search::with(TransitionCache::new(program), options, runs_on, is_symmetric)
    }

    /// A search without reductions that keeps what is printed.
    pub fn showing(program: &Arc<Program>, options: &Options) -> Result<Search, Halt> {
        Search::with(TransitionCache::of(program, true), options, false, false)
    }

    fn with(
        mut tables: TransitionCache,
        options: &Options,
        runs_on: bool,
        is_symmetric: bool,
    ) -> Result<Search, Halt> {
        let program = &tables.program().clone();
        tables.wanted = options.wanted;
        let movers = match runs_on {
            true => LockReduction::of(program, &tables.parts),
            false => LockReduction::nowhere(),
        };
        let start = tables.start(&movers);
        tables.widen(|_, _| true)?;
        let mut search = Search {
            states: Reachable::new(tables.layout().words),
            runs_on: !movers.is_empty(),
            movers,
            alike: if is_symmetric { tables.interchangeable() } else { Vec::new() },
            masks: tables.masks(),
            levels: vec![0],
            level_end: 0,
            next: 0,
            postponed: Vec::new(),
            holes: 0,
            transitions: 0,
            phase: Phase::default(),
            found: None,
            shown: Vec::new(),
            options: *options,
            tables,
        };
        search.states.reserve(1);
        search.add_start(&start);
        Ok(search)
    }

    /// Whether there is anything that a reduced search could leave out.
    pub fn can_be_reduced(program: &Arc<Program>, options: &Options) -> bool {
        let tables = TransitionCache::new(program);
        let has_alike = options.reductions.symmetry && !tables.interchangeable().is_empty();
        let has_movers = || !LockReduction::of(program, &tables.parts).is_empty();
        has_alike || options.reductions.partial_order && has_movers()
    }

    fn add_start(&mut self, symbols: &[u32]) {
        let start = self.tables.pack(symbols);
        for_words!(start.len(), W => self.add::<W>(&start))
    }

    fn add<const W: usize>(&mut self, state: &[u64]) {
        let state = std::array::from_fn(|word| state[word]);
        self.states.insert::<W>(&state, hash(&state), &mut None, false);
    }

    /// How far it has come.
    pub fn progress(&self) -> Progress {
        Progress {
            states: (self.states.len() - self.holes) as u64,
            transitions: self.transitions,
            depth: self.levels.len() as u32 - 1,
            bytes: self.bytes(),
            phase: self.phase,
            ..Progress::default()
        }
    }

    /// How many bytes it takes.
    fn bytes(&self) -> u64 {
        self.states.bytes() + self.tables.bytes() + self.bytes_besides()
    }

    /// How many bytes it takes besides states and tables.
    fn bytes_besides(&self) -> u64 {
        let levels = bytes(&self.levels) + bytes_to_add(&self.levels, 1);
        levels + self.levels.len() as u64 * BYTES_A_STEP + bytes(&self.postponed)
    }

    /// What was found that is only shown: of each kind the nearest.
    pub fn shown(&self) -> &[Found] {
        &self.shown
    }

    /// How many words a state takes.
    pub fn words(&self) -> usize {
        self.tables.layout().words
    }

    /// Whether it has left anything out.
    pub fn is_reduced(&self) -> bool {
        self.runs_on || !self.alike.is_empty()
    }

    /// Whether threads run on where that concerns nobody else.
    pub fn runs_on(&self) -> bool {
        self.runs_on
    }

    /// Goes on until all is seen, a rule is broken, there are so many states, or `watch` breaks.
    pub fn run(
        &mut self,
        most_states: u64,
        watch: &mut dyn FnMut(&Progress) -> ControlFlow<()>,
    ) -> Result<End, Halt> {
        loop {
            match for_words!(self.words(), W => self.run_packed::<W>(most_states, watch)) {
                Ok(Some(end)) => return Ok(end),
                Ok(None) => {}
                Err(Halt::Memory) => return Ok(End::Undecided(WhyUndecided::Memory)),
                Err(halt) => return Err(halt),
            }
        }
    }

    /// Takes in what was not known, with so many bytes at most. Whether states are packed differently
    /// from now on.
    pub(super) fn learn(&mut self, unknown: Unknown, most_bytes: u64) -> Result<bool, Halt> {
        let besides = self.bytes_besides();
        self.tables.most_bytes = most_bytes.saturating_sub(self.states.bytes() + besides);
        match unknown {
            Unknown::Step(state, thread) => {
                let symbols = self.tables.unpack(&state);
                match thread.checked_sub(self.tables.thread_count) {
                    None => self.tables.tabulate(&symbols, thread, &self.movers)?,
                    Some(invariant) => self.tables.tabulate_invariant(&symbols, invariant)?,
                }
            }
            Unknown::Mask(part, value) => {
                let table = usize::from(self.tables.parts.tables[part]);
                self.tables.symbols[table].number(&[value]);
            }
        }
        if !self.tables.is_outgrown() {
            return Ok(false);
        }
        let states = &self.states;
        let before: StateVector = self.tables.widen(|words, tables| {
            states.bytes_to_repack(words).saturating_add(tables + besides) <= most_bytes
        })?;
        self.states.repack(&before, self.tables.layout());
        Ok(true)
    }

    /// Follows a way that a thread's step can go, and lets the thread run on where that concerns
    /// nobody else. `passing` is told of each step.
    #[inline(always)]
    pub(super) fn follow<const W: usize>(
        &self,
        state: &[u64; W],
        thread: usize,
        edge: usize,
        mut passing: impl FnMut(Choice),
    ) -> Result<Followed<W>, Unknown> {
        let first = self.tables.edge(edge);
        passing(first.choice);
        let mut followed = Followed {
            after: self.tables.after(state, edge),
            makes_progress: first.makes_progress,
            intrudes: first.enters.is_some_and(|section| self.has_other(state, section, thread)),
            violation: first.violation.filter(|&kind| self.options.wanted.has(kind)),
        };
        if !self.runs_on {
            return Ok(followed);
        }
        for _ in 0..LONGEST_RUN {
            let is_mover = self.tables.private(&followed.after, thread).is_mover;
            if followed.violation.is_some() || !is_mover {
                break;
            }
            let Some(ways) = self.tables.steps(&followed.after, thread) else {
                return Err(Unknown::Step(followed.after.to_vec(), thread));
            };
            if ways.len() != 1 {
                break;
            }
            let edge = self.tables.edge(ways.start);
            passing(edge.choice);
            followed.makes_progress |= edge.makes_progress;
            followed.violation = edge.violation.filter(|&kind| self.options.wanted.has(kind));
            followed.after = self.tables.after(&followed.after, ways.start);
        }
        Ok(followed)
    }

    /// Whether a thread but this one is in a critical section.
    fn has_other<const W: usize>(
        &self,
        state: &[u64; W],
        section: ObjectId,
        thread: usize,
    ) -> bool {
        (0..self.tables.thread_count).any(|other| {
            other != thread && self.tables.private(state, other).inside == Some(section)
        })
    }

    /// The same as [`Search::follow`], for where there is no hurry: it stands in the page once.
    #[inline(never)]
    pub(super) fn go<const W: usize>(
        &self,
        state: &[u64; W],
        thread: usize,
        edge: usize,
        passing: &mut dyn FnMut(Choice),
    ) -> Result<Followed<W>, Unknown> {
        self.follow(state, thread, edge, passing)
    }

    /// The same as [`Search::sort`], for where there is no hurry.
    #[inline(never)]
    pub(super) fn put_in_order<const W: usize>(
        &self,
        state: &mut [u64; W],
        order: Option<&mut [u8]>,
    ) -> Result<(), Unknown> {
        self.sort(state, order)
    }

    /// Puts threads that stand for each other into the order of their private states. `order`
    /// gets, for each place of a thread, who stands there now.
    #[inline(always)]
    pub(super) fn sort<const W: usize>(
        &self,
        state: &mut [u64; W],
        mut order: Option<&mut [u8]>,
    ) -> Result<(), Unknown> {
        if let Some(order) = order.as_deref_mut() {
            // Each at its own place.
            order.iter_mut().zip(0..).for_each(|(it, thread)| *it = thread);
        }
        for range in &self.alike {
            let bits = &self.tables.layout().bits;
            let key = |thread: usize| (bits[thread].get(state), self.waits_of(state, thread));
            if (range.start + 1..range.end).all(|it| key(it - 1) <= key(it)) {
                continue;
            }
            // By private state, then by where they wait: then equal ones are the same in all.
            let mut sorted = [(0, 0, 0); 64];
            let sorted = &mut sorted[..range.len()];
            for (entry, thread) in sorted.iter_mut().zip(range.clone()) {
                *entry = (bits[thread].get(state), self.waits_of(state, thread), thread as u8);
            }
            sorted.sort_unstable();
            for (thread, &(symbol, ..)) in range.clone().zip(sorted.iter()) {
                bits[thread].set(state, symbol);
            }
            for &part in &self.masks {
                self.permute_mask(state, part, range.start, sorted)?;
            }
            if let Some(order) = order.as_deref_mut() {
                for (place, &(.., thread)) in order[range.clone()].iter_mut().zip(sorted.iter()) {
                    *place = thread;
                }
            }
        }
        Ok(())
    }

    /// Where a thread is marked as waiting: a bit for each part that keeps such marks.
    fn waits_of<const W: usize>(&self, state: &[u64; W], thread: usize) -> u32 {
        self.masks
            .iter()
            .fold(0, |waits, &part| waits << 1 | (self.mask(state, part) >> thread & 1) as u32)
    }

    fn mask<const W: usize>(&self, state: &[u64; W], part: usize) -> i64 {
        let symbols = &self.tables.symbols[usize::from(self.tables.parts.tables[part])];
        symbols.values(self.tables.layout().bits[part].get(state))[0]
    }

    /// Lets the bits of threads go with them.
    fn permute_mask<const W: usize>(
        &self,
        state: &mut [u64; W],
        part: usize,
        first: usize,
        sorted: &[(u32, u32, u8)],
    ) -> Result<(), Unknown> {
        let bits = self.tables.layout().bits[part];
        let symbols = &self.tables.symbols[usize::from(self.tables.parts.tables[part])];
        let before = self.mask(state, part);
        let mut after = before;
        for (place, &(.., thread)) in (first..).zip(sorted) {
            let is_set = before >> thread & 1;
            after = after & !(1 << place) | is_set << place;
        }
        if after != before {
            let symbol = symbols.find(&[after]).ok_or(Unknown::Mask(part, after))?;
            if symbol as usize >= bits.room() {
                return Err(Unknown::Mask(part, after));
            }
            bits.set(state, symbol);
        }
        Ok(())
    }
}
