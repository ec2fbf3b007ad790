//! The names of the modules, and what is in each. What is `ignored` means nothing here.

use super::Member;

/// Modules that are known, each with its names.
const MODULES: [(&str, &[&str]); 16] = [
    (
        "threading",
        &[
            "threading.Thread",
            "threading.Lock",
            "threading.RLock",
            "threading.Semaphore",
            "threading.BoundedSemaphore",
            "threading.Condition",
            "threading.Event",
            "threading.Barrier",
            "threading.Timer",
            "threading.local",
            "threading.current_thread",
            "threading.get_ident",
            "threading.active_count",
            "threading.BrokenBarrierError",
        ],
    ),
    (
        "queue",
        &[
            "queue.Queue",
            "queue.LifoQueue",
            "queue.PriorityQueue",
            "queue.SimpleQueue",
            "queue.Empty",
            "queue.Full",
        ],
    ),
    ("time", &["time.sleep", "time.time"]),
    (
        "random",
        &[
            "random.random",
            "random.uniform",
            "random.randint",
            "random.randrange",
            "random.choice",
            "random.gauss",
        ],
    ),
    ("collections", &["collections.deque"]),
    ("sys", &["sys.exit"]),
    ("argparse", &["argparse.ArgumentParser"]),
    ("dataclasses", &["dataclasses.dataclass", "dataclasses.field"]),
    ("functools", &["functools.wraps"]),
    ("logging", &["logging.getLogger", "logging.Formatter", "logging.StreamHandler"]),
    ("typing", &["typing.Generic"]),
    ("abc", &["abc.ABC"]),
    ("__future__", &[]),
    ("collections.abc", &[]),
    ("concurrent", &[]),
    (
        "concurrent.futures",
        &[
            "concurrent.futures.ThreadPoolExecutor",
            "concurrent.futures.Future",
            "concurrent.futures.TimeoutError",
            "concurrent.futures.wait",
        ],
    ),
];

/// Modules inside others.
const INNER_MODULES: [(&str, &str, &str); 2] =
    [("collections", "abc", "collections.abc"), ("concurrent", "futures", "concurrent.futures")];

/// Names that are accepted and mean nothing here.
const IGNORED: [(&str, &str); 24] = [
    ("random", "seed"),
    ("logging", "basicConfig"),
    ("logging", "debug"),
    ("logging", "info"),
    ("logging", "warning"),
    ("logging", "error"),
    ("logging", "critical"),
    ("logging", "exception"),
    ("logging", "log"),
    ("logging", "DEBUG"),
    ("logging", "INFO"),
    ("logging", "WARNING"),
    ("logging", "ERROR"),
    ("__future__", "annotations"),
    ("__future__", "print_function"),
    ("__future__", "division"),
    ("abc", "abstractmethod"),
    ("collections.abc", "Callable"),
    ("collections.abc", "Iterable"),
    ("collections.abc", "Iterator"),
    ("collections.abc", "Sequence"),
    ("sys", "setswitchinterval"),
    ("threading", "excepthook"),
    ("threading", "settrace"),
];

/// Other names of the same thing.
const ALIASES: [(&str, &str, &str); 5] = [
    ("time", "monotonic", "time.time"),
    ("time", "perf_counter", "time.time"),
    ("time", "time_ns", "time.time"),
    ("threading", "currentThread", "threading.current_thread"),
    ("random", "triangular", "random.uniform"),
];

const BUILTINS: [&str; 34] = [
    "print",
    "len",
    "range",
    "str",
    "repr",
    "int",
    "float",
    "bool",
    "abs",
    "list",
    "tuple",
    "set",
    "sorted",
    "reversed",
    "enumerate",
    "zip",
    "iter",
    "sum",
    "min",
    "max",
    "any",
    "all",
    "dict",
    "object",
    "isinstance",
    "callable",
    "id",
    "hash",
    "map",
    "getattr",
    "exit",
    "quit",
    "property",
    "staticmethod",
];

/// Operations that objects have; which one has which is said by what the object is.
const METHODS: [&str; 75] = [
    "acquire",
    "release",
    "locked",
    "wait",
    "wait_for",
    "notify",
    "notify_all",
    "notifyAll",
    "set",
    "clear",
    "is_set",
    "isSet",
    "abort",
    "reset",
    "put",
    "get",
    "put_nowait",
    "get_nowait",
    "empty",
    "full",
    "qsize",
    "task_done",
    "join",
    "shutdown",
    "append",
    "appendleft",
    "pop",
    "popleft",
    "insert",
    "remove",
    "extend",
    "reverse",
    "copy",
    "sort",
    "count",
    "index",
    "keys",
    "values",
    "items",
    "add",
    "discard",
    "upper",
    "lower",
    "strip",
    "lstrip",
    "rstrip",
    "capitalize",
    "title",
    "replace",
    "split",
    "startswith",
    "endswith",
    "isdigit",
    "isnumeric",
    "center",
    "ljust",
    "rjust",
    "format",
    "start",
    "is_alive",
    "cancel",
    "run",
    "getName",
    "setDaemon",
    "add_argument",
    "parse_args",
    "update",
    "setdefault",
    "rotate",
    "n_waiting",
    "submit",
    "map",
    "result",
    "exception",
    "done",
];

/// The module with this name.
pub fn module(name: &str) -> Option<&'static str> {
    MODULES.iter().map(|(it, _)| *it).find(|it| *it == name)
}

/// What a module has under a name.
pub fn member(module: &str, name: &str) -> Option<Member> {
    if let Some((.., inner)) = INNER_MODULES.iter().find(|(of, it, _)| (*of, *it) == (module, name))
    {
        return Some(Member::Module(inner));
    }
    if module == "typing" && name != "Generic" {
        return Some(Member::Native("typing.Any"));
    }
    if IGNORED.contains(&(module, name)) {
        return Some(Member::Native("ignored"));
    }
    if let Some((.., native)) = ALIASES.iter().find(|(of, it, _)| (*of, *it) == (module, name)) {
        return Some(Member::Native(native));
    }
    let (_, names) = MODULES.iter().find(|(it, _)| *it == module)?;
    let found = names.iter().find(|it| it.rsplit('.').next() == Some(name))?;
    Some(Member::Native(found))
}

/// All that `from module import *` brings.
pub fn all_of(module: &str) -> Vec<(&'static str, &'static str)> {
    let names = MODULES.iter().find(|(it, _)| *it == module).map_or(&[][..], |(_, all)| all);
    names.iter().map(|it| (it.rsplit('.').next().unwrap_or(it), *it)).collect()
}

/// The function that Python has under a name without an import.
pub fn builtin(name: &str) -> Option<&'static str> {
    BUILTINS.iter().copied().find(|it| *it == name)
}

/// The name of an operation, if some object has it.
pub fn method(name: &str) -> Option<&'static str> {
    METHODS.iter().copied().find(|it| *it == name)
}
