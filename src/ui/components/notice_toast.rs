//! What the page has to say about input and about itself.

use super::icons::{Icon, drawing};
use super::panels::icon_button;
use super::reactive::Part;
use super::rich_text::rich_text;
use crate::session::{
    Action, DocumentAction, Model, Notice, Opening, ProofAction, UndoAction, describe_notice,
};
use crate::text::Language;
use crate::ui::store::{Store, Subscription};
use gloo_timers::callback::Timeout;
use std::cell::RefCell;
use yew::prelude::*;

/// How long a passing notice stays, in milliseconds.
const STAYS: u32 = 9_000;

/// The notice, over the picture's lower edge.
#[derive(PartialEq)]
pub struct NoticeToast {
    /// The sentence, and whether something failed.
    notice: Option<(String, bool)>,
    /// What can be done about it.
    offer: Option<Offer>,
    language: Language,
}

impl Part for NoticeToast {
    fn of(model: &Model, _: Option<&Self>) -> Self {
        let notice = model.notice.as_ref().map(|notice| {
            (describe_notice(model.text(), model.program(), notice), is_error(notice))
        });
        NoticeToast {
            notice,
            offer: model.notice.as_ref().and_then(|it| offer(it, model.undo.can_undo())),
            language: model.preferences.language,
        }
    }

    fn draw(&self, store: &Store) -> Html {
        let label = self.language.text().notices.dismiss;
        let toast = |sentence: &str, is_error: bool| {
            html! {
                <div class={if is_error { "toast is-error" } else { "toast" }}>
                    if is_error { { drawing(Icon::Warning) } }
                    <p>{ rich_text(sentence) }</p>
                    if let Some(offer) = self.offer { { self.button(offer, store) } }
                    { icon_button("button-quiet", Icon::Close, label, store.on_click(Action::DismissNotice)) }
                </div>
            }
        };
        let shown = |errors: bool| match &self.notice {
            Some((sentence, is_error)) if *is_error == errors => toast(sentence, errors),
            _ => html! {},
        };
        // Both regions are always there: what is put into a region that is already known is read out.
        html! {
            <div class="toasts">
                <div role="status">{ shown(false) }</div>
                <div role="alert">{ shown(true) }</div>
            </div>
        }
    }
}

/// What can be done about what a notice says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Offer {
    /// The reader's version comes back.
    TakeBack,
    /// The latest change is taken back.
    Undo,
    /// What was repaired is proved.
    Prove,
}

fn offer(notice: &Notice, can_undo: bool) -> Option<Offer> {
    match notice {
        Notice::Discarded => Some(Offer::TakeBack),
        Notice::Repaired => Some(Offer::Prove),
        Notice::StartedAgain(_) if can_undo => Some(Offer::Undo),
        _ => None,
    }
}

impl NoticeToast {
    fn button(&self, offer: Offer, store: &Store) -> Html {
        let text = self.language.text();
        let (label, action): (_, Action) = match offer {
            Offer::TakeBack => (text.editor.undo, DocumentAction::TakeBackDiscard.into()),
            Offer::Undo => (text.editor.undo, UndoAction::Undo.into()),
            Offer::Prove => (text.proof.prove, ProofAction::Prove.into()),
        };
        html! {
            <button
                type="button"
                class="button-quiet undo-button"
                onclick={store.on_click(action)}
            >
                { label }
            </button>
        }
    }
}

/// Whether something failed: such a notice stays until it is dismissed, and is said at once.
fn is_error(notice: &Notice) -> bool {
    match notice {
        Notice::ThreadFailed { .. } | Notice::Diverged(_) => true,
        // Whoever followed a link wants to know why it shows something else.
        Notice::Opened(Opening::Damaged | Opening::Newer | Opening::StepsRefused(_)) => true,
        Notice::Clamped(_)
        | Notice::KnobClamped(..)
        | Notice::NotANumber { .. }
        | Notice::CannotStep(_)
        | Notice::NoRealThreads(_)
        | Notice::StopForced
        | Notice::Forked
        | Notice::StartedAgain(_)
        | Notice::Watching { .. }
        | Notice::Repeating { .. }
        | Notice::TextIsWrong
        | Notice::Discarded
        | Notice::Undone(_)
        | Notice::Redone(_)
        | Notice::NothingTo(_)
        | Notice::Repaired
        | Notice::FirstStepsDone
        | Notice::Opened(_) => false,
    }
}

/// Whether it passes by itself. What has to be put right first stays until it is.
fn passes(notice: &Notice) -> bool {
    !is_error(notice) && *notice != Notice::TextIsWrong
}

/// Dismisses each passing notice when it has stayed long enough to be read.
pub fn dismiss_passing_notices(store: &Store) -> Subscription {
    let passing = RefCell::new((None::<Notice>, None::<Timeout>));
    let dismissing = store.clone();
    store.subscribe(move |model| {
        let mut passing = passing.borrow_mut();
        let now = model.notice.clone().filter(passes);
        if passing.0 != now {
            let store = dismissing.clone();
            let dismiss = || Timeout::new(STAYS, move || store.dispatch(Action::DismissNotice));
            *passing = (now.clone(), now.map(|_| dismiss()));
        }
    })
}
