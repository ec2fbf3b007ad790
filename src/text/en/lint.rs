//! What a text looks as if it had wrong.

use crate::text::LintWords;

/// The sentences.
pub const LINT: LintWords = LintWords {
    if_around_wait: "`if` around `{0}.wait()`: when the thread goes on, another one can have been faster, and the condition can be false again. Use `while`.",
    empty_then_get: "`{0}` is asked whether it is empty before `get()`: another thread can take the last element in between, and `get()` can wait forever. Use `get_nowait()` and catch `Empty`, or a sentinel.",
    start_without_join: "A thread is started, and nothing waits for its end: what follows can run before the thread has done anything. Call `join()` first.",
    acquire_without_with: "`{0}.acquire()` without `with`: what stands before `{0}.release()` can raise or return, and the lock can stay taken. Use `with {0}:`.",
    counter_without_lock: "Several threads change `{0}` without a lock: two can read the same value, and one change can be lost. Hold a lock around it.",
    missing_global: "`{0}` is assigned in `{1}` without `global {0}`: that makes a variable of the function's own, and the one at the top stays as it is.",
    two_orders: "`{0}` and `{1}` are taken in this order here and in the other order elsewhere: two threads can each hold one and wait for the other forever. Take them in one order everywhere.",
    notify_without_lock: "`{0}` is notified without its lock: Python can raise RuntimeError. Write `with {0}:` around it.",
    one_sentinel: "One `None` goes into `{0}`, and several threads run `{1}`, which ends at it: the others can wait forever. Put one for each of them.",
    sleep_for_order: "`sleep` gives a thread time, but waits for nothing: it can still be too short. Wait for the thread with `join()`, or for an event.",
    title: "What stands out",
    line: "Line {0}",
    ask: "Does it happen here?",
    asking: "Looking at every schedule …",
    cannot_ask: "Whether it happens can be asked once the text can run.",
    happens: "It happens here: {0} after {1}.",
    prints: "It matters here: the last line can be `{0}`.",
    open: "Not decided: the checker neither found it nor ruled it out.",
    harmless: "Here it does no harm: the checker has looked at every schedule.",
};
