//! The programs that turn the compiled page into a site, each in exactly one version.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use crate::Result;
use crate::process;

/// A program in the version that this repository is built with.
pub struct Tool {
    pub name: &'static str,
    pub version: String,
    source: Source,
}

enum Source {
    /// A crate; `locked` when its own lock file can be had in full.
    Crate { name: &'static str, locked: bool },
    /// An npm package with a Node program inside.
    Npm { package: &'static str, program: &'static str },
    /// An npm package of which one file is of use.
    NpmFile { package: &'static str, file: &'static str },
}

pub fn trunk() -> Tool {
    Tool {
        name: "trunk",
        version: "0.21.14".into(),
        source: Source::Crate { name: "trunk", locked: true },
    }
}

/// The generator has to be of the very version of the library that is compiled in.
pub fn wasm_bindgen() -> Result<Tool> {
    let lock = fs::read_to_string("Cargo.lock")
        .map_err(|error| format!("cannot read Cargo.lock: {error}"))?;
    let mut lines = lock.lines().skip_while(|line| *line != "name = \"wasm-bindgen\"");
    let version = lines.nth(1).and_then(|line| line.strip_prefix("version = "));
    let version = version.ok_or("Cargo.lock names no wasm-bindgen")?.trim_matches('"').to_owned();
    Ok(Tool {
        name: "wasm-bindgen",
        version,
        source: Source::Crate { name: "wasm-bindgen-cli", locked: false },
    })
}

/// Distributions package older ones, which reject what today's compiler puts out.
pub fn wasm_opt() -> Tool {
    let source = Source::Npm { package: "binaryen", program: "bin/wasm-opt" };
    Tool { name: "wasm-opt", version: "132".into(), source }
}

/// What looks for barriers in a page; the browser tests put it there.
pub fn axe() -> Tool {
    let source = Source::NpmFile { package: "axe-core", file: "axe.min.js" };
    Tool { name: "axe-core", version: "4.14.1".into(), source }
}

/// What stands in for a learning platform; the browser tests play the package of SCORM 1.2 against it.
pub fn platform() -> Tool {
    let source = Source::NpmFile { package: "scorm-again", file: "dist/scorm12.min.js" };
    Tool { name: "scorm-again", version: "3.4.3".into(), source }
}

/// What drives Firefox; Debian has no package of it, and the one of npm downloads what somebody else has compiled.
pub fn geckodriver() -> Tool {
    Tool {
        name: "geckodriver",
        version: "0.37.1".into(),
        source: Source::Crate { name: "geckodriver", locked: true },
    }
}

impl Tool {
    /// The folder that holds the program in the right version: our own, or one of PATH.
    pub fn find(&self) -> Option<PathBuf> {
        if let Source::NpmFile { package, file } = self.source {
            let folder = self.root().join("node_modules").join(package);
            return folder.join(file).is_file().then_some(folder);
        }
        let on_path = process::on_path(self.name).and_then(|file| file.parent().map(PathBuf::from));
        [Some(self.own_folder()), on_path].into_iter().flatten().find(|folder| {
            let version =
                process::output(process::command(folder.join(self.name)).arg("--version"));
            version.is_some_and(|text| text.split_whitespace().any(|word| word == self.version))
        })
    }

    /// The one line that says what [`install`](Self::install) does.
    pub fn announcement(&self) -> String {
        let root = self.root();
        let root = root.display();
        match self.source {
            Source::Crate { name, .. } => {
                format!("compile {name} {} into {root} (some minutes)", self.version)
            }
            Source::Npm { package, .. } => {
                format!(
                    "fetch {} from the npm package {package} {} into {root}",
                    self.name, self.version
                )
            }
            Source::NpmFile { package, .. } => {
                format!("fetch the npm package {package} {} into {root}", self.version)
            }
        }
    }

    /// What installing would lack, with the command that helps.
    pub fn obstacle(&self) -> Option<String> {
        let missing = ["node", "npm"].into_iter().find(|name| process::on_path(name).is_none());
        match (&self.source, missing) {
            (Source::Npm { .. }, Some(missing)) => Some(format!(
                "`{missing}` is not on PATH, and {} {} comes as a Node program: install Node.js 18 or newer with npm \
                 (on Debian: `apt-get install nodejs npm`), or put {} {} itself on PATH",
                self.name, self.version, self.name, self.version
            )),
            (Source::NpmFile { package, .. }, Some(missing)) => Some(format!(
                "`{missing}` is not on PATH, and {package} comes from npm: install Node.js 18 or newer with npm (on \
                 Debian: `apt-get install nodejs npm`)"
            )),
            _ => None,
        }
    }

    /// Installs into a folder that is named after the version, so that clones with other versions keep theirs.
    /// The program appears there complete, or not at all.
    pub fn install(&self) -> Result {
        let root = self.root();
        let parent = root.parent().expect("the folder of a tool lies in the tools folder");
        fs::create_dir_all(parent)
            .map_err(|error| format!("cannot make {}: {error}", parent.display()))?;
        match self.source {
            Source::Crate { name, locked } => {
                let mut cargo = process::cargo();
                // The sources are built in a temporary folder, away from this repository and its settings.
                cargo.current_dir(parent).env_remove("CARGO_TARGET_DIR");
                cargo.args(["install", name, "--version", &self.version, "--root"]).arg(&root);
                if locked {
                    cargo.arg("--locked");
                }
                process::run(&mut cargo)
            }
            Source::Npm { package, program } => {
                self.install_from_npm(&format!("{package}@{}.0.0", self.version), |folder| {
                    let wrapper = folder.join("bin").join(self.name);
                    // The path is taken from the wrapper's own place: the folder is about to get its final name.
                    let script = format!(
                        "#!/bin/sh\nexec node \"$(dirname \"$0\")/../node_modules/{package}/{program}\" \"$@\"\n"
                    );
                    fs::create_dir_all(folder.join("bin"))?;
                    fs::write(&wrapper, script)?;
                    process::make_executable(&wrapper)
                })
            }
            Source::NpmFile { package, .. } => {
                self.install_from_npm(&format!("{package}@{}", self.version), |_| Ok(()))
            }
        }
    }

    /// Fetches a package, and lets `finish` add to the folder before that gets its final name.
    fn install_from_npm(
        &self,
        package: &str,
        finish: impl FnOnce(&Path) -> std::io::Result<()>,
    ) -> Result {
        let root = self.root();
        let unfinished = folder().join(format!("unfinished-{}-{}", self.name, std::process::id()));
        let failed =
            |error: std::io::Error| format!("cannot write to {}: {error}", unfinished.display());
        fs::create_dir_all(&unfinished).map_err(failed)?;
        let mut npm = process::command("npm");
        npm.args(["install", "--no-audit", "--no-fund", "--loglevel=error", "--prefix"])
            .arg(&unfinished);
        let installed =
            process::run(npm.arg(package)).and_then(|()| finish(&unfinished).map_err(failed));
        let moved = installed.and_then(|()| {
            // What is in the way did not have the right version, or another clone was faster.
            let _ = fs::remove_dir_all(&root);
            fs::rename(&unfinished, &root).map_err(failed)
        });
        if moved.is_err() {
            let _ = fs::remove_dir_all(&unfinished);
        }
        moved
    }

    fn root(&self) -> PathBuf {
        folder().join(format!("{}-{}", self.name, self.version))
    }

    fn own_folder(&self) -> PathBuf {
        self.root().join("bin")
    }
}

/// The folder that all clones share.
pub fn folder() -> PathBuf {
    let set = |name| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let cache = || set("XDG_CACHE_HOME").or_else(|| Some(set("HOME")?.join(".cache")));
    let folder = set("INTERLEAVE_TOOLS").or_else(|| Some(cache()?.join("interleave/tools")));
    // Without a home there is still the target folder.
    let folder = folder.unwrap_or_else(|| "target/tools".into());
    crate::repository().join(folder)
}
