//! Why something could go wrong, and what to do next.

/// See the [module](self).
#[allow(missing_docs, reason = "the names of the fields say which sentence each is")]
pub struct Causes {
    /// Gets what was done to lines.
    pub because: &'static str,
    /// Gets what the line says, and its number.
    pub struck: &'static str,
    /// Gets the lines that are.
    pub switched_off: super::OneOrMore,
    /// Gets the line's number, what it says, and what it said.
    pub changed: &'static str,
    /// Gets the numbers of the lines.
    pub moved: &'static str,
    /// Gets the numbers of the lines.
    pub other_lines: super::OneOrMore,
    pub watch_it: &'static str,
    pub repair: &'static str,
    /// Where the program is the reader's own text.
    pub back_to_the_program: &'static str,
    /// Gets the title of a program.
    pub related: &'static str,
    pub repaired: &'static str,
}
