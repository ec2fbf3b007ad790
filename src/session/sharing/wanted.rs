//! The page as a person asks for it by name: a program, its faults and numbers, and how far its run
//! has come. [`Link`] is what it comes to.

use super::Opening;
use super::opening::{open_steps, show_link};
use crate::catalogue::Link;
use crate::catalogue::link::MOST_TURNS;
use crate::engine::{Round, Run, Simulation};
use crate::session::consequence::{Consequence, Next, Say};
use crate::session::model::Model;
use crate::session::notice::Notice;
use crate::session::restart::show;

/// No run is let stand still for so many turns in a row while it is made.
const PATIENCE: usize = 10_000;

/// What a page is to show, by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Program, faults, numbers, kind of threads, scheduler, seed. Its own turns are left aside.
    pub link: Link,
    /// The steps of the run as text; without them the scheduler makes as many as are wanted.
    pub steps: Option<String>,
    /// The step that is shown. Without it, all of `steps` are made, or none.
    pub position: Option<usize>,
    /// Names that mean nothing here.
    pub unknown: Vec<String>,
}

/// Shows what is wanted, paused.
pub(super) fn open_wanted(model: &mut Model, wanted: &Wanted) -> Consequence {
    let empty = Link { schedule: Some(Vec::new()), position: 0, ..wanted.link.clone() };
    let mut consequence = show_link(model, &empty, wanted.unknown.clone());
    let said = if !model.text_is_right() {
        None
    } else if let Some(steps) = &wanted.steps {
        match open_steps(model, steps) {
            Ok(left_out) => left_out,
            Err(refused) => Some(Opening::StepsRefused(refused)),
        }
    } else {
        make_steps(model, wanted.position.unwrap_or(0));
        None
    };
    if let Some(position) = wanted.position {
        model.playback.run.seek(position);
        model.playback.ending = model.playback.run.ending();
    }
    if let Some(said) = said.filter(|_| wanted.unknown.is_empty()) {
        consequence.say = Say::This(Notice::Opened(said));
    }
    consequence.next = Next::Made;
    consequence
}

/// Lets the scheduler make so many steps, as far as the run has them.
fn make_steps(model: &mut Model, count: usize) {
    if count == 0 {
        return;
    }
    let playback = &model.playback;
    let mut run = Run::new(playback.run.program().clone());
    let mut simulation = Simulation::new(&run, playback.scheduler, playback.seed, 0, 0);
    let mut idle = 0;
    while run.length() < count.min(MOST_TURNS) && run.ending().is_none() && idle < PATIENCE {
        match simulation.turn(&mut run) {
            Round::Step(_) => idle = 0,
            Round::AtWork => idle += 1,
            Round::Standstill => break,
        }
    }
    let is_empty = run.length() == 0;
    show(model, run);
    model.threads.forked = !is_empty;
    model.playback.made_from_steps = !is_empty;
}
