//! What stands out in a pasted program: listed, walked by key, and asked of the checker.

use thirtyfour::Key;

use crate::browser::{Options, PATIENCE};
use crate::page::Page;
use crate::site::Headers;

/// Two threads count without a lock, and two more take two locks in both orders.
const TWO_WRONGS: &str = "\
import threading

a = threading.Lock()
b = threading.Lock()
count = 0

def add():
    global count
    count += 1

def left():
    with a:
        with b:
            pass

def right():
    with b:
        with a:
            pass

threads = [threading.Thread(target=it) for it in (left, right)]
threads += [threading.Thread(target=add) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
";

fn line_with_focus(page: &Page) -> String {
    page.execute("return document.activeElement.closest('[data-line]')?.dataset.line ?? ''")
        .as_str()
        .unwrap_or_default()
        .to_owned()
}

fn pasted(page: &Page, text: &str) {
    page.edit();
    page.paste(text);
    page.wait_for("it can run", "return document.querySelector('.editor-summary.is-fine')");
}

#[test]
fn what_stands_out_is_walked_by_key_asked_about_and_watched() {
    let page = Page::open();
    pasted(&page, TWO_WRONGS);
    page.find(".lints");
    // It is listed before anything ran, and the arrows lead from one to the next.
    assert_eq!(page.state().position, 0);
    page.focus(".lint");
    assert_eq!(line_with_focus(&page), "9");
    page.press(Key::Down);
    let last = line_with_focus(&page);
    assert_ne!(last, "9");
    page.press(Key::Up);
    assert_eq!(line_with_focus(&page), "9");
    // The line that is spoken of is marked; Enter leads into the text.
    page.wait_for(
        "its line is marked",
        "return document.querySelector('.editor-picture [data-marked]')?.textContent.includes('count += 1')",
    );
    page.press(Key::Enter);
    let caret = "const field = document.activeElement;
         return field.id === 'editor-text' && field.value.slice(field.selectionStart).startsWith('count += 1')";
    page.wait_for("the caret is there", caret);

    page.click(".lints-ask");
    page.wait_for(
        "each is answered",
        "return document.querySelectorAll('.lint-verdict.is-trouble').length === 2",
    );
    let said = page.text("[data-lint=two-orders] .lint-verdict");
    assert!(said.contains("Deadlock"), "{said}");
    page.click("[data-lint=two-orders] .watch-lint");
    assert_eq!(page.wait_ending(PATIENCE), "deadlock");

    // In the program as it runs the line is shown too.
    page.click(".code-views label:nth-of-type(1)");
    page.click("[data-lint=counter-without-lock] .lint");
    page.wait_for(
        "the line has the focus and the mark",
        "const line = document.activeElement;
         return line.matches('.code-line[data-marked]') && line.textContent.includes('count += 1')",
    );
    page.assert_silent();
}

#[test]
fn on_a_phone_what_stands_out_is_below_the_text_and_can_be_watched() {
    let options = Options { size: (360, 720), ..Options::default() };
    let page = Page::open_with(Headers::Isolating, options);
    page.click(".tabs button:first-child");
    pasted(&page, TWO_WRONGS);
    page.click(".lints-ask");
    page.find(".watch-lint");
    page.click(".watch-lint");
    assert_eq!(page.wait_ending(PATIENCE), "lost-update");
    page.assert_silent();
}
