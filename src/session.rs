//! The page's state, without the page: a model, the actions that change it, and the
//! effects a change asks for.
//!
//! [`update`] is a plain function, so whatever the page does can be tested without a
//! browser. It keeps no time and starts nothing: time comes in as [`PlaybackAction::Frame`], and
//! what is to happen outside goes out as [`Effect`]s.
//!
//! Each feature is a file, or a folder where it needs more: its part of the model, its actions, and how
//! they change that part. What follows for the run is decided in `restart.rs` alone.

mod action;
mod announcement;
mod consequence;
mod console;
mod diagnosis;
mod document;
mod effect;
mod files;
mod finder;
mod first_steps;
mod glossary;
mod home;
pub mod lab;
pub mod lesson;
mod library;
mod lint;
mod model;
mod narration;
mod notice;
mod patience;
mod playback;
mod preferences;
mod proof;
mod restart;
mod retelling;
mod sharing;
mod speed;
mod threads;
mod timeline;
mod undo;
mod update;

pub use action::Action;
pub use announcement::Announcement;
pub use console::{ConsoleLine, can_print, console_lines};
pub use diagnosis::{describe, place_of};
pub use document::{CodeView, Document, DocumentAction};
pub use effect::Effect;
pub use files::{part_of, with_file, with_name, with_part, without_file};
pub use finder::{Finder, FinderAction, Tag, heading_of};
pub use first_steps::{FirstSteps, FirstStepsAction, Move, Seen};
pub use glossary::{GlossaryAction, Looked, meaning};
pub use home::{NoScript, script_for_python};
pub use lab::{Lab, LabAction};
pub use lesson::{LessonAction, Lessons, Shown};
pub use library::{Library, LibraryAction, Shelf};
pub use lint::{LintCheck, LintStage, LintVerdict, describe_lint, judge_lints};
pub use model::{Activity, Model};
pub use narration::{
    Ran, count_of, describe_cell, describe_changes, describe_endless_runs, describe_frequency,
    describe_growth, describe_how_often, describe_last_line, describe_line, describe_map,
    describe_moment, describe_notice, describe_outcomes, describe_phase, describe_prediction,
    describe_ran, describe_runtime, describe_steps_refused, describe_trouble, describe_verdict,
    describe_violation, fault_label, list_of, setting_label, subject_words, violation_title,
    why_simulated,
};
pub use notice::{Changed, Named, Notice};
pub use patience::{NotYet, Patience, PatienceAction};
pub use playback::{Motion, Playback, PlaybackAction};
pub use preferences::{Preferences, PreferencesAction, Theme};
pub use proof::{
    Answer, Axes, Axis, Carried, Cell, Finding, Layout, Map, Means, Order, Outcome, Prediction,
    Proof, ProofAction, ProofEffect, Stage, Subject, Task, Trouble, carry_out,
};
pub use retelling::{Diagram, RunForm, Step, Told, describe_finish, finish_sentence};
pub use sharing::{
    Export, Exported, Form, Hidden, Holds, Locked, NotExported, Opening, Share, Shared, Sharing,
    SharingAction, StepsRefused, View, Wanted, can_be_exported, escaped, place_in_course,
};
pub use speed::Speed;
pub use threads::{
    RealThreadsState, Support, ThreadKind, Threads, ThreadsAction, WhyFailed, WhySimulated,
};
pub use timeline::{Landmark, TimelineAction, TimelineView, Zoom};
pub use undo::{Undo, UndoAction, Undoable};
pub use update::update;
