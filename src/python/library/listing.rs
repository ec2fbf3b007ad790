//! What is known, as the tables of docs/python.md.

use super::names;
use super::objects::OBJECTS;

/// The tables, as Markdown: modules with their names, objects with their operations, what needs no import, what is ignored.
pub fn as_markdown() -> String {
    let mut out = String::from("| module | names |\n|---|---|\n");
    for (module, known) in names::by_module() {
        out += &format!("| `{module}` | {} |\n", in_backticks(known));
    }
    out += "\n| object | operations and attributes |\n|---|---|\n";
    for (kind, members) in OBJECTS.iter().filter(|(_, members)| !members.is_empty()) {
        out += &format!("| `{kind}` | {} |\n", in_backticks(members.to_vec()));
    }
    out += &format!("\nWithout an import: {}.\n", in_backticks(names::builtins().collect()));
    out += &format!("\nAccepted, and without meaning here: {}.\n", in_backticks(names::ignored()));
    let not_run: Vec<String> = names::not_run().map(|it| format!("`{it}`")).collect();
    out += &format!("\nOf Python's own, not run here: {}.\n", not_run.join(", "));
    out
}

fn in_backticks<T: AsRef<str> + Ord>(mut all: Vec<T>) -> String {
    all.sort();
    let all: Vec<String> = all.iter().map(|it| format!("`{}`", it.as_ref())).collect();
    all.join(", ")
}
