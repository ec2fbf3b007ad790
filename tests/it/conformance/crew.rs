//! Native threads that serve an arena, and how tests wait for them.

use interleave::catalogue::{
    CATALOGUE, Configuration, Entry, Granularity, Setting, build, first_entry, listing, source_of,
};
use interleave::engine::Run;
use interleave::program::{Cell, LogEntry, Program, ThreadId, Value};
use interleave::threads::{
    Arena, Control, Direct, FinalThread, MAX_THREADS, RunOptions, Seat, Tally, ThreadStatus, serve,
};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

/// As fast as the threads can, traced, without work times.
pub const TRACED: RunOptions =
    RunOptions { produce_time: 0, consume_time: 0, traced: true, steps_per_second: None };

/// Without trace.
pub const FULL_SPEED: RunOptions = RunOptions { traced: false, ..TRACED };

/// What threads write: the cells, and for each thread what it tells.
type Snapshot = (Vec<Value>, Vec<(ThreadStatus, Tally, FinalThread)>);

/// Threads in an arena, and the program they run.
pub struct Crew<'a> {
    pub control: Control<'a, Direct>,
    workers: usize,
    program: Option<Arc<Program>>,
}

/// Does something with a crew of so many workers, and ends them, whatever comes of it.
pub fn with_crew<T>(workers: usize, action: impl FnOnce(&mut Crew<'_>) -> T) -> T {
    let arena = &*Box::new(Arena::new());
    thread::scope(|scope| {
        for seat in 0..workers {
            scope.spawn(move || serve(arena, Seat(seat as u8)));
        }
        let mut crew = Crew { control: Control::new(arena, Direct), workers, program: None };
        action(&mut crew)
    })
}

impl Drop for Crew<'_> {
    fn drop(&mut self) {
        if self.control.run() != 0 {
            self.stop();
        }
        self.control.dismiss();
    }
}

impl Crew<'_> {
    pub fn start(&mut self, program: &Arc<Program>, options: RunOptions) {
        assert!(program.thread_count() <= MAX_THREADS);
        let seats: Vec<Seat> = (0..program.thread_count() as u8).map(Seat).collect();
        self.control.launch(program, options, &seats).expect("the programs here are small");
        self.program = Some(program.clone());
    }

    pub fn program(&self) -> &Arc<Program> {
        self.program.as_ref().expect("a run was started")
    }

    /// Stops the run, and waits until everybody has acknowledged that.
    pub fn stop(&self) {
        self.control.stop();
        self.wait_until("all acknowledge the stop", || {
            self.control.wake_everybody();
            (0..self.workers).all(|seat| self.control.has_acknowledged(Seat(seat as u8)))
        });
    }

    /// Waits for a condition that must come true soon.
    pub fn wait_until(&self, what: &str, condition: impl FnMut() -> bool) {
        self.try_until(condition).unwrap_or_else(|()| {
            let statuses = self.program.as_ref().map(|it| self.statuses(it));
            if thread::panicking() {
                eprintln!("threads are left behind: {statuses:?}");
                std::process::abort();
            }
            panic!("waited in vain until {what}: {statuses:?}")
        });
    }

    fn try_until(&self, mut condition: impl FnMut() -> bool) -> Result<(), ()> {
        let begin = Instant::now();
        while !condition() {
            // It takes milliseconds; after a minute it never will be so.
            if begin.elapsed() > Duration::from_secs(60) {
                return Err(());
            }
            thread::yield_now();
        }
        Ok(())
    }

    fn statuses(&self, program: &Program) -> Vec<ThreadStatus> {
        program.thread_ids().map(|id| self.control.status(id)).collect()
    }

    /// Waits until every thread's status is such.
    pub fn wait_for_statuses(&self, what: &str, wanted: impl Fn(ThreadId, ThreadStatus) -> bool) {
        let ids = || self.program().thread_ids();
        self.wait_until(what, || ids().all(|id| wanted(id, self.control.status(id))));
    }

    /// Waits until no step is going on and none can begin.
    pub fn wait_until_still(&self) {
        self.wait_until("the memory is still", || {
            self.control.wake_everybody();
            self.control.is_still()
        });
    }

    pub fn drain(&self) -> Vec<LogEntry> {
        let mut entries = Vec::new();
        self.control.drain(&mut entries);
        entries
    }

    /// Applies what the log holds to the run.
    pub fn replay_into(&self, run: &mut Run) {
        for entry in self.drain() {
            run.apply(entry).unwrap_or_else(|divergence| panic!("{divergence:?}"));
        }
    }

    pub fn cells(&self) -> Vec<Value> {
        (0..self.program().cells.len() as u16).map(|it| self.control.cell(Cell(it))).collect()
    }

    /// Everything that the threads write, but for the log.
    pub fn snapshot(&self) -> Snapshot {
        let program = self.program();
        let threads: Vec<_> = program
            .thread_ids()
            .map(|id| {
                (self.control.status(id), self.control.tally(id), self.control.final_thread(id, 32))
            })
            .collect();
        (self.cells(), threads)
    }

    /// Compares the arena of a stopped run with the machine's state.
    pub fn assert_same_end(&self, run: &Run) {
        assert_eq!(self.cells(), run.machine().memory().values());
        for id in self.program().thread_ids() {
            let expected = run.machine().thread(id);
            let locals: Vec<Value> = expected.locals.iter().copied().take(32).collect();
            let (next, produced) = (expected.next, expected.produced);
            assert_eq!(
                self.control.final_thread(id, locals.len() as u8),
                FinalThread { next, produced, locals },
                "{id:?}"
            );
        }
    }
}

/// The configuration of three semaphores with these numbers of producers, consumers, slots and
/// items.
pub fn configuration([producers, consumers, capacity, items]: [u64; 4]) -> Configuration {
    let mut configuration = Configuration::of(first_entry());
    for (setting, value) in [
        (Setting::Producers, producers),
        (Setting::Consumers, consumers),
        (Setting::Capacity, capacity),
        (Setting::Items, items),
    ] {
        assert_eq!(configuration.set(setting, value), None);
    }
    configuration
}

/// The same with a fault.
pub fn with_fault(numbers: [u64; 4], fault: &str) -> Configuration {
    assert!(first_entry().fault_named(fault).is_some(), "{fault}");
    configuration(numbers).with_fault(first_entry(), fault)
}

/// Three semaphores.
pub fn program(configuration: &Configuration) -> Arc<Program> {
    program_of(first_entry(), configuration)
}

/// A program of the catalogue.
pub fn program_of(entry: &Entry, configuration: &Configuration) -> Arc<Program> {
    let source = source_of(&listing(entry, configuration.faults));
    match build(&source, configuration) {
        Ok((program, ..)) => Arc::new(program),
        Err((problems, _)) => panic!("{}: {problems:?}", entry.name),
    }
}

/// Every program of the catalogue as it is and with each of its faults, at each granularity, for two producers and two
/// consumers; each with a seed of its own and its name.
pub fn each_of_the_catalogue(mut look: impl FnMut(&Arc<Program>, u64, &str)) {
    let mut seed = 0;
    for entry in CATALOGUE {
        for granularity in Granularity::ALL {
            for fault in (0..entry.faults.len()).map(Some).chain([None]) {
                let mut configuration = Configuration::of(entry)
                    .with(Setting::Producers, 2)
                    .with(Setting::Consumers, 2)
                    .with(Setting::Items, 5);
                configuration.granularity = granularity;
                if let Some(fault) = fault {
                    configuration.faults.set(entry.faults, fault, true);
                }
                seed += 1;
                look(&program_of(entry, &configuration), seed, entry.name);
            }
        }
    }
}

/// A program of these lines.
pub fn program_from(source: &str, configuration: &Configuration) -> Arc<Program> {
    let built = build(source, configuration).map_err(|(problems, _)| problems);
    Arc::new(built.expect("the text is a program").0)
}

/// Small numbers that look random, the same in every test run.
pub struct Numbers(pub u64);

impl Numbers {
    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }
}
