//! `cargo xtask`: everything a clone needs beyond `cargo build`, one concern a module.

mod apt;
mod checks;
mod engines;
mod first_load;
mod fuzz;
mod offline;
mod package;
mod process;
mod setup;
mod site;
mod sizes;
mod split;
mod styles;
mod toolchain;
mod tools;

use std::env;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::str::FromStr;

use engines::Engine;

/// A sentence for whoever typed the command: what went wrong, and what to do about it.
type Result<T = ()> = std::result::Result<T, String>;

const USAGE: &str = "\
cargo xtask <command>

  setup                            install what the commands below need, unless it is there already
  build                            the released page, in dist/, and the sizes of its files
  package                          what was built, for others to put up: a zip for any server, one for learning platforms
                                   (SCORM 1.2), an extension of Quarto
  serve [--port N] [--release]     the page on this machine, rebuilt when a source changes
  test [--skip-browser] [--only STAGE [--times N]] [--engines LIST]
                                   everything that has to pass before a change goes in; N times, until it fails; in
                                   other browsers than chromium,firefox,webkit. --only soak is a minute of it
  soak [MINUTES] [--engine NAME] [--seed N]
                                   use the built page without a pause, under limits; 1 minute, chromium or firefox
  fuzz [SECONDS] [TARGET]          libFuzzer on texts for the reader and changed programs for the checker; 60 seconds
                                   each, or one of: texts, programs
  oracle [CASES] [--table]         hold the checker to SPIN and a plain search on so many random programs, 1000 without a number; or
                                   print SPIN's counts of states beside ours, for the whole catalogue
  check-wasm                       type-check the page for wasm32, nothing else
  wasm-env                         print the variables that a wasm32 build needs, for `eval`

Tools go to $INTERLEAVE_TOOLS, or else to interleave/tools in the user's cache folder.";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    // Every path below is relative to the repository, wherever the command was typed.
    let outcome = env::set_current_dir(repository())
        .map_err(|error| format!("cannot enter {}: {error}", repository().display()))
        .and_then(|()| dispatch(&arguments));
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("\nerror: {message}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(arguments: &[String]) -> Result {
    let mut arguments = Arguments(arguments.to_vec());
    let command = if arguments.0.is_empty() { "help".to_owned() } else { arguments.0.remove(0) };
    match command.as_str() {
        "setup" => {
            arguments.finish()?;
            setup::ensure(setup::Scope::Everything)?;
            println!("Everything is in place.");
            Ok(())
        }
        "build" => {
            arguments.finish()?;
            site::build()
        }
        "package" => {
            arguments.finish()?;
            package::write()
        }
        "serve" => {
            let port = match arguments.value("--port")? {
                Some(text) => text.parse().map_err(|_| format!("`{text}` is not a port"))?,
                None => 8080,
            };
            let release = arguments.flag("--release");
            arguments.finish()?;
            site::serve(port, release)
        }
        "test" => {
            let only = arguments.value("--only")?;
            let skip_browser = arguments.flag("--skip-browser");
            let times = arguments.number("--times")?.unwrap_or(1);
            if times > 1 && only.is_none() {
                return Err("`--times` repeats one stage: name it with `--only`".into());
            }
            let engines = match arguments.value("--engines")? {
                Some(names) => Engine::listed(&names)?,
                None => Engine::ALL.to_vec(),
            };
            arguments.finish()?;
            checks::run(&checks::Choice { only, skip_browser, engines, times })
        }
        "soak" => {
            let mut soak = checks::Soak::default();
            if let Some(name) = arguments.value("--engine")? {
                soak.engine = match Engine::listed(&name)?[..] {
                    [engine] if checks::Soak::ENGINES.contains(&engine) => engine,
                    _ => return Err("the soak runs in chromium or in firefox".into()),
                };
            }
            soak.seed = arguments.number("--seed")?;
            if let Some(text) = arguments.next() {
                let minutes: Option<f64> = text.parse().ok().filter(|it| *it > 0.0 && *it < 1e4);
                soak.minutes =
                    minutes.ok_or_else(|| format!("`{text}` is not a number of minutes"))?;
            }
            arguments.finish()?;
            checks::soak(&soak)
        }
        "check-wasm" => {
            arguments.finish()?;
            site::check()
        }
        "fuzz" => {
            let seconds = match arguments.next() {
                None => 60,
                Some(text) => {
                    text.parse().map_err(|_| format!("`{text}` is not a number of seconds"))?
                }
            };
            let target = arguments.next();
            arguments.finish()?;
            fuzz::run(seconds, target.as_deref())
        }
        "oracle" => {
            let is_table = arguments.flag("--table");
            let cases = match arguments.next() {
                Some(_) if is_table => {
                    return Err("`--table` is of the catalogue, and takes no number".into());
                }
                Some(text) => {
                    text.parse().map_err(|_| format!("`{text}` is not a number of programs"))?
                }
                None => 1000,
            };
            arguments.finish()?;
            if is_table { checks::oracle_table() } else { checks::oracle(cases) }
        }
        "wasm-env" => {
            arguments.finish()?;
            toolchain::print_environment()
        }
        "help" | "--help" | "-h" => {
            println!("{USAGE}");
            Ok(())
        }
        unknown => Err(format!("there is no command `{unknown}`.\n\n{USAGE}")),
    }
}

/// The folder of the workspace.
fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies inside the repository")
}

/// Where the page is built to.
fn dist() -> PathBuf {
    repository().join("dist")
}

/// What was typed after the command; taken out one by one, so that what is left over is a mistake.
struct Arguments(Vec<String>);

impl Arguments {
    fn flag(&mut self, name: &str) -> bool {
        let before = self.0.len();
        self.0.retain(|argument| argument != name);
        self.0.len() != before
    }

    fn value(&mut self, name: &str) -> Result<Option<String>> {
        let Some(at) = self.0.iter().position(|argument| argument == name) else {
            return Ok(None);
        };
        self.0.remove(at);
        if at == self.0.len() {
            return Err(format!("`{name}` needs a value.\n\n{USAGE}"));
        }
        Ok(Some(self.0.remove(at)))
    }

    /// The number that follows an option.
    fn number<T: FromStr>(&mut self, name: &str) -> Result<Option<T>> {
        let Some(text) = self.value(name)? else { return Ok(None) };
        text.parse().map(Some).map_err(|_| format!("`{text}`, after `{name}`, is not a number"))
    }

    /// What was typed next, without an option.
    fn next(&mut self) -> Option<String> {
        (!self.0.is_empty()).then(|| self.0.remove(0))
    }

    fn finish(self) -> Result {
        match self.0.first() {
            None => Ok(()),
            Some(extra) => Err(format!("`{extra}` is not an option of this command.\n\n{USAGE}")),
        }
    }
}
