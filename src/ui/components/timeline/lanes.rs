//! The picture of a stretch of the run: how full the containers were, a lane for each thread,
//! and where rules were broken.

use super::picture::{Bars, Line, Sheet};
use super::position::percent;
use crate::engine::Strip;
use crate::program::ThreadName;
use crate::session::Model;
use crate::text::Language;
use crate::ui::components::icons::{Icon, drawing};
use crate::ui::components::reactive::Part;
use crate::ui::role_colours::role_class;
use crate::ui::store::Store;
use std::ops::Range;
use yew::prelude::*;

/// The picture has at most so many columns, and a quarter of that at least.
const MOST_COLUMNS: usize = 480;

/// Of two marks nearer to each other than this part of the width, one is drawn.
const MARKS_APART: usize = 120;

/// See the [module](self).
#[derive(PartialEq)]
pub struct Lanes {
    window: Range<usize>,
    strip: Strip,
    names: Vec<ThreadName>,
    /// How many items the containers hold, if they hold only so many.
    capacity: u32,
    marks: Vec<(usize, bool)>,
    language: Language,
}

impl Part for Lanes {
    fn of(model: &Model, _: Option<&Self>) -> Self {
        let window = model.timeline_window();
        let program = model.program();
        let capacity = program.objects.iter().map(|it| u32::from(it.capacity())).sum();
        Lanes {
            strip: model.playback.run.strip(window.start, window.end, MOST_COLUMNS),
            names: program.thread_ids().map(|id| program.name_of(id)).collect(),
            capacity,
            marks: marks(model, &window),
            window,
            language: model.preferences.language,
        }
    }

    fn draw(&self, _: &Store) -> Html {
        let words = &self.language.text().timeline;
        let mark = |&(step, ends_run): &(usize, bool)| {
            let class = if ends_run { "timeline-mark is-trouble" } else { "timeline-mark" };
            html! {
                <span {class} ~style={percent(step, &self.window)}>{ drawing(Icon::Warning) }</span>
            }
        };
        let density = match self.names.len() {
            0..=6 => "roomy",
            7..=12 => "close",
            13..=20 => "dense",
            _ => "crowded",
        };
        html! {
            <div class="timeline-picture" aria-hidden="true" data-density={density}
                ~style={format!("--threads: {}", self.names.len())}>
                <span class="fill-name" title={words.fill}>{ most_filled(&self.strip) }</span>
                <div class="fill">{ self.fill() }</div>
                <div class="lane-names">
                    { for self.names.iter().map(|name| html! {
                        <b class={role_class(name.role)}>{ name.to_string() }</b>
                    }) }
                </div>
                <div class="lanes">
                    { for self.names.iter().enumerate().map(|(index, name)| self.lane(index, name)) }
                </div>
                <div class="timeline-marks">{ for self.marks.iter().map(mark) }</div>
            </div>
        }
    }
}

impl Lanes {
    fn lane(&self, thread: usize, name: &ThreadName) -> Html {
        let mut bars = Bars::new(self.sheet());
        for share in self.strip.lane(thread) {
            bars.push(share, self.strip.width == 1);
        }
        let paths = bars.finish();
        let classes =
            ["lane-waits", "lane-ready", "lane-inside", "lane-steps", "lane-steps-inside"];
        let drawn = classes.into_iter().zip(paths).filter(|(_, path)| !path.is_empty());
        html! {
            <svg class={classes!("lane", role_class(name.role))} viewBox={self.sheet().view_box()}
                preserveAspectRatio="none" focusable="false">
                { for drawn.map(|(class, d)| html! { <path {class} {d} /> }) }
            </svg>
        }
    }

    fn fill(&self) -> Html {
        let most = self.strip.fill.iter().map(|it| u32::from(it.1)).max().unwrap_or(0);
        let top = most.max(self.capacity).max(1);
        let mut line = Line::new(self.sheet(), top);
        for &(least, most) in &self.strip.fill {
            line.push(least, most);
        }
        let [area, edge] = line.finish();
        html! {
            <svg class="fill-picture" viewBox={self.sheet().view_box()} preserveAspectRatio="none"
                focusable="false">
                <path class="fill-area" d={area} />
                <path class="fill-edge" d={edge} />
            </svg>
        }
    }

    fn sheet(&self) -> Sheet {
        Sheet {
            steps: self.window.len(),
            // The first column may begin a little before the window.
            before: self.window.start.saturating_sub(self.strip.from),
            width: self.strip.width,
        }
    }
}

/// The violations in a window, thinned out to what can be told apart.
fn marks(model: &Model, window: &Range<usize>) -> Vec<(usize, bool)> {
    let apart = window.len() / MARKS_APART;
    let end = model.playback.run.ends_broken().then(|| (model.playback.run.length(), true));
    let mut marks: Vec<(usize, bool)> = end.into_iter().collect();
    for (step, ends_run) in model.playback.run.violations().rev() {
        let is_clear = marks.last().is_none_or(|last| last.0 > step + apart);
        if (window.start + 1..=window.end).contains(&step) && is_clear {
            marks.push((step, ends_run));
        }
    }
    marks
}

/// The most items that lay in containers at once, as a scale beside the line.
fn most_filled(strip: &Strip) -> String {
    strip.fill.iter().map(|it| it.1).max().unwrap_or(0).to_string()
}
