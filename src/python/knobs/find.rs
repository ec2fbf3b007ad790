//! Which constants of a text are knobs.

use super::{Knob, KnobName, MOST_KNOBS};
use crate::python::read;
use crate::python::tree::{Block, Expr, ExprKind, Function, Stmt, StmtKind};
use crate::python::whole::is_whole;

/// The knobs of a text, in its order; none if it is no whole program.
pub fn knobs_of(text: &str) -> Vec<Knob> {
    let (block, _) = read::read(text);
    match is_whole(&block) {
        true => knobs_in(&block),
        false => Vec::new(),
    }
}

/// The knobs of a whole program.
pub(in crate::python) fn knobs_in(block: &Block) -> Vec<Knob> {
    let mut found = Found::default();
    found.top(block);
    found.inside(block);
    let Found { mut candidates, bound, changed } = found;
    candidates.sort_by_key(|it| it.knob.span);
    let is_bound_once = |name: &str| bound.iter().filter(|it| *it == name).count() == 1;
    let is_constant = |it: &Candidate| {
        // A parameter is bound by each call; what is written is only its default.
        it.is_parameter || (is_bound_once(it.knob.name.as_str()) && !changed.contains(&it.name()))
    };
    candidates.retain(is_constant);
    let mut knobs: Vec<Knob> = Vec::new();
    for Candidate { knob, .. } in candidates {
        if knobs.len() < MOST_KNOBS && knobs.iter().all(|it| it.name != knob.name) {
            knobs.push(knob);
        }
    }
    knobs
}

struct Candidate {
    knob: Knob,
    is_parameter: bool,
}

impl Candidate {
    fn name(&self) -> String {
        self.knob.name.to_string()
    }
}

#[derive(Default)]
struct Found {
    candidates: Vec<Candidate>,
    /// The names that the top of the text gives values, once for each time.
    bound: Vec<String>,
    /// Those that functions change.
    changed: Vec<String>,
}

impl Found {
    /// The top of the text, and the `if __name__ == "__main__":` that belongs to it.
    fn top(&mut self, block: &[Stmt]) {
        for statement in block {
            match &statement.kind {
                StmtKind::Assign(targets, value) => {
                    for target in targets {
                        self.assigned(target, value);
                    }
                }
                StmtKind::Annotated(target, Some(value)) => self.assigned(target, value),
                StmtKind::If(branches, otherwise) => {
                    if let [(condition, body)] = &branches[..]
                        && otherwise.is_empty()
                        && is_about_main(condition)
                    {
                        self.top(body);
                        continue;
                    }
                }
                StmtKind::Define(function) if function.name == "main" => self.parameters(function),
                _ => {}
            }
            self.bound.extend(read::bound_names(std::slice::from_ref(statement)));
        }
    }

    fn assigned(&mut self, target: &Expr, value: &Expr) {
        match (&target.kind, &value.kind) {
            (ExprKind::Name(name), _) => self.candidate(name, value, false),
            (
                ExprKind::Tuple(targets) | ExprKind::List(targets),
                ExprKind::Tuple(values) | ExprKind::List(values),
            ) if targets.len() == values.len() => {
                for (target, value) in targets.iter().zip(values) {
                    self.assigned(target, value);
                }
            }
            _ => {}
        }
    }

    fn parameters(&mut self, function: &Function) {
        for parameter in &function.parameters {
            if let Some(default) = &parameter.default {
                self.candidate(&parameter.name, default, true);
            }
        }
    }

    /// Everything inside: what functions declare `global`, and the arguments of the program.
    fn inside(&mut self, block: &[Stmt]) {
        for statement in block {
            match &statement.kind {
                StmtKind::Expr(it) => self.argument_of_program(it),
                StmtKind::Global(names) => self.changed.extend(names.iter().cloned()),
                StmtKind::Define(function) => self.inside(&function.body),
                StmtKind::Class(class) => self.inside(&class.body),
                StmtKind::If(branches, otherwise) => {
                    branches.iter().for_each(|(_, body)| self.inside(body));
                    self.inside(otherwise);
                }
                StmtKind::For(_, _, body, otherwise) | StmtKind::While(_, body, otherwise) => {
                    self.inside(body);
                    self.inside(otherwise);
                }
                StmtKind::With(_, body) | StmtKind::AsyncWith(_, body) => self.inside(body),
                StmtKind::Try(it) => {
                    self.inside(&it.body);
                    it.handlers.iter().for_each(|it| self.inside(&it.body));
                    self.inside(&it.otherwise);
                    self.inside(&it.finally);
                }
                _ => {}
            }
        }
    }

    /// `parser.add_argument("--workers", default=2)`
    fn argument_of_program(&mut self, expression: &Expr) {
        let ExprKind::Call(function, arguments) = &expression.kind else { return };
        if !matches!(&function.kind, ExprKind::Attribute(_, name) if name == "add_argument") {
            return;
        }
        let mut words = arguments.iter().filter_map(|it| match &it.value.kind {
            ExprKind::Text(word) if it.name.is_none() => Some(&**word),
            _ => None,
        });
        let Some(first) = words.next() else { return };
        let word = words.find(|it| it.starts_with("--")).unwrap_or(first);
        let default = arguments.iter().find(|it| it.name.as_deref() == Some("default"));
        if let Some(default) = default {
            let name = word.trim_start_matches('-').replace('-', "_");
            self.candidate(&name, &default.value, true);
        }
    }

    fn candidate(&mut self, name: &str, value: &Expr, is_parameter: bool) {
        if let ExprKind::Integer(number) = value.kind
            && let Ok(written) = u32::try_from(number)
            && Knob::RANGE.contains(&written)
            && let Some(name) = KnobName::new(name)
        {
            let knob = Knob { name, written, span: value.span };
            self.candidates.push(Candidate { knob, is_parameter });
        }
    }
}

/// `__name__ == "__main__"`
fn is_about_main(condition: &Expr) -> bool {
    let ExprKind::Compare(left, right) = &condition.kind else { return false };
    let is_name = |it: &Expr| matches!(&it.kind, ExprKind::Name(name) if name == "__name__");
    is_name(left) || right.iter().any(|(_, it)| is_name(it))
}
