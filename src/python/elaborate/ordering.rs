//! Order by a key, and the least and the greatest by one.

use super::Elaborator;
use super::calls::Given;
use super::heap::Kind;
use super::shared_dicts::Entries;
use super::value::{Domain, ObjId, Value};
use super::walks::Source;
use crate::program::{Assembly, Instruction, Local, Operand, Operation, Operator, Place, Span};
use crate::python::refusal::Refusal;
use crate::python::tree::Comparison;
use std::rc::Rc;

/// What elements are put in order by.
#[derive(Clone, Copy)]
enum KeyOf<'a> {
    Itself,
    /// Of an item, its value.
    Value,
    Call(&'a Value),
}

impl Elaborator<'_> {
    fn key_of_element(&mut self, key: Option<&Value>, element: Value, span: Span) -> Value {
        match key {
            None | Some(Value::None) => element,
            // A key of the dictionary itself has a value there.
            Some(Value::Operation(of, "get"))
                if matches!(self.kind(*of), Kind::Growing(_)) && self.is_key_of(&element, *of) =>
            {
                self.get_key(*of, &element, span)
            }
            Some(key) => self.call_value(key, Given::of(vec![element], span)),
        }
    }

    /// `sorted(…, key=…, reverse=…)` of what threads have filled; those that are alike stay as they stand.
    pub fn sorted_by(
        &mut self,
        source: Source,
        key: Option<&Value>,
        reverse: bool,
        span: Span,
    ) -> Value {
        self.sorted_with_key(source, key.map_or(KeyOf::Itself, KeyOf::Call), reverse, span)
    }

    fn sorted_with_key(&mut self, source: Source, key: KeyOf, reverse: bool, span: Span) -> Value {
        if !self.need_alone(source.order, "sorted", span) {
            return Value::Wrong;
        }
        let domain = self.domain_of_elements(source.order);
        let Some(sorted) = self.list_of_the_program(&domain, span) else { return Value::Wrong };
        let entries = source.entries;
        let plain = Source { entries: None, ..source };
        self.for_each_of(plain, span, |it, element, _| {
            let whole = match entries {
                Some(entries) => it.entry(entries, element.clone(), span),
                None => element.clone(),
            };
            let key = match (key, &whole) {
                (KeyOf::Value, Value::Tuple(both)) => both.last().cloned().unwrap_or(Value::Wrong),
                (KeyOf::Call(key), _) => it.key_of_element(Some(key), whole, span),
                _ => whole,
            };
            it.put_by_key(sorted, &mut Vec::new(), element, key, reverse, span);
        });
        self.note_contents(sorted, true);
        match entries {
            Some(entries) => {
                let entries = Entries { order: sorted, ..entries };
                Value::Ref(self.make(Kind::Entries(entries), span))
            }
            None => Value::Ref(sorted),
        }
    }

    /// Puts an element into a list behind all whose keys are not greater. The keys have lists of their own, one for each
    /// part.
    fn put_by_key(
        &mut self,
        sorted: ObjId,
        lists: &mut Vec<ObjId>,
        element: Value,
        key: Value,
        reverse: bool,
        span: Span,
    ) {
        if self.t.is_dead || matches!(key, Value::Wrong) {
            return;
        }
        let parts = match &key {
            Value::Tuple(all) => all.to_vec(),
            _ => vec![key],
        };
        while lists.len() < parts.len() {
            let Some(list) = self.list_of_the_program(&Domain::default(), span) else { return };
            lists.push(list);
        }
        if lists.len() != parts.len() {
            self.refuse(span, Refusal::NotConstant, &["sorted"]);
            return;
        }
        self.list_operation(sorted, "append", &[element], span);
        for (list, part) in lists.iter().zip(&parts) {
            self.list_operation(*list, "append", std::slice::from_ref(part), span);
            let domain = self.domain_of_elements(*list);
            let ordered = Domain { none: false, ..(*domain).clone() };
            if *domain != Domain::default() && !self.have_order(&ordered, span) {
                return;
            }
        }
        let at = self.t.registers.reserve();
        self.t.pinned.push(at);
        // It goes to the left as long as it belongs there.
        let [head, done, moves] = [(); 3].map(|()| self.t.asm.label());
        let length = self.sequence(sorted, span).length;
        self.t.asm.load(Place::Cell(length), at, false);
        self.step_back(at);
        self.t.asm.place(head);
        let is_in = self.compute(Operator::Less, Operand::Constant(0), Operand::Local(at));
        self.t.asm.jump_if(Operand::Local(is_in), false, done);
        let before = self.compute(Operator::Subtract, Operand::Local(at), Operand::Constant(1));
        for (place, list) in lists.iter().enumerate() {
            let pair = self.pair_of(*list, before, at, span);
            let domain = self.domain_of_elements(*list);
            for it in pair {
                self.need_something(&Value::Local(it, domain.clone()));
            }
            let [left, right] = if reverse { pair } else { [pair[1], pair[0]] };
            let (left, right) = (Operand::Local(left), Operand::Local(right));
            let less = self.compute(Operator::Less, left, right);
            self.t.asm.jump_if(Operand::Local(less), true, moves);
            if place + 1 < lists.len() {
                let same = self.compute(Operator::Equal, left, right);
                self.t.asm.jump_if(Operand::Local(same), false, done);
            }
        }
        self.t.asm.jump(done);
        self.t.asm.place(moves);
        for list in lists.iter().chain([&sorted]) {
            let pair = self.pair_of(*list, before, at, span);
            self.swap(*list, pair, before, at, span);
        }
        self.step_back(at);
        self.t.asm.emit(Instruction::Again { to: Assembly::pc(head), enough: None });
        self.t.asm.place(done);
    }

    /// `list.sort(key=…, reverse=…)`
    pub fn sort_with(&mut self, list: ObjId, mut given: Given) -> Value {
        let span = given.span;
        let other = given.named.iter().find(|(it, _)| !matches!(&**it, "key" | "reverse"));
        if let Some((option, _)) = other {
            let option = option.clone();
            return self.refuse(span, Refusal::Option, &["sort", &option]);
        }
        given.values.insert(0, Value::Ref(list));
        let grows = self.growing_list(&Value::Ref(list)).is_some();
        let sorted = self.sorted_with(given);
        let Value::Ref(sorted) = sorted else { return sorted };
        if grows {
            self.write_back(list, sorted, span);
            return Value::None;
        }
        let items = self.items(sorted).to_vec();
        self.before_change(list, &items, span);
        if self.is_list_live(sorted) {
            return self.refuse(span, Refusal::SharedList, &["list.sort"]);
        }
        if let Some(all) = self.items_mut(list) {
            *all = items;
        }
        Value::None
    }

    /// Whether a value is less than another one of those that [have an order](Self::have_order): their codes have the same.
    fn less(&mut self, left: &Value, right: &Value, span: Span) -> Option<Local> {
        let (left, right) = (self.operand(left, span)?, self.operand(right, span)?);
        Some(self.compute(Operator::Less, left, right))
    }

    fn step_back(&mut self, at: Local) {
        let (left, right) = (Operand::Local(at), Operand::Constant(1));
        let operator = Operator::Subtract;
        self.t.asm.emit(Instruction::Compute { operator, left, right, into: at });
    }

    /// Two elements of a list.
    fn pair_of(&mut self, list: ObjId, before: Local, at: Local, span: Span) -> [Local; 2] {
        let list = self.sequence(list, span);
        [before, at].map(|index| {
            let into = self.t.registers.reserve();
            let from = Place::Element { list, index: Operand::Local(index) };
            self.t.asm.access(Operation::Load { from, into, takes: false });
            into
        })
    }

    fn swap(&mut self, list: ObjId, pair: [Local; 2], before: Local, at: Local, span: Span) {
        let list = self.sequence(list, span);
        for (index, value) in [(at, pair[0]), (before, pair[1])] {
            let to = Place::Element { list, index: Operand::Local(index) };
            self.t.asm.store(Operand::Local(value), to);
        }
    }

    /// `min(…, key=…)` and `max`: the first of those that are least.
    pub fn best_by(
        &mut self,
        name: &str,
        source: Source,
        key: Option<&Value>,
        default: Option<Value>,
        span: Span,
    ) -> Value {
        if source.is_set || !self.need_alone(source.order, name, span) {
            if source.is_set {
                self.refuse(span, Refusal::NotConstant, &["set"]);
            }
            return Value::Wrong;
        }
        let [best, least, is_any] = [(); 3].map(|()| self.t.registers.reserve());
        self.t.pinned.extend([best, least, is_any]);
        for register in [best, least, is_any] {
            self.t.asm.set(register, Operand::Constant(0));
        }
        let plain = Source { entries: None, ..source };
        let mut held: Rc<Domain> = Rc::default();
        self.for_each_of(plain, span, |it, element, _| {
            let whole = match source.entries {
                Some(entries) => it.entry(entries, element.clone(), span),
                None => element.clone(),
            };
            let key = it.key_of_element(key, whole, span);
            if it.t.is_dead || matches!(key, Value::Wrong) {
                return;
            }
            let domain = Rc::new(it.domain_of_value(&key));
            if !it.have_order(&domain, span) {
                return;
            }
            held = Rc::new(it.domain_of_value(&element));
            let (keep, is_first) = (it.t.asm.label(), it.t.asm.label());
            it.t.asm.jump_if(Operand::Local(is_any), false, is_first);
            let so_far = Value::Local(least, domain);
            let (left, right) = if name == "min" { (&key, &so_far) } else { (&so_far, &key) };
            match it.less(left, right, span) {
                Some(is) => it.t.asm.jump_if(Operand::Local(is), false, keep),
                None => it.t.asm.jump(keep),
            }
            it.t.asm.place(is_first);
            it.put(best, &element, span);
            it.put(least, &key, span);
            it.t.asm.set(is_any, Operand::Constant(1));
            it.t.asm.place(keep);
        });
        let found = self.local(best, held);
        let found = match default {
            None => {
                let exception = self.exception_named("ValueError");
                self.raise_unless(is_any, true, exception);
                found
            }
            Some(default) => {
                let over = self.t.asm.label();
                self.t.asm.jump_if(Operand::Local(is_any), true, over);
                self.put(best, &default, span);
                self.t.asm.place(over);
                self.either(best, &[found, default], span)
            }
        };
        match source.entries {
            Some(entries) => self.entry(entries, found, span),
            None => found,
        }
    }

    /// `sorted` with options.
    pub fn sorted_with(&mut self, mut given: Given) -> Value {
        let span = given.span;
        let key = given.take(usize::MAX, "key").filter(|it| !matches!(it, Value::None));
        let reverse = given.take(usize::MAX, "reverse").map_or(Some(false), |it| it.truth());
        if let Some((option, _)) = given.named.first() {
            let option = option.clone();
            return self.refuse(span, Refusal::Option, &["sorted", &option]);
        }
        let Some(reverse) = reverse else {
            return self.refuse(span, Refusal::NotConstant, &["reverse"]);
        };
        let Some(over) = given.values.first().cloned() else {
            return self.refuse(span, Refusal::Arguments, &["sorted"]);
        };
        if let Some(source) = self.source_of(&over, span) {
            // Keys are all different, so they alone decide.
            return match key {
                None => {
                    let keys = Source { entries: None, ..source };
                    let sorted = self.sorted_by(keys, None, reverse, span);
                    match (source.entries, sorted) {
                        (Some(entries), Value::Ref(order)) => {
                            let entries = Entries { order, ..entries };
                            Value::Ref(self.make(Kind::Entries(entries), span))
                        }
                        (_, sorted) => sorted,
                    }
                }
                // Their own order is not known, and decides where keys are alike.
                Some(_) if source.is_set => self.refuse(span, Refusal::NotConstant, &["set"]),
                key => self.sorted_by(source, key.as_ref(), reverse, span),
            };
        }
        let Some(all) = self.elements(&over, span) else { return Value::Wrong };
        let keys: Vec<Value> =
            all.iter().map(|it| self.key_of_element(key.as_ref(), it.clone(), span)).collect();
        if keys.iter().any(|it| matches!(it, Value::Wrong)) {
            return Value::Wrong;
        }
        let order = super::arithmetic::order_of;
        if !keys.iter().all(|a| keys.iter().all(|b| order(a, b).is_some())) {
            if key.is_none() && self.are_numbers(&all) {
                let mut all = self.sorted_numbers(all);
                if reverse {
                    all.reverse();
                }
                return self.list(all, span);
            }
            return self.sorted_by_steps(all, keys, reverse, span);
        }
        let mut pairs: Vec<(Value, Value)> = keys.into_iter().zip(all).collect();
        pairs.sort_by(|(a, _), (b, _)| {
            let order = order(a, b).unwrap_or(std::cmp::Ordering::Equal);
            if reverse { order.reverse() } else { order }
        });
        self.list(pairs.into_iter().map(|(_, it)| it).collect(), span)
    }

    /// `min(…, key=…)` of known elements.
    pub fn best_of_known(&mut self, name: &str, all: &[Value], key: &Value, span: Span) -> Value {
        if !self.can_be_kept(all, span) {
            return Value::Wrong;
        }
        let mut all = all.iter();
        let Some(first) = all.next() else {
            self.raise_named("ValueError");
            return Value::Wrong;
        };
        let how = if name == "min" { Comparison::Less } else { Comparison::Greater };
        let mut best = first.clone();
        let mut least = self.key_of_element(Some(key), best.clone(), span);
        for value in all {
            let own = self.key_of_element(Some(key), value.clone(), span);
            match self.compare(how, own.clone(), least.clone(), span) {
                Value::Bool(true) => (best, least) = (value.clone(), own),
                Value::Bool(false) => {}
                Value::Local(is, _) => {
                    let [held, by] = [(); 2].map(|()| self.t.registers.reserve());
                    let keep = self.t.asm.label();
                    self.put(held, &best, span);
                    self.put(by, &least, span);
                    self.t.asm.jump_if(Operand::Local(is), false, keep);
                    self.put(held, value, span);
                    self.put(by, &own, span);
                    self.t.asm.place(keep);
                    best = self.either(held, &[best, value.clone()], span);
                    least = self.either(by, &[least, own], span);
                }
                other => return other,
            }
        }
        best
    }

    /// Whether a value was taken from the keys of a dictionary.
    fn is_key_of(&mut self, value: &Value, of: ObjId) -> bool {
        let Some(order) = self.order_of_keys(of, Span::default()) else { return false };
        match value {
            Value::Local(_, domain) => *domain == self.domain_of_elements(order),
            _ => true,
        }
    }

    /// Items by their values, those with the same as they stand.
    pub fn sorted_by_value(&mut self, source: Source, reverse: bool, span: Span) -> Value {
        self.sorted_with_key(source, KeyOf::Value, reverse, span)
    }

    /// Whether running threads can keep these values; objects from the next elaboration on.
    fn can_be_kept(&mut self, all: &[Value], span: Span) -> bool {
        if all.iter().all(|it| self.is_storable(it)) {
            return true;
        }
        if all.iter().filter(|it| self.wants_reference(it)).count() == 0 {
            self.refuse(span, Refusal::WhichObject, &[self.words(span)]);
        }
        false
    }

    /// Known elements in the order of keys that are not known.
    fn sorted_by_steps(
        &mut self,
        all: Vec<Value>,
        keys: Vec<Value>,
        reverse: bool,
        span: Span,
    ) -> Value {
        if !self.can_be_kept(&all, span) {
            return Value::Wrong;
        }
        let Some(sorted) = self.list_of_the_program(&Domain::default(), span) else {
            return Value::Wrong;
        };
        let mut lists = Vec::new();
        for (element, key) in all.into_iter().zip(keys) {
            self.put_by_key(sorted, &mut lists, element, key, reverse, span);
        }
        Value::Ref(sorted)
    }
}
