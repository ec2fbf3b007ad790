//! Whole programs, of the catalogue and of the reader's own: what they are called, and what is said of them.

use super::simulated;
use interleave::catalogue::entry_named;
use interleave::languages::TargetLanguage;
use interleave::session::{CodeView, DocumentAction, Effect, LibraryAction, Model, update};
use interleave::text::{Language, Volume};

const OWN: &str = "import threading\n\ndef work():\n    print('done')\n\nthread = threading.Thread(target=work)\nthread.start()\nthread.join()\n";

fn title(model: &Model) -> &'static str {
    model.document.title(model.text())
}

#[test]
fn a_whole_program_of_ones_own_is_called_ones_own_and_nothing_else_is_said_of_it() {
    for language in Language::ALL {
        let check = |begin: &dyn Fn(&mut Model)| {
            let mut model = simulated();
            model.preferences.language = language;
            begin(&mut model);
            assert!(model.document.is_own_program() && !model.document.has_story());
            assert_eq!(title(&model), language.text().editor.your_program);
        };
        check(&|model| drop(update(model, DocumentAction::BeginWith(OWN.into()))));
        check(&|model| drop(update(model, DocumentAction::Edit(OWN.into()))));
        check(&|model| {
            update(model, DocumentAction::ChooseProgram("worker-pool"));
            update(model, DocumentAction::Edit(OWN.into()));
        });
        // One that is refused as well.
        let refused = format!("import socket\n{OWN}");
        check(&|model| drop(update(model, DocumentAction::Edit(refused.clone()))));
    }
    assert_ne!(
        Language::English.text().editor.your_program,
        Language::BrazilianPortuguese.text().editor.your_program
    );
}

#[test]
fn a_version_of_a_program_keeps_its_name() {
    let mut model = simulated();
    update(&mut model, DocumentAction::ChooseProgram("worker-pool"));
    let text = model.document.text_to_edit().replace("WORKERS = 2", "WORKERS = 3");
    update(&mut model, DocumentAction::Edit(text));
    assert!(model.document.own_text.is_some() && !model.document.is_own_program());
    assert_eq!(title(&model), "Worker pool");
    // So does one of roles, however much of it is new.
    update(&mut model, DocumentAction::ChooseProgram("three-semaphores"));
    update(&mut model, DocumentAction::Edit("x = 0\n\ndef counter():\n    x = 1\n".into()));
    assert_eq!(title(&model), "Bounded buffer, three semaphores");
}

#[test]
fn the_story_of_a_whole_program_is_fetched_when_it_is_open() {
    let mut model = simulated();
    assert!(!model.story().is_empty(), "that of the first program is in the page");
    let effects = update(&mut model, DocumentAction::ChooseProgram("worker-pool"));
    let fetch = Effect::Fetch(Volume::Stories, Language::English);
    assert!(effects.contains(&fetch), "{effects:?}");
    assert!(model.document.has_story() && model.story().is_empty());
    let text = Volume::Stories.text(Language::English).to_owned();
    update(&mut model, LibraryAction::Came(Volume::Stories, Language::English, text));
    assert!(model.story().contains("`None` for each worker"), "{}", model.story());
    let effects = update(&mut model, DocumentAction::ChooseProgram("bank-transfer"));
    assert!(!effects.contains(&fetch), "it is here: {effects:?}");
}

#[test]
fn a_whole_program_is_shown_as_it_is_written() {
    let mut model = simulated();
    update(&mut model, DocumentAction::ShowCode(CodeView::InLanguage(TargetLanguage::Rust)));
    update(&mut model, DocumentAction::ChooseProgram("worker-pool"));
    assert_eq!(model.document.code_view, CodeView::Program);
    assert!(!model.has_roles());
    let entry = entry_named("worker-pool").expect("it is in the catalogue");
    let shown: Vec<&str> = model.document.listing.lines.iter().map(|it| &*it.text).collect();
    assert_eq!(shown, entry.source.lines().collect::<Vec<_>>());
}
