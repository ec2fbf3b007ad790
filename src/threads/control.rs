//! The page's hand on a run: start, pause, grant, stop, and what there is to see.
//!
//! Written once for two ways of reaching the arena: the page's, into the threads' memory,
//! and that of tests, in the same memory. Nothing here waits.

mod reach;

pub use reach::{Direct, Reach};

use super::arena::ThreadStatus;
use super::arena::{Arena, DISMISSED, FINAL_LOCALS, IMAGE_WORDS, MAX_CELLS, MAX_THREADS, Seat};
use super::atomic::write_before_read;
use super::gate::{BY_CHANCE, UNLIMITED};
use super::log::{self, LOG_LENGTH};
use super::part::left_at_start;
use super::shared::Tally;
use crate::program::{
    self, Cell, Choice, Instruction, Line, LogEntry, ObjectId, Pc, Program, ThreadId, Value,
};

/// How a run shall go.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RunOptions {
    /// How long it takes to make an item, in milliseconds of the program: at ten steps a
    /// second they are real ones, and other speeds stretch them.
    pub produce_time: u32,
    /// How long it takes to use an item.
    pub consume_time: u32,
    /// Whether steps are made by permit and logged. Otherwise threads run at full speed
    /// from the start, and do not take time for their work.
    pub traced: bool,
    /// The speed that work times go by; `None` is as fast as possible.
    pub steps_per_second: Option<f64>,
}

/// A program that does not fit into the arena, or into the threads' memory once each of them has
/// its copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLarge;

/// What a thread left behind when it was stopped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FinalThread {
    /// Its next instruction; `None` at its end.
    pub next: Option<Pc>,
    /// How many items it has made.
    pub produced: u32,
    /// Its variables: the first 32.
    pub locals: Vec<Value>,
}

/// The bytes there are for the threads' copies of the program.
pub(in crate::threads) const ROOM_FOR_COPIES: usize = 6 << 20;

/// The steps a second that "as fast as possible" counts as where work takes time.
const FASTEST: f64 = 1000.0;

/// See the [module](self).
pub struct Control<'a, R> {
    arena: &'a Arena,
    reach: R,
    run: i32,
    cells: usize,
}

impl<'a, R: Reach> Control<'a, R> {
    /// The hand on this arena, in which no run has been started yet.
    pub fn new(arena: &'a Arena, reach: R) -> Control<'a, R> {
        Control { arena, reach, run: 0, cells: 0 }
    }

    /// Starts a run: the thread with index i is played by the worker in `seats[i]`, the
    /// other workers rest. A traced run starts without permits.
    ///
    /// Every worker must have acknowledged the stop of the run before.
    ///
    /// # Errors
    ///
    /// Fails, and changes nothing, when the program has too many threads, cells or bytes, or too
    /// many instructions for so many threads.
    pub fn launch(
        &mut self,
        program: &Program,
        options: RunOptions,
        seats: &[Seat],
    ) -> Result<(), TooLarge> {
        let image = image(program);
        let fits = program.thread_count() <= MAX_THREADS
            && program.cells.len() <= MAX_CELLS
            && image.len() <= IMAGE_WORDS
            && copies(program, &image) <= ROOM_FOR_COPIES;
        if !fits {
            return Err(TooLarge);
        }
        let Control { arena, reach, .. } = self;
        reach.store_all(&arena.image, &image);
        reach.store(&arena.image_length, (image.len() * 4) as i32);
        self.cells = program.cells.len();
        for (cell, &value) in arena.cells.iter().zip(&program.cells) {
            reach.store64(&cell.value, value);
            reach.store(&cell.sleepers, 0);
        }
        for seat in &arena.seats {
            reach.store(&seat.thread, 0);
        }
        for (index, seat) in seats.iter().enumerate() {
            reach.store(&arena.seats[usize::from(seat.0)].thread, index as i32 + 1);
        }
        for words in &arena.threads {
            let (status, item) = words.status_words();
            reach.store(status, 0);
            let tally = &words.tally;
            for word in [item, &tally.produced, &tally.consumed].into_iter().chain(&tally.checksums)
            {
                reach.store64(word, 0);
            }
        }
        for id in program.thread_ids() {
            // A worker that hears of the run only when it is over leaves no state behind, and
            // the thread has not moved.
            let (thread, _) = program::begin(program.role_of(id).0, program.stepper(id));
            let words = arena.words_of(id);
            reach.store(&words.final_next, thread.next.map_or(0, |at| i32::from(at.0) + 1));
            reach.store(&words.final_produced, thread.produced as i32);
            for (word, &local) in words.final_locals.iter().zip(&thread.locals) {
                reach.store64(word, local);
            }
        }
        for permits in &arena.gate.own {
            reach.store(permits, 0);
        }
        reach.store(&arena.gate.permits, 0);
        reach.store(&arena.gate.time_passes, 0);
        for word in [&arena.log.written, &arena.log.read, &arena.log.room_wanted] {
            reach.store(word, 0);
        }
        reach.store(&arena.traced, i32::from(options.traced));
        reach.store(&arena.produce_time, clamp(options.produce_time));
        reach.store(&arena.left, left_at_start(program));
        reach.store(&arena.consume_time, clamp(options.consume_time));
        reach.store(&arena.pace, pace(options.steps_per_second));
        // Everything else first: workers read it as soon as they see this.
        self.run = reach.load(&arena.start).wrapping_add(1).max(1);
        reach.store(&arena.start, self.run);
        reach.wake_all(&arena.start);
        Ok(())
    }

    /// Adds permits for so many steps, for whichever threads come first, and lets time
    /// pass for threads at work.
    pub fn grant(&self, steps: u32) {
        let gate = &self.arena.gate;
        let mut seen = self.reach.load(&gate.permits);
        // Threads spend permits meanwhile, so what is added to must not have changed.
        while seen != UNLIMITED {
            let more = seen.saturating_add(clamp(steps));
            match self.reach.compare_exchange(&gate.permits, seen, more) {
                Ok(()) => break,
                Err(now) => seen = now,
            }
        }
        self.reach.store(&gate.time_passes, 1);
        self.turn_epoch();
    }

    /// Adds a permit for one step of this thread, which goes this way if it can go several, or
    /// whichever chance decides on. Ends the work it is at. A thread that has
    /// to wait tries, and loses the permit; one that has ended never uses it.
    pub fn grant_to(&self, thread: ThreadId, way: Option<Choice>) {
        let gate = &self.arena.gate;
        // The way first: the thread looks at it once it has the permit.
        let way = way.map_or(BY_CHANCE, |choice| i32::from(choice.packed()) + 1);
        self.reach.store(&gate.ways[thread.index()], way);
        match self.status(thread) {
            ThreadStatus::Ended | ThreadStatus::Stopped => return,
            _ => self.reach.add(&gate.own[thread.index()], 1),
        };
        self.turn_epoch();
        if let ThreadStatus::Sleeping(cell) = self.status(thread) {
            self.reach.wake_all64(&self.arena.cells[cell.index()].value);
        }
    }

    /// Lets everybody step as often as they can, until [`Control::pause`].
    pub fn set_unlimited(&self) {
        self.reach.store(&self.arena.gate.permits, UNLIMITED);
        self.reach.store(&self.arena.gate.time_passes, 1);
        self.turn_epoch();
    }

    /// How many permits are left that are anybody's; `None` when there is no limit.
    pub fn permits(&self) -> Option<u32> {
        u32::try_from(self.reach.load(&self.arena.gate.permits)).ok()
    }

    /// Takes all permits away. A step that has begun is still finished: see
    /// [`Control::is_still`].
    pub fn pause(&self) {
        let gate = &self.arena.gate;
        // Swapped, not stored: threads spend permits meanwhile, and a swap has its place among
        // their changes for loom too, which would let a plain store be undone by an older one.
        self.reach.swap(&gate.permits, 0);
        for permits in &gate.own {
            self.reach.swap(permits, 0);
        }
        self.reach.store(&gate.time_passes, 0);
        self.turn_epoch();
    }

    /// The speed that work times go by.
    pub fn set_pace(&self, steps_per_second: Option<f64>) {
        self.reach.store(&self.arena.pace, pace(steps_per_second));
        self.turn_epoch();
    }

    /// Whether no step is going on and none can begin: there are no permits, and since
    /// they went the lock has been free.
    pub fn is_still(&self) -> bool {
        let gate = &self.arena.gate;
        // The permits went before this look at the lock, and a thread asks for the lock
        // before it looks for permits. So either we see it ask, or it sees none.
        write_before_read();
        let is_spent = |(index, permits)| {
            let has_ended = || self.status(ThreadId::from_index(index)) == ThreadStatus::Ended;
            self.reach.load(permits) == 0 || has_ended()
        };
        let no_permits =
            self.reach.load(&gate.permits) == 0 && gate.own.iter().enumerate().all(is_spent);
        // Who has let go is read before who has asked: a thread that asks in between makes
        // the two differ. The other way round it could ask, and be taken for done.
        let done = self.reach.load(&gate.lock.done);
        no_permits && done == self.reach.load(&gate.lock.next)
    }

    /// Moves what the log holds to `into`, and wakes threads that wait for room.
    pub fn drain(&self, into: &mut Vec<LogEntry>) {
        let log = &self.arena.log;
        let read = self.reach.load(&log.read);
        let written = self.reach.load(&log.written);
        let count = written.wrapping_sub(read) as u32 as usize;
        if count > 0 {
            let from = read as u32 as usize % LOG_LENGTH;
            let first = count.min(LOG_LENGTH - from);
            let mut words = Vec::with_capacity(count * 3);
            self.reach.load_all(log.entries[from..from + first].as_flattened(), &mut words);
            self.reach.load_all(log.entries[..count - first].as_flattened(), &mut words);
            into.extend(words.as_chunks().0.iter().map(|&entry| log::unpack(entry)));
            self.reach.store(&log.read, written);
        }
        // After room was made: a thread that asked before sees the room or is woken.
        if self.reach.load(&log.room_wanted) != 0 {
            self.reach.store(&log.room_wanted, 0);
            self.turn_epoch();
        }
    }

    /// What a thread is doing.
    pub fn status(&self, thread: ThreadId) -> ThreadStatus {
        let (status, item) = self.arena.words_of(thread).status_words();
        ThreadStatus::from_words(self.reach.load(status), || self.reach.load64(item))
    }

    /// What a thread has done so far.
    pub fn tally(&self, thread: ThreadId) -> Tally {
        let tally = &self.arena.words_of(thread).tally;
        Tally {
            produced: self.reach.load64(&tally.produced) as u64,
            consumed: self.reach.load64(&tally.consumed) as u64,
            checksums: [0, 1].map(|it| self.reach.load64(&tally.checksums[it]) as u64),
        }
    }

    /// What a cell holds. Exact while the memory is still.
    pub fn cell(&self, cell: Cell) -> Value {
        self.reach.load64(&self.arena.cells[cell.index()].value)
    }

    /// What a thread left behind, once its worker has acknowledged the stop.
    pub fn final_thread(&self, thread: ThreadId, locals: u8) -> FinalThread {
        let words = self.arena.words_of(thread);
        let next = self.reach.load(&words.final_next);
        let locals = usize::from(locals).min(FINAL_LOCALS);
        FinalThread {
            next: (next != 0).then(|| Pc((next - 1) as u16)),
            produced: self.reach.load(&words.final_produced) as u32,
            locals: words.final_locals[..locals].iter().map(|it| self.reach.load64(it)).collect(),
        }
    }

    /// Stops the run. To be followed by [`Control::wake_everybody`], now and again, until
    /// all workers [have acknowledged](Control::has_acknowledged) it.
    pub fn stop(&self) {
        self.reach.store(&self.arena.stop, self.run);
        self.summon();
    }

    /// Whether this worker has seen the stop, and writes nothing any more.
    pub fn has_acknowledged(&self, seat: Seat) -> bool {
        self.reach.load(&self.arena.seats[usize::from(seat.0)].acknowledged) == self.run
    }

    /// Calls the roll: every worker that has a part in the run and lives answers soon. To
    /// be followed by [`Control::wake_everybody`], now and again.
    pub fn call_roll(&self) -> i32 {
        self.summon()
    }

    /// Whether this worker has answered that roll call.
    pub fn has_answered(&self, seat: Seat, call: i32) -> bool {
        self.reach.load(&self.arena.seats[usize::from(seat.0)].answered).wrapping_sub(call) >= 0
    }

    /// Wakes all threads, wherever they sleep, so that they see what they are summoned for.
    ///
    /// Once is not enough for a thread that is just falling asleep at a cell: it did
    /// not see the summons before, and the cell has not changed, so it sleeps on.
    pub fn wake_everybody(&self) {
        self.turn_epoch();
        for cell in &self.arena.cells[..self.cells] {
            if self.reach.load(&cell.sleepers) != 0 {
                self.reach.wake_all64(&cell.value);
            }
        }
        for place in &self.arena.gate.lock.called {
            self.reach.wake_all(place);
        }
    }

    /// Sends the workers home, once they are idle.
    pub fn dismiss(&self) {
        self.reach.store(&self.arena.start, DISMISSED);
        self.reach.wake_all(&self.arena.start);
    }

    /// The number of the present run; 0 before the first.
    pub fn run(&self) -> i32 {
        self.run
    }

    fn summon(&self) -> i32 {
        let call = self.reach.add(&self.arena.summons, 1).wrapping_add(1);
        self.wake_everybody();
        call
    }

    /// Whatever changed before this is seen by every thread at the gate.
    fn turn_epoch(&self) {
        self.reach.add(&self.arena.gate.epoch, 1);
        self.reach.wake_all(&self.arena.gate.epoch);
    }
}

/// The program's bytes in words; what is over in the last one is 0.
fn image(program: &Program) -> Vec<i32> {
    let bytes = program.to_bytes();
    let word = |chunk: &[u8]| {
        let mut word = [0; 4];
        word[..chunk.len()].copy_from_slice(chunk);
        i32::from_le_bytes(word)
    };
    bytes.chunks(4).map(word).collect()
}

/// About how many bytes the threads need for their copies of the program: the bytes that each
/// reads, and what it makes of them.
fn copies(program: &Program, image: &[i32]) -> usize {
    let instruction = size_of::<Instruction>() + size_of::<(Line, u16, Option<ObjectId>)>();
    let instructions: usize = program.roles.iter().map(|role| role.code.len()).sum();
    let cells = program.cells.len() * size_of::<Value>();
    program.thread_count() * (image.len() * 4 + cells + instructions * instruction * 5 / 4)
}

fn clamp(number: u32) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

/// In thousandths of a step a second, as the arena has it.
fn pace(steps_per_second: Option<f64>) -> i32 {
    (steps_per_second.unwrap_or(FASTEST) * 1000.0) as i32
}
