//! Printing a tree and reading it again gives the same tree.

use super::any_module::any_module;
use interleave::notation::{
    Clause, Expression, ExpressionKind, Module, Name, Parameter, Span, Statement, StatementKind,
    parse, print,
};
use interleave::program::Line;
use proptest::prelude::*;
use std::fs;

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..Default::default() })]

    #[test]
    fn any_tree_is_read_as_it_was_printed(module in any_module()) {
        let text = print(&module);
        let (again, problems) = parse(&text);
        prop_assert!(problems.is_empty(), "{problems:?} in\n{text}");
        prop_assert_eq!(nowhere(again), module, "printed as\n{}", text);
    }
}

#[test]
fn the_programs_of_the_catalogue_are_printed_as_they_are_written() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/catalogue/programs");
    let mut count = 0;
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("it is readable").path();
        if path.extension().is_none_or(|it| it != "py") {
            continue;
        }
        count += 1;
        let text = fs::read_to_string(&path).expect("a source is readable");
        let (module, problems) = parse(&text);
        assert_eq!(problems, [], "{}", path.display());
        assert_eq!(print(&module), text, "{}", path.display());
    }
    assert!(count >= 30, "only {count} programs");
}

#[test]
fn there_is_one_way_to_print() {
    let check = |text: &str, expected: &str| {
        let (module, problems) = parse(text);
        assert_eq!(problems, [], "{text}");
        assert_eq!(print(&module), expected);
    };
    check("", "");
    check("x=1\n", "x = 1\n");
    check("x = ((a+b)*(c*d))\n", "x = (a + b) * (c * d)\n");
    check("x = (a*b)*c-(d-e)\n", "x = a * b * c - (d - e)\n");
    check("x = not (a and b) or (not a) and -(-c)\n", "x = not (a and b) or not a and --c\n");
    check("x = (not a) == b\n", "x = (not a) == b\n");
    check("x = not (a == b)\n", "x = not a == b\n");
    check("x = (5).real + (-a).b[(1)]\n", "x = (5).real + (-a).b[1]\n");
    check("x = f((lambda: a), timeout=(1+1),)\n", "x = f(lambda: a, timeout=1 + 1)\n");
    check("x = (a is not b) is c\n", "x = (a is not b) is c\n");
    check("while True: pass # forever\n", "while True:  # forever\n    pass\n");
    check("#x\nif a:\n  # b\n    c()\n#  d\n", "# x\nif a:\n    # b\n    c()\n#  d\n");
    check("if a: b()\n  # last\nelse: c()\n", "if a:\n    b()\n    # last\nelse:\n    c()\n");
    check("a()\n\n\n\nb()\nc()\n", "a()\n\nb()\nc()\n");
    check(
        "a()\n# of f\ndef f(): pass\nb()\n",
        "a()\n# of f\n\ndef f():\n    pass\n\nb()\n".replace("# of f\n\n", "# of f\n").as_str(),
    );
    check("f(a, # one\n  b # two\n)\n", "f(a, b)  # one two\n");
    check("raise ValueError()\nx = 1_000\n", "raise ValueError\nx = 1000\n");
    check("except_ = 1\r\ny = 2\rz = 3", "except_ = 1\ny = 2\nz = 3\n");
    check("\u{feff}x = 1", "x = 1\n");
    check("if a:\n\tb()\n\tif c:\n\t\td()\n", "if a:\n    b()\n    if c:\n        d()\n");
    check(
        "try:\n  a()\nexcept (A, B): b()\nexcept: c()\nfinally:\n  d()\n",
        "try:\n    a()\nexcept (A, B):\n    b()\nexcept:\n    c()\nfinally:\n    d()\n",
    );
}

/// A tree with all its places erased.
fn nowhere(mut module: Module) -> Module {
    module.statements.iter_mut().for_each(erase_statement);
    module
}

fn erase_statement(statement: &mut Statement) {
    statement.span = Span::default();
    statement.line = Line(0);
    match &mut statement.kind {
        StatementKind::Comment(_)
        | StatementKind::Break
        | StatementKind::Continue
        | StatementKind::Pass => {}
        StatementKind::Define { name, parameters, body } => {
            erase_name(name);
            for Parameter { name, default } in parameters {
                erase_name(name);
                default.iter_mut().for_each(erase);
            }
            body.iter_mut().for_each(erase_statement);
        }
        StatementKind::Assign { targets, value } => {
            targets.iter_mut().for_each(erase);
            erase(value);
        }
        StatementKind::Augment { target, value, .. } => {
            erase(target);
            erase(value);
        }
        StatementKind::If { branches, otherwise } => {
            for branch in branches {
                erase(&mut branch.condition);
                erase_clause(&mut branch.clause);
            }
            otherwise.iter_mut().for_each(erase_clause);
        }
        StatementKind::While { condition, body } => {
            erase(condition);
            body.iter_mut().for_each(erase_statement);
        }
        StatementKind::For { variable, over, body } => {
            erase_name(variable);
            erase(over);
            body.iter_mut().for_each(erase_statement);
        }
        StatementKind::With { contexts, body } => {
            contexts.iter_mut().for_each(erase);
            body.iter_mut().for_each(erase_statement);
        }
        StatementKind::Try { body, handlers, finally } => {
            body.iter_mut().for_each(erase_statement);
            for handler in handlers {
                handler.exceptions.iter_mut().for_each(erase_name);
                erase_clause(&mut handler.clause);
            }
            finally.iter_mut().for_each(erase_clause);
        }
        StatementKind::Return(value) => value.iter_mut().for_each(erase),
        StatementKind::Raise(name) => name.iter_mut().for_each(erase_name),
        StatementKind::Global(names) => names.iter_mut().for_each(erase_name),
        StatementKind::Assert(value) | StatementKind::Expression(value) => erase(value),
    }
}

fn erase_clause(clause: &mut Clause) {
    clause.span = Span::default();
    clause.line = Line(0);
    clause.body.iter_mut().for_each(erase_statement);
}

fn erase_name(name: &mut Name) {
    name.span = Span::default();
}

fn erase(expression: &mut Expression) {
    expression.span = Span::default();
    match &mut expression.kind {
        ExpressionKind::Integer(_)
        | ExpressionKind::Boolean(_)
        | ExpressionKind::None
        | ExpressionKind::EmptyList
        | ExpressionKind::Name(_) => {}
        ExpressionKind::Negate(inner)
        | ExpressionKind::Not(inner)
        | ExpressionKind::Lambda(inner) => {
            erase(inner);
        }
        ExpressionKind::Arithmetic(_, a, b)
        | ExpressionKind::Compare(_, a, b)
        | ExpressionKind::And(a, b)
        | ExpressionKind::Or(a, b)
        | ExpressionKind::Index { of: a, index: b } => {
            erase(a);
            erase(b);
        }
        ExpressionKind::Attribute { of, name } => {
            erase(of);
            erase_name(name);
        }
        ExpressionKind::Call { function, arguments } => {
            erase(function);
            for argument in arguments {
                argument.name.iter_mut().for_each(erase_name);
                erase(&mut argument.value);
            }
        }
    }
}
