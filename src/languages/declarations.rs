//! Declarations: what the threads share.

use super::CannotShow;
use super::grammar::{Aspect, fill_with};
use super::inventory::{Shared, call_of_name};
use super::kinds::Kind;
use super::visit;
use super::words::Word;
use super::writer::Writer;
use crate::notation::tree::{Argument, Expression, ExpressionKind, Statement};

impl<'m> Writer<'_, 'm> {
    pub(super) fn declaration(
        &mut self,
        targets: &'m [Expression],
        value: &'m Expression,
        statement: &'m Statement,
    ) -> Result<(), CannotShow> {
        let comment = statement.comment.as_deref();
        let inventory = self.inventory;
        let declared: Vec<&Shared> =
            targets.iter().filter_map(visit::name).filter_map(|it| inventory.shared(it)).collect();
        let Some(first) = declared.first() else { return self.cannot("=") };
        let names: Vec<String> = declared.iter().map(|it| self.shared_name(it.name)).collect();
        if first.kind.is_value() {
            return self.value_declaration(first, &names[0], value, comment);
        }
        if let (Some(text), Some((made, arguments))) =
            (self.grammar.word(Word::AnyDeclaration), call_of_name(value))
        {
            let arguments = self.as_written(arguments)?;
            self.say(&fill_with(text, &[&names.join(", "), made, &arguments]), comment);
            return Ok(());
        }
        let arguments = call_of_name(value).map_or(&[][..], |(_, arguments)| arguments);
        let is_zero = |it: &Argument| it.value.kind == ExpressionKind::Integer(0);
        let is_unbounded = arguments.first().is_none_or(is_zero);
        let grammar = self.grammar;
        let unbounded = grammar.word_for(first.kind, Aspect::DeclareUnbounded);
        let declare = match first.kind {
            Kind::Queue if is_unbounded && unbounded.is_some() => unbounded,
            // Where types are written, an array is one of something.
            Kind::Array if grammar.is_typed => grammar.word_for(first.element, Aspect::Elements),
            Kind::Condition if first.lock.is_none() => {
                grammar.word_for(first.kind, Aspect::DeclareOwn)
            }
            _ => grammar.word_for(first.kind, Aspect::Declare),
        };
        // The second of two ends may be shared, which its type says.
        let shared = declared.get(1).is_some_and(|it| it.kind == Kind::SharedReceiver);
        let prepare = if shared { Aspect::PrepareShared } else { Aspect::Prepare };
        let prepare = grammar.word_for(first.kind, prepare);
        if declare.is_none() && prepare.is_none() {
            return self.cannot(first.name);
        }
        let given: Vec<&'m Expression> =
            arguments.iter().filter(|it| it.name.is_none()).map(|it| &it.value).collect();
        let mut lock = first.lock.map(|it| self.shared_name(it)).unwrap_or_default();
        if lock.is_empty() {
            lock = fill_with(self.grammar.word_or_nothing(Word::OwnLock), &[&names[0]]);
        }
        let second = names.get(1).cloned().unwrap_or_default();
        for (is_prepared, text) in [(false, declare), (true, prepare)] {
            let Some(text) = text else { continue };
            let text = text.replace("$8", &lock).replace("$7", &second);
            let text = self.fill_call(&text, &names[0], &given)?;
            if is_prepared {
                self.prepared.push((self.line, text));
            } else {
                self.say(&text, comment);
            }
        }
        Ok(())
    }

    /// A variable, or a number that no thread changes.
    fn value_declaration(
        &mut self,
        shared: &Shared,
        name: &str,
        value: &'m Expression,
        comment: Option<&str>,
    ) -> Result<(), CannotShow> {
        let kind = if shared.kind == Kind::Unknown { Kind::Integer } else { shared.kind };
        let value = self.value(value, kind)?;
        let (own, any) = match shared.is_assigned {
            true => (Aspect::Variable, Word::DeclareVariable),
            false => (Aspect::Constant, Word::DeclareConstant),
        };
        let text = self.grammar.word_for(kind, own).or_else(|| self.grammar.word(any));
        let Some(text) = text else { return self.cannot(shared.name) };
        let type_text = self.grammar.word_for(kind, Aspect::Type).unwrap_or("");
        self.say(&fill_with(text, &[name, &value, type_text]), comment);
        Ok(())
    }
}
