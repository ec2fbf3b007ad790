//! Links: what is written comes back, old ones are read forever, and nothing else is taken
//! for one.

use interleave::catalogue::link::{LONGEST_TEXT, MOST_TURNS};
use interleave::catalogue::{
    CATALOGUE, Configuration, KnobName, Link, LinkProblem, Setting, entry_named, first_entry,
};
use interleave::notation::{Granularity, Runtime};
use proptest::prelude::*;

/// A link that says nothing but what the page begins with.
fn plain() -> Link {
    Link {
        entry: first_entry(),
        own_text: None,
        configuration: Configuration::default(),
        has_real_threads: true,
        scheduler: "round-robin".into(),
        scheduler_number: 0,
        seed: 1,
        keeps_seed: false,
        schedule: Some(Vec::new()),
        position: 0,
        language: "en".into(),
        theme: "system".into(),
    }
}

/// A link that says as much as it can.
fn full() -> Link {
    let entry = entry_named("two-conditions").expect("it is in the catalogue");
    let mut configuration = Configuration::of(entry)
        .with(Setting::Producers, 3)
        .with(Setting::Consumers, 16)
        .with(Setting::Capacity, 64)
        .with(Setting::Items, 1_000_000)
        .with(Setting::Takes, 7)
        .with(Setting::ProduceTime, 10_000)
        .with(Setting::ConsumeTime, 1);
    configuration.faults.set(entry.faults, 0, true);
    configuration.granularity = Granularity::Statement;
    configuration.spurious_wakes = true;
    Link {
        entry,
        own_text: Some("x = 0\n\ndef producer():\n    x = 1  # né\n".into()),
        configuration,
        has_real_threads: false,
        scheduler: "time-slice".into(),
        scheduler_number: 12,
        seed: u64::MAX,
        keeps_seed: false,
        schedule: Some(vec![(0, 0), (0, 0), (18, 255), (3, 254), (3, 1), (0, 0)]),
        position: 4,
        language: "pt-BR".into(),
        theme: "dark".into(),
    }
}

/// Links that were written once. They must be read forever: never change a letter of them.
const PLAIN_V1: &str = "v1=eJwNyjEOgCAMBdCWGBYXL8KhEH-CA63px8Hby5vfMXsAhRj16R6gSEqbLLm2BlJ0D3_tKuHnbaK6Aizz48SQHzBVEQo";
const FULL_V1: &str = "v1=eJw1ycEJwjAUANB82yIGkeIEH7zUQ0CvQkEcwIMblOaLoTYJzQ92AAdwDbcQ3Muqh77rW_DNqdpZbdg4G6DoscSNlJrO6DunY01dsd5J_PnXFnGF9v2UkPsYLio0xgfVRqY-yfevezl9HGEWuGJqyTIIyaYlFa6mpvkwAsiEmCwHSD6QAAgBaeZZHU6prrpGfAHvLTAY";

#[test]
fn constants_that_are_set_come_back() {
    let mut link = full();
    for (name, value) in [("WORKERS", 3), ("größe", 0)] {
        link.configuration.knobs.set(KnobName::new(name).expect("it is short"), value);
    }
    assert_eq!(Link::from_fragment(&link.to_fragment()), Ok((link, vec![])));
}

#[test]
fn links_of_version_1_are_read_for_ever() {
    assert_eq!(Link::from_fragment(PLAIN_V1), Ok((plain(), vec![])), "{}", plain().to_fragment());
    // Then a function that assigned a name of the top meant the shared one. Now it has to say so.
    let meant = "x = 0\n\ndef producer():\n    global x\n    x = 1  # né\n";
    let meant = Link { own_text: Some(meant.into()), ..full() };
    assert_eq!(Link::from_fragment(FULL_V1), Ok((meant, vec![])), "{}", full().to_fragment());
}

#[test]
fn a_link_is_short_enough_to_be_sent() {
    assert!(plain().to_fragment().len() < 150, "{}", plain().to_fragment());
    let mut link = plain();
    // A run of the longest kind, with little in it that repeats.
    link.schedule = Some((0..MOST_TURNS).map(|it| ((it * it / 7 % 4) as u8, 0)).collect());
    assert!(link.to_fragment().len() < 10_000, "{}", link.to_fragment().len());
    assert_eq!(Link::from_fragment(&link.to_fragment()), Ok((link, vec![])));
}

#[test]
fn what_is_too_long_is_left_out() {
    let mut link = plain();
    link.own_text = Some("x".repeat(LONGEST_TEXT));
    assert_eq!(Link::from_fragment(&link.to_fragment()), Ok((link.clone(), vec![])));
    link.own_text = Some("x".repeat(LONGEST_TEXT + 1));
    let (read, _) = Link::from_fragment(&link.to_fragment()).expect("it is a link");
    assert_eq!(read.own_text, None);
    let mut link = plain();
    link.schedule = Some(vec![(0, 0); MOST_TURNS + 1]);
    let (read, _) = Link::from_fragment(&link.to_fragment()).expect("it is a link");
    assert_eq!(read.schedule, None);
}

#[test]
fn a_damaged_link_is_refused() {
    let good = full().to_fragment();
    for cut in 3..good.len() {
        assert_eq!(Link::from_fragment(&good[..cut]), Err(LinkProblem::Damaged), "{cut}");
    }
    for at in 3..good.len() {
        let other = if good.as_bytes()[at] == b'A' { "B" } else { "A" };
        let mut damaged = good.clone();
        damaged.replace_range(at..=at, other);
        // A few bits in it mean nothing.
        match Link::from_fragment(&damaged) {
            Ok(same) => assert_eq!(same, (full(), vec![]), "{damaged}"),
            Err(problem) => assert_eq!(problem, LinkProblem::Damaged),
        }
    }
    for other in ["", "scene", "v1", "v1=", "v1=é", "v1= ", "v=", "vx=1"] {
        assert_eq!(Link::from_fragment(other), Err(LinkProblem::Damaged), "{other}");
    }
}

#[test]
fn a_link_of_a_newer_page_is_told_apart() {
    for fragment in ["v2=", "v2=anything", "v10=é"] {
        assert_eq!(Link::from_fragment(fragment), Err(LinkProblem::UnknownVersion), "{fragment}");
        assert!(Link::is_meant_by(fragment));
    }
    for place in ["scene", "", "v", "v=1", "vx=", "version=1"] {
        assert!(!Link::is_meant_by(place), "{place}");
    }
}

/// A link with other names in it, written as the page writes it.
fn with_names(change: impl Fn(&mut Vec<u8>)) -> String {
    let fragment = plain().to_fragment();
    let mut bytes = unpack(&fragment);
    change(&mut bytes);
    pack(&bytes)
}

fn unpack(fragment: &str) -> Vec<u8> {
    let letters = fragment.strip_prefix("v1=").expect("it is of version 1");
    let value = |it: u8| match it {
        b'A'..=b'Z' => it - b'A',
        b'a'..=b'z' => it - b'a' + 26,
        b'0'..=b'9' => it - b'0' + 52,
        b'-' => 62,
        _ => 63,
    };
    let bits: Vec<u8> =
        letters.bytes().flat_map(|it| (0..6).rev().map(move |bit| value(it) >> bit & 1)).collect();
    let bytes: Vec<u8> =
        bits.chunks_exact(8).map(|it| it.iter().fold(0, |byte, bit| byte << 1 | bit)).collect();
    miniz_oxide::inflate::decompress_to_vec_zlib(&bytes).expect("it is zlib")
}

fn pack(bytes: &[u8]) -> String {
    let packed = miniz_oxide::deflate::compress_to_vec_zlib(bytes, 6);
    let mut bits: Vec<u8> =
        packed.iter().flat_map(|it| (0..8).rev().map(move |bit| it >> bit & 1)).collect();
    bits.resize(bits.len().next_multiple_of(6), 0);
    let letters = bits.chunks_exact(6).map(|it| it.iter().fold(0, |value, bit| value << 1 | bit));
    let letter = |it: u8| {
        char::from(match it {
            0..26 => b'A' + it,
            26..52 => b'a' + it - 26,
            52..62 => b'0' + it - 52,
            62 => b'-',
            _ => b'_',
        })
    };
    format!("v1={}", letters.map(letter).collect::<String>())
}

#[test]
fn names_that_mean_nothing_here_are_said_and_left_out() {
    let rename = |from: &str, to: &str| {
        with_names(|bytes| {
            let at = bytes.windows(from.len()).position(|it| it == from.as_bytes());
            let at = at.unwrap_or_else(|| panic!("no {from}"));
            bytes[at..at + to.len()].copy_from_slice(to.as_bytes());
        })
    };
    let read = |fragment: &str| Link::from_fragment(fragment).expect("it is a link");
    assert_eq!(read(&rename("three-semaphores", "three-semaphorez")).1, ["three-semaphorez"]);
    assert_eq!(read(&rename("access", "excess")).1, ["excess"]);
    let (link, unknown) = read(&rename("three-semaphores", "three-semaphorez"));
    assert_eq!((link, unknown.len()), (plain(), 1));
}

#[test]
fn a_bomb_is_not_unpacked() {
    let bomb = pack(&vec![0; 50_000_000]);
    assert_eq!(Link::from_fragment(&bomb), Err(LinkProblem::Damaged));
    // A list that says it is longer than there are bytes.
    let lie = with_names(|bytes| {
        let at = bytes.len() - 20;
        bytes[at..].fill(0xff);
    });
    assert_eq!(Link::from_fragment(&lie), Err(LinkProblem::Damaged));
}

fn any_link() -> impl Strategy<Value = Link> {
    let what = (0..CATALOGUE.len(), any::<u32>(), proptest::option::of(".{0,200}"));
    let numbers = (any::<[u32; 7]>(), 0..3usize, any::<bool>(), any::<bool>());
    let turns = proptest::option::of(proptest::collection::vec((0..4u8, 0..2u8), 0..100));
    let names = ("[a-z-]{0,12}", "[a-zA-Z-]{0,6}", "[a-z]{0,6}");
    let run = (any::<u8>(), any::<u64>(), any::<bool>(), any::<u32>(), turns);
    (what, numbers, names, run).prop_map(
        |(
            (entry, faults, own_text),
            (numbers, granularity, spurious_wakes, has_real_threads),
            (scheduler, language, theme),
            (scheduler_number, seed, keeps_seed, position, schedule),
        )| {
            let entry = CATALOGUE[entry];
            let mut configuration = Configuration::of(entry);
            for (setting, number) in Setting::ALL.into_iter().zip(numbers) {
                configuration.set(setting, number.into());
            }
            for fault in 0..32 {
                if faults >> fault & 1 == 1 {
                    configuration.faults.set(entry.faults, fault, true);
                }
            }
            configuration.granularity = Granularity::ALL[granularity];
            configuration.spurious_wakes = spurious_wakes;
            Link {
                entry,
                own_text,
                configuration,
                has_real_threads,
                scheduler,
                scheduler_number,
                seed,
                keeps_seed,
                schedule,
                position,
                language,
                theme,
            }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..Default::default() })]

    #[test]
    fn a_link_comes_back(link in any_link()) {
        let fragment = link.to_fragment();
        prop_assert!(fragment[3..].bytes().all(|it| it.is_ascii_alphanumeric() || b"-_".contains(&it)));
        prop_assert_eq!(Link::from_fragment(&fragment), Ok((link, vec![])));
    }

    #[test]
    fn any_text_can_be_tried(text in ".{0,80}") {
        let _ = Link::from_fragment(&text);
        let _ = Link::from_fragment(&format!("v1={text}"));
    }

    #[test]
    fn any_bytes_can_be_tried(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = Link::from_fragment(&pack(&bytes));
    }

    #[test]
    fn a_link_with_other_bytes_can_be_tried(link in any_link(), at: usize, byte: u8) {
        let mut bytes = unpack(&link.to_fragment());
        let at = at % bytes.len();
        bytes[at] = byte;
        let _ = Link::from_fragment(&pack(&bytes));
    }
}

#[test]
fn a_link_without_a_runtime_is_one_of_threads() {
    let (link, unknown) = Link::from_fragment(PLAIN_V1).expect("it is read");
    assert_eq!((link.configuration.runtime, unknown), (Runtime::Threads, Vec::new()));
    let mut link = plain();
    let before = link.to_fragment();
    link.configuration.runtime = Runtime::CpythonGil;
    assert_ne!(link.to_fragment(), before);
    let (read, unknown) = Link::from_fragment(&link.to_fragment()).expect("it is read");
    assert_eq!((read, unknown), (link, Vec::new()));
}
