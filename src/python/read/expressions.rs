//! Expressions, by how tightly their operators bind.

use super::{KEYWORDS, Lost, MOST_DEPTH, Read, Reader, operator_of};
use crate::program::{Line, Span};
use crate::python::refusal::Refusal;
use crate::python::tokens::Kind;
use crate::python::tree::{
    Argument, Binary, Collects, Comparison, Comprehension, Expr, ExprKind, Function, Stmt, StmtKind,
};
use std::rc::Rc;

impl<'a> Reader<'a> {
    /// Several expressions, which make a tuple, or one.
    pub(super) fn expressions(&mut self) -> Read<Expr> {
        let first = self.starred()?;
        if !self.is(",") {
            return Ok(first);
        }
        let start = first.span;
        let mut all = vec![first];
        while self.take(",") {
            if self.ends_list() {
                break;
            }
            all.push(self.starred()?);
        }
        let span = start.to(self.before());
        Ok(Expr { kind: ExprKind::Tuple(all), span })
    }

    fn ends_list(&self) -> bool {
        let token = self.peek();
        match token.kind {
            Kind::Newline | Kind::End => true,
            Kind::Sign => matches!(token.text, ")" | "]" | "}" | "=" | ":" | ";"),
            Kind::Word => token.text == "in",
            _ => false,
        }
    }

    fn starred(&mut self) -> Read<Expr> {
        let start = self.peek().span;
        if self.take("*") {
            let inner = self.binary(0)?;
            let span = start.to(inner.span);
            return Ok(Expr { kind: ExprKind::Star(Box::new(inner)), span });
        }
        self.expression()
    }

    /// The targets of a `for`.
    pub(super) fn targets(&mut self) -> Read<Expr> {
        let first = self.primary()?;
        if !self.is(",") {
            return Ok(first);
        }
        let start = first.span;
        let mut all = vec![first];
        while self.take(",") {
            if self.is("in") {
                break;
            }
            all.push(self.primary()?);
        }
        let span = start.to(self.before());
        Ok(Expr { kind: ExprKind::Tuple(all), span })
    }

    /// One expression.
    pub(super) fn expression(&mut self) -> Read<Expr> {
        self.depth += 1;
        let read = if self.depth > 3 * MOST_DEPTH {
            let span = self.peek().span;
            self.refuse(span, Refusal::TooDeep, &["32"]);
            Err(Lost)
        } else {
            self.conditional()
        };
        self.depth -= 1;
        read
    }

    fn conditional(&mut self) -> Read<Expr> {
        let start = self.peek().span;
        if self.is("lambda") {
            return self.lambda();
        }
        if self.is("yield") {
            let word = self.next();
            self.refuse(word.span, Refusal::NotKnown, &[word.text]);
            return Err(Lost);
        }
        let value = self.or()?;
        if self.is(":=") {
            self.next();
            let ExprKind::Name(name) = value.kind else {
                return self.unexpected(Refusal::NameExpected, &[]);
            };
            let given = self.expression()?;
            let span = start.to(given.span);
            return Ok(Expr { kind: ExprKind::Walrus(name, Box::new(given)), span });
        }
        if !self.take("if") {
            return Ok(value);
        }
        let condition = self.or()?;
        self.want("else")?;
        let otherwise = self.expression()?;
        let span = start.to(otherwise.span);
        Ok(Expr { kind: ExprKind::If(Box::new([condition, value, otherwise])), span })
    }

    fn lambda(&mut self) -> Read<Expr> {
        let first = self.next();
        let parameters = self.parameters(":")?;
        self.want(":")?;
        let value = self.expression()?;
        let span = first.span.to(value.span);
        let (inner, line) = (value.span, Line(first.line));
        let own = parameters.iter().map(|it| it.name.clone()).collect();
        let body = vec![Stmt { kind: StmtKind::Return(Some(value)), span: inner, line }];
        let (name, decorators) = ("lambda".into(), Vec::new());
        let function = Function { name, parameters, body, span, own, decorators, is_async: false };
        Ok(Expr { kind: ExprKind::Lambda(Rc::new(function)), span })
    }

    fn or(&mut self) -> Read<Expr> {
        let first = self.and()?;
        if !self.is("or") {
            return Ok(first);
        }
        let mut all = vec![first];
        while self.take("or") {
            all.push(self.and()?);
        }
        let span = all[0].span.to(self.before());
        Ok(Expr { kind: ExprKind::Or(all), span })
    }

    fn and(&mut self) -> Read<Expr> {
        let first = self.not()?;
        if !self.is("and") {
            return Ok(first);
        }
        let mut all = vec![first];
        while self.take("and") {
            all.push(self.not()?);
        }
        let span = all[0].span.to(self.before());
        Ok(Expr { kind: ExprKind::And(all), span })
    }

    fn not(&mut self) -> Read<Expr> {
        let start = self.peek().span;
        let mut times = 0;
        while self.take("not") {
            times += 1;
        }
        let mut value = self.comparison()?;
        for _ in 0..times.min(2 + times % 2) {
            let span = start.to(value.span);
            value = Expr { kind: ExprKind::Not(Box::new(value)), span };
        }
        Ok(value)
    }

    fn comparison(&mut self) -> Read<Expr> {
        let first = self.binary(0)?;
        let mut rest = Vec::new();
        while let Some(comparison) = self.comparison_sign() {
            rest.push((comparison, self.binary(0)?));
        }
        if rest.is_empty() {
            return Ok(first);
        }
        let span = first.span.to(self.before());
        Ok(Expr { kind: ExprKind::Compare(Box::new(first), rest), span })
    }

    fn comparison_sign(&mut self) -> Option<Comparison> {
        let token = self.peek();
        let comparison = match token.text {
            "==" => Comparison::Equal,
            "!=" => Comparison::NotEqual,
            "<" => Comparison::Less,
            "<=" => Comparison::LessOrEqual,
            ">" => Comparison::Greater,
            ">=" => Comparison::GreaterOrEqual,
            "in" => Comparison::In,
            "is" => Comparison::Is,
            "not" if self.tokens.get(self.at + 1).is_some_and(|it| it.text == "in") => {
                self.next();
                Comparison::NotIn
            }
            _ => return None,
        };
        if token.kind != Kind::Sign && token.kind != Kind::Word {
            return None;
        }
        self.next();
        Some(match comparison {
            Comparison::Is if self.take("not") => Comparison::IsNot,
            it => it,
        })
    }

    /// Operators from a level of binding on: bits, sums, products.
    pub(super) fn binary(&mut self, level: usize) -> Read<Expr> {
        const LEVELS: [&[&str]; 3] =
            [&["|", "^", "&", "<<", ">>"], &["+", "-"], &["*", "/", "//", "%", "@"]];
        let Some(signs) = LEVELS.get(level) else { return self.unary() };
        let mut left = self.binary(level + 1)?;
        let mut count = 0;
        while self.peek().kind == Kind::Sign && signs.contains(&self.peek().text) {
            let sign = self.next();
            count += 1;
            if count > 200 {
                self.refuse(sign.span, Refusal::TooDeep, &["200"]);
                return Err(Lost);
            }
            let right = self.binary(level + 1)?;
            let span = left.span.to(right.span);
            let operator = operator_of(sign.text).unwrap_or(Binary::Bits);
            left = Expr { kind: ExprKind::Binary(operator, Box::new(left), Box::new(right)), span };
        }
        Ok(left)
    }

    fn unary(&mut self) -> Read<Expr> {
        let start = self.peek();
        if start.kind == Kind::Sign && matches!(start.text, "-" | "+" | "~") {
            self.next();
            self.depth += 1;
            if self.depth > 3 * MOST_DEPTH {
                self.depth -= 1;
                self.refuse(start.span, Refusal::TooDeep, &["32"]);
                return Err(Lost);
            }
            let inner = self.unary();
            self.depth -= 1;
            let inner = Box::new(inner?);
            let span = start.span.to(inner.span);
            return match start.text {
                "-" => Ok(Expr { kind: ExprKind::Negate(inner), span }),
                "+" => Ok(Expr { kind: ExprKind::Plus(inner), span }),
                _ => {
                    self.refuse(start.span, Refusal::NotKnown, &["~"]);
                    Err(Lost)
                }
            };
        }
        let base = self.primary()?;
        if !self.take("**") {
            return Ok(base);
        }
        let power = self.unary()?;
        let span = base.span.to(power.span);
        Ok(Expr { kind: ExprKind::Binary(Binary::Power, Box::new(base), Box::new(power)), span })
    }

    /// A name, a literal or a bracket, and what is called, indexed or taken of it.
    pub(super) fn primary(&mut self) -> Read<Expr> {
        if self.is("await") {
            let word = self.next();
            let inner = self.primary()?;
            let span = word.span.to(inner.span);
            return Ok(Expr { kind: ExprKind::Await(Box::new(inner)), span });
        }
        let mut value = self.atom()?;
        let mut count = 0;
        loop {
            count += 1;
            if count > 100 {
                self.refuse(value.span, Refusal::TooDeep, &["100"]);
                return Err(Lost);
            }
            let start = value.span;
            let kind = if self.take(".") {
                let (name, _) = self.word()?;
                ExprKind::Attribute(Box::new(value), name)
            } else if self.is("(") {
                self.next();
                ExprKind::Call(Box::new(value), self.arguments()?)
            } else if self.take("[") {
                self.index(value)?
            } else {
                return Ok(value);
            };
            value = Expr { kind, span: start.to(self.before()) };
        }
    }

    fn index(&mut self, of: Expr) -> Read<ExprKind> {
        let mut parts: [Option<Box<Expr>>; 3] = [None, None, None];
        let mut colons = 0;
        while !self.is("]") {
            if self.take(":") {
                colons += 1;
                if colons > 2 {
                    return self.unexpected(Refusal::Expected, &[":", "]"]);
                }
            } else {
                let part = if colons == 0 { self.expressions()? } else { self.expression()? };
                parts[colons] = Some(Box::new(part));
                if !self.is("]") && !self.is(":") {
                    return self.want("]").and(Err(Lost));
                }
            }
        }
        self.want("]")?;
        if colons > 0 {
            return Ok(ExprKind::Slice(Box::new(of), parts));
        }
        match parts[0].take() {
            Some(index) => Ok(ExprKind::Index(Box::new(of), index)),
            None => self.no_value(),
        }
    }

    /// Arguments behind `(`, up to and with `)`.
    pub(super) fn arguments(&mut self) -> Read<Vec<Argument>> {
        let mut all = Vec::new();
        while !self.is(")") {
            let stars = if self.take("**") { 2 } else { u8::from(self.take("*")) };
            let is_named = self.peek().kind == Kind::Word
                && self.tokens.get(self.at + 1).is_some_and(|it| it.text == "=");
            let name = if stars == 0 && is_named {
                let (name, _) = self.word()?;
                self.want("=")?;
                Some(name)
            } else {
                None
            };
            let mut value = self.expression()?;
            if self.is("for") && name.is_none() && stars == 0 {
                value = self.comprehension(value, None, Collects::Generator)?;
            }
            all.push(Argument { name, value, stars });
            if !self.take(",") {
                break;
            }
        }
        self.want(")")?;
        Ok(all)
    }

    fn comprehension(&mut self, element: Expr, value: Option<Expr>, kind: Collects) -> Read<Expr> {
        let start = element.span;
        let mut clauses = Vec::new();
        while self.take("for") {
            let targets = self.targets()?;
            self.want("in")?;
            let over = self.or()?;
            let mut conditions = Vec::new();
            while self.take("if") {
                conditions.push(self.or()?);
            }
            clauses.push((targets, over, conditions));
        }
        let span = start.to(self.before());
        let all = Comprehension { kind, element, value, clauses };
        Ok(Expr { kind: ExprKind::Comprehension(Box::new(all)), span })
    }

    fn atom(&mut self) -> Read<Expr> {
        let token = self.peek();
        let span = token.span;
        let simple = |kind| Ok(Expr { kind, span });
        match token.kind {
            Kind::Number => {
                self.next();
                self.number(token.text, span)
            }
            Kind::Text => self.text(),
            Kind::Word => {
                let kind = match token.text {
                    "True" => ExprKind::Boolean(true),
                    "False" => ExprKind::Boolean(false),
                    "None" => ExprKind::None,
                    word if KEYWORDS.contains(&word) => return self.no_value(),
                    word => ExprKind::Name(word.to_owned()),
                };
                self.next();
                simple(kind)
            }
            Kind::Sign => match token.text {
                "..." => {
                    self.next();
                    simple(ExprKind::Ellipsis)
                }
                "(" => {
                    self.next();
                    if self.take(")") {
                        let span = span.to(self.before());
                        return Ok(Expr { kind: ExprKind::Tuple(Vec::new()), span });
                    }
                    let mut inner = self.expressions()?;
                    if self.is("for") {
                        inner = self.comprehension(inner, None, Collects::Generator)?;
                    }
                    self.want(")")?;
                    inner.span = span.to(self.before());
                    Ok(inner)
                }
                "[" => self.list(span),
                "{" => self.braces(span),
                _ => self.no_value(),
            },
            Kind::Newline | Kind::Indent | Kind::Dedent | Kind::End => self.no_value(),
        }
    }

    fn list(&mut self, start: Span) -> Read<Expr> {
        self.next();
        let mut all = Vec::new();
        while !self.is("]") {
            let element = self.starred()?;
            if self.is("for") && all.is_empty() {
                let mut made = self.comprehension(element, None, Collects::List)?;
                self.want("]")?;
                made.span = start.to(self.before());
                return Ok(made);
            }
            all.push(element);
            if !self.take(",") {
                break;
            }
        }
        self.want("]")?;
        Ok(Expr { kind: ExprKind::List(all), span: start.to(self.before()) })
    }

    fn braces(&mut self, start: Span) -> Read<Expr> {
        self.next();
        let (mut pairs, mut all) = (Vec::new(), Vec::new());
        while !self.is("}") {
            let key = self.starred()?;
            if self.take(":") {
                let value = self.expression()?;
                if self.is("for") && pairs.is_empty() {
                    let mut made = self.comprehension(key, Some(value), Collects::Dict)?;
                    self.want("}")?;
                    made.span = start.to(self.before());
                    return Ok(made);
                }
                pairs.push((key, value));
            } else if self.is("for") && all.is_empty() {
                let mut made = self.comprehension(key, None, Collects::Set)?;
                self.want("}")?;
                made.span = start.to(self.before());
                return Ok(made);
            } else {
                all.push(key);
            }
            if !self.take(",") {
                break;
            }
        }
        self.want("}")?;
        let span = start.to(self.before());
        let kind = if all.is_empty() { ExprKind::Dict(pairs) } else { ExprKind::Set(all) };
        Ok(Expr { kind, span })
    }
}
