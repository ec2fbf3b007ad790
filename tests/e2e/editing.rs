//! Writing a program of one's own: the text, its mistakes, its threads, and keeping it.

use std::time::Duration;

use serde_json::json;
use thirtyfour::Key;

use crate::browser::Options;
use crate::page::{Page, Setting, Threads, UNLIMITED};
use crate::site::Headers;

/// The puzzle of the unbounded buffer, solved.
const SOLVED: &str = "\
mutex = Semaphore(1)
items = Semaphore(0)
buffer = []

def producer():
    while True:
        event = produce()
        mutex.wait()
        buffer.append(event)
        mutex.signal()
        items.signal()

def consumer():
    while True:
        items.wait()
        mutex.wait()
        event = buffer.pop(0)
        mutex.signal()
        consume(event)
";

impl Page {
    /// Opens the editor.
    pub fn edit(&self) {
        self.edit_without_waiting();
        self.find("#editor-text");
    }

    /// Asks for the editor.
    pub fn edit_without_waiting(&self) {
        self.click(".code-views label:nth-of-type(2)");
    }

    /// Puts a text into the field, as pasting does.
    pub fn paste(&self, text: &str) {
        let script = r#"
            const field = document.querySelector('#editor-text');
            field.focus();
            field.select();
            document.execCommand("insertText", false, arguments[0]);
        "#;
        self.execute_with(script, vec![json!(text)]);
    }

    fn field_text(&self) -> String {
        let value = self.execute("return document.querySelector('#editor-text').value");
        value.as_str().unwrap_or_default().to_owned()
    }

    fn problems(&self) -> Vec<String> {
        let script =
            "return [...document.querySelectorAll('.problem')].map((it) => it.textContent)";
        serde_json::from_value(self.execute(script)).unwrap_or_default()
    }

    /// Waits for so many problems, and gives them.
    fn wait_problems(&self, count: usize) -> Vec<String> {
        self.wait_until(&format!("{count} problems"), || {
            let problems = self.problems();
            if problems.len() == count { Ok(problems) } else { Err(format!("{problems:?}")) }
        })
    }
}

/// As a new user would: paste the solution with a line left out, see it break; write the line with a
/// slip, read the message; put it right, and see it finish.
#[test]
fn a_line_is_left_out_and_put_back() {
    let page = Page::open();
    page.choose_program("unbounded-buffer-puzzle");
    page.set(Setting::Items, 200);
    page.set_speed(UNLIMITED);
    page.edit();
    page.paste(&SOLVED.replace("        items.wait()\n", ""));
    page.wait_problems(0);
    page.run();
    assert_eq!(page.wait_ending(Duration::from_secs(30)), "exception");
    assert_eq!(page.state().threads, Threads::Real);

    page.paste(&SOLVED.replace("items.wait()", "items.wiat("));
    let problems = page.wait_problems(1);
    assert!(problems[0].starts_with("Line 15"), "{problems:?}");
    page.paste(&SOLVED.replace("items.wait()", "items.wiat()"));
    let problems = page.wait_problems(1);
    assert!(problems[0].contains("wait"), "{problems:?}");
    page.leave_field();
    page.press_button("Run");
    let state = page.wait_state("Run says what is in the way", |state| !state.notice.is_empty());
    assert!(!state.is_running, "{state:?}");

    page.paste(SOLVED);
    page.wait_problems(0);
    page.run();
    assert_eq!(page.wait_ending(Duration::from_secs(60)), "finished");
    page.let_frames_pass(10);
    let state = page.state();
    assert_eq!((state.threads, state.made, state.consumed), (Threads::Real, 400, 400));
    page.assert_silent();
}

#[test]
fn keys_indent_undo_and_lead_out_of_the_text() {
    let page = Page::open();
    page.edit();
    page.paste("def producer():");
    page.focus("#editor-text");
    page.press(Key::End);
    page.press(Key::Enter);
    page.press("while True:");
    page.press(Key::Enter);
    page.press("pass");
    assert_eq!(page.field_text(), "def producer():\n    while True:\n        pass");
    page.press(Key::Home);
    page.execute("const f = document.querySelector('#editor-text'); f.setSelectionRange(f.value.length - 4, f.value.length - 4)");
    page.press(Key::Backspace);
    assert_eq!(page.field_text(), "def producer():\n    while True:\n    pass");
    page.press(Key::Tab);
    assert_eq!(page.field_text(), "def producer():\n    while True:\n        pass");
    // Control is held while z is typed.
    page.type_into("#editor-text", "\u{e009}z\u{e000}");
    assert_eq!(page.field_text(), "def producer():\n    while True:\n    pass");
    page.press(Key::Escape);
    page.press(Key::Tab);
    page.wait_for("the focus is elsewhere", "return document.activeElement.id !== 'editor-text'");
    assert_eq!(page.field_text(), "def producer():\n    while True:\n    pass");
    page.assert_silent();
}

#[test]
fn what_was_written_survives_a_reload_and_can_be_thrown_away_and_taken_back() {
    let page = Page::open();
    page.edit();
    page.paste(SOLVED);
    page.wait_problems(0);
    page.reload();
    page.wait_ready();
    page.edit();
    assert_eq!(page.field_text(), SOLVED);
    page.click(".discard-button");
    page.wait_for(
        "the original is back",
        "return document.querySelector('#editor-text').value.includes('spaces')",
    );
    page.click(".undo-button");
    page.wait_for(
        "the version is back",
        "return !document.querySelector('#editor-text').value.includes('spaces')",
    );
    assert_eq!(page.field_text(), SOLVED);
    page.assert_silent();
}

#[test]
fn a_program_is_shown_in_every_language_line_by_line() {
    let page = Page::open();
    for (language, words) in [
        ("python", "threading.Semaphore(1)"),
        ("rust", "fn producer("),
        ("java", "Semaphore"),
        ("c", "sem_wait"),
        ("little-book", "mutex.wait()"),
    ] {
        let script = r#"
            const list = document.querySelector(".code-head select");
            list.value = arguments[0];
            list.dispatchEvent(new Event("change", { bubbles: true }));
        "#;
        page.execute_with(script, vec![json!(language)]);
        page.wait_for(
            &format!("it is shown as {language}"),
            &format!("return document.querySelector('.side').innerText.includes({words:?})"),
        );
    }
    page.assert_silent();
}

#[test]
fn simulated_threads_run_what_was_written_too() {
    let page = Page::open_with(Headers::Plain, Options::default());
    page.edit();
    page.paste("count = 0\n\ndef producer():\n    global count\n    count += 1\n\ndef consumer():\n    global count\n    count += 1\n\ndef main():\n    join(producer)\n    join(consumer)\n    assert count == 4\n");
    page.wait_problems(0);
    page.set_speed(UNLIMITED);
    page.run();
    let ending = page.wait_ending(Duration::from_secs(20));
    assert!(["finished", "assertion"].contains(&ending.as_str()), "{ending}");
    assert_eq!(page.state().threads, Threads::Simulated);
    page.assert_silent();
}
