//! Which locks are held where, as far as blocks of `with` show it.

use super::facts::{Facts, Scope};
use super::walk::{blocks, dotted, method_alone};
use super::{Lint, LintKind};
use crate::program::Span;
use crate::python::tree::{ExprKind, Stmt, StmtKind};

/// Goes through a block, and tells each statement with the locks that are held there.
pub fn each_held<'a>(
    facts: &Facts,
    block: &'a [Stmt],
    held: &mut Vec<String>,
    tell: &mut dyn FnMut(&'a Stmt, &[String]),
) {
    let kept = held.len();
    for statement in block {
        tell(statement, held);
        match method_alone(statement) {
            Some((of, "acquire", _)) if facts.is_lock(of) => held.extend(dotted(of)),
            Some((of, "release", _)) => {
                let name = dotted(of);
                if let Some(at) = held.iter().rposition(|it| Some(it) == name.as_ref()) {
                    held.remove(at);
                }
            }
            _ => {}
        }
        let before = held.len();
        if let StmtKind::With(contexts, _) = &statement.kind {
            held.extend(contexts.iter().filter_map(|(it, _)| dotted(it)));
        }
        for inner in blocks(statement) {
            each_held(facts, inner, held, tell);
        }
        held.truncate(before);
    }
    held.truncate(kept);
}

/// `c.notify()` where nothing is held.
pub fn note_missing_lock(facts: &Facts, scope: &Scope, found: &mut Vec<Lint>) {
    // Whoever calls it may hold the lock.
    if scope.function.is_some_and(|it| facts.called_inside.contains(&it.name)) {
        return;
    }
    each_held(facts, scope.body, &mut Vec::new(), &mut |statement, held| {
        if !held.is_empty() {
            return;
        }
        if let Some((of, "notify" | "notify_all", _)) = method_alone(statement)
            && facts.kind(of) == Some("Condition")
        {
            let words = vec![dotted(of).unwrap_or_default()];
            found.push(Lint { span: statement.span, kind: LintKind::NotifyWithoutLock, words });
        }
    });
}

/// Two locks that are taken in one order here and in the other there.
pub fn two_orders(facts: &Facts, found: &mut Vec<Lint>) {
    let mut pairs: Vec<(String, String, Span)> = Vec::new();
    for scope in &facts.scopes {
        let is_own = |name: &str| {
            let first = name.split('.').next().unwrap_or_default();
            // What a parameter stands for is not known.
            first == "self"
                || scope.function.is_none_or(|it| !it.own.iter().any(|own| own == first))
        };
        let mut note = |held: &[String], name: &str, span: Span| {
            for before in held.iter().filter(|it| *it != name && is_own(it) && is_own(name)) {
                pairs.push((before.clone(), name.to_owned(), span));
            }
        };
        each_held(facts, scope.body, &mut Vec::new(), &mut |statement, held| {
            if let StmtKind::With(contexts, _) = &statement.kind {
                let mut held = held.to_vec();
                for (it, _) in contexts.iter().filter(|(it, _)| facts.is_lock(it)) {
                    let Some(name) = dotted(it) else { continue };
                    note(&held, &name, it.span);
                    held.push(name);
                }
            }
            if let Some((of, "acquire", 0)) = method_alone(statement)
                && let Some(name) = dotted(of).filter(|_| facts.is_lock(of))
            {
                note(held, &name, statement.span);
            }
        });
    }
    for (at, (first, second, span)) in pairs.iter().enumerate() {
        let is_other = |(one, other, _): &&(String, String, Span)| one == second && other == first;
        if pairs[..at].iter().any(|it| is_other(&it)) {
            let words = vec![second.clone(), first.clone()];
            found.push(Lint { span: *span, kind: LintKind::TwoOrders, words });
        }
    }
}

/// `x += 1` of several threads, and no lock around it.
pub fn counter_without_lock(facts: &Facts, scope: &Scope, found: &mut Vec<Lint>) {
    let Some(function) = scope.function else { return };
    let is_run = scope.class.is_some_and(Facts::is_thread);
    let count = facts.targets.get(&function.name).copied().unwrap_or(0);
    if count < 2 || facts.is_in_turn {
        return;
    }
    each_held(facts, scope.body, &mut Vec::new(), &mut |statement, held| {
        let StmtKind::Augment(target, ..) = &statement.kind else { return };
        if !held.is_empty() {
            return;
        }
        let Some(name) = dotted(target) else { return };
        let first = name.split('.').next().unwrap_or_default();
        // Each thread has its own of these.
        if let ExprKind::Attribute(of, _) = &target.kind
            && facts.kind(of) == Some("local")
        {
            return;
        }
        let is_own = function.own.iter().any(|it| it == first);
        let is_shared = match &target.kind {
            ExprKind::Name(_) => !is_own,
            // The same object for all that run a method of it.
            _ => !is_run && (!is_own || first == "self"),
        };
        if is_shared {
            let words = vec![name];
            found.push(Lint { span: statement.span, kind: LintKind::CounterWithoutLock, words });
        }
    });
}
