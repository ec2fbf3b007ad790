//! Debian packages.

use std::process::Command;

use crate::Result;
use crate::process;

/// Whether the package is installed.
pub fn is_installed(package: &str) -> bool {
    process::output(process::command("dpkg-query").args(["-W", "-f=${db:Status-Status}", package]))
        .is_some_and(|status| status == "installed")
}

/// The version of the package that would be installed, or is.
pub fn candidate(package: &str) -> Option<String> {
    let policy = process::output(
        process::command("apt-cache").env("LC_ALL", "C").args(["policy", package]),
    )?;
    let version = policy.lines().find_map(|line| line.trim().strip_prefix("Candidate: "))?;
    (version != "(none)").then(|| version.to_owned())
}

/// How packages can be installed here without a question asked.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Permission {
    Root,
    Sudo,
    None,
}

pub fn permission() -> Permission {
    if process::on_path("apt-get").is_none() {
        Permission::None
    } else if process::output(process::command("id").arg("-u")).as_deref() == Some("0") {
        Permission::Root
    } else if process::succeeds(process::command("sudo").args(["-n", "true"])) {
        Permission::Sudo
    } else {
        Permission::None
    }
}

/// Installs the packages; nothing is ever removed for them.
pub fn install(packages: &[&str], permission: Permission) -> Result {
    let mut install = apt_get(permission);
    install.args(["install", "--yes", "--no-install-recommends", "--no-remove"]).args(packages);
    if packages.iter().all(|package| candidate(package).is_some())
        && process::run(&mut install).is_ok()
    {
        return Ok(());
    }
    // The lists are missing, as in fresh containers, or so old that the mirror no longer has what they name.
    update(permission)?;
    process::run(&mut install)
}

/// Fetches the package lists.
pub fn update(permission: Permission) -> Result {
    process::run(apt_get(permission).arg("update"))
}

fn apt_get(permission: Permission) -> Command {
    let mut command = match permission {
        Permission::Sudo => {
            let mut sudo = process::command("sudo");
            sudo.args(["-n", "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
            sudo
        }
        Permission::Root | Permission::None => process::command("apt-get"),
    };
    command.env("DEBIAN_FRONTEND", "noninteractive").arg("--quiet");
    command
}
