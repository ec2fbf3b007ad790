//! Random whole programs: the checker is held to a plain search of whole states, which keeps the last line
//! of `main` in the state.

use super::built::{
    Started, Whole, add, again, block, get, load, local, number, print, put, store,
};
use crate::checker::REDUCTIONS;
use crate::search::{Found, search};
use interleave::checker::{Ends, Options, Outcomes, Verdict, check, outcomes};
use interleave::engine::{Machine, Turn, ViolationKind};
use interleave::program::{
    Blocking, Cell, Instruction, Local, Operation, Outcome, Pc, Printed, Program, Sequence, TextId,
    ThreadId, ThreadSet,
};
use std::cell::LazyCell;
use std::collections::{BTreeSet, HashMap, VecDeque};
use std::ops::ControlFlow;
use std::sync::Arc;

const PROGRAMS: u64 = 400;
const MOST_STATES: usize = 4_000;

/// Numbers drawn from a seed (SplitMix64).
struct Draw(u64);

impl Draw {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % end
    }

    fn once_in(&mut self, times: u64) -> bool {
        self.below(times) == 0
    }
}

struct Shared {
    cell: Cell,
    lock: Cell,
    semaphore: Cell,
    queue: Sequence,
    says: TextId,
}

fn deed(draw: &mut Draw, shared: &Shared, code: &mut Vec<Instruction>) {
    let timeout = draw.once_in(3).then_some(100);
    match draw.below(9) {
        0 => code.extend([load(shared.cell, 0), add(0, 1), store(local(0), shared.cell)]),
        1 => code.push(block(Blocking::Acquire(shared.lock), timeout)),
        2 => code.push(Instruction::Do(Operation::Release(shared.lock))),
        3 => code.push(block(Blocking::Wait(shared.semaphore), timeout)),
        4 => code.push(Instruction::Do(Operation::Signal { count: shared.semaphore, most: None })),
        5 => code.push(put(shared.queue, number(draw.below(2) as i64))),
        6 => code.push(get(shared.queue, 1, timeout)),
        7 => {
            let into = Local(2);
            code.push(Instruction::Do(Operation::Choose { ways: 2, into }));
            // On one way the next deed is left out.
            let to = Pc(code.len() as u16 + 2);
            code.push(Instruction::JumpIf { value: local(2), is: true, to });
            code.push(load(shared.cell, 1));
        }
        _ => code.extend([load(shared.cell, 1), print(shared.says, 1)]),
    }
}

fn of_main(draw: &mut Draw, started: &[Started], shared: &Shared) -> Vec<Instruction> {
    // Everything it prints or adds to has a value.
    let mut code: Vec<Instruction> =
        (0..3).map(|it| Instruction::Set { into: Local(it), value: number(0) }).collect();
    for role in started {
        for index in 0..role.threads.0.count_ones() as usize {
            if !draw.once_in(8) {
                code.push(role.start(index));
            }
            if draw.once_in(16) {
                code.push(role.start(index));
            }
        }
    }
    for _ in 0..draw.below(3) {
        deed(draw, shared, &mut code);
    }
    for role in started {
        let timeout = draw.once_in(3).then_some(100);
        match draw.below(4) {
            0 => {}
            1 => {
                let one = ThreadSet::default().with(role.thread(0));
                code.push(role.join_some(one, timeout));
            }
            2 => {
                let (alive, thread, into) = (role.alive, role.thread(0), Local(1));
                code.push(Instruction::Do(Operation::LookIfAlive { alive, thread, into }));
                code.push(print(shared.says, 1));
            }
            _ => code.push(role.join(timeout)),
        }
    }
    for _ in 0..draw.below(2) {
        deed(draw, shared, &mut code);
    }
    code.extend([load(shared.cell, 1), print(shared.says, 1)]);
    code
}

fn drawn(seed: u64) -> Arc<Program> {
    let draw = &mut Draw(seed);
    let mut whole = Whole::new();
    let shared = Shared {
        cell: whole.variable("x"),
        lock: whole.lock("lock"),
        semaphore: whole.semaphore("semaphore", 1),
        queue: whole.queue("queue"),
        says: whole.text("x = "),
    };
    let roles = 1 + draw.below(2);
    let started: Vec<Started> =
        (0..roles).map(|it| whole.late(&format!("w{it}"), 1 + (draw.once_in(3)) as u16)).collect();
    for &role in &started {
        let mut code: Vec<Instruction> =
            (0..3).map(|it| Instruction::Set { into: Local(it), value: number(0) }).collect();
        for _ in 0..1 + draw.below(3) {
            deed(draw, &shared, &mut code);
        }
        if draw.once_in(6) {
            // It looks until there is something to see.
            let from = code.len() as u16;
            code.push(load(shared.cell, 1));
            code.push(Instruction::JumpIf { value: local(1), is: true, to: Pc(from + 3) });
            code.push(again(from));
        }
        if draw.once_in(4) {
            code.push(again(0));
        }
        let is_daemon = draw.once_in(3);
        whole.code(role, is_daemon, code);
    }
    let main = of_main(draw, &started, &shared);
    whole.build(main)
}

/// What a plain search of all states says.
struct Plain {
    ends: Ends,
    lines: BTreeSet<String>,
    /// Whether from some state the end cannot be reached.
    has_lost_state: bool,
    /// Whether from some state a thread that is to end can do so no more, nor come to wait for the end of others, nor can
    /// all stand still.
    has_lost_thread: bool,
}

fn last_printed(program: &Program, printed: &[Printed]) -> String {
    program.words_of(printed).lines().last().unwrap_or_default().to_owned()
}

/// Every state, with the last line; `None` where there are too many, or something grows without end.
fn plain(program: &Arc<Program>) -> Option<Plain> {
    type State = (Machine, String);
    let key = |(machine, line): &State| {
        let threads: Vec<_> = program.thread_ids().map(|id| machine.thread(id).clone()).collect();
        (machine.memory().values().to_vec(), threads, line.clone())
    };
    let (machine, work) = Machine::new(program.clone());
    let start = (machine, last_printed(program, &work[0].printed));
    let mut numbers = HashMap::from([(key(&start), 0)]);
    let mut states = vec![start];
    let mut before: Vec<Vec<usize>> = vec![Vec::new()];
    let mut moves = Vec::new();
    let mut at = 0;
    while at < states.len() {
        let (machine, line) = states[at].clone();
        let mut can_move = false;
        for thread in program.thread_ids() {
            for choice in machine.choices(thread) {
                can_move = true;
                let mut after = machine.clone();
                let Outcome::Ran(event) = after.step(thread, choice) else { panic!("it could") };
                if event.raised == Some(interleave::program::Exception::BEYOND_ROOM) {
                    return None;
                }
                let line = match &*event.printed {
                    [] => line.clone(),
                    _ if thread != ThreadId(0) => line.clone(),
                    printed => last_printed(program, printed),
                };
                let state = (after, line);
                let to = *numbers.entry(key(&state)).or_insert(states.len());
                if to == states.len() {
                    states.push(state);
                    before.push(Vec::new());
                }
                before[to].push(at);
            }
        }
        moves.push(can_move);
        at += 1;
        if states.len() > MOST_STATES {
            return None;
        }
    }
    let is_over = |at: usize| states[at].0.is_over();
    let reaching = |is_it: &dyn Fn(usize) -> bool| {
        let mut reaches: Vec<bool> = (0..states.len()).map(is_it).collect();
        let mut open: VecDeque<usize> = (0..states.len()).filter(|&it| reaches[it]).collect();
        while let Some(state) = open.pop_front() {
            for &from in &before[state] {
                if !std::mem::replace(&mut reaches[from], true) {
                    open.push_back(from);
                }
            }
        }
        reaches
    };
    let can_end = reaching(&is_over);
    let has_lost_state = can_end.contains(&false);
    let is_to_end = |id: ThreadId| {
        let (role, _) = program.role_of(id);
        !role.is_daemon && !role.is_endless()
    };
    let has_lost_thread = program.thread_ids().filter(|&id| is_to_end(id)).any(|id| {
        let may_stay = |at: usize| {
            let machine = &states[at].0;
            let waits_for_others = |next| {
                let instruction = machine.role(id).instruction(next);
                let Instruction::Block { on, .. } = instruction else { return false };
                matches!(on, Blocking::Join { .. } | Blocking::Begin(_))
            };
            !moves[at] || is_over(at) || machine.thread(id).next.is_none_or(waits_for_others)
        };
        reaching(&may_stay).contains(&false)
    });
    let has_endless = program.roles.iter().any(|it| !it.is_daemon && it.is_endless());
    let stands_still = (0..states.len()).any(|it| !moves[it] && !is_over(it));
    let ends = match (has_lost_state, can_end[0]) {
        (false, _) => Ends::Always,
        (true, true) => Ends::Sometimes,
        (true, false) if has_endless && !stands_still => Ends::UntilStopped,
        (true, false) => Ends::Never,
    };
    let over = (0..states.len()).filter(|&it| is_over(it));
    let lines = over.map(|it| states[it].1.clone()).collect();
    Some(Plain { ends, lines, has_lost_state, has_lost_thread })
}

/// The last line of a run that a schedule makes, which must have come to its end.
fn replayed(program: &Arc<Program>, schedule: &[Turn]) -> String {
    let (mut machine, work) = Machine::new(program.clone());
    let mut line = last_printed(program, &work[0].printed);
    for turn in schedule {
        let Outcome::Ran(event) = machine.step(turn.thread, turn.choice) else {
            panic!("{turn:?} is not possible")
        };
        if turn.thread == ThreadId(0) && !event.printed.is_empty() {
            line = last_printed(program, &event.printed);
        }
    }
    assert!(machine.is_over(), "the run of an outcome has ended");
    line
}

#[test]
fn outcomes_and_ends_are_those_of_a_plain_search() {
    let (mut compared, mut several, mut of_each) = (0, 0, [0; 4]);
    for seed in 0..PROGRAMS {
        let program = drawn(seed);
        let Some(expected) = plain(&program) else { continue };
        let found = outcomes(&program, &Options::default(), &mut |_| ControlFlow::Continue(()));
        let Outcomes::Known { ends, lines: Some(lines) } = found else {
            panic!("seed {seed}: {found:?}")
        };
        assert_eq!(ends, expected.ends, "seed {seed}");
        for outcome in &lines {
            let line = replayed(&program, &outcome.schedule);
            assert_eq!(line, outcome.line, "seed {seed}");
        }
        let lines: BTreeSet<String> = lines.into_iter().map(|it| it.line).collect();
        assert_eq!(lines, expected.lines, "seed {seed}");
        compared += 1;
        several += u32::from(lines.len() > 1);
        of_each[ends as usize] += 1;
    }
    assert!(compared > PROGRAMS / 2, "only {compared} were compared");
    assert!(several > 20, "only {several} have several outcomes");
    assert!(of_each[..3].iter().all(|&it| it > 5), "{of_each:?} of each");
}

#[test]
fn verdicts_are_those_of_a_plain_search_with_every_reduction() {
    let of_the_graph =
        [ViolationKind::StuckThread, ViolationKind::Livelock, ViolationKind::UnfinishedThread];
    let mut seen = BTreeSet::new();
    let mut lost_beside_endless = 0;
    for seed in 0..PROGRAMS {
        let program = drawn(seed);
        let slow = search(Arc::unwrap_or_clone(program.clone()), MOST_STATES);
        if slow == Found::TooMany {
            continue;
        }
        let plain = LazyCell::new(|| plain(&program));
        let may_go_on = program.roles.iter().any(|it| !it.is_daemon && it.is_endless());
        let is_lost = || {
            plain.as_ref().is_some_and(|it| match may_go_on {
                true => it.has_lost_thread,
                false => it.has_lost_state,
            })
        };
        let mut counts = |kind: &'static str| {
            seen.insert(kind);
            lost_beside_endless += u32::from(may_go_on && kind == "unfinished-thread" && is_lost());
        };
        for reductions in REDUCTIONS {
            let most_states = 2 * MOST_STATES as u64;
            let options = Options { reductions, most_states, ..Options::default() };
            let report = check(&program, &options, &mut |_| ControlFlow::Continue(()));
            match (&slow, report.verdict) {
                (Found::TooMany, _) | (_, Verdict::Undecided(_)) => {}
                (Found::Broken { violation: "grows", .. }, _) => {}
                (Found::Broken { violation, schedule }, Verdict::Violated(found)) => {
                    let expected = (*violation, schedule.len());
                    assert_eq!((found.kind.name(), found.schedule.len()), expected, "seed {seed}");
                    counts(found.kind.name());
                }
                (Found::Safe { .. }, Verdict::Violated(found)) => {
                    assert!(of_the_graph.contains(&found.kind), "seed {seed}: {found:?}");
                    let says_so = found.kind == ViolationKind::UnfinishedThread;
                    assert!(
                        !says_so || plain.is_none() || is_lost(),
                        "seed {seed}: the end is not lost"
                    );
                    counts(found.kind.name());
                }
                (Found::Safe { .. }, Verdict::Safe) => {
                    assert!(!is_lost(), "seed {seed}: the end can be lost");
                    counts("safe");
                }
                (Found::Broken { violation, .. }, Verdict::Safe) => {
                    panic!("seed {seed}: safe, and the plain search finds {violation}")
                }
            }
        }
    }
    for kind in ["safe", "deadlock", "exception", "stranded", "unfinished-thread"] {
        assert!(seen.contains(kind), "no program shows {kind}: {seen:?}");
    }
    assert!(lost_beside_endless > 0, "no thread loses its end beside one that has none");
}
