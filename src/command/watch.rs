//! What is done while a search goes on.

use super::arguments::Limits;
use super::console::Console;
use super::wording::{counted, decimal, memory, number};
use crate::checker::Progress;
use crate::session::describe_phase;
use crate::text::fill;
use std::io;
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

/// Looks at the clock while a check goes on, and says how far it has come.
pub struct Watch {
    begin: Instant,
    most: Option<Duration>,
    last_shown: Instant,
    has_shown: bool,
}

impl Watch {
    /// So often progress is shown.
    const EVERY: Duration = Duration::from_millis(200);

    /// A search that began at this moment.
    pub fn new(limits: &Limits, begin: Instant) -> Watch {
        let most = limits.time.map(Duration::from_secs_f64);
        Watch { begin, most, last_shown: begin, has_shown: false }
    }

    /// The answer to how far a search has come.
    pub fn look(&mut self, progress: &Progress, console: &mut Console) -> ControlFlow<()> {
        let now = Instant::now();
        if self.most.is_some_and(|most| now - self.begin >= most) {
            return ControlFlow::Break(());
        }
        if console.shows_progress && now - self.last_shown >= Watch::EVERY {
            (self.last_shown, self.has_shown) = (now, true);
            // Progress that cannot be shown is no reason to stop.
            let _ = console.show_progress(&progress_line(console, progress, now - self.begin));
        }
        ControlFlow::Continue(())
    }

    /// Takes the progress away from the terminal.
    pub fn clear(&self, console: &mut Console) -> io::Result<()> {
        if self.has_shown { console.show_progress("") } else { Ok(()) }
    }
}

fn progress_line(console: &Console, progress: &Progress, elapsed: Duration) -> String {
    let words = console.words();
    let seconds = elapsed.as_secs_f64();
    let rate = (progress.states as f64 / seconds) as u64;
    let states = counted(words, words.states, progress.states);
    let steps = counted(words, words.steps, progress.depth.into());
    let written = |it| number(words, it);
    if let Some(says) = describe_phase(console.text(), progress, [&states, &steps], written) {
        return says;
    }
    let said = [
        states,
        number(words, progress.depth.into()),
        number(words, rate),
        memory(words, progress.bytes),
        decimal(words, seconds, 0),
    ];
    fill(words.progress, &said.each_ref().map(String::as_str))
}
