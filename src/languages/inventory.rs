//! What every name of a program stands for.

use super::kinds::Kind;
use super::{Numbers, visit};
use crate::notation::globals_in;
use crate::notation::tree::{
    Argument, Block, Comparison, Expression, ExpressionKind, Module, Name, Parameter, Statement,
    StatementKind,
};

/// A program's names.
pub(super) struct Inventory<'m> {
    /// What is declared at the top.
    pub(super) shared: Vec<Shared<'m>>,
    /// What is defined.
    pub(super) functions: Vec<Function<'m>>,
    /// Whether any item may be `None`.
    pub(super) has_none: bool,
    numbers: Numbers,
}

/// A name declared at the top.
pub(super) struct Shared<'m> {
    pub(super) name: &'m str,
    pub(super) kind: Kind,
    /// What the elements of an array are.
    pub(super) element: Kind,
    /// Whether any thread gives it another value.
    pub(super) is_assigned: bool,
    /// The lock of a condition, where it is not its own.
    pub(super) lock: Option<&'m str>,
}

/// A definition.
pub(super) struct Function<'m> {
    pub(super) name: &'m str,
    pub(super) statement: &'m Statement,
    pub(super) parameters: &'m [Parameter],
    pub(super) body: &'m Block,
    /// Whether threads begin here; otherwise it is called.
    pub(super) is_role: bool,
    /// What it gets besides its parameters: `me`, and the ends of channels.
    pub(super) implicit: Vec<&'m str>,
    pub(super) returns: Kind,
    /// Its parameters and its own variables.
    pub(super) locals: Vec<(&'m str, Kind)>,
}

impl Function<'_> {
    pub(super) fn local(&self, name: &str) -> Option<Kind> {
        self.locals.iter().find(|(it, _)| *it == name).map(|(_, kind)| *kind)
    }
}

impl<'m> Inventory<'m> {
    /// Looks a program through.
    pub(super) fn of(module: &'m Module, numbers: Numbers) -> Inventory<'m> {
        let mut inventory =
            Inventory { shared: Vec::new(), functions: Vec::new(), has_none: false, numbers };
        for statement in &module.statements {
            match &statement.kind {
                StatementKind::Assign { targets, value } => inventory.declare(targets, value),
                StatementKind::Define { name, parameters, body } => {
                    inventory.define(statement, name, parameters, body);
                }
                _ => {}
            }
        }
        inventory.find_bare_locks();
        inventory.find_roles();
        inventory.find_locals();
        // What is found out about one function tells more about those it calls.
        for _ in 0..4 {
            inventory.infer_all();
        }
        inventory.find_implicit();
        inventory.share_receivers();
        let none = |it: &Expression| it.kind == ExpressionKind::None;
        inventory.has_none =
            inventory.shared.iter().any(|it| it.kind == Kind::Array && it.element == Kind::Item);
        let mut has_none = inventory.has_none;
        visit::all_expressions(&module.statements, &mut |it| has_none |= none(it));
        inventory.has_none = has_none;
        inventory
    }

    /// The shared thing of this name.
    pub(super) fn shared(&self, name: &str) -> Option<&Shared<'m>> {
        self.shared.iter().find(|it| it.name == name)
    }

    /// The definition of this name.
    pub(super) fn function(&self, name: &str) -> Option<&Function<'m>> {
        self.functions.iter().find(|it| it.name == name)
    }

    /// The value of a predefined constant that no declaration hides.
    pub(super) fn constant(&self, name: &str) -> Option<u32> {
        let value = match name {
            "capacity" => self.numbers.capacity,
            "producers" => self.numbers.producers,
            "consumers" => self.numbers.consumers,
            "items" => self.numbers.items,
            _ => return None,
        };
        self.shared(name).is_none().then_some(value)
    }

    /// How many threads run a role.
    pub(super) fn threads(&self, role: &str) -> u32 {
        match role {
            "producer" => self.numbers.producers,
            "consumer" => self.numbers.consumers,
            _ => 1,
        }
    }

    /// What a name stands for inside a function.
    pub(super) fn kind_of(&self, name: &str, function: Option<&Function>) -> Kind {
        function
            .and_then(|it| it.local(name))
            .or_else(|| self.shared(name).map(|it| it.kind))
            .or_else(|| (name == "me" || self.constant(name).is_some()).then_some(Kind::Integer))
            .unwrap_or(Kind::Unknown)
    }

    /// What an expression stands for inside a function.
    pub(super) fn kind(&self, expression: &Expression, function: Option<&Function>) -> Kind {
        match &expression.kind {
            ExpressionKind::Integer(_)
            | ExpressionKind::Negate(_)
            | ExpressionKind::Arithmetic(..) => Kind::Integer,
            ExpressionKind::Boolean(_)
            | ExpressionKind::Not(_)
            | ExpressionKind::Compare(..)
            | ExpressionKind::And(..)
            | ExpressionKind::Or(..)
            | ExpressionKind::Lambda(_) => Kind::Truth,
            ExpressionKind::None => Kind::Item,
            ExpressionKind::EmptyList => Kind::List,
            ExpressionKind::Name(name) => self.kind_of(name, function),
            ExpressionKind::Attribute { of, name } => self.kind(of, function).answer(&name.text),
            ExpressionKind::Index { of, .. } => {
                match visit::name(of).and_then(|it| self.shared(it)) {
                    Some(array) if array.kind == Kind::Array => array.element,
                    _ => Kind::Item,
                }
            }
            ExpressionKind::Call { function: called, .. } => match &called.kind {
                ExpressionKind::Name(name) if name == "produce" => Kind::Item,
                ExpressionKind::Name(name) if name == "len" => Kind::Integer,
                ExpressionKind::Name(name) => Kind::made_by(name)
                    .or_else(|| self.function(name).map(|it| it.returns))
                    .unwrap_or(Kind::Unknown),
                ExpressionKind::Attribute { of, name } => {
                    self.kind(of, function).answer(&name.text)
                }
                _ => Kind::Unknown,
            },
        }
    }

    fn declare(&mut self, targets: &'m [Expression], value: &'m Expression) {
        let kind = self.kind(value, None);
        for (end, name) in targets.iter().filter_map(visit::name).enumerate() {
            let kind = if end == 1 { Kind::Receiver } else { kind };
            let lock = (kind == Kind::Condition).then(|| first_argument(value)).flatten();
            match self.shared.iter_mut().find(|it| it.name == name) {
                Some(declared) => declared.kind = declared.kind.or(kind),
                None => self.shared.push(Shared {
                    name,
                    kind,
                    element: Kind::Unknown,
                    is_assigned: false,
                    lock,
                }),
            }
        }
    }

    fn define(
        &mut self,
        statement: &'m Statement,
        name: &'m Name,
        parameters: &'m [Parameter],
        body: &'m Block,
    ) {
        self.functions.push(Function {
            name: &name.text,
            statement,
            parameters,
            body,
            is_role: parameters.is_empty(),
            implicit: Vec::new(),
            returns: Kind::Unknown,
            locals: parameters.iter().map(|it| (it.name.text.as_str(), Kind::Unknown)).collect(),
        });
    }

    fn find_bare_locks(&mut self) {
        let mut by_name = Vec::new();
        let mut lent: Vec<&str> = self.shared.iter().filter_map(|it| it.lock).collect();
        for function in &self.functions {
            visit::all_expressions(function.body, &mut |it| match &it.kind {
                ExpressionKind::Attribute { of, name } if name.text == "acquire" => {
                    by_name.extend(visit::name(of));
                }
                ExpressionKind::Call { arguments, .. } => {
                    lent.extend(arguments.iter().filter_map(|it| visit::name(&it.value)));
                }
                _ => {}
            });
        }
        for shared in self.shared.iter_mut().filter(|it| it.kind == Kind::Lock) {
            if by_name.contains(&shared.name) && !lent.contains(&shared.name) {
                shared.kind = Kind::BareLock;
            }
        }
    }

    fn find_roles(&mut self) {
        let mut called = Vec::new();
        for function in &self.functions {
            visit::all_expressions(function.body, &mut |expression| {
                if let Some((name, _)) = call_of_name(expression) {
                    called.push(name);
                }
            });
        }
        for function in &mut self.functions {
            function.is_role &= !called.contains(&function.name);
        }
    }

    fn find_locals(&mut self) {
        for function in &mut self.functions {
            let mut assigned = Vec::new();
            visit::statements(function.body, &mut |it| assigned.extend(visit::assigned(it)));
            // As in Python, what a function assigns is its own unless it says `global`.
            let global = globals_in(function.body);
            for name in assigned {
                if function.local(name).is_some() {
                    continue;
                }
                let is_global = global.contains(&name);
                match self.shared.iter_mut().find(|it| it.name == name && is_global) {
                    Some(shared) => shared.is_assigned = true,
                    None => function.locals.push((name, Kind::Unknown)),
                }
            }
        }
    }

    fn infer_all(&mut self) {
        for at in 0..self.functions.len() {
            let body = self.functions[at].body;
            let mut statements = Vec::new();
            visit::statements(body, &mut |it| statements.push(it));
            for statement in statements {
                self.infer(at, statement);
                for expression in visit::own_expressions(statement) {
                    visit::expressions(expression, &mut |it| self.infer_expression(at, it));
                }
            }
        }
        for shared in &mut self.shared {
            if shared.kind == Kind::Array && shared.element == Kind::Unknown {
                shared.element = Kind::Item;
            }
        }
    }

    fn infer(&mut self, at: usize, statement: &'m Statement) {
        match &statement.kind {
            StatementKind::Assign { targets, value } => {
                let kind = self.kind(value, Some(&self.functions[at]));
                for (end, target) in targets.iter().enumerate() {
                    let kind = if end == 1 { Kind::Receiver } else { kind };
                    self.join(at, target, kind);
                }
            }
            StatementKind::Augment { target, .. } => self.join(at, target, Kind::Integer),
            StatementKind::For { variable, over, .. } => {
                let is_range = call_of_name(over).is_some();
                let kind = if is_range { Kind::Integer } else { Kind::Item };
                self.join_name(at, &variable.text, kind);
            }
            StatementKind::Return(Some(value)) => {
                let kind = self.kind(value, Some(&self.functions[at]));
                let function = &mut self.functions[at];
                function.returns = function.returns.or(kind);
            }
            _ => {}
        }
    }

    fn infer_expression(&mut self, at: usize, expression: &'m Expression) {
        if let ExpressionKind::Compare(Comparison::Is | Comparison::IsNot, of, _) = &expression.kind
        {
            self.join(at, of, Kind::Item);
        }
        let Some((name, arguments)) = call_of_name(expression) else { return };
        let Some(called) = self.functions.iter().position(|it| it.name == name) else { return };
        for (index, parameter) in self.functions[called].parameters.iter().enumerate() {
            let given = match argument(arguments, index, &parameter.name.text) {
                Some(value) => self.kind(value, Some(&self.functions[at])),
                None => parameter.default.as_ref().map_or(Kind::Unknown, |it| self.kind(it, None)),
            };
            self.join_name(called, &parameter.name.text, given);
        }
    }

    fn join(&mut self, at: usize, target: &Expression, kind: Kind) {
        match &target.kind {
            ExpressionKind::Name(name) => self.join_name(at, name, kind),
            ExpressionKind::Index { of, .. } => {
                let Some(name) = visit::name(of) else { return };
                if let Some(array) = self.shared.iter_mut().find(|it| it.name == name) {
                    array.element = array.element.or(kind);
                }
            }
            _ => {}
        }
    }

    fn join_name(&mut self, at: usize, name: &str, kind: Kind) {
        if let Some((_, it)) = self.functions[at].locals.iter_mut().find(|(it, _)| *it == name) {
            *it = it.or(kind);
        } else if let Some(it) = self.shared.iter_mut().find(|it| it.name == name) {
            it.kind = it.kind.or(kind);
        }
    }

    /// A function needs what it uses itself, and what those need that it calls.
    fn find_implicit(&mut self) {
        for _ in 0..self.functions.len() {
            for at in 0..self.functions.len() {
                let mut needed: Vec<&'m str> = Vec::new();
                visit::all_expressions(self.functions[at].body, &mut |expression| {
                    let called = call_of_name(expression).and_then(|(it, _)| self.function(it));
                    if let Some(called) = called {
                        needed.extend(&called.implicit);
                    }
                    needed.extend(visit::name(expression).filter(|name| {
                        self.functions[at].local(name).is_none()
                            && (*name == "me" || self.kind_of(name, None).is_end())
                    }));
                });
                let implicit = &mut self.functions[at].implicit;
                for name in needed {
                    if !implicit.contains(&name) {
                        implicit.push(name);
                    }
                }
                // `me` first.
                implicit.sort_by_key(|name| *name != "me");
            }
        }
    }

    fn share_receivers(&mut self) {
        for at in 0..self.shared.len() {
            if self.shared[at].kind == Kind::Receiver && self.owners(self.shared[at].name) > 1 {
                self.shared[at].kind = Kind::SharedReceiver;
            }
        }
        for _ in 0..2 {
            self.infer_all();
        }
    }

    /// How many threads own an end of a channel.
    fn owners(&self, end: &str) -> u32 {
        let roles = self.functions.iter().filter(|it| it.is_role && it.implicit.contains(&end));
        roles.map(|role| self.threads(role.name)).sum()
    }
}

/// The name and the arguments of `name(arguments)`.
pub(super) fn call_of_name(expression: &Expression) -> Option<(&str, &[Argument])> {
    match &expression.kind {
        ExpressionKind::Call { function, arguments } => {
            visit::name(function).map(|name| (name, arguments.as_slice()))
        }
        _ => None,
    }
}

/// What a call gives for a parameter: by its name, or else by its place.
pub(super) fn argument<'m>(
    arguments: &'m [Argument],
    index: usize,
    name: &str,
) -> Option<&'m Expression> {
    let named = |it: &&Argument| it.name.as_ref().is_some_and(|it| it.text == name);
    let placed = || arguments.get(index).filter(|it| it.name.is_none());
    arguments.iter().find(named).or_else(placed).map(|it| &it.value)
}

fn first_argument(call: &Expression) -> Option<&str> {
    let (_, arguments) = call_of_name(call)?;
    let lock = arguments.first().filter(|it| it.name.is_none())?;
    visit::name(&lock.value)
}
