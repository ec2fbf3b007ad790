//! Stated invariants: comments such as `# invariant: spaces.value + items.value <= capacity`.

use super::assembler::truth;
use super::declarations::Declarations;
use super::roles::Coder;
use super::{Granularity, Setup};
use crate::notation::meaning::MeaningProblem;
use crate::notation::parse;
use crate::notation::problem::{Diagnostic, Problem};
use crate::notation::tree::{Block, Module, StatementKind};
use crate::program::{Instruction, Invariant, Role, RoleKind, Span};

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
                invariants.push(Invariant { line: statement.line, text: text.into(), code });
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
    let setup = Setup { granularity: Granularity::Operation, ..*setup };
    let mut coder = Coder::for_condition(declarations, &setup, RoleKind::Other('I'), problems);
    let holds = coder.reserve();
    let done = coder.assembler.label();
    coder.assembler.set(holds, truth(true));
    coder.branch(condition, true, done);
    coder.assembler.set(holds, truth(false));
    coder.assembler.place(done);
    coder.assembler.emit(Instruction::End);
    let end = coder.end;
    coder.assembler.place(end);
    coder.assembler.resolve();
    Some(coder.into_role("invariant", 1))
}
