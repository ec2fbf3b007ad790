//! What is seen in a few statements that follow each other.

use super::facts::{Facts, Scope};
use super::walk::{
    blocks, called, dotted, each_expression, each_in, each_statement, expressions, last_name,
    method, method_alone,
};
use super::{Lint, LintKind};
use crate::program::Span;
use crate::python::tree::{Expr, ExprKind, Stmt, StmtKind};

/// Looks through the code of a function, or the top.
pub fn look(facts: &Facts, scope: &Scope, found: &mut Vec<Lint>) {
    in_block(facts, scope.body, false, found);
    missing_global(facts, scope, found);
}

fn add(found: &mut Vec<Lint>, kind: LintKind, span: Span, words: &[&str]) {
    found.push(Lint { span, kind, words: words.iter().map(|&it| it.to_owned()).collect() });
}

fn in_block(facts: &Facts, block: &[Stmt], is_body_of_while: bool, found: &mut Vec<Lint>) {
    for (at, statement) in block.iter().enumerate() {
        let is_last = at + 1 == block.len();
        if !(is_last && is_body_of_while) {
            if_around_wait(facts, statement, found);
        }
        empty_then_get(facts, statement, found);
        acquire_without_with(facts, &block[at..], found);
        sleep_for_order(facts, block, at, found);
        for inner in blocks(statement) {
            // In `while …: with c: if …: c.wait()` the condition is looked at again too.
            let is_body = matches!(statement.kind, StmtKind::While(..))
                || is_last && is_body_of_while && matches!(statement.kind, StmtKind::With(..));
            in_block(facts, inner, is_body, found);
        }
    }
}

/// `if …: c.wait()`, and what comes next relies on it.
fn if_around_wait(facts: &Facts, statement: &Stmt, found: &mut Vec<Lint>) {
    let StmtKind::If(branches, otherwise) = &statement.kind else { return };
    let ([(_, body)], []) = (&branches[..], &otherwise[..]) else { return };
    let Some(last) = body.last() else { return };
    if let Some((of, "wait", _)) = method_alone(last)
        && facts.kind(of) == Some("Condition")
    {
        let name = dotted(of).unwrap_or_default();
        add(found, LintKind::IfAroundWait, statement.span_of_head(), &[&name]);
    }
}

/// The queue whose emptiness a condition asks for.
fn asks_for_empty<'a>(facts: &Facts, condition: &'a Expr) -> Option<&'a Expr> {
    let mut asked = None;
    each_in(condition, &mut |it| {
        if let Some((of, "empty" | "qsize", 0)) = method(it)
            && facts.is_queue(of)
        {
            asked = Some(of);
        }
    });
    asked
}

/// `while not q.empty(): … q.get()`
fn empty_then_get(facts: &Facts, statement: &Stmt, found: &mut Vec<Lint>) {
    let (condition, body) = match &statement.kind {
        StmtKind::While(condition, body, _) => (condition, body),
        StmtKind::If(branches, _) => match &branches[..] {
            [(condition, body), ..] => (condition, body),
            [] => return,
        },
        _ => return,
    };
    let Some(queue) = asks_for_empty(facts, condition).and_then(dotted) else { return };
    let mut gets = None;
    each_expression(body, &mut |it| {
        if let Some((of, "get", 0)) = method(it)
            && dotted(of).as_ref() == Some(&queue)
        {
            gets.get_or_insert(it.span);
        }
    });
    if let Some(span) = gets.filter(|_| !has_one_taker(facts, &queue)) {
        add(found, LintKind::EmptyThenGet, span, &[&queue]);
    }
}

/// Whether one function alone takes from the queue, and one thread or process alone runs that.
fn has_one_taker(facts: &Facts, queue: &str) -> bool {
    let name = last_name(queue);
    let mut takers = Vec::new();
    for scope in &facts.scopes {
        let mut takes = false;
        each_expression(scope.body, &mut |it| {
            if let Some((of, "get" | "get_nowait", _)) = method(it) {
                // What is known under another name can be the same queue.
                let is_other = facts.kind(of).is_some()
                    && dotted(of).is_some_and(|it| last_name(&it) != name)
                    && !scope.function.is_some_and(|it| {
                        it.parameters.iter().any(|it| dotted(of).as_ref() == Some(&it.name))
                    });
                takes |= !is_other;
            }
        });
        if takes {
            takers.push(scope);
        }
    }
    // The code of a function stands in its own scope alone, but not that of the top.
    let [taker] = &takers[..] else { return false };
    match taker.function {
        None => true,
        Some(it) => {
            let is_main = it.name == "main" && taker.class.is_none();
            facts.runs.get(&it.name).map_or(is_main, |count| *count == 1)
        }
    }
}

/// `l.acquire()`, and a way to leave before `l.release()`.
fn acquire_without_with(facts: &Facts, rest: &[Stmt], found: &mut Vec<Lint>) {
    let Some((of, "acquire", 0)) = rest.first().and_then(method_alone) else { return };
    if !["Lock", "RLock"].iter().any(|it| facts.kind(of) == Some(it)) {
        return;
    }
    let Some(name) = dotted(of) else { return };
    let releases = |it: &Stmt| matches!(method_alone(it), Some((of, "release", _)) if dotted(of).as_ref() == Some(&name));
    let Some(end) = rest.iter().position(releases) else { return };
    let can_leave = rest[1..end].iter().any(can_leave);
    if can_leave {
        add(found, LintKind::AcquireWithoutWith, rest[0].span, &[&name]);
    }
}

/// Whether a statement can raise, or lead away from what follows it.
fn can_leave(statement: &Stmt) -> bool {
    // What is caught there need not lead away.
    if matches!(statement.kind, StmtKind::Try(_)) {
        return false;
    }
    let mut leaves = false;
    each_statement(std::slice::from_ref(statement), &mut |it| {
        leaves |=
            matches!(it.kind, StmtKind::Return(_) | StmtKind::Raise(_) | StmtKind::Assert(..));
    });
    let can_raise = |name: &str| ["popleft", "remove", "get_nowait", "put_nowait"].contains(&name);
    each_expression(std::slice::from_ref(statement), &mut |it| match &it.kind {
        ExprKind::Call(..) => {
            leaves |= method(it)
                .is_some_and(|(_, name, count)| can_raise(name) || name == "pop" && count < 2);
            leaves |= called(it) == Some("int");
        }
        ExprKind::Binary(
            crate::python::tree::Binary::Divide
            | crate::python::tree::Binary::FloorDivide
            | crate::python::tree::Binary::Modulo,
            _,
            right,
        ) => leaves |= !matches!(right.kind, ExprKind::Integer(_) | ExprKind::Tuple(_)),
        _ => {}
    });
    leaves
}

/// `t.start(); sleep(…); print(result)`
fn sleep_for_order(facts: &Facts, block: &[Stmt], at: usize, found: &mut Vec<Lint>) {
    let StmtKind::Expr(sleep) = &block[at].kind else { return };
    let (Some("sleep"), Some(next)) = (called(sleep), block.get(at + 1)) else { return };
    let starts = |it: &Stmt| {
        let mut starts = false;
        each_expression(std::slice::from_ref(it), &mut |it| {
            starts |= matches!(method(it), Some((_, "start", 0)));
        });
        starts
    };
    if !block[..at].iter().any(starts) {
        return;
    }
    let is_start =
        matches!(method_alone(next), Some((of, "start", 0)) if facts.kind(of) == Some("Thread"));
    let mut reads = false;
    if matches!(next.kind, StmtKind::Assert(..))
        || matches!(&next.kind, StmtKind::Expr(it) if called(it) == Some("print"))
    {
        for it in expressions(next) {
            each_in(it, &mut |it| {
                if let ExprKind::Name(name) = &it.kind {
                    reads |= !["print", "len", "str"].contains(&name.as_str());
                }
            });
        }
    }
    if is_start || reads {
        add(found, LintKind::SleepForOrder, block[at].span, &[]);
    }
}

/// `count += 1` or `running = False` in a function, where that is a name of the top.
fn missing_global(facts: &Facts, scope: &Scope, found: &mut Vec<Lint>) {
    let Some(function) = scope.function else { return };
    let mut of_top: Vec<&str> = Vec::new();
    for statement in facts.top {
        if let StmtKind::Assign(targets, _) = &statement.kind {
            of_top.extend(targets.iter().filter_map(|it| match &it.kind {
                ExprKind::Name(name) => Some(name.as_str()),
                _ => None,
            }));
        }
    }
    let is_parameter = |name: &str| function.parameters.iter().any(|it| it.name == name);
    let is_own = |name: &str| function.own.iter().any(|it| it == name);
    let is_shadow = |name: &str| of_top.contains(&name) && is_own(name) && !is_parameter(name);
    let mut assigned: Vec<(&str, Span, bool)> = Vec::new();
    let mut bound_otherwise: Vec<&str> = Vec::new();
    each_statement(scope.body, &mut |it| match &it.kind {
        StmtKind::Augment(target, ..) => {
            if let ExprKind::Name(name) = &target.kind {
                assigned.push((name, it.span, true));
            }
        }
        StmtKind::Assign(targets, _) => {
            if let [Expr { kind: ExprKind::Name(name), .. }] = &targets[..] {
                assigned.push((name, it.span, false));
            }
        }
        StmtKind::For(target, ..) => each_in(target, &mut |it| {
            if let ExprKind::Name(name) = &it.kind {
                bound_otherwise.push(name);
            }
        }),
        _ => {}
    });
    for (at, &(name, span, is_update)) in assigned.iter().enumerate() {
        if !is_shadow(name) || bound_otherwise.contains(&name) {
            continue;
        }
        let is_set_before = assigned[..at].iter().any(|&(it, _, update)| it == name && !update);
        let is_lost = if is_update {
            !is_set_before
        } else {
            !reads_name(scope.body, name)
                && !has_inner_function(scope.body)
                && is_read_elsewhere(facts, scope, name)
        };
        if is_lost {
            add(found, LintKind::MissingGlobal, span, &[name, &function.name]);
        }
    }
}

/// Whether a name is used in a block otherwise than as a target.
fn reads_name(block: &[Stmt], name: &str) -> bool {
    let mut reads = false;
    each_statement(block, &mut |statement| {
        let all = match &statement.kind {
            StmtKind::Assign(targets, value) => {
                let targets = targets.iter().filter(|it| !matches!(it.kind, ExprKind::Name(_)));
                targets.chain([value]).collect()
            }
            _ => expressions(statement),
        };
        for it in all {
            each_in(it, &mut |it| {
                reads |= matches!(&it.kind, ExprKind::Name(it) if it == name);
            });
        }
    });
    reads
}

/// Whether functions are defined in a block, which can use its names.
fn has_inner_function(block: &[Stmt]) -> bool {
    let mut has = false;
    each_statement(block, &mut |it| has |= matches!(it.kind, StmtKind::Define(_)));
    each_expression(block, &mut |it| has |= matches!(it.kind, ExprKind::Lambda(_)));
    has
}

/// Whether another function reads the name of the top.
fn is_read_elsewhere(facts: &Facts, scope: &Scope, name: &str) -> bool {
    facts.scopes.iter().any(|other| {
        let is_other = !std::ptr::eq(other.body, scope.body);
        let is_own = other.function.is_some_and(|it| it.own.iter().any(|it| it == name));
        is_other && !is_own && reads_name(other.body, name)
    })
}

impl Stmt {
    /// Where it begins: of a statement with a block, its condition or head alone.
    pub fn span_of_head(&self) -> Span {
        match expressions(self).first() {
            Some(first) => {
                Span { start: self.span.start.min(first.span.start), end: first.span.end }
            }
            None => self.span,
        }
    }
}
