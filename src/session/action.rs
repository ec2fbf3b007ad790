//! What can happen to the page.

use super::document::DocumentAction;
use super::playback::PlaybackAction;
use super::preferences::PreferencesAction;
use super::proof::state::ProofAction;
use super::sharing::SharingAction;
use super::threads::ThreadsAction;
use super::timeline::TimelineAction;

/// Something that happened: the reader did it, time passed, or the threads reported. Each feature has
/// its own; any of them becomes one of these by itself.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// To the program, its text, its numbers.
    Document(DocumentAction),
    /// To the run.
    Playback(PlaybackAction),
    /// To real threads.
    Threads(ThreadsAction),
    /// To proofs.
    Proof(ProofAction),
    /// To the timeline.
    Timeline(TimelineAction),
    /// To what is shared.
    Sharing(SharingAction),
    /// To what the reader likes.
    Preferences(PreferencesAction),
    /// The notice was read.
    DismissNotice,
}

macro_rules! actions_of_features {
    ($($feature:ident: $action:ty),* $(,)?) => {
        $(impl From<$action> for Action {
            fn from(action: $action) -> Action {
                Action::$feature(action)
            }
        })*
    };
}

actions_of_features! {
    Document: DocumentAction,
    Playback: PlaybackAction,
    Threads: ThreadsAction,
    Proof: ProofAction,
    Timeline: TimelineAction,
    Sharing: SharingAction,
    Preferences: PreferencesAction,
}
