//! What a whole program has printed, as in a terminal.

use super::numbers::grouped;
use super::reactive::Part;
use crate::session::{ConsoleLine, Model, PlaybackAction, can_print, console_lines};
use crate::text::Language;
use crate::ui::role_colours::role_class;
use crate::ui::store::Store;
use yew::prelude::*;

/// More lines are not shown.
const SHOWN: usize = 100;

/// The console; nothing where the program never prints.
#[derive(PartialEq)]
pub struct Console {
    /// The latest first: so a list that is turned over stays at its end by itself.
    lines: Option<Vec<ConsoleLine>>,
    is_cut: bool,
    language: Language,
}

impl Part for Console {
    fn of(model: &Model, _: Option<&Self>) -> Self {
        let mut lines = can_print(model.program()).then(|| console_lines(model));
        let mut is_cut = model.playback.run.console().is_cut();
        if let Some(lines) = &mut lines {
            lines.reverse();
            is_cut |= lines.len() > SHOWN;
            lines.truncate(SHOWN);
        }
        Console { lines, is_cut, language: model.preferences.language }
    }

    fn draw(&self, store: &Store) -> Html {
        let Some(lines) = &self.lines else { return html! {} };
        let words = &self.language.text().whole;
        html! {
            <section class="console" aria-label={words.console}>
                <h3>{ words.console }</h3>
                if lines.is_empty() {
                    <p class="console-empty">{ words.nothing_printed }</p>
                } else {
                    <ol class="console-lines">
                        { for lines.iter().map(|it| self.line(it, store)) }
                        if self.is_cut { <li class="console-cut" aria-hidden="true">{ "…" }</li> }
                    </ol>
                }
            </section>
        }
    }
}

impl Console {
    fn line(&self, line: &ConsoleLine, store: &Store) -> Html {
        let step = grouped(line.step, self.language);
        let threads = line.threads.iter().map(|it| {
            html! { <b class={classes!("thread-name", role_class(it.role))}>{ it.to_string() }</b> }
        });
        html! {
            <li>
                <button type="button" class="console-line" title={(self.language.text().log.go_to_step)(&step)}
                    onclick={store.on_click(PlaybackAction::Seek(line.step as usize))}>
                    <span class="console-threads">{ for threads }</span>
                    <span class="console-text">{ line.text.clone() }</span>
                </button>
            </li>
        }
    }
}
