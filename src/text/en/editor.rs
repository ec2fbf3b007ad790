//! The editor, the choice of a program, and its views in other languages.

use crate::text::Editor;

/// The sentences.
pub const EDITOR: Editor = Editor {
    choose_program: "Choose a program",
    edited: "edited",
    whole_story: "The whole story",
    views: "How the program is shown",
    edit: "Edit",
    show_as: "Show as …",
    your_version: "your version",
    your_program: "Your program",
    back_to_original: "Back to the original",
    last_right: "Your text has problems: this is the last version that could run.",
    undo: "Undo",
    as_the_original: "Change anything. It is checked as you type.",
    files: "The files of the program",
    add_file: "Add a file",
    file_name: "Name of this file",
    remove_file: "Remove this file",
    label: "The text of the program",
    placeholder: "Type here, or paste a program",
    nothing_yet: "Nothing here yet. A program of your own runs as soon as it is complete.",
    can_run: "No problems: this can run.",
    can_run_but: "It can run, but may not do what you mean:",
    one_problem: "1 problem",
    problems: "{0} problems",
    problem_at: "Line {0}: {1}",
    keys: "Tab indents. Esc, then Tab leaves the text. Ctrl+Enter runs.",
    not_kept: "This browser has no room to keep your text for the next visit. Copy it before you leave.",
    copy: "Copy",
    copied: "Copied",
    says_line: "Line {0} of the program: {1}",
    cannot_show: "{0} has no honest equivalent of `{1}` (line {2}).",
    cannot_show_hint: "Try another language, or change that line.",
};
