//! The bar at the top: what this is, what runs, and how the page looks.

use super::badge::Badge;
use super::icons::{Drawing, Icon, Mark};
use super::picker::Picker;
use super::wording::use_text;
use crate::session::{Action, Theme};
use crate::text::Language;
use crate::ui::store::{use_dispatch, use_selected};
use yew::prelude::*;

/// See [`TopBar`].
#[derive(Properties, PartialEq)]
pub struct TopBarProps {
    /// Opens the help.
    pub open_help: Callback<()>,
}

/// The bar at the top.
#[component]
pub fn TopBar(props: &TopBarProps) -> Html {
    let text = use_text();
    html! {
        <header class="top-bar">
            <span class="brand"><Mark /><span class="brand-name">{ "Interleave" }</span></span>
            <div class="program-title">
                <h1>{ text.controls.program_title }</h1>
                <span class="origin">{ text.controls.program_origin }</span>
            </div>
            <Badge />
            <span class="spring" />
            <LanguagePicker />
            <ThemePicker />
            <button
                type="button"
                class="button-quiet help-button"
                aria-label={text.controls.help}
                aria-keyshortcuts="?"
                aria-haspopup="dialog"
                title={text.controls.help}
                onclick={props.open_help.reform(|_| ())}
            >
                <Drawing icon={Icon::Help} />
            </button>
        </header>
    }
}

/// Chooses the language.
#[component]
pub fn LanguagePicker() -> Html {
    let language = *use_selected(|model| model.language);
    let on_choose = use_dispatch(move |tag: String| {
        Action::SetLanguage(Language::for_tag(&tag).unwrap_or_default())
    });
    let options = Language::ALL.map(|it| (it.tag().into(), it.own_name().into())).to_vec();
    let short = language.tag().split('-').next().unwrap_or_default().to_uppercase();
    html! {
        <Picker
            label={language.text().controls.language}
            icon={Icon::Globe}
            {short}
            {options}
            chosen={language.tag()}
            {on_choose}
        />
    }
}

/// Chooses between light and dark.
#[component]
pub fn ThemePicker() -> Html {
    let words = &use_text().controls;
    let theme = *use_selected(|model| model.theme);
    let on_choose =
        use_dispatch(move |name: String| Action::SetTheme(Theme::named(&name).unwrap_or_default()));
    let options = Theme::ALL.map(|it| {
        let label = match it {
            Theme::System => words.theme_system,
            Theme::Light => words.theme_light,
            Theme::Dark => words.theme_dark,
        };
        (it.name().into(), label.into())
    });
    let icon = match theme {
        Theme::System => Icon::System,
        Theme::Light => Icon::Sun,
        Theme::Dark => Icon::Moon,
    };
    html! {
        <Picker
            label={words.theme}
            {icon}
            options={options.to_vec()}
            chosen={theme.name()}
            {on_choose}
        />
    }
}
