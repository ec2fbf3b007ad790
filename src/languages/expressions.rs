//! Expressions: what stands for a value.

use super::CannotShow;
use super::grammar::{Aspect, fill_with};
use super::kinds::Kind;
use super::visit;
use super::words::Word;
use super::writer::Writer;
use crate::notation::tree::{Arithmetic, Comparison, Expression, ExpressionKind};

/// An expression as text, and how tightly it holds together.
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) tightness: u8,
    /// Something in it may go wrong, and the text answers whether it did.
    pub(super) may_fail: bool,
}

const OR: u8 = 1;
const AND: u8 = 2;
const NOT: u8 = 3;
const COMPARE: u8 = 4;
const ADD: u8 = 5;
pub(super) const MULTIPLY: u8 = 6;
pub(super) const UNARY: u8 = 7;
pub(super) const TIGHT: u8 = 8;

/// A text from a grammar, filled.
pub(super) fn piece(text: String) -> Piece {
    match text.strip_prefix('~') {
        Some(rest) => Piece { text: rest.to_owned(), tightness: COMPARE, may_fail: false },
        None => Piece { text, tightness: TIGHT, may_fail: false },
    }
}

impl<'m> Writer<'_, 'm> {
    /// An expression, as a value of a kind.
    pub(super) fn value(&mut self, it: &'m Expression, as_: Kind) -> Result<String, CannotShow> {
        Ok(self.converted(it, as_)?.text)
    }

    /// An expression that decides something.
    pub(super) fn condition(&mut self, it: &'m Expression) -> Result<String, CannotShow> {
        self.value(it, Kind::Truth)
    }

    pub(super) fn kind(&self, it: &Expression) -> Kind {
        self.inventory.kind(it, self.function)
    }

    fn converted(&mut self, it: &'m Expression, wanted: Kind) -> Result<Piece, CannotShow> {
        let kind = self.kind(it);
        let text = match (kind, wanted) {
            (Kind::Integer, Kind::Item) if self.is_optional() => {
                self.grammar.word_for(Kind::Item, Aspect::Wrapped)
            }
            (Kind::Item, Kind::Integer) if self.is_optional() => {
                self.grammar.word_for(kind, Aspect::Unwrapped)
            }
            (Kind::Item, Kind::Truth) if self.is_optional() => {
                self.grammar.word_for(kind, Aspect::IsSome)
            }
            (_, Kind::Truth) => self.grammar.word_for(kind, Aspect::IsTrue),
            _ => None,
        };
        let Some(text) = text else { return self.expression(it) };
        let operand = match kind {
            Kind::List => self.reference(it)?,
            _ => self.operand(it, TIGHT)?,
        };
        Ok(piece(fill_with(text, &[&operand, &operand])))
    }

    pub(super) fn operand(
        &mut self,
        it: &'m Expression,
        at_least: u8,
    ) -> Result<String, CannotShow> {
        let piece = self.expression(it)?;
        Ok(self.in_brackets(piece, at_least))
    }

    fn in_brackets(&self, piece: Piece, at_least: u8) -> String {
        if piece.tightness < at_least { ["(", &piece.text, ")"].concat() } else { piece.text }
    }

    pub(super) fn operand_as(
        &mut self,
        it: &'m Expression,
        wanted: Kind,
        at_least: u8,
    ) -> Result<String, CannotShow> {
        let piece = self.converted(it, wanted)?;
        Ok(self.in_brackets(piece, at_least))
    }

    /// An expression.
    pub(super) fn expression(&mut self, it: &'m Expression) -> Result<Piece, CannotShow> {
        let tight = |text: &str| Ok(piece(text.to_owned()));
        let plain = |text: String, tightness| Ok(Piece { text, tightness, may_fail: false });
        match &it.kind {
            ExpressionKind::Integer(number) => tight(&number.to_string()),
            ExpressionKind::Boolean(true) => tight(self.grammar.word_or_nothing(Word::True)),
            ExpressionKind::Boolean(false) => tight(self.grammar.word_or_nothing(Word::False)),
            ExpressionKind::None if self.is_optional() => tight("None"),
            ExpressionKind::None => tight(self.grammar.word_or_nothing(Word::None)),
            ExpressionKind::EmptyList => self.cannot("[]"),
            ExpressionKind::Name(name) => self.name(name),
            ExpressionKind::Negate(of) => {
                let of = self.operand_as(of, Kind::Integer, UNARY)?;
                plain(["-", &of].concat(), UNARY)
            }
            ExpressionKind::Not(of) => self.negation(of),
            ExpressionKind::Arithmetic(operator, a, b) => self.arithmetic(*operator, a, b),
            ExpressionKind::Compare(comparison, a, b) => self.comparison(*comparison, a, b),
            ExpressionKind::And(a, b) => self.connected(Word::And, a, b, AND),
            ExpressionKind::Or(a, b) => self.connected(Word::Or, a, b, OR),
            ExpressionKind::Attribute { of, name } => self.operation(it, of, &name.text, &[]),
            ExpressionKind::Index { of, index } => {
                let kind = self.kind(of);
                let Some(text) = self.grammar.word_for(kind, Aspect::Index) else {
                    return self.cannot("[]");
                };
                let object = self.reference(of)?;
                let text = self.fill_call(text, &object, &[index])?;
                Ok(piece(text))
            }
            ExpressionKind::Call { function, arguments } => match &function.kind {
                ExpressionKind::Name(name) => self.call(name, arguments),
                ExpressionKind::Attribute { of, name } => {
                    self.operation(it, of, &name.text, arguments)
                }
                _ => self.cannot("()"),
            },
            ExpressionKind::Lambda(of) if self.grammar.word(Word::AnyCall).is_some() => {
                let of = self.expression(of)?.text;
                plain(["lambda: ", &of].concat(), 0)
            }
            ExpressionKind::Lambda(of) => self.expression(of),
        }
    }

    fn negation(&mut self, of: &'m Expression) -> Result<Piece, CannotShow> {
        if let Some(text) = self.grammar.word_for(self.kind(of), Aspect::IsFalse) {
            let object = self.reference(of)?;
            return Ok(piece(fill_with(text, &[&object])));
        }
        let text = self.grammar.word_or_nothing(Word::Not);
        let tightness = if text.starts_with('!') { UNARY } else { NOT };
        let of = self.operand_as(of, Kind::Truth, tightness)?;
        Ok(Piece { text: fill_with(text, &[&of, &of]), tightness, may_fail: false })
    }

    fn connected(
        &mut self,
        word: Word,
        a: &'m Expression,
        b: &'m Expression,
        tightness: u8,
    ) -> Result<Piece, CannotShow> {
        // A reader of C-like languages wants brackets around `&&` inside `||`.
        let inner = if tightness == OR && self.grammar.is_typed { NOT } else { tightness };
        let a = self.operand_as(a, Kind::Truth, inner)?;
        let b = self.operand_as(b, Kind::Truth, inner + 1)?;
        let word = self.grammar.word_or_nothing(word);
        Ok(Piece { text: [&a, " ", word, " ", &b].concat(), tightness, may_fail: false })
    }

    /// The operation on two numbers.
    fn arithmetic(
        &mut self,
        operator: Arithmetic,
        a: &'m Expression,
        b: &'m Expression,
    ) -> Result<Piece, CannotShow> {
        let (sign, tightness, floor) = match operator {
            Arithmetic::Add => ("+", ADD, None),
            Arithmetic::Subtract => ("-", ADD, None),
            Arithmetic::Multiply => ("*", MULTIPLY, None),
            Arithmetic::Divide => {
                let sign = self.grammar.word(Word::Divide).unwrap_or("//");
                (sign, MULTIPLY, self.grammar.word(Word::FloorDivide))
            }
            Arithmetic::Modulo => ("%", MULTIPLY, self.grammar.word(Word::FloorModulo)),
        };
        // Only below zero do languages differ about `//` and `%`.
        if let Some(text) = floor.filter(|_| may_be_negative(a) || may_be_negative(b)) {
            let text = self.fill_call(text, "", &[a, b])?;
            return Ok(piece(text));
        }
        let a = self.operand_as(a, Kind::Integer, tightness)?;
        let b = self.operand_as(b, Kind::Integer, tightness + 1)?;
        Ok(Piece { text: [&a, " ", sign, " ", &b].concat(), tightness, may_fail: false })
    }

    fn comparison(
        &mut self,
        comparison: Comparison,
        a: &'m Expression,
        b: &'m Expression,
    ) -> Result<Piece, CannotShow> {
        let sign = match comparison {
            Comparison::Equal => "==",
            Comparison::NotEqual => "!=",
            Comparison::Less => "<",
            Comparison::LessOrEqual => "<=",
            Comparison::Greater => ">",
            Comparison::GreaterOrEqual => ">=",
            Comparison::Is => self.grammar.word(Word::Is).unwrap_or("=="),
            Comparison::IsNot => self.grammar.word(Word::IsNot).unwrap_or("!="),
        };
        let is_none = b.kind == ExpressionKind::None;
        if is_none && self.is_optional() {
            let a = self.operand(a, TIGHT)?;
            let (text, tightness) = match comparison {
                Comparison::Is | Comparison::Equal => (".is_none()", TIGHT),
                _ => (".is_some()", TIGHT),
            };
            return Ok(Piece { text: a + text, tightness, may_fail: false });
        }
        let both = self.kind(a).or(self.kind(b));
        let a = self.operand_as(a, both, ADD)?;
        let b = self.operand_as(b, both, ADD)?;
        let text = [&a, " ", sign, " ", &b].concat();
        Ok(Piece { text, tightness: COMPARE, may_fail: false })
    }

    fn name(&mut self, name: &str) -> Result<Piece, CannotShow> {
        let local =
            self.function.is_some_and(|it| it.local(name).is_some() || it.implicit.contains(&name));
        if local || name == "me" {
            return Ok(piece(self.grammar.name(name, self.grammar.local_names)));
        }
        if let Some(shared) = self.inventory.shared(name) {
            let written = self.shared_name(name);
            if !shared.kind.is_value() || !shared.is_assigned {
                return Ok(piece(written));
            }
            let text = self.grammar.word(Word::ReadVariable).unwrap_or("$0");
            return Ok(piece(fill_with(text, &[&written])));
        }
        if self.inventory.constant(name).is_some() {
            return Ok(piece(self.constant_name(name)));
        }
        self.cannot(name)
    }

    /// What an operation is done on.
    pub(super) fn reference(&mut self, of: &'m Expression) -> Result<String, CannotShow> {
        self.through(of, Word::Reference)
    }

    pub(super) fn through(&mut self, of: &'m Expression, by: Word) -> Result<String, CannotShow> {
        let text = self.operand(of, TIGHT)?;
        let Some(name) = visit::name(of) else { return Ok(text) };
        let kind = self.kind(of);
        let is_local = self.function.is_some_and(|it| it.local(name).is_some());
        let is_shared = !is_local && !kind.is_value() && !kind.is_end() && kind != Kind::Array;
        // A role owns its ends of channels; what it calls only borrows them.
        let is_owned = kind.is_end() && self.function.is_some_and(|it| it.is_role);
        match self.grammar.word(if is_owned { Word::ArgumentEnd } else { by }) {
            Some(written) if is_shared || (is_owned && by == Word::Argument) => {
                Ok(fill_with(written, &[&text]))
            }
            _ => Ok(text),
        }
    }
}

fn may_be_negative(it: &Expression) -> bool {
    let mut found = false;
    visit::expressions(it, &mut |it| {
        found |= matches!(
            it.kind,
            ExpressionKind::Negate(_) | ExpressionKind::Arithmetic(Arithmetic::Subtract, ..)
        );
    });
    found
}
