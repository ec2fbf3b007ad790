//! Every program of the catalogue with every fault, at the smallest numbers.

use super::{Asking, Compared, MOST_STATES, with_checker, with_spin};
use crate::catalogue::{VERDICTS, program_of};
use crate::search::explore;
use interleave::catalogue::entry_named;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Variants in which something is counted up forever even where every consumer is to end with its item: it gets
/// none, as it reads slots that nobody has written.
const ENDLESS: [(&str, &str); 2] =
    [("three-semaphores", "skip-items-wait"), ("busy-waiting", "consumer-looks-once")];

/// How a variant is called, and what came of it.
type Row = (String, Compared, Result<(), String>);

/// Whether a space of so many states is held to the checker's with all its reductions too.
const MOST_CHECKED: usize = 20_000;

/// Compares every variant, in their order.
fn compare_all(asking: Asking) -> Vec<Row> {
    let next = AtomicUsize::new(0);
    let rows = Mutex::new(Vec::new());
    let work = || {
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(case) = VERDICTS.get(index) else { break };
            // There is no model of a whole program; `checker::agreement` compares those.
            if entry_named(case.program).is_some_and(|it| it.is_whole()) {
                continue;
            }
            // In a run without end most containers grow forever; one item shows all there is to a model.
            let mut case = *case;
            case.items = case.items.max(1);
            let mut program = Arc::new(program_of(&case, [1, 1, 1]));
            if explore(&program, MOST_STATES).is_none() {
                // Something is counted up forever, by a consumer that goes on: then it ends with its item.
                case.takes = 1;
                program = Arc::new(program_of(&case, [1, 1, 1]));
            }
            let name = format!(
                "{} {} {} items {} takes {}",
                case.program,
                if case.faults.is_empty() { "-".into() } else { case.faults.join(",") },
                case.granularity.name(),
                case.items,
                case.takes
            );
            let compared = with_spin(&program, MOST_STATES, asking);
            let checked = match &compared {
                Compared::Equal(space) if space.states <= MOST_CHECKED => {
                    match with_checker(&program, space, MOST_CHECKED) {
                        Ok(true) => Ok(()),
                        Ok(false) => Err("the checker finds too many states".to_owned()),
                        Err(problem) => Err(problem),
                    }
                }
                _ => Ok(()),
            };
            rows.lock().expect("no one panics with it").push((index, (name, compared, checked)));
        }
    };
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..2).map(|_| scope.spawn(work)).collect();
        for worker in workers {
            if let Err(panic) = worker.join() {
                std::panic::resume_unwind(panic);
            }
        }
    });
    let mut rows = rows.into_inner().expect("no one panics with it");
    rows.sort_by_key(|(index, _)| *index);
    rows.into_iter().map(|(_, row)| row).collect()
}

#[test]
fn spin_and_the_checker_find_in_the_catalogue_what_the_plain_search_finds() {
    let rows = compare_all(Asking::Together);
    let is_wrong = |(name, compared, checked): &&Row| {
        let is_endless = *compared == Compared::TooMany
            && ENDLESS
                .iter()
                .any(|(program, fault)| name.starts_with(&format!("{program} {fault} ")));
        !is_endless && !matches!(compared, Compared::Equal(_)) || checked.is_err()
    };
    let wrong: Vec<&Row> = rows.iter().filter(is_wrong).collect();
    assert!(wrong.is_empty(), "{} of {}: {wrong:#?}", wrong.len(), rows.len());
    assert!(rows.len() >= 160, "only {} variants", rows.len());
}

/// Prints what was compared; see `cargo xtask oracle --table`.
#[test]
#[ignore = "it prints a table: cargo xtask oracle --table"]
fn table() {
    let rows = compare_all(Asking::OneAtATime);
    println!("{:>9} {:>9}  program, faults, granularity", "SPIN", "ours");
    for (name, compared, checked) in &rows {
        match compared {
            Compared::Equal(space) => println!("{0:>9} {0:>9}  {name}", space.states),
            Compared::TooMany => {
                println!("{:>9} {:>9}  {name}: it does not end, and counts up forever", "-", "-");
            }
            other => println!("{:>9} {:>9}  {name}: {other:?}", "", ""),
        }
        if let Err(problem) = checked {
            println!("{:>20} {problem}", "");
        }
    }
    let equal = rows.iter().filter(|row| matches!(row.1, Compared::Equal(_))).count();
    let agreed = rows.iter().filter(|row| row.2.is_ok()).count();
    println!(
        "\n{} compared, {equal} equal in states and verdicts; the checker agrees with {agreed}.",
        rows.len()
    );
    let is_whole = |name: &&str| entry_named(name).is_some_and(|it| it.is_whole());
    let whole: BTreeSet<&str> = VERDICTS.iter().map(|it| it.program).filter(is_whole).collect();
    println!(
        "{} whole programs have no model, as they start their own threads. The plain search and the checker compare those: \
         `cargo test --test it -- checker::agreement`.",
        whole.len()
    );
}
