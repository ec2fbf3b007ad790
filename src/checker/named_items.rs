//! The search for programs whose items have to be told apart.
//!
//! It keeps whole states of the engine, with their books, and is some fifty times slower than the
//! search of packed ones. In runs without end items are numbered on forever; there they are
//! renamed in the order in which they are met, as no program can tell their numbers apart.

use super::graph::{self, Arc as Way, Hopes, LONGEST_ROUND, Look, MustEnd, Space, Stopped};
use super::interner::Interner;
use super::memory::{bytes, bytes_to_add};
use super::options::{Options, Phase, Progress};
use super::report::{Counterexample, Report, Verdict, WhyUndecided};
use super::starvation::starvation;
use super::tabulate::{makes_progress, may_rest};
use crate::engine::{Ledger, Machine, SlotContents, Standing, Turn, Violation, ViolationKind};
use crate::program::{
    Choice, Item, NONE, ObjectId, ObjectKind, Outcome, Program, ProgressAhead, ThreadId, Value,
};
use std::collections::VecDeque;
use std::ops::ControlFlow;
use std::sync::Arc;

/// What a way of the graph is.
#[derive(Clone, Copy, Debug)]
struct Kept {
    to: u32,
    turn: Turn,
    makes_progress: bool,
}

/// The states found, and the ways between them.
#[derive(Debug, Default)]
struct Graph {
    threads: usize,
    must_end: MustEnd,
    numbers: Interner,
    /// For each state, from which it was first reached, and by which turn.
    reached_by: Vec<Option<(u32, Turn)>>,
    own_hopes: Vec<Hopes>,
    /// Where each thread has to end; otherwise empty.
    own_ends: Vec<Hopes>,
    /// Whether nothing more is to be asked of what comes after: nobody can move, or the run is finished.
    is_over: Vec<bool>,
    can_move: Vec<u64>,
    ways: Vec<Vec<Kept>>,
    transitions: u64,
    depth: u32,
    /// What the ways of all states take, and the states that wait to be looked at.
    bytes_of_ways: u64,
    bytes_waiting: u64,
    /// The most that was taken.
    most_bytes: u64,
}

/// What the allocator takes for itself of each piece of memory.
const BYTES_A_PIECE: usize = 16;

/// The watch is asked each time so many states were looked at.
const ASK_EVERY: usize = 64;

/// Looks through all schedules of a program; see [`check`](super::check).
pub fn check(
    program: &Arc<Program>,
    options: &Options,
    watch: &mut dyn FnMut(&Progress) -> ControlFlow<()>,
) -> Report {
    let (threads, must_end) = (program.thread_count(), MustEnd::of(program));
    let mut graph = Graph { threads, must_end, ..Graph::default() };
    let mut shown: Vec<(u32, Counterexample)> = Vec::new();
    let verdict = match search(program, options, watch, &mut graph, &mut shown) {
        Some(verdict) => verdict,
        None => without_way_out(options, watch, &graph),
    };
    let reached = graph.progress();
    let shown = shown.into_iter().map(|(_, it)| it).collect();
    let state_bytes = (graph.most_bytes / reached.states.max(1)) as u32;
    Report { verdict, reached, shown, state_bytes, is_reduced: false, growth: None }
}

/// What waits to be looked at.
struct Open {
    number: u32,
    depth: u32,
    machine: Machine,
    ledger: Ledger,
}

impl Open {
    /// How many bytes it takes.
    fn bytes(&self) -> u64 {
        // Each thread has its variables in a piece of its own, and a dozen lists are in the rest.
        let pieces = self.machine.program().thread_count() + 12;
        let lists = self.machine.heap_bytes() + self.ledger.heap_bytes();
        (size_of::<Open>() + lists + pieces * BYTES_A_PIECE) as u64
    }
}

fn search(
    program: &Arc<Program>,
    options: &Options,
    watch: &mut dyn FnMut(&Progress) -> ControlFlow<()>,
    graph: &mut Graph,
    shown: &mut Vec<(u32, Counterexample)>,
) -> Option<Verdict> {
    let names = Naming::new(program);
    let (machine, work) = Machine::new(program.clone());
    let ledger = Ledger::new(&machine, &work);
    let (progress, not_to_end) = (ProgressAhead::of(program), graph::not_to_end(program));
    graph.add(names.key(&machine, &ledger), None);
    let mut open = VecDeque::from([Open { number: 0, depth: 0, machine, ledger }]);
    graph.bytes_waiting = open[0].bytes();
    let mut best: Option<(u32, Counterexample)> = None;
    while let Some(next) = open.pop_front() {
        graph.bytes_waiting -= next.bytes();
        let Open { number, depth, mut machine, ledger } = next;
        if best.as_ref().is_some_and(|(length, _)| *length < depth) {
            break;
        }
        // What its steps could break is farther; what is wrong with the state itself may be of a kind that is told first.
        let is_farther = best.as_ref().is_some_and(|(length, _)| *length == depth);
        graph.depth = depth;
        if (number as usize).is_multiple_of(ASK_EVERY) {
            let mut progress = graph.progress();
            // The list of those that wait may be about to grow.
            progress.bytes +=
                graph.bytes_to_grow() + (open.capacity() * 3 * size_of::<Open>()) as u64;
            graph.most_bytes = graph.most_bytes.max(progress.bytes);
            let why = if progress.states > options.most_states {
                Some(WhyUndecided::States)
            } else if progress.bytes > options.most_bytes {
                Some(WhyUndecided::Memory)
            } else {
                watch(&progress).is_break().then_some(WhyUndecided::Stopped)
            };
            if let Some(why) = why {
                return Some(Verdict::Undecided(why));
            }
        }
        let mut note = |length: u32, kind: ViolationKind, last: Option<Turn>, graph: &Graph| {
            let is_new = || shown.iter().all(|(_, it)| it.kind != kind);
            if options.wanted.has(kind) {
                // Of several that are equally near, the first in the order of kinds.
                let is_better =
                    |(known, it): &(u32, Counterexample)| (length, kind) < (*known, it.kind);
                if best.as_ref().is_none_or(is_better) {
                    best = Some((length, graph.counterexample(number, kind, last)));
                }
            } else if !kind.ends_a_run() && is_new() {
                shown.push((length, graph.counterexample(number, kind, last)));
            }
        };
        for invariant in 0..program.invariants.len() {
            if !machine.holds(invariant) {
                note(depth, ViolationKind::Invariant, None, graph);
            }
        }
        let mut can_anybody_move = false;
        let mut is_left_open = false;
        for thread in program.thread_ids() {
            for choice in machine.choices(thread) {
                can_anybody_move |= choice != Choice::Spurious;
                if is_farther {
                    continue;
                }
                let turn = Turn { thread, choice };
                let (mut machine, mut ledger) = (machine.clone(), ledger.clone());
                let was_inside = machine.inside(thread).is_some();
                let Outcome::Ran(event) = machine.step(thread, choice) else {
                    unreachable!("a step with a choice that was offered")
                };
                graph.transitions += 1;
                // The books stop at the first of several: the invariants were looked at above.
                let counts = |it: &Violation| options.wanted.has(it.kind());
                let (violation, _) =
                    ledger.book_looking_for(&mut machine, was_inside, 1, thread, &event, counts);
                let kind = violation.as_ref().map(Violation::kind);
                if kind == Some(ViolationKind::Grows) && options.leaves_growth_open {
                    is_left_open = true;
                    continue;
                }
                if let Some(kind) = kind.filter(|&it| it != ViolationKind::Invariant) {
                    note(depth + 1, kind, Some(turn), graph);
                    if options.wanted.has(kind) {
                        continue;
                    }
                }
                let makes_progress =
                    choice != Choice::Spurious && makes_progress(program, &progress, &event);
                let known = graph.reached_by.len() as u32;
                let to = graph.add(names.key(&machine, &ledger), Some((number, turn)));
                graph.ways[number as usize].push(Kept { to, turn, makes_progress });
                if to == known {
                    let waiting = Open { number: to, depth: depth + 1, machine, ledger };
                    graph.bytes_waiting += waiting.bytes();
                    open.push_back(waiting);
                }
            }
        }
        if !can_anybody_move && let Some(violation) = ledger.judge_standstill(&machine) {
            note(depth, violation.kind(), None, graph);
        }
        graph.ways[number as usize].shrink_to_fit();
        let ways = graph.ways[number as usize].len() * size_of::<Kept>() + BYTES_A_PIECE;
        graph.bytes_of_ways += ways as u64;
        let is_over = is_left_open || !can_anybody_move || ledger.is_finished(&machine);
        graph.is_over[number as usize] = is_over;
        graph.own_hopes[number as usize] = match is_over {
            true => graph::everything(program.thread_count()),
            false => own_hopes(&machine, &progress, graph.must_end),
        };
        if graph.must_end == MustEnd::EachThread {
            graph.own_ends.resize(graph.reached_by.len(), 0);
            graph.own_ends[number as usize] = match is_over {
                true => graph::everything(program.thread_count()),
                false => not_to_end | own_ends(&machine),
            };
        }
        graph.can_move[number as usize] = bits(program, |id| machine.can_move(id));
    }
    best.map(|(_, counterexample)| Verdict::Violated(counterexample))
}

fn own_hopes(machine: &Machine, progress: &ProgressAhead, must_end: MustEnd) -> Hopes {
    let program = machine.program();
    let may_rest = |id: ThreadId| {
        let next = machine.thread(id).next;
        next.is_some_and(|at| may_rest(program.form, machine.role(id), at))
    };
    let is_free = |id: ThreadId| {
        machine.can_move(id) || machine.standing(id) == Standing::Ended || may_rest(id)
    };
    let can_expect_progress = (0..program.roles.len()).any(|role| {
        let threads = program.threads_of(role);
        let may_make_some = |id: ThreadId| {
            let next = machine.thread(id).next;
            machine.standing(id) != Standing::NotStarted
                && next.is_some_and(|at| progress.has(role, at))
        };
        program.thread_ids().any(|id| threads.has(id) && may_make_some(id))
    });
    let end = if must_end == MustEnd::Run { 0 } else { graph::END };
    bits(program, is_free) | end | if can_expect_progress { 0 } else { graph::PROGRESS }
}

fn own_ends(machine: &Machine) -> Hopes {
    let program = machine.program();
    let has_ended_or_rests = |id: ThreadId| {
        let may_rest = |at| may_rest(program.form, machine.role(id), at);
        machine.thread(id).next.is_none_or(may_rest)
    };
    bits(program, has_ended_or_rests)
}

/// A bit for each thread of which this holds.
fn bits(program: &Program, holds: impl Fn(ThreadId) -> bool) -> u64 {
    program.thread_ids().filter(|&id| holds(id)).fold(0, |bits, id| bits | 1 << id.0)
}

fn without_way_out(
    options: &Options,
    watch: &mut dyn FnMut(&Progress) -> ControlFlow<()>,
    graph: &Graph,
) -> Verdict {
    let wanted = |kind| options.wanted.has(kind);
    let progress = graph.progress();
    let most_bytes = options.most_bytes;
    let mut looking = |phase: Phase, look: Look| look.tell(progress, phase, most_bytes, watch);
    let trap =
        match graph::trap(graph, graph.must_end, wanted, &mut |look| looking(Phase::Traps, look)) {
            Ok(Some(trap)) => trap,
            Ok(None) if wanted(ViolationKind::Starvation) => {
                return starving(graph, &mut |look| looking(Phase::Starvation, look));
            }
            Ok(None) => return Verdict::Safe,
            Err(Stopped(why)) => return Verdict::Undecided(why),
        };
    let mut around = Vec::new();
    let (mut at, mut seen) = (trap.state, Vec::new());
    while around.len() < LONGEST_ROUND && !seen.contains(&at) {
        seen.push(at);
        let ways = graph.ways[at].iter();
        let way = ways.copied().find(|way| trap.caught[way.to as usize]);
        let Some(way) = way else { break };
        around.push(way.turn);
        at = way.to as usize;
    }
    let mut counterexample = graph.counterexample(trap.state as u32, trap.kind, None);
    counterexample.thread = trap.thread.map(ThreadId::from_index);
    counterexample.around = around;
    Verdict::Violated(counterexample)
}

fn starving(graph: &Graph, looking: graph::Looking<'_>) -> Verdict {
    match starvation(graph, looking) {
        Ok(None) => Verdict::Safe,
        Ok(Some(found)) => {
            let kind = ViolationKind::Starvation;
            let mut counterexample = graph.counterexample(found.state as u32, kind, None);
            counterexample.thread = Some(found.thread);
            counterexample.around = found.around;
            Verdict::Violated(counterexample)
        }
        Err(Stopped(why)) => Verdict::Undecided(why),
    }
}

impl Graph {
    fn add(&mut self, key: Vec<Value>, reached_by: Option<(u32, Turn)>) -> u32 {
        let number = self.numbers.number(&key);
        if (number as usize) < self.reached_by.len() {
            return number;
        }
        self.reached_by.push(reached_by);
        self.own_hopes.push(0);
        self.is_over.push(false);
        self.can_move.push(0);
        self.ways.push(Vec::new());
        number
    }

    fn progress(&self) -> Progress {
        let states = self.reached_by.len() as u64;
        let Graph { transitions, depth, .. } = *self;
        Progress { states, transitions, depth, bytes: self.bytes(), ..Progress::default() }
    }

    /// How many bytes it takes, with the states that wait to be looked at.
    fn bytes(&self) -> u64 {
        self.numbers.bytes()
            + bytes(&self.reached_by)
            + bytes(&self.own_hopes)
            + bytes(&self.own_ends)
            + bytes(&self.is_over)
            + bytes(&self.can_move)
            + bytes(&self.ways)
            + self.bytes_of_ways
            + self.bytes_waiting
    }

    /// How many more it may take, for a moment, while lists of it grow.
    fn bytes_to_grow(&self) -> u64 {
        let more = ASK_EVERY * 16;
        self.numbers.bytes_to_add(64)
            + bytes_to_add(&self.reached_by, more)
            + bytes_to_add(&self.own_hopes, more)
            + bytes_to_add(&self.own_ends, more)
            + bytes_to_add(&self.is_over, more)
            + bytes_to_add(&self.can_move, more)
            + bytes_to_add(&self.ways, more)
    }

    fn counterexample(&self, at: u32, kind: ViolationKind, last: Option<Turn>) -> Counterexample {
        let mut schedule: Vec<Turn> = last.into_iter().collect();
        let mut at = at;
        while let Some((before, turn)) = self.reached_by[at as usize] {
            schedule.push(turn);
            at = before;
        }
        schedule.reverse();
        Counterexample { kind, schedule, around: Vec::new(), thread: None, is_shortest: true }
    }
}

impl Space for Graph {
    fn len(&self) -> usize {
        self.reached_by.len()
    }

    fn threads(&self) -> usize {
        self.threads
    }

    fn level_end(&self, state: usize) -> usize {
        let distance = |state: usize| {
            let before = |&at: &u32| self.reached_by[at as usize].map(|(before, _)| before);
            std::iter::successors(Some(state as u32), before).count()
        };
        let own = distance(state);
        (state..self.len()).find(|&later| distance(later) > own).unwrap_or(self.len())
    }

    fn own_hopes(&self, state: usize) -> Hopes {
        self.own_hopes[state]
    }

    fn own_ends(&self, state: usize) -> Hopes {
        self.own_ends[state]
    }

    fn can_move(&self, state: usize) -> u64 {
        self.can_move[state]
    }

    fn may_starve(&self, state: usize, thread: usize) -> bool {
        let hopes = self.own_hopes[state];
        let moves = self.can_move[state];
        // What offers hope without being able to move has ended, or waits for the end of others.
        !self.is_over[state] && hopes & !moves & 1 << thread == 0
    }

    fn arcs(&self, state: usize, tell: &mut dyn FnMut(Way<'_>)) {
        for &Kept { to, turn, makes_progress } in &self.ways[state] {
            tell(Way { to: to as usize, turn, makes_progress, order: &[] });
        }
    }
}

/// How states become keys.
struct Naming {
    is_renamed: bool,
    live: Vec<Vec<Vec<bool>>>,
}

impl Naming {
    fn new(program: &Program) -> Naming {
        // Where a row is kept in order, the numbers of items decide.
        let is_ordered = program
            .objects
            .iter()
            .any(|it| matches!(it.kind, ObjectKind::Queue { ordered: true, .. }));
        let live = program.roles.iter().map(|role| role.live_locals()).collect();
        Naming { is_renamed: program.items == 0 && !is_ordered, live }
    }

    fn key(&self, machine: &Machine, ledger: &Ledger) -> Vec<Value> {
        let program = machine.program();
        let mut names = Names { is_renamed: self.is_renamed, items: Vec::new() };
        let mut key: Vec<Value> =
            machine.memory().values().iter().map(|&value| names.name(value)).collect();
        let mut threads = program.thread_ids();
        for (role, live) in program.roles.iter().zip(&self.live) {
            for id in threads.by_ref().take(role.threads.into()) {
                let thread = machine.thread(id);
                let Some(next) = thread.next else {
                    key.push(-1);
                    continue;
                };
                key.push(next.0.into());
                for (&local, &is_live) in thread.locals.iter().zip(&live[next.index()]) {
                    key.push(if is_live { names.name(local) } else { 0 });
                }
                key.push(if self.is_renamed { 0 } else { thread.produced.into() });
                key.push(thread.consumed.into());
                key.push(ledger.carries(id).map_or(NONE, |item| names.name(item.to_value())));
            }
        }
        for (id, object) in (0..).map(ObjectId).zip(&program.objects) {
            if object.capacity() == 0 {
                continue;
            }
            key.extend(ledger.slots(id).iter().map(|slot| match slot {
                SlotContents::NeverWritten => 0,
                SlotContents::Full { .. } => 1,
                SlotContents::Taken { .. } => 2,
                SlotContents::Cleared => 3,
            }));
            // The order in which they were written decides what is out of order later.
            key.extend(ledger.slot_order(id).map(Value::from));
            key.push(NONE);
        }
        for (item, was_taken) in ledger.doubled() {
            key.extend([names.name(item.to_value()), was_taken.into()]);
        }
        key.push(NONE);
        // What lies where threads can look at it is in the state already: its name is known. The
        // order in which it came there decides nothing.
        let mut looked_at: Vec<[Value; 2]> = ledger
            .looked_at()
            .map(|(item, was_consumed)| [names.name(item.to_value()), was_consumed.into()])
            .collect();
        looked_at.sort_unstable();
        key.extend(looked_at.into_iter().flatten());
        key.push(NONE);
        // That an item was taken last matters only as long as somebody could put it in again.
        let last: Vec<Value> = ledger.taken_last().filter_map(|it| names.known(it)).collect();
        key.extend(last);
        key
    }
}

/// The names of items in one state.
struct Names {
    is_renamed: bool,
    items: Vec<Item>,
}

impl Names {
    fn name(&mut self, value: Value) -> Value {
        let Some(item) = Item::from_value(value) else { return value };
        let known = self.items.iter().position(|&it| it == item);
        let index = known.unwrap_or_else(|| {
            self.items.push(item);
            self.items.len() - 1
        });
        match self.is_renamed {
            true => Item { producer: 0, number: index as u32 }.to_value(),
            false => value,
        }
    }

    /// The name of an item that occurs elsewhere in the state.
    fn known(&self, item: Item) -> Option<Value> {
        let index = self.items.iter().position(|&it| it == item)?;
        Some(match self.is_renamed {
            true => Item { producer: 0, number: index as u32 }.to_value(),
            false => item.to_value(),
        })
    }
}
