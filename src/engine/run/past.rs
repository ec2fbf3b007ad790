//! What is kept of a run's past: who made each step, and a state now and then.

use super::{Moment, Snapshot, Turn};

/// Steps between two checkpoints at the start of a run. Any position is reached by doing the
/// steps since the last checkpoint again.
const FINEST: usize = 1024;

/// Steps between two checkpoints in the longest runs: doing so many again takes some 20 ms in
/// a browser, and a picture of any position has to be there within 50.
const COARSEST: usize = 16 * FINEST;

/// So many turns are kept, two bytes each: 32 MiB. It is a power of two, so that a list that
/// doubles when it is full takes no more than that.
const MOST_TURNS: usize = 1 << 24;

/// So many bytes of checkpoints are kept.
const MOST_BYTES: usize = 16 << 20;

/// How many of the latest moments are kept for the log.
pub const RECENT: usize = 256;

/// The past of a run, in bounded memory. When the checkpoints take too much of it, every second
/// one goes; when they are as far apart as they may be, the oldest quarter of the past goes.
#[derive(Clone, Debug)]
pub struct Past {
    bounds: Bounds,
    /// Who made each step, the one after `first` at index 0.
    turns: Vec<Turn>,
    /// The first position that can be shown, a multiple of the coarsest spacing.
    first: usize,
    /// The states after `first` steps and each `spacing` further ones.
    snapshots: Vec<Snapshot>,
    /// Steps between two checkpoints now.
    spacing: usize,
    /// What the checkpoints take, in bytes.
    bytes: usize,
}

/// How much of a past is kept.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// So many turns at most.
    pub turns: usize,
    /// So many bytes of checkpoints at most, but never fewer than two checkpoints.
    pub bytes: usize,
}

impl Default for Bounds {
    fn default() -> Bounds {
        Bounds { turns: MOST_TURNS, bytes: MOST_BYTES }
    }
}

impl Past {
    /// The past of a run that begins here.
    pub fn new(start: Snapshot, bounds: Bounds) -> Past {
        let bytes = start.bytes();
        Past { bounds, turns: Vec::new(), first: 0, snapshots: vec![start], spacing: FINEST, bytes }
    }

    /// The turns of the steps after the first known position.
    pub fn turns(&self) -> &[Turn] {
        &self.turns
    }

    /// The turn of the step that leads on from a known position before the last.
    pub fn turn(&self, position: usize) -> Turn {
        self.turns[position - self.first]
    }

    /// The first position that can be shown.
    pub fn first(&self) -> usize {
        self.first
    }

    /// The last position that can be shown.
    pub fn last(&self) -> usize {
        self.first + self.turns.len()
    }

    /// What is kept, in bytes; an estimate that leaves out what the allocator adds.
    pub fn bytes(&self) -> usize {
        self.bytes + self.turns.capacity() * size_of::<Turn>()
    }

    /// The checkpoints, the earliest first.
    pub fn snapshots(&self) -> &[Snapshot] {
        &self.snapshots
    }

    /// The last checkpoint not after a known position.
    pub fn before(&self, position: usize) -> &Snapshot {
        &self.snapshots[position.saturating_sub(self.first) / self.spacing]
    }

    /// Adds the step that has led to `present`. What was known after the position before it is
    /// forgotten.
    pub fn push(&mut self, turn: Turn, present: &Snapshot) {
        let before = present.position - 1;
        if before < self.last() {
            self.turns.truncate(before - self.first);
            let kept = (before - self.first) / self.spacing + 1;
            self.bytes -= self.snapshots.drain(kept..).map(|it| it.bytes()).sum::<usize>();
        }
        if self.turns.len() >= self.bounds.turns {
            self.drop_oldest();
        }
        self.turns.push(turn);
        if present.position.is_multiple_of(self.spacing) {
            self.bytes += present.bytes();
            self.snapshots.push(present.clone());
            self.keep_within_bounds();
        }
    }

    fn keep_within_bounds(&mut self) {
        while self.bytes > self.bounds.bytes && self.snapshots.len() > 2 {
            if self.spacing < COARSEST {
                self.spacing *= 2;
                let spacing = self.spacing;
                self.snapshots.retain(|it| it.position.is_multiple_of(spacing));
                self.bytes = self.snapshots.iter().map(Snapshot::bytes).sum();
            } else if !self.drop_oldest() {
                return;
            }
        }
    }

    /// Forgets the oldest quarter; whether there was any to forget.
    fn drop_oldest(&mut self) -> bool {
        let quarter = (self.turns.len() / 4 / COARSEST).max(1) * COARSEST;
        if quarter > self.turns.len() {
            return false;
        }
        self.first += quarter;
        self.turns.drain(..quarter);
        let gone = self.snapshots.drain(..quarter / self.spacing);
        self.bytes -= gone.map(|it| it.bytes()).sum::<usize>();
        true
    }

    /// Walks through the known steps after a checkpoint, up to a position that may lie beyond
    /// the last.
    pub fn walk(
        &self,
        from: &Snapshot,
        to: usize,
        mut visit: impl FnMut(&Snapshot, Moment) -> bool,
    ) -> Snapshot {
        let mut state = from.clone();
        while state.position < to.min(self.last()) {
            let moment = state.step(self.turn(state.position));
            let moment = moment.expect("a schedule that was possible once is so again");
            if !visit(&state, moment) {
                break;
            }
        }
        state
    }
}
