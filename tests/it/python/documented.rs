//! That docs/python.md lists what is known, no more and no less.

use interleave::python::known_as_markdown;
use std::fs;
use std::path::Path;

const BEGIN: &str = "<!-- library -->\n";
const END: &str = "<!-- end of library -->";

#[test]
fn the_documentation_lists_what_the_library_has() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/python.md");
    let text = fs::read_to_string(&path).expect("it can be read");
    let (before, rest) = text.split_once(BEGIN).expect("the tables begin");
    let (listed, after) = rest.split_once(END).expect("the tables end");
    let known = known_as_markdown();
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        let whole = format!("{before}{BEGIN}{known}{END}{after}");
        fs::write(&path, whole).expect("a file can be written");
        return;
    }
    assert_eq!(listed, known, "run this test with UPDATE_GOLDEN=1");
}

#[test]
fn what_is_listed_of_an_object_is_there_and_nothing_else() {
    let makers = [
        ("Lock", "threading.Lock()"),
        ("RLock", "threading.RLock()"),
        ("Semaphore", "threading.Semaphore()"),
        ("Condition", "threading.Condition()"),
        ("Event", "threading.Event()"),
        ("Barrier", "threading.Barrier(2)"),
        ("Queue", "queue.Queue()"),
        ("list", "[1]"),
        ("dict", "{1: 2}"),
        ("str", "'a'"),
        ("deque", "collections.deque()"),
    ];
    let known = known_as_markdown();
    for (kind, maker) in makers {
        let row = known.lines().find(|it| it.starts_with(&format!("| `{kind}` |")));
        let row = row.unwrap_or_else(|| panic!("{kind} has no row"));
        let names = row.split('`').skip(3).step_by(2);
        for (name, is_there) in names.map(|it| (it, true)).chain([("nothing_like_it", false)]) {
            let text = format!(
                "import collections, queue, threading\nmade = {maker}\nfound = made.{name}\n\
                 threading.Thread(target=print).start()\n"
            );
            let refused = super::program(&text).err();
            assert_eq!(refused.is_none(), is_there, "{kind}.{name}: {refused:?}");
        }
    }
}

/// What is an operation can be called: a name in the table alone does nothing.
#[test]
fn operations_without_arguments_can_be_called() {
    for call in [
        "threading.Lock().locked()",
        "threading.Barrier(2).abort()",
        "threading.Barrier(2).reset()",
        "threading.Event().isSet()",
        "threading.Condition().acquire()",
        "threading.Thread(target=print).getName()",
        "queue.Queue().qsize()",
        "queue.SimpleQueue().empty()",
        "[2, 1].sort()",
        "[2, 1].reverse()",
        "[2, 1].copy()",
        "[2, 1].clear()",
        "{1: 2}.items()",
        "{1: 2}.values()",
        "'a b'.split()",
        "'a'.capitalize()",
    ] {
        let text = format!(
            "import queue, threading\nfound = {call}\nthreading.Thread(target=print).start()\n"
        );
        let refused = super::program(&text).err();
        assert!(refused.is_none(), "{call}: {refused:?}");
    }
}
