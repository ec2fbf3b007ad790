//! Finds what a command needs on this machine, and installs what is missing.
//!
//! Three passes, so that nobody waits for minutes only to read that something else is missing: look at everything; stop
//! if any of it can neither be found nor installed; say what is going to be done, and do it.

use std::path::PathBuf;
use std::process::Command;

use crate::Result;
use crate::engines::Engine;
use crate::toolchain::{self, Compiler, Way};
use crate::tools::{self, Tool};
use crate::{apt, process};

/// How much of the set-up a command needs; each level includes those before it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// A compiler for wasm32.
    Compiler,
    /// The tools that make a site of what was compiled.
    Site,
    /// SPIN, and the C compiler for what it makes: the tests verify models with them.
    Models,
    /// The linters.
    Checks,
    /// Browsers and their drivers.
    Everything,
}

/// What is needed, found.
pub struct Installed {
    pub compiler: Compiler,
    trunk: Option<PathBuf>,
    others: Vec<PathBuf>,
    axe: Option<PathBuf>,
    platform: Option<PathBuf>,
    geckodriver: Option<PathBuf>,
}

impl Installed {
    /// Puts what was compiled for the browsers on the command's PATH.
    pub fn add_drivers(&self, command: &mut Command) {
        process::prepend_path(command, self.geckodriver.as_slice());
    }

    /// The script that looks for barriers in a page.
    pub fn axe(&self) -> PathBuf {
        self.axe.as_ref().expect("asked for by the scope").join("axe.min.js")
    }

    /// The script that stands in for a learning platform.
    pub fn platform(&self) -> PathBuf {
        self.platform.as_ref().expect("asked for by the scope").join("dist/scorm12.min.js")
    }

    /// `trunk`, building with the compiler and the tools that were found.
    pub fn trunk(&self) -> Command {
        let folder = self.trunk.as_ref().expect("asked for by the scope");
        let mut command = process::command(folder.join("trunk"));
        self.compiler.prepare(&mut command);
        process::prepend_path(&mut command, &self.others);
        // Trunk takes the customary NO_COLOR=1 for a mistake.
        if std::env::var_os("NO_COLOR").is_some() {
            command.env("NO_COLOR", "true");
        }
        command
    }
}

impl Installed {
    /// `wasm-opt`.
    pub fn wasm_opt(&self) -> Command {
        let mut command = process::command("wasm-opt");
        process::prepend_path(&mut command, &self.others);
        command
    }
}

/// Makes sure that everything in `scope` is here.
pub fn ensure(scope: Scope) -> Result<Installed> {
    ensure_for(scope, &Engine::ALL)
}

/// The same, with only these of the browsers.
pub fn ensure_for(scope: Scope, engines: &[Engine]) -> Result<Installed> {
    let survey = survey(scope, engines)?;
    if !survey.obstacles.is_empty() {
        return Err(format!(
            "nothing was installed, because this could not be:\n\n- {}",
            survey.obstacles.join("\n\n- ")
        ));
    }
    if !survey.steps.is_empty() {
        println!("Missing on this machine. This is done once:");
        for step in &survey.steps {
            println!("  - {}", step.announcement());
        }
        for (done, step) in survey.steps.iter().enumerate() {
            println!("\n[{}/{}] {}", done + 1, survey.steps.len(), step.announcement());
            step.take()?;
        }
        println!();
        return self::survey(scope, engines)?.finished();
    }
    survey.finished()
}

/// One thing to install.
enum Step {
    Packages { names: Vec<&'static str>, permission: apt::Permission },
    Nightly,
    Tool(Tool),
}

impl Step {
    fn announcement(&self) -> String {
        match self {
            Step::Packages { names, .. } => {
                format!("apt-get install --no-install-recommends {}", names.join(" "))
            }
            Step::Nightly => process::display(&nightly_installer()),
            Step::Tool(tool) => tool.announcement(),
        }
    }

    fn take(&self) -> Result {
        match self {
            Step::Packages { names, permission } => apt::install(names, *permission),
            Step::Nightly => process::run(&mut nightly_installer()),
            Step::Tool(tool) => tool.install(),
        }
    }
}

fn nightly_installer() -> Command {
    let mut rustup = process::command("rustup");
    rustup.args(["toolchain", "install", toolchain::NIGHTLY, "--profile", "minimal"]);
    rustup.args([
        "--component",
        "rust-src",
        "--component",
        "clippy",
        "--target",
        toolchain::TARGET,
    ]);
    rustup
}

/// What is here, what is to be installed, and what cannot be.
struct Survey {
    compiler: Option<Compiler>,
    trunk: Option<PathBuf>,
    others: Vec<PathBuf>,
    axe: Option<PathBuf>,
    platform: Option<PathBuf>,
    geckodriver: Option<PathBuf>,
    steps: Vec<Step>,
    obstacles: Vec<String>,
}

impl Survey {
    fn finished(self) -> Result<Installed> {
        if let Some(step) = self.steps.first() {
            return Err(format!("still missing after it was installed: {}", step.announcement()));
        }
        let compiler =
            self.compiler.ok_or("the compiler is still missing after it was installed")?;
        Ok(Installed {
            compiler,
            trunk: self.trunk,
            others: self.others,
            axe: self.axe,
            platform: self.platform,
            geckodriver: self.geckodriver,
        })
    }
}

fn survey(scope: Scope, engines: &[Engine]) -> Result<Survey> {
    let mut survey = Survey {
        compiler: None,
        trunk: None,
        others: vec![],
        axe: None,
        platform: None,
        geckodriver: None,
        steps: vec![],
        obstacles: vec![],
    };
    let mut packages = Vec::new();
    survey.compiler(scope, &mut packages);
    if scope >= Scope::Models {
        let programs = [("spin", "spin"), ("cc", "gcc"), ("c++", "g++")];
        let missing = programs.into_iter().filter(|(name, _)| process::on_path(name).is_none());
        packages.extend(missing.map(|(_, package)| package));
    }
    if scope >= Scope::Checks {
        survey.native_linters();
    }
    if scope >= Scope::Everything {
        packages.extend(engines.iter().flat_map(|engine| engine.missing_packages()));
    }
    if !packages.is_empty() {
        survey.packages(packages);
    }
    if scope >= Scope::Site {
        survey.trunk = survey.tool(tools::trunk());
        for tool in [tools::wasm_bindgen()?, tools::wasm_opt()] {
            let found = survey.tool(tool);
            survey.others.extend(found);
        }
    }
    if scope >= Scope::Everything {
        survey.axe = survey.tool(tools::axe());
        survey.platform = survey.tool(tools::platform());
        if engines.contains(&Engine::Firefox) {
            survey.geckodriver = survey.tool(tools::geckodriver());
        }
    }
    Ok(survey)
}

impl Survey {
    fn compiler(&mut self, scope: Scope, packages: &mut Vec<&'static str>) {
        self.compiler = toolchain::find();
        match &self.compiler {
            None => match toolchain::open_way() {
                Ok(Way::Rustup) => self.steps.push(Step::Nightly),
                Ok(Way::Debian) => {
                    packages.extend(toolchain::DEBIAN_PACKAGES);
                    if scope >= Scope::Checks {
                        packages.push(toolchain::DEBIAN_LINTER);
                    }
                }
                Err(obstacle) => self.obstacles.push(obstacle),
            },
            Some(compiler) if scope >= Scope::Checks && !compiler.has_clippy() => match compiler {
                Compiler::Debian { .. } => packages.push(toolchain::DEBIAN_LINTER),
                Compiler::Nightly { toolchain } => {
                    let toolchain = toolchain.as_deref().unwrap_or(toolchain::NIGHTLY);
                    self.obstacles.push(format!(
                        "the toolchain that builds the page has no clippy: \
                         `rustup component add clippy --toolchain {toolchain}`"
                    ));
                }
            },
            Some(_) => {}
        }
    }

    fn native_linters(&mut self) {
        for (name, subcommand) in [("rustfmt", "fmt"), ("clippy", "clippy")] {
            if !process::succeeds(process::cargo().args([subcommand, "--version"])) {
                self.obstacles.push(format!(
                    "cargo has no `{subcommand}` here: `rustup component add {name}`"
                ));
            }
        }
    }

    fn packages(&mut self, names: Vec<&'static str>) {
        let permission = apt::permission();
        if permission == apt::Permission::None {
            self.obstacles.push(format!(
                "these cannot be installed without root, or sudo without a password (on Debian; elsewhere, put \
                 programs of these names on PATH): `apt-get install --no-install-recommends {}`",
                names.join(" ")
            ));
        } else {
            self.steps.push(Step::Packages { names, permission });
        }
    }

    /// The folder of the tool; or else the tool becomes a step, or an obstacle.
    fn tool(&mut self, tool: Tool) -> Option<PathBuf> {
        let found = tool.find();
        if found.is_none() {
            match tool.obstacle() {
                Some(obstacle) => self.obstacles.push(obstacle),
                None => self.steps.push(Step::Tool(tool)),
            }
        }
        found
    }
}
