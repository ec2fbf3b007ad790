//! What the reader of a page with locks may change.

use crate::session::{
    Action, CodeView, DocumentAction, FirstStepsAction, LessonAction, Locked, PlaybackAction,
    ProofAction, ThreadsAction, View,
};

impl View {
    /// Whether the reader may do this.
    pub fn allows(&self, action: &Action) -> bool {
        locks_of(action).iter().all(|it| !self.locked.contains(it))
    }
}

/// What has to be unlocked for an action.
fn locks_of(action: &Action) -> &'static [Locked] {
    use PlaybackAction as Playback;
    match action {
        Action::Document(action) => match action {
            DocumentAction::ChooseProgram(_) => &[Locked::Program],
            // It is another program, and it is written.
            DocumentAction::BeginWith(_) => &[Locked::Program, Locked::Editor],
            DocumentAction::SetFault(..) | DocumentAction::RepairAll => &[Locked::Faults],
            DocumentAction::Edit(_)
            | DocumentAction::DiscardEdits
            | DocumentAction::TakeBackDiscard
            | DocumentAction::ShowCode(CodeView::Editor) => &[Locked::Editor],
            DocumentAction::Type(..)
            | DocumentAction::Nudge(..)
            | DocumentAction::TypeKnob(..)
            | DocumentAction::NudgeKnob(..)
            | DocumentAction::SetGranularity(_)
            | DocumentAction::SetRuntime(_)
            | DocumentAction::SetSpuriousWakes(_) => &[Locked::Settings],
            _ => &[],
        },
        Action::Playback(action) => match action {
            Playback::SetSpeed(_) => &[Locked::Speed],
            Playback::ChooseScheduler(_)
            | Playback::TypeSeed(_)
            | Playback::AnotherSeed
            | Playback::KeepSeed(_) => &[Locked::Settings],
            _ => &[],
        },
        Action::Threads(ThreadsAction::ChooseKind(_)) => &[Locked::Settings],
        // It chooses the numbers of the cell.
        Action::Proof(ProofAction::OpenCell(_)) => &[Locked::Settings],
        // They show another program, and challenges theirs.
        Action::FirstSteps(FirstStepsAction::Begin)
        | Action::Lesson(
            LessonAction::ShowOverview | LessonAction::Open(..) | LessonAction::Close,
        ) => &[Locked::Program],
        _ => &[],
    }
}
