//! Carries out what the session asks of real threads, and tells it what they did.

use super::checker::Checker;
use super::fetching::fetch;
use super::preferences::{keep_first_steps, keep_preferences, keep_program, keep_progress};
use crate::program::{LogEntry, ThreadId};
use crate::session::{
    Effect, RealThreadsState, Speed, Support, ThreadKind, ThreadsAction, WhyFailed, WhySimulated,
};
use crate::threads::{
    self, FailureReason, Host, Report, RunOptions, ThreadStatus, Unavailable, worker_name,
};
use crate::ui::store::Store;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

/// The page's real threads, tied to its store.
pub struct RealThreads {
    store: Store,
    host: RefCell<Host>,
    /// Its effects come by the same way.
    checker: Rc<Checker>,
    /// Reports that came while the host was in use; passed on with the next frame.
    reports: Rc<RefCell<Vec<Report>>>,
}

impl RealThreads {
    /// Ties real threads to a store: from now on its effects are carried out.
    pub fn connect(store: &Store) -> Rc<RealThreads> {
        let reports = Rc::new(RefCell::new(Vec::new()));
        let host = Host::new({
            let reports = reports.clone();
            move |report| reports.borrow_mut().push(report)
        });
        let threads = Rc::new(RealThreads {
            store: store.clone(),
            host: RefCell::new(host),
            checker: Checker::new(store),
            reports,
        });
        // Weak, as the store is kept by the threads.
        let weak = Rc::downgrade(&threads);
        store.set_effect_runner(move |effect| {
            if let Some(threads) = weak.upgrade() {
                threads.carry_out(effect);
            }
        });
        threads.carry_out(Effect::ProbeSupport);
        threads
    }

    /// Once a frame: what the threads did since the last one goes to the store.
    pub fn report(&self, now: f64) {
        self.host.borrow_mut().tick(now);
        for report in self.reports.take() {
            self.store.dispatch(action_for(report));
        }
        if self.store.read(|model| model.threads.state != RealThreadsState::Ready) {
            return;
        }
        let mut entries: Vec<LogEntry> = Vec::new();
        self.host.borrow_mut().drain(&mut entries);
        if !entries.is_empty() {
            self.store.dispatch(ThreadsAction::Logged(entries));
        }
        self.report_work();
    }

    /// Who makes or uses an item just now, if that takes time at all.
    fn report_work(&self) {
        let (known, threads) = self.store.read(|model| {
            let threads = if model.kind() == ThreadKind::Real && model.work_takes_time() {
                model.program().thread_count()
            } else {
                0
            };
            (model.at_work(), threads)
        });
        let host = self.host.borrow();
        let at_work = (0..threads)
            .map(ThreadId::from_index)
            .filter(|&id| matches!(host.status(id), ThreadStatus::AtWork { .. }))
            .fold(0, |bits, id| bits | 1 << id.0);
        drop(host);
        if at_work != known {
            self.store.dispatch(ThreadsAction::AtWork(at_work));
        }
    }

    fn carry_out(self: &Rc<Self>, effect: Effect) {
        match effect {
            Effect::ProbeSupport => {
                let store = self.store.clone();
                spawn_local(async move {
                    let support = match threads::probe().await {
                        threads::Support::Available => Support::Real,
                        threads::Support::Unavailable(why) => Support::SimulatedOnly(match why {
                            Unavailable::NotIsolated => WhySimulated::NotIsolated,
                            Unavailable::NoSharedArrayBuffer => WhySimulated::NoSharedMemory,
                            Unavailable::Refused(_) => WhySimulated::Refused,
                            Unavailable::ProbeFailed(_) => WhySimulated::NoAnswer,
                        }),
                    };
                    store.dispatch(ThreadsAction::SupportFound(support));
                });
            }
            Effect::StartThreads { program, produce_time, consume_time, speed } => {
                let options = RunOptions {
                    produce_time,
                    consume_time,
                    traced: true,
                    steps_per_second: speed.steps_per_second(),
                };
                self.host.borrow_mut().start(&program, options);
            }
            Effect::StopThreads => self.host.borrow_mut().stop(),
            Effect::Pause => self.host.borrow().pause(),
            Effect::Grant(steps) => self.host.borrow().grant(steps),
            Effect::GrantTo(thread, way) => self.host.borrow().grant_to(thread, way),
            Effect::GrantWithoutLimit => self.host.borrow().set_unlimited(),
            Effect::SetPace(speed) => {
                self.host.borrow().set_pace(Speed::steps_per_second(speed));
            }
            Effect::Proof(effect) => self.checker.carry_out(effect),
            Effect::Fetch(volume, language) => fetch(&self.store, volume, language),
            Effect::KeepPreferences => self.store.read(keep_preferences),
            Effect::KeepFirstSteps => keep_first_steps(),
            Effect::KeepProgress => self.store.read(keep_progress),
            Effect::KeepProgram => {
                let is_kept = self.store.read(keep_program);
                self.store.set_cannot_keep(!is_kept);
            }
        }
    }
}

/// What a report of the host means to the session.
fn action_for(report: Report) -> ThreadsAction {
    let (thread, reason) = match report {
        Report::Ready => return ThreadsAction::Ready,
        Report::Stopped => return ThreadsAction::Stopped { forced: false },
        Report::Failed { thread, reason } => (thread, reason),
    };
    let why = match reason {
        FailureReason::NeverStarted => WhyFailed::DidNotStart,
        FailureReason::Crashed(_) => WhyFailed::Died,
        FailureReason::Silent => WhyFailed::DoesNotAnswer,
        FailureReason::DidNotStop => return ThreadsAction::Stopped { forced: true },
        // Without threads to be had, the page goes on with simulated ones.
        FailureReason::TooLarge => return without_real_threads(WhySimulated::TooLarge),
        FailureReason::Refused(_) => return without_real_threads(WhySimulated::Refused),
    };
    ThreadsAction::Failed { name: thread.map(worker_name).unwrap_or_default(), why }
}

fn without_real_threads(why: WhySimulated) -> ThreadsAction {
    ThreadsAction::SupportFound(Support::SimulatedOnly(why))
}
