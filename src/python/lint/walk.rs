//! Ways through a tree.

use crate::python::tree::{Block, Expr, ExprKind, Piece, Stmt, StmtKind};

/// The blocks of a statement, but for those of functions and classes.
pub fn blocks(statement: &Stmt) -> Vec<&Block> {
    match &statement.kind {
        StmtKind::If(branches, otherwise) => {
            branches.iter().map(|(_, it)| it).chain([otherwise]).collect()
        }
        StmtKind::While(_, body, otherwise) | StmtKind::For(_, _, body, otherwise) => {
            vec![body, otherwise]
        }
        StmtKind::With(_, body) => vec![body],
        StmtKind::Try(it) => {
            let handlers = it.handlers.iter().map(|it| &it.body);
            [&it.body].into_iter().chain(handlers).chain([&it.otherwise, &it.finally]).collect()
        }
        _ => Vec::new(),
    }
}

/// The expressions that stand in a statement itself.
pub fn expressions(statement: &Stmt) -> Vec<&Expr> {
    match &statement.kind {
        StmtKind::Expr(it) => vec![it],
        StmtKind::Assign(targets, value) => targets.iter().chain([value]).collect(),
        StmtKind::Augment(target, _, value) => vec![target, value],
        StmtKind::Annotated(target, value) => [target].into_iter().chain(value).collect(),
        StmtKind::If(branches, _) => branches.iter().map(|(it, _)| it).collect(),
        StmtKind::While(condition, ..) => vec![condition],
        StmtKind::For(target, over, ..) => vec![target, over],
        StmtKind::With(contexts, _) => contexts.iter().map(|(it, _)| it).collect(),
        StmtKind::Return(it) | StmtKind::Raise(it) => it.iter().collect(),
        StmtKind::Assert(condition, words) => [condition].into_iter().chain(words).collect(),
        StmtKind::Delete(all) => all.iter().collect(),
        _ => Vec::new(),
    }
}

/// Tells all statements of a block, those in its blocks included.
pub fn each_statement<'a>(block: &'a [Stmt], tell: &mut dyn FnMut(&'a Stmt)) {
    for statement in block {
        tell(statement);
        for inner in blocks(statement) {
            each_statement(inner, tell);
        }
    }
}

/// Tells an expression and all in it, outer ones first.
pub fn each_in<'a>(expression: &'a Expr, tell: &mut dyn FnMut(&'a Expr)) {
    tell(expression);
    let mut inner: Vec<&Expr> = Vec::new();
    match &expression.kind {
        ExprKind::Tuple(all) | ExprKind::List(all) | ExprKind::Set(all) => inner.extend(all),
        ExprKind::And(all) | ExprKind::Or(all) => inner.extend(all),
        ExprKind::Dict(pairs) => inner.extend(pairs.iter().flat_map(|(key, value)| [key, value])),
        ExprKind::Not(it)
        | ExprKind::Negate(it)
        | ExprKind::Plus(it)
        | ExprKind::Star(it)
        | ExprKind::Walrus(_, it)
        | ExprKind::Attribute(it, _) => inner.push(it),
        ExprKind::Binary(_, left, right) | ExprKind::Index(left, right) => {
            inner.extend([&**left, &**right]);
        }
        ExprKind::Compare(first, rest) => {
            inner.push(first);
            inner.extend(rest.iter().map(|(_, it)| it));
        }
        ExprKind::If(all) => inner.extend(all.iter()),
        ExprKind::Slice(of, parts) => {
            inner.push(of);
            inner.extend(parts.iter().flatten().map(|it| &**it));
        }
        ExprKind::Call(function, arguments) => {
            inner.push(function);
            inner.extend(arguments.iter().map(|it| &it.value));
        }
        ExprKind::Comprehension(it) => {
            inner.push(&it.element);
            inner.extend(&it.value);
            for (target, over, conditions) in &it.clauses {
                inner.extend([target, over]);
                inner.extend(conditions);
            }
        }
        ExprKind::Format(pieces) => inner.extend(pieces.iter().filter_map(|it| match it {
            Piece::Value(value, _) => Some(value),
            Piece::Text(_) => None,
        })),
        _ => {}
    }
    for it in inner {
        each_in(it, tell);
    }
}

/// Tells all expressions of a block.
pub fn each_expression<'a>(block: &'a [Stmt], tell: &mut dyn FnMut(&'a Expr)) {
    each_statement(block, &mut |statement| {
        for it in expressions(statement) {
            each_in(it, tell);
        }
    });
}

/// `a.b.c` as it is written.
pub fn dotted(expression: &Expr) -> Option<String> {
    match &expression.kind {
        ExprKind::Name(name) => Some(name.clone()),
        ExprKind::Attribute(of, name) => Some(format!("{}.{name}", dotted(of)?)),
        _ => None,
    }
}

/// The last name of it.
pub fn last_name(dotted: &str) -> &str {
    dotted.rsplit('.').next().unwrap_or_default()
}

/// Of `of.name(…)`: of, name, and how many arguments.
pub fn method(expression: &Expr) -> Option<(&Expr, &str, usize)> {
    let ExprKind::Call(function, arguments) = &expression.kind else { return None };
    let ExprKind::Attribute(of, name) = &function.kind else { return None };
    Some((of, name, arguments.len()))
}

/// The same of a statement that is nothing else.
pub fn method_alone(statement: &Stmt) -> Option<(&Expr, &str, usize)> {
    match &statement.kind {
        StmtKind::Expr(it) => method(it),
        _ => None,
    }
}

/// The last name of what is called: `Thread` of `threading.Thread(…)`.
pub fn called(expression: &Expr) -> Option<&str> {
    let ExprKind::Call(function, _) = &expression.kind else { return None };
    match &function.kind {
        ExprKind::Name(name) | ExprKind::Attribute(_, name) => Some(name),
        _ => None,
    }
}
