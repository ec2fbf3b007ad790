//! One of a few, side by side.

use yew::prelude::*;

/// One thing that can be chosen.
pub struct Choosable {
    /// What stands on it.
    pub label: &'static str,
    /// What it means, if its label does not say it all.
    pub meaning: Option<AttrValue>,
    /// Whether it is chosen now.
    pub is_chosen: bool,
    /// Whether it cannot be chosen here.
    pub is_off: bool,
    /// Chooses it.
    pub choose: Callback<Event>,
}

/// One of a few, side by side: radio buttons that look like one piece. No other choice on
/// the page has this name; what the legend looks like is for its class to say.
pub fn choice(name: AttrValue, class: &'static str, legend: Html, options: Vec<Choosable>) -> Html {
    let option = |option: Choosable| {
        let Choosable { label, meaning, is_chosen, is_off, choose } = option;
        html! {
            <label class="choice-option" title={meaning.clone()}>
                <input
                    type="radio"
                    name={name.clone()}
                    checked={is_chosen}
                    disabled={is_off}
                    aria-label={meaning}
                    onchange={choose}
                />
                <span>{ label }</span>
            </label>
        }
    };
    html! {
        <fieldset {class}>
            { legend }
            <div class="choice-options">{ for options.into_iter().map(option) }</div>
        </fieldset>
    }
}
