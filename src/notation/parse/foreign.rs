//! What other languages have and this notation has not, known by a sign or a word.

use super::super::layout::code_of;
use super::super::span::Span;
use super::super::syntax::SyntaxProblem;
use super::super::tokens::{Kind, Token};
use super::Wrong;
use super::cursor::{Cursor, shown};
use super::words::is_keyword;

/// Signs of other languages, and what is written here.
const OTHER_SIGNS: [(&str, &str); 8] = [
    ("&&", "and"),
    ("||", "or"),
    ("!", "not"),
    ("<>", "!="),
    ("===", "=="),
    ("!==", "!="),
    ("=<", "<="),
    ("=>", ">="),
];

/// Characters that look like a sign of the notation, and the sign.
const LOOK_ALIKES: [(char, &str); 22] = [
    ('–', "-"),
    ('—', "-"),
    ('−', "-"),
    ('‐', "-"),
    ('‑', "-"),
    ('×', "*"),
    ('·', "*"),
    ('÷', "//"),
    ('≤', "<="),
    ('≥', ">="),
    ('≠', "!="),
    ('←', "="),
    ('≔', "="),
    ('¬', "not"),
    ('∧', "and"),
    ('∨', "or"),
    ('、', ","),
    ('。', "."),
    ('，', ","),
    ('…', "..."),
    ('؛', ";"),
    ('،', ","),
];

impl Cursor<'_, '_> {
    /// The first thing in the line that this notation does not have.
    pub fn foreign(&self) -> Result<(), Wrong> {
        self.foreign_start()?;
        for (at, &token) in self.tokens.iter().enumerate() {
            let problem = match token.kind {
                Kind::Text => return self.literal(token, at),
                Kind::Unknown => Some(unknown(token.text)),
                Kind::Word => foreign_word(token.text, at),
                Kind::Sign => self.foreign_sign(token, at),
                _ => full_width(token.text),
            };
            if let Some(problem) = problem {
                let is_whole = matches!(
                    problem,
                    SyntaxProblem::Import | SyntaxProblem::Nonlocal | SyntaxProblem::Decorator
                );
                let span = if is_whole { self.whole() } else { token.span };
                return self.wrong_at(span, problem);
            }
        }
        Ok(())
    }

    /// What the first words of a line give away.
    fn foreign_start(&self) -> Result<(), Wrong> {
        let (Some(first), second) = (self.peek(), self.peek_at(1)) else { return Ok(()) };
        let starts =
            |one: &str, two: &str| first.text == one && second.is_some_and(|it| it.text == two);
        let both = second.map_or(first.span, |it| first.span.to(it.span));
        if starts(">>", ">") || first.is("...") {
            let span = if first.is("...") { first.span } else { both };
            return self.wrong_at(span, SyntaxProblem::Prompt);
        }
        if first.is("//")
            || first.is("/*")
            || first.is("*/")
            || (first.is("*") && self.tokens.len() > 1)
        {
            return self.wrong_at(self.whole(), SyntaxProblem::OtherComment(first.text.into()));
        }
        if starts("for", "(") && self.tokens.iter().any(|it| it.is(";")) {
            return self.wrong_at(self.whole(), SyntaxProblem::CountingFor);
        }
        self.increment()
    }

    /// `x++`, `++x`, and the same with `-`. Doubled signs are taken as such only where they can be nothing else.
    fn increment(&self) -> Result<(), Wrong> {
        let count = self.tokens.len();
        for at in 1..count {
            let (one, two) = (self.tokens[at - 1], self.tokens[at]);
            let is_doubled = two.text == one.text && one.span.end == two.span.start;
            let is_at_edge = at == 1 || at + 1 == count;
            if !is_doubled || !(one.is("+") || (one.is("-") && is_at_edge)) {
                continue;
            }
            let before = &self.tokens[..at - 1];
            let after = &self.tokens[at + 1..];
            // The whole of what stands before, as in `slots[i]++`, unless it is more than one variable.
            let is_other = |it: &Token| {
                it.kind != Kind::Word && !["[", "]", "."].contains(&it.text) || is_keyword(it.text)
            };
            let first = match before.iter().rposition(is_other) {
                Some(other) => before.get(other + 1),
                None => before.first(),
            };
            let counted = match (first, before.last(), after.first()) {
                (Some(first), Some(last), _) => first.span.to(last.span),
                (_, _, Some(next)) => next.span,
                _ => continue,
            };
            let meant = [&self.words(counted), " ", one.text, "= 1"].concat();
            return self
                .wrong_at(one.span.to(two.span).to(counted), SyntaxProblem::Increment(meant));
        }
        Ok(())
    }

    /// A text in quotation marks.
    fn literal(&self, token: Token, at: usize) -> Result<(), Wrong> {
        let quotes = token.text.trim_start_matches(|c: char| c.is_ascii_alphabetic());
        let is_long = quotes.starts_with("\"\"\"") || quotes.starts_with("'''");
        let quote = &quotes[..if is_long { 3 } else { 1 }];
        if quotes.len() < 2 * quote.len() || !quotes.ends_with(quote) {
            let first_line = token.text.split(['\r', '\n']).next().unwrap_or_default();
            let start = token.span.start as usize;
            let span = Span::new(start, start + first_line.len());
            return self.wrong_at(span, SyntaxProblem::UnclosedText);
        }
        let before = &self.tokens[..at];
        let comma = before.iter().position(|it| it.is(","));
        match (before.first(), comma) {
            (None, _) if self.tokens.len() == 1 => {
                self.wrong_at(token.span, SyntaxProblem::Docstring)
            }
            (Some(first), _) if first.is_word("raise") && at == 3 && before[2].is("(") => {
                let meant = self.words(first.span.to(before[1].span));
                let span = before[2].span.to(self.whole_after(token.span)).to(token.span);
                self.wrong_at(span, SyntaxProblem::RaiseWithMore(meant))
            }
            (Some(first), Some(comma))
                if first.is_word("assert") && comma > 1 && comma + 1 == at =>
            {
                let meant = self.words(first.span.to(before[comma - 1].span));
                let span = before[comma].span.to(token.span);
                self.wrong_at(span, SyntaxProblem::AssertMessage(meant))
            }
            _ => self.wrong_at(token.span, SyntaxProblem::TextLiteral),
        }
    }

    fn foreign_sign(&self, token: Token, at: usize) -> Option<SyntaxProblem> {
        let before = || self.words(self.whole_before(token.span));
        let after = || self.words(self.whole_after(token.span));
        let augmented = |operator: &str| {
            let is_joined = |it: &Token| ["+", "-", "*", "//", "%", "and", "or"].contains(&it.text);
            let value = if self.tokens[at + 1..].iter().any(is_joined) {
                ["(", &after(), ")"].concat()
            } else {
                after()
            };
            [&before(), " = ", &before(), " ", operator, " ", &value].concat()
        };
        let sign = token.text;
        if let Some((_, meant)) = OTHER_SIGNS.iter().find(|(theirs, _)| *theirs == sign) {
            return Some(SyntaxProblem::OtherSign(sign.into(), (*meant).into()));
        }
        Some(match sign {
            ";" => SyntaxProblem::Semicolon,
            "\\" => SyntaxProblem::Backslash,
            "{" | "}" => SyntaxProblem::Brace(sign.into()),
            "/" => SyntaxProblem::Division(self.with(token.span, "//")),
            "*=" | "//=" | "%=" => {
                SyntaxProblem::OtherAugmented(sign.into(), augmented(sign.trim_end_matches('=')))
            }
            "/=" => SyntaxProblem::OtherAugmented(sign.into(), augmented("//")),
            "**" if !self.is_in_brackets(at) => SyntaxProblem::Power,
            "**=" => SyntaxProblem::Power,
            "&" | "|" | "^" | "~" | "<<" | ">>" | "<<=" | ">>=" | "&=" | "|=" | "^=" => {
                SyntaxProblem::BitOperator(sign.into())
            }
            ":=" => SyntaxProblem::Walrus,
            "->" => SyntaxProblem::Arrow,
            "..." => SyntaxProblem::Ellipsis,
            "?" => SyntaxProblem::QuestionMark,
            "@" if at == 0 => SyntaxProblem::Decorator,
            "@" | "@=" | "/*" | "*/" => SyntaxProblem::UnknownCharacter(sign.into()),
            _ => return None,
        })
    }

    /// Whether a `**` stands where an argument starts.
    fn is_in_brackets(&self, at: usize) -> bool {
        at > 0 && (self.tokens[at - 1].is("(") || self.tokens[at - 1].is(","))
    }

    fn whole_before(&self, span: Span) -> Span {
        Span { start: self.whole().start, end: span.start }
    }

    fn whole_after(&self, span: Span) -> Span {
        Span { start: span.end, end: self.whole().end }
    }
}

fn foreign_word(word: &str, at: usize) -> Option<SyntaxProblem> {
    Some(match word {
        "import" => SyntaxProblem::Import,
        "from" if at == 0 => SyntaxProblem::Import,
        "class" => SyntaxProblem::Class,
        "async" | "await" => SyntaxProblem::Asynchronous(word.into()),
        "yield" => SyntaxProblem::Generator,
        "del" => SyntaxProblem::Delete,
        "nonlocal" => SyntaxProblem::Nonlocal,
        _ => return full_width(word),
    })
}

/// Full-width letters and digits are letters and digits, but not those of the notation.
fn full_width(text: &str) -> Option<SyntaxProblem> {
    let plain = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    };
    let meant: String = text.chars().map(plain).collect();
    (meant != text).then(|| SyntaxProblem::LookAlike(shown(text), shown(&meant)))
}

fn unknown(text: &str) -> SyntaxProblem {
    let c = text.chars().next().unwrap_or('?');
    if let Some((_, meant)) = LOOK_ALIKES.iter().find(|(alike, _)| *alike == c) {
        return SyntaxProblem::LookAlike(text.into(), (*meant).into());
    }
    if let Some(problem) = full_width(text) {
        return problem;
    }
    let is_unseen =
        c.is_control() || matches!(u32::from(c), 0x300..0x370 | 0x202a..0x202f | 0xe000..);
    match c {
        '“' | '”' | '„' | '‘' | '’' | '‚' | '«' | '»' | '‹' | '›' => {
            SyntaxProblem::TypographicQuote(text.into())
        }
        _ if is_unseen || c == '`' => SyntaxProblem::InvisibleCharacter(code_of(text)),
        _ => SyntaxProblem::UnknownCharacter(text.into()),
    }
}
