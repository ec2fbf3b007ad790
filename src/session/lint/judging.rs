//! Which of the things that stand out in a text happen: asked of the checker.

use super::LintVerdict;
use crate::checker::{self, Counterexample, Options, Outcomes, Progress, Report, Verdict};
use crate::engine::{Advance, Run, Violation, ViolationKind, ViolationKinds};
use crate::notation::{Lint, LintKind, lint};
use crate::program::{Line, Program};
use crate::session::place_of;
use std::ops::ControlFlow;
use std::sync::Arc;

/// A verdict for each of the things that [stand out](lint) in a text, in their order.
///
/// `program` is what the text means. The options are those of each of a few searches; what `watch` ends stays
/// open.
pub fn judge_lints(
    source: &str,
    program: &Arc<Program>,
    options: &Options,
    watch: &mut dyn FnMut(&Progress) -> ControlFlow<()>,
) -> Vec<LintVerdict> {
    let found = lint(source);
    if found.is_empty() {
        return Vec::new();
    }
    let mut known = Known {
        report: checker::check(program, options, watch),
        outcomes: checker::outcomes(program, options, watch),
        closer: Vec::new(),
        program,
        options,
    };
    let verdict = |it: &Lint| {
        let (line, _) = place_of(source, it.span);
        known.verdict(it.kind, line, watch)
    };
    found.iter().map(verdict).collect()
}

/// What the checker knows of a program.
struct Known<'a> {
    program: &'a Arc<Program>,
    options: &'a Options,
    report: Report,
    outcomes: Outcomes,
    /// What came of searches for some violations alone, by those.
    closer: Vec<(ViolationKinds, Option<Counterexample>)>,
}

impl Known<'_> {
    fn verdict(
        &mut self,
        kind: LintKind,
        line: usize,
        watch: &mut dyn FnMut(&Progress) -> ControlFlow<()>,
    ) -> LintVerdict {
        match &self.report.verdict {
            Verdict::Violated(found) if self.shows(found, kind, line) => {
                return LintVerdict::Breaks(found.clone());
            }
            // The shortest way to something wrong may have nothing to do with it, and one that is longer may.
            Verdict::Violated(_) => {
                if let Some(found) = self.look_closer(kind, watch)
                    && self.shows(&found, kind, line)
                {
                    return LintVerdict::Breaks(found);
                }
            }
            Verdict::Safe | Verdict::Undecided(_) => {}
        }
        if is_about_lines(kind)
            && let Some([_, .., other]) = self.outcomes.lines()
        {
            return LintVerdict::Prints(other.clone());
        }
        match self.is_harmless(kind) {
            true => LintVerdict::Harmless,
            false => LintVerdict::Open,
        }
    }

    /// The shortest way to something that such a thing can lead to, past all else that goes wrong.
    fn look_closer(
        &mut self,
        kind: LintKind,
        watch: &mut dyn FnMut(&Progress) -> ControlFlow<()>,
    ) -> Option<Counterexample> {
        let all = ViolationKind::ALL.into_iter();
        let wanted = all
            .filter(|&it| self.options.wanted.has(it) && can_lead_to(kind, it))
            .fold(ViolationKinds::NONE, ViolationKinds::with);
        if let Some((_, found)) = self.closer.iter().find(|(it, _)| *it == wanted) {
            return found.clone();
        }
        let options = Options { wanted, ..*self.options };
        let found = match checker::check(self.program, &options, watch).verdict {
            Verdict::Violated(found) => Some(found),
            Verdict::Safe | Verdict::Undecided(_) => None,
        };
        self.closer.push((wanted, found.clone()));
        found
    }

    /// Whether a schedule shows something at a line: it passes there, and ends as such a thing can.
    fn shows(&self, found: &Counterexample, kind: LintKind, line: usize) -> bool {
        can_lead_to(kind, found.kind) && self.passes(found, line)
    }

    /// Whether a schedule passes a line, and nothing else goes wrong before its end: who watches it is to see that alone.
    fn passes(&self, found: &Counterexample, line: usize) -> bool {
        let is_there = |it: Line| usize::from(it.0) + 1 == line;
        let mut run = Run::new(self.program.clone());
        let mut is_on_the_way = false;
        for (turn, left) in found.schedule.iter().zip((0..found.schedule.len()).rev()) {
            is_on_the_way |= run.machine().line(turn.thread).is_some_and(is_there);
            let Advance::Stepped(moment) = run.advance(turn.thread, turn.choice) else {
                return false;
            };
            is_on_the_way |= run.machine().line(turn.thread).is_some_and(is_there);
            match moment.violation {
                Some(Violation::Exception { line, .. } | Violation::Assertion { line, .. })
                    if left == 0 =>
                {
                    is_on_the_way |= is_there(line);
                }
                Some(violation) if left > 0 && violation.kind().ends_a_run() => return false,
                _ => {}
            }
        }
        is_on_the_way
    }

    /// Whether the checker has proved that nothing comes of it.
    fn is_harmless(&self, kind: LintKind) -> bool {
        let is_safe = self.report.verdict == Verdict::Safe;
        let says_the_same = || self.outcomes.lines().is_some_and(|it| it.len() < 2);
        is_safe && (!is_about_lines(kind) || says_the_same())
    }
}

/// Whether a finding is about what is printed as much as about what breaks.
fn is_about_lines(kind: LintKind) -> bool {
    matches!(kind, LintKind::StartWithoutJoin | LintKind::SleepForOrder | LintKind::MissingGlobal)
}

/// Whether what was found in a text can be the reason of a violation.
fn can_lead_to(kind: LintKind, violation: ViolationKind) -> bool {
    use ViolationKind as It;
    let hangs = [It::Deadlock, It::UnfinishedThread, It::StuckThread, It::Livelock];
    let breaks = [It::Exception, It::Assertion, It::Stranded];
    match kind {
        LintKind::TwoOrders | LintKind::AcquireWithoutWith | LintKind::OneSentinel => {
            hangs.contains(&violation) || violation == It::Stranded
        }
        LintKind::EmptyThenGet => hangs.contains(&violation),
        LintKind::NotifyWithoutLock => violation == It::Exception,
        LintKind::CounterWithoutLock => [It::LostUpdate, It::Assertion].contains(&violation),
        LintKind::IfAroundWait => breaks.contains(&violation) || hangs.contains(&violation),
        LintKind::StartWithoutJoin | LintKind::SleepForOrder => breaks.contains(&violation),
        LintKind::MissingGlobal => breaks.contains(&violation) || hangs.contains(&violation),
    }
}
