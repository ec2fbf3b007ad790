//! The latest columns of one width.

use super::strip::Share;
use crate::program::ThreadId;

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
    /// All threads of the first column, then of the next.
    shares: Vec<Packed>,
    /// The same, for what they waited longest.
    objects: Vec<u8>,
    heads: Vec<Head>,
}

impl Level {
    /// No columns; the first will have this number.
    pub fn from(first: u64, threads: usize) -> Level {
        Level {
            threads,
            oldest: first,
            end: first,
            shares: Vec::new(),
            objects: Vec::new(),
            heads: Vec::new(),
        }
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
        let of_threads = self.shares.capacity() * size_of::<Packed>() + self.objects.capacity();
        of_threads + self.heads.capacity() * size_of::<Head>()
    }

    /// A column, if it is known.
    pub fn column(&self, number: u64) -> Option<(Head, Vec<Share>)> {
        if !self.knows(number) {
            return None;
        }
        let place = (number % COLUMNS) as usize;
        let of_threads = place * self.threads..(place + 1) * self.threads;
        let share = |index: usize| Share::of(self.shares[index], self.objects[index]);
        Some((self.heads[place], of_threads.map(share).collect()))
    }

    fn knows(&self, number: u64) -> bool {
        self.oldest <= number && number < self.end
    }

    /// Forgets the columns from this one on.
    pub fn truncate(&mut self, end: u64) {
        self.end = self.end.min(end);
        self.oldest = self.oldest.min(self.end);
    }

    /// Adds the column of a step that this thread has made.
    pub fn push(&mut self, shares: &[Packed], objects: &[u8], head: Head, thread: ThreadId) {
        let first = self.next(head);
        self.shares[first..first + shares.len()].copy_from_slice(shares);
        self.objects[first..first + objects.len()].copy_from_slice(objects);
        self.shares[first + thread.index()] |= STEPPED;
    }

    /// Adds the sum of four finer columns, as far as they are known; the last of them is.
    pub fn push_sum(&mut self, finer: &Level, last: u64) {
        let mut places = [(last % COLUMNS) as usize; 4];
        for (back, place) in places.iter_mut().enumerate().skip(1) {
            // In the stead of one that is not known stands the last.
            if last >= back as u64 && finer.knows(last - back as u64) {
                *place = ((last - back as u64) % COLUMNS) as usize;
            }
        }
        let head = places.map(|it| finer.heads[it]);
        let first = self.next(head[0].and(head[1]).and(head[2]).and(head[3]));
        let mut at = places.map(|it| it * self.threads);
        for index in first..first + self.threads {
            let parts = at.map(|it| finer.shares[it]);
            self.shares[index] = mean(parts);
            let mut longest = at[0];
            let mut most = waiting(parts[0]);
            for number in 1..4 {
                if waiting(parts[number]) > most {
                    most = waiting(parts[number]);
                    longest = at[number];
                }
            }
            self.objects[index] = finer.objects[longest];
            at = at.map(|it| it + 1);
        }
    }

    /// Makes room for a column; answers where its first thread is.
    fn next(&mut self, head: Head) -> usize {
        let place = (self.end % COLUMNS) as usize;
        if self.heads.len() <= place {
            self.heads.resize(place + 1, Head::default());
            self.shares.resize((place + 1) * self.threads, 0);
            self.objects.resize((place + 1) * self.threads, 0);
        }
        self.end += 1;
        self.oldest = self.oldest.max(self.end.saturating_sub(COLUMNS));
        self.heads[place] = head;
        place * self.threads
    }
}

/// The four parts of a [`Share`] in one word, a byte each: every step makes a share for each
/// thread, so four are added up at once.
pub type Packed = u32;

/// A thread has made the step itself.
const STEPPED: Packed = 0xff;

fn waiting(share: Packed) -> u32 {
    share >> 24
}

/// The mean of each part.
fn mean(shares: [Packed; 4]) -> Packed {
    const EVERY_SECOND: Packed = 0x00ff_00ff;
    let [mut even, mut odd] = [0, 0];
    for share in shares {
        even += share & EVERY_SECOND;
        odd += share >> 8 & EVERY_SECOND;
    }
    even >> 2 & EVERY_SECOND | (odd >> 2 & EVERY_SECOND) << 8
}
