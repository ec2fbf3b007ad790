//! Roles: which there are, who runs them, and how each becomes code.

use super::Setup;
use super::code_size::MOST_OTHER_ROLES;
use super::critical_section::critical_sections;
use super::declarations::{Declarations, RESERVED, blocks_of, diagnostic};
use super::functions::{calls_in, expressions_of, reachable};
use super::locals::{Locals, every_label, truth};
use super::scope::{Function, Meaning, Scope};
use super::{Granularity, invariants};
use crate::notation::meaning::MeaningProblem;
use crate::notation::problem::{Diagnostic, Problem};
use crate::notation::tree::{Expression, ExpressionKind, Module, Statement, StatementKind};
use crate::program::{
    Assembly, Cell, ChannelEnd, Exception, Form, Instruction, Label, Line, Local,
    MOST_INSTRUCTIONS, MOST_LOCALS, Object, ObjectId, ObjectKind, Operation, Program, Role,
    RoleKind, Runtime, Sequence, Span, ThreadId, ThreadSet,
};
use crate::python::nearest;

/// Compiles a whole text.
pub fn program(
    module: &Module,
    source: &str,
    setup: &Setup,
    problems: &mut Vec<Diagnostic>,
) -> Program {
    let functions = functions(module);
    let mut declarations = Declarations::read(module, setup, problems);
    for function in &functions {
        declarations.define(function);
    }
    for function in functions.iter().filter(|it| !it.is_role && !RESERVED.contains(&it.name)) {
        if !is_called(function, &functions) {
            let problem = MeaningProblem::NeverCalled(function.name.into());
            problems.push(diagnostic(function.span, problem));
        } else if calls_itself_only(function, &functions) {
            let problem = MeaningProblem::Recursion(function.name.into());
            problems.push(diagnostic(function.span, problem));
        }
    }
    let mut roles: Vec<(RoleKind, &Function)> =
        functions.iter().filter(|it| it.is_role).map(|it| (kind_of(it), it)).collect();
    name_others(&mut roles);
    roles.sort_by_key(|(kind, _)| match kind {
        RoleKind::Producer => 0,
        RoleKind::Consumer => 1,
        RoleKind::Other(_) => 2,
    });
    if roles.is_empty() && problems.is_empty() {
        let end = Span::new(source.len(), source.len());
        problems.push(diagnostic(end, MeaningProblem::NoRole));
    }
    if let Some((_, one)) = roles.get(2 + MOST_OTHER_ROLES) {
        problems.push(diagnostic(one.span, MeaningProblem::TooManyRoles(MOST_OTHER_ROLES)));
    }
    let threads = |kind: RoleKind| match kind {
        RoleKind::Producer => setup.producers,
        RoleKind::Consumer => setup.consumers,
        RoleKind::Other(_) => 1,
    };
    let mut alive = Vec::new();
    let mut before = 0;
    for &(kind, function) in &roles {
        let own = ThreadSet::range(ThreadId::from_index(before), threads(kind));
        before += usize::from(threads(kind));
        if functions.iter().any(|it| joins(it, function.name)) {
            let kind = ObjectKind::Alive { threads: own, late: false };
            let id = declarations.object(function.name, kind, function.line);
            alive.push((function.name, id));
        }
    }
    declarations.lay_out(source, problems);
    let exceptions = exceptions(module, problems);
    let mut arrays_of_items = Vec::new();
    let mut ends = vec![(0, 0); declarations.objects.len()];
    let mut compiled = Vec::new();
    for &(kind, function) in &roles {
        let mut coder = Coder::new(&declarations, setup, kind, &alive, &exceptions, problems);
        coder.role(function);
        for &(channel, end) in &coder.ends_owned {
            let (senders, receivers) = &mut ends[usize::from(channel.0)];
            let owned = if end == ChannelEnd::Sender { senders } else { receivers };
            *owned += threads(kind);
        }
        arrays_of_items.append(&mut coder.arrays_of_items);
        compiled.push(coder.finish(function, threads(kind)));
    }
    let invariants = invariants::read(module, &declarations, setup, problems);
    problems.retain(|it| !declarations.wrong.iter().any(|name| follows_from(it, name, source)));
    say_what_is_own(problems, source);
    // A declaration may have taken the name.
    let is_hidden = declarations.declared.contains(&"capacity");
    let mentions_capacity = mentions(module, "capacity") && !is_hidden;
    let mut objects = declarations.objects;
    for id in arrays_of_items {
        if let ObjectKind::Array { of_items, .. } = &mut objects[usize::from(id.0)].kind {
            *of_items = true;
        }
    }
    super::reentrance::simplify(&mut objects, &mut compiled);
    let cells = initial_cells(&objects, &ends);
    let mut program = Program {
        source: source.lines().map(str::to_owned).collect(),
        objects,
        cells,
        roles: Vec::new(),
        items: setup.items,
        exceptions,
        has_wide_steps: setup.granularity != Granularity::Access
            || setup.runtime != Runtime::Threads
            || compiled.iter().any(|role| role.effects().any(|it| it.is_wide)),
        has_spurious_wakes: setup.spurious_wakes,
        form: Form::Roles,
        texts: Vec::new(),
        invariants,
        mentions_capacity,
    };
    for mut role in compiled {
        role.inside = critical_sections(&role.code, &role.spans, &program.objects);
        program.roles.push(role);
    }
    super::critical_section::widen_to_locks(&mut program);
    program
}

/// Whether a text uses a name anywhere.
fn mentions(module: &Module, name: &str) -> bool {
    let is_it = |e: &Expression| matches!(&e.kind, ExpressionKind::Name(it) if it == name);
    let mut found = false;
    expressions_of(&module.statements, &mut |e| found |= is_it(e));
    found
}

/// Whether something is wrong only as the declaration of a name is.
fn follows_from(Diagnostic { span, problem }: &Diagnostic, wrong: &str, source: &str) -> bool {
    use MeaningProblem as It;
    let Problem::Meaning(problem) = problem else { return false };
    match problem {
        It::NoSuchOperation(name, ..)
        | It::MisspeltOperation(name, ..)
        | It::ObjectAsValue(name)
        | It::AssignToObject(name)
        | It::NoElements(name)
        | It::NotAFunction(name) => name == wrong,
        It::WantsObject(_) | It::NoObject | It::WantsCondition | It::LoopOver => {
            source.get(span.range()) == Some(wrong)
        }
        _ => false,
    }
}

/// What is used as an object of the top may be a variable of the function, as that assigns to the name: then this
/// is what is wrong with it, and not that it is no object.
fn say_what_is_own(problems: &mut [Diagnostic], source: &str) {
    let own: Vec<(Span, String, String)> = problems
        .iter()
        .filter_map(|it| match &it.problem {
            Problem::Meaning(MeaningProblem::OwnVariable(name, function)) => {
                Some((it.span, name.clone(), function.clone()))
            }
            _ => None,
        })
        .collect();
    for (assigned, name, function) in own {
        let line = 1 + source[..assigned.start as usize].matches('\n').count();
        for wrong in problems.iter_mut().filter(|it| follows_from(it, &name, source)) {
            let (name, function) = (name.clone(), function.clone());
            let problem = MeaningProblem::OwnInsteadOfShared(name, function, line.to_string());
            wrong.problem = Problem::Meaning(problem);
        }
    }
}

fn initial_cells(objects: &[Object], ends: &[(u16, u16)]) -> Vec<i64> {
    let count = objects.iter().map(|it| it.base.index() + usize::from(it.cell_count())).max();
    let mut cells = vec![0; count.unwrap_or(0)];
    for (object, &(senders, receivers)) in objects.iter().zip(ends) {
        let mut initial = object.initial_cells();
        if let ObjectKind::Channel { .. } = object.kind {
            let state = crate::program::ChannelState { senders, receivers, ..Default::default() };
            initial[0] = state.pack();
        }
        let base = object.base.index();
        cells[base..base + initial.len()].copy_from_slice(&initial);
    }
    cells
}

fn functions(module: &Module) -> Vec<Function<'_>> {
    let mut functions: Vec<Function> = module
        .statements
        .iter()
        .filter_map(|statement| match &statement.kind {
            StatementKind::Define { name, parameters, body } => Some(Function {
                name: &name.text,
                span: name.span,
                line: statement.line,
                parameters,
                body,
                is_role: parameters.is_empty(),
            }),
            _ => None,
        })
        .collect();
    let called: Vec<bool> = functions.iter().map(|it| is_called(it, &functions)).collect();
    for (function, is_called) in functions.iter_mut().zip(called) {
        function.is_role &= !is_called;
    }
    functions
}

fn is_called(function: &Function, functions: &[Function]) -> bool {
    let others = functions.iter().filter(|it| it.name != function.name);
    others.into_iter().any(|it| calls_in(it.body).contains(&function.name))
}

/// Whether a function is called through others by itself, and by no role: then it is put in
/// nowhere.
fn calls_itself_only(function: &Function, functions: &[Function]) -> bool {
    let mut callers = vec![function.name];
    let mut at = 0;
    while let Some(&name) = callers.get(at) {
        for it in functions.iter().filter(|it| calls_in(it.body).contains(&name)) {
            if it.is_role {
                return false;
            }
            if !callers.contains(&it.name) {
                callers.push(it.name);
            }
        }
        at += 1;
    }
    // Around the circle: some caller of it is called by it.
    let is_called_by = |it: &&Function| calls_in(function.body).contains(&it.name);
    functions.iter().filter(is_called_by).any(|it| callers.contains(&it.name))
}

/// Whether a function waits for the threads of a role.
fn joins(function: &Function, role: &str) -> bool {
    let mut found = false;
    expressions_of(function.body, &mut |e| {
        if let ExpressionKind::Call { function, arguments } = &e.kind
            && matches!(&function.kind, ExpressionKind::Name(name) if name == "join")
        {
            found |= arguments
                .iter()
                .any(|it| matches!(&it.value.kind, ExpressionKind::Name(name) if name == role));
        }
    });
    found
}

fn kind_of(function: &Function) -> RoleKind {
    match function.name {
        "producer" => RoleKind::Producer,
        "consumer" => RoleKind::Consumer,
        _ => RoleKind::Other('M'),
    }
}

/// Gives every other role a letter of its own, that of its name where it is free.
fn name_others(roles: &mut [(RoleKind, &Function)]) {
    let mut taken = vec!['P', 'C'];
    for (kind, function) in roles {
        if let RoleKind::Other(letter) = kind {
            let own = function.name.chars().map(|it| it.to_ascii_uppercase());
            let free = own
                .chain("MTWXYZ".chars())
                .find(|it| it.is_ascii_uppercase() && !taken.contains(it));
            *letter = free.unwrap_or('M');
            taken.push(*letter);
        }
    }
}

/// The exceptions besides those that operations raise: first those after `raise`, which the text may
/// name as it likes, then those of Python's after `except`. An `except` of any other name is a problem.
fn exceptions(module: &Module, problems: &mut Vec<Diagnostic>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut note = |name: &str| {
        let is_known = Exception::NAMES.contains(&name) || name == "Exception";
        if !is_known && !names.iter().any(|it| it == name) {
            names.push(name.to_owned());
        }
    };
    for_each_statement(&module.statements, &mut |statement| {
        if let StatementKind::Raise(Some(name)) = &statement.kind {
            note(&name.text);
        }
    });
    let mut raised = names.clone();
    for_each_statement(&module.statements, &mut |statement| {
        let StatementKind::Try { handlers, .. } = &statement.kind else { return };
        for name in handlers.iter().flat_map(|it| &it.exceptions) {
            let word = name.text.as_str();
            if PYTHONS.contains(&word) && !raised.iter().any(|it| it == word) {
                raised.push(word.to_owned());
            }
            let is_known = Exception::NAMES.contains(&word)
                || word == "Exception"
                || raised.iter().any(|it| it == word);
            if is_known {
                continue;
            }
            let known = Exception::NAMES.into_iter().chain(raised.iter().map(String::as_str));
            let problem = match nearest(word, known.chain(PYTHONS)) {
                Some(meant) => MeaningProblem::MisspeltException(word.into(), meant.into()),
                None => MeaningProblem::UnknownException(word.into()),
            };
            problems.push(diagnostic(name.span, problem));
        }
    });
    raised
}

/// Exceptions of Python's that people catch in such programs, and that nothing here raises.
const PYTHONS: [&str; 13] = [
    "ArithmeticError",
    "AttributeError",
    "BaseException",
    "InterruptedError",
    "KeyError",
    "KeyboardInterrupt",
    "LookupError",
    "OSError",
    "ShutDown",
    "StopIteration",
    "SystemExit",
    "TimeoutError",
    "UnboundLocalError",
];

fn for_each_statement<'a>(block: &'a [Statement], visit: &mut impl FnMut(&'a Statement)) {
    for statement in block {
        visit(statement);
        for inner in blocks_of(statement) {
            for_each_statement(inner, visit);
        }
    }
}

/// Compiles one role.
pub struct Coder<'a, 'p> {
    pub declarations: &'p Declarations<'a>,
    pub setup: &'p Setup,
    pub kind: RoleKind,
    pub problems: &'p mut Vec<Diagnostic>,
    pub assembly: Assembly,
    pub locals: Locals,
    /// The names of the call that is compiled, and those around it.
    pub scopes: Vec<Scope<'a>>,
    /// What has to be done on the way out, from the outside in.
    pub frames: Vec<Frame<'a>>,
    /// The functions that are being put in just now.
    pub calls: Vec<&'a str>,
    /// The local with the exception that was caught last.
    pub caught: Option<Local>,
    /// Where the role ends.
    pub end: Label,
    /// Channels this role has an end of: whether it is a sending one.
    pub ends_owned: Vec<(ObjectId, ChannelEnd)>,
    /// All ends, clones included, with the locals that say whether they are alive.
    pub ends: Vec<(ObjectId, ChannelEnd, Local)>,
    /// Clones that still have no name.
    pub free_ends: Vec<Local>,
    /// How many threads of a role are alive.
    pub alive: &'p [(&'a str, ObjectId)],
    /// The names of the exceptions that Python does not have.
    pub exceptions: &'p [String],
    pub me: Option<Local>,
    /// Locals that may hold items.
    pub item_locals: Vec<Local>,
    pub arrays_of_items: Vec<ObjectId>,
}

/// Something that a statement is inside of, and that matters on the way out.
#[derive(Clone)]
pub enum Frame<'a> {
    /// A loop.
    Loop {
        /// Behind it.
        exit: Label,
        /// Its jump back.
        again: Label,
    },
    /// `with`: what is given back, and what its handler does not catch.
    Held(Cell, HeldKind, Vec<(crate::program::Pc, crate::program::Pc)>),
    /// `finally`: what is done, and what its handler does not catch.
    Finally(&'a [Statement], Vec<(crate::program::Pc, crate::program::Pc)>),
    /// `except`: what its handler does not catch.
    Except(Vec<(crate::program::Pc, crate::program::Pc)>),
    /// A function that was put in.
    Call {
        /// Behind it.
        exit: Label,
        /// The local that gets what it returns.
        result: Local,
    },
}

/// What `with` holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeldKind {
    /// A lock.
    Lock,
    /// A lock that its holder can take again.
    ReentrantLock,
    /// A permit of a semaphore.
    Permit(Option<u32>),
}

impl<'a, 'p> Coder<'a, 'p> {
    pub fn new(
        declarations: &'p Declarations<'a>,
        setup: &'p Setup,
        kind: RoleKind,
        alive: &'p [(&'a str, ObjectId)],
        exceptions: &'p [String],
        problems: &'p mut Vec<Diagnostic>,
    ) -> Coder<'a, 'p> {
        let mut assembly = Assembly::holding_turn(setup.runtime == Runtime::CpythonGil);
        let end = assembly.label();
        Coder {
            declarations,
            setup,
            kind,
            problems,
            assembly,
            locals: Locals::new(),
            scopes: vec![Scope::default()],
            frames: Vec::new(),
            calls: Vec::new(),
            caught: None,
            end,
            ends_owned: Vec::new(),
            ends: Vec::new(),
            free_ends: Vec::new(),
            alive,
            exceptions,
            me: None,
            item_locals: Vec::new(),
            arrays_of_items: Vec::new(),
        }
    }

    /// For a condition that stands outside of all roles.
    pub fn for_condition(
        declarations: &'p Declarations<'a>,
        setup: &'p Setup,
        kind: RoleKind,
        problems: &'p mut Vec<Diagnostic>,
    ) -> Coder<'a, 'p> {
        Coder::new(declarations, setup, kind, &[], &[], problems)
    }

    fn role(&mut self, function: &'a Function<'a>) {
        self.calls.push(function.name);
        self.assembly.line = function.line;
        self.assembly.span = function.span;
        let used = reachable(function.body, self.declarations);
        for &(sender, receiver, id) in &self.declarations.channels {
            for (name, end) in [(sender, ChannelEnd::Sender), (receiver, ChannelEnd::Receiver)] {
                if !used.names.contains(&name) {
                    continue;
                }
                let alive = self.reserve();
                self.assembly.set(alive, truth(true));
                self.locals.assign(alive);
                self.ends.push((id, end, alive));
                self.ends_owned.push((id, end));
                let meaning = match end {
                    ChannelEnd::Sender => Meaning::Sender(id, alive),
                    ChannelEnd::Receiver => Meaning::Receiver(id, alive),
                };
                self.scopes[0].set(name, meaning);
            }
        }
        for _ in 0..used.clones {
            let alive = self.reserve();
            self.assembly.set(alive, truth(false));
            self.locals.assign(alive);
            self.free_ends.push(alive);
        }
        self.free_ends.reverse();
        if used.names.contains(&"me") {
            let me = self.reserve();
            self.locals.assign(me);
            self.me = Some(me);
            self.scopes[0].set("me", Meaning::Local(me));
        }
        self.scopes.push(Scope::default());
        self.declare_locals(function.body, false);
        self.block(function.body);
        self.epilogue(function);
    }

    /// What every thread does at its end: it drops the ends of channels it still has, and
    /// says that it has ended where somebody waits for that.
    fn epilogue(&mut self, function: &'a Function<'a>) {
        let end = self.end;
        self.assembly.place(end);
        self.assembly.line = function.line;
        self.assembly.span = function.span;
        for (id, end, alive) in self.ends.clone() {
            let dropped = self.assembly.label();
            self.assembly.jump_if(crate::program::Operand::Local(alive), false, dropped);
            self.give_way();
            self.assembly.next_group();
            let channel = self.sequence(id);
            self.assembly.access(Operation::DropEnd { channel, end, alive });
            self.assembly.place(dropped);
        }
        let alive = self.alive.iter().find(|(name, _)| *name == function.name);
        if let Some(&(_, id)) = alive {
            self.give_way();
            self.assembly.next_group();
            let cell = self.base(id);
            self.assembly.access(Operation::EndRole(cell));
        }
        self.assembly.emit(Instruction::End);
    }

    fn finish(mut self, function: &'a Function<'a>, threads: u16) -> Role {
        if self.assembly.is_too_long {
            let problem = MeaningProblem::RoleTooLong(function.name.into(), MOST_INSTRUCTIONS);
            self.problem(function.span, problem);
        }
        if self.locals.are_too_many {
            self.problem(function.span, MeaningProblem::TooManyVariables(MOST_LOCALS));
        }
        self.assembly.resolve(every_label);
        self.into_role(function.name, threads)
    }

    /// The code as a role.
    pub fn into_role(self, name: &str, threads: u16) -> Role {
        let takes = if self.kind == RoleKind::Consumer { self.setup.takes } else { 0 };
        let Assembly { code, lines, spans, groups, handlers, .. } = self.assembly;
        Role {
            kind: self.kind,
            name: name.into(),
            threads,
            takes,
            locals: self.locals.most(),
            me: self.me,
            inside: vec![None; code.len()],
            code,
            lines,
            spans,
            groups,
            handlers,
            is_daemon: false,
            unwinds: false,
            turn: None,
            hands_on: None,
            cancellation: None,
            numbered_from: 0,
            end_marks: Vec::new(),
        }
    }

    pub fn problem(&mut self, span: Span, problem: MeaningProblem) {
        self.problems.push(diagnostic(span, problem));
    }

    pub fn object(&self, id: ObjectId) -> &'p Object {
        &self.declarations.objects[usize::from(id.0)]
    }

    pub fn base(&self, id: ObjectId) -> Cell {
        self.object(id).base
    }

    /// The elements of a list, queue or channel.
    pub fn sequence(&self, id: ObjectId) -> Sequence {
        Sequence { length: self.base(id), room: self.object(id).room() }
    }

    /// At the finest granularity every access is a step of its own.
    pub fn next_access(&mut self) {
        if self.setup.granularity == Granularity::Access {
            self.assembly.next_group();
        }
    }

    /// A place where CPython looks for a switch.
    pub fn give_way(&mut self) {
        if self.setup.runtime == Runtime::CpythonGil {
            self.assembly.give_way();
        }
    }

    pub fn at(&mut self, line: Line, span: Span) {
        self.assembly.line = line;
        self.assembly.span = span;
    }
}
