//! The help.

use super::dialog::{close_dialog, close_on_backdrop, open_dialog};
use super::panels::close_button;
use super::reactive::Part;
use super::rich_text::rich_text;
use crate::session::Model;
use crate::text::Language;
use crate::ui::store::Store;
use yew::prelude::*;

/// The help, as the browser's own dialog: that holds the focus, gives it back, and closes
/// with Escape.
#[derive(PartialEq)]
pub struct HelpDialog(Language);

impl Part for HelpDialog {
    fn of(model: &Model, _: Option<&Self>) -> Self {
        HelpDialog(model.preferences.language)
    }

    fn draw(&self, _: &Store) -> Html {
        let text = self.0.text();
        let help = &text.help;
        let paragraph = |sentence: &&'static str| html! { <p>{ rich_text(sentence) }</p> };
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
                        <div class="help-story">{ for help.story.iter().map(paragraph) }</div>
                        <section>
                            <h3>{ help.colours_title }</h3>
                            <ul class="legend">
                                { colour("of-producer", help.producer) }
                                { colour("of-consumer", help.consumer) }
                                { colour("of-critical", help.critical) }
                                { colour("of-trouble", help.trouble) }
                            </ul>
                        </section>
                        <section>
                            <h3>{ help.try_title }</h3>
                            <ol class="trials">{ for help.try_this.iter().map(trial) }</ol>
                        </section>
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

/// Opens the help.
pub fn open_help() {
    open_dialog("help", "#help-title");
}

fn close_help() {
    close_dialog("help");
}
