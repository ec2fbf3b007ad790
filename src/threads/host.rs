//! The page's workers: hired, watched, reused and let go.
//!
//! Nothing here waits either. What takes time, the start of workers and their
//! acknowledgement of a stop, is looked after whenever [`Host::tick`] is called, and by a
//! short timer while something is due.

mod boot_script;
mod bootstrap;
mod crew;
mod desk;
mod inner;
mod job;
mod patience;
mod probe;
mod remote;
mod rest;

pub use boot_script::{Kept, break_off, has_broken, page_memory};
pub use bootstrap::worker_name;
pub use desk::{Desk, DeskFailure, Letter};
pub use probe::{Support, Unavailable, probe};
pub use rest::{begin_with_rest, fetch_rest};

use super::arena::ThreadStatus;
use super::control::RunOptions;
use super::shared::Tally;
use crate::program::{Cell, Choice, LogEntry, Program, ThreadId, ThreadName, Value};
use crew::Crew;
use inner::{Inner, act};
use job::{Job, Order};
use std::cell::RefCell;
use std::rc::Rc;

/// What the page is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Report {
    /// The run has been started. A traced one has no permits but those granted since
    /// [`Host::start`].
    Ready,
    /// A thread will not go on, or the run cannot start. The next start makes everything anew.
    Failed {
        /// The thread, unless it concerns all.
        thread: Option<ThreadName>,
        /// What is wrong.
        reason: FailureReason,
    },
    /// The run is over, and nothing writes its memory any more.
    Stopped,
}

/// Why a thread will not go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FailureReason {
    /// Its worker did not start in time.
    NeverStarted,
    /// Its worker broke off; the browser's message.
    Crashed(String),
    /// Its worker does not answer: the browser has ended it, or it hangs.
    Silent,
    /// Its worker did not acknowledge the stop in time, and was ended.
    DidNotStop,
    /// The program has too many threads, cells or lines.
    TooLarge,
    /// The browser gives no memory or no workers; its message.
    Refused(String),
}

/// At most one crew of workers and the memory they share. Dropping it ends them.
pub struct Host {
    inner: Rc<RefCell<Inner>>,
}

/// What a worker, or the browser on its behalf, says.
enum Message {
    Ready,
    Crashed(String),
}

impl Host {
    /// A host without workers.
    ///
    /// `on_report` may be called during any method of the host that changes something,
    /// [`Host::tick`] included, and in between. It must not call the host by itself.
    pub fn new(on_report: impl Fn(Report) + 'static) -> Host {
        let inner = Inner::new(Rc::new(on_report));
        Host { inner }
    }

    /// Starts a run as soon as possible, and reports [`Report::Ready`] then. A run that
    /// goes on is stopped first. Idle workers and their memory are used again where they
    /// are in order.
    ///
    /// A traced run starts paused. What is granted from now on holds from its start, and what
    /// can be seen from now on, the log included, is of the new run only.
    pub fn start(&mut self, program: &Program, options: RunOptions) {
        let job = Job::new(program.clone(), options);
        act(&self.inner, |inner| inner.start(job));
    }

    /// Adds permits for so many steps, for whichever threads come first. Time passes for
    /// threads at work, until [`Host::pause`].
    pub fn grant(&self, steps: u32) {
        self.order(Order::Grant(steps));
    }

    /// Adds a permit for one step of this thread, which goes this way if it can go several. Ends
    /// the work it is at.
    pub fn grant_to(&self, thread: ThreadId, way: Option<Choice>) {
        self.order(Order::GrantTo(thread, way));
    }

    /// Lets everybody step as often as they can.
    pub fn set_unlimited(&self) {
        self.order(Order::SetUnlimited);
    }

    /// Takes all permits away, and lets no time pass for threads at work.
    pub fn pause(&self) {
        self.order(Order::Pause);
    }

    /// The speed that work times go by; `None` is as fast as possible.
    pub fn set_pace(&self, steps_per_second: Option<f64>) {
        self.order(Order::SetPace(steps_per_second));
    }

    fn order(&self, order: Order) {
        self.inner.borrow_mut().order(order);
    }

    /// How many permits for anybody are left; `None` when there is no limit.
    pub fn permits(&self) -> Option<u32> {
        self.look(|crew| crew.control.permits()).unwrap_or(Some(0))
    }

    /// Whether no step is going on and none can begin, as without any run.
    pub fn is_still(&self) -> bool {
        self.look(|crew| crew.control.is_still()).unwrap_or(true)
    }

    /// Moves what the log holds to `into`. To be called in every frame: threads wait when
    /// the log is full. It can still be called after the stop, for the last entries.
    pub fn drain(&mut self, into: &mut Vec<LogEntry>) {
        self.look(|crew| crew.control.drain(into));
    }

    /// What a thread is doing.
    pub fn status(&self, thread: ThreadId) -> ThreadStatus {
        self.look(|crew| crew.control.status(thread)).unwrap_or(ThreadStatus::NotStarted)
    }

    /// What a thread has made and consumed so far.
    pub fn tally(&self, thread: ThreadId) -> Tally {
        self.look(|crew| crew.control.tally(thread)).unwrap_or_default()
    }

    /// What a cell holds in the threads' memory; exact while the memory is still.
    pub fn cell(&self, cell: Cell) -> Option<Value> {
        self.look(|crew| crew.control.cell(cell))
    }

    /// Stops the run, and reports [`Report::Stopped`] when all workers have acknowledged
    /// that, or after a second without them. Without a run it does nothing.
    pub fn stop(&mut self) {
        act(&self.inner, |inner| inner.stop(None));
    }

    /// Looks after the workers. To be called in every frame, with the frame's time.
    pub fn tick(&mut self, now: f64) {
        act(&self.inner, |inner| inner.look_after(now));
    }

    /// Looks at the run that was started last, once it goes on; not at the run before.
    fn look<T>(&self, look: impl FnOnce(&Crew) -> T) -> Option<T> {
        self.inner.borrow().shown().map(look)
    }
}
