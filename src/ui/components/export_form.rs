//! What leaves the page as a file, or as a text where the browser may not save.

use super::choice::{Choosable, choice};
use super::icons::{Icon, drawing};
use super::rich_text::rich_text;
use super::share_dialog::text_field;
use crate::session::{Export, Exported, NoScript, NotExported, SharingAction};
use crate::text::Language;
use crate::ui::browser::{draw_picture, save_file};
use crate::ui::store::Store;
use std::rc::Rc;
use yew::prelude::*;

/// The forms to choose from, and what was chosen. `program` is in the name of the file.
pub fn export_form(
    exported: Option<&Rc<Exported>>,
    program: &'static str,
    language: Language,
    store: &Store,
) -> Html {
    let words = &language.text().exports;
    let option = |(form, label): (Export, &'static str)| Choosable {
        label,
        meaning: None,
        is_chosen: exported.is_some_and(|it| it.form == form),
        is_off: false,
        choose: {
            let store = store.clone();
            Callback::from(move |_: Event| match form.is_drawn() {
                true => draw_picture(form, &store),
                false => store.dispatch(SharingAction::Export(form)),
            })
        },
    };
    let options = Export::ALL.into_iter().zip(words.forms).map(option).collect();
    let legend = html! { <legend>{ words.form }</legend> };
    html! {
        <section class="share-part">
            <h3>{ words.title }</h3>
            { choice("share-export".into(), "share-choice", legend, options) }
            <div role="status" class="share-exported" data-form={exported.map(|it| it.form.file().0)}>
                if let Some(exported) = exported { { shown(exported, program, language) } }
            </div>
        </section>
    }
}

fn shown(exported: &Rc<Exported>, program: &'static str, language: Language) -> Html {
    let words = &language.text().exports;
    let text = match &exported.text {
        Ok(text) => text,
        Err(why) => {
            let home = &language.text().home;
            let why = match why {
                NotExported::Verdict => words.no_verdict,
                NotExported::Picture => words.no_picture,
                NotExported::Script(NoScript::NoThreads) => home.no_threads,
                NotExported::Script(NoScript::NotWhole) => home.roles,
                NotExported::Script(NoScript::Steps(_)) | NotExported::Run => words.no_run,
                NotExported::Gate => words.no_gate,
            };
            return html! { <p class="share-problem">{ rich_text(why) }</p> };
        }
    };
    let onclick = {
        let exported = exported.clone();
        Callback::from(move |_: MouseEvent| save_file(&exported, program))
    };
    html! {
        <>
            if exported.form == Export::Photo {
                <img class="share-photo" src={text.clone()} alt={words.photo} />
            } else {
                { text_field("share-export-text", words.title, words.copy, text.clone(), language) }
            }
            <button type="button" class="button share-save" {onclick}>
                { drawing(Icon::Down) }<span>{ words.download }</span>
            </button>
            <p class="hint">{ rich_text(if exported.form == Export::Script { words.script_hint } else { words.hint }) }</p>
        </>
    }
}
