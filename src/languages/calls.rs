//! What a program calls: operations on what it shares, and functions.

use super::CannotShow;
use super::expressions::{MULTIPLY, Piece, TIGHT, UNARY, piece};
use super::grammar::{Aspect, Exceptions, fill, fill_with};
use super::inventory::argument;
use super::kinds::Kind;
use super::scaffolding::Need;
use super::visit;
use super::words::Word;
use super::writer::{Scope, Writer};
use crate::notation::tree::{Argument, Arithmetic, Expression, ExpressionKind, WaitLimit};
use crate::notation::vocabulary::Operation;

impl<'m> Writer<'_, 'm> {
    /// An operation on an object: `of.name(arguments)`.
    pub(super) fn operation(
        &mut self,
        whole: &'m Expression,
        of: &'m Expression,
        name: &str,
        arguments: &'m [Argument],
    ) -> Result<Piece, CannotShow> {
        let kind = self.kind(of);
        let operation = kind.operation(name);
        let mut timeout = arguments
            .iter()
            .find(|it| it.name.as_ref().is_some_and(|it| it.text == "timeout"))
            .map(|it| &it.value);
        let mut given: Vec<&'m Expression> =
            arguments.iter().filter(|it| it.name.is_none()).map(|it| &it.value).collect();
        if let Some((_, count)) = WaitLimit::switch_of(name) {
            given.truncate(count);
            timeout = match WaitLimit::of(name, arguments) {
                Ok(WaitLimit::Within(time)) => Some(time),
                _ => None,
            };
        }
        let is_first = operation == Some(Operation::Pop)
            && given.first().is_some_and(|it| it.kind == ExpressionKind::Integer(0));
        if is_first {
            given.clear();
        }
        given.extend(timeout);
        let construct = || {
            let of = visit::name(of).unwrap_or(kind.name());
            let brackets = match whole.kind {
                ExpressionKind::Attribute { .. } => "",
                _ if timeout.is_some() => "(timeout)",
                _ => "()",
            };
            [of, ".", name, brackets].concat()
        };
        if let Some(text) = self.grammar.word(Word::AnyOperation) {
            let object = self.reference(of)?;
            let written = self.as_written(arguments)?;
            let name = operation.map_or(name, |it| it.name());
            return Ok(piece(match whole.kind {
                ExpressionKind::Attribute { .. } => [&object, ".", name].concat(),
                _ => fill_with(text, &[&object, name, &written]),
            }));
        }
        let object = self.reference(of)?;
        let Some(operation) = operation else { return self.cannot(construct()) };
        let (plain, fallible) = match timeout {
            None if is_first => (Aspect::PopFirst, Aspect::TryPopFirst),
            None => (Aspect::Call(operation), Aspect::Try(operation)),
            Some(_) => (Aspect::Timed(operation), Aspect::TryTimed(operation)),
        };
        if self.catching(kind.raises(name, timeout.is_some())).is_some()
            && let Some(text) = self.grammar.word_for(kind, fallible)
        {
            self.need(Need::Of(kind, fallible));
            let text = self.fill_operation(text, of, &object, &given)?;
            return Ok(Piece { may_fail: true, ..piece(text) });
        }
        let counted = Aspect::Given(operation, given.len() as u8);
        let own = self.grammar.word_for(kind, counted).filter(|_| matches!(plain, Aspect::Call(_)));
        let Some(text) = own.or_else(|| self.grammar.word_for(kind, plain)) else {
            return self.cannot(construct());
        };
        self.need(Need::Of(kind, plain));
        let text = self.fill_operation(text, of, &object, &given)?;
        Ok(piece(text))
    }

    pub(super) fn fill_operation(
        &mut self,
        text: &str,
        of: &'m Expression,
        object: &str,
        given: &[&'m Expression],
    ) -> Result<String, CannotShow> {
        if !text.contains("$8") {
            return self.fill_call(text, object, given);
        }
        let name = visit::name(of).unwrap_or("");
        let Some(shared) = self
            .inventory
            .shared(name)
            .filter(|_| self.function.is_none_or(|it| it.local(name).is_none()))
        else {
            return self.cannot(name);
        };
        let lock = match shared.lock {
            Some(lock) => self.shared_name(lock),
            None => {
                fill_with(self.grammar.word_or_nothing(Word::OwnLock), &[&self.shared_name(name)])
            }
        };
        self.fill_call(&text.replace("$8", &lock), object, given)
    }

    /// A text with an object and arguments, each argument in the form that is asked for.
    pub(super) fn fill_call(
        &mut self,
        text: &str,
        object: &str,
        given: &[&'m Expression],
    ) -> Result<String, CannotShow> {
        fill(text, &mut |form, number| {
            if number == 0 {
                return Ok(object.to_owned());
            }
            // The ninth is what gets the answer, which whoever asked puts in.
            if number == 9 {
                return Ok("$9".into());
            }
            let Some(&argument) = given.get(number - 1) else { return Ok(String::new()) };
            match form {
                's' => self.seconds(argument),
                'u' => self.unsigned(argument),
                'i' => self.value(argument, Kind::Item),
                't' => self.condition(argument),
                'T' => self.operand_as(argument, Kind::Truth, TIGHT),
                _ => self.operand_as(argument, Kind::Integer, 0),
            }
        })
    }

    /// The arguments of a call as the notation has them.
    pub(super) fn as_written(&mut self, arguments: &'m [Argument]) -> Result<String, CannotShow> {
        let mut written = Vec::new();
        for argument in arguments {
            let name = visit::name(&argument.value);
            let role = name.filter(|it| self.inventory.function(it).is_some());
            let text = match role {
                Some(role) => role.to_owned(),
                None => self.expression(&argument.value)?.text,
            };
            written.push(match &argument.name {
                Some(name) => [&name.text, "=", &text].concat(),
                None => text,
            });
        }
        Ok(written.join(", "))
    }

    fn seconds(&mut self, it: &'m Expression) -> Result<String, CannotShow> {
        match &it.kind {
            ExpressionKind::Integer(number) => {
                let (whole, thousandths) = (number / 1000, number % 1000);
                let mut text = whole.to_string();
                if thousandths > 0 {
                    let digits = (1000 + thousandths).to_string();
                    text = [&text, ".", digits[1..].trim_end_matches('0')].concat();
                }
                Ok(text)
            }
            ExpressionKind::Arithmetic(Arithmetic::Multiply, thousand, by)
                if thousand.kind == ExpressionKind::Integer(1000) =>
            {
                self.value(by, Kind::Integer)
            }
            _ => Ok([&self.operand(it, MULTIPLY)?, " / 1000"].concat()),
        }
    }

    /// A number in the language's type for sizes.
    fn unsigned(&mut self, it: &'m Expression) -> Result<String, CannotShow> {
        match (&it.kind, self.grammar.word(Word::Unsigned)) {
            (ExpressionKind::Integer(_), _) | (_, None) => self.value(it, Kind::Integer),
            (_, Some(text)) => {
                let of = self.operand_as(it, Kind::Integer, UNARY)?;
                Ok(fill_with(text, &[&of, &of]))
            }
        }
    }

    /// `name(arguments)`
    pub(super) fn call(
        &mut self,
        name: &str,
        arguments: &'m [Argument],
    ) -> Result<Piece, CannotShow> {
        let given: Vec<&'m Expression> = arguments.iter().map(|it| &it.value).collect();
        let inventory = self.inventory;
        if let Some(function) = inventory.function(name).filter(|it| !it.is_role) {
            let mut written = Vec::new();
            for implicit in &function.implicit {
                let text = self.grammar.name(implicit, self.grammar.local_names);
                let is_lent = self.function.is_some_and(|it| it.is_role) && *implicit != "me";
                let by = self.grammar.word(Word::ArgumentEnd).filter(|_| is_lent);
                written.push(by.map_or(text.clone(), |by| fill_with(by, &[&text])));
            }
            for (index, parameter) in function.parameters.iter().enumerate() {
                let kind = function.local(&parameter.name.text).unwrap_or(Kind::Unknown);
                let value = argument(arguments, index, &parameter.name.text);
                match value.or(parameter.default.as_ref()) {
                    Some(it) if kind.is_value() => written.push(self.value(it, kind)?),
                    Some(it) => written.push(self.through(it, Word::Argument)?),
                    None => return self.cannot([name, "()"].concat()),
                }
            }
            let name = self.grammar.name(name, self.grammar.local_names);
            return Ok(piece([&name, "(", &written.join(", "), ")"].concat()));
        }
        if let Some(text) = self.grammar.word(Word::AnyCall) {
            let written = self.as_written(arguments)?;
            return Ok(piece(fill_with(text, &[name, &written])));
        }
        let first = given.first();
        match (name, first) {
            ("len" | "drop", Some(of)) => {
                let kind = self.kind(of);
                let aspect = if name == "len" { Aspect::Length } else { Aspect::Drop };
                let Some(text) = self.grammar.word_for(kind, aspect) else {
                    return self.cannot([name, "()"].concat());
                };
                self.check_moved(of)?;
                let object = self.reference(of)?;
                self.fill_call(text, &object, &[]).map(piece)
            }
            ("join", Some(of)) => {
                self.need(Need::Join);
                let role = visit::name(of).unwrap_or("");
                let threads = self.threads_name(role);
                let text = self.grammar.word_or_nothing(Word::Join);
                Ok(piece(fill_with(text, &[role, &threads])))
            }
            _ => {
                let word = match name {
                    "produce" => Word::Produce,
                    "consume" => Word::Consume,
                    "sleep" => Word::Sleep,
                    _ => return self.cannot([name, "()"].concat()),
                };
                if word == Word::Sleep {
                    self.need(Need::Sleep);
                }
                self.fill_call(self.grammar.word_or_nothing(word), "", &given).map(piece)
            }
        }
    }

    /// What holds the threads of a role.
    pub(super) fn threads_name(&self, role: &str) -> String {
        self.shared_name(&[role, "_threads"].concat())
    }

    /// Where an end of a channel that is dropped is gone, nothing may name it afterwards.
    fn check_moved(&self, of: &Expression) -> Result<(), CannotShow> {
        let (Some(name), Some(function)) = (visit::name(of), self.function) else { return Ok(()) };
        let is_moved = self.inventory.kind(of, self.function).is_end()
            && self.grammar.exceptions == Exceptions::NamedBlock;
        let mut is_used = false;
        visit::all_expressions(function.body, &mut |it| {
            is_used |= visit::name(it) == Some(name) && it.span.start > of.span.start;
        });
        if is_moved && is_used { self.cannot(["drop(", name, ")"].concat()) } else { Ok(()) }
    }

    /// The block around this place that catches an exception, where the language has to be told.
    pub(super) fn catching(&self, exception: &str) -> Option<usize> {
        if self.grammar.exceptions == Exceptions::Native || exception.is_empty() {
            return None;
        }
        self.scopes.iter().rev().find_map(|scope| match scope {
            Scope::Attempt { number, caught }
                if caught.is_empty() || caught.contains(&exception) =>
            {
                Some(*number)
            }
            _ => None,
        })
    }
}
