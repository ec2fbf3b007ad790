//! How far more workers help: bars of the speed-up, and over them what is ideal and Amdahl's line.

use super::super::reactive::Part;
use crate::clock::{SpeedUp, WORKERS};
use crate::session::Model;
use crate::session::lab::{Reckoned, times};
use crate::text::{Language, fill};
use crate::ui::store::Store;
use std::fmt::Write;
use std::rc::Rc;
use yew::prelude::*;

/// The bars.
#[derive(PartialEq)]
pub struct Bars {
    reckoned: Option<Rc<Reckoned>>,
    serial: u32,
    cores: u32,
    language: Language,
}

/// Where the picture begins and ends, in its own units.
const LEFT: u64 = 34;
const TOP: u64 = 14;
const BOTTOM: u64 = 170;
const STEP: u64 = 78;
const RIGHT: u64 = LEFT + 5 * STEP;

/// The middle of the bars of so many workers, by their place.
fn middle(at: usize) -> u64 {
    LEFT + STEP * at as u64 + STEP / 2
}

/// Where a speed-up of so many hundredths stands, where the picture ends at `most`: what is more lies above it.
fn high(faster: u64, most: u64) -> i64 {
    BOTTOM as i64 - ((BOTTOM - TOP) * faster / most) as i64
}

/// Where the picture ends: a little over the highest bar.
fn most(bars: &[SpeedUp; 5]) -> u64 {
    let all = bars.iter().flat_map(|it| [it.processes, it.gil, it.free_threaded]);
    let highest = all.max().unwrap_or(0);
    [200, 400, 800, 1_600].into_iter().find(|it| highest < *it).unwrap_or(1_700)
}

/// Where the number of cores lies between the numbers of workers, which double.
fn at_cores(cores: u32) -> u64 {
    let next = WORKERS.iter().position(|it| *it >= cores).unwrap_or(WORKERS.len() - 1);
    if WORKERS[next] == cores || next == 0 {
        return middle(next);
    }
    let (low, high) = (WORKERS[next - 1], WORKERS[next]);
    middle(next - 1) + STEP * u64::from(cores - low) / u64::from(high - low)
}

impl Part for Bars {
    fn of(model: &Model, _: Option<&Self>) -> Self {
        let lab = &model.lab;
        Bars {
            reckoned: lab.reckoned.clone(),
            serial: lab.work.serial,
            cores: lab.machine.cores,
            language: model.preferences.language,
        }
    }

    fn draw(&self, _: &Store) -> Html {
        let Some(reckoned) = &self.reckoned else { return html! {} };
        let words = &self.language.text().lab;
        let most = most(&reckoned.bars);
        let line = |of: &dyn Fn(usize) -> u64| {
            let mut path = String::new();
            for at in 0..WORKERS.len() {
                let letter = if at == 0 { 'M' } else { 'L' };
                let _ = write!(path, "{letter}{} {}", middle(at), high(of(at), most));
            }
            path
        };
        let ideal = line(&|at| u64::from(WORKERS[at]) * 100);
        let amdahl = line(&|at| reckoned.amdahl[at]);
        let guide = (1..=most / 100).filter(|it| it.is_power_of_two()).map(|it| {
            let y = high(it * 100, most).to_string();
            html! {
                <>
                    <line class="bar-guide" x1={LEFT.to_string()} x2={RIGHT.to_string()} y1={y.clone()} y2={y.clone()} />
                    <text class="bar-number" x={(LEFT - 6).to_string()} {y} dy="4">{ it }</text>
                </>
            }
        });
        let cores = at_cores(self.cores).to_string();
        html! {
            <>
                <header class="lab-head">
                    <h2>{ words.more_workers }</h2>
                    <ul class="bar-legend">
                        { named("bar-processes", words.processes) }
                        { named("bar-gil", words.gil) }
                        { named("bar-free", words.free) }
                        { named("bar-ideal", words.ideal) }
                        { named("bar-amdahl", &fill(words.amdahl, &[&self.serial.to_string()])) }
                    </ul>
                </header>
                <svg
                    class="lab-bars"
                    viewBox={format!("0 0 {} 196", RIGHT + 6)}
                    role="img"
                    aria-label={self.said(reckoned)}
                >
                    <defs><clipPath id="lab-bars-room">
                        <rect
                            x="0" y={TOP.to_string()}
                            width={(RIGHT + 6).to_string()} height={(BOTTOM - TOP).to_string()}
                        />
                    </clipPath></defs>
                    { for guide }
                    <line class="bar-cores" x1={cores.clone()} x2={cores.clone()} y1={TOP.to_string()} y2={BOTTOM.to_string()} />
                    <text class="bar-note" x={cores} y={(TOP - 3).to_string()}>
                        { fill(words.so_many_cores, &[&self.cores.to_string()]) }
                    </text>
                    { for reckoned.bars.iter().enumerate().map(|(at, it)| group(at, it, most)) }
                    <g clip-path="url(#lab-bars-room)">
                        <path class="bar-line bar-ideal" d={ideal} />
                        <path class="bar-line bar-amdahl" d={amdahl} />
                    </g>
                    { for WORKERS.iter().enumerate().map(|(at, workers)| html! {
                        <text class="bar-workers" x={middle(at).to_string()} y={(BOTTOM + 18).to_string()}>
                            { if at == 0 { words.one_worker.to_owned() } else { workers.to_string() } }
                        </text>
                    }) }
                </svg>
            </>
        }
    }
}

impl Bars {
    fn said(&self, reckoned: &Reckoned) -> String {
        let text = self.language.text();
        let words = &text.lab;
        let mut said = words.more_workers.to_owned();
        for it in &reckoned.bars {
            let faster = |hundredths| times(hundredths, text, self.language);
            said = said
                + &format!(
                    " {}: {} {}, {} {}, {} {}.",
                    it.workers,
                    words.processes,
                    faster(it.processes),
                    words.gil,
                    faster(it.gil),
                    words.free,
                    faster(it.free_threaded),
                );
        }
        said
    }
}

fn named(class: &'static str, name: &str) -> Html {
    html! { <li><span class={classes!("bar-sign", class)} aria-hidden="true" />{ name.to_owned() }</li> }
}

/// The bars of one number of workers.
fn group(at: usize, it: &SpeedUp, most: u64) -> Html {
    let all =
        [("bar-processes", it.processes), ("bar-gil", it.gil), ("bar-free", it.free_threaded)];
    let bar = |(place, (class, faster)): (usize, (&'static str, u64))| {
        let top = high(faster, most);
        let x = middle(at) + 20 * place as u64 - 29;
        html! {
            <rect
                class={classes!("bar", class)}
                x={x.to_string()} y={top.to_string()}
                width="17" height={(BOTTOM as i64 - top).max(1).to_string()} rx="2"
            />
        }
    };
    all.into_iter().enumerate().map(bar).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::{Machine, Work};

    #[test]
    fn bars_stay_in_the_picture() {
        for cores in 1..=16 {
            let machine = Machine { cores, ..Machine::default() };
            let reckoned = Reckoned::of(&Work::default(), &machine);
            let most = most(&reckoned.bars);
            for it in &reckoned.bars {
                for faster in [it.processes, it.gil, it.free_threaded] {
                    assert!((TOP as i64..=BOTTOM as i64).contains(&high(faster, most)), "{it:?}");
                }
            }
            assert!((middle(0)..=middle(4)).contains(&at_cores(cores)));
        }
        // A line that leaves the picture goes on above it.
        assert!(high(1_600, 200) < 0);
        assert_eq!(high(0, 200), BOTTOM as i64);
        assert_eq!(at_cores(4), middle(2));
        assert!(at_cores(6) > middle(2) && at_cores(6) < middle(3));
    }
}
