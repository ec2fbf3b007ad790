//! The browsers that the page is tried in, and what each wants to be told when it is started.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use thirtyfour::Capabilities;

use super::Options;

/// Makes WebKitGTK paint on the processor and in one thread. With a graphics card of Mesa's own making, its compositing
/// thread ran into a protection fault in `swrast_dri.so` about once in a thousand pages, and what was asked of the page
/// then was answered "unknown error".
const WITHOUT_A_GRAPHICS_CARD: (&str, &str) = ("WEBKIT_DISABLE_DMABUF_RENDERER", "1");

/// A browser engine, as the tests start it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Engine {
    #[default]
    Chromium,
    Firefox,
    /// WebKitGTK with `SharedArrayBuffer`, which has to be asked for.
    WebKit,
    /// WebKitGTK as it comes: the page is isolated, and there is no `SharedArrayBuffer` all the same.
    WebKitUnshared,
}

impl Engine {
    /// Whether threads may share memory where the page is isolated.
    pub fn shares_memory(self) -> bool {
        self != Engine::WebKitUnshared
    }

    /// Whether it takes commands of the Chrome DevTools protocol, which can do more than WebDriver.
    pub fn has_devtools(self) -> bool {
        self == Engine::Chromium
    }

    /// Whether its driver takes some elements in plain sight for such as cannot be clicked.
    pub(super) fn misjudges_places(self) -> bool {
        self.needs_screen()
    }

    /// The program that drives it.
    pub(super) fn driver(self) -> &'static str {
        match self {
            Engine::Chromium => "chromedriver",
            Engine::Firefox => "geckodriver",
            Engine::WebKit | Engine::WebKitUnshared => "WebKitWebDriver",
        }
    }

    /// Whether it needs a screen to draw on: the others draw into memory when asked to.
    pub(super) fn needs_screen(self) -> bool {
        matches!(self, Engine::WebKit | Engine::WebKitUnshared)
    }

    /// What its processes find in their environment besides.
    pub(super) fn environment(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Engine::Chromium => &[],
            // The page is in English unless a test says otherwise.
            Engine::Firefox => &[("LC_ALL", "C.UTF-8"), ("MOZ_CRASHREPORTER_DISABLE", "1")],
            Engine::WebKit => &[
                ("LC_ALL", "C.UTF-8"),
                // Without it a bus would be started, outside of the group, and outlive the test.
                ("DBUS_SESSION_BUS_ADDRESS", "disabled:"),
                ("NO_AT_BRIDGE", "1"),
                WITHOUT_A_GRAPHICS_CARD,
                ("JSC_useSharedArrayBuffer", "1"),
            ],
            Engine::WebKitUnshared => &[
                ("LC_ALL", "C.UTF-8"),
                ("DBUS_SESSION_BUS_ADDRESS", "disabled:"),
                ("NO_AT_BRIDGE", "1"),
                WITHOUT_A_GRAPHICS_CARD,
                ("JSC_useSharedArrayBuffer", "0"),
            ],
        }
    }

    /// What a session is asked for with.
    pub(super) fn capabilities(self, options: &Options, profile: &Path) -> Capabilities {
        assert!(
            self == Engine::Chromium
                || options.switches.is_empty() && !options.throttle_hidden_tabs,
            "switches are those of Chromium"
        );
        let wanted = match self {
            Engine::Chromium => chromium(options, profile),
            Engine::Firefox => firefox(),
            Engine::WebKit | Engine::WebKitUnshared => json!({
                "browserName": "MiniBrowser",
                "webkitgtk:browserOptions": { "binary": mini_browser(), "args": ["--automation"] },
            }),
        };
        match wanted {
            Value::Object(map) => Capabilities::from(map),
            _ => unreachable!("capabilities are written as objects"),
        }
    }
}

fn chromium(options: &Options, profile: &Path) -> Value {
    let mut switches = vec![
        "--headless".to_owned(),
        "--disable-gpu".to_owned(),
        "--disable-quic".to_owned(),
        "--no-first-run".to_owned(),
        "--disable-background-networking".to_owned(),
        "--disable-component-update".to_owned(),
        "--disable-sync".to_owned(),
        format!("--user-data-dir={}", profile.display()),
        format!("--window-size={},{}", options.size.0.max(500), options.size.1),
    ];
    if is_root() {
        // The browser refuses to start as root with its sandbox.
        switches.push("--no-sandbox".to_owned());
    }
    switches.extend(options.switches.iter().cloned());
    let mut chrome = json!({ "args": switches });
    if let Some(file) = ["chromium", "google-chrome"].into_iter().find_map(on_path) {
        chrome["binary"] = json!(file);
    }
    if options.throttle_hidden_tabs {
        chrome["excludeSwitches"] = json!(["disable-background-timer-throttling"]);
    }
    json!({
        "browserName": "chrome",
        "goog:chromeOptions": chrome,
        "goog:loggingPrefs": { "browser": "ALL" },
    })
}

fn firefox() -> Value {
    let mut firefox = json!({
        "args": ["-headless"],
        "prefs": {
            "intl.accept_languages": "en-US, en",
            // Nothing is fetched from anywhere but the site of the test.
            "app.normandy.enabled": false,
            "network.captive-portal-service.enabled": false,
            "network.connectivity-service.enabled": false,
        },
    });
    if let Some(file) = ["firefox-esr", "firefox"].into_iter().find_map(on_path) {
        firefox["binary"] = json!(file);
    }
    json!({ "browserName": "firefox", "moz:firefoxOptions": firefox })
}

/// WebKitGTK's small browser, which lies beside the library and not on PATH.
fn mini_browser() -> PathBuf {
    let folders = fs::read_dir("/usr/lib").into_iter().flatten().flatten().map(|it| it.path());
    let folders = folders.chain([PathBuf::from("/usr/lib"), PathBuf::from("/usr/libexec")]);
    folders
        .flat_map(|folder| ["webkit2gtk-4.1", "webkit2gtk-4.0"].map(|it| folder.join(it)))
        .map(|folder| folder.join("MiniBrowser"))
        .find(|file| file.is_file())
        .expect("there is a MiniBrowser; `cargo xtask setup` installs it")
}

fn on_path(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
}

fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt;
    fs::metadata("/proc/self").is_ok_and(|data| data.uid() == 0)
}
