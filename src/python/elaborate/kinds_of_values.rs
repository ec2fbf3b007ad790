//! What a value is: `isinstance` and `callable`.

use super::Elaborator;
use super::heap::Kind;
use super::value::{Domain, Value};
use crate::program::{Local, NONE, Operand, Operator, Span};
use crate::python::refusal::Refusal;

impl Elaborator<'_> {
    /// `isinstance`
    pub fn is_instance(&mut self, given: &[Value], span: Span) -> Value {
        let [value, class] = given else {
            return self.refuse(span, Refusal::Arguments, &["isinstance"]);
        };
        let raised = match value {
            Value::Local(register, _) => self.raised_as(*register),
            Value::Caught(register) => Some(*register),
            _ => None,
        };
        if let Some(raised) = raised {
            return self.is_raised(raised, class, span);
        }
        if let Some(class) = self.exception_class(class)
            && value.is_known()
        {
            return Value::Bool(match value {
                Value::Ref(id) => match self.kind(*id).clone() {
                    Kind::Exception(name) => self.is_kind_of(&name, &class),
                    _ => false,
                },
                _ => false,
            });
        }
        let is = match (value, class) {
            (Value::Int(_), Value::Native("int")) | (Value::Text(_), Value::Native("str")) => true,
            (Value::Bool(_), Value::Native("int" | "bool")) => true,
            (Value::Tuple(_), Value::Native("tuple")) => true,
            (Value::Ref(id), Value::Ref(class)) => match self.kind(*id) {
                Kind::Instance(_) => self.line_of(*id).contains(class),
                _ => false,
            },
            (Value::Local(register, domain), _) if !domain.opaque => {
                let (register, domain) = (*register, domain.clone());
                return self.is_instance_by_cases(register, &domain, class, span);
            }
            (value, Value::Tuple(classes)) => {
                let mut is = false;
                for class in classes.iter().cloned() {
                    match self.is_instance(&[value.clone(), class], span) {
                        Value::Bool(it) => is |= it,
                        other if classes.len() == 1 => return other,
                        _ => return self.refuse(span, Refusal::NotKnown, &["isinstance"]),
                    }
                }
                is
            }
            (Value::Record(record), Value::Ref(class)) => {
                self.class_of(record).is_some_and(|it| self.line_of(it).contains(class))
            }
            (value, Value::Native("int" | "str" | "bool" | "tuple" | "float"))
                if value.is_known() =>
            {
                false
            }
            _ => return self.refuse(span, Refusal::NotKnown, &["isinstance"]),
        };
        Value::Bool(is)
    }

    /// Whether this is an exception of a class, or of one of several, and not none.
    fn is_raised(&mut self, raised: Local, class: &Value, span: Span) -> Value {
        let classes = match class {
            Value::Tuple(all) => all.to_vec(),
            other => vec![other.clone()],
        };
        let nothing = Operand::Constant(NONE);
        let mut all = Vec::new();
        for class in &classes {
            let Some(class) = self.exception_class(class) else {
                return self.refuse(span, Refusal::NotKnown, &["isinstance"]);
            };
            all.extend(self.exceptions_of(&class));
        }
        let (into, end) = (self.t.registers.reserve(), self.t.asm.label());
        self.t.asm.set(into, Operand::Constant(0));
        let is_none = self.compute(Operator::Equal, Operand::Local(raised), nothing);
        self.t.asm.jump_if(Operand::Local(is_none), true, end);
        all.sort();
        all.dedup();
        for exception in all {
            let next = self.t.asm.label();
            let code = Operand::Constant(exception.to_value());
            let is_it = self.compute(Operator::Equal, Operand::Local(raised), code);
            self.t.asm.jump_if(Operand::Local(is_it), false, next);
            self.t.asm.set(into, Operand::Constant(1));
            self.t.asm.jump(end);
            self.t.asm.place(next);
        }
        self.t.asm.place(end);
        Value::Local(into, Domain::truths())
    }

    /// Whether what is in a register is of a class.
    fn is_instance_by_cases(
        &mut self,
        register: Local,
        domain: &Domain,
        class: &Value,
        span: Span,
    ) -> Value {
        let mut answers = Vec::new();
        let mut ask = |it: &mut Self, value: Value, code: Option<i64>| {
            match it.is_instance(&[value, class.clone()], span) {
                Value::Bool(is) => answers.push((code, is)),
                _ => return false,
            }
            true
        };
        // Numbers come first: they have no code of their own.
        let mut are_known = true;
        if domain.int {
            are_known &= ask(self, Value::Int(0), None);
        }
        if domain.bool {
            are_known &= ask(self, Value::Bool(false), None);
        }
        if domain.none {
            are_known &= ask(self, Value::None, Some(NONE));
        }
        for &constant in &domain.constants {
            let value = self.next.constants.get(constant as usize).cloned();
            let code = self.code_of(constant);
            are_known &= ask(self, value.unwrap_or(Value::Wrong), Some(code));
        }
        let numbers: Vec<bool> =
            answers.iter().filter(|(code, _)| code.is_none()).map(|(_, is)| *is).collect();
        if !are_known || numbers.iter().any(|it| *it != numbers[0]) {
            return self.refuse(span, Refusal::NotKnown, &["isinstance"]);
        }
        let Some(&(_, first)) = answers.first() else { return Value::Bool(false) };
        if answers.iter().all(|(_, is)| *is == first) {
            return Value::Bool(first);
        }
        let (into, end) = (self.t.registers.reserve(), self.t.asm.label());
        let usual = numbers.first().copied().unwrap_or(first);
        self.t.asm.set(into, Operand::Constant(i64::from(usual)));
        for (code, is) in answers.into_iter().filter(|(_, is)| *is != usual) {
            let Some(code) = code else { continue };
            let next = self.t.asm.label();
            let code = Operand::Constant(code);
            let is_it = self.compute(Operator::Equal, Operand::Local(register), code);
            self.t.asm.jump_if(Operand::Local(is_it), false, next);
            self.t.asm.set(into, Operand::Constant(i64::from(is)));
            self.t.asm.jump(end);
            self.t.asm.place(next);
        }
        self.t.asm.place(end);
        Value::Local(into, Domain::truths())
    }

    /// `callable`
    pub fn is_callable(&mut self, given: &[Value], span: Span) -> Value {
        Value::Bool(match given {
            [Value::Function(_) | Value::Method(..) | Value::Native(_) | Value::Operation(..)] => {
                true
            }
            [Value::Ref(id)] => {
                matches!(self.kind(*id), Kind::Class { .. })
                    || self.method(*id, "__call__").is_some()
            }
            [it] if it.is_known() => false,
            _ => return self.refuse(span, Refusal::NotKnown, &["callable"]),
        })
    }
}
