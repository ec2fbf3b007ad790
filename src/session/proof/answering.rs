//! The checker's side: an order as bytes comes in, and answers as bytes go out.

use super::map::Outcome;
use super::order::{Answer, Order, Task};
use crate::checker::{
    self, Counterexample, LineWalks, Options, Outcomes, Phase, Progress, Report, Verdict,
    WhyUndecided,
};
use crate::engine::ViolationKind;
use crate::notation::{self, Runtime, Setup};
use crate::program::{Form, Program};
use crate::session::{LintVerdict, judge_lints};
use std::ops::ControlFlow;
use std::sync::Arc;

/// Milliseconds between two words on how far it has come.
const SAYS_EVERY: f64 = 100.0;

/// Milliseconds after which it is worth starting more threads: to start them takes about as long.
const LONG: f64 = 300.0;

/// How much may be looked at for one entry of a map: states, and milliseconds.
const OF_A_CELL: (u64, f64) = (200_000, 400.0);

/// How much may be looked at for another runtime: states, and milliseconds.
const OF_A_RUNTIME: (u64, f64) = (500_000, 500.0);

/// How much may be looked at for all that stands out: states in each of a few searches, and milliseconds in all.
const OF_LINTS: (u64, f64) = (500_000, 5_000.0);

/// Random runs, their least and most steps, and the milliseconds after which there are enough.
const WALKS: u32 = 4_000;
const WALK_STEPS: (usize, usize) = (200, 2_000);
const WALKS_TAKE: f64 = 1_500.0;

/// Random runs that tell how often each last line comes, and the milliseconds after which the lines are not looked
/// for any more.
const LINE_WALKS: u32 = 1_000;
const OUTCOMES_TAKE: f64 = 5_000.0;

/// What there is to search with.
#[derive(Clone, Copy, Debug)]
pub struct Means {
    /// How many threads search.
    pub threads: usize,
    /// Whether there could be more of them.
    pub may_have_more: bool,
    /// The most bytes that states may take.
    pub most_bytes: u64,
}

/// How an order came to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carried {
    /// Everything was answered.
    Out,
    /// It takes long: it is to be begun again with more threads.
    WantsThreads,
    /// The order makes no sense.
    Nowhere,
}

/// Carries out an order. `clock` gives milliseconds from any beginning on; `answer` gets each
/// [`Answer`] as bytes.
pub fn carry_out(
    order: &[u8],
    means: Means,
    clock: &dyn Fn() -> f64,
    answer: &mut dyn FnMut(&[u8]),
) -> Carried {
    let Ok(Order { source, task }) = postcard::from_bytes(order) else { return Carried::Nowhere };
    let mut say = |it: &Answer| {
        if let Ok(bytes) = postcard::to_allocvec(it) {
            answer(&bytes);
        }
    };
    let compile = |setup: &Setup| Some(Arc::new(notation::read(&source, setup).ok()?.0));
    match task {
        Task::Prove(setup) => match compile(&setup) {
            Some(program) => {
                let carried = prove(&program, &options(means), means, clock, &mut say);
                // Tasks have one loop, and each process an interpreter of its own.
                let can_differ = !notation::runs_tasks_or_processes(&source);
                let others = Runtime::ALL.into_iter().filter(|it| *it != setup.runtime);
                for runtime in others.filter(|_| can_differ && carried == Carried::Out) {
                    if let Some(program) = compile(&Setup { runtime, ..setup }) {
                        let outcome = look_at(&program, OF_A_RUNTIME, means, clock);
                        say(&Answer::Under { runtime, outcome });
                    }
                }
                carried
            }
            None => Carried::Nowhere,
        },
        Task::ProveFair(setup) => match compile(&setup) {
            Some(program) => {
                let options = options(means);
                let wanted = options.wanted.with(ViolationKind::Starvation);
                prove(&program, &Options { wanted, ..options }, means, clock, &mut say)
            }
            None => Carried::Nowhere,
        },
        Task::Lint(setup) => match compile(&setup) {
            Some(program) => {
                say(&Answer::Linted(judge(&source, &program, means, clock)));
                Carried::Out
            }
            None => Carried::Nowhere,
        },
        Task::Judge(questions) => {
            for question in questions {
                let Some(judgement) = question.judge() else { return Carried::Nowhere };
                say(&Answer::Judged(judgement));
            }
            Carried::Out
        }
        Task::Map(setups) => {
            for (setup, index) in setups.iter().zip(0..) {
                let outcome = match compile(setup) {
                    Some(program) => look_at(&program, OF_A_CELL, means, clock),
                    None => Outcome::Undecided,
                };
                say(&Answer::Cell { index, outcome });
            }
            Carried::Out
        }
    }
}

fn prove(
    program: &Arc<Program>,
    options: &Options,
    means: Means,
    clock: &dyn Fn() -> f64,
    say: &mut dyn FnMut(&Answer),
) -> Carried {
    let begin = clock();
    let mut said_at = begin;
    let mut wants_threads = false;
    let report = checker::check(program, options, &mut |progress: &Progress| {
        let now = clock();
        // More threads are of no use to the way back.
        let may_begin_again = means.may_have_more && progress.phase != Phase::WayBack;
        if may_begin_again && now - begin > LONG {
            wants_threads = true;
            return ControlFlow::Break(());
        }
        if now - said_at >= SAYS_EVERY {
            said_at = now;
            say(&Answer::Progress { progress: *progress, milliseconds: (now - begin) as u32 });
        }
        ControlFlow::Continue(())
    });
    if wants_threads && report.verdict == Verdict::Undecided(WhyUndecided::Stopped) {
        return Carried::WantsThreads;
    }
    let broken = match &report.verdict {
        Verdict::Violated(it) if shows_at_a_step(it) => Some(it.schedule.len()),
        _ => None,
    };
    let is_open = matches!(report.verdict, Verdict::Undecided(_));
    say(&Answer::Report { report, milliseconds: (clock() - begin) as u32 });
    if let Some(length) = broken {
        let steps = (length * 20).clamp(WALK_STEPS.0, WALK_STEPS.1) as u32;
        let begin = clock();
        let mut until = |_| match clock() - begin < WALKS_TAKE {
            true => ControlFlow::Continue(()),
            false => ControlFlow::Break(()),
        };
        say(&Answer::Walks(checker::walk(program, 1, WALKS, steps, &mut until)));
    }
    // Where the states are too many for a verdict, they are for this.
    if program.form == Form::Whole && !is_open {
        say(&last_lines(program, options, clock));
    }
    Carried::Out
}

/// What a whole program can print last.
fn last_lines(program: &Arc<Program>, options: &Options, clock: &dyn Fn() -> f64) -> Answer {
    let begin = clock();
    let outcomes =
        checker::outcomes(program, options, &mut |_| match clock() - begin < OUTCOMES_TAKE {
            true => ControlFlow::Continue(()),
            false => ControlFlow::Break(()),
        });
    let walks = match &outcomes {
        Outcomes::Known { lines: Some(lines), .. } => {
            let steps = WALK_STEPS.0..=WALK_STEPS.1;
            checker::walk_to_last_lines(program, lines, 1, LINE_WALKS, steps)
        }
        _ => LineWalks::default(),
    };
    Answer::Outcomes { outcomes, walks }
}

/// Whether a run alone shows such a violation, without a search.
fn shows_at_a_step(found: &Counterexample) -> bool {
    use ViolationKind as Kind;
    found.around.is_empty()
        && !matches!(found.kind, Kind::StuckThread | Kind::Livelock | Kind::Starvation)
}

/// Whether what stands out happens.
fn judge(
    source: &str,
    program: &Arc<Program>,
    means: Means,
    clock: &dyn Fn() -> f64,
) -> Vec<LintVerdict> {
    let (most_states, most_milliseconds) = OF_LINTS;
    let begin = clock();
    let options = Options { most_states, ..options(means) };
    judge_lints(source, program, &options, &mut |_| match clock() - begin < most_milliseconds {
        true => ControlFlow::Continue(()),
        false => ControlFlow::Break(()),
    })
}

fn look_at(
    program: &Arc<Program>,
    (most_states, most_milliseconds): (u64, f64),
    means: Means,
    clock: &dyn Fn() -> f64,
) -> Outcome {
    let begin = clock();
    let options = Options { most_states, ..options(means) };
    let Report { verdict, reached, .. } =
        checker::check(program, &options, &mut |_| match clock() - begin < most_milliseconds {
            true => ControlFlow::Continue(()),
            false => ControlFlow::Break(()),
        });
    match verdict {
        Verdict::Safe => Outcome::Safe { states: reached.states },
        Verdict::Violated(it) => Outcome::Broken(it),
        Verdict::Undecided(_) => Outcome::Undecided,
    }
}

fn options(means: Means) -> Options {
    Options { most_bytes: means.most_bytes, threads: means.threads, ..Options::default() }
}
