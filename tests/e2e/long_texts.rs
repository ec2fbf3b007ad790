//! Texts as long as anybody could paste: they can be typed into, and only what is in sight is drawn.

use std::time::{Duration, Instant};

use serde_json::json;

use crate::page::{Page, UNLIMITED};

/// Waits for what can take a busy machine long: to lay out ten thousands of lines is the browser's own work, and takes it
/// seconds each time.
fn wait(page: &Page, what: &str, script: &str) {
    page.wait_within(Duration::from_secs(120), what, || match page.execute(script) {
        it if it == true => Ok(()),
        other => Err(other.to_string()),
    });
}

/// What stands in the editor after a text was put in at once and a letter was typed before it.
fn paste_and_type(name: &str, text: &str, is_typed: bool, problem: &str) {
    let page = Page::open();
    page.click(".code-views label:nth-of-type(2)");
    page.find("#editor-text");
    let put = r#"
        const field = document.querySelector('#editor-text');
        field.focus();
        const [text, isAll, isTyped] = arguments;
        if (isAll) field.select(); else field.setSelectionRange(0, 0);
        if (isTyped) {
            document.execCommand('insertText', false, text);
        } else {
            const clipboardData = new DataTransfer();
            clipboardData.setData('text/plain', text);
            const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
            // What the page leaves to Chromium is put in by Chromium, which takes minutes for so many lines.
            if (field.dispatchEvent(event)) return 'left to the browser';
        }
        return field.value.length;
    "#;
    let begin = Instant::now();
    let length = page.execute_with(put, vec![json!(text), json!(true), json!(is_typed)]);
    assert_eq!(length, json!(text.len()), "{name}: it is all there");
    wait(
        &page,
        "what is wrong is said",
        &format!(
            "return document.querySelector('.editor-status').textContent.includes({problem:?})"
        ),
    );
    let pasted = begin.elapsed();
    let begin = Instant::now();
    page.execute_with(put, vec![json!("z"), json!(false), json!(true)]);
    wait(
        &page,
        "the letter is drawn",
        "return document.querySelector('.editor-picture').textContent.startsWith('z')",
    );
    let typed = begin.elapsed();
    println!("{name}: put in {pasted:?}, a letter {typed:?}");
    let drawn = "return document.querySelectorAll('.editor *').length";
    let count = page.execute(drawn).as_u64().unwrap_or(u64::MAX);
    assert!(count < 4000, "{name}: {count} nodes");
    // Whatever the reader goes to is drawn once it is in sight.
    page.execute(
        "const it = document.querySelector('.editor-scroll'); it.scrollTop = it.scrollHeight / 2",
    );
    wait(
        &page,
        "the middle is drawn",
        "const frame = document.querySelector('.editor-scroll').getBoundingClientRect();
         return [...document.querySelectorAll('.editor-numbers > :not(.editor-rest)')].some((it) => {
             const { top, bottom } = it.getBoundingClientRect();
             return top >= frame.top && bottom <= frame.bottom;
         })",
    );
    // The picture lies under the field line by line.
    let places = page.execute(
        "const [field, picture] = ['#editor-text', '.editor-picture'].map(
             (it) => document.querySelector(it));
         const [numbers, lines] = ['.editor-numbers', '.editor-picture'].map((it) =>
             [...document.querySelectorAll(`${it} > :not(.editor-rest)`)].map((it) => it.textContent));
         const first = numbers[0] - 1;
         return [Math.abs(field.scrollHeight - picture.scrollHeight) < 3,
                 Math.abs(field.scrollWidth - picture.scrollWidth) < 3,
                 lines.length === numbers.length,
                 lines.join('\\n') === field.value.split('\\n').slice(first, first + lines.length).join('\\n')]",
    );
    assert_eq!(places, json!([true, true, true, true]), "{name}");
}

#[test]
fn sixty_four_kilobytes_in_one_line_are_put_in_at_once() {
    paste_and_type("64 KiB in one line", &"x + ".repeat(16 * 1024 - 1), true, "1");
}

#[test]
fn thirty_two_kilobytes_are_put_in_at_once() {
    let line = "    buffer.append(itme) + nothing  # twice over, and then once more\n";
    let text = line.repeat(32 * 1024 / line.len());
    paste_and_type("32 kB", &text, true, "1");
}

#[test]
fn sixty_four_kilobytes_of_short_lines_are_put_in_at_once() {
    paste_and_type("64 KiB of short lines", &"\n".repeat(64 * 1024 - 2), false, "1000");
}

/// What a program hands on may be longer than a browser can lay out.
#[test]
fn what_is_handed_on_is_written_short() {
    let page = Page::open();
    page.choose_program("processes-join-before-get");
    page.set_speed(UNLIMITED);
    page.run();
    assert_eq!(page.wait_ending(Duration::from_secs(30)), "deadlock");
    page.let_frames_pass(60);
    let longest = page.execute(
        "return Math.max(...[...document.querySelectorAll('.scene text, .log-entry')].map((it) => it.textContent.length))",
    );
    assert!(longest.as_u64().is_some_and(|it| it < 400), "{longest} characters");
    page.assert_silent();
}
