//! What can happen to the page.

use super::document::DocumentAction;
use super::finder::FinderAction;
use super::first_steps::FirstStepsAction;
use super::glossary::GlossaryAction;
use super::lab::LabAction;
use super::lesson::LessonAction;
use super::library::LibraryAction;
use super::patience::PatienceAction;
use super::playback::PlaybackAction;
use super::preferences::PreferencesAction;
use super::proof::state::ProofAction;
use super::sharing::SharingAction;
use super::threads::ThreadsAction;
use super::timeline::TimelineAction;
use super::undo::UndoAction;

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
    /// To the first steps of a newcomer.
    FirstSteps(FirstStepsAction),
    /// To the course.
    Lesson(LessonAction),
    /// To the comparison of runtimes.
    Lab(LabAction),
    /// To texts that are fetched.
    Library(LibraryAction),
    /// To changes that can be taken back.
    Undo(UndoAction),
    /// To what is said while nothing goes wrong.
    Patience(PatienceAction),
    /// To the search for a program.
    Finder(FinderAction),
    /// To the word that is looked at.
    Glossary(GlossaryAction),
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
    FirstSteps: FirstStepsAction,
    Undo: UndoAction,
    Finder: FinderAction,
    Glossary: GlossaryAction,
    Patience: PatienceAction,
    Lesson: LessonAction,
    Lab: LabAction,
    Library: LibraryAction,
}
