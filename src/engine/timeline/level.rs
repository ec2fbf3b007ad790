//! The latest columns of one width.

use super::strip::Share;
use crate::program::ThreadId;
use std::ops::Range;

/// So many columns of a width are kept: enough for several windows of the page.
const COLUMNS: u64 = 2048;

/// What a column says of all threads together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// The fewest items in containers.
    pub least: u16,
    /// The most.
    pub most: u16,
}

impl Head {
    /// What both say together.
    pub fn and(self, other: Head) -> Head {
        Head { least: self.least.min(other.least), most: self.most.max(other.most) }
    }
}

/// The columns from `oldest` to before `end`, in rings.
#[derive(Clone, Debug)]
pub struct Level {
    threads: usize,
    oldest: u64,
    end: u64,
    shares: Vec<Share>,
    heads: Vec<Head>,
}

impl Level {
    /// No columns; the first will have this number.
    pub fn from(first: u64, threads: usize) -> Level {
        Level { threads, oldest: first, end: first, shares: Vec::new(), heads: Vec::new() }
    }

    /// The number of the oldest column that is known.
    pub fn oldest(&self) -> u64 {
        self.oldest
    }

    /// The number of the next column.
    pub fn end(&self) -> u64 {
        self.end
    }

    /// About how many bytes it takes.
    pub fn bytes(&self) -> usize {
        self.shares.capacity() * size_of::<Share>() + self.heads.capacity() * size_of::<Head>()
    }

    /// A column, if it is known.
    pub fn column(&self, number: u64) -> Option<(Head, &[Share])> {
        if !(self.oldest..self.end).contains(&number) {
            return None;
        }
        let place = (number % COLUMNS) as usize;
        let shares = &self.shares[place * self.threads..][..self.threads];
        Some((self.heads[place], shares))
    }

    /// Forgets the columns from this one on.
    pub fn truncate(&mut self, end: u64) {
        self.end = self.end.min(end);
        self.oldest = self.oldest.min(self.end);
    }

    /// Adds a column.
    pub fn push(&mut self, shares: &[Share], head: Head) {
        self.next(head).copy_from_slice(shares);
    }

    /// Says who made the step that is the last column.
    pub fn note_step(&mut self, thread: ThreadId) {
        let place = ((self.end - 1) % COLUMNS) as usize;
        self.shares[place * self.threads + thread.index()].steps = Share::WHOLE;
    }

    /// Adds the sum of finer columns, as far as they are known; the last of them is.
    pub fn push_sum(&mut self, finer: &Level, columns: Range<u64>) {
        let from = columns.start.max(finer.oldest);
        let known = || (from..columns.end).filter_map(|it| finer.column(it));
        let head = known().map(|it| it.0).reduce(Head::and).unwrap_or_default();
        for (thread, sum) in self.next(head).iter_mut().enumerate() {
            *sum = Share::mean(known().map(|(_, shares)| shares[thread]));
        }
    }

    fn next(&mut self, head: Head) -> &mut [Share] {
        let place = (self.end % COLUMNS) as usize;
        if self.heads.len() <= place {
            self.heads.resize(place + 1, Head::default());
            self.shares.resize((place + 1) * self.threads, Share::default());
        }
        self.end += 1;
        self.oldest = self.oldest.max(self.end.saturating_sub(COLUMNS));
        self.heads[place] = head;
        &mut self.shares[place * self.threads..][..self.threads]
    }
}
