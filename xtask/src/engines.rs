//! The browsers that the page is tested in, and what each needs on this machine.

use crate::Result;
use crate::process;

/// A browser that the page is tested in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Chromium,
    Firefox,
    WebKit,
}

impl Engine {
    pub const ALL: [Engine; 3] = [Engine::Chromium, Engine::Firefox, Engine::WebKit];

    /// Its name on the command line, with which the modules of its tests begin.
    pub fn name(self) -> &'static str {
        match self {
            Engine::Chromium => "chromium",
            Engine::Firefox => "firefox",
            Engine::WebKit => "webkit",
        }
    }

    fn named(name: &str) -> Result<Engine> {
        Self::ALL.into_iter().find(|engine| engine.name() == name).ok_or_else(|| {
            format!(
                "`{name}` is not one of the browsers {}",
                Self::ALL.map(Engine::name).join(", ")
            )
        })
    }

    /// The engines of a list with commas.
    pub fn listed(names: &str) -> Result<Vec<Engine>> {
        names.split(',').map(|name| Engine::named(name.trim())).collect()
    }

    /// The packages of Debian that this machine lacks for it.
    pub fn missing_packages(self) -> Vec<&'static str> {
        let lacks = |programs: &[&str]| programs.iter().all(|it| process::on_path(it).is_none());
        let needed: &[(&[&str], &'static str)] = match self {
            Engine::Chromium => &[
                (&["chromium", "google-chrome"], "chromium"),
                (&["chromedriver"], "chromium-driver"),
            ],
            // Its driver is no package, and is compiled.
            Engine::Firefox => &[(&["firefox-esr", "firefox"], "firefox-esr")],
            // It draws on a screen, so there has to be one.
            Engine::WebKit => &[(&["WebKitWebDriver"], "webkit2gtk-driver"), (&["Xvfb"], "xvfb")],
        };
        needed.iter().filter(|(names, _)| lacks(names)).map(|&(_, package)| package).collect()
    }
}

/// The arguments of the test runner that leave out what the chosen engines have no part in.
pub fn filters(chosen: &[Engine]) -> Vec<String> {
    // Each module that is about one engine begins with its name.
    let modules = |engine: &Engine| format!("::{}", engine.name());
    if chosen.contains(&Engine::Chromium) {
        // Most tests are for Chromium alone.
        let others = Engine::ALL.iter().filter(|engine| !chosen.contains(engine));
        return others.flat_map(|it| ["--skip".to_owned(), modules(it)]).collect();
    }
    chosen.iter().map(modules).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn engines_are_read_from_a_list() {
        assert_eq!(Engine::listed("firefox,chromium"), Ok(vec![Engine::Firefox, Engine::Chromium]));
        let error = Engine::listed("firefox,netscape").expect_err("there is no such engine here");
        assert!(error.contains("netscape") && error.contains("webkit"), "{error}");
    }

    #[test]
    fn what_is_not_chosen_is_left_out() {
        assert_eq!(filters(&Engine::ALL), [""; 0]);
        assert_eq!(filters(&[Engine::Chromium]), ["--skip", "::firefox", "--skip", "::webkit"]);
        assert_eq!(filters(&[Engine::WebKit]), ["::webkit"]);
    }
}
