//! `try`, `except`, `finally` and `raise`.

use super::CannotShow;
use super::grammar::{Exceptions, fill_with};
use super::statements::{body, numbered};
use super::visit;
use super::writer::{Scope, Writer};
use crate::notation::tree::{Block, Clause, Handler, StatementKind};

impl<'m> Writer<'_, 'm> {
    pub(super) fn attempt(
        &mut self,
        block: &'m Block,
        handlers: &'m [Handler],
        finally: Option<&'m Clause>,
        comment: Option<&str>,
    ) -> Result<(), CannotShow> {
        if self.grammar.exceptions == Exceptions::Native {
            return self.native(block, handlers, finally, comment);
        }
        let ([] | [_]) = handlers else { return self.cannot("except") };
        self.check_calls(block, handlers)?;
        let line = self.line;
        let scopes = self.scopes.len();
        let is_guarded = finally.is_some() && self.grammar.word("finally.open").is_some();
        let mut comment = comment;
        if let Some(clause) = finally {
            self.need("finally");
            if is_guarded {
                self.say("{", comment.take());
                self.depth += 1;
                self.line = clause.line;
                self.said("finally.open", &[], clause.comment.as_deref())?;
                self.deeper(&clause.body)?;
                self.line = line;
                self.scaffold_line(self.grammar.word_or_nothing("finally.close"));
            } else {
                self.scopes.push(Scope::Finally(clause));
            }
        }
        match handlers {
            [handler] => self.caught(block, handler, comment)?,
            _ if is_guarded => body(self, block)?,
            _ => return self.cannot("try"),
        }
        self.scopes.truncate(scopes);
        if is_guarded {
            self.depth -= 1;
            self.end();
        } else if let Some(clause) = finally {
            self.in_any_case(clause)?;
        }
        Ok(())
    }

    /// What is done on every way out, at one of them.
    pub(super) fn in_any_case(&mut self, clause: &'m Clause) -> Result<(), CannotShow> {
        self.line = clause.line;
        let words = self.comment("in any case");
        self.say(&words, clause.comment.as_deref());
        body(self, &clause.body)
    }

    /// A block, and what is done when something in it went wrong.
    fn caught(
        &mut self,
        block: &'m Block,
        handler: &'m Handler,
        comment: Option<&str>,
    ) -> Result<(), CannotShow> {
        self.attempts += 1;
        let number = self.attempts;
        let text = numbered(number);
        let caught: Vec<&str> = names(handler).filter(|it| *it != "Exception").collect();
        self.said("attempt.open", &[&text], comment)?;
        self.scopes.push(Scope::Attempt { number, caught });
        if self.grammar.exceptions == Exceptions::NamedBlock {
            self.deeper(block)?;
        } else {
            body(self, block)?;
        }
        self.scopes.pop();
        let close = fill_with(self.grammar.word_or_nothing("attempt.close"), &[&text]);
        self.scaffold_line(&close);
        self.line = handler.clause.line;
        self.said("attempt.except", &[&text], handler.clause.comment.as_deref())?;
        self.deeper(&handler.clause.body)?;
        self.end();
        Ok(())
    }

    fn native(
        &mut self,
        block: &'m Block,
        handlers: &'m [Handler],
        finally: Option<&'m Clause>,
        comment: Option<&str>,
    ) -> Result<(), CannotShow> {
        self.said("try", &[], comment)?;
        self.deeper(block)?;
        for handler in handlers {
            let clause = &handler.clause;
            self.line = clause.line;
            let comment = clause.comment.as_deref();
            let names: Vec<String> = names(handler).map(|it| self.exception(it)).collect();
            let separator = self.grammar.word_or_nothing("except.separator");
            match names.as_slice() {
                [] => self.said("except.all", &[], comment)?,
                [name] => self.said("except", &[name], comment)?,
                _ => self.said("except.several", &[&names.join(separator)], comment)?,
            }
            self.deeper(&clause.body)?;
        }
        if let Some(clause) = finally {
            self.line = clause.line;
            self.said("finally", &[], clause.comment.as_deref())?;
            self.deeper(&clause.body)?;
        }
        self.end();
        Ok(())
    }

    pub(super) fn raise(
        &mut self,
        name: Option<&'m str>,
        comment: Option<&str>,
    ) -> Result<(), CannotShow> {
        let Some(name) = name else { return self.said("raise.again", &[], comment) };
        if let Some(number) = self.catching(name) {
            let innermost = self.scopes.iter().rev().find_map(|it| match it {
                Scope::Attempt { number, .. } => Some(*number),
                _ => None,
            });
            if innermost != Some(number) {
                return self.cannot(["raise ", name].concat());
            }
            let exit = self.way_out_of_attempt()?;
            return self.said("raise.caught", &[&exit], comment);
        }
        let written = self.exception(name);
        self.said("raise", &[&written], comment)
    }

    /// An exception, as the language calls it.
    fn exception(&mut self, name: &str) -> String {
        match self.grammar.word(&["exception.", name].concat()) {
            Some(own) => {
                self.need(&["exception.", name].concat());
                own.to_owned()
            }
            None => {
                self.need(&["declare exception ", name].concat());
                name.to_owned()
            }
        }
    }

    /// What goes wrong inside a function that is called does not get out of it.
    fn check_calls(&self, block: &'m Block, handlers: &[Handler]) -> Result<(), CannotShow> {
        let Some(handler) = handlers.first() else { return Ok(()) };
        let mut called = Vec::new();
        visit::all_expressions(block, &mut |it| called.extend(visit::name(it)));
        let functions = called.iter().filter_map(|it| self.inventory.function(it));
        for function in functions {
            let mut raises = false;
            visit::statements(function.body, &mut |it| {
                raises |= match &it.kind {
                    StatementKind::Raise(Some(name)) => {
                        handler.exceptions.is_empty()
                            || handler.exceptions.iter().any(|it| it.text == name.text)
                    }
                    _ => false,
                };
            });
            if raises || handler.exceptions.iter().any(|it| it.text == "IndexError") {
                return self.cannot([function.name, "()"].concat());
            }
        }
        Ok(())
    }

    fn deeper(&mut self, block: &'m Block) -> Result<(), CannotShow> {
        self.depth += 1;
        body(self, block)?;
        self.depth -= 1;
        Ok(())
    }
}

fn names(handler: &Handler) -> impl Iterator<Item = &str> {
    handler.exceptions.iter().map(|it| it.text.as_str())
}
