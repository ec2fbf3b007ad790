//! Values as elaboration knows them: some known, some in a register of the thread that is being compiled.

use super::records::Record;
use crate::program::{Local, Look};
use crate::python::tree::Function;
use std::collections::BTreeSet;
use std::rc::Rc;

/// The number of an object of the elaboration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ObjId(pub usize);

/// A function with what surrounds it.
#[derive(Debug)]
pub struct Closure {
    pub function: Rc<Function>,
    /// Its `__name__`.
    pub called: String,
    /// The variables around it.
    pub scope: ObjId,
    /// What its parameters are where a call gives nothing, by their place.
    pub defaults: Vec<(usize, Value)>,
    /// The class it is a method of.
    pub class: Option<ObjId>,
}

/// What a value is known to be.
#[derive(Clone, Debug)]
pub enum Value {
    /// Nothing yet.
    Unset,
    /// Which of several it is depends on what happens.
    Uncertain,
    /// What came of something that was refused.
    Wrong,
    None,
    Bool(bool),
    Int(i64),
    Float(f64),
    Text(Rc<str>),
    Tuple(Rc<[Value]>),
    Range(i64, i64, i64),
    Ref(ObjId),
    Function(Rc<Closure>),
    Method(ObjId, Rc<Closure>),
    /// Something of a module, or an operation of an object of the library.
    Native(&'static str),
    Operation(ObjId, &'static str),
    Module(&'static str),
    /// A value that a thread has in a register.
    Local(Local, Rc<Domain>),
    /// The same, to be written into a place of some width; only inside a phrase.
    Looking(Local, Look),
    /// A number that only time and chance know; it can be waited for, printed and put.
    Opaque,
    /// A text with parts that are known while threads run.
    Phrase(Rc<[Value]>),
    /// `super()`
    Super(ObjId, ObjId),
    /// An exception that was caught.
    Caught(Local),
    /// An object, or a dictionary, as it was when a thread passed it on.
    Record(Rc<Record>),
}

impl PartialEq for Value {
    fn eq(&self, other: &Value) -> bool {
        use Value as V;
        match (self, other) {
            (V::Unset, V::Unset) | (V::None, V::None) => true,
            (V::Bool(a), V::Bool(b)) => a == b,
            (V::Int(a), V::Int(b)) => a == b,
            (V::Float(a), V::Float(b)) => a == b,
            (V::Text(a), V::Text(b)) => a == b,
            (V::Tuple(a), V::Tuple(b)) => a == b,
            (V::Range(a, b, c), V::Range(d, e, f)) => (a, b, c) == (d, e, f),
            (V::Ref(a), V::Ref(b)) => a == b,
            (V::Function(a), V::Function(b)) => same(a, b),
            (V::Method(a, b), V::Method(c, d)) => a == c && same(b, d),
            (V::Native(a), V::Native(b)) => a == b,
            (V::Operation(a, b), V::Operation(c, d)) => a == c && b == d,
            (V::Module(a), V::Module(b)) => a == b,
            (V::Record(a), V::Record(b)) => a == b,
            _ => false,
        }
    }
}

fn same(a: &Rc<Closure>, b: &Rc<Closure>) -> bool {
    Rc::ptr_eq(&a.function, &b.function) && a.scope == b.scope
}

impl Value {
    pub fn text(text: &str) -> Value {
        Value::Text(text.into())
    }

    pub fn tuple(all: Vec<Value>) -> Value {
        Value::Tuple(all.into())
    }

    /// Whether it is known before the threads run.
    pub fn is_known(&self) -> bool {
        match self {
            Value::Unset
            | Value::Uncertain
            | Value::Wrong
            | Value::Local(..)
            | Value::Opaque
            | Value::Phrase(_)
            | Value::Looking(..)
            | Value::Caught(_) => false,
            Value::Tuple(all) => all.iter().all(Value::is_known),
            _ => true,
        }
    }

    /// Whether it is an object, or a tuple with one.
    pub fn holds_object(&self) -> bool {
        match self {
            Value::Ref(_) => true,
            Value::Tuple(all) => all.iter().any(Value::holds_object),
            _ => false,
        }
    }

    /// Calls `visit` with every register in it.
    pub fn registers(&self, visit: &mut impl FnMut(Local)) {
        match self {
            Value::Local(it, _) | Value::Looking(it, ..) | Value::Caught(it) => visit(*it),
            Value::Tuple(all) | Value::Phrase(all) => all.iter().for_each(|it| it.registers(visit)),
            _ => {}
        }
    }

    /// The elements of a list that was sent to another process: a tuple that begins with what makes lists. It stands for a
    /// list of its own wherever it is taken.
    pub fn frozen(&self) -> Option<&[Value]> {
        match self {
            Value::Tuple(all) if all.first() == Some(&Value::Native("list")) => Some(&all[1..]),
            _ => None,
        }
    }

    /// The number, of an integer or a truth.
    pub fn integer(&self) -> Option<i64> {
        match self {
            Value::Int(it) => Some(*it),
            Value::Bool(it) => Some(i64::from(*it)),
            _ => None,
        }
    }

    /// The number as one with a fraction.
    pub fn float(&self) -> Option<f64> {
        match self {
            Value::Float(it) => Some(*it),
            _ => self.integer().map(|it| it as f64),
        }
    }

    /// Whether it counts as true, where that depends on nothing else.
    pub fn truth(&self) -> Option<bool> {
        Some(match self {
            Value::None => false,
            Value::Bool(it) => *it,
            Value::Int(it) => *it != 0,
            Value::Float(it) => *it != 0.0,
            Value::Text(it) => !it.is_empty(),
            Value::Tuple(it) => it.len() > usize::from(self.frozen().is_some()),
            Value::Range(from, to, step) => {
                if *step > 0 {
                    from < to
                } else {
                    from > to
                }
            }
            Value::Function(_)
            | Value::Method(..)
            | Value::Native(_)
            | Value::Operation(..)
            | Value::Module(_)
            | Value::Super(..)
            | Value::Record(_)
            | Value::Caught(_) => true,
            _ => return None,
        })
    }
}

/// What a register or a shared place can hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Domain {
    pub int: bool,
    pub bool: bool,
    pub none: bool,
    /// Something that nothing is known about but that it is a value.
    pub opaque: bool,
    /// Whether that may be a text.
    pub words: bool,
    /// Texts, tuples and objects, by their number.
    pub constants: BTreeSet<u32>,
}

impl Domain {
    pub fn integers() -> Rc<Domain> {
        Rc::new(Domain { int: true, ..Domain::default() })
    }

    pub fn truths() -> Rc<Domain> {
        Rc::new(Domain { bool: true, ..Domain::default() })
    }

    /// Takes in the other; says whether that was new.
    pub fn join(&mut self, other: &Domain) -> bool {
        let before = self.clone();
        self.int |= other.int;
        self.bool |= other.bool;
        self.none |= other.none;
        self.opaque |= other.opaque;
        self.words |= other.words;
        self.constants.extend(&other.constants);
        *self != before
    }

    pub fn is_number(&self) -> bool {
        !self.opaque && self.constants.is_empty()
    }

    /// Whether it may be a number that nothing is known about, and no text.
    pub fn is_opaque_number(&self) -> bool {
        self.opaque && !self.words && self.constants.is_empty()
    }

    /// The only constant that it can be.
    pub fn single(&self) -> Option<u32> {
        let alone = !(self.int || self.bool || self.none || self.opaque);
        (alone && self.constants.len() == 1)
            .then(|| self.constants.iter().next().copied())
            .flatten()
    }
}
