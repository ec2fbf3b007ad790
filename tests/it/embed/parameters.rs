//! Addresses that ask for something by name.

use super::Framed;
use interleave::embed::Parameters;
use interleave::session::{
    Model, Notice, Opening, SharingAction, Speed, StepsRefused, Theme, ThreadKind, describe_notice,
    update,
};
use interleave::text::Language;

/// A page that was opened with this query, and with this behind the `#`.
fn opened_with(query: &str, link: Option<String>) -> Model {
    let mut page = Framed::opened();
    for action in Parameters::read(query).opening(link.map(|it| SharingAction::OpenLink(it).into()))
    {
        update(&mut page.model, action);
    }
    page.model
}

fn opened(query: &str) -> Model {
    opened_with(query, None)
}

fn faults(model: &Model) -> Vec<&str> {
    let on = model.document.configuration.faults.iter();
    on.map(|it| model.document.entry.faults[it].name).collect()
}

#[test]
fn a_program_is_asked_for_by_name() {
    let model = opened(
        "?embed=1&program=two-mutexes&producers=3&capacity=2&lang=pt-BR&theme=dark&speed=30&threads=simulated",
    );
    assert_eq!(model.document.entry.name, "two-mutexes");
    assert_eq!(
        (model.document.configuration.producers(), model.document.configuration.capacity()),
        (3, 2)
    );
    assert_eq!(model.preferences.language, Language::BrazilianPortuguese);
    assert_eq!(model.preferences.theme, Theme::Dark);
    assert_eq!(model.playback.speed.steps_per_second(), Some(30.0));
    assert_eq!(model.threads.chosen_kind, ThreadKind::Simulated);
    assert_eq!(model.notice, None);
}

#[test]
fn a_step_is_shown_and_is_always_the_same() {
    let query = "?embed=1&program=three-semaphores&faults=producer-swaps-signals,consumer-swaps-signals&step=12";
    let (one, other) = (opened(query), opened(query));
    assert_eq!(one.playback.run.position(), 12);
    assert_eq!(faults(&one).len(), 2);
    assert_eq!(one.link(), other.link());
    assert_eq!(one.kind(), ThreadKind::Simulated);
    let another = opened("?program=three-semaphores&step=12&seed=5");
    let turns = |it: &Model| it.playback.run.schedule().collect::<Vec<_>>();
    assert_ne!(turns(&opened("?program=three-semaphores&step=12")), turns(&another));
}

#[test]
fn steps_are_taken_with_and_without_their_version() {
    for steps in ["1.P1x3.P2", "P1x3.P2"] {
        let model = opened(&format!("?program=three-semaphores&steps={steps}&step=2"));
        assert_eq!((model.playback.run.position(), model.playback.run.length()), (2, 4));
    }
    let model = opened("?program=three-semaphores&steps=C1");
    assert!(
        matches!(
            &model.notice,
            Some(Notice::Opened(Opening::StepsRefused(StepsRefused::Step { step: 1, .. })))
        ),
        "{:?}",
        model.notice
    );
}

#[test]
fn a_link_behind_the_sign_says_what_is_shown() {
    let mut page = Framed::opened();
    for _ in 0..6 {
        update(&mut page.model, interleave::session::PlaybackAction::Step);
    }
    let link = page.model.link().0.to_fragment();
    let model = opened_with("?embed=1&program=two-mutexes&lang=pt&step=3", Some(link));
    assert_eq!(model.document.entry.name, "three-semaphores");
    assert_eq!((model.playback.run.position(), model.playback.run.length()), (3, 6));
    assert_eq!(model.preferences.language, Language::BrazilianPortuguese);
}

#[test]
fn what_means_nothing_is_said_in_the_language_that_was_asked_for() {
    for (query, name) in [
        ("?program=no-such-program&step=5", "no-such-program"),
        ("?program=three-semaphores&faults=producer-skips-mutex,no-such-fault", "no-such-fault"),
        ("?program=three-semaphores&capacity=many", "capacity=many"),
        ("?program=three-semaphores&capacity=1000", "capacity=1000 (64)"),
        ("?embed=1&hide=code,everything", "hide=code,everything"),
        ("?embed=1&colour=blue", "colour=blue"),
        ("?program=three-semaphores&step=-1", "step=-1"),
        ("?program=three-semaphores&scheduler=nobody", "nobody"),
    ] {
        let model = opened(query);
        assert_eq!(
            model.notice,
            Some(Notice::Opened(Opening::UnknownNames(vec![name.into()]))),
            "{query}"
        );
        let portuguese = opened(&format!("{query}&lang=pt-BR"));
        let notice = portuguese.notice.as_ref().expect("there is a notice");
        let said = describe_notice(portuguese.text(), portuguese.program(), notice);
        assert!(said.contains(name) && said.contains("conhece"), "{said}");
    }
    assert_eq!(
        faults(&opened("?faults=producer-skips-mutex,no-such-fault")),
        ["producer-skips-mutex"]
    );
    assert_eq!(Parameters::read("?embed=1&hide=everything,code").view().hidden_names(" "), "code");
}

#[test]
fn an_address_that_asks_for_nothing_leaves_the_page_as_it_is() {
    for query in ["", "?", "?utm_source=course&interleave-x=1&reloaded=1&service-worker=off&&"] {
        assert_eq!(Parameters::read(query).opening(None), [], "{query}");
    }
    // A way the page looks is no program.
    assert_eq!(Parameters::read("?lang=pt").opening(None).len(), 1);
}

#[test]
fn escapes_are_read_and_what_is_none_stays() {
    let text = "x%20%3D+1%0A%C3%A9%zz%4";
    let model = opened(&format!("?text={text}"));
    assert_eq!(model.document.own_text.as_deref(), Some("x = 1\né%zz%4"));
    let host = Parameters::read("?embed=1&host=https%3A%2F%2Fcourse.example");
    assert_eq!(host.host(), Some("https://course.example"));
}

#[test]
fn a_speed_is_the_nearest_there_is() {
    let speed = |value: &str| opened(&format!("?embed=1&speed={value}")).playback.speed;
    for (value, rate) in
        [("0.01", Some(0.25)), ("4", Some(4.0)), ("100", Some(125.0)), ("unlimited", None)]
    {
        assert_eq!(speed(value).steps_per_second(), rate, "{value}");
    }
    assert_eq!(speed("1e9"), Speed::at(12), "as fast as can be counted");
    for value in ["0", "-4", "NaN", "inf", "fast"] {
        assert!(opened(&format!("?embed=1&speed={value}")).notice.is_some(), "{value}");
    }
}

#[test]
fn no_query_breaks_the_page() {
    let mut chance = interleave::engine::SplitMix64::new(3);
    let pieces = [
        "program=",
        "three-semaphores",
        "&",
        "faults=",
        "step=",
        "9999999999",
        "%",
        "%ff",
        "steps=1.",
        "P1x",
        "4294967296",
        "embed=1",
        "hide=",
        "lock=faults",
        "seed=",
        "🧵",
        "=",
        "text=def+f(",
        "producers=",
        "v1=",
    ];
    for _ in 0..1_000 {
        let length = chance.below(12);
        let query: String = (0..length).map(|_| pieces[chance.below(pieces.len())]).collect();
        let model = opened(&query);
        assert!(model.playback.run.position() <= 5_000, "{query}");
    }
}
