//! What has happened, as the difference between the page as it was and as it is.

use super::protocol::{Checked, Event, LastLine, Outcomes, State};
use crate::catalogue::Setting;
use crate::checker::{self, Ends, Verdict};
use crate::engine::{Ending, write_schedule};
use crate::session::{
    Finding, Model, Motion, Prediction, Stage, ThreadKind, describe, describe_moment,
    describe_outcomes, describe_verdict, describe_violation, place_of,
};
use std::rc::Rc;

/// Remembers the page as the host knows it.
#[derive(Debug)]
pub struct Watcher {
    known: Known,
}

#[derive(Debug, PartialEq)]
struct Known {
    generation: u64,
    is_running: bool,
    kind: ThreadKind,
    language: &'static str,
    problems: usize,
    position: usize,
    ending: Option<Ending>,
    is_checking: bool,
    has_outcomes: bool,
    /// The challenge that is done, its variant, and the try that did it.
    goal: Option<(&'static str, u32, u32)>,
}

impl Known {
    fn of(model: &Model) -> Known {
        let playback = &model.playback;
        Known {
            generation: playback.generation,
            is_running: playback.motion == Motion::Running,
            kind: model.kind(),
            language: model.preferences.language.tag(),
            problems: model.document.problems.len(),
            position: playback.run.position(),
            ending: playback.ending.clone(),
            is_checking: model.proof.is_running(),
            has_outcomes: are_outcomes_known(model),
            goal: model
                .lesson
                .open()
                .filter(|it| it.is_done())
                .map(|it| (it.challenge.name, it.number, it.tries)),
        }
    }
}

impl Watcher {
    /// Of this page from now on.
    pub fn of(model: &Model) -> Watcher {
        Watcher { known: Known::of(model) }
    }

    /// What has happened since it was asked last, in the order in which a host wants to hear it.
    pub fn changes(&mut self, model: &Model) -> Vec<Event> {
        let now = Known::of(model);
        if now == self.known {
            return Vec::new();
        }
        let before = std::mem::replace(&mut self.known, now);
        let now = &self.known;
        let is_another_run = before.generation != now.generation;
        let mut events = Vec::new();
        let is_same_state = !is_another_run
            && (before.is_running, before.kind, before.language, before.problems)
                == (now.is_running, now.kind, now.language, now.problems);
        if !is_same_state {
            events.push(state(model));
        }
        let has_moved = is_another_run || before.position != now.position;
        if has_moved && (now.position > 0 || !is_another_run) {
            events.push(step(model));
        }
        let ending =
            now.ending.as_ref().filter(|it| has_moved || before.ending.as_ref() != Some(it));
        events.extend(ending.map(|it| ended(model, it)));
        if before.is_checking
            && !now.is_checking
            && let Stage::Done(finding) = &model.proof.stage
        {
            events.push(checked(model, finding));
        }
        if now.has_outcomes && !before.has_outcomes {
            events.extend(outcomes(model).map(|it| Event::Outcomes(Box::new(it))));
        }
        let attempt = model.lesson.open().filter(|_| now.goal != before.goal && now.goal.is_some());
        events.extend(attempt.map(|it| Event::Goal {
            lesson: it.challenge.name,
            variant: it.number as usize,
            stars: it.stars.into(),
            tries: it.tries as usize,
            sure: it.sure.into(),
        }));
        events
    }
}

/// What the page shows.
pub fn state(model: &Model) -> Event {
    let Model { document, playback, .. } = model;
    let faults = document.configuration.faults.iter();
    let (text, run) = (model.text(), &playback.run);
    let problems = document.problems.iter().map(|it| {
        let (line, column) = place_of(&document.text_to_edit(), it.span);
        (line, column, describe(text, &it.problem))
    });
    Event::State(Box::new(State {
        program: (document.entry.name, document.own_text.is_some()),
        faults: faults.filter_map(|it| Some(document.entry.faults.get(it)?.name)).collect(),
        numbers: Setting::ALL
            .map(|it| (it.name(), document.configuration.get(it) as usize))
            .to_vec(),
        granularity: document.configuration.granularity.name(),
        runtime: document.configuration.runtime.name(),
        threads: {
            let program = model.program();
            program.thread_ids().map(|id| program.name_of(id).to_string()).collect()
        },
        has_real_threads: model.kind() == ThreadKind::Real,
        is_running: playback.motion == Motion::Running,
        position: (run.position(), run.length()),
        ending: playback.ending.as_ref().map(|it| match it {
            Ending::Finished => "finished",
            Ending::Broken(violation) => violation.kind().name(),
        }),
        problems: problems.collect(),
        language: model.preferences.language.tag(),
        link: model.link().0.to_fragment(),
    }))
}

fn step(model: &Model) -> Event {
    let run = &model.playback.run;
    let moment = run.recent().next_back().filter(|_| run.position() > 0);
    let sentences = moment.map(|it| describe_moment(model.text(), run.program(), it));
    Event::Step {
        step: run.position(),
        length: run.length(),
        made_by: moment
            .map(|it| (run.program().name_of(it.thread).to_string(), usize::from(it.line.0))),
        text: sentences
            .unwrap_or_default()
            .iter()
            .map(|it| format!("{it}."))
            .collect::<Vec<_>>()
            .join(" "),
    }
}

fn ended(model: &Model, ending: &Ending) -> Event {
    let run = &model.playback.run;
    match ending {
        Ending::Finished => Event::Finished { step: run.position() },
        Ending::Broken(violation) => {
            let (title, text) = describe_violation(model.text(), run, violation);
            Event::Violation { kind: violation.kind().name(), title, text, step: run.position() }
        }
    }
}

fn checked(model: &Model, finding: &Rc<Finding>) -> Event {
    let report = &finding.report;
    let program = model.program();
    // What was checked, whatever has been changed since.
    let setup = model.proof.subject.as_ref().unwrap_or(&model.proof.present).setup;
    let words = describe_verdict(model.text(), program, &setup, report, &|it| it.to_string());
    let (verdict, found) = match &report.verdict {
        Verdict::Safe => ("safe", None),
        Verdict::Violated(found) => ("violated", Some(found)),
        Verdict::Undecided(_) => ("undecided", None),
    };
    let comes_true = match found {
        Some(found) => Prediction::of(found.kind),
        None => Prediction::Holds,
    };
    let prediction = model.proof.prediction.filter(|_| verdict != "undecided");
    Event::Checked(Box::new(Checked {
        verdict,
        violation: found.map(|it| it.kind.name()),
        way: found.map(|it| (it.schedule.len(), write_schedule(program, &it.schedule))),
        is_shortest: found.is_some_and(|it| it.is_shortest),
        states: report.reached.states as usize,
        prediction: prediction.map(|it| (it.name(), it == comes_true)),
        words,
    }))
}

/// Whether the search for what the program can print last is over. Where there is no verdict, it does not begin.
fn are_outcomes_known(model: &Model) -> bool {
    let Stage::Done(finding) = &model.proof.stage else { return false };
    let is_open = matches!(finding.report.verdict, Verdict::Undecided(_));
    !model.has_roles() && model.proof.is_present() && (is_open || finding.outcomes.is_some())
}

/// What a whole program can print last, or why that is not known.
fn outcomes(model: &Model) -> Option<Outcomes> {
    let Stage::Done(finding) = &model.proof.stage else { return None };
    let open = match finding.report.verdict {
        Verdict::Undecided(why) => Some((checker::Outcomes::Undecided(why), Default::default())),
        _ => None,
    };
    let (found, walks) = finding.outcomes.as_ref().or(open.as_ref())?;
    let line = |it: &checker::LastLineOutcome| LastLine {
        line: it.line.clone(),
        way: (it.schedule.len(), write_schedule(model.program(), &it.schedule)),
        random_runs: walks.of(&it.line) as usize,
    };
    Some(Outcomes {
        ends: found.ends().map(Ends::name),
        lines: found.lines().map(|all| all.iter().map(line).collect()),
        random_runs: walks.runs as usize,
        random_runs_that_ended: walks.ended as usize,
        undecided_because: found.undecided_because(),
        text: describe_outcomes(model.text(), found, &|it| it.to_string()),
    })
}
