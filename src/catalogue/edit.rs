//! Faults: mistakes a reader can switch on, each a few edits of a program's lines.

/// One change of a program's text. Lines are counted from 1, and no edit changes their number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edit {
    /// The line is struck out: no thread runs it. Never a line that has a body.
    Strike(u16),
    /// Two lines of one block change places.
    Swap(u16, u16),
    /// The line says something else; the words are given without the indentation.
    Change(u16, &'static str),
}

impl Edit {
    /// The first line it edits.
    pub fn first_line(self) -> u16 {
        match self {
            Edit::Strike(line) | Edit::Change(line, _) => line,
            Edit::Swap(one, other) => one.min(other),
        }
    }
}

/// A mistake in the synchronisation, or a change that only looks like one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Its stable name: links use it. No two faults of a program share one.
    pub name: &'static str,
    /// What it does to the text; never empty.
    pub edits: &'static [Edit],
    /// Whether the program is correct with it: not all that looks wrong is.
    pub is_harmless: bool,
}

impl Fault {
    /// A fault that does harm.
    pub const fn new(name: &'static str, edits: &'static [Edit]) -> Fault {
        Fault { name, edits, is_harmless: false }
    }

    /// A fault that does none.
    pub const fn harmless(name: &'static str, edits: &'static [Edit]) -> Fault {
        Fault { name, edits, is_harmless: true }
    }

    /// Whether both give one line other words, so that only one of them can be on.
    pub fn excludes(&self, other: &Fault) -> bool {
        let changes = |fault: &Fault, line| {
            fault.edits.iter().any(|edit| matches!(*edit, Edit::Change(at, _) if at == line))
        };
        self.edits.iter().any(|edit| match *edit {
            Edit::Change(line, _) => changes(other, line),
            Edit::Strike(_) | Edit::Swap(..) => false,
        })
    }
}

/// Which faults of a program are on; a fault is known by its index in the program's list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FaultSet(u32);

impl FaultSet {
    /// The most faults a program can have.
    pub const MOST: usize = 32;

    /// Whether the fault is on.
    pub fn has(self, fault: usize) -> bool {
        fault < Self::MOST && self.0 >> fault & 1 == 1
    }

    /// Switches a fault on or off. Those that cannot be on at the same time go off.
    /// An index that `faults` has not is ignored.
    pub fn set(&mut self, faults: &[Fault], fault: usize, on: bool) {
        let Some(chosen) = faults.get(fault).filter(|_| fault < Self::MOST) else { return };
        self.0 &= !(1 << fault);
        if !on {
            return;
        }
        for (index, other) in faults.iter().enumerate().take(Self::MOST) {
            if chosen.excludes(other) {
                self.0 &= !(1 << index);
            }
        }
        self.0 |= 1 << fault;
    }

    /// The same set with one more fault; see [`FaultSet::set`].
    pub fn with(mut self, faults: &[Fault], fault: usize) -> FaultSet {
        self.set(faults, fault, true);
        self
    }

    /// Whether no fault is on.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The faults that are on, from the first to the last.
    pub fn iter(self) -> impl Iterator<Item = usize> {
        (0..Self::MOST).filter(move |&fault| self.has(fault))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FAULTS: [Fault; 3] = [
        Fault::new("starts-at-0", &[Edit::Change(2, "mutex = Semaphore(0)")]),
        Fault::new("starts-at-2", &[Edit::Strike(4), Edit::Change(2, "mutex = Semaphore(2)")]),
        Fault::new("skip", &[Edit::Strike(2), Edit::Swap(6, 5)]),
    ];

    #[test]
    fn one_line_has_one_text_at_a_time() {
        let mut on = FaultSet::default().with(&FAULTS, 0).with(&FAULTS, 2).with(&FAULTS, 1);
        assert_eq!(on.iter().collect::<Vec<_>>(), [1, 2]);
        on.set(&FAULTS, 1, true);
        assert_eq!(on.iter().collect::<Vec<_>>(), [1, 2]);
        on.set(&FAULTS, 2, false);
        on.set(&FAULTS, 1, false);
        assert!(on.is_empty());
    }

    #[test]
    fn a_fault_that_is_not_there_cannot_be_on() {
        for index in [3, 31, 32, usize::MAX] {
            let on = FaultSet::default().with(&FAULTS, index);
            assert!(on.is_empty() && !on.has(index));
        }
        let too_many = [FAULTS[0]; FaultSet::MOST + 1];
        assert!(FaultSet::default().with(&too_many, FaultSet::MOST).is_empty());
    }
}
