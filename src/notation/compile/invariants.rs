//! Stated invariants: comments such as `# invariant: spaces.value + items.value <= capacity`.

use super::declarations::Declarations;
use super::locals::{every_label, truth};
use super::roles::Coder;
use super::{Granularity, Setup};
use crate::notation::meaning::MeaningProblem;
use crate::notation::parse;
use crate::notation::problem::{Diagnostic, Problem};
use crate::notation::tree::{Block, Comparison, Expression, ExpressionKind, Module, StatementKind};
use crate::program::{Bound, Instruction, Invariant, Relation, Role, RoleKind, Runtime, Span};

const MARK: &str = "invariant:";

/// What makes a statement of a condition.
const PARSED_AS: &str = "assert ";

/// The invariants that a text states at its top.
pub fn read(
    module: &Module,
    declarations: &Declarations<'_>,
    setup: &Setup,
    problems: &mut Vec<Diagnostic>,
) -> Vec<Invariant> {
    let mut invariants = Vec::new();
    for statement in &module.statements {
        let StatementKind::Comment(words) = &statement.kind else { continue };
        let Some(text) = words.trim_start().strip_prefix(MARK) else { continue };
        let text = text.trim();
        let (condition, wrong) = parse(&format!("{PARSED_AS}{text}\n"));
        let mut here = Vec::new();
        let code = condition_code(&condition.statements, declarations, setup, &mut here);
        let at = statement.span;
        match code.filter(|_| wrong.is_empty()) {
            Some(code) => {
                let bound = bound(&condition.statements, text, declarations, setup);
                invariants.push(Invariant { line: statement.line, text: text.into(), code, bound });
            }
            None => {
                let problem = Problem::Meaning(MeaningProblem::InvariantWhat);
                problems.push(Diagnostic { span: at, problem });
                continue;
            }
        }
        // The condition is the end of the comment, and was read from another place.
        let start = at.end as usize - text.len();
        problems.extend(here.into_iter().map(|it| {
            let moved = |place: u32| (start + place as usize).saturating_sub(PARSED_AS.len());
            Diagnostic { span: Span::new(moved(it.span.start), moved(it.span.end)), ..it }
        }));
    }
    invariants
}

/// Code that leaves the truth of the condition in the first local.
fn condition_code(
    assertion: &Block,
    declarations: &Declarations<'_>,
    setup: &Setup,
    problems: &mut Vec<Diagnostic>,
) -> Option<Role> {
    let StatementKind::Assert(condition) = &assertion.first()?.kind else { return None };
    let setup = Setup { granularity: Granularity::Operation, runtime: Runtime::Threads, ..*setup };
    let mut coder = Coder::for_condition(declarations, &setup, RoleKind::Other('I'), problems);
    let holds = coder.reserve();
    let done = coder.assembly.label();
    coder.assembly.set(holds, truth(true));
    coder.branch(condition, true, done);
    coder.assembly.set(holds, truth(false));
    coder.assembly.place(done);
    coder.assembly.emit(Instruction::End);
    let end = coder.end;
    coder.assembly.place(end);
    coder.assembly.resolve(every_label);
    Some(coder.into_role("invariant", 1))
}

/// The two sides of a condition that compares, to be shown as a bar.
fn bound(
    assertion: &Block,
    text: &str,
    declarations: &Declarations<'_>,
    setup: &Setup,
) -> Option<Bound> {
    let StatementKind::Assert(condition) = &assertion.first()?.kind else { return None };
    let ExpressionKind::Compare(comparison, left, right) = &condition.kind else { return None };
    let (relation, first, second) = match comparison {
        Comparison::Less => (Relation::Less, left, right),
        Comparison::LessOrEqual => (Relation::AtMost, left, right),
        Comparison::Greater => (Relation::Less, right, left),
        Comparison::GreaterOrEqual => (Relation::AtMost, right, left),
        Comparison::Equal => (Relation::Equal, left, right),
        Comparison::NotEqual | Comparison::Is | Comparison::IsNot => return None,
    };
    let words = |side: &Expression| {
        let start = (side.span.start as usize).checked_sub(PARSED_AS.len())?;
        let end = (side.span.end as usize).checked_sub(PARSED_AS.len())?;
        text.get(start..end).map(str::to_owned)
    };
    let code = |side: &Expression| value_code(side, declarations, setup);
    Some(Bound {
        texts: [words(first)?, words(second)?],
        sides: [code(first)?, code(second)?],
        relation,
    })
}

/// Code that leaves the value of an expression in the first local.
fn value_code(side: &Expression, declarations: &Declarations<'_>, setup: &Setup) -> Option<Role> {
    let setup = Setup { granularity: Granularity::Operation, runtime: Runtime::Threads, ..*setup };
    let mut problems = Vec::new();
    let mut coder = Coder::for_condition(declarations, &setup, RoleKind::Other('I'), &mut problems);
    let result = coder.reserve();
    let value = coder.value(side);
    coder.assembly.set(result, value);
    coder.assembly.emit(Instruction::End);
    let end = coder.end;
    coder.assembly.place(end);
    coder.assembly.resolve(every_label);
    let code = coder.into_role("invariant", 1);
    problems.is_empty().then_some(code)
}
