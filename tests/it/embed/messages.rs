//! Each command and each event.

use super::{Framed, json, value};
use crate::session::proof::answer;
use interleave::embed::protocol::{Code, Command, Event, Refusal};
use interleave::embed::{Value, read};
use interleave::program::ThreadId;
use interleave::session::{LessonAction, PlaybackAction, Prediction, ProofAction, update};
use serde_json::json;
use std::collections::BTreeSet;

#[test]
fn a_command_carries_its_id_to_the_answer() {
    for id in [json!(7), json!("seven")] {
        let message = json!({ "interleave": 1, "type": "run", "id": id });
        let reading = read(&value(&message)).expect("it is meant for us");
        assert_eq!(reading.command, Ok(Command::Run));
        let answer = Event::Height(3).message(reading.id.as_ref());
        assert_eq!(json(&answer)["id"].as_f64(), id.as_f64());
        assert_eq!(json(&answer)["id"].as_str(), id.as_str());
    }
    let message = json!({ "interleave": 1, "type": "run", "id": { "of": "mine" } });
    let reading = read(&value(&message)).expect("it is meant for us");
    assert_eq!(reading.id, None);
    assert_eq!(reading.command.map_err(|it| it.code), Err(Code::Malformed));
}

#[test]
fn what_is_meant_for_others_is_left_alone() {
    for message in [
        json!("resize"),
        json!(null),
        json!([1, 2]),
        json!({ "context": "h5p", "action": "hello" }),
        json!({ "type": "run" }),
    ] {
        assert_eq!(read(&value(&message)), None, "{message}");
    }
}

#[test]
fn every_command_is_read() {
    let mut known = Vec::new();
    for (message, is_there) in [
        (json!({ "type": "load", "program": "two-mutexes" }), true),
        (json!({ "type": "run" }), true),
        (json!({ "type": "pause" }), true),
        (json!({ "type": "step", "thread": "P1" }), true),
        (json!({ "type": "back" }), true),
        (json!({ "type": "seek", "step": 3 }), true),
        (json!({ "type": "reset" }), true),
        (json!({ "type": "set", "capacity": 2 }), true),
        (json!({ "type": "check" }), true),
        (json!({ "type": "outcomes" }), true),
        (json!({ "type": "get-state" }), true),
        (json!({ "type": "seek" }), false),
        (json!({ "type": "seek", "step": -1 }), false),
        (json!({ "type": "seek", "step": 1.5 }), false),
        (json!({ "type": "step", "thread": 1 }), false),
        (json!({ "type": "run", "fast": true }), false),
        (json!({ "type": "load", "hide": "code" }), false),
        (json!({ "type": "set", "program": "two-mutexes" }), false),
        (json!({ "type": "set", "capacity": "two" }), false),
        (json!({ "type": "set", "faults": [1] }), false),
    ] {
        let mut message = message;
        message["interleave"] = json!(1);
        let reading = read(&value(&message)).expect("it is meant for us");
        assert_eq!(reading.command.is_ok(), is_there, "{message}: {:?}", reading.command);
        if is_there {
            known.push(message["type"].as_str().unwrap_or_default().to_owned());
        }
    }
    assert_eq!(known, Command::TYPES);
}

#[test]
fn a_run_is_driven_step_by_step() {
    let mut page = Framed::opened();
    page.send(json!({ "interleave": 1, "type": "step" })).unwrap();
    page.send(json!({ "interleave": 1, "type": "step" })).unwrap();
    assert_eq!(page.state()["step"].as_f64(), Some(2.0));
    let latest = page.heard.last().expect("the step is told").clone();
    assert_eq!(page.types(), ["step", "step"]);
    assert_eq!(latest["length"].as_f64(), Some(2.0));
    assert!(latest["text"].as_str().is_some_and(|it| it.ends_with('.')), "{latest}");
    assert!(latest["line"].as_f64().is_some_and(|it| it >= 1.0), "{latest}");
    page.send(json!({ "interleave": 1, "type": "back" })).unwrap();
    assert_eq!((page.state()["step"].as_f64(), page.types()), (Some(1.0), vec!["step".into()]));
    page.send(json!({ "interleave": 1, "type": "seek", "step": 0 })).unwrap();
    assert_eq!(page.heard[0]["thread"], json!(null), "nobody has made the start");
    assert_eq!(
        page.send(json!({ "interleave": 1, "type": "back" })),
        Err(Code::NotPossible),
        "it is at the start"
    );
    assert_eq!(
        page.send(json!({ "interleave": 1, "type": "seek", "step": 3 })),
        Err(Code::OutOfRange)
    );
    page.types();
    page.send(json!({ "interleave": 1, "type": "reset" })).unwrap();
    assert_eq!(page.types(), ["state"]);
    assert_eq!(page.state()["length"].as_f64(), Some(0.0));
}

#[test]
fn a_thread_steps_by_its_name() {
    let mut page = Framed::opened();
    let step = |thread: &str| json!({ "interleave": 1, "type": "step", "thread": thread });
    page.send(step("P2")).unwrap();
    assert_eq!(page.heard[0]["thread"], "P2");
    assert_eq!(page.send(step("C1")), Err(Code::NotPossible), "there is nothing to take");
    assert_eq!(page.send(step("P9")), Err(Code::UnknownName));
    assert_eq!(page.state()["step"].as_f64(), Some(1.0));
}

#[test]
fn time_passes_and_stops_as_it_is_told() {
    let mut page = Framed::opened();
    page.send(json!({ "interleave": 1, "type": "run" })).unwrap();
    page.send(json!({ "interleave": 1, "type": "run" })).unwrap();
    assert_eq!(
        (page.state()["running"].as_bool(), page.types()),
        (Some(true), vec!["state".into()])
    );
    update(&mut page.model, PlaybackAction::Frame { elapsed: 1000.0, budget: 100 });
    page.listen();
    assert_eq!(page.types(), ["step"], "one message for a frame");
    page.send(json!({ "interleave": 1, "type": "pause" })).unwrap();
    page.send(json!({ "interleave": 1, "type": "pause" })).unwrap();
    assert_eq!(
        (page.state()["running"].as_bool(), page.types()),
        (Some(false), vec!["state".into()])
    );
}

#[test]
fn a_violation_and_an_end_are_told_once() {
    let mut page = Framed::opened();
    let load = json!({ "interleave": 1, "type": "load", "program": "three-semaphores",
        "faults": ["producer-swaps-waits"], "producers": 1, "consumers": 1, "capacity": 1,
        "scheduler": "priority" });
    page.send(load).unwrap();
    assert_eq!(page.types(), ["state"]);
    while page.model.playback.ending.is_none() {
        page.send(json!({ "interleave": 1, "type": "step" })).unwrap();
    }
    let last = page.heard.pop().expect("it is told");
    assert_eq!(
        (last["type"].as_str(), last["kind"].as_str()),
        (Some("violation"), Some("deadlock"))
    );
    assert!(last["text"].as_str().is_some_and(|it| it.contains("P1")), "{last}");
    assert_eq!(page.state()["ending"], "deadlock");
    assert_eq!(page.send(json!({ "interleave": 1, "type": "step" })), Err(Code::NotPossible));
    page.types();
    update(&mut page.model, PlaybackAction::SetSpeed(Default::default()));
    page.listen();
    assert_eq!(page.types(), [] as [&str; 0]);

    let load =
        json!({ "interleave": 1, "type": "load", "program": "three-semaphores", "items": 1 });
    page.send(load).unwrap();
    while page.model.playback.ending.is_none() {
        page.send(json!({ "interleave": 1, "type": "step" })).unwrap();
    }
    assert_eq!(page.types().last().map(String::as_str), Some("finished"));
}

#[test]
fn what_is_set_is_changed_and_nothing_else() {
    let mut page = Framed::opened();
    let set = json!({ "interleave": 1, "type": "set", "faults": ["skip-spaces-wait"], "capacity": 2,
        "lang": "pt-BR", "speed": 8, "scheduler": "round-robin", "granularity": "statement", "runtime": "cpython-gil" });
    page.send(set).unwrap();
    let state = page.state();
    assert_eq!(state["runtime"].as_str(), Some("cpython-gil"));
    assert_eq!(state["faults"], json!(["skip-spaces-wait"]));
    assert_eq!(state["numbers"]["capacity"].as_f64(), Some(2.0));
    assert_eq!(state["numbers"]["producers"].as_f64(), Some(2.0));
    assert_eq!(
        (state["language"].as_str(), state["granularity"].as_str()),
        (Some("pt-BR"), Some("statement"))
    );
    assert_eq!(page.model.playback.speed.steps_per_second(), Some(8.0));
    page.send(json!({ "interleave": 1, "type": "set", "faults": [] })).unwrap();
    assert_eq!(page.state()["faults"], json!([]));
    // Of a set that is half right nothing is done.
    for (wrong, code) in [
        (json!({ "faults": ["skip-spaces-wait"], "capacity": 99 }), Code::OutOfRange),
        (json!({ "capacity": 3, "faults": ["no-such-fault"] }), Code::UnknownName),
        (json!({ "capacity": 3, "scheduler": "nobody" }), Code::UnknownName),
    ] {
        let before = page.state();
        let mut message = wrong;
        (message["interleave"], message["type"]) = (json!(1), json!("set"));
        assert_eq!(page.send(message.clone()), Err(code), "{message}");
        assert_eq!(page.state(), before, "{message}");
    }
}

#[test]
fn a_text_is_set_and_its_problems_are_told() {
    let mut page = Framed::opened();
    page.send(json!({ "interleave": 1, "type": "set", "text": "def producer(:\n" })).unwrap();
    let state = page.state();
    assert_eq!(state["ownText"], true);
    assert_eq!(state["problems"][0]["line"].as_f64(), Some(1.0));
    for kind in ["run", "step", "check"] {
        let refused = page.send(json!({ "interleave": 1, "type": kind }));
        assert_eq!(refused, Err(Code::TextIsWrong), "{kind}");
    }
}

#[test]
fn a_state_is_loaded_again_by_its_link() {
    let mut page = Framed::opened();
    page.send(json!({ "interleave": 1, "type": "set", "faults": ["producer-skips-mutex"] }))
        .unwrap();
    for _ in 0..9 {
        page.send(json!({ "interleave": 1, "type": "step" })).unwrap();
    }
    page.send(json!({ "interleave": 1, "type": "seek", "step": 4 })).unwrap();
    let kept = page.state();
    let mut other = Framed::opened();
    other.send(json!({ "interleave": 1, "type": "load", "link": kept["link"] })).unwrap();
    assert_eq!(other.state(), kept);
    let address = format!("https://example.org/interleave/#{}", kept["link"].as_str().unwrap());
    other.send(json!({ "interleave": 1, "type": "reset" })).unwrap();
    other.send(json!({ "interleave": 1, "type": "load", "link": address })).unwrap();
    assert_eq!(other.state(), kept);
    for (link, code) in
        [("v1=AAAA", Code::DamagedLink), ("v9=AAAA", Code::DamagedLink), ("", Code::DamagedLink)]
    {
        assert_eq!(other.send(json!({ "interleave": 1, "type": "load", "link": link })), Err(code));
        assert_eq!(other.state(), kept, "{link}");
    }
}

#[test]
fn a_load_of_what_is_not_there_changes_nothing() {
    let mut page = Framed::opened();
    page.send(json!({ "interleave": 1, "type": "step" })).unwrap();
    let before = page.state();
    for (what, code) in [
        (json!({ "program": "no-such-program" }), Code::UnknownName),
        (json!({ "program": "three-semaphores", "faults": ["no-such-fault"] }), Code::UnknownName),
        (json!({ "program": "three-semaphores", "steps": "1.P9" }), Code::DamagedLink),
        (json!({ "program": "three-semaphores", "steps": "C1x3" }), Code::DamagedLink),
        (json!({ "program": "three-semaphores", "capacity": 1000 }), Code::UnknownName),
        (json!({ "faults": [] }), Code::Malformed),
    ] {
        let mut message = what;
        (message["interleave"], message["type"]) = (json!(1), json!("load"));
        assert_eq!(page.send(message.clone()), Err(code), "{message}");
        assert_eq!(page.state(), before, "{message}");
    }
    page.heard.clear();
    page.send(json!({ "interleave": 1, "type": "load", "program": "three-semaphores", "steps": "P1x3.P2", "step": 2 }))
        .unwrap();
    let state = page.state();
    assert_eq!((state["step"].as_f64(), state["length"].as_f64()), (Some(2.0), Some(4.0)));
}

#[test]
fn a_verdict_is_told_with_the_way_there_and_the_prediction() {
    let mut page = Framed::opened();
    let load = json!({ "interleave": 1, "type": "load", "program": "three-semaphores",
        "faults": ["producer-swaps-waits"], "producers": 1, "consumers": 1, "capacity": 1 });
    page.send(load).unwrap();
    page.heard.clear();
    page.send(json!({ "interleave": 1, "type": "check" })).unwrap();
    let effects = std::mem::take(&mut page.effects);
    answer(&mut page.model, &effects);
    page.listen();
    let checked = page.heard.pop().expect("it is told");
    assert_eq!(
        (checked["type"].as_str(), checked["verdict"].as_str(), checked["violation"].as_str()),
        (Some("checked"), Some("violated"), Some("deadlock"))
    );
    assert_eq!(
        (checked["length"].as_f64(), checked["shortest"].as_bool()),
        (Some(9.0), Some(true))
    );
    assert_eq!(checked["prediction"], json!(null));
    // The way can be gone.
    let load = json!({ "interleave": 1, "type": "load", "program": "three-semaphores",
        "faults": ["producer-swaps-waits"], "producers": 1, "consumers": 1, "capacity": 1,
        "steps": checked["steps"] });
    page.send(load).unwrap();
    assert_eq!(page.state()["ending"], "deadlock");

    update(&mut page.model, ProofAction::SetPredictsFirst(true));
    update(&mut page.model, ProofAction::Prove);
    let effects = update(&mut page.model, ProofAction::Predict(Prediction::Holds));
    page.listen();
    answer(&mut page.model, &effects);
    page.listen();
    let checked = page.heard.pop().expect("it is told");
    assert_eq!(
        (checked["prediction"].as_str(), checked["predictionHolds"].as_bool()),
        (Some("holds"), Some(false))
    );
}

#[test]
fn what_a_whole_program_can_print_is_answered() {
    const COUNTER: &str = "\
from threading import Thread

count = 0

def work():
    global count
    count += 1

threads = [Thread(target=work) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print('count:', count)
";
    let mut page = Framed::opened();
    let ask = json!({ "interleave": 1, "type": "outcomes" });
    assert_eq!(page.send(ask.clone()), Err(Code::NotAvailable), "it has roles");
    page.send(json!({ "interleave": 1, "type": "load", "text": COUNTER })).unwrap();
    page.heard.clear();
    page.send(ask.clone()).unwrap();
    let effects = std::mem::take(&mut page.effects);
    answer(&mut page.model, &effects);
    page.listen();
    let told = page.heard.last().expect("it is told").clone();
    assert_eq!(page.types(), ["checked", "outcomes"]);
    assert_eq!((told["ends"].as_str(), &told["undecidedBecause"]), (Some("always"), &json!(null)));
    assert_eq!(told["text"], "2 lines can be the last one, and the program always ends");
    let lines = told["lines"].as_array().expect("they are known").clone();
    let shown: BTreeSet<&str> = lines.iter().filter_map(|it| it["line"].as_str()).collect();
    assert_eq!(shown, BTreeSet::from(["count: 1", "count: 2"]));
    let came = lines.iter().filter_map(|it| it["randomRuns"].as_f64()).sum::<f64>();
    assert_eq!(
        (Some(came), told["randomRunsThatEnded"].as_f64()),
        (told["randomRuns"].as_f64(), Some(came))
    );
    // The way to each can be gone.
    for line in lines {
        let load =
            json!({ "interleave": 1, "type": "load", "text": COUNTER, "steps": line["steps"] });
        page.send(load).unwrap();
        assert_eq!(page.state()["length"], line["length"]);
    }

    // Where there is no verdict, nothing is left waiting.
    page.send(json!({ "interleave": 1, "type": "set", "text": COUNTER.replace("2", "3") }))
        .unwrap();
    page.send(ask).unwrap();
    page.heard.clear();
    update(&mut page.model, ProofAction::Cancel);
    page.listen();
    let told = page.heard.last().expect("it is told").clone();
    assert_eq!(page.types(), ["checked", "outcomes"]);
    assert_eq!((told["undecidedBecause"].as_str(), &told["lines"]), (Some("time"), &json!(null)));
}

#[test]
fn events_have_the_names_that_are_documented() {
    let words = |event: &Event| json(&event.message(Some(&Value::from("x"))));
    let goal = Event::Goal { lesson: "lost-update", variant: 17, stars: 3, tries: 2, sure: 1 };
    let told = words(&goal);
    assert_eq!(
        (told["type"].as_str(), told["lesson"].as_str()),
        (Some("goal"), Some("lost-update"))
    );
    assert_eq!((told["variant"].as_f64(), told["stars"].as_f64()), (Some(17.0), Some(3.0)));
    assert_eq!((told["tries"].as_f64(), told["sure"].as_f64()), (Some(2.0), Some(1.0)));
    assert_eq!(words(&Event::Height(512))["height"].as_f64(), Some(512.0));
    let refusal = Refusal { code: Code::Malformed, message: "so".into() };
    assert_eq!(
        words(&Event::Error(refusal)),
        json!({ "interleave": 1.0, "type": "error", "code": "malformed", "message": "so", "id": "x" })
    );
    let ready = words(&Event::Ready);
    assert_eq!(ready["commands"].as_array().map(Vec::len), Some(Command::TYPES.len()));
    let text = std::fs::read_to_string("docs/embedding.md").expect("the document is there");
    for name in Command::TYPES.into_iter().chain([
        "ready",
        "state",
        "step",
        "violation",
        "finished",
        "checked",
        "goal",
        "height",
        "error",
    ]) {
        assert!(text.contains(&format!("`{name}`")), "docs/embedding.md does not name `{name}`");
    }
}

#[test]
fn a_challenge_that_is_done_is_told_once() {
    let mut page = Framed::opened();
    update(&mut page.model, LessonAction::Open("woken-is-not-served", 0));
    page.listen();
    page.types();
    for thread in [2, 2, 2, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2] {
        assert!(!page.types().iter().any(|it| it == "goal"));
        update(&mut page.model, PlaybackAction::StepThread(ThreadId(thread)));
        page.listen();
    }
    let goal = page.heard.iter().find(|it| it["type"] == "goal").expect("it is told");
    assert_eq!(
        (goal["lesson"].as_str(), goal["stars"].as_f64()),
        (Some("woken-is-not-served"), Some(3.0))
    );
    page.types();
    update(&mut page.model, PlaybackAction::SetSpeed(Default::default()));
    page.listen();
    assert_eq!(page.types(), [] as [&str; 0]);
}
