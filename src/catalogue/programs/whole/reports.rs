//! Bug reports, retold.

use super::entry;
use crate::catalogue::programs::{Edit::*, Entry, Fault};

/// A task that is never ticked off.
pub const REPORT_QUEUE_JOIN: Entry = entry(
    "report-queue-join",
    include_str!("report_queue_join.py"),
    &[Fault::harmless("tick-off-anyway", &[Change(15, "orders.task_done()")])],
);

/// A daemon that is cut off with work to do.
pub const REPORT_LAST_LINES_MISSING: Entry = entry(
    "report-last-lines-missing",
    include_str!("report_last_lines_missing.py"),
    &[Fault::harmless("wait-for-the-writer", &[Change(20, "lines.join()")])],
);

/// A notification before anybody waits.
pub const REPORT_NOTIFIED_TOO_EARLY: Entry = entry(
    "report-notified-too-early",
    include_str!("report_notified_too_early.py"),
    &[Fault::harmless(
        "wait-for-the-settings",
        &[Change(15, "condition.wait_for(lambda: len(settings) > 0)")],
    )],
);

/// Looking without the lock, changing with it.
pub const REPORT_MADE_TWICE: Entry = entry(
    "report-made-twice",
    include_str!("report_made_twice.py"),
    &[Fault::harmless(
        "look-under-the-lock",
        &[Change(7, "with lock:"), Change(8, "if not connections:")],
    )],
);

/// A callback that needs the lock its caller holds.
pub const REPORT_CALLBACK_UNDER_LOCK: Entry = entry(
    "report-callback-under-lock",
    include_str!("report_callback_under_lock.py"),
    &[Fault::harmless("reentrant-lock", &[Change(5, "self.lock = threading.RLock()")])],
);
