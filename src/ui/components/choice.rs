//! One of a few, side by side.

use yew::prelude::*;

/// One thing that can be chosen.
#[derive(Clone, PartialEq)]
pub struct Choosable {
    /// What stands on it.
    pub label: AttrValue,
    /// What it means, if its label does not say it all.
    pub meaning: Option<AttrValue>,
    /// Whether it is chosen now.
    pub is_chosen: bool,
    /// Whether it cannot be chosen here.
    pub is_off: bool,
    /// Chooses it.
    pub choose: Callback<()>,
}

/// See [`Choice`].
#[derive(Properties, PartialEq)]
pub struct ChoiceProps {
    /// A name that no other choice on the page has.
    pub name: AttrValue,
    /// What is chosen here.
    pub legend: AttrValue,
    /// Whether only screen readers are told the legend.
    #[prop_or_default]
    pub hides_legend: bool,
    /// A class more.
    #[prop_or_default]
    pub class: Classes,
    /// What can be chosen.
    pub options: Vec<Choosable>,
}

/// One of a few, side by side: radio buttons that look like one piece.
#[component]
pub fn Choice(props: &ChoiceProps) -> Html {
    let option = |option: &Choosable| {
        let meaning = option.meaning.clone();
        html! {
            <label class="choice-option" title={meaning.clone()}>
                <input
                    type="radio"
                    name={props.name.clone()}
                    checked={option.is_chosen}
                    disabled={option.is_off}
                    aria-label={meaning}
                    onchange={option.choose.reform(|_| ())}
                />
                <span>{ &option.label }</span>
            </label>
        }
    };
    let legend_class = if props.hides_legend { "visually-hidden" } else { "field-label" };
    html! {
        <fieldset class={classes!("choice", props.class.clone())}>
            <legend class={legend_class}>{ &props.legend }</legend>
            <div class="choice-options">{ for props.options.iter().map(option) }</div>
        </fieldset>
    }
}
