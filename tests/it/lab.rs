//! The lab: its questions are answered as the clock answers them, its links say what it shows, and it hides the program.

use interleave::catalogue::Configuration;
use interleave::clock::{Kind, MILLISECOND as MS, Runtime, StartMethod, total};
use interleave::session::lab::{
    Asked, Knob, QUESTIONS, Question, Reckoned, Side, fragment_of, is_meant_by, now, span, story,
    times,
};
use interleave::session::{
    DocumentAction, Effect, LabAction, LessonAction, LibraryAction, Model, Motion, PlaybackAction,
    SharingAction, Support, ThreadsAction, UndoAction, WhySimulated, update,
};
use interleave::text::{Language, Passages, Volume};

fn model() -> Model {
    let mut model = Model::new(Configuration::default());
    let support = Support::SimulatedOnly(WhySimulated::NotIsolated);
    update(&mut model, ThreadsAction::SupportFound(support));
    model
}

fn open() -> Model {
    let mut model = model();
    update(&mut model, LabAction::Open);
    model
}

fn reckoned(question: &Question) -> Reckoned {
    let (work, machine) = question.set_up();
    Reckoned::of(&work, &machine)
}

/// What the clock says of a question: which of its three answers is nearest.
fn answer_of_the_clock(question: &Question) -> u8 {
    let reckoned = reckoned(question);
    let faster = reckoned.faster(question.about);
    let nearest = |answers: [u64; 3], it: u64| {
        let distance = |at: &usize| answers[*at].abs_diff(it);
        (0..3).min_by_key(distance).map_or(9, |it| it as u8)
    };
    match question.name {
        "threads-that-count" | "outside-the-gil" => nearest([100, 200, 400], faster),
        "threads-that-wait" => nearest([100, 400, 800], faster),
        "compute-and-wait" => nearest([100, 160, 400], faster),
        "awaited-in-turn" => nearest([100, 200, 800], faster),
        "a-million-roots" => nearest([25, 100, 1_600], faster),
        "the-best-chunk" => nearest([100, 200, 400], faster),
        "one-long-task" => nearest([100, 150, 400], faster),
        "starting-costs-more" | "sending-costs-more" => nearest([75, 200, 400], faster),
        "amdahl" => nearest([1_600, 360, 1_300], faster),
        "no-heavy-task" => nearest([400, 200, 90], faster),
        "one-heavy-call" => {
            let stands = reckoned.strip(Runtime::Asyncio).and_then(|it| it.standstill);
            nearest([0, 40, 1_000], stands.map_or(0, |(from, to)| (to - from) / MS))
        }
        "the-convoy" => {
            let strip = reckoned.strip(Runtime::Gil).expect("it is reckoned");
            let caller = &strip.lanes[1];
            let wants = caller.spent[Kind::WantsKey as usize]
                + caller.spent[Kind::WokenForNothing as usize];
            nearest([0, 5, 100], wants / 50 / (MS / 10))
        }
        name => panic!("nobody knows how the clock answers {name}"),
    }
}

#[test]
fn each_question_is_answered_as_the_clock_answers_it() {
    for question in &QUESTIONS {
        assert_eq!(question.right, answer_of_the_clock(question), "{}", question.name);
    }
}

#[test]
fn the_numbers_in_the_explanations_are_the_clocks() {
    let of = |name: &str| QUESTIONS.iter().find(|it| it.name == name).expect("it is asked");
    // "From 10 on they are 3.9 times as fast."
    let (mut work, mut machine) = of("the-best-chunk").set_up();
    for chunk in [10, 25, 100, 1_000] {
        Knob::Chunk.set(&mut work, &mut machine, chunk);
        let faster = Reckoned::of(&work, &machine).faster(Runtime::Processes);
        assert!((385..395).contains(&faster), "{chunk}: {faster}");
    }
    // "With a thousand cores it would be 1.3 times faster at best": the parent's stream alone.
    let (work, machine) = of("a-million-roots").set_up();
    let stream = work.all_items() * 15 / 10;
    assert_eq!(total(Runtime::Serial, &work, &machine) * 10 / stream, 13);
    // "The fifth takes 320 of 1,600 ms."
    let (work, machine) = of("amdahl").set_up();
    assert_eq!(work.serial_time(), 320 * MS);
    assert_eq!(total(Runtime::Serial, &work, &machine), 1_600 * MS);
    // "The computing is done one after the other: 240 ms."
    let (work, _) = of("compute-and-wait").set_up();
    assert_eq!(u64::from(work.tasks) * work.python, 240 * MS);
    // "On the free-threaded build it takes 6 µs": nobody wants a key there.
    let strips = reckoned(of("the-convoy"));
    assert_eq!(strips.strip(Runtime::FreeThreaded).map(|it| it.somebody_wants()), Some(0));
}

#[test]
fn every_question_has_its_texts_in_every_language_and_no_others_are_there() {
    for language in Language::ALL {
        let passages = Passages::read(Volume::Lab.text(language));
        let mut wanted: Vec<String> = Vec::new();
        for question in &QUESTIONS {
            for what in ["title", "question", "1", "2", "3", "why"] {
                let key = format!("{}/{what}", question.name);
                let said = passages.get(&key).unwrap_or_default();
                assert!(!said.is_empty(), "{key} in {}", language.tag());
                wanted.push(key);
            }
        }
        wanted.sort();
        assert_eq!(passages.keys().collect::<Vec<_>>(), wanted);
    }
}

#[test]
fn sentences_leave_the_same_places_in_every_language() {
    let places =
        |said: &str| (0..3).filter(|at| said.contains(&format!("{{{at}}}"))).collect::<Vec<_>>();
    let english = Language::English.text().lab.all();
    let portuguese = Language::BrazilianPortuguese.text().lab.all();
    for ((name, one), (_, other)) in english.into_iter().zip(portuguese) {
        assert!(!one.is_empty() && !other.is_empty(), "{name}");
        assert_eq!(places(one), places(other), "{name}");
        // What would change it is named once.
        assert!(!name.ends_with("_lever") || one.matches("{2}").count() == 1, "{name}");
    }
}

#[test]
fn a_knob_moves_the_strips_at_once() {
    let mut model = open();
    let before = model.lab.reckoned.clone().expect("it is open");
    assert_eq!(before.total(Runtime::Serial), 800 * MS);
    update(&mut model, LabAction::Nudge(Knob::Tasks, 1));
    let after = model.lab.reckoned.clone().expect("it is open");
    assert_eq!(after.total(Runtime::Serial), 1_000 * MS, "ten tasks come after eight");
    update(&mut model, LabAction::Start(StartMethod::Spawn));
    let spawned = model.lab.reckoned.clone().expect("it is open");
    assert!(spawned.total(Runtime::Processes) > after.total(Runtime::Processes));
    update(&mut model, LabAction::Reset);
    assert_eq!(model.lab.reckoned, Some(before));
    // Nothing is reckoned anew for a look.
    let at = model.lab.reckoned.clone().map(|it| std::rc::Rc::as_ptr(&it));
    update(&mut model, LabAction::Look(500));
    assert_eq!(model.lab.reckoned.as_ref().map(std::rc::Rc::as_ptr), at);
    assert_eq!(model.lab.time(), 400 * MS);
}

#[test]
fn every_place_of_every_knob_can_be_set_and_read_again() {
    let mut model = open();
    for knob in Knob::ALL {
        for (place, value) in knob.scale().iter().enumerate() {
            update(&mut model, LabAction::Turn(knob, place as u32));
            assert_eq!(knob.value(&model.lab.work, &model.lab.machine), *value, "{}", knob.name());
            assert_eq!(knob.place(&model.lab.work, &model.lab.machine), place as u32);
        }
        assert!(knob.scale().is_sorted(), "{}", knob.name());
        update(&mut model, LabAction::Turn(knob, u32::MAX));
        assert_eq!(Some(&knob.value(&model.lab.work, &model.lab.machine)), knob.scale().last());
        update(&mut model, LabAction::Nudge(knob, 1));
        update(&mut model, LabAction::Reset);
    }
}

#[test]
fn a_question_is_answered_once_and_another_work_is_another_question() {
    let mut model = open();
    update(&mut model, LabAction::Ask(0));
    assert!(model.lab.waits_for_answer());
    update(&mut model, LabAction::Answer(2));
    update(&mut model, LabAction::Answer(0));
    assert_eq!(model.lab.asked, Some(Asked { question: 0, answer: Some(2) }));
    assert_eq!(model.lab.answered, 1);
    // Once it is answered, one may try what changes it.
    update(&mut model, LabAction::Nudge(Knob::Cores, 1));
    assert!(model.lab.asked.is_some());
    // Before, that would give the answer away.
    update(&mut model, LabAction::Ask(1));
    update(&mut model, LabAction::Nudge(Knob::Cores, 1));
    assert_eq!(model.lab.asked, None);
    update(&mut model, LabAction::Ask(99));
    assert_eq!(model.lab.asked, None);
}

#[test]
fn a_link_shows_the_lab_with_its_numbers() {
    let mut model = open();
    assert_eq!(fragment_of(&model.lab), "lab=open");
    update(&mut model, LabAction::Turn(Knob::Compute, 3));
    update(&mut model, LabAction::Start(StartMethod::Forkserver));
    update(&mut model, LabAction::Nudge(Knob::Cores, -1));
    let link = fragment_of(&model.lab);
    assert_eq!(link, "lab=open&compute=3&cores=3&start=forkserver");
    let mut other = self::model();
    update(&mut other, LabAction::OpenLink(link));
    assert_eq!((other.lab.work, other.lab.machine), (model.lab.work, model.lab.machine));
    assert!(other.lab.is_open);
    for (at, question) in QUESTIONS.iter().enumerate() {
        update(&mut other, LabAction::OpenLink(format!("lab={}&lang=pt-BR", question.name)));
        assert_eq!(other.lab.asked, Some(Asked { question: at, answer: None }));
        assert_eq!(fragment_of(&other.lab), format!("lab={}", question.name));
    }
    assert_eq!(other.preferences.language, Language::BrazilianPortuguese);
    // Whatever a link says, it is some work.
    for text in
        ["lab", "lab=", "lab=open&tasks=0&cores=99999&compute=-1&wait=7&chunk=x&&=", "lab=nobody"]
    {
        assert!(is_meant_by(text));
        update(&mut other, LabAction::OpenLink(text.to_owned()));
        assert!(other.lab.work.tasks >= 1 && other.lab.machine.cores >= 1);
        assert_eq!(other.lab.asked, None);
    }
    assert!(
        !is_meant_by("lesson=two-counters") && !is_meant_by("v1=abc") && !is_meant_by("label=1")
    );
}

#[test]
fn the_lab_hides_the_program_and_gives_way_to_what_opens_another() {
    let mut model = model();
    update(&mut model, PlaybackAction::Toggle);
    assert_eq!(model.playback.motion, Motion::Running);
    update(&mut model, LabAction::Open);
    assert_eq!(model.playback.motion, Motion::Paused);
    let position = model.playback.run.position();
    for action in [PlaybackAction::Toggle, PlaybackAction::Step, PlaybackAction::Reset] {
        update(&mut model, action);
    }
    update(&mut model, UndoAction::Undo);
    assert_eq!((model.playback.motion, model.playback.run.position()), (Motion::Paused, position));
    update(&mut model, LabAction::Close);
    update(&mut model, PlaybackAction::Step);
    assert_eq!(model.playback.run.position(), position + 1);

    let opens: [interleave::session::Action; 3] = [
        LessonAction::ShowOverview.into(),
        DocumentAction::ChooseProgram("monitor").into(),
        SharingAction::OpenLink("v1=nothing".to_owned()).into(),
    ];
    for action in opens {
        let mut model = open();
        update(&mut model, action.clone());
        assert!(!model.lab.is_open, "{action:?}");
    }
    let mut model = open();
    update(&mut model, LessonAction::ShowOverview);
    update(&mut model, LabAction::Open);
    assert!(!model.lesson.is_shown(), "one thing is shown at a time");
}

#[test]
fn its_texts_are_fetched_when_it_is_opened_and_not_before() {
    let fetch = |language| Effect::Fetch(Volume::Lab, language);
    let mut model = model();
    assert_eq!(update(&mut model, LabAction::Look(1)), []);
    assert!(update(&mut model, LabAction::Open).contains(&fetch(Language::English)));
    let text = Volume::Lab.text(Language::English).to_owned();
    update(&mut model, LibraryAction::Came(Volume::Lab, Language::English, text));
    assert!(model.library.passages(Volume::Lab, Language::English).is_some());
}

#[test]
fn the_sentence_names_the_cause_and_the_knob() {
    let knob_of = |question: &str| {
        let mut model = open();
        update(&mut model, LabAction::OpenLink(format!("lab={question}")));
        story(&model.lab, Language::English).map(|it| {
            let said = format!("{}{}{}", it.cause, it.lever.0, it.lever.1);
            assert!(!said.contains('{'), "{said}");
            (it.cause, it.knob.1)
        })
    };
    let words = &Language::English.text().lab;
    let cases = [
        ("threads-that-count", words.nothing, "compute"),
        ("threads-that-wait", words.all_wait, "compute"),
        ("compute-and-wait", words.saves_waiting, "compute"),
        ("outside-the-gil", words.side_by_side, "cores"),
        ("one-heavy-call", words.heavy, "long"),
        ("awaited-in-turn", words.in_turn, "await"),
        ("a-million-roots", words.posting, "compute"),
        ("the-best-chunk", words.posting, "chunk"),
        ("one-long-task", words.long_task, "long"),
        ("starting-costs-more", words.starting, "compute"),
        ("sending-costs-more", words.sending, "bytes"),
        ("the-convoy", "A call of 6 µs takes 9 ms beside threads that compute.", "switch"),
        ("amdahl", words.alone, "serial"),
    ];
    for (question, cause, knob) in cases {
        assert_eq!(knob_of(question), Some((cause.to_owned(), knob)), "{question}");
    }
    let model = open();
    let said = story(&model.lab, Language::English).expect("it is open");
    assert_eq!(said.cause, words.saves_waiting);
    assert!(said.lever.0.ends_with("Less "), "{said:?}");
}

#[test]
fn the_moment_says_who_has_the_key_and_who_asks_for_it() {
    let question = &QUESTIONS[0];
    let reckoned = reckoned(question);
    let strip = reckoned.strip(Runtime::Gil).expect("it is reckoned");
    let raised =
        strip.raised.iter().find(|it| strip.key_at(it.at).is_some()).expect("somebody asks");
    // The one who asked gets the key, or waits on; whoever has it is one.
    for time in (0..strip.total).step_by(MS as usize / 3) {
        let now = now(Runtime::Gil, strip, time);
        assert!(now.lanes.iter().filter(|it| it.has_key).count() <= 1, "{time}");
        assert!(now.lanes.iter().all(|it| !(it.has_key && it.asks)), "{time}");
        let computing = now.lanes.iter().filter(|it| it.kind == Some(Kind::Python));
        assert!(computing.count() <= 1, "{time}");
    }
    assert!(raised.at >= 5 * MS);
    let over = now(Runtime::Gil, strip, strip.total);
    assert!(over.is_over);
    let heavy = QUESTIONS.iter().find(|it| it.name == "one-heavy-call").expect("it is asked");
    let reckoned = self::reckoned(heavy);
    let strip = reckoned.strip(Runtime::Asyncio).expect("it is reckoned");
    let (from, to) = strip.standstill.expect("it stands");
    let stands = now(Runtime::Asyncio, strip, to - 1).stands.expect("it stands");
    assert!(stands >= 999 * MS && to - from >= 1_000 * MS, "{stands}");
}

#[test]
fn durations_are_written_as_people_write_them() {
    let check = |time, english: &str, portuguese: &str| {
        assert_eq!(span(time, Language::English), english);
        assert_eq!(span(time, Language::BrazilianPortuguese), portuguese);
    };
    check(0, "0 ms", "0 ms");
    check(2, "0.2 µs", "0,2 µs");
    check(60, "6 µs", "6 µs");
    check(25_000, "2.5 ms", "2,5 ms");
    check(1_056_700, "106 ms", "106 ms");
    check(12_345_678, "1,235 ms", "1.235 ms");
    check(253_000_000, "25 s", "25 s");
    check(99_999, "9.9 ms", "9,9 ms");
    let text = Language::English.text();
    assert_eq!(times(160, text, Language::English), "1.6 times");
    assert_eq!(times(102, text, Language::English), "1.0 times");
}

#[test]
fn a_small_page_shows_one_thing_at_a_time() {
    let mut model = open();
    for side in Side::ALL {
        update(&mut model, LabAction::Show(side));
        assert_eq!(model.lab.side, side);
    }
    // A question is asked where it can be read.
    update(&mut model, LabAction::Ask(3));
    assert_eq!(model.lab.side, Side::Strips);
}
