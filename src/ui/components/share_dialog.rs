//! The run as a link and as text, and runs from text.

use super::choice::{Choosable, choice};
use super::clipboard::copy;
use super::dialog::{close_dialog, close_on_backdrop, open_dialog};
use super::export_form::export_form;
use super::icons::{Icon, drawing};
use super::panels::close_button;
use super::qr_code::qr_code;
use super::reactive::Part;
use super::rich_text::{plain, rich_text};
use crate::catalogue::Entry;
use crate::session::{
    Form, Hidden, Holds, Locked, Model, Share, Sharing, SharingAction, can_be_exported,
    describe_steps_refused,
};
use crate::text::{Forms, Language, Volume, fill};
use crate::ui::browser::page_address;
use crate::ui::store::Store;
use wasm_bindgen::JsCast;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

/// What is shared, as the browser's own dialog: that holds the focus, gives it back, and closes
/// with Escape.
#[derive(PartialEq)]
pub struct ShareDialog {
    sharing: Sharing,
    entry: &'static Entry,
    title: &'static str,
    /// What the lesson is called that is open.
    lesson: Option<String>,
    /// Whether it can be had as a file as well.
    can_be_exported: bool,
    /// Why the steps that were given could not be opened.
    refused: Option<String>,
    language: Language,
}

impl Part for ShareDialog {
    fn of(model: &Model, _: Option<&Self>) -> Self {
        let refused = model.sharing.steps_refused.as_ref();
        ShareDialog {
            sharing: model.sharing.clone(),
            entry: model.document.entry,
            title: model.document.title(model.text()),
            lesson: title_of_lesson(model),
            can_be_exported: can_be_exported(model),
            refused: refused.map(|it| describe_steps_refused(model.text(), it)),
            language: model.preferences.language,
        }
    }

    fn draw(&self, store: &Store) -> Html {
        let text = self.language.text();
        let words = &text.sharing;
        let is_lesson = self.sharing.what() == Share::Lesson;
        let shared = self.sharing.shared.as_ref().filter(|_| !is_lesson);
        let steps = shared.and_then(|it| it.steps.clone());
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
                { self.written(store) }
                if let Some(steps) = steps {
                    <section class="share-part">
                        <h3>{ words.steps }</h3>
                        { text_field("share-steps", words.steps, words.copy_steps, steps, self.language) }
                        <p class="hint">{ words.steps_hint }</p>
                    </section>
                }
                if self.can_be_exported {
                    { export_form(self.sharing.exported.as_ref(), self.entry.name, self.language, store) }
                }
                if !is_lesson { { self.opener(store) } }
                </div>
            </dialog>
        }
    }
}

impl ShareDialog {
    /// What is shared, as it is written.
    fn written(&self, store: &Store) -> Html {
        let words = &self.language.text().sharing;
        let forms = &words.forms;
        let form = self.sharing.form;
        let place = self.sharing.place(self.language);
        let name = match (self.sharing.what(), &self.lesson) {
            (Share::Lesson, Some(lesson)) => lesson.clone(),
            (Share::Lesson, None) => self.language.text().course.course.to_owned(),
            _ => plain(self.title),
        };
        let title = fill(forms.frame_title, &[&name]);
        let page = page_address();
        let written = form.write(&page, &place, &title);
        let button = match form {
            Form::Link | Form::Qr => words.copy_link,
            _ => forms.copy,
        };
        html! {
            <section class="share-part">
                { self.choices(store) }
                if form == Form::Qr {
                    { self.qr(&written) }
                }
                { text_field("share-link", words.link, button, written, self.language) }
                <p class="hint">{ rich_text(self.hint()) }</p>
                if form.is_frame() {
                    <details class="share-preview">
                        <summary>{ forms.preview }</summary>
                        // A frame that is not in sight is not loaded.
                        <iframe
                            loading="lazy"
                            src={Form::frame_address(&page, &place)}
                            title={title}
                        />
                    </details>
                }
            </section>
        }
    }

    fn choices(&self, store: &Store) -> Html {
        let forms = &self.language.text().sharing.forms;
        let option = |label, is_chosen, action: SharingAction| Choosable {
            label,
            meaning: None,
            is_chosen,
            is_off: false,
            choose: {
                let store = store.clone();
                Callback::from(move |_: Event| store.dispatch(action.clone()))
            },
        };
        let words = &self.language.text().shared_view;
        let chosen = self.sharing.what();
        let what = self.sharing.choices().iter().map(|&share| {
            let label = match share {
                Share::Run => forms.this_run,
                Share::Program => forms.this_program,
                Share::Lesson if self.lesson.is_none() => self.language.text().course.course,
                Share::Lesson => words.this_lesson,
                Share::View => words.this_view,
            };
            option(label, share == chosen, SharingAction::Choose(share))
        });
        let written_as = Form::ALL.map(|form| {
            option(name_of(forms, form), form == self.sharing.form, SharingAction::WriteAs(form))
        });
        let legend = |words| html! { <legend>{ words }</legend> };
        html! {
            <>
                { choice("share-what".into(), "share-choice", legend(forms.what), what.collect()) }
                { self.details(store) }
                { choice("share-as".into(), "share-choice", legend(forms.written_as), written_as.into()) }
            </>
        }
    }

    /// What more there is to choose of a lesson and of a view.
    fn details(&self, store: &Store) -> Html {
        let words = &self.language.text().shared_view;
        let tick = |label: &'static str, is_on: bool, action: SharingAction| {
            let store = store.clone();
            let onchange = Callback::from(move |_: Event| store.dispatch(action.clone()));
            html! {
                <label class="share-tick">
                    <input type="checkbox" checked={is_on} {onchange} />
                    <span>{ label }</span>
                </label>
            }
        };
        let group = |legend: &'static str, ticks: Vec<Html>| {
            html! {
                <fieldset class="share-ticks">
                    <legend>{ legend }</legend>
                    <div>{ for ticks }</div>
                </fieldset>
            }
        };
        match self.sharing.what() {
            Share::Run | Share::Program => html! {},
            Share::Lesson => {
                let open = self.sharing.in_their_language;
                tick(words.in_this_language, !open, SharingAction::LeaveLanguageOpen(!open))
            }
            Share::View => {
                let view = &self.sharing.view;
                let hidden = Hidden::ALL.into_iter().zip(words.hidden).map(|(it, label)| {
                    tick(label, view.hidden.contains(&it), SharingAction::Hide(it))
                });
                let locked = Locked::ALL.into_iter().zip(words.locked).map(|(it, label)| {
                    tick(label, view.locked.contains(&it), SharingAction::Lock(it))
                });
                html! {
                    <>
                        { group(words.hide, hidden.collect()) }
                        { group(words.lock, locked.collect()) }
                    </>
                }
            }
        }
    }

    /// What the link opens, or where what is copied belongs.
    fn hint(&self) -> &'static str {
        let words = &self.language.text().sharing;
        let forms = &words.forms;
        let view = &self.language.text().shared_view;
        let holds = self.sharing.shared.as_ref().map(|it| it.holds);
        match self.sharing.form {
            Form::Link => match (self.sharing.what(), holds) {
                (Share::Program, _) => forms.this_program_hint,
                (Share::Lesson, _) => view.this_lesson_hint,
                (_, Some(Holds::NoSteps)) => words.link_without_steps,
                (_, Some(Holds::NoText)) => words.link_without_text,
                (Share::View, _) => view.this_view_hint,
                (Share::Run, _) => words.link_hint,
            },
            Form::Frame => forms.frame_hint,
            Form::Element => forms.element_hint,
            Form::Markdown => forms.markdown_hint,
            Form::MdBook => forms.md_book_hint,
            Form::Quarto => forms.quarto_hint,
            Form::Moodle => forms.moodle_hint,
            Form::Qr => forms.qr_hint,
        }
    }

    fn qr(&self, address: &str) -> Html {
        let forms = &self.language.text().sharing.forms;
        match qr_code(address, forms.qr) {
            Some(picture) => picture,
            None => html! { <p class="share-problem">{ forms.too_long_for_qr }</p> },
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

/// What the open lesson is called, once its words are here.
fn title_of_lesson(model: &Model) -> Option<String> {
    let attempt = model.lesson.open()?;
    let passages = model.library.passages(Volume::Course, model.preferences.language)?;
    Some(plain(passages.get(&attempt.challenge.key("title"))?))
}

/// A text to be copied.
pub fn text_field(
    id: &'static str,
    label: &'static str,
    button: &'static str,
    value: String,
    language: Language,
) -> Html {
    let copied = language.text().editor.copied;
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

fn name_of(forms: &Forms, form: Form) -> &'static str {
    match form {
        Form::Link => forms.link,
        Form::Frame => forms.frame,
        Form::Element => forms.element,
        Form::Markdown => forms.markdown,
        Form::MdBook => forms.md_book,
        Form::Quarto => forms.quarto,
        Form::Moodle => forms.moodle,
        Form::Qr => forms.qr,
    }
}

/// The button that opens the dialog.
pub fn share_button(language: Language, store: &Store) -> Html {
    let label = language.text().sharing.share;
    let store = store.clone();
    let onclick = Callback::from(move |_: MouseEvent| {
        store.dispatch(SharingAction::Share);
        show(&store);
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

fn show(store: &Store) {
    open_dialog("share", "#share-title", store);
}

fn close_share() {
    close_dialog("share");
}
