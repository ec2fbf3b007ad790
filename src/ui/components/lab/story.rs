//! Why it is as it is, in a sentence; and what colours and patterns mean.

use super::super::choice::{Choosable, choice};
use super::super::dialog::focus;
use super::super::reactive::Part;
use super::super::rich_text::rich_text;
use super::words;
use crate::clock::Kind;
use crate::session::lab::{Side, Story, story};
use crate::session::{LabAction, Model};
use crate::text::Language;
use crate::ui::store::Store;
use yew::prelude::*;

/// The sentence, with the knob that would change it.
#[derive(PartialEq)]
pub struct StoryLine {
    story: Option<Story>,
    language: Language,
}

impl Part for StoryLine {
    fn of(model: &Model, _: Option<&Self>) -> Self {
        let language = model.preferences.language;
        StoryLine { story: story(&model.lab, language), language }
    }

    fn draw(&self, store: &Store) -> Html {
        let Some(story) = &self.story else { return html! {} };
        let (label, knob) = story.knob;
        let onclick = {
            let store = store.clone();
            Callback::from(move |_| {
                store.dispatch(LabAction::Show(Side::Knobs));
                let document = web_sys::window().and_then(|it| it.document());
                let found = document.and_then(|it| {
                    let choice = format!("#knob-{knob} input:checked, #knob-{knob}");
                    it.query_selector(&choice).ok()?
                });
                focus(found);
            })
        };
        html! {
            <p class="lab-story" role="status">
                <strong>{ rich_text(&story.cause) }</strong>
                { " " }
                <span>
                    { rich_text(&story.lever.0) }
                    <button type="button" class="button-link lab-lever" {onclick}>{ label }</button>
                    { rich_text(&story.lever.1) }
                </span>
            </p>
        }
    }
}

/// What patterns mean, and what a lane is.
#[derive(PartialEq)]
pub struct Legend {
    by_core: bool,
    language: Language,
}

impl Part for Legend {
    fn of(model: &Model, _: Option<&Self>) -> Self {
        Legend { by_core: model.lab.by_core, language: model.preferences.language }
    }

    fn draw(&self, store: &Store) -> Html {
        let text = self.language.text();
        let words = &text.lab;
        let sign = |kind: Kind| {
            let (label, name) = words::kind(kind, text);
            let (from, to) = (1, 33);
            let path = match kind {
                Kind::Starts | Kind::Copies => "M1 2H33V12H1z".to_owned(),
                _ => format!("M{from} 7H{to}"),
            };
            html! {
                <li>
                    <svg class="lab-sign" viewBox="0 0 34 14" aria-hidden="true">
                        <path class={classes!("seg", format!("seg-{name}"))} d={path.clone()} />
                        if kind == Kind::Native { <path class="seg seg-stripe" d={path} /> }
                    </svg>
                    { label }
                </li>
            }
        };
        let option = |label, by_core: bool| {
            let store = store.clone();
            let choose = Callback::from(move |_| store.dispatch(LabAction::ByCore(by_core)));
            Choosable {
                label,
                meaning: None,
                is_chosen: self.by_core == by_core,
                is_off: false,
                choose,
            }
        };
        let options = vec![option(words.lane_task, false), option(words.lane_core, true)];
        let legend = html! { <legend class="lab-knob-label">{ words.lane_is }</legend> };
        html! {
            <footer class="lab-foot">
                <ul class="lab-legend" aria-label={words.kinds}>{ for Kind::ALL.map(sign) }</ul>
                { choice("lab-lane".into(), "choice choice-small lab-lane-choice", legend, options) }
            </footer>
        }
    }
}
