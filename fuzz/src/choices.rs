//! Choices read from the bytes of an input: the same bytes choose the same, and a changed byte changes one choice.

/// What is left of the bytes.
pub struct Choices<'a>(&'a [u8]);

impl<'a> Choices<'a> {
    /// All of these bytes.
    pub fn new(bytes: &'a [u8]) -> Choices<'a> {
        Choices(bytes)
    }

    /// Whether nothing is left to choose by.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn byte(&mut self) -> usize {
        let Some((&first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        usize::from(first)
    }

    /// A number below a limit; 0 where the limit is 0, and where nothing is left.
    pub fn below(&mut self, limit: usize) -> usize {
        let number = if limit <= 256 { self.byte() } else { self.byte() << 8 | self.byte() };
        number % limit.max(1)
    }

    /// One of some things, of which there is at least one.
    pub fn one_of<'t, T>(&mut self, things: &'t [T]) -> &'t T {
        &things[self.below(things.len())]
    }
}
