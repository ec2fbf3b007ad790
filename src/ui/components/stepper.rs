//! A number that can be typed, or changed by one.

use super::icons::{Icon, drawing};
use crate::catalogue::{Configuration, Knob, KnobName, Setting};
use crate::session::{DocumentAction, setting_label};
use crate::text::Language;
use crate::ui::store::Store;
use std::ops::RangeInclusive;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Steppers for these settings.
pub fn steppers(
    settings: &[Setting],
    configuration: Configuration,
    language: Language,
    store: &Store,
) -> Html {
    let stepper = |&setting: &Setting| {
        let (of, number) = (Stepped::Setting(setting), configuration.get(setting));
        html! { <Stepper {of} {number} {language} store={store.clone()} /> }
    };
    settings.iter().map(stepper).collect()
}

/// Steppers for the constants of a text, each under its own name.
pub fn knob_steppers(
    knobs: &[Knob],
    configuration: Configuration,
    language: Language,
    store: &Store,
) -> Html {
    let stepper = |knob: &Knob| {
        let number = configuration.knobs.get(knob.name).unwrap_or(knob.written);
        let of = Stepped::Knob(knob.name);
        html! { <Stepper key={knob.name.as_str()} {of} {number} {language} store={store.clone()} /> }
    };
    knobs.iter().map(stepper).collect()
}

/// What a stepper changes.
#[derive(Clone, Copy, PartialEq)]
pub enum Stepped {
    /// A number of the page's.
    Setting(Setting),
    /// A constant of the text.
    Knob(KnobName),
}

impl Stepped {
    fn typed(self, wanted: String) -> DocumentAction {
        match self {
            Stepped::Setting(it) => DocumentAction::Type(it, wanted),
            Stepped::Knob(it) => DocumentAction::TypeKnob(it, wanted),
        }
    }

    fn nudged(self, by: i8) -> DocumentAction {
        match self {
            Stepped::Setting(it) => DocumentAction::Nudge(it, by),
            Stepped::Knob(it) => DocumentAction::NudgeKnob(it, by),
        }
    }

    fn range(self) -> RangeInclusive<u32> {
        match self {
            Stepped::Setting(it) => it.range(),
            Stepped::Knob(_) => Knob::RANGE,
        }
    }

    /// How much − and + change it: a time, by about what one can see.
    fn nudged_by(self) -> i8 {
        match self {
            Stepped::Setting(Setting::ProduceTime | Setting::ConsumeTime) => 100,
            Stepped::Setting(_) | Stepped::Knob(_) => 1,
        }
    }
}

#[derive(Properties, PartialEq)]
pub struct StepperProps {
    of: Stepped,
    number: u32,
    language: Language,
    store: Store,
}

/// A number with its name, − and +. What is typed counts when the field is left or Enter
/// is pressed; the session says what is wrong with it.
pub struct Stepper {
    /// What is being typed. Once it counts, the field shows again what the number is.
    typed: Option<String>,
}

pub enum Message {
    Typed(String),
    Settle,
    Forget,
}

impl Component for Stepper {
    type Message = Message;
    type Properties = StepperProps;

    fn create(_: &Context<Stepper>) -> Stepper {
        Stepper { typed: None }
    }

    fn update(&mut self, ctx: &Context<Stepper>, message: Message) -> bool {
        let typed = self.typed.take();
        match message {
            Message::Typed(text) => self.typed = Some(text),
            Message::Forget => {}
            Message::Settle => {
                let Some(wanted) = typed else { return false };
                let StepperProps { store, of, .. } = ctx.props();
                store.dispatch(of.typed(wanted));
            }
        }
        true
    }

    fn view(&self, ctx: &Context<Stepper>) -> Html {
        let &StepperProps { of, number, language, ref store } = ctx.props();
        let text = language.text();
        let by = of.nudged_by();
        let is_typing = self.typed.is_some();
        let oninput = {
            let link = ctx.link().clone();
            Callback::from(move |event: InputEvent| {
                if let Some(field) = event.target_dyn_into::<HtmlInputElement>() {
                    link.send_message(Message::Typed(field.value()));
                }
            })
        };
        let onblur = {
            let link = ctx.link().clone();
            Callback::from(move |_: FocusEvent| link.send_message(Message::Settle))
        };
        let onkeydown = {
            let (link, store) = (ctx.link().clone(), store.clone());
            Callback::from(move |event: KeyboardEvent| {
                match event.key().as_str() {
                    "Enter" => link.send_message(Message::Settle),
                    "Escape" if is_typing => link.send_message(Message::Forget),
                    "ArrowUp" => store.dispatch(of.nudged(by)),
                    "ArrowDown" => store.dispatch(of.nudged(-by)),
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

        let (name, id) = match &of {
            Stepped::Setting(it) => (setting_label(&text.settings, *it), it.name()),
            Stepped::Knob(it) => (it.as_str(), it.as_str()),
        };
        let (low, high) = of.range().into_inner();
        let digits = format!("--digits: {}", high.to_string().len());
        let value = self.typed.clone().unwrap_or_else(|| number.to_string());
        let in_words = match of {
            Stepped::Setting(Setting::Items | Setting::Takes) if number == 0 && !is_typing => {
                Some(text.settings.without_end)
            }
            _ => None,
        };
        let button = |icon: Icon, label: String, is_off: bool, by: i8| {
            html! {
                <button
                    type="button" tabindex="-1" class="stepper-button"
                    aria-label={label}
                    aria-disabled={is_off.then_some("true")}
                    onclick={store.on_click(of.nudged(by))}
                >
                    { drawing(icon) }
                </button>
            }
        };
        html! {
            <div class="stepper" data-setting={id.to_owned()}>
                <span class="field-label" aria-hidden="true">{ name.to_owned() }</span>
                <div class="stepper-field">
                    { button(Icon::Minus, (text.settings.one_less)(name), number <= low, -by) }
                    <input
                        class="stepper-number"
                        type="text" inputmode="numeric" autocomplete="off" role="spinbutton"
                        ~style={digits}
                        aria-label={name.to_owned()}
                        aria-valuenow={number.to_string()}
                        aria-valuemin={low.to_string()}
                        aria-valuemax={high.to_string()}
                        aria-valuetext={in_words}
                        {value} {oninput} {onblur} {onkeydown} {onfocus}
                    />
                    { button(Icon::Plus, (text.settings.one_more)(name), number >= high, by) }
                </div>
                if let Some(words) = in_words {
                    <span class="stepper-words" aria-hidden="true">{ words }</span>
                }
            </div>
        }
    }
}
