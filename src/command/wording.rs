//! Words for numbers, for what was checked, and for what to type.

use super::input::Input;
use crate::catalogue::{Configuration, Granularity, Runtime, Setting};
use crate::text::{CommandLine, fill};

/// So many of something: "1 step", "12,345 states", "3.2 million states".
pub fn counted(words: &CommandLine, [one, several]: [&str; 2], count: u64) -> String {
    fill(if count == 1 { one } else { several }, &[&number(words, count)])
}

/// A number with its thousands apart; from a million on, rounded.
pub fn number(words: &CommandLine, number: u64) -> String {
    if number >= 1_000_000 {
        let millions =
            decimal(words, number as f64 / 1e6, if number < 100_000_000 { 1 } else { 0 });
        let [one, several] = words.million;
        return fill(if number < 2_000_000 { one } else { several }, &[&millions]);
    }
    let digits = number.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.char_indices() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(words.signs[0]);
        }
        grouped.push(digit);
    }
    grouped
}

/// A number with so many digits behind the point.
pub fn decimal(words: &CommandLine, number: f64, digits: usize) -> String {
    format!("{number:.digits$}").replace('.', &words.signs[1].to_string())
}

/// An amount of memory.
pub fn memory(words: &CommandLine, bytes: u64) -> String {
    let units = ["B", "KiB", "MiB", "GiB", "TiB"];
    let power = (bytes.max(1).ilog2() / 10).min(units.len() as u32 - 1);
    let amount = bytes as f64 / (1_u64 << (10 * power)) as f64;
    let digits = usize::from(amount < 10.0 && amount.fract() != 0.0);
    format!("{} {}", decimal(words, amount, digits), units[power as usize])
}

/// The options that give a configuration and faults, and the program: all that follows the
/// name of a command.
pub fn options_for(input: &Input, configuration: &Configuration) -> String {
    let mut options = quoted(&input.name);
    for other in &input.others {
        options += &format!(" {}", quoted(other));
    }
    for (setting, name, default) in [
        (Setting::Producers, "producers", 1),
        (Setting::Consumers, "consumers", 1),
        (Setting::Capacity, "capacity", 1),
        (Setting::Items, "items", 0),
        (Setting::Takes, "takes", 0),
    ] {
        let number = configuration.get(setting);
        if number != default {
            options += &format!(" --{name} {number}");
        }
    }
    for (name, value) in configuration.knobs.iter() {
        options += &format!(" --set {}", quoted(&format!("{name}={value}")));
    }
    if configuration.granularity != Granularity::Access {
        options += &format!(" --granularity {}", configuration.granularity.name());
    }
    if configuration.runtime != Runtime::default() {
        options += &format!(" --runtime {}", configuration.runtime.name());
    }
    if configuration.spurious_wakes {
        options += " --spurious";
    }
    for fault in &input.faults {
        options += &format!(" --fault {fault}");
    }
    options
}

/// What to type to see a schedule again.
pub fn replay_of(options: &str, schedule: &str) -> String {
    format!("interleave replay {options} {}", quoted(schedule))
}

/// A word as a shell reads it.
pub fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_./:,+=@%".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Language;

    #[test]
    fn numbers_can_be_read() {
        let check = |count, english: &str, portuguese: &str| {
            for (language, expected) in
                [(Language::English, english), (Language::BrazilianPortuguese, portuguese)]
            {
                let words = &language.text().command;
                assert_eq!(counted(words, words.states, count), expected);
            }
        };
        check(0, "0 states", "0 estados");
        check(1, "1 state", "1 estado");
        check(441, "441 states", "441 estados");
        check(12_345, "12,345 states", "12.345 estados");
        check(1_000_000, "1.0 million states", "1,0 milhão de estados");
        check(3_200_000, "3.2 million states", "3,2 milhões de estados");
        check(123_456_789, "123 million states", "123 milhões de estados");
    }

    #[test]
    fn memory_is_said_in_the_largest_unit_that_fits() {
        let words = &Language::English.text().command;
        let check = |bytes, expected| assert_eq!(memory(words, bytes), expected);
        check(0, "0 B");
        check(1023, "1023 B");
        check(1 << 30, "1 GiB");
        check(3 << 29, "1.5 GiB");
        check(512 << 20, "512 MiB");
        check(u64::MAX, "16777216 TiB");
    }

    #[test]
    fn a_shell_reads_words_as_they_are() {
        assert_eq!(quoted("a/b-1.py"), "a/b-1.py");
        assert_eq!(quoted("a b"), "'a b'");
        assert_eq!(quoted("it's"), r"'it'\''s'");
        assert_eq!(quoted("P1*3"), "'P1*3'");
        assert_eq!(quoted(""), "''");
    }
}
