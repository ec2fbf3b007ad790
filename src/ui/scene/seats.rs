//! Who has which place. Nobody is moved because somebody else comes or goes.

use crate::program::ThreadId;

/// A fixed number of places.
#[derive(Clone, Debug)]
pub struct Seats(Vec<Option<ThreadId>>);

impl Seats {
    /// So many free places.
    pub fn new(count: usize) -> Seats {
        Seats(vec![None; count])
    }

    /// Makes all places free.
    pub fn clear(&mut self) {
        self.0.fill(None);
    }

    /// Frees the places of those who are not here any more, and gives newcomers the first
    /// free ones, in this order. If not all fit, the last place stays free, for saying how
    /// many are left over; the answer is how many.
    pub fn settle(&mut self, here: &[ThreadId]) -> usize {
        for place in &mut self.0 {
            if place.is_some_and(|it| !here.contains(&it)) {
                *place = None;
            }
        }
        let usable =
            if here.len() > self.0.len() { self.0.len().saturating_sub(1) } else { self.0.len() };
        self.0[usable..].fill(None);
        for &id in here {
            if self.of(id).is_none()
                && let Some(free) = self.0[..usable].iter_mut().find(|it| it.is_none())
            {
                *free = Some(id);
            }
        }
        here.len() - self.0.iter().flatten().count()
    }

    /// The place of a thread, if it has one.
    pub fn of(&self, id: ThreadId) -> Option<usize> {
        self.0.iter().position(|&it| it == Some(id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_moved_and_who_does_not_fit_is_counted() {
        let ids = |ids: &[u8]| ids.iter().copied().map(ThreadId).collect::<Vec<_>>();
        let mut seats = Seats::new(3);
        assert_eq!(seats.settle(&ids(&[5, 2])), 0);
        assert_eq!(seats.settle(&ids(&[2, 7])), 0);
        assert_eq!(seats.of(ThreadId(7)), Some(0));
        assert_eq!(seats.of(ThreadId(2)), Some(1));
        assert_eq!(seats.of(ThreadId(5)), None);
        assert_eq!(seats.settle(&ids(&[2, 7, 8, 9])), 2);
        assert_eq!(seats.of(ThreadId(8)), None);
        assert_eq!(seats.settle(&ids(&[8])), 0);
        assert_eq!(seats.of(ThreadId(8)), Some(0));
    }
}
