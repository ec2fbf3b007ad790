//! Expressions: their values, and where they lead to when they are conditions.

use super::declarations::RESERVED;
use super::locals::{NOTHING, truth};
use super::roles::Coder;
use super::scope::Meaning;
use crate::notation::meaning::MeaningProblem;
use crate::notation::tree::{Arithmetic, Comparison, Expression, ExpressionKind};
use crate::program::Label;
use crate::program::{
    Instruction, Local, ObjectId, ObjectKind, Operand, Operator, Place, Span, Value,
};
use crate::python::nearest;

/// What stands for something whose problem was noted.
pub const WRONG: Operand = Operand::Constant(0);

impl<'a> Coder<'a, '_> {
    /// What a name means here.
    pub fn meaning(&self, name: &str) -> Option<Meaning<'a>> {
        let own = self.scopes.iter().rev().find_map(|it| it.get(name));
        own.or_else(|| self.declarations.scope.get(name))
    }

    pub fn is_variable(&self, id: ObjectId) -> bool {
        matches!(self.object(id).kind, ObjectKind::Variable { .. })
    }

    /// The value of an expression, with the code that works it out.
    pub fn value(&mut self, e: &'a Expression) -> Operand {
        match &e.kind {
            ExpressionKind::Integer(value) => Operand::Constant(*value),
            ExpressionKind::Boolean(is) => truth(*is),
            ExpressionKind::None => NOTHING,
            ExpressionKind::EmptyList => {
                self.problem(e.span, MeaningProblem::DeclareAtTop("[]".into()));
                WRONG
            }
            ExpressionKind::Name(name) => self.name(name, e.span),
            ExpressionKind::Negate(inner) => {
                let value = self.value(inner);
                self.compute(Operator::Subtract, Operand::Constant(0), value)
            }
            ExpressionKind::Not(inner) => {
                let value = self.condition_value(inner);
                self.compute(Operator::Not, value, WRONG)
            }
            ExpressionKind::Arithmetic(operator, left, right) => {
                let (left, right) = (self.value(left), self.value(right));
                self.compute(operator_of(*operator), left, right)
            }
            ExpressionKind::Compare(comparison, left, right) => {
                let (left, right) = (self.value(left), self.value(right));
                match comparison {
                    Comparison::Equal | Comparison::Is => {
                        self.compute(Operator::Equal, left, right)
                    }
                    Comparison::NotEqual | Comparison::IsNot => {
                        self.compute(Operator::NotEqual, left, right)
                    }
                    Comparison::Less => self.compute(Operator::Less, left, right),
                    Comparison::LessOrEqual => self.compute(Operator::LessOrEqual, left, right),
                    Comparison::Greater => self.compute(Operator::Less, right, left),
                    Comparison::GreaterOrEqual => self.compute(Operator::LessOrEqual, right, left),
                }
            }
            ExpressionKind::And(left, right) => self.either(left, right, false),
            ExpressionKind::Or(left, right) => self.either(left, right, true),
            ExpressionKind::Attribute { of, name } => self.attribute(of, name, e.span),
            ExpressionKind::Index { of, index } => {
                let Some(place) = self.element(of, index) else { return WRONG };
                let into = self.reserve();
                self.next_access();
                self.assembly.load(place, into, false);
                self.locals.assign(into);
                self.note_item(into);
                Operand::Local(into)
            }
            ExpressionKind::Call { function, arguments } => self.call(e, function, arguments),
            ExpressionKind::Lambda(_) => {
                self.problem(e.span, MeaningProblem::LambdaElsewhere);
                WRONG
            }
        }
    }

    fn name(&mut self, name: &str, span: Span) -> Operand {
        match self.meaning(name) {
            Some(Meaning::Constant(value)) => Operand::Constant(value),
            Some(Meaning::Local(local)) => {
                if !self.locals.is_assigned(local) {
                    self.assembly.emit(Instruction::Need(local));
                }
                Operand::Local(local)
            }
            Some(Meaning::Object(id)) if self.is_variable(id) => {
                let into = self.reserve();
                self.next_access();
                let cell = self.base(id);
                self.assembly.load(Place::Cell(cell), into, false);
                self.locals.assign(into);
                Operand::Local(into)
            }
            Some(Meaning::Function(_)) => {
                self.problem(span, MeaningProblem::NotCalled(format!("{name}()")));
                WRONG
            }
            Some(Meaning::Object(_) | Meaning::Sender(..) | Meaning::Receiver(..)) => {
                self.problem(span, MeaningProblem::ObjectAsValue(name.into()));
                WRONG
            }
            None => {
                let problem = self.unknown(name);
                self.problem(span, problem);
                WRONG
            }
        }
    }

    /// What to say of a name that means nothing.
    pub fn unknown(&self, name: &str) -> MeaningProblem {
        let said_otherwise = match name {
            "print" => Some("# …"),
            "threading" | "time" | "queue" | "random" => Some(""),
            _ => None,
        };
        if let Some(write) = said_otherwise {
            return MeaningProblem::SaidOtherwise(name.into(), write.into());
        }
        let own = self.scopes.iter().flat_map(|it| it.names());
        // Nobody means `print`, which does not exist.
        let of_every_text = RESERVED.into_iter().filter(|it| *it != "print");
        let known = own.chain(self.declarations.scope.names()).chain(of_every_text);
        match nearest(name, known) {
            Some(meant) => MeaningProblem::MisspeltName(name.into(), meant.into()),
            None => MeaningProblem::UnknownName(name.into()),
        }
    }

    pub fn compute(&mut self, operator: Operator, left: Operand, right: Operand) -> Operand {
        let into = self.reserve();
        self.assembly.emit(Instruction::Compute { operator, left, right, into });
        self.locals.assign(into);
        Operand::Local(into)
    }

    /// The value of a condition: a list stands for its length.
    fn condition_value(&mut self, e: &'a Expression) -> Operand {
        if let ExpressionKind::Name(name) = &e.kind
            && let Some(Meaning::Object(id)) = self.meaning(name)
            && let ObjectKind::List { .. } = self.object(id).kind
        {
            return self.length(id);
        }
        self.value(e)
    }

    /// How many elements a list or queue has.
    pub fn length(&mut self, id: ObjectId) -> Operand {
        let into = self.reserve();
        self.next_access();
        let cell = self.base(id);
        self.assembly.load(Place::Cell(cell), into, false);
        self.locals.assign(into);
        Operand::Local(into)
    }

    /// `and` and `or`: the first operand that decides, as in Python.
    fn either(&mut self, left: &'a Expression, right: &'a Expression, decides: bool) -> Operand {
        let result = self.reserve();
        let done = self.assembly.label();
        let value = self.condition_value(left);
        self.copy(result, value);
        self.assembly.jump_if(Operand::Local(result), decides, done);
        let certain = self.locals.certainty();
        let value = self.condition_value(right);
        self.copy(result, value);
        self.assembly.place(done);
        self.locals.set_certainty(certain);
        Operand::Local(result)
    }

    /// Goes to the label if the condition's truth is `when`, and on otherwise.
    pub fn branch(&mut self, e: &'a Expression, when: bool, to: Label) {
        match &e.kind {
            ExpressionKind::Not(inner) => self.branch(inner, !when, to),
            ExpressionKind::And(left, right) | ExpressionKind::Or(left, right) => {
                let is_and = matches!(e.kind, ExpressionKind::And(..));
                if is_and == when {
                    // Both decide together: the first can only rule it out.
                    let on = self.assembly.label();
                    self.branch(left, !when, on);
                    let certain = self.locals.certainty();
                    self.branch(right, when, to);
                    self.assembly.place(on);
                    self.locals.set_certainty(certain);
                } else {
                    self.branch(left, when, to);
                    self.branch(right, when, to);
                }
            }
            _ => match self.condition_value(e) {
                Operand::Constant(value) => {
                    let is_true = value != 0 && value != crate::program::NONE;
                    if is_true == when {
                        // The jump is conditional in form, so that code behind it is still
                        // compiled as code that may be reached.
                        self.assembly.jump_if(truth(true), true, to);
                    } else if !is_literal(e) {
                        // `while not ready` is meant to end, `while True` is not: the way out stays in
                        // the code, though nobody ever takes it.
                        self.assembly.jump_if(Operand::Constant(value), when, to);
                    }
                }
                value => self.assembly.jump_if(value, when, to),
            },
        }
    }

    /// The place of `of[index]`.
    pub fn element(&mut self, of: &'a Expression, index: &'a Expression) -> Option<Place> {
        let ExpressionKind::Name(name) = &of.kind else {
            self.problem(of.span, MeaningProblem::NoObject);
            return None;
        };
        let id = match self.meaning(name) {
            Some(Meaning::Object(id)) => id,
            None => {
                let problem = self.unknown(name);
                self.problem(of.span, problem);
                return None;
            }
            _ => {
                self.problem(of.span, MeaningProblem::NoElements(name.clone()));
                return None;
            }
        };
        let index = self.value(index);
        match self.object(id).kind {
            ObjectKind::Array { length, .. } => {
                Some(Place::Entry { first: self.base(id), count: length, index })
            }
            ObjectKind::List { .. } => Some(Place::Element { list: self.sequence(id), index }),
            _ => {
                self.problem(of.span, MeaningProblem::NoElements(name.clone()));
                None
            }
        }
    }

    /// Works out a value, and puts it where it is wanted.
    pub fn value_into(&mut self, e: &'a Expression, into: Local) {
        let value = self.value(e);
        self.copy(into, value);
    }
}

pub fn operator_of(arithmetic: Arithmetic) -> Operator {
    match arithmetic {
        Arithmetic::Add => Operator::Add,
        Arithmetic::Subtract => Operator::Subtract,
        Arithmetic::Multiply => Operator::Multiply,
        Arithmetic::Divide => Operator::Divide,
        Arithmetic::Modulo => Operator::Modulo,
    }
}

/// A number as an operand.
pub fn number(value: u32) -> Operand {
    Operand::Constant(Value::from(value))
}

fn is_literal(e: &Expression) -> bool {
    matches!(e.kind, ExpressionKind::Boolean(_) | ExpressionKind::Integer(_) | ExpressionKind::None)
}
