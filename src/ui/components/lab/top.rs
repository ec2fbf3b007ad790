//! The bar at the top of the lab, the button that opens it, and the tabs of a small page.

use super::super::icons::{Icon, drawing, mark};
use super::super::reactive::Part;
use super::super::top_bar::{help_button, language_picker, theme_picker};
use crate::session::lab::Side;
use crate::session::{LabAction, Model, Theme};
use crate::text::Language;
use crate::ui::store::Store;
use yew::prelude::*;

/// The button that opens the lab.
pub fn lab_button(language: Language, store: &Store) -> Html {
    let words = &language.text().lab;
    html! {
        <button
            type="button"
            class="button button-small lab-button"
            aria-label={words.title}
            title={words.title}
            onclick={store.on_click(LabAction::Open)}
        >
            { drawing(Icon::Runtimes) }
            <span>{ words.short }</span>
        </button>
    }
}

/// The bar at the top of the lab.
#[derive(PartialEq)]
pub struct LabBar {
    as_table: bool,
    language: Language,
    theme: Theme,
}

impl Part for LabBar {
    fn of(model: &Model, _: Option<&Self>) -> Self {
        LabBar {
            as_table: model.lab.as_table,
            language: model.preferences.language,
            theme: model.preferences.theme,
        }
    }

    fn draw(&self, store: &Store) -> Html {
        let words = &self.language.text().lab;
        let (icon, label) = match self.as_table {
            true => (Icon::Runtimes, words.as_strips),
            false => (Icon::Table, words.as_table),
        };
        html! {
            <header class="top-bar lab-bar">
                <button
                    type="button"
                    class="button-quiet brand-button lab-close"
                    title={words.back}
                    onclick={store.on_click(LabAction::Close)}
                >
                    <span class="lab-back">{ drawing(Icon::Left) }</span>
                    { mark() }
                    <span class="brand-name">{ "Interleave" }</span>
                </button>
                <h1 class="lab-title" id="lab-title" tabindex="-1">{ words.title }</h1>
                <p class="lab-intro">{ words.intro }</p>
                <span class="spring" />
                <button
                    type="button"
                    class="button button-small lab-as-table"
                    onclick={store.on_click(LabAction::AsTable(!self.as_table))}
                >
                    { drawing(icon) }<span>{ label }</span>
                </button>
                { language_picker(self.language, store) }
                { theme_picker(self.theme, self.language, store) }
                { help_button(self.language, store) }
            </header>
        }
    }
}

/// What a small page shows, one at a time.
pub fn tabs(shown: Side, language: Language, store: &Store) -> Html {
    let words = &language.text().lab;
    let tab = |side: Side| {
        let (icon, label) = match side {
            Side::Strips => (Icon::Runtimes, words.strips),
            Side::Knobs => (Icon::More, words.knobs),
            Side::Bars => (Icon::Bars, words.bars),
            Side::Questions => (Icon::Help, words.questions),
        };
        html! {
            <button
                type="button"
                class="tab lab-tab"
                aria-pressed={(side == shown).to_string()}
                data-side={side.name()}
                onclick={store.on_click(LabAction::Show(side))}
            >
                { drawing(icon) }<span>{ label }</span>
            </button>
        }
    };
    html! { <nav class="tabs lab-tabs" aria-label={words.title}>{ for Side::ALL.map(tab) }</nav> }
}
