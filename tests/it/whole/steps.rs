//! Single steps of whole programs: what they say, and how they are written.

use super::built::{Whole, load};
use interleave::engine::{Advance, Run, Standing, Turn, read_schedule, write_schedule};
use interleave::program::{Access, Choice, Instruction, Local, Operation, ThreadId, ThreadSet};

const MAIN: ThreadId = ThreadId(0);
const WORKER: ThreadId = ThreadId(1);

#[test]
fn a_thread_is_not_there_until_it_is_started() {
    let mut whole = Whole::new();
    let cell = whole.variable("x");
    let worker = whole.late("worker", 1);
    whole.code(worker, false, vec![load(cell, 0)]);
    let into = Local(0);
    let look =
        Instruction::Do(Operation::LookIfAlive { alive: worker.alive, thread: WORKER, into });
    let program = whole.build(vec![look, worker.start(0), look, worker.join(None), look]);
    let mut run = Run::new(program);
    let accesses = |run: &mut Run, threads: &[ThreadId]| -> Vec<Access> {
        let step = |&id: &ThreadId| match run.advance(id, Choice::PLAIN) {
            Advance::Stepped(moment) => moment.event.access,
            other => panic!("{other:?}"),
        };
        threads.iter().map(step).collect()
    };
    assert_eq!(run.standing(WORKER), Standing::NotStarted);
    assert_eq!(run.advance(WORKER, Choice::PLAIN), Advance::Waits);
    assert_eq!(run.ledger().counters().waits, 0, "who is not there waits for nothing");
    let cell = worker.alive;
    let looked = |is_alive| Access::LookedIfAlive { cell, thread: WORKER, is_alive };
    let first = accesses(&mut run, &[MAIN, MAIN, MAIN]);
    assert_eq!(first, [looked(false), Access::Started { cell, thread: WORKER }, looked(true)]);
    assert_eq!(run.standing(WORKER), Standing::Ready);
    assert!(matches!(run.standing(MAIN), Standing::Waiting(_)));
    let rest = accesses(&mut run, &[WORKER, WORKER, WORKER, MAIN, MAIN]);
    let threads = ThreadSet::default().with(WORKER);
    assert_eq!(
        rest[2..],
        [Access::RoleEnded { cell, left: 0 }, Access::Joined { cell, threads }, looked(false)]
    );
    assert!(run.machine().is_over());
}

#[test]
fn a_join_with_a_time_out_gives_up_and_raises_nothing() {
    let mut whole = Whole::new();
    let cell = whole.variable("x");
    let worker = whole.late("worker", 1);
    whole.code(worker, false, vec![load(cell, 0)]);
    let program = whole.build(vec![worker.start(0), worker.join(Some(1000)), load(cell, 0)]);
    let mut run = Run::new(program.clone());
    let turns = [
        Turn { thread: MAIN, choice: Choice::PLAIN },
        Turn { thread: MAIN, choice: Choice::TimedOut },
        Turn { thread: MAIN, choice: Choice::PLAIN },
    ];
    for turn in turns {
        assert!(matches!(run.advance(turn.thread, turn.choice), Advance::Stepped(_)), "{turn:?}");
    }
    assert!(!run.machine().is_over(), "the worker is still to end");
    let text = write_schedule(&program, turns);
    assert_eq!(read_schedule(&program, &text), Ok(turns.to_vec()));
    assert!(Run::replay(program, &turns).is_ok());
}

#[test]
fn what_is_chosen_stands_in_the_schedule() {
    let whole = Whole::new();
    let choose = Instruction::Do(Operation::Choose { ways: 4, into: Local(0) });
    let program = whole.build(vec![choose, choose]);
    let mut run = Run::new(program.clone());
    assert_eq!(run.machine().choices(MAIN), [0, 1, 2, 3].map(Choice::Way));
    run.advance(MAIN, Choice::Way(2));
    run.advance(MAIN, Choice::Way(0));
    let turns: Vec<Turn> = run.schedule().collect();
    assert_eq!(turns.iter().map(|it| it.choice.way()).collect::<Vec<_>>(), [2, 0]);
    let again = Run::replay(program.clone(), &turns).expect("it is possible");
    assert_eq!(again.machine(), run.machine());
    assert_eq!(read_schedule(&program, &write_schedule(&program, &turns)), Ok(turns));
}
