//! Constructs one by one: what each language writes for them.

use super::{SMALL, shown};
use TargetLanguage::{C, Java, LittleBook, Python, Rust};
use interleave::languages::{Numbers, TargetLanguage};
use interleave::notation::with_globals;

/// What a language writes for the last line of `source`, the program's other lines being
/// declarations and a `def producer():` around it.
fn written(
    language: TargetLanguage,
    declarations: &str,
    statement: &str,
) -> Result<String, String> {
    let source = format!("{declarations}\ndef producer():\n    {statement}\n");
    // What the statement assigns is shared, if the declarations have it.
    let source = with_globals(&source).unwrap_or(source);
    let line = source.lines().count() - 1;
    let rendered = shown(&source, language, SMALL).map_err(|refused| refused.construct)?;
    let lines = rendered.lines.iter();
    let matched = lines.filter(|it| it.source.is_some_and(|it| usize::from(it.0) == line));
    Ok(matched.map(|it| it.text.trim()).collect::<Vec<_>>().join(" "))
}

fn check(language: TargetLanguage, declarations: &str, statement: &str, expected: &str) {
    let found = written(language, declarations, statement);
    assert_eq!(found.as_deref(), Ok(expected), "{statement} in {language:?}");
}

fn check_refused(language: TargetLanguage, declarations: &str, statement: &str, construct: &str) {
    let found = written(language, declarations, statement);
    assert_eq!(found, Err(construct.to_owned()), "{statement} in {language:?}");
}

#[test]
fn the_names_of_an_operation_are_one() {
    for statement in ["s.wait()", "s.acquire()", "s.P()", "s.down()"] {
        check(Python, "s = Semaphore(1)", statement, "s.acquire()");
        check(Rust, "s = Semaphore(1)", statement, "S.wait();");
        check(Java, "s = Semaphore(1)", statement, "s.acquire();");
        check(C, "s = Semaphore(1)", statement, "sem_wait(&s);");
        check(LittleBook, "s = Semaphore(1)", statement, "s.wait()");
    }
}

#[test]
fn milliseconds_are_seconds_in_python() {
    for (here, there) in [
        ("sleep(500)", "time.sleep(0.5)"),
        ("sleep(1000)", "time.sleep(1)"),
        ("sleep(1005)", "time.sleep(1.005)"),
        ("sleep(1000 * (me + 1))", "time.sleep(me + 1)"),
        ("sleep(300 + me)", "time.sleep((300 + me) / 1000)"),
    ] {
        check(Python, "x = 1", here, there);
    }
    check(Python, "e = Event()", "e.wait(timeout=20)", "e.wait(timeout=0.02)");
    check(Rust, "x = 1", "sleep(500)", "sleep(500);");
}

#[test]
fn a_shared_variable_is_read_and_written() {
    let declared = "n = 0";
    check(Python, declared, "n += 1", "n += 1");
    check(Rust, declared, "n += 1", "N.store(N.load(Relaxed) + 1, Relaxed);");
    check(Java, declared, "n += 1", "n += 1;");
    check(C, declared, "n += 1", "n = n + 1;");
    check(Rust, declared, "n = 2 * (n - 1)", "N.store(2 * (N.load(Relaxed) - 1), Relaxed);");
}

#[test]
fn rounding_down_stays_rounding_down() {
    let declared = "n = 0";
    check(Rust, declared, "n = (n + 1) % 4", "N.store((N.load(Relaxed) + 1) % 4, Relaxed);");
    check(Java, declared, "n = (n - 1) % 4", "n = Math.floorMod(n - 1, 4);");
    check(C, declared, "n = -n // 2", "n = floor_divide(-n, 2);");
}

#[test]
fn what_decides_is_a_truth() {
    let list = "a = []\nb = False";
    check(Python, list, "assert a and not b", "assert a and not b");
    check(Rust, list, "assert not a", "assert!(A.lock().unwrap().is_empty());");
    check(Java, list, "assert a and not b", "assert !a.isEmpty() && !b;");
    check(C, list, "assert not a or b", "assert(list_length(&a) == 0 || b);");
}

#[test]
fn with_lets_go_on_every_way_out() {
    let source =
        "m = Lock()\n\ndef producer():\n    while True:\n        with m:\n            break\n";
    let c = shown(source, C, SMALL).expect("it can be shown").text();
    assert!(c.contains("pthread_mutex_unlock(&m);\n        break;"), "{c}");
    let java = shown(source, Java, SMALL).expect("it can be shown").text();
    assert!(java.contains("} finally {\n                m.unlock();"), "{java}");
}

#[test]
fn a_consumer_that_takes_so_many_ends_at_the_head_of_its_loop() {
    let source = "q = Queue(1)\n\ndef consumer():\n    while True:\n        consume(q.get())\n";
    let numbers = Numbers { takes: 2, ..SMALL };
    for (language, end) in [
        (Python, "        if _has_taken_enough():\n            return\n"),
        (Rust, "        if TAKEN.get() >= TAKES {\n            return;\n        }\n"),
        (C, "        if (items_taken >= TAKES) return;\n"),
    ] {
        let text = shown(source, language, numbers).expect("it can be shown").text();
        assert!(text.contains(end), "{text}");
        let without = shown(source, language, SMALL).expect("it can be shown").text();
        assert!(!without.contains(end), "{without}");
    }
}

#[test]
fn a_declaration_hides_a_constant() {
    let text = shown("items = Semaphore(0)", Python, SMALL).expect("it can be shown").text();
    assert!(!text.contains("\nitems = 3\n"), "{text}");
    assert!(text.contains("\nnumber_of_items = 3\n"), "{text}");
    assert!(text.contains("if number_of_items and made == number_of_items:"), "{text}");
    let text = shown("spaces = Semaphore(0)", Python, SMALL).expect("it can be shown").text();
    assert!(text.contains("\nitems = 3\n"), "{text}");
}

#[test]
fn a_lock_in_java_is_no_more_than_a_lock() {
    check(Java, "m = Lock()", "m.acquire()", "m.acquire();");
    check(Java, "m = Lock()\nc = Condition(m)", "m.acquire()", "m.lock();");
    for language in [Python, Rust, C] {
        let bare = written(language, "m = Lock()", "m.acquire()");
        assert_eq!(bare, written(language, "m = Lock()\nc = Condition(m)", "m.acquire()"));
    }
}

#[test]
fn a_reentrant_lock_is_each_language_s_own() {
    let (declared, statement) = ("m = RLock()", "m.acquire()");
    check(Python, declared, statement, "m.acquire()");
    check(Java, declared, statement, "m.lock();");
    check(C, declared, statement, "pthread_mutex_lock(&m);");
    check(Rust, declared, statement, "M.acquire();");
}

#[test]
fn what_has_no_honest_equivalent_is_refused() {
    check_refused(Java, "s = BoundedSemaphore(1)", "s.wait()", "s");
    check_refused(C, "s = BoundedSemaphore(1)", "s.wait()", "s");
    check_refused(C, "s = Semaphore(1)", "assert s.value == 1", "s.value");
    check_refused(Rust, "tx, rx = channel()", "drop(tx)\n    tx.send(1)", "drop(tx)");
    check_refused(Rust, "x = 1", "unknown(2)", "unknown()");
}

/// What the tables say about a lock or a list is not at the disposal of a program.
#[test]
fn only_operations_are_operations() {
    for language in [Python, Rust, Java, C] {
        check_refused(language, "m = Lock()", "m.declare()", "m.declare()");
        check_refused(language, "a = []", "a.pop_first()", "a.pop_first()");
        check_refused(language, "a = []", "a.len()", "a.len()");
    }
}
