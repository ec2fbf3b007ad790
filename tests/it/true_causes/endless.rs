//! What is said of runs that go on forever, judged by all that can follow.

use interleave::checker::{self, Counterexample, Options, Verdict};
use interleave::engine::{Advance, Machine, Run, ViolationKind};
use interleave::notation::Setup;
use interleave::program::{Access, Event, Item, Outcome, Program, ThreadId};
use interleave::session::describe_verdict;
use interleave::text::Language;
use std::collections::HashSet;
use std::ops::ControlFlow;
use std::sync::Arc;

/// The words that are judged.
pub const WORDS: [&str; 5] = [
    "can never move again, while others go on",
    "loop forever without progress",
    "There is never any progress",
    "can starve",
    "no order of steps leads to its end",
];

const MOST_STATES: usize = 4000;

/// What can follow a state: every step, and whether there is a state in which nobody can move.
struct Follows {
    steps: Vec<(ThreadId, Event)>,
    comes_to_rest: bool,
}

/// All that can follow; `None` where that is too much.
fn follows(from: &Machine) -> Option<Follows> {
    let mut follows = Follows { steps: Vec::new(), comes_to_rest: false };
    let key = |it: &Machine| {
        let threads = it.program().thread_ids().map(|id| it.thread(id).clone());
        (it.memory().clone(), threads.map(|it| format!("{it:?}")).collect::<Vec<_>>())
    };
    let mut seen = HashSet::from([key(from)]);
    let mut open = vec![from.clone()];
    while let Some(machine) = open.pop() {
        let mut can_move = false;
        for id in machine.program().thread_ids() {
            for choice in machine.choices(id) {
                can_move = true;
                let mut next = machine.clone();
                let Outcome::Ran(event) = next.step(id, choice) else { continue };
                follows.steps.push((id, event));
                if seen.insert(key(&next)) {
                    open.push(next);
                }
            }
        }
        follows.comes_to_rest |= !can_move;
        if seen.len() > MOST_STATES {
            return None;
        }
    }
    Some(follows)
}

/// The state at the end of a schedule.
fn state_behind(program: &Arc<Program>, found: &Counterexample) -> Machine {
    let mut run = Run::new(program.clone());
    for turn in &found.schedule {
        let advance = run.advance(turn.thread, turn.choice);
        assert!(matches!(advance, Advance::Stepped(_)), "{advance:?}");
    }
    run.machine().clone()
}

fn moves_an_item(event: &Event) -> bool {
    let moves = |access: Access| match access {
        Access::Inserted { value, .. } | Access::Removed { value, .. } => {
            Item::from_value(value).is_some()
        }
        Access::Read { value, takes: true, .. } => Item::from_value(value).is_some(),
        _ => false,
    };
    event.consumed.is_some() || event.accesses().any(|(_, access)| moves(access))
}

/// What is said of a program's runs without end, if it has any, judged.
pub fn judged(program: &Arc<Program>) -> Vec<&'static str> {
    let usual = Options { most_states: 20_000, ..Options::default() };
    let wanted = usual.wanted.with(ViolationKind::Starvation);
    let with_starvation = Options { wanted, ..usual };
    let of = |options: &Options| {
        let report = checker::check(program, options, &mut |_| ControlFlow::Continue(()));
        let Verdict::Violated(found) = &report.verdict else { return None };
        let (_, said) = describe_verdict(
            Language::English.text(),
            program,
            &Setup::default(),
            &report,
            &|it| it.to_string(),
        );
        let words = WORDS.into_iter().find(|it| said.contains(it))?;
        is_true(program, found, words).then_some(words)
    };
    of(&usual).into_iter().chain(of(&with_starvation)).collect()
}

/// Judges it; whether that could be done.
fn is_true(program: &Arc<Program>, found: &Counterexample, words: &str) -> bool {
    let state = state_behind(program, found);
    let Some(follows) = follows(&state) else { return false };
    let steps = &follows.steps;
    match found.kind {
        ViolationKind::StuckThread => {
            let thread = found.thread.expect("somebody is stuck");
            assert!(!steps.iter().any(|(id, _)| *id == thread), "it moves");
            assert!(!follows.comes_to_rest, "the others do not go on");
        }
        ViolationKind::Livelock => {
            assert!(!steps.is_empty() && !follows.comes_to_rest, "they do not loop forever");
            assert!(!steps.iter().any(|(_, event)| event.ended), "a thread ends");
            assert!(!steps.iter().any(|(_, event)| moves_an_item(event)), "an item moves");
            assert_eq!(words.contains("never any"), found.schedule.is_empty());
        }
        ViolationKind::UnfinishedThread => {
            assert!(!follows.comes_to_rest, "some order leads to an end");
        }
        ViolationKind::Starvation => {
            let thread = found.thread.expect("somebody starves");
            assert!(!found.around.is_empty());
            assert!(found.around.iter().all(|turn| turn.thread != thread), "it comes to its turn");
            assert!(state.can_move(thread) || state.is_waiting(thread), "it has not ended");
        }
        kind => panic!("{kind:?} has such words"),
    }
    true
}
