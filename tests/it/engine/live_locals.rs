//! Which locals still matter.

use interleave::catalogue::{Configuration, build};
use interleave::program::{Instruction, Operand};

/// Whether the count of a producer that does this in each round is live at the head of its loop.
fn is_live(body: &str) -> bool {
    let text = format!(
        "go = 0\n\ndef producer():\n    n = 0\n    while True:\n        item = produce()\n{body}\n\n\
         def consumer():\n    global go\n    consume(None)\n    go = None\n"
    );
    let (program, ..) = build(&text, &Configuration::default()).expect("it is a program");
    let role = &program.roles[0];
    let counter = role.code.iter().find_map(|it| match *it {
        Instruction::Set { into, value: Operand::Constant(0) } => Some(into),
        _ => None,
    });
    let counter = counter.expect("it begins at 0");
    let head = role.code.iter().find_map(|it| match it {
        Instruction::Again { to, .. } => Some(*to),
        _ => None,
    });
    role.live_locals()[head.expect("there is a loop").index()][usize::from(counter.0)]
}

#[test]
fn a_count_that_nobody_asks_for_is_dead() {
    assert!(!is_live("        n = n + 1"));
    assert!(!is_live("        n = 2 * n - 1"));
    assert!(is_live("        n = n + 1\n        if n > 3:\n            pass"));
    assert!(is_live("        n = n // 2"), "that can raise");
    assert!(is_live("        n = n + go"), "that may be no number");
}
