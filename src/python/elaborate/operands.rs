//! From values to what instructions take, and back.

use super::Elaborator;
use super::value::{Domain, ObjId, Value};
use crate::program::{
    Cell, FIRST_TEXT, Instruction, Local, NONE, Object as Part, ObjectId, ObjectKind, Operand,
    Operator, Sequence, Span,
};
use crate::python::refusal::Refusal;
use std::rc::Rc;

impl Elaborator<'_> {
    /// The number of a constant; the same for equal ones.
    pub fn constant(&mut self, value: &Value) -> u32 {
        let key = self.key_of(value);
        let count = self.next.constants.len() as u32;
        let number = *self.next.constant_keys.entry(key).or_insert(count);
        if number == count {
            self.next.constants.push(value.clone());
            self.is_dirty = true;
        } else {
            self.next.constants[number as usize] = value.clone();
        }
        if let Some(it) = self.found.constants.get_mut(number as usize) {
            *it = value.clone();
        }
        number
    }

    /// The constants that a register can hold, if it does not hold a number or `None`.
    pub fn constants_in<'d>(&'d self, domain: &'d Domain) -> impl Iterator<Item = &'d Value> {
        domain.constants.iter().filter_map(|it| self.next.constants.get(*it as usize))
    }

    fn key_of(&self, value: &Value) -> String {
        match value {
            Value::Text(it) => format!("\"{it}\""),
            Value::Ref(it) => format!("@{}", self.object(*it).key),
            Value::Tuple(all) => {
                let all: Vec<String> = all.iter().map(|it| self.key_of(it)).collect();
                format!("({})", all.join(","))
            }
            Value::Record(it) => {
                let fields = it.fields.iter();
                let fields =
                    fields.map(|(key, it)| format!("{}:{}", self.key_of(key), self.key_of(it)));
                format!("{:?}{{{}}}", it.class, fields.collect::<Vec<_>>().join(","))
            }
            other => format!("{other:?}"),
        }
    }

    pub fn code_of(&self, constant: u32) -> i64 {
        let rank = self.found.ranks.get(constant as usize).copied().unwrap_or(constant.into());
        FIRST_TEXT + rank
    }

    /// The constants in their order, so that a queue that goes by the least goes by it.
    pub fn rank_constants(&mut self) {
        let all = self.next.constants.clone();
        let mut order: Vec<usize> = (0..all.len()).collect();
        order.sort_by(|&a, &b| rank(&all[a]).cmp(&rank(&all[b])).then(a.cmp(&b)));
        let mut ranks = vec![0; all.len()];
        for (place, &constant) in order.iter().enumerate() {
            ranks[constant] = place as i64;
        }
        self.is_dirty |= ranks != self.found.ranks;
        self.next.ranks = ranks;
    }

    /// What an instruction takes for the value; it is refused where there is no such thing.
    pub fn operand(&mut self, value: &Value, span: Span) -> Option<Operand> {
        Some(Operand::Constant(match value {
            Value::Local(it, _) => return Some(Operand::Local(*it)),
            Value::None => NONE,
            Value::Bool(it) => i64::from(*it),
            Value::Int(it) => *it,
            Value::Wrong => return None,
            Value::Phrase(parts) if has_register(parts) => {
                return match self.opaque_of(&parts_of(parts)) {
                    Value::Local(it, _) => Some(Operand::Local(it)),
                    _ => None,
                };
            }
            Value::Opaque | Value::Phrase(_) | Value::Float(_) => {
                let constant = self.constant(&Value::text("\u{0}"));
                self.code_of(constant)
            }
            value if self.is_storable(value) => {
                let constant = self.constant(value);
                self.code_of(constant)
            }
            value if self.wants_reference(value) => return None,
            value => {
                let what = self.what_is(value);
                self.refuse(span, Refusal::NoValue, &[&what]);
                return None;
            }
        }))
    }

    /// What a value can be.
    pub fn domain_of_value(&mut self, value: &Value) -> Domain {
        let mut domain = Domain::default();
        match value {
            Value::Local(_, it) => return (**it).clone(),
            Value::None => domain.none = true,
            Value::Bool(_) => domain.bool = true,
            Value::Int(_) => domain.int = true,
            Value::Opaque | Value::Float(_) => domain.opaque = true,
            Value::Phrase(_) => (domain.opaque, domain.words) = (true, true),
            value if self.is_storable(value) => {
                domain.constants.insert(self.constant(value));
            }
            _ => {}
        }
        domain
    }

    /// What a value is, for a message.
    pub fn what_is(&self, value: &Value) -> String {
        match value {
            Value::None => "None".into(),
            Value::Bool(_) => "bool".into(),
            Value::Int(_) | Value::Opaque => "int".into(),
            Value::Float(_) => "float".into(),
            Value::Text(_) | Value::Phrase(_) | Value::Looking(..) => "str".into(),
            Value::Tuple(_) => "tuple".into(),
            Value::Range(..) => "range".into(),
            Value::Ref(id) => self.what_object(*id),
            Value::Function(it) | Value::Method(_, it) => it.called.clone(),
            Value::Native(it) | Value::Operation(_, it) | Value::Module(it) => (*it).into(),
            Value::Caught(_) => "Exception".into(),
            Value::Record(it) => it.class.as_ref().map_or("dict", |it| &it.1).into(),
            Value::Super(..) => "super()".into(),
            Value::Local(..) | Value::Unset | Value::Uncertain | Value::Wrong => "value".into(),
        }
    }

    /// Calculates, where a side is known only while threads run.
    pub fn compute(&mut self, operator: Operator, left: Operand, right: Operand) -> Local {
        let into = self.t.registers.reserve();
        self.t.asm.emit(Instruction::Compute { operator, left, right, into });
        into
    }

    /// The same number as one that is made of what was read, even where a branch took another in its place: `max(n, 0)` is an
    /// update of `n` whichever of the two it is.
    pub fn made_of(&mut self, number: Local, read: Local) -> Local {
        let read = Operand::Local(read);
        let nothing = self.compute(Operator::NotEqual, read, read);
        self.compute(Operator::Add, Operand::Local(number), Operand::Local(nothing))
    }

    /// A number that nothing is known about, made of these. Where they are in registers it is in one too, worked out in a way
    /// that gives [the first text](FIRST_TEXT) whatever they are: an update that is lost is seen by where values come from.
    pub fn opaque_of(&mut self, values: &[&Value]) -> Value {
        let mut nothing = None;
        for value in values {
            let Value::Local(register, _) = value else { continue };
            let read = Operand::Local(*register);
            let more = self.compute(Operator::NotEqual, read, read);
            nothing = Some(match nothing {
                None => more,
                Some(it) => self.compute(Operator::Add, Operand::Local(it), Operand::Local(more)),
            });
        }
        let Some(nothing) = nothing else { return Value::Opaque };
        self.constant(&Value::text("\u{0}"));
        let before = Operand::Constant(FIRST_TEXT - 1);
        let before = self.compute(Operator::Add, Operand::Local(nothing), before);
        let first =
            self.compute(Operator::NextInRing, Operand::Local(before), Operand::Constant(0));
        Value::Local(first, Rc::new(Domain { opaque: true, ..Domain::default() }))
    }

    /// Makes of what is in a register what `of` makes of each value that it can be. Numbers have no such table.
    pub fn by_cases(
        &mut self,
        register: Local,
        domain: &Domain,
        raises: &str,
        span: Span,
        mut of: impl FnMut(&mut Self, &Value) -> Value,
    ) -> Value {
        if domain.opaque {
            return self.refuse(span, Refusal::Operation, &["int, str"]);
        }
        let mut cases: Vec<(i64, Value)> = Vec::new();
        if domain.none {
            cases.push((NONE, Value::None));
        }
        if domain.int || domain.bool {
            // Of numbers there is no table; what has none for them raises.
            if !matches!(of(self, &Value::Int(0)), Value::Unset) {
                return self.refuse(span, Refusal::Operation, &["int, str"]);
            }
            let first = Operand::Constant(FIRST_TEXT);
            let is_number = self.compute_unless_none(domain, register, first);
            let exception = self.exception_named(raises);
            self.raise_unless(is_number, false, exception);
        }
        for &constant in &domain.constants {
            let value = self.next.constants.get(constant as usize).cloned();
            cases.push((self.code_of(constant), value.unwrap_or(Value::Wrong)));
        }
        if cases.len() > 16 {
            return self.refuse(span, Refusal::WhichObject, &["16"]);
        }
        let mut results: Vec<Value> = cases.iter().map(|(_, it)| of(self, it)).collect();
        for at in (0..cases.len()).rev() {
            if !matches!(results[at], Value::Unset) {
                continue;
            }
            if matches!(&cases[at].1, Value::Ref(id) if self.is_reference(*id)) {
                // It may well have it.
                return self.refuse(span, Refusal::WhichObject, &[self.words(span)]);
            }
            // This one has no such thing.
            let code = Operand::Constant(cases[at].0);
            let is_it = self.compute(Operator::Equal, Operand::Local(register), code);
            let exception = self.exception_named(raises);
            self.raise_unless(is_it, false, exception);
            cases.remove(at);
            results.remove(at);
        }
        let Some(first) = results.first() else {
            self.t.is_dead |= !domain.constants.is_empty() || domain.none;
            return Value::Wrong;
        };
        if results.iter().all(|it| it == first) {
            return first.clone();
        }
        if let Value::Tuple(all) = first
            && results
                .iter()
                .all(|it| matches!(it, Value::Tuple(other) if other.len() == all.len()))
            && results.iter().all(|it| it.frozen().is_some() == first.frozen().is_some())
        {
            // Each place of the tuple is a table of its own.
            let long = all.len();
            let columns = (0..long).map(|at| {
                let column: Vec<Value> = results
                    .iter()
                    .map(|it| match it {
                        Value::Tuple(all) => all[at].clone(),
                        _ => Value::Wrong,
                    })
                    .collect();
                self.table(register, &cases, &column, span)
            });
            let columns: Vec<Value> = columns.collect();
            return Value::tuple(columns);
        }
        self.table(register, &cases, &results, span)
    }

    /// Whether the register holds a number, where it may hold `None` too.
    fn compute_unless_none(&mut self, domain: &Domain, register: Local, first: Operand) -> Local {
        let is = self.t.registers.reserve();
        let (end, value) = (self.t.asm.label(), Operand::Local(register));
        if domain.none {
            let is_none = self.compute(Operator::Equal, value, Operand::Constant(NONE));
            self.t.asm.set(is, Operand::Constant(0));
            self.t.asm.jump_if(Operand::Local(is_none), true, end);
        }
        self.t.asm.emit(Instruction::Compute {
            operator: Operator::Less,
            left: value,
            right: first,
            into: is,
        });
        self.t.asm.place(end);
        is
    }

    /// Raises where what is in the register is no number, for an operation that only numbers have.
    pub fn need_number(&mut self, value: &Value) {
        let Value::Local(register, domain) = value else { return };
        if domain.constants.is_empty() {
            return;
        }
        let first = Operand::Constant(FIRST_TEXT);
        let domain = domain.clone();
        let is_number = self.compute_unless_none(&domain, *register, first);
        let exception = Operand::Constant(crate::program::Exception::TYPE_ERROR.to_value());
        self.raise_unless(is_number, true, exception);
    }

    /// Raises where the value is, or may be, `None`.
    pub fn need_something(&mut self, value: &Value) {
        match value {
            Value::None => self.raise_named("TypeError"),
            Value::Local(register, domain) if domain.none => {
                let none = Operand::Constant(NONE);
                let is_none = self.compute(Operator::Equal, Operand::Local(*register), none);
                let exception = self.exception_named("TypeError");
                self.raise_unless(is_none, false, exception);
            }
            _ => {}
        }
    }

    /// Raises where the value is, or may be, no text but `None`, a truth or a number.
    pub fn need_text(&mut self, value: &Value) {
        self.need_something(value);
        if let Value::Local(register, domain) = value
            && (domain.bool || domain.int)
        {
            let first = Operand::Constant(FIRST_TEXT);
            let is_number = self.compute(Operator::Less, Operand::Local(*register), first);
            let exception = self.exception_named("TypeError");
            self.raise_unless(is_number, false, exception);
        }
    }

    fn table(
        &mut self,
        register: Local,
        cases: &[(i64, Value)],
        results: &[Value],
        span: Span,
    ) -> Value {
        if results.iter().all(|it| *it == results[0]) {
            return results[0].clone();
        }
        let into = self.t.registers.reserve();
        let end = self.t.asm.label();
        let mut domain = Domain::default();
        for ((code, _), result) in cases.iter().zip(results) {
            domain.join(&self.domain_of_value(result));
            let Some(operand) = self.operand(result, span) else { return Value::Wrong };
            let next = self.t.asm.label();
            let code = Operand::Constant(*code);
            let is_it = self.compute(Operator::Equal, Operand::Local(register), code);
            self.t.asm.jump_if(Operand::Local(is_it), false, next);
            self.t.asm.set(into, operand);
            self.t.asm.jump(end);
            self.t.asm.place(next);
        }
        self.t.asm.place(end);
        self.local(into, Rc::new(domain))
    }

    /// Another part of the program.
    pub fn part(&mut self, name: String, kind: ObjectKind) -> ObjectId {
        let id = ObjectId(self.parts.len() as u16);
        let part =
            Part { name, receiver: None, kind, base: Cell(self.cells), line: self.t.asm.line };
        let count = part.cell_count();
        match self.cells.checked_add(count).filter(|it| usize::from(*it) <= 4096) {
            Some(cells) => self.cells = cells,
            None => {
                let span = self.t.asm.span;
                self.refuse(span, Refusal::TooLarge, &["4096"]);
            }
        }
        self.parts.push(part);
        id
    }

    pub fn base(&self, id: ObjectId) -> Cell {
        self.parts[usize::from(id.0)].base
    }

    /// A list or queue of the machine.
    pub fn sequence_of(&self, id: ObjectId) -> Sequence {
        let part = &self.parts[usize::from(id.0)];
        Sequence { length: part.base, room: part.room() }
    }

    /// The cell of a shared variable or field.
    pub fn variable(&mut self, owner: ObjId, key: &super::heap::SlotKey, name: &str) -> Cell {
        let known = self.initial.iter().find_map(|(part, it)| match it {
            super::parts::Initial::Slot(_, it) if it == key => Some(*part),
            _ => None,
        });
        if let Some(part) = known {
            return self.parts[part].base;
        }
        self.hold_initial(owner, key, name);
        let first = self
            .first_set
            .get(key)
            .filter(|_| matches!(self.kind(owner), super::heap::Kind::Scope(_)));
        let line = first.copied().unwrap_or(self.object(owner).line);
        let name = self.full_name(owner, name);
        let id = self.part(name, ObjectKind::Variable { initial: 0 });
        self.parts[usize::from(id.0)].line = line;
        let initial = super::parts::Initial::Slot(owner, key.clone());
        self.initial.insert(usize::from(id.0), initial);
        self.base(id)
    }

    /// Notes what a variable holds before any thread runs: that is one of its values, whatever threads put there. An object
    /// has to be told from those that threads put there, so it is passed on itself.
    fn hold_initial(&mut self, owner: ObjId, key: &super::heap::SlotKey, name: &str) {
        let Some(value) = self.object(owner).slots.get(&key.1).cloned() else { return };
        // A key that a dictionary does not have yet is no value of it.
        if matches!(self.kind(owner), super::heap::Kind::Growing(_)) {
            return;
        }
        if self.is_storable(&value) {
            let domain = self.domain_of_value(&value);
            self.hold(key, &domain);
        } else if matches!(value, Value::Ref(_) | Value::Tuple(_)) && !self.wants_reference(&value)
        {
            self.refuse(self.t.asm.span, Refusal::WhichObject, &[name]);
        }
    }
}

/// What constants are ordered by.
fn rank(value: &Value) -> (u8, i64, String, Vec<(u8, i64, String)>) {
    let simple = |value: &Value| match value {
        // What nothing is known about comes first: it is the first text.
        Value::Text(it) if &**it == "\u{0}" => (0, 0, String::new()),
        Value::Int(it) => (1, *it, String::new()),
        Value::Bool(it) => (1, i64::from(*it), String::new()),
        Value::Float(it) => (1, (*it * 1000.0) as i64, String::new()),
        Value::Text(it) => (2, 0, it.to_string()),
        _ => (3, 0, String::new()),
    };
    match value {
        Value::Tuple(all) => (4, 0, String::new(), all.iter().map(simple).collect()),
        other => {
            let (kind, number, text) = simple(other);
            (kind, number, text, Vec::new())
        }
    }
}

/// The parts of a text that is put together, those of its parts in their place.
fn parts_of<'a>(parts: &'a [Value]) -> Vec<&'a Value> {
    let inner = |it: &'a Value| match it {
        Value::Phrase(parts) => parts_of(parts),
        other => vec![other],
    };
    parts.iter().flat_map(inner).collect()
}

/// Whether a part of a text was read while threads run.
fn has_register(parts: &[Value]) -> bool {
    parts_of(parts).iter().any(|it| matches!(it, Value::Local(..)))
}
