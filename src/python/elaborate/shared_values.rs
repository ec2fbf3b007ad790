//! `multiprocessing.Value` and `Array`: numbers in memory that processes share, each with a lock.

use super::Elaborator;
use super::calls::Given;
use super::heap::Kind;
use super::value::{ObjId, Value};
use crate::program::{Blocking, Instruction, Operation, Place, Span};
use crate::python::refusal::Refusal;

impl Elaborator<'_> {
    /// Whether a type code stands for numbers of which all that fit here fit there.
    fn is_wide(&mut self, code: Option<Value>, what: &str, span: Span) -> bool {
        const CODES: [&str; 8] = ["i", "I", "l", "L", "q", "Q", "d", "f"];
        let is_wide = matches!(&code, Some(Value::Text(it)) if CODES.contains(&&**it));
        if !is_wide {
            self.refuse(span, Refusal::NotConstant, &[&format!("{what}(…)")]);
        }
        is_wide
    }

    /// The lock of a value or an array, from the option of that name.
    fn lock_for(&mut self, given: &mut Given, id: ObjId) -> bool {
        let span = given.span;
        let lock = match given.take(usize::MAX, "lock") {
            None | Some(Value::Bool(true)) => {
                let lock = self.make(Kind::ReentrantLock, span);
                self.put_between(lock, "");
                Some(lock)
            }
            Some(Value::Bool(false)) => None,
            Some(Value::Ref(lock)) if self.is_between(lock) && self.is_lock(lock) => Some(lock),
            Some(_) => {
                self.refuse(span, Refusal::Option, &["Value", "lock"]);
                None
            }
        };
        self.processes.locks.insert(id, lock);
        if let Kind::Boxed(it) = &mut self.heap[id.0].kind {
            *it = lock;
        }
        self.is_all_taken("Value", given)
    }

    /// `Value(typecode, value)`
    pub fn make_boxed(&mut self, mut given: Given) -> Value {
        let span = given.span;
        let code = given.take(0, "typecode_or_type");
        if !self.is_wide(code, "Value", span) {
            return Value::Wrong;
        }
        let value = given.take(1, "value").unwrap_or(Value::Int(0));
        let id = self.make(Kind::Boxed(None), span);
        self.put_between(id, "Value");
        if !self.lock_for(&mut given, id) {
            return Value::Wrong;
        }
        self.write_slot(id, "value", value, span);
        Value::Ref(id)
    }

    /// `Array(typecode, size or values)`
    pub fn make_array(&mut self, mut given: Given) -> Value {
        let span = given.span;
        let code = given.take(0, "typecode_or_type");
        if !self.is_wide(code, "Array", span) {
            return Value::Wrong;
        }
        let items = match given.take(1, "size_or_initializer") {
            Some(Value::Int(count)) if (0..=256).contains(&count) => {
                vec![Value::Int(0); count as usize]
            }
            Some(Value::Int(_)) | None => {
                return self.refuse(span, Refusal::TooManyElements, &["256"]);
            }
            Some(all) => match self.elements(&all, span) {
                Some(all) => all,
                None => return Value::Wrong,
            },
        };
        let made = self.list(items, span);
        if let Value::Ref(id) = made {
            self.put_between(id, "Array");
            if !self.lock_for(&mut given, id) {
                return Value::Wrong;
            }
        }
        made
    }

    pub fn is_array(&self, id: ObjId) -> bool {
        self.processes.between.get(&id) == Some(&"Array")
    }

    /// The elements of an array, each read by itself.
    pub fn array_elements(&mut self, id: ObjId, span: Span) -> Vec<Value> {
        let count = self.items(id).len() as i64;
        (0..count).map(|at| self.element(&Value::Ref(id), &Value::Int(at), span)).collect()
    }

    /// The lock that each access to a value or an array takes, where somebody takes it for longer.
    pub fn lock_of_access(&mut self, id: ObjId) -> Option<ObjId> {
        let lock = self.processes.locks.get(&id).copied().flatten()?;
        let is_used = self.found.processes.locked.contains(&self.object(lock).key);
        (is_used && self.runs()).then_some(lock)
    }

    /// Takes and gives back the lock of a value around one access, in the same step.
    fn begin_access(&mut self, lock: Option<ObjId>) {
        self.t.asm.next_group();
        if let Some(lock) = lock {
            let on = match self.kind(lock) {
                Kind::ReentrantLock => Blocking::Enter(self.cell(lock)),
                _ => Blocking::Acquire(self.cell(lock)),
            };
            self.t.asm.emit(Instruction::Block { on, answer: None, timeout: None });
        }
    }

    fn end_access(&mut self, lock: Option<ObjId>) {
        if let Some(lock) = lock {
            let operation = match self.kind(lock) {
                Kind::ReentrantLock => Operation::Leave(self.cell(lock)),
                _ => Operation::Release(self.cell(lock)),
            };
            self.t.asm.access(operation);
        }
    }

    /// `v.value`
    pub fn boxed_value(&mut self, id: ObjId, span: Span) -> Value {
        let key = self.slot_key(id, "value");
        if !self.is_live(&key) {
            return self.read_slot(id, "value", span);
        }
        self.note_use(&key, false);
        let lock = self.lock_of_access(id);
        let domain = self.domain_of(&key);
        let cell = self.variable(id, &key, "value");
        let into = self.t.registers.reserve();
        self.begin_access(lock);
        self.t.asm.load(Place::Cell(cell), into, false);
        self.end_access(lock);
        self.local(into, domain)
    }

    /// `v.value = …`
    pub fn set_boxed_value(&mut self, id: ObjId, value: Value, span: Span) {
        let key = self.slot_key(id, "value");
        if !self.is_live(&key) {
            return self.write_slot(id, "value", value, span);
        }
        self.note_use(&key, true);
        let Some(operand) = self.operand(&value, span) else { return };
        let domain = self.domain_of_value(&value);
        self.hold(&key, &domain);
        let lock = self.lock_of_access(id);
        let cell = self.variable(id, &key, "value");
        self.begin_access(lock);
        self.t.asm.store(operand, Place::Cell(cell));
        self.end_access(lock);
    }
}
