//! The help.

use super::panels::CloseButton;
use super::rich_text::RichText;
use super::wording::use_text;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDialogElement};
use yew::prelude::*;

/// See [`HelpDialog`].
#[derive(Properties, PartialEq)]
pub struct HelpDialogProps {
    /// Whether it is open.
    pub is_open: bool,
    /// It was closed.
    pub close: Callback<()>,
}

/// The help, as the browser's own dialog: that holds the focus, gives it back, and closes
/// with Escape.
#[component]
pub fn HelpDialog(props: &HelpDialogProps) -> Html {
    let help = &use_text().help;
    let dialog = use_node_ref();
    {
        let dialog = dialog.clone();
        use_effect_with(props.is_open, move |is_open| {
            let Some(dialog) = dialog.cast::<HtmlDialogElement>() else { return };
            match (*is_open, dialog.open()) {
                // It refuses only when it is open already or gone from the page.
                (true, false) => drop(dialog.show_modal()),
                (false, true) => dialog.close(),
                _ => {}
            }
        });
    }
    let close_on_backdrop = {
        let close = props.close.clone();
        Callback::from(move |event: MouseEvent| {
            // What lies inside the dialog fills it: only the backdrop is the dialog itself.
            let target = event.target().and_then(|it| it.dyn_into::<Element>().ok());
            if target.is_some_and(|it| it.tag_name() == "DIALOG") {
                close.emit(());
            }
        })
    };
    let paragraph = |sentence: &&'static str| html! { <p><RichText text={*sentence} /></p> };
    let trial = |sentence: &&'static str| html! { <li><RichText text={*sentence} /></li> };
    let key = |(key, does): &(&'static str, &'static str)| {
        html! { <div><dt><kbd>{ *key }</kbd></dt><dd>{ *does }</dd></div> }
    };
    let colour = |class: &'static str, name: &'static str| {
        html! { <li><span class={classes!("legend-sign", class)} aria-hidden="true" />{ name }</li> }
    };
    html! {
        <dialog
            class="help"
            ref={dialog}
            aria-labelledby="help-title"
            onclose={props.close.reform(|_| ())}
            onclick={close_on_backdrop}
        >
            <div class="help-sheet">
                <header class="panel-head">
                    <h2 id="help-title">{ help.title }</h2>
                    <CloseButton close={props.close.clone()} />
                </header>
                <div class="help-body">
                    <div class="help-story">{ for help.story.iter().map(paragraph) }</div>
                    <section>
                        <h3>{ help.colours_title }</h3>
                        <ul class="legend">
                            { colour("of-producer", help.producer) }
                            { colour("of-consumer", help.consumer) }
                            { colour("of-critical", help.critical) }
                            { colour("of-trouble", help.trouble) }
                        </ul>
                    </section>
                    <section>
                        <h3>{ help.try_title }</h3>
                        <ol class="trials">{ for help.try_this.iter().map(trial) }</ol>
                    </section>
                    <section>
                        <h3>{ help.keys_title }</h3>
                        <dl class="keys">{ for help.keys.iter().map(key) }</dl>
                    </section>
                </div>
            </div>
        </dialog>
    }
}
