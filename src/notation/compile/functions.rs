//! Functions: which are called, what a role reaches through them, and how one is put in
//! where it is called.

use super::declarations::{Declarations, assigned_in, blocks_of, globals_in};
use super::locals::NOTHING;
use super::roles::{Coder, Frame};
use super::scope::{Function, Meaning, Scope};
use crate::notation::meaning::MeaningProblem;
use crate::notation::tree::{
    Argument, Block, Expression, ExpressionKind, Statement, StatementKind,
};
use crate::program::Assembly;
use crate::program::{Local, Operand, Span, UNSET};

/// What a role mentions, in its own text and in the functions it calls.
#[derive(Default)]
pub struct Reached<'a> {
    /// The names.
    pub names: Vec<&'a str>,
    /// How many sending ends it may clone, counting each call of a function.
    pub clones: usize,
}

/// What a body mentions, directly and through functions.
pub fn reachable<'a>(body: &'a Block, declarations: &Declarations<'a>) -> Reached<'a> {
    let mut names = Vec::new();
    note_names(body, declarations, &mut Vec::new(), &mut names);
    let clones = clones_in(body, declarations, &mut Vec::new());
    Reached { names, clones }
}

/// More clones than this are not told apart; a role has fewer locals than that.
const MOST_CLONES: usize = 256;

fn note_names<'a>(
    body: &'a Block,
    declarations: &Declarations<'a>,
    visited: &mut Vec<&'a str>,
    names: &mut Vec<&'a str>,
) {
    expressions_of(body, &mut |e| {
        if let ExpressionKind::Name(name) = &e.kind
            && !names.contains(&name.as_str())
        {
            names.push(name);
        }
    });
    for name in calls_in(body) {
        if let Some(Meaning::Function(function)) = declarations.scope.get(name)
            && !visited.contains(&name)
        {
            visited.push(name);
            note_names(function.body, declarations, visited, names);
        }
    }
}

/// How many ends a body clones, counting each call of a function. Each function is looked at
/// once, as functions that call each other twice would be put in exponentially often.
fn clones_in<'a>(
    body: &'a Block,
    declarations: &Declarations<'a>,
    known: &mut Vec<(&'a str, usize)>,
) -> usize {
    let mut clones: usize = 0;
    expressions_of(body, &mut |e| {
        if let ExpressionKind::Call { function, .. } = &e.kind
            && matches!(&function.kind, ExpressionKind::Attribute { name, .. } if name.text == "clone")
        {
            clones += 1;
        }
    });
    for name in calls_in(body) {
        let Some(Meaning::Function(function)) = declarations.scope.get(name) else { continue };
        let inner = match known.iter().find(|(it, _)| *it == name) {
            Some(&(_, inner)) => inner,
            None => {
                // A function that calls itself is refused later.
                known.push((name, 0));
                let inner = clones_in(function.body, declarations, known);
                known.retain(|(it, _)| *it != name);
                known.push((name, inner));
                inner
            }
        };
        clones = clones.saturating_add(inner).min(MOST_CLONES);
    }
    clones
}

/// The names that a body calls, each as often as it does, those given to `wait_for` included.
pub fn calls_in(body: &Block) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    expressions_of(body, &mut |e| {
        let ExpressionKind::Call { function, arguments } = &e.kind else { return };
        match &function.kind {
            ExpressionKind::Name(name) => names.push(name),
            ExpressionKind::Attribute { name, .. } if name.text == "wait_for" => {
                if let Some(Argument { value, .. }) = arguments.first()
                    && let ExpressionKind::Name(name) = &value.kind
                {
                    names.push(name);
                }
            }
            _ => {}
        }
    });
    names
}

/// Visits every expression of a block, the inner ones too.
pub fn expressions_of<'a>(block: &'a [Statement], visit: &mut impl FnMut(&'a Expression)) {
    for statement in block {
        match &statement.kind {
            StatementKind::Assign { targets, value } => {
                targets.iter().chain([value]).for_each(|it| inside(it, visit));
            }
            StatementKind::Augment { target, value, .. } => {
                inside(target, visit);
                inside(value, visit);
            }
            StatementKind::If { branches, .. } => {
                branches.iter().for_each(|it| inside(&it.condition, visit));
            }
            StatementKind::While { condition: e, .. }
            | StatementKind::For { over: e, .. }
            | StatementKind::Return(Some(e))
            | StatementKind::Assert(e)
            | StatementKind::Expression(e) => inside(e, visit),
            StatementKind::With { contexts, .. } => {
                contexts.iter().for_each(|it| inside(it, visit));
            }
            _ => {}
        }
        for body in blocks_of(statement) {
            expressions_of(body, visit);
        }
    }
}

fn inside<'a>(e: &'a Expression, visit: &mut impl FnMut(&'a Expression)) {
    visit(e);
    match &e.kind {
        ExpressionKind::Negate(one)
        | ExpressionKind::Not(one)
        | ExpressionKind::Lambda(one)
        | ExpressionKind::Attribute { of: one, .. } => inside(one, visit),
        ExpressionKind::Arithmetic(_, one, two)
        | ExpressionKind::Compare(_, one, two)
        | ExpressionKind::And(one, two)
        | ExpressionKind::Or(one, two)
        | ExpressionKind::Index { of: one, index: two } => {
            inside(one, visit);
            inside(two, visit);
        }
        ExpressionKind::Call { function, arguments } => {
            inside(function, visit);
            arguments.iter().for_each(|it| inside(&it.value, visit));
        }
        ExpressionKind::Integer(_)
        | ExpressionKind::Boolean(_)
        | ExpressionKind::None
        | ExpressionKind::EmptyList
        | ExpressionKind::Name(_) => {}
    }
}

impl<'a> Coder<'a, '_> {
    /// Puts a function in, and answers what it returns.
    pub fn put_in(
        &mut self,
        function: &'a Function<'a>,
        arguments: &'a [Argument],
        span: Span,
    ) -> Operand {
        if self.calls.contains(&function.name) {
            self.problem(span, MeaningProblem::Recursion(function.name.into()));
            return NOTHING;
        }
        if self.assembly.is_too_long {
            return NOTHING;
        }
        let is_parameter = |name: &str| function.parameters.iter().any(|it| it.name.text == name);
        let named = arguments.iter().filter_map(|it| it.name.as_ref());
        if let Some(unknown) = named.into_iter().find(|it| !is_parameter(&it.text)) {
            let names: Vec<&str> =
                function.parameters.iter().map(|it| it.name.text.as_str()).collect();
            let problem = MeaningProblem::UnknownArgument(unknown.text.clone(), names.join("`, `"));
            self.problem(unknown.span, problem);
            return NOTHING;
        }
        let result = self.reserve();
        let in_use = self.locals.in_use();
        let mut scope = Scope::default();
        for (index, parameter) in function.parameters.iter().enumerate() {
            let by_name = |it: &&Argument| {
                it.name.as_ref().is_some_and(|name| name.text == parameter.name.text)
            };
            let given = arguments
                .get(index)
                .filter(|it| it.name.is_none())
                .or_else(|| arguments.iter().find(by_name))
                .map(|it| &it.value)
                .or(parameter.default.as_ref());
            let Some(given) = given else {
                self.wrong_arguments(function, span);
                return NOTHING;
            };
            let meaning = self.argument(given, function, &parameter.name.text);
            scope.set(&parameter.name.text, meaning);
        }
        if arguments.len() > function.parameters.len() {
            self.wrong_arguments(function, span);
        }
        let (line, words) = (self.assembly.line, self.assembly.span);
        let exit = self.assembly.label();
        // What an inner function sees are its own names and those of the text, not those of
        // whoever calls it.
        let outside = std::mem::take(&mut self.scopes);
        self.scopes = vec![outside[0].clone(), scope];
        self.calls.push(function.name);
        self.frames.push(Frame::Call { exit, result });
        let caught = self.caught.take();
        let certainty = self.locals.certainty();
        self.declare_locals(function.body, true);
        self.give_way();
        self.block(function.body);
        self.assembly.set(result, NOTHING);
        self.assembly.place(exit);
        self.locals.set_certainty(certainty);
        self.caught = caught;
        self.frames.pop();
        self.calls.pop();
        self.scopes = outside;
        self.locals.release(in_use);
        self.at(line, words);
        Operand::Local(result)
    }

    /// What a parameter stands for: an object that is handed over, or a local with a value.
    fn argument(
        &mut self,
        given: &'a Expression,
        function: &'a Function<'a>,
        parameter: &'a str,
    ) -> Meaning<'a> {
        if let ExpressionKind::Name(name) = &given.kind {
            match self.meaning(name) {
                Some(Meaning::Object(id)) if !self.is_variable(id) => return Meaning::Object(id),
                Some(it @ (Meaning::Sender(..) | Meaning::Receiver(..))) => return it,
                // Calling it is what such a parameter is for.
                Some(it @ Meaning::Function(_)) => return it,
                _ => {}
            }
        }
        let value = self.value(given);
        let mut assigned = Vec::new();
        assigned_in(function.body, &mut assigned);
        if let Operand::Constant(value) = value
            && !assigned.contains(&parameter)
        {
            return Meaning::Constant(value);
        }
        let local = self.reserve();
        self.copy(local, value);
        Meaning::Local(local)
    }

    fn wrong_arguments(&mut self, function: &Function, span: Span) {
        let takes = function.parameters.len().to_string();
        self.problem(span, MeaningProblem::WrongArguments(function.name.into(), takes));
    }

    /// Reserves a local for each name that a body assigns to and that it does not say to be
    /// `global`: as in Python, it is then the function's own, whatever stands at the top.
    pub fn declare_locals(&mut self, body: &'a Block, is_put_in: bool) {
        let mut names = Vec::new();
        assigned_in(body, &mut names);
        loop_variables(body, &mut names);
        let shared = globals_in(body);
        for name in names {
            let is_known = self.scopes.last().is_some_and(|it| it.get(name).is_some());
            if is_known || shared.contains(&name) || self.is_clone_name(body, name) {
                continue;
            }
            let local = self.reserve();
            if is_put_in {
                // The local may hold what an earlier call has left in it.
                self.assembly.set(local, Operand::Constant(UNSET));
            }
            if let Some(scope) = self.scopes.last_mut() {
                scope.set(name, Meaning::Local(local));
            }
            if self.declarations.declared.contains(&name)
                && let Some(span) = first_assignment(body, name)
            {
                let function = self.calls.last().copied().unwrap_or_default();
                self.problem(span, MeaningProblem::OwnVariable(name.into(), function.into()));
            }
        }
    }

    /// Whether a name stands for a cloned end of a channel.
    fn is_clone_name(&self, body: &'a Block, name: &str) -> bool {
        let mut found = false;
        for statement in body {
            if let StatementKind::Assign { targets, value } = &statement.kind
                && let [Expression { kind: ExpressionKind::Name(target), .. }] = &targets[..]
                && target == name
                && let ExpressionKind::Call { function, .. } = &value.kind
                && let ExpressionKind::Attribute { name, .. } = &function.kind
            {
                found |= name.text == "clone";
            }
            found |= blocks_of(statement).into_iter().any(|it| self.is_clone_name(it, name));
        }
        found
    }

    /// Copies a value, and remembers whether it may be an item.
    pub fn copy(&mut self, into: Local, value: Operand) {
        self.assembly.set(into, value);
        self.locals.assign(into);
        match value {
            Operand::Local(from) if self.may_be_item(from) => self.note_item(into),
            _ => {}
        }
    }

    /// A local that is free, until [`Locals::release`](super::locals::Locals::release).
    pub fn reserve(&mut self) -> Local {
        let local = self.locals.reserve();
        self.item_locals.retain(|it| *it != local);
        local
    }

    pub fn may_be_item(&self, local: Local) -> bool {
        self.item_locals.contains(&local)
    }

    pub fn note_item(&mut self, local: Local) {
        if !self.item_locals.contains(&local) {
            self.item_locals.push(local);
        }
    }

    /// Goes on at a label, and nowhere else.
    pub fn jump(&mut self, to: crate::program::Label) {
        self.assembly.jump(to);
        self.locals.mark_unreachable();
    }

    /// The label as it stands in instructions.
    pub fn pc(label: crate::program::Label) -> crate::program::Pc {
        Assembly::pc(label)
    }
}

/// Where a block assigns a name first.
fn first_assignment(block: &Block, name: &str) -> Option<Span> {
    let is_it = |e: &Expression| matches!(&e.kind, ExpressionKind::Name(it) if it == name);
    block.iter().find_map(|statement| {
        let own = match &statement.kind {
            StatementKind::Assign { targets, .. } => {
                targets.iter().find(|it| is_it(it)).map(|it| it.span)
            }
            StatementKind::Augment { target, .. } if is_it(target) => Some(target.span),
            StatementKind::For { variable, .. } if variable.text == name => Some(variable.span),
            _ => None,
        };
        own.or_else(|| blocks_of(statement).into_iter().find_map(|it| first_assignment(it, name)))
    })
}

fn loop_variables<'a>(body: &'a Block, names: &mut Vec<&'a str>) {
    for statement in body {
        if let StatementKind::For { variable, .. } = &statement.kind {
            names.push(&variable.text);
        }
        for inner in blocks_of(statement) {
            loop_variables(inner, names);
        }
    }
}
