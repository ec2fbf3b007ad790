//! How long it takes to give a text its meaning: `cargo bench --bench compile`.

use interleave::catalogue::{CATALOGUE, Entry};
use interleave::notation::{Setup, compile, parse};

fn main() {
    divan::main();
}

/// A text of 200 lines: a role of twelve times the same critical section, and functions.
fn long_text() -> String {
    let mut text = String::from(
        "buffer = Buffer(capacity)\nmutex = Lock()\nchanged = Condition(mutex)\ncount = 0\n",
    );
    for index in 0..14 {
        text += &format!(
            "\ndef push_{index}(item):\n    with mutex:\n        while count == capacity:\n            changed.wait()\n        \
             buffer.put(item)\n        count += 1\n        changed.notify_all()\n"
        );
    }
    text += "\ndef producer():\n    while True:\n        item = produce()\n";
    for index in 0..14 {
        text += &format!(
            "        if item is None and count < {index}:\n            push_{index}(item)\n"
        );
    }
    text += "\ndef consumer():\n    while True:\n        with mutex:\n            while count == 0:\n                changed.wait()\n            item = buffer.get()\n            count -= 1\n            changed.notify_all()\n        consume(item)\n";
    while text.lines().count() < 200 {
        text += "        # And again.\n";
    }
    text
}

#[divan::bench]
fn two_hundred_lines(bencher: divan::Bencher) {
    let text = long_text();
    assert_eq!(text.lines().count(), 200);
    bencher.bench(|| {
        let (module, problems) = parse(divan::black_box(&text));
        assert!(problems.is_empty(), "{problems:?}");
        compile(&module, &text, &Setup::default()).map_err(|problems| panic!("{problems:?}"))
    });
}

#[divan::bench]
fn the_whole_catalogue(bencher: divan::Bencher) {
    bencher.bench(|| {
        let compiled = |entry: &&Entry| {
            let (module, _) = parse(entry.source);
            compile(&module, entry.source, &Setup::default()).map_or(0, |it| it.0.roles.len())
        };
        CATALOGUE.iter().filter(|it| !it.is_whole()).map(compiled).sum::<usize>()
    });
}
