//! Statements, and the blocks they form.

use super::CannotShow;
use super::grammar::{Aspect, fill_with};
use super::inventory::call_of_name;
use super::kinds::Kind;
use super::places::{self, Declared};
use super::visit;
use super::words::Word;
use super::writer::{Scope, Writer};
use crate::notation::tree::{
    Arithmetic, Block, Clause, Expression, ExpressionKind, Statement, StatementKind,
};
use crate::notation::vocabulary::Operation;

/// Where a statement stands.
#[derive(Clone, Default)]
pub(super) struct Place<'m> {
    /// Nothing comes after it in its block.
    pub(super) is_last: bool,
    /// The variables that it declares.
    declares: Vec<&'m str>,
}

/// Writes a block, at the depth the writer has.
pub(super) fn body<'m>(
    writer: &mut Writer<'_, 'm>,
    block: &'m [Statement],
) -> Result<(), CannotShow> {
    let declared = writer.declared.len();
    let depth = writer.depth;
    let mut is_empty = true;
    let mut entered: Vec<&str> = Vec::new();
    for (at, statement) in block.iter().enumerate() {
        writer.keep_space(statement.line);
        writer.line = statement.line;
        if matches!(statement.kind, StatementKind::Global(_)) {
            writer.last = Some(statement.line);
            continue;
        }
        is_empty &= matches!(statement.kind, StatementKind::Comment(_));
        let declares = writer.declare_before(block, at)?;
        if entered
            .last()
            .is_some_and(|it| semaphore_call(statement, Operation::Signal) == Some(*it))
        {
            entered.pop();
            writer.depth -= 1;
        }
        let place = Place { is_last: at + 1 == block.len(), declares };
        writer.statement(statement, Some(place))?;
        if writer.grammar.shows_critical_sections
            && let Some(name) = semaphore_call(statement, Operation::Wait)
            && block[at + 1..].iter().any(|it| semaphore_call(it, Operation::Signal) == Some(name))
        {
            entered.push(name);
            writer.depth += 1;
        }
    }
    writer.depth = depth;
    if is_empty && let Some(pass) = writer.grammar.word(Word::PassNeeded) {
        writer.scaffold_line(pass);
    }
    writer.declared.truncate(declared);
    Ok(())
}

/// The semaphore in `semaphore.operation()`.
fn semaphore_call(statement: &Statement, operation: Operation) -> Option<&str> {
    let StatementKind::Expression(call) = &statement.kind else { return None };
    let ExpressionKind::Call { function, .. } = &call.kind else { return None };
    let ExpressionKind::Attribute { of, name } = &function.kind else { return None };
    (Kind::Semaphore.operation(&name.text) == Some(operation)).then(|| visit::name(of)).flatten()
}

impl<'m> Writer<'_, 'm> {
    /// Writes a statement.
    pub(super) fn statement(
        &mut self,
        statement: &'m Statement,
        place: Option<Place<'m>>,
    ) -> Result<(), CannotShow> {
        let place = place.unwrap_or_default();
        let comment = statement.comment.as_deref();
        match &statement.kind {
            StatementKind::Comment(text) => {
                let text = self.comment(text);
                self.say(&text, None);
                Ok(())
            }
            StatementKind::Assign { targets, value } => match targets.as_slice() {
                [target] => self.assign(target, value, &place, comment),
                _ => self.cannot("channel()"),
            },
            StatementKind::Augment { target, operator, value } => {
                self.augment(target, *operator, value, comment)
            }
            StatementKind::If { branches, otherwise } => {
                let mut word = Word::If;
                for branch in branches {
                    self.line = branch.clause.line;
                    let condition = self.condition(&branch.condition)?;
                    self.headed(word, &[&condition], &branch.clause)?;
                    word = Word::Elif;
                }
                if let Some(clause) = otherwise {
                    self.headed(Word::Else, &[], clause)?;
                }
                self.end();
                Ok(())
            }
            StatementKind::While { condition, body } => self.repeat(condition, body, comment),
            StatementKind::For { variable, over, body } => {
                self.each(&variable.text, over, body, comment)
            }
            StatementKind::With { contexts, body } => self.with(contexts, body, &place, comment),
            StatementKind::Try { body, handlers, finally } => {
                self.attempt(body, handlers, finally.as_ref(), comment)
            }
            StatementKind::Break => {
                let word = if self.is_in_attempt() { Word::BreakOut } else { Word::Break };
                self.release_up_to_loop()?;
                self.said(word, &[], comment)
            }
            StatementKind::Continue => {
                self.release_up_to_loop()?;
                if self.loop_ends_after_takes() {
                    self.end_after_takes();
                }
                let word = if self.is_in_attempt() { Word::ContinueOut } else { Word::Continue };
                self.said(word, &[], comment)
            }
            StatementKind::Pass => {
                let is_spinning = place.is_last
                    && matches!(self.scopes.last(), Some(Scope::Loop { .. }))
                    && self.grammar.word(Word::PassSpinning).is_some();
                self.said(if is_spinning { Word::PassSpinning } else { Word::Pass }, &[], comment)
            }
            StatementKind::Return(value) => self.give_back(value.as_ref(), comment),
            StatementKind::Raise(name) => self.raise(name.as_ref().map(|it| &*it.text), comment),
            StatementKind::Assert(that) => {
                let that = self.condition(that)?;
                self.said(Word::Assert, &[&that], comment)
            }
            StatementKind::Global(_) => Ok(()),
            StatementKind::Expression(call) => self.call_alone(call, comment),
            StatementKind::Define { name, .. } => self.cannot(["def ", &name.text].concat()),
        }
    }

    /// Says the text for a word.
    pub(super) fn said(
        &mut self,
        word: Word,
        arguments: &[&str],
        comment: Option<&str>,
    ) -> Result<(), CannotShow> {
        let Some(text) = self.grammar.word(word) else { return self.cannot("…") };
        self.say(&fill_with(text, arguments), comment);
        Ok(())
    }

    /// A line with a body below it.
    fn headed(
        &mut self,
        word: Word,
        arguments: &[&str],
        clause: &'m Clause,
    ) -> Result<(), CannotShow> {
        self.line = clause.line;
        self.said(word, arguments, clause.comment.as_deref())?;
        self.inside(&clause.body)
    }

    /// A block one level deeper.
    pub(super) fn inside(&mut self, block: &'m Block) -> Result<(), CannotShow> {
        self.depth += 1;
        body(self, block)?;
        self.depth -= 1;
        Ok(())
    }

    /// Declares the variables that have to be declared before a statement, and gives those that
    /// the statement declares itself.
    fn declare_before(
        &mut self,
        block: &'m [Statement],
        at: usize,
    ) -> Result<Vec<&'m str>, CannotShow> {
        let mut here = Vec::new();
        let Some(function) = self.function.filter(|_| self.grammar.is_typed) else {
            return Ok(here);
        };
        for (name, kind) in &function.locals {
            if self.declared.contains(name) {
                continue;
            }
            match places::declared_at(block, at, name) {
                None => continue,
                Some(Declared::Here) => here.push(*name),
                Some(Declared::Before) => {
                    let written = self.grammar.name(name, self.grammar.local_names);
                    let text = self.type_of(name, *kind)?;
                    let is_set = places::always_sets(&block[at], name);
                    let optional = (*kind == Kind::Item && self.is_optional()).then_some("None");
                    let default = optional
                        .or_else(|| self.grammar.word_for(*kind, Aspect::Default))
                        .unwrap_or("0");
                    let changes = places::changes(function.body, name);
                    let words = self.grammar.word_or_nothing(match (is_set, changes) {
                        (true, false) => Word::DeclareOnce,
                        (true, true) => Word::DeclareChanging,
                        (false, _) => Word::DeclareDefault,
                    });
                    self.scaffold_line(&fill_with(words, &[&written, text, default]));
                }
            }
            self.declared.push(name);
        }
        Ok(here)
    }

    fn type_of(&self, name: &str, kind: Kind) -> Result<&'static str, CannotShow> {
        let text = self.grammar.word_for(kind, Aspect::Owned);
        match text.or_else(|| self.grammar.word_for(kind, Aspect::Type)) {
            Some(text) => Ok(text),
            None => self.cannot(name),
        }
    }

    fn assign(
        &mut self,
        target: &'m Expression,
        value: &'m Expression,
        place: &Place<'m>,
        comment: Option<&str>,
    ) -> Result<(), CannotShow> {
        let wanted = self.inventory.kind(target, self.function);
        if let ExpressionKind::Index { of, index } = &target.kind {
            let array = self.reference(of)?;
            let index = self.fill_call("$u1", "", &[index])?;
            let value = self.value(value, wanted)?;
            return self.said(Word::StoreElement, &[&array, &index, &value], comment);
        }
        let Some(name) = visit::name(target) else { return self.cannot("=") };
        let is_local = self.function.is_some_and(|it| it.local(name).is_some());
        if !is_local {
            let value = self.value(value, wanted)?;
            let name = self.shared_name(name);
            return self.said(Word::WriteVariable, &[&name, &value], comment);
        }
        let written = self.grammar.name(name, self.grammar.local_names);
        let is_declared = !place.declares.contains(&name);
        let changes = self.function.is_some_and(|function| places::changes(function.body, name));
        if call_of_name(value).is_some_and(|(name, _)| name == "produce") {
            self.check_end_of_role()?;
            if !is_declared && !changes && self.grammar.word(Word::ProduceLet).is_some() {
                return self.said(Word::ProduceLet, &[&written], comment);
            }
        }
        let kind_text = if self.grammar.is_typed { self.type_of(name, wanted)? } else { "" };
        let failing = match &value.kind {
            ExpressionKind::Call { .. } => {
                let piece = self.expression(value)?;
                piece.may_fail.then_some(piece.text)
            }
            _ => None,
        };
        if let Some(operation) = failing {
            let word = if is_declared { Word::FallibleAssign } else { Word::FallibleLet };
            return self.fallible(word, &written, kind_text, &operation, comment);
        }
        let value = self.value(value, wanted)?;
        let word = match (is_declared, changes) {
            (true, _) => Word::Assign,
            (false, false) => Word::Let,
            (false, true) => Word::LetChanging,
        };
        self.said(word, &[&written, &value, kind_text], comment)
    }

    /// Something that may go wrong inside a block that catches it.
    fn fallible(
        &mut self,
        word: Word,
        target: &str,
        kind_text: &str,
        operation: &str,
        comment: Option<&str>,
    ) -> Result<(), CannotShow> {
        let operation = operation.replace("$9", target);
        let exit = self.way_out_of_attempt()?;
        self.said(word, &[target, &operation, &exit, kind_text], comment)
    }

    /// The words that leave the innermost block that catches exceptions.
    pub(super) fn way_out_of_attempt(&mut self) -> Result<String, CannotShow> {
        let mut releases = Vec::new();
        for scope in self.scopes.clone().iter().rev() {
            match scope {
                Scope::Attempt { number, .. } => {
                    let jump = self.grammar.word_or_nothing(Word::Jump);
                    let jump = fill_with(jump, &[&numbered(*number)]);
                    releases.push(jump);
                    break;
                }
                Scope::Held { release, .. } => releases.push(release.clone()),
                Scope::Finally(_) => return self.cannot("finally"),
                Scope::Loop { .. } => {}
            }
        }
        Ok(match releases.as_slice() {
            [jump] => jump.clone(),
            _ => ["{\n    ", &releases.join("\n    "), "\n}"].concat(),
        })
    }

    fn augment(
        &mut self,
        target: &'m Expression,
        operator: Arithmetic,
        value: &'m Expression,
        comment: Option<&str>,
    ) -> Result<(), CannotShow> {
        let sign = match operator {
            Arithmetic::Add => "+",
            Arithmetic::Subtract => "-",
            Arithmetic::Multiply => "*",
            Arithmetic::Divide => self.grammar.word(Word::Divide).unwrap_or("//"),
            Arithmetic::Modulo => "%",
        };
        let tightness =
            if matches!(operator, Arithmetic::Add | Arithmetic::Subtract) { 1 } else { 2 };
        let value = self.value(value, Kind::Integer)?;
        let value_in_sum = if value.contains(' ') && tightness > 0 && !value.ends_with(')') {
            ["(", &value, ")"].concat()
        } else {
            value.clone()
        };
        if let ExpressionKind::Index { of, index } = &target.kind {
            let old = self.expression(target)?.text;
            let array = self.reference(of)?;
            let index = self.fill_call("$u1", "", &[index])?;
            let new = [&old, " ", sign, " ", &value_in_sum].concat();
            return self.said(Word::StoreElement, &[&array, &index, &new], comment);
        }
        let Some(name) = visit::name(target) else { return self.cannot("+=") };
        let is_local = self.function.is_some_and(|it| it.local(name).is_some());
        if is_local || self.grammar.augments_variables {
            let name = match is_local {
                true => self.grammar.name(name, self.grammar.local_names),
                false => self.shared_name(name),
            };
            return self.said(Word::Augment, &[&name, sign, &value], comment);
        }
        let old = self.expression(target)?.text;
        let new = [&old, " ", sign, " ", &value_in_sum].concat();
        let name = self.shared_name(name);
        self.said(Word::WriteVariable, &[&name, &new], comment)
    }

    fn give_back(
        &mut self,
        value: Option<&'m Expression>,
        comment: Option<&str>,
    ) -> Result<(), CannotShow> {
        let Some(value) = value else {
            self.release_up_to(0)?;
            return self.said(Word::Return, &[], comment);
        };
        let kind = self.function.map_or(Kind::Unknown, |it| it.returns);
        let mut text = self.value(value, kind)?;
        let is_simple = matches!(
            value.kind,
            ExpressionKind::Name(_) | ExpressionKind::Integer(_) | ExpressionKind::Boolean(_)
        );
        let holds = self.scopes.iter().any(|it| matches!(it, Scope::Held { .. }));
        if holds && !is_simple {
            // What is held protects what the value is made of.
            let kind_text = self.type_of("return", kind)?;
            self.said(Word::Let, &["answer", &text, kind_text], None)?;
            text = "answer".into();
        }
        self.release_up_to(0)?;
        self.said(Word::ReturnValue, &[&text], comment)
    }

    fn call_alone(
        &mut self,
        call: &'m Expression,
        comment: Option<&str>,
    ) -> Result<(), CannotShow> {
        if call_of_name(call).is_some_and(|(name, _)| name == "produce") {
            self.check_end_of_role()?;
        }
        let piece = self.expression(call)?;
        if piece.may_fail {
            return self.fallible(Word::FallibleStatement, "", "", &piece.text, comment);
        }
        let end = self.grammar.word_or_nothing(Word::StatementEnd);
        let end = if piece.text.ends_with('}') { "" } else { end };
        self.say(&[&piece.text, end].concat(), comment);
        Ok(())
    }

    /// Where the language ends a thread by returning, `produce()` must stand in the role itself,
    /// or in what the role does last.
    fn check_end_of_role(&self) -> Result<(), CannotShow> {
        let Some(function) = self.function.filter(|it| !it.is_role) else { return Ok(()) };
        if self.grammar.word(Word::ProduceLet).is_none() {
            return Ok(());
        }
        for caller in &self.inventory.functions {
            let last = caller.body.last().filter(|_| caller.is_role);
            for statement in caller.body {
                let mut calls = false;
                visit::all_expressions(std::slice::from_ref(statement), &mut |it| {
                    calls |= visit::name(it) == Some(function.name);
                });
                if calls && last != Some(statement) {
                    return self.cannot("produce()");
                }
            }
        }
        Ok(())
    }
}

/// A number behind a name, where it is not the first.
pub(super) fn numbered(number: usize) -> String {
    if number < 2 { String::new() } else { number.to_string() }
}
