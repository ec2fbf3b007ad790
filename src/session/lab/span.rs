//! Durations and ratios in words.

use crate::clock::{MILLISECOND, Time};
use crate::text::{Language, Text, fill};

/// How long it takes: `400 ms`, `2.5 ms`, `12 µs`, `25.3 s`.
pub fn span(time: Time, language: Language) -> String {
    let (unit, name) = match time {
        0 => return "0 ms".to_owned(),
        _ if time < MILLISECOND => (10, "µs"),
        _ if time < 10_000 * MILLISECOND => (MILLISECOND, "ms"),
        _ => (1_000 * MILLISECOND, "s"),
    };
    format!("{} {name}", tenths(time * 10 / unit, language))
}

/// How many times as fast: `1.5 times`, from hundredths. Also a whole number has its decimal, to stand beside others.
pub fn times(hundredths: u64, text: &'static Text, language: Language) -> String {
    let number = match (hundredths + 5) / 10 {
        small if small < 100 && small.is_multiple_of(10) => {
            let point = if language == Language::English { '.' } else { ',' };
            format!("{}{point}0", small / 10)
        }
        other => tenths(other, language),
    };
    fill(text.lab.times, &[&number])
}

/// A number with one decimal where it is small and has one.
fn tenths(tenths: u64, language: Language) -> String {
    let (point, comma) = match language {
        Language::English => ('.', ','),
        Language::BrazilianPortuguese => (',', '.'),
    };
    if tenths >= 100 || tenths.is_multiple_of(10) {
        let whole = (tenths + 5) / 10;
        if whole >= 1000 {
            return format!("{}{comma}{:03}", whole / 1000, whole % 1000);
        }
        return whole.to_string();
    }
    format!("{}{point}{}", tenths / 10, tenths % 10)
}
