//! What each language has no words for, written down: a gap is a decision. What belongs to no
//! kind of object is no part of these lists: each language names the words that it does without.

use interleave::languages::{TargetLanguage, gaps, strays};

fn check(language: TargetLanguage, expected: &[&str]) {
    assert_eq!(gaps(language), expected, "{language:?}: write down why, or find words for it");
}

#[test]
fn python_lacks_little() {
    check(
        TargetLanguage::Python,
        &[
            // Nobody has asked for these three yet. They are refused.
            "condition.acquire(timeout)",
            "sender.send(timeout)",
            "atomic.notify_all()",
            // Nothing catches it in the notation; the class that is declared instead does neither.
            "except AssertionError",
        ],
    );
}

#[test]
fn rust_lacks_exceptions_and_some_time_outs() {
    check(
        TargetLanguage::Rust,
        &[
            // It leaves a block with a name, and what went wrong is forgotten by then.
            "RaiseAgain",
            // The waiting is a loop, which has no one place for a time-out.
            "condition.wait_for(timeout)",
            // Nobody has asked for these yet. They are refused.
            "condition.acquire(timeout)",
            // `mpsc` has no `send_timeout`.
            "sender.send(timeout)",
            "sender.send(timeout), caught",
            "atomic.wait(timeout)",
            "atomic.notify_all()",
        ],
    );
}

#[test]
fn java_lacks_what_its_library_lacks() {
    check(
        TargetLanguage::Java,
        &[
            // No semaphore of `java.util.concurrent` minds being released too often.
            "bounded_semaphore: made",
            // The waiting is a loop, which has no one place for a time-out.
            "condition.wait_for(timeout)",
            "condition.acquire(timeout)",
            // A `ConcurrentLinkedDeque` has no index.
            "list[index]",
            // The channel that stands before the program has none of these.
            "sender.send(timeout)",
            "receiver.recv(timeout)",
            "atomic.wait(timeout)",
            "atomic.notify_all()",
            // Not what Java raises there. Classes of these names are declared.
            "except AssertionError",
            "except MemoryError",
            "except TypeError",
            "except NameError",
        ],
    );
}

#[test]
fn c_lacks_exceptions_and_some_time_outs() {
    check(
        TargetLanguage::C,
        &[
            // It goes to a label, and what went wrong is forgotten by then.
            "RaiseAgain",
            // `sem_getvalue` answers through a pointer, so it is no expression.
            "semaphore.value",
            // No semaphore of POSIX minds being posted too often.
            "bounded_semaphore: made",
            // A mutex cannot be looked at without being tried.
            "lock.locked()",
            // The waiting is a loop, which has no one place for a time-out.
            "condition.wait_for(timeout)",
            "condition.acquire(timeout)",
            // The queue and the channel that stand before the program have none of these.
            "queue.put(timeout)",
            "queue.put(timeout), caught",
            "sender.send(timeout)",
            "sender.send(timeout), caught",
            "receiver.recv(timeout)",
            "receiver.recv(timeout), caught",
            "atomic.wait(timeout)",
            "atomic.notify_all()",
        ],
    );
}

/// It writes every operation as the notation does.
#[test]
fn the_little_book_lacks_nothing() {
    check(TargetLanguage::LittleBook, &[]);
}

/// Every word can come up in a program, none is there twice, and every section of the text around
/// a program can be needed.
#[test]
fn nothing_is_said_in_vain() {
    for language in TargetLanguage::ALL {
        assert_eq!(strays(language), [""; 0], "{language:?}");
    }
}
