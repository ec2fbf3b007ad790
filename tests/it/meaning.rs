//! What programs mean: small texts whose asserts say what must come out, under every schedule.

mod barriers;
mod control_flow;
mod objects;
mod steps;

use crate::search::{Found, search};
use interleave::notation::{Granularity, Setup, compile, parse, with_globals};
use interleave::program::Program;

/// The program of a text without problems. Functions that assign a name of the top mean the shared
/// one here: the texts leave `global` out, as it is no step.
fn program(text: &str, setup: &Setup) -> Program {
    let text = &with_globals(text).unwrap_or(text.into());
    let (module, problems) = parse(text);
    assert_eq!(problems, [], "{text}");
    compile(&module, text, setup).unwrap_or_else(|problems| panic!("{problems:#?}\n{text}")).0
}

/// What comes of a text: `safe` under every schedule, or the name of the violation that the
/// shortest breaking schedule leads to.
fn verdict(text: &str, setup: &Setup) -> String {
    match search(program(text, setup), 100_000) {
        Found::Safe { .. } => "safe".into(),
        Found::Broken { violation, .. } => violation.into(),
        Found::TooMany => "too many states".into(),
    }
}

/// Checks the verdict at every granularity, for texts whose verdict does not depend on it.
fn check(text: &str, expected: &str) {
    for granularity in Granularity::ALL {
        let setup = Setup { granularity, items: 2, ..Setup::default() };
        assert_eq!(verdict(text, &setup), expected, "{granularity:?}\n{text}");
    }
}

/// Checks statements in the body of a role `main`, after declarations.
fn check_main(declarations: &str, body: &str, expected: &str) {
    let mut text = format!("{declarations}\n\ndef main():\n");
    for line in body.lines() {
        text.push_str("    ");
        text.push_str(line);
        text.push('\n');
    }
    check(&text, expected);
}
