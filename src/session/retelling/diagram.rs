//! The steps of a run for other programs: a table, or a sequence diagram.

use super::{Step, Told};
use crate::engine::{Ending, Violation, write_schedule};
use crate::session::escaped;
use std::fmt::Write;

/// As what a run is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunForm {
    /// A table: a row for each step.
    Csv,
    /// All of it for programs.
    Json,
    /// A sequence diagram for Mermaid.
    Mermaid,
    /// A picture: a column for each thread, time downwards.
    Svg,
}

/// A run that is over, to be drawn.
pub struct Diagram<'a> {
    /// The names of its threads.
    pub threads: Vec<String>,
    /// The names of what they share.
    pub objects: Vec<&'a str>,
    /// Its steps.
    pub trace: &'a [Step],
    /// How it ended, in words.
    pub ending: String,
    /// Whether a rule was broken.
    pub is_broken: bool,
    /// The same as a schedule.
    pub schedule: String,
}

/// The distance of two threads in a picture, and of two steps, in its own units.
const COLUMN: usize = 190;
const ROW: usize = 26;
/// Where the first step stands.
const TOP: usize = 56;
/// So many letters of a line fit between two threads.
const LETTERS: usize = 22;
/// So many letters of the ending fit under one thread.
const WORDS: usize = 27;

impl Diagram<'_> {
    /// A run that was told, and how it ended.
    pub fn of(told: &Told, ending: String, is_broken: bool) -> Diagram<'_> {
        // That something has no limit is no fault of the program's.
        let only_grows = matches!(told.run.ending(), Some(Ending::Broken(Violation::Grows { .. })));
        let program = told.run.program();
        let threads = program.thread_ids().map(|it| program.name_of(it).to_string());
        Diagram {
            threads: threads.collect(),
            objects: program.objects.iter().map(|it| &*it.name).collect(),
            trace: &told.trace,
            ending,
            is_broken: is_broken && !only_grows,
            schedule: write_schedule(program, told.run.schedule()),
        }
    }

    /// The run in this form, with a line end behind it.
    pub fn write(&self, form: RunForm) -> String {
        match form {
            RunForm::Csv => self.csv(),
            RunForm::Json => self.json(),
            RunForm::Mermaid => self.mermaid(),
            RunForm::Svg => self.svg(),
        }
    }

    fn csv(&self) -> String {
        let mut table = String::from("step,thread,line,text,did\n");
        for it in self.trace {
            let (Step { step, thread, text, did, .. }, line) = (it, it.place());
            let [thread, text, did] = [thread, text, did].map(|it| cell(it));
            let _ = writeln!(table, "{step},{thread},{line},{text},{did}");
        }
        table
    }

    fn json(&self) -> String {
        let threads: Vec<String> = self.threads.iter().map(|it| quoted(it)).collect();
        let mut text = String::from("{\n");
        let _ = writeln!(text, "  \"message\": {},", quoted(&self.ending));
        let _ = writeln!(text, "  \"broken\": {},", self.is_broken);
        let _ = writeln!(text, "  \"threads\": [{}],", threads.join(", "));
        let _ = writeln!(text, "  \"schedule\": {},", quoted(&self.schedule));
        let _ = writeln!(text, "  \"steps\": {},", self.trace.len());
        let steps = self.trace.iter().map(|Step { step, thread, file, line, text, did }| {
            let file = file.as_ref().map(|it| format!("\"file\": {}, ", quoted(it)));
            let file = file.unwrap_or_default();
            let [thread, text, did] = [thread, text, did].map(|it| quoted(it));
            format!("\n    {{\"step\": {step}, \"thread\": {thread}, {file}\"line\": {line}, \"text\": {text}, \"did\": {did}}}")
        });
        let steps: Vec<String> = steps.collect();
        let _ = writeln!(text, "  \"trace\": [{}]", steps.join(","));
        text + "}\n"
    }

    /// What a step is about: the object that its line names first.
    fn object_of(&self, step: &Step) -> Option<&str> {
        let is_part = |it: char| !it.is_alphanumeric() && it != '_';
        let named = |word: &str| self.objects.iter().copied().find(|it| *it == word);
        step.text.split(is_part).find_map(named)
    }

    fn mermaid(&self) -> String {
        let mut text = String::from("sequenceDiagram\n");
        for thread in &self.threads {
            let _ = writeln!(text, "    participant {thread}");
        }
        let touched =
            |object: &&str| self.trace.iter().any(|it| self.object_of(it) == Some(*object));
        for object in self.objects.iter().filter(|it| touched(it)) {
            let _ = writeln!(text, "    participant {} as {object}", about(object));
        }
        for step in self.trace {
            let (thread, said) = (&step.thread, in_mermaid(&step.text));
            let _ = match self.object_of(step) {
                Some(object) => {
                    writeln!(text, "    {thread}->>{}: {} {said}", about(object), step.step)
                }
                None => writeln!(text, "    Note over {thread}: {} {said}", step.step),
            };
        }
        if let (Some(first), Some(last)) = (self.threads.first(), self.threads.last()) {
            let over = if first == last { first.clone() } else { format!("{first},{last}") };
            let _ = writeln!(text, "    Note over {over}: {}", in_mermaid(&self.ending));
        }
        text
    }

    fn svg(&self) -> String {
        let width = COLUMN * self.threads.len().max(1);
        let lines = wrapped(&self.ending, WORDS * self.threads.len().max(1));
        let end = TOP + ROW * self.trace.len();
        let height = end + 24 + 20 * lines.len();
        let middle = |thread: usize| COLUMN * thread + COLUMN / 2;
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" \
             height=\"{height}\" font-family=\"sans-serif\" font-size=\"13\">\n<title>{}</title>\n\
             <rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n",
            escaped(&self.ending)
        );
        for (index, thread) in self.threads.iter().enumerate() {
            let x = middle(index);
            let _ = writeln!(
                svg,
                "<line x1=\"{x}\" y1=\"34\" x2=\"{x}\" y2=\"{end}\" stroke=\"#8d8a80\" stroke-dasharray=\"3 4\"/>\
                 <text x=\"{x}\" y=\"24\" text-anchor=\"middle\" font-weight=\"bold\">{}</text>",
                escaped(thread)
            );
        }
        for (index, step) in self.trace.iter().enumerate() {
            let Some(column) = self.threads.iter().position(|it| *it == step.thread) else {
                continue;
            };
            let (x, y) = (COLUMN * column + 6, TOP + ROW * index - 15);
            let is_last = self.is_broken && index + 1 == self.trace.len();
            let (fill, stroke) =
                if is_last { ("#fde5e8", "#c22437") } else { ("#f6f4ee", "#8d8a80") };
            let _ = writeln!(
                svg,
                "<g><title>{}</title><rect x=\"{x}\" y=\"{y}\" width=\"{}\" height=\"{}\" rx=\"5\" fill=\"{fill}\" \
                 stroke=\"{stroke}\"/><text x=\"{}\" y=\"{}\"><tspan fill=\"#5c6170\">{}</tspan> \
                 <tspan font-family=\"monospace\">{}</tspan></text></g>",
                escaped(&step.did),
                COLUMN - 12,
                ROW - 5,
                x + 7,
                y + 15,
                step.step,
                escaped(&shortened(&step.text)),
            );
        }
        for (index, line) in lines.iter().enumerate() {
            let y = end + 20 + 20 * index;
            let colour = if self.is_broken { "#c22437" } else { "#1d2130" };
            let _ =
                writeln!(svg, "<text x=\"8\" y=\"{y}\" fill=\"{colour}\">{}</text>", escaped(line));
        }
        svg.push_str("</svg>\n");
        svg
    }
}

/// A cell of a table, in quotes where it has to be.
fn cell(text: &str) -> String {
    match text.contains(['"', ',', '\n', '\r']) {
        true => format!("\"{}\"", text.replace('"', "\"\"")),
        false => text.to_owned(),
    }
}

/// A text as JSON has it.
pub fn quoted(text: &str) -> String {
    let mut quoted = String::from('"');
    for sign in text.chars() {
        match sign {
            '"' | '\\' => quoted.extend(['\\', sign]),
            '\n' => quoted.push_str("\\n"),
            it if u32::from(it) < 0x20 => {
                let _ = write!(quoted, "\\u{:04x}", u32::from(it));
            }
            it => quoted.push(it),
        }
    }
    quoted + "\""
}

/// The name of what is shared, apart from that of any thread.
fn about(object: &str) -> String {
    format!("o_{object}")
}

/// Mermaid ends a statement at a semicolon, and reads a number sign as the beginning of a character.
fn in_mermaid(text: &str) -> String {
    text.replace('#', "#35;").replace(';', "#59;").replace('\n', " ")
}

fn shortened(text: &str) -> String {
    if text.chars().count() <= LETTERS {
        return text.to_owned();
    }
    text.chars().take(LETTERS - 1).chain(['…']).collect()
}

/// The words in lines of at most so many letters, longer words alone.
fn wrapped(text: &str, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= most => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}
