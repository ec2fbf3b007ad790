//! The page as files: type-checked, built, and served.

use crate::Result;
use crate::process;
use crate::setup::{self, Scope};
use crate::toolchain::{TARGET, target_folder};
use crate::{dist, first_load, offline, sizes, styles};

/// The parts of the package that make up the page; the command line is not compiled for wasm32.
pub const PAGE: [&str; 5] = ["--target", TARGET, "--lib", "--bin", "interleave-page"];

/// The page is built to be small, not as the command line is.
const PROFILE: [&str; 2] = ["--cargo-profile", "page"];

/// Builds the page as it is published, into `dist/`.
pub fn build() -> Result {
    let installed = setup::ensure(Scope::Site)?;
    println!("Building with {}.", installed.compiler.describe());
    // Everything is fetched by cargo, here. Trunk, told that there is no network, downloads no tool of its own choice.
    process::run(installed.compiler.cargo().args(["fetch", "--quiet", "--target", TARGET]))?;
    process::run(installed.trunk().args(["build", "--release", "--offline=true"]).args(PROFILE))?;
    first_load::take_apart(&dist(), &installed)?;
    styles::join(&dist())?;
    offline::write_list(&dist())?;
    sizes::print(&dist())
}

/// Serves the page with the headers of Trunk.toml, until interrupted.
pub fn serve(port: u16, release: bool) -> Result {
    let installed = setup::ensure(Scope::Site)?;
    let mut trunk = installed.trunk();
    trunk.args(["serve", "--skip-version-check", "--port", &port.to_string()]);
    // Not dist/, which holds what was built to be published, and what the browser tests open.
    trunk.arg("--dist").arg(target_folder("served"));
    if release {
        trunk.arg("--release").args(PROFILE);
    }
    println!("The page will be at http://127.0.0.1:{port}/ once it is built.");
    process::run(&mut trunk)
}

/// Type-checks the page.
pub fn check() -> Result {
    let installed = setup::ensure(Scope::Compiler)?;
    process::run(installed.compiler.cargo().arg("check").args(PAGE))
}
