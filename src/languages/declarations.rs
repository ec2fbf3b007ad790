//! Declarations: what the threads share.

use super::CannotShow;
use super::grammar::fill_with;
use super::inventory::{Shared, call_of_name};
use super::kinds::Kind;
use super::visit;
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
            (self.grammar.word("any.declare"), call_of_name(value))
        {
            let arguments = self.as_written(arguments)?;
            self.say(&fill_with(text, &[&names.join(", "), made, &arguments]), comment);
            return Ok(());
        }
        let arguments = call_of_name(value).map_or(&[][..], |(_, arguments)| arguments);
        let is_zero = |it: &Argument| it.value.kind == ExpressionKind::Integer(0);
        let is_unbounded = arguments.first().is_none_or(is_zero);
        let key = match first.kind {
            Kind::Queue
                if is_unbounded && self.grammar.word("queue.declare.unbounded").is_some() =>
            {
                ".declare.unbounded".to_owned()
            }
            Kind::Array if self.grammar.word("array.declare.truth").is_some() => {
                [".declare.", first.element.word()].concat()
            }
            Kind::Condition if first.lock.is_none() => ".declare.own".to_owned(),
            _ => ".declare".to_owned(),
        };
        // The second of two ends may be shared, which its type says.
        let shared = declared.get(1).is_some_and(|it| it.kind == Kind::SharedReceiver);
        let prepare = if shared { ".prepare.shared" } else { ".prepare" };
        let declare = self.grammar.word_for(first.kind, &key);
        let prepare = self.grammar.word_for(first.kind, prepare);
        if declare.is_none() && prepare.is_none() {
            return self.cannot(first.name);
        }
        let given: Vec<&'m Expression> =
            arguments.iter().filter(|it| it.name.is_none()).map(|it| &it.value).collect();
        let mut lock = first.lock.map(|it| self.shared_name(it)).unwrap_or_default();
        if lock.is_empty() {
            lock = fill_with(self.grammar.word_or_nothing("own_lock"), &[&names[0]]);
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
        let key = if shared.is_assigned { "variable.declare." } else { "constant.declare." };
        let own = self.grammar.word(&[key, kind.word()].concat());
        let text = own.or_else(|| self.grammar.word(key.trim_end_matches('.')));
        let Some(text) = text else { return self.cannot(shared.name) };
        if shared.is_assigned {
            self.need("variable");
        }
        let type_text = self.grammar.word_for(kind, ".type").unwrap_or("");
        self.say(&fill_with(text, &[name, &value, type_text]), comment);
        Ok(())
    }
}
