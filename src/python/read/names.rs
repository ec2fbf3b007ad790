//! Which names a function makes its own.

use crate::python::tree::{Block, Expr, ExprKind, Parameter, Stmt, StmtKind};

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
