//! A few things in a row, without an allocation.

/// As many as any instruction has.
const MOST: usize = 4;

/// A few things in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Few<T>([Option<T>; MOST]);

impl<T: Copy> Few<T> {
    /// Adds one.
    pub(super) fn push(&mut self, it: T) {
        let free = self.0.iter_mut().find(|it| it.is_none());
        *free.expect("no instruction has more") = Some(it);
    }
}

impl<T> Default for Few<T> {
    fn default() -> Few<T> {
        Few([const { None }; MOST])
    }
}

impl<T> IntoIterator for Few<T> {
    type Item = T;
    type IntoIter = std::iter::Flatten<std::array::IntoIter<Option<T>, MOST>>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter().flatten()
    }
}
