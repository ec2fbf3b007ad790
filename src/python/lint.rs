//! What a text looks as if it had wrong, without running it.
//!
//! Each finding is a line and what *can* happen there; whether it does is for the checker to say. So nothing is found where
//! it is not clear what a name stands for.

mod facts;
mod order;
mod patterns;
mod threads;
mod walk;

use crate::program::Span;
use facts::Facts;

/// What a text looks as if it had wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LintKind {
    /// `if` around `wait`: what was waited for need not hold any more afterwards.
    IfAroundWait,
    /// `empty()`, then `get()`: another thread can take the last element in between.
    EmptyThenGet,
    /// A thread is started and never joined.
    StartWithoutJoin,
    /// `acquire` without `with`, on a way that can raise or leave.
    AcquireWithoutWith,
    /// A counter that several threads change without a lock.
    CounterWithoutLock,
    /// An assignment that lacks `global`.
    MissingGlobal,
    /// Two locks in both orders.
    TwoOrders,
    /// `notify` without the lock.
    NotifyWithoutLock,
    /// A sentinel for one of several consumers.
    OneSentinel,
    /// `sleep` used to put things in order.
    SleepForOrder,
}

impl LintKind {
    /// All of them.
    pub const ALL: [LintKind; 10] = [
        LintKind::IfAroundWait,
        LintKind::EmptyThenGet,
        LintKind::StartWithoutJoin,
        LintKind::AcquireWithoutWith,
        LintKind::CounterWithoutLock,
        LintKind::MissingGlobal,
        LintKind::TwoOrders,
        LintKind::NotifyWithoutLock,
        LintKind::OneSentinel,
        LintKind::SleepForOrder,
    ];

    /// The stable machine name.
    pub fn name(self) -> &'static str {
        match self {
            LintKind::IfAroundWait => "if-around-wait",
            LintKind::EmptyThenGet => "empty-then-get",
            LintKind::StartWithoutJoin => "start-without-join",
            LintKind::AcquireWithoutWith => "acquire-without-with",
            LintKind::CounterWithoutLock => "counter-without-lock",
            LintKind::MissingGlobal => "missing-global",
            LintKind::TwoOrders => "two-orders",
            LintKind::NotifyWithoutLock => "notify-without-lock",
            LintKind::OneSentinel => "one-sentinel",
            LintKind::SleepForOrder => "sleep-for-order",
        }
    }
}

impl LintKind {
    fn is_about_what_is_missing(self) -> bool {
        matches!(
            self,
            LintKind::StartWithoutJoin
                | LintKind::CounterWithoutLock
                | LintKind::NotifyWithoutLock
                | LintKind::OneSentinel
        )
    }
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Lint {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: LintKind,
    /// The names that are said with it.
    pub words: Vec<String>,
}

/// All that is found in a whole program, in the order of the text; nothing in one that cannot be read.
pub fn lint(text: &str) -> Vec<Lint> {
    if text.len() > super::read::MOST_BYTES {
        return Vec::new();
    }
    let (files, refused) = super::read::read(text);
    if !refused.is_empty() || !super::whole::is_whole(&files) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for file in &files {
        let facts = Facts::of(&file.block);
        for scope in &facts.scopes {
            patterns::look(&facts, scope, &mut found);
            order::note_missing_lock(&facts, scope, &mut found);
        }
        order::two_orders(&facts, &mut found);
        threads::look(&facts, &mut found);
    }
    if files.len() > 1 {
        // Each file is looked at alone: what may be missing can stand in another one.
        found.retain(|it| !it.kind.is_about_what_is_missing());
    }
    found.sort();
    found.dedup();
    found
}
