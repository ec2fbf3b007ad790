//! The program: as it runs, for changing it, and as other languages say the same.

mod code_head;
mod code_line;
mod fault_controls;
mod following;
mod foreign_words;
mod language_view;
mod lint_list;
mod places;
mod program_view;
mod thread_chips;

pub use code_head::CodeHead;
pub use code_line::{painted, threads_here};
pub use following::follow_running_line;
pub use places::{Place, Places, places};
pub use program_view::ProgramView;
pub use thread_chips::small_chips;

use super::editor::Editor;
use super::reactive::{Part, paced, reactive};
use super::rich_text::explained;
use crate::catalogue::Entry;
use crate::session::{CodeView, DocumentAction, Model};
use crate::text::Language;
use crate::ui::store::Store;
use language_view::LanguageView;
use lint_list::LintList;
use yew::prelude::*;

/// What the panel holds: whose version it is, the story, and the program in one of its views.
#[derive(PartialEq)]
pub struct CodePanel {
    view: CodeView,
    entry: &'static Entry,
    is_own: bool,
    /// What is said above the text, if anything is.
    story: Option<String>,
    is_own_program: bool,
    is_right: bool,
    /// Whether anything stands out in what is shown.
    has_lints: bool,
    language: Language,
}

impl Part for CodePanel {
    fn of(model: &Model, _: Option<&Self>) -> Self {
        let (view, is_right) = (model.document.code_view, model.text_is_right());
        CodePanel {
            view,
            entry: model.document.entry,
            is_own: model.document.own_text.is_some(),
            story: model.document.has_story().then(|| model.story().to_owned()),
            is_own_program: model.document.is_own_program(),
            is_right,
            // Where the text is wrong, the program that is shown is another one.
            has_lints: (is_right || view == CodeView::Editor) && !model.document.lints.is_empty(),
            language: model.preferences.language,
        }
    }

    fn draw(&self, store: &Store) -> Html {
        let (class, view) = match self.view {
            CodeView::Program => ("code-body", paced::<ProgramView>(store)),
            CodeView::Editor => ("code-body is-editor", html! { <Editor store={store.clone()} /> }),
            CodeView::InLanguage(_) => ("code-body is-language", paced::<LanguageView>(store)),
        };
        html! {
            // Another program begins at its first line.
            <div {class} key={self.entry.name}>
                { self.whose(store) }
                { self.story() }
                if !self.is_right && self.view != CodeView::Editor {
                    <p class="last-right">{ self.language.text().editor.last_right }</p>
                }
                { view }
                if self.has_lints { { reactive::<LintList>(store) } }
            </div>
        }
    }
}

impl CodePanel {
    /// Whose version it is. While it is being edited the row is always there, so that the first
    /// letter moves nothing.
    fn whose(&self, store: &Store) -> Html {
        let words = &self.language.text().editor;
        if self.is_own {
            return html! {
                <div class="whose">
                    if !self.is_own_program {
                        <span class="own-chip">{ words.your_version }</span>
                    }
                    <button
                        type="button"
                        class="button-link discard-button"
                        onclick={store.on_click(DocumentAction::DiscardEdits)}
                    >
                        { words.back_to_original }
                    </button>
                </div>
            };
        }
        match self.view {
            CodeView::Editor => {
                html! { <div class="whose"><span class="panel-hint">{ words.as_the_original }</span></div> }
            }
            _ => html! {},
        }
    }

    /// What the program is. Two lines of it, until the reader wants to read on; the box that
    /// says so keeps that by itself.
    fn story(&self) -> Html {
        let text = self.language.text();
        let Some(story) = &self.story else { return html! {} };
        html! {
            <div class="story">
                <p>{ explained(story, self.language) }</p>
                <input
                    type="checkbox"
                    class="story-more"
                    aria-label={text.editor.whole_story}
                    title={text.editor.whole_story}
                />
            </div>
        }
    }
}
