//! What is known of a text by looking at it: what names stand for, and which functions threads run.

use super::walk::{
    blocks, called, dotted, each_expression, each_in, each_statement, last_name, method,
    method_alone,
};
use crate::python::tree::{Block, Class, Expr, ExprKind, Function, Stmt, StmtKind};
use std::collections::{BTreeMap, BTreeSet};

/// A stretch of code with names of its own.
pub struct Scope<'a> {
    pub body: &'a [Stmt],
    /// `None` for the top.
    pub function: Option<&'a Function>,
    pub class: Option<&'a Class>,
}

/// What a text says of itself.
pub struct Facts<'a> {
    pub scopes: Vec<Scope<'a>>,
    /// What is made under a name: `Lock`; `None` where that is several things.
    kinds: BTreeMap<&'a str, Option<&'a str>>,
    /// Of each function that threads run, how many do: 2 stands for several.
    pub targets: BTreeMap<String, usize>,
    /// The same with those that processes run.
    pub runs: BTreeMap<String, usize>,
    /// Whether each thread is waited for right behind its start, so that no two run at once.
    pub is_in_turn: bool,
    /// Functions that are called where a `with` is open.
    pub called_inside: BTreeSet<String>,
    /// The integers that names are bound to at the top.
    numbers: BTreeMap<&'a str, i64>,
    /// The top.
    pub top: &'a [Stmt],
}

/// What is made by a call of such a name.
const KNOWN: [&str; 15] = [
    "local",
    "ProcessPoolExecutor",
    "Lock",
    "RLock",
    "Semaphore",
    "BoundedSemaphore",
    "Condition",
    "Event",
    "Queue",
    "LifoQueue",
    "PriorityQueue",
    "SimpleQueue",
    "Thread",
    "Timer",
    "Barrier",
];

impl<'a> Facts<'a> {
    pub fn of(block: &'a Block) -> Facts<'a> {
        let mut facts = Facts {
            scopes: vec![Scope { body: block, function: None, class: None }],
            kinds: BTreeMap::new(),
            targets: BTreeMap::new(),
            runs: BTreeMap::new(),
            is_in_turn: false,
            called_inside: BTreeSet::new(),
            numbers: BTreeMap::new(),
            top: block,
        };
        facts.add_scopes(block, None);
        let bodies: Vec<&'a [Stmt]> = facts.scopes.iter().map(|it| it.body).collect();
        for body in &bodies {
            each_statement(body, &mut |it| facts.note(it));
        }
        for statement in block {
            if let StmtKind::Assign(targets, value) = &statement.kind
                && let ([target], ExprKind::Integer(number)) = (&targets[..], &value.kind)
                && let ExprKind::Name(name) = &target.kind
            {
                facts.numbers.insert(name, *number);
            }
        }
        let mut starts = [0, 0];
        for body in bodies {
            facts.count_targets(body, 1);
            note_starts(body, &mut starts);
        }
        facts.is_in_turn = starts[0] > 0 && starts[0] == starts[1];
        facts
    }

    fn add_scopes(&mut self, block: &'a [Stmt], class: Option<&'a Class>) {
        each_statement(block, &mut |it| match &it.kind {
            StmtKind::Define(function) => {
                let scope = Scope { body: &function.body, function: Some(&**function), class };
                self.scopes.push(scope);
                self.add_scopes(&function.body, class);
            }
            StmtKind::Class(class) => self.add_scopes(&class.body, Some(&**class)),
            _ => {}
        });
    }

    fn note(&mut self, statement: &'a Stmt) {
        match &statement.kind {
            StmtKind::Assign(targets, value) => {
                let made = called(value).filter(|it| KNOWN.contains(it));
                for target in targets {
                    if let ExprKind::Name(name) | ExprKind::Attribute(_, name) = &target.kind {
                        let known = self.kinds.entry(name).or_insert(made);
                        if *known != made {
                            *known = None;
                        }
                    }
                }
            }
            StmtKind::With(contexts, body) => {
                for (made, name) in contexts {
                    if let (Some("ProcessPoolExecutor"), Some(name)) = (called(made), name)
                        && let ExprKind::Name(name) = &name.kind
                    {
                        self.kinds.insert(name, Some("ProcessPoolExecutor"));
                    }
                }
                each_expression(body, &mut |it| {
                    if let Some(name) = called(it) {
                        self.called_inside.insert(name.to_owned());
                    }
                });
            }
            _ => {}
        }
    }

    /// What is made under this name or attribute, if that is clear.
    pub fn kind(&self, of: &Expr) -> Option<&'a str> {
        let name = dotted(of)?;
        self.kinds.get(last_name(&name)).copied().flatten()
    }

    pub fn is_lock(&self, of: &Expr) -> bool {
        let kinds = ["Lock", "RLock", "Semaphore", "BoundedSemaphore", "Condition"];
        self.kind(of).is_some_and(|it| kinds.contains(&it))
    }

    pub fn is_queue(&self, of: &Expr) -> bool {
        let kinds = ["Queue", "LifoQueue", "PriorityQueue", "SimpleQueue"];
        self.kind(of).is_some_and(|it| kinds.contains(&it))
    }

    /// How often a loop over this goes round at least: 2 stands for several.
    fn rounds(&self, over: &Expr) -> usize {
        match &over.kind {
            ExprKind::Tuple(all) | ExprKind::List(all) => all.len().min(2),
            ExprKind::Call(_, arguments) if called(over) == Some("range") => {
                let count = match arguments.last().map(|it| &it.value.kind) {
                    Some(ExprKind::Integer(count)) => Some(*count),
                    Some(ExprKind::Name(name)) => self.numbers.get(name.as_str()).copied(),
                    _ => None,
                };
                let first = (arguments.len() == 2).then_some(&arguments[0].value.kind);
                let from = match first {
                    Some(ExprKind::Integer(from)) => *from,
                    _ => 0,
                };
                count.map_or(1, |it| (it - from).clamp(1, 2) as usize)
            }
            _ => 1,
        }
    }

    /// Counts the threads that are made here, in so many rounds.
    fn count_targets(&mut self, block: &'a [Stmt], rounds: usize) {
        for statement in block {
            let inner = match &statement.kind {
                StmtKind::For(_, over, ..) => rounds * self.rounds(over),
                _ => rounds,
            };
            for expression in super::walk::expressions(statement) {
                self.count_in(expression, rounds);
            }
            for block in super::walk::blocks(statement) {
                self.count_targets(block, inner);
            }
        }
    }

    fn count_in(&mut self, expression: &'a Expr, rounds: usize) {
        let mut found: Vec<(String, usize, bool)> = Vec::new();
        let mut several: Vec<(crate::program::Span, usize)> = Vec::new();
        each_in(expression, &mut |it| {
            if let ExprKind::Comprehension(made) = &it.kind {
                let times = made.clauses.iter().map(|(_, over, _)| self.rounds(over)).product();
                several.push((it.span, times));
            }
            let ExprKind::Call(_, arguments) = &it.kind else { return };
            let target = match called(it) {
                Some("Thread" | "Process") => {
                    arguments.iter().find(|it| it.name.as_deref() == Some("target"))
                }
                Some("submit") => arguments.first(),
                _ => None,
            };
            let of_processes = called(it) == Some("Process")
                || matches!(method(it), Some((of, ..)) if self.kind(of) == Some("ProcessPoolExecutor"));
            if let Some(name) = target.and_then(|it| dotted(&it.value)) {
                let inside = several
                    .iter()
                    .filter(|(span, _)| span.start <= it.span.start && it.span.end <= span.end);
                let times: usize = inside.map(|(_, times)| times).product();
                found.push((last_name(&name).to_owned(), times * rounds, of_processes));
            }
        });
        for (name, times, of_processes) in found {
            *self.runs.entry(name.clone()).or_default() += times;
            if !of_processes {
                *self.targets.entry(name).or_default() += times;
            }
        }
    }

    /// Whether a class makes threads.
    pub fn is_thread(class: &Class) -> bool {
        class.bases.iter().any(|it| dotted(it).is_some_and(|it| last_name(&it) == "Thread"))
    }
}

/// Counts where threads are started, and where they are waited for right behind that.
fn note_starts(block: &[Stmt], counts: &mut [usize; 2]) {
    for (at, statement) in block.iter().enumerate() {
        let mut starts = 0;
        for expression in super::walk::expressions(statement) {
            each_in(expression, &mut |it| {
                let is_start = matches!(method(it), Some((_, "start", 0)));
                starts += usize::from(is_start || called(it) == Some("submit"));
            });
        }
        counts[0] += starts;
        if let (Some((of, "start", 0)), Some(next)) = (method_alone(statement), block.get(at + 1))
            && let Some((other, "join", 0)) = method_alone(next)
            && dotted(of).is_some_and(|it| Some(it) == dotted(other))
        {
            counts[1] += 1;
        }
        for inner in blocks(statement) {
            note_starts(inner, counts);
        }
    }
}
