//! Changing programs by choice so that most of them stay programs: on the tree, not on the text.

use crate::choices::Choices;
use interleave::notation::{
    Argument, Block, Clause, Expression, ExpressionKind, Module, Span, Statement, StatementKind,
};
use interleave::program::Line;
use std::collections::BTreeMap;

/// Operations that take the same arguments and are asked of objects of one kind.
const ALIKE: [&[&str]; 8] = [
    &["acquire", "release"],
    &["wait", "signal"],
    &["notify", "notify_all"],
    &["set", "clear"],
    &["put", "append"],
    &["fetch_add", "fetch_sub"],
    &["task_done", "join"],
    &["send", "try_send"],
];

/// Changes a program in one place; `others` are where new parts come from.
pub fn mutate(module: &mut Module, others: &[Module], choices: &mut Choices) {
    let objects = objects_of(module);
    match choices.below(12) {
        0..=4 => change_block(module, &objects, choices),
        5 | 6 => change_operation(module, choices),
        7 | 8 => change_number(module, choices),
        9 | 10 => change_name(module, &objects, choices),
        _ => add_role(module, others, choices),
    }
}

/// Statements that are moved, left out, made twice, or put into another one.
fn change_block(module: &mut Module, objects: &Objects, choices: &mut Choices) {
    let mut found = Vec::new();
    paths(&mut module.statements, &Vec::new(), &mut found);
    if found.is_empty() {
        return;
    }
    let path = choices.one_of(&found).clone();
    let Some(block) = block_at(module, &path) else { return };
    let at = choices.below(block.len());
    let other = choices.below(block.len());
    match choices.below(8) {
        0 | 1 => block.swap(at, other),
        2 if block.len() > 1 => drop(block.remove(at)),
        3 => {
            let copy = block[at].clone();
            block.insert(other, copy);
        }
        4 => {
            // A neighbour that is not in order, as most faults of programs are.
            if at + 1 < block.len() {
                block.swap(at, at + 1);
            }
        }
        _ => {
            let inner = block[at].clone();
            // What leads out of a loop stays in the one it is in.
            if !matches!(inner.kind, StatementKind::Comment(_)) {
                block[at] = wrapped(inner, objects, choices);
            }
        }
    }
}

/// Where a block is: the numbers of statements on the way, and of their blocks.
type Path = Vec<(usize, usize)>;

fn blocks_of(statement: &mut Statement) -> Vec<&mut Block> {
    match &mut statement.kind {
        StatementKind::Define { body, .. }
        | StatementKind::While { body, .. }
        | StatementKind::For { body, .. }
        | StatementKind::With { body, .. } => vec![body],
        StatementKind::If { branches, otherwise } => branches
            .iter_mut()
            .map(|it| &mut it.clause.body)
            .chain(otherwise.iter_mut().map(|it| &mut it.body))
            .collect(),
        StatementKind::Try { body, handlers, finally } => std::iter::once(body)
            .chain(handlers.iter_mut().map(|it| &mut it.clause.body))
            .chain(finally.iter_mut().map(|it| &mut it.body))
            .collect(),
        _ => Vec::new(),
    }
}

fn paths(block: &mut Block, here: &Path, found: &mut Vec<Path>) {
    for (number, statement) in block.iter_mut().enumerate() {
        for (inner, body) in blocks_of(statement).into_iter().enumerate() {
            let mut path = here.clone();
            path.push((number, inner));
            paths(body, &path, found);
            found.push(path);
        }
    }
}

fn block_at<'a>(module: &'a mut Module, path: &Path) -> Option<&'a mut Block> {
    let mut block = &mut module.statements;
    for &(statement, inner) in path {
        block = blocks_of(block.get_mut(statement)?).into_iter().nth(inner)?;
    }
    (!block.is_empty()).then_some(block)
}

/// The statement inside another one.
fn wrapped(inner: Statement, objects: &Objects, choices: &mut Choices) -> Statement {
    let body = vec![inner];
    let locks: Vec<&String> =
        ["Lock", "Condition"].iter().filter_map(|it| objects.get(*it)).flatten().collect();
    let kind = match choices.below(4) {
        0 => StatementKind::If {
            branches: vec![interleave::notation::Branch {
                condition: expression(ExpressionKind::Boolean(choices.below(3) > 0)),
                clause: clause(body),
            }],
            otherwise: (choices.below(3) == 0)
                .then(|| clause(vec![statement(StatementKind::Pass)])),
        },
        1 if !locks.is_empty() => {
            let lock = (*choices.one_of(&locks)).clone();
            StatementKind::With { contexts: vec![expression(ExpressionKind::Name(lock))], body }
        }
        2 => StatementKind::Try {
            body,
            handlers: Vec::new(),
            finally: Some(clause(vec![statement(StatementKind::Pass)])),
        },
        _ => StatementKind::For {
            variable: interleave::notation::Name { text: "_i".into(), span: Span::default() },
            over: expression(ExpressionKind::Call {
                function: Box::new(expression(ExpressionKind::Name("range".into()))),
                arguments: vec![Argument {
                    name: None,
                    value: expression(ExpressionKind::Integer(choices.below(3) as i64)),
                }],
            }),
            body,
        },
    };
    statement(kind)
}

fn statement(kind: StatementKind) -> Statement {
    Statement { kind, span: Span::default(), line: Line(0), comment: None }
}

fn clause(body: Block) -> Clause {
    Clause { body, span: Span::default(), line: Line(0), comment: None }
}

fn expression(kind: ExpressionKind) -> Expression {
    Expression { kind, span: Span::default() }
}

/// For each constructor, the names of the objects it made.
type Objects = BTreeMap<String, Vec<String>>;

fn objects_of(module: &Module) -> Objects {
    let mut objects = Objects::new();
    for statement in &module.statements {
        let StatementKind::Assign { targets, value } = &statement.kind else { continue };
        let kind = match &value.kind {
            ExpressionKind::Call { function, .. } => match &function.kind {
                ExpressionKind::Name(name) => name.clone(),
                _ => continue,
            },
            ExpressionKind::EmptyList => "[]".into(),
            ExpressionKind::Integer(_) | ExpressionKind::Boolean(_) => "number".into(),
            _ => continue,
        };
        if let [Expression { kind: ExpressionKind::Name(name), .. }] = &targets[..] {
            objects.entry(kind).or_default().push(name.clone());
        }
    }
    objects
}

/// An operation becomes another one that the object has as well.
fn change_operation(module: &mut Module, choices: &mut Choices) {
    let is_one = |it: &Expression| match &it.kind {
        ExpressionKind::Attribute { name, .. } => {
            ALIKE.iter().any(|alike| alike.contains(&&*name.text))
        }
        _ => false,
    };
    change_expression(module, choices, &is_one, &mut |it, choices| {
        if let ExpressionKind::Attribute { name, .. } = &mut it.kind
            && let Some(alike) = ALIKE.iter().find(|alike| alike.contains(&&*name.text))
        {
            name.text = (*choices.one_of(alike)).to_owned();
        }
    });
}

fn change_number(module: &mut Module, choices: &mut Choices) {
    let is_one = |it: &Expression| matches!(it.kind, ExpressionKind::Integer(_));
    change_expression(module, choices, &is_one, &mut |it, choices| {
        if let ExpressionKind::Integer(number) = &mut it.kind {
            *number = match choices.below(4) {
                0 => number.saturating_add(1),
                1 => (*number - 1).max(0),
                _ => choices.below(4) as i64,
            };
        }
    });
}

/// An object is taken for another one of its kind.
fn change_name(module: &mut Module, objects: &Objects, choices: &mut Choices) {
    let alike =
        |name: &String| objects.values().find(|names| names.len() > 1 && names.contains(name));
    let is_one = |it: &Expression| match &it.kind {
        ExpressionKind::Name(name) => alike(name).is_some(),
        _ => false,
    };
    change_expression(module, choices, &is_one, &mut |it, choices| {
        if let ExpressionKind::Name(name) = &mut it.kind
            && let Some(names) = alike(name)
        {
            name.clone_from(choices.one_of(names));
        }
    });
}

/// What changes an expression.
type Change<'a> = &'a mut dyn FnMut(&mut Expression, &mut Choices);

/// Changes one of the expressions in roles and functions, or of those that objects begin with.
fn change_expression(
    module: &mut Module,
    choices: &mut Choices,
    is_one: &dyn Fn(&Expression) -> bool,
    change: Change<'_>,
) {
    let mut count = 0;
    each_in(&mut module.statements, &mut |it| count += usize::from(is_one(it)));
    let chosen = choices.below(count);
    let mut at = 0;
    each_in(&mut module.statements, &mut |it| {
        if is_one(it) {
            if at == chosen {
                change(it, choices);
            }
            at += 1;
        }
    });
}

fn each_in(block: &mut Block, tell: &mut dyn FnMut(&mut Expression)) {
    for statement in block {
        match &mut statement.kind {
            // What is declared keeps its name.
            StatementKind::Assign { value, .. } | StatementKind::Augment { value, .. } => {
                each(value, tell);
            }
            StatementKind::If { branches, .. } => {
                branches.iter_mut().for_each(|it| each(&mut it.condition, tell));
            }
            StatementKind::While { condition: it, .. }
            | StatementKind::For { over: it, .. }
            | StatementKind::Return(Some(it))
            | StatementKind::Assert(it)
            | StatementKind::Expression(it) => each(it, tell),
            StatementKind::With { contexts, .. } => {
                contexts.iter_mut().for_each(|it| each(it, tell));
            }
            _ => {}
        }
        blocks_of(statement).into_iter().for_each(|it| each_in(it, tell));
    }
}

fn each(expression: &mut Expression, tell: &mut dyn FnMut(&mut Expression)) {
    match &mut expression.kind {
        ExpressionKind::Negate(it) | ExpressionKind::Not(it) | ExpressionKind::Lambda(it) => {
            each(it, tell);
        }
        ExpressionKind::Arithmetic(_, one, other)
        | ExpressionKind::Compare(_, one, other)
        | ExpressionKind::And(one, other)
        | ExpressionKind::Or(one, other)
        | ExpressionKind::Index { of: one, index: other } => {
            each(one, tell);
            each(other, tell);
        }
        ExpressionKind::Attribute { of, .. } => each(of, tell),
        ExpressionKind::Call { function, arguments } => {
            each(function, tell);
            arguments.iter_mut().for_each(|it| each(&mut it.value, tell));
        }
        _ => {}
    }
    tell(expression);
}

/// A role becomes that of another program whose names are known here, or a role gets the body of
/// the other one as well.
fn add_role(module: &mut Module, others: &[Module], choices: &mut Choices) {
    let other = choices.one_of(others).clone();
    let roles = |it: &Statement| matches!(it.kind, StatementKind::Define { .. });
    let taken: Vec<Statement> = match choices.below(2) {
        0 => module.statements.iter().filter(|it| roles(it)).cloned().collect(),
        _ => {
            // What the other program declares comes along, where the name is free.
            let known = format!("{:?}", objects_of(module));
            let is_free = |it: &&Statement| {
                !roles(it)
                    && !matches!(&it.kind, StatementKind::Assign { targets, .. }
                    if targets.iter().any(|it| matches!(&it.kind, ExpressionKind::Name(name)
                        if known.contains(&format!("{name:?}")))))
            };
            let declared: Vec<Statement> =
                other.statements.iter().filter(is_free).cloned().collect();
            module.statements.splice(0..0, declared);
            other.statements.iter().filter(|it| roles(it)).cloned().collect()
        }
    };
    if taken.is_empty() {
        return;
    }
    let taken = choices.one_of(&taken).clone();
    let StatementKind::Define { body: added, .. } = taken.kind else { return };
    let defined: Vec<usize> =
        (0..module.statements.len()).filter(|&it| roles(&module.statements[it])).collect();
    if defined.is_empty() {
        return;
    }
    let at = *choices.one_of(&defined);
    if let StatementKind::Define { body, .. } = &mut module.statements[at].kind {
        match choices.below(2) {
            0 => *body = added,
            _ => body.splice(0..0, added).for_each(drop),
        }
    }
}
