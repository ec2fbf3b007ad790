//! What is shared, as each place wants it written.

use super::{simulated, update};
use interleave::catalogue::Setting;
use interleave::session::{DocumentAction, Form, Model, SharingAction};

const PAGE: &str = "https://example.org/interleave/index.html";

/// What the page shares of its program.
fn program_of(model: &mut Model) -> String {
    update(model, SharingAction::Share);
    model.sharing.shared.as_ref().expect("it was asked for").program.clone()
}

#[test]
fn a_program_of_the_catalogue_is_named_with_what_differs_from_how_it_opens() {
    let mut model = simulated();
    assert_eq!(program_of(&mut model), "?program=three-semaphores");
    update(&mut model, DocumentAction::Type(Setting::Capacity, "7".into()));
    let entry = model.document.entry;
    for name in ["skip-spaces-wait", "swap-producer-waits"] {
        let Some(fault) = entry.fault_named(name) else { continue };
        update(&mut model, DocumentAction::SetFault(fault, true));
    }
    let place = program_of(&mut model);
    assert!(place.starts_with("?program=three-semaphores&faults="), "{place}");
    assert!(place.ends_with("&capacity=7") && place.contains("skip-spaces-wait"), "{place}");
}

#[test]
fn a_text_of_ones_own_is_shared_without_its_run() {
    let mut model = simulated();
    let text = model.document.text_to_edit().replace("Semaphore(1)", "Semaphore(2)");
    update(&mut model, DocumentAction::Edit(text.clone()));
    update(&mut model, interleave::session::PlaybackAction::Step);
    assert_eq!(model.playback.run.length(), 1);
    let place = program_of(&mut model);
    let fragment = place.strip_prefix('#').expect("it is a link").to_owned();
    let mut opened = simulated();
    update(&mut opened, SharingAction::OpenLink(fragment));
    assert_eq!(opened.document.own_text.as_deref(), Some(&*text));
    assert_eq!(opened.playback.run.length(), 0);
}

#[test]
fn each_form_holds_the_address_and_the_title_as_its_place_reads_them() {
    let title = "Interleave: \"a\" & [b]";
    let place = "?program=three-semaphores&capacity=7#v1=abc";
    for form in Form::ALL {
        let written = form.write(PAGE, place, title);
        // What stands in HTML is escaped there, or a quote would end the attribute.
        let attributes = written.split("=\"").skip(1).filter_map(|it| it.split('"').next());
        for value in attributes {
            assert!(!value.contains("& ") && !value.contains('<'), "{form:?}: {value}");
        }
        if form.is_frame() && form != Form::Element {
            let source = "?embed=1&amp;program=three-semaphores&amp;capacity=7#v1=abc\"";
            assert!(written.contains(source), "{form:?}: {written}");
            assert!(written.contains("title=\"Interleave: &quot;a&quot; &amp; [b]\""), "{written}");
        }
    }
    let address = format!("{PAGE}{place}");
    assert_eq!(Form::Link.write(PAGE, place, title), address);
    assert_eq!(Form::Qr.write(PAGE, place, title), address);
    let markdown = Form::Markdown.write(PAGE, place, title);
    assert_eq!(markdown, format!("[Interleave: \"a\" & \\[b\\]](<{address}>)"));
    // Learning platforms take out attributes they do not know, and scripts.
    let moodle = Form::Moodle.write(PAGE, place, title);
    assert!(!moodle.contains("allow=") && !moodle.contains("<script"), "{moodle}");
    assert!(Form::Frame.write(PAGE, place, title).contains("allow=\"cross-origin-isolated"));
    let bare = Form::Frame.write(PAGE, "#v1=abc", title);
    assert!(bare.contains("index.html?embed=1#v1=abc\""), "{bare}");
}
