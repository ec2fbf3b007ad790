//! Ranges of numbers, and every choice of numbers in them.

use super::arguments::{Check, Common, Numbers, Outcomes};
use crate::catalogue::{Configuration, Setting};
use std::ops::RangeInclusive;

/// More combinations than this are not begun.
pub const MOST_COMBINATIONS: u64 = 10_000;

/// A range of numbers, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The first.
    pub least: u32,
    /// The last, which is not below the first.
    pub most: u32,
}

impl Span {
    /// Reads `3` or `1..3`. What is wrong is said in words.
    pub fn parse(text: &str, range: RangeInclusive<u32>) -> Result<Span, String> {
        let number = |text: &str| {
            let is_number = !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit());
            // A number too long to be read is out of range all the same.
            let number = is_number.then(|| text.parse().unwrap_or(u32::MAX))?;
            Some(number)
        };
        let (least, most) = match text.split_once("..") {
            None => (number(text), number(text)),
            // Rust's way to say that the end is included is understood too.
            Some((least, most)) => (number(least), number(most.strip_prefix('=').unwrap_or(most))),
        };
        let (Some(least), Some(most)) = (least, most) else {
            return Err("a number, or a range such as 1..3".into());
        };
        if least > most {
            return Err(format!("the range ends before it begins: try {most}..{least}"));
        }
        if !range.contains(&least) || !range.contains(&most) {
            return Err(format!("from {} to {}", range.start(), range.end()));
        }
        Ok(Span { least, most })
    }

    fn count(self) -> u64 {
        u64::from(self.most - self.least) + 1
    }

    fn numbers(self) -> RangeInclusive<u32> {
        self.least..=self.most
    }
}

/// Every configuration a check is asked for, producers changing slowest.
///
/// # Errors
///
/// Gives their number when there are more than [`MOST_COMBINATIONS`].
pub fn configurations(task: &Check) -> Result<Vec<Configuration>, u64> {
    let Check { producers, consumers, capacity, items, .. } = *task;
    let count = [producers, consumers, capacity, items].map(Span::count).into_iter().product();
    if count > MOST_COMBINATIONS {
        return Err(count);
    }
    let base = common(&task.common);
    let mut all = Vec::new();
    for p in producers.numbers() {
        for c in consumers.numbers() {
            for n in capacity.numbers() {
                all.extend(items.numbers().map(|k| with_numbers(base, [p, c, n, k])));
            }
        }
    }
    Ok(all)
}

/// The configuration of one run.
pub fn configuration(numbers: &Numbers) -> Configuration {
    let &Numbers { producers, consumers, capacity, items, .. } = numbers;
    with_numbers(common(&numbers.common), [producers, consumers, capacity, items])
}

/// The configuration of a whole program, which has its numbers in itself.
pub fn of_whole(task: &Outcomes) -> Configuration {
    let mut configuration = with_numbers(Configuration::default(), [1, 1, 1, 0]);
    configuration.granularity = task.granularity;
    configuration.spurious_wakes = task.spurious;
    configuration
}

fn common(given: &Common) -> Configuration {
    let mut configuration = Configuration::default().with(Setting::Takes, given.takes);
    configuration.granularity = given.granularity;
    configuration.spurious_wakes = given.spurious;
    configuration
}

fn with_numbers(
    base: Configuration,
    [producers, consumers, capacity, items]: [u32; 4],
) -> Configuration {
    base.with(Setting::Producers, producers)
        .with(Setting::Consumers, consumers)
        .with(Setting::Capacity, capacity)
        .with(Setting::Items, items)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_has_both_its_ends() {
        let parse = |text| Span::parse(text, 1..=16);
        assert_eq!(parse("3"), Ok(Span { least: 3, most: 3 }));
        assert_eq!(parse("1..3"), Ok(Span { least: 1, most: 3 }));
        assert_eq!(parse("1..=3"), Ok(Span { least: 1, most: 3 }));
        assert_eq!(parse("3..1"), Err("the range ends before it begins: try 1..3".into()));
        for outside in ["0", "17", "0..3", "1..17", "99999999999"] {
            assert_eq!(parse(outside), Err("from 1 to 16".into()), "{outside}");
        }
        for wrong in ["", "..", "1..", "..3", "a", "-1", "+1", "1...3", "1..2..3", "1-3", "1 "] {
            assert_eq!(parse(wrong), Err("a number, or a range such as 1..3".into()), "{wrong}");
        }
    }
}
