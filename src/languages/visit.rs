//! Going through a tree in the order of its text.

use crate::notation::tree::{Block, Expression, ExpressionKind, Statement, StatementKind};

/// Shows every statement of a block, those inside others too.
pub(super) fn statements<'m>(block: &'m [Statement], see: &mut dyn FnMut(&'m Statement)) {
    for statement in block {
        see(statement);
        for body in bodies(statement) {
            statements(body, see);
        }
    }
}

/// Shows every expression of a block, those inside others too.
pub(super) fn all_expressions<'m>(block: &'m [Statement], see: &mut dyn FnMut(&'m Expression)) {
    statements(block, &mut |statement| {
        for expression in own_expressions(statement) {
            expressions(expression, see);
        }
    });
}

/// The blocks inside a statement.
pub(super) fn bodies(statement: &Statement) -> Vec<&Block> {
    match &statement.kind {
        StatementKind::Define { body, .. }
        | StatementKind::While { body, .. }
        | StatementKind::For { body, .. }
        | StatementKind::With { body, .. } => vec![body],
        StatementKind::If { branches, otherwise } => {
            let otherwise = otherwise.iter().map(|clause| &clause.body);
            branches.iter().map(|branch| &branch.clause.body).chain(otherwise).collect()
        }
        StatementKind::Try { body, handlers, finally } => {
            let handlers = handlers.iter().map(|handler| &handler.clause.body);
            let finally = finally.iter().map(|clause| &clause.body);
            std::iter::once(body).chain(handlers).chain(finally).collect()
        }
        _ => Vec::new(),
    }
}

/// The expressions that belong to a statement itself and not to a block inside it.
pub(super) fn own_expressions(statement: &Statement) -> Vec<&Expression> {
    match &statement.kind {
        StatementKind::Assign { targets, value } => {
            targets.iter().chain(std::iter::once(value)).collect()
        }
        StatementKind::Augment { target, value, .. } => vec![target, value],
        StatementKind::If { branches, .. } => branches.iter().map(|it| &it.condition).collect(),
        StatementKind::While { condition: it, .. }
        | StatementKind::For { over: it, .. }
        | StatementKind::Assert(it)
        | StatementKind::Return(Some(it))
        | StatementKind::Expression(it) => vec![it],
        StatementKind::With { contexts, .. } => contexts.iter().collect(),
        _ => Vec::new(),
    }
}

/// Shows an expression and every one inside it.
pub(super) fn expressions<'m>(expression: &'m Expression, see: &mut dyn FnMut(&'m Expression)) {
    see(expression);
    match &expression.kind {
        ExpressionKind::Negate(it)
        | ExpressionKind::Not(it)
        | ExpressionKind::Lambda(it)
        | ExpressionKind::Attribute { of: it, .. } => expressions(it, see),
        ExpressionKind::Arithmetic(_, a, b)
        | ExpressionKind::Compare(_, a, b)
        | ExpressionKind::And(a, b)
        | ExpressionKind::Or(a, b)
        | ExpressionKind::Index { of: a, index: b } => {
            expressions(a, see);
            expressions(b, see);
        }
        ExpressionKind::Call { function, arguments } => {
            expressions(function, see);
            for argument in arguments {
                expressions(&argument.value, see);
            }
        }
        ExpressionKind::Integer(_)
        | ExpressionKind::Boolean(_)
        | ExpressionKind::None
        | ExpressionKind::EmptyList
        | ExpressionKind::Name(_) => {}
    }
}

/// The name that an expression is, if it is one.
pub(super) fn name(expression: &Expression) -> Option<&str> {
    match &expression.kind {
        ExpressionKind::Name(name) => Some(name),
        _ => None,
    }
}

/// The names a statement itself gives a value to.
pub(super) fn assigned(statement: &Statement) -> Vec<&str> {
    match &statement.kind {
        StatementKind::Assign { targets, .. } => targets.iter().filter_map(name).collect(),
        StatementKind::Augment { target, .. } => name(target).into_iter().collect(),
        StatementKind::For { variable, .. } => vec![&variable.text],
        _ => Vec::new(),
    }
}
