//! Lists, deques, dictionaries and sets. What one thread at a time has to do with is known; a list that threads share
//! is a list of the program, or an array where its length stays.

use super::Elaborator;
use super::heap::{CONTENTS, Kind, Level};
use super::parts::Initial;
use super::value::{Domain, ObjId, Value};
use crate::program::Label;
use crate::program::{
    Instruction, Local, ObjectId, ObjectKind, Operand, Operation, Operator, Place, Sequence, Span,
};
use crate::python::refusal::Refusal;

/// The most elements of a list, known or with room for them.
pub const MOST_ELEMENTS: usize = 1024;
/// How many elements there is room for in a list or queue without a limit.
pub const ROOM: u16 = 96;

impl Elaborator<'_> {
    pub fn list(&mut self, items: Vec<Value>, span: Span) -> Value {
        if items.len() > MOST_ELEMENTS {
            return self.refuse(span, Refusal::TooManyElements, &["1024"]);
        }
        Value::Ref(self.make(Kind::List { items, most: None, is_deque: false }, span))
    }

    pub fn items(&self, id: ObjId) -> &[Value] {
        match self.kind(id) {
            Kind::List { items, .. } => items,
            _ => &[],
        }
    }

    pub fn items_mut(&mut self, id: ObjId) -> Option<&mut Vec<Value>> {
        match &mut self.heap[id.0].kind {
            Kind::List { items, .. } => Some(items),
            _ => None,
        }
    }

    /// Whether the list is a part of the program by now.
    pub fn is_list_live(&self, id: ObjId) -> bool {
        self.is_live(&self.slot_key(id, CONTENTS))
    }

    pub fn note_contents(&mut self, id: ObjId, writes: bool) {
        let key = self.slot_key(id, CONTENTS);
        self.note_use(&key, writes);
        if writes {
            self.note_changed(id);
        }
    }

    /// A change of a list that is known: it has to be the program's where it depends on what happens.
    pub fn before_change(&mut self, id: ObjId, values: &[Value], span: Span) {
        let key = self.slot_key(id, CONTENTS);
        self.note_use(&key, true);
        self.note_changed(id);
        if self.level(&key) == Level::Shared {
            for value in values {
                if self.is_storable(value) {
                    let domain = self.domain_of_value(value);
                    self.hold(&key, &domain);
                }
            }
        }
        let born = self.object(id).born;
        let is_storable = |it: &Self, all: &[Value]| all.iter().all(|value| it.is_storable(value));
        let depends = self.depends(born);
        // What may be left half done has to be done by steps, too.
        if depends || self.may_be_left_half_done(born) {
            let items = self.items(id).to_vec();
            let can_be_shared = is_storable(self, values) && is_storable(self, &items);
            if !can_be_shared && !depends {
                // A list of threads or the like: it is as long as it would be without an exception.
                return;
            }
            if !can_be_shared {
                self.refuse(span, Refusal::NoValue, &["list"]);
                return;
            }
            self.share_from_start(&key);
        }
    }

    /// The list as a part of the program, and whether it is an array.
    pub fn list_part(&mut self, id: ObjId, span: Span) -> (ObjectId, bool) {
        let key = self.object(id).key;
        let is_array = !self.found.resized.contains(&key);
        if let Some(part) = self.object(id).machine {
            return (part, is_array);
        }
        let items = self.items(id).to_vec();
        let items: Vec<Value> = items.into_iter().map(|it| self.passed_on(it, span)).collect();
        let contents = self.slot_key(id, CONTENTS);
        for value in &items {
            let domain = self.domain_of_value(value);
            self.hold(&contents, &domain);
            self.operand(value, span);
        }
        let length = items.len() as u16;
        let kind = match is_array {
            true => ObjectKind::Array { length: length.max(1), of_items: false },
            false => ObjectKind::List { room: ROOM.max(length.saturating_mul(2)) },
        };
        let name = self.name_for(id, "list");
        let part = self.part(name, kind);
        self.parts[usize::from(part.0)].line = self.object(id).line;
        self.heap[id.0].machine = Some(part);
        self.initial.insert(usize::from(part.0), Initial::Items(items, !is_array));
        (part, is_array)
    }

    pub fn name_for(&self, id: ObjId, kind: &str) -> String {
        match self.object(id).name.as_str() {
            "" => kind.to_owned(),
            name => name.to_owned(),
        }
    }

    pub fn sequence(&mut self, id: ObjId, span: Span) -> Sequence {
        let key = self.object(id).key;
        if self.next.resized.insert(key) {
            self.is_dirty = true;
        }
        let (part, _) = self.list_part(id, span);
        self.sequence_of(part)
    }

    pub fn place(&mut self, id: ObjId, index: Operand, span: Span) -> Place {
        let (part, is_array) = self.list_part(id, span);
        match is_array {
            true => {
                let part = &self.parts[usize::from(part.0)];
                Place::Entry { first: part.base, count: part.cell_count(), index }
            }
            false => Place::Element { list: self.sequence_of(part), index },
        }
    }

    /// The next element of a list that a loop goes over.
    pub fn next_of_list(&mut self, id: ObjId, index: Local, done: Label, span: Span) -> Value {
        let list = self.sequence(id, span);
        let length = self.t.registers.reserve();
        self.t.load(Place::Cell(list.length), length);
        let (at, length) = (Operand::Local(index), Operand::Local(length));
        let goes_on = self.compute(Operator::Less, at, length);
        self.t.asm.jump_if(Operand::Local(goes_on), false, done);
        let into = self.t.registers.reserve();
        let from = Place::Element { list, index: at };
        self.t.asm.access(Operation::Load { from, into, takes: false });
        let right = Operand::Constant(1);
        let operator = Operator::Add;
        self.t.asm.emit(Instruction::Compute { operator, left: at, right, into: index });
        let key = self.slot_key(id, CONTENTS);
        let domain = self.domain_of(&key);
        self.local(into, domain)
    }

    /// All elements, where their number is known.
    pub fn whole_list(&mut self, id: ObjId, span: Span) -> Option<Vec<Value>> {
        self.note_contents(id, false);
        if !self.is_list_live(id) {
            return Some(self.items(id).to_vec());
        }
        let (part, is_array) = self.list_part(id, span);
        if !is_array {
            return None;
        }
        let count = self.items(id).len();
        let first = self.base(part);
        let key = self.slot_key(id, CONTENTS);
        let domain = self.domain_of(&key);
        let mut all = Vec::new();
        for at in 0..count {
            let into = self.t.registers.reserve();
            if at == 0 {
                self.t.asm.next_group();
            }
            // All of them are one step, as in CPython.
            let from = Place::Cell(first.offset(at as u16));
            self.t.asm.access(Operation::Load { from, into, takes: false });
            all.push(self.local(into, domain.clone()));
        }
        Some(all)
    }

    /// The elements of what can be gone over, where they are known.
    pub fn elements(&mut self, value: &Value, span: Span) -> Option<Vec<Value>> {
        match value {
            Value::Wrong => None,
            Value::Tuple(all) => Some(value.frozen().unwrap_or(all).to_vec()),
            Value::Text(text) => {
                Some(text.chars().map(|it| Value::text(&it.to_string())).collect())
            }
            Value::Range(from, to, step) => {
                let count = range_length(*from, *to, *step);
                if count > MOST_ELEMENTS as u64 {
                    self.refuse(span, Refusal::TooManyElements, &["1024"]);
                    return None;
                }
                Some((0..count).map(|it| Value::Int(from + it as i64 * step)).collect())
            }
            Value::Local(register, domain) => {
                let (register, domain) = (*register, domain.clone());
                if let Some(all) = self.parts_of_tuples((register, &domain), span) {
                    return Some(all);
                }
                let of = |here: &mut Self, it: &Value| match it {
                    Value::Tuple(_) | Value::Text(_) => it.clone(),
                    Value::Record(_) => here.refuse(span, Refusal::NotConstant, &["for"]),
                    _ => Value::Unset,
                };
                let found = self.by_cases(register, &domain, "TypeError", span, of);
                match &found {
                    Value::Tuple(all) => Some(found.frozen().unwrap_or(all).to_vec()),
                    Value::Wrong => None,
                    _ => {
                        self.refuse(span, Refusal::NotConstant, &["for"]);
                        None
                    }
                }
            }
            Value::Ref(id) => match self.kind(*id).clone() {
                Kind::List { .. } if self.is_array(*id) => Some(self.array_elements(*id, span)),
                Kind::List { .. } => {
                    let all = self.whole_list(*id, span);
                    if all.is_none() {
                        self.refuse(span, Refusal::NotConstant, &["list"]);
                    }
                    all
                }
                Kind::Dict(_) if self.object(*id).is_tuple => self.parts_of_tuple(*id, span),
                Kind::Dict(keys) => Some(keys),
                Kind::Set(all) => Some(all),
                Kind::Completed(futures) if !self.event_loop.is_used() => {
                    self.heap[id.0].kind = Kind::Completed(Vec::new());
                    Some(self.all_done(*id, &futures, span))
                }
                Kind::Results(futures) => {
                    self.heap[id.0].kind = Kind::Results(Vec::new());
                    self.results(&futures)
                }
                _ => {
                    let what = self.what_object(*id);
                    self.refuse(span, Refusal::NoAttribute, &[&what, "__iter__"]);
                    None
                }
            },
            other => {
                let what = self.what_is(other);
                self.refuse(span, Refusal::NoAttribute, &[&what, "__iter__"]);
                None
            }
        }
    }

    pub fn make_set(&mut self, all: Vec<Value>, span: Span) -> Value {
        let id = self.make(Kind::Set(all.clone()), span);
        let entries: Vec<_> = all.into_iter().map(|it| (it, Value::Int(1))).collect();
        self.grow_if_found(id, &entries, None, true, span);
        Value::Ref(id)
    }

    pub fn entry_name(&self, key: &Value) -> String {
        match key {
            Value::Text(it) => format!("['{it}']"),
            Value::Int(it) => format!("[{it}]"),
            Value::Ref(id) => format!("[@{}]", self.object(*id).key),
            other => format!("[{other:?}]"),
        }
    }

    pub fn element(&mut self, of: &Value, index: &Value, span: Span) -> Value {
        if matches!(of, Value::Wrong) || matches!(index, Value::Wrong) {
            return Value::Wrong;
        }
        if matches!(index, Value::Opaque) && self.wants_chance() {
            return Value::Wrong;
        }
        match of {
            Value::Tuple(all) => match index.integer() {
                Some(at) => self.at_place(of.frozen().unwrap_or(all), at),
                None => self.refuse(span, Refusal::NotConstant, &["[]"]),
            },
            Value::Text(text) => {
                let all: Vec<Value> = text.chars().map(|it| Value::text(&it.to_string())).collect();
                match index.integer() {
                    Some(at) => self.at_place(&all, at),
                    None => self.refuse(span, Refusal::NotConstant, &["[]"]),
                }
            }
            Value::Local(register, domain) if self.may_be_reference(domain) => {
                let held = (*register, &domain.clone());
                self.for_each_reference(held, "TypeError", span, |it, id| {
                    it.element(&Value::Ref(id), index, span)
                })
            }
            Value::Local(_, domain) if self.says_itself(domain, "__getitem__") => {
                self.refuse(span, Refusal::NoAttribute, &["object", "[]"])
            }
            Value::Local(register, domain) => {
                let (register, domain, index) = (*register, domain.clone(), index.clone());
                self.by_cases(register, &domain, "TypeError", span, |it, value| match value {
                    Value::Tuple(_) | Value::Text(_) => it.element(value, &index, span),
                    Value::Record(record) => it.element_of_record(record, &index, span),
                    _ => Value::Unset,
                })
            }
            Value::Ref(id) => match self.kind(*id) {
                Kind::List { .. } => match self.lock_of_access(*id) {
                    Some(lock) => {
                        self.acquire(lock, None);
                        let value = self.list_element(*id, index, span);
                        self.release(lock);
                        value
                    }
                    None => self.list_element(*id, index, span),
                },
                Kind::Dict(keys) => {
                    if matches!(index, Value::Local(..)) {
                        return self.let_grow(*id, None);
                    }
                    if !index.is_known() {
                        return self.refuse(span, Refusal::NotConstant, &["[]"]);
                    }
                    let count = keys.len() as i64;
                    let from_end =
                        index.integer().filter(|it| *it < 0 && self.object(*id).is_tuple);
                    if let Some(at) = from_end {
                        return self.element(of, &Value::Int(at + count), span);
                    }
                    if !keys.contains(index) {
                        self.note_missing(*id);
                        return Value::Wrong;
                    }
                    let slot = self.entry_name(index);
                    self.read_slot(*id, &slot, span)
                }
                Kind::Growing(it) if it.has_lists() => self.list_at(*id, index, true, span),
                Kind::Growing(it) if !it.is_set => self.get_key(*id, index, span),
                Kind::Entries(entries) => {
                    let entries = *entries;
                    match self.list_element(entries.order, index, span) {
                        Value::Wrong => Value::Wrong,
                        key => self.entry(entries, key, span),
                    }
                }
                _ => {
                    let what = self.what_object(*id);
                    self.refuse(span, Refusal::NoAttribute, &[&what, "[]"])
                }
            },
            Value::Record(record) => match self.element_of_record(record, index, span) {
                Value::Unset => self.refuse(span, Refusal::NoAttribute, &["object", "[]"]),
                value => value,
            },
            // `Queue[str]` and the like are types.
            Value::Native(_) => of.clone(),
            other => {
                let what = self.what_is(other);
                self.refuse(span, Refusal::NoAttribute, &[&what, "[]"])
            }
        }
    }

    /// Whether one of the objects that a register can hold has such a method.
    fn says_itself(&self, domain: &Domain, method: &str) -> bool {
        let class = |it: &Value| match it {
            Value::Ref(id) => matches!(self.kind(*id), Kind::Instance(_)).then_some(*id),
            Value::Record(record) => self.class_of(record),
            _ => None,
        };
        self.constants_in(domain).filter_map(class).any(|it| self.method(it, method).is_some())
    }

    /// A key that a dictionary does not have. Only the thread that made it gives it keys, so of another it is not known.
    fn note_missing(&mut self, id: ObjId) {
        if self.object(id).thread != self.t.index {
            self.let_grow(id, None);
        } else {
            self.raise_named("KeyError");
        }
    }

    fn at_place(&mut self, all: &[Value], at: i64) -> Value {
        let index = if at < 0 { at + all.len() as i64 } else { at };
        match usize::try_from(index).ok().and_then(|it| all.get(it)) {
            Some(value) => value.clone(),
            None => {
                self.raise_named("IndexError");
                Value::Wrong
            }
        }
    }

    fn list_element(&mut self, id: ObjId, index: &Value, span: Span) -> Value {
        self.note_contents(id, false);
        if !self.is_list_live(id) {
            if let Some(at) = index.integer() {
                let items = self.items(id).to_vec();
                return self.at_place(&items, at);
            }
            if !matches!(index, Value::Local(..)) {
                return self.refuse(span, Refusal::NotConstant, &["[]"]);
            }
            let items = self.items(id).to_vec();
            if let Some(found) = self.object_at(&items, index, span) {
                return found;
            }
            if !items.iter().all(|it| self.is_storable(it)) {
                if items.iter().filter(|it| self.wants_reference(it)).count() > 0 {
                    return Value::Wrong;
                }
                return self.refuse(span, Refusal::WhichObject, &[self.words(span)]);
            }
            self.before_shared(id, &items);
            return Value::Wrong;
        }
        let Some(index) = self.operand(index, span) else { return Value::Wrong };
        let place = self.place(id, index, span);
        let into = self.t.registers.reserve();
        self.t.load(place, into);
        let key = self.slot_key(id, CONTENTS);
        let domain = self.domain_of(&key);
        self.local(into, domain)
    }

    /// A list that is looked at by an index which is not known is an array of the program.
    fn before_shared(&mut self, id: ObjId, items: &[Value]) {
        let key = self.slot_key(id, CONTENTS);
        for value in items {
            let domain = self.domain_of_value(value);
            self.hold(&key, &domain);
        }
        self.raise_level(&key, Level::Shared);
    }

    pub fn set_element(&mut self, of: &Value, index: &Value, value: Value, span: Span) {
        if matches!(of, Value::Wrong) || matches!(index, Value::Wrong) {
            return;
        }
        let Value::Ref(id) = of else {
            if let Value::Local(register, domain) = of
                && self.may_be_reference(domain)
            {
                let held = (*register, &domain.clone());
                self.for_each_reference(held, "TypeError", span, |it, id| {
                    it.set_element(&Value::Ref(id), index, value.clone(), span);
                    Value::None
                });
                return;
            }
            self.refuse_change_of(of, "[]=", span);
            return;
        };
        if !self.check_kept(*id, &value, span) {
            return;
        }
        match self.kind(*id) {
            Kind::List { .. } if self.is_list_live(*id) => {
                self.note_contents(*id, true);
                let key = self.slot_key(*id, CONTENTS);
                let domain = self.domain_of_value(&value);
                self.hold(&key, &domain);
                let Some(index) = self.operand(index, span) else { return };
                let Some(value) = self.operand(&value, span) else { return };
                let place = self.place(*id, index, span);
                let lock = self.lock_of_access(*id);
                lock.map(|it| self.acquire(it, None));
                self.t.store(value, place);
                if let Some(lock) = lock {
                    self.release(lock);
                }
            }
            Kind::List { .. } => {
                self.before_change(*id, std::slice::from_ref(&value), span);
                let count = self.items(*id).len() as i64;
                match index.integer() {
                    Some(at) if (-count..count).contains(&at) => {
                        let at = at.rem_euclid(count) as usize;
                        if let Some(items) = self.items_mut(*id) {
                            items[at] = value;
                        }
                    }
                    Some(_) => self.raise_named("IndexError"),
                    None if matches!(index, Value::Local(..)) => {
                        let items = self.items(*id).to_vec();
                        self.before_shared(*id, &items);
                    }
                    None => {
                        self.refuse(span, Refusal::NotConstant, &["[]"]);
                    }
                }
            }
            Kind::Dict(keys) => {
                if matches!(index, Value::Local(..)) {
                    self.let_grow(*id, None);
                    return;
                }
                if !index.is_known() {
                    self.refuse(span, Refusal::NotConstant, &["[]"]);
                    return;
                }
                let is_new = !keys.contains(index);
                if is_new && self.is_passed_on(*id, span) {
                    return;
                }
                let (born, maker) = (self.object(*id).born, self.object(*id).thread);
                let is_unsure = self.depends(born) || (self.t.index > 0 && self.is_attempted(born));
                let is_late = self.is_between(*id) && self.started > 0;
                if is_new && (self.t.index != maker || is_unsure || is_late) {
                    self.let_grow(*id, Some(index));
                    return;
                }
                if let Kind::Dict(keys) = &mut self.heap[id.0].kind
                    && is_new
                {
                    keys.push(index.clone());
                }
                let slot = self.entry_name(index);
                self.write_slot(*id, &slot, value, span);
            }
            Kind::Growing(it) if !it.is_set => self.set_key(*id, index, value, span),
            _ => {
                let what = self.what_object(*id);
                self.refuse(span, Refusal::NoAttribute, &[&what, "[]="]);
            }
        }
    }
}

/// How many numbers a range has.
pub fn range_length(from: i64, to: i64, step: i64) -> u64 {
    match step {
        0 => 0,
        1.. if from < to => (to.abs_diff(from) - 1) / step.unsigned_abs() + 1,
        ..0 if from > to => (to.abs_diff(from) - 1) / step.unsigned_abs() + 1,
        _ => 0,
    }
}

/// Known values in their order.
pub fn sorted(mut all: Vec<Value>) -> Option<Vec<Value>> {
    use super::arithmetic::order_of;
    // An order that holds for some only is none.
    let can_be = all.iter().all(|a| all.iter().take(40).all(|b| order_of(a, b).is_some()));
    let mut rest: Vec<Value> = Vec::new();
    for value in all.drain(..) {
        let at = rest.iter().position(|it| order_of(&value, it) == Some(std::cmp::Ordering::Less));
        rest.insert(at.unwrap_or(rest.len()), value);
    }
    can_be.then_some(rest)
}
