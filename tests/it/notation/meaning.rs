//! Texts that are built right and mean nothing, and what is said of each: the files in the
//! folder `wrong_meaning`, which are written as those in `wrong` are.

use super::wrong::{check, files, parts};
use interleave::notation::{Diagnostic, Problem, Setup, compile, parse, read};
use interleave::session::describe;
use interleave::text::Language;
use std::collections::HashSet;
use std::mem::discriminant;

/// What is wrong with the meaning of a text that is built right.
fn diagnose(text: &str) -> Vec<Diagnostic> {
    let (module, problems) = parse(text);
    assert_eq!(problems, [], "it is not built right:\n{text}");
    match compile(&module, text, &Setup::default()) {
        Ok((_, warnings)) => warnings,
        Err(problems) => problems,
    }
}

#[test]
fn every_meaningless_text_gets_its_sentence() {
    check("wrong_meaning", 45, diagnose);
}

#[test]
fn every_kind_of_problem_is_tried_and_no_place_is_left_open() {
    let mut kinds = HashSet::new();
    for (path, content) in files("wrong_meaning") {
        let text = parts(&content).0;
        for Diagnostic { span, problem } in diagnose(text) {
            let (start, end) = (span.start as usize, span.end as usize);
            let name = path.display();
            assert!(text.get(start..end).is_some(), "{name}: {span:?} is not in the text");
            assert!(start < end || end == text.len(), "{name}: nothing to underline");
            for language in Language::ALL {
                let said = describe(language.text(), &problem);
                let open = ["{0}", "{1}", "{2}", "``"].iter().any(|it| said.contains(it));
                assert!(!open, "{name}: {said}");
            }
            // How an invariant is built is found out with its meaning.
            if let Problem::Meaning(problem) = problem {
                kinds.insert(discriminant(&problem));
            }
        }
    }
    // All that `MeaningProblem` has but `ValueUnused`, which a text cannot come to: a line that
    // is only a value is not built right.
    assert_eq!(kinds.len(), 48);
}

#[test]
fn both_languages_say_the_same() {
    let english = Language::English.text().meaning.all();
    let portuguese = Language::BrazilianPortuguese.text().meaning.all();
    assert!(english.len() > 45, "only {} sentences", english.len());
    assert_eq!(english.len(), portuguese.len());
    for ((name, ours), (other_name, theirs)) in english.into_iter().zip(portuguese) {
        assert_eq!(name, other_name);
        assert_ne!(ours, theirs, "{name} is not translated");
        for place in ["{0}", "{1}", "{2}"] {
            assert_eq!(ours.contains(place), theirs.contains(place), "{name}: {place}");
        }
        for sentence in [ours, theirs] {
            assert_eq!(sentence.matches('`').count() % 2, 0, "{name}: {sentence}");
            assert!(sentence.ends_with(['.', '?']), "{name}: {sentence}");
        }
    }
}

/// A line that cannot be read hides the mistakes of no other line, and brings no others along.
#[test]
fn all_that_is_wrong_is_said_at_once() {
    for (text, lines) in [
        (
            "buffer = Buffer(capacity)\nmutex = Lok()\n\ndef producer():\n    while True:\n        item = produce()\n        \
             mutx.acquire()\n        buffer.put(item)\n        mutex.release\n        x = 1 +\n\ndef consumer():\n    \
             item = buffer.gt()\n    consume(item)\n",
            &[2, 9, 10, 13][..],
        ),
        ("mutex = Lock(\n\ndef producer():\n    mutex.acquire()\n    x = nothing\n", &[1, 5]),
        (
            "mutex == Lock()\n\ndef producer():\n    mutex.acquire()\n    mutex.singal()\n    x = nothing\n",
            &[1, 6],
        ),
        ("def producer()\n    x = produce()\n    consume(y)\n", &[1, 3]),
    ] {
        let said = match read(text, &Setup::default()) {
            Ok(_) => Vec::new(),
            Err((problems, _)) => problems,
        };
        let found: Vec<usize> =
            said.iter().map(|it| text[..it.span.range().start].matches('\n').count() + 1).collect();
        assert_eq!(found, lines, "{text}\n{said:#?}");
    }
}
