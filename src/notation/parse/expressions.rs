//! Expressions, by how tightly their operators bind.
//!
//! From loose to tight: `lambda`, `or`, `and`, `not`, comparisons, `+ -`, `* // %`, `-x`, and
//! then calls, attributes and indices.

use super::super::span::Span;
use super::super::syntax::SyntaxProblem;
use super::super::tokens::{Kind, Token};
use super::super::tree::{Argument, Arithmetic, Comparison, Expression, ExpressionKind, Name};
use super::Wrong;
use super::cursor::{Cursor, shown};
use super::words::{in_right_case, is_keyword, is_needless, is_operator, value_meant};
use ExpressionKind as Kinds;

/// How tightly an operator binds.
type Tightness = u8;
const NOT: Tightness = 2;
const COMPARISON: Tightness = 3;

#[derive(Clone, Copy)]
enum Operator {
    Or,
    And,
    Compare(Comparison),
    Calculate(Arithmetic),
}

const OPERATORS: [(&str, Tightness, Operator); 14] = [
    ("or", 0, Operator::Or),
    ("and", 1, Operator::And),
    ("==", COMPARISON, Operator::Compare(Comparison::Equal)),
    ("!=", COMPARISON, Operator::Compare(Comparison::NotEqual)),
    ("<", COMPARISON, Operator::Compare(Comparison::Less)),
    ("<=", COMPARISON, Operator::Compare(Comparison::LessOrEqual)),
    (">", COMPARISON, Operator::Compare(Comparison::Greater)),
    (">=", COMPARISON, Operator::Compare(Comparison::GreaterOrEqual)),
    ("is", COMPARISON, Operator::Compare(Comparison::Is)),
    ("+", 4, Operator::Calculate(Arithmetic::Add)),
    ("-", 4, Operator::Calculate(Arithmetic::Subtract)),
    ("*", 5, Operator::Calculate(Arithmetic::Multiply)),
    ("//", 5, Operator::Calculate(Arithmetic::Divide)),
    ("%", 5, Operator::Calculate(Arithmetic::Modulo)),
];

impl Cursor<'_, '_> {
    /// Reads an expression.
    pub fn expression(&mut self) -> Result<Expression, Wrong> {
        if !self.sees_word("lambda") {
            return self.binary(0);
        }
        let start = self.here();
        self.at += 1;
        if !self.take(":") {
            return self.wrong_at(start, SyntaxProblem::LambdaParameters);
        }
        let body = self.nested(Self::expression)?;
        let span = start.to(body.span);
        Ok(Expression { kind: Kinds::Lambda(Box::new(body)), span })
    }

    /// Reads an expression whose operators bind at least so tightly.
    fn binary(&mut self, least: Tightness) -> Result<Expression, Wrong> {
        let mut left = if self.sees_word("not") && least <= NOT {
            let start = self.here();
            self.at += 1;
            let operand = self.nested(|it| it.binary(NOT))?;
            let span = start.to(operand.span);
            Expression { kind: Kinds::Not(Box::new(operand)), span }
        } else {
            self.unary()?
        };
        while let Some((tightness, operator, words)) = self.operator()? {
            if tightness < least {
                break;
            }
            self.count()?;
            let operator_span = self.here();
            self.at += words;
            let right = self.binary(tightness + 1)?;
            if let (COMPARISON, Some((COMPARISON, ..))) = (tightness, self.operator()?) {
                return self.chained(left.span, operator_span, right.span);
            }
            let span = left.span.to(right.span);
            let (a, b) = (Box::new(left), Box::new(right));
            let kind = match operator {
                Operator::Or => Kinds::Or(a, b),
                Operator::And => Kinds::And(a, b),
                Operator::Compare(how) => Kinds::Compare(how, a, b),
                Operator::Calculate(how) => Kinds::Arithmetic(how, a, b),
            };
            left = Expression { kind, span };
        }
        Ok(left)
    }

    /// The next token as an operator between two values: how tightly it binds, what it is, and of how many words.
    fn operator(&self) -> Result<Option<(Tightness, Operator, usize)>, Wrong> {
        let Some(token) = self.peek() else { return Ok(None) };
        let second = self.peek_at(1);
        let is_not_in = token.is_word("not") && second.is_some_and(|it| it.is_word("in"));
        if token.is_word("in") || is_not_in {
            let span = if is_not_in {
                token.span.to(second.map_or(token.span, |it| it.span))
            } else {
                token.span
            };
            return self.wrong_at(span, SyntaxProblem::InOperator(self.words(span)));
        }
        if !matches!(token.kind, Kind::Sign | Kind::Word) {
            return Ok(None);
        }
        let found = OPERATORS.iter().find(|(word, ..)| *word == token.text);
        Ok(found.map(|&(_, tightness, operator)| {
            if token.is_word("is") && second.is_some_and(|it| it.is_word("not")) {
                (tightness, Operator::Compare(Comparison::IsNot), 2)
            } else {
                (tightness, operator, 1)
            }
        }))
    }

    /// `a < b < c`, standing at the second comparison.
    fn chained(&mut self, first: Span, operator: Span, middle: Span) -> Result<Expression, Wrong> {
        let second = self.here();
        self.at += 1;
        let after = self.binary(COMPARISON + 1).map_or(self.rest(), |it| it.span);
        let part = |span: Span| &self.text[span.range()];
        let both = [part(first.to(middle)), "and", part(middle), part(second.to(after))];
        let problem = SyntaxProblem::ChainedComparison(shown(&both.join(" ")));
        self.wrong_at(operator.to(second), problem)
    }

    fn unary(&mut self) -> Result<Expression, Wrong> {
        let start = self.here();
        if self.take("-") {
            let operand = self.nested(Self::unary)?;
            let span = start.to(operand.span);
            return Ok(Expression { kind: Kinds::Negate(Box::new(operand)), span });
        }
        if self.sees("+") {
            return self.wrong(SyntaxProblem::UnaryPlus);
        }
        self.postfix()
    }

    fn postfix(&mut self) -> Result<Expression, Wrong> {
        let mut left = self.atom()?;
        while let Some(token) = self.peek().filter(|it| [".", "(", "["].contains(&it.text)) {
            let start = left.span;
            let is_callable = matches!(left.kind, Kinds::Name(_) | Kinds::Attribute { .. });
            if token.is("(") && !is_callable {
                return self.wrong(SyntaxProblem::CallOfValue);
            }
            self.count()?;
            self.at += 1;
            let of = Box::new(left);
            let kind = match token.text {
                "." => Kinds::Attribute { of, name: self.attribute(token)? },
                "(" => Kinds::Call { function: of, arguments: self.nested(Self::arguments)? },
                _ => Kinds::Index { of, index: Box::new(self.index()?) },
            };
            left = Expression { kind, span: start.to(self.last().map_or(start, |it| it.span)) };
        }
        Ok(left)
    }

    /// What stands between the brackets of an index, and the closing one.
    fn index(&mut self) -> Result<Expression, Wrong> {
        if self.sees(":") {
            return self.wrong(SyntaxProblem::Slice);
        }
        let index = self.nested(Self::expression)?;
        if self.sees(":") {
            return self.wrong(SyntaxProblem::Slice);
        }
        self.close("]")?;
        Ok(index)
    }

    /// The name after a `.`
    fn attribute(&mut self, dot: Token) -> Result<Name, Wrong> {
        if let Some(name) = self.take_name() {
            return Ok(name);
        }
        match self.peek() {
            None => self.wrong_at(dot.span, SyntaxProblem::FullStop),
            Some(it) if it.kind == Kind::Word => {
                self.wrong(SyntaxProblem::KeywordAsName(it.text.into()))
            }
            Some(_) => self.wrong_at(dot.span, SyntaxProblem::MissingNameAfterDot),
        }
    }

    /// What stands between the brackets of a call, and the closing one.
    fn arguments(&mut self) -> Result<Vec<Argument>, Wrong> {
        let mut arguments: Vec<Argument> = Vec::new();
        while !self.take(")") {
            let star = self.peek().filter(|it| it.is("*") || it.is("**"));
            if let Some(star) = star {
                return self.wrong(SyntaxProblem::StarArguments(star.text.into()));
            }
            let is_named = self.peek_at(1).is_some_and(|it| it.is("="));
            let name = if is_named { self.take_name() } else { None };
            self.at += usize::from(name.is_some());
            let value = self.expression()?;
            if name.is_none() && arguments.last().is_some_and(|it| it.name.is_some()) {
                return self.wrong_at(value.span, SyntaxProblem::PositionAfterName);
            }
            arguments.push(Argument { name, value });
            if !self.take(",") {
                self.close(")")?;
                break;
            }
        }
        Ok(arguments)
    }

    /// Steps over a closing bracket, or says what stands in its place.
    pub fn close(&mut self, bracket: &str) -> Result<(), Wrong> {
        if self.take(bracket) {
            return Ok(());
        }
        let (Some(token), Some(last)) = (self.peek(), self.last()) else {
            return self.unexpected();
        };
        if token.is_word("for") {
            return self.wrong(SyntaxProblem::Comprehension);
        }
        let is_value = matches!(token.kind, Kind::Word | Kind::Number) && !is_keyword(token.text);
        if is_value && self.misspelt().is_none() && !is_needless(last.text) {
            let (before, after) = (self.words(last.span), self.words(token.span));
            return self
                .wrong_at(last.span.to(token.span), SyntaxProblem::MissingComma(before, after));
        }
        self.unexpected()
    }

    fn atom(&mut self) -> Result<Expression, Wrong> {
        let Some(token) = self.peek() else { return self.missing_value() };
        let kind = match token.kind {
            Kind::Number => self.number(token)?,
            Kind::Word => match token.text {
                "True" => Kinds::Boolean(true),
                "False" => Kinds::Boolean(false),
                "None" => Kinds::None,
                word if is_operator(word) => return self.missing_value(),
                word if is_keyword(word) => {
                    return self.wrong(SyntaxProblem::KeywordAsValue(word.into()));
                }
                word => match value_meant(word) {
                    Some(meant) if meant.eq_ignore_ascii_case(word) => {
                        let problem = SyntaxProblem::WrongCase(word.into(), meant.into());
                        return self.wrong(problem);
                    }
                    Some(meant) => {
                        let problem = SyntaxProblem::OtherWord(word.into(), meant.into());
                        return self.wrong(problem);
                    }
                    None => Kinds::Name(word.into()),
                },
            },
            _ if token.is("(") => return self.bracketed(token),
            _ if token.is("[") => {
                self.at += 1;
                if !self.sees("]") {
                    let is_made = self.tokens[self.at..].iter().any(|it| it.is_word("for"));
                    return self.wrong_at(
                        token.span.to(self.rest()),
                        if is_made {
                            SyntaxProblem::Comprehension
                        } else {
                            SyntaxProblem::FilledList
                        },
                    );
                }
                self.at += 1;
                let span = token.span.to(self.last().map_or(token.span, |it| it.span));
                return Ok(Expression { kind: Kinds::EmptyList, span });
            }
            _ => return self.missing_value(),
        };
        self.at += 1;
        Ok(Expression { kind, span: token.span })
    }

    fn bracketed(&mut self, open: Token) -> Result<Expression, Wrong> {
        self.at += 1;
        if self.sees(")") {
            return self.wrong_at(open.span.to(self.here()), SyntaxProblem::Tuple);
        }
        let inner = self.nested(Self::expression)?;
        if self.sees(",") {
            return self.wrong(SyntaxProblem::Tuple);
        }
        self.close(")")?;
        Ok(Expression {
            kind: inner.kind,
            span: open.span.to(self.last().map_or(open.span, |it| it.span)),
        })
    }

    fn number(&self, token: Token) -> Result<ExpressionKind, Wrong> {
        let text = shown(token.text);
        let is_digits = |it: &str| it.bytes().all(|b| b.is_ascii_digit());
        // As in Python, an underscore may stand between two digits.
        let digits = token.text.replace('_', "");
        let underscores = token.text.split('_').all(|part| !part.is_empty());
        let problem = if token.text.contains('.') {
            SyntaxProblem::FractionalNumber(text)
        } else if !is_digits(&digits) || !underscores {
            SyntaxProblem::NumberWithLetters(text)
        } else if digits.starts_with('0') && digits.bytes().any(|b| b != b'0') {
            let plain = shown(digits.trim_start_matches('0'));
            SyntaxProblem::LeadingZero(text, plain)
        } else {
            match digits.parse() {
                Ok(value) => return Ok(Kinds::Integer(value)),
                Err(_) => SyntaxProblem::NumberTooLarge(text),
            }
        };
        self.wrong(problem)
    }

    /// Something else stands where a value should.
    fn missing_value(&self) -> Result<Expression, Wrong> {
        let token = self.peek();
        let closes = token.is_none_or(|it| [")", "]", ",", ":", "="].contains(&it.text));
        match (self.last(), token) {
            (Some(last), _) if closes => {
                self.wrong_at(last.span, SyntaxProblem::MissingValue(last.text.into()))
            }
            (_, Some(token)) => self.wrong(SyntaxProblem::MissingValueBefore(shown(token.text))),
            (_, None) => self.wrong(SyntaxProblem::NoStatement(String::new())),
        }
    }

    /// The next word, or the one before, if it is one of the notation in the wrong letters.
    fn misspelt(&self) -> Option<(Token<'_>, &'static str)> {
        let right =
            |it: Token<'_>| (it.kind == Kind::Word).then(|| in_right_case(it.text)).flatten();
        [self.peek(), self.last()]
            .into_iter()
            .flatten()
            .find_map(|it| right(it).map(|keyword| (it, keyword)))
    }

    /// Something stands where the expression should be over.
    pub fn unexpected<T>(&self) -> Result<T, Wrong> {
        let Some(token) = self.peek() else {
            return self.wrong(SyntaxProblem::StrayText(String::new()));
        };
        if let Some((word, keyword)) = self.misspelt() {
            let problem = SyntaxProblem::WrongCase(word.text.into(), keyword.into());
            return self.wrong_at(word.span, problem);
        }
        if let Some(last) =
            self.last().filter(|it| is_needless(it.text) && token.kind == Kind::Word)
        {
            return self.wrong_at(last.span, SyntaxProblem::NeedlessWord(last.text.into()));
        }
        // A floor division by the first word of what was meant as a comment.
        let slashes = self.tokens[..self.at].iter().find(|it| it.is("//"));
        if let (Some(slashes), Kind::Word) = (slashes, token.kind) {
            let span = slashes.span.to(self.rest());
            return self.wrong_at(span, SyntaxProblem::OtherComment("//".into()));
        }
        match token.text {
            "if" => self.wrong(SyntaxProblem::ConditionalExpression),
            "," => self.wrong(SyntaxProblem::Tuple),
            "=" if !self.tokens[0].is_word("global") => {
                let meant = self.with(token.span, "==");
                self.wrong(SyntaxProblem::AssignInCondition(meant))
            }
            _ => {
                let rest = self.rest();
                self.wrong_at(rest, SyntaxProblem::StrayText(self.words(rest)))
            }
        }
    }
}
