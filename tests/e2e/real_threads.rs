//! Real threads move every item once.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::page::{Page, Setting, Threads, UNLIMITED};

/// As many producers as consumers move 2,000 items each.
fn check_all_arrive(pairs: u32) {
    const EACH: u32 = 2_000;
    let page = Page::open();
    page.set(Setting::Producers, pairs);
    page.set(Setting::Consumers, pairs);
    page.set(Setting::Items, EACH);
    page.set_speed(UNLIMITED);
    // Those that the page opened with and that have no part in this run stay, idle.
    let workers = page.workers();
    for name in worker_names(pairs) {
        assert!(workers.contains(&name), "no {name} among {workers:?}");
    }
    assert_eq!(page.text(".badge"), format!("{} real threads", 2 * pairs));
    page.run();
    assert_eq!(page.wait_ending(Duration::from_secs(90)), "finished");
    page.let_frames_pass(10);
    let state = page.state();
    let all = u64::from(pairs * EACH);
    assert_eq!((state.made, state.in_buffer, state.consumed), (all, 0, all), "{state:?}");
    assert_eq!(state.threads, Threads::Real);
    assert_eq!(page.workers(), workers, "nobody had to be replaced");
    page.assert_silent();
}

fn worker_names(pairs: u32) -> impl Iterator<Item = String> {
    (1..=pairs).flat_map(|number| ["producer", "consumer"].map(|role| format!("{role} {number}")))
}

#[test]
fn one_pair_loses_nothing() {
    check_all_arrive(1);
}

#[test]
fn three_pairs_lose_nothing() {
    check_all_arrive(3);
}

#[test]
fn eight_pairs_lose_nothing() {
    check_all_arrive(8);
}

/// What became of items, as the log tells it.
#[derive(Default)]
struct Told {
    /// Writer by writer, the numbers of its items in the order of writing.
    wrote: BTreeMap<String, Vec<u32>>,
    /// Items in the order in which they went into the buffer, came out of it, and were used.
    into_buffer: Vec<String>,
    out_of_buffer: Vec<String>,
    consumed: Vec<String>,
}

impl Told {
    fn hear(&mut self, sentence: &str) {
        let words: Vec<&str> = sentence.split(' ').collect();
        match words[..] {
            [thread, "wrote", item, "into", "slot", _] => {
                let (producer, number) = item.split_once('·').expect("items are like P1·7");
                assert_eq!(producer, thread, "a producer writes its own items: {sentence}");
                let numbers = self.wrote.entry(producer.to_owned()).or_default();
                numbers.push(number.parse().expect("items are numbered"));
                self.into_buffer.push(item.to_owned());
            }
            [_, "took", item, "from", "slot", _] => self.out_of_buffer.push(item.to_owned()),
            [_, "consumed", item] => self.consumed.push(item.to_owned()),
            _ => {}
        }
    }
}

/// The page's own verdict is "finished". This reads the whole log, as somebody might who does not believe it.
#[test]
fn every_item_is_told_once_and_in_order() {
    const EACH: u32 = 60;
    let page = Page::open();
    page.set(Setting::Producers, 3);
    page.set(Setting::Consumers, 3);
    page.set(Setting::Capacity, 2);
    page.set(Setting::Items, EACH);
    page.set_speed(UNLIMITED);
    page.run();
    assert_eq!(page.wait_ending(Duration::from_secs(60)), "finished");

    let told = read_log(&page);
    assert_eq!(told.wrote.keys().collect::<Vec<_>>(), ["P1", "P2", "P3"]);
    for (producer, numbers) in &told.wrote {
        assert_eq!(*numbers, (1..=EACH).collect::<Vec<_>>(), "{producer} in its own order");
    }
    assert_eq!(told.into_buffer, told.out_of_buffer, "first in, first out");
    let sorted = |items: &[String]| {
        let mut items = items.to_vec();
        items.sort();
        items
    };
    assert_eq!(sorted(&told.consumed), sorted(&told.into_buffer), "each is consumed once");
    page.assert_silent();
}

/// Goes back through the run and reads every entry of its log.
fn read_log(page: &Page) -> Told {
    let length = page.state().length;
    let mut entries: BTreeMap<u64, Vec<String>> = BTreeMap::new();
    let mut position = length;
    while position > 0 {
        let script = r#"
            const entries = () => [...document.querySelectorAll(".log-panel .log-item")];
            const number = (entry) =>
                Number(entry.querySelector(".log-number").textContent.replace(/\D/g, ""));
            spy.seek(arguments[0]);
            return spy.until(() => entries()[0] && number(entries()[0]) === arguments[0]).then(() =>
                entries().map((entry) => [
                    number(entry),
                    [...entry.querySelectorAll(".log-sentences > span")].map((it) => it.textContent),
                ]));
        "#;
        let listed = page.execute_with(script, vec![position.into()]);
        let listed: Vec<(u64, Vec<String>)> =
            serde_json::from_value(listed).expect("entries have a number and sentences");
        let oldest = listed.last().expect("there are entries").0;
        entries.extend(listed);
        position = oldest - 1;
    }
    assert!(entries.keys().copied().eq(1..=length), "the log tells of every step");
    let mut told = Told::default();
    entries.values().flatten().for_each(|sentence| told.hear(sentence));
    told
}
