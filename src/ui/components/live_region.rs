//! What a screen reader says while a run goes on.

use super::reactive::Part;
use super::rich_text::plain;
use crate::session::{Announcement, Model};
use crate::text::Language;
use crate::ui::store::Store;
use yew::prelude::*;

/// A region that is heard and not seen.
#[derive(PartialEq)]
pub struct LiveRegion {
    said: Announcement,
    language: Language,
}

impl Part for LiveRegion {
    fn of(model: &Model, before: Option<&Self>) -> Self {
        let said = Announcement::of(model, before.map(|it| &it.said));
        LiveRegion { said, language: model.preferences.language }
    }

    fn draw(&self, _: &Store) -> Html {
        html! {
            <div class="visually-hidden" role="status" aria-live="polite" lang={self.language.tag()}>
                { plain(&self.said.sentence) }
            </div>
        }
    }
}
