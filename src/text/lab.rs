//! What the lab says: the same work under each runtime.

use super::sentences::sentences;

sentences! {
    /// See the [module](self).
    #[allow(missing_docs, reason = "the names of the fields say which sentence each is")]
    pub struct Lab {
        pub title: &'static str,
        /// Where there is little room.
        pub short: &'static str,
        pub intro: &'static str,
        pub back: &'static str,
        // What is compared.
        pub serial_run: &'static str,
        pub serial_how: &'static str,
        pub gil: &'static str,
        pub gil_how: &'static str,
        pub free: &'static str,
        pub free_how: &'static str,
        pub asyncio: &'static str,
        pub asyncio_how: &'static str,
        pub to_thread: &'static str,
        pub to_thread_how: &'static str,
        pub processes: &'static str,
        /// Gets their number and how they are started.
        pub processes_how: &'static str,
        // Knobs, and the groups that they stand in.
        pub work: &'static str,
        pub machine: &'static str,
        pub pool: &'static str,
        pub tasks: &'static str,
        pub compute: &'static str,
        pub native: &'static str,
        pub wait: &'static str,
        pub serial: &'static str,
        pub long: &'static str,
        pub calls: &'static str,
        pub cores: &'static str,
        pub switch: &'static str,
        pub workers: &'static str,
        pub start: &'static str,
        pub bytes: &'static str,
        pub items: &'static str,
        pub chunk: &'static str,
        pub pythons_rule: &'static str,
        pub awaiting: &'static str,
        pub together: &'static str,
        pub one_by_one: &'static str,
        pub blocking: &'static str,
        /// Get the label of the knob.
        pub less_of: &'static str,
        pub more_of: &'static str,
        pub reset: &'static str,
        // The sides of a small page.
        pub strips: &'static str,
        pub knobs: &'static str,
        pub bars: &'static str,
        pub questions: &'static str,
        // The strips.
        pub as_table: &'static str,
        pub as_strips: &'static str,
        pub lane_is: &'static str,
        pub lane_task: &'static str,
        pub lane_core: &'static str,
        pub moment: &'static str,
        /// Gets a time.
        pub at: &'static str,
        pub done_after: &'static str,
        pub the_measure: &'static str,
        /// Gets a number.
        pub times: &'static str,
        pub main: &'static str,
        pub parent: &'static str,
        // Kinds.
        pub python: &'static str,
        pub outside: &'static str,
        pub wants_key: &'static str,
        pub woken: &'static str,
        pub ready: &'static str,
        pub waits: &'static str,
        pub starts: &'static str,
        pub copies: &'static str,
        pub idle: &'static str,
        pub not_there: &'static str,
        pub kinds: &'static str,
        // The moment at the cursor.
        pub has_key: &'static str,
        pub asks: &'static str,
        /// Gets a duration.
        pub stands: &'static str,
        pub turns: &'static str,
        pub all_done: &'static str,
        /// Gets how much lies in the pipe.
        pub in_pipe: &'static str,
        /// Get a number of lanes.
        pub many_compute: &'static str,
        pub many_wait: &'static str,
        pub many_ready: &'static str,
        pub many_want: &'static str,
        // The bars.
        pub more_workers: &'static str,
        pub ideal: &'static str,
        /// Gets the serial share in hundredths.
        pub amdahl: &'static str,
        pub one_worker: &'static str,
        /// Gets a number.
        pub so_many_cores: &'static str,
        pub runtime: &'static str,
        pub speed_up: &'static str,
        // Questions.
        /// Gets a number and how many there are.
        pub question_of: &'static str,
        pub leave: &'static str,
        pub next: &'static str,
        pub you_said: &'static str,
        pub right: &'static str,
        pub answer_first: &'static str,
        pub on_its_way: &'static str,
        pub missing: &'static str,
        pub answered: &'static str,
        // Why it is as it is: the cause, and what would change it, which gets a number, perhaps two, and the knob.
        pub convoy: &'static str,
        pub convoy_lever: &'static str,
        pub posting: &'static str,
        pub posting_lever: &'static str,
        pub chunks_lever: &'static str,
        pub starting: &'static str,
        pub starting_lever: &'static str,
        pub sending: &'static str,
        pub sending_lever: &'static str,
        pub heavy: &'static str,
        pub heavy_lever: &'static str,
        pub sleeps: &'static str,
        pub sleeps_lever: &'static str,
        pub in_turn: &'static str,
        pub in_turn_lever: &'static str,
        pub long_task: &'static str,
        pub long_task_lever: &'static str,
        pub alone: &'static str,
        pub alone_lever: &'static str,
        pub nothing: &'static str,
        pub nothing_lever: &'static str,
        pub saves_waiting: &'static str,
        pub saves_waiting_lever: &'static str,
        pub side_by_side: &'static str,
        pub side_by_side_lever: &'static str,
        pub all_wait: &'static str,
        pub all_wait_lever: &'static str,
        pub so_many: &'static str,
        pub so_many_lever: &'static str,
    }
}
