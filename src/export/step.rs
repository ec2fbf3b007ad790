//! One step of a role, from one resting place to the next.
//!
//! It mirrors what the language says of a step: one access, or at the coarser granularities all
//! accesses of a statement, and then what the thread does on its own. In that it goes back to the head of a loop
//! once at most, makes one item at most and finishes with one at most.

use super::Unexportable;
use super::names::{Names, local};
use super::value::{Computed, NO_DIVISOR, NO_NUMBER, compute, constant, is_certain};
use crate::program::{
    Exception, Instruction, Local, Operand, Operator, Pc, Program, Role, RoleKind,
};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fmt::Write;

/// What a step has done already, and may not do twice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Done {
    produced: bool,
    consumed: bool,
    came_round: bool,
    gave_way: bool,
}

/// A place inside a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    pub at: Pc,
    pub done: Done,
}

impl Spot {
    /// Behind this one.
    pub fn next(self) -> Spot {
        Spot { at: self.at.next(), ..self }
    }

    /// Elsewhere.
    pub fn to(self, at: Pc) -> Spot {
        Spot { at, ..self }
    }
}

/// An exception, as far as it is known.
#[derive(Clone, Copy, Debug)]
pub enum Raised {
    Known(Exception),
    In(Operand),
}

/// Writes the steps of one role.
pub struct Steps<'a> {
    pub program: &'a Program,
    pub role: &'a Role,
    pub names: &'a Names,
    /// The number of the role's first thread among all.
    pub first: usize,
    /// Why it cannot be written, as soon as that is known.
    pub problem: Option<Unexportable>,
    /// The places where a thread may rest that are still to be written.
    rests: BTreeSet<Pc>,
    written: BTreeSet<Pc>,
    /// Of the step that is written: where it begins, its inner places with their numbers, and those
    /// that are still to be written.
    from: Pc,
    spots: BTreeMap<Spot, usize>,
    open: VecDeque<Spot>,
}

impl<'a> Steps<'a> {
    pub fn new(program: &'a Program, role: &'a Role, names: &'a Names, first: usize) -> Steps<'a> {
        Steps {
            program,
            role,
            names,
            first,
            problem: None,
            rests: BTreeSet::new(),
            written: BTreeSet::new(),
            from: Pc(0),
            spots: BTreeMap::new(),
            open: VecDeque::new(),
        }
    }

    /// All steps from these places on.
    pub fn write(&mut self, starts: impl IntoIterator<Item = Pc>) -> String {
        self.rests.extend(starts);
        let mut steps: BTreeMap<Pc, String> = BTreeMap::new();
        while let Some(at) = self.rests.pop_first() {
            if self.written.insert(at) {
                let step = self.step(at);
                steps.insert(at, step);
            }
        }
        steps.into_values().collect()
    }

    fn step(&mut self, at: Pc) -> String {
        self.from = at;
        self.spots.clear();
        self.open.clear();
        let spot = Spot { at, done: Done::default() };
        let line = self.role.line(at);
        let words = self.program.source.get(usize::from(line.0)).map_or("", |it| it.trim());
        let words = words.replace("*/", "* /").replace('\\', "/");
        let mut text = format!("{}:  /* {}: {words} */\n  atomic {{\n", rest(at), line.0 + 1);
        let first = match *self.role.instruction(at) {
            Instruction::Do(ref operation) => self.perform(operation, spot),
            Instruction::Block { ref on, answer, timeout } => {
                self.attempt(on, answer, timeout.is_some(), spot)
            }
            // It rests at something of its own, where one step must not do more.
            _ => {
                let alone = self.alone(spot);
                format!("(true); {alone}")
            }
        };
        let mut parts = vec![first];
        while let Some(spot) = self.open.pop_front() {
            let part = match self.role.instruction(spot.at) {
                Instruction::Do(operation) => self.perform(operation, spot),
                _ => self.alone(spot),
            };
            parts.push(part);
        }
        joined(&mut parts);
        for (number, part) in parts.iter().enumerate().filter(|(_, part)| !part.is_empty()) {
            let label =
                if number == 0 { String::new() } else { format!("{}: ", self.inner(number)) };
            let mut part = part.clone();
            for inner in 1..parts.len() {
                part = part.replace(&mark(inner), &format!("goto {}", self.inner(inner)));
            }
            _ = writeln!(text, "    {label}{part};");
        }
        text + "  }\n"
    }

    fn inner(&self, number: usize) -> String {
        format!("s{}_{number}", self.from.0)
    }

    /// The jump to where a step goes on, or where it ends.
    pub fn go(&mut self, spot: Spot) -> String {
        let mut spot = spot;
        loop {
            match *self.role.instruction(spot.at) {
                Instruction::Jump(to) => spot = spot.to(to),
                Instruction::Pause(Operand::Constant(_)) => spot = spot.next(),
                Instruction::GiveWay => {
                    spot = spot.next();
                    spot.done.gave_way = true;
                }
                Instruction::Do(_) if self.is_of_step(spot) => return self.go_inside(spot),
                Instruction::Do(_) | Instruction::Block { .. } => return self.go_to_rest(spot.at),
                Instruction::Again { .. } if spot.done.came_round => {
                    return self.go_to_rest(spot.at);
                }
                Instruction::End => return self.ended(),
                _ => return self.go_inside(spot),
            }
        }
    }

    /// Whether an access still belongs to the step.
    fn is_of_step(&self, spot: Spot) -> bool {
        let groups = &self.role.groups;
        groups[spot.at.index()] == groups[self.from.index()]
            && !spot.done.came_round
            && !spot.done.gave_way
    }

    fn go_to_rest(&mut self, at: Pc) -> String {
        if !self.written.contains(&at) {
            self.rests.insert(at);
        }
        format!("goto {}", rest(at))
    }

    fn go_inside(&mut self, spot: Spot) -> String {
        // The first part of a step is what it begins with.
        let number = self.spots.len() + 1;
        let number = *self.spots.entry(spot).or_insert_with(|| {
            self.open.push_back(spot);
            number
        });
        mark(number)
    }

    /// An operand as the model writes it.
    pub fn value(&mut self, operand: Operand) -> String {
        match operand {
            Operand::Local(it) => self.local(it),
            Operand::Constant(value) => constant(value, Some(self.role.line(self.from)))
                .unwrap_or_else(|problem| {
                    self.problem.get_or_insert(problem);
                    "0".into()
                }),
        }
    }

    pub fn local(&self, it: Local) -> String {
        local(self.role, it)
    }

    /// The thread's own index in its role.
    pub fn own_index(&self) -> String {
        if self.first == 0 { "_pid".into() } else { format!("(_pid - {})", self.first) }
    }

    /// What a thread does by itself.
    fn alone(&mut self, spot: Spot) -> String {
        match *self.role.instruction(spot.at) {
            Instruction::Do(_) | Instruction::Block { .. } => self.go_to_rest(spot.at),
            Instruction::Jump(_) | Instruction::End | Instruction::GiveWay => self.go(spot),
            Instruction::Set { into, value } => {
                let value = self.value(value);
                format!("{} = {value}; {}", self.local(into), self.go(spot.next()))
            }
            Instruction::Compute { operator, left, right, into } => {
                self.compute(operator, left, right, into, spot)
            }
            Instruction::Need(it) => {
                let unset = format!("{} == UNSET", self.local(it));
                let raised = self.raise(Raised::Known(Exception::NAME_ERROR), spot);
                let on = self.go(spot.next());
                choose(&unset, &raised, &on)
            }
            Instruction::JumpIf { value, is, to } => {
                let value = self.value(value);
                let (jump, on) = (self.go(spot.to(to)), self.go(spot.next()));
                let (yes, no) = if is { (jump, on) } else { (on, jump) };
                choose(&format!("IS_TRUE({value})"), &yes, &no)
            }
            Instruction::Again { to, enough } => {
                let on = Done { came_round: true, ..spot.done };
                let round = self.go(Spot { at: to, done: on });
                match enough.filter(|_| self.role.takes != 0) {
                    Some(end) => {
                        let over = self.go(Spot { at: end, done: on });
                        choose(&format!("consumed >= {}", self.role.takes), &over, &round)
                    }
                    None => round,
                }
            }
            Instruction::Produce { into, all_made } => self.produce(into, all_made, spot),
            Instruction::Consume(item) => self.consume(item, spot),
            Instruction::Print { .. } => self.go(spot.next()),
            Instruction::Pause(time) => {
                let time = self.value(time);
                let raised = self.raise(Raised::Known(NO_NUMBER), spot);
                let on = self.go(spot.next());
                choose(&format!("IS_NUMBER({time})"), &on, &raised)
            }
            Instruction::Raise(exception) => self.raise(Raised::In(exception), spot),
        }
    }

    fn produce(&mut self, into: Local, all_made: Pc, spot: Spot) -> String {
        let endless = self.program.items == 0;
        // In a run without end all items of a producer have one name: nothing asks for another.
        let number = if endless { "1" } else { "produced" };
        let made = match spot.done.produced {
            true => self.go_to_rest(spot.at),
            false => {
                let item = format!("ITEM + ({} << 16) + {number}", self.own_index());
                let count = if endless { "" } else { "produced = produced + 1; " };
                let done = Done { produced: true, ..spot.done };
                let on = self.go(Spot { at: spot.at.next(), done });
                format!("{count}{} = {item}; {on}", self.local(into))
            }
        };
        if endless {
            return made;
        }
        let end = self.go(spot.to(all_made));
        choose(&format!("produced == {}", self.program.items), &end, &made)
    }

    fn consume(&mut self, item: Operand, spot: Spot) -> String {
        let item = self.value(item);
        let used = match spot.done.consumed {
            true => self.go_to_rest(spot.at),
            false => {
                let count = if self.role.takes == 0 { "" } else { "consumed = consumed + 1; " };
                let done = Done { consumed: true, ..spot.done };
                let on = self.go(Spot { at: spot.at.next(), done });
                format!("{count}{on}")
            }
        };
        let on = self.go(spot.next());
        choose(&format!("IS_ITEM({item})"), &used, &on)
    }

    fn compute(
        &mut self,
        operator: Operator,
        left: Operand,
        right: Operand,
        into: Local,
        spot: Spot,
    ) -> String {
        let (one, other) = (self.value(left), self.value(right));
        let into = self.local(into);
        let on = self.go(spot.next());
        let operands = ((&*one, is_certain(left)), (&*other, is_certain(right)));
        match compute(operator, operands.0, operands.1) {
            Computed::Always(value) => format!("{into} = {value}; {on}"),
            Computed::If { numbers, divisor, fits, value } => {
                let fits = fits.map_or(String::new(), |it| format!("assert({it}); "));
                let mut text = format!("{fits}{into} = {value}; {on}");
                for (wanted, exception) in [(divisor, NO_DIVISOR), (numbers, NO_NUMBER)] {
                    if let Some(wanted) = wanted {
                        let raised = self.raise(Raised::Known(exception), spot);
                        text = choose(&wanted, &text, &raised);
                    }
                }
                text
            }
        }
    }

    /// An exception that is raised here: on to what catches it, or the end of the thread.
    pub fn raise(&mut self, exception: Raised, spot: Spot) -> String {
        let value = match exception {
            Raised::Known(it) => it.to_value().to_string(),
            Raised::In(operand) => self.value(operand),
        };
        let mut around =
            self.role.handlers.iter().filter(|it| it.from <= spot.at && spot.at < it.to);
        // What only cleans up catches nothing, unless something around it does.
        let caught = around.next().filter(|it| !it.passes_on || !around.all(|it| it.passes_on));
        if let Some(&handler) = caught {
            let into = self.local(handler.into);
            return format!("{into} = {value}; {}", self.go(spot.to(handler.at)));
        }
        let assertion = Exception::ASSERTION_ERROR;
        let fails = match exception {
            Raised::Known(it) if it == assertion => "ASSERTION_FAILS".into(),
            Raised::In(Operand::Constant(it)) if it == assertion.to_value() => {
                "ASSERTION_FAILS".into()
            }
            Raised::Known(_) | Raised::In(Operand::Constant(_)) => "UNCAUGHT".into(),
            Raised::In(Operand::Local(_)) => {
                let is_assertion = format!("{value} == {}", assertion.to_value());
                choose(&is_assertion, "ASSERTION_FAILS", "UNCAUGHT")
            }
        };
        format!("{fails}; {}", self.ended())
    }

    /// The jump to the end of the thread.
    fn ended(&self) -> String {
        let counted = if is_awaited(self.role) { "ENDS; " } else { "" };
        format!("{counted}goto ended")
    }

    /// Gives the answer of an operation that may wait, and goes on behind it.
    pub fn answer(&mut self, answer: Option<Local>, is: bool, spot: Spot) -> String {
        let on = self.go(spot.next());
        match answer {
            Some(local) => format!("{} = {}; {on}", self.local(local), u8::from(is)),
            None => on,
        }
    }
}

/// Whether a run is not over before the threads of this role have ended.
pub fn is_awaited(role: &Role) -> bool {
    role.kind != RoleKind::Consumer
}

/// What stands for the jump to a part of a step until it is known whether others jump there too.
fn mark(number: usize) -> String {
    format!("<{number}>")
}

/// Puts each part to which one jump leads in the place of that jump, and leaves nothing where it was.
fn joined(parts: &mut [String]) {
    for number in 1..parts.len() {
        let mark = mark(number);
        let jumps = parts.iter().map(|it| it.matches(&mark).count()).sum::<usize>();
        if jumps == 1 {
            let part = std::mem::take(&mut parts[number]);
            let from = parts.iter_mut().find(|it| it.contains(&mark));
            let from = from.expect("a part does not lead to itself");
            *from = from.replace(&mark, &part);
        }
    }
}

/// What a resting place is called.
pub fn rest(at: Pc) -> String {
    format!("at_{}", at.0)
}

/// One way or the other.
pub fn choose(condition: &str, yes: &str, no: &str) -> String {
    format!("if :: {condition} -> {yes} :: else -> {no} fi")
}
