//! What the page says to a newcomer.

/// See the [module](self).
#[allow(missing_docs, reason = "the names of the fields say which sentence each is")]
pub struct FirstSteps {
    pub title: &'static str,
    /// One sentence of real threads, and the same of simulated ones.
    pub sentence: [&'static str; 2],
    /// The sentence that matters more.
    pub what_to_do: &'static str,
    /// What the three moves are called.
    pub moves: [&'static str; 3],
    pub how_to_run: &'static str,
    /// Where there is hardly a keyboard.
    pub how_to_run_by_touch: &'static str,
    pub how_to_break: &'static str,
    /// Where a line is off, and the run stands.
    pub run_it_broken: &'static str,
    /// Where a line is off, and nothing has gone wrong yet.
    pub wait_for_it: &'static str,
    pub how_to_look_back: &'static str,
    /// Gets the number of the move.
    pub move_done: super::One,
    pub close: &'static str,
    /// The button of the help that brings them back.
    pub show_again: &'static str,
    /// When the last move is made.
    pub done: &'static str,
}
