//! The run as a place: what each thread did, and where in it the page is.

mod head;
mod lanes;
mod picture;
mod pointing;
mod position;

use super::numbers::grouped;
use super::reactive::{Part, paced, reactive};
use super::rich_text::plain;
use crate::session::{Landmark, Model, Motion, PlaybackAction, TimelineAction};
use crate::text::{Language, fill};
use crate::ui::store::Store;
use head::TimelineHead;
use lanes::Lanes;
use position::{latest_in_words, percent};
use std::ops::Range;
use yew::prelude::*;

/// More threads than so many are folded away on a phone.
const FEW_THREADS: usize = 6;

/// The timeline: a head with words and buttons, and below it what can be dragged.
#[derive(PartialEq)]
pub struct Timeline {
    threads: usize,
    is_unfolded: bool,
    first_known: usize,
    language: Language,
}

impl Part for Timeline {
    fn of(model: &Model, _: Option<&Self>) -> Self {
        Timeline {
            threads: model.program().thread_count(),
            is_unfolded: model.timeline.is_unfolded,
            first_known: model.playback.run.first_known(),
            language: model.preferences.language,
        }
    }

    fn draw(&self, store: &Store) -> Html {
        let words = &self.language.text().timeline;
        let crowd = if self.threads > FEW_THREADS { "many" } else { "few" };
        html! {
            <section class="timeline" aria-label={words.title} data-threads={crowd}
                data-unfolded={self.is_unfolded.then_some("")}>
                { paced::<TimelineHead>(store) }
                <div class="timeline-body">
                    { reactive::<Cursor>(store) }
                    { paced::<Lanes>(store) }
                </div>
                if self.first_known > 0 {
                    <p class="timeline-forgotten">
                        { fill(words.forgotten, &[&grouped(self.first_known as u64, self.language)]) }
                    </p>
                }
            </section>
        }
    }
}

/// Where in the run the page is: a slider over the picture of it.
#[derive(PartialEq)]
struct Cursor {
    position: usize,
    length: usize,
    first_known: usize,
    window: Range<usize>,
    /// What happened in the latest step; left out while a run goes on, as nobody could follow.
    sentence: String,
    is_trouble: bool,
    language: Language,
}

impl Part for Cursor {
    fn of(model: &Model, _: Option<&Self>) -> Self {
        let position = model.playback.run.position();
        let is_broken =
            model.playback.run.violations().rev().take(64).any(|it| it == (position, true));
        Cursor {
            position,
            length: model.playback.run.length(),
            first_known: model.playback.run.first_known(),
            window: model.timeline_window(),
            sentence: match model.playback.motion {
                Motion::Running => String::new(),
                Motion::Paused => latest_in_words(model),
            },
            is_trouble: is_broken
                || position == model.playback.run.length() && model.playback.run.ends_broken(),
            language: model.preferences.language,
        }
    }

    fn draw(&self, store: &Store) -> Html {
        let words = &self.language.text().log;
        let written = |number: usize| grouped(number as u64, self.language);
        let step_of = (words.step_of)(&written(self.position), &written(self.length));
        let said = if self.sentence.is_empty() {
            step_of
        } else {
            format!("{step_of}. {}", plain(&self.sentence))
        };
        let place = percent(self.position, &self.window);
        html! {
            <div class="timeline-plot position-slider" role="slider" tabindex="0"
                aria-label={words.position}
                aria-orientation="horizontal"
                aria-valuemin={self.first_known.to_string()}
                aria-valuemax={self.length.to_string()}
                aria-valuenow={self.position.to_string()}
                aria-valuetext={said}
                data-from={self.window.start.to_string()}
                data-to={self.window.end.to_string()}
                onkeydown={on_key(store)}
                onpointerdown={pointing::on_press(store)}
                onpointermove={pointing::on_move(store)}
                onpointerleave={Callback::from(pointing::hide)}
                onwheel={on_wheel(store)}
            >
                <div class="cursor" data-trouble={self.is_trouble.then_some("")} ~style={place} />
                <div class="timeline-tip" aria-hidden="true" hidden=true />
            </div>
        }
    }
}

/// The keys of a slider. The arrows step, wherever the focus is.
fn on_key(store: &Store) -> Callback<KeyboardEvent> {
    let store = store.clone();
    Callback::from(move |event: KeyboardEvent| {
        let landmark = match event.key().as_str() {
            "Home" => Landmark::Start,
            "End" => Landmark::End,
            "PageUp" => Landmark::PageAhead,
            "PageDown" => Landmark::PageBack,
            _ => return,
        };
        event.prevent_default();
        store.dispatch(PlaybackAction::JumpTo(landmark));
    })
}

/// With Ctrl the wheel shows more of the run, or less.
fn on_wheel(store: &Store) -> Callback<WheelEvent> {
    let store = store.clone();
    Callback::from(move |event: WheelEvent| {
        if event.ctrl_key() && event.delta_y() != 0.0 {
            event.prevent_default();
            store.dispatch(TimelineAction::Widen(event.delta_y() > 0.0));
        }
    })
}
