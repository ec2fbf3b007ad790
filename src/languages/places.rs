//! Where a function's own variables are declared: in the innermost block that holds every
//! mention of them.

use super::visit;
use crate::notation::tree::{Expression, ExpressionKind, Statement, StatementKind};

/// Where a variable is declared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Declared {
    /// By the statement that gives it its first value.
    Here,
    /// Before a statement inside which it first has one.
    Before,
}

/// Whether a variable, mentioned nowhere outside `block`, is declared at the statement `at` of it.
pub(super) fn declared_at(block: &[Statement], at: usize, name: &str) -> Option<Declared> {
    let first = block.iter().position(|it| mentions(it, name))?;
    if first != at {
        return None;
    }
    let statement = &block[at];
    if visit::assigned(statement).contains(&name) && visit::bodies(statement).is_empty() {
        return Some(Declared::Here);
    }
    // Where one block inside the statement has all there is of it, that block declares it.
    let elsewhere =
        block[at + 1..].iter().any(|it| mentions(it, name)) || mentions_itself(statement, name);
    let inside =
        visit::bodies(statement).into_iter().filter(|it| it.iter().any(|it| mentions(it, name)));
    (elsewhere || inside.count() > 1).then_some(Declared::Before)
}

/// Whether a variable is given a value more than once, or first without one.
pub(super) fn changes(body: &[Statement], name: &str) -> bool {
    let mut times = 0;
    visit::statements(body, &mut |it| {
        times += visit::assigned(it).iter().filter(|it| **it == name).count();
    });
    times > 1
}

fn mentions(statement: &Statement, name: &str) -> bool {
    mentions_itself(statement, name)
        || visit::assigned(statement).contains(&name)
        || visit::bodies(statement).into_iter().flatten().any(|it| mentions(it, name))
}

fn mentions_itself(statement: &Statement, name: &str) -> bool {
    visit::own_expressions(statement).into_iter().any(|it| mentioned(it, name))
}

fn mentioned(expression: &Expression, name: &str) -> bool {
    let mut found = false;
    visit::expressions(expression, &mut |it| found |= visit::name(it) == Some(name));
    found
}

/// Whether a variable has a value after a statement, however that went.
pub(super) fn always_sets(statement: &Statement, name: &str) -> bool {
    let sets =
        |block: &[Statement]| diverges(block) || block.iter().any(|it| always_sets(it, name));
    match &statement.kind {
        StatementKind::With { body, .. } => sets(body),
        StatementKind::If { branches, otherwise } => {
            branches.iter().all(|it| sets(&it.clause.body))
                && otherwise.as_ref().is_some_and(|it| sets(&it.body))
        }
        StatementKind::Assign { .. } => visit::assigned(statement).contains(&name),
        _ => false,
    }
}

/// Whether what comes after a block is never reached.
pub(super) fn diverges(block: &[Statement]) -> bool {
    block.last().is_some_and(|it| match &it.kind {
        StatementKind::Break
        | StatementKind::Continue
        | StatementKind::Return(_)
        | StatementKind::Raise(_) => true,
        StatementKind::With { body, .. } => diverges(body),
        StatementKind::If { branches, otherwise } => {
            branches.iter().all(|it| diverges(&it.clause.body))
                && otherwise.as_ref().is_some_and(|it| diverges(&it.body))
        }
        // Nothing in it leaves it but a way out of the function.
        StatementKind::While { condition, body } => {
            condition.kind == ExpressionKind::Boolean(true) && !is_left(body)
        }
        StatementKind::Try { body, handlers, finally } => {
            (diverges(body) && handlers.iter().all(|it| diverges(&it.clause.body)))
                || finally.as_ref().is_some_and(|it| diverges(&it.body))
        }
        _ => false,
    })
}

/// Whether a loop is left, or begun anew, from inside a block that catches exceptions.
pub(super) fn is_left_from_attempt(block: &[Statement]) -> bool {
    block.iter().any(|it| match &it.kind {
        StatementKind::Try { body, .. } if breaks(body) => true,
        StatementKind::While { .. } | StatementKind::For { .. } => false,
        _ => visit::bodies(it).into_iter().any(|it| is_left_from_attempt(it)),
    })
}

/// Whether a `break` or a `continue` in a block is about the loop around it.
fn breaks(block: &[Statement]) -> bool {
    block.iter().any(|it| match it.kind {
        StatementKind::Break | StatementKind::Continue => true,
        StatementKind::While { .. } | StatementKind::For { .. } => false,
        _ => visit::bodies(it).into_iter().any(|it| breaks(it)),
    })
}

/// Whether a `break` in a block leaves the loop around it.
fn is_left(block: &[Statement]) -> bool {
    block.iter().any(|it| match it.kind {
        StatementKind::Break => true,
        StatementKind::While { .. } | StatementKind::For { .. } => false,
        _ => visit::bodies(it).into_iter().any(|it| is_left(it)),
    })
}
