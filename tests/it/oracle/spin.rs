//! SPIN on a model: the verifier it makes is compiled and run.

use interleave::export::Model;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What SPIN found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// States stored.
    pub states: usize,
    /// For each property of [`ASKED`], whether it can fail.
    pub fails: [bool; 4],
}

/// Why SPIN has no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The run left what the model can say: a number beyond its own, an element beyond its room.
    Beyond(String),
    /// It or the compiler failed.
    Failed(String),
}

/// For each property that needs no books, the macro that asks for it, and the assertion that fails.
pub const ASKED: [(&str, &str); 4] = [
    ("EXCEPTION", "no_exception"),
    ("ASSERTION", "no_assertion_fails"),
    ("INVARIANT", "no_invariant_breaks"),
    ("DEADLOCK", "no_deadlock"),
];

/// How the properties are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asking {
    /// All in one search, as a property that fails does not end it; but where an invariant is broken nothing stands still
    /// for SPIN, so invariants are asked for apart.
    Together,
    /// Each in a search of its own, which takes as many times as long.
    OneAtATime,
}

/// Every state of the model, in every order.
pub fn verify(model: &Model, has_invariants: bool, asking: Asking) -> Result<Verified, Trouble> {
    let asked: &[&[usize]] = match (asking, has_invariants) {
        (Asking::Together, false) => &[&[0, 1, 3]],
        (Asking::Together, true) => &[&[0, 1, 3], &[2]],
        (Asking::OneAtATime, _) => &[&[0], &[1], &[2], &[3]],
    };
    let mut verified: Option<Verified> = None;
    for together in asked {
        let found = ask(model, together)?;
        let Some(known) = &mut verified else {
            verified = Some(found);
            continue;
        };
        if found.states != known.states {
            let counts = format!("SPIN has {} states and {}", known.states, found.states);
            return Err(Trouble::Failed(counts));
        }
        for (fails, more) in known.fails.iter_mut().zip(found.fails) {
            *fails |= more;
        }
    }
    verified.ok_or_else(|| Trouble::Failed("nothing was asked".to_owned()))
}

fn ask(model: &Model, together: &[usize]) -> Result<Verified, Trouble> {
    let properties: Vec<String> = together.iter().map(|&it| format!("-D{}", ASKED[it].0)).collect();
    let said = run(model, &properties, &["-DNOREDUCE"], &["-E", "-c0"]).map_err(Trouble::Failed)?;
    // Before anything else: once a number has left the model, SPIN goes on with what is left of it, without end.
    for line in said.lines().filter(|it| it.contains("assertion violated")) {
        if !ASKED.iter().any(|(_, assertion)| line.contains(assertion)) {
            return Err(Trouble::Beyond(line.to_owned()));
        }
    }
    let states = said
        .lines()
        .find_map(|it| it.trim().strip_suffix("states, stored")?.trim().parse::<f64>().ok())
        .ok_or_else(|| Trouble::Failed(format!("SPIN counts no states:\n{said}")))?;
    check_limits(&said).map_err(Trouble::Failed)?;
    let fails = ASKED.map(|(_, it)| said.contains(&format!("assertion violated {it}")));
    Ok(Verified { states: states as usize, fails })
}

/// Runs SPIN with these properties, the compiler and the verifier with these options, and gives what the
/// verifier says.
pub fn run(
    model: &Model,
    properties: &[String],
    compiled: &[&str],
    asked: &[&str],
) -> Result<String, String> {
    let folder = Folder::new();
    fs::write(folder.0.join("model.pml"), &model.text).expect("a temporary file can be written");
    let mut spin = Command::new("spin");
    spin.args(properties).args(["-a", "-o1", "-o2", "-o3", "model.pml"]);
    let said = output(&mut spin, &folder.0)?;
    if !folder.0.join("pan.c").exists() {
        return Err(format!("spin makes no verifier:\n{said}\n{}", model.text));
    }
    let mut compiler = Command::new("cc");
    compiler.args(["-w", "-O0", "-DSAFETY", "-DMEMLIM=1500", "-o", "pan", "pan.c"]).args(compiled);
    compiler.arg(format!("-DVECTORSZ={}", model.vector));
    output(&mut compiler, &folder.0)?;
    let mut verifier = Command::new(folder.0.join("pan"));
    verifier.args(["-n", "-m500000", "-w20"]).args(asked);
    output(&mut verifier, &folder.0)
}

/// Whether SPIN has seen all there is.
pub fn check_limits(said: &str) -> Result<(), String> {
    let limits = ["max search depth too small", "VECTORSZ", "MEMLIM", "out of memory"];
    match limits.iter().any(|it| said.contains(it)) {
        true => Err(format!("SPIN ran into a limit:\n{said}")),
        false => Ok(()),
    }
}

/// What a command says, on both channels.
fn output(command: &mut Command, folder: &Path) -> Result<String, String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command.current_dir(folder).output().unwrap_or_else(|problem| {
        panic!(
            "`{name}` cannot be run ({problem}). The models are verified by SPIN and a C compiler: `cargo xtask \
             setup` installs them, or `apt-get install spin gcc`"
        )
    });
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let said = text(&output.stdout) + &text(&output.stderr);
    if output.status.success() { Ok(said) } else { Err(format!("`{name}` failed:\n{said}")) }
}

/// A folder of its own, which is gone in the end.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Folder {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("interleave-oracle-{}-{number}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        fs::create_dir_all(&folder).expect("a temporary folder can be made");
        Folder(folder)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What is left over is no reason to fail.
        let _ = fs::remove_dir_all(&self.0);
    }
}
