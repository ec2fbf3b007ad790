//! However large or odd a text is, reading it ends soon, and says what is too large.

use super::wrong::{files, parts};
use interleave::notation::{
    Diagnostic, MOST_BYTES, MOST_LINES, MOST_NESTING, MOST_OPERATIONS, Problem, SyntaxProblem,
    parse,
};
use std::collections::HashSet;
use std::mem::discriminant;
use std::time::Instant;

/// The syntax problems of a text, in order; each stands inside the text, between characters.
fn problems(text: &str) -> Vec<SyntaxProblem> {
    let start = Instant::now();
    let (_, found) = parse(text);
    // It takes milliseconds. A machine can be slow: what hangs here is seen by whoever runs the tests.
    println!("{} bytes took {:?}", text.len(), start.elapsed());
    let syntax = |Diagnostic { span, problem }| {
        assert!(text.get(span.range()).is_some(), "{span:?} is no part of the text");
        assert!(span.start < span.end || span.end as usize == text.len(), "{span:?} shows nothing");
        match problem {
            Problem::Syntax(problem) => Some(problem),
            _ => None,
        }
    };
    found.into_iter().filter_map(syntax).collect()
}

#[test]
fn what_is_too_large_is_said_once() {
    let check = |text: String, expected: Option<&SyntaxProblem>| {
        let shown: String = text.chars().take(60).collect();
        assert_eq!(problems(&text).iter().collect::<Vec<_>>(), Vec::from_iter(expected), "{shown}");
    };
    let too_deep = SyntaxProblem::NestedTooDeep(MOST_NESTING);
    let too_long = SyntaxProblem::LineTooLong(MOST_OPERATIONS);
    let bytes = SyntaxProblem::TextTooLong(MOST_BYTES / 1024);
    let lines = SyntaxProblem::TooManyLines(MOST_LINES);

    check("#".repeat(MOST_BYTES), None);
    check("#".repeat(MOST_BYTES + 1), Some(&bytes));
    check("é".repeat(MOST_BYTES), Some(&bytes));
    check("pass\n".repeat(MOST_LINES), None);
    check("pass\n".repeat(MOST_LINES + 1), Some(&lines));
    check("pass\r\n".repeat(MOST_LINES), None);
    check("\r\n".repeat(MOST_LINES + 1), Some(&lines));

    let brackets = |depth: usize| format!("x = {}a{}\n", "(".repeat(depth), ")".repeat(depth));
    check(brackets(MOST_NESTING), None);
    check(brackets(MOST_NESTING + 1), Some(&too_deep));
    check(brackets(MOST_BYTES / 3), Some(&too_deep));
    check(format!("x = {}a{}\n", "a[".repeat(9_999), "]".repeat(9_999)), Some(&too_deep));
    check(format!("x = {}a\n", "-".repeat(60_000)), Some(&too_deep));
    check(format!("x = {}a\n", "not ".repeat(9_999)), Some(&too_deep));
    check(format!("x = {}a\n", "lambda: ".repeat(7_000)), Some(&too_deep));
    check(format!("x = a{}\n", " + a".repeat(MOST_OPERATIONS)), None);
    check(format!("x = a{}\n", " + a".repeat(MOST_OPERATIONS + 1)), Some(&too_long));
    check(format!("x = a{}\n", ".b".repeat(20_000)), Some(&too_long));
    check(format!("x = a{}\n", "[0]".repeat(20_000)), Some(&too_long));

    let blocks = |depth: usize| -> String {
        let line = |level| format!("{}if a:\n", " ".repeat(level));
        (0..depth).map(line).chain([format!("{}pass\n", " ".repeat(depth))]).collect()
    };
    check(blocks(MOST_NESTING), None);
    check(blocks(MOST_NESTING + 1), Some(&too_deep));
    check(blocks(300), Some(&too_deep));
    let inside = |brackets: usize| {
        let deep = blocks(MOST_NESTING - 2);
        deep.replace("pass", &format!("x = {}a{}", "(".repeat(brackets), ")".repeat(brackets)))
    };
    check(inside(2), None);
    check(inside(3), Some(&too_deep));
}

#[test]
fn odd_texts_are_read_to_their_end() {
    let mut texts: Vec<String> = Vec::new();
    // Whatever comes again and again.
    let pieces = [
        "(",
        ")",
        "[",
        "{",
        "}",
        "\"",
        "'",
        "\"\"\"",
        "\\\n",
        "\\",
        "#",
        "\t",
        " ",
        "\r",
        "\n\t ",
        ":",
        ";",
        ",",
        ".",
        "=",
        "-",
        "+",
        "!",
        "if a:\n",
        "else:\n",
        "try:\n",
        "if ",
        "a ",
        "a.",
        "f(",
        "0.",
        "1 ",
        "é",
        "\u{feff}",
        "\u{a0}",
        "“",
        "🧵",
        "x = (\n",
        "# a\n",
        " # a\n",
        "lambda:",
        "not ",
        "in ",
        "is ",
        "global ",
        "def f(",
        "except ",
        "a,",
        "a=",
        "@",
        "`",
        "\0",
        "\u{301}",
        "for a in ",
        "with a, ",
        "  $\n",
    ];
    for piece in pieces {
        texts.push(piece.into());
        texts.push(piece.repeat(MOST_BYTES / piece.len()));
        texts.push(piece.repeat(MOST_LINES.min(MOST_BYTES / piece.len())));
        texts.push(format!("def f():\n    {}", piece.repeat(900)));
    }
    // Lines that go further and further in, none of them understood.
    texts.push((0..300).map(|level| format!("{}$\n", " ".repeat(level))).collect());
    texts.push((0..300).map(|level| format!("{}class\n", " ".repeat(level))).collect());
    texts.push((0..300).map(|level| format!("{}else:\n", " ".repeat(level))).collect());
    texts.push((0..300).rev().map(|level| format!("{}a()\n", " ".repeat(level))).collect());
    for text in texts {
        problems(&text);
    }
}

#[test]
fn a_text_that_is_cut_anywhere_is_read() {
    for (_, content) in files("wrong") {
        let (text, _) = parts(&content);
        for (at, _) in text.char_indices() {
            problems(&text[..at]);
            problems(&text[at..]);
        }
    }
}

#[test]
fn every_mistake_is_among_the_texts() {
    let found: HashSet<_> = files("wrong")
        .iter()
        .flat_map(|(_, content)| problems(parts(content).0))
        .map(|problem| discriminant(&problem))
        .collect();
    // All that `SyntaxProblem` has, but for the four limits, which other tests come to.
    assert_eq!(found.len(), 101);
}
