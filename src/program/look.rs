//! How a value is written into a place of some width: what stands behind the colon in `f"{x:>5}"`.

/// A format as Python has it: filling, side, width, digits and kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    fill: char,
    /// Numbers stand to the right and texts to the left where nothing is said.
    side: Option<Side>,
    /// Whether zeros stand between sign and number.
    is_zero_filled: bool,
    width: u16,
    digits: Option<u8>,
    kind: Option<char>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Left,
    Right,
    Middle,
}

/// No value is written wider.
const MOST_WIDTH: u16 = 4096;
/// No number is written with more digits.
const MOST_DIGITS: u8 = 29;

impl Look {
    /// Reads `*^10`, `05d`, `.2f`; nothing for what is not known here.
    pub fn read(written: &str) -> Option<Look> {
        let mut rest = written;
        let (mut fill, mut side) = (' ', None);
        let side_of = |c| match c {
            '<' => Some(Side::Left),
            '>' => Some(Side::Right),
            '^' => Some(Side::Middle),
            _ => None,
        };
        let mut first = written.chars();
        match (first.next(), first.next()) {
            (Some(filling), Some(c)) if side_of(c).is_some() => {
                (fill, side) = (filling, side_of(c));
                rest = &rest[filling.len_utf8() + 1..];
            }
            (Some(c), _) if side_of(c).is_some() => {
                side = side_of(c);
                rest = &rest[1..];
            }
            _ => {}
        }
        let is_zero_filled = side.is_none() && rest.starts_with('0');
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let width: u16 = if end == 0 { 0 } else { rest[..end].parse().ok()? };
        rest = &rest[end..];
        let mut digits = None;
        if let Some(behind) = rest.strip_prefix('.') {
            let end = behind.find(|c: char| !c.is_ascii_digit()).unwrap_or(behind.len());
            digits = Some(behind[..end].parse().ok().filter(|it| *it <= MOST_DIGITS)?);
            rest = &behind[end..];
        }
        let mut kinds = rest.chars();
        let kind = kinds.next();
        let is_known = kinds.next().is_none() && matches!(kind, None | Some('d' | 'f' | 's' | 'x'));
        let look = Look { fill, side, is_zero_filled, width, digits, kind };
        (is_known && width <= MOST_WIDTH).then_some(look)
    }

    /// A text so written; nothing where Python raises.
    pub fn of_text(&self, text: &str) -> Option<String> {
        let is_for_texts = matches!(self.kind, None | Some('s'));
        (is_for_texts && self.digits.is_none() && !self.is_zero_filled)
            .then(|| self.placed(text, Side::Left))
    }

    /// An integer so written; nothing where Python raises.
    pub fn of_integer(&self, number: i64) -> Option<String> {
        match (self.kind, self.digits) {
            (None | Some('d'), None) => Some(self.number(&number.to_string())),
            (Some('x'), None) if number < 0 => {
                Some(self.number(&format!("-{:x}", number.unsigned_abs())))
            }
            (Some('x'), None) => Some(self.number(&format!("{number:x}"))),
            (Some('f'), _) => self.of_real(number as f64),
            _ => None,
        }
    }

    /// A number with a fraction so written; nothing where Python raises, or where it is not known here.
    pub fn of_real(&self, number: f64) -> Option<String> {
        let digits = usize::from(self.digits.unwrap_or(6));
        (self.kind == Some('f')).then(|| self.number(&format!("{number:.digits$}")))
    }

    fn number(&self, text: &str) -> String {
        if !self.is_zero_filled {
            return self.placed(text, Side::Right);
        }
        let (sign, digits) = match text.strip_prefix('-') {
            Some(digits) => ("-", digits),
            None => ("", text),
        };
        let wide = usize::from(self.width).saturating_sub(sign.len());
        format!("{sign}{digits:0>wide$}")
    }

    fn placed(&self, text: &str, usual: Side) -> String {
        let more = usize::from(self.width).saturating_sub(text.chars().count());
        let before = match self.side.unwrap_or(usual) {
            Side::Left => 0,
            Side::Right => more,
            Side::Middle => more / 2,
        };
        let filled = |count: usize| std::iter::repeat_n(self.fill, count).collect::<String>();
        format!("{}{text}{}", filled(before), filled(more - before))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_written_as_python_writes_them() {
        let integer = |look: &str, number| Look::read(look).and_then(|it| it.of_integer(number));
        let text = |look: &str, text| Look::read(look).and_then(|it| it.of_text(text));
        let is = |it: &str| Some(it.to_owned());
        assert_eq!(integer("5", 42), is("   42"));
        assert_eq!(integer("<5", 42), is("42   "));
        assert_eq!(integer("*^6d", 42), is("**42**"));
        assert_eq!(integer("05", -42), is("-0042"));
        assert_eq!(integer("x", 255), is("ff"));
        assert_eq!(integer(".1f", 2), is("2.0"));
        assert_eq!(integer("s", 2), None);
        assert_eq!(text("5", "ab"), is("ab   "));
        assert_eq!(text(">5s", "ab"), is("   ab"));
        assert_eq!(text("d", "ab"), None);
        assert_eq!(Look::read(".2f").and_then(|it| it.of_real(0.125)), is("0.12"));
        for unknown in [",", "+d", "q", "5000", ".40f", "99999999999"] {
            assert_eq!(Look::read(unknown), None, "{unknown}");
        }
    }
}
