//! The sheets of a small page, and the tabs that open them.

use super::icons::{Drawing, Icon};
use super::wording::use_text;
use yew::prelude::*;

/// A part of the page that is a sheet where there is little room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Panel {
    /// The program.
    Code,
    /// What happened.
    Log,
    /// The settings.
    Settings,
}

impl Panel {
    /// All of them, in the order of the tabs.
    pub const ALL: [Panel; 3] = [Panel::Code, Panel::Log, Panel::Settings];

    /// The name that styles use.
    pub fn name(self) -> &'static str {
        match self {
            Panel::Code => "code",
            Panel::Log => "log",
            Panel::Settings => "settings",
        }
    }

    /// The id of its element.
    pub fn id(self) -> &'static str {
        match self {
            Panel::Code => "panel-code",
            Panel::Log => "panel-log",
            Panel::Settings => "panel-settings",
        }
    }
}

/// See [`Tabs`].
#[derive(Properties, PartialEq)]
pub struct TabsProps {
    /// The sheet that is open.
    pub panel: Option<Panel>,
    /// Opens a sheet, or closes it.
    pub toggle: Callback<Panel>,
}

/// One button for each sheet. Only a small page shows them.
#[component]
pub fn Tabs(props: &TabsProps) -> Html {
    let text = use_text();
    let tab = |panel: Panel| {
        let (icon, label) = match panel {
            Panel::Code => (Icon::Code, text.controls.program),
            Panel::Log => (Icon::Log, text.log.tab),
            Panel::Settings => (Icon::More, text.settings.title),
        };
        let is_open = props.panel == Some(panel);
        html! {
            <button
                key={panel.name()}
                type="button"
                class="tab"
                aria-expanded={is_open.to_string()}
                aria-controls={panel.id()}
                onclick={props.toggle.reform(move |_| panel)}
            >
                <Drawing {icon} />
                <span>{ label }</span>
            </button>
        }
    };
    html! {
        <nav class="tabs">{ for Panel::ALL.map(tab) }</nav>
    }
}

/// See [`CloseButton`].
#[derive(Properties, PartialEq)]
pub struct CloseButtonProps {
    /// Closes the sheet.
    pub close: Callback<()>,
}

/// The button in the corner of a sheet.
#[component]
pub fn CloseButton(props: &CloseButtonProps) -> Html {
    let label = use_text().controls.close;
    html! {
        <button
            type="button"
            class="button-quiet close-button"
            aria-label={label}
            title={label}
            onclick={props.close.reform(|_| ())}
        >
            <Drawing icon={Icon::Close} />
        </button>
    }
}
