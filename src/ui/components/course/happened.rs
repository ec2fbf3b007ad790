//! What stopped the run, in a sentence.

use super::super::icons::{Icon, drawing};
use super::super::reactive::Part;
use super::super::rich_text::rich_text;
use crate::engine::Ending;
use crate::session::{Model, describe_violation};
use crate::ui::store::Store;
use yew::prelude::*;

/// What stopped the run, in a sentence.
#[derive(PartialEq)]
pub struct Happened(Option<(String, String)>);

impl Part for Happened {
    fn of(model: &Model, _: Option<&Self>) -> Self {
        let Some(Ending::Broken(violation)) = &model.playback.ending else { return Happened(None) };
        Happened(Some(describe_violation(model.text(), &model.playback.run, violation)))
    }

    fn draw(&self, _: &Store) -> Html {
        let Some((title, sentence)) = &self.0 else { return html! {} };
        html! {
            <div class="happened">
                { drawing(Icon::Warning) }
                <p><strong>{ title }{ "." }</strong>{ " " }{ rich_text(sentence) }</p>
            </div>
        }
    }
}
