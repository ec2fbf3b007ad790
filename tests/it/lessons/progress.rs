//! What was done is kept as text.

use interleave::lesson::{CHALLENGES, Misconception};
use interleave::session::lesson::{Idea, Progress, Record};

fn read(text: &str) -> Progress {
    Progress::from_text(text).unwrap_or_else(|| panic!("{text}"))
}

#[test]
fn progress_survives_being_written_and_read() {
    let text = "1~if-or-while.2.3.1.0.0.0.17~two-counters.3.1.0.0.3.1.0";
    let progress = read(text);
    assert_eq!(progress.to_text(), text);
    assert_eq!((progress.done(), progress.stars()), (2, 5));
    let record = Record { stars: 2, tries: 3, hints: 1, variant: 17, ..Record::default() };
    assert_eq!(progress.of("if-or-while"), record);
    assert_eq!(read(" 1\n"), Progress::default());
    // One that is not known here is left out.
    assert_eq!(read("1~from-the-future.3.1.0.0.3.1.0"), Progress::default());
}

#[test]
fn damaged_progress_is_none() {
    for text in [
        "",
        "2",
        "1~",
        "1~two-counters",
        "1~two-counters.4.1.0.0.3.1.0",
        "1~two-counters.3.1.0.0.3.1",
        "1~two-counters.3.1.0.0.3.1.x",
        "1~two-counters.3.1.0.0.3.1.-1",
        "1~two-counters.3.1.0.0.9.1.0",
    ] {
        assert_eq!(Progress::from_text(text), None, "{text}");
    }
    assert_eq!(Progress::from_text(&"1~".repeat(20_000)), None);
}

#[test]
fn all_of_it_is_short_enough_for_a_learning_platform() {
    let mut text = String::from("1");
    for challenge in CHALLENGES {
        text += &format!("~{}.3.12.3.1.3.1.9999", challenge.name);
    }
    assert_eq!(read(&text).done(), CHALLENGES.len());
    assert!(text.len() < 4096, "{}", text.len());
}

#[test]
fn ideas_are_met_open_or_mended() {
    let idea = |text: &str| read(text).idea(Misconception::WokenMeansTrue);
    assert_eq!(idea("1"), Idea::NotMet);
    assert_eq!(idea("1~if-or-while.0.1.0.0.0.0.0"), Idea::Open);
    assert_eq!(idea("1~if-or-while.1.2.0.0.0.0.0"), Idea::Mended);
    assert_eq!(idea("1~if-or-while.1.2.0.0.0.0.0~woken-is-not-served.0.1.0.0.0.0.0"), Idea::Open);
}

#[test]
fn how_sure_one_was_is_held_to_how_right_one_was() {
    let progress = read("1~two-counters.3.1.0.0.3.1.0~if-or-while.1.2.0.0.3.0.0");
    let [_, _, very] = progress.sureness();
    assert_eq!((very.right, very.of), (1, 2));
}
