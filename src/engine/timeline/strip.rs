//! A stretch of a timeline, to be drawn.

use super::level::{Head, Level, Packed};
use super::{FACTOR, Timeline};
use crate::program::ObjectId;

/// How a thread spent the time of a column, in parts of [`Share::WHOLE`]. What is left over it
/// had ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// It could step, and was in no critical section.
    pub ready: u8,
    /// It could step, and was inside a critical section.
    pub inside: u8,
    /// It had to wait.
    pub waiting: u8,
    /// It made a step itself; these parts belong to the others too.
    pub steps: u8,
    /// For which object it waited longest, plus 1; 0 when it did not, or is not known for what.
    object: u8,
}

impl Share {
    /// All the time.
    pub const WHOLE: u8 = u8::MAX;

    /// The share that is kept in these.
    pub(super) fn of(parts: Packed, object: u8) -> Share {
        let [waiting, inside, ready, steps] = parts.to_be_bytes();
        Share { ready, inside, waiting, steps, object }
    }

    /// The form in which it is kept.
    pub(super) fn packed(self) -> (Packed, u8) {
        let parts = [self.waiting, self.inside, self.ready, self.steps];
        (Packed::from_be_bytes(parts), self.object)
    }

    /// A thread that waits all the time.
    pub fn waiting(object: ObjectId) -> Share {
        let object = object.0.checked_add(1).and_then(|it| u8::try_from(it).ok()).unwrap_or(0);
        Share { waiting: Share::WHOLE, object, ..Share::default() }
    }

    /// A thread that can step all the time.
    pub fn able(inside: bool) -> Share {
        let (ready, inside) = if inside { (0, Share::WHOLE) } else { (Share::WHOLE, 0) };
        Share { ready, inside, ..Share::default() }
    }

    /// What it waited for, mostly.
    pub fn object(self) -> Option<ObjectId> {
        self.object.checked_sub(1).map(|it| ObjectId(it.into()))
    }

    /// How much of the time it had ended.
    pub fn ended(self) -> u8 {
        let alive = self.ready.saturating_add(self.inside).saturating_add(self.waiting);
        Share::WHOLE - alive
    }

    /// How it spent several columns of one width.
    pub fn mean(shares: impl Iterator<Item = Share>) -> Share {
        let mut sums = [0_u16; 4];
        let (mut count, mut longest, mut object) = (0, 0, 0);
        for share in shares {
            count += 1;
            let parts = [share.ready, share.inside, share.waiting, share.steps];
            for (sum, part) in sums.iter_mut().zip(parts) {
                *sum += u16::from(part);
            }
            if share.waiting > longest {
                (longest, object) = (share.waiting, share.object);
            }
        }
        let count = count.max(1);
        let [ready, inside, waiting, steps] = sums.map(|sum| (sum / count) as u8);
        Share { ready, inside, waiting, steps, object }
    }
}

/// Columns of one width, the earliest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Strip {
    /// The position at which the first column begins.
    pub from: usize,
    /// Steps in a column; the last may have fewer.
    pub width: usize,
    /// How many threads there are.
    pub threads: usize,
    /// How each thread spent each column: all threads of the first column, then of the next.
    pub shares: Vec<Share>,
    /// The fewest and the most items that lay in containers during each column.
    pub fill: Vec<(u16, u16)>,
}

impl Strip {
    /// How many columns there are.
    pub fn columns(&self) -> usize {
        self.fill.len()
    }

    /// How a thread spent the columns.
    pub fn lane(&self, thread: usize) -> impl Iterator<Item = Share> + '_ {
        self.shares.iter().skip(thread).step_by(self.threads.max(1)).copied()
    }
}

impl Timeline {
    /// The steps from one position to another in at most so many columns. Where this timeline
    /// has forgotten them in detail the other one may know them, else they are drawn coarser.
    pub fn strip(
        &self,
        close_up: Option<&Timeline>,
        from: usize,
        to: usize,
        most_columns: usize,
    ) -> Strip {
        let (mut index, mut width) = (0, 1_u64);
        let columns = |width: u64| (from as u64 / width, (to as u64).div_ceil(width));
        while index + 1 < self.levels.len() {
            let (first, end) = columns(width);
            if end.saturating_sub(first) <= most_columns as u64 {
                break;
            }
            index += 1;
            width *= FACTOR;
        }
        let (first, end) = columns(width);
        let mut strip = Strip {
            from: (first * width) as usize,
            width: width as usize,
            threads: self.now.len(),
            ..Strip::default()
        };
        for number in first..end {
            let known = self.find(close_up, index, number);
            let (head, shares) =
                known.unwrap_or_else(|| (Head::default(), vec![Share::default(); strip.threads]));
            strip.fill.push((head.least, head.most));
            strip.shares.extend(shares);
        }
        strip
    }

    /// A column: from either timeline, or the next wider one that holds it.
    fn find(&self, close_up: Option<&Timeline>, index: usize, number: u64) -> Option<Column> {
        let mut number = number;
        for index in index..self.levels.len() {
            let known = self.column(index, number);
            let known = known.or_else(|| close_up?.column(index, number));
            if known.is_some() {
                return known;
            }
            number /= FACTOR;
        }
        None
    }

    fn column(&self, index: usize, number: u64) -> Option<Column> {
        let level = &self.levels[index];
        match level.column(number) {
            None if number == level.end() => self.unfinished(index),
            column => column,
        }
    }

    /// The column after the last of its width, as far as it goes.
    fn unfinished(&self, index: usize) -> Option<Column> {
        let finer: &Level = self.levels.get(index.checked_sub(1)?)?;
        let first = self.levels[index].end() * FACTOR;
        let mut parts: Vec<Column> =
            (first.max(finer.oldest())..finer.end()).filter_map(|it| finer.column(it)).collect();
        if parts.is_empty() {
            parts.extend(self.unfinished(index - 1));
        }
        let head = parts.iter().map(|it| it.0).reduce(Head::and)?;
        let of = |thread: usize| Share::mean(parts.iter().map(|(_, shares)| shares[thread]));
        Some((head, (0..self.now.len()).map(of).collect()))
    }
}

type Column = (Head, Vec<Share>);
