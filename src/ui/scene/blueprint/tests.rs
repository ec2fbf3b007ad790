use super::*;
use crate::catalogue::{CATALOGUE, Configuration, Entry, Setting};
use crate::session::{DocumentAction, PlaybackAction, update};

fn entry(name: &str) -> &'static Entry {
    CATALOGUE.into_iter().find(|it| it.name == name).expect("it is in the catalogue")
}

fn model(name: &str) -> Model {
    let entry = entry(name);
    Model::of(entry, Configuration::of(entry))
}

fn trays(faults: &[&str]) -> Vec<String> {
    let entry = entry("three-semaphores");
    let faults = faults.iter().map(|it| entry.fault_named(it).expect("it has this fault"));
    let mut model = model(entry.name);
    for fault in faults {
        update(&mut model, DocumentAction::SetFault(fault, true));
    }
    Blueprint::of(&model).trays.into_iter().map(|it| it.name).collect()
}

#[test]
fn trays_stand_at_the_side_of_those_who_wait_there_whatever_is_switched_off() {
    assert_eq!(trays(&[]), ["spaces", "mutex", "items"]);
    for fault in entry("three-semaphores").faults {
        assert_eq!(trays(&[fault.name]), ["spaces", "mutex", "items"], "{}", fault.name);
    }
    assert_eq!(trays(&["skip-spaces-wait", "forget-spaces-signal"]), ["spaces", "mutex", "items"]);
    let off = ["producer-skips-mutex", "consumer-skips-mutex"];
    assert_eq!(trays(&off), ["spaces", "mutex", "items"]);
}

#[test]
fn what_a_library_keeps_of_a_task_is_not_drawn() {
    let trays = Blueprint::of(&model("five-workers-asyncio")).trays;
    let names: Vec<&str> = trays.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["event loop", "worker", "worker", "worker", "worker", "worker"]);
}

#[test]
fn a_reset_keeps_the_picture_and_another_number_does_not() {
    let mut model = model("three-semaphores");
    let before = Blueprint::of(&model);
    update(&mut model, PlaybackAction::Reset);
    assert_eq!(Blueprint::of(&model), before);
    update(&mut model, DocumentAction::Nudge(Setting::Capacity, 1));
    assert_ne!(Blueprint::of(&model), before);
}

/// What is in the middle, and what stands above it: `!` marks boxes, where nobody can sleep.
fn drawn(name: &str) -> (String, String) {
    let Blueprint { stage, trays, .. } = Blueprint::of(&model(name));
    let stage = match stage {
        StagePlan::Ring { slots, pointers, .. } => {
            format!("ring {slots}{}", if pointers.is_some() { " with pointers" } else { "" })
        }
        StagePlan::Belt { needs, .. } => {
            let places = needs.places.map_or("endless".to_owned(), |it| it.to_string());
            let [putting, taking] = needs.sleepers;
            format!("belt {places}, {putting} and {taking}")
        }
        StagePlan::Boxes(count) => format!("boxes {count}"),
    };
    let name = |it: TrayPlan| {
        let mark = if it.sleepers == 0 { "!" } else { "" };
        format!("{}{mark}", it.name)
    };
    (stage, trays.into_iter().map(name).collect::<Vec<_>>().join(" "))
}

#[test]
fn every_program_has_its_container_in_the_middle_and_its_objects_above() {
    let check = |name: &str, stage: &str, trays: &str| {
        assert_eq!(drawn(name), (stage.to_owned(), trays.to_owned()), "{name}");
    };
    check("three-semaphores", "ring 4 with pointers", "spaces mutex items");
    check("lock-and-event", "belt endless, 0 and 0", "guard ready");
    check("stop-flag", "belt endless, 0 and 0", "guard running! ready producer consumer");
    check("two-conditions", "ring 4 with pointers", "has_space mutex count! has_items");
    check("one-condition", "belt endless, 0 and 0", "lock of changed changed");
    check("thread-safe-queue", "belt 4, 2 and 2", "");
    check("channel", "belt endless, 0 and 1", "");
    check("rendezvous", "belt 1, 2 and 1", "");
    check("ring-without-locks", "ring 5 with pointers", "");
    check("semaphore-from-atomics", "belt endless, 0 and 0", "spaces filled");
    check("sleep-and-wakeup", "ring 4 with pointers", "producer_bed count! consumer_bed");
    check("two-mutexes", "ring 4 with pointers", "spaces put_mutex get_mutex filled");
}

#[test]
fn whatever_the_catalogue_has_can_be_drawn() {
    for entry in CATALOGUE {
        let blueprint = Blueprint::of(&model(entry.name));
        let plan = blueprint.plan();
        assert_eq!(plan.producers + plan.consumers + plan.others, blueprint.threads.len());
        let has_middle = blueprint.main().is_some();
        assert!(has_middle || entry.is_whole(), "{} has nothing in the middle", entry.name);
    }
}
