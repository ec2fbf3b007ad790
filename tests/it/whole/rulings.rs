//! What must hold of whole programs.

use super::built::{Whole, add, again, block, get, load, local, number, print, put, store};
use interleave::checker::{
    Counterexample, Ends, Options, Outcomes, Phase, Progress, Verdict, WhyUndecided, check,
    outcomes,
};
use interleave::engine::{Machine, ViolationKind};
use interleave::program::{
    Blocking, Choice, Exception, Instruction, NONE, Operation, Outcome, Program,
};
use std::ops::ControlFlow;
use std::sync::Arc;

fn verdict(program: &Arc<Program>) -> Verdict {
    check(program, &Options::default(), &mut |_| ControlFlow::Continue(())).verdict
}

fn broken(program: &Arc<Program>) -> Counterexample {
    match verdict(program) {
        Verdict::Violated(found) => found,
        other => panic!("{other:?}"),
    }
}

fn known(program: &Arc<Program>) -> (Ends, Vec<String>) {
    match outcomes(program, &Options::default(), &mut |_| ControlFlow::Continue(())) {
        Outcomes::Known { ends, lines: Some(lines) } => {
            (ends, lines.into_iter().map(|it| it.line).collect())
        }
        other => panic!("{other:?}"),
    }
}

/// A worker that takes from a queue for ever, and `main`, which puts so many in and ends.
fn worker_without_end(is_daemon: bool, puts: usize, joins: bool) -> Arc<Program> {
    let mut whole = Whole::new();
    let queue = whole.queue("queue");
    let worker = whole.late("worker", 1);
    whole.code(worker, is_daemon, vec![get(queue, 0, None), again(0)]);
    let mut main = vec![worker.start(0)];
    main.extend((0..puts).map(|_| put(queue, number(7))));
    main.extend(joins.then(|| worker.join(None)));
    whole.build(main)
}

#[test]
fn a_worker_that_waits_for_more_is_finished_and_never_ends() {
    for joins in [false, true] {
        let program = worker_without_end(false, 1, joins);
        let found = broken(&program);
        assert_eq!(found.kind, ViolationKind::UnfinishedThread, "joined: {joins}");
        // Start, begin, put, get.
        assert_eq!(found.schedule.len(), 4, "joined: {joins}");
        assert_eq!(known(&program), (Ends::Never, vec![]));
    }
}

#[test]
fn a_daemon_is_cut_off_and_may_leave_something_behind() {
    let found = broken(&worker_without_end(true, 1, false));
    assert_eq!(found.kind, ViolationKind::Stranded);
    assert_eq!(found.schedule.len(), 2, "it is started, and main puts one in and ends");
    let program = worker_without_end(true, 0, false);
    assert_eq!(verdict(&program), Verdict::Safe);
    assert_eq!(known(&program), (Ends::Always, vec![String::new()]));
    let joined = worker_without_end(true, 1, true);
    assert_eq!(broken(&joined).kind, ViolationKind::UnfinishedThread, "joining a daemon");
}

#[test]
fn end_marks_that_are_left_over_are_no_loss() {
    let left_over = |value| {
        let mut whole = Whole::new();
        let queue = whole.queue("queue");
        let worker = whole.late("worker", 1);
        whole.code(worker, false, vec![get(queue, 0, None)]);
        let puts = [put(queue, number(value)), put(queue, number(value))];
        whole.build([vec![worker.start(0)], puts.to_vec()].concat())
    };
    assert_eq!(verdict(&left_over(NONE)), Verdict::Safe);
    assert_eq!(broken(&left_over(3)).kind, ViolationKind::Stranded);
    let mut marked = Arc::unwrap_or_clone(left_over(3));
    // Only who takes from the container can know it by that.
    let (main, worker) = (0, 1);
    marked.roles[main].end_marks = vec![3];
    assert_eq!(broken(&Arc::new(marked.clone())).kind, ViolationKind::Stranded);
    marked.roles[worker].end_marks = vec![3];
    assert_eq!(verdict(&Arc::new(marked)), Verdict::Safe);
}

#[test]
fn nothing_moves_once_a_program_is_over() {
    let mut whole = Whole::new();
    let cell = whole.variable("x");
    let daemon = whole.late("daemon", 1);
    whole.code(daemon, true, vec![load(cell, 0), add(0, 1), store(local(0), cell), again(0)]);
    let program = whole.build(vec![daemon.start(0), load(cell, 0)]);
    let (mut machine, _) = Machine::new(program.clone());
    let [main, other] = [0, 1].map(interleave::program::ThreadId);
    assert!(machine.is_not_started(other) && machine.choices(other).is_empty());
    for thread in [main, other, other, main] {
        assert!(matches!(machine.step(thread, Choice::PLAIN), Outcome::Ran(_)));
    }
    assert!(machine.is_over());
    assert_eq!(machine.step(other, Choice::PLAIN), Outcome::Finished);
    assert!(machine.choices(other).is_empty() && !machine.can_move(other));
}

#[test]
fn two_increments_print_one_or_two() {
    let mut whole = Whole::new();
    let counter = whole.variable("counter");
    let says = whole.text("counter: ");
    let workers = whole.late("worker", 2);
    whole.code(workers, false, vec![load(counter, 0), add(0, 1), store(local(0), counter)]);
    let main = vec![
        workers.start(0),
        workers.start(1),
        workers.join(None),
        load(counter, 1),
        print(says, 1),
    ];
    let program = whole.build(main);
    assert_eq!(verdict(&program), Verdict::Safe);
    let (ends, mut lines) = known(&program);
    lines.sort();
    assert_eq!((ends, lines), (Ends::Always, vec!["counter: 1".into(), "counter: 2".into()]));
}

#[test]
fn what_is_only_printed_adds_no_state_to_a_check() {
    let states = |prints: bool| {
        let mut whole = Whole::new();
        let says = whole.text("");
        let semaphore = whole.semaphore("s", 1);
        let into = interleave::program::Local(0);
        let mut main = vec![
            Instruction::Do(Operation::Choose { ways: 3, into }),
            block(Blocking::Wait(semaphore), None),
        ];
        main.extend(prints.then(|| print(says, 0)));
        main.push(Instruction::Do(Operation::Signal { count: semaphore, most: None }));
        main.push(again(0));
        let program = whole.build(main);
        check(&program, &Options::default(), &mut |_| ControlFlow::Continue(())).reached.states
    };
    assert_eq!([states(false), states(true)], [3, 3]);
}

#[test]
fn an_exception_lets_those_go_on_who_wait_for_its_thread() {
    let mut whole = Whole::new();
    let says = whole.text("after ");
    let cell = whole.variable("x");
    let worker = whole.late("worker", 1);
    let value = number(Exception::VALUE_ERROR.to_value());
    whole.code(worker, false, vec![load(cell, 0), Instruction::Raise(value)]);
    let program = whole.build(vec![
        worker.start(0),
        worker.join(None),
        Instruction::Set { into: interleave::program::Local(0), value: number(5) },
        print(says, 0),
    ]);
    let found = broken(&program);
    assert_eq!(found.kind, ViolationKind::Exception);
    assert_eq!(found.schedule.len(), 3, "start, begin, the load that it is raised behind");
    assert_eq!(known(&program), (Ends::Always, vec!["after 5".into()]));
}

#[test]
fn starting_twice_and_joining_too_early_raise() {
    let faults = |main: fn(super::built::Started) -> Vec<Instruction>| {
        let mut whole = Whole::new();
        let worker = whole.late("worker", 1);
        whole.code(worker, false, vec![]);
        let program = whole.build(main(worker));
        (broken(&program).kind, broken(&program).schedule.len())
    };
    let exception = ViolationKind::Exception;
    assert_eq!(faults(|it| vec![it.start(0), it.start(0)]), (exception, 2));
    assert_eq!(faults(|it| vec![it.join(None)]), (exception, 1));
    assert_eq!(faults(|it| vec![it.start(0), it.join(None), it.start(0)]), (exception, 5));
}

#[test]
fn two_locks_in_both_orders_are_a_deadlock_and_no_unfinished_thread() {
    let mut whole = Whole::new();
    let locks = [whole.lock("a"), whole.lock("b")];
    let workers = [whole.late("one", 1), whole.late("other", 1)];
    for (worker, [first, second]) in workers.into_iter().zip([locks, [locks[1], locks[0]]]) {
        let take = |lock| block(Blocking::Acquire(lock), None);
        let give = |lock| Instruction::Do(Operation::Release(lock));
        whole.code(worker, false, vec![take(first), take(second), give(second), give(first)]);
    }
    let mut main: Vec<Instruction> = workers.iter().map(|it| it.start(0)).collect();
    main.extend(workers.iter().map(|it| it.join(None)));
    let program = whole.build(main);
    let found = broken(&program);
    assert_eq!((found.kind, found.schedule.len()), (ViolationKind::Deadlock, 6));
    assert_eq!(known(&program).0, Ends::Sometimes);
}

#[test]
fn a_loop_that_only_sleeps_goes_on_until_it_is_stopped() {
    let mut whole = Whole::new();
    let daemon = whole.late("daemon", 1);
    whole.code(daemon, true, vec![]);
    let sleep = Instruction::Pause(number(1000));
    let program = whole.build(vec![daemon.start(0), sleep, again(1)]);
    assert_eq!(verdict(&program), Verdict::Safe);
    assert_eq!(known(&program), (Ends::UntilStopped, vec![]));
}

#[test]
fn a_loop_whose_condition_stays_true_can_never_end_any_more() {
    let mut whole = Whole::new();
    let running = whole.variable("stopped");
    let worker = whole.late("worker", 1);
    let out = Instruction::JumpIf { value: local(0), is: true, to: interleave::program::Pc(4) };
    let sleep = Instruction::Pause(number(10));
    whole.code(worker, false, vec![load(running, 0), out, sleep, again(0)]);
    let program = whole.build(vec![worker.start(0)]);
    let found = broken(&program);
    assert_eq!(found.kind, ViolationKind::UnfinishedThread);
    assert!(!found.around.is_empty(), "it goes round for ever");
    assert_eq!(known(&program), (Ends::Never, vec![]));
}

#[test]
fn a_choice_is_branched_over_and_recorded() {
    let mut whole = Whole::new();
    let says = whole.text("");
    let into = interleave::program::Local(0);
    let choose = Instruction::Do(Operation::Choose { ways: 3, into });
    let program = whole.build(vec![choose, print(says, 0)]);
    let (ends, lines) = known(&program);
    assert_eq!((ends, lines), (Ends::Always, vec!["0".into(), "1".into(), "2".into()]));
}

#[test]
fn the_search_for_last_lines_is_stopped_by_whoever_waits_for_it() {
    let program = worker_without_end(true, 3, false);
    let mut rounds = 0;
    let mut until_the_lines = |it: &Progress| match it.phase {
        Phase::Traps => {
            rounds = it.round;
            ControlFlow::Break(())
        }
        _ => ControlFlow::Continue(()),
    };
    let found = outcomes(&program, &Options::default(), &mut until_the_lines);
    assert_eq!(found, Outcomes::Undecided(WhyUndecided::Stopped));
    assert_eq!(rounds, 1, "it was asked in the first round");
}
