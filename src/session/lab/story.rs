//! One sentence: why it is as it is, with a number, and what would change it.

use super::knob::Knob;
use super::span::{span, times};
use super::{Lab, Reckoned};
use crate::clock::costs::CHUNK;
use crate::clock::{Awaiting, Kind, MILLISECOND, Runtime, Time};
use crate::text::{Language, fill};

/// Why it is as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Story {
    /// The cause.
    pub cause: String,
    /// The number, and what would change it: up to the name of that, and from there on.
    pub lever: (String, String),
    /// What would change it: its name, and the element that does it.
    pub knob: (&'static str, &'static str),
}

/// What the lab shows, in a sentence; nothing before it is opened.
pub fn story(lab: &Lab, language: Language) -> Option<Story> {
    let reckoned = lab.reckoned.as_ref()?;
    let words = &language.text().lab;
    let (cause, lever, turned, first, second) = told(lab, reckoned, language);
    let knob = match turned {
        Turned::Awaiting => (words.awaiting, "await"),
        Turned::Knob(knob) => (knob.label(language.text()), knob.name()),
    };
    // The name stands apart, as it can be pressed.
    let (before, after) = lever.split_once("{2}").unwrap_or((lever, ""));
    let filled = |part: &str| fill(part, &[&first, &second]);
    Some(Story { cause: filled(cause), lever: (filled(before), filled(after)), knob })
}

enum Turned {
    Knob(Knob),
    Awaiting,
}

type Told = (&'static str, &'static str, Turned, String, String);

fn told(lab: &Lab, reckoned: &Reckoned, language: Language) -> Told {
    let text = language.text();
    let words = &text.lab;
    let work = &lab.work;
    let in_words = |time: Time| span(time, language);
    let as_fast = |hundredths| times(hundredths, text, language);
    let nothing = String::new;
    let by_knob = |cause, lever, knob, first, second| -> Told {
        (cause, lever, Turned::Knob(knob), first, second)
    };
    let gil = reckoned.strip(Runtime::Gil);
    let wants = gil.map_or(0, |it| it.somebody_wants());
    if work.calls > 0 && work.tasks > 1 && wants >= 50 {
        let caller = gil.and_then(|it| it.lanes.get(1));
        let spent = |kind: Kind| caller.map_or(0, |it| it.spent[kind as usize]);
        let wanted = spent(Kind::WantsKey) + spent(Kind::WokenForNothing);
        let each = wanted / Time::from(work.calls) / MILLISECOND * MILLISECOND;
        return by_knob(words.convoy, words.convoy_lever, Knob::Switch, in_words(each), nothing());
    }
    let serial = reckoned.total(Runtime::Serial);
    let stands = reckoned.strip(Runtime::Asyncio).and_then(|it| it.standstill);
    let stands = stands.map_or(0, |(from, to)| to - from);
    if work.awaiting == Awaiting::OneByOne && work.tasks > 1 {
        let (one, all) = (reckoned.total(Runtime::Asyncio), reckoned.total(Runtime::Gil));
        let told = (in_words(one), in_words(all));
        return (words.in_turn, words.in_turn_lever, Turned::Awaiting, told.0, told.1);
    }
    if work.awaiting == Awaiting::Blocking && work.waiting > 0 && work.tasks > 1 {
        let told = in_words(stands);
        return (words.sleeps, words.sleeps_lever, Turned::Awaiting, told, nothing());
    }
    if let Some(told) = of_processes(lab, reckoned, language) {
        return told;
    }
    if work.long > 1 && work.waiting > 0 && stands >= 200 * MILLISECOND {
        return by_knob(words.heavy, words.heavy_lever, Knob::Long, in_words(stands), nothing());
    }
    if work.long > 1 && work.tasks > 1 {
        let faster = as_fast(reckoned.faster(Runtime::Processes));
        return by_knob(words.long_task, words.long_task_lever, Knob::Long, faster, nothing());
    }
    let alone = work.serial_time();
    if alone * 10 >= serial && alone > 0 {
        let told = (in_words(alone), as_fast(serial * 100 / alone));
        return by_knob(words.alone, words.alone_lever, Knob::Serial, told.0, told.1);
    }
    let faster = reckoned.faster(Runtime::Gil);
    if wants >= 40 && faster < 120 {
        let told = wants.to_string();
        return by_knob(words.nothing, words.nothing_lever, Knob::Compute, told, nothing());
    }
    if wants >= 20 && work.waiting > 0 {
        let told = wants.to_string();
        let (cause, lever) = (words.saves_waiting, words.saves_waiting_lever);
        return by_knob(cause, lever, Knob::Compute, told, nothing());
    }
    if work.native > work.python && work.native > work.waiting {
        let (cause, lever) = (words.side_by_side, words.side_by_side_lever);
        return by_knob(cause, lever, Knob::Cores, as_fast(faster), nothing());
    }
    if work.waiting >= 4 * (work.python + work.native) {
        let faster = as_fast(reckoned.faster(Runtime::Asyncio));
        return by_knob(words.all_wait, words.all_wait_lever, Knob::Compute, faster, nothing());
    }
    let faster = as_fast(reckoned.faster(Runtime::Processes));
    by_knob(words.so_many, words.so_many_lever, Knob::Cores, faster, nothing())
}

/// Where processes cost more than they gain, what they cost.
fn of_processes(lab: &Lab, reckoned: &Reckoned, language: Language) -> Option<Told> {
    let words = &language.text().lab;
    let strip = reckoned.strip(Runtime::Processes)?;
    let [parent, workers @ ..] = &strip.lanes[..] else { return None };
    let all = strip.total;
    let posting = parent.spent[Kind::Copies as usize];
    let of_workers = |kind: Kind| -> Time {
        workers.iter().map(|it| it.spent[kind as usize]).sum::<Time>()
            / Time::from(lab.machine.workers.max(1))
    };
    // Until the first one has started, nothing is done.
    let starting = workers.iter().flat_map(|it| &it.segments).filter(|it| it.kind == Kind::Starts);
    let started = starting.map(|it| it.to).max().unwrap_or(0);
    let copying = posting + of_workers(Kind::Copies);
    let has_bytes = lab.work.bytes.0 > 0;
    let told = |cause, lever, knob, share| {
        Some((cause, lever, Turned::Knob(knob), span(share, language), span(all, language)))
    };
    let is_slow = reckoned.faster(Runtime::Processes) < 300;
    if is_slow && started * 2 > all {
        return told(words.starting, words.starting_lever, Knob::Compute, started);
    }
    if is_slow && has_bytes && copying * 2 > all {
        return told(words.sending, words.sending_lever, Knob::Bytes, copying);
    }
    // What chunks cost as such, however many items are in them.
    let chunks = lab.work.all_items().div_ceil(lab.work.chunk(lab.machine.workers)) * CHUNK;
    if posting * 2 > all && chunks * 2 > posting {
        return told(words.posting, words.chunks_lever, Knob::Chunk, posting);
    }
    if posting * 2 > all {
        return told(words.posting, words.posting_lever, Knob::Compute, posting);
    }
    None
}
