//! Which names a function makes its own.

use crate::python::tree::{Block, Expr, ExprKind, Parameter, Piece, Stmt, StmtKind};

/// The parameters, and what is assigned without being declared `global` or `nonlocal`.
pub fn own_names(parameters: &[Parameter], body: &Block) -> Vec<String> {
    let mut own: Vec<String> = parameters.iter().map(|it| it.name.clone()).collect();
    let mut outer = Vec::new();
    in_block(body, &mut own, &mut outer);
    own.retain(|it| !outer.contains(it));
    own.sort();
    own.dedup();
    own
}

/// The names that statements give values, once for each time.
pub fn bound_names(block: &[Stmt]) -> Vec<String> {
    let mut names = Vec::new();
    in_block(block, &mut names, &mut Vec::new());
    names
}

fn in_block(block: &[Stmt], own: &mut Vec<String>, outer: &mut Vec<String>) {
    for statement in block {
        match &statement.kind {
            StmtKind::Assign(targets, value) => {
                targets.iter().for_each(|it| target(it, own));
                walrus(value, own);
            }
            StmtKind::Augment(it, ..) => target(it, own),
            StmtKind::Annotated(it, _) => target(it, own),
            StmtKind::For(it, _, body, otherwise) => {
                target(it, own);
                in_block(body, own, outer);
                in_block(otherwise, own, outer);
            }
            StmtKind::If(branches, otherwise) => {
                for (condition, body) in branches {
                    walrus(condition, own);
                    in_block(body, own, outer);
                }
                in_block(otherwise, own, outer);
            }
            StmtKind::While(condition, body, otherwise) => {
                walrus(condition, own);
                in_block(body, own, outer);
                in_block(otherwise, own, outer);
            }
            StmtKind::With(contexts, body) | StmtKind::AsyncWith(contexts, body) => {
                contexts.iter().filter_map(|(_, it)| it.as_ref()).for_each(|it| target(it, own));
                in_block(body, own, outer);
            }
            StmtKind::Try(it) => {
                in_block(&it.body, own, outer);
                for handler in &it.handlers {
                    own.extend(handler.name.clone());
                    in_block(&handler.body, own, outer);
                }
                in_block(&it.otherwise, own, outer);
                in_block(&it.finally, own, outer);
            }
            StmtKind::Define(function) => own.push(function.name.clone()),
            StmtKind::Class(class) => own.push(class.name.clone()),
            StmtKind::Global(names) | StmtKind::Nonlocal(names) => outer.extend(names.clone()),
            StmtKind::Import(modules) => {
                for (name, other, _) in modules {
                    let first = name.split('.').next().unwrap_or(name);
                    own.push(other.clone().unwrap_or_else(|| first.to_owned()));
                }
            }
            StmtKind::From(_, names) => {
                own.extend(
                    names.iter().map(|(name, other, _)| other.clone().unwrap_or(name.clone())),
                );
            }
            StmtKind::Delete(targets) => targets.iter().for_each(|it| target(it, own)),
            StmtKind::Expr(it) => walrus(it, own),
            StmtKind::Return(_)
            | StmtKind::Raise(_)
            | StmtKind::Assert(..)
            | StmtKind::Pass
            | StmtKind::Break
            | StmtKind::Continue => {}
        }
    }
}

/// The names in a target.
fn target(expression: &Expr, own: &mut Vec<String>) {
    match &expression.kind {
        ExprKind::Name(name) => own.push(name.clone()),
        ExprKind::Tuple(all) | ExprKind::List(all) => all.iter().for_each(|it| target(it, own)),
        ExprKind::Star(it) => target(it, own),
        _ => {}
    }
}

/// Names given by `:=`, where people write it: in conditions.
fn walrus(expression: &Expr, own: &mut Vec<String>) {
    match &expression.kind {
        ExprKind::Walrus(name, value) => {
            own.push(name.clone());
            walrus(value, own);
        }
        ExprKind::Not(it) | ExprKind::Negate(it) => walrus(it, own),
        ExprKind::And(all) | ExprKind::Or(all) => all.iter().for_each(|it| walrus(it, own)),
        ExprKind::Compare(first, rest) => {
            walrus(first, own);
            rest.iter().for_each(|(_, it)| walrus(it, own));
        }
        _ => {}
    }
}

/// The names that statements read.
#[derive(Default)]
pub struct Names {
    /// All of them.
    pub plain: Vec<String>,
    /// The container and the index, where both are names.
    pub indices: Vec<(String, String)>,
}

/// The names that statements read, those in functions that they make included.
pub fn read_names(block: &[Stmt]) -> Names {
    let mut names = Names::default();
    read_in(block, &mut names);
    names
}

fn read_in(block: &[Stmt], names: &mut Names) {
    for statement in block {
        match &statement.kind {
            StmtKind::Assign(targets, value) => {
                read(value, names);
                targets.iter().for_each(|it| read_target(it, names));
            }
            StmtKind::Augment(it, _, value) => {
                read(it, names);
                read(value, names);
            }
            StmtKind::Annotated(it, value) => {
                value.iter().for_each(|it| read(it, names));
                read_target(it, names);
            }
            StmtKind::For(it, over, body, otherwise) => {
                read(over, names);
                read_target(it, names);
                read_in(body, names);
                read_in(otherwise, names);
            }
            StmtKind::If(branches, otherwise) => {
                for (condition, body) in branches {
                    read(condition, names);
                    read_in(body, names);
                }
                read_in(otherwise, names);
            }
            StmtKind::While(condition, body, otherwise) => {
                read(condition, names);
                read_in(body, names);
                read_in(otherwise, names);
            }
            StmtKind::With(contexts, body) | StmtKind::AsyncWith(contexts, body) => {
                contexts.iter().for_each(|(it, _)| read(it, names));
                read_in(body, names);
            }
            StmtKind::Try(it) => {
                read_in(&it.body, names);
                it.handlers.iter().for_each(|it| read_in(&it.body, names));
                read_in(&it.otherwise, names);
                read_in(&it.finally, names);
            }
            StmtKind::Define(function) => read_in(&function.body, names),
            StmtKind::Expr(it) | StmtKind::Return(Some(it)) | StmtKind::Raise(Some(it)) => {
                read(it, names);
            }
            StmtKind::Assert(it, message) => {
                read(it, names);
                message.iter().for_each(|it| read(it, names));
            }
            StmtKind::Delete(targets) => targets.iter().for_each(|it| read_target(it, names)),
            StmtKind::Class(_)
            | StmtKind::Return(None)
            | StmtKind::Raise(None)
            | StmtKind::Global(_)
            | StmtKind::Nonlocal(_)
            | StmtKind::Import(_)
            | StmtKind::From(..)
            | StmtKind::Pass
            | StmtKind::Break
            | StmtKind::Continue => {}
        }
    }
}

/// What a target reads: the object whose field or element it is.
fn read_target(expression: &Expr, names: &mut Names) {
    match &expression.kind {
        ExprKind::Name(_) => {}
        ExprKind::Tuple(all) | ExprKind::List(all) => {
            all.iter().for_each(|it| read_target(it, names));
        }
        ExprKind::Star(it) => read_target(it, names),
        _ => read(expression, names),
    }
}

fn read(expression: &Expr, names: &mut Names) {
    match &expression.kind {
        ExprKind::Name(name) => names.plain.push(name.clone()),
        ExprKind::Integer(_)
        | ExprKind::Float(_)
        | ExprKind::Text(_)
        | ExprKind::Boolean(_)
        | ExprKind::None
        | ExprKind::Ellipsis => {}
        ExprKind::Format(pieces) => {
            for piece in pieces {
                if let Piece::Value(it, _) = piece {
                    read(it, names);
                }
            }
        }
        ExprKind::Tuple(all)
        | ExprKind::List(all)
        | ExprKind::Set(all)
        | ExprKind::And(all)
        | ExprKind::Or(all) => all.iter().for_each(|it| read(it, names)),
        ExprKind::Dict(pairs) => {
            for (key, value) in pairs {
                read(key, names);
                read(value, names);
            }
        }
        ExprKind::Not(it)
        | ExprKind::Negate(it)
        | ExprKind::Plus(it)
        | ExprKind::Attribute(it, _)
        | ExprKind::Await(it)
        | ExprKind::Star(it)
        | ExprKind::Walrus(_, it) => read(it, names),
        ExprKind::Binary(_, left, right) => {
            read(left, names);
            read(right, names);
        }
        ExprKind::Index(left, right) => {
            if let (ExprKind::Name(of), ExprKind::Name(index)) = (&left.kind, &right.kind) {
                names.indices.push((of.clone(), index.clone()));
            }
            read(left, names);
            read(right, names);
        }
        ExprKind::Compare(first, rest) => {
            read(first, names);
            rest.iter().for_each(|(_, it)| read(it, names));
        }
        ExprKind::If(parts) => parts.iter().for_each(|it| read(it, names)),
        ExprKind::Slice(of, parts) => {
            read(of, names);
            parts.iter().flatten().for_each(|it| read(it, names));
        }
        ExprKind::Call(function, arguments) => {
            read(function, names);
            arguments.iter().for_each(|it| read(&it.value, names));
        }
        ExprKind::Lambda(function) => read_in(&function.body, names),
        ExprKind::Comprehension(it) => {
            read(&it.element, names);
            it.value.iter().for_each(|it| read(it, names));
            for (_, over, conditions) in &it.clauses {
                read(over, names);
                conditions.iter().for_each(|it| read(it, names));
            }
        }
    }
}
