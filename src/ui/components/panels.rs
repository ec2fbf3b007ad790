//! The sheets of a small page, and the tabs that open them.

use super::icons::{Icon, drawing};
use crate::text::Text;
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
    /// The proof.
    Proof,
    /// The hints of a challenge.
    Hints,
}

impl Panel {
    /// Those of the laboratory, in the order of the tabs.
    pub const ALL: [Panel; 4] = [Panel::Code, Panel::Log, Panel::Settings, Panel::Proof];

    /// The name that styles use.
    pub fn name(self) -> &'static str {
        match self {
            Panel::Code => "code",
            Panel::Log => "log",
            Panel::Settings => "settings",
            Panel::Proof => "proof",
            Panel::Hints => "hints",
        }
    }

    /// The id of its element.
    pub fn id(self) -> &'static str {
        match self {
            Panel::Code => "panel-code",
            Panel::Log => "panel-log",
            Panel::Settings => "panel-settings",
            Panel::Proof => "panel-proof",
            Panel::Hints => "panel-hints",
        }
    }
}

/// What opens and closes one sheet after the other.
pub type Toggle = Callback<Panel>;

/// One button for each sheet. Only a small page shows them.
pub fn tabs(open: Option<Panel>, toggle: &Toggle, text: &Text) -> Html {
    let tab = |panel: Panel| {
        let (icon, label) = match panel {
            Panel::Code => (Icon::Code, text.controls.program),
            Panel::Log => (Icon::Log, text.log.tab),
            Panel::Settings => (Icon::More, text.settings.title),
            Panel::Proof => (Icon::Prove, text.proof.tab),
            Panel::Hints => (Icon::Hint, text.course.hints),
        };
        opener("tab", panel, open, toggle, html! { <>{ drawing(icon) }<span>{ label }</span></> })
    };
    html! {
        <nav class="tabs">{ for Panel::ALL.map(tab) }</nav>
    }
}

/// The button beside the picture that opens the settings.
pub fn more_button(open: Option<Panel>, toggle: &Toggle, text: &Text) -> Html {
    let face = html! {
        <><span class="field-label">{ text.controls.more }</span>{ drawing(Icon::More) }</>
    };
    opener("more-button", Panel::Settings, open, toggle, face)
}

/// A button that opens and closes a sheet.
pub fn opener(
    class: &'static str,
    panel: Panel,
    open: Option<Panel>,
    toggle: &Toggle,
    face: Html,
) -> Html {
    html! {
        <button
            type="button"
            {class}
            aria-expanded={(open == Some(panel)).to_string()}
            aria-controls={panel.id()}
            onclick={toggles(panel, toggle)}
        >
            { face }
        </button>
    }
}

fn toggles(panel: Panel, toggle: &Toggle) -> Callback<MouseEvent> {
    let toggle = toggle.clone();
    Callback::from(move |_| toggle.emit(panel))
}

/// A part of the page that is a sheet where there is little room. `head` stands beside its title.
pub fn sheet(
    panel: Panel,
    open: Option<Panel>,
    toggle: &Toggle,
    text: &Text,
    head: Html,
    body: Html,
) -> Html {
    let (class, title) = match panel {
        Panel::Code => ("card code-panel sheet", text.code.title),
        Panel::Log => ("card log-panel sheet", text.log.title),
        Panel::Settings => ("card settings-panel sheet", text.settings.title),
        Panel::Proof => ("card proof-panel sheet", text.proof.prove),
        Panel::Hints => ("card sheet", text.course.hints),
    };
    let class = AttrValue::from(class);
    let class = if open == Some(panel) { format!("{class} is-open").into() } else { class };
    html! {
        <section {class} id={panel.id()} tabindex="-1" aria-label={title}>
            <header class="panel-head">
                <h2>{ title }</h2>
                { head }
                { close_button(text, toggles(panel, toggle)) }
            </header>
            { body }
        </section>
    }
}

/// The button in the corner of a sheet.
pub fn close_button(text: &Text, onclick: Callback<MouseEvent>) -> Html {
    icon_button("button-quiet close-button", Icon::Close, text.controls.close, onclick)
}

/// A button that shows an icon, and its label as a tooltip.
pub fn icon_button(
    class: &'static str,
    icon: Icon,
    label: &'static str,
    onclick: Callback<MouseEvent>,
) -> Html {
    html! {
        <button type="button" {class} aria-label={label} title={label} {onclick}>
            { drawing(icon) }
        </button>
    }
}
