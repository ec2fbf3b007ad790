//! What the checker found, in words.

use super::ran::{Ran, describe_ran};
use super::violation::violation_title;
use super::words::{count_of, name_of, of_tasks};
use crate::checker::{Counterexample, FEW_WAITING, Growth, Report, Verdict, WhyUndecided};
use crate::engine::ViolationKind;
use crate::notation::{Runtime, Setup};
use crate::program::{Form, Program};
use crate::session::proof::{Axis, Cell, Finding, Layout, Outcome, Prediction};
use crate::text::{OneOrMore, Text, fill};

/// Writes a number as the reader's language does.
type Written<'a> = &'a dyn Fn(u64) -> String;

fn counted(words: OneOrMore, count: u64, written: Written<'_>) -> String {
    count_of(words, count, &written(count))
}

/// What is checked: `2 producers, 2 consumers, 2 slots`, and the finer points of it.
pub fn subject_words(text: &Text, program: &Program, setup: &Setup) -> (String, String) {
    let Ran { numbers, assumed, .. } = describe_ran(text, program, setup);
    let mut finer = assumed;
    if setup.items == 0 && program.form == Form::Roles {
        finer.insert(1, text.proof.without_end.to_owned());
    }
    (numbers.join(", "), finer.join(", "))
}

/// The verdict: a title, and the sentences that explain it.
pub fn describe_verdict(
    text: &Text,
    program: &Program,
    setup: &Setup,
    report: &Report,
    written: Written<'_>,
) -> (String, String) {
    let (title, says) = title_and_reasons(text, program, setup, report, written);
    (of_tasks(text, program, &title), of_tasks(text, program, &says))
}

fn title_and_reasons(
    text: &Text,
    program: &Program,
    setup: &Setup,
    report: &Report,
    written: Written<'_>,
) -> (String, String) {
    let words = &text.proof;
    let states = counted(words.states, report.reached.states, written);
    let ran = describe_ran(text, program, setup);
    let unused: String = ran.unused.iter().map(|it| format!(" {it}")).collect();
    match &report.verdict {
        Verdict::Safe => {
            let says = if report.is_reduced { words.safe_reduced } else { words.safe_all };
            (words.safe.to_owned(), fill(says, &[&states, &ran.numbers.join(", ")]) + &unused)
        }
        Verdict::Violated(found) => {
            let mut sentences = Vec::new();
            let who = found.thread.filter(|it| it.index() < program.thread_count());
            let who = who.map(|it| name_of(program, it)).unwrap_or_default();
            match found.kind {
                ViolationKind::StuckThread => sentences.push(fill(words.stuck_thread_why, &[&who])),
                ViolationKind::Livelock if found.schedule.is_empty() => {
                    sentences.push(words.never_any_progress.to_owned());
                }
                ViolationKind::Livelock => sentences.push(words.livelock_why.to_owned()),
                ViolationKind::Starvation => sentences.push(fill(words.starvation_why, &[&who])),
                ViolationKind::UnfinishedThread if !found.around.is_empty() => {
                    let says = match found.thread {
                        Some(_) => text.whole.no_end_of_one_from_there,
                        None => text.whole.no_end_from_there,
                    };
                    sentences.push(fill(says, &[&who]));
                }
                _ => {}
            }
            let is_shortest = found.is_shortest;
            let shortest = if is_shortest { words.shortest } else { words.not_shortest };
            sentences.push(shortest.to_owned());
            (broken_after(text, found, written), sentences.join(" ") + &unused)
        }
        Verdict::Undecided(why) => {
            let why = match (why, &report.growth) {
                (WhyUndecided::States, _) => words.too_many_states,
                (WhyUndecided::Memory, _) => words.too_little_memory,
                (WhyUndecided::Grows, Some(growth)) => {
                    let says = describe_growth(text, program, growth).join(" ");
                    return (words.undecided.to_owned(), says);
                }
                (WhyUndecided::Stopped | WhyUndecided::Grows, _) => words.was_stopped,
            };
            let depth = written(report.reached.depth.into());
            let seen = fill(words.undecided_seen, &[&states, &depth]);
            (words.undecided.to_owned(), format!("{seen} {why}"))
        }
    }
}

/// What grows without end, and what is known all the same.
pub fn describe_growth(text: &Text, program: &Program, growth: &Growth) -> Vec<String> {
    let words = &text.proof;
    let name = growth.object.map_or("", |id| program.object(id).name.as_str());
    let few = FEW_WAITING.to_string();
    let mut sentences = vec![fill(words.grows, &[name, &growth.most.to_string()])];
    if growth.is_safe_with_few {
        sentences.push(fill(words.safe_with_few, &[name, &few]));
    }
    sentences.push(words.try_a_limit.to_owned());
    sentences
}

/// Which rule is broken, and after how many steps.
fn broken_after(text: &Text, found: &Counterexample, written: Written<'_>) -> String {
    let steps = counted(text.proof.steps, found.schedule.len() as u64, written);
    fill(text.proof.broken, &[violation_title(text, found.kind), &steps])
}

/// How often random schedules break it; `None` as long as that is not known.
pub fn describe_frequency(text: &Text, finding: &Finding, written: Written<'_>) -> Option<String> {
    let words = &text.proof;
    let walks = finding.walks.as_ref().filter(|it| it.runs > 0)?;
    let Verdict::Violated(found) = &finding.report.verdict else { return None };
    let steps = counted(words.steps, found.schedule.len() as u64, written);
    let (runs, broken) = (u64::from(walks.runs), u64::from(walks.of(found.kind)));
    let says = match broken {
        0 => fill(words.frequency_never, &[&written(runs), &steps]),
        _ if broken * 2 > runs => words.frequency_often.to_owned(),
        _ => fill(words.frequency, &[&written((runs + broken / 2) / broken), &steps]),
    };
    let most = counted(words.steps, walks.steps.into(), written);
    Some(format!("{says} {}", fill(words.frequency_of, &[&written(runs), &most])))
}

/// What a prediction says.
pub fn describe_prediction(text: &Text, prediction: Prediction) -> &'static str {
    let words = &text.proof;
    match prediction {
        Prediction::Holds => words.holds,
        Prediction::ItemsGoWrong => words.items_go_wrong,
        Prediction::GetsStuck => words.gets_stuck,
        Prediction::Fails => words.fails,
    }
}

/// What a cell of the map says, in full.
pub fn describe_cell(text: &Text, layout: Layout, cell: &Cell, written: Written<'_>) -> String {
    let words = &text.proof;
    let count = |words, count: u64| count_of(words, count, &count.to_string());
    let of: Vec<String> = match layout {
        Layout::ByKnobs(axes) => {
            let number = |it: Axis| Some(format!("{} = {}", it.name, cell.knobs.get(it.name)?));
            axes.each().filter_map(number).collect()
        }
        Layout::ByCapacity | Layout::ByGranularity => vec![
            count(words.producers, cell.producers.into()),
            count(words.consumers, cell.consumers.into()),
            count(words.slots, cell.capacity.into()),
        ],
    };
    let of = of.join(", ");
    match &cell.outcome {
        None => fill(words.cell_open, &[&of]),
        Some(outcome) => describe_outcome(text, &of, outcome, written),
    }
}

/// What came of a program under a runtime.
pub fn describe_runtime(
    text: &Text,
    runtime: Runtime,
    outcome: &Outcome,
    written: Written<'_>,
) -> String {
    let name = match runtime {
        Runtime::Threads => text.lab.free,
        Runtime::CpythonGil => text.lab.gil,
    };
    describe_outcome(text, name, outcome, written)
}

fn describe_outcome(text: &Text, of: &str, outcome: &Outcome, written: Written<'_>) -> String {
    let words = &text.proof;
    match outcome {
        Outcome::Safe { .. } => fill(words.cell_safe, &[of]),
        Outcome::Undecided => fill(words.cell_undecided, &[of]),
        Outcome::Broken(found) => {
            let steps = counted(words.steps, found.schedule.len() as u64, written);
            fill(words.cell_broken, &[of, violation_title(text, found.kind), &steps])
        }
    }
}
