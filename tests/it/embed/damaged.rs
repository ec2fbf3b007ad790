//! Messages that make no sense: each is answered or left alone, and none changes anything.

use super::{Framed, value};
use interleave::embed::{actions_for, read};
use interleave::engine::SplitMix64;
use serde_json::{Value as Json, json};

/// What is put where something else belongs.
fn nonsense(chance: &mut SplitMix64) -> Json {
    match chance.below(12) {
        0 => json!(null),
        1 => json!(-1),
        2 => json!(1e300),
        3 => json!(0.5),
        4 => json!(""),
        5 => json!("\u{0}\u{202e}🧵"),
        6 => json!("x".repeat(400_000)),
        7 => json!([[[[[["deep"]]]]]]),
        8 => json!({ "toString": "P1" }),
        9 => json!(true),
        10 => json!(["producer-skips-mutex", 3]),
        _ => json!("no-such-name"),
    }
}

/// A message that is right but for one thing.
fn damaged(chance: &mut SplitMix64) -> Json {
    let right = [
        json!({ "type": "load", "program": "three-semaphores", "faults": ["producer-skips-mutex"] }),
        json!({ "type": "load", "link": "v1=eJw" }),
        json!({ "type": "step", "thread": "P1" }),
        json!({ "type": "seek", "step": 1 }),
        json!({ "type": "set", "capacity": 2, "faults": [], "speed": 4 }),
        json!({ "type": "set", "text": "x = 1\n", "seed": 7 }),
    ];
    let mut message = right[chance.below(right.len())].clone();
    let names: Vec<String> = message.as_object().expect("an object").keys().cloned().collect();
    let name = &names[chance.below(names.len())];
    match chance.below(4) {
        0 if name != "type" => message["no-such-property"] = nonsense(chance),
        1 => message["type"] = nonsense(chance),
        2 => message["id"] = json!({ "of": "mine" }),
        _ => message[name] = nonsense(chance),
    }
    message["interleave"] = if chance.below(10) == 0 { json!(2) } else { json!(1) };
    message
}

#[test]
fn a_thousand_damaged_messages_change_nothing() {
    let mut page = Framed::opened();
    for _ in 0..5 {
        page.send(json!({ "interleave": 1, "type": "step" })).unwrap();
    }
    let before = page.state();
    let mut chance = SplitMix64::new(12);
    let (mut refused, mut codes) = (0, std::collections::BTreeSet::new());
    for _ in 0..4_000 {
        let message = damaged(&mut chance);
        let reading = read(&value(&message)).expect("it is meant for us");
        // What was put there may be right by chance, such as an empty list or a step.
        let result = reading.command.and_then(|it| actions_for(&page.model, &it));
        if let Err(refusal) = result {
            refused += 1;
            codes.insert(refusal.code.name());
            assert!(refusal.message.len() < 400, "{}", refusal.message);
            assert_eq!(page.state(), before, "{message}");
        }
    }
    assert!(refused >= 1_000, "{refused} were refused");
    for code in ["malformed", "unknown-type", "unknown-version", "unknown-name", "damaged-link"] {
        assert!(codes.contains(code), "{code} is among {codes:?}");
    }
    page.listen();
    let steps = page.types();
    assert_eq!(steps, ["step"; 5], "nothing was told but the steps");
}
