//! Running other programs.

use std::env;
use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::Result;

/// A command that starts from the user's environment, without what cargo and rustup added to it when they started this
/// program: with `RUSTUP_TOOLCHAIN`, `CARGO` or the library path left in, a nested cargo runs as the wrong version.
pub fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    for (name, _) in env::vars_os() {
        let text = name.to_string_lossy();
        let added = text.starts_with("CARGO_PKG_")
            || matches!(
                &*text,
                "CARGO" | "CARGO_MANIFEST_DIR" | "CARGO_MANIFEST_PATH" | "RUSTUP_TOOLCHAIN"
            )
            || matches!(
                &*text,
                "RUST_RECURSION_COUNT" | "LD_LIBRARY_PATH" | "DYLD_FALLBACK_LIBRARY_PATH"
            );
        if added {
            command.env_remove(name);
        }
    }
    command
}

/// The cargo that started this program, with its own toolchain.
pub fn cargo() -> Command {
    let mut cargo = command(env!("CARGO"));
    // This cargo is no proxy of rustup's, but the rustc it calls is one: without the name, that goes by the
    // `rust-toolchain` file of whichever dependency it compiles, and wants toolchains that are not there.
    cargo.envs(env::var_os("RUSTUP_TOOLCHAIN").map(|name| ("RUSTUP_TOOLCHAIN", name)));
    cargo
}

/// Runs the command with its output shown as it comes.
pub fn run(command: &mut Command) -> Result {
    let shown = display(command);
    let status = command.status().map_err(|error| format!("cannot start `{shown}`: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("`{shown}` failed ({status})")) }
}

/// What the command prints, if it can be run and succeeds.
pub fn output(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Whether the command can be run and succeeds; what it prints is dropped.
pub fn succeeds(command: &mut Command) -> bool {
    output(command).is_some()
}

/// The program of that name on PATH.
pub fn on_path(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|folder| folder.join(name)).find(|file| is_executable(file))
}

/// Puts folders in front of the command's PATH.
pub fn prepend_path(command: &mut Command, folders: &[PathBuf]) {
    let path = env::var_os("PATH").unwrap_or_default();
    let all = folders.iter().cloned().chain(env::split_paths(&path));
    command.env("PATH", env::join_paths(all).expect("a folder of tools has no `:` in its name"));
}

#[cfg(unix)]
pub fn is_executable(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    file.metadata().is_ok_and(|data| data.is_file() && data.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
pub fn is_executable(file: &Path) -> bool {
    file.is_file()
}

#[cfg(unix)]
pub fn make_executable(file: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(file, std::fs::Permissions::from_mode(0o755))
}

#[cfg(not(unix))]
pub fn make_executable(_file: &Path) -> io::Result<()> {
    Ok(())
}

/// The command as somebody could type it.
pub fn display(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or(command.get_program());
    let mut text = program.to_string_lossy().into_owned();
    for argument in command.get_args() {
        text.push(' ');
        text.push_str(&argument.to_string_lossy());
    }
    text
}
