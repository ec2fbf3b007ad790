//! Loops, and the ways out of them.

use super::CannotShow;
use super::grammar::{Aspect, Exceptions, fill_with};
use super::inventory::call_of_name;
use super::kinds::Kind;
use super::places;
use super::visit;
use super::words::Word;
use super::writer::{Scope, Writer};
use crate::notation::tree::{Block, Expression, ExpressionKind, Statement};

impl<'m> Writer<'_, 'm> {
    pub(super) fn repeat(
        &mut self,
        condition: &'m Expression,
        block: &'m Block,
        comment: Option<&str>,
    ) -> Result<(), CannotShow> {
        let named = self.loop_name(block);
        let text = if condition.kind == ExpressionKind::Boolean(true) {
            self.grammar.word_or_nothing(Word::WhileTrue).to_owned()
        } else {
            let condition = self.condition(condition)?;
            fill_with(self.grammar.word_or_nothing(Word::While), &[&condition])
        };
        self.say(&[named, &text].concat(), comment);
        self.loop_body(block)
    }

    pub(super) fn each(
        &mut self,
        variable: &'m str,
        over: &'m Expression,
        block: &'m Block,
        comment: Option<&str>,
    ) -> Result<(), CannotShow> {
        let written = self.grammar.name(variable, self.grammar.local_names);
        let named = self.loop_name(block);
        match call_of_name(over) {
            Some(("range", [count])) => {
                let count = self.value(&count.value, Kind::Integer)?;
                let text = self.grammar.word_or_nothing(Word::ForRange);
                self.say(&[named, &fill_with(text, &[&written, &count])].concat(), comment);
            }
            Some(_) => return self.cannot("range()"),
            None => {
                let kind = self.inventory.kind(over, self.function);
                let over = self.reference(over)?;
                let Some(text) = self.grammar.word_for(kind, Aspect::For) else {
                    return self.cannot([kind.name(), ".for"].concat());
                };
                self.say(&[named, &fill_with(text, &[&written, &over])].concat(), comment);
            }
        }
        self.declared.push(variable);
        self.loop_body(block)?;
        self.declared.pop();
        Ok(())
    }

    /// The name of a loop that has to have one.
    fn loop_name(&self, block: &Block) -> &'static str {
        let needs_one = self.grammar.exceptions == Exceptions::NamedBlock
            && places::is_left_from_attempt(block);
        if needs_one { self.grammar.word_or_nothing(Word::LoopName) } else { "" }
    }

    fn loop_body(&mut self, block: &'m Block) -> Result<(), CannotShow> {
        let is_outermost = !self.scopes.iter().any(|it| matches!(it, Scope::Loop { .. }));
        let is_consumer = self.function.is_some_and(|it| match it.is_role {
            true => it.name == "consumer",
            false => consumes(it.body),
        });
        let ends_after_takes = self.numbers.takes > 0 && is_outermost && is_consumer;
        self.scopes.push(Scope::Loop { ends_after_takes });
        self.inside(block)?;
        if ends_after_takes && !places::diverges(block) {
            self.depth += 1;
            self.end_after_takes();
            self.depth -= 1;
        }
        self.scopes.pop();
        self.end();
        Ok(())
    }

    /// Where in what the place is inside of the innermost loop begins.
    fn inside_of_loop(&self) -> usize {
        let is_loop = |it: &Scope| matches!(it, Scope::Loop { .. });
        self.scopes.iter().rposition(is_loop).map_or(0, |at| at + 1)
    }

    /// Whether the innermost loop can be left only by its name.
    pub(super) fn is_in_attempt(&self) -> bool {
        let inside = &self.scopes[self.inside_of_loop()..];
        self.grammar.exceptions == Exceptions::NamedBlock
            && inside.iter().any(|it| matches!(it, Scope::Attempt { .. }))
    }

    /// Lets go what is held inside the loop that is being left or begun anew.
    pub(super) fn release_up_to_loop(&mut self) -> Result<(), CannotShow> {
        self.release_up_to(self.inside_of_loop())
    }

    pub(super) fn loop_ends_after_takes(&self) -> bool {
        let innermost = self.scopes.iter().rev().find_map(|it| match it {
            Scope::Loop { ends_after_takes } => Some(*ends_after_takes),
            _ => None,
        });
        innermost == Some(true)
    }

    pub(super) fn end_after_takes(&mut self) {
        let text = self.grammar.word_or_nothing(Word::Takes);
        self.scaffold_line(text);
    }
}

fn consumes(block: &[Statement]) -> bool {
    let mut found = false;
    visit::all_expressions(block, &mut |it| found |= visit::name(it) == Some("consume"));
    found
}
