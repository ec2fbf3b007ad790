//! Any tree at all, for properties that hold of all of them.

use interleave::notation::{
    Argument, Arithmetic, Branch, Clause, Comparison, Expression, ExpressionKind, Handler, Module,
    Name, Parameter, Span, Statement, StatementKind,
};
use interleave::program::Line;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

/// A tree whose parts stand nowhere.
pub fn any_module() -> impl Strategy<Value = Module> {
    let definition = (any_name(), any_parameters(), any_block(any_statement()), any_comment());
    let definition = definition.prop_map(|(name, parameters, body, comment)| {
        placed(StatementKind::Define { name, parameters, body }, comment)
    });
    vec(prop_oneof![any_statement(), definition, any_comment_line()], 0..6)
        .prop_map(|statements| Module { statements })
}

/// Among them words that mean something in other languages, which are names as good as any.
const NAMES: [&str; 12] =
    ["a", "mutex", "produção", "_", "x1", "end", "loop", "let", "While", "Else", "match", "do"];

fn any_name() -> impl Strategy<Value = Name> {
    select(&NAMES[..]).prop_map(|text| Name { text: text.into(), span: Span::default() })
}

/// Only behind a `.` or a `=` are such words unmistakable; elsewhere a name is a plain one.
fn any_plain_name() -> impl Strategy<Value = String> {
    select(&["a", "mutex", "produção", "_", "x1", "é", "items_ready"][..]).prop_map(String::from)
}

fn any_comment() -> impl Strategy<Value = Option<String>> {
    option::weighted(0.2, any_comment_text())
}

fn any_comment_text() -> impl Strategy<Value = String> {
    select(&["", "why", "  # “further” in", "x = 1:", "'", "(", "invariant: a.value <= 2"][..])
        .prop_map(String::from)
}

fn any_comment_line() -> impl Strategy<Value = Statement> {
    any_comment_text().prop_map(|words| placed(StatementKind::Comment(words), None))
}

/// Statements with comments between them, one at least being no comment.
fn any_block(
    statement: impl Strategy<Value = Statement> + Clone + 'static,
) -> impl Strategy<Value = Vec<Statement>> {
    let line = prop_oneof![4 => statement.clone(), 1 => any_comment_line()];
    (vec(line.clone(), 0..2), statement, vec(line, 0..2)).prop_map(|(mut before, one, after)| {
        before.push(one);
        before.extend(after);
        before
    })
}

fn any_parameters() -> impl Strategy<Value = Vec<Parameter>> {
    (vec(any_name(), 0..3), vec((any_name(), any_expression()), 0..2)).prop_map(|(plain, given)| {
        let plain = plain.into_iter().map(|name| Parameter { name, default: None });
        let given = given.into_iter().map(|(name, value)| Parameter { name, default: Some(value) });
        plain.chain(given).collect()
    })
}

fn any_statement() -> BoxedStrategy<Statement> {
    let line = any_line().boxed();
    line.prop_recursive(4, 24, 4, |inner| {
        let block = any_block(inner).boxed();
        let clause = (block.clone(), any_comment()).prop_map(|(body, comment)| Clause {
            body,
            span: Span::default(),
            line: Line(0),
            comment,
        });
        let clause = clause.boxed();
        let branch = (any_expression(), clause.clone())
            .prop_map(|(condition, clause)| Branch { condition, clause });
        let handler = (vec(any_name(), 0..3), clause.clone())
            .prop_map(|(exceptions, clause)| Handler { exceptions, clause });
        let tried = (vec(handler, 0..3), option::of(clause.clone()))
            .prop_filter("a try needs one or the other", |(handlers, finally)| {
                !handlers.is_empty() || finally.is_some()
            });
        let statement = |kind: BoxedStrategy<StatementKind>| {
            (kind, any_comment()).prop_map(|(kind, comment)| placed(kind, comment))
        };
        prop_oneof![
            (vec(branch, 1..3), option::of(clause)).prop_map(|(branches, otherwise)| {
                // The comment of its first line is the first branch's.
                placed(StatementKind::If { branches, otherwise }, None)
            }),
            statement(
                (any_expression(), block.clone())
                    .prop_map(|(condition, body)| StatementKind::While { condition, body })
                    .boxed()
            ),
            statement(
                (any_name(), any_expression(), block.clone())
                    .prop_map(|(variable, over, body)| StatementKind::For { variable, over, body })
                    .boxed()
            ),
            statement(
                (vec(any_expression(), 1..3), block.clone())
                    .prop_map(|(contexts, body)| StatementKind::With { contexts, body })
                    .boxed()
            ),
            statement(
                (block, tried)
                    .prop_map(|(body, (handlers, finally))| StatementKind::Try {
                        body,
                        handlers,
                        finally
                    })
                    .boxed()
            ),
        ]
    })
    .boxed()
}

/// A statement without a body.
fn any_line() -> impl Strategy<Value = Statement> {
    let operator = select(&[Arithmetic::Add, Arithmetic::Subtract][..]);
    let kind = prop_oneof![
        (any_target(), any_expression())
            .prop_map(|(target, value)| StatementKind::Assign { targets: vec![target], value }),
        (vec(any_target(), 2), any_call())
            .prop_map(|(targets, value)| StatementKind::Assign { targets, value }),
        (any_target(), operator, any_expression()).prop_map(|(target, operator, value)| {
            StatementKind::Augment { target, operator, value }
        }),
        Just(StatementKind::Break),
        Just(StatementKind::Continue),
        Just(StatementKind::Pass),
        option::of(any_expression()).prop_map(StatementKind::Return),
        option::of(any_name()).prop_map(StatementKind::Raise),
        any_expression().prop_map(StatementKind::Assert),
        vec(any_name(), 1..3).prop_map(StatementKind::Global),
        any_call().prop_map(StatementKind::Expression),
    ];
    (kind, any_comment()).prop_map(|(kind, comment)| placed(kind, comment))
}

fn any_target() -> impl Strategy<Value = Expression> {
    prop_oneof![
        any_plain_name().prop_map(ExpressionKind::Name),
        (any_expression(), any_name())
            .prop_map(|(of, name)| ExpressionKind::Attribute { of: Box::new(of), name }),
        (any_expression(), any_expression()).prop_map(|(of, index)| ExpressionKind::Index {
            of: Box::new(of),
            index: Box::new(index)
        }),
    ]
    .prop_map(somewhere)
}

fn any_call() -> impl Strategy<Value = Expression> {
    call(any_expression().boxed())
}

fn call(inner: BoxedStrategy<Expression>) -> impl Strategy<Value = Expression> {
    let function = prop_oneof![
        any_plain_name().prop_map(ExpressionKind::Name),
        (inner.clone(), any_name())
            .prop_map(|(of, name)| ExpressionKind::Attribute { of: Box::new(of), name }),
    ];
    let named = vec((any_name(), inner.clone()), 0..2);
    (function, vec(inner, 0..3), named).prop_map(|(function, plain, named)| {
        let plain = plain.into_iter().map(|value| Argument { name: None, value });
        let named = named.into_iter().map(|(name, value)| Argument { name: Some(name), value });
        somewhere(ExpressionKind::Call {
            function: Box::new(somewhere(function)),
            arguments: plain.chain(named).collect(),
        })
    })
}

/// Any expression.
pub fn any_expression() -> BoxedStrategy<Expression> {
    let leaf = prop_oneof![
        select(&[0, 1, 10, i64::MAX][..]).prop_map(ExpressionKind::Integer),
        any::<bool>().prop_map(ExpressionKind::Boolean),
        Just(ExpressionKind::None),
        Just(ExpressionKind::EmptyList),
        any_plain_name().prop_map(ExpressionKind::Name),
    ];
    let leaf = leaf.prop_map(somewhere);
    leaf.prop_recursive(4, 12, 3, |inner| {
        let pair = (inner.clone(), inner.clone()).prop_map(|(a, b)| (Box::new(a), Box::new(b)));
        let pair = pair.boxed();
        let kind = prop_oneof![
            inner.clone().prop_map(|it| ExpressionKind::Negate(Box::new(it))),
            inner.clone().prop_map(|it| ExpressionKind::Not(Box::new(it))),
            inner.clone().prop_map(|it| ExpressionKind::Lambda(Box::new(it))),
            (select(&ARITHMETIC[..]), pair.clone())
                .prop_map(|(how, (a, b))| ExpressionKind::Arithmetic(how, a, b)),
            (select(&COMPARISONS[..]), pair.clone())
                .prop_map(|(how, (a, b))| ExpressionKind::Compare(how, a, b)),
            pair.clone().prop_map(|(a, b)| ExpressionKind::And(a, b)),
            pair.clone().prop_map(|(a, b)| ExpressionKind::Or(a, b)),
            pair.prop_map(|(of, index)| ExpressionKind::Index { of, index }),
            (inner.clone(), any_name())
                .prop_map(|(of, name)| ExpressionKind::Attribute { of: Box::new(of), name }),
        ];
        prop_oneof![4 => kind.prop_map(somewhere), 1 => call(inner)]
    })
    .boxed()
}

const ARITHMETIC: [Arithmetic; 5] = [
    Arithmetic::Add,
    Arithmetic::Subtract,
    Arithmetic::Multiply,
    Arithmetic::Divide,
    Arithmetic::Modulo,
];

const COMPARISONS: [Comparison; 8] = [
    Comparison::Equal,
    Comparison::NotEqual,
    Comparison::Less,
    Comparison::LessOrEqual,
    Comparison::Greater,
    Comparison::GreaterOrEqual,
    Comparison::Is,
    Comparison::IsNot,
];

fn somewhere(kind: ExpressionKind) -> Expression {
    Expression { kind, span: Span::default() }
}

fn placed(kind: StatementKind, comment: Option<String>) -> Statement {
    // A comment has no comment behind it.
    let comment = comment.filter(|_| !matches!(kind, StatementKind::Comment(_)));
    Statement { kind, span: Span::default(), line: Line(0), comment }
}
