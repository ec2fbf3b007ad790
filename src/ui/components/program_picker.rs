//! The choice of a program.

use super::clipboard::paste;
use super::dialog::{close_dialog, close_on_backdrop, dialog, focus, open_dialog};
use super::icons::{Icon, drawing};
use super::open_in_tab::is_locked;
use super::panels::close_button;
use super::reactive::Part;
use super::rich_text::rich_text;
use crate::catalogue::{BLANK, Entry, Group};
use crate::session::{DocumentAction, Finder, FinderAction, LibraryAction, Model, Tag, heading_of};
use crate::text::{Language, Passages, Volume};
use crate::ui::store::Store;
use gloo_timers::future::TimeoutFuture;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, HtmlInputElement};
use yew::prelude::*;

/// The dialog's id.
const PROGRAMS: &str = "programs";

/// The name of the program, which opens the choice of another.
#[derive(PartialEq)]
pub struct ProgramButton {
    title: &'static str,
    origin: &'static str,
    is_edited: bool,
    language: Language,
}

impl Part for ProgramButton {
    fn of(model: &Model, _: Option<&Self>) -> Self {
        let document = &model.document;
        let is_own = document.is_own_program();
        ProgramButton {
            title: document.title(model.text()),
            origin: if is_own { "" } else { document.entry.origin },
            is_edited: !is_own && document.own_text.is_some(),
            language: model.preferences.language,
        }
    }

    fn draw(&self, store: &Store) -> Html {
        let text = self.language.text();
        let onclick = {
            let store = store.clone();
            Callback::from(move |_: MouseEvent| open_programs(&store))
        };
        html! {
            <h1 class="program-title">
                <button
                    type="button"
                    class="program-button"
                    aria-haspopup="dialog"
                    disabled={is_locked("program")}
                    title={text.editor.choose_program}
                    {onclick}
                >
                    <span class="program-name">{ rich_text(self.title) }</span>
                    if self.is_edited { { edited(self.language) } }
                    if !self.origin.is_empty() {
                        <span class="origin">{ self.origin }</span>
                    }
                    { drawing(Icon::Down) }
                </button>
            </h1>
        }
    }
}

/// All programs of the catalogue, as the browser's own dialog: that holds the focus, gives it
/// back, and closes with Escape.
#[derive(PartialEq)]
pub struct ProgramDialog {
    current: &'static Entry,
    /// Those of which the reader has a version.
    edited: Vec<&'static str>,
    finder: Finder,
    /// The stories that are fetched.
    stories: Option<Rc<Passages>>,
    language: Language,
}

impl Part for ProgramDialog {
    fn of(model: &Model, _: Option<&Self>) -> Self {
        ProgramDialog {
            current: model.document.entry,
            edited: model.document.drafts().iter().map(|(name, _)| *name).collect(),
            finder: model.finder.clone(),
            stories: model.stories().cloned(),
            language: model.preferences.language,
        }
    }

    fn draw(&self, store: &Store) -> Html {
        let text = self.language.text();
        html! {
            <dialog
                class="programs"
                id="programs"
                aria-labelledby="programs-title"
                onclick={Callback::from(close_on_backdrop)}
                onkeydown={Callback::from(move_between_programs)}
            >
                <div class="programs-sheet">
                    <header class="panel-head">
                        <h2 id="programs-title">{ text.editor.choose_program }</h2>
                        { self.search(store) }
                        { close_button(text, Callback::from(|_| close_programs())) }
                    </header>
                    { self.ways_in(store) }
                    { self.programs(store) }
                </div>
            </dialog>
        }
    }
}

impl ProgramDialog {
    /// The field of words to look for. It stays in sight, however far one has gone down the list.
    fn search(&self, store: &Store) -> Html {
        let words = &self.language.text().finder;
        let oninput = {
            let store = store.clone();
            Callback::from(move |event: InputEvent| {
                if let Some(field) = event.target_dyn_into::<HtmlInputElement>() {
                    store.dispatch(FinderAction::Search(field.value()));
                }
            })
        };
        html! {
            <input
                type="search"
                class="text-field"
                aria-label={words.search}
                placeholder={words.search}
                spellcheck="false"
                ~value={self.finder.words.clone()}
                {oninput}
            />
        }
    }

    /// What begins a program of the reader's own, and what narrows the others down.
    fn ways_in(&self, store: &Store) -> Html {
        let text = self.language.text();
        let words = &text.finder;
        let tag = |tag: Tag| {
            let is_on = self.finder.tag == Some(tag);
            self.filter(tag.label(text), is_on, FinderAction::Only(tag, !is_on), store)
        };
        let in_order = self.finder.in_order;
        let begin = |label, text: &'static str, pastes: bool| {
            let store = store.clone();
            let onclick = Callback::from(move |_: MouseEvent| {
                close_programs();
                store.dispatch(DocumentAction::BeginWith(text.to_owned()));
                go_to_text();
                if pastes {
                    paste_into_editor(&store);
                }
            });
            html! { <button type="button" class="button button-small" {onclick}>{ label }</button> }
        };
        html! {
            <div class="program-ways">
                <div class="program-begin">
                    { begin(words.blank, BLANK.source, false) }
                    { begin(words.paste, "", true) }
                </div>
                <div class="program-filters" role="group" aria-label={words.only}>
                    { for Tag::ALL.map(tag) }
                    { self.filter(words.in_order, in_order, FinderAction::SetInOrder(!in_order), store) }
                </div>
            </div>
        }
    }

    fn filter(
        &self,
        label: &'static str,
        is_on: bool,
        action: FinderAction,
        store: &Store,
    ) -> Html {
        html! {
            <button
                type="button"
                class="program-filter"
                aria-pressed={is_on.to_string()}
                onclick={store.on_click(action)}
            >
                { label }
            </button>
        }
    }

    /// The programs that were found, by what they are about or in the order to learn in.
    fn programs(&self, store: &Store) -> Html {
        let text = self.language.text();
        let found = self.finder.found(text, self.stories.as_deref());
        // Tab stops at one only; the arrows go on from there.
        let reached = found.iter().find(|it| it.name == self.current.name).or(found.first());
        let reached = reached.map(|it| it.name);
        let program = |entry: &&'static Entry| self.program(entry, reached, store);
        if found.is_empty() {
            return html! { <p class="programs-none" role="status">{ text.finder.nothing_found }</p> };
        }
        if self.finder.in_order {
            return html! { <ol class="program-order">{ for found.iter().map(program) }</ol> };
        }
        let group = |group: Group| {
            let entries: Vec<_> = found.iter().filter(|entry| entry.group == group).collect();
            if entries.is_empty() {
                return html! {};
            }
            html! {
                <section class="program-group">
                    <h3>{ heading_of(&text.catalogue.groups, group) }</h3>
                    <ul>{ for entries.into_iter().map(program) }</ul>
                </section>
            }
        };
        html! { <div class="program-groups">{ for Group::ALL.map(group) }</div> }
    }

    fn program(&self, entry: &'static Entry, reached: Option<&str>, store: &Store) -> Html {
        let story = self.language.text().catalogue.story(entry.name, self.stories.as_deref());
        let is_current = entry.name == self.current.name;
        let onclick = {
            let store = store.clone();
            Callback::from(move |_: MouseEvent| {
                close_programs();
                // To choose the one that is there begins nothing anew.
                if !is_current {
                    store.dispatch(DocumentAction::ChooseProgram(entry.name));
                }
            })
        };
        html! {
            <li>
                <button
                    type="button"
                    class="program-choice"
                    data-program={entry.name}
                    aria-current={is_current.then_some("true")}
                    tabindex={if reached == Some(entry.name) { "0" } else { "-1" }}
                    {onclick}
                >
                    <span class="program-choice-head">
                        <b>{ rich_text(title_of(entry, self.language)) }</b>
                        if self.edited.contains(&entry.name) { { edited(self.language) } }
                        <span class="origin">{ entry.origin }</span>
                        if !entry.is_right() {
                            <span class="wrong-chip">{ self.language.text().finder.wrong }</span>
                        }
                    </span>
                    <span class="program-choice-story">{ rich_text(first_sentence(story)) }</span>
                </button>
            </li>
        }
    }
}

/// What a program is called.
pub fn title_of(entry: &Entry, language: Language) -> &'static str {
    language.text().catalogue.program(entry.name).map_or("", |it| it.title)
}

fn edited(language: Language) -> Html {
    html! { <span class="own-chip">{ language.text().editor.edited }</span> }
}

/// The beginning of a story: at least enough to say something.
fn first_sentence(story: &str) -> &str {
    const ENOUGH: usize = 40;
    let ends = story.match_indices([':', '.', ';']).map(|(at, _)| at);
    let is_end = |at: &usize| *at >= ENOUGH && story[at + 1..].starts_with([' ', '\n']);
    let end = ends.into_iter().find(is_end);
    end.map_or(story, |at| story[..at].trim_end_matches(':'))
}

/// Puts what the clipboard holds into the editor, unless the reader has begun to type there.
fn paste_into_editor(store: &Store) {
    let store = store.clone();
    paste(move |text| {
        if store.read(|model| model.document.own_text.as_deref() == Some("")) {
            store.dispatch(DocumentAction::BeginWith(text));
        }
    });
}

/// Takes the caret to the text once that is drawn: whoever begins one types next.
fn go_to_text() {
    spawn_local(async {
        TimeoutFuture::new(0).await;
        let document = web_sys::window().and_then(|it| it.document());
        focus(document.and_then(|it| it.get_element_by_id("editor-text")));
    });
}

fn open_programs(store: &Store) {
    store.dispatch(LibraryAction::Want(Volume::Stories));
    open_dialog(PROGRAMS, "[aria-current]", store);
}

fn close_programs() {
    close_dialog(PROGRAMS);
}

/// The arrows lead from program to program, a letter to the next whose name begins with it.
fn move_between_programs(event: KeyboardEvent) {
    let target = event.target().and_then(|it| it.dyn_into::<Element>().ok());
    // What is typed to search is no name of a program; the arrow goes down to those that were found.
    let is_typed = target.as_ref().is_some_and(|it| it.tag_name() == "INPUT");
    if is_typed && event.key() != "ArrowDown" {
        return;
    }
    let Some(all) = dialog(PROGRAMS).and_then(|it| it.query_selector_all(".program-choice").ok())
    else {
        return;
    };
    let all: Vec<Element> =
        (0..all.length()).filter_map(|at| all.get(at)?.dyn_into().ok()).collect();
    let here = target.and_then(|target| all.iter().position(|it| *it == target));
    let to = match (here, event.key().as_str()) {
        _ if event.ctrl_key() || event.alt_key() || event.meta_key() => return,
        (_, "Home") => Some(0),
        (_, "End") => all.len().checked_sub(1),
        (Some(here), "ArrowDown") => Some((here + 1).min(all.len() - 1)),
        (Some(here), "ArrowUp") => here.checked_sub(1),
        (None, "ArrowDown" | "ArrowUp") => Some(0),
        (_, key) => {
            let mut letters = key.chars();
            match (letters.next(), letters.next()) {
                (Some(letter), None) if letter.is_alphanumeric() => {
                    let from = here.map_or(0, |it| it + 1);
                    let places = (from..all.len()).chain(0..from);
                    places.into_iter().find(|&it| begins_with(&all[it], letter))
                }
                _ => return,
            }
        }
    };
    event.prevent_default();
    focus(to.map(|to| all[to].clone()));
}

fn begins_with(element: &Element, letter: char) -> bool {
    let name = element.text_content().unwrap_or_default();
    let first = name.trim_start().chars().next();
    first.is_some_and(|first| first.to_lowercase().eq(letter.to_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::CATALOGUE;

    #[test]
    fn one_line_of_a_story_says_something() {
        let check = |story, expected| assert_eq!(first_sentence(story), expected);
        check("", "");
        check(
            "The classic. `spaces` counts the free slots; then more.",
            "The classic. `spaces` counts the free slots",
        );
        check(
            "No lock, no event, no flag: the queue does it all. `put` waits.",
            "No lock, no event, no flag: the queue does it all",
        );
        check(
            "Many examples do it like this: the producer adds a number and sets an event, the end.",
            "Many examples do it like this: the producer adds a number and sets an event, the end.",
        );
    }

    #[test]
    fn every_program_has_a_title_and_a_story_in_every_language() {
        for language in Language::ALL {
            for entry in CATALOGUE {
                let program = language.text().catalogue.program(entry.name);
                let program = program.unwrap_or_else(|| panic!("{} is not told", entry.name));
                let is_told = program.story.len() > 40 || entry.is_whole();
                assert!(program.title.len() > 3 && is_told, "{}", entry.name);
            }
        }
    }
}
