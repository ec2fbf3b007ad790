//! Which constants of a text are knobs.

use super::{Knob, KnobName, MOST_KNOBS};
use crate::python::read;
use crate::python::tree::{Expr, ExprKind, File, Function, Stmt, StmtKind};
use crate::python::whole::is_whole;

/// The knobs of a text, in its order; none if it is no whole program.
pub fn knobs_of(text: &str) -> Vec<Knob> {
    let (files, _) = read::read(text);
    match is_whole(&files) {
        true => knobs_in(&files),
        false => Vec::new(),
    }
}

/// The knobs of a whole program.
pub(in crate::python) fn knobs_in(files: &[File]) -> Vec<Knob> {
    let of_file = |(at, file): (usize, &File)| {
        let mut found = Found { is_imported: at > 0, ..Found::default() };
        found.top(&file.block);
        found.inside(&file.block);
        found
    };
    let found: Vec<Found> = files.iter().enumerate().map(of_file).collect();
    // `buffer.SIZE = 5` changes it from another file.
    let is_given_elsewhere =
        |name: &String| files.len() > 1 && found.iter().any(|it| it.given.contains(name));
    let mut all: Vec<(usize, &Candidate)> = Vec::new();
    for (at, Found { candidates, bound, changed, .. }) in found.iter().enumerate() {
        let is_bound_once = |name: &str| bound.iter().filter(|it| *it == name).count() == 1;
        let is_constant = |it: &&Candidate| {
            // A parameter is bound by each call; what is written is only its default.
            let is_changed = || changed.contains(&it.name()) || is_given_elsewhere(&it.name());
            it.is_parameter || (is_bound_once(it.knob.name.as_str()) && !is_changed())
        };
        all.extend(candidates.iter().filter(is_constant).map(|it| (at, it)));
    }
    all.sort_by_key(|(_, it)| it.knob.span);
    // Of two files that have one name each a knob, it is not said which is meant.
    let is_of_one = |name: KnobName, file: usize| {
        all.iter().all(|(other, it)| it.knob.name != name || *other == file)
    };
    let mut knobs: Vec<Knob> = Vec::new();
    for (file, Candidate { knob, .. }) in &all {
        if knobs.len() < MOST_KNOBS
            && knobs.iter().all(|it| it.name != knob.name)
            && is_of_one(knob.name, *file)
        {
            knobs.push(knob.clone());
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
    /// The attributes that are given values, of whatever they are.
    given: Vec<String>,
    /// Whether it is a file that another one imports.
    is_imported: bool,
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
                        if !self.is_imported {
                            self.top(body);
                        }
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
                StmtKind::Assign(targets, _) => targets.iter().for_each(|it| self.is_given(it)),
                StmtKind::Augment(target, ..) => self.is_given(target),
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

    fn is_given(&mut self, target: &Expr) {
        match &target.kind {
            ExprKind::Attribute(_, name) => self.given.push(name.clone()),
            ExprKind::Tuple(all) => all.iter().for_each(|it| self.is_given(it)),
            _ => {}
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
