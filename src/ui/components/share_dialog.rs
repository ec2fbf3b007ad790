//! The run as a link and as text, and runs from text.

use super::clipboard::copy;
use super::dialog::{close_dialog, close_on_backdrop, open_dialog};
use super::icons::{Icon, drawing};
use super::panels::close_button;
use super::reactive::Part;
use super::rich_text::rich_text;
use crate::session::{Holds, Model, Shared, SharingAction, describe_steps_refused};
use crate::text::Language;
use crate::ui::browser::address_with;
use crate::ui::store::Store;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

/// What is shared, as the browser's own dialog: that holds the focus, gives it back, and closes
/// with Escape.
#[derive(PartialEq)]
pub struct ShareDialog {
    shared: Option<Rc<Shared>>,
    /// Why the steps that were given could not be opened.
    refused: Option<String>,
    language: Language,
}

impl Part for ShareDialog {
    fn of(model: &Model, _: Option<&Self>) -> Self {
        let refused = model.sharing.steps_refused.as_ref();
        ShareDialog {
            shared: model.sharing.shared.clone(),
            refused: refused.map(|it| describe_steps_refused(model.text(), it)),
            language: model.preferences.language,
        }
    }

    fn draw(&self, store: &Store) -> Html {
        let text = self.language.text();
        let words = &text.sharing;
        let link = self.shared.as_ref().map(|it| address_with(&it.fragment)).unwrap_or_default();
        let holds = self.shared.as_ref().map_or(Holds::Everything, |it| it.holds);
        let hint = match holds {
            Holds::Everything => words.link_hint,
            Holds::NoSteps => words.link_without_steps,
            Holds::NoText => words.link_without_text,
        };
        let steps = self.shared.as_ref().and_then(|it| it.steps.clone());
        html! {
            <dialog
                class="share"
                id="share"
                aria-labelledby="share-title"
                onclick={Callback::from(close_on_backdrop)}
            >
                <div class="share-sheet">
                <header class="panel-head">
                    <h2 id="share-title" tabindex="-1">{ words.title }</h2>
                    { close_button(text, Callback::from(|_| close_share())) }
                </header>
                <section class="share-part">
                    <h3>{ words.link }</h3>
                    { self.field("share-link", words.link, words.copy_link, link) }
                    <p class="hint">{ hint }</p>
                </section>
                if let Some(steps) = steps {
                    <section class="share-part">
                        <h3>{ words.steps }</h3>
                        { self.field("share-steps", words.steps, words.copy_steps, steps) }
                        <p class="hint">{ words.steps_hint }</p>
                    </section>
                }
                { self.opener(store) }
                </div>
            </dialog>
        }
    }
}

impl ShareDialog {
    /// A text to be copied.
    fn field(
        &self,
        id: &'static str,
        label: &'static str,
        button: &'static str,
        value: String,
    ) -> Html {
        let copied = self.language.text().editor.copied;
        let onclick = {
            let value = value.clone();
            Callback::from(move |event| copy(value.clone(), event, copied))
        };
        // A click in it selects all of it, to be copied by hand where a page may not.
        let onfocus = Callback::from(|event: FocusEvent| {
            if let Some(field) = event.target_dyn_into::<HtmlTextAreaElement>() {
                field.select();
            }
        });
        html! {
            <div class="share-field">
                <button type="button" class="button copy-button share-copy" {onclick}>
                    { drawing(Icon::Copy) }<span>{ button }</span>
                </button>
                <textarea {id} class="share-text" rows="2" readonly=true spellcheck="false" aria-label={label} {value} {onfocus} />
            </div>
        }
    }

    /// Where steps are pasted.
    fn opener(&self, store: &Store) -> Html {
        let words = &self.language.text().sharing;
        let onclick = {
            let store = store.clone();
            Callback::from(move |_: MouseEvent| open_steps(&store))
        };
        let problem = self.refused.as_deref().unwrap_or_default();
        html! {
            <section class="share-part">
                <h3>{ words.open }</h3>
                <p class="hint" id="share-open-hint">{ rich_text(words.open_hint) }</p>
                <div class="share-field">
                    <textarea
                        id="share-open"
                        class="share-text"
                        rows="3"
                        spellcheck="false"
                        autocomplete="off"
                        autocapitalize="off"
                        aria-label={words.open_field}
                        aria-describedby="share-open-hint share-problem"
                        aria-invalid={self.refused.is_some().then_some("true")}
                    />
                </div>
                // It is always there: what is put into a region that is already known is read out.
                <p class="share-problem" id="share-problem" role="alert">{ rich_text(problem) }</p>
                <button type="button" class="button share-open-button" {onclick}>
                    { words.open_button }
                </button>
            </section>
        }
    }
}

/// The button that opens the dialog.
pub fn share_button(language: Language, store: &Store) -> Html {
    let label = language.text().sharing.share;
    let store = store.clone();
    let onclick = Callback::from(move |_: MouseEvent| {
        store.dispatch(SharingAction::Share);
        show();
    });
    html! {
        <button
            type="button"
            class="button-quiet share-button"
            aria-label={label}
            aria-haspopup="dialog"
            title={label}
            {onclick}
        >
            { drawing(Icon::Share) }
        </button>
    }
}

/// Makes the run that the pasted steps say; where they are wrong, the dialog says so.
fn open_steps(store: &Store) {
    let Some(field) = by_id::<HtmlTextAreaElement>("share-open") else { return };
    store.dispatch(SharingAction::OpenSteps(field.value()));
    if store.read(|model| model.sharing.steps_refused.is_some()) {
        let _ = field.focus();
    } else {
        field.set_value("");
        close_share();
    }
}

fn by_id<T: JsCast>(id: &str) -> Option<T> {
    web_sys::window()?.document()?.get_element_by_id(id)?.dyn_into().ok()
}

fn show() {
    open_dialog("share", "#share-title");
}

fn close_share() {
    close_dialog("share");
}
