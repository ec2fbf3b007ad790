//! What the threads of a text get done. A text in which nothing goes wrong, because nobody does anything, is no repair.

use crate::catalogue::{self, Configuration, Setting};
use crate::engine::{Advance, Moment, Print, Round, Run, SchedulerKind, Simulation, Standing};
use crate::program::{Form, Pc, Program};
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

/// How something is done.
#[derive(Clone, Debug, Default)]
struct Done {
    /// By whom, in any run.
    by: BTreeSet<String>,
    /// By whom it would be done, as far as the code shows: other threads may leave them nothing to do.
    may_be_by: BTreeSet<String>,
    /// How often in one run, at most.
    times: usize,
}

/// Who does what in some runs of a text: in one in which everybody has their turn, and in random ones.
#[derive(Debug)]
pub struct Work {
    form: Form,
    /// For each line of the text, the one of those asked for that it is.
    wanted: Vec<Option<String>>,
    done: BTreeMap<Deed, Done>,
    /// What is printed in each of the runs.
    printed: Option<BTreeSet<String>>,
    /// What is printed in any of them.
    printed_at_all: BTreeSet<String>,
    /// Whether all items were made and consumed when everybody had their turn.
    is_all_consumed: bool,
}

/// The numbers at which it shows who keeps whom from working: two of each, two slots, and so many items for each producer
/// (0 for a run without end).
pub fn with_several(configuration: &Configuration, items: u32) -> Configuration {
    configuration
        .with(Setting::Producers, 2)
        .with(Setting::Consumers, 2)
        .with(Setting::Capacity, 2)
        .with(Setting::Items, items)
        .with(Setting::Takes, 0)
}

impl Work {
    /// What comes of a text with two producers and two consumers; of lines, only of those that are asked for. `None` where it
    /// cannot be compiled.
    pub fn of(source: &str, configuration: &Configuration, lines: &[String]) -> Option<Work> {
        let configuration = with_several(configuration, ITEMS);
        let (program, _, _) = catalogue::build(source, &configuration).ok()?;
        let program = Arc::new(program);
        let wanted =
            source.lines().map(|line| lines.iter().find(|it| *it == code_of(line)).cloned());
        let mut work = Work {
            form: program.form,
            wanted: wanted.collect(),
            done: BTreeMap::new(),
            printed: None,
            printed_at_all: BTreeSet::new(),
            is_all_consumed: false,
        };
        work.look_through(&program);
        let mut run = Run::new(program.clone());
        let mut seen = Seen::default();
        let items = u64::from(ITEMS * configuration.get(Setting::Producers));
        for _ in 0..ROUNDS {
            let has_moved = work.go_round(&mut run, &mut seen);
            work.is_all_consumed |= run.ledger().counters().consumed >= items;
            if work.is_all_consumed || !has_moved {
                break;
            }
        }
        work.add(&run, seen);
        for seed in 0..RUNS {
            let mut seen = Seen::default();
            let mut run = Run::new(program.clone());
            let mut chance = Simulation::new(&run, SchedulerKind::default(), seed, 0, 0);
            for _ in 0..TURNS {
                match chance.turn(&mut run) {
                    Round::Standstill => break,
                    Round::Step(moment) => work.note(&run, &moment, &mut seen),
                    Round::AtWork => {}
                }
            }
            work.add(&run, seen);
        }
        Some(work)
    }

    /// Each thread that can move does so once. Says whether any could.
    fn go_round(&self, run: &mut Run, seen: &mut Seen) -> bool {
        let mut has_moved = false;
        for thread in run.program().thread_ids() {
            let choice = run.machine().choices(thread).first().copied();
            if let Some(choice) = choice
                && run.standing(thread) == Standing::Ready
                && let Advance::Stepped(moment) = run.advance(thread, choice)
            {
                has_moved = true;
                self.note(run, &moment, seen);
            }
        }
        has_moved
    }

    /// Which lines there are in the code of whom.
    fn look_through(&mut self, program: &Program) {
        for thread in program.thread_ids() {
            let role = program.role_of(thread).0;
            for line in self.wanted.iter().flatten().cloned().collect::<BTreeSet<_>>() {
                let is_it = |at: Pc| {
                    let here = self.wanted.get(usize::from(role.line(at).0));
                    here.is_some_and(|it| it.as_ref() == Some(&line))
                };
                if role.can_come_to(is_it) {
                    let name = program.name_of(thread).to_string();
                    self.done.entry(Deed::Runs(line)).or_default().may_be_by.insert(name);
                }
            }
        }
    }

    /// Adds what was seen in a run.
    fn add(&mut self, run: &Run, seen: Seen) {
        let words = |it: &Print| run.program().words_of(std::slice::from_ref(&it.printed));
        let printed: BTreeSet<String> = run.console().prints().map(words).collect();
        for (deed, by) in seen {
            let done = self.done.entry(deed).or_default();
            done.times = done.times.max(by.len());
            done.by.extend(by);
        }
        self.printed_at_all.extend(printed.iter().cloned());
        self.printed = Some(match self.printed.take() {
            Some(before) => before.intersection(&printed).cloned().collect(),
            None => printed,
        });
    }

    fn note(&self, run: &Run, moment: &Moment, seen: &mut Seen) {
        let program: &Program = run.program();
        let name = program.name_of(moment.thread).to_string();
        let role = program.role_of(moment.thread).0;
        let mut does = |deed: Deed| seen.entry(deed).or_default().push(name.clone());
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
    /// do it, or could if others left them anything to do; in a whole program, where threads are made by the text, as many, or it
    /// is done as often.
    pub fn lacks(&self, other: &Work) -> Option<Deed> {
        let is_done = |(deed, there): &(&Deed, &Done)| {
            let Some(here) = self.done.get(*deed) else { return there.times == 0 };
            let is_run = here.times > 0 || there.times == 0;
            is_run
                && match self.form {
                    Form::Roles => there
                        .by
                        .iter()
                        .all(|it| here.by.contains(it) || here.may_be_by.contains(it)),
                    Form::Whole => here.by.len() >= there.by.len() || here.times >= there.times,
                }
        };
        let prints = other.printed.as_ref().is_some_and(|it| !it.is_empty());
        // What a program prints says more than its lines: of those that one thread runs by itself there may be no step.
        if self.form == Form::Whole && prints && self.prints_what(other) {
            return None;
        }
        other.done.iter().find(|it| !is_done(it)).map(|(deed, _)| deed.clone())
    }

    /// Whether all that the other text prints in each run is printed in some run of this one.
    pub fn prints_what(&self, other: &Work) -> bool {
        other.printed.as_ref().is_none_or(|it| it.is_subset(&self.printed_at_all))
    }
}

/// What is seen in one run: who does what, as often as that is done.
type Seen = BTreeMap<Deed, Vec<String>>;

/// A line without its indentation and what is said in it.
pub fn code_of(line: &str) -> &str {
    line.split('#').next().unwrap_or_default().trim()
}
