//! Programs in several files: what a check says of each, and what CPython does with the files in a folder.

use super::{Came, are_refused_or_run_when_damaged, last_lines, program, run_for, verdict};
use interleave::checker::{self, Options, Verdict};
use interleave::program::{files_in, place_in};
use interleave::session::Told;
use interleave::text::Language;
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// The programs, what a check finds, and what of the files CPython does: the last line, where there is but one.
const PROGRAMS: [(&str, &str, Option<&str>); 16] = [
    ("en-count-through-module", "lost-update", None),
    ("en-imported-name-is-another", "safe", Some("5 0 2")),
    ("en-buffer-in-its-own-file", "safe", Some("done")),
    ("pt-importa-tudo", "deadlock", Some("fim")),
    ("en-locks-of-two-modules", "deadlock", Some("closed")),
    ("en-subclasses-across-files", "safe", Some("6")),
    ("es-excepcion-de-otro-archivo", "safe", Some("saldo 0")),
    ("es-excepcion-sin-atrapar", "exception", Some("saldo 0")),
    ("en-top-runs-once", "safe", Some("3 3 1")),
    ("en-same-name-in-two-modules", "lost-update", None),
    ("pt-constantes-em-outro-arquivo", "deadlock", None),
    ("en-processes-of-a-module", "safe", Some("[1, 4] 0")),
    ("en-coroutines-of-a-module", "lost-update", Some("1")),
    ("en-circle-of-files", "safe", Some("over")),
    ("en-module-set-from-main", "safe", Some("3 3")),
    ("en-import-in-a-function", "safe", Some("sold 2")),
];

fn text_of(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/python/files");
    fs::read_to_string(folder.join(format!("{name}.py"))).expect("it is there")
}

/// Writes the files of a text into a folder of their own; the one that is run.
pub fn written(name: &str, text: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("files").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("it can be made");
    for file in files_in(text) {
        fs::write(folder.join(file.name), &text[file.span.range()]).expect("it can be written");
    }
    folder.join("main.py")
}

#[test]
fn every_program_gets_its_verdict() {
    let wrong: Vec<String> = PROGRAMS
        .iter()
        .filter_map(|(name, expected, _)| {
            let found = verdict(&text_of(name));
            (found != *expected).then(|| format!("{name}: {found}, not {expected}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Each ends with a line that it can end with here, and without an exception where none can be raised; one that hangs
/// can hang here.
#[test]
fn cpython_does_the_same_with_the_files_in_a_folder() {
    for (name, expected, only) in PROGRAMS {
        let text = text_of(name);
        let (ends, lines) = last_lines(&text);
        if let Some(only) = only {
            assert_eq!(lines, [only], "{name}");
        }
        let surely_ends = ends == "always";
        let time = Duration::from_millis(if surely_ends { 60_000 } else { 1_500 });
        let Some(came) = run_for(&written(name, &text), time) else { return };
        match came {
            Came::Hung => assert!(!surely_ends, "{name} hangs, and surely ends here"),
            Came::Ended(said) => {
                assert_ne!(ends, "never", "{name} ends: {}", said.out);
                let line = said.last_line();
                assert!(lines.iter().any(|it| it == line), "{name}: {line:?} of {lines:?}");
                let raises = said.error.contains("Traceback");
                assert_eq!(raises, expected == "exception", "{name}: {}", said.error);
            }
        }
    }
}

/// A variable of a module is called by both names, and its steps stand in the file that makes them.
#[test]
fn variables_and_steps_say_their_file() {
    let program = program(&text_of("en-same-name-in-two-modules")).expect("it means something");
    let names: Vec<&str> = program.objects.iter().map(|it| &*it.name).collect();
    for name in ["incoming.total", "outgoing.total", "incoming.lock"] {
        assert!(names.contains(&name), "{name} is none of {names:?}");
    }
    let place = |name: &str| {
        let object = program.objects.iter().find(|it| it.name == name).expect("it is there");
        place_in(program.source.iter().map(String::as_str), usize::from(object.line.0))
    };
    assert_eq!(place("incoming.total"), (Some("incoming.py"), 3));
    assert_eq!(place("outgoing.total"), (Some("outgoing.py"), 1));
    assert_eq!(place("incoming.lock"), (Some("incoming.py"), 4));
}

/// `from counter import count` binds another name: CPython's `counter.count` stays as it is, whoever binds that anew.
#[test]
fn an_imported_name_is_bound_for_itself() {
    let text = "import threading\nimport counter\nfrom counter import count\n\
        def work():\n    global count\n    count += 1\n    assert counter.count == 0\n\
        t = threading.Thread(target=work)\nt.start()\nt.join()\n\
        print(count, counter.count)\n# file: counter.py\ncount = 0\n";
    assert_eq!(verdict(text), "safe");
    assert_eq!(last_lines(text), ("always", vec!["1 0".to_owned()]));
    let Some(Came::Ended(said)) = run_for(&written("bound", text), Duration::from_secs(60)) else {
        return;
    };
    assert_eq!(said.last_line(), "1 0");
}

/// Which file is run: `main.py` where there is one, else the first.
#[test]
fn the_file_that_is_run_is_main_or_the_first() {
    let run = "import threading, b\nthreading.Thread(target=b.f).start()\nprint('run')\n";
    let other = "def f():\n    pass\nif __name__ == '__main__':\n    print('other')\n";
    for text in [
        format!("{run}# file: b.py\n{other}"),
        format!("# file: b.py\n{other}# file: main.py\n{run}"),
        format!("# file: app.py\n{run}# file: b.py\n{other}"),
    ] {
        assert_eq!(last_lines(&text).1, ["run"], "{text}");
    }
}

/// An assertion that fails in another file is said with its line there.
#[test]
fn what_goes_wrong_is_said_with_file_and_line() {
    let text = "import threading, b\nthreading.Thread(target=b.f).start()\n# file: b.py\n\n\
        def f():\n    assert 1 > 2\n";
    let program = Arc::new(program(text).expect("it means something"));
    let mut go_on = |_: &_| ControlFlow::Continue(());
    let report = checker::check(&program, &Options::default(), &mut go_on);
    let Verdict::Violated(found) = report.verdict else { panic!("it fails") };
    let said: Vec<String> = [Language::English, Language::BrazilianPortuguese]
        .map(|language| {
            let mut told = Told::new(program.clone());
            told.follow(language.text(), &found.schedule).expect("it can be made");
            told.broken.expect("it is broken").1
        })
        .to_vec();
    assert!(said[0].contains("in line 3 of b.py"), "{said:?}");
    assert!(said[1].contains("da linha 3 de b.py"), "{said:?}");
}

#[test]
fn damaged_programs_are_refused_or_run() {
    are_refused_or_run_when_damaged(PROGRAMS.iter().map(|(name, ..)| text_of(name)), 11);
}
