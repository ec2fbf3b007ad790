//! The objects that are known, and what each has.

/// The kinds of objects, by the names that Python has for them, each with its operations and attributes.
pub const OBJECTS: [(&str, &[&str]); 19] = [
    ("Lock", &["acquire", "release", "locked"]),
    ("RLock", &["acquire", "release"]),
    ("Semaphore", &["acquire", "release"]),
    ("Condition", &["acquire", "release", "wait", "wait_for", "notify", "notify_all", "notifyAll"]),
    ("Event", &["set", "clear", "is_set", "isSet", "wait"]),
    ("Barrier", &["wait", "abort", "reset", "parties"]),
    (
        "Thread",
        &[
            "start",
            "join",
            "is_alive",
            "run",
            "cancel",
            "name",
            "daemon",
            "ident",
            "native_id",
            "getName",
            "setDaemon",
        ],
    ),
    (
        "Queue",
        &[
            "put",
            "get",
            "put_nowait",
            "get_nowait",
            "empty",
            "full",
            "qsize",
            "maxsize",
            "task_done",
            "join",
        ],
    ),
    ("ThreadPoolExecutor", &["submit", "map", "shutdown"]),
    ("Future", &["result", "exception", "done"]),
    (
        "list",
        &[
            "append", "extend", "insert", "remove", "pop", "clear", "copy", "index", "count",
            "sort", "reverse",
        ],
    ),
    (
        "deque",
        &[
            "append",
            "appendleft",
            "extend",
            "insert",
            "remove",
            "pop",
            "popleft",
            "clear",
            "copy",
            "index",
            "count",
            "reverse",
            "maxlen",
        ],
    ),
    ("dict", &["get", "keys", "values", "items"]),
    ("set", &["add", "discard", "remove"]),
    (
        "str",
        &[
            "upper",
            "lower",
            "strip",
            "lstrip",
            "rstrip",
            "capitalize",
            "title",
            "replace",
            "split",
            "join",
            "startswith",
            "endswith",
            "isdigit",
            "isnumeric",
            "center",
            "ljust",
            "rjust",
            "format",
        ],
    ),
    ("ArgumentParser", &["add_argument", "parse_args"]),
    ("executor.map()", &[]),
    ("object", &[]),
    ("range", &[]),
];

/// What an object of this kind has; nothing where the kind is not known.
pub fn members_of(kind: &str) -> Option<&'static [&'static str]> {
    OBJECTS.iter().find(|(it, _)| *it == kind).map(|(_, members)| *members)
}
