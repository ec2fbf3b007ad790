//! *Where does it break?* of a whole program: its knobs are the axes.

use super::proof::{act, answer, model_with};
use super::simulated;
use interleave::catalogue::KnobName;
use interleave::session::{
    Axes, DocumentAction, Layout, Map, Model, Outcome, ProofAction, describe_cell, describe_map,
    update,
};

/// Each mark ends one of those who take: with fewer marks than workers, some wait forever.
const MARKS: &str = "\
import queue
import threading

WORKERS = 2
MARKS = 1
LAST = 7
box = queue.Queue()

def work():
    while box.get() is not None:
        pass

for _ in range(MARKS):
    box.put(None)
threads = [threading.Thread(target=work) for _ in range(WORKERS)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(LAST)
";

fn pasted(text: &str) -> Model {
    let mut model = model_with([1, 1, 1], &[]);
    update(&mut model, DocumentAction::BeginWith(text.into()));
    assert!(model.text_is_right(), "{:?}", model.document.problems);
    model
}

fn layout(model: &Model) -> Option<Layout> {
    model.proof.map.layout_for(&model.document)
}

fn axes(model: &Model) -> Axes {
    match layout(model) {
        Some(Layout::ByKnobs(axes)) => axes,
        layout => panic!("{layout:?}"),
    }
}

fn draw(model: &mut Model, axes: Axes) {
    let effects = act(model, ProofAction::DrawMap(Layout::ByKnobs(axes)));
    answer(model, &effects);
    assert!(!model.proof.map.is_running);
}

/// The axes as text: the name of each, and its numbers.
fn told(axes: Axes) -> Vec<String> {
    let told = |it: interleave::session::Axis| {
        let numbers: Vec<u32> = it.numbers().collect();
        format!("{} {}-{}", it.name, numbers[0], numbers[numbers.len() - 1])
    };
    axes.each().map(told).collect()
}

fn set(model: &Model) -> Vec<(String, u32)> {
    model.document.configuration.knobs.iter().map(|(name, it)| (name.to_string(), it)).collect()
}

fn place_of(map: &Map, name: &str, number: u32, other: &str, of_other: u32) -> usize {
    let knob = |it| KnobName::new(it).expect("it is short");
    let is_it = |cell: &interleave::session::Cell| {
        cell.knobs.get(knob(name)) == Some(number) && cell.knobs.get(knob(other)) == Some(of_other)
    };
    map.cells.iter().position(is_it).expect("there is such a cell")
}

#[test]
fn the_knobs_of_a_text_are_the_axes_and_a_cell_sets_them() {
    let mut model = pasted(MARKS);
    let axes = axes(&model);
    assert_eq!(told(axes), ["WORKERS 1-5", "MARKS 1-5"]);
    draw(&mut model, axes);
    let map = model.proof.map.clone();
    assert_eq!((map.columns(), map.cells_of_a_grid(), map.grids().count()), (5, 25, 1));
    for workers in 1..=5 {
        for marks in 1..=5 {
            let cell = &map.cells[place_of(&map, "WORKERS", workers, "MARKS", marks)];
            let is_broken = matches!(cell.outcome, Some(Outcome::Broken(_)));
            let is_safe = matches!(cell.outcome, Some(Outcome::Safe { .. }));
            let wanted = (workers > marks, workers <= marks);
            assert_eq!((is_broken, is_safe), wanted, "{workers} workers, {marks} marks");
        }
    }
    assert_eq!(describe_map(model.text(), &map), "It breaks in 10 of 25 combinations.");
    let safe = place_of(&map, "WORKERS", 3, "MARKS", 4);
    let says = describe_cell(model.text(), map.layout, &map.cells[safe], &|it| it.to_string());
    assert_eq!(says, "WORKERS = 3, MARKS = 4: safe");

    let text = model.document.own_text.clone();
    act(&mut model, ProofAction::OpenCell(safe));
    assert_eq!(set(&model), [("MARKS".to_owned(), 4), ("WORKERS".to_owned(), 3)]);
    assert_eq!(model.program().thread_count(), 4);
    assert_eq!(model.document.own_text, text, "no text is edited");
    assert_eq!(model.proof.map, map, "the map stays, whichever of its cells is chosen");
    // One that breaks is shown; what the text has itself is no setting.
    let broken = place_of(&map, "WORKERS", 5, "MARKS", 1);
    act(&mut model, ProofAction::OpenCell(broken));
    assert_eq!(set(&model), [("WORKERS".to_owned(), 5)]);
    assert!(model.playback.run.length() > 0 && model.playback.run.position() == 0);
}

#[test]
fn the_reader_chooses_which_knobs_and_where_they_begin() {
    let mut model = pasted(MARKS);
    let knobs = model.document.knobs.clone();
    let of = |name: &str| knobs.iter().find(|it| it.name.as_str() == name).expect("it is a knob");
    let set = model.document.configuration.knobs;
    let first = axes(&model);
    assert_eq!(told(first.with_down(of("LAST"), &set)), ["WORKERS 1-5", "LAST 5-9"]);
    assert_eq!(told(first.with_across(of("MARKS"), &set)), ["MARKS 1-5", "WORKERS 1-5"]);
    assert_eq!(told(first.with_down(of("WORKERS"), &set)), ["MARKS 1-5", "WORKERS 1-5"]);
    let moved = Axes { across: first.across.moved(true), ..first };
    assert_eq!(told(moved), ["WORKERS 3-7", "MARKS 1-5"]);
    assert_eq!(
        told(Axes { across: moved.across.moved(false).moved(false), ..first })[0],
        "WORKERS 0-4"
    );

    // What was chosen stays, as long as what the page shows is in it.
    let chosen = first.with_down(of("LAST"), &set);
    draw(&mut model, chosen);
    assert_eq!(axes(&model), chosen);
    update(&mut model, DocumentAction::TypeKnob(of("WORKERS").name, "30".into()));
    assert_eq!(told(axes(&model)), ["WORKERS 28-32", "LAST 5-9"]);
    update(&mut model, DocumentAction::TypeKnob(of("WORKERS").name, "1000000".into()));
    assert_eq!(told(axes(&model))[0], "WORKERS 999996-1000000");

    update(&mut model, DocumentAction::TypeKnob(of("WORKERS").name, "2".into()));
    // A text with one knob has one row, one without any no map; a program of roles has its own.
    let one = MARKS.replace("MARKS = 1\n", "").replace("LAST = 7\n", "");
    let one = one.replace("range(MARKS)", "range(2)").replace("print(LAST)\n", "");
    update(&mut model, DocumentAction::Edit(one.clone()));
    assert_eq!(told(axes(&model)), ["WORKERS 1-5"]);
    let axes = axes(&model);
    draw(&mut model, axes);
    assert_eq!(model.proof.map.cells.len(), 5);
    update(
        &mut model,
        DocumentAction::Edit(one.replace("WORKERS = 2\n", "").replace("WORKERS", "2")),
    );
    assert!(model.text_is_right());
    assert_eq!(layout(&model), None);
    let mut model = simulated();
    assert_eq!(layout(&model), Some(Layout::ByCapacity));
    model.proof.map.layout = Layout::ByKnobs(axes);
    assert_eq!(layout(&model), Some(Layout::ByCapacity));
}
