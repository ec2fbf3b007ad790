//! The strips: one for each runtime, all on one axis. What is at the cursor stands in `cursor.rs`.

use super::super::reactive::Part;
use super::geometry::{
    WIDTH, drawn, height, key_path, middle, pieces, pitch, place, thickness, ticks,
};
use super::words::{self, runtime_name};
use crate::clock::{Kind, Lane, LaneName, Machine, NO_TASK, Runtime, Strip, Time};
use crate::session::lab::{Reckoned, span, times};
use crate::session::{LabAction, Model};
use crate::text::Language;
use crate::ui::store::Store;
use std::rc::Rc;
use web_sys::Element;
use yew::prelude::*;

/// All strips, with what they are called and when they are done.
#[derive(PartialEq)]
pub struct Strips {
    reckoned: Option<Rc<Reckoned>>,
    machine: Machine,
    by_core: bool,
    language: Language,
}

impl Part for Strips {
    fn of(model: &Model, _: Option<&Self>) -> Self {
        let lab = &model.lab;
        Strips {
            reckoned: lab.reckoned.clone(),
            machine: lab.machine,
            by_core: lab.by_core,
            language: model.preferences.language,
        }
    }

    fn draw(&self, store: &Store) -> Html {
        let Some(reckoned) = &self.reckoned else { return html! {} };
        let text = self.language.text();
        let longest = reckoned.longest;
        let best = Runtime::ALL.into_iter().map(|it| reckoned.total(it)).min().unwrap_or(0);
        let tick = |time: Time| {
            let left = format!("left: calc({}% / 100)", place(time, longest));
            html! { <span class="lab-tick" ~style={left}>{ span(time, self.language) }</span> }
        };
        let row = |(at, (runtime, strip)): (usize, &(Runtime, Strip))| {
            let (name, how) = words::runtime(*runtime, &self.machine, text);
            let row = format!("--row: {}", at + 2);
            let speed = match runtime {
                Runtime::Serial => text.lab.the_measure.to_owned(),
                _ => times(reckoned.faster(*runtime), text, self.language),
            };
            let is_best = strip.total == best && *runtime != Runtime::Serial;
            html! {
                <>
                    <div class="lab-name" ~style={row.clone()}>
                        <h2>{ name }</h2>
                        <p>{ how }</p>
                    </div>
                    { self.plot(*runtime, strip, longest, row.clone(), store) }
                    <div
                        class={classes!("lab-total", is_best.then_some("is-best"))}
                        ~style={row}
                        data-runtime={runtime_name(*runtime)}
                        data-total={strip.total.to_string()}
                    >
                        <strong>{ span(strip.total, self.language) }</strong>
                        <span>{ speed }</span>
                    </div>
                </>
            }
        };
        html! {
            <>
                <div class="lab-axis" aria-hidden="true">{ for ticks(longest).into_iter().map(tick) }</div>
                <div class="lab-done" aria-hidden="true">{ text.lab.done_after }</div>
                { for reckoned.strips.iter().enumerate().map(row) }
            </>
        }
    }
}

impl Strips {
    fn plot(&self, of: Runtime, strip: &Strip, longest: Time, row: String, store: &Store) -> Html {
        let text = self.language.text();
        let cores = if self.by_core { strip.by_core(self.machine.cores) } else { Vec::new() };
        let all: &[Lane] = if self.by_core { &cores } else { &strip.lanes };
        let lanes = drawn(all);
        let count = lanes.len();
        let high = height(count);
        let end = place(strip.total, longest);
        let grid = ticks(longest).into_iter().map(|it| {
            let x = place(it, longest).to_string();
            html! { <line x1={x.clone()} x2={x} y1="-10" y2={(high + 10).to_string()} /> }
        });
        let key = if self.by_core { String::new() } else { key_path(strip, &lanes, longest) };
        let style = format!("{row}; --thick: {}px; --high: {high}px", thickness(count));
        html! {
            <div
                class="lab-plot"
                ~style={style}
                data-plot={runtime_name(of)}
                onpointerdown={looks(store, true)}
                onpointermove={looks(store, false)}
            >
                <div class="lab-lanes" aria-hidden="true">{ self.lane_names(of, &lanes) }</div>
                <svg
                    viewBox={format!("0 0 {WIDTH} {high}")}
                    preserveAspectRatio="none"
                    role="img"
                    aria-label={self.said(of, strip)}
                >
                    <g class="lab-grid">{ for grid }</g>
                    { for pieces(&lanes, longest).into_iter().map(|piece| {
                        let (_, name) = words::kind(piece.kind, text);
                        let tone = (piece.task != NO_TASK).then(|| format!("tone-of-{}", piece.task));
                        let stripe = (piece.kind == Kind::Native).then(|| {
                            html! { <path class="seg seg-stripe" d={piece.path.clone()} /> }
                        });
                        html! {
                            <>
                                <path class={classes!("seg", format!("seg-{name}"), tone)} d={piece.path} />
                                { stripe.unwrap_or_default() }
                            </>
                        }
                    }) }
                    if !key.is_empty() { <path class="lab-key-way" d={key} /> }
                    <line
                        class="lab-end"
                        x1={end.to_string()} x2={end.to_string()}
                        y1="-4" y2={(high + 4).to_string()}
                    />
                </svg>
            </div>
        }
    }

    /// Names of lanes, where there is room for them.
    fn lane_names(&self, of: Runtime, lanes: &[(usize, &Lane)]) -> Html {
        let count = lanes.len();
        if pitch(count) < 11 {
            return html! {};
        }
        let name = |(row, (_, lane)): (usize, &(usize, &Lane))| {
            let tone = match lane.name {
                LaneName::Task(task) => Some(format!("tone-of-{}", task % 16)),
                _ => None,
            };
            let top = format!("top: {}px", middle(row, count));
            let name = words::lane(lane.name, of, self.language.text());
            html! { <span class={classes!(tone)} ~style={top}>{ name }</span> }
        };
        lanes.iter().enumerate().map(name).collect()
    }

    /// The strip in words.
    fn said(&self, of: Runtime, strip: &Strip) -> String {
        let text = self.language.text();
        let (name, _) = words::runtime(of, &self.machine, text);
        let mut said =
            format!("{name}: {} {}", text.lab.done_after, span(strip.total, self.language));
        for kind in Kind::ALL {
            let spent = strip.spent(kind);
            if spent > 0 {
                said = said + "; " + words::kind(kind, text).0 + " " + &span(spent, self.language);
            }
        }
        said
    }
}

/// Looks at the time under the pointer: when it is pressed, and where it is moved while it is.
fn looks(store: &Store, is_press: bool) -> Callback<PointerEvent> {
    let store = store.clone();
    Callback::from(move |event: PointerEvent| {
        if !is_press && event.buttons() == 0 {
            return;
        }
        let plot = event.target_dyn_into::<Element>().and_then(|it| it.closest("svg").ok()?);
        let Some(room) = plot.map(|it| it.get_bounding_client_rect()) else { return };
        let at = (f64::from(event.client_x()) - room.left()) * 1000.0 / room.width().max(1.0);
        store.dispatch(LabAction::Look(at.clamp(0.0, 1000.0) as u16));
    })
}
