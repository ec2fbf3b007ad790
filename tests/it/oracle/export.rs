//! What a model looks like, what cannot be one, and what is asked of it one by one.

use super::spin::{ASKED, check_limits, run};
use super::{Asking, Compared, with_checker, with_spin};
use crate::checker::{of_text, report};
use crate::search::{PROPERTIES, explore};
use interleave::catalogue::{Configuration, Setting, first_entry};
use interleave::checker::{Options, Reductions, Verdict};
use interleave::engine::ViolationKind;
use interleave::export::{Unexportable, promela};
use interleave::program::Program;
use std::sync::Arc;

fn program(text: &str, items: u32) -> Arc<Program> {
    of_text(text, &Configuration::default().with(Setting::Items, items))
}

/// The three semaphores of the catalogue.
fn semaphores(numbers: [u32; 4]) -> Arc<Program> {
    let settings = [Setting::Producers, Setting::Consumers, Setting::Capacity, Setting::Items];
    let with = |it: Configuration, (setting, number)| it.with(setting, number);
    let all = settings.into_iter().zip(numbers).fold(Configuration::default(), with);
    of_text(first_entry().source, &all)
}

const BODY: &str = "
def producer():
    item = produce()

def consumer():
    consume(None)
";

#[test]
fn a_run_without_end_has_as_many_states_for_spin() {
    for numbers in [[1, 1, 1, 0], [2, 1, 1, 0], [2, 2, 1, 0], [1, 1, 2, 0]] {
        let compared = with_spin(&semaphores(numbers), 10_000, Asking::OneAtATime);
        assert!(matches!(compared, Compared::Equal(_)), "{numbers:?}: {compared:?}");
    }
}

#[test]
fn a_model_rests_at_labels_and_each_step_is_atomic() {
    let model = promela(&semaphores([2, 1, 1, 1]), "three semaphores").expect("it is plain").text;
    assert!(model.starts_with("/* three semaphores */\n"), "{model}");
    assert!(model.contains("active [2] proctype producer() {"), "{model}");
    assert!(model.contains("at_2:  /* 9: spaces.wait() */\n  atomic {"), "{model}");
    assert_eq!(model.matches("ended:\nend: (false)").count(), 2, "{model}");
    let rests = model.lines().filter(|it| it.starts_with("at_")).count();
    assert_eq!(model.matches("\n  atomic {\n").count(), rests, "{model}");
}

/// SPIN's own reduction on, and nothing else asked for.
#[test]
fn one_property_alone_fails_for_spin_where_it_fails_for_the_plain_search() {
    for (text, fails) in [
        ("flag = Event()\n\ndef producer():\n    flag.wait()\n", ViolationKind::Deadlock),
        ("rest = []\n\ndef producer():\n    rest.pop()\n", ViolationKind::Exception),
        (
            "count = 0\n\ndef producer():\n    global count\n    count = 1\n    assert count == 0\n",
            ViolationKind::Assertion,
        ),
        (
            "ready = Semaphore(0)\n# invariant: ready.value < 1\n\ndef producer():\n    ready.signal()\n",
            ViolationKind::Invariant,
        ),
    ] {
        let program = program(&format!("{text}\ndef consumer():\n    pass\n"), 1);
        let model = promela(&program, "").expect("it is plain");
        let space = explore(&program, 1_000).expect("it is small");
        for (index, (property, assertion)) in ASKED.into_iter().enumerate() {
            let said = run(&model, &[format!("-D{property}")], &[], &["-E"]).expect("it runs");
            check_limits(&said).expect("it is small");
            let found = said.contains(&format!("assertion violated {assertion}"));
            assert_eq!(found, space.nearest[index].is_some(), "{property}\n{text}\n{said}");
            assert_eq!(found, PROPERTIES[index] == fails, "{property}\n{text}");
        }
    }
}

#[test]
fn what_has_no_model_is_said() {
    let no_model = |text: &str, items| {
        promela(&program(&format!("{text}{BODY}"), items), "").expect_err("it has no model")
    };
    let number = 3_000_000_000_i64;
    let start = no_model(&format!("word = Atomic({number})\n"), 1);
    assert_eq!(start, Unexportable::Number { value: number, line: None });
    let order = no_model("jobs = PriorityQueue()\n", 0);
    assert_eq!(order, Unexportable::EndlessOrder { name: "jobs".into() });
    assert_eq!(no_model("", 70_000), Unexportable::Items(70_000));
    let text = format!(
        "x = 0\n\ndef producer():\n    global x\n    x = {number}\n\ndef consumer():\n    pass\n"
    );
    let constant = promela(&program(&text, 1), "").expect_err("it has no model");
    assert!(matches!(constant, Unexportable::Number { value, line: Some(_) } if value == number));
}

/// SPIN must not take a number that has grown beyond its own for one of the program's.
#[test]
fn a_number_beyond_the_model_is_an_error_of_the_model() {
    let text = "x = 1000000000\n\ndef producer():\n    global x\n    x = x + x\n\ndef consumer():\n    pass\n";
    let compared = with_spin(&program(text, 1), 1_000, Asking::OneAtATime);
    let Compared::Beyond(assertion) = compared else { panic!("{compared:?}") };
    assert!(assertion.contains("1073741824"), "{assertion}");
}

/// Names that Promela, C or SPIN have for something else.
#[test]
fn any_name_can_be_that_of_an_object() {
    let text = "\
timeout = Semaphore(1)
len2 = []
SYNC = Event()
int = 0
_pid = Atomic(0)
no_deadlock = Lock()
v0 = 0
at_1 = Semaphore(0)

def producer():
    global int, v0
    timeout.wait()
    len2.append(1)
    SYNC.set()
    int = int + 1
    _pid.add(1)
    with no_deadlock:
        v0 = 1
    at_1.signal()

def consumer():
    at_1.wait()
";
    let compared = with_spin(&program(text, 1), 1_000, Asking::OneAtATime);
    assert!(matches!(compared, Compared::Equal(_)), "{compared:?}");
}

#[test]
fn an_invariant_must_hold_at_the_first_state_too() {
    let text = format!("ready = Semaphore(0)\n# invariant: ready.value > 0\n{BODY}");
    let program = program(&text, 1);
    let Compared::Equal(space) = with_spin(&program, 1_000, Asking::OneAtATime) else {
        panic!("they differ")
    };
    assert_eq!(space.nearest[2], Some(0));
    assert_eq!(with_checker(&program, &space, 1_000), Ok(true));
}

/// What a thread does under a lock is taken at once where nobody can see it; a stated invariant sees it.
#[test]
fn an_invariant_that_breaks_under_a_lock_is_found_by_a_reduced_search_too() {
    let text = "\
guard = Lock()
count = 0
# invariant: count == 0

def producer():
    global count
    with guard:
        count = 1
        count = 0

def consumer():
    with guard:
        pass
";
    let program = program(text, 1);
    let Compared::Equal(space) = with_spin(&program, 1_000, Asking::OneAtATime) else {
        panic!("they differ")
    };
    assert_eq!(space.nearest[2], Some(2));
    assert_eq!(with_checker(&program, &space, 1_000), Ok(true));
    let reductions = Reductions { above: 0, ..Reductions::default() };
    let asked = Options { reductions, ..Options::default() };
    let Verdict::Violated(found) = report(&program, &asked).verdict else { panic!("it breaks") };
    assert_eq!((found.kind, found.schedule.len()), (ViolationKind::Invariant, 2));
}

/// The step that reads the slot a second time raises as well. Whoever looks for exceptions alone must see it behind
/// the read that breaks another rule. Random programs found that the checker did not.
#[test]
fn what_is_not_looked_for_does_not_hide_what_is() {
    let text = "\
slots = Array(2)

def producer():
    item = produce()
    slots[0] = item

def consumer():
    item = slots[0]
    item = slots[0]
    raise ValueError
";
    let program = program(text, 1);
    let Compared::Equal(space) = with_spin(&program, 1_000, Asking::OneAtATime) else {
        panic!("they differ")
    };
    assert_eq!(space.nearest[0], Some(2));
    assert_eq!(with_checker(&program, &space, 1_000), Ok(true));
}

/// A producer all of whose run is an `assert`: SPIN 6.5.2 crashed on the `goto` before it.
#[test]
fn a_thread_that_only_fails_has_a_verifier() {
    let text = "count = 0\n\ndef producer():\n    while True:\n        item = produce()\n        raise ValueError\n\n\
                def consumer():\n    consume(None)\n\ndef watcher():\n    global count\n    count = 1\n";
    let compared = with_spin(&program(text, 2), 10_000, Asking::OneAtATime);
    assert!(matches!(compared, Compared::Equal(_)), "{compared:?}");
}
