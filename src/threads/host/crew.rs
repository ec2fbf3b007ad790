//! A crew: workers by name, the memory they share, and the roll call.

use super::Message;
use super::bootstrap::{Hire, ScriptBlob, worker_name};
use super::job::Job;
use super::patience::Patience;
use super::remote::{Remote, new_memory};
use crate::program::ThreadName;
use crate::threads::arena::{self, MAX_THREADS, Seat};
use crate::threads::control::{Control, TooLarge};
use js_sys::WebAssembly;

/// Sixteen producers, sixteen consumers and a `main`. Workers whose names another program does not have are kept for
/// the next one that does, so that to go from one to the other and back costs nothing; but no more than these, as each
/// takes some MiB of a phone.
const MOST_KEPT: usize = 33;

/// See the [module](self).
pub struct Crew {
    /// The hand on their arena.
    pub control: Control<'static, Remote>,
    memory: WebAssembly::Memory,
    script: ScriptBlob,
    /// The worker in seat i at index i.
    members: Vec<Member>,
    /// The seats of the present run's threads, in the threads' order.
    seats: Vec<Seat>,
    broken: bool,
}

struct Member {
    name: ThreadName,
    ready: bool,
    _hire: Hire,
}

impl Crew {
    /// A crew of nobody, with a memory of its own.
    ///
    /// # Errors
    ///
    /// Fails with the browser's words.
    pub fn new() -> Result<Crew, String> {
        let memory = new_memory()?;
        let control = Control::new(arena::here(), Remote::new(&memory));
        let script = ScriptBlob::new()?;
        let (members, seats) = (Vec::new(), Vec::new());
        Ok(Crew { control, memory, script, members, seats, broken: false })
    }

    /// Whether this crew can play threads of these names: nobody has failed, and there would not be too many of them
    /// with those who would have to be hired.
    pub fn can_become(&self, names: &[ThreadName]) -> bool {
        let new = names.iter().filter(|&&name| self.seat_of(name).is_none()).count();
        let all = self.members.len() + new;
        !self.broken && all <= MAX_THREADS && all <= names.len().max(MOST_KEPT)
    }

    /// Gives every thread a seat, and hires workers where there are none of that name.
    ///
    /// # Errors
    ///
    /// Fails with the browser's words.
    pub fn enlist<R: Fn(Message) + Clone + 'static>(
        &mut self,
        names: &[ThreadName],
        receiver: impl Fn(ThreadName) -> R,
    ) -> Result<(), String> {
        self.seats.clear();
        for &name in names {
            let seat = match self.seat_of(name) {
                Some(seat) => seat,
                None => {
                    let seat = Seat(self.members.len() as u8);
                    let hire = Hire::new(
                        &self.script,
                        &worker_name(name),
                        &self.memory,
                        Some(seat),
                        receiver(name),
                    )?;
                    self.members.push(Member { name, ready: false, _hire: hire });
                    seat
                }
            };
            self.seats.push(seat);
        }
        Ok(())
    }

    /// Starts a run of the threads that were enlisted.
    ///
    /// # Errors
    ///
    /// Fails when the program does not fit.
    pub fn launch(&mut self, job: &Job) -> Result<(), TooLarge> {
        self.control.launch(&job.program, job.options, &self.seats)?;
        for order in &job.orders {
            order.give(&self.control);
        }
        Ok(())
    }

    /// Whether all workers have loaded the module. Before the first of them has, nothing
    /// may be put into the memory: loading sets it to the module's initial contents.
    pub fn is_ready(&self) -> bool {
        self.members.iter().all(|member| member.ready)
    }

    /// The workers that have not loaded the module.
    pub fn not_ready(&self) -> impl Iterator<Item = ThreadName> {
        self.members.iter().filter(|member| !member.ready).map(|member| member.name)
    }

    /// Whether all workers have acknowledged the stop.
    pub fn has_stopped(&self) -> bool {
        self.not_stopped().next().is_none()
    }

    /// The workers that have not acknowledged the stop: those without a part in the run as
    /// well, as they too wake up for it.
    pub fn not_stopped(&self) -> impl Iterator<Item = ThreadName> {
        let seats = (0..).map(Seat);
        let waited_for = seats.zip(&self.members);
        waited_for
            .filter(|&(seat, _)| !self.control.has_acknowledged(seat))
            .map(|(_, member)| member.name)
    }

    /// Whether somebody has failed.
    pub fn is_broken(&self) -> bool {
        self.broken
    }

    /// A worker has loaded the module.
    pub fn note_ready(&mut self, name: ThreadName) {
        if let Some(member) = self.members.iter_mut().find(|member| member.name == name) {
            member.ready = true;
        }
    }

    /// A worker has failed; whether it has a part in the present run.
    pub fn note_broken(&mut self, name: ThreadName) -> bool {
        self.broken = true;
        self.seat_of(name).is_some_and(|seat| self.seats.contains(&seat))
    }

    fn seat_of(&self, name: ThreadName) -> Option<Seat> {
        let at = self.members.iter().position(|member| member.name == name)?;
        Some(Seat(at as u8))
    }
}

impl Drop for Crew {
    fn drop(&mut self) {
        // Browsers take seconds to end a worker that sleeps or computes. These are told to
        // leave by themselves, wherever they are.
        self.control.stop();
        self.control.dismiss();
    }
}

/// How often the roll is called, and how long an answer may take, in milliseconds: a
/// worker that is gone is missed in less than two seconds.
const CALL_EVERY: f64 = 300.0;
const ANSWER_WITHIN: f64 = 1400.0;

/// Finds workers that are gone without a word.
pub struct RollCall {
    call: i32,
    called_at: f64,
    patience: Patience,
    /// Whether somebody was found missing; once is enough.
    over: bool,
}

impl RollCall {
    /// Calls the roll for the first time.
    pub fn new(control: &Control<'_, Remote>, now: f64) -> RollCall {
        let patience = Patience::new(now, ANSWER_WITHIN);
        RollCall { call: control.call_roll(), called_at: now, patience, over: false }
    }

    /// Looks who has answered, and gives the names of those who are given up.
    pub fn look(&mut self, crew: &mut Crew, now: f64) -> Vec<ThreadName> {
        if self.over || crew.broken {
            return Vec::new();
        }
        let silent: Vec<Seat> = crew
            .seats
            .iter()
            .copied()
            .filter(|&seat| !crew.control.has_answered(seat, self.call))
            .collect();
        if silent.is_empty() {
            if now - self.called_at >= CALL_EVERY {
                *self = RollCall::new(&crew.control, now);
            }
            return Vec::new();
        }
        if !self.patience.is_over(now) {
            crew.control.wake_everybody();
            return Vec::new();
        }
        self.over = true;
        crew.broken = true;
        silent.into_iter().map(|seat| crew.members[usize::from(seat.0)].name).collect()
    }
}
