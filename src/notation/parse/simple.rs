//! The words of one line: a statement, or what stands before a body.

use super::super::span::Span;
use super::super::syntax::SyntaxProblem;
use super::super::tokens::{Kind, Token};
use super::super::tree::{Arithmetic, Expression, ExpressionKind, Name, Parameter, StatementKind};
use super::Wrong;
use super::cursor::Cursor;
use super::words::{OPENERS, in_right_case, is_keyword, is_needless, start_meant};

/// What a line says.
pub(super) enum Header {
    /// A statement that is complete.
    Simple(StatementKind),
    /// `def name(parameters):`
    Define(Name, Vec<Parameter>),
    /// `if condition:`
    If(Expression),
    /// `elif condition:`
    ElseIf(Expression),
    /// `else:`
    Else,
    /// `while condition:`
    While(Expression),
    /// `for name in over:`
    For(Name, Expression),
    /// `with contexts:`
    With(Vec<Expression>),
    /// `try:`
    Try,
    /// `except exceptions:`
    Except(Vec<Name>),
    /// `finally:`
    Finally,
}

impl Cursor<'_, '_> {
    /// Reads a line up to its end, or up to and with the colon before a body.
    pub fn line(&mut self) -> Result<Header, Wrong> {
        let Some(first) = self.peek() else { return Ok(Header::Simple(StatementKind::Pass)) };
        if first.kind == Kind::Word {
            let assigns = self.peek_at(1).is_some_and(|it| ["=", "+=", "-="].contains(&it.text));
            if is_keyword(first.text) && assigns {
                return self.wrong(SyntaxProblem::AssignToKeyword(first.text.into()));
            }
            self.misplaced_start(first)?;
            if OPENERS.contains(&first.text) {
                self.at += 1;
                let header = self.opener(first)?;
                self.colon(first)?;
                return Ok(header);
            }
        }
        let statement = self.simple(first)?;
        Ok(Header::Simple(statement))
    }

    /// The header that a faulty line was meant to be, so that its body and the lines behind it are still understood.
    pub fn meant(&self) -> Option<Header> {
        let first = self.tokens.first()?;
        let second = self.tokens.get(1);
        let word =
            in_right_case(first.text).or_else(|| start_meant(first.text)).unwrap_or(first.text);
        let unknown = || Expression { kind: ExpressionKind::None, span: first.span };
        let name = || {
            let name = second.filter(|it| it.kind == Kind::Word);
            Name {
                text: name.map_or(String::new(), |it| it.text.into()),
                span: name.map_or(first.span, |it| it.span),
            }
        };
        Some(match word {
            "def" => Header::Define(name(), Vec::new()),
            "if" => Header::If(unknown()),
            "elif" => Header::ElseIf(unknown()),
            "else" if second.is_some_and(|it| it.is_word("if")) => Header::ElseIf(unknown()),
            "else" => Header::Else,
            "while" | "while True:" => Header::While(unknown()),
            "for" => Header::For(name(), unknown()),
            "with" => Header::With(vec![unknown()]),
            "try" => Header::Try,
            "except" => Header::Except(Vec::new()),
            "finally" => Header::Finally,
            _ => return None,
        })
    }

    /// Words that start no line here, or are written otherwise.
    fn misplaced_start(&self, first: Token) -> Result<(), Wrong> {
        let word = first.text;
        let second = self.peek_at(1);
        let is_block = self.tokens.last().is_some_and(|last| last.is(":"));
        // Anything can be called as it likes where it is used as a name is used.
        let is_name = second.is_some_and(|it| {
            [".", "=", "+=", "-=", "[", ","].contains(&it.text) || (it.is("(") && !is_block)
        });
        if is_name || is_keyword(word) {
            return Ok(());
        }
        if let Some(keyword) = in_right_case(word) {
            return self.wrong(SyntaxProblem::WrongCase(word.into(), keyword.into()));
        }
        let is_followed = second.is_some_and(|it| matches!(it.kind, Kind::Word | Kind::Number));
        if let Some(meant) = start_meant(word).filter(|_| is_followed || is_block) {
            return self.wrong(SyntaxProblem::OtherWord(word.into(), meant.into()));
        }
        if is_needless(word) && (is_followed || second.is_none()) {
            return self.wrong(SyntaxProblem::NeedlessWord(word.into()));
        }
        if ["match", "switch", "case"].contains(&word) && (is_followed || is_block) {
            return self.wrong(SyntaxProblem::MatchBlock(word.into()));
        }
        if word == "do" && (is_block || second.is_none()) {
            return self.wrong(SyntaxProblem::OtherWord(word.into(), "while True:".into()));
        }
        let is_annotation = second.is_some_and(|it| it.is(":")) && !is_block;
        if is_annotation {
            return self.wrong_at(first.span.to(self.rest()), SyntaxProblem::TypeAnnotation);
        }
        if is_block && (self.tokens.len() == 2 || is_followed) {
            return self.wrong(SyntaxProblem::UnknownBlock(word.into()));
        }
        Ok(())
    }

    /// Reads what stands between a word that starts a body and the colon.
    fn opener(&mut self, first: Token) -> Result<Header, Wrong> {
        Ok(match first.text {
            "def" => {
                let (name, parameters) = self.definition(first)?;
                Header::Define(name, parameters)
            }
            "if" => Header::If(self.condition(first)?),
            "elif" => Header::ElseIf(self.condition(first)?),
            "else" if self.sees_word("if") => {
                return self.wrong_at(first.span.to(self.here()), SyntaxProblem::ElseIf);
            }
            "else" => Header::Else,
            "while" => Header::While(self.condition(first)?),
            "for" => {
                let (variable, over) = self.loop_over(first)?;
                Header::For(variable, over)
            }
            "with" => {
                let mut contexts = vec![self.condition(first)?];
                while self.take(",") {
                    contexts.push(self.expression()?);
                }
                if self.sees_word("as") {
                    let meant = [&self.words(self.so_far()), ":"].concat();
                    return self.wrong_at(self.rest(), SyntaxProblem::WithAs(meant));
                }
                Header::With(contexts)
            }
            "try" => Header::Try,
            "except" => Header::Except(self.exceptions()?),
            _ => Header::Finally,
        })
    }

    /// The colon before a body.
    fn colon(&mut self, first: Token) -> Result<(), Wrong> {
        if self.take(":") {
            return Ok(());
        }
        let before = self.so_far();
        let last = self.last().map_or(first.span, |it| it.span);
        let meant = [&self.words(before), ":"].concat();
        let Some(token) = self.peek() else {
            return self.wrong_at(last, SyntaxProblem::MissingColon(meant));
        };
        if first.is_word("else") && self.tokens.last().is_some_and(|it| it.is(":")) {
            let meant = ["elif ", &self.words(self.rest())].concat();
            return self.wrong_at(self.so_far(), SyntaxProblem::ElseWithCondition(meant));
        }
        match token.text {
            "then" | "do" => self.wrong(SyntaxProblem::OtherWord(token.text.into(), ":".into())),
            "=" if first.text != "else" => self.unexpected(),
            _ if token.kind == Kind::Word
                && !is_keyword(token.text)
                && in_right_case(token.text).is_none() =>
            {
                self.wrong_at(last, SyntaxProblem::MissingColon(meant))
            }
            "pass" | "break" | "continue" | "return" | "raise" => {
                self.wrong_at(last, SyntaxProblem::MissingColon(meant))
            }
            _ => self.unexpected(),
        }
    }

    /// The expression right behind a word.
    fn condition(&mut self, first: Token) -> Result<Expression, Wrong> {
        if self.is_at_end() || self.sees(":") {
            return self.wrong_at(first.span, SyntaxProblem::MissingValue(first.text.into()));
        }
        self.expression()
    }

    /// `name(parameters)` behind `def`
    fn definition(&mut self, first: Token) -> Result<(Name, Vec<Parameter>), Wrong> {
        let name = self.name_after(first)?;
        if self.peek().is_some_and(|it| it.kind == Kind::Word) {
            return self.wrong_at(name.span, SyntaxProblem::NeedlessWord(name.text));
        }
        if !self.take("(") {
            let with = [&self.words(self.so_far()), "():"].concat();
            return self.wrong_at(name.span, SyntaxProblem::MissingParentheses(with));
        }
        let mut parameters: Vec<Parameter> = Vec::new();
        while !self.take(")") {
            let token = self.peek();
            let Some(name) = self.take_name() else {
                let Some(token) = token else {
                    return self.wrong(SyntaxProblem::NeverClosed("(".into(), ")".into()));
                };
                let text = String::from(token.text);
                return self.wrong(match token.kind {
                    Kind::Word => SyntaxProblem::KeywordAsName(text),
                    _ if token.is("*") || token.is("**") => SyntaxProblem::StarArguments(text),
                    _ => SyntaxProblem::BadParameter(self.words(token.span)),
                });
            };
            if self.sees(":") {
                return self.wrong(SyntaxProblem::TypeAnnotation);
            }
            let default = if self.take("=") { Some(self.expression()?) } else { None };
            if default.is_none() && parameters.last().is_some_and(|it| it.default.is_some()) {
                let span = name.span;
                return self.wrong_at(span, SyntaxProblem::MissingDefault(self.words(span)));
            }
            parameters.push(Parameter { name, default });
            if !self.take(",") {
                self.close(")")?;
                break;
            }
        }
        Ok((name, parameters))
    }

    /// `name in over` behind `for`
    fn loop_over(&mut self, first: Token) -> Result<(Name, Expression), Wrong> {
        let variable = self.name_after(first)?;
        if self.sees(",") {
            return self.wrong(SyntaxProblem::SeveralLoopVariables);
        }
        if !self.take_word("in") {
            let is_sign = self.peek().is_some_and(|it| it.kind == Kind::Sign);
            let instead =
                if is_sign { self.here() } else { Span { end: self.here().start, ..self.here() } };
            let meant = self.with(instead, if is_sign { "in" } else { "in " });
            return self.wrong(SyntaxProblem::MissingIn(meant));
        }
        let over = self.expression()?;
        Ok((variable, over))
    }

    /// The name behind a word that needs one.
    fn name_after(&mut self, first: Token) -> Result<Name, Wrong> {
        if let Some(name) = self.take_name() {
            return Ok(name);
        }
        match self.peek() {
            Some(it) if it.kind == Kind::Word => {
                self.wrong(SyntaxProblem::KeywordAsName(it.text.into()))
            }
            _ => self.wrong_at(first.span, SyntaxProblem::MissingName(first.text.into())),
        }
    }

    /// The names behind `except`
    fn exceptions(&mut self) -> Result<Vec<Name>, Wrong> {
        let mut names = Vec::new();
        if self.is_at_end() || self.sees(":") {
            return Ok(names);
        }
        let is_bracketed = self.take("(");
        let first = self.at;
        while let Some(name) = self.take_name() {
            names.push(name);
            if !(is_bracketed && self.take(",")) {
                break;
            }
        }
        if is_bracketed && (names.is_empty() || !self.sees(")")) {
            return self
                .close(")")
                .and_then(|()| self.wrong(SyntaxProblem::MissingName("except".into())));
        }
        self.at += usize::from(is_bracketed);
        if self.sees(",") {
            let start = self.tokens[first].span;
            let end = self
                .tokens
                .iter()
                .rev()
                .find(|it| it.kind == Kind::Word)
                .map_or(start, |it| it.span);
            let meant = ["except (", &self.words(start.to(end)), "):"].concat();
            return self.wrong(SyntaxProblem::ExceptList(meant));
        }
        if self.sees_word("as") {
            let meant = [&self.words(self.so_far()), ":"].concat();
            return self.wrong_at(self.rest(), SyntaxProblem::ExceptAs(meant));
        }
        if names.is_empty() {
            return self.wrong(SyntaxProblem::MissingName("except".into()));
        }
        Ok(names)
    }

    /// Reads a statement without a body, up to the end of the line.
    pub fn simple(&mut self, first: Token) -> Result<StatementKind, Wrong> {
        if first.kind != Kind::Word {
            return self.assignment_or_call();
        }
        self.at += 1;
        let statement = match first.text {
            "break" => StatementKind::Break,
            "continue" => StatementKind::Continue,
            "pass" => StatementKind::Pass,
            "return" if self.is_at_end() => StatementKind::Return(None),
            "return" => StatementKind::Return(Some(self.expression()?)),
            "raise" if self.is_at_end() => StatementKind::Raise(None),
            "raise" => {
                let name = self.name_after(first)?;
                // `raise ValueError()` is the same.
                if self.sees("(") && self.peek_at(1).is_some_and(|it| it.is(")")) {
                    self.at += 2;
                }
                if self.sees("(") || self.sees_word("from") {
                    let meant = ["raise ", &name.text].concat();
                    return self.wrong_at(self.rest(), SyntaxProblem::RaiseWithMore(meant));
                }
                StatementKind::Raise(Some(name))
            }
            "assert" => {
                let condition = self.condition(first)?;
                if self.sees(",") {
                    let meant = self.words(self.so_far());
                    return self.wrong_at(self.rest(), SyntaxProblem::AssertMessage(meant));
                }
                StatementKind::Assert(condition)
            }
            "global" => {
                let mut names = vec![self.name_after(first)?];
                while self.take(",") {
                    names.push(self.name_after(first)?);
                }
                StatementKind::Global(names)
            }
            _ => {
                self.at -= 1;
                return self.assignment_or_call();
            }
        };
        self.end()?;
        Ok(statement)
    }

    /// The end of the line.
    fn end(&self) -> Result<(), Wrong> {
        let Some(token) = self.peek() else { return Ok(()) };
        if token.is(":") && self.at + 1 == self.tokens.len() {
            let meant = self.words(self.so_far());
            return self.wrong(SyntaxProblem::NeedlessColon(meant));
        }
        self.unexpected()
    }

    fn assignment_or_call(&mut self) -> Result<StatementKind, Wrong> {
        let start = self.at;
        if self
            .peek()
            .is_some_and(|it| it.kind == Kind::Sign && !["(", "[", "-", "+"].contains(&it.text))
        {
            return self.wrong(SyntaxProblem::NoStatement(self.words(self.here())));
        }
        let mut targets = vec![self.expression()?];
        while self.take(",") {
            if self.is_at_end() || self.sees("=") {
                return self.wrong_at(self.so_far(), SyntaxProblem::Tuple);
            }
            targets.push(self.expression()?);
        }
        let operator = self.here();
        if self.take("=") {
            return self.assignment(targets, operator);
        }
        if targets.len() > 1 {
            return self.wrong_at(self.so_far(), SyntaxProblem::Tuple);
        }
        let target = targets.remove(0);
        let augmented = if self.take("+=") {
            Some(Arithmetic::Add)
        } else if self.take("-=") {
            Some(Arithmetic::Subtract)
        } else {
            None
        };
        if let Some(operator) = augmented {
            self.check_target(&target)?;
            let value = self.expression()?;
            self.end()?;
            return Ok(StatementKind::Augment { target, operator, value });
        }
        self.end()?;
        let words = self.words(target.span);
        let problem = match &target.kind {
            ExpressionKind::Call { .. } => return Ok(StatementKind::Expression(target)),
            ExpressionKind::Compare(..) => {
                let equals = self.tokens[start..].iter().find(|it| it.is("=="));
                match equals {
                    Some(equals) => SyntaxProblem::ComparisonAlone(self.with(equals.span, "=")),
                    None => SyntaxProblem::ValueAlone(words),
                }
            }
            ExpressionKind::Attribute { .. } => {
                SyntaxProblem::CallWithoutParentheses([&words, "()"].concat())
            }
            _ => SyntaxProblem::ValueAlone(words),
        };
        self.wrong_at(target.span, problem)
    }

    /// What stands behind the `=` of an assignment.
    fn assignment(
        &mut self,
        targets: Vec<Expression>,
        operator: Span,
    ) -> Result<StatementKind, Wrong> {
        for target in &targets {
            self.check_target(target)?;
        }
        if let Some(sign) = self.peek().filter(|it| it.is("+") && it.span.start == operator.end) {
            let both = operator.to(sign.span);
            let problem = SyntaxProblem::SwappedSigns(self.words(both), self.with(both, "+="));
            return self.wrong_at(both, problem);
        }
        let value = self.expression()?;
        if self.sees("=") {
            let first = self.words(targets[0].span);
            let second = self.words(value.span);
            let last = self.words(Span { start: self.here().end, end: self.whole().end });
            return self.wrong_at(
                operator.to(self.here()),
                SyntaxProblem::ChainedAssignment(
                    [&second, " = ", &last].concat(),
                    [&first, " = ", &second].concat(),
                ),
            );
        }
        self.end()?;
        let is_channel = matches!(value.kind, ExpressionKind::Call { .. });
        if targets.len() > 2 || (targets.len() == 2 && !is_channel) {
            let span = targets[0].span.to(value.span);
            return self.wrong_at(span, SyntaxProblem::SeveralTargets);
        }
        Ok(StatementKind::Assign { targets, value })
    }

    /// Only names, elements and attributes can get a value.
    fn check_target(&self, target: &Expression) -> Result<(), Wrong> {
        let words = self.words(target.span);
        let problem = match target.kind {
            ExpressionKind::Name(_)
            | ExpressionKind::Index { .. }
            | ExpressionKind::Attribute { .. } => {
                return Ok(());
            }
            ExpressionKind::Boolean(_) | ExpressionKind::None => {
                SyntaxProblem::AssignToKeyword(words)
            }
            ExpressionKind::Call { .. } => SyntaxProblem::AssignToCall(words),
            _ => SyntaxProblem::AssignToValue(words),
        };
        self.wrong_at(target.span, problem)
    }
}
