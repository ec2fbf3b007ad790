//! The page's state, without the page: a model, the actions that change it, and the
//! effects a change asks for.
//!
//! [`update`] is a plain function, so whatever the page does can be tested without a
//! browser. It keeps no time and starts nothing: time comes in as [`Action::Frame`], and
//! what is to happen outside goes out as [`Effect`]s.

mod action;
mod announcement;
mod diagnosis;
mod model;
mod narration;
mod proof;
mod repeating;
mod settings;
mod sharing;
mod speed;
mod timeline;
mod update;

/// See [`crate::catalogue`].
pub use crate::catalogue::{
    CATALOGUE, Configuration, Edit, Entry, Fault, FaultSet, Granularity, Group, Link, Listing,
    ListingLine, Setting, Standing as LineStanding,
};
/// See [`crate::checker`].
pub use crate::checker::{Counterexample, Progress, Report, Verdict, Walks, WhyUndecided};
/// What the model is made of, for those who show it.
pub use crate::engine::{
    Ending, First, IndexCause, ItemStory, Moment, SchedulerKind, Share, Slice, SlotContents,
    Standing as ThreadStanding, Strip, Violation, ViolationKind,
};
/// See [`crate::engine`].
pub use crate::languages::{
    CannotShow, Numbers as RenderedNumbers, Rendered, RenderedLine, TargetLanguage, render,
};
/// See [`crate::notation`].
pub use crate::notation::{Diagnostic, Module, Paint, Span, highlight, with_globals};
pub use action::{Action, Effect, WhyFailed};
pub use announcement::Announcement;
pub use diagnosis::{describe, place_of};
pub use model::{
    Activity, Changed, CodeView, Model, Motion, Notice, RealThreadsState, Support, Theme,
    ThreadKind, WhySimulated,
};
pub use narration::{
    Ran, count_of, describe_cell, describe_frequency, describe_growth, describe_moment,
    describe_notice, describe_phase, describe_prediction, describe_ran, describe_steps_refused,
    describe_trouble, describe_verdict, describe_violation, fault_label, list_of, setting_label,
    subject_words, violation_title,
};
pub use proof::{
    Answer, Carried, Cell, Finding, Layout, Map, Means, Order, Outcome, Prediction, Proof,
    ProofAction, ProofEffect, Stage, Subject, Task, Trouble, carry_out,
};
pub use sharing::{Holds, Opening, Shared, StepsRefused};
pub use speed::Speed;
pub use timeline::{Landmark, TimelineView, Zoom};
pub use update::update;
