//! Random runs that are counted, and the two sides of invariants.

use interleave::catalogue::{Configuration, Setting, build, first_entry, listing, source_of};
use interleave::checker::walk;
use interleave::engine::{Run, ViolationKind};
use interleave::program::{Program, Relation};
use std::ops::ControlFlow;
use std::sync::Arc;

fn compiled(text: &str, capacity: u32) -> Arc<Program> {
    let configuration = Configuration::default()
        .with(Setting::Producers, 1)
        .with(Setting::Consumers, 1)
        .with(Setting::Capacity, capacity);
    Arc::new(build(text, &configuration).unwrap_or_else(|it| panic!("{:?}", it.0)).0)
}

fn with_fault(fault: &str) -> Arc<Program> {
    let configuration = Configuration::default().with_fault(first_entry(), fault);
    compiled(&source_of(&listing(first_entry(), configuration.faults)), 1)
}

#[test]
fn random_runs_of_a_right_program_break_nothing() {
    let walks = walk(&with_fault(""), 1, 50, 200, &mut |_| ControlFlow::Continue(()));
    assert_eq!((walks.runs, walks.steps), (50, 200));
    assert_eq!(walks.broken, []);
}

#[test]
fn random_runs_of_a_wrong_one_are_counted_by_what_they_break() {
    let program = with_fault("producer-swaps-waits");
    let go_on = &mut |_| ControlFlow::Continue(());
    let walks = walk(&program, 1, 200, 500, go_on);
    let deadlocks = walks.of(ViolationKind::Deadlock);
    assert!((1..=200).contains(&deadlocks), "{walks:?}");
    assert_eq!(walks.of(ViolationKind::Overwrite), 0);
    assert_eq!(walk(&program, 1, 200, 500, go_on), walks, "a seed gives the same runs");
    // Too short to come to it.
    assert_eq!(walk(&program, 1, 200, 3, go_on).broken, []);
}

#[test]
fn walking_ends_when_it_is_told_to() {
    let program = with_fault("");
    let walks = walk(&program, 1, 1000, 50, &mut |runs| match runs {
        0..7 => ControlFlow::Continue(()),
        _ => ControlFlow::Break(()),
    });
    assert_eq!(walks.runs, 7);
}

#[test]
fn an_invariant_that_compares_has_two_sides() {
    let text = "\
# invariant: free.value + 1 <= capacity + 1
# invariant: capacity > free.value - 3
# invariant: free.value == 2 and capacity == 2
free = Semaphore(capacity)

def producer():
    free.wait()
";
    let program = compiled(text, 2);
    let bounds: Vec<_> = program.invariants.iter().map(|it| it.bound.as_ref()).collect();
    let texts = |at: usize| bounds[at].map(|it| (it.texts.clone(), it.relation));
    let words = |a: &str, b: &str| [a.to_owned(), b.to_owned()];
    assert_eq!(texts(0), Some((words("free.value + 1", "capacity + 1"), Relation::AtMost)));
    assert_eq!(texts(1), Some((words("free.value - 3", "capacity"), Relation::Less)));
    assert_eq!(texts(2), None);
    let mut run = Run::new(program);
    let sides = |run: &Run, at| run.machine().clone().sides(at);
    assert_eq!(sides(&run, 0), Some([3, 3]));
    assert_eq!(sides(&run, 2), None);
    run.advance(interleave::program::ThreadId(0), interleave::program::Choice::PLAIN);
    assert_eq!(sides(&run, 0), Some([2, 3]));
    assert_eq!(sides(&run, 1), Some([-2, 2]));
    assert_eq!(sides(&run, 7), None);
}
