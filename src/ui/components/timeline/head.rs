//! The words and buttons above the timeline.

use super::position::latest_in_words;
use crate::engine::ItemStory;
use crate::program::Item;
use crate::session::{Landmark, Model, Motion, PlaybackAction, TimelineAction, Zoom};
use crate::text::{Language, Timeline, fill};
use crate::ui::components::icons::{Icon, drawing};
use crate::ui::components::numbers::grouped;
use crate::ui::components::panels::icon_button;
use crate::ui::components::reactive::Part;
use crate::ui::components::rich_text::rich_text;
use crate::ui::store::Store;
use yew::prelude::*;

/// See the [module](self).
#[derive(PartialEq)]
pub struct TimelineHead {
    position: usize,
    length: usize,
    zoom: Zoom,
    is_unfolded: bool,
    has_violation: bool,
    /// What happened in the step that is shown, while nothing runs.
    sentence: Option<String>,
    followed: Option<(Item, ItemStory)>,
    /// An item that could be followed.
    at_hand: Option<Item>,
    language: Language,
}

impl Part for TimelineHead {
    fn of(model: &Model, _: Option<&Self>) -> Self {
        let is_paused = model.playback.motion == Motion::Paused;
        TimelineHead {
            position: model.playback.run.position(),
            length: model.playback.run.length(),
            zoom: model.timeline.zoom,
            is_unfolded: model.timeline.is_unfolded,
            has_violation: model.playback.run.ends_broken()
                || model.playback.run.violations().next().is_some(),
            sentence: (is_paused && model.playback.run.position() > 0)
                .then(|| latest_in_words(model)),
            followed: model.timeline.followed,
            at_hand: if is_paused { model.item_at_hand() } else { None },
            language: model.preferences.language,
        }
    }

    fn draw(&self, store: &Store) -> Html {
        let text = self.language.text();
        let words = &text.timeline;
        let written = |number: usize| grouped(number as u64, self.language);
        let step_of = (text.log.step_of)(&written(self.position), &written(self.length));
        html! {
            <div class="timeline-head">
                <h2>{ words.title }</h2>
                if let Some((item, story)) = self.followed {
                    { self.story(item, story, store) }
                } else {
                    { legend(words) }
                    if let Some(item) = self.at_hand {
                        <button type="button" class="button-link follow-button"
                            onclick={store.on_click(TimelineAction::Follow(Some(item)))}>
                            { rich_text(&fill(words.follow, &[&item.to_string()])) }
                        </button>
                    }
                }
                <span class="timeline-now" aria-hidden="true">
                    if self.position < self.length {
                        if let Some(sentence) = &self.sentence { { rich_text(sentence) } }
                    }
                </span>
                <span class="position-words" aria-hidden="true">{ step_of }</span>
                if self.position == self.length && self.length > 0 {
                    <span class="position-hint" aria-hidden="true">{ text.log.drag_to_go_back }</span>
                }
                { self.buttons(store) }
            </div>
        }
    }
}

impl TimelineHead {
    fn buttons(&self, store: &Store) -> Html {
        let text = self.language.text();
        let words = &text.timeline;
        let shown = match self.zoom {
            Zoom::Everything => words.shows_all.to_owned(),
            Zoom::Steps(steps) => fill(words.shows_steps, &[&grouped(steps as u64, self.language)]),
        };
        let jump = |class, icon, label, is_on: bool, landmark| {
            button(class, icon, label, is_on, store.on_click(PlaybackAction::JumpTo(landmark)))
        };
        let is_narrowest = self.zoom == Zoom::Steps(60);
        let is_widest = self.zoom == Zoom::Everything;
        let unfold = if self.is_unfolded { words.hide_threads } else { words.show_threads };
        html! {
            <div class="timeline-buttons">
                { jump("to-start", Icon::ToStart, words.to_start, self.position > 0, Landmark::Start) }
                if self.has_violation {
                    { jump("to-violation", Icon::Warning, words.to_violation, true, Landmark::Violation) }
                }
                { jump("to-end", Icon::ToEnd, text.log.to_the_latest, self.position < self.length, Landmark::End) }
                <span class="timeline-zoom">
                    { button("narrower", Icon::Plus, words.fewer_steps, !is_narrowest,
                        store.on_click(TimelineAction::Widen(false))) }
                    <span class="timeline-shown">{ shown }</span>
                    { button("wider", Icon::Minus, words.more_steps, !is_widest,
                        store.on_click(TimelineAction::Widen(true))) }
                </span>
                <button type="button" class="timeline-button unfold" aria-label={unfold} title={unfold}
                    aria-expanded={self.is_unfolded.to_string()}
                    onclick={store.on_click(TimelineAction::Unfold(!self.is_unfolded))}>
                    { drawing(Icon::Down) }
                </button>
            </div>
        }
    }

    /// Where an item was made, put in, taken and consumed: each a button that leads there.
    fn story(&self, item: Item, story: ItemStory, store: &Store) -> Html {
        let words = &self.language.text().timeline;
        let labels = [words.made, words.put, words.taken, words.consumed];
        let chapter = |(label, step): (&'static str, Option<u64>)| {
            let written = step.map_or("–".to_owned(), |step| grouped(step, self.language));
            let is_here = step == Some(self.position as u64);
            let go = step.map(|step| store.on_click(PlaybackAction::Seek(step as usize)));
            html! {
                <button type="button" class="chapter" onclick={go}
                    aria-disabled={step.is_none().then_some("true")}
                    aria-current={is_here.then_some("step")}>
                    { label }{ " " }<b>{ written }</b>
                </button>
            }
        };
        html! {
            <div class="item-story" role="group" aria-label={fill(words.follow, &[&item.to_string()])}>
                { rich_text(&item.to_string()) }
                { for labels.into_iter().zip(story.steps()).map(chapter) }
                { icon_button("button-quiet stop-following", Icon::Close, words.stop_following,
                    store.on_click(TimelineAction::Follow(None))) }
            </div>
        }
    }
}

/// What the kinds of bars mean.
fn legend(words: &Timeline) -> Html {
    let kinds = [
        ("key-steps", words.steps),
        ("key-ready", words.ready),
        ("key-inside", words.inside),
        ("key-waits", words.waits),
    ];
    let kind = |(class, label): (&'static str, &'static str)| {
        html! { <span class="timeline-key"><i {class} />{ label }</span> }
    };
    html! { <span class="timeline-legend">{ for kinds.map(kind) }</span> }
}

/// Off, a button stays reachable, so that the focus is not lost when it goes off under a finger. It
/// is drawn a moment late, so it takes every click: the session knows whether there is something to do.
fn button(
    class: &'static str,
    icon: Icon,
    label: &'static str,
    is_on: bool,
    onclick: Callback<MouseEvent>,
) -> Html {
    html! {
        <button type="button" class={classes!("timeline-button", class)} aria-label={label}
            title={label} aria-disabled={(!is_on).then_some("true")}
            {onclick}>
            { drawing(icon) }
        </button>
    }
}
