//! The names of the modules, and what is in each. What is `ignored` means nothing here.

use super::Member;

/// Modules that are known, each with its names.
const MODULES: [(&str, &[&str]); 27] = [
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
        "multiprocessing",
        &[
            "multiprocessing.Process",
            "multiprocessing.Queue",
            "multiprocessing.JoinableQueue",
            "multiprocessing.SimpleQueue",
            "multiprocessing.Pipe",
            "multiprocessing.Lock",
            "multiprocessing.RLock",
            "multiprocessing.Semaphore",
            "multiprocessing.BoundedSemaphore",
            "multiprocessing.Condition",
            "multiprocessing.Event",
            "multiprocessing.Barrier",
            "multiprocessing.Value",
            "multiprocessing.Array",
            "multiprocessing.Manager",
            "multiprocessing.Pool",
            "multiprocessing.TimeoutError",
            "multiprocessing.current_process",
            "multiprocessing.cpu_count",
            "multiprocessing.get_context",
            "multiprocessing.set_start_method",
        ],
    ),
    ("multiprocessing.pool", &["multiprocessing.Pool"]),
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
    (
        "asyncio",
        &[
            "asyncio.run",
            "asyncio.create_task",
            "asyncio.gather",
            "asyncio.wait",
            "asyncio.as_completed",
            "asyncio.wait_for",
            "asyncio.sleep",
            "asyncio.TaskGroup",
            "asyncio.timeout",
            "asyncio.Barrier",
            "asyncio.Queue",
            "asyncio.LifoQueue",
            "asyncio.PriorityQueue",
            "asyncio.Lock",
            "asyncio.Semaphore",
            "asyncio.BoundedSemaphore",
            "asyncio.Event",
            "asyncio.Condition",
            "asyncio.QueueEmpty",
            "asyncio.QueueFull",
            "asyncio.TimeoutError",
            "asyncio.CancelledError",
        ],
    ),
    ("time", &["time.sleep", "time.time", "time.strftime", "time.ctime"]),
    ("datetime", &["datetime.datetime"]),
    ("datetime.datetime", &[]),
    (
        "string",
        &[
            "string.ascii_letters",
            "string.ascii_lowercase",
            "string.ascii_uppercase",
            "string.digits",
        ],
    ),
    ("traceback", &["traceback.format_exc"]),
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
    ("collections", &["collections.Counter", "collections.defaultdict", "collections.deque"]),
    ("enum", &["enum.Enum", "enum.auto"]),
    ("math", &["math.ceil", "math.floor", "math.pi", "math.sqrt"]),
    ("sys", &["sys.exit", "sys.stdout", "sys.stderr"]),
    ("sys.stdout", &["sys.stdout.write"]),
    ("os", &["os.getpid", "os.getppid", "os.cpu_count"]),
    ("argparse", &["argparse.ArgumentParser"]),
    ("dataclasses", &["dataclasses.dataclass", "dataclasses.field"]),
    ("functools", &["functools.partial", "functools.wraps"]),
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
            "concurrent.futures.ProcessPoolExecutor",
            "concurrent.futures.Future",
            "concurrent.futures.TimeoutError",
            "concurrent.futures.wait",
            "concurrent.futures.as_completed",
        ],
    ),
];

/// Modules inside others.
const INNER_MODULES: [(&str, &str, &str); 3] = [
    ("multiprocessing", "pool", "multiprocessing.pool"),
    ("collections", "abc", "collections.abc"),
    ("concurrent", "futures", "concurrent.futures"),
];

/// Names that are accepted and mean nothing here.
const IGNORED: [(&str, &str); 29] = [
    ("multiprocessing", "freeze_support"),
    ("sys.stdout", "flush"),
    ("sys.stderr", "flush"),
    ("sys.stderr", "write"),
    ("random", "seed"),
    ("traceback", "print_exc"),
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
const ALIASES: [(&str, &str, &str); 11] = [
    ("asyncio", "ensure_future", "asyncio.create_task"),
    ("time", "monotonic", "time.time"),
    ("time", "perf_counter", "time.time"),
    ("time", "time_ns", "time.time"),
    ("time", "asctime", "time.ctime"),
    ("time", "localtime", "time.time"),
    ("datetime.datetime", "now", "time.time"),
    ("datetime.datetime", "today", "time.time"),
    ("datetime.datetime", "utcnow", "time.time"),
    ("threading", "currentThread", "threading.current_thread"),
    ("random", "triangular", "random.uniform"),
];

const BUILTINS: [&str; 35] = [
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
    "classmethod",
];

/// What Python has without an import, and what is not run here.
const NOT_RUN: [&str; 26] = [
    "input",
    "open",
    "eval",
    "exec",
    "compile",
    "__import__",
    "globals",
    "locals",
    "vars",
    "dir",
    "type",
    "setattr",
    "hasattr",
    "delattr",
    "issubclass",
    "filter",
    "next",
    "round",
    "pow",
    "divmod",
    "ord",
    "chr",
    "bytes",
    "bytearray",
    "frozenset",
    "super",
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

/// The functions that Python has without an import.
pub fn builtins() -> impl Iterator<Item = &'static str> {
    BUILTINS.iter().copied()
}

/// Whether Python has a name without an import, and it is not run here.
pub fn is_of_python(name: &str) -> bool {
    NOT_RUN.contains(&name)
}

/// The modules that have names, each with those that mean something.
#[cfg(not(target_arch = "wasm32"))]
pub fn by_module() -> Vec<(&'static str, Vec<&'static str>)> {
    let is_ignored = |module: &str, name: &str| IGNORED.contains(&(module, name));
    let known = MODULES.iter().map(|(module, _)| {
        let names = members(module).into_iter().filter(|it| !is_ignored(module, it));
        (*module, names.collect::<Vec<_>>())
    });
    known.filter(|(_, names)| !names.is_empty()).collect()
}

/// What is accepted and means nothing, with its module.
#[cfg(not(target_arch = "wasm32"))]
pub fn ignored() -> Vec<String> {
    let all = IGNORED.iter().map(|(module, name)| format!("{module}.{name}"));
    all.chain(["typing".to_owned()]).collect()
}

/// What Python has without an import, and what is not run here.
#[cfg(not(target_arch = "wasm32"))]
pub fn not_run() -> impl Iterator<Item = &'static str> {
    NOT_RUN.iter().copied().filter(|it| *it != "super")
}

/// All names that a module has.
pub fn members(module: &str) -> Vec<&'static str> {
    let own = MODULES.iter().filter(|(it, _)| *it == module).flat_map(|(_, all)| all.iter());
    let own = own.map(|it| it.rsplit('.').next().unwrap_or(it));
    let others = ALIASES.iter().filter(|(of, ..)| *of == module).map(|(_, it, _)| *it);
    let ignored = IGNORED.iter().filter(|(of, _)| *of == module).map(|(_, it)| *it);
    own.chain(others).chain(ignored).collect()
}
