//! The last lines of runs that end, read off the steps that print them.

use super::super::graph::MustEnd;
use super::super::options::{Phase, Progress};
use super::super::outcomes::{Ends, printed_at_start};
use super::super::reachable::Reachable;
use super::super::state_vector::for_words;
use super::super::transition_cache::PrintedLine;
use super::Search;
use crate::engine::Turn;
use crate::program::{Printed, ThreadId};
use std::collections::{HashMap, HashSet, VecDeque};
use std::ops::ControlFlow;

/// What there is to tell of runs that end.
#[derive(Debug)]
pub struct LastLines {
    /// Whether runs end.
    pub ends: Ends,
    /// The last lines.
    pub found: Lines,
}

/// The lines that are the last ones of runs.
#[derive(Debug)]
pub enum Lines {
    /// These.
    Known(Vec<LastLine>),
    /// More than were asked for.
    TooMany,
    /// One may be printed in pieces, by steps that others' steps can stand between.
    InPieces,
}

/// A line that is the last one of some run.
#[derive(Debug)]
pub struct LastLine {
    /// What the step printed; `None` where nothing was since the start.
    pub printed: Option<PrintedLine>,
    /// The state before the step that printed it; `None` where that is before the first step.
    pub state: Option<usize>,
    /// From there, that step and the others up to the end.
    pub turns: Vec<Turn>,
}

/// A way on from a state.
struct Way {
    to: usize,
    turn: Turn,
    line: Option<PrintedLine>,
}

/// A line with all its pieces.
struct Whole {
    line: PrintedLine,
    /// The steps that print it.
    turns: Vec<Turn>,
    /// The states between them.
    inside: Vec<usize>,
    end: usize,
}

/// After so many states whoever watches is asked whether to go on.
const ASK_EVERY: usize = 1 << 14;

/// Somebody did not want to wait any longer.
struct Stopped;

/// Tells whoever watches how far the lines are, and asks whether to go on.
struct Asking<'a> {
    progress: Progress,
    watch: &'a mut dyn FnMut(&Progress) -> ControlFlow<()>,
}

impl Asking<'_> {
    fn go_on(&mut self, state: usize) -> Result<(), Stopped> {
        if !state.is_multiple_of(ASK_EVERY) {
            return Ok(());
        }
        match (self.watch)(&self.progress) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(Stopped),
        }
    }
}

/// A line of more pieces is not put together.
const MOST_PIECES: usize = 64;

const KNOWN: &str = "the steps of a state that was looked at are known";

impl Search {
    /// The last lines of runs that end, at most so many; `None` if whoever watches stops it. All states must have been
    /// seen, none left out.
    pub fn last_lines(
        &self,
        most: usize,
        watch: &mut dyn FnMut(&Progress) -> ControlFlow<()>,
    ) -> Option<LastLines> {
        let progress = Progress { phase: Phase::Traps, ..self.progress() };
        let mut asking = Asking { progress, watch };
        for_words!(self.words(), W => self.packed_last_lines::<W>(most, &mut asking)).ok()
    }

    fn packed_last_lines<const W: usize>(
        &self,
        most: usize,
        asking: &mut Asking,
    ) -> Result<LastLines, Stopped> {
        let count = self.states.len();
        let is_there = |state: usize| !Reachable::is_hole::<W>(&self.states.get(state));
        let is_over = |state: usize| self.tables.is_over(&self.states.get::<W>(state));
        // Whether the end can be reached, and whether without another line. No step leads to a hole or away from one.
        let mut can_end: Vec<bool> = (0..count).map(|it| !is_there(it) || is_over(it)).collect();
        let mut quiet: Vec<bool> = (0..count).map(|it| is_there(it) && can_end[it]).collect();
        // Whether another line can follow.
        let mut speaks = vec![false; count];
        let stands_still = |state: usize| !can_end[state] && self.ways_from::<W>(state).is_empty();
        let stands_still = (0..count).any(stands_still);
        loop {
            let mut has_grown = false;
            asking.progress.round += 1;
            for state in (0..count).rev() {
                asking.progress.looked_at = (count - state) as u64;
                asking.go_on(state)?;
                if can_end[state] && quiet[state] && speaks[state] {
                    continue;
                }
                for way in self.ways_from::<W>(state) {
                    has_grown |= can_end[way.to] && !can_end[state];
                    can_end[state] |= can_end[way.to];
                    let is_quiet = way.line.is_none() && quiet[way.to];
                    has_grown |= is_quiet && !quiet[state];
                    quiet[state] |= is_quiet;
                    let is_followed = way.line.is_some() || speaks[way.to];
                    has_grown |= is_followed && !speaks[state];
                    speaks[state] |= is_followed;
                }
            }
            if !has_grown {
                break;
            }
        }
        let ends = if can_end.iter().all(|&it| it) {
            Ends::Always
        } else if can_end[0] {
            Ends::Sometimes
        } else if MustEnd::of(self.tables.program()) != MustEnd::Run && !stands_still {
            Ends::UntilStopped
        } else {
            Ends::Never
        };
        Ok(LastLines { ends, found: self.lines_before::<W>(&quiet, &speaks, most, asking)? })
    }

    /// The lines behind which the end can be reached without another one.
    fn lines_before<const W: usize>(
        &self,
        quiet: &[bool],
        speaks: &[bool],
        most: usize,
        asking: &mut Asking,
    ) -> Result<Lines, Stopped> {
        let program = self.tables.program();
        let is_open = |line: &[Printed]| !program.words_of(line).ends_with('\n');
        if speaks[0] && printed_at_start(program).is_some_and(|it| is_open(&it)) {
            return Ok(Lines::InPieces);
        }
        // States in which a line has begun and not ended, where nobody else can move before it does.
        let mut inside = HashSet::new();
        // Of each line that another can follow: many steps print the same.
        let mut open: HashMap<PrintedLine, bool> = HashMap::new();
        let any_is_open = self.tables.lines().any(|it| is_open(it));
        for state in (0..quiet.len()).filter(|_| any_is_open) {
            asking.go_on(state)?;
            for way in self.ways_from::<W>(state) {
                let Some(line) = way.line.as_ref().filter(|_| speaks[way.to]) else { continue };
                if !*open.entry(line.clone()).or_insert_with(|| is_open(line)) {
                    continue;
                }
                let goes_on = |state: usize, line: &[Printed]| speaks[state] && is_open(line);
                let Some(whole) = self.to_the_end_of::<W>(way, goes_on) else {
                    return Ok(Lines::InPieces);
                };
                inside.extend(whole.inside);
            }
        }
        // A state that is also come to without a line begun is not known to be inside of one.
        for state in (0..quiet.len()).filter(|_| !inside.is_empty()) {
            asking.go_on(state)?;
            for way in self.ways_from::<W>(state).iter().filter(|it| inside.contains(&it.to)) {
                let is_begun = match &way.line {
                    Some(line) => is_open(line),
                    None => inside.contains(&state),
                };
                if !is_begun {
                    return Ok(Lines::InPieces);
                }
            }
        }
        if inside.contains(&0) {
            return Ok(Lines::InPieces);
        }
        let mut seen = HashSet::new();
        let mut found = Vec::new();
        if quiet[0] {
            let turns = self.quiet_way::<W>(0, quiet);
            found.push(LastLine { printed: None, state: None, turns });
        }
        for state in 0..quiet.len() {
            asking.go_on(state)?;
            for way in self.ways_from::<W>(state) {
                if way.line.is_none() || inside.contains(&state) {
                    continue;
                }
                let Some(whole) = self.to_the_end_of::<W>(way, |it, _| inside.contains(&it)) else {
                    return Ok(Lines::InPieces);
                };
                let Whole { line, mut turns, end, .. } = whole;
                if !quiet[end] || !seen.insert(line.clone()) {
                    continue;
                }
                if seen.len() > most {
                    return Ok(Lines::TooMany);
                }
                turns.extend(self.quiet_way::<W>(end, quiet));
                found.push(LastLine { printed: Some(line), state: Some(state), turns });
            }
        }
        Ok(Lines::Known(found))
    }

    /// The shortest way to the end without a line, from a state that has one.
    fn quiet_way<const W: usize>(&self, from: usize, quiet: &[bool]) -> Vec<Turn> {
        let mut reached_by: HashMap<usize, (usize, Turn)> = HashMap::new();
        let mut open = VecDeque::from([from]);
        while let Some(state) = open.pop_front() {
            if self.tables.is_over(&self.states.get::<W>(state)) {
                let mut turns = Vec::new();
                let mut at = state;
                while at != from {
                    let (before, turn) = reached_by[&at];
                    turns.push(turn);
                    at = before;
                }
                turns.reverse();
                return turns;
            }
            for way in self.ways_from::<W>(state) {
                let is_new = way.to != from && !reached_by.contains_key(&way.to);
                if way.line.is_none() && quiet[way.to] && is_new {
                    reached_by.insert(way.to, (state, way.turn));
                    open.push_back(way.to);
                }
            }
        }
        unreachable!("the end can be reached from here without a line")
    }

    /// The line that begins with a way, put together as long as `goes_on` says so of the state that is reached and what was
    /// printed; nothing where others can move meanwhile, or it has too many pieces.
    fn to_the_end_of<const W: usize>(
        &self,
        way: Way,
        goes_on: impl Fn(usize, &[Printed]) -> bool,
    ) -> Option<Whole> {
        let line = way.line.unwrap_or_default();
        let mut whole = Whole { line, turns: vec![way.turn], inside: Vec::new(), end: way.to };
        while goes_on(whole.end, &whole.line) {
            whole.inside.push(whole.end);
            let next = self.only_way_from::<W>(whole.end);
            let next = next.filter(|_| whole.inside.len() < MOST_PIECES)?;
            if let Some(more) = next.line {
                whole.line = whole.line.iter().chain(&*more).cloned().collect();
            }
            whole.turns.push(next.turn);
            whole.end = next.to;
        }
        Some(whole)
    }

    /// The way on from a state, where there is just one.
    fn only_way_from<const W: usize>(&self, state: usize) -> Option<Way> {
        let mut ways = self.ways_from::<W>(state);
        (ways.len() == 1).then(|| ways.pop()).flatten()
    }

    fn ways_from<const W: usize>(&self, state: usize) -> Vec<Way> {
        let state: [u64; W] = self.states.get(state);
        let mut ways = Vec::new();
        if Reachable::is_hole(&state) {
            return ways;
        }
        self.each_way(&state, &mut |thread, edge, after| {
            let to = self.states.find(&after).expect("it was reached");
            let choice = self.tables.edge(edge).choice;
            let turn = Turn { thread: ThreadId::from_index(thread), choice };
            ways.push(Way { to, turn, line: self.tables.line(edge).cloned() });
        })
        .expect(KNOWN);
        ways
    }
}
