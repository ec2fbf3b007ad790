//! The steps of a run as a table and as a sequence diagram.

use super::interleave;
use interleave::command::Status;

/// The shortest way to break the three semaphores with a line switched off.
const BROKEN: &str = "three-semaphores -p 2 -c 1 -n 2 --fault producer-skips-mutex";

fn schedule() -> String {
    let done = interleave(&format!("check {BROKEN} --json"));
    let result: serde_json::Value = serde_json::from_str(&done.out).expect("it is JSON");
    result["schedule"].as_str().expect("it breaks").to_owned()
}

fn replayed(form: &str) -> String {
    let line = format!("replay {BROKEN} --to {form}").replacen(
        "three-semaphores",
        &format!("three-semaphores {}", schedule()),
        1,
    );
    let done = interleave(&line);
    assert_eq!(done.status, Status::Violated, "{}", done.err);
    done.out
}

fn steps() -> usize {
    let done = interleave(&format!("check {BROKEN} --json"));
    let result: serde_json::Value = serde_json::from_str(&done.out).expect("it is JSON");
    result["steps"].as_u64().expect("it breaks") as usize
}

#[test]
fn a_table_has_a_row_for_each_step() {
    let table = replayed("csv");
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let header: Vec<&str> = reader.headers().expect("a head").iter().collect();
    assert_eq!(header, ["step", "thread", "line", "text", "did"]);
    let rows: Vec<csv::StringRecord> = reader.records().map(|it| it.expect("a row")).collect();
    assert_eq!(rows.len(), steps());
    assert_eq!((&rows[0][0], &rows[0][3]), ("1", "spaces.wait()"));
    let none = interleave("run three-semaphores --steps 0 --to csv");
    assert_eq!(none.out, "step,thread,line,text,did\n");
}

#[test]
fn a_sequence_diagram_shows_who_did_what_to_which_object() {
    let diagram = replayed("mermaid");
    let lines: Vec<&str> = diagram.lines().map(str::trim).collect();
    assert_eq!(
        lines[..4],
        ["sequenceDiagram", "participant P1", "participant P2", "participant C1"]
    );
    assert!(lines.contains(&"participant o_spaces as spaces"), "{diagram}");
    assert!(!diagram.contains("as mutex"), "nobody has come to it: {diagram}");
    let arrows: Vec<_> = lines.iter().filter(|it| it.contains("->>")).collect();
    assert_eq!(arrows.len(), steps());
    assert!(arrows[0].ends_with("->>o_spaces: 1 spaces.wait()"), "{}", arrows[0]);
    let last = lines.last().expect("it ends");
    assert!(last.starts_with("Note over P1,C1: "), "{last}");
    assert!(!last.contains(';'), "a statement would end there: {last}");
}

#[test]
fn a_picture_is_well_formed_and_marks_the_step_that_broke_it() {
    let picture = replayed("svg");
    assert_eq!(picture.matches("<rect x=").count(), steps());
    assert_eq!(picture.matches("stroke=\"#c22437\"").count(), 1);
    // Every element that is opened is closed, in order.
    let mut open = Vec::new();
    for tag in picture.split('<').skip(1).map(|it| it.split('>').next().unwrap_or_default()) {
        match tag.strip_prefix('/') {
            Some(name) => assert_eq!(open.pop(), Some(name), "{tag}"),
            None if tag.ends_with('/') => {}
            None => open.push(tag.split(' ').next().unwrap_or_default()),
        }
    }
    assert_eq!(open, Vec::<&str>::new());
}
