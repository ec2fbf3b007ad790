//! The page in the words of whoever uses it. Tests of the page are written in these.

use std::collections::BTreeMap;
use std::ops::Deref;
use std::time::Duration;

use serde_json::{Value, json};
use thirtyfour::Key;

use crate::browser::{Browser, Options, PATIENCE, WATCH};
use crate::site::{Headers, Site};

/// Run before the page: what the server answers is not to be answered by what an earlier visit kept.
pub const NOTHING_KEPT: &str =
    "try { localStorage.setItem('interleave.service-worker', 'off'); } catch {}";

/// The page, open in a browser. What a [`Browser`] can be asked, it can be asked as well.
pub struct Page {
    browser: Browser,
    site: Site,
}

impl Deref for Page {
    type Target = Browser;

    fn deref(&self) -> &Browser {
        &self.browser
    }
}

/// A number that can be chosen, by the name that the page's elements have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    Producers,
    Consumers,
    Capacity,
    Items,
    ProduceTime,
    ConsumeTime,
}

/// What the badge says of the threads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Threads {
    Starting,
    Real,
    Failed,
    Simulated,
}

/// What the page shows, read at one moment.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    pub threads: Threads,
    pub is_running: bool,
    /// The step that is shown.
    pub position: u64,
    /// The steps that are known.
    pub length: u64,
    pub made: u64,
    pub in_buffer: u64,
    pub consumed: u64,
    /// `finished`, or the name of the violation.
    pub ending: Option<String>,
    /// What the page has to say about input and itself; empty when there is nothing.
    pub notice: String,
}

/// Most tests are about what a reader sees who has been here before.
const RETURNING: &str = "try { localStorage.setItem('interleave.first-steps', 'done') } catch {}";

/// As fast as the page can follow, on the scale of speeds.
pub const UNLIMITED: u8 = 13;

impl Setting {
    fn name(self) -> &'static str {
        match self {
            Setting::Producers => "producers",
            Setting::Consumers => "consumers",
            Setting::Capacity => "capacity",
            Setting::Items => "items",
            Setting::ProduceTime => "produce-time",
            Setting::ConsumeTime => "consume-time",
        }
    }

    /// Whether it stands beside the picture of a wide page.
    fn is_beside_picture(self) -> bool {
        matches!(self, Setting::Producers | Setting::Consumers | Setting::Capacity)
    }

    /// Its field, on a wide page.
    pub fn field(self) -> String {
        let place = if self.is_beside_picture() { ".transport" } else { "#panel-settings" };
        format!("{place} [data-setting={}] input", self.name())
    }
}

impl Page {
    /// Opens the page as a good host serves it, and waits until its threads are ready.
    pub fn open() -> Page {
        Page::open_with(Headers::Isolating, Options::default())
    }

    /// The same, with other headers or another browser.
    pub fn open_with(headers: Headers, options: Options) -> Page {
        Page::of_site(Site::of_the_page(headers), options)
    }

    fn of_site(site: Site, options: Options) -> Page {
        let page = Page::unopened(site, options);
        page.open_again();
        page
    }

    /// Opens the page of the site, and waits until its threads are ready.
    pub fn open_again(&self) {
        self.go(&self.site.url());
        self.wait_ready();
    }

    /// A page that is not open yet, in a browser that watches what it will do.
    pub fn unopened(site: Site, options: Options) -> Page {
        let page = Page::of_newcomer(site, options);
        page.run_first(RETURNING);
        page
    }

    /// The same, in a browser that has never been here.
    pub fn of_newcomer(site: Site, options: Options) -> Page {
        let browser = Browser::start(options);
        let page = Page { browser, site };
        if !page.engine().has_devtools() {
            page.run_first(WATCH);
        }
        page.run_first(include_str!("spy.js"));
        page.run_first(NOTHING_KEPT);
        page
    }

    /// Runs a script before anything else of the page, whenever that is opened.
    pub fn run_first(&self, script: &str) {
        if self.engine().has_devtools() {
            self.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script }));
        } else {
            self.site.run_first(script);
        }
    }

    /// The server behind it.
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// The address of the page, opened or not.
    pub fn address(&self) -> String {
        self.site.url()
    }

    /// Waits until it is known what threads there are, and they can be used.
    pub fn wait_ready(&self) {
        self.wait_state("the threads are ready", |state| {
            matches!(state.threads, Threads::Real | Threads::Simulated)
        });
    }

    /// What the page shows now, or as soon as a drawing that is under way has come to its end: half a drawing shows the
    /// length of the new run beside the threads of the old one. The counters are drawn at a pace of their own, and are
    /// never older here than the position beside them.
    pub fn state(&self) -> State {
        self.read().unwrap_or_else(|| panic!("the page shows no app: {}", self.text("body")))
    }

    /// `None` before the app is there.
    fn read(&self) -> Option<State> {
        let script = r#"
            const one = (selector) => document.querySelector(selector);
            const number = (text) => Number(text.replace(/\D/g, ""));
            // A whole program makes and consumes nothing.
            const counter = (name) => number(one(`[data-counter=${name}] dd`)?.textContent ?? "0");
            const counters = () => ({
                made: counter("made"),
                in_buffer: counter("in-buffer"),
                consumed: counter("consumed"),
            });
            const read = () => {
                if (!one(".badge")) return null;
                // "step 3 of 12"; in both languages the first number is the position.
                const [position, length] =
                    one(".position-slider").ariaValueText.match(/\d[\d.,]*/g).map(number);
                return {
                    threads: one(".badge").className,
                    motion: one(".run-button").dataset.motion,
                    position,
                    length,
                    ...counters(),
                    ending: one("[data-ending]")?.dataset.ending,
                    notice: one(".toasts").innerText.trim(),
                };
            };
            const read_when_drawn = async () => {
                await spy.drawn();
                const state = read();
                await spy.caught_up();
                return state && { ...state, ...counters() };
            };
            return window.spy ? read_when_drawn() : read();
        "#;
        let value = self.execute(script);
        let number = |key: &str| value[key].as_u64().unwrap_or_else(|| panic!("{key} in {value}"));
        let threads = value["threads"].as_str()?.rsplit(' ').next()?;
        Some(State {
            threads: match threads {
                "is-starting" => Threads::Starting,
                "is-real" => Threads::Real,
                "is-failed" => Threads::Failed,
                "is-simulated" => Threads::Simulated,
                unknown => panic!("the badge is `{unknown}`"),
            },
            is_running: value["motion"] == "running",
            position: number("position"),
            length: number("length"),
            made: number("made"),
            in_buffer: number("in_buffer"),
            consumed: number("consumed"),
            ending: value["ending"].as_str().map(str::to_owned),
            notice: value["notice"].as_str().unwrap_or_default().to_owned(),
        })
    }

    /// Waits until the page shows something.
    pub fn wait_state(&self, what: &str, is_so: impl Fn(&State) -> bool) -> State {
        self.wait_state_within(PATIENCE, what, is_so)
    }

    /// The same, within another time.
    pub fn wait_state_within(
        &self,
        patience: Duration,
        what: &str,
        is_so: impl Fn(&State) -> bool,
    ) -> State {
        self.wait_within(patience, what, || match self.read() {
            Some(state) if is_so(&state) => Ok(state),
            state => Err(format!("{state:?}")),
        })
    }

    /// Waits until the run has come to an end, and gives the end's name.
    pub fn wait_ending(&self, patience: Duration) -> String {
        let state = self.wait_state_within(patience, "the run has ended", |state| {
            state.ending.is_some() && !state.is_running
        });
        state.ending.expect("that was waited for")
    }

    /// Waits until the page shows this step.
    pub fn wait_position(&self, position: u64) -> State {
        self.wait_state(&format!("the page shows step {position}"), |state| {
            state.position == position
        })
    }

    /// Waits while the page draws so many frames.
    pub fn let_frames_pass(&self, count: u32) {
        self.execute_with("return spy.frames(arguments[0])", vec![json!(count)]);
    }

    /// Presses Run.
    pub fn run(&self) {
        self.click("[data-motion=paused]");
        self.wait_state("it runs", |state| state.is_running || state.ending.is_some());
    }

    /// Presses Pause, and waits until all steps that were under way are shown.
    pub fn pause(&self) -> State {
        self.click("[data-motion=running]");
        self.wait_state("it is paused", |state| !state.is_running);
        self.let_frames_pass(20);
        self.state()
    }

    /// Presses Step, and waits for the step.
    pub fn step(&self) -> State {
        let position = self.state().position;
        self.click(".step-button");
        self.wait_position(position + 1)
    }

    /// Chooses a program of the catalogue, and waits until its threads are there.
    pub fn choose_program(&self, name: &str) {
        self.click(".program-button");
        self.find("dialog.programs[open]");
        // Away from the head of the dialog, which stays above what is scrolled.
        let script = "document.querySelector(arguments[0]).scrollIntoView({ block: 'center' })";
        let choice = format!("[data-program={name}]");
        self.execute_with(script, vec![json!(choice)]);
        self.click(&choice);
        self.wait_for("the choice is made", "return !document.querySelector('dialog[open]')");
        self.wait_ready();
    }

    /// Presses on the timeline, or as far beyond it as that step of the run is.
    pub fn seek(&self, position: u64) {
        self.execute_with("spy.seek(arguments[0])", vec![json!(position)]);
    }

    /// Presses Reset, and waits until the next run can begin.
    pub fn reset(&self) {
        self.click(".reset-button");
        self.wait_state("the run is reset", |state| {
            state.length == 0 && matches!(state.threads, Threads::Real | Threads::Simulated)
        });
    }

    /// Types a number into its field, and waits until there is a run with it.
    pub fn set(&self, setting: Setting, number: u32) {
        self.type_number(setting, &number.to_string());
        self.wait_for(
            &format!("{setting:?} is {number}"),
            &format!("return document.querySelector('{}').value === '{number}'", setting.field()),
        );
        self.wait_ready();
    }

    /// Types something into a number's field, and leaves it with Enter.
    pub fn type_number(&self, setting: Setting, typed: &str) {
        if !setting.is_beside_picture() {
            self.open_settings();
        }
        // What is typed takes the place of what is there. Control+A would mean that in Firefox only where it has a desktop.
        self.focus(&setting.field());
        self.execute("document.activeElement.select()");
        self.press(format!("{typed}\u{e007}"));
        if !setting.is_beside_picture() {
            self.close_settings();
        }
        self.leave_field();
    }

    /// Takes the focus away from where it is, so that keys mean what they mean to the whole page.
    pub fn leave_field(&self) {
        self.execute("document.activeElement.blur()");
    }

    /// Opens the settings of a wide page, if they are not open.
    pub fn open_settings(&self) {
        if self.count("#panel-settings.is-open") == 0 {
            self.click(".more-button");
            self.find("#panel-settings.is-open");
        }
    }

    /// Closes the settings.
    pub fn close_settings(&self) {
        self.click("#panel-settings .close-button");
        self.wait_for("the settings are closed", "return !document.querySelector('.is-open')");
    }

    /// Moves the slider for the speed to a place on its scale.
    pub fn set_speed(&self, place: u8) {
        self.focus(".transport .speed input");
        match place {
            UNLIMITED => self.press(Key::End),
            _ => {
                self.press(Key::Home);
                (0..place).for_each(|_| self.press(Key::Right));
            }
        }
        let value = "document.querySelector('.transport .speed input').value";
        self.wait_for("the speed is set", &format!("return {value} === '{place}'"));
        self.leave_field();
    }

    /// Puts the focus on the first element that the CSS selector fits.
    pub fn focus(&self, selector: &str) {
        self.find(selector);
        self.execute_with("document.querySelector(arguments[0]).focus()", vec![json!(selector)]);
    }

    /// Presses the control of a fault, by the fault's name.
    pub fn toggle_fault(&self, fault: &str) {
        match fault {
            "mutex-starts-at-0" => self.click(".starting-value label:nth-child(1)"),
            "mutex-starts-at-2" => self.click(".starting-value label:nth-child(3)"),
            _ => self.click(&format!("[data-fault={fault}]")),
        }
        self.wait_ready();
    }

    /// The line that each thread is at, by the thread's short name. Not for more than three of a role, which may share
    /// a chip.
    pub fn lines(&self) -> BTreeMap<String, u64> {
        let script = r#"
            const lines = [...document.querySelectorAll(".code-line")];
            return lines.flatMap((line, index) =>
                [...line.querySelectorAll(".thread-chip")].map((chip) => [chip.textContent.trim(), index]));
        "#;
        let value = self.execute(script);
        let entry = |it: &Value| Some((it[0].as_str()?.to_owned(), it[1].as_u64()?));
        value.as_array().into_iter().flatten().filter_map(entry).collect()
    }

    /// What the latest log entry says.
    pub fn latest_entry(&self) -> String {
        self.text(".log-panel .log-item .log-sentences")
    }

    /// The names of the workers that the page has not ended.
    pub fn workers(&self) -> Vec<String> {
        let value = self.execute("return spy.living().map(({ name }) => name).sort()");
        serde_json::from_value(value).expect("names are text")
    }

    /// A number that a script gives, such as how long something took.
    pub fn measure(&self, script: &str) -> f64 {
        let value = self.execute(script);
        value.as_f64().unwrap_or_else(|| panic!("`{script}` gives {value}"))
    }
}
