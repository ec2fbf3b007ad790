//! Real threads of whole programs: started ones begin when they are, daemons stop when it is over.

use super::built::{Whole, add, again, load, local, store};
use crate::conformance::crew::{TRACED, program_of, with_crew};
use interleave::catalogue::{Configuration, entry_named};
use interleave::engine::Run;

#[test]
fn a_real_daemon_stops_when_the_program_is_over() {
    for round in 0..20 {
        let mut whole = Whole::new();
        let cell = whole.variable("x");
        let (daemon, worker) = (whole.late("daemon", 1), whole.late("worker", 2));
        let count = vec![load(cell, 0), add(0, 1), store(local(0), cell)];
        whole.code(daemon, true, [count.clone(), vec![again(0)]].concat());
        whole.code(worker, false, count);
        let starts = [daemon.start(0), worker.start(0), worker.start(1), worker.join(None)];
        let program = whole.build(starts.to_vec());
        let mut run = Run::new(program.clone());
        with_crew(program.thread_count(), |crew| {
            crew.start(&program, TRACED);
            crew.control.grant(i32::MAX as u32);
            crew.wait_until("the program is over", || {
                crew.replay_into(&mut run);
                run.machine().is_over()
            });
            crew.stop();
            let rest = crew.drain();
            assert!(rest.is_empty(), "round {round}: {rest:?} after the end");
        });
    }
}

#[test]
fn real_workers_of_a_pool_hear_of_its_end() {
    let entry = entry_named("thread-pool").expect("it is in the catalogue");
    let program = program_of(entry, &Configuration::of(entry));
    for _ in 0..200 {
        let mut run = Run::new(program.clone());
        with_crew(program.thread_count(), |crew| {
            crew.start(&program, TRACED);
            crew.control.set_unlimited();
            crew.wait_until("all tasks are done, and all workers have gone", || {
                crew.replay_into(&mut run);
                run.machine().is_over()
            });
            crew.stop();
        });
    }
}
