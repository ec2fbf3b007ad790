//! One line of the program, with its threads on the left and its switches on the right.

use super::super::choice::{Choosable, choice};
use super::super::icons::{Icon, drawing};
use super::super::rich_text::plain;
use super::fault_controls::{Controls, LineSwitch, StartingValue, controls};
use super::places::{Place, held_text};
use super::thread_chips::{Chip, chips};
use crate::catalogue::{Entry, FaultSet, ListingLine, Standing as LineStanding};
use crate::notation::{Paint, highlight};
use crate::program::ThreadName;
use crate::session::{DocumentAction, fault_label, list_of};
use crate::text::Text;
use crate::ui::role_colours::role_class;
use crate::ui::store::Store;
use yew::prelude::*;

/// One line of the program.
pub struct CodeLine<'a> {
    /// The program of the catalogue.
    pub entry: &'static Entry,
    /// The line.
    pub line: &'a ListingLine,
    /// Whether it can be broken here.
    pub has_controls: bool,
    /// The faults that are on.
    pub faults: FaultSet,
    /// Whether what was done to the line proved harmless.
    pub is_harmless: bool,
    /// What the run says about the line.
    pub place: &'a Place,
    /// The words of the labels.
    pub text: &'static Text,
    /// Gets the faults that are switched.
    pub store: &'a Store,
}

impl CodeLine<'_> {
    /// Shows the line.
    pub fn draw(&self) -> Html {
        let &CodeLine { line, place, text, .. } = self;
        let standing = match &line.standing {
            LineStanding::AsWritten => None,
            LineStanding::Struck => Some("is-struck"),
            LineStanding::Changed { .. } => Some("is-changed"),
            LineStanding::Moved => Some("is-moved"),
        };
        let harmless = self.is_harmless.then_some("is-harmless");
        let latest = place.latest.map(|_| "is-latest");
        let role = place.latest.map(role_class);
        let words = line.text.trim_start();
        let indentation = &line.text[..line.text.len() - words.len()];
        let code = html! { <code>{ painted(highlight(words)) }</code> };
        html! {
            <li class={classes!("code-line", standing, harmless, latest, role)}>
                <span class="code-gutter">{ threads_here(text, place, chips) }</span>
                <span class="code-text">
                    { indentation }
                    if line.standing == LineStanding::Struck { <del>{ code }</del> } else { { code } }
                    { note(text, line) }
                </span>
                <span class="code-held">
                    if let Some(held) = &place.held { { held_text(text, held) } }
                </span>
                <span class="code-controls">
                    if self.has_controls { { self.controls() } }
                </span>
            </li>
        }
    }

    /// Everything that breaks the line.
    fn controls(&self) -> Html {
        let &CodeLine { entry, line, faults, text, .. } = self;
        let Controls { switch, swap, one_more, starting_values, changes } =
            controls(entry, line, faults);
        let label = |fault| AttrValue::from(fault_label(text, entry, fault));
        let change = |fault| self.toggle(fault, "change-button", label(fault), drawing(Icon::Edit));
        // Whoever speaks to the page says what they see on the button.
        let plus_one = |fault| {
            let label = format!("+1: {}", label(fault)).into();
            self.toggle(fault, "one-more", label, html! { "+1" })
        };
        let change_places =
            |fault| self.toggle(fault, "swap-button", label(fault), drawing(Icon::Swap));
        html! {
            <>
                { self.starting_value_choice(&starting_values) }
                { for one_more.map(plus_one) }
                { for changes.into_iter().map(change) }
                { for swap.map(change_places) }
                { for switch.map(|it| self.line_switch(it)) }
            </>
        }
    }

    fn line_switch(&self, switch: LineSwitch) -> Html {
        let LineSwitch { fault, struck_by } = switch;
        let label = fault_label(self.text, self.entry, struck_by.first().copied().unwrap_or(fault));
        let face = html! { <span class="switch-track" aria-hidden="true" /> };
        self.fault_button(fault, "line-switch", label.into(), face, struck_by)
    }

    /// A button that is pressed while the fault is on.
    fn toggle(&self, fault: usize, class: &'static str, label: AttrValue, face: Html) -> Html {
        let on = if self.faults.has(fault) { vec![fault] } else { Vec::new() };
        self.fault_button(fault, class, label, face, on)
    }

    /// A button that is pressed while any of the faults in `on` is, and switches those off;
    /// otherwise it switches `fault` on.
    fn fault_button(
        &self,
        fault: usize,
        class: &'static str,
        label: AttrValue,
        face: Html,
        on: Vec<usize>,
    ) -> Html {
        let is_on = !on.is_empty();
        let store = self.store.clone();
        let onclick = Callback::from(move |_: MouseEvent| {
            if on.is_empty() {
                store.dispatch(DocumentAction::SetFault(fault, true));
            }
            for &fault in &on {
                store.dispatch(DocumentAction::SetFault(fault, false));
            }
        });
        html! {
            <button
                type="button"
                {class}
                aria-pressed={is_on.to_string()}
                aria-label={plain(&label)}
                title={plain(&label)}
                data-fault={self.entry.faults[fault].name}
                {onclick}
            >
                { face }
            </button>
        }
    }

    fn starting_value_choice(&self, values: &[StartingValue]) -> Html {
        let &CodeLine { entry, line, faults, text, store, .. } = self;
        if values.is_empty() {
            return html! {};
        }
        let name = line.text.split(' ').next().unwrap_or_default();
        let fault_on = values.iter().filter_map(|it| it.fault).find(|&it| faults.has(it));
        let option = |value: &StartingValue| {
            let store = store.clone();
            let fault = value.fault;
            let choose = Callback::from(move |_| match (fault, fault_on) {
                (Some(fault), _) => store.dispatch(DocumentAction::SetFault(fault, true)),
                (None, Some(fault_on)) => store.dispatch(DocumentAction::SetFault(fault_on, false)),
                (None, None) => {}
            });
            let meaning = match fault {
                Some(fault) => plain(fault_label(text, entry, fault)).into(),
                None => (text.code.starts_as_written)(name, value.label).into(),
            };
            let is_chosen = fault == fault_on;
            Choosable {
                label: value.label,
                meaning: Some(meaning),
                is_chosen,
                is_off: false,
                choose,
            }
        };
        let class = match fault_on {
            Some(_) => "choice starting-value is-broken",
            None => "choice starting-value",
        };
        let legend = (text.code.starts_at)(name);
        let legend = html! { <legend class="visually-hidden">{ legend }</legend> };
        let options = values.iter().map(option).collect();
        choice(format!("{name}-starts-at").into(), class, legend, options)
    }
}

/// The threads at a line: those that are awake, then those that sleep there. `chips` says how
/// many fit.
pub fn threads_here(text: &Text, place: &Place, chips: fn(&[ThreadName]) -> Vec<Chip>) -> Html {
    let (asleep, awake): (Vec<_>, Vec<_>) =
        place.threads.iter().partition(|it| place.asleep.contains(it));
    let chip = |chip: Chip, is_asleep: bool| {
        let who = list_of(text, chip.names.into_iter());
        let title = match is_asleep {
            true => (text.scene.asleep)(&who),
            false => (text.code.threads_here)(&who),
        };
        let asleep = is_asleep.then_some("is-asleep");
        html! {
            <span class={classes!("thread-chip", role_class(chip.role), asleep)} {title}>
                { chip.label }
            </span>
        }
    };
    let awake = chips(&awake).into_iter().map(|it| chip(it, false));
    let asleep = chips(&asleep).into_iter().map(|it| chip(it, true));
    awake.chain(asleep).collect()
}

/// The pieces of a line of code in their colours.
pub fn painted(pieces: Vec<(Paint, &str)>) -> Html {
    let piece = |(paint, piece): (Paint, &str)| match paint.class() {
        Some(class) => html! { <span {class}>{ piece.to_owned() }</span> },
        None => html! { { piece.to_owned() } },
    };
    pieces.into_iter().map(piece).collect()
}

/// What faults have done to the line, in a word.
fn note(text: &Text, line: &ListingLine) -> Html {
    match &line.standing {
        LineStanding::Struck => html! { <span class="visually-hidden">{ text.code.struck }</span> },
        LineStanding::Moved => html! { <span class="visually-hidden">{ text.code.moved }</span> },
        LineStanding::Changed { from } => {
            let was = (text.code.was)(from.trim()).replace('`', "");
            html! { <span class="visually-hidden">{ was }</span> }
        }
        LineStanding::AsWritten => html! {},
    }
}
