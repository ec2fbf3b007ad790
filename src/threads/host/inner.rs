//! What goes on inside a host: the phases of a run, and the reports that come of them.

use super::boot_script::has_broken;
use super::crew::{Crew, RollCall};
use super::job::{Job, Order};
use super::patience::Patience;
use super::{FailureReason, Message, Report};
use crate::program::ThreadName;
use crate::threads::clock;
use gloo_timers::callback::Interval;
use std::cell::RefCell;
use std::mem;
use std::rc::{Rc, Weak};

/// How often to look while something is due, in milliseconds.
const LOOK_EVERY: u32 = 1;

/// How long workers may take to start, and to acknowledge a stop.
const START_WITHIN: f64 = 1800.0;
const STOP_WITHIN: f64 = 950.0;

/// See the [module](self).
pub struct Inner {
    /// For the callbacks of workers and timers, which must not keep the host alive.
    me: Weak<RefCell<Inner>>,
    on_report: Rc<dyn Fn(Report)>,
    /// Reports to be made as soon as nobody is at work in here.
    reports: Vec<Report>,
    /// The workers, if there are any.
    pub crew: Option<Crew>,
    phase: Phase,
    timer: Option<Interval>,
}

enum Phase {
    /// No run. The workers, if any, are idle.
    Idle,
    /// Workers of the next run are starting.
    Assembling { job: Job, patience: Patience },
    /// A run goes on.
    Running { roll: RollCall },
    /// A run was told to stop; perhaps there is a next one.
    Stopping { next: Option<Job>, patience: Patience },
}

/// Does something with the inside, and makes the reports that come of it afterwards, when
/// it is nobody's any more.
pub fn act(inner: &Rc<RefCell<Inner>>, action: impl FnOnce(&mut Inner)) {
    let (reports, on_report) = {
        let mut inner = inner.borrow_mut();
        action(&mut inner);
        (mem::take(&mut inner.reports), inner.on_report.clone())
    };
    for report in reports {
        on_report(report);
    }
}

impl Inner {
    /// Without workers.
    pub fn new(on_report: Rc<dyn Fn(Report)>) -> Rc<RefCell<Inner>> {
        Rc::new_cyclic(|me: &Weak<RefCell<Inner>>| {
            RefCell::new(Inner {
                me: me.clone(),
                on_report,
                reports: Vec::new(),
                crew: None,
                phase: Phase::Idle,
                timer: None,
            })
        })
    }

    /// The crew, unless what it shows is of the run before the one that is to come.
    pub fn shown(&self) -> Option<&Crew> {
        match self.phase {
            Phase::Running { .. } | Phase::Stopping { next: None, .. } | Phase::Idle => {
                self.crew.as_ref()
            }
            Phase::Assembling { .. } | Phase::Stopping { next: Some(_), .. } => None,
        }
    }

    /// See [`Host::start`](super::Host::start).
    pub fn start(&mut self, job: Job) {
        match self.phase {
            Phase::Running { .. } | Phase::Stopping { .. } => self.stop(Some(job)),
            Phase::Idle | Phase::Assembling { .. } => self.assemble(job),
        }
    }

    /// Sees to it that there is a worker for every thread of the job.
    fn assemble(&mut self, job: Job) {
        let names: Vec<ThreadName> =
            job.program.thread_ids().map(|id| job.program.name_of(id)).collect();
        self.crew = self.crew.take().filter(|crew| crew.can_become(&names));
        self.phase = Phase::Idle;
        if self.crew.is_none() {
            match Crew::new() {
                Ok(crew) => self.crew = Some(crew),
                Err(message) => return self.fail(None, FailureReason::Refused(message)),
            }
        }
        let crew = self.crew.as_mut().expect("a crew was made where there was none");
        let me = self.me.clone();
        if let Err(message) = crew.enlist(&names, |name| receiver(me.clone(), name)) {
            self.crew = None;
            return self.fail(None, FailureReason::Refused(message));
        }
        self.phase = Phase::Assembling { job, patience: Patience::new(clock::now(), START_WITHIN) };
        self.launch_if_ready();
        self.set_timer();
    }

    fn launch_if_ready(&mut self) {
        let Some(crew) = &mut self.crew else { return };
        if !crew.is_ready() {
            return;
        }
        let Phase::Assembling { job, .. } = mem::replace(&mut self.phase, Phase::Idle) else {
            return;
        };
        match crew.launch(&job) {
            Ok(()) => {
                self.phase = Phase::Running { roll: RollCall::new(&crew.control, clock::now()) };
                self.reports.push(Report::Ready);
            }
            Err(_) => self.fail(None, FailureReason::TooLarge),
        }
    }

    /// Passes an order on, to the run that goes on or to the one to come.
    pub fn order(&mut self, order: Order) {
        match &mut self.phase {
            Phase::Running { .. } => {
                if let Some(crew) = &self.crew {
                    order.give(&crew.control);
                }
            }
            Phase::Assembling { job, .. } | Phase::Stopping { next: Some(job), .. } => {
                job.orders.push(order);
            }
            Phase::Idle | Phase::Stopping { next: None, .. } => {}
        }
    }

    /// Stops the run; `next` shall follow.
    pub fn stop(&mut self, next: Option<Job>) {
        match &mut self.phase {
            Phase::Idle => {}
            Phase::Assembling { .. } => {
                self.phase = Phase::Idle;
                self.reports.push(Report::Stopped);
            }
            Phase::Stopping { next: waiting, .. } => *waiting = next,
            Phase::Running { .. } => {
                if let Some(crew) = &self.crew {
                    crew.control.stop();
                }
                let patience = Patience::new(clock::now(), STOP_WITHIN);
                self.phase = Phase::Stopping { next, patience };
                self.look_after_stop(clock::now());
            }
        }
        self.set_timer();
    }

    /// See [`Host::tick`](super::Host::tick).
    pub fn look_after(&mut self, now: f64) {
        match &mut self.phase {
            Phase::Idle => {}
            Phase::Assembling { patience, .. } => {
                if patience.is_over(now) {
                    self.phase = Phase::Idle;
                    if let Some(crew) = self.crew.take() {
                        for name in crew.not_ready() {
                            self.fail(Some(name), FailureReason::NeverStarted);
                        }
                    }
                }
            }
            Phase::Running { roll } => {
                if let Some(crew) = &mut self.crew {
                    for name in roll.look(crew, now) {
                        self.fail(Some(name), FailureReason::Silent);
                    }
                }
            }
            Phase::Stopping { .. } => self.look_after_stop(now),
        }
        self.set_timer();
    }

    fn look_after_stop(&mut self, now: f64) {
        let Phase::Stopping { next, patience } = &mut self.phase else { return };
        let next = match &self.crew {
            // A crew in which somebody has failed is not used again, so it need not be
            // waited for. Its memory goes with it: nobody will look at what it writes.
            Some(crew) if !crew.is_broken() && !crew.has_stopped() => {
                if !patience.is_over(now) {
                    crew.control.wake_everybody();
                    return;
                }
                let next = next.take();
                let late: Vec<ThreadName> = crew.not_stopped().collect();
                self.crew = None;
                for name in late {
                    self.fail(Some(name), FailureReason::DidNotStop);
                }
                next
            }
            _ => next.take(),
        };
        self.phase = Phase::Idle;
        self.reports.push(Report::Stopped);
        if let Some(job) = next {
            self.assemble(job);
        }
    }

    /// A worker has said something.
    fn hear(&mut self, name: ThreadName, message: Message) {
        let Some(crew) = &mut self.crew else { return };
        match message {
            Message::Ready => {
                crew.note_ready(name);
                self.launch_if_ready();
            }
            Message::Crashed(message) => {
                let takes_part = crew.note_broken(name);
                if let Phase::Assembling { .. } = self.phase {
                    self.phase = Phase::Idle;
                    self.crew = None;
                }
                if takes_part {
                    self.fail(Some(name), FailureReason::Crashed(message));
                }
            }
        }
        self.set_timer();
    }

    fn fail(&mut self, thread: Option<ThreadName>, reason: FailureReason) {
        self.reports.push(Report::Failed { thread, reason });
    }

    /// Has a timer while something is due that frames may come too late for.
    fn set_timer(&mut self) {
        let due = matches!(self.phase, Phase::Assembling { .. } | Phase::Stopping { .. });
        if !due {
            self.timer = None;
        } else if self.timer.is_none() {
            let me = self.me.clone();
            self.timer = Some(Interval::new(LOOK_EVERY, move || {
                if let Some(inner) = me.upgrade().filter(|_| !has_broken()) {
                    act(&inner, |inner| inner.look_after(clock::now()));
                }
            }));
        }
    }
}

/// What takes a worker's messages to the host, for as long as there is one.
fn receiver(me: Weak<RefCell<Inner>>, name: ThreadName) -> impl Fn(Message) + Clone + 'static {
    move |message| {
        if let Some(inner) = me.upgrade().filter(|_| !has_broken()) {
            act(&inner, |inner| inner.hear(name, message));
        }
    }
}
