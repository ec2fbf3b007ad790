//! The package of SCORM 1.2, unpacked and played: `scorm-again` is the learning platform around it.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::accessibility::installed;
use crate::browser::Browser;
use crate::site::{Headers, Site};

/// What a learning platform is here: the public run-time, and a frame. What it was told lies in the browser's storage, as
/// a real one would keep it. A page of the platform is not isolated.
const PLATFORM: &str = r#"<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>Platform</title>
<script src="/platform.js"></script>
<script>
    const settings = { autocommit: false, mastery_override: false, alwaysSendTotalTime: true };
    window.API = new (globalThis.Scorm12API ?? globalThis.ScormAgain?.Scorm12API)(settings);
    const kept = localStorage.getItem("kept");
    if (kept) API.loadFromJSON(JSON.parse(kept).cmi);
    const keep = () => localStorage.setItem("kept", JSON.stringify(API.renderCMIToJSONObject()));
    window.errors = [];
    for (const name of ["LMSSetValue", "LMSGetValue", "LMSCommit", "LMSInitialize", "LMSFinish"]) {
        const call = API[name].bind(API);
        API[name] = (...words) => {
            const answer = call(...words);
            const error = API.LMSGetLastError();
            // What was never set is no mistake of who asks.
            if (String(error) !== "0" && name !== "LMSGetValue") errors.push([name, ...words, error]);
            if (name === "LMSCommit" || name === "LMSFinish") keep();
            return answer;
        };
    }
</script>
<iframe id="frame" src="/index.html" width="1100" height="900" title="Interleave"></iframe></html>"#;

/// The package that `cargo xtask package` has made, unpacked.
fn unpacked() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let zip = root.join("target/package/interleave-scorm-1.2.zip");
    let bytes = fs::read(&zip).unwrap_or_else(|error| {
        panic!("{}: {error}: run `cargo xtask package` first", zip.display())
    });
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("scorm");
    let _ = fs::remove_dir_all(&folder);
    for (path, content) in files(&bytes) {
        assert!(!path.contains("..") && !path.starts_with('/'), "{path} leaves the folder");
        let file = folder.join(path);
        fs::create_dir_all(file.parent().expect("it is in a folder"))
            .expect("the folder can be made");
        fs::write(file, content).expect("the file can be written");
    }
    folder
}

/// The files of a zip, one after the other as they lie in it.
fn files(zip: &[u8]) -> Vec<(String, Vec<u8>)> {
    let number = |at: usize, bytes: usize| {
        (0..bytes).rev().fold(0usize, |number, byte| number << 8 | usize::from(zip[at + byte]))
    };
    let mut files = Vec::new();
    let mut at = 0;
    while zip[at..].starts_with(b"PK\x03\x04") {
        let (method, packed) = (number(at + 8, 2), number(at + 18, 4));
        let (name, more) = (number(at + 26, 2), number(at + 28, 2));
        let begin = at + 30 + name + more;
        let path = String::from_utf8(zip[at + 30..at + 30 + name].to_vec()).expect("it is text");
        let content = &zip[begin..begin + packed];
        let content = match method {
            0 => content.to_vec(),
            8 => miniz_oxide::inflate::decompress_to_vec(content).expect("it is packed"),
            other => panic!("{path} is packed in the way {other}"),
        };
        files.push((path, content));
        at = begin + packed;
    }
    files
}

fn platform() -> (Site, Browser) {
    let site =
        Site::of_folder(Headers::Plain, unpacked()).with_page("/lms.html", PLATFORM).with_page(
            "/platform.js",
            &installed("INTERLEAVE_PLATFORM", "scorm-again/dist/scorm12.min.js"),
        );
    let browser = Browser::open(&site.url_of("/lms.html"));
    (site, browser)
}

fn told(browser: &Browser, name: &str) -> String {
    let script = format!(
        "return String(API.getCMIValue ? API.getCMIValue('{name}') : API.LMSGetValue('{name}'))"
    );
    browser.execute(&script).as_str().unwrap_or_default().to_owned()
}

/// Waits for the question of this program, and predicts.
fn predict(browser: &Browser, number: usize, answer: char) {
    browser.enter_frame("#frame");
    browser.wait_for(
        &format!("program {number} is there"),
        &format!(
            "return document.querySelector('#progress').textContent.startsWith('Program {number} ')
            && document.querySelector('#threads').textContent !== ''
            && document.querySelector('#answers button:not(:disabled)')"
        ),
    );
    browser.click(&format!("[data-answer={answer}]"));
    browser.wait_for("it is judged", "return !document.querySelector('#next').hidden");
    browser.leave_frames();
}

fn go_on(browser: &Browser) {
    browser.enter_frame("#frame");
    browser.click("#next");
    browser.leave_frames();
}

#[test]
fn the_package_plays_on_a_platform_from_start_to_completion_with_a_break_between() {
    let (site, browser) = platform();
    // Right, wrong, and then somebody closes the window.
    predict(&browser, 1, 'a');
    assert_eq!(told(&browser, "cmi.core.lesson_status"), "incomplete");
    go_on(&browser);
    predict(&browser, 2, 'a');
    assert_eq!(told(&browser, "cmi.core.score.raw"), "50");
    browser.go("about:blank");
    browser.go(&site.url_of("/lms.html"));

    // It goes on where it was, with what was answered.
    predict(&browser, 3, 'c');
    assert_eq!(told(&browser, "cmi.core.score.raw"), "67");
    go_on(&browser);
    predict(&browser, 4, 'a');
    go_on(&browser);
    predict(&browser, 5, 'a');
    assert_eq!(told(&browser, "cmi.core.lesson_status"), "completed");
    let data = told(&browser, "cmi.suspend_data");
    assert!(data.starts_with("1|") && data.len() < 1_000, "progress is small: {data}");
    go_on(&browser);
    browser.enter_frame("#frame");
    browser.wait_for(
        "it says that all is done",
        "return document.querySelector('#question').textContent.includes('of 100')",
    );
    browser.leave_frames();

    // What was predicted stands there as interactions, each with what was right.
    let count: usize = told(&browser, "cmi.interactions._count").parse().expect("a number");
    assert!(count >= 3, "those of this visit at least: {count}");
    let kept = browser.execute("return JSON.parse(localStorage.getItem('kept')).cmi");
    let interactions = &kept["interactions"];
    let all: Vec<&Value> = match interactions {
        Value::Array(list) => list.iter().collect(),
        Value::Object(map) => map.values().filter(|it| it.is_object()).collect(),
        other => panic!("{other}"),
    };
    let text = serde_json::to_string(&all).expect("it is plain data");
    for word in ["choice", "student_response", "correct", "three-semaphores"] {
        assert!(text.contains(word), "{word} is told: {text}");
    }
    assert_eq!(
        browser.execute("return errors"),
        Value::Array(vec![]),
        "the platform refused nothing"
    );
    browser.assert_silent();
}
