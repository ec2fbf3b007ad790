//! Texts: what values look like, and the methods of texts.

use super::Elaborator;
use super::heap::Kind;
use super::value::{Domain, Value};
use crate::program::{Local, Look, Span, quoted};
use crate::python::refusal::Refusal;
use std::rc::Rc;

/// No text is made wider by `center` and its like.
const MOST_WIDTH: i64 = 4096;

/// Texts behind each other, as one.
pub fn joined(parts: Vec<Value>) -> Value {
    let mut out: Vec<Value> = Vec::new();
    for part in parts {
        let more = match part {
            Value::Phrase(all) => all.to_vec(),
            other => vec![other],
        };
        for part in more {
            match (out.last_mut(), &part) {
                (Some(Value::Text(last)), Value::Text(text)) => {
                    *last = format!("{last}{text}").into();
                }
                _ => out.push(part),
            }
        }
    }
    match &out[..] {
        [] => Value::text(""),
        [Value::Text(only)] => Value::Text(only.clone()),
        _ if out.iter().any(|it| matches!(it, Value::Wrong)) => Value::Wrong,
        _ => Value::Phrase(out.into()),
    }
}

/// The width in `%-5d` as a format has it: to the right where nothing else is said, texts as well.
fn placed(look: &str) -> String {
    match look.strip_prefix('-') {
        Some(width) => format!("<{width}"),
        None if look.starts_with(|c: char| c.is_ascii_digit() && c != '0') => format!(">{look}"),
        None => look.to_owned(),
    }
}

impl Elaborator<'_> {
    /// What a value looks like in an f-string, `str` or `print`.
    pub fn shown(&mut self, value: &Value, look: &str, span: Span) -> Value {
        let look = look.trim_start_matches(':');
        if look == "!r" {
            return self.written(value, span);
        }
        let plain = self.looks(value, span);
        if look.is_empty() || look == "!s" {
            return plain;
        }
        let written = look;
        let text = match Look::read(written) {
            None => None,
            Some(look) => match (value, &plain) {
                (Value::Int(it), _) => look.of_integer(*it),
                // A format takes a truth for the number that it is.
                (Value::Bool(it), _) => look.of_integer(i64::from(*it)),
                (Value::Float(it), _) => look.of_real(*it),
                (Value::Local(register, domain), _) => {
                    return self.looking(*register, domain, (look, written), span);
                }
                (_, Value::Text(text)) => look.of_text(text),
                // What it is is not known, and how it looks neither.
                _ => return Value::Phrase(vec![Value::Opaque].into()),
            },
        };
        match text {
            Some(text) => Value::text(&text),
            None if matches!(plain, Value::Wrong) => Value::Wrong,
            None => self.refuse(span, Refusal::Option, &["{:}", written]),
        }
    }

    /// A register in a place of some width; refused where it can hold what Python would not so write.
    fn looking(
        &mut self,
        register: Local,
        domain: &Rc<Domain>,
        (look, written): (Look, &str),
        span: Span,
    ) -> Value {
        if domain.opaque {
            return Value::Phrase(vec![Value::Opaque].into());
        }
        let fits = |it: &u32| match self.next.constants.get(*it as usize) {
            Some(Value::Text(text)) => look.of_text(text).is_some(),
            _ => false,
        };
        let are_numbers_fit = !(domain.int || domain.bool) || look.of_integer(0).is_some();
        if domain.none || !are_numbers_fit || !domain.constants.iter().all(fits) {
            return self.refuse(span, Refusal::Option, &["{:}", written]);
        }
        Value::Phrase(vec![Value::Looking(register, look)].into())
    }

    /// `str(x)`
    pub fn looks(&mut self, value: &Value, span: Span) -> Value {
        match value {
            Value::Text(_) | Value::Phrase(_) | Value::Wrong => value.clone(),
            Value::Record(record) if record.is_member => match &record.fields[..] {
                [(_, Value::Text(name)), _] => {
                    let class = record.class.as_ref().map_or("", |it| &it.1);
                    Value::text(&format!("{class}.{name}"))
                }
                _ => Value::Wrong,
            },
            Value::Local(register, domain) if self.may_hold_record(domain) => {
                let (register, domain) = (*register, domain.clone());
                if domain.int || domain.bool || domain.opaque {
                    return Value::Phrase(vec![Value::Opaque].into());
                }
                let of = |it: &mut Self, value: &Value| it.looks(value, span);
                let text = self.by_cases(register, &domain, "TypeError", span, of);
                match text {
                    Value::Local(..) => Value::Phrase(vec![text].into()),
                    text => text,
                }
            }
            Value::Local(..) | Value::Opaque | Value::Caught(_) => {
                Value::Phrase(vec![value.clone()].into())
            }
            Value::Ref(id) if matches!(self.kind(*id), Kind::Exception(_)) => {
                match self.object(*id).slots.get("args") {
                    Some(Value::Tuple(all)) if all.len() == 1 => {
                        let first = all[0].clone();
                        self.looks(&first, span)
                    }
                    _ => Value::text(""),
                }
            }
            Value::Ref(id) if self.method(*id, "__str__").is_some() => {
                self.call_method(*id, "__str__", Vec::new(), span)
            }
            other => self.written(other, span),
        }
    }

    /// `repr(x)`
    pub fn written(&mut self, value: &Value, span: Span) -> Value {
        match value {
            Value::None => Value::text("None"),
            Value::Bool(it) => Value::text(if *it { "True" } else { "False" }),
            Value::Int(it) => Value::text(&it.to_string()),
            Value::Float(it) => Value::text(&float_text(*it)),
            Value::Text(it) => Value::text(&quoted(it)),
            Value::Tuple(_) if value.frozen().is_some() => {
                let list = self.thawed(value.clone());
                self.written(&list, span)
            }
            Value::Tuple(all) => {
                let mut parts = vec![Value::text("(")];
                self.rows(&all.clone(), &mut parts, span);
                parts.push(Value::text(if all.len() == 1 { ",)" } else { ")" }));
                joined(parts)
            }
            Value::Ref(id) => match self.kind(*id).clone() {
                Kind::List { .. } if self.unordered.contains(id) => {
                    Value::Phrase(vec![Value::Opaque].into())
                }
                Kind::List { .. } => {
                    let Some(all) = self.whole_list(*id, span) else {
                        return Value::Phrase(vec![value.clone()].into());
                    };
                    let is_deque = matches!(self.kind(*id), Kind::List { is_deque: true, .. });
                    let mut parts = vec![Value::text(if is_deque { "deque([" } else { "[" })];
                    self.rows(&all, &mut parts, span);
                    parts.push(Value::text(if is_deque { "])" } else { "]" }));
                    joined(parts)
                }
                Kind::Entries(it) if self.order_of_keys(it.of, span) != Some(it.order) => {
                    Value::Phrase(vec![value.clone()].into())
                }
                Kind::Growing(it) if it.is_plain_dict() && !self.is_between(*id) => {
                    Value::Phrase(vec![value.clone()].into())
                }
                Kind::Dict(_) if self.object(*id).is_tuple => {
                    let parts = self.parts_of_tuple(*id, span).unwrap_or_default();
                    self.written(&Value::tuple(parts), span)
                }
                Kind::Dict(_) => {
                    let all = self.dict_items(*id, span);
                    let mut parts = vec![Value::text("{")];
                    for (at, (key, value)) in all.iter().enumerate() {
                        if at > 0 {
                            parts.push(Value::text(", "));
                        }
                        parts.push(self.written(key, span));
                        parts.push(Value::text(": "));
                        parts.push(self.written(value, span));
                    }
                    parts.push(Value::text("}"));
                    joined(parts)
                }
                _ if self.method(*id, "__repr__").is_some() => {
                    self.call_method(*id, "__repr__", Vec::new(), span)
                }
                _ => Value::Phrase(vec![Value::Opaque].into()),
            },
            Value::Record(record) => self.written_record(&record.clone(), span),
            Value::Wrong => Value::Wrong,
            Value::Local(_, domain) if domain.is_number() => {
                Value::Phrase(vec![value.clone()].into())
            }
            Value::Local(register, domain) if !domain.int && !domain.bool && !domain.opaque => {
                let (register, domain) = (*register, domain.clone());
                let of = |it: &mut Self, value: &Value| it.written(value, span);
                let text = self.by_cases(register, &domain, "TypeError", span, of);
                self.looks(&text, span)
            }
            _ => Value::Phrase(vec![Value::Opaque].into()),
        }
    }

    fn rows(&mut self, all: &[Value], parts: &mut Vec<Value>, span: Span) {
        for (at, value) in all.iter().enumerate() {
            if at > 0 {
                parts.push(Value::text(", "));
            }
            parts.push(self.written(value, span));
        }
    }

    /// `"…" % …`
    pub fn percent(&mut self, format: &str, values: &Value, span: Span) -> Value {
        let mut values = match values {
            Value::Tuple(all) => all.to_vec(),
            other => vec![other.clone()],
        }
        .into_iter();
        let mut parts = Vec::new();
        let mut rest = format;
        while let Some(at) = rest.find('%') {
            parts.push(Value::text(&rest[..at]));
            let behind = &rest[at + 1..];
            let long = behind.find(|c: char| c.is_alphabetic() || c == '%').unwrap_or(behind.len());
            let (look, kind) = (&behind[..long], behind[long..].chars().next());
            rest = behind.get(long + kind.map_or(0, char::len_utf8)..).unwrap_or_default();
            if kind == Some('%') {
                parts.push(Value::text("%"));
                continue;
            }
            let Some(value) = values.next() else {
                self.raise_named("TypeError");
                return Value::Wrong;
            };
            if matches!(kind, Some('d' | 'i' | 'f' | 'x')) {
                self.need_something(&value);
                self.need_number(&value);
                if matches!(value, Value::Text(_) | Value::Phrase(_) | Value::Tuple(_)) {
                    self.raise_named("TypeError");
                }
                if self.t.is_dead {
                    return Value::Wrong;
                }
            }
            parts.push(match kind {
                Some('s' | 'd' | 'i') if look.is_empty() => self.looks(&value, span),
                Some('r') if look.is_empty() => self.written(&value, span),
                Some('s') => {
                    let value = match &value {
                        Value::Local(..) => value,
                        other => self.looks(other, span),
                    };
                    self.shown(&value, &placed(look), span)
                }
                Some(kind @ ('d' | 'i' | 'f' | 'x')) => {
                    let kind = if kind == 'i' { 'd' } else { kind };
                    self.shown(&value, &format!("{}{kind}", placed(look)), span)
                }
                _ => self.refuse(span, Refusal::Option, &["%", rest]),
            });
        }
        parts.push(Value::text(rest));
        joined(parts)
    }

    /// A method of a known text.
    pub fn text_method(&mut self, text: &str, name: &str, given: &[Value], span: Span) -> Value {
        let word = |at: usize| match given.get(at) {
            Some(Value::Text(it)) => Some(it.to_string()),
            _ => None,
        };
        let answer = match (name, given.len()) {
            ("upper", 0) => text.to_uppercase(),
            ("lower", 0) => text.to_lowercase(),
            ("strip", 0) => text.trim().to_owned(),
            ("lstrip", 0) => text.trim_start().to_owned(),
            ("rstrip", 0) => text.trim_end().to_owned(),
            ("capitalize", 0) => {
                let mut all = text.chars();
                let first = all.next().map(|it| it.to_uppercase().to_string());
                format!("{}{}", first.unwrap_or_default(), all.as_str().to_lowercase())
            }
            ("title", 0) => {
                let mut out = String::new();
                let mut starts = true;
                for c in text.chars() {
                    if starts {
                        out.extend(c.to_uppercase());
                    } else {
                        out.extend(c.to_lowercase());
                    }
                    starts = !c.is_alphabetic();
                }
                out
            }
            ("replace", 2) => match (word(0), word(1)) {
                (Some(old), Some(new)) => text.replace(&old, &new),
                _ => return self.refuse(span, Refusal::NotConstant, &["replace"]),
            },
            ("split", 0) => {
                let all = text.split_whitespace().map(Value::text).collect();
                return self.list(all, span);
            }
            ("split", 1) if word(0).is_some_and(|it| !it.is_empty()) => {
                let by = word(0).unwrap_or_default();
                let all = text.split(&by).map(Value::text).collect();
                return self.list(all, span);
            }
            ("startswith", 1) => return self.with_word(word(0), span, |it| text.starts_with(it)),
            ("endswith", 1) => return self.with_word(word(0), span, |it| text.ends_with(it)),
            ("isdigit" | "isnumeric", 0) => {
                let is = !text.is_empty() && text.chars().all(|it| it.is_ascii_digit());
                return Value::Bool(is);
            }
            ("join", 1) => {
                if let Some(source) = self.source_of(&given[0], span) {
                    return self.joined_list(text, source, span);
                }
                let Some(all) = self.elements(&given[0], span) else { return Value::Wrong };
                let mut parts = Vec::new();
                for (at, part) in all.into_iter().enumerate() {
                    if at > 0 {
                        parts.push(Value::text(text));
                    }
                    parts.push(self.looks(&part, span));
                }
                return joined(parts);
            }
            ("center" | "ljust" | "rjust", 1 | 2) => {
                let fill = word(1).and_then(|it| it.chars().next()).unwrap_or(' ');
                let wide = given[0].integer().unwrap_or(0).clamp(0, MOST_WIDTH) as usize;
                let more = wide.saturating_sub(text.chars().count());
                let before = match name {
                    // Which side gets more is as CPython has it.
                    "center" => more / 2 + (more & wide & 1),
                    "ljust" => 0,
                    _ => more,
                };
                let filled = |count: usize| std::iter::repeat_n(fill, count).collect::<String>();
                format!("{}{text}{}", filled(before), filled(more - before))
            }
            ("format", _) => return self.brace_format(text, given, span),
            _ => return self.refuse(span, Refusal::NoAttribute, &["str", name]),
        };
        Value::text(&answer)
    }

    fn with_word(&mut self, word: Option<String>, span: Span, of: impl Fn(&str) -> bool) -> Value {
        match word {
            Some(word) => Value::Bool(of(&word)),
            None => self.refuse(span, Refusal::NotConstant, &["startswith"]),
        }
    }

    fn brace_format(&mut self, text: &str, given: &[Value], span: Span) -> Value {
        let mut parts = Vec::new();
        let mut rest = text;
        let mut next = 0;
        while let Some(at) = rest.find(['{', '}']) {
            parts.push(Value::text(&rest[..at]));
            rest = &rest[at..];
            if rest.starts_with("{{") || rest.starts_with("}}") {
                parts.push(Value::text(&rest[..1]));
                rest = &rest[2..];
                continue;
            }
            let end = rest.find('}').unwrap_or(rest.len() - 1);
            let field = rest.get(1..end).unwrap_or_default();
            let (place, look) = field.split_once(':').unwrap_or((field, ""));
            let index = if place.is_empty() { Some(next) } else { place.parse().ok() };
            next += 1;
            let Some(value) = index.and_then(|it: usize| given.get(it).cloned()) else {
                return self.refuse(span, Refusal::Option, &["format", field]);
            };
            parts.push(self.shown(&value, look, span));
            rest = &rest[end + 1..];
        }
        parts.push(Value::text(rest));
        joined(parts)
    }
}

fn float_text(number: f64) -> String {
    if number == number.trunc() && number.abs() < 1e16 {
        return format!("{number:.1}");
    }
    format!("{number}")
}
