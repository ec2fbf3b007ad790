//! A browser with one page, driven from a test that reads from top to bottom.
//!
//! Every method panics with what was asked and what the page looked like, so that a test needs no error handling.

mod driver;
mod engine;

use std::cell::RefCell;
use std::fmt;
use std::fs;
use std::future::Future;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use thirtyfour::TypingData;
use thirtyfour::prelude::*;
use tokio::runtime::Runtime;

use driver::Driver;
pub use engine::Engine;

/// Stands at the head of a page, in browsers that do not tell what their console shows.
pub const WATCH: &str = include_str!("browser/watch.js");

/// How long a condition may take to become true. The slowest machine decides; a test that passes does not wait for it.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// Tests run on several threads, and browsers one after the other: on a small machine two at a time are slower than one
/// after the other, and fail for want of time.
static TURN: Mutex<()> = Mutex::new(());

/// How a browser is started.
pub struct Options {
    pub engine: Engine,
    /// The size of the page, in CSS pixels.
    pub size: (u32, u32),
    /// Slow down timers of hidden tabs, as browsers do for people and chromedriver usually prevents. Chromium only.
    pub throttle_hidden_tabs: bool,
    /// Further switches of the browser. Chromium only.
    pub switches: Vec<String>,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            engine: Engine::default(),
            size: (1280, 900),
            throttle_hidden_tabs: false,
            switches: Vec::new(),
        }
    }
}

/// What a person may have set in the operating system.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preference {
    DarkColors,
    LightColors,
    ReducedMotion,
    ForcedColors,
}

/// Something the browser's console showed: a message of the page, an error nobody caught, a file that was missing, a
/// warning of the browser itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// `SEVERE`, `WARNING`, `INFO` or `DEBUG`.
    pub level: String,
    pub text: String,
}

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.level, self.text)
    }
}

/// A browser that nobody sees. It ends with the test, and leaves a picture behind when the test fails.
pub struct Browser {
    runtime: Runtime,
    /// `None` only while it is being dropped.
    session: Option<WebDriver>,
    engine: Engine,
    messages: RefCell<Vec<Message>>,
    // Dropped in this order: the next browser may start when this one has gone.
    driver: Driver,
    _turn: MutexGuard<'static, ()>,
}

impl Browser {
    /// Starts a browser and opens the page at `url`.
    pub fn open(url: &str) -> Self {
        let browser = Self::start(Options::default());
        browser.go(url);
        browser
    }

    /// Starts a browser, with an empty page.
    pub fn start(options: Options) -> Self {
        // A test that failed has left nothing behind that could harm the next.
        let turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
        let engine = options.engine;
        let driver = Driver::start(engine);
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime starts");
        let capabilities = engine.capabilities(&options, driver.profile());
        let session =
            runtime.block_on(async { WebDriver::new(driver.address(), capabilities).await });
        let session = session.unwrap_or_else(|error| panic!("the browser does not start: {error}"));
        let messages = RefCell::default();
        let browser =
            Browser { runtime, session: Some(session), engine, messages, driver, _turn: turn };
        browser.resize(options.size.0, options.size.1);
        browser
    }

    /// Which browser it is.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// The memory that the browser's processes have now, in bytes.
    pub fn resident(&self) -> u64 {
        self.driver.resident()
    }

    /// Opens the page at `url`, in the same tab.
    pub fn go(&self, url: &str) {
        self.hear();
        self.ask(&format!("opening {url}"), self.session().goto(url));
    }

    /// Loads the page again.
    pub fn reload(&self) {
        self.hear();
        self.ask("reloading", self.session().refresh());
    }

    /// The address that the page has now.
    pub fn url(&self) -> String {
        self.ask("the address", self.session().current_url()).to_string()
    }

    /// Runs a script in the page and gives what it returns.
    pub fn execute(&self, script: &str) -> Value {
        self.execute_with(script, vec![])
    }

    /// Runs a script that finds `values` in `arguments`. When it returns a promise, what that resolves to is given.
    pub fn execute_with(&self, script: &str, values: Vec<Value>) -> Value {
        self.ask(&format!("the script `{script}`"), self.session().execute(script, values))
            .json()
            .clone()
    }

    /// Waits until the script returns something true.
    pub fn wait_for(&self, what: &str, script: &str) {
        self.wait_until(what, || {
            let value = self.execute(script);
            let is_true =
                !matches!(&value, Value::Null | Value::Bool(false)) && value != 0 && value != "";
            if is_true { Ok(()) } else { Err(format!("`{script}` gives {value}")) }
        });
    }

    /// Waits until `condition` gives a value, and returns that. What it complains of is shown when it never does.
    pub fn wait_until<T>(&self, what: &str, condition: impl FnMut() -> Result<T, String>) -> T {
        self.wait_within(PATIENCE, what, condition)
    }

    /// The same, and prints how long it took beside how long it may take on a machine that does nothing else. How
    /// busy this one is, is no reason to fail.
    pub fn wait_timed<T>(
        &self,
        wanted: Duration,
        what: &str,
        condition: impl FnMut() -> Result<T, String>,
    ) -> T {
        let begin = Instant::now();
        let value = self.wait_until(what, condition);
        println!("{what}: {:?} ({wanted:?} are asked for)", begin.elapsed());
        value
    }

    /// The same, within another time.
    pub fn wait_within<T>(
        &self,
        patience: Duration,
        what: &str,
        mut condition: impl FnMut() -> Result<T, String>,
    ) -> T {
        let deadline = Instant::now() + patience;
        loop {
            match condition() {
                Ok(value) => return value,
                Err(_) if Instant::now() < deadline => thread::sleep(Duration::from_millis(20)),
                Err(complaint) => {
                    panic!(
                        "after {patience:?} it is still not so that {what}: {complaint}{}",
                        self.state()
                    )
                }
            }
        }
    }

    /// Waits for the first element that the CSS selector fits, shown or not.
    pub fn find(&self, selector: &str) -> WebElement {
        self.wait_until(&format!("there is a `{selector}`"), || {
            let found = self.runtime.block_on(self.session().find(By::Css(selector)));
            found.map_err(|error| error.to_string().lines().next().unwrap_or_default().to_owned())
        })
    }

    /// How many elements the CSS selector fits now.
    pub fn count(&self, selector: &str) -> usize {
        // By a script: an element that is drawn anew while a driver lists it is an error to some.
        let script = "return document.querySelectorAll(arguments[0]).length";
        self.execute_with(script, vec![json!(selector)]).as_u64().unwrap_or_default() as usize
    }

    /// Clicks the first element that the CSS selector fits, as soon as it can be clicked.
    pub fn click(&self, selector: &str) {
        self.click_found(
            &format!("`{selector}`"),
            "document.querySelector(arguments[0])",
            selector,
        );
    }

    /// Clicks the button with this accessible name as soon as it is shown and can be clicked: one that a
    /// screen reader would find too.
    pub fn press_button(&self, name: &str) {
        let finder = "[...document.querySelectorAll('button, [role=button]')].find((it) =>
            (it.ariaLabel ?? it.textContent).trim().replace(/\\s+/g, ' ') === arguments[0]
                && it.checkVisibility({ visibilityProperty: true }))";
        self.click_found(&format!("the button *{name}*"), finder, name);
    }

    /// Clicks what the expression finds, which has `argument` in `arguments`.
    fn click_found(&self, what: &str, finder: &str, argument: &str) {
        // The page may put a new element in the place of the one that was found, so it is looked for each time.
        self.wait_until(&format!("{what} can be clicked"), || {
            let clicked = self.runtime.block_on(async {
                let script = format!("return {finder}");
                let found = self.session().execute(script, vec![json!(argument)]).await?;
                found.element()?.click().await
            });
            match clicked {
                Err(error) if self.engine.misjudges_places() => {
                    self.click_at(finder, argument).map_err(|there| format!("{error}\n{there}"))
                }
                clicked => clicked.map_err(|error| error.to_string()),
            }
        });
    }

    /// Clicks an element if it is what lies at its own place, as a person would see it; or says what lies there.
    fn click_at(&self, finder: &str, argument: &str) -> Result<(), String> {
        let script = format!(
            "const it = {finder};
            it?.scrollIntoView({{ block: 'center', inline: 'nearest' }});
            const box = it?.getBoundingClientRect();
            const there = box && document.elementFromPoint(
                box.left + box.width / 2, box.top + box.height / 2);
            if (!there || !it.contains(there)) return `${{JSON.stringify(box)}}: ${{there?.outerHTML.slice(0, 200)}}`;
            it.click();
            return null;"
        );
        match self.execute_with(&script, vec![json!(argument)]) {
            Value::Null => Ok(()),
            there => Err(format!("something else lies there: {there}")),
        }
    }

    /// Types into the first element that the CSS selector fits.
    pub fn type_into(&self, selector: &str, text: &str) {
        let element = self.find(selector);
        self.ask(&format!("typing into `{selector}`"), element.send_keys(text));
    }

    /// Presses keys where the focus is: `"text"`, `Key::Tab + Key::Enter`; one after the other.
    pub fn press(&self, keys: impl Into<TypingData>) {
        let actions = self.session().action_chain().send_keys(keys);
        self.ask("pressing keys", actions.perform());
    }

    /// Presses a key while others are held.
    pub fn press_with(&self, held: &[Key], key: char) {
        let chain = self.session().action_chain();
        let chain = held.iter().fold(chain, |chain, it| chain.key_down(it.clone()));
        let chain = chain.key_down(key).key_up(key);
        let chain = held.iter().fold(chain, |chain, it| chain.key_up(it.clone()));
        self.ask("pressing keys together", chain.perform());
    }

    /// The visible text of the first element that the CSS selector fits.
    pub fn text(&self, selector: &str) -> String {
        let element = self.find(selector);
        self.ask(&format!("the text of `{selector}`"), element.text())
    }

    /// Goes into the frame that the CSS selector fits; what follows is asked of the page inside.
    pub fn enter_frame(&self, selector: &str) {
        let element = self.find(selector);
        self.ask(&format!("entering `{selector}`"), element.enter_frame());
    }

    /// Goes back to the outermost page.
    pub fn leave_frames(&self) {
        self.ask("leaving the frame", self.session().enter_default_frame());
    }

    /// Gives the page another size, in CSS pixels; 360 wide is a small phone. Other browsers than Chromium have a least
    /// width, of about 450: there a page is narrower in a frame.
    pub fn resize(&self, width: u32, height: u32) {
        if self.engine.has_devtools() {
            let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
            self.devtools("Emulation.setDeviceMetricsOverride", size);
            return;
        }
        // A window is larger than the page in it, by what only the page can tell, and soon.
        let (mut outer_width, mut outer_height) = (width, height);
        self.wait_until(&format!("the page is {width} by {height}"), || {
            let size = (outer_width, outer_height);
            self.ask("another size", self.session().set_window_rect(0, 0, size.0, size.1));
            let inner = self.execute(
                "return new Promise((done) => setTimeout(() => done([innerWidth, innerHeight]), 100))",
            );
            let side = |index: usize| inner[index].as_u64().unwrap_or_default() as u32;
            if (side(0), side(1)) == (width, height) {
                return Ok(());
            }
            outer_width = (outer_width + width).saturating_sub(side(0)).max(1);
            outer_height = (outer_height + height).saturating_sub(side(1)).max(1);
            Err(format!("it is {inner}"))
        });
    }

    /// Lets the page see exactly these preferences; none is what a browser has at first.
    pub fn prefer(&self, preferences: &[Preference]) {
        let features: Vec<Value> = preferences
            .iter()
            .map(|preference| match preference {
                Preference::DarkColors => {
                    json!({ "name": "prefers-color-scheme", "value": "dark" })
                }
                Preference::LightColors => {
                    json!({ "name": "prefers-color-scheme", "value": "light" })
                }
                Preference::ReducedMotion => {
                    json!({ "name": "prefers-reduced-motion", "value": "reduce" })
                }
                Preference::ForcedColors => json!({ "name": "forced-colors", "value": "active" }),
            })
            .collect();
        self.devtools("Emulation.setEmulatedMedia", json!({ "features": features }));
    }

    /// Sends a command of the Chrome DevTools protocol.
    pub fn devtools(&self, command: &str, parameters: Value) -> Value {
        self.ask(command, self.session().cdp().send_raw(command, parameters))
    }

    /// Everything that the console has shown so far. Where the browser does not tell, it is what [`WATCH`] has heard.
    pub fn console(&self) -> Vec<Message> {
        self.hear();
        self.messages.borrow().clone()
    }

    /// Takes down what the console has shown. It is forgotten by the driver that tells it, and with a page that leaves.
    fn hear(&self) {
        let news: Vec<Message> = if self.engine.has_devtools() {
            let news = self.ask("the console", self.session().browser_log());
            news.into_iter().map(|it| Message { level: it.level, text: it.message }).collect()
        } else {
            let news = self.execute("return window.heard?.splice(0) ?? []");
            let text = |it: &Value| it.as_str().unwrap_or_default().to_owned();
            let message = |it: &Value| Message { level: text(&it[0]), text: text(&it[1]) };
            news.as_array().into_iter().flatten().map(message).collect()
        };
        self.messages.borrow_mut().extend(news);
    }

    /// Checks that the console has shown nothing.
    pub fn assert_silent(&self) {
        let messages = self.console();
        assert!(messages.is_empty(), "the console is not empty:{}", listed(&messages));
    }

    /// Saves a picture of the page as target/screenshots/NAME.png, and gives its path.
    pub fn screenshot(&self, name: &str) -> PathBuf {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/screenshots");
        fs::create_dir_all(&folder).expect("a folder for the pictures can be made");
        let file = folder.join(format!("{name}.png"));
        self.ask("a picture", self.session().screenshot(&file));
        file
    }

    /// The session, for what has no method here; its futures go through [`ask`](Self::ask).
    pub fn session(&self) -> &WebDriver {
        self.session.as_ref().expect("it is there until the browser is dropped")
    }

    /// Waits for an answer of the session.
    pub fn ask<T>(&self, what: &str, answer: impl Future<Output = WebDriverResult<T>>) -> T {
        self.runtime.block_on(answer).unwrap_or_else(|error| panic!("{what}: {error}"))
    }

    /// What somebody who looks at the failed test wants to know of the page.
    fn state(&self) -> String {
        let text = self.execute(
            "return location.href + '\\n' + (document.body ? document.body.innerText : '')",
        );
        let text: String = text.as_str().unwrap_or_default().chars().take(2_000).collect();
        format!("\n--- the page: {text}\n--- the console:{}", listed(&self.console()))
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let Some(session) = self.session.take() else { return };
        if thread::panicking() {
            let name = thread::current().name().unwrap_or("unnamed").replace("::", "-");
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/screenshots");
            let file = folder.join(format!("failed-{name}.png"));
            let _ = fs::create_dir_all(&folder);
            if self.runtime.block_on(session.screenshot(&file)).is_ok() {
                eprintln!("the page when the test failed: {}", file.display());
            }
        }
        // The driver is about to be ended with the browser; asking it to end the session takes longer, and may hang.
        let _ = session.leak();
    }
}

fn listed(messages: &[Message]) -> String {
    messages.iter().map(|message| format!("\n{message}")).collect()
}
