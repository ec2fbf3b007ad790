//! From text to tree. What cannot be read is refused, and the next line is tried.

mod definitions;
mod expressions;
mod files;
mod literals;
mod names;

use super::refusal::{Refusal, Refused};
use super::tokens::{Kind, Token, tokens};
use super::tree::{Binary, Block, Expr, ExprKind, Handler, Stmt, StmtKind, Try};
use crate::program::{Line, Span};
#[cfg(not(target_arch = "wasm32"))]
pub use files::imported_by;
pub use files::read;
pub use names::{bound_names, own_names, read_names};
use std::rc::Rc;

/// The most bytes and lines of a text.
pub const MOST_BYTES: usize = 64 << 10;
const MOST_LINES: usize = 1000;
const MOST_DEPTH: usize = 32;

/// Something could not be read; it has been noted.
pub struct Lost;
type Read<T> = Result<T, Lost>;

/// Reads one file, which stands at an offset and a line of the text.
fn read_file(text: &str, words: &str, (offset, line): (u32, u16)) -> (Block, Vec<Refused>) {
    let (tokens, refused) = tokens_at(words, offset, line);
    let mut reader = Reader { tokens, at: 0, depth: 0, refused };
    let unreadable: Vec<Span> = reader.refused.iter().map(|it| it.span).collect();
    let block = reader.statements(true);
    // What follows on a line from a character that cannot be read is not said.
    let line_of = |at: u32| text[..at as usize].matches('\n').count();
    let lines: Vec<usize> = unreadable.iter().map(|it| line_of(it.start)).collect();
    reader
        .refused
        .retain(|it| unreadable.contains(&it.span) || !lines.contains(&line_of(it.span.start)));
    (block, reader.refused)
}

/// Reads one expression, such as that in an f-string which stands at `offset` of the text.
fn read_inner(words: &str, offset: u32, line: u16, depth: usize) -> (Read<Expr>, Vec<Refused>) {
    let (tokens, refused) = tokens_at(words, offset, line);
    let mut reader = Reader { tokens, at: 0, depth, refused };
    let read = reader.expressions();
    if read.is_ok() && !matches!(reader.peek().kind, Kind::Newline | Kind::End) {
        let found = reader.peek().text;
        return (reader.unexpected(Refusal::Expected, &[found, "}"]), reader.refused);
    }
    (read, reader.refused)
}

/// The tokens of a part of a text, which stands at an offset and a line of it.
fn tokens_at(words: &str, offset: u32, line: u16) -> (Vec<Token<'_>>, Vec<Refused>) {
    let (mut tokens, mut refused) = tokens(words);
    let moved = |span: Span| Span { start: span.start + offset, end: span.end + offset };
    for token in &mut tokens {
        token.span = moved(token.span);
        token.line = token.line.saturating_add(line);
    }
    for it in &mut refused {
        it.span = moved(it.span);
    }
    (tokens, refused)
}

struct Reader<'a> {
    tokens: Vec<Token<'a>>,
    at: usize,
    depth: usize,
    refused: Vec<Refused>,
}

impl<'a> Reader<'a> {
    fn peek(&self) -> Token<'a> {
        self.tokens[self.at.min(self.tokens.len() - 1)]
    }

    fn next(&mut self) -> Token<'a> {
        let token = self.peek();
        self.at = (self.at + 1).min(self.tokens.len() - 1);
        token
    }

    /// Where the last token before this one stands that can be seen; the start of the text, if there is none.
    fn before(&self) -> Span {
        let seen = self.tokens[..self.at].iter().rev().map(|it| it.span);
        seen.into_iter().find(|it| !it.range().is_empty()).unwrap_or_default()
    }

    fn is(&self, sign: &str) -> bool {
        let token = self.peek();
        matches!(token.kind, Kind::Sign | Kind::Word) && token.text == sign
    }

    fn take(&mut self, sign: &str) -> bool {
        let is = self.is(sign);
        if is {
            self.next();
        }
        is
    }

    fn want(&mut self, sign: &str) -> Read<Span> {
        let token = self.peek();
        if sign == ":" && token.text == "=" {
            return self.unexpected(Refusal::OneEqualsSign, &[]);
        }
        if self.take(sign) {
            return Ok(token.span);
        }
        if let (")" | "]" | "}", Some(opener)) = (sign, self.opener())
            && opener.line < token.line
        {
            self.refuse(opener.span, Refusal::Unclosed, &[opener.text, sign]);
            return Err(Lost);
        }
        match token.kind {
            Kind::Newline | Kind::Indent | Kind::Dedent | Kind::End => {
                self.unexpected(Refusal::EndsEarly, &[sign])
            }
            _ => self.unexpected(Refusal::Expected, &[token.text, sign]),
        }
    }

    /// The last bracket that was opened and not closed.
    fn opener(&self) -> Option<Token<'a>> {
        let mut closed = 0;
        for token in self.tokens[..self.at].iter().rev().filter(|it| it.kind == Kind::Sign) {
            match token.text {
                ")" | "]" | "}" => closed += 1,
                "(" | "[" | "{" if closed == 0 => return Some(*token),
                "(" | "[" | "{" => closed -= 1,
                _ => {}
            }
        }
        None
    }

    /// Refuses what stands here.
    fn unexpected<T>(&mut self, what: Refusal, words: &[&str]) -> Read<T> {
        let token = self.peek();
        // The end of a line has no width, nor has the start of a block: what is shown is the text before it.
        let span = match token.span.range().is_empty() {
            true => self.before(),
            false => token.span,
        };
        self.refuse(span, what, words);
        Err(Lost)
    }

    /// A value should stand here.
    fn no_value<T>(&mut self) -> Read<T> {
        let token = self.peek();
        if let [.., one, other] = &self.tokens[..self.at]
            && one.text == other.text
            && matches!(one.text, "+" | "-")
            && one.span.end == other.span.start
        {
            let (span, words) = (one.span.to(other.span), one.text.repeat(2));
            self.refuse(span, Refusal::PlusPlus, &[&words]);
            return Err(Lost);
        }
        match token.kind {
            Kind::Newline | Kind::Indent | Kind::Dedent | Kind::End => {
                self.unexpected(Refusal::ValueMissing, &[])
            }
            _ => self.unexpected(Refusal::ValueExpected, &[token.text]),
        }
    }

    fn refuse(&mut self, span: Span, what: Refusal, words: &[&str]) {
        self.refused.push(Refused::new(span, what, words));
    }

    fn word(&mut self) -> Read<(String, Span)> {
        let token = self.peek();
        if token.kind != Kind::Word || KEYWORDS.contains(&token.text) {
            return self.unexpected(Refusal::NameExpected, &[]);
        }
        self.next();
        Ok((token.text.to_owned(), token.span))
    }

    /// Goes to the line behind this one, and past the block in it.
    fn skip(&mut self) {
        let mut depth = 0;
        loop {
            match self.peek().kind {
                Kind::End => return,
                Kind::Indent => depth += 1,
                Kind::Dedent if depth == 0 => return,
                Kind::Dedent => {
                    depth -= 1;
                    if depth == 0 {
                        self.next();
                        return;
                    }
                }
                Kind::Newline if depth == 0 => {
                    self.next();
                    if self.peek().kind != Kind::Indent {
                        return;
                    }
                    continue;
                }
                _ => {}
            }
            self.next();
        }
    }

    fn statements(&mut self, is_top: bool) -> Block {
        let mut block = Vec::new();
        loop {
            match self.peek().kind {
                Kind::End => return block,
                Kind::Dedent if is_top => {
                    self.next();
                }
                Kind::Dedent => return block,
                Kind::Newline => {
                    self.next();
                }
                Kind::Indent => {
                    self.next();
                    let span = self.peek().span;
                    self.refuse(span, Refusal::Indentation, &[]);
                    block.append(&mut self.statements(false));
                    self.next();
                }
                _ => {
                    if self.line(&mut block).is_err() {
                        self.skip();
                    }
                }
            }
        }
    }

    /// A statement with a body, or all simple ones of a line.
    fn line(&mut self, block: &mut Block) -> Read<()> {
        let first = self.peek();
        let line = Line(first.line);
        if let Some(kind) = self.compound(first)? {
            // A statement with a body is shown by its first line.
            let end = self.tokens[..self.at]
                .iter()
                .rev()
                .take_while(|it| it.span.start >= first.span.start)
                .filter(|it| it.line == first.line && it.kind != Kind::Newline)
                .map(|it| it.span.end)
                .max();
            let span = Span { start: first.span.start, end: end.unwrap_or(first.span.end) };
            block.push(Stmt { kind, span, line });
            return Ok(());
        }
        loop {
            let first = self.peek();
            let kind = self.simple(first)?;
            let span = first.span.to(self.before());
            block.push(Stmt { kind, span, line: Line(first.line) });
            if !self.take(";") {
                break;
            }
            if self.peek().kind == Kind::Newline {
                break;
            }
        }
        if self.peek().kind != Kind::Newline {
            let found = self.peek().text;
            return match self.tokens[..self.at].last() {
                Some(before) if before.text == "print" => {
                    self.unexpected(Refusal::PrintStatement, &[])
                }
                _ => self.unexpected(Refusal::Superfluous, &[found]),
            };
        }
        self.next();
        Ok(())
    }

    fn block(&mut self) -> Read<Block> {
        self.want(":")?;
        self.depth += 1;
        if self.depth > MOST_DEPTH {
            let span = self.before();
            self.refuse(span, Refusal::TooDeep, &["32"]);
            self.depth -= 1;
            return Err(Lost);
        }
        let block = if self.peek().kind == Kind::Newline {
            self.next();
            if self.peek().kind != Kind::Indent {
                self.depth -= 1;
                return self.unexpected(Refusal::BlockMissing, &[]);
            }
            self.next();
            let block = self.statements(false);
            if self.peek().kind == Kind::Dedent {
                self.next();
            }
            Ok(block)
        } else {
            let mut block = Vec::new();
            self.line(&mut block).map(|()| block)
        };
        self.depth -= 1;
        block
    }

    fn compound(&mut self, first: Token<'a>) -> Read<Option<StmtKind>> {
        if first.kind == Kind::Sign && first.text == "@" {
            return self.decorated().map(Some);
        }
        if first.kind != Kind::Word {
            return Ok(None);
        }
        Ok(Some(match first.text {
            "if" => {
                self.next();
                let mut branches = vec![(self.expression()?, self.block()?)];
                let mut otherwise = Vec::new();
                loop {
                    if self.take("elif") {
                        branches.push((self.expression()?, self.block()?));
                    } else if self.take("else") {
                        if self.is("if") {
                            return self.unexpected(Refusal::ElseIf, &[]);
                        }
                        otherwise = self.block()?;
                        break;
                    } else {
                        break;
                    }
                }
                StmtKind::If(branches, otherwise)
            }
            "while" => {
                self.next();
                let condition = self.expression()?;
                let body = self.block()?;
                StmtKind::While(condition, body, self.otherwise()?)
            }
            "for" => {
                self.next();
                let target = self.targets()?;
                self.want("in")?;
                let over = self.expressions()?;
                let body = self.block()?;
                StmtKind::For(target, over, body, self.otherwise()?)
            }
            "with" => {
                self.next();
                let is_wrapped = self.is("(") && self.with_is_wrapped();
                if is_wrapped {
                    self.next();
                }
                let mut contexts = Vec::new();
                loop {
                    if is_wrapped && self.is(")") {
                        break;
                    }
                    let context = self.expression()?;
                    let name = if self.take("as") { Some(self.primary()?) } else { None };
                    contexts.push((context, name));
                    if !self.take(",") {
                        break;
                    }
                }
                if is_wrapped {
                    self.want(")")?;
                }
                StmtKind::With(contexts, self.block()?)
            }
            "try" => self.attempt()?,
            "def" => StmtKind::Define(Rc::new(self.function(Vec::new())?)),
            "class" => StmtKind::Class(Rc::new(self.class(Vec::new())?)),
            "async" => return self.asynchronous(first),
            "match" if self.is_match() => {
                self.refuse(first.span, Refusal::NotKnown, &["match"]);
                return Err(Lost);
            }
            _ => return Ok(None),
        }))
    }

    /// Whether the bracket behind `with` holds all contexts, with their names.
    fn with_is_wrapped(&self) -> bool {
        let mut depth = 0;
        for (at, token) in self.tokens.iter().enumerate().skip(self.at) {
            match token.text {
                "(" | "[" | "{" if token.kind == Kind::Sign => depth += 1,
                ")" | "]" | "}" if token.kind == Kind::Sign => {
                    depth -= 1;
                    if depth == 0 {
                        return self.tokens.get(at + 1).is_some_and(|it| it.text == ":");
                    }
                }
                _ if token.kind == Kind::Newline => return false,
                _ => {}
            }
        }
        false
    }

    fn is_match(&self) -> bool {
        let line: Vec<&Token> =
            self.tokens[self.at..].iter().take_while(|it| it.kind != Kind::Newline).collect();
        let opens = line.last().is_some_and(|it| it.text == ":");
        opens && line.get(1).is_some_and(|it| !matches!(it.text, ":" | "=" | "." | ","))
    }

    fn otherwise(&mut self) -> Read<Block> {
        if self.take("else") { self.block() } else { Ok(Vec::new()) }
    }

    fn attempt(&mut self) -> Read<StmtKind> {
        self.next();
        let body = self.block()?;
        let mut handlers = Vec::new();
        while self.is("except") {
            let first = self.next();
            if self.take("*") {
                self.refuse(first.span, Refusal::NotKnown, &["except*"]);
            }
            let catches = if self.is(":") { None } else { Some(self.expression()?) };
            let name = if self.take("as") { Some(self.word()?.0) } else { None };
            let span = first.span.to(self.before());
            let body = self.block()?;
            handlers.push(Handler { catches, name, body, span, line: Line(first.line) });
        }
        let otherwise = self.otherwise()?;
        let finally = if self.take("finally") { self.block()? } else { Vec::new() };
        if handlers.is_empty() && finally.is_empty() {
            return self.unexpected(Refusal::EndsEarly, &["except"]);
        }
        Ok(StmtKind::Try(Rc::new(Try { body, handlers, otherwise, finally })))
    }

    fn simple(&mut self, first: Token<'a>) -> Read<StmtKind> {
        if first.kind == Kind::Word {
            match first.text {
                "pass" => return self.alone(StmtKind::Pass),
                "break" => return self.alone(StmtKind::Break),
                "continue" => return self.alone(StmtKind::Continue),
                "return" => {
                    self.next();
                    let value = if self.ends() { None } else { Some(self.expressions()?) };
                    return Ok(StmtKind::Return(value));
                }
                "raise" => {
                    self.next();
                    let value = if self.ends() { None } else { Some(self.expression()?) };
                    if self.take("from") {
                        self.expression()?;
                    }
                    return Ok(StmtKind::Raise(value));
                }
                "assert" => {
                    self.next();
                    let test = self.expression()?;
                    let message = if self.take(",") { Some(self.expression()?) } else { None };
                    return Ok(StmtKind::Assert(test, message));
                }
                "global" | "nonlocal" => {
                    self.next();
                    let mut names = vec![self.word()?.0];
                    while self.take(",") {
                        names.push(self.word()?.0);
                    }
                    return Ok(match first.text {
                        "global" => StmtKind::Global(names),
                        _ => StmtKind::Nonlocal(names),
                    });
                }
                "import" => {
                    self.next();
                    let mut modules = Vec::new();
                    loop {
                        let (name, span) = self.dotted()?;
                        let other = if self.take("as") { Some(self.word()?.0) } else { None };
                        modules.push((name, other, span));
                        if !self.take(",") {
                            return Ok(StmtKind::Import(modules));
                        }
                    }
                }
                "from" => return self.import_names(),
                "del" => {
                    self.next();
                    let target = self.expressions()?;
                    return Ok(StmtKind::Delete(match target.kind {
                        ExprKind::Tuple(all) => all,
                        _ => vec![target],
                    }));
                }
                _ => {}
            }
        }
        self.assignment()
    }

    fn alone(&mut self, kind: StmtKind) -> Read<StmtKind> {
        self.next();
        Ok(kind)
    }

    fn ends(&self) -> bool {
        self.peek().kind == Kind::Newline || self.is(";")
    }

    fn dotted(&mut self) -> Read<(String, Span)> {
        let (mut name, mut span) = self.word()?;
        while self.take(".") {
            let (more, end) = self.word()?;
            name = format!("{name}.{more}");
            span = span.to(end);
        }
        Ok((name, span))
    }

    fn import_names(&mut self) -> Read<StmtKind> {
        self.next();
        let (module, _) = self.dotted()?;
        self.want("import")?;
        let mut names = Vec::new();
        if self.take("*") {
            return Ok(StmtKind::From(module, names));
        }
        let is_wrapped = self.take("(");
        while !(is_wrapped && self.is(")")) {
            let (name, span) = self.word()?;
            let other = if self.take("as") { Some(self.word()?.0) } else { None };
            names.push((name, other, span));
            if !self.take(",") {
                break;
            }
        }
        if is_wrapped {
            self.want(")")?;
        }
        Ok(StmtKind::From(module, names))
    }

    fn assignment(&mut self) -> Read<StmtKind> {
        let first = self.expressions()?;
        if self.take(":") {
            self.expression()?;
            let value = if self.take("=") { Some(self.expressions()?) } else { None };
            return Ok(StmtKind::Annotated(first, value));
        }
        let sign = self.peek();
        if sign.kind == Kind::Sign
            && sign.text.len() >= 2
            && sign.text.ends_with('=')
            && !matches!(sign.text, "==" | "!=" | "<=" | ">=" | ":=")
        {
            self.next();
            let operator = operator_of(&sign.text[..sign.text.len() - 1]).unwrap_or(Binary::Bits);
            return Ok(StmtKind::Augment(first, operator, self.expressions()?));
        }
        let mut all = vec![first];
        while self.take("=") {
            all.push(self.expressions()?);
        }
        let Some(value) = all.pop() else { return Err(Lost) };
        Ok(if all.is_empty() { StmtKind::Expr(value) } else { StmtKind::Assign(all, value) })
    }
}

/// What a sign calculates.
fn operator_of(sign: &str) -> Option<Binary> {
    Some(match sign {
        "+" => Binary::Add,
        "-" => Binary::Subtract,
        "*" => Binary::Multiply,
        "/" => Binary::Divide,
        "//" => Binary::FloorDivide,
        "%" => Binary::Modulo,
        "**" => Binary::Power,
        "&" | "|" | "^" | "<<" | ">>" | "@" => Binary::Bits,
        _ => return None,
    })
}

const KEYWORDS: [&str; 34] = [
    "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif",
    "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda",
    "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield", "True",
    "False",
];
