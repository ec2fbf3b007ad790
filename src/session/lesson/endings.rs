//! In which values a small program can end, by which schedules, and what there is against a prediction of that.

use super::abstraction::abstraction_of;
use super::judge::{Breaks, program_of};
use crate::catalogue::Setting;
use crate::engine::{Ending, Machine, Run, Turn, write_schedule};
use crate::lesson::{Challenge, Variant, renamed};
use crate::program::{Choice, Outcome, Program};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashSet, VecDeque};
use std::sync::Arc;

/// More states than this no challenge has.
const MOST_STATES: usize = 50_000;

/// A run that ends otherwise than was predicted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ends {
    /// The variable that the prediction was about.
    pub variable: String,
    /// What it is in the end of this run: a value that was not predicted, or the nearest to one that was and never comes.
    pub value: i64,
    /// The value that was predicted and never comes, where none is missing.
    pub never: Option<i64>,
    /// With so many producers, consumers and slots.
    pub size: [u32; 3],
    /// The shortest schedule that ends so, as text.
    pub schedule: String,
    /// How many steps that has.
    pub steps: usize,
}

/// What there is against a prediction of endings, to be watched.
pub enum Against {
    /// A run that ends otherwise.
    Ends(Ends),
    /// The same, but a rule is broken before it ends.
    Breaks(Breaks),
}

/// The values that a variable can have when all threads have ended or wait forever, each with the shortest schedule that leads to it.
/// `None` where there is no such variable, or too much to look at.
pub fn endings(program: &Arc<Program>, variable: &str) -> Option<BTreeMap<i64, Vec<Turn>>> {
    let cell = program.objects.iter().find(|it| it.name == variable)?.base;
    let state = |machine: &Machine| {
        let threads: Vec<_> = program.thread_ids().map(|it| machine.thread(it).clone()).collect();
        (machine.memory().values().to_vec(), threads)
    };
    let first = Machine::new(program.clone()).0;
    let mut seen = HashSet::from([state(&first)]);
    // From which of them, and by which step.
    let mut ways: Vec<Option<(usize, Turn)>> = vec![None];
    let mut waiting = VecDeque::from([(first, 0)]);
    let mut values = BTreeMap::new();
    while let Some((machine, at)) = waiting.pop_front() {
        let mut goes_on = false;
        for thread in program.thread_ids() {
            for choice in machine.choices(thread) {
                goes_on |= choice != Choice::Spurious;
                let mut after = machine.clone();
                if let Outcome::Ran(_) = after.step(thread, choice)
                    && seen.insert(state(&after))
                {
                    waiting.push_back((after, ways.len()));
                    ways.push(Some((at, Turn { thread, choice })));
                }
            }
        }
        if seen.len() > MOST_STATES {
            return None;
        }
        if !goes_on {
            values.entry(machine.memory().get(cell)).or_insert_with(|| way_to(&ways, at));
        }
    }
    Some(values)
}

fn way_to(ways: &[Option<(usize, Turn)>], mut at: usize) -> Vec<Turn> {
    let mut turns = Vec::new();
    while let Some(Some((before, turn))) = ways.get(at) {
        turns.push(*turn);
        at = *before;
    }
    turns.reverse();
    turns
}

/// What there is against the prediction that this variable has one of these values in the end: the shortest run to a value that is
/// missing among them. Where none is missing, the run that comes nearest to one that never comes.
pub fn ends_otherwise(
    challenge: &Challenge,
    variant: &Variant,
    object: &str,
    predicted: &[i64],
) -> Option<Against> {
    let program = program_of(challenge, variant)?;
    let variable = renamed(object, &variant.names);
    let endings = endings(&program, &variable)?;
    let missed = endings.iter().filter(|(value, _)| !predicted.contains(value));
    let missed = missed.min_by_key(|(_, way)| way.len());
    let (never, (&value, turns)) = match missed {
        Some(missed) => (None, missed),
        None => {
            let never = *predicted.iter().find(|it| !endings.contains_key(it))?;
            (Some(never), endings.iter().min_by_key(|(value, _)| value.abs_diff(never))?)
        }
    };
    let configuration = challenge.configuration(variant);
    let size =
        [Setting::Producers, Setting::Consumers, Setting::Capacity].map(|it| configuration.get(it));
    let (run, steps) = Run::replay_to_its_end(program.clone(), turns).ok()?;
    let schedule = write_schedule(&program, turns.iter().copied().take(steps));
    Some(match run.ending() {
        Some(Ending::Broken(violation)) => Against::Breaks(Breaks {
            kind: violation.kind(),
            size,
            schedule,
            steps,
            abstraction: abstraction_of(&challenge.source(variant), &configuration),
        }),
        _ => Against::Ends(Ends { variable, value, never, size, schedule, steps }),
    })
}
