//! `with`: what is held for a while, and let go on every way out.

use super::CannotShow;
use super::grammar::{Aspect, Exceptions, fill_with};
use super::kinds::Kind;
use super::places;
use super::scaffolding::Need;
use super::statements::{Place, body};
use super::visit;
use super::words::Word;
use super::writer::{Scope, Writer};
use crate::notation::tree::{Block, Expression};
use crate::notation::vocabulary::Operation;

impl<'m> Writer<'_, 'm> {
    pub(super) fn with(
        &mut self,
        contexts: &'m [Expression],
        block: &'m Block,
        place: &Place<'m>,
        comment: Option<&str>,
    ) -> Result<(), CannotShow> {
        if let Some(text) = self.grammar.word(Word::With) {
            let mut held = Vec::new();
            for context in contexts {
                held.push(self.reference(context)?);
            }
            self.say(&fill_with(text, &[&held.join(", ")]), comment);
            self.inside(block)?;
            return Ok(());
        }
        if self.grammar.exceptions == Exceptions::NamedBlock {
            return self.with_guards(contexts, block, place, comment);
        }
        let mut comment = comment;
        let (line, scopes) = (self.line, self.scopes.len());
        let mut releases = Vec::new();
        for context in contexts {
            let acquire = self.holding(context, true)?;
            self.say(&acquire, comment.take());
            let release = self.holding(context, false)?;
            releases.insert(0, release.clone());
            if self.grammar.exceptions == Exceptions::Label {
                self.scopes.push(Scope::Held { release, line });
            }
        }
        if self.grammar.exceptions == Exceptions::Native {
            self.said(Word::Try, &[], None)?;
            self.inside(block)?;
            self.line = line;
            self.said(Word::Finally, &[], None)?;
            self.depth += 1;
            releases.iter().for_each(|release| self.say(release, None));
            self.depth -= 1;
            self.end();
            return Ok(());
        }
        body(self, block)?;
        self.scopes.truncate(scopes);
        self.line = line;
        if !places::diverges(block) {
            releases.iter().for_each(|release| self.say(release, None));
        }
        Ok(())
    }

    /// `with` where a value holds on to what it took for as long as it lives.
    fn with_guards(
        &mut self,
        contexts: &'m [Expression],
        block: &'m Block,
        place: &Place<'m>,
        mut comment: Option<&str>,
    ) -> Result<(), CannotShow> {
        let is_block = !place.is_last;
        if is_block {
            self.say("{", comment.take());
            self.depth += 1;
        }
        for context in contexts {
            let kind = self.inventory.kind(context, self.function);
            let object = self.reference(context)?;
            let guard = visit::name(context).unwrap_or("held").to_lowercase();
            let Some(text) = self.grammar.word_for(kind, Aspect::Hold) else {
                return self.cannot("with");
            };
            self.need(Need::Of(kind, Aspect::Hold));
            self.say(&fill_with(text, &[&object, &guard]), comment.take());
        }
        body(self, block)?;
        if is_block {
            self.depth -= 1;
            self.end();
        }
        Ok(())
    }

    /// The words that take, or let go, what `with` holds.
    fn holding(&mut self, context: &'m Expression, is_taking: bool) -> Result<String, CannotShow> {
        let kind = self.inventory.kind(context, self.function);
        let semaphore = matches!(kind, Kind::Semaphore | Kind::BoundedSemaphore);
        let operation = Aspect::Call(match (semaphore, is_taking) {
            (true, true) => Operation::Wait,
            (true, false) => Operation::Signal,
            (false, true) => Operation::Acquire,
            (false, false) => Operation::Release,
        });
        let Some(text) = self.grammar.word_for(kind, operation) else {
            return self.cannot("with");
        };
        self.need(Need::Of(kind, operation));
        let object = self.reference(context)?;
        let text = self.fill_operation(text, context, &object, &[])?;
        Ok([&text, self.grammar.word_or_nothing(Word::StatementEnd)].concat())
    }

    pub(super) fn release_up_to(&mut self, start: usize) -> Result<(), CannotShow> {
        let own_line = self.line;
        let all = self.scopes.clone();
        for at in (start..all.len()).rev() {
            match &all[at] {
                Scope::Held { release, line } => {
                    self.line = *line;
                    self.say(release, None);
                }
                Scope::Finally(clause) => {
                    // Leaving from there is no way out of itself.
                    self.scopes.truncate(at);
                    self.in_any_case(clause)?;
                }
                Scope::Loop { .. } | Scope::Attempt { .. } => {}
            }
        }
        self.scopes = all;
        self.line = own_line;
        Ok(())
    }
}
