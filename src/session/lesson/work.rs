//! What the threads of a text get done. A text in which nothing goes wrong, because nobody does anything, is no repair.

use crate::catalogue::{self, Configuration, Setting};
use crate::engine::{Advance, Moment, Round, Run, SchedulerKind, Simulation, Standing};
use crate::program::{Form, Program};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Random runs, and how long each is at most.
const RUNS: u64 = 16;
const TURNS: u32 = 1_500;

/// The rounds in which everybody has their turn once, at most.
const ROUNDS: u32 = 2_000;

/// So many items each producer makes.
const ITEMS: u32 = 3;

/// Something that threads do.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Deed {
    /// Makes an item.
    Produces,
    /// Finishes with an item.
    Consumes,
    /// Runs this line.
    Runs(String),
}

/// Who does what in some runs of a text: in one in which everybody has their turn, and in random ones.
#[derive(Debug)]
pub struct Work {
    form: Form,
    /// For each line of the text, the one of those asked for that it is.
    wanted: Vec<Option<String>>,
    done: BTreeMap<Deed, BTreeSet<String>>,
    /// Whether all items were made and consumed when everybody had their turn.
    is_all_consumed: bool,
}

impl Work {
    /// What comes of a text with two producers and two consumers; of lines, only of those that are asked for. `None` where it
    /// cannot be compiled.
    pub fn of(source: &str, configuration: &Configuration, lines: &[String]) -> Option<Work> {
        let configuration = configuration
            .with(Setting::Producers, 2)
            .with(Setting::Consumers, 2)
            .with(Setting::Capacity, 2)
            .with(Setting::Items, ITEMS)
            .with(Setting::Takes, 0);
        let (program, _, _) = catalogue::build(source, &configuration).ok()?;
        let program = Arc::new(program);
        let wanted =
            source.lines().map(|line| lines.iter().find(|it| *it == code_of(line)).cloned());
        let mut work = Work {
            form: program.form,
            wanted: wanted.collect(),
            done: BTreeMap::new(),
            is_all_consumed: false,
        };
        let mut run = Run::new(program.clone());
        let items = u64::from(ITEMS * configuration.get(Setting::Producers));
        for _ in 0..ROUNDS {
            let has_moved = work.go_round(&mut run);
            work.is_all_consumed |= run.ledger().counters().consumed >= items;
            if work.is_all_consumed || !has_moved {
                break;
            }
        }
        for seed in 0..RUNS {
            let mut run = Run::new(program.clone());
            let mut chance = Simulation::new(&run, SchedulerKind::default(), seed, 0, 0);
            for _ in 0..TURNS {
                match chance.turn(&mut run) {
                    Round::Standstill => break,
                    Round::Step(moment) => work.note(&run, &moment),
                    Round::AtWork => {}
                }
            }
        }
        Some(work)
    }

    /// Each thread that can move does so once. Says whether any could.
    fn go_round(&mut self, run: &mut Run) -> bool {
        let mut has_moved = false;
        for thread in run.program().thread_ids() {
            let choice = run.machine().choices(thread).first().copied();
            if let Some(choice) = choice
                && run.standing(thread) == Standing::Ready
                && let Advance::Stepped(moment) = run.advance(thread, choice)
            {
                has_moved = true;
                self.note(run, &moment);
            }
        }
        has_moved
    }

    fn note(&mut self, run: &Run, moment: &Moment) {
        let program: &Program = run.program();
        let name = program.name_of(moment.thread).to_string();
        let role = program.role_of(moment.thread).0;
        let mut does = |deed: Deed| self.done.entry(deed).or_default().insert(name.clone());
        if moment.event.produced.is_some() {
            does(Deed::Produces);
        }
        if moment.event.consumed.is_some() {
            does(Deed::Consumes);
        }
        for (at, _) in moment.event.accesses() {
            if let Some(Some(line)) = self.wanted.get(usize::from(role.line(at).0)) {
                does(Deed::Runs(line.clone()));
            }
        }
    }

    /// Whether all items are made and consumed when everybody has their turn.
    pub fn is_all_consumed(&self) -> bool {
        self.is_all_consumed
    }

    /// Something that is done in the other text and not, or not by all, in this one. In roles it is the same threads that have to
    /// do it; in a whole program, where threads are made by the text, as many.
    pub fn lacks(&self, other: &Work) -> Option<Deed> {
        let is_done = |(deed, by): &(&Deed, &BTreeSet<String>)| {
            let here = self.done.get(*deed);
            match self.form {
                Form::Roles => here.is_some_and(|it| it.is_superset(by)),
                Form::Whole => here.map_or(0, BTreeSet::len) >= by.len(),
            }
        };
        other.done.iter().find(|it| !is_done(it)).map(|(deed, _)| deed.clone())
    }
}

/// A line without its indentation and what is said in it.
pub fn code_of(line: &str) -> &str {
    line.split('#').next().unwrap_or_default().trim()
}
