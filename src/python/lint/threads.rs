//! What concerns threads as a whole: started and never joined, one sentinel for several.

use super::facts::{Facts, Scope};
use super::order::counter_without_lock;
use super::walk::{
    called, dotted, each_expression, each_in, each_statement, expressions, last_name, method,
    method_alone,
};
use super::{Lint, LintKind};
use crate::program::Span;
use crate::python::tree::{Comparison, Expr, ExprKind, Stmt, StmtKind};

/// Looks at all of it.
pub fn look(facts: &Facts, found: &mut Vec<Lint>) {
    for scope in &facts.scopes {
        counter_without_lock(facts, scope, found);
    }
    start_without_join(facts, found);
    one_sentinel(facts, found);
}

/// Threads are started, nobody waits for one, and there is more to do.
fn start_without_join(facts: &Facts, found: &mut Vec<Lint>) {
    let mut waits = false;
    let mut starts: Option<Span> = None;
    for scope in &facts.scopes {
        each_expression(scope.body, &mut |it| match method(it) {
            // Of a text, `join` has what it joins.
            Some((of, "join", 0)) => waits |= !matches!(of.kind, ExprKind::Text(_)),
            Some((_, "join", _)) => {
                let ExprKind::Call(_, arguments) = &it.kind else { return };
                let is_time =
                    |it: &Expr| matches!(it.kind, ExprKind::Integer(_) | ExprKind::Float(_));
                waits |= arguments
                    .iter()
                    .any(|it| it.name.as_deref() == Some("timeout") || is_time(&it.value));
            }
            // What waits in another way: a barrier, an event, a queue, whether it is alive.
            Some((_, "wait" | "wait_for" | "is_alive" | "result" | "get", _)) => {
                waits |= scope.function.is_none_or(|it| it.name == "main");
            }
            _ => {}
        });
        each_statement_with_rest(scope.body, &mut |statement, rest| {
            let is_start = |it: &Expr| matches!(method(it), Some((of, "start", 0)) if facts.kind(of) != Some("Timer"));
            let mut is_it = false;
            for it in expressions(statement) {
                each_in(it, &mut |it| is_it |= is_start(it));
            }
            if let StmtKind::For(_, _, body, _) = &statement.kind {
                each_expression(body, &mut |it| is_it |= is_start(it));
            }
            let is_more = |it: &Stmt| match &it.kind {
                StmtKind::Expr(it) => called(it) == Some("print") && reads_something(it),
                StmtKind::Assert(..) | StmtKind::Return(Some(_)) => true,
                _ => false,
            };
            if is_it && rest.iter().any(is_more) {
                starts.get_or_insert(statement.span_of_head());
            }
        });
    }
    if let Some(span) = starts.filter(|_| !waits) {
        found.push(Lint { span, kind: LintKind::StartWithoutJoin, words: Vec::new() });
    }
}

/// Whether an expression names a variable.
fn reads_something(expression: &Expr) -> bool {
    let mut reads = false;
    each_in(expression, &mut |it| {
        if let ExprKind::Name(name) = &it.kind {
            reads |= !["print", "len", "str", "sum", "time", "threading"].contains(&name.as_str());
        }
    });
    reads
}

/// Tells each statement with those behind it in its block.
fn each_statement_with_rest<'a>(block: &'a [Stmt], tell: &mut dyn FnMut(&'a Stmt, &'a [Stmt])) {
    for (at, statement) in block.iter().enumerate() {
        tell(statement, &block[at + 1..]);
        for inner in super::walk::blocks(statement) {
            each_statement_with_rest(inner, tell);
        }
    }
}

/// Several threads end at `None`, and one is put.
fn one_sentinel(facts: &Facts, found: &mut Vec<Lint>) {
    let mut puts: Vec<(String, Span, bool)> = Vec::new();
    for scope in &facts.scopes {
        let times = scope.function.map_or(1, |it| {
            let is_main = it.name == "main";
            facts.targets.get(&it.name).copied().unwrap_or(if is_main { 1 } else { 2 })
        });
        note_puts(facts, scope.body, times > 1, &mut puts);
    }
    let [(queue, span, false)] = &puts[..] else { return };
    for scope in &facts.scopes {
        let Some(function) = scope.function else { continue };
        let count = facts.targets.get(&function.name).copied().unwrap_or(0);
        if count >= 2 && ends_at_none(scope) && takes_from(facts, scope) {
            let words = vec![queue.clone(), function.name.clone()];
            found.push(Lint { span: *span, kind: LintKind::OneSentinel, words });
            return;
        }
    }
}

/// The places that put `None` into a queue, and whether that happens several times.
fn note_puts(facts: &Facts, block: &[Stmt], several: bool, puts: &mut Vec<(String, Span, bool)>) {
    for statement in block {
        if let StmtKind::Expr(it) = &statement.kind
            && let ExprKind::Call(_, arguments) = &it.kind
            && let Some((of, "put" | "put_nowait", 1)) = method_alone(statement)
            && matches!(arguments[0].value.kind, ExprKind::None)
            && (facts.is_queue(of) || facts.kind(of).is_none())
        {
            let name = dotted(of).map(|it| last_name(&it).to_owned()).unwrap_or_default();
            puts.push((name, statement.span, several));
        }
        let is_loop = matches!(statement.kind, StmtKind::For(..) | StmtKind::While(..));
        for inner in super::walk::blocks(statement) {
            note_puts(facts, inner, several || is_loop, puts);
        }
    }
}

/// `if item is None: break`
fn ends_at_none(scope: &Scope) -> bool {
    let mut ends = false;
    each_statement(scope.body, &mut |statement| {
        let StmtKind::If(branches, _) = &statement.kind else { return };
        for (condition, body) in branches {
            let is_none = matches!(
                &condition.kind,
                ExprKind::Compare(_, rest)
                    if matches!(&rest[..], [(Comparison::Is | Comparison::Equal, it)] if matches!(it.kind, ExprKind::None))
            );
            let leaves = matches!(
                body.last().map(|it| &it.kind),
                Some(StmtKind::Break | StmtKind::Return(_))
            );
            ends |= is_none && leaves;
        }
    });
    ends
}

fn takes_from(facts: &Facts, scope: &Scope) -> bool {
    let mut takes = false;
    each_expression(scope.body, &mut |it| {
        takes |= matches!(method(it), Some((of, "get", 0)) if facts.is_queue(of) || facts.kind(of).is_none());
    });
    takes
}
