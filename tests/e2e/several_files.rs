//! A program in several files: a tab for each, over the program and over the editor.

use serde_json::json;
use thirtyfour::Key;

use crate::page::Page;

const PROGRAM: &str = "\
import threading
import counter

threads = [threading.Thread(target=counter.add) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(counter.count)
# file: counter.py
count = 0


def add():
    global count
    count += 1
";

impl Page {
    fn tabs(&self) -> String {
        let script = "return [...document.querySelectorAll('.file-tab')]
            .map((it) => it.textContent + (it.ariaSelected === 'true' ? '*' : '')).join(' ')";
        self.execute(script).as_str().unwrap_or_default().to_owned()
    }

    fn wait_tabs(&self, expected: &str) {
        self.wait_until(&format!("the tabs {expected}"), || {
            let tabs = self.tabs();
            if tabs == expected { Ok(()) } else { Err(tabs) }
        });
    }

    fn in_field(&self) -> String {
        let value = self.execute("return document.querySelector('#editor-text').value");
        value.as_str().unwrap_or_default().to_owned()
    }

    fn wait_field(&self, expected: &str) {
        self.wait_until(&format!("the text {expected:?}"), || {
            let text = self.in_field();
            if text == expected { Ok(()) } else { Err(text) }
        });
    }
}

/// The whole text is pasted; it comes apart into tabs, which are gone through, changed, added to, named and removed; a
/// problem leads into its file; and the next visit finds all of it.
#[test]
fn a_pasted_program_has_a_tab_for_each_of_its_files() {
    let page = Page::open();
    page.edit();
    page.paste(PROGRAM);
    page.wait_tabs("main.py* counter.py");
    page.wait_field(PROGRAM.split_once("\n# file").expect("it is there").0);

    page.focus(".file-tab[aria-selected=true]");
    page.press(Key::Right);
    page.wait_tabs("main.py counter.py*");
    page.wait_for(
        "the focus is on that tab",
        "return document.activeElement.ariaSelected === 'true'",
    );
    let counter = PROGRAM.split_once("counter.py\n").expect("it is there").1;
    page.wait_field(counter);

    // What is typed in one file leaves the others as they are, and a problem says its file and leads there.
    page.paste(&counter.replace("= 0", "= nought"));
    page.click(".file-tab:first-child");
    page.wait_tabs("main.py* counter.py");
    page.wait_for(
        "the problem says its file",
        "return document.querySelector('.problem')?.textContent.startsWith('Line 1 of counter.py:')",
    );
    page.click(".problem");
    page.wait_tabs("main.py counter.py*");
    page.wait_for(
        "the caret is where it is",
        "const field = document.querySelector('#editor-text');
        return document.activeElement === field && field.selectionStart === 'count = '.length",
    );
    page.paste(counter);
    page.wait_for("it can run", "return document.querySelector('.editor-summary.is-fine')");

    page.click("[aria-label='Add a file']");
    page.wait_tabs("main.py counter.py module.py*");
    page.wait_field("");
    page.execute_with(
        "const field = document.querySelector('.file-name');
        field.value = arguments[0];
        field.dispatchEvent(new Event('change', { bubbles: true }))",
        vec![json!("shelf")],
    );
    page.wait_tabs("main.py counter.py shelf.py*");
    page.click("[aria-label='Remove this file']");
    page.wait_tabs("main.py counter.py*");
    page.wait_field(counter);

    page.reload();
    page.wait_ready();
    page.wait_tabs("main.py* counter.py");
    page.assert_silent();
}

/// The tab opens in which the latest step stands, and lines are numbered as in their file.
#[test]
fn the_tab_opens_in_which_a_thread_steps() {
    let page = Page::open();
    page.edit();
    page.paste(PROGRAM);
    page.wait_for("it can run", "return document.querySelector('.editor-summary.is-fine')");
    page.click(".code-views label:nth-of-type(1)");
    page.wait_tabs("main.py* counter.py");
    let in_counter = || page.tabs() == "main.py counter.py*";
    let mut steps = 0;
    while !in_counter() {
        page.step();
        page.let_frames_pass(4);
        steps += 1;
        assert!(steps < 12, "{}", page.tabs());
    }
    let latest = "return document.querySelector('.code .is-latest .code-text')?.textContent.trim()";
    assert_eq!(page.execute(latest), "count += 1");
    let starts = "return [...document.querySelectorAll('.code-block')].map((it) => it.start)";
    assert_eq!(page.execute(starts), json!([1, 4]));
    // The reader's choice stays until a step is made elsewhere.
    page.click(".file-tab:first-child");
    page.wait_tabs("main.py* counter.py");
    page.assert_silent();
}
