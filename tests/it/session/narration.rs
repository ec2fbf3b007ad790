//! What is said of what happened.

mod steps;
mod violations;

use interleave::catalogue::{self, CATALOGUE, Configuration};
use interleave::engine::{Advance, Ending, Round, Run, SchedulerKind, Simulation};
use interleave::notation::{Granularity, Setup, compile, parse, with_globals};
use interleave::program::{Choice, ThreadId};
use interleave::session::{describe_moment, describe_violation, fault_label};
use interleave::text::Language;
use std::sync::Arc;

/// A run of a text, at its start. Functions that assign a name of the top mean the shared one here:
/// the texts leave `global` out.
fn run_of(source: &str, setup: Setup) -> Run {
    let source = &with_globals(source).unwrap_or(source.into());
    let (module, problems) = parse(source);
    assert_eq!(problems, [], "{source}");
    let program = compile(&module, source, &setup);
    Run::new(Arc::new(program.unwrap_or_else(|problems| panic!("{problems:?}\n{source}")).0))
}

/// Lets the threads with these names make a step each, and gives what is said of each step,
/// one line for a step. `~` behind a name is a time-out, `*` a wake-up for no reason, and a
/// digit behind a dot any other choice.
fn told(run: &mut Run, turns: &str) -> Vec<String> {
    let program = run.program().clone();
    let mut lines = Vec::new();
    for turn in turns.split_whitespace() {
        let (name, choice) = match turn.split_at(2) {
            (name, "") => (name, Choice::PLAIN),
            (name, "~") => (name, Choice::TimedOut),
            (name, "*") => (name, Choice::Spurious),
            (name, other) => (name, Choice::Way(other[1..].parse().expect("a choice"))),
        };
        let mut ids = program.thread_ids();
        let thread: ThreadId =
            ids.find(|it| program.name_of(*it).to_string() == name).expect("there is this thread");
        let Advance::Stepped(moment) = run.advance(thread, choice) else {
            panic!("{name} cannot step after {lines:#?}")
        };
        lines.push(describe_moment(Language::English.text(), &program, &moment).join(". "));
    }
    lines
}

/// What is said of the end of a run.
fn verdict(run: &Run) -> String {
    let Some(Ending::Broken(violation)) = run.ending() else { panic!("{:?}", run.ending()) };
    let (title, sentences) = describe_violation(Language::English.text(), run, &violation);
    format!("{title}: {sentences}")
}

/// What no sentence may have, and what each of its kind must have.
fn check_sentence(sentence: &str, ends_with_full_stop: bool, of: &str) {
    for wrong in ["{0}", "{1}", "{2}", "{3}", "``", "  "] {
        assert!(!sentence.contains(wrong), "{of}: {sentence}");
    }
    assert!(sentence.trim() == sentence && !sentence.is_empty(), "{of}: {sentence:?}");
    assert_eq!(sentence.matches('`').count() % 2, 0, "{of}: {sentence}");
    assert_eq!(sentence.ends_with('.'), ends_with_full_stop, "{of}: {sentence}");
}

#[test]
fn all_that_happens_in_the_catalogue_can_be_told_in_every_language() {
    for entry in CATALOGUE {
        for fault in 0..=entry.faults.len() {
            for granularity in Granularity::ALL {
                let mut configuration = Configuration::of(entry);
                configuration.granularity = granularity;
                configuration.spurious_wakes = true;
                if fault > 0 {
                    configuration.faults.set(entry.faults, fault - 1, true);
                }
                let listing = catalogue::listing(entry, configuration.faults);
                let built = catalogue::build(&catalogue::source_of(&listing), &configuration);
                let (program, ..) = built.expect("the programs of the catalogue are right");
                let mut run = Run::new(Arc::new(program));
                let mut simulation = Simulation::new(&run, SchedulerKind::Random, 7, 0, 0);
                while run.ending().is_none() && run.position() < 150 {
                    let Round::Step(moment) = simulation.turn(&mut run) else { continue };
                    for language in Language::ALL {
                        for it in describe_moment(language.text(), run.program(), &moment) {
                            let is_cut_off = it.ends_with('…');
                            check_sentence(it.trim_end_matches(" …"), false, entry.name);
                            assert!(!is_cut_off || !moment.event.more.is_empty());
                        }
                    }
                }
                if let Some(Ending::Broken(violation)) = run.ending() {
                    for language in Language::ALL {
                        let (title, sentences) =
                            describe_violation(language.text(), &run, &violation);
                        check_sentence(&title, false, entry.name);
                        check_sentence(&sentences, true, entry.name);
                    }
                }
            }
        }
    }
}

#[test]
fn every_fault_has_a_label_in_every_language() {
    for language in Language::ALL {
        for entry in CATALOGUE {
            for (index, fault) in entry.faults.iter().enumerate() {
                let label = fault_label(language.text(), entry, index);
                assert!(!label.is_empty() && label != fault.name, "{} {}", entry.name, fault.name);
            }
            assert_eq!(fault_label(language.text(), entry, entry.faults.len()), "");
        }
    }
}
