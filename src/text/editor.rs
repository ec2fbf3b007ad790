//! The editor, the choice of a program, and its views in other languages.

/// See the [module](self). `{0}`, `{1}` … are places for words; see [`fill`](super::fill).
#[allow(missing_docs, reason = "the names of the fields say which sentence each is")]
pub struct Editor {
    pub choose_program: &'static str,
    /// Marks a program of which the reader has a version of their own.
    pub edited: &'static str,
    pub whole_story: &'static str,
    pub views: &'static str,
    pub edit: &'static str,
    pub show_as: &'static str,
    pub your_version: &'static str,
    /// What a whole program is called that is of no program of the catalogue.
    pub your_program: &'static str,
    pub back_to_original: &'static str,
    /// What is shown while the text has problems.
    pub last_right: &'static str,
    pub undo: &'static str,
    /// What stands in the editor as long as nothing was changed.
    pub as_the_original: &'static str,
    /// What a program in several files has above it.
    pub files: &'static str,
    pub add_file: &'static str,
    pub file_name: &'static str,
    pub remove_file: &'static str,
    pub label: &'static str,
    /// What stands where the text will be, and below it, as long as there is none.
    pub placeholder: &'static str,
    pub nothing_yet: &'static str,
    pub can_run: &'static str,
    pub can_run_but: &'static str,
    pub one_problem: &'static str,
    /// Gets the number of problems.
    pub problems: &'static str,
    /// Gets the number of a line, and what is wrong there.
    pub problem_at: &'static str,
    pub keys: &'static str,
    pub not_kept: &'static str,
    pub copy: &'static str,
    pub copied: &'static str,
    /// Gets the number of a line of the notation, and the line.
    pub says_line: &'static str,
    /// Gets a language, a part of the program, and the number of its line.
    pub cannot_show: &'static str,
    pub cannot_show_hint: &'static str,
}
