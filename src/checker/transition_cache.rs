//! The transition cache: steps as look-ups.
//!
//! For each thread and each private state of it there is a small decision tree: which parts of
//! the shared state its next step looks at, and for each combination found so far, what the step
//! does. The trees grow as states are met that ask something new ([`super::tabulate`]).

use super::interner::Interner;
use super::memory::{bytes, bytes_to_add};
use super::parts::{PartKind, Parts};
use super::report::Halt;
use super::state_vector::{Bits, StateVector};
use crate::engine::{ViolationKind, ViolationKinds};
use crate::program::{Choice, ObjectId, Printed, Program, RoleKind, ThreadId, ThreadSet, started};
use std::ops::Range;
use std::sync::Arc;

/// What `main` printed with one step, in pieces.
pub type PrintedLine = Arc<[Printed]>;

/// A node of a decision tree.
#[derive(Clone, Copy, Debug)]
struct Node {
    /// What a test looks at.
    bits: Bits,
    kind: NodeKind,
    /// Of a test, its first child; of a leaf, its first edge.
    first: u32,
    /// Of a test, the part it looks at; of a leaf, how many edges it has.
    count: u16,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum NodeKind {
    Test,
    Leaf,
}

/// What has outgrown its bits gets enough for so many times as many symbols, and the others keep
/// what they have, or have to give back what they do not need: the first that fits.
const AMPLE: [(bool, usize); 6] =
    [(true, 16), (true, 8), (true, 4), (false, 8), (false, 4), (false, 2)];

/// No node yet: this has not been asked before.
const UNKNOWN: u32 = 0;

/// One way in which a step can go.
#[derive(Clone, Copy, Debug)]
pub struct Edge {
    /// Which way that is.
    pub choice: Choice,
    /// The rule it breaks.
    pub violation: Option<ViolationKind>,
    /// Whether it moves an item into or out of a container.
    pub makes_progress: bool,
    /// The buffer whose critical section the thread has entered with it.
    pub enters: Option<ObjectId>,
    /// Where its entries in `writes` begin.
    first_write: u32,
    writes: u16,
}

/// What a step does that goes one way, as it was found out.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Which way.
    pub choice: Choice,
    /// The rule it breaks.
    pub violation: Option<ViolationKind>,
    /// Whether it moves an item into or out of a container.
    pub makes_progress: bool,
    /// What `main` printed last with it.
    pub printed: Option<PrintedLine>,
    /// The parts it changes, with their new symbols.
    pub writes: Vec<(u16, u32)>,
}

/// What is known of a private state of a thread.
#[derive(Clone, Copy, Debug, Default)]
pub struct Private {
    /// Whether the thread has ended.
    pub has_ended: bool,
    /// Whether it is no wrong that it never moves again: it waits for the end of others, or to be started,
    /// or it is not meant to end and waits for more.
    pub may_rest: bool,
    /// Whether it may still make progress, as far as its code shows.
    pub may_make_progress: bool,
    /// The buffer whose critical section it is in.
    pub inside: Option<ObjectId>,
    /// Whether its next step concerns nobody else, as others cannot come near what it touches.
    pub is_mover: bool,
}

/// Everything that was tabulated of a program.
#[derive(Clone, Debug)]
pub struct TransitionCache {
    pub(super) parts: Arc<Parts>,
    pub(super) symbols: Vec<Interner>,
    /// For each role, for each private state: what is known of it.
    pub(super) privates: Vec<Vec<Private>>,
    layout: StateVector,
    /// For each thread, for each private state: the root of its tree. Behind the threads, for each
    /// invariant the root of the one that tells whether it holds.
    roots: Vec<Vec<u32>>,
    nodes: Vec<Node>,
    children: Vec<u32>,
    edges: Vec<Edge>,
    /// The parts that steps change, with their new symbols.
    writes: Vec<(u16, u32)>,
    /// For each edge, `layout.words` words to keep by, then as many to add.
    changes: Vec<u64>,
    /// The most ways in which one step can go.
    most_edges: usize,
    pub(super) thread_count: usize,
    /// How many bytes the tables may take.
    pub(super) most_bytes: u64,
    /// What is looked for: a step that breaks several rules is entered with the first of these.
    pub(super) wanted: ViolationKinds,
    /// The threads that are cut off when the others have ended.
    daemons: ThreadSet,
    /// For each thread that begins late, the part that says whether it was started.
    started: Vec<Option<usize>>,
    /// The thread whose last print is an outcome, where outcomes are looked for.
    pub(super) main: Option<ThreadId>,
    /// For each edge, what that printed last with it; empty where outcomes are not looked for.
    lines: Vec<Option<PrintedLine>>,
}

impl TransitionCache {
    /// Tables in which nothing stands yet.
    pub fn new(program: &Arc<Program>) -> TransitionCache {
        TransitionCache::of(program, false)
    }

    /// The same, where what threads print matters too: states then tell apart what is only printed.
    pub fn of(program: &Arc<Program>, shows: bool) -> TransitionCache {
        let parts = Parts::new(program, shows);
        let begins = program.thread_ids().map(|id| program.role_of(id).0.begins_at());
        let started = begins.map(|it| it.map(|alive| parts.of_cell(started(alive)))).collect();
        let leaf = Node { bits: Bits::default(), kind: NodeKind::Leaf, first: 0, count: 0 };
        TransitionCache {
            symbols: vec![Interner::default(); parts.table_count],
            privates: vec![Vec::new(); program.roles.len()],
            layout: StateVector::default(),
            roots: vec![Vec::new(); program.thread_count() + program.invariants.len()],
            daemons: program.daemons(),
            started,
            main: program.main().filter(|_| shows),
            lines: Vec::new(),
            nodes: vec![leaf],
            children: Vec::new(),
            edges: Vec::new(),
            writes: Vec::new(),
            changes: Vec::new(),
            thread_count: program.thread_count(),
            most_edges: 1,
            most_bytes: u64::MAX,
            wanted: ViolationKinds::ALL,
            parts: Arc::new(parts),
        }
    }

    /// The program.
    pub fn program(&self) -> &Arc<Program> {
        &self.parts.program
    }

    /// Where the parts lie in a packed state.
    pub fn layout(&self) -> &StateVector {
        &self.layout
    }

    /// The symbols of all parts of a packed state.
    pub fn unpack(&self, state: &[u64]) -> Vec<u32> {
        self.layout.bits.iter().map(|bits| bits.get(state)).collect()
    }

    /// A packed state of these symbols.
    pub fn pack(&self, symbols: &[u32]) -> Vec<u64> {
        let mut state = vec![0; self.layout.words];
        for (bits, &symbol) in self.layout.bits.iter().zip(symbols) {
            bits.set(&mut state, symbol);
        }
        state
    }

    /// What is known of the private state a thread has.
    #[inline(always)]
    pub fn private(&self, state: &[u64], thread: usize) -> Private {
        let symbol = self.layout.bits[thread].get(state);
        self.privates[usize::from(self.parts.tables[thread])][symbol as usize]
    }

    /// The ways in which the thread's next step can go; `None` when this has not been asked
    /// before. A thread that cannot move has none.
    #[inline(always)]
    pub fn steps(&self, state: &[u64], thread: usize) -> Option<Range<usize>> {
        if self.is_daemon(thread) && self.is_over(state) {
            return Some(0..0);
        }
        let private = self.layout.bits[thread].get(state) as usize;
        let leaf = self.leaf(state, *self.roots[thread].get(private)?)?;
        let first = leaf.first as usize;
        Some(first..first + usize::from(leaf.count))
    }

    #[inline(always)]
    fn is_daemon(&self, thread: usize) -> bool {
        self.daemons.has(ThreadId::from_index(thread))
    }

    /// Whether all threads that were started have ended, but for daemons.
    #[inline(never)]
    pub fn is_over(&self, state: &[u64]) -> bool {
        (0..self.thread_count).all(|thread| {
            let private = self.private(state, thread);
            self.is_daemon(thread) || private.has_ended || !self.was_started(state, thread)
        })
    }

    /// Whether a thread was started; one that does not begin late always was. One that was not has not moved.
    pub fn was_started(&self, state: &[u64], thread: usize) -> bool {
        self.started[thread].is_none_or(|part| {
            let symbols = &self.symbols[usize::from(self.parts.tables[part])];
            symbols.values(self.layout.bits[part].get(state))[0] >> thread & 1 == 1
        })
    }

    #[inline(always)]
    fn leaf(&self, state: &[u64], root: u32) -> Option<&Node> {
        let mut at = root;
        loop {
            if at == UNKNOWN {
                return None;
            }
            let node = &self.nodes[at as usize];
            if node.kind == NodeKind::Leaf {
                return Some(node);
            }
            at = self.children[(node.first + node.bits.get(state)) as usize];
        }
    }

    /// Whether an invariant holds in a state; `None` when this has not been asked before.
    #[inline(always)]
    pub fn holds(&self, state: &[u64], invariant: usize) -> Option<bool> {
        let root = *self.roots[self.thread_count + invariant].first()?;
        // The leaf of an invariant that is broken has an edge that leads nowhere.
        Some(self.leaf(state, root)?.count == 0)
    }

    /// The most ways in which the steps of all threads together can go.
    pub fn most_ways(&self) -> usize {
        self.most_edges * self.thread_count
    }

    /// All that `main` printed, step by step.
    pub fn lines(&self) -> impl Iterator<Item = &PrintedLine> {
        self.lines.iter().flatten()
    }

    /// What `main` printed when it went this way.
    pub fn line(&self, edge: usize) -> Option<&PrintedLine> {
        self.lines.get(edge)?.as_ref()
    }

    /// One of the ways.
    #[inline(always)]
    pub fn edge(&self, edge: usize) -> &Edge {
        &self.edges[edge]
    }

    /// The state after a step went this way.
    #[inline(always)]
    pub fn after<const W: usize>(&self, state: &[u64; W], edge: usize) -> [u64; W] {
        let change = &self.changes[edge * 2 * W..(edge + 1) * 2 * W];
        std::array::from_fn(|word| state[word] & change[word] | change[W + word])
    }

    /// Enters what a thread does in its present private state when the parts it looks at are as
    /// in this state. `asked` are those parts, in the order in which they were looked at.
    ///
    /// # Errors
    ///
    /// Fails, and enters nothing, when the tables would take more bytes than they may.
    pub(super) fn enter(
        &mut self,
        symbols: &[u32],
        thread: usize,
        asked: &[u16],
        found: &[Answer],
    ) -> Result<(), Halt> {
        if self.bytes() + self.bytes_to_enter(symbols, thread, asked, found) > self.most_bytes {
            return Err(Halt::Memory);
        }
        let first = self.edges.len() as u32;
        self.most_edges = self.most_edges.max(found.len());
        for Answer { choice, violation, makes_progress, printed, writes } in found {
            if self.main.is_some() {
                self.lines.push(printed.clone());
            }
            let enters = self.entered(symbols, thread, writes);
            self.edges.push(Edge {
                choice: *choice,
                enters,
                violation: *violation,
                makes_progress: *makes_progress,
                first_write: self.writes.len() as u32,
                writes: writes.len() as u16,
            });
            self.writes.extend_from_slice(writes);
            self.compile_edge(self.edges.len() - 1);
        }
        let bits = Bits::default();
        let leaf = Node { bits, kind: NodeKind::Leaf, first, count: found.len() as u16 };

        let private = if thread < self.thread_count { symbols[thread] as usize } else { 0 };
        let roots = &mut self.roots[thread];
        if roots.len() <= private {
            roots.resize(private + 1, UNKNOWN);
        }
        let mut at = roots[private];
        // Where the number of the node at `at` stands: in `roots`, or in `children`.
        let mut place = None;
        for &part in asked {
            if at == UNKNOWN {
                let bits = self.layout.bits[usize::from(part)];
                let test = Node {
                    bits,
                    kind: NodeKind::Test,
                    first: self.children.len() as u32,
                    count: part,
                };
                self.children.extend(std::iter::repeat_n(UNKNOWN, bits.room()));
                at = self.hang(test, thread, private, place);
            }
            let node = self.nodes[at as usize];
            debug_assert!(node.kind == NodeKind::Test && node.count == part);
            let child = (node.first + symbols[usize::from(part)]) as usize;
            place = Some(child);
            at = self.children[child];
        }
        debug_assert_eq!(at, UNKNOWN, "this was asked before");
        self.hang(leaf, thread, private, place);
        Ok(())
    }

    /// How many bytes more the tables take, for a moment, while this is entered.
    fn bytes_to_enter(
        &self,
        symbols: &[u32],
        thread: usize,
        asked: &[u16],
        found: &[Answer],
    ) -> u64 {
        let private = if thread < self.thread_count { symbols[thread] as usize } else { 0 };
        let roots = &self.roots[thread];
        let mut at = roots.get(private).copied().unwrap_or(UNKNOWN);
        let (mut nodes, mut children) = (1, 0);
        for &part in asked {
            let part = usize::from(part);
            if at == UNKNOWN {
                nodes += 1;
                children += self.layout.bits[part].room();
            } else {
                at = self.children[(self.nodes[at as usize].first + symbols[part]) as usize];
            }
        }
        let writes = found.iter().map(|it| it.writes.len()).sum();
        bytes_to_add(roots, (private + 1).saturating_sub(roots.len()))
            + bytes_to_add(&self.nodes, nodes)
            + bytes_to_add(&self.children, children)
            + bytes_to_add(&self.edges, found.len())
            + self.main.map_or(0, |_| bytes_to_add(&self.lines, found.len()))
            + bytes_to_add(&self.writes, writes)
            + bytes_to_add(&self.changes, found.len() * 2 * self.layout.words)
    }

    /// How many bytes more the tables may take, for a moment, while what these symbols' parts
    /// become is numbered.
    pub(super) fn bytes_to_number(&self, symbols: &[u32]) -> u64 {
        let parts = self.parts.tables.iter().zip(symbols);
        let one = |(&table, &symbol): (&u16, &u32)| {
            let table = usize::from(table);
            // A list may be longer by some elements then.
            let longest = self.symbols[table].values(symbol).len() + 8;
            let privates = self.privates.get(table).map_or(0, |it| bytes_to_add(it, 1));
            self.symbols[table].bytes_to_add(longest) + privates
        };
        parts.map(one).sum()
    }

    /// The critical section that the thread was not in before, and is in after.
    fn entered(&self, symbols: &[u32], thread: usize, writes: &[(u16, u32)]) -> Option<ObjectId> {
        let privates = self.privates.get(usize::from(*self.parts.tables.get(thread)?))?;
        let before = privates[symbols[thread] as usize].inside;
        let own = writes.iter().find(|&&(part, _)| usize::from(part) == thread);
        let after = own.and_then(|&(_, symbol)| privates[symbol as usize].inside);
        after.filter(|_| before.is_none())
    }

    fn hang(&mut self, node: Node, thread: usize, private: usize, place: Option<usize>) -> u32 {
        let number = self.nodes.len() as u32;
        self.nodes.push(node);
        match place {
            None => self.roots[thread][private] = number,
            Some(child) => self.children[child] = number,
        }
        number
    }

    /// Works out which bits an edge keeps and which it adds.
    fn compile_edge(&mut self, edge: usize) {
        let words = self.layout.words;
        let (mut keep, mut add) = (vec![u64::MAX; words], vec![0; words]);
        let Edge { first_write, writes, .. } = self.edges[edge];
        let first = first_write as usize;
        for &(part, symbol) in &self.writes[first..first + usize::from(writes)] {
            let bits = self.layout.bits[usize::from(part)];
            // It is worked out again with bits for that many symbols.
            if symbol as usize >= bits.room() {
                continue;
            }
            bits.set(&mut keep, 0);
            bits.set(&mut add, symbol);
        }
        self.changes.truncate(edge * 2 * words);
        self.changes.extend(keep);
        self.changes.extend(add);
    }

    /// Whether there are more symbols of a part than its bits can tell apart.
    pub fn is_outgrown(&self) -> bool {
        let tables = self.parts.tables.iter();
        self.layout.bits.len() != self.parts.kinds.len()
            || self
                .layout
                .bits
                .iter()
                .zip(tables)
                .any(|(bits, &table)| self.symbols[usize::from(table)].len() > bits.room())
    }

    /// Gives every part as many bits as it needs now. Answers the layout before, in which states
    /// are packed that were found so far.
    ///
    /// `fits` says whether there is memory for states of so many words, and so many bytes of tables.
    ///
    /// # Errors
    ///
    /// Fails, and changes nothing, when a state would be too large or there is too little memory.
    pub fn widen(&mut self, fits: impl Fn(usize, u64) -> bool) -> Result<StateVector, Halt> {
        let layout_for = |keeps: bool, times: usize| {
            let parts = self.parts.tables.iter().enumerate().map(|(part, &table)| {
                let room = self.layout.bits.get(part).map_or(1, |bits| bits.room());
                let needed = self.symbols[usize::from(table)].len();
                match needed > room {
                    true => needed * times,
                    false if keeps => room,
                    false => needed,
                }
            });
            StateVector::new(&parts.collect::<Vec<usize>>())
        };
        let tight = layout_for(false, 1).ok_or(Halt::Unfit)?;
        let mut tests = vec![0; self.parts.kinds.len()];
        let test = |it: &&Node| it.kind == NodeKind::Test;
        self.nodes.iter().filter(test).for_each(|it| tests[usize::from(it.count)] += 1);
        let children_of = |layout: &StateVector| -> usize {
            layout.bits.iter().zip(&tests).map(|(bits, tests)| bits.room() * tests).sum()
        };
        // The old children are there until the new ones are.
        let bytes_now = self.bytes();
        let does_fit = |layout: &StateVector| {
            let children = (children_of(layout) * size_of::<u32>()) as u64;
            let changes = bytes_to_add(
                &self.changes,
                (self.edges.len() * 2 * layout.words).saturating_sub(self.changes.len()),
            );
            fits(layout.words, bytes_now + children + changes)
        };
        // What has outgrown its bits may do so again, and to pack all states anew takes long. So it
        // gets more bits than it needs now, where there are some to spare.
        let ample = AMPLE.iter().filter_map(|&(keeps, times)| layout_for(keeps, times));
        let layout = { ample }
            .find(|ample| ample.words == tight.words && does_fit(ample))
            .or_else(|| does_fit(&tight).then_some(tight))
            .ok_or(Halt::Memory)?;
        let mut fresh = Vec::with_capacity(children_of(&layout));
        let before = std::mem::replace(&mut self.layout, layout);
        let children = std::mem::take(&mut self.children);
        for node in self.nodes.iter_mut().filter(|it| it.kind == NodeKind::Test) {
            let old = node.first as usize..node.first as usize + node.bits.room();
            node.bits = self.layout.bits[usize::from(node.count)];
            node.first = fresh.len() as u32;
            // Bits that were given and never needed may be taken back.
            let kept = old.start..old.end.min(old.start + node.bits.room());
            fresh.extend_from_slice(&children[kept.clone()]);
            fresh.extend(std::iter::repeat_n(UNKNOWN, node.bits.room() - kept.len()));
        }
        self.children = fresh;
        drop(children);
        self.changes.clear();
        for edge in 0..self.edges.len() {
            self.compile_edge(edge);
        }
        Ok(before)
    }

    /// Whether a thread is a consumer.
    #[inline(always)]
    pub fn is_consumer(&self, thread: usize) -> bool {
        self.program().roles[usize::from(self.parts.tables[thread])].kind == RoleKind::Consumer
    }

    /// How many bytes the tables take.
    pub fn bytes(&self) -> u64 {
        bytes(&self.children)
            + bytes(&self.changes)
            + bytes(&self.nodes)
            + bytes(&self.edges)
            + bytes(&self.lines)
            + bytes(&self.writes)
            + self.symbols.iter().map(Interner::bytes).sum::<u64>()
            + self.privates.iter().map(bytes).sum::<u64>()
            + self.roots.iter().map(bytes).sum::<u64>()
    }

    /// The threads that stand for each other, as they have the same role and do not know their
    /// number: ranges of at least two.
    pub fn interchangeable(&self) -> Vec<Range<usize>> {
        let mut ranges = Vec::new();
        // The cell of a reentrant lock says which of them holds it.
        use crate::program::ObjectKind::ReentrantLock;
        if self.program().objects.iter().any(|it| it.kind == ReentrantLock) {
            return ranges;
        }
        let mut first = 0;
        for (place, role) in self.program().roles.iter().enumerate() {
            let range = first..first + usize::from(role.threads);
            first = range.end;
            if range.len() < 2 || role.me.is_some() {
                continue;
            }
            let threads = self.program().threads_of(place);
            if !self.program().roles.iter().any(|it| it.names_some_of(threads)) {
                ranges.push(range);
            }
        }
        ranges
    }

    /// The parts that say of each thread whether it waits, a bit for each.
    pub fn masks(&self) -> Vec<usize> {
        use crate::program::Part;
        let kinds = self.parts.kinds.iter().enumerate();
        kinds
            .filter(|(_, kind)| match kind {
                PartKind::Cell(cell) => {
                    matches!(
                        self.program().part_of(*cell).1,
                        Part::Waiters | Part::Alive | Part::Readers(_)
                    )
                }
                _ => false,
            })
            .map(|(part, _)| part)
            .collect()
    }
}
