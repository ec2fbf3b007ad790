//! What stands out in a whole program: each with its line, and with what the checker knows of it.

use super::super::dialog::focus;
use super::super::editor::show_line;
use super::super::file_tabs::line_words;
use super::super::icons::{Icon, drawing};
use super::super::numbers::grouped;
use super::super::reactive::Part;
use super::super::rich_text::{plain, rich_text};
use super::super::trouble::trouble_with_checker;
use crate::notation::Lint;
use crate::session::{
    CodeView, LintStage, LintVerdict, Model, ProofAction, Trouble, count_of, describe_last_line,
    describe_lint, place_of, violation_title,
};
use crate::text::{Language, Passages, Volume, fill};
use crate::ui::store::Store;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};
use yew::prelude::*;

/// What marks the line that a reader was led to.
const MARK: &str = "data-marked";

/// The list.
#[derive(PartialEq)]
pub struct LintList {
    found: Rc<Vec<Lint>>,
    /// The text that it was found in.
    source: Rc<str>,
    /// Whether that is being edited.
    is_edited: bool,
    stage: LintStage,
    is_right: bool,
    trouble: Option<Trouble>,
    /// What can happen, by kinds, once it is here.
    sentences: Option<Rc<Passages>>,
    language: Language,
}

impl Part for LintList {
    fn of(model: &Model, _: Option<&Self>) -> Self {
        let language = model.preferences.language;
        LintList {
            found: model.document.lints.clone(),
            source: model.document.own_text.clone().unwrap_or_default(),
            is_edited: model.document.code_view == CodeView::Editor,
            stage: model.proof.lints.stage.clone(),
            is_right: model.text_is_right(),
            trouble: model.proof.trouble.clone(),
            sentences: model.library.passages(Volume::Lint, language).cloned(),
            language,
        }
    }

    fn draw(&self, store: &Store) -> Html {
        let words = &self.language.text().lint;
        let items = self.found.iter().enumerate().map(|(index, it)| self.item(index, it, store));
        html! {
            <section class="lints" aria-labelledby="lints-title">
                <header class="lints-head">
                    <h3 id="lints-title">{ words.title }</h3>
                    { self.question(store) }
                </header>
                { self.status() }
                <ol onkeydown={Callback::from(walk)}>{ for items }</ol>
            </section>
        }
    }
}

impl LintList {
    /// What there is to ask of the checker, or that it is at work.
    fn question(&self, store: &Store) -> Html {
        let words = &self.language.text().lint;
        match self.stage {
            _ if !self.is_right => html! { <span class="hint">{ words.cannot_ask }</span> },
            LintStage::NotAsked | LintStage::Failed => html! {
                <button
                    type="button"
                    class="button button-small lints-ask"
                    onclick={store.on_click(ProofAction::CheckLints)}
                >
                    { drawing(Icon::Prove) }<span>{ words.ask }</span>
                </button>
            },
            LintStage::Running => html! { <span class="hint">{ words.asking }</span> },
            LintStage::Done(_) => html! {},
        }
    }

    /// What has come of the question, for whoever does not see it; and what is the matter with the checker.
    fn status(&self) -> Html {
        let is_about_these = matches!(self.stage, LintStage::Running | LintStage::Failed);
        let trouble = self.trouble.as_ref().filter(|_| is_about_these);
        let said = |(index, it): (usize, &Lint)| {
            let says = self.says(self.stage.verdict(index)?);
            Some(format!("{}: {} ", self.line(it), plain(&says)))
        };
        let said: String = self.found.iter().enumerate().filter_map(said).collect();
        html! {
            <div role="status">
                { trouble_with_checker(self.language.text(), trouble) }
                <span class="visually-hidden">{ said }</span>
            </div>
        }
    }

    fn line(&self, found: &Lint) -> String {
        let text = self.language.text();
        let (line, _) = place_of(&self.source, found.span);
        fill(text.lint.line, &[&line_words(&self.source, line, text)])
    }

    fn item(&self, index: usize, found: &Lint, store: &Store) -> Html {
        let (line, _) = place_of(&self.source, found.span);
        let lead = |goes_there| {
            let (source, at) = (self.source.clone(), found.span.start as usize);
            let is_edited = self.is_edited;
            move || match is_edited {
                true => mark(show_line(at, line, goes_there)),
                false => lead_to_listed(&source, line, goes_there),
            }
        };
        let (look, go) = (lead(false), lead(true));
        html! {
            <li data-lint={found.kind.name()} data-line={line.to_string()}>
                <button
                    type="button"
                    class="lint"
                    onfocus={Callback::from(move |_: FocusEvent| look())}
                    onclick={Callback::from(move |_: MouseEvent| go())}
                >
                    <b>{ self.line(found) }</b>
                    <span>{ rich_text(&describe_lint(self.sentences.as_deref(), found)) }</span>
                </button>
                if let Some(verdict) = self.stage.verdict(index) {
                    { self.verdict(index, verdict, store) }
                }
            </li>
        }
    }

    fn verdict(&self, index: usize, verdict: &LintVerdict, store: &Store) -> Html {
        let (class, icon) = match verdict {
            LintVerdict::Breaks(_) => ("is-trouble", drawing(Icon::Warning)),
            LintVerdict::Prints(_) => ("is-other-line", drawing(Icon::Bars)),
            LintVerdict::Harmless => ("is-fine", drawing(Icon::Done)),
            LintVerdict::Open => {
                ("is-open", html! { <b class="icon" aria-hidden="true">{ "?" }</b> })
            }
        };
        let says = self.says(verdict);
        let watch = self.language.text().proof.watch;
        let can_watch = matches!(verdict, LintVerdict::Breaks(_) | LintVerdict::Prints(_));
        html! {
            <p class={classes!("lint-verdict", class)}>
                { icon }
                <span>{ rich_text(&says) }</span>
                if can_watch {
                    <button
                        type="button"
                        class="button-link watch-lint"
                        aria-label={format!("{watch}: {}", plain(&says))}
                        onclick={store.on_click(ProofAction::WatchLint(index))}
                    >
                        { watch }
                    </button>
                }
            </p>
        }
    }

    fn says(&self, verdict: &LintVerdict) -> String {
        let text = self.language.text();
        let words = &text.lint;
        match verdict {
            LintVerdict::Breaks(found) => {
                let steps = found.schedule.len() as u64;
                let steps = count_of(text.proof.steps, steps, &grouped(steps, self.language));
                fill(words.happens, &[violation_title(text, found.kind), &steps])
            }
            LintVerdict::Prints(other) => {
                fill(words.prints, &[describe_last_line(text, &other.line)])
            }
            LintVerdict::Harmless => words.harmless.to_owned(),
            LintVerdict::Open => words.open.to_owned(),
        }
    }
}

/// Shows a line of the program as it runs, where blank lines are not drawn; and goes there with the focus.
fn lead_to_listed(source: &str, line: usize, goes_there: bool) {
    let above = source.lines().take(line - 1).filter(|it| !it.trim().is_empty()).count();
    let document = web_sys::window().and_then(|it| it.document());
    let lines = document.and_then(|it| it.query_selector_all(".code .code-line").ok());
    let line = lines.and_then(|it| it.item(above as u32)?.dyn_into::<HtmlElement>().ok());
    if let Some(line) = &line {
        // At its edge the program fades.
        let middle = ScrollIntoViewOptions::new();
        middle.set_block(ScrollLogicalPosition::Center);
        line.scroll_into_view_with_scroll_into_view_options(&middle);
        if goes_there {
            line.set_tab_index(-1);
            let _ = line.focus();
        }
    }
    mark(line.map(Into::into));
}

/// Marks the line that a reader was led to, and no other.
fn mark(line: Option<Element>) {
    let document = web_sys::window().and_then(|it| it.document());
    let marked = document.and_then(|it| it.query_selector(&format!("[{MARK}]")).ok()?);
    if let Some(marked) = marked {
        let _ = marked.remove_attribute(MARK);
    }
    if let Some(line) = line {
        let _ = line.set_attribute(MARK, "");
    }
}

/// The arrows lead from one to the next.
fn walk(event: KeyboardEvent) {
    let Some(here) = event.target().and_then(|it| it.dyn_into::<Element>().ok()) else { return };
    let Some(item) = here.closest("li").ok().flatten() else { return };
    let to = match event.key().as_str() {
        "ArrowDown" => item.next_element_sibling(),
        "ArrowUp" => item.previous_element_sibling(),
        "Home" => item.parent_element().and_then(|it| it.first_element_child()),
        "End" => item.parent_element().and_then(|it| it.last_element_child()),
        _ => return,
    };
    event.prevent_default();
    focus(to.and_then(|it| it.first_element_child()));
}
