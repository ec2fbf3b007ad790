//! Every sentence the page says, one file for each language.
//!
//! A language is one value of [`Text`], so a missing sentence does not compile. Text in
//! `backticks` is shown as code; names of threads and items, such as `P1` and `P1·7`, are
//! shown in their colours. As the order of words differs between languages, sentences are made
//! by functions, or are [filled](fill) with words.

mod catalogue;
mod causes;
mod checker_trouble;
#[cfg(not(target_arch = "wasm32"))]
mod command;
mod course;
mod editor;
mod en;
mod exports;
mod finder;
mod first_steps;
mod glossary;
mod handed_in;
mod home;
mod lab;
mod lint;
mod meaning;
mod objects;
mod passages;
mod patience;
mod phases;
mod proof;
mod pt_br;
mod python;
mod running;
mod sentences;
mod shared_view;
mod sharing;
mod steps;
mod syntax;
mod template;
mod timeline;
mod undo;
mod whole;

pub use catalogue::{Catalogue, Groups, ProgramText};
pub use causes::Causes;
pub use checker_trouble::CheckerTrouble;
#[cfg(not(target_arch = "wasm32"))]
pub use command::CommandLine;
pub use course::{Course, HandingIn};
pub use editor::Editor;
pub use exports::Exports;
pub use finder::Finder;
pub use first_steps::FirstSteps;
pub use glossary::Glossary;
pub use handed_in::HandedIn;
pub use home::Home;
pub use lab::Lab;
pub use lint::LintWords;
pub use meaning::MeaningErrors;
pub use objects::Objects;
pub use passages::{Passages, Volume};
pub use patience::Patience;
pub use phases::Phases;
pub use proof::Proof;
pub use python::PythonErrors;
pub use running::Running;
pub use shared_view::SharedView;
pub use sharing::{Forms, Schedulers, Sharing};
pub use steps::{OneOrMore, Steps};
pub use syntax::SyntaxErrors;
pub use template::fill;
pub use timeline::Timeline;
pub use undo::Undo;
pub use whole::Whole;

/// The languages the page speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Brazilian Portuguese.
    BrazilianPortuguese,
}

impl Language {
    /// All of them.
    pub const ALL: [Language; 2] = [Language::English, Language::BrazilianPortuguese];

    /// The language tag (BCP 47), as in `<html lang>`.
    pub fn tag(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::BrazilianPortuguese => "pt-BR",
        }
    }

    /// What the language calls itself.
    pub fn own_name(self) -> &'static str {
        match self {
            Language::English => "English",
            Language::BrazilianPortuguese => "Português (Brasil)",
        }
    }

    /// The best match for a language tag a browser gives, such as `pt` or `en-GB`.
    pub fn for_tag(tag: &str) -> Option<Language> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        match primary.to_ascii_lowercase().as_str() {
            "en" => Some(Language::English),
            "pt" => Some(Language::BrazilianPortuguese),
            _ => None,
        }
    }

    /// What the page says in this language.
    pub fn text(self) -> &'static Text {
        match self {
            Language::English => &en::TEXT,
            Language::BrazilianPortuguese => &pt_br::TEXT,
        }
    }
}

type One = fn(&str) -> String;
type Two = fn(&str, &str) -> String;
type Three = fn(&str, &str, &str) -> String;

/// Everything the page says.
#[allow(missing_docs, reason = "the names of the fields say which sentence each is")]
pub struct Text {
    pub tagline: &'static str,
    pub controls: Controls,
    pub settings: Settings,
    pub threads: Threads,
    pub scene: Scene,
    pub code: Code,
    pub log: Log,
    pub violations: Violations,
    pub notices: Notices,
    pub help: Help,
    pub catalogue: Catalogue,
    pub editor: Editor,
    pub proof: Proof,
    pub running: Running,
    pub first_steps: FirstSteps,
    pub finder: Finder,
    pub glossary: Glossary,
    pub causes: Causes,
    pub undo: Undo,
    pub whole: Whole,
    pub patience: Patience,
    pub checker_trouble: CheckerTrouble,
    /// What a long check does.
    pub phases: Phases,
    pub sharing: Sharing,
    /// What leaves the page as a file.
    pub exports: Exports,
    pub home: Home,
    pub lint: LintWords,
    /// Lessons and views as links.
    pub shared_view: SharedView,
    /// What somebody handed in.
    pub handed_in: HandedIn,
    /// The same work under each runtime.
    pub lab: Lab,
    pub schedulers: Schedulers,
    pub timeline: Timeline,
    pub course: Course,
    pub steps: Steps,
    pub objects: Objects,
    pub syntax: SyntaxErrors,
    pub meaning: MeaningErrors,
    /// What a whole Python program cannot say here.
    pub python: PythonErrors,
    /// The page does not carry it.
    #[cfg(not(target_arch = "wasm32"))]
    pub command: CommandLine,
}

/// The transport and the top bar.
#[allow(missing_docs, reason = "the names of the fields say which sentence each is")]
pub struct Controls {
    pub transport: &'static str,
    pub run: &'static str,
    pub pause: &'static str,
    pub run_again: &'static str,
    pub back: &'static str,
    pub step: &'static str,
    pub reset: &'static str,
    /// Gets the thread.
    pub step_thread: One,
    pub speed: &'static str,
    pub slower: &'static str,
    pub faster: &'static str,
    /// Gets the number of steps.
    pub steps_per_second: One,
    /// Gets the number of seconds.
    pub one_step_in: One,
    pub as_fast_as_possible: &'static str,
    /// The same where there is little room.
    pub no_limit: &'static str,
    pub language: &'static str,
    pub theme: &'static str,
    pub theme_system: &'static str,
    pub theme_light: &'static str,
    pub theme_dark: &'static str,
    pub help: &'static str,
    pub close: &'static str,
    pub more: &'static str,
    pub program: &'static str,
    pub skip_to_scene: &'static str,
}

/// The numbers and choices of a run.
#[allow(missing_docs, reason = "the names of the fields say which sentence each is")]
pub struct Settings {
    pub title: &'static str,
    pub producers: &'static str,
    pub consumers: &'static str,
    pub capacity: &'static str,
    pub items: &'static str,
    pub items_hint: &'static str,
    pub without_end: &'static str,
    pub takes: &'static str,
    pub takes_hint: &'static str,
    pub produce_time: &'static str,
    pub consume_time: &'static str,
    pub time_hint: &'static str,
    /// Of the constants of a text.
    pub knobs_hint: &'static str,
    /// Gets the name of the setting.
    pub one_less: One,
    /// Gets the name of the setting.
    pub one_more: One,
    pub kind: &'static str,
    pub real: &'static str,
    pub real_hint: &'static str,
    pub simulated: &'static str,
    pub simulated_hint: &'static str,
    pub scheduler: &'static str,
    pub round_robin: &'static str,
    pub random: &'static str,
    pub seed: &'static str,
    pub new_seed: &'static str,
    pub granularity: &'static str,
    pub granularity_operation: &'static str,
    pub granularity_statement: &'static str,
    pub granularity_access: &'static str,
    /// What the choice is about.
    pub granularity_hint: &'static str,
    /// What a step is then.
    pub granularity_operation_hint: &'static str,
    /// What a step is then.
    pub granularity_statement_hint: &'static str,
    /// What a step is then.
    pub granularity_access_hint: &'static str,
    pub runtime: &'static str,
    pub runtime_threads: &'static str,
    pub runtime_gil: &'static str,
    pub runtime_threads_hint: &'static str,
    pub runtime_gil_hint: &'static str,
    pub spurious_wakes: &'static str,
    pub spurious_wakes_hint: &'static str,
}

/// The badge, and what it says of the threads.
#[allow(missing_docs, reason = "the names of the fields say which sentence each is")]
pub struct Threads {
    /// Gets how many.
    pub real: One,
    /// Gets how many.
    pub simulated: One,
    pub checking: &'static str,
    pub starting: &'static str,
    pub chosen: &'static str,
    pub not_isolated: &'static str,
    pub no_shared_memory: &'static str,
    pub no_answer: &'static str,
    pub refused: &'static str,
    pub too_large: &'static str,
    pub forked: &'static str,
    pub failed: &'static str,
    pub use_real: &'static str,
    pub open_in_new_tab: &'static str,
    pub try_again: &'static str,
}

/// The picture.
#[allow(missing_docs, reason = "the names of the fields say which sentence each is")]
pub struct Scene {
    pub label: &'static str,
    /// Gets the number of slots: "of 8 slots full".
    pub of_slots_full: One,
    pub head: &'static str,
    pub tail: &'static str,
    /// Gets the index and what lies there.
    pub slot: Two,
    pub slot_empty: &'static str,
    /// Gets the item.
    pub slot_taken: One,
    pub critical_section: &'static str,
    pub nobody_inside: &'static str,
    /// Gets who.
    pub one_inside: One,
    /// Gets who, as a list with "and".
    pub several_inside: One,
    pub and: &'static str,
    /// Gets the semaphore and its count.
    pub semaphore: Two,
    /// Gets the number of permits.
    pub permits: One,
    /// Gets who sleeps.
    pub asleep: One,
    pub switched_off: &'static str,
    pub ready: &'static str,
    pub running: &'static str,
    /// Gets the semaphore and its count: "waits: items is 0".
    pub waits: Two,
    /// Gets the semaphore: the same where there is little room.
    pub waits_for: One,
    /// Gets the slot: a thread's part in what went wrong.
    pub wrote_slot: One,
    /// Gets the slot.
    pub took_slot: One,
    /// Gets the item.
    pub producing: One,
    /// Gets the item.
    pub consuming: One,
    pub in_critical_section: &'static str,
    /// The same where there is little room.
    pub inside: &'static str,
    pub done: &'static str,
    pub stopped: &'static str,
    pub made: &'static str,
    pub in_buffer: &'static str,
    pub consumed: &'static str,
    pub waits_counted: &'static str,
    pub steps: &'static str,
    pub intrusions: &'static str,
}

/// The panel with the program.
#[allow(missing_docs, reason = "the names of the fields say which sentence each is")]
pub struct Code {
    pub title: &'static str,
    pub hint: &'static str,
    /// Gets the number of the line.
    pub line: One,
    /// Gets the threads at the line.
    pub threads_here: One,
    /// Gets the text the line had.
    pub was: One,
    pub struck: &'static str,
    pub moved: &'static str,
    pub restore_all: &'static str,
    /// Gets the value an object has now.
    pub now: One,
    /// Gets the name of a semaphore: its starting value is chosen here.
    pub starts_at: One,
    /// Gets the name and the value as it was written.
    pub starts_as_written: Two,
    pub harmless: &'static str,
}

/// What happened, step by step.
#[allow(missing_docs, reason = "the names of the fields say which sentence each is")]
pub struct Log {
    pub title: &'static str,
    /// A word for the tab that opens the log.
    pub tab: &'static str,
    pub empty: &'static str,
    /// Gets how many.
    pub steps: One,
    /// Gets the thread, the semaphore, and the count that is left.
    pub took_permit: Three,
    /// Gets the thread, the semaphore, and the count now.
    pub gave_permit: Three,
    /// Gets the thread, `head` or `tail`, and the value.
    pub read_index: Three,
    /// Gets the thread, `head` or `tail`, and the value.
    pub moved_index: Three,
    /// Gets the thread, the item and the slot.
    pub wrote_item: Three,
    /// Gets the thread, the item and the slot.
    pub took_item: Three,
    /// Gets the thread and the slot.
    pub took_nothing: Two,
    /// Gets the thread and the semaphore.
    pub sleeps: Two,
    /// Gets several threads (a list with "and") and the semaphore.
    pub sleep_together: Two,
    /// Gets some threads (a list without "and") and the number of the others.
    pub and_others: Two,
    /// Gets the thread and the item.
    pub consumed: Two,
    /// Gets the thread.
    pub ended: One,
    /// Gets the number of steps that were left out.
    pub and_more: One,
    pub position: &'static str,
    /// Gets the step shown and the number of steps: "step 3 of 12".
    pub step_of: Two,
    pub drag_to_go_back: &'static str,
    pub to_the_latest: &'static str,
    /// Gets the number of a step: clicking goes there.
    pub go_to_step: One,
}

/// What went wrong, in a word and in a sentence.
#[allow(missing_docs, reason = "the names of the fields say which sentence each is")]
pub struct Violations {
    pub overwrite: &'static str,
    pub empty_read: &'static str,
    pub duplicate_read: &'static str,
    pub order: &'static str,
    pub mutual_exclusion: &'static str,
    pub deadlock: &'static str,
    pub stranded: &'static str,
    pub finished: &'static str,
    /// Gets the number of items.
    pub finished_sentence: One,
    /// Gets the writer, its item, the slot, the item that is lost, and who wrote that.
    pub overwrite_sentence: fn(&str, &str, &str, &str, &str) -> String,
    pub overwrite_same_index: Two,
    pub overwrite_did_not_wait: One,
    /// Gets the reader and the slot.
    pub empty_read_sentence: Two,
    /// Gets the reader, the slot, the item, who had taken it, and how many steps earlier.
    pub duplicate_read_sentence: fn(&str, &str, &str, &str, u64) -> String,
    pub duplicate_read_same_index: Two,
    pub duplicate_read_did_not_wait: One,
    /// Gets the reader, the item it took, and the item that came first.
    pub order_sentence: Three,
    /// Gets who entered and who was inside.
    pub mutual_exclusion_sentence: Two,
    pub deadlock_sentence: &'static str,
    /// Gets the threads (a list with "and"), and the semaphore they wait at.
    pub wait: Two,
    /// Gets the threads, the semaphore, and who holds it.
    pub wait_held: Three,
    /// Gets the holder, what it holds and what it waits for.
    pub cycle: Three,
    /// Gets the semaphore and who took the permit.
    pub forgotten_by: Two,
    /// Gets the semaphore.
    pub forgotten: One,
    /// Gets the semaphore.
    pub no_first_permit: One,
    /// Gets the number of items left.
    pub stranded_sentence: One,
    /// Gets how many steps.
    pub see_the_steps: One,
    pub hide_the_steps: &'static str,
    pub at_step: One,
}

/// What the page says about itself and about input.
#[allow(missing_docs, reason = "the names of the fields say which sentence each is")]
pub struct Notices {
    /// Gets the setting, the lowest, the highest and the value it has now.
    pub clamped: fn(&str, &str, &str, &str) -> String,
    /// Gets what was typed and the setting.
    pub not_a_number: Two,
    /// Gets the thread's name.
    pub cannot_step: One,
    /// Gets the worker's name.
    pub thread_did_not_start: One,
    /// Gets the worker's name.
    pub thread_died: One,
    /// Gets the worker's name.
    pub thread_does_not_answer: One,
    /// Gets the step.
    pub diverged: One,
    pub stop_forced: &'static str,
    pub text_is_wrong: &'static str,
    pub discarded: &'static str,
    pub nothing_before: &'static str,
    pub dismiss: &'static str,
}

/// The help sheet.
#[allow(missing_docs, reason = "the names of the fields say which sentence each is")]
pub struct Help {
    pub this_program: &'static str,
    pub its_objects: &'static str,
    pub its_faults: &'static str,
    pub title: &'static str,
    pub story: &'static [&'static str],
    /// The same where there are no producers and consumers.
    pub story_of_any: &'static [&'static str],
    pub try_title: &'static str,
    pub try_this: &'static [&'static str],
    pub keys_title: &'static str,
    /// A key and what it does.
    pub keys: &'static [(&'static str, &'static str)],
    pub colours_title: &'static str,
    pub producer: &'static str,
    pub consumer: &'static str,
    pub critical: &'static str,
    pub trouble: &'static str,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browsers_language_finds_its_text() {
        assert_eq!(Language::for_tag("pt"), Some(Language::BrazilianPortuguese));
        assert_eq!(Language::for_tag("pt-PT"), Some(Language::BrazilianPortuguese));
        assert_eq!(Language::for_tag("EN_us"), Some(Language::English));
        assert_eq!(Language::for_tag("de"), None);
        assert_eq!(Language::for_tag(""), None);
    }
}
