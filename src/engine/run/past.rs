//! What is kept of a run's past: who made each step, and a state now and then.

use super::room::Room;
use super::{Moment, Snapshot, Turn};
use crate::program::{Choice, ThreadId};
use std::collections::VecDeque;

/// Steps between two checkpoints at the start of a run. Any position is reached by doing the
/// steps since the last checkpoint again.
const FINEST: usize = 1024;

/// Steps between two checkpoints in the longest runs: doing so many again takes some 20 ms in
/// a browser, and a picture of any position has to be there within 50. So many steps make a
/// [`Stretch`].
const COARSEST: usize = 16 * FINEST;

/// How many of the latest moments are kept for the log.
pub const RECENT: usize = 256;

/// The past of a run, in bounded memory. When the checkpoints take too much of it, every second
/// one goes; when they are as far apart as they may be, the oldest part of the past goes. That
/// goes also when there are too many turns, or when the memory has no room for more.
///
/// It is kept in stretches that never move, as one list of millions would need three times its
/// room whenever it grows.
#[derive(Clone, Debug)]
pub struct Past {
    room: Room,
    /// All but the last are full, and there is at least one.
    stretches: VecDeque<Stretch>,
    /// The first position that can be shown, a multiple of the coarsest spacing.
    first: usize,
    /// Steps between two checkpoints now.
    spacing: usize,
    /// What the checkpoints take, in bytes.
    bytes: usize,
}

/// So many steps of a run as the checkpoints are apart in the longest runs.
#[derive(Clone, Debug)]
struct Stretch {
    /// Who made each step.
    turns: Vec<PackedTurn>,
    /// The states before its first step and after each `spacing` further ones.
    snapshots: Vec<Snapshot>,
}

/// A turn in two bytes: there are millions of them.
#[derive(Clone, Copy, Debug)]
pub(super) struct PackedTurn {
    thread: ThreadId,
    choice: u8,
}

impl From<Turn> for PackedTurn {
    fn from(Turn { thread, choice }: Turn) -> PackedTurn {
        PackedTurn { thread, choice: choice.packed() }
    }
}

impl From<PackedTurn> for Turn {
    fn from(PackedTurn { thread, choice }: PackedTurn) -> Turn {
        Turn { thread, choice: Choice::unpacked(choice) }
    }
}

impl Stretch {
    fn bytes_of_snapshots(&self) -> usize {
        self.snapshots.iter().map(Snapshot::bytes).sum()
    }
}

impl Past {
    /// The past of a run that begins here.
    pub fn new(start: Snapshot, room: Room) -> Past {
        let bytes = start.bytes();
        // Most runs are short: the first stretch grows.
        let stretch = Stretch { turns: Vec::new(), snapshots: vec![start] };
        Past { room, stretches: VecDeque::from([stretch]), first: 0, spacing: FINEST, bytes }
    }

    /// Gives the past more room or less, from the next steps on.
    pub fn set_room(&mut self, room: Room) {
        self.room = room;
    }

    /// The turn of the step that leads on from a known position before the last.
    pub fn turn(&self, position: usize) -> Turn {
        let offset = position - self.first;
        self.stretches[offset / COARSEST].turns[offset % COARSEST].into()
    }

    /// The first position that can be shown.
    pub fn first(&self) -> usize {
        self.first
    }

    /// The last position that can be shown.
    pub fn last(&self) -> usize {
        let full = self.stretches.len() - 1;
        self.first + full * COARSEST + self.stretches[full].turns.len()
    }

    /// What is kept, in bytes; an estimate that leaves out what the allocator adds.
    pub fn bytes(&self) -> usize {
        let turns: usize = self.stretches.iter().map(|it| it.turns.capacity()).sum();
        self.bytes + turns * Room::TURN + self.stretches.capacity() * size_of::<Stretch>()
    }

    /// How many checkpoints there are.
    pub fn checkpoint_count(&self) -> usize {
        let full = self.stretches.len() - 1;
        full * self.checkpoints_in_stretch() + self.stretches[full].snapshots.len()
    }

    /// The checkpoint with this index, the earliest at 0.
    pub fn checkpoint(&self, index: usize) -> &Snapshot {
        let each = self.checkpoints_in_stretch();
        &self.stretches[index / each].snapshots[index % each]
    }

    fn checkpoints_in_stretch(&self) -> usize {
        COARSEST / self.spacing
    }

    /// The last checkpoint not after a known position.
    pub fn before(&self, position: usize) -> &Snapshot {
        self.checkpoint(position.saturating_sub(self.first) / self.spacing)
    }

    /// Adds the step that has led to `present`. What was known after the position before it is
    /// forgotten.
    pub fn push(&mut self, turn: Turn, present: &Snapshot) {
        let before = present.position - 1;
        if before < self.last() {
            self.forget_after(before);
        }
        let last = self.stretches.len() - 1;
        self.stretches[last].turns.push(turn.into());
        if present.position.is_multiple_of(COARSEST) {
            self.begin_stretch(present);
        } else if present.position.is_multiple_of(self.spacing) {
            self.bytes += present.bytes();
            self.stretches[last].snapshots.push(present.clone());
            self.thin_out();
        }
    }

    fn forget_after(&mut self, position: usize) {
        let offset = position - self.first;
        let gone = self.stretches.drain(offset / COARSEST + 1..);
        self.bytes -= gone.map(|it| it.bytes_of_snapshots()).sum::<usize>();
        let within = offset % COARSEST;
        let last = &mut self.stretches[offset / COARSEST];
        last.turns.truncate(within);
        let gone = last.snapshots.drain(within / self.spacing + 1..);
        self.bytes -= gone.map(|it| it.bytes()).sum::<usize>();
    }

    /// Begins the next stretch at this state, for which the oldest may have to go.
    fn begin_stretch(&mut self, start: &Snapshot) {
        while (self.stretches.len() + 1) * COARSEST > self.room.turn_count() && self.drop_oldest() {
        }
        let each = self.checkpoints_in_stretch();
        // Copies of states come in pieces; each takes a little more than it says.
        let wanted = COARSEST * Room::TURN + 2 * each * start.bytes();
        while !(self.room.has)(wanted) && self.drop_oldest() {
            // Others take much of the memory: the past is not to come so near to its end again.
            self.drop_oldest_quarter();
            self.room.turns = self.stretches.len() * COARSEST * Room::TURN;
        }
        let mut stretch = Stretch { turns: Vec::new(), snapshots: Vec::new() };
        stretch.turns.reserve_exact(COARSEST);
        stretch.snapshots.reserve_exact(each);
        self.bytes += start.bytes();
        stretch.snapshots.push(start.clone());
        self.stretches.push_back(stretch);
        self.thin_out();
    }

    /// Keeps the checkpoints within their room.
    fn thin_out(&mut self) {
        while self.bytes > self.room.checkpoints {
            if self.spacing < COARSEST {
                self.spacing *= 2;
                let spacing = self.spacing;
                for stretch in &mut self.stretches {
                    stretch.snapshots.retain(|it| it.position.is_multiple_of(spacing));
                    stretch.snapshots.shrink_to_fit();
                }
                self.bytes = self.stretches.iter().map(Stretch::bytes_of_snapshots).sum();
            } else if self.stretches.len() <= 2 || !self.drop_oldest() {
                return;
            }
        }
    }

    /// Forgets the oldest stretch; whether there was one besides the last.
    fn drop_oldest(&mut self) -> bool {
        if self.stretches.len() < 2 {
            return false;
        }
        let gone = self.stretches.pop_front();
        self.bytes -= gone.map_or(0, |it| it.bytes_of_snapshots());
        self.first += COARSEST;
        true
    }

    fn drop_oldest_quarter(&mut self) {
        for _ in 0..self.stretches.len() / 4 {
            self.drop_oldest();
        }
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
