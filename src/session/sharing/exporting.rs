//! What leaves the page as a file or a text: the run, the picture, the verdict.

use crate::engine::{Ending, write_schedule};
use crate::session::home::{NoScript, script_for_python};
use crate::session::model::Model;
use crate::session::narration::{describe_verdict, subject_words};
use crate::session::proof::{Stage, Subject};
use crate::session::retelling::{Diagram, RunForm, Told, describe_finish};
use crate::text::{Volume, fill};

/// As what it leaves the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Export {
    /// The run as a table.
    Table,
    /// The run for programs.
    Json,
    /// The run as a sequence diagram for Mermaid.
    Mermaid,
    /// The run as a picture of who did what when.
    Diagram,
    /// The picture of the page, of lines.
    Picture,
    /// The picture of the page, of dots.
    Photo,
    /// The verdict in words, to be handed in.
    Verdict,
    /// The run as a script that makes it happen on the reader's own CPython.
    Script,
}

/// Why something cannot leave the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotExported {
    /// The run is too long.
    Run,
    /// The browser does not let the page draw it.
    Picture,
    /// Nothing was proved.
    Verdict,
    /// There is no such script.
    Script(NoScript),
    /// The gate is not here, which is fetched.
    Gate,
}

/// What is to leave the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exported {
    /// As what.
    pub form: Export,
    /// The file, as text; of a photo its address; or why it cannot be had.
    pub text: Result<String, NotExported>,
}

impl Export {
    /// All of them, in the order the page shows them.
    pub const ALL: [Export; 8] = [
        Export::Table,
        Export::Json,
        Export::Mermaid,
        Export::Diagram,
        Export::Picture,
        Export::Photo,
        Export::Verdict,
        Export::Script,
    ];

    /// How a file of it ends, and what kind of file it is.
    pub fn file(self) -> (&'static str, &'static str) {
        match self {
            Export::Table => ("run.csv", "text/csv"),
            Export::Json => ("run.json", "application/json"),
            Export::Mermaid => ("run.mmd", "text/plain"),
            Export::Diagram => ("run.svg", "image/svg+xml"),
            Export::Picture => ("picture.svg", "image/svg+xml"),
            Export::Photo => ("picture.png", "image/png"),
            Export::Verdict => ("verdict.txt", "text/plain"),
            Export::Script => ("run.py", "text/x-python"),
        }
    }

    /// Whether the page has to draw it.
    pub fn is_drawn(self) -> bool {
        matches!(self, Export::Picture | Export::Photo)
    }

    fn of_the_run(self) -> Option<RunForm> {
        Some(match self {
            Export::Table => RunForm::Csv,
            Export::Json => RunForm::Json,
            Export::Mermaid => RunForm::Mermaid,
            Export::Diagram => RunForm::Svg,
            Export::Picture | Export::Photo | Export::Verdict | Export::Script => return None,
        })
    }
}

/// Whether what is shown can leave the page as a file: where all of the course is shown, or what was handed in, there is no
/// run, no picture and no verdict.
pub fn can_be_exported(model: &Model) -> bool {
    !model.lesson.is_shown() || model.lesson.open().is_some()
}

/// What leaves the page in this form, where the model says it all.
pub(super) fn export(model: &Model, form: Export) -> Exported {
    let text = match form.of_the_run() {
        Some(of_the_run) => retold(model, of_the_run).ok_or(NotExported::Run),
        None if form == Export::Verdict => verdict(model).ok_or(NotExported::Verdict),
        None if form == Export::Script => script(model),
        None => Err(NotExported::Picture),
    };
    Exported { form, text }
}

/// All steps of the run, told once more.
fn retold(model: &Model, form: RunForm) -> Option<String> {
    if !model.knows_few_steps() {
        return None;
    }
    let (text, run) = (model.text(), &model.playback.run);
    let turns: Vec<_> = run.schedule().collect();
    let mut told = Told::new(run.program().clone());
    told.follow(text, &turns).ok()?;
    let (ending, is_broken) = match told.what_broke(text) {
        Some((_, sentence)) => (sentence, true),
        None if told.run.ending() == Some(Ending::Finished) => {
            (describe_finish(text, &told.run), false)
        }
        None => (fill(text.exports.so_far, &[&turns.len().to_string()]), false),
    };
    Some(Diagram::of(&told, ending, is_broken).write(form))
}

/// The run as a script for CPython.
fn script(model: &Model) -> Result<String, NotExported> {
    if !model.knows_few_steps() {
        return Err(NotExported::Run);
    }
    let gate = model.library.passages(Volume::Gate, model.preferences.language);
    let gate = gate.and_then(|it| it.get(Volume::Gate.name())).ok_or(NotExported::Gate)?;
    let Subject { source, setup } = &*model.proof.present;
    let turns: Vec<_> = model.playback.run.schedule().collect();
    script_for_python(model.text(), gate, source, setup, &turns).map_err(NotExported::Script)
}

/// The verdict on what was proved last, with what it is about.
fn verdict(model: &Model) -> Option<String> {
    let (text, proof) = (model.text(), &model.proof);
    let Stage::Done(finding) = &proof.stage else { return None };
    let subject = proof.subject.as_ref()?;
    let (program, ..) = crate::notation::read(&subject.source, &subject.setup).ok()?;
    let plain = |number: u64| number.to_string();
    let report = &finding.report;
    let (title, sentences) = describe_verdict(text, &program, &subject.setup, report, &plain);
    let (numbers, finer) = subject_words(text, &program, &subject.setup);
    let of = [numbers, finer].into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>();
    let mut lines = vec![format!("Interleave: {title}"), of.join(", "), sentences];
    lines.iter_mut().for_each(|it| *it = it.replace('`', ""));
    if let crate::checker::Verdict::Violated(found) = &report.verdict {
        let steps = write_schedule(&program, &found.schedule);
        lines.push(format!("{}: {steps}", text.sharing.steps));
    }
    lines.push(text.exports.of_this_text.to_owned());
    lines.push(subject.source.to_string());
    Some(lines.join("\n\n") + "\n")
}
