//! What an address asks for by name: `?embed=1&program=three-semaphores&faults=skip-spaces-wait&step=12`.
//!
//! The names stand before the `#`, so whatever stands behind it decodes as it always did. Where there is
//! a link behind the `#`, that says what is shown, and of the names only how it is shown counts.

use crate::catalogue::link::LONGEST_TEXT;
use crate::catalogue::{self, Configuration, Granularity, Link, Runtime, Setting};
use crate::session::{
    Action, Hidden, Locked, PlaybackAction, PreferencesAction, SharingAction, Speed, Theme, View,
    Wanted,
};
use crate::text::Language;

/// What was asked for by name. A name or a value that means nothing is kept apart, to be said.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parameters {
    program: Option<String>,
    text: Option<String>,
    /// All that are to be on, where any are named.
    faults: Option<Vec<String>>,
    numbers: Vec<(Setting, u64)>,
    granularity: Option<Granularity>,
    runtime: Option<Runtime>,
    scheduler: Option<String>,
    seed: Option<u64>,
    has_real_threads: Option<bool>,
    steps: Option<String>,
    step: Option<usize>,
    language: Option<Language>,
    theme: Option<Theme>,
    speed: Option<Speed>,
    is_embedded: bool,
    view: View,
    host: Option<String>,
    not_understood: Vec<String>,
}

/// Names that others put into addresses, or that the page uses itself.
fn is_of_others(name: &str) -> bool {
    name.is_empty()
        || name.starts_with("utm_")
        || name.starts_with("interleave")
        || matches!(name, "service-worker" | "reloaded")
}

impl Parameters {
    /// Reads what stands between `?` and `#` of an address.
    pub fn read(query: &str) -> Parameters {
        let mut parameters = Parameters::default();
        let query = query.strip_prefix('?').unwrap_or(query);
        for pair in query.split('&') {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let (name, value) = (decoded(name), decoded(value));
            if !is_of_others(&name) && !parameters.take(&name, &value) {
                // Whatever was written there, it must not fill the page.
                let shown: String = format!("{name}={value}").chars().take(60).collect();
                parameters.not_understood.push(shown);
            }
        }
        parameters
    }

    /// Takes one of the names with its value. Answers whether both mean something.
    pub(super) fn take(&mut self, name: &str, value: &str) -> bool {
        let setting = Setting::ALL.into_iter().find(|it| it.name() == name);
        if let Some(setting) = setting {
            let number = value.parse().ok();
            self.numbers.extend(number.map(|it| (setting, it)));
            return number.is_some();
        }
        match name {
            "embed" => self.is_embedded = value != "0",
            "program" => return put(&mut self.program, Some(value.to_owned())),
            "text" => {
                let text = (value.len() <= LONGEST_TEXT).then(|| value.to_owned());
                return put(&mut self.text, text);
            }
            "faults" => {
                let faults = self.faults.get_or_insert_default();
                faults.extend(words(value).map(str::to_owned));
            }
            "granularity" => return put(&mut self.granularity, Granularity::named(value)),
            "runtime" => return put(&mut self.runtime, Runtime::named(value)),
            "scheduler" => return put(&mut self.scheduler, Some(value.to_owned())),
            "seed" => return put(&mut self.seed, value.parse().ok()),
            "threads" => {
                let kinds = [("real", true), ("simulated", false)];
                let kind = kinds.into_iter().find(|(it, _)| *it == value);
                return put(&mut self.has_real_threads, kind.map(|(_, it)| it));
            }
            "steps" => return put(&mut self.steps, Some(with_version(value))),
            "step" => return put(&mut self.step, value.parse().ok()),
            "lang" | "language" => return put(&mut self.language, Language::for_tag(value)),
            "theme" => {
                let theme = if value == "auto" { Some(Theme::System) } else { Theme::named(value) };
                return put(&mut self.theme, theme);
            }
            "speed" => return put(&mut self.speed, speed_named(value)),
            "host" => return put(&mut self.host, Some(value.to_owned())),
            "hide" => {
                let known = |it: &str| Hidden::ALL.into_iter().find(|hidden| hidden.name() == it);
                return extend_by(&mut self.view.hidden, words(value).map(known));
            }
            "lock" => {
                let known = |it: &str| Locked::ALL.into_iter().find(|locked| locked.name() == it);
                return extend_by(&mut self.view.locked, words(value).map(known));
            }
            _ => return false,
        }
        true
    }

    /// Whether the page stands in another one, by that one's wish.
    pub fn is_embedded(&self) -> bool {
        self.is_embedded
    }

    /// What is not shown, and what the reader cannot change.
    pub fn view(&self) -> &View {
        &self.view
    }

    /// The one origin whose messages are heard, if the address names one.
    pub fn host(&self) -> Option<&str> {
        self.host.as_deref()
    }

    /// What opens the page as it is asked for. `link` opens the link of the address, if it has one.
    pub fn opening(&self, link: Option<Action>) -> Vec<Action> {
        let has_link = link.is_some();
        let wanted = || Some(SharingAction::OpenWanted(Box::new(self.wanted()?)).into());
        let mut actions: Vec<Action> = link.or_else(wanted).into_iter().collect();
        actions.extend(self.appearance());
        let step = self.step.filter(|_| has_link);
        actions.extend(step.map(|it| PlaybackAction::Seek(it).into()));
        actions
    }

    /// What says how the page looks and how fast it goes, whatever it shows.
    pub(super) fn appearance(&self) -> Vec<Action> {
        let language = self.language.map(|it| PreferencesAction::SetLanguage(it).into());
        let theme = self.theme.map(|it| PreferencesAction::SetTheme(it).into());
        let speed = self.speed.map(|it| PlaybackAction::SetSpeed(it).into());
        language.into_iter().chain(theme).chain(speed).collect()
    }

    /// Whether it is said which program to open.
    pub(super) fn names_a_program(&self) -> bool {
        self.program.is_some() || self.text.is_some()
    }

    /// A text that takes the place of the program's own.
    pub(super) fn text(&self) -> Option<&str> {
        self.text.as_deref()
    }

    /// All faults that are to be on.
    pub(super) fn faults(&self) -> Option<&[String]> {
        self.faults.as_deref()
    }

    /// The numbers that were named.
    pub(super) fn numbers(&self) -> &[(Setting, u64)] {
        &self.numbers
    }

    /// How fine a step is.
    pub(super) fn granularity(&self) -> Option<Granularity> {
        self.granularity
    }

    /// What runs the threads.
    pub(super) fn runtime(&self) -> Option<Runtime> {
        self.runtime
    }

    /// Whether threads are to be real.
    pub(super) fn has_real_threads(&self) -> Option<bool> {
        self.has_real_threads
    }

    /// The name of the scheduler.
    pub(super) fn scheduler(&self) -> Option<&str> {
        self.scheduler.as_deref()
    }

    /// The seed.
    pub(super) fn seed(&self) -> Option<u64> {
        self.seed
    }

    /// What the page is to show, if the names say anything of that.
    pub fn wanted(&self) -> Option<Wanted> {
        let Parameters { program, text, step, .. } = self;
        let says_nothing = program.is_none()
            && text.is_none()
            && self.faults.is_none()
            && self.numbers.is_empty()
            && self.steps.is_none()
            && step.is_none()
            && self.granularity.is_none()
            && self.runtime.is_none()
            && self.scheduler.is_none()
            && self.seed.is_none()
            && self.has_real_threads.is_none();
        if says_nothing && self.not_understood.is_empty() && !self.is_embedded {
            return None;
        }
        let mut unknown = self.not_understood.clone();
        let named = program.as_deref().and_then(catalogue::entry_named);
        if let Some(program) = program.as_ref().filter(|_| named.is_none()) {
            unknown.push(program.clone());
        }
        // The faults and the steps of a program that is not known are those of no other.
        let is_known = program.is_none() || named.is_some();
        let entry = named.unwrap_or(catalogue::first_entry());
        let mut configuration = Configuration::of(entry);
        for &(setting, number) in &self.numbers {
            if let Some(limit) = configuration.set(setting, number) {
                unknown.push(format!("{}={number} ({})", setting.name(), limit.set_to));
            }
        }
        for name in self.faults.iter().flatten().filter(|_| is_known) {
            match entry.fault_named(name) {
                Some(fault) => configuration.faults.set(entry.faults, fault, true),
                None => unknown.push(name.clone()),
            }
        }
        configuration.granularity = self.granularity.unwrap_or(configuration.granularity);
        configuration.runtime = self.runtime.unwrap_or(configuration.runtime);
        let has_steps = is_known && (self.steps.is_some() || step.is_some_and(|it| it > 0));
        let link = Link {
            entry,
            own_text: text.clone().filter(|_| is_known),
            configuration,
            // Steps are made by simulated threads, and those go on from there.
            has_real_threads: self.has_real_threads.unwrap_or(!has_steps),
            scheduler: self.scheduler.clone().unwrap_or_default(),
            scheduler_number: 0,
            // The same address shows the same run.
            seed: self.seed.unwrap_or(1),
            keeps_seed: self.seed.is_some(),
            schedule: None,
            position: 0,
            language: String::new(),
            theme: String::new(),
        };
        let (steps, position) = if is_known { (self.steps.clone(), *step) } else { (None, None) };
        Some(Wanted { link, steps, position, unknown })
    }
}

/// A speed in steps a second, the nearest there is; or `unlimited`.
pub(super) fn speed_named(value: &str) -> Option<Speed> {
    if value == "unlimited" {
        return Some(Speed::UNLIMITED);
    }
    let wanted: f64 = value.parse().ok().filter(|it: &f64| it.is_finite() && *it > 0.0)?;
    let limited = (0..Speed::UNLIMITED.place()).map(Speed::at);
    let distance = |it: &Speed| {
        let rate = it.steps_per_second().unwrap_or(f64::MAX);
        (rate / wanted).max(wanted / rate)
    };
    limited.min_by(|one, other| distance(one).total_cmp(&distance(other)))
}

/// Steps are taken with or without the mark of their version. Every thread's name begins with a letter.
fn with_version(steps: &str) -> String {
    let begins_with_name = steps.trim_start().starts_with(|it: char| it.is_alphabetic());
    if begins_with_name { format!("1.{steps}") } else { steps.to_owned() }
}

fn words(value: &str) -> impl Iterator<Item = &str> {
    value.split([',', ' ']).map(str::trim).filter(|it| !it.is_empty())
}

fn put<T>(place: &mut Option<T>, value: Option<T>) -> bool {
    let is_known = value.is_some();
    *place = value;
    is_known
}

/// Adds what is known of these to a list. Answers whether all of it is.
fn extend_by<T: PartialEq>(list: &mut Vec<T>, values: impl Iterator<Item = Option<T>>) -> bool {
    let mut all_are_known = true;
    for value in values {
        all_are_known &= value.is_some();
        list.extend(value.filter(|it| !list.contains(it)));
    }
    all_are_known
}

/// A part of a query without its escapes. What is no escape stays as it is.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let escaped = match (first, after) {
            (b'%', [high, low, ..]) => hexadecimal(*high).zip(hexadecimal(*low)),
            _ => None,
        };
        match (first, escaped) {
            (_, Some((high, low))) => {
                bytes.push(high << 4 | low);
                rest = &after[2..];
                continue;
            }
            (b'+', _) => bytes.push(b' '),
            _ => bytes.push(*first),
        }
        rest = after;
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn hexadecimal(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).map(|it| it as u8)
}
