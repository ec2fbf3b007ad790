//! Lessons and views as links: each is opened again to the same state.

use super::{simulated, update};
use interleave::embed::Parameters;
use interleave::lesson::CHALLENGES;
use interleave::session::{
    Form, Hidden, LessonAction, Locked, Model, PlaybackAction, Share, SharingAction, Shown,
};
use interleave::text::Language;

fn shared(model: &mut Model, share: Share) -> String {
    update(model, SharingAction::Share);
    update(model, SharingAction::Choose(share));
    model.sharing.place(model.preferences.language)
}

#[test]
fn a_lesson_is_shared_with_its_variant_and_language() {
    for challenge in CHALLENGES {
        for variant in [0, 17] {
            let mut model = simulated();
            model.preferences.language = Language::BrazilianPortuguese;
            update(&mut model, LessonAction::Open(challenge.name, variant));
            let place = shared(&mut model, Share::Run);
            let fragment = place.strip_prefix('#').expect("it is a link").to_owned();
            let mut opened = simulated();
            update(&mut opened, LessonAction::OpenLink(fragment));
            let attempt = opened.lesson.open().expect("a lesson is open");
            assert_eq!((attempt.challenge.name, attempt.number), (challenge.name, variant));
            assert_eq!(opened.preferences.language, Language::BrazilianPortuguese);
            assert_eq!(opened.document.text_to_edit(), model.document.text_to_edit());
        }
    }
}

#[test]
fn a_link_may_leave_the_language_to_whoever_follows_it_and_the_course_has_one_too() {
    let mut model = simulated();
    update(&mut model, LessonAction::Open(CHALLENGES[0].name, 3));
    update(&mut model, SharingAction::LeaveLanguageOpen(true));
    let place = shared(&mut model, Share::Lesson);
    assert_eq!(place, format!("#lesson={}&variant=3", CHALLENGES[0].name));
    let frame = Form::Frame.write("https://example.org/", &place, "Lesson");
    assert!(frame.contains("?embed=1#lesson="), "{frame}");

    update(&mut model, LessonAction::ShowOverview);
    update(&mut model, SharingAction::LeaveLanguageOpen(false));
    let place = shared(&mut model, Share::Lesson);
    let mut opened = simulated();
    update(&mut opened, LessonAction::OpenLink(place[1..].to_owned()));
    assert_eq!(opened.lesson.shown, Shown::Overview);
    update(&mut model, LessonAction::Close);
    // In the laboratory there is no lesson to share: the run is.
    assert!(shared(&mut model, Share::Lesson).starts_with("#v1="));
}

#[test]
fn a_view_keeps_the_run_and_what_is_hidden_and_locked() {
    let mut model = simulated();
    for _ in 0..7 {
        update(&mut model, PlaybackAction::Step);
    }
    update(&mut model, PlaybackAction::Back);
    update(&mut model, SharingAction::Hide(Hidden::Log));
    update(&mut model, SharingAction::Hide(Hidden::Code));
    update(&mut model, SharingAction::Hide(Hidden::Timeline));
    update(&mut model, SharingAction::Hide(Hidden::Timeline));
    update(&mut model, SharingAction::Lock(Locked::Editor));
    let place = shared(&mut model, Share::View);
    let (query, fragment) = place.split_once('#').expect("it has a link");
    assert_eq!(query, "?hide=code,log&lock=editor");
    let parameters = Parameters::read(query);
    let view = parameters.view();
    assert_eq!(view.hidden, [Hidden::Code, Hidden::Log]);
    assert_eq!(view.locked, [Locked::Editor]);
    let mut opened = simulated();
    let link = SharingAction::OpenLink(fragment.to_owned()).into();
    for action in parameters.opening(Some(link)) {
        update(&mut opened, action);
    }
    assert_eq!(opened.playback.run.length(), 7);
    assert_eq!(opened.playback.run.position(), 6);
    assert!(model.notice.is_none(), "every name is known: {:?}", model.notice);
    let element = Form::Element.write("https://example.org/", &place, "View");
    assert!(element.contains("hide=\"code,log\" lock=\"editor\" link=\"v1="), "{element}");
    for hidden in Hidden::ALL {
        update(&mut model, SharingAction::Hide(hidden));
        assert_ne!(model.sharing.view.hidden.contains(&hidden), view.hidden.contains(&hidden));
    }
}
