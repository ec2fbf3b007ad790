//! Settings take any input without breaking, and last.

use serde_json::json;

use crate::browser::{Options, Preference};
use crate::page::{Page, Setting};

/// Types into a field and checks which number it then shows, and what the page says.
fn check_typed(page: &Page, setting: Setting, typed: &str, number: u32, said: &str) {
    page.type_number(setting, typed);
    let field = setting.field();
    page.wait_for(
        &format!("{setting:?} shows {number} after `{typed}`"),
        &format!("return document.querySelector('{field}').value === '{number}'"),
    );
    let notice = "const status = document.querySelector('.toasts [role=status]');
        return status.checkVisibility({ visibilityProperty: true }) ? status.innerText.trim() : 'unseen';";
    page.wait_until(&format!("the page says `{said}` to `{typed}`"), || {
        let notice = page.execute(notice);
        let words = notice.as_str().unwrap_or_default();
        let is_said = if said.is_empty() { words.is_empty() } else { words.contains(said) };
        if is_said { Ok(()) } else { Err(words.to_owned()) }
    });
    page.wait_ready();
}

#[test]
fn what_is_out_of_range_or_junk_is_said() {
    let page = Page::open();
    let junk = "is not a whole number. Producers stays as it was";
    check_typed(&page, Setting::Producers, "99", 16, "from 1 to 16. It is 16 now");
    check_typed(&page, Setting::Producers, "0", 1, "from 1 to 16. It is 1 now");
    check_typed(&page, Setting::Producers, "3", 3, "");
    check_typed(&page, Setting::Producers, "-5", 1, "from 1 to 16. It is 1 now");
    check_typed(&page, Setting::Producers, " 2 ", 2, "");
    for typed in ["many", "2.5", "1e3", "0x10", "٣", "<b>2</b>", "-", "++"] {
        check_typed(&page, Setting::Producers, typed, 2, junk);
    }
    let digits = "9".repeat(60);
    check_typed(&page, Setting::Consumers, &digits, 16, "It is 16 now");
    check_typed(&page, Setting::Consumers, "2", 2, "");
    check_typed(&page, Setting::Capacity, "65", 64, "from 1 to 64. It is 64 now");
    check_typed(&page, Setting::Capacity, "4", 4, "");
    check_typed(&page, Setting::Items, "1000001", 1_000_000, "It is 1000000 now");
    check_typed(&page, Setting::Items, "nothing", 1_000_000, "Items each stays as it was");
    check_typed(&page, Setting::ProduceTime, "10001", 10_000, "It is 10000 now");
    check_typed(&page, Setting::ConsumeTime, "-1", 0, "It is 0 now");
    // After all that it still runs.
    check_typed(&page, Setting::ProduceTime, "0", 0, "");
    page.step();
    page.assert_silent();
}

/// Chooses an option of a list by the keyboard: typing selects what begins with it.
fn choose(page: &Page, list: usize, typed: &str) {
    page.execute_with(
        "document.querySelectorAll('.top-bar select')[arguments[0]].focus()",
        vec![json!(list)],
    );
    page.press(typed);
}

#[test]
fn the_language_changes_every_word_and_is_kept() {
    let page = Page::open_with(
        crate::site::Headers::Isolating,
        Options { switches: vec!["--accept-lang=en".to_owned()], ..Options::default() },
    );
    let language = "return document.documentElement.lang";
    assert_eq!(page.execute(language), "en");
    page.step();
    let english = page.text("body");
    choose(&page, 0, "P");
    page.wait_for("the language is Portuguese", &format!("{language} === 'pt-BR'"));
    assert_eq!(page.text(".run-button"), "Executar");
    let portuguese = page.text("body");
    for word in ["Run", "Reset", "Producers", "What happened", "real threads", "ready", "Speed"] {
        assert!(english.contains(word), "`{word}` is English: {english}");
        assert!(!portuguese.contains(word), "`{word}` is left: {portuguese}");
    }
    assert_eq!(page.state().position, 1, "the run goes on");

    page.reload();
    page.wait_ready();
    assert_eq!(page.execute(language), "pt-BR", "kept over a reload");
    assert_eq!(page.text(".run-button"), "Executar");
    choose(&page, 0, "E");
    page.wait_for("the language is English", &format!("{language} === 'en'"));
    assert_eq!(page.text(".run-button"), "Run");
    page.assert_silent();
}

#[test]
fn the_theme_follows_the_system_until_one_is_chosen_and_is_kept() {
    let page = Page::open();
    // How light the paper is, from 0 to 255.
    let paper = || {
        page.measure(
            "return Number(getComputedStyle(document.documentElement).backgroundColor.match(/\\d+/)[0])",
        )
    };
    let wait_for = |is_dark: bool, why: &str| {
        page.wait_until(why, || match paper() {
            now if (now < 128.0) == is_dark => Ok(()),
            now => Err(format!("the paper is {now}")),
        });
    };
    page.prefer(&[Preference::DarkColors]);
    wait_for(true, "dark as the system");
    page.prefer(&[Preference::LightColors]);
    wait_for(false, "light as the system");
    choose(&page, 1, "D");
    wait_for(true, "dark as chosen");
    page.reload();
    page.wait_ready();
    wait_for(true, "dark after a reload");
    choose(&page, 1, "L");
    page.prefer(&[Preference::DarkColors]);
    wait_for(false, "light as chosen, whatever the system says");
    page.assert_silent();
}

#[test]
fn the_speed_is_kept() {
    let page = Page::open();
    page.set_speed(9);
    page.reload();
    page.wait_ready();
    assert_eq!(page.text(".transport .speed-words"), "125 steps/s");
    page.assert_silent();
}
