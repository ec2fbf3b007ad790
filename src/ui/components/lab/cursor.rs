//! The cursor through all strips, and what everybody is at there.

use super::super::icons::{Icon, drawing};
use super::super::reactive::Part;
use super::geometry::{drawn, height, middle};
use super::words::{self, bytes};
use crate::clock::{Kind, LaneName, Machine, NO_TASK, Runtime, Strip, Time};
use crate::session::lab::{Doing, Now, Reckoned, now, span};
use crate::session::{LabAction, Model};
use crate::text::{Language, fill};
use crate::ui::store::Store;
use std::rc::Rc;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// The cursor, and the moment under it.
#[derive(PartialEq)]
pub struct Cursor {
    reckoned: Option<Rc<Reckoned>>,
    machine: Machine,
    by_core: bool,
    cursor: u16,
    time: Time,
    language: Language,
}

impl Part for Cursor {
    fn of(model: &Model, _: Option<&Self>) -> Self {
        let lab = &model.lab;
        Cursor {
            reckoned: lab.reckoned.clone(),
            machine: lab.machine,
            by_core: lab.by_core,
            cursor: lab.cursor,
            time: lab.time(),
            language: model.preferences.language,
        }
    }

    fn draw(&self, store: &Store) -> Html {
        let Some(reckoned) = &self.reckoned else { return html! {} };
        let words = &self.language.text().lab;
        let time = span(self.time, self.language);
        let oninput = {
            let store = store.clone();
            Callback::from(move |event: InputEvent| {
                let field = event.target_dyn_into::<HtmlInputElement>();
                if let Some(at) = field.and_then(|it| it.value().parse().ok()) {
                    store.dispatch(LabAction::Look(at));
                }
            })
        };
        let left = format!("--at: calc({}% / 10)", self.cursor);
        let cells = reckoned.strips.iter().enumerate().map(|(at, (runtime, strip))| {
            let now = now(*runtime, strip, self.time);
            let row = format!("--row: {}; {left}", at + 2);
            html! {
                <>
                    <div class="lab-cursor" ~style={row.clone()} aria-hidden="true">
                        <div class="lab-cursor-room">{ self.on_strip(*runtime, strip, &now) }</div>
                    </div>
                    <div class="lab-moment" ~style={row} data-moment={words::runtime_name(*runtime)}>
                        { self.moment(*runtime, &now) }
                    </div>
                </>
            }
        });
        html! {
            <>
                <div class="lab-when" ~style={left.clone()}>
                    <div class="lab-cursor-room">
                        <span class="lab-time" aria-hidden="true">{ time.clone() }</span>
                        <input
                            type="range"
                            class="lab-time-slider"
                            min="0" max="1000" step="1"
                            value={self.cursor.to_string()}
                            aria-label={words.moment}
                            aria-valuetext={time.clone()}
                            {oninput}
                        />
                    </div>
                </div>
                <div class="lab-at" aria-hidden="true">{ fill(words.at, &[&time]) }</div>
                { for cells }
            </>
        }
    }
}

impl Cursor {
    /// The line, and at it who has the key and who asks for it.
    fn on_strip(&self, of: Runtime, strip: &Strip, now: &Now) -> Html {
        let line = html! { <span class="lab-line" /> };
        if of != Runtime::Gil || self.by_core {
            return line;
        }
        let lanes = drawn(&strip.lanes);
        let count = lanes.len();
        let at = |doing: Option<&Doing>, class, icon: Html| {
            let row = doing.and_then(|it| lanes.iter().position(|(_, lane)| lane.name == it.lane));
            let Some(row) = row else { return html! {} };
            // From the middle of the row, as the strip is.
            let top = middle(row, count) as i64 - height(count) as i64 / 2;
            html! { <span {class} ~style={format!("top: calc(50% + {top}px)")}>{ icon }</span> }
        };
        html! {
            <>
                { line }
                { at(now.lanes.iter().find(|it| it.asks), "lab-hand", hand()) }
                { at(now.lanes.iter().find(|it| it.has_key), "lab-key", key()) }
            </>
        }
    }

    fn moment(&self, of: Runtime, now: &Now) -> Html {
        let words = &self.language.text().lab;
        if now.is_over {
            return html! { <p>{ words.all_done }</p> };
        }
        match of {
            Runtime::Gil => self.with_key(now),
            Runtime::Asyncio | Runtime::ToThread => html! {
                <>
                    { ring(now) }
                    <p>
                        { match now.stands {
                            Some(stands) => fill(words.stands, &[&span(stands, self.language)]),
                            None if of == Runtime::Asyncio => words.turns.to_owned(),
                            None => self.counts(now),
                        } }
                    </p>
                </>
            },
            Runtime::Processes => html! {
                <>
                    { boxes(now) }
                    <p>{ fill(words.in_pipe, &[&bytes(now.in_pipe, self.language)]) }</p>
                </>
            },
            Runtime::Serial | Runtime::FreeThreaded => html! {
                <>
                    <p class="lab-chips">{ for now.lanes.iter().filter(is_at_work).take(6).map(chip) }</p>
                    <p>{ self.counts(now) }</p>
                </>
            },
        }
    }

    fn with_key(&self, now: &Now) -> Html {
        let words = &self.language.text().lab;
        let holder = now.lanes.iter().find(|it| it.has_key);
        let asks = now.lanes.iter().find(|it| it.asks);
        let interval = span(self.machine.switch_interval, self.language);
        html! {
            <>
                if let Some(holder) = holder {
                    <p>{ chip(holder) }<span class="lab-key-pill">{ key() }</span>{ words.has_key }</p>
                }
                if let Some(asks) = asks {
                    <p>{ chip(asks) }{ hand() }{ fill(words.asks, &[&interval]) }</p>
                } else {
                    <p>{ self.counts(now) }</p>
                }
            </>
        }
    }

    /// How many do what.
    fn counts(&self, now: &Now) -> String {
        let words = &self.language.text().lab;
        let count = |kinds: &[Kind]| {
            now.lanes.iter().filter(|it| it.kind.is_some_and(|kind| kinds.contains(&kind))).count()
        };
        let all = [
            (words.many_compute, count(&[Kind::Python, Kind::Native])),
            (words.many_want, count(&[Kind::WantsKey, Kind::WokenForNothing])),
            (words.many_ready, count(&[Kind::Ready])),
            (words.many_wait, count(&[Kind::Waits])),
        ];
        let said = all.into_iter().filter(|(_, count)| *count > 0);
        let said: Vec<String> =
            said.map(|(words, count)| fill(words, &[&count.to_string()])).collect();
        said.join(", ")
    }
}

fn is_at_work(doing: &&Doing) -> bool {
    matches!(doing.kind, Some(Kind::Python | Kind::Native))
}

fn tone(doing: &Doing) -> String {
    let task = doing.task.filter(|it| *it != NO_TASK);
    task.map_or(String::new(), |task| format!("tone-of-{}", task % 16))
}

/// Whose lane it is: filled where it computes.
fn chip(doing: &Doing) -> Html {
    let name = match doing.lane {
        LaneName::Task(task) => format!("T{}", task + 1),
        LaneName::Worker(worker) => format!("W{}", worker + 1),
        LaneName::Main | LaneName::Core(_) => "main".to_owned(),
    };
    let is_full = is_at_work(&doing).then_some("is-full");
    html! { <span class={classes!("lab-chip", is_full, tone(doing))}>{ name }</span> }
}

/// The loop with its tasks around it: who is in it is full.
fn ring(now: &Now) -> Html {
    let tasks: Vec<&Doing> = now.lanes.iter().filter(|it| it.kind.is_some()).take(12).collect();
    let dot = |(at, doing): (usize, &&Doing)| {
        let turn = format!("--turn: {}deg", at * 360 / tasks.len().max(1));
        let is_full = is_at_work(doing).then_some("is-full");
        html! { <span class={classes!("lab-dot", is_full, tone(doing))} ~style={turn} /> }
    };
    let stands = now.stands.is_some().then_some("stands");
    html! {
        <span class={classes!("lab-ring", stands)} aria-hidden="true">{ for tasks.iter().enumerate().map(dot) }</span>
    }
}

/// The processes, on the pipe that fills.
fn boxes(now: &Now) -> Html {
    let workers = now.lanes.iter().filter(|it| it.lane != LaneName::Main).take(16);
    let one = |doing: &Doing| {
        let is_full = is_at_work(&doing).then_some("is-full");
        html! { <span class={classes!("lab-box", is_full, tone(doing))} /> }
    };
    let filled = format!("--full: {}%", (now.in_pipe * 100).div_ceil(65_536).min(100));
    html! {
        <span class="lab-boxes" aria-hidden="true">
            <span class="lab-box-row">{ for workers.map(one) }</span>
            <span class="lab-tube" ~style={filled} />
        </span>
    }
}

fn key() -> Html {
    drawing(Icon::Key)
}

fn hand() -> Html {
    html! { <span class="lab-hand-icon">{ drawing(Icon::Hand) }</span> }
}
