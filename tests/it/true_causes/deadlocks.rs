//! Why nobody can move, judged from the steps.

use super::Judge;
use super::story::Story;
use interleave::engine::{DeadlockCause, Machine, Standing, Wait};
use interleave::program::{
    Access, BarrierEvent, BarrierWait, Blocking, Instruction, ObjectId, ObjectKind, Operation,
    Outcome, ThreadId,
};

/// What is told of a deadlock, and what is true then.
pub const JUDGES: [Judge<DeadlockCause>; 22] = [
    ("it waits for itself", waits_for_itself),
    ("Every thread that has taken", each_wants_another),
    ("which others wait for, while it waits for", holds_while_waiting),
    ("and sleeps until another thread signals", closed_cycle),
    ("but every thread that could let it continue needs", closed_cycle),
    ("took a permit of", keeps_it),
    ("and runs no line that gives it back", keeps_it),
    ("No thread runs a line that signals", nobody_signals),
    ("No thread runs a line that notifies", nobody_signals),
    ("No thread runs a line that sets", nobody_signals),
    ("has ended without giving", ended_holding),
    ("was last notified before", lost_notification),
    ("was set and cleared again before", lost_event),
    ("but that woke another thread", woke_others),
    ("The last notification at", woken_before),
    ("was cleared after", seen_before_cleared),
    ("had seen the last change of", seen_before_it_slept),
    ("is waiting too, or has ended", no_first_permit),
    ("and no thread that would signal it can move", no_first_permit_yet),
    ("no other will come", too_few_came),
    ("No thread is left that could let", nobody_left),
    ("No thread that could let one of them continue", somebody_waits),
];

/// Everybody who is said to wait does, for that, and who is said to hold it does.
pub fn who_waits(story: &Story, waits: &[Wait]) {
    for wait in waits {
        assert_eq!(story.waits_for(wait.thread), Some(wait.object), "it waits for that");
        if let ObjectKind::Alive { .. } = story.program().object(wait.object).kind {
            let has_ended = |it: &ThreadId| story.run.standing(*it) == Standing::Ended;
            assert!(!wait.holders.iter().any(has_ended), "who is waited for has not ended");
        } else {
            let holds = |it: &ThreadId| story.balance(*it, wait.object) > 0;
            assert!(wait.holders.iter().all(holds), "who holds it has taken it");
        }
    }
    let can_move = |id: ThreadId| story.run.machine().can_move(id);
    assert!(!story.program().thread_ids().any(can_move), "nobody can move");
}

/// Whether an instruction may let go on who waits with this at the object.
fn lets_go(story: &Story, object: ObjectId, on: &Blocking, it: &Instruction) -> bool {
    let declared = story.program().object(object);
    let (cell, waiters) = (declared.base, declared.waiters());
    match (declared.kind, it) {
        (_, Instruction::Do(Operation::Signal { count, .. })) => *count == cell,
        (_, Instruction::Do(Operation::Release(lock) | Operation::Leave(lock))) => *lock == cell,
        (_, Instruction::Do(Operation::BeginWait { lock, .. })) => *lock == cell,
        (_, Instruction::Do(Operation::Notify { waiters: at, .. })) => *at == waiters,
        (_, Instruction::Do(Operation::SetFlag(flag))) => *flag == cell,
        (_, Instruction::Do(Operation::AtBarrier { barrier, .. })) => *barrier == cell,
        (_, Instruction::Do(Operation::DropEnd { channel, .. })) => channel.length == cell,
        (_, Instruction::Do(Operation::Offer { channel })) => *channel == cell,
        (_, Instruction::Block { on: Blocking::Meet { barrier, wait }, .. }) => {
            *barrier == cell && matches!(wait, BarrierWait::Arrive { .. })
        }
        (_, Instruction::Block { on: Blocking::Put { queue, .. }, .. }) => {
            queue.length == cell && matches!(on, Blocking::Get { .. })
        }
        (_, Instruction::Block { on: Blocking::Get { queue, .. }, .. }) => {
            queue.length == cell && matches!(on, Blocking::Put { .. })
        }
        (_, Instruction::Block { on: Blocking::Send { channel, .. }, .. }) => {
            channel.length == cell && matches!(on, Blocking::Receive { .. })
        }
        (_, Instruction::Block { on: Blocking::Receive { channel, .. }, .. }) => {
            channel.length == cell && matches!(on, Blocking::Send { .. })
        }
        _ => false,
    }
}

/// The threads that may yet let one go on which waits, as their code from where they stand shows.
fn givers(story: &Story, waiting: ThreadId) -> Vec<ThreadId> {
    let (Some(object), Some(on)) = (story.waits_for(waiting), story.waits_with(waiting)) else {
        return Vec::new();
    };
    let cell = story.program().object(object).base;
    let gives = |&id: &ThreadId| {
        if id == waiting || story.run.standing(id) == Standing::Ended {
            return false;
        }
        if let Blocking::Join { threads, .. } = on {
            return threads.has(id);
        }
        // Whoever needs it first is no help.
        let needs = |it: &Instruction| match it {
            Instruction::Block { on, timeout: None, .. } => match *on {
                Blocking::Wait(at) | Blocking::Acquire(at) | Blocking::Enter(at) => at == cell,
                Blocking::Retake { lock, .. } => lock == cell,
                _ => false,
            },
            _ => false,
        };
        story.may_come_to(id, |it| lets_go(story, object, on, it), needs)
    };
    story.program().thread_ids().filter(gives).collect()
}

/// Whether a thread that is given what another holds can let that one go on, by itself, in some way.
fn can_let_go(story: &Story, id: ThreadId, held: ObjectId, waiting: ThreadId) -> bool {
    const MOST: usize = 2000;
    let program = story.run.program();
    let machine = story.run.machine();
    let mut values = machine.memory().values().to_vec();
    let object = program.object(held);
    values[object.base.index()] = matches!(object.kind, ObjectKind::Semaphore { .. }).into();
    let threads = program.thread_ids().map(|it| machine.thread(it).clone()).collect();
    let mut open = vec![Machine::at(program.clone(), values, threads)];
    let mut seen: Vec<Machine> = Vec::new();
    while let Some(machine) = open.pop().filter(|_| seen.len() < MOST) {
        if machine.is_ready(waiting) {
            return true;
        }
        for choice in machine.choices(id) {
            let mut next = machine.clone();
            if matches!(next.step(id, choice), Outcome::Ran(_)) && !seen.contains(&next) {
                open.push(next);
            }
        }
        seen.push(machine);
    }
    false
}

fn cycle(cause: &DeadlockCause) -> (ThreadId, ObjectId, ObjectId) {
    match *cause {
        DeadlockCause::Cycle { holder, held, wanted, .. } => (holder, held, wanted),
        _ => panic!("it is no cycle"),
    }
}

fn holds_and_waits(story: &Story, cause: &DeadlockCause) -> (ThreadId, ObjectId, ObjectId) {
    let (holder, held, wanted) = cycle(cause);
    assert!(story.balance(holder, held) > 0, "it holds it");
    assert_eq!(story.waits_for(holder), Some(wanted), "and waits for the other");
    (holder, held, wanted)
}

fn waits_for_itself(story: &Story, cause: &DeadlockCause) {
    let (holder, held, wanted) = holds_and_waits(story, cause);
    assert_eq!(held, wanted);
    assert_eq!(story.holders(held), [holder], "nobody else holds it");
    for giver in givers(story, holder) {
        assert_eq!(givers(story, giver), [holder], "who could give it back waits for it alone");
    }
}

fn each_wants_another(story: &Story, cause: &DeadlockCause) {
    let (_, held, wanted) = holds_and_waits(story, cause);
    assert_eq!(held, wanted);
    let holders = story.holders(held);
    assert!(holders.len() > 1);
    assert!(holders.iter().all(|it| story.waits_for(*it) == Some(held)));
}

fn holds_while_waiting(story: &Story, cause: &DeadlockCause) {
    let (holder, held, wanted) = holds_and_waits(story, cause);
    assert_ne!(held, wanted);
    let other_waits = |it: ThreadId| it != holder && story.waits_for(it) == Some(held);
    assert!(story.program().thread_ids().any(other_waits), "others wait for it");
}

fn closed_cycle(story: &Story, cause: &DeadlockCause) {
    let (holder, held, wanted) = holds_and_waits(story, cause);
    assert_ne!(held, wanted);
    let givers = givers(story, holder);
    assert!(!givers.is_empty(), "somebody could let it go on");
    for &giver in &givers {
        assert_eq!(story.waits_for(giver), Some(held), "and needs what it holds");
    }
    assert!(
        givers.iter().any(|&it| can_let_go(story, it, held, holder)),
        "one that gets it does let it go on"
    );
}

fn keeps_it(story: &Story, cause: &DeadlockCause) {
    let DeadlockCause::ForgottenSignal { object, holder: Some(holder), .. } = *cause else {
        panic!("it is told of somebody")
    };
    assert!(story.balance(holder, object) > 0, "it has it");
    let cell = story.program().object(object).base;
    let gives = |it: &Instruction| {
        matches!(it, Instruction::Do(Operation::Signal { count: at, .. }
            | Operation::Release(at)
            | Operation::Leave(at)
            | Operation::BeginWait { lock: at, .. }) if *at == cell)
    };
    assert!(!story.program().role_of(holder).0.code.iter().any(gives), "no line gives it back");
    let waiting = story.program().thread_ids().filter(|&it| story.waits_for(it) == Some(object));
    for it in waiting {
        assert!(givers(story, it).is_empty(), "and no other thread would");
    }
}

fn nobody_signals(story: &Story, cause: &DeadlockCause) {
    let DeadlockCause::ForgottenSignal { object, holder: None, .. } = *cause else {
        panic!("it is told of nobody")
    };
    let on = Blocking::UntilSet(story.program().object(object).base);
    let mut code = story.program().roles.iter().flat_map(|it| &it.code);
    assert!(!code.any(|it| lets_go(story, object, &on, it)), "no line does it");
}

fn ended_holding(story: &Story, cause: &DeadlockCause) {
    let DeadlockCause::EndedHolding { object, holder } = *cause else { panic!() };
    assert_eq!(story.run.standing(holder), Standing::Ended);
    assert!(story.balance(holder, object) > 0);
    let waiting = story.program().thread_ids().filter(|&it| story.waits_for(it) == Some(object));
    for it in waiting {
        assert!(givers(story, it).is_empty(), "no other thread would give it back");
    }
}

/// The last notification of an object, and whom it woke.
fn last_notification(story: &Story, object: ObjectId) -> (u64, i64) {
    let last = story.at(object).rev().find_map(|(step, _, access)| match access {
        Access::Notified { woken, .. } => Some((step, woken)),
        _ => None,
    });
    last.expect("it was notified")
}

fn wakes(cause: &DeadlockCause) -> (ObjectId, ThreadId) {
    match *cause {
        DeadlockCause::LostWakeUp { object, thread }
        | DeadlockCause::WokeOthers { object, thread }
        | DeadlockCause::OneTooFew { object, thread, .. } => (object, thread),
        _ => panic!("it is told of no wake-up"),
    }
}

fn waits_there(story: &Story, cause: &DeadlockCause) -> (ObjectId, ThreadId) {
    let (object, thread) = wakes(cause);
    assert_eq!(story.waits_for(thread), Some(object), "it waits there");
    (object, thread)
}

/// The last step in which an atomic cell got another value.
fn last_change(story: &Story, object: ObjectId) -> Option<u64> {
    let program = story.program();
    let cell = program.object(object).base;
    let mut value = program.cells[cell.index()];
    let mut changed = None;
    for (step, _, access) in story.at(object) {
        let now = match access {
            Access::Wrote { cell: at, value } if at == cell => value,
            Access::Changed { cell: at, now, .. } if at == cell => now,
            _ => continue,
        };
        if now != value {
            changed = Some(step);
            value = now;
        }
    }
    changed
}

/// Whether a thread has looked at an atomic cell, or changed it itself, from this step on.
fn has_looked_since(story: &Story, object: ObjectId, thread: ThreadId, since: u64) -> bool {
    story.at(object).any(|(step, by, access)| {
        by == thread
            && step >= since
            && matches!(
                access,
                Access::Read { .. }
                    | Access::StayedAwake { .. }
                    | Access::Woke { .. }
                    | Access::Refused { .. }
                    | Access::Changed { .. }
                    | Access::Wrote { .. }
            )
    })
}

fn lost_notification(story: &Story, cause: &DeadlockCause) {
    let (object, thread) = waits_there(story, cause);
    let (notified, woken) = last_notification(story, object);
    assert_eq!(woken, 0, "it reached nobody");
    let came = story.came(thread, object).expect("it came to wait");
    assert!(notified <= came, "before the thread waited");
    if let ObjectKind::Atomic { .. } = story.program().object(object).kind
        && let Some(changed) = last_change(story, object)
        && changed <= came
    {
        assert!(!has_looked_since(story, object, thread, changed), "it knew what it was about");
    }
}

/// The last step in which an event was set, and by whom; 0 and nobody where it was from the start.
fn last_set(story: &Story, object: ObjectId) -> (u64, Option<ThreadId>) {
    let set = story.at(object).rev().find_map(|(step, by, access)| match access {
        Access::Flagged { is_set: true, .. } => Some((step, Some(by))),
        Access::Wrote { value, .. } if value != 0 => Some((step, Some(by))),
        _ => None,
    });
    let cell = story.program().object(object).base;
    let is_set_at_first = story.program().cells[cell.index()] != 0;
    set.or(is_set_at_first.then_some((0, None))).expect("it was set")
}

fn last_cleared(story: &Story, object: ObjectId) -> u64 {
    let cleared = story.at(object).rev().find_map(|(step, _, access)| match access {
        Access::Flagged { is_set: false, .. } | Access::Wrote { value: 0, .. } => Some(step),
        _ => None,
    });
    cleared.expect("it was cleared")
}

/// The steps in which a thread saw that an event is set, or was woken as it was set.
fn saw_it_set(story: &Story, object: ObjectId, thread: ThreadId) -> Option<u64> {
    let mut saw = story.at(object).filter(|(_, by, access)| {
        *by == thread
            && match access {
                Access::SawFlag { .. } | Access::Woke { .. } => true,
                Access::Read { value, .. } | Access::StayedAwake { seen: value, .. } => *value != 0,
                _ => false,
            }
    });
    saw.next_back().map(|(step, ..)| step)
}

fn lost_event(story: &Story, cause: &DeadlockCause) {
    let (object, thread) = waits_there(story, cause);
    assert!(story.is_event(object));
    let (set, by) = last_set(story, object);
    assert_ne!(by, Some(thread), "another set it");
    assert!(last_cleared(story, object) >= set, "and it was cleared");
    assert!(saw_it_set(story, object, thread).is_none_or(|saw| saw < set), "before it was seen");
}

fn seen_before_cleared(story: &Story, cause: &DeadlockCause) {
    let (object, thread) = waits_there(story, cause);
    assert!(story.is_event(object));
    let (set, _) = last_set(story, object);
    assert!(saw_it_set(story, object, thread).is_some_and(|saw| saw >= set), "it saw that");
    assert!(last_cleared(story, object) > set, "and then it was cleared");
    assert!(givers(story, thread).is_empty(), "nobody is left to set it");
}

fn seen_before_it_slept(story: &Story, cause: &DeadlockCause) {
    let (object, thread) = waits_there(story, cause);
    let came = story.came(thread, object).expect("it fell asleep");
    let changed = last_change(story, object).expect("it was changed");
    assert!(changed <= came && has_looked_since(story, object, thread, changed));
    assert!(givers(story, thread).is_empty(), "nobody is left to wake it");
}

fn woke_others(story: &Story, cause: &DeadlockCause) {
    let (object, thread) = waits_there(story, cause);
    let (notified, woken) = last_notification(story, object);
    assert!(woken != 0 && woken >> thread.0 & 1 == 0, "it woke others");
    let came = story.came(thread, object).expect("it came to wait");
    assert!(came < notified, "while it waited");
}

fn woken_before(story: &Story, cause: &DeadlockCause) {
    let (object, thread) = waits_there(story, cause);
    let (notified, woken) = last_notification(story, object);
    assert!(woken >> thread.0 & 1 == 1, "it woke that thread");
    let went_on = story.at(object).any(|(step, by, access)| {
        by == thread
            && step > notified
            && matches!(access, Access::Retook { .. } | Access::Woke { .. })
    });
    assert!(went_on || !matches!(story.waits_with(thread), Some(Blocking::Retake { .. })));
    assert!(story.came(thread, object).is_some_and(|came| came > notified), "and came again");
    assert!(givers(story, thread).is_empty(), "nobody is left to notify it");
}

/// The semaphore never had a permit, and those who would give one.
fn never_had_one(story: &Story, cause: &DeadlockCause) -> Vec<ThreadId> {
    let DeadlockCause::NoFirstPermit { object } = *cause else { panic!() };
    let declared = story.program().object(object);
    assert!(matches!(declared.kind, ObjectKind::Semaphore { initial: 0, .. }));
    let given = |(_, _, access)| matches!(access, Access::Signalled { .. });
    assert!(!story.at(object).any(given), "nobody gave one");
    let signals = |it: &Instruction| matches!(it, Instruction::Do(Operation::Signal { count, .. }) if *count == declared.base);
    let would = |id: &ThreadId| story.program().role_of(*id).0.code.iter().any(signals);
    story.program().thread_ids().filter(would).collect()
}

fn no_first_permit(story: &Story, cause: &DeadlockCause) {
    for id in never_had_one(story, cause) {
        let standing = story.run.standing(id);
        assert!(matches!(standing, Standing::Waiting(_) | Standing::Ended), "{standing:?}");
    }
}

fn no_first_permit_yet(story: &Story, cause: &DeadlockCause) {
    let would = never_had_one(story, cause);
    assert!(!would.iter().any(|&it| story.run.machine().can_move(it)));
}

fn too_few_came(story: &Story, cause: &DeadlockCause) {
    let DeadlockCause::TooFewCame { object, came, parties } = *cause else { panic!() };
    let count = |wanted: fn(BarrierEvent) -> bool| {
        let at = story.at(object).filter(
            |(.., access)| matches!(access, Access::AtBarrier { event, .. } if wanted(*event)),
        );
        at.count() as u16
    };
    // Who came last has left as well, and so have all that came before it.
    let arrived = count(|it| matches!(it, BarrierEvent::Arrived(_)));
    let left = count(|it| matches!(it, BarrierEvent::Left(_)));
    assert_eq!(arrived - left, came, "so many are there");
    assert!(came > 0 && came < parties, "too few");
}

fn nobody_left(story: &Story, cause: &DeadlockCause) {
    let DeadlockCause::NobodyLeft { threads } = cause else { panic!() };
    assert!(!threads.is_empty());
    for &thread in threads {
        assert!(story.waits_for(thread).is_some(), "it waits");
        assert_eq!(givers(story, thread), [], "nobody could let it go on");
    }
}

fn somebody_waits(story: &Story, cause: &DeadlockCause) {
    assert_eq!(*cause, DeadlockCause::Other);
    let has_givers = |id: ThreadId| !givers(story, id).is_empty();
    assert!(story.program().thread_ids().any(has_givers), "somebody could, and waits");
}
