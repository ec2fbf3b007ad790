//! Ranges of numbers, and every choice of numbers in them.

use super::arguments::{Check, Common, Numbers, Outcomes};
use crate::catalogue::{Configuration, Knob, KnobName, Knobs, Setting};
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

/// `NAME=3` or `NAME=1..3`: what a constant of the text is to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Which one.
    pub name: KnobName,
    /// Its values.
    pub span: Span,
}

impl Asked {
    /// Reads it. What is wrong is said in words.
    pub fn parse(text: &str) -> Result<Asked, String> {
        let (name, value) = text.split_once('=').ok_or("a name and a number, such as WORKERS=3")?;
        let name = KnobName::new(name.trim()).ok_or("a name and a number, such as WORKERS=3")?;
        Ok(Asked { name, span: Span::parse(value.trim(), Knob::RANGE)? })
    }
}

/// Every way to set these, the first changing slowest. Of a name that is set twice the last counts.
fn settings_of(asked: &[Asked]) -> Vec<Knobs> {
    asked.iter().fold(vec![Knobs::default()], |all, asked| {
        let with = |before: &Knobs| {
            let before = *before;
            asked.span.numbers().map(move |value| {
                let mut knobs = before;
                knobs.set(asked.name, value);
                knobs
            })
        };
        all.iter().flat_map(with).collect()
    })
}

fn count_of(asked: &[Asked]) -> u64 {
    asked.iter().map(|it| it.span.count()).fold(1, u64::saturating_mul)
}

/// Every configuration a check is asked for, producers changing slowest.
///
/// # Errors
///
/// Gives their number when there are more than [`MOST_COMBINATIONS`].
pub fn configurations(task: &Check) -> Result<Vec<Configuration>, u64> {
    let Check { producers, consumers, capacity, items, .. } = *task;
    let counts = [producers, consumers, capacity, items].map(Span::count).into_iter();
    let runtimes = task.runtime.0;
    let count = counts.fold(count_of(&task.set), u64::saturating_mul);
    let count = count.saturating_mul(runtimes.len() as u64);
    if count > MOST_COMBINATIONS {
        return Err(count);
    }
    let settings = settings_of(&task.set);
    let base = common(&task.common);
    let mut all = Vec::new();
    for p in producers.numbers() {
        for c in consumers.numbers() {
            for n in capacity.numbers() {
                for k in items.numbers() {
                    let with = |&knobs| with_numbers(base.with_knobs(knobs), [p, c, n, k]);
                    let under =
                        |it: Configuration| runtimes.iter().map(move |&runtime| it.under(runtime));
                    all.extend(settings.iter().map(with).flat_map(under));
                }
            }
        }
    }
    Ok(all)
}

/// The configuration of one run.
pub fn configuration(numbers: &Numbers) -> Configuration {
    let &Numbers { producers, consumers, capacity, items, .. } = numbers;
    let base = common(&numbers.common).under(numbers.runtime);
    let knobs = settings_of(&numbers.set).first().copied().unwrap_or_default();
    with_numbers(base.with_knobs(knobs), [producers, consumers, capacity, items])
}

/// Every configuration of a whole program, which has its numbers in itself.
///
/// # Errors
///
/// Gives their number when there are more than [`MOST_COMBINATIONS`].
pub fn of_whole(task: &Outcomes) -> Result<Vec<Configuration>, u64> {
    let count = count_of(&task.set);
    if count > MOST_COMBINATIONS {
        return Err(count);
    }
    let mut configuration = with_numbers(Configuration::default(), [1, 1, 1, 0]);
    configuration.granularity = task.granularity;
    configuration.runtime = task.runtime;
    configuration.spurious_wakes = task.spurious;
    Ok(settings_of(&task.set).into_iter().map(|it| configuration.with_knobs(it)).collect())
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
    fn a_constant_is_asked_for_by_name() {
        let asked = |text| Asked::parse(text).map(|it| (it.name.to_string(), it.span));
        assert_eq!(asked("N=3"), Ok(("N".into(), Span { least: 3, most: 3 })));
        assert_eq!(asked("N=0..=2"), Ok(("N".into(), Span { least: 0, most: 2 })));
        assert_eq!(asked("N=-1"), Err("a number, or a range such as 1..3".into()));
        assert_eq!(asked("N=2000000"), Err("from 0 to 1000000".into()));
        for wrong in ["N", "=3", "3"] {
            assert!(asked(wrong).is_err(), "{wrong}");
        }
    }

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
