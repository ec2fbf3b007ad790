//! Texts from before functions had variables of their own.
//!
//! Once, a function that assigned a name of the top changed the shared variable, with or without
//! `global`. Links and drafts from then get the lines that say so now.

use super::parse::parse;
use super::tree::{Block, ExpressionKind, StatementKind};
use super::{assigned_in, globals_in};

/// The text with a `global` line in each function that needs one to mean what it meant then; `None`
/// where none does, or where the text cannot be read.
pub fn with_globals(text: &str) -> Option<String> {
    let (module, problems) = parse(text);
    if !problems.is_empty() {
        return None;
    }
    let mut variables: Vec<&str> = Vec::new();
    for statement in &module.statements {
        if let StatementKind::Assign { targets, value } = &statement.kind
            && !matches!(value.kind, ExpressionKind::Call { .. } | ExpressionKind::EmptyList)
        {
            variables.extend(targets.iter().filter_map(|it| match &it.kind {
                ExpressionKind::Name(name) => Some(name.as_str()),
                _ => None,
            }));
        }
    }
    let mut lines: Vec<(usize, String)> = Vec::new();
    for statement in &module.statements {
        let StatementKind::Define { body, parameters, .. } = &statement.kind else { continue };
        let is_own = |name: &str| parameters.iter().any(|it| it.name.text == name);
        let missing = missing_in(body, &variables);
        let missing: Vec<&str> = missing.into_iter().filter(|it| !is_own(it)).collect();
        // A body that stands behind the colon has no line of its own to put one before.
        let first = body.first().map(|it| usize::from(it.line.0));
        if let Some(first) = first.filter(|&it| it > usize::from(statement.line.0))
            && !missing.is_empty()
        {
            lines.push((first, format!("global {}", missing.join(", "))));
        }
    }
    if lines.is_empty() {
        return None;
    }
    let mut changed = String::with_capacity(text.len() + 64);
    for (index, line) in text.split_inclusive('\n').enumerate() {
        for (_, global) in lines.iter().filter(|it| it.0 == index) {
            let indentation = &line[..line.len() - line.trim_start().len()];
            changed.push_str(indentation);
            changed.push_str(global);
            changed.push('\n');
        }
        changed.push_str(line);
    }
    Some(changed)
}

/// The variables of the top that a body assigns without saying that they are those.
fn missing_in<'a>(body: &'a Block, variables: &[&'a str]) -> Vec<&'a str> {
    let mut assigned = Vec::new();
    assigned_in(body, &mut assigned);
    let said = globals_in(body);
    let mut missing = Vec::new();
    for name in assigned {
        if variables.contains(&name) && !said.contains(&name) && !missing.contains(&name) {
            missing.push(name);
        }
    }
    missing
}
