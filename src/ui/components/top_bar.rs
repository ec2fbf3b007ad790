//! The bar at the top: what this is, what runs, and how the page looks.

use super::badge::Badge;
use super::course::course_button;
use super::help_dialog::open_help;
use super::icons::{Icon, drawing, mark};
use super::lab::lab_button;
use super::open_in_tab::{is_embedded, tab_link};
use super::picker::Picker;
use super::program_picker::ProgramButton;
use super::reactive::{Part, reactive};
use super::share_dialog::share_button;
use crate::session::{Model, PreferencesAction, Theme};
use crate::text::Language;
use crate::ui::store::Store;
use yew::prelude::*;

/// The bar at the top.
#[derive(PartialEq)]
pub struct TopBar {
    language: Language,
    theme: Theme,
}

impl Part for TopBar {
    fn of(model: &Model, _: Option<&Self>) -> Self {
        TopBar { language: model.preferences.language, theme: model.preferences.theme }
    }

    fn draw(&self, store: &Store) -> Html {
        html! {
            <header class="top-bar">
                <span class="brand">{ mark() }<span class="brand-name">{ "Interleave" }</span></span>
                { reactive::<ProgramButton>(store) }
                { course_button(self.language, store) }
                { lab_button(self.language, store) }
                { reactive::<Badge>(store) }
                <span class="spring" />
                { language_picker(self.language, store) }
                { theme_picker(self.theme, self.language, store) }
                { share_button(self.language, store) }
                { help_button(self.language, store) }
                if is_embedded() { { way_out(self.language, store) } }
            </header>
        }
    }
}

/// To the whole page, from inside another one.
pub fn way_out(language: Language, store: &Store) -> Html {
    let label = language.text().threads.open_in_new_tab;
    let face = html! { <>{ drawing(Icon::Out) }<span>{ label }</span></> };
    tab_link("tab-link", face, label, store)
}

/// Opens the help.
pub fn help_button(language: Language, store: &Store) -> Html {
    let store = store.clone();
    let label = language.text().controls.help;
    html! {
        <button
            type="button"
            class="button-quiet help-button"
            aria-label={label}
            aria-keyshortcuts="?"
            aria-haspopup="dialog"
            title={label}
            onclick={Callback::from(move |_| open_help(&store))}
        >
            { drawing(Icon::Help) }
        </button>
    }
}

/// Chooses the language.
pub fn language_picker(language: Language, store: &Store) -> Html {
    let store = store.clone();
    let short = language.tag().split('-').next().unwrap_or_default().to_ascii_uppercase();
    Picker {
        label: language.text().controls.language,
        icon: Icon::Globe,
        short: Some(short),
        options: &Language::ALL.map(|it| (it.tag(), it.own_name())),
        chosen: language.tag(),
    }
    .draw(move |tag| {
        store.dispatch(PreferencesAction::SetLanguage(Language::for_tag(tag).unwrap_or_default()));
    })
}

/// Chooses between light and dark.
pub fn theme_picker(theme: Theme, language: Language, store: &Store) -> Html {
    let store = store.clone();
    let words = &language.text().controls;
    let options = Theme::ALL.map(|it| {
        let label = match it {
            Theme::System => words.theme_system,
            Theme::Light => words.theme_light,
            Theme::Dark => words.theme_dark,
        };
        (it.name(), label)
    });
    let icon = match theme {
        Theme::System => Icon::System,
        Theme::Light => Icon::Sun,
        Theme::Dark => Icon::Moon,
    };
    Picker { label: words.theme, icon, short: None, options: &options, chosen: theme.name() }.draw(
        move |name| {
            store.dispatch(PreferencesAction::SetTheme(Theme::named(name).unwrap_or_default()))
        },
    )
}
