//! Declarations: from the top of the text to shared objects, constants and functions.

use super::Setup;
use super::code_size::{MOST_CELLS, MOST_ELEMENTS};
use super::scope::{Function, Meaning, Scope};
use crate::notation::meaning::MeaningProblem;
use crate::notation::problem::{Diagnostic, Problem};
use crate::notation::tree::{
    Argument, Arithmetic, Block, Expression, ExpressionKind, Module, Statement, StatementKind,
};
use crate::notation::vocabulary;
use crate::program::{
    Cell, ChannelKind, Line, Local, MOST_WAITING, NONE, Object, ObjectId, ObjectKind, Span, Value,
    is_integer,
};
use crate::python::nearest;

/// Whether a name is that of something that can be made.
pub fn is_maker(name: &str) -> bool {
    vocabulary::makers().any(|it| it == name)
}

/// What is wrong, and where.
type Wrong = (Span, MeaningProblem);

/// What stands at the top of the text.
pub struct Declarations<'a> {
    /// What the names mean for every role. Ends of channels have no local yet.
    pub scope: Scope<'a>,
    /// The shared objects.
    pub objects: Vec<Object>,
    /// Conditions that complain when they are used without their lock.
    pub strict: Vec<ObjectId>,
    /// Channels, by their names.
    pub channels: Vec<(&'a str, &'a str, ObjectId)>,
    /// Names that the text declares by an assignment at its top.
    pub declared: Vec<&'a str>,
    /// Names whose declarations are wrong. What is wrong with their use follows from that.
    pub wrong: Vec<&'a str>,
    setup: Setup,
    /// Names that some function assigns to as shared ones: those are variables, others constants.
    assigned: Vec<&'a str>,
}

/// The problem at a place, for the list of them.
pub fn diagnostic(span: Span, problem: MeaningProblem) -> Diagnostic {
    Diagnostic { span, problem: Problem::Meaning(problem) }
}

impl<'a> Declarations<'a> {
    /// Reads the declarations. Functions come in by [`Declarations::define`].
    pub fn read(
        module: &'a Module,
        setup: &Setup,
        problems: &mut Vec<Diagnostic>,
    ) -> Declarations<'a> {
        let mut assigned = Vec::new();
        for statement in &module.statements {
            if let StatementKind::Define { body, parameters, .. } = &statement.kind {
                let mut here = Vec::new();
                assigned_in(body, &mut here);
                let shared = globals_in(body);
                here.retain(|name| {
                    shared.contains(name) && parameters.iter().all(|it| it.name.text != *name)
                });
                assigned.append(&mut here);
            }
        }
        let mut declarations = Declarations {
            scope: Scope::default(),
            objects: Vec::new(),
            strict: Vec::new(),
            channels: Vec::new(),
            declared: Vec::new(),
            wrong: Vec::new(),
            setup: *setup,
            assigned,
        };
        for (name, value) in [
            ("capacity", Value::from(setup.capacity)),
            ("producers", setup.producers.into()),
            ("consumers", setup.consumers.into()),
            ("items", setup.items.into()),
        ] {
            declarations.scope.set(name, Meaning::Constant(value));
        }
        let mut declared: Vec<&str> = Vec::new();
        for statement in &module.statements {
            declarations.statement(statement, &mut declared, problems);
        }
        declarations
    }

    /// Gives a function its name.
    pub fn define(&mut self, function: &'a Function<'a>) {
        self.scope.set(function.name, Meaning::Function(function));
    }

    fn statement(
        &mut self,
        statement: &'a Statement,
        declared: &mut Vec<&'a str>,
        problems: &mut Vec<Diagnostic>,
    ) {
        let mut names: Vec<(&'a str, Span)> = Vec::new();
        let mut problem = |span, problem| problems.push(diagnostic(span, problem));
        match &statement.kind {
            StatementKind::Comment(_) | StatementKind::Pass => return,
            StatementKind::Define { name, parameters, .. } => {
                names.push((&name.text, name.span));
                for (index, parameter) in parameters.iter().enumerate() {
                    let name = &parameter.name;
                    if parameters[..index].iter().any(|it| it.name.text == name.text) {
                        problem(name.span, MeaningProblem::SameParameter(name.text.clone()));
                    }
                }
            }
            StatementKind::Assign { targets, .. } => {
                for target in targets {
                    match &target.kind {
                        ExpressionKind::Name(name) => names.push((name, target.span)),
                        _ => return problem(target.span, MeaningProblem::NotAtTop),
                    }
                }
            }
            _ => return problem(statement.span, MeaningProblem::NotAtTop),
        }
        for &(name, span) in &names {
            if declared.contains(&name) {
                problem(span, MeaningProblem::DeclaredTwice(name.into()));
            }
            if RESERVED.contains(&name) {
                problem(span, MeaningProblem::ReservedName(name.into()));
            }
            declared.push(name);
        }
        let StatementKind::Assign { value, .. } = &statement.kind else { return };
        self.declared.extend(names.iter().map(|it| it.0));
        let line = statement.line;
        let made = match names[..] {
            [(name, _)] => self.one(name, value, line),
            [(sender, _), (receiver, _)] => self.channel(sender, receiver, value, line),
            _ => Err((statement.span, MeaningProblem::TwoNames)),
        };
        if let Err((span, it)) = made {
            problems.push(diagnostic(span, it));
            // So that the name is not said to be unknown as well.
            for (name, _) in names {
                self.wrong.push(name);
                let id = self.object(name, ObjectKind::Variable { initial: 0 }, line);
                self.scope.set(name, Meaning::Object(id));
            }
        }
    }

    fn one(&mut self, name: &'a str, value: &'a Expression, line: Line) -> Result<(), Wrong> {
        if let Some((maker, arguments)) = self.maker(value)? {
            let kind = self.made(maker, arguments, name, value.span, line)?;
            let id = self.object(name, kind, line);
            self.scope.set(name, Meaning::Object(id));
            return Ok(());
        }
        if value.kind == ExpressionKind::EmptyList {
            let room = self.elements();
            let id = self.object(name, ObjectKind::List { room }, line);
            self.scope.set(name, Meaning::Object(id));
            return Ok(());
        }
        let initial = self.constant(value)?;
        if self.assigned.contains(&name) {
            let id = self.object(name, ObjectKind::Variable { initial }, line);
            self.scope.set(name, Meaning::Object(id));
        } else {
            self.scope.set(name, Meaning::Constant(initial));
        }
        Ok(())
    }

    /// What a call makes, and with what; `None` when it is no call.
    fn maker<'e>(&self, value: &'e Expression) -> Result<Option<(&'e str, &'e [Argument])>, Wrong> {
        let ExpressionKind::Call { function, arguments } = &value.kind else { return Ok(None) };
        match &function.kind {
            ExpressionKind::Name(name) if is_maker(name) => Ok(Some((name, arguments))),
            ExpressionKind::Name(name) if name == "len" => Ok(None),
            ExpressionKind::Name(name) if name == "Thread" => {
                Err((value.span, MeaningProblem::NoThreads))
            }
            ExpressionKind::Attribute { name, .. } if name.text == "Thread" => {
                Err((value.span, MeaningProblem::NoThreads))
            }
            ExpressionKind::Name(name) => Err((
                function.span,
                match nearest(name, vocabulary::makers()) {
                    Some(meant) => MeaningProblem::MisspeltName(name.clone(), meant.into()),
                    None => MeaningProblem::NoDeclaration(name.clone()),
                },
            )),
            // `threading.Semaphore(1)`, `queue.Queue()`
            ExpressionKind::Attribute { of, name } if is_maker(&name.text) => {
                let library = match &of.kind {
                    ExpressionKind::Name(library) => library,
                    _ => "…",
                };
                let written = format!("{library}.{}", name.text);
                Err((function.span, MeaningProblem::SaidOtherwise(written, name.text.clone())))
            }
            _ => Err((value.span, MeaningProblem::NotConstant)),
        }
    }

    fn made(
        &mut self,
        maker: &str,
        arguments: &[Argument],
        name: &str,
        span: Span,
        line: Line,
    ) -> Result<ObjectKind, Wrong> {
        let wrong =
            |takes: &str| (span, MeaningProblem::WrongArguments(maker.into(), takes.into()));
        let named = arguments.iter().find_map(|it| it.name.as_ref());
        if let Some(named) = named
            && !(maker == "Condition" && named.text == "strict")
        {
            let known = if maker == "Condition" { "strict" } else { "" };
            let problem = MeaningProblem::UnknownArgument(named.text.clone(), known.into());
            return Err((named.span, problem));
        }
        let mut numbers = Vec::new();
        if maker != "Condition" {
            for argument in arguments {
                numbers.push((self.constant(&argument.value)?, argument.value.span));
            }
        }
        let in_range = |(value, span): (Value, Span), least: Value, most: Value| {
            if (least..=most).contains(&value) {
                Ok(value)
            } else {
                Err((span, MeaningProblem::OutOfRange(least, most)))
            }
        };
        Ok(match (maker, &numbers[..]) {
            ("Semaphore", []) => ObjectKind::Semaphore { initial: 1, most: None },
            ("Semaphore", &[n]) => {
                ObjectKind::Semaphore { initial: in_range(n, 0, 1_000_000)? as u32, most: None }
            }
            ("BoundedSemaphore", numbers @ ([] | [_])) => {
                let n = numbers.first().map_or(Ok(1), |&n| in_range(n, 0, 1_000_000))? as u32;
                ObjectKind::Semaphore { initial: n, most: Some(n) }
            }
            ("Semaphore" | "BoundedSemaphore", _) => return Err(wrong("0–1")),
            ("Lock", []) => ObjectKind::Lock,
            ("RLock", []) => ObjectKind::ReentrantLock,
            ("Event", []) => ObjectKind::Event,
            ("Lock" | "RLock" | "Event", _) => return Err(wrong("0")),
            ("Buffer", &[n]) => ObjectKind::Buffer { capacity: in_range(n, 1, 1024)? as u16 },
            ("Buffer", _) => return Err(wrong("1")),
            ("Array", &[n]) => {
                ObjectKind::Array { length: in_range(n, 1, 1024)? as u16, of_items: false }
            }
            ("Array", _) => return Err(wrong("1")),
            ("Barrier", &[n]) => ObjectKind::Barrier { parties: in_range(n, 1, 1024)? as u16 },
            ("Barrier", _) => return Err(wrong("1")),
            ("Atomic", []) => ObjectKind::Atomic { initial: 0 },
            ("Atomic", &[(initial, _)]) => ObjectKind::Atomic { initial },
            ("Atomic", _) => return Err(wrong("0–1")),
            ("Queue" | "PriorityQueue", numbers @ ([] | [_])) => {
                let most = numbers.first().map_or(Ok(0), |&n| in_range(n, 0, 1024))? as u16;
                ObjectKind::Queue {
                    room: if most == 0 { self.elements() } else { most },
                    bounded: most > 0,
                    ordered: maker == "PriorityQueue",
                }
            }
            ("Queue" | "PriorityQueue", _) => return Err(wrong("0–1")),
            ("Condition", _) => return self.condition(arguments, name, span, line),
            _ => {
                let length = if maker == "sync_channel" { "n" } else { "" };
                let write = format!("tx, rx = {maker}({length})");
                return Err((span, MeaningProblem::ChannelNeedsTwoNames(write)));
            }
        })
    }

    /// `Condition()` makes a lock of its own, a reentrant one as in Python; `Condition(lock)` goes with
    /// that one.
    fn condition(
        &mut self,
        arguments: &[Argument],
        name: &str,
        span: Span,
        line: Line,
    ) -> Result<ObjectKind, Wrong> {
        let mut lock = None;
        let mut is_strict = true;
        for argument in arguments {
            if argument.name.is_some() {
                is_strict = self.constant(&argument.value)? != 0;
                continue;
            }
            let wants_lock = (argument.value.span, MeaningProblem::WantsObject("Lock()".into()));
            let ExpressionKind::Name(given) = &argument.value.kind else { return Err(wants_lock) };
            match self.scope.get(given) {
                Some(Meaning::Object(id))
                    if lock.is_none()
                        && matches!(
                            self.objects[usize::from(id.0)].kind,
                            ObjectKind::Lock | ObjectKind::ReentrantLock
                        ) =>
                {
                    lock = Some(id);
                }
                None => {
                    let problem = MeaningProblem::UnknownName(given.clone());
                    return Err((argument.value.span, problem));
                }
                _ => return Err(wants_lock),
            }
        }
        if arguments.len() > 2 {
            let problem = MeaningProblem::WrongArguments("Condition".into(), "0–2".into());
            return Err((span, problem));
        }
        let lock = lock.unwrap_or_else(|| self.object(name, ObjectKind::ReentrantLock, line));
        if is_strict {
            self.strict.push(ObjectId(self.objects.len() as u16));
        }
        Ok(ObjectKind::Condition { lock })
    }

    fn channel(
        &mut self,
        sender: &'a str,
        receiver: &'a str,
        value: &'a Expression,
        line: Line,
    ) -> Result<(), Wrong> {
        let wrong = || (value.span, MeaningProblem::TwoNames);
        let (maker, arguments) = self.maker(value)?.ok_or_else(wrong)?;
        let (kind, room) = match (maker, arguments) {
            ("channel", []) => (ChannelKind::Unbounded, self.elements()),
            ("sync_channel", [argument]) if argument.name.is_none() => {
                match self.constant(&argument.value)? {
                    0 => (ChannelKind::Rendezvous, 64),
                    n @ 1..=1024 => (ChannelKind::Bounded, n as u16),
                    _ => {
                        return Err((argument.value.span, MeaningProblem::OutOfRange(0, 1024)));
                    }
                }
            }
            ("channel" | "sync_channel", _) => {
                let takes = if maker == "channel" { "0" } else { "1" };
                let problem = MeaningProblem::WrongArguments(maker.into(), takes.into());
                return Err((value.span, problem));
            }
            _ => return Err(wrong()),
        };
        let id = self.object(sender, ObjectKind::Channel { room, kind }, line);
        self.objects[usize::from(id.0)].receiver = Some(receiver.to_owned());
        self.channels.push((sender, receiver, id));
        // Each role gets locals for its ends when it is known which it uses.
        self.scope.set(sender, Meaning::Sender(id, Local(0)));
        self.scope.set(receiver, Meaning::Receiver(id, Local(0)));
        Ok(())
    }

    /// How many elements a container without a limit has room for.
    fn elements(&self) -> u16 {
        let Setup { items, producers, .. } = self.setup;
        match items {
            0 => MOST_ELEMENTS as u16,
            _ => {
                // All items that are ever made, and as many marks and numbers as a check of a run
                // without end would allow. More would cost memory in every state that is kept.
                let all = items.saturating_mul(producers.into());
                all.saturating_add(MOST_WAITING.into()).min(MOST_ELEMENTS) as u16
            }
        }
    }

    pub fn object(&mut self, name: &str, kind: ObjectKind, line: Line) -> ObjectId {
        let id = ObjectId(self.objects.len() as u16);
        self.objects.push(Object { name: name.into(), receiver: None, kind, base: Cell(0), line });
        id
    }

    /// Gives every object its cells. Small ones come first, as real threads then find a
    /// buffer's semaphores and its `head` and `tail` in one go.
    pub fn lay_out(&mut self, source: &str, problems: &mut Vec<Diagnostic>) {
        let mut next = 0;
        for is_small in [true, false] {
            for object in &mut self.objects {
                if (object.cell_count() <= 2 && !matches!(object.kind, ObjectKind::Buffer { .. }))
                    == is_small
                {
                    object.base = Cell(next as u16);
                    next += usize::from(object.cell_count());
                    if next > MOST_CELLS {
                        let problem = MeaningProblem::TooMuchState(MOST_CELLS);
                        problems.push(diagnostic(span_of(object.line, source), problem));
                        return;
                    }
                }
            }
        }
    }

    /// The value of an expression that is known before the threads start.
    pub fn constant(&self, e: &Expression) -> Result<Value, Wrong> {
        let overflow = || (e.span, MeaningProblem::NotConstant);
        let value = match &e.kind {
            ExpressionKind::Integer(value) => Some(*value),
            ExpressionKind::Boolean(is) => Some(Value::from(*is)),
            ExpressionKind::None => return Ok(NONE),
            ExpressionKind::Negate(inner) => self.constant(inner)?.checked_neg(),
            ExpressionKind::Name(name) => match self.scope.get(name) {
                Some(Meaning::Constant(value)) => return Ok(value),
                Some(_) => None,
                None => return Err((e.span, self.unknown(name))),
            },
            ExpressionKind::Arithmetic(operator, left, right) => {
                let (left, right) = (self.constant(left)?, self.constant(right)?);
                match operator {
                    Arithmetic::Add => left.checked_add(right),
                    Arithmetic::Subtract => left.checked_sub(right),
                    Arithmetic::Multiply => left.checked_mul(right),
                    Arithmetic::Divide | Arithmetic::Modulo if right <= 0 || left < 0 => None,
                    Arithmetic::Divide => left.checked_div(right),
                    Arithmetic::Modulo => left.checked_rem(right),
                }
            }
            _ => None,
        };
        value.filter(|&it| is_integer(it)).ok_or_else(overflow)
    }

    fn unknown(&self, name: &str) -> MeaningProblem {
        match nearest(name, self.scope.names()) {
            Some(meant) => MeaningProblem::MisspeltName(name.into(), meant.into()),
            None => MeaningProblem::UnknownName(name.into()),
        }
    }
}

/// The words of a line.
fn span_of(line: Line, source: &str) -> Span {
    let mut start = 0;
    for (index, text) in source.split_inclusive('\n').enumerate() {
        if index == usize::from(line.0) {
            let indentation = text.len() - text.trim_start().len();
            return Span::new(start + indentation, start + text.trim_end().len());
        }
        start += text.len();
    }
    Span::new(start, start)
}

/// Names that mean the same in every text.
pub const RESERVED: [&str; 9] =
    ["produce", "consume", "sleep", "join", "drop", "len", "range", "me", "print"];

/// The names that a block assigns to, loops left alone: their variable is the function's own.
pub fn assigned_in<'a>(block: &'a Block, names: &mut Vec<&'a str>) {
    let name_of = |target: &'a Expression| match &target.kind {
        ExpressionKind::Name(name) => Some(name.as_str()),
        _ => None,
    };
    for statement in block {
        match &statement.kind {
            StatementKind::Assign { targets, .. } => {
                names.extend(targets.iter().filter_map(name_of))
            }
            StatementKind::Augment { target, .. } => names.extend(name_of(target)),
            _ => {}
        }
        for inner in blocks_of(statement) {
            assigned_in(inner, names);
        }
    }
}

/// The names that a function takes from the top by `global`, wherever it says so.
pub fn globals_in(block: &Block) -> Vec<&str> {
    let mut names = Vec::new();
    for statement in block {
        if let StatementKind::Global(these) = &statement.kind {
            names.extend(these.iter().map(|it| it.text.as_str()));
        }
        for inner in blocks_of(statement) {
            names.extend(globals_in(inner));
        }
    }
    names
}

/// The blocks inside a statement.
pub fn blocks_of(statement: &Statement) -> Vec<&Block> {
    match &statement.kind {
        StatementKind::Define { body, .. }
        | StatementKind::While { body, .. }
        | StatementKind::For { body, .. }
        | StatementKind::With { body, .. } => vec![body],
        StatementKind::If { branches, otherwise } => branches
            .iter()
            .map(|it| &it.clause.body)
            .chain(otherwise.iter().map(|it| &it.body))
            .collect(),
        StatementKind::Try { body, handlers, finally } => std::iter::once(body)
            .chain(handlers.iter().map(|it| &it.clause.body))
            .chain(finally.iter().map(|it| &it.body))
            .collect(),
        _ => Vec::new(),
    }
}
