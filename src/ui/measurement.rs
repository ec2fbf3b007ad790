//! What `static/bench/` measures. It is called from that page, not from the app.

use crate::catalogue::{Configuration, Setting};
use crate::engine::SchedulerKind;
use crate::program::{LogEntry, RoleKind};
use crate::session::{
    Action, DocumentAction, Model, PlaybackAction, Speed, Support, ThreadsAction, WhySimulated,
    update,
};
use crate::threads::{Host, Report, RunOptions};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;

fn configuration(producers: u32, consumers: u32, capacity: u32) -> Configuration {
    Configuration::default()
        .with(Setting::Producers, producers)
        .with(Setting::Consumers, consumers)
        .with(Setting::Capacity, capacity)
}

/// Makes so many steps with simulated threads, chosen at random, with books and past as
/// the page keeps them. Answers how many were made.
#[wasm_bindgen]
pub fn measure_simulated(producers: u32, consumers: u32, capacity: u32, steps: u32) -> u32 {
    let mut model = Model::new(configuration(producers, consumers, capacity));
    for action in [
        Action::from(ThreadsAction::SupportFound(Support::SimulatedOnly(
            WhySimulated::NotIsolated,
        ))),
        Action::from(PlaybackAction::ChooseScheduler(SchedulerKind::Random)),
        Action::from(PlaybackAction::SetSpeed(Speed::UNLIMITED)),
        Action::from(PlaybackAction::Toggle),
        Action::from(PlaybackAction::Frame { elapsed: 0.0, budget: steps }),
    ] {
        update(&mut model, action);
    }
    model.playback.run.length() as u32
}

/// A text that is being edited, with simulated threads.
#[wasm_bindgen]
pub struct EditMeasurement(Model);

#[wasm_bindgen]
impl EditMeasurement {
    /// Begins with a program of the catalogue.
    #[wasm_bindgen(constructor)]
    #[allow(clippy::new_without_default, reason = "it is called from JavaScript only")]
    pub fn new() -> EditMeasurement {
        let mut model = Model::new(configuration(1, 1, 1));
        let support = Support::SimulatedOnly(WhySimulated::NotIsolated);
        update(&mut model, ThreadsAction::SupportFound(support));
        EditMeasurement(model)
    }

    /// Reads a text, gives it its meaning and makes a run of it, as every key in the editor
    /// does. Answers whether the text is right.
    pub fn edit(&mut self, text: &str) -> bool {
        update(&mut self.0, DocumentAction::Edit(text.to_owned()));
        self.0.text_is_right()
    }
}

/// Real threads at work, without the picture.
#[wasm_bindgen]
pub struct ThreadMeasurement {
    host: Host,
    model: Model,
    traced: bool,
    has_stopped: Rc<Cell<bool>>,
    steps: u32,
    entries: Vec<LogEntry>,
}

#[wasm_bindgen]
impl ThreadMeasurement {
    /// Starts threads: traced, as the page runs them, or at full speed without a log.
    #[wasm_bindgen(constructor)]
    pub fn new(producers: u32, consumers: u32, capacity: u32, traced: bool) -> ThreadMeasurement {
        let has_stopped = Rc::new(Cell::new(false));
        let mut host = Host::new({
            let has_stopped = has_stopped.clone();
            move |report| has_stopped.set(report != Report::Ready)
        });
        let model = Model::new(configuration(producers, consumers, capacity));
        let options =
            RunOptions { produce_time: 0, consume_time: 0, traced, steps_per_second: None };
        host.start(model.program(), options);
        host.set_unlimited();
        let entries = Vec::new();
        ThreadMeasurement { host, model, traced, has_stopped, steps: 0, entries }
    }

    /// To be called often: a traced run is applied to the page's machine here.
    pub fn tick(&mut self, now: f64) {
        self.host.tick(now);
        if self.traced {
            self.host.drain(&mut self.entries);
            for entry in self.entries.drain(..) {
                if let Err(divergence) = self.model.playback.run.apply(entry) {
                    wasm_bindgen::throw_str(&format!(
                        "the replay disagrees at step {}",
                        divergence.number
                    ));
                }
                self.steps += 1;
            }
        }
    }

    /// Steps of a traced run, items consumed of another.
    pub fn count(&self) -> f64 {
        if self.traced {
            return f64::from(self.steps);
        }
        let program = self.model.program();
        program
            .thread_ids()
            .filter(|&id| program.name_of(id).role == RoleKind::Consumer)
            .map(|id| self.host.tally(id).consumed as f64)
            .sum()
    }

    /// Ends the run.
    pub fn stop(&mut self) {
        self.host.stop();
    }

    /// Whether all threads have acknowledged the end of the run.
    pub fn has_stopped(&self) -> bool {
        self.has_stopped.get()
    }
}
