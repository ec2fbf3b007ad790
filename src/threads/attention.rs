//! A worker's ear for the page: is the run stopped, is there a roll call?

use super::arena::{Arena, Seat};
use super::atomic::SeqCst;

/// What a worker knows of the page's summonses during one run.
pub struct Attention<'a> {
    arena: &'a Arena,
    seat: Seat,
    run: i32,
    seen: i32,
    stopped: bool,
}

impl<'a> Attention<'a> {
    /// At the start of a run, which may be stopped already.
    pub fn new(arena: &'a Arena, seat: Seat, run: i32) -> Attention<'a> {
        let mut attention = Attention { arena, seat, run, seen: 0, stopped: false };
        attention.answer();
        attention
    }

    /// Answers a roll call if there is one, and says whether the run is stopped. It is one
    /// read where nothing has happened, so every step can afford to ask.
    pub fn is_stopped(&mut self) -> bool {
        if self.arena.summons.load(SeqCst) != self.seen {
            self.answer();
        }
        self.stopped
    }

    fn answer(&mut self) {
        // The summons is read before the stop: the page stops first and summons then, so
        // that nobody answers a stop's summons without having seen the stop.
        self.seen = self.arena.summons.load(SeqCst);
        self.stopped = self.arena.stop.load(SeqCst) == self.run;
        if !self.stopped {
            self.arena.seats[usize::from(self.seat.0)].answered.store(self.seen, SeqCst);
        }
    }
}
