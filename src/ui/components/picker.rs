//! A native list to choose from, that takes no more room than an icon.

use super::icons::{Drawing, Icon};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// See [`Picker`].
#[derive(Properties, PartialEq)]
pub struct PickerProps {
    /// What is chosen here.
    pub label: AttrValue,
    /// The sign of what is chosen now.
    pub icon: Icon,
    /// A few letters for what is chosen now.
    #[prop_or_default]
    pub short: AttrValue,
    /// Value and name of each choice.
    pub options: Vec<(AttrValue, AttrValue)>,
    /// The value of what is chosen now.
    pub chosen: AttrValue,
    /// Gets the value that was chosen.
    pub on_choose: Callback<String>,
}

/// The list lies unseen over its icon: so it is the browser's own, which works with every
/// keyboard, screen reader and finger.
#[component]
pub fn Picker(props: &PickerProps) -> Html {
    let onchange = props.on_choose.reform(|event: Event| {
        event.target_dyn_into::<HtmlSelectElement>().map(|it| it.value()).unwrap_or_default()
    });
    let option = |(value, name): &(AttrValue, AttrValue)| {
        html! {
            <option key={value.to_string()} value={value} selected={*value == props.chosen}>{ name }</option>
        }
    };
    html! {
        <label class="picker button-quiet" title={&props.label}>
            <Drawing icon={props.icon} />
            if !props.short.is_empty() {
                <span class="picker-short" aria-hidden="true">{ &props.short }</span>
            }
            <select aria-label={&props.label} {onchange}>
                { for props.options.iter().map(option) }
            </select>
        </label>
    }
}
