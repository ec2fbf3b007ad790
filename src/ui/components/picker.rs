//! A native list to choose from, that takes no more room than an icon.

use super::icons::{Icon, drawing};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// A native list.
pub struct Picker<'a> {
    /// What is chosen here.
    pub label: &'static str,
    /// The sign of what is chosen now.
    pub icon: Icon,
    /// A few letters for what is chosen now.
    pub short: Option<String>,
    /// Value and name of each choice.
    pub options: &'a [(&'static str, &'static str)],
    /// The value of what is chosen now.
    pub chosen: &'static str,
}

impl Picker<'_> {
    /// The list lies unseen over its icon: so it is the browser's own, which works with every
    /// keyboard, screen reader and finger. `on_choose` gets the value that was chosen.
    pub fn draw(self, on_choose: impl Fn(&str) + 'static) -> Html {
        let onchange = Callback::from(move |event: Event| {
            if let Some(list) = event.target_dyn_into::<HtmlSelectElement>() {
                on_choose(&list.value());
            }
        });
        let option = |&(value, name): &(&'static str, &'static str)| {
            html! { <option {value} selected={value == self.chosen}>{ name }</option> }
        };
        html! {
            <label class="picker button-quiet" title={self.label}>
                { drawing(self.icon) }
                if let Some(short) = self.short {
                    <span class="picker-short" aria-hidden="true">{ short }</span>
                }
                <select aria-label={self.label} {onchange}>
                    { for self.options.iter().map(option) }
                </select>
            </label>
        }
    }
}
