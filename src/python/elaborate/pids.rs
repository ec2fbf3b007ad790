//! The numbers of processes. What they are nobody knows; that they are above 0 and differ is known.

use super::Elaborator;
use super::heap::Kind;
use super::mixed;
use super::threads::MOST_THREADS;
use super::value::{ObjId, Value};
use crate::program::{Operator, Span};
use crate::python::refusal::Refusal;

/// Stands for the process that started the first one.
pub const OUTSIDE: usize = usize::MAX;

impl Elaborator<'_> {
    /// Makes what stands for the numbers of all processes there can be, where the text asks for one. They are the first
    /// objects, so that they are the same in every elaboration.
    pub fn make_pids(&mut self) {
        if !self.text.contains("pid") && !self.text.contains(".ident") {
            return;
        }
        for process in (0..=MOST_THREADS).chain([OUTSIDE]) {
            let id = self.make(Kind::Sentinel, Span::default());
            self.heap[id.0].key = mixed(0x7069_6473, process as u64);
            self.heap[id.0].name = "…".into();
            self.put_between(id, "int");
            self.processes.pids.insert(process, id);
        }
    }

    /// The number of a process: of that of `main`, 0, or by the number of its start.
    pub fn pid_of(&self, process: usize) -> Value {
        self.processes.pids.get(&process).map_or(Value::Opaque, |it| Value::Ref(*it))
    }

    /// `os.getpid()`, or `os.getppid()`
    pub fn own_pid(&self, of_parent: bool) -> Value {
        let own = self.t.process;
        let process = match (of_parent, own) {
            (false, own) => own,
            (true, 0) => OUTSIDE,
            // All processes are started by `main`.
            (true, _) => 0,
        };
        self.pid_of(process)
    }

    pub fn is_pid(&self, value: &Value) -> bool {
        let Value::Ref(id) = value else { return false };
        matches!(self.kind(*id), Kind::Sentinel) && self.is_between(*id)
    }

    /// What a calculation gets of a value: the number of a process is one that nobody knows.
    pub fn without_pid(&self, value: Value) -> Value {
        if self.is_pid(&value) { Value::Opaque } else { value }
    }

    /// Whether one is less where one of both is the number of a process; nothing where none is.
    pub fn ordered_pids(
        &mut self,
        how: Operator,
        left: &Value,
        right: &Value,
        span: Span,
    ) -> Option<Value> {
        let answer = match (self.is_pid(left), self.is_pid(right)) {
            (false, false) => return None,
            (true, true) if left == right => Some(how == Operator::LessOrEqual),
            (true, false) => right.integer().filter(|it| *it <= 0).map(|_| false),
            (false, true) => left.integer().filter(|it| *it <= 0).map(|_| true),
            _ => None,
        };
        Some(match answer {
            Some(it) => Value::Bool(it),
            None => self.refuse(span, Refusal::NotConstant, &["<"]),
        })
    }

    /// `current_process()`
    pub fn current_process(&mut self, span: Span) -> Value {
        if let Some(id) = self.t.plan.filter(|_| self.t.process != 0) {
            return Value::Ref(id);
        }
        let id: ObjId = self.make(Kind::Namespace, span);
        let pid = self.pid_of(0);
        let slots = &mut self.heap[id.0].slots;
        slots.insert("name".into(), Value::text("MainProcess"));
        slots.insert("daemon".into(), Value::Bool(false));
        slots.insert("ident".into(), pid.clone());
        slots.insert("pid".into(), pid);
        Value::Ref(id)
    }
}
