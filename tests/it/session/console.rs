//! The console: what a whole program has printed at the position that is shown.

use super::proof::model_with;
use interleave::program::FIRST_TEXT;
use interleave::session::{
    DocumentAction, Model, PlaybackAction, ThreadKind, ThreadsAction, can_print, console_lines,
    describe_moment, update,
};

const HELLO: &str = "\
import threading

def hello(name):
    print('hello', name)

print('begin')
threads = [threading.Thread(target=hello, args=(name,)) for name in ('ana', 'bia')]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print('end')
";

fn model_of(text: &str) -> Model {
    let mut model = model_with([1, 1, 1], &[]);
    update(&mut model, ThreadsAction::ChooseKind(ThreadKind::Simulated));
    update(&mut model, DocumentAction::Edit(text.into()));
    model
}

fn shown(model: &Model) -> Vec<String> {
    let line = |it: &interleave::session::ConsoleLine| {
        let threads: Vec<String> = it.threads.iter().map(ToString::to_string).collect();
        format!("{}: {}", threads.join(" "), it.text)
    };
    console_lines(model).iter().map(line).collect()
}

#[test]
fn lines_come_as_they_are_printed_and_go_when_the_reader_goes_back() {
    let mut model = model_of(HELLO);
    assert!(can_print(model.program()));
    assert_eq!(shown(&model), ["M1: begin"], "it is printed before the first step");
    for _ in 0..1_000 {
        update(&mut model, PlaybackAction::Step);
    }
    let lines = shown(&model);
    assert_eq!(lines.len(), 4, "{lines:?}");
    assert_eq!((&*lines[0], &*lines[3]), ("M1: begin", "M1: end"));
    let mut between = lines[1..3].to_vec();
    between.sort();
    assert_eq!(between, ["H1: hello ana", "H2: hello bia"]);

    // A line is there from its step on, and not before.
    for (count, line) in console_lines(&model).into_iter().enumerate().skip(1) {
        update(&mut model, PlaybackAction::Seek(line.step as usize));
        assert_eq!(shown(&model), lines[..=count]);
        update(&mut model, PlaybackAction::Seek(line.step as usize - 1));
        assert_eq!(shown(&model), lines[..count]);
    }
}

#[test]
fn what_another_thread_prints_falls_into_a_line_that_has_no_end_yet() {
    let mut model = model_of(
        "\
import threading

total = 0

def count():
    global total
    print('one', end=' ')
    total += 1
    print('two')

threads = [threading.Thread(target=count) for _ in range(2)]
for thread in threads:
    thread.start()
",
    );
    let mut seen = Vec::new();
    for seed in 0..40 {
        update(&mut model, PlaybackAction::TypeSeed(seed.to_string()));
        for _ in 0..200 {
            update(&mut model, PlaybackAction::Step);
        }
        seen.extend(shown(&model));
    }
    assert!(seen.iter().any(|it| it.ends_with(": one two")), "{seen:?}");
    let is_mixed =
        |it: &&String| it.starts_with("O1 O2: one one") || it.starts_with("O2 O1: one one");
    assert!(seen.iter().any(|it| is_mixed(&it)), "{seen:?}");
}

#[test]
fn only_the_latest_prints_are_kept() {
    let mut model = model_of(
        "\
import threading

def talk():
    for i in range(300):
        print(i)

thread = threading.Thread(target=talk)
thread.start()
",
    );
    for _ in 0..2_000 {
        update(&mut model, PlaybackAction::Step);
    }
    let lines = shown(&model);
    assert_eq!((lines.len(), lines[199].as_str()), (200, "T1: 299"));
    assert!(model.playback.run.console().is_cut());
    assert!(!can_print(model_with([1, 1, 1], &[]).program()));
}

/// The value of a variable stands beside the line that sets it first.
#[test]
fn a_variable_is_told_of_where_it_is_set_first() {
    let model = model_of(
        "\
import threading

class Switch:
    def __init__(self):
        self.inside = 0

switch = Switch()
version = 0

def work():
    global version
    version += 1
    switch.inside += 1

threads = [threading.Thread(target=work) for _ in range(2)]
for thread in threads:
    thread.start()
",
    );
    let program = model.program();
    let line_of = |name: &str| {
        let object = program.objects.iter().find(|it| it.name == name).expect("it is shared");
        program.source[usize::from(object.line.0)].as_str()
    };
    assert_eq!(line_of("version"), "version = 0");
    assert_eq!(line_of("Switch.inside"), "switch = Switch()");
}

/// A browser takes seconds to lay out a line of 100,000 characters.
#[test]
fn of_what_is_very_long_only_the_beginning_is_shown() {
    let text = "\
import queue
import threading
q = queue.Queue()
threading.Thread(target=lambda: q.put('x' * 100_000)).start()
print(q.get())
print('end')
";
    let mut model = model_of(text);
    let mut said = Vec::new();
    while model.playback.ending.is_none() {
        update(&mut model, PlaybackAction::Step);
        let last = model.playback.run.recent().next_back().expect("a step was made");
        said.extend(describe_moment(model.text(), model.program(), last));
    }
    let lines = shown(&model);
    assert_eq!(lines.len(), 2);
    assert!(lines[0].ends_with("xxx…") && lines[0].len() < 1_100, "{} bytes", lines[0].len());
    assert_eq!(lines[1], "M1: end");
    let longest = said.iter().map(String::len).max();
    assert!(longest.is_some_and(|it| (1_000..1_200).contains(&it)), "{longest:?}");
    let program = model.program();
    let mut texts = (0..program.texts.len()).map(|it| FIRST_TEXT + it as i64);
    let long = texts.find(|it| program.text_of(*it).is_some_and(|it| it.len() > 1_000));
    let beginning = long.and_then(|it| program.beginning_of_text(it)).expect("a text is long");
    assert_eq!(beginning.chars().count(), 61);
}
