//! The head of the program's panel: the choice of a view, and how to break and repair the program.

use super::super::choice::{Choosable, choice};
use super::super::icons::{Icon, drawing};
use super::super::reactive::Part;
use crate::languages::TargetLanguage;
use crate::session::{CodeView, DocumentAction, Model};
use crate::text::Language;
use crate::ui::store::Store;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// The head of the program's panel.
#[derive(PartialEq)]
pub struct CodeHead {
    view: CodeView,
    is_own: bool,
    is_intact: bool,
    has_faults: bool,
    /// Whether other languages can say it: they say what roles do.
    has_roles: bool,
    language: Language,
}

impl Part for CodeHead {
    fn of(model: &Model, _: Option<&Self>) -> Self {
        CodeHead {
            view: model.document.code_view,
            is_own: model.document.own_text.is_some(),
            is_intact: model.document.configuration.faults.is_empty(),
            has_faults: !model.document.entry.faults.is_empty(),
            has_roles: model.has_roles(),
            language: model.preferences.language,
        }
    }

    fn draw(&self, store: &Store) -> Html {
        html! {
            <div class="code-head">
                { self.views(store) }
                if self.has_roles { { self.languages(store) } }
                { self.breaking(store) }
            </div>
        }
    }
}

impl CodeHead {
    /// To watch the program, or to change it.
    fn views(&self, store: &Store) -> Html {
        let text = self.language.text();
        let option = |label, view| {
            let store = store.clone();
            Choosable {
                label,
                meaning: None,
                is_chosen: self.view == view,
                is_off: false,
                choose: Callback::from(move |_| store.dispatch(DocumentAction::ShowCode(view))),
            }
        };
        let options = vec![
            option(text.controls.program, CodeView::Program),
            option(text.editor.edit, CodeView::Editor),
        ];
        let legend = html! { <legend class="visually-hidden">{ text.editor.views }</legend> };
        choice("code-view".into(), "choice code-views", legend, options)
    }

    /// The other languages.
    fn languages(&self, store: &Store) -> Html {
        let label = self.language.text().editor.show_as;
        let shown = match self.view {
            CodeView::InLanguage(language) => Some(language),
            CodeView::Program | CodeView::Editor => None,
        };
        let onchange = {
            let store = store.clone();
            Callback::from(move |event: Event| {
                let Some(list) = event.target_dyn_into::<HtmlSelectElement>() else { return };
                let name = list.value();
                let language = TargetLanguage::ALL.into_iter().find(|it| it.name() == name);
                if let Some(language) = language {
                    store.dispatch(DocumentAction::ShowCode(CodeView::InLanguage(language)));
                }
            })
        };
        let option = |language: TargetLanguage| {
            html! {
                <option value={language.name()}>
                    { language.display_name() }
                </option>
            }
        };
        let (class, chosen) = match shown {
            Some(language) => ("show-as is-chosen", language.name()),
            None => ("show-as", ""),
        };
        html! {
            <span {class}>
                { drawing(Icon::Code) }
                <select aria-label={label} title={label} ~value={chosen} {onchange}>
                    <option value="" hidden=true selected=true>{ label }</option>
                    { for TargetLanguage::ALL.map(option) }
                </select>
                { drawing(Icon::Down) }
            </span>
        }
    }

    /// How to break the program, and once it is broken the button that repairs it.
    fn breaking(&self, store: &Store) -> Html {
        let words = &self.language.text().code;
        if self.view != CodeView::Program || self.is_own || !self.has_faults {
            return html! {};
        }
        if self.is_intact {
            return html! { <span class="panel-hint">{ words.hint }</span> };
        }
        html! {
            <button
                type="button"
                class="button button-small repair-button"
                aria-label={words.restore_all}
                onclick={store.on_click(DocumentAction::RepairAll)}
            >
                { drawing(Icon::Repair) }<span>{ words.restore_all }</span>
            </button>
        }
    }
}
