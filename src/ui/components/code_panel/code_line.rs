//! One line of the program, with its threads on the left and its switches on the right.

use super::super::choice::{Choosable, choice};
use super::super::icons::{Icon, drawing};
use super::super::rich_text::role_class;
use super::fault_controls::{LineSwitch, StartingValue, one_more, starting_values, swap, switch};
use super::highlight::highlight;
use super::places::{Held, Place};
use super::thread_chips::{Chip, chips};
use crate::session::{Action, Fault, FaultSet, LineStanding, ListingLine, fault_label, list_of};
use crate::text::Text;
use crate::ui::store::Store;
use yew::prelude::*;

/// One line of the program.
pub struct CodeLine<'a> {
    /// The line.
    pub line: &'a ListingLine,
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
        let &CodeLine { line, place, faults, text, .. } = self;
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
        let pieces = highlight(words)
            .into_iter()
            .map(|(paint, piece)| html! { <span class={paint.class()}>{ piece }</span> });
        let code = html! { <code>{ for pieces }</code> };
        let plus_one = one_more(line).map(|fault| {
            // Whoever speaks to the page says what they see on the button.
            let label = format!("+1: {}", fault_label(text, fault));
            self.toggle(fault, "one-more", label.into(), html! { "+1" })
        });
        let change_places = swap(line).map(|fault| {
            self.toggle(fault, "swap-button", fault_label(text, fault).into(), drawing(Icon::Swap))
        });
        html! {
            <li class={classes!("code-line", standing, harmless, latest, role)}>
                <span class="code-gutter">{ threads_here(text, place) }</span>
                <span class="code-text">
                    { indentation }
                    if line.standing == LineStanding::Struck { <del>{ code }</del> } else { { code } }
                    { note(text, line) }
                </span>
                <span class="code-held">{ place.held.map(|held| held_now(text, held)) }</span>
                <span class="code-controls">
                    { self.starting_value_choice() }
                    { plus_one }
                    { change_places }
                    { switch(line, faults).map(|it| self.line_switch(it)) }
                </span>
            </li>
        }
    }

    fn line_switch(&self, switch: LineSwitch) -> Html {
        let LineSwitch { fault, struck_by } = switch;
        let label = fault_label(self.text, struck_by.first().copied().unwrap_or(fault));
        let face = html! { <span class="switch-track" aria-hidden="true" /> };
        self.fault_button(fault, "line-switch", label.into(), face, struck_by)
    }

    /// A button that is pressed while the fault is on.
    fn toggle(&self, fault: Fault, class: &'static str, label: AttrValue, face: Html) -> Html {
        let on = if self.faults.has(fault) { vec![fault] } else { Vec::new() };
        self.fault_button(fault, class, label, face, on)
    }

    /// A button that is pressed while any of the faults in `on` is, and switches those off;
    /// otherwise it switches `fault` on.
    fn fault_button(
        &self,
        fault: Fault,
        class: &'static str,
        label: AttrValue,
        face: Html,
        on: Vec<Fault>,
    ) -> Html {
        let is_on = !on.is_empty();
        let store = self.store.clone();
        let onclick = Callback::from(move |_: MouseEvent| {
            if on.is_empty() {
                store.dispatch(Action::SetFault(fault, true));
            }
            for &fault in &on {
                store.dispatch(Action::SetFault(fault, false));
            }
        });
        html! {
            <button
                type="button"
                {class}
                aria-pressed={is_on.to_string()}
                aria-label={label.clone()}
                title={label}
                data-fault={fault.name()}
                {onclick}
            >
                { face }
            </button>
        }
    }

    fn starting_value_choice(&self) -> Html {
        let &CodeLine { line, faults, text, store, .. } = self;
        let values = starting_values(line);
        if values.is_empty() {
            return html! {};
        }
        let name = line.text.split(' ').next().unwrap_or_default();
        let fault_on = values.iter().filter_map(|it| it.fault).find(|&it| faults.has(it));
        let option = |value: &StartingValue| {
            let store = store.clone();
            let fault = value.fault;
            let choose = Callback::from(move |_| match (fault, fault_on) {
                (Some(fault), _) => store.dispatch(Action::SetFault(fault, true)),
                (None, Some(fault_on)) => store.dispatch(Action::SetFault(fault_on, false)),
                (None, None) => {}
            });
            let meaning = match fault {
                Some(fault) => fault_label(text, fault).into(),
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

fn threads_here(text: &Text, place: &Place) -> Html {
    let asleep = place.is_asleep.then_some("is-asleep");
    let chip = |chip: &Chip| {
        let who = list_of(text, chip.names.iter().cloned());
        let title = match place.is_asleep {
            true => (text.scene.asleep)(&who),
            false => (text.code.threads_here)(&who),
        };
        html! {
            <span class={classes!("thread-chip", role_class(chip.role), asleep)} {title}>
                { &chip.label }
            </span>
        }
    };
    chips(&place.threads).iter().map(chip).collect()
}

fn held_now(text: &Text, held: Held) -> Html {
    match held {
        Held::Permits(count) => html! { <span>{ (text.code.now)(&count.to_string()) }</span> },
        Held::Ends { head, tail } => html! {
            <>
                <span class="of-consumer">{ text.scene.head }{ " " }{ head }</span>
                <span class="of-producer">{ text.scene.tail }{ " " }{ tail }</span>
            </>
        },
    }
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
