//! What a word of the glossary means, beside the word.

use super::reactive::Part;
use super::rich_text::rich_text;
use crate::session::{Looked, Model, meaning};
use crate::ui::store::Store;
use yew::prelude::*;

/// The words beside the word; always there, so that what is described can point at them.
#[derive(PartialEq)]
pub struct TermTip(Option<(Looked, &'static str, String)>);

impl Part for TermTip {
    fn of(model: &Model, _: Option<&Self>) -> Self {
        TermTip(meaning(model))
    }

    fn draw(&self, store: &Store) -> Html {
        let tip = match &self.0 {
            None => {
                html! { <div class="term-tip" id="term-tip" role="tooltip" popover="manual" hidden=true ~style="" /> }
            }
            Some((looked, heading, meaning)) => {
                let Looked { left, edge, is_above, .. } = looked;
                let style = format!("--left: {left:.0}px; --edge: {edge:.0}px");
                let class = if *is_above { "term-tip is-above" } else { "term-tip" };
                html! {
                    <div {class} id="term-tip" role="tooltip" popover="manual" ~style={style}>
                        <b>{ *heading }</b>{ " " }{ rich_text(meaning) }
                    </div>
                }
            }
        };
        // Whatever is said on a page is to lie in a part of it that has a name.
        let label = store.read(|model| model.text().glossary.title);
        html! { <section aria-label={label}>{ tip }</section> }
    }
}
