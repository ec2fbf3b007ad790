//! What is read: where its parts stand, and what a faulty text still gives.

use interleave::notation::{ExpressionKind, Module, StatementKind, parse, print};
use interleave::program::Line;

fn read(text: &str) -> Module {
    let (module, problems) = parse(text);
    assert_eq!(problems, [], "{text}");
    module
}

#[test]
fn operators_bind_as_in_python() {
    // Each is printed again with all its brackets, by reading it with those that are needless.
    let check = |text: &str, bracketed: &str| {
        let line = |words: &str| format!("x = {words}\n");
        assert_eq!(print(&read(&line(bracketed))), line(text));
        assert_eq!(print(&read(&line(text))), line(text));
        assert_ne!(print(&read(&line(text))), line(bracketed));
    };
    check("a or b and c", "a or (b and c)");
    check("not a or b", "(not a) or b");
    check("not a == b", "not (a == b)");
    check("a + b < c - d", "(a + b) < (c - d)");
    check("a - b - c", "(a - b) - c");
    check("a + b * c", "a + (b * c)");
    check("a * b // c % d", "((a * b) // c) % d");
    check("-a * b", "(-a) * b");
    check("-a.b", "-(a.b)");
    check("a.b[0].c(d)", "((a.b)[0]).c((d))");
}

#[test]
fn parts_know_where_they_stand() {
    let text = "x = 1\n\ndef f(a):  # why\n    if a == 1: pass\n    else:\n        g((a))\n";
    let module = read(text);
    let [assign, define] = &module.statements[..] else { panic!("two statements") };
    assert_eq!(&text[assign.span.range()], "x = 1");
    assert_eq!((assign.line, define.line), (Line(0), Line(2)));
    assert_eq!(&text[define.span.range()], "def f(a):");
    assert_eq!(define.comment.as_deref(), Some("why"));
    let StatementKind::Define { body, .. } = &define.kind else { panic!("a definition") };
    let StatementKind::If { branches, otherwise } = &body[0].kind else { panic!("an if") };
    assert_eq!(&text[branches[0].condition.span.range()], "a == 1");
    assert_eq!(&text[branches[0].clause.span.range()], "if a == 1:");
    assert_eq!(branches[0].clause.body[0].line, Line(3));
    let otherwise = otherwise.as_ref().expect("an else");
    assert_eq!((otherwise.line, &text[otherwise.span.range()]), (Line(4), "else:"));
    let StatementKind::Expression(call) = &otherwise.body[0].kind else { panic!("a call") };
    let ExpressionKind::Call { arguments, .. } = &call.kind else { panic!("a call") };
    assert_eq!(&text[arguments[0].value.span.range()], "(a)");
}

#[test]
fn a_faulty_text_gives_what_was_understood() {
    let check = |text: &str, expected: &str| {
        let (module, problems) = parse(text);
        assert_ne!(problems, [], "{text}");
        assert_eq!(print(&module), expected, "{text}");
    };
    check("a()\nb(\nc()\n", "a()\n");
    check("a()\n$\nc()\n", "a()\n\nc()\n");
    check("while a\n    b()\n", "while None:\n    b()\n");
    check("def f:\n    b()\n", "def f():\n    b()\n");
    check(
        "if a:\n    b()\nelse if c:\n    d()\nelse:\n    e()\n",
        "if a:\n    b()\nelif None:\n    d()\nelse:\n    e()\n",
    );
    check("if a:\nb()\n", "if a:\n    pass\nb()\n");
    check("if a:\n        b()\n    c()\n    d()\n", "if a:\n    b()\n    c()\n    d()\n");
    check("x = 1; y = 2\nz = 3\n", "z = 3\n");
}

#[test]
fn one_line_has_one_problem_and_problems_stand_in_order() {
    let text = "x = (1 $ 2\n  y == 0.5 = 3\nwhile True\nelse:\n z = \"\n\tif a = 1 {\n";
    let (_, problems) = parse(text);
    let lines: Vec<usize> =
        problems.iter().map(|it| text[..it.span.start as usize].matches('\n').count()).collect();
    assert_eq!(lines, [0, 1, 2, 3, 4, 5]);
}
