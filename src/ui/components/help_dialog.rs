//! The help.

use super::dialog::{close_dialog, close_on_backdrop, open_dialog};
use super::glossary_dialog::open_glossary;
use super::panels::close_button;
use super::reactive::Part;
use super::rich_text::rich_text;
use crate::catalogue::Entry;
use crate::program::{Object, ObjectKind};
use crate::session::{FirstStepsAction, Model, fault_label};
use crate::text::Language;
use crate::ui::store::Store;
use yew::prelude::*;

/// So many faults are named; the program itself shows the rest.
const MOST_FAULTS: usize = 5;

/// The program that there are things to try with.
const TRIED: &str = "three-semaphores";

/// The help, as the browser's own dialog: that holds the focus, gives it back, and closes
/// with Escape.
#[derive(PartialEq)]
pub struct HelpDialog {
    entry: &'static Entry,
    title: &'static str,
    story: String,
    /// Whether it is about producers and consumers.
    has_roles: bool,
    /// Whether it is the program that there are things to try with.
    can_be_tried: bool,
    /// What its threads share: the name and what it is.
    objects: Vec<(String, &'static str)>,
    language: Language,
}

impl Part for HelpDialog {
    fn of(model: &Model, _: Option<&Self>) -> Self {
        let glossary = &model.text().glossary;
        let object = |object: &Object| {
            Some((object.name.clone(), glossary.heading(word_for(&object.kind)?)?))
        };
        let is_own = model.document.is_own_program();
        HelpDialog {
            entry: model.document.entry,
            title: model.document.title(model.text()),
            has_roles: model.has_roles(),
            can_be_tried: !is_own && model.document.entry.name == TRIED,
            story: if is_own { String::new() } else { model.story().to_owned() },
            objects: model.program().objects.iter().filter_map(object).collect(),
            language: model.preferences.language,
        }
    }

    fn draw(&self, store: &Store) -> Html {
        let text = self.language.text();
        let begin_first_steps = {
            let store = store.clone();
            Callback::from(move |_: MouseEvent| {
                close_help();
                store.dispatch(FirstStepsAction::Begin);
            })
        };
        let help = &text.help;
        let story = if self.has_roles { help.story } else { help.story_of_any };
        let paragraph = |sentence: &&'static str| html! { <p>{ rich_text(sentence) }</p> };
        let glossary_opener = {
            let store = store.clone();
            Callback::from(move |_: MouseEvent| {
                close_help();
                open_glossary(&store);
            })
        };
        let trial = |sentence: &&'static str| html! { <li>{ rich_text(sentence) }</li> };
        let key = |(key, does): &(&'static str, &'static str)| {
            html! { <div><dt><kbd>{ *key }</kbd></dt><dd>{ *does }</dd></div> }
        };
        let colour = |class: &'static str, name: &'static str| {
            html! { <li><span class={classes!("legend-sign", class)} aria-hidden="true" />{ name }</li> }
        };
        html! {
            <dialog
                class="help"
                id="help"
                aria-labelledby="help-title"
                onclick={Callback::from(close_on_backdrop)}
            >
                <div class="help-sheet">
                    <header class="panel-head">
                        <h2 id="help-title" tabindex="-1">{ help.title }</h2>
                        { close_button(text, Callback::from(|_| close_help())) }
                    </header>
                    <div class="help-body">
                        <div class="help-story">{ for story.iter().map(paragraph) }</div>
                        <p>
                            <button
                                type="button"
                                class="button first-steps-again"
                                onclick={begin_first_steps}
                            >
                                { text.first_steps.show_again }
                            </button>
                            { " " }
                            <button type="button" class="button glossary-button" onclick={glossary_opener}>
                                { text.glossary.open }
                            </button>
                        </p>
                        { self.program() }
                        <section>
                            <h3>{ help.colours_title }</h3>
                            <ul class="legend">
                                if self.has_roles {
                                    { colour("of-producer", help.producer) }
                                    { colour("of-consumer", help.consumer) }
                                }
                                { colour("of-critical", help.critical) }
                                { colour("of-trouble", help.trouble) }
                            </ul>
                        </section>
                        if self.can_be_tried {
                            <section>
                                <h3>{ help.try_title }</h3>
                                <ol class="trials">{ for help.try_this.iter().map(trial) }</ol>
                            </section>
                        }
                        <section>
                            <h3>{ help.keys_title }</h3>
                            <dl class="keys">{ for help.keys.iter().map(key) }</dl>
                        </section>
                    </div>
                </div>
            </dialog>
        }
    }
}

impl HelpDialog {
    /// What is open: what its threads share, and what can be broken.
    fn program(&self) -> Html {
        let text = self.language.text();
        let object = |(name, what): &(String, &'static str)| {
            html! { <li><code>{ name }</code>{ ": " }{ *what }</li> }
        };
        let fault =
            |fault: usize| html! { <li>{ rich_text(fault_label(text, self.entry, fault)) }</li> };
        let faults = 0..self.entry.faults.len().min(MOST_FAULTS);
        html! {
            <section class="help-program">
                <h3>{ text.help.this_program }</h3>
                <p><b>{ rich_text(self.title) }{ "." }</b>{ " " }{ rich_text(&self.story) }</p>
                if !self.objects.is_empty() {
                    <h4>{ text.help.its_objects }</h4>
                    <ul class="help-list">{ for self.objects.iter().map(object) }</ul>
                }
                if !self.entry.faults.is_empty() {
                    <h4>{ text.help.its_faults }</h4>
                    <ul class="help-list">{ for faults.map(fault) }</ul>
                }
            </section>
        }
    }
}

/// The word of the glossary that says what an object is.
fn word_for(kind: &ObjectKind) -> Option<&'static str> {
    Some(match kind {
        ObjectKind::Semaphore { .. } => "semaphore",
        ObjectKind::Lock => "lock",
        ObjectKind::ReentrantLock => "reentrant",
        ObjectKind::Condition { .. } => "condition",
        ObjectKind::Event => "event",
        ObjectKind::Buffer { .. } => "buffer",
        ObjectKind::Queue { .. } => "queue",
        ObjectKind::Channel { .. } => "channel",
        ObjectKind::Atomic { .. } => "atomic",
        ObjectKind::Barrier { .. } => "barrier",
        ObjectKind::Alive { .. }
        | ObjectKind::Readers { .. }
        | ObjectKind::List { .. }
        | ObjectKind::Variable { .. }
        | ObjectKind::Array { .. } => {
            return None;
        }
    })
}

/// Opens the help.
pub fn open_help(store: &Store) {
    open_dialog("help", "#help-title", store);
}

fn close_help() {
    close_dialog("help");
}
