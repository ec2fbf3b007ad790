//! Functions of Python and of its modules.

use super::Elaborator;
use super::calls::Given;
use super::heap::{Kind, Order};
use super::queues::Queue;
use super::value::Value;
use crate::program::Span;
use crate::python::refusal::Refusal;
use crate::python::tree::{Binary, Comparison};

impl Elaborator<'_> {
    pub fn call_native(&mut self, name: &'static str, mut given: Given) -> Value {
        let span = given.span;
        match name {
            "ignored" => Value::None,
            "logging.getLogger"
            | "dataclasses.field"
            | "logging.Formatter"
            | "logging.StreamHandler" => {
                let id = self.make(Kind::Ignored, span);
                for (name, value) in given.named {
                    self.heap[id.0].slots.insert(name, value);
                }
                Value::Ref(id)
            }
            "print" => self.print(given),
            "sys.stdout.write" => self.write_out(given),
            "len" => match given.values.first().cloned() {
                Some(value) => self.length(&value, span),
                None => self.refuse(span, Refusal::Arguments, &[name]),
            },
            "range" => self.range(&given.values, span),
            "str" | "repr" => match given.values.first().cloned() {
                Some(value) if name == "str" => self.looks(&value, span),
                Some(value) => self.written(&value, span),
                None => Value::text(""),
            },
            "int" | "float" | "bool" | "abs" => self.convert(name, &given.values, span),
            "list" | "tuple" | "set" | "sorted" | "reversed" | "enumerate" | "zip" | "iter" => {
                self.gathered(name, given)
            }
            "sum" | "min" | "max" | "any" | "all" => self.folded(name, given),
            "dict" => {
                let mut pairs = Vec::new();
                match given.values.first().cloned() {
                    None => {}
                    // How its lists look in the text of a copy is not worked out.
                    Some(Value::Ref(of)) if matches!(self.kind(of), Kind::Growing(it) if it.has_lists()) =>
                    {
                        return self.refuse(span, Refusal::NotConstant, &[name]);
                    }
                    Some(Value::Ref(of)) if matches!(self.kind(of), Kind::Growing(_)) => {
                        let copy = self.make(Kind::Dict(Vec::new()), span);
                        if self.grow_if_found(copy, &[], None, false, span) {
                            self.copied_dict(of, copy, span);
                            return Value::Ref(copy);
                        }
                        return self.let_grow(copy, None);
                    }
                    Some(Value::Ref(of)) if matches!(self.kind(of), Kind::Dict(_)) => {
                        pairs = self.dict_items(of, span);
                    }
                    Some(all) => {
                        if let Some(source) = self.source_of(&all, span) {
                            let copy = self.make(Kind::Dict(Vec::new()), span);
                            if !self.grow_if_found(copy, &[], None, false, span) {
                                return self.let_grow(copy, None);
                            }
                            self.fill_from(copy, source, false, span);
                            return Value::Ref(copy);
                        }
                        let Some(all) = self.elements(&all, span) else { return Value::Wrong };
                        for pair in all {
                            match pair {
                                Value::Tuple(both) if both.len() == 2 => {
                                    pairs.push((both[0].clone(), both[1].clone()));
                                }
                                _ => return self.refuse(span, Refusal::NotConstant, &[name]),
                            }
                        }
                    }
                }
                for (key, value) in given.named {
                    pairs.push((Value::text(&key), value));
                }
                self.make_dict(pairs, span)
            }
            "object" => Value::Ref(self.make(Kind::Sentinel, span)),
            "isinstance" => self.is_instance(&given.values, span),
            "callable" => self.is_callable(&given.values, span),
            "id" | "hash" => Value::Opaque,
            "enum.auto" => Value::Native("enum.auto"),
            "math.sqrt" | "math.floor" | "math.ceil" => match given.values.first() {
                Some(value) => self.rounded(name, &value.clone(), span),
                None => self.refuse(span, Refusal::Arguments, &[name]),
            },
            "map" => {
                let [function, over] = &given.values[..] else {
                    return self.refuse(span, Refusal::Arguments, &[name]);
                };
                let (function, over) = (function.clone(), over.clone());
                if let Some(source) = self.source_of(&over, span) {
                    return self.mapped(&function, source, span);
                }
                let Some(all) = self.elements(&over, span) else { return Value::Wrong };
                let of = |it| self.call_value(&function, Given::of(vec![it], span));
                Value::tuple(all.into_iter().map(of).collect())
            }
            "getattr" => match &given.values[..] {
                [of, Value::Text(attribute), ..] => {
                    let (of, attribute) = (of.clone(), attribute.clone());
                    self.attribute(&of, &attribute, span)
                }
                _ => self.refuse(span, Refusal::NotKnown, &[name]),
            },
            "time.sleep" => {
                self.note_standstill(span);
                let time = given.take(0, "secs").unwrap_or(Value::Int(0));
                self.need_not_negative(&time);
                if self.t.is_dead {
                    return Value::Wrong;
                }
                self.sleep(&time);
                Value::None
            }
            "time.time" | "random.random" | "random.uniform" | "random.gauss" => Value::Opaque,
            "time.strftime" | "time.ctime" | "datetime.words" | "traceback.format_exc" => {
                Value::Phrase(vec![Value::Opaque].into())
            }
            "functools.partial" => self.partial(given),
            "random.randint" | "random.randrange" | "random.choice" => self.random(name, &given),
            "sys.exit" | "exit" | "quit" => {
                self.exit(given);
                Value::Wrong
            }
            "argparse.ArgumentParser" => Value::Ref(self.make(Kind::Parser(Vec::new()), span)),
            // Each process has a main thread of its own.
            "threading.current_thread" => match self.t.plan.filter(|_| self.t.process == 0) {
                Some(id) => Value::Ref(id),
                None => {
                    let id = self.make(Kind::Namespace, span);
                    self.heap[id.0].slots.insert("name".into(), Value::text("MainThread"));
                    Value::Ref(id)
                }
            },
            "os.getpid" | "os.getppid" => self.own_pid(name == "os.getppid"),
            "threading.active_count" | "threading.get_ident" | "os.cpu_count" => Value::Opaque,
            "threading.Thread" => self.make_thread(given, false),
            "multiprocessing.Process" => self.make_thread(given, true),
            "threading.Timer" => self.make_timer(given),
            "asyncio.run" => self.run_loop(given),
            "asyncio.create_task" => match given.take(0, "coro") {
                Some(coroutine) => self.make_named_task(&coroutine, given),
                None => self.refuse(span, Refusal::Arguments, &["create_task"]),
            },
            "asyncio.gather" => self.gather_tasks(given),
            "asyncio.as_completed" => self.tasks_as_completed(given),
            "asyncio.TaskGroup" => self.make_task_group(span),
            "asyncio.timeout" => self.make_time_limit(given),
            "asyncio.sleep" | "asyncio.wait_for" | "asyncio.wait" => {
                self.coroutine(&Value::Native(name), given)
            }
            "asyncio.Queue"
            | "asyncio.LifoQueue"
            | "asyncio.PriorityQueue"
            | "asyncio.Lock"
            | "asyncio.Barrier"
            | "asyncio.Semaphore"
            | "asyncio.BoundedSemaphore"
            | "asyncio.Event"
            | "asyncio.Condition" => self.make_of_loop(name, given),
            "concurrent.futures.ThreadPoolExecutor" => self.make_pool(given, None),
            "concurrent.futures.ProcessPoolExecutor" => self.make_pool(given, Some(false)),
            "concurrent.futures.wait" => self.wait_for_futures(given),
            "concurrent.futures.as_completed" => self.futures_as_completed(given),
            "threading.Thread.__init__" => {
                if given.values.is_empty() {
                    return self.refuse(span, Refusal::Arguments, &["Thread.__init__"]);
                }
                match given.values.remove(0) {
                    Value::Ref(id) => self.plan_thread(id, given),
                    _ => {
                        self.refuse(span, Refusal::Arguments, &["Thread.__init__"]);
                    }
                }
                Value::None
            }
            _ if super::attempts::builtin_exception(name.rsplit('.').next().unwrap_or(name))
                .is_some() =>
            {
                let class = name.rsplit('.').next().unwrap_or(name);
                Value::Ref(self.make_exception(class, given.values, span))
            }
            _ if name.starts_with("multiprocessing.") => self.call_multiprocessing(name, given),
            _ => self.make_native(name, given),
        }
    }

    /// Makes an object of a module.
    pub fn make_native(&mut self, name: &'static str, mut given: Given) -> Value {
        let span = given.span;
        let number = |it: Option<Value>, default: i64| match it {
            None => Some(default),
            Some(it) => it.integer(),
        };
        let kind = match name {
            "threading.Lock" => Kind::Lock,
            "threading.RLock" => Kind::ReentrantLock,
            "threading.Semaphore" | "threading.BoundedSemaphore" => {
                let Some(count) = number(given.take(0, "value"), 1).filter(|it| *it < 1 << 20)
                else {
                    return self.refuse(span, Refusal::NotConstant, &["Semaphore"]);
                };
                if count < 0 {
                    self.raise_named("ValueError");
                    return Value::Wrong;
                }
                Kind::Semaphore { count, is_bounded: name == "threading.BoundedSemaphore" }
            }
            "threading.Event" => Kind::Event { is_set: false },
            "threading.Condition" => match given.take(0, "lock") {
                None | Some(Value::None) => {
                    match self.make_shared(Kind::ReentrantLock, "Condition", span) {
                        Value::Ref(lock) => Kind::Condition(lock),
                        _ => return Value::Wrong,
                    }
                }
                Some(Value::Ref(lock))
                    if matches!(self.kind(lock), Kind::Lock | Kind::ReentrantLock) =>
                {
                    Kind::Condition(lock)
                }
                Some(_) => return self.refuse(span, Refusal::NotConstant, &["Condition"]),
            },
            "threading.Barrier" => match number(given.take(0, "parties"), 0) {
                Some(parties) if (1..=64).contains(&parties) => {
                    if given.take(1, "action").is_some_and(|it| it != Value::None) {
                        return self.refuse(span, Refusal::Option, &["Barrier", "action"]);
                    }
                    Kind::Barrier(parties)
                }
                _ => return self.refuse(span, Refusal::NotConstant, &["Barrier"]),
            },
            "threading.local" => return Value::Ref(self.make(Kind::Locals, span)),
            "queue.Queue" | "queue.SimpleQueue" | "queue.LifoQueue" | "queue.PriorityQueue" => {
                let Some(most) = number(given.take(0, "maxsize"), 0) else {
                    return self.refuse(span, Refusal::NotConstant, &["Queue"]);
                };
                if most > 512 {
                    return self.refuse(span, Refusal::TooManyElements, &["512"]);
                }
                let order = match name {
                    "queue.LifoQueue" => Order::Last,
                    "queue.PriorityQueue" => Order::Least,
                    _ => Order::First,
                };
                Kind::Queue(Queue::new(order, most, name == "queue.SimpleQueue"))
            }
            "collections.defaultdict" | "collections.Counter" => {
                let keeps = name == "collections.defaultdict";
                let first = given.take(0, "default_factory");
                if name == "collections.Counter"
                    && let Some(over) = &first
                    && let Some(source) = self.source_of(over, span)
                {
                    let id = self.make(Kind::Dict(Vec::new()), span);
                    let default = Some((Value::Int(0), false));
                    self.grow_if_found(id, &[], default, false, span);
                    self.fill_from(id, source, true, span);
                    return Value::Ref(id);
                }
                let default = match (name, first) {
                    ("collections.Counter", None) => Value::Int(0),
                    (_, Some(it @ Value::Native("list"))) => it,
                    (_, Some(Value::Native("int"))) => Value::Int(0),
                    (_, Some(Value::Native("str"))) => Value::text(""),
                    (_, Some(Value::Native("bool"))) => Value::Bool(false),
                    _ => return self.refuse(span, Refusal::NotConstant, &[name]),
                };
                if !self.is_all_taken(name, &given) {
                    return Value::Wrong;
                }
                let id = self.make(Kind::Dict(Vec::new()), span);
                self.grow_if_found(id, &[], Some((default, keeps)), false, span);
                return Value::Ref(id);
            }
            "collections.deque" => {
                let items = match given.take(0, "iterable") {
                    None => Vec::new(),
                    Some(all) => self.elements(&all, span).unwrap_or_default(),
                };
                let most = match given.take(1, "maxlen") {
                    None | Some(Value::None) => None,
                    Some(it) => match it.integer().and_then(|it| usize::try_from(it).ok()) {
                        Some(it) => Some(it),
                        None => return self.refuse(span, Refusal::NotConstant, &["deque"]),
                    },
                };
                return Value::Ref(self.make(Kind::List { items, most, is_deque: true }, span));
            }
            // Types are not looked at.
            _ if name.starts_with("typing.") => return Value::Native("typing.Any"),
            _ => return self.refuse(span, Refusal::NotKnown, &[name]),
        };
        let short = name.rsplit('.').next().unwrap_or(name);
        if !self.is_all_taken(short, &given) {
            return Value::Wrong;
        }
        self.make_shared(kind, name, span)
    }

    fn range(&mut self, given: &[Value], span: Span) -> Value {
        if given.iter().any(|it| matches!(it, Value::Wrong)) {
            return Value::Wrong;
        }
        let (from, to, step) = match given {
            [to] => (Value::Int(0), to.clone(), Value::Int(1)),
            [from, to] => (from.clone(), to.clone(), Value::Int(1)),
            [from, to, step] => (from.clone(), to.clone(), step.clone()),
            _ => return self.refuse(span, Refusal::Arguments, &["range"]),
        };
        match (from.integer(), to.integer(), step.integer()) {
            (Some(from), Some(to), Some(step)) if step != 0 => Value::Range(from, to, step),
            (.., Some(step)) if step != 0 => {
                let is_number = |it: &Value| match it {
                    Value::Local(_, domain) => domain.is_number() && !domain.none,
                    it => it.integer().is_some(),
                };
                if !is_number(&from) || !is_number(&to) {
                    return self.refuse(span, Refusal::NotConstant, &["range"]);
                }
                Value::Ref(self.make(Kind::Bounds(Box::new([from, to, Value::Int(step)])), span))
            }
            _ => self.refuse(span, Refusal::NotConstant, &["range"]),
        }
    }

    fn convert(&mut self, name: &str, given: &[Value], span: Span) -> Value {
        let Some(value) = given.first() else {
            return if name == "bool" { Value::Bool(false) } else { Value::Int(0) };
        };
        match (name, value) {
            (_, Value::Wrong) => Value::Wrong,
            ("bool", value) => match self.truth(value, span) {
                Value::Local(it, _) => {
                    let not = self.not(it);
                    match not {
                        Value::Local(it, _) => self.not(it),
                        other => other,
                    }
                }
                other => other,
            },
            ("abs", value) => match value {
                Value::Int(it) => Value::Int(it.abs()),
                Value::Float(it) => Value::Float(it.abs()),
                _ => self.refuse(span, Refusal::NotConstant, &["abs"]),
            },
            ("int", Value::Text(text)) => match text.trim().parse::<i64>() {
                Ok(it) if it.abs() < 1 << 53 => Value::Int(it),
                _ => {
                    self.raise_named("ValueError");
                    Value::Wrong
                }
            },
            ("int", Value::Float(it)) if it.abs() < 1e15 => Value::Int(*it as i64),
            ("int", Value::Int(_)) => value.clone(),
            ("int", Value::Bool(it)) => Value::Int(i64::from(*it)),
            ("int", Value::Local(_, domain)) if domain.is_number() && !domain.none => value.clone(),
            ("int" | "float", Value::Opaque) => Value::Opaque,
            ("float", Value::Text(text)) => match text.trim().parse::<f64>() {
                Ok(it) => Value::Float(it),
                Err(_) => {
                    self.raise_named("ValueError");
                    Value::Wrong
                }
            },
            ("float", value) => match value.float() {
                Some(it) => Value::Float(it),
                None => Value::Opaque,
            },
            _ => self.refuse(span, Refusal::NotConstant, &[name]),
        }
    }

    fn gathered(&mut self, name: &str, mut given: Given) -> Value {
        let span = given.span;
        if let ("iter", [called, end]) = (name, &given.values[..]) {
            let kind = Kind::Calls(Box::new([called.clone(), end.clone()]));
            return Value::Ref(self.make(kind, span));
        }
        if name == "sorted" && !given.named.is_empty() {
            return self.sorted_with(given);
        }
        if matches!(name, "zip" | "enumerate") {
            let mut all = given.values.clone();
            all.extend(given.named.iter().map(|(_, it)| it.clone()));
            if let Some(pairs) = self.paired(name, &all, span) {
                return pairs;
            }
        }
        let is_lazy = |it: &Value| match it {
            Value::Ref(id) => matches!(self.kind(*id), Kind::Results(_) | Kind::Completed(_)),
            _ => false,
        };
        if matches!(name, "enumerate" | "zip" | "iter") && given.values.iter().any(is_lazy) {
            let what = given.values.iter().find(|it| is_lazy(it)).map(|it| self.what_is(it));
            let words = format!("{name}({})", what.unwrap_or_default());
            return self.refuse(span, Refusal::NotKnown, &[&words]);
        }
        if name == "zip" {
            let mut columns = Vec::new();
            for value in &given.values {
                let Some(all) = self.elements(value, span) else { return Value::Wrong };
                columns.push(all);
            }
            let count = columns.iter().map(Vec::len).min().unwrap_or(0);
            let row = |at: usize| Value::tuple(columns.iter().map(|it| it[at].clone()).collect());
            return Value::tuple((0..count).map(row).collect());
        }
        if let (Some(first), "sorted" | "list" | "set") = (given.values.first().cloned(), name) {
            let list = self.growing_list(&first);
            let made = match (name, list) {
                ("sorted", Some(list)) => Some(self.sorted_list(list, span)),
                ("set", _) => {
                    let source = self.source_of(&first, span);
                    source.map(|it| self.set_of_list(it, span))
                }
                (_, Some(list)) if self.unordered.contains(&list) => {
                    Some(self.refuse(span, Refusal::NotConstant, &["set"]))
                }
                (_, Some(list)) => Some(self.copied_list(list, span)),
                ("sorted", None) => self.sorted_entries(&first, span),
                ("list", None) => self.listed(&first, span),
                _ => None,
            };
            if let Some(made) = made {
                return made;
            }
        }
        let start = given.take(1, "start");
        let mut all = match given.values.first() {
            Some(over) => match self.elements(over, span) {
                Some(all) => all,
                None => return Value::Wrong,
            },
            None => Vec::new(),
        };
        match name {
            "list" => self.list(all, span),
            "set" => {
                let mut set: Vec<Value> = Vec::new();
                for value in all {
                    if !set.contains(&value) {
                        set.push(value);
                    }
                }
                self.make_set(set, span)
            }
            "sorted" => match super::containers::sorted(all.clone()) {
                Some(all) => self.list(all, span),
                None if self.are_numbers(&all) => {
                    let all = self.sorted_numbers(all);
                    self.list(all, span)
                }
                None => self.refuse(span, Refusal::NotConstant, &["sorted"]),
            },
            "reversed" => {
                all.reverse();
                Value::tuple(all)
            }
            "enumerate" => {
                let start = start.and_then(|it| it.integer()).unwrap_or(0);
                let pair = |(at, it)| Value::tuple(vec![Value::Int(start + at as i64), it]);
                Value::tuple(all.into_iter().enumerate().map(pair).collect())
            }
            _ => Value::tuple(all),
        }
    }

    pub fn folded(&mut self, name: &str, mut given: Given) -> Value {
        let span = given.span;
        let (mut key, mut default) = (None, None);
        if matches!(name, "min" | "max") {
            key = given.take(usize::MAX, "key").filter(|it| !matches!(it, Value::None));
            default = given.take(usize::MAX, "default");
        }
        if let Some((option, _)) = given.named.first() {
            let option = option.clone();
            return self.refuse(span, Refusal::Option, &[name, &option]);
        }
        let start = if name == "sum" { given.take(1, "start") } else { None };
        let all = if given.values.len() > 1 && matches!(name, "min" | "max") {
            given.values
        } else {
            let Some(over) = given.values.first() else {
                return self.refuse(span, Refusal::Arguments, &[name]);
            };
            if let Some(found) = self.folded_by_cases(name, over, span) {
                return found;
            }
            let over = over.clone();
            if let Some(source) = self.source_of(&over, span) {
                let is_plain = key.is_none() && default.is_none() && source.entries.is_none();
                match name {
                    "min" | "max" if !is_plain || !self.are_all_numbers(source.order) => {
                        return self.best_by(name, source, key.as_ref(), default, span);
                    }
                    "any" | "all" => return self.any_of(name == "any", source, span),
                    _ if source.is_sized() => {
                        // As one goes over a dictionary there must not be more.
                        if !self.need_alone(source.order, name, span) {
                            return Value::Wrong;
                        }
                        return self.fold_list(name, source.order, start, span);
                    }
                    _ => {}
                }
            }
            if let (Some(list), "sum" | "min" | "max") = (self.growing_list(&over), name) {
                return self.fold_list(name, list, start, span);
            }
            match self.elements(&over, span) {
                Some(all) => all,
                None => return Value::Wrong,
            }
        };
        if all.is_empty()
            && let Some(default) = default
        {
            return default;
        }
        if let Some(key) = key {
            return self.best_of_known(name, &all, &key, span);
        }
        match name {
            "sum" => {
                let start = start.unwrap_or(Value::Int(0));
                all.into_iter().fold(start, |sum, it| self.calculate(Binary::Add, sum, it, span))
            }
            "min" | "max" => {
                let mut all = all.into_iter();
                let Some(mut best) = all.next() else {
                    self.raise_named("ValueError");
                    return Value::Wrong;
                };
                let how = if name == "min" { Comparison::Less } else { Comparison::Greater };
                for value in all {
                    match self.compare(how, value.clone(), best.clone(), span) {
                        Value::Bool(true) => best = value,
                        Value::Bool(false) => {}
                        Value::Local(is, _) => {
                            let into = self.t.registers.reserve();
                            let keep = self.t.asm.label();
                            self.put(into, &best, span);
                            let is = crate::program::Operand::Local(is);
                            self.t.asm.jump_if(is, false, keep);
                            self.put(into, &value, span);
                            self.t.asm.place(keep);
                            let read = [&best, &value].map(|it| match it {
                                Value::Local(it, _) => Some(*it),
                                _ => None,
                            });
                            best = self.either(into, &[best, value], span);
                            for read in read.into_iter().flatten() {
                                if let Value::Local(number, domain) = &best
                                    && domain.is_number()
                                    && !domain.none
                                {
                                    best =
                                        Value::Local(self.made_of(*number, read), domain.clone());
                                }
                            }
                        }
                        other => return other,
                    }
                }
                best
            }
            _ => {
                let wanted = name == "any";
                let mut out = Value::Bool(!wanted);
                for value in all {
                    match self.truth(&value, span) {
                        Value::Bool(it) if it == wanted => return Value::Bool(wanted),
                        Value::Bool(_) => {}
                        Value::Wrong => return Value::Wrong,
                        _ => out = self.refuse(span, Refusal::NotConstant, &[name]),
                    }
                }
                out
            }
        }
    }
}
