//! One line of the program, with its threads on the left and its switches on the right.

use super::super::choice::{Choice, Choosable};
use super::super::icons::{Drawing, Icon};
use super::super::rich_text::role_class;
use super::fault_controls::{LineSwitch, one_more, starting_values, swap, switch};
use super::highlight::highlight;
use super::places::{Held, Place};
use super::thread_chips::{Chip, chips};
use crate::session::{Action, Fault, FaultSet, LineStanding, ListingLine, fault_label, list_of};
use crate::text::{Language, Text};
use crate::ui::store::{Store, use_store};
use yew::prelude::*;

/// See [`CodeLine`].
#[derive(Properties, PartialEq)]
pub struct CodeLineProps {
    /// The index of the line, from 0.
    pub index: usize,
    /// The line.
    pub line: ListingLine,
    /// The faults that are on.
    pub faults: FaultSet,
    /// Whether what was done to the line proved harmless.
    pub is_harmless: bool,
    /// What the run says about the line.
    pub place: Place,
    /// The language of the labels.
    pub language: Language,
}

/// One line of the program.
#[component]
pub fn CodeLine(props: &CodeLineProps) -> Html {
    let store = use_store();
    let CodeLineProps { line, place, faults, .. } = props;
    let text = props.language.text();
    let standing = match &line.standing {
        LineStanding::AsWritten => None,
        LineStanding::Struck => Some("is-struck"),
        LineStanding::Changed { .. } => Some("is-changed"),
        LineStanding::Moved => Some("is-moved"),
    };
    let harmless = props.is_harmless.then_some("is-harmless");
    let latest = place.latest.map(|role| classes!("is-latest", role_class(role)));
    let words = line.text.trim_start();
    let indentation = &line.text[..line.text.len() - words.len()];
    let pieces = highlight(words)
        .into_iter()
        .map(|(paint, piece)| html! { <span class={paint.class()}>{ piece.to_owned() }</span> });
    let code = html! { <code>{ for pieces }</code> };
    html! {
        <li class={classes!("code-line", standing, harmless, latest)}>
            <span class="code-gutter">{ threads_here(text, place) }</span>
            <span class="code-text">
                { indentation.to_owned() }
                if line.standing == LineStanding::Struck { <del>{ code }</del> } else { { code } }
                { note(text, line) }
            </span>
            <span class="code-held">{ place.held.map(|held| held_now(text, held)) }</span>
            <span class="code-controls">
                { starting_value_choice(&store, text, props) }
                { one_more(line).map(|fault| toggle(&store, text, fault, *faults, "one-more", html! { "+1" })) }
                { swap(line).map(|fault| toggle(&store, text, fault, *faults, "swap-button", html! { <Drawing icon={Icon::Swap} /> })) }
                { switch(line, *faults).map(|it| line_switch(&store, text, it)) }
            </span>
        </li>
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

fn line_switch(store: &Store, text: &Text, switch: LineSwitch) -> Html {
    let LineSwitch { fault, struck_by } = switch;
    let is_on = !struck_by.is_empty();
    let label = fault_label(text, struck_by.first().copied().unwrap_or(fault));
    let store = store.clone();
    let onclick = Callback::from(move |_: MouseEvent| {
        if struck_by.is_empty() {
            store.dispatch(Action::SetFault(fault, true));
        }
        for &fault in &struck_by {
            store.dispatch(Action::SetFault(fault, false));
        }
    });
    html! {
        <button
            type="button"
            class="line-switch"
            aria-pressed={is_on.to_string()}
            aria-label={label}
            title={label}
            data-fault={fault.name()}
            {onclick}
        >
            <span class="switch-track" aria-hidden="true" />
        </button>
    }
}

/// A button that is pressed while the fault is on.
fn toggle(
    store: &Store,
    text: &Text,
    fault: Fault,
    faults: FaultSet,
    class: &'static str,
    face: Html,
) -> Html {
    let is_on = faults.has(fault);
    let label = fault_label(text, fault);
    let store = store.clone();
    let onclick =
        Callback::from(move |_: MouseEvent| store.dispatch(Action::SetFault(fault, !is_on)));
    html! {
        <button
            type="button"
            {class}
            aria-pressed={is_on.to_string()}
            aria-label={label}
            title={label}
            data-fault={fault.name()}
            {onclick}
        >
            { face }
        </button>
    }
}

fn starting_value_choice(store: &Store, text: &Text, props: &CodeLineProps) -> Html {
    let values = starting_values(&props.line);
    if values.is_empty() {
        return html! {};
    }
    let name = props.line.text.split(' ').next().unwrap_or_default();
    let faults = props.faults;
    let fault_on = values.iter().filter_map(|it| it.fault).find(|&it| faults.has(it));
    let options = values.iter().map(|value| {
        let store = store.clone();
        let fault = value.fault;
        let choose = Callback::from(move |()| match (fault, fault_on) {
            (Some(fault), _) => store.dispatch(Action::SetFault(fault, true)),
            (None, Some(fault_on)) => store.dispatch(Action::SetFault(fault_on, false)),
            (None, None) => {}
        });
        let meaning = match fault {
            Some(fault) => fault_label(text, fault).into(),
            None => (text.code.starts_as_written)(name, value.label).into(),
        };
        let is_chosen = fault == fault_on;
        let label = value.label.into();
        Choosable { label, meaning: Some(meaning), is_chosen, is_off: false, choose }
    });
    html! {
        <Choice
            name={format!("{name}-starts-at")}
            legend={(text.code.starts_at)(name)}
            hides_legend=true
            class={classes!("starting-value", fault_on.map(|_| "is-broken"))}
            options={options.collect::<Vec<_>>()}
        />
    }
}
