//! Numbers as people write them.

use crate::session::Speed;
use crate::text::{Language, Text};

/// A whole number with its thousands set apart, as the language does it: `12,345` or `12.345`.
pub fn grouped(number: u64, language: Language) -> String {
    let mark = match language {
        Language::English => ',',
        Language::BrazilianPortuguese => '.',
    };
    let digits = number.to_string();
    let mut written = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            written.push(mark);
        }
        written.push(digit);
    }
    written
}

/// A speed in words: `1 step in 4 s`, `8 steps/s`, `as fast as the page can follow`.
pub fn speed_in_words(speed: Speed, language: Language) -> String {
    let words = &language.text().controls;
    match speed.steps_per_second() {
        None => words.as_fast_as_possible.to_owned(),
        _ => limited_speed(speed, language, language.text()),
    }
}

/// The same where there is little room.
pub fn speed_in_short(speed: Speed, language: Language) -> String {
    match speed.steps_per_second() {
        None => language.text().controls.no_limit.to_owned(),
        _ => limited_speed(speed, language, language.text()),
    }
}

fn limited_speed(speed: Speed, language: Language, text: &Text) -> String {
    let rate = speed.steps_per_second().unwrap_or_default();
    if rate < 1.0 {
        (text.controls.one_step_in)(&grouped((1.0 / rate).round() as u64, language))
    } else {
        (text.controls.steps_per_second)(&grouped(rate.round() as u64, language))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_set_apart_as_the_language_does_it() {
        let check = |number, english: &str, portuguese: &str| {
            assert_eq!(grouped(number, Language::English), english);
            assert_eq!(grouped(number, Language::BrazilianPortuguese), portuguese);
        };
        check(0, "0", "0");
        check(999, "999", "999");
        check(1000, "1,000", "1.000");
        check(12_345_678, "12,345,678", "12.345.678");
    }

    #[test]
    fn every_speed_has_words() {
        let english = |speed| speed_in_words(speed, Language::English);
        assert_eq!(english(Speed::SLOWEST), "1 step in 4 s");
        assert_eq!(english(Speed::at(2)), "1 step/s");
        assert_eq!(english(Speed::default()), "4 steps/s");
        assert_eq!(english(Speed::at(12)), "1,000 steps/s");
        assert_eq!(english(Speed::UNLIMITED), "as fast as the page can follow");
        assert_eq!(speed_in_short(Speed::UNLIMITED, Language::English), "no limit");
    }
}
