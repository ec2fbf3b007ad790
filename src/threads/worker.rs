//! The life of a worker: wait for a run, take part in it, acknowledge its stop, wait again.

use super::arena::{Arena, DISMISSED, Seat, ThreadStatus};
use super::atomic::SeqCst;
use super::attention::Attention;
use super::full_speed;
use super::futex::Futex;
use super::part::Part;
use super::traced::Traced;
use crate::program::ThreadId;

/// Serves run after run, until the workers of this arena are dismissed.
pub fn serve(arena: &Arena, seat: Seat) {
    let mut last = 0;
    loop {
        let run = arena.start.load(SeqCst);
        if run == DISMISSED {
            return;
        }
        if run == last {
            arena.start.wait(last, None);
            continue;
        }
        take_part(arena, seat, run);
        // The last write of this run: from here on the page may use the memory again.
        arena.seats[usize::from(seat.0)].acknowledged.store(run, SeqCst);
        last = run;
    }
}

/// Is the thread that the page has given this seat, until the run is stopped.
fn take_part(arena: &Arena, seat: Seat, run: i32) {
    let mut attention = Attention::new(arena, seat, run);
    // A worker may come to hear of a run when that is over, and the page is writing the
    // next. Then nothing in the arena is about the run this worker thinks of.
    if attention.is_stopped() {
        return;
    }
    let given = arena.seats[usize::from(seat.0)].thread.load(SeqCst);
    let Some(index) = given.checked_sub(1).filter(|&it| it >= 0) else { return };
    let thread = ThreadId::from_index(index as usize);
    let (part, work) = Part::of(thread, arena);
    let words = arena.words_of(thread);
    words.set_status(ThreadStatus::Running);
    words.tally.count_made(work.produced);
    let part = if arena.traced.load(SeqCst) != 0 {
        Traced::new(arena, attention, part).run(work)
    } else {
        full_speed::run(arena, attention, part)
    };
    words.set_final(part.state());
    words.set_status(ThreadStatus::Stopped);
}
