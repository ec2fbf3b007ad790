//! A number that can be typed, or changed by one.

use super::icons::{Drawing, Icon};
use super::wording::use_text;
use crate::session::{Action, Setting, setting_label};
use crate::ui::store::{use_selected, use_store};
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// See [`Stepper`].
#[derive(Properties, PartialEq)]
pub struct StepperProps {
    /// Which number.
    pub setting: Setting,
}

/// A number with its name, − and +. What is typed counts when the field is left or Enter
/// is pressed; the session says what is wrong with it.
#[component]
pub fn Stepper(props: &StepperProps) -> Html {
    let store = use_store();
    let text = use_text();
    let setting = props.setting;
    let number = use_selected(|model| model.configuration).get(setting);
    let by = nudged_by(setting);
    // What is being typed. Once it counts, the field shows again what the number is.
    let typed = use_state(|| None::<String>);

    let nudge = |by: i8| {
        let store = store.clone();
        Callback::from(move |_: MouseEvent| store.dispatch(Action::Nudge(setting, by)))
    };
    let settle = {
        let (store, typed) = (store.clone(), typed.clone());
        move || {
            if let Some(wanted) = (*typed).clone() {
                typed.set(None);
                store.dispatch(Action::Type(setting, wanted));
            }
        }
    };
    let oninput = {
        let typed = typed.clone();
        Callback::from(move |event: InputEvent| {
            typed.set(event.target_dyn_into::<HtmlInputElement>().map(|field| field.value()));
        })
    };
    let onblur = {
        let settle = settle.clone();
        Callback::from(move |_: FocusEvent| settle())
    };
    let onkeydown = {
        let (store, typed) = (store.clone(), typed.clone());
        Callback::from(move |event: KeyboardEvent| {
            match event.key().as_str() {
                "Enter" => settle(),
                "Escape" if typed.is_some() => typed.set(None),
                "ArrowUp" => store.dispatch(Action::Nudge(setting, by)),
                "ArrowDown" => store.dispatch(Action::Nudge(setting, -by)),
                _ => return,
            }
            event.prevent_default();
        })
    };
    let onfocus = Callback::from(|event: FocusEvent| {
        if let Some(field) = event.target_dyn_into::<HtmlInputElement>() {
            field.select();
        }
    });

    let name = setting_label(&text.settings, setting);
    let (low, high) = (*setting.range().start(), *setting.range().end());
    let digits = format!("--digits: {}", high.to_string().len());
    let is_typing = typed.is_some();
    let value = (*typed).clone().unwrap_or_else(|| number.to_string());
    let in_words = match setting {
        Setting::Items if number == 0 && !is_typing => Some(text.settings.without_end),
        _ => None,
    };
    html! {
        <div class="stepper" data-setting={setting_name(setting)}>
            <span class="field-label" aria-hidden="true">{ name }</span>
            <div class="stepper-field">
                <button
                    type="button" tabindex="-1" class="stepper-button"
                    aria-label={(text.settings.one_less)(name)}
                    aria-disabled={(number <= low).then_some("true")}
                    onclick={nudge(-by)}
                >
                    <Drawing icon={Icon::Minus} />
                </button>
                <input
                    class="stepper-number"
                    type="text" inputmode="numeric" autocomplete="off" role="spinbutton"
                    style={digits}
                    aria-label={name}
                    aria-valuenow={number.to_string()}
                    aria-valuemin={low.to_string()}
                    aria-valuemax={high.to_string()}
                    aria-valuetext={in_words}
                    {value} {oninput} {onblur} {onkeydown} {onfocus}
                />
                <button
                    type="button" tabindex="-1" class="stepper-button"
                    aria-label={(text.settings.one_more)(name)}
                    aria-disabled={(number >= high).then_some("true")}
                    onclick={nudge(by)}
                >
                    <Drawing icon={Icon::Plus} />
                </button>
            </div>
            if let Some(words) = in_words {
                <span class="stepper-words" aria-hidden="true">{ words }</span>
            }
        </div>
    }
}

/// How much − and + change a setting: for a time, about what one can see.
fn nudged_by(setting: Setting) -> i8 {
    match setting {
        Setting::Producers | Setting::Consumers | Setting::Capacity | Setting::Items => 1,
        Setting::ProduceTime | Setting::ConsumeTime => 100,
    }
}

/// The name that styles and tests use for a setting.
fn setting_name(setting: Setting) -> &'static str {
    match setting {
        Setting::Producers => "producers",
        Setting::Consumers => "consumers",
        Setting::Capacity => "capacity",
        Setting::Items => "items",
        Setting::ProduceTime => "produce-time",
        Setting::ConsumeTime => "consume-time",
    }
}
