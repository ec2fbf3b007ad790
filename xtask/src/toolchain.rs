//! The compiler for a page with shared memory: the standard library has to be built with atomics, so the compiler needs
//! the library's source. There are two ways to one: rustup's nightly, and Debian's package of a recent Rust.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Result;
use crate::{apt, process, repository};

/// The target of the page.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// What Debian calls the compiler and the library source that belongs to it.
pub const DEBIAN_PACKAGES: [&str; 2] = ["rustc-web", "rust-web-src"];
/// The linter of the same version.
pub const DEBIAN_LINTER: &str = "rust-web-clippy";
/// Where Debian puts the compiler; /usr/bin need not come first on PATH.
/// The nightly that builds are made with where rustup installs one: its flags for shared memory are known to work.
/// Another that is there already is taken too.
pub const NIGHTLY: &str = "nightly-2026-05-20";

const DEBIAN_RUSTC: &str = "/usr/bin/rustc";
const DEBIAN_CARGO_CLIPPY: &str = "/usr/bin/cargo-clippy";

/// A compiler that can build the page.
pub enum Compiler {
    /// A nightly with `rust-src`; named when it is one of rustup's.
    Nightly { toolchain: Option<String> },
    /// Debian's compiler and library source, driven by the cargo of a rustup toolchain, with that toolchain's linker
    /// (Debian's own is too old for threads).
    Debian { toolchain: String, sysroot: PathBuf },
}

/// The compiler that is here already, if there is one.
pub fn find() -> Option<Compiler> {
    let toolchains = rustup_toolchains();
    for toolchain in toolchains.iter().filter(|name| name.starts_with("nightly")) {
        if has_library_source(&sysroot(toolchain)?) {
            return Some(Compiler::Nightly { toolchain: Some(toolchain.clone()) });
        }
    }
    if toolchains.is_empty() && is_plain_nightly_with_source() {
        return Some(Compiler::Nightly { toolchain: None });
    }
    if DEBIAN_PACKAGES.into_iter().all(apt::is_installed) { debian_driver() } else { None }
}

/// Debian's compiler with the toolchain that would drive it, whether or not the packages are installed yet.
fn debian_driver() -> Option<Compiler> {
    rustup_toolchains().into_iter().find_map(|toolchain| {
        let sysroot = sysroot(&toolchain)?;
        has_linker(&sysroot).then_some(Compiler::Debian { toolchain, sysroot })
    })
}

/// How a missing compiler can be had.
pub enum Way {
    /// `rustup toolchain install nightly-… …`
    Rustup,
    /// `apt-get install rustc-web rust-web-src`
    Debian,
}

/// The way to a compiler that is open on this machine, or what stands in the way of each.
pub fn open_way() -> Result<Way> {
    let rustup = rustup_obstacle();
    let Some(rustup) = rustup else { return Ok(Way::Rustup) };
    let Some(debian) = debian_obstacle() else { return Ok(Way::Debian) };
    Err(format!(
        "no compiler here can build the page, which needs a standard library built with atomics. Either of these helps:\n\
         \x20   rustup toolchain install {NIGHTLY} --component rust-src --target {TARGET}\n\
         \x20       (not done here: {rustup})\n\
         \x20   apt-get install --no-install-recommends {}\n\
         \x20       (not done here: {debian})",
        DEBIAN_PACKAGES.join(" "),
    ))
}

/// Why rustup cannot be asked for a nightly, if it cannot.
fn rustup_obstacle() -> Option<String> {
    if process::on_path("rustup").is_none() {
        return Some("rustup is not on PATH".to_owned());
    }
    if env::var("RUSTUP_AUTO_INSTALL").is_ok_and(|value| value == "0") {
        return Some("RUSTUP_AUTO_INSTALL=0 says that rustup must not install anything".to_owned());
    }
    let server = env::var("RUSTUP_DIST_SERVER")
        .unwrap_or_else(|_| "https://static.rust-lang.org".to_owned());
    let manifest = format!("{server}/dist/channel-rust-nightly.toml.sha256");
    let mut probe = process::command("curl");
    probe.args([
        "--silent",
        "--fail",
        "--location",
        "--max-time",
        "15",
        "--output",
        "/dev/null",
        &manifest,
    ]);
    // Without curl nothing is known, and rustup itself will say what is wrong.
    let reached = process::on_path("curl").is_none() || process::succeeds(&mut probe);
    (!reached).then(|| format!("{server} cannot be reached"))
}

/// Why Debian's packages cannot be installed, if they cannot.
fn debian_obstacle() -> Option<String> {
    if process::on_path("apt-get").is_none() {
        return Some("this is not Debian".to_owned());
    }
    if debian_driver().is_none() {
        return Some("it needs the cargo and the rust-lld of a rustup toolchain".to_owned());
    }
    let permission = apt::permission();
    let mut obstacle = package_obstacle();
    if obstacle.is_some() && permission != apt::Permission::None {
        // Fresh containers have no package lists at all, and old ones may not name the compiler yet.
        println!("Looking for Debian's compiler: apt-get update");
        obstacle = match apt::update(permission) {
            Ok(()) => package_obstacle(),
            Err(_) => Some("`apt-get update` fails".to_owned()),
        };
    }
    let no_rights = || "it needs root, or sudo without a password".to_owned();
    obstacle.or_else(|| (permission == apt::Permission::None).then(no_rights))
}

/// Why the packages that Debian has here are of no use, if they are not.
fn package_obstacle() -> Option<String> {
    let wanted = minimum_rust();
    DEBIAN_PACKAGES.into_iter().find_map(|package| match apt::candidate(package) {
        None => Some(format!("there is no package {package}; an `apt-get update` may help")),
        Some(version) if minor(&version) < minor(&wanted) => {
            Some(format!("its {package} is {version}, and Rust {wanted} is needed"))
        }
        Some(_) => None,
    })
}

impl Compiler {
    /// One line for people.
    pub fn describe(&self) -> String {
        match self {
            Compiler::Nightly { toolchain: Some(toolchain) } => format!("rustup's {toolchain}"),
            Compiler::Nightly { toolchain: None } => "the nightly on PATH".to_owned(),
            Compiler::Debian { toolchain, .. } => {
                format!("Debian's rustc-web, with the cargo of {toolchain}")
            }
        }
    }

    /// The variables under which cargo and Trunk build the page.
    fn variables(&self) -> Vec<(&'static str, OsString)> {
        let mut variables = vec![("CARGO_TARGET_DIR", target_folder("web").into_os_string())];
        match self {
            Compiler::Nightly { toolchain } => {
                variables.extend(toolchain.iter().map(|name| ("RUSTUP_TOOLCHAIN", name.into())));
            }
            Compiler::Debian { toolchain, sysroot } => {
                variables.push(("RUSTUP_TOOLCHAIN", toolchain.into()));
                variables.push(("RUSTC", DEBIAN_RUSTC.into()));
                // The release compiler is asked for what is unstable: the atomics, and building the library.
                variables.push(("RUSTC_BOOTSTRAP", "1".into()));
                variables.push((
                    "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER",
                    linker(sysroot).into_os_string(),
                ));
            }
        }
        variables
    }

    /// Makes `command` build with this compiler, in a target folder of its own: another compiler on the same folder
    /// would throw away what the native builds have made.
    pub fn prepare(&self, command: &mut Command) {
        // Flags from the environment would replace those of .cargo/config.toml, and the memory would not be shared.
        for name in
            ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "CARGO_BUILD_RUSTFLAGS", "CARGO_BUILD_TARGET"]
        {
            command.env_remove(name);
        }
        command.envs(self.variables());
    }

    /// `cargo`, building with this compiler.
    pub fn cargo(&self) -> Command {
        let mut command = process::command("cargo");
        self.prepare(&mut command);
        command
    }

    /// `cargo clippy` of this compiler's own version: another version cannot read the library it has built.
    pub fn cargo_clippy(&self) -> Command {
        match self {
            Compiler::Nightly { .. } => {
                let mut command = self.cargo();
                command.arg("clippy");
                command
            }
            Compiler::Debian { sysroot, .. } => {
                let mut command = process::command(DEBIAN_CARGO_CLIPPY);
                self.prepare(&mut command);
                command.env("CARGO", sysroot.join("bin/cargo")).arg("clippy");
                command
            }
        }
    }

    /// Whether [`cargo_clippy`](Self::cargo_clippy) can be run.
    pub fn has_clippy(&self) -> bool {
        match self {
            Compiler::Nightly { .. } => process::succeeds(self.cargo_clippy().arg("--version")),
            Compiler::Debian { .. } => apt::is_installed(DEBIAN_LINTER),
        }
    }
}

/// Prints the variables as shell commands: `eval "$(cargo xtask wasm-env)"`.
pub fn print_environment() -> Result {
    let compiler = find()
        .ok_or("there is no compiler for the page here yet; `cargo xtask setup` finds one")?;
    println!("unset RUSTFLAGS CARGO_ENCODED_RUSTFLAGS CARGO_BUILD_RUSTFLAGS CARGO_BUILD_TARGET");
    for (name, value) in compiler.variables() {
        println!("export {name}='{}'", value.to_string_lossy());
    }
    Ok(())
}

/// A folder of its own below the target folder.
pub fn target_folder(name: &str) -> PathBuf {
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| "target".into(), PathBuf::from);
    let below = target.join(name);
    // In a shell that has the variables of `wasm-env`, the folder is the page's already.
    if target.ends_with("web") && name == "web" { target } else { repository().join(below) }
}

/// The names of rustup's toolchains: the pinned nightly first, then plain `nightly`, then dated ones.
fn rustup_toolchains() -> Vec<String> {
    let list = process::output(process::command("rustup").args(["toolchain", "list", "--quiet"]))
        .unwrap_or_default();
    let mut names: Vec<String> =
        list.lines().filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect();
    let dated = |name: &str| {
        name.strip_prefix("nightly-")
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    };
    names.sort_by_key(|name| {
        (!name.starts_with(NIGHTLY), !name.starts_with("nightly"), dated(name))
    });
    names
}

fn sysroot(toolchain: &str) -> Option<PathBuf> {
    let mut rustc = process::command("rustup");
    process::output(rustc.args(["run", toolchain, "rustc", "--print", "sysroot"]))
        .map(PathBuf::from)
}

fn is_plain_nightly_with_source() -> bool {
    let version = process::output(process::command("rustc").arg("--version"));
    let sysroot = process::output(process::command("rustc").args(["--print", "sysroot"]));
    version.is_some_and(|version| version.contains("nightly"))
        && sysroot.is_some_and(|sysroot| has_library_source(Path::new(&sysroot)))
}

fn has_library_source(sysroot: &Path) -> bool {
    sysroot.join("lib/rustlib/src/rust/library/std/Cargo.toml").is_file()
}

fn linker(sysroot: &Path) -> PathBuf {
    sysroot.join("lib/rustlib").join(host().unwrap_or_default()).join("bin/rust-lld")
}

fn has_linker(sysroot: &Path) -> bool {
    process::is_executable(&linker(sysroot))
}

/// The machine this runs on, as the compiler calls it; `None` where there is no compiler to ask.
pub fn host() -> Option<String> {
    let version = process::output(process::command("rustc").arg("-vV"))?;
    version.lines().find_map(|line| line.strip_prefix("host: ")).map(str::to_owned)
}

/// The oldest Rust that Cargo.toml admits.
fn minimum_rust() -> String {
    let manifest = std::fs::read_to_string("Cargo.toml").unwrap_or_default();
    let line =
        manifest.lines().find_map(|line| line.strip_prefix("rust-version = ")).unwrap_or("1.90");
    line.trim_matches('"').to_owned()
}

/// The second number of a version: 96 of `1.96.0+dfsg1`.
fn minor(version: &str) -> u32 {
    version.split('.').nth(1).and_then(|number| number.parse().ok()).unwrap_or(0)
}
