//! Items that were put into lists, queues or channels more than once. What was put in twice is
//! taken twice, though each time it is taken once from where it lies.

use crate::program::{Item, ThreadId};

/// Who took an item, and in which step.
type Taken = (ThreadId, u64);

/// What is known of such items.
#[derive(Clone, Debug)]
pub struct Copies {
    /// The items that were put in although nobody had them in hand, and who took them since.
    doubled: Vec<(Item, Option<Taken>)>,
    /// For each producer, the item of its that was taken last.
    taken_last: Vec<Option<(Item, Taken)>>,
}

/// So many doubled items are remembered; the first of them to be taken twice is told.
const MOST: usize = 64;

impl Copies {
    /// Nothing was put in yet.
    pub fn new(threads: usize) -> Copies {
        Copies { doubled: Vec::new(), taken_last: vec![None; threads] }
    }

    /// About how many bytes it takes.
    pub fn heap_bytes(&self) -> usize {
        size_of_val(&*self.doubled) + size_of_val(&*self.taken_last)
    }

    /// An item was put in that nobody had in hand.
    pub fn put_again(&mut self, item: Item) {
        if self.doubled.len() < MOST && self.doubled.iter().all(|it| it.0 != item) {
            let last = self.taken_last.get(usize::from(item.producer)).copied().flatten();
            let taken = last.filter(|(it, _)| *it == item).map(|(_, taken)| taken);
            self.doubled.push((item, taken));
        }
    }

    /// A thread has taken an item. Answers who had taken it before.
    pub fn take(&mut self, item: Item, by: ThreadId, step: u64) -> Option<Taken> {
        if let Some(last) = self.taken_last.get_mut(usize::from(item.producer)) {
            *last = Some((item, (by, step)));
        }
        let (_, taken) = self.doubled.iter_mut().find(|it| it.0 == item)?;
        taken.replace((by, step))
    }

    /// The items that were put in although nobody had them in hand, and whether they were taken
    /// since.
    pub fn doubled(&self) -> impl Iterator<Item = (Item, bool)> + '_ {
        self.doubled.iter().map(|it| (it.0, it.1.is_some()))
    }

    /// For each producer of which one was taken, the item of its that was taken last.
    pub fn taken_last(&self) -> impl Iterator<Item = Item> + '_ {
        self.taken_last.iter().flatten().map(|it| it.0)
    }

    /// The items that will have been taken twice when they are taken once more.
    pub fn taken_once(&self) -> impl Iterator<Item = Item> + '_ {
        self.doubled.iter().filter(|it| it.1.is_some()).map(|it| it.0)
    }
}
