//! `try`, `except`, `finally` and `raise`.

use super::CannotShow;
use super::grammar::{Exceptions, fill_with};
use super::scaffolding::Need;
use super::statements::{body, numbered};
use super::visit;
use super::words::Word;
use super::writer::{Scope, Writer};
use crate::notation::tree::{Block, Clause, Handler, StatementKind};
use crate::program::Exception;

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
        let is_guarded = finally.is_some() && self.grammar.word(Word::FinallyOpen).is_some();
        let mut comment = comment;
        if let Some(clause) = finally {
            self.need(Need::Finally);
            if is_guarded {
                self.say("{", comment.take());
                self.depth += 1;
                self.line = clause.line;
                self.said(Word::FinallyOpen, &[], clause.comment.as_deref())?;
                self.deeper(&clause.body)?;
                self.line = line;
                self.scaffold_line(self.grammar.word_or_nothing(Word::FinallyClose));
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
        self.said(Word::AttemptOpen, &[&text], comment)?;
        self.scopes.push(Scope::Attempt { number, caught });
        if self.grammar.exceptions == Exceptions::NamedBlock {
            self.deeper(block)?;
        } else {
            body(self, block)?;
        }
        self.scopes.pop();
        let close = fill_with(self.grammar.word_or_nothing(Word::AttemptClose), &[&text]);
        self.scaffold_line(&close);
        self.line = handler.clause.line;
        self.said(Word::AttemptExcept, &[&text], handler.clause.comment.as_deref())?;
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
        self.said(Word::Try, &[], comment)?;
        self.deeper(block)?;
        for handler in handlers {
            let clause = &handler.clause;
            self.line = clause.line;
            let comment = clause.comment.as_deref();
            let names: Vec<&str> = names(handler).map(|it| self.exception(it)).collect();
            let separator = self.grammar.word_or_nothing(Word::ExceptSeparator);
            match names.as_slice() {
                [] => self.said(Word::ExceptAll, &[], comment)?,
                [name] => self.said(Word::Except, &[name], comment)?,
                _ => self.said(Word::ExceptSeveral, &[&names.join(separator)], comment)?,
            }
            self.deeper(&clause.body)?;
        }
        if let Some(clause) = finally {
            self.line = clause.line;
            self.said(Word::Finally, &[], clause.comment.as_deref())?;
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
        let Some(name) = name else {
            return match self.grammar.word(Word::RaiseAgain) {
                Some(_) => self.said(Word::RaiseAgain, &[], comment),
                None => self.cannot("raise"),
            };
        };
        if let Some(number) = self.catching(name) {
            let innermost = self.scopes.iter().rev().find_map(|it| match it {
                Scope::Attempt { number, .. } => Some(*number),
                _ => None,
            });
            if innermost != Some(number) {
                return self.cannot(["raise ", name].concat());
            }
            let exit = self.way_out_of_attempt()?;
            return self.said(Word::RaiseCaught, &[&exit], comment);
        }
        let written = self.exception(name);
        self.said(Word::Raise, &[written], comment)
    }

    /// An exception, as the language calls it.
    fn exception(&mut self, name: &'m str) -> &'m str {
        if name == "Exception"
            && let Some(any) = self.grammar.word(Word::AnyException)
        {
            return any;
        }
        let number = Exception::NAMES.iter().position(|it| *it == name);
        let exception = number.map(|it| Exception(it as u16));
        let own = exception.and_then(|it| Some((it, self.grammar.exception_name(it)?)));
        if let Some((exception, written)) = own {
            self.need(Need::Exception(exception));
            return written;
        }
        if !self.new_exceptions.contains(&name) {
            self.new_exceptions.push(name);
        }
        name
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
