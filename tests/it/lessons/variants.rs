//! Variants differ in more than names where that is sound, and their words say the numbers they have.

use interleave::lesson::{CHALLENGES, Chapter, Variant, Variation, find};
use interleave::text::{Language, Passages, Volume};
use std::collections::HashSet;

#[test]
fn numbers_and_faults_vary_in_the_first_six_chapters() {
    let mut numbers = 0;
    let mut faults = 0;
    for challenge in CHALLENGES {
        for variation in challenge.varies {
            let found: HashSet<_> = (0..60)
                .map(|it| Variant::of(challenge, it))
                .map(|it| {
                    (
                        it.names,
                        it.numbers.into_iter().map(|(_, it)| it).collect::<Vec<_>>(),
                        it.fault,
                    )
                })
                .collect();
            match variation {
                Variation::Name(..) => {}
                Variation::Number(_, values) => {
                    numbers += 1;
                    let distinct: HashSet<_> = found.iter().map(|it| &it.1).collect();
                    assert!(distinct.len() >= values.len(), "{}", challenge.name);
                }
                Variation::Fault(names) => {
                    faults += 1;
                    let distinct: HashSet<_> = found.iter().map(|it| it.2).collect();
                    assert_eq!(distinct.len(), names.len(), "{}", challenge.name);
                    let entry = challenge.entry();
                    assert!(
                        names.iter().all(|it| entry.fault_named(it).is_some()),
                        "{}",
                        challenge.name
                    );
                }
            }
        }
        if challenge.varies.iter().any(|it| !matches!(it, Variation::Name(..))) {
            assert!(
                !matches!(challenge.chapter, Chapter::Python | Chapter::Runtimes),
                "{}",
                challenge.name
            );
        }
    }
    assert!(numbers >= 8 && faults >= 1, "{numbers}, {faults}");
}

/// Links to variants are given out: what a number chose before it chooses for ever.
#[test]
fn a_variant_keeps_its_names_and_its_order() {
    let variant = Variant::of(find("empty-then-get").expect("it is there"), 17);
    assert_eq!(variant.names, [("queue", "line")]);
    assert_eq!(variant.order, [2, 0, 1]);
}

#[test]
fn every_number_in_the_words_is_one_of_the_variant() {
    for language in Language::ALL {
        let passages = Passages::read(Volume::Course.text(language));
        let keys = |name: &str| {
            let start = format!("{name}/");
            passages.keys().filter(move |it| it.starts_with(&start)).collect::<Vec<_>>()
        };
        for challenge in CHALLENGES {
            for number in [0, 1, 17, 42] {
                let variant = Variant::of(challenge, number);
                for key in keys(challenge.name) {
                    let said =
                        challenge.numbered(passages.get(key).expect("it is there"), &variant);
                    assert!(!said.contains('{'), "{key}, variant {number}: {said}");
                }
            }
        }
    }
    let challenge = find("empty-then-get").expect("it is there");
    let number =
        (0..).find(|it| Variant::of(challenge, *it).numbers[0].1 == 3).expect("there is one");
    let said =
        challenge.numbered("{consumers} consumers, {items}", &Variant::of(challenge, number));
    assert_eq!(said, "3 consumers, {items}", "only what varies is a number");
}
