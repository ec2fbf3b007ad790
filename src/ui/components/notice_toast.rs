//! What the page has to say about input and about itself.

use super::icons::{Drawing, Icon};
use super::rich_text::RichText;
use super::wording::use_text;
use crate::session::{Action, Model, Notice, describe_notice};
use crate::ui::store::{use_dispatch, use_selected, use_store};
use gloo_timers::callback::Timeout;
use yew::prelude::*;

/// How long a passing notice stays, in milliseconds.
const STAYS: u32 = 9_000;

#[derive(Clone, PartialEq)]
struct View {
    sentence: String,
    /// Something failed: it stays until it is dismissed, and is said at once.
    is_error: bool,
}

fn view(model: &Model) -> Option<View> {
    let notice = model.notice.as_ref()?;
    let is_error = match notice {
        Notice::ThreadFailed { .. } | Notice::Diverged(_) => true,
        Notice::Clamped(_)
        | Notice::NotANumber { .. }
        | Notice::CannotStep(_)
        | Notice::StopForced
        | Notice::Forked => false,
    };
    Some(View { sentence: describe_notice(model.text(), model.program(), notice), is_error })
}

/// The notice, over the picture's lower edge.
#[component]
pub fn NoticeToast() -> Html {
    let text = use_text();
    let store = use_store();
    let view = use_selected(view);
    let dismiss = use_dispatch(|_: MouseEvent| Action::DismissNotice);
    use_effect_with(view.clone(), move |view| {
        let passes = view.as_ref().as_ref().is_some_and(|view| !view.is_error);
        let timeout =
            passes.then(|| Timeout::new(STAYS, move || store.dispatch(Action::DismissNotice)));
        move || drop(timeout)
    });
    let toast = |view: &View| {
        html! {
            <div class={classes!("toast", view.is_error.then_some("is-error"))}>
                if view.is_error { <Drawing icon={Icon::Warning} /> }
                <p><RichText text={view.sentence.clone()} /></p>
                <button
                    type="button"
                    class="button-quiet"
                    aria-label={text.notices.dismiss}
                    title={text.notices.dismiss}
                    onclick={dismiss.clone()}
                >
                    <Drawing icon={Icon::Close} />
                </button>
            </div>
        }
    };
    // Both regions are always there: what is put into a region that is already known is read out.
    let shown =
        |errors: bool| view.as_ref().as_ref().filter(|view| view.is_error == errors).map(toast);
    html! {
        <div class="toasts">
            <div role="status">{ for shown(false) }</div>
            <div role="alert">{ for shown(true) }</div>
        </div>
    }
}
