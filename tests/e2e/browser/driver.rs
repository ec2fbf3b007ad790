//! The driver process of a browser, and everything it starts.

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU16, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use super::Engine;

/// Runs the program it is given, and when standard input ends kills its whole process group, itself included. Input ends
/// when this test process closes the pipe, and also when the test process is killed; so no browser outlives its test.
const UNTIL_INPUT_ENDS: &str = r#""$@" </dev/null & read -r _; kill -KILL 0"#;

/// The same, with a screen of its own. That one is asked to end, so that it leaves no lock behind in /tmp.
const WITH_A_SCREEN: &str = r#"
    Xvfb -displayfd 3 -screen 0 1600x1200x24 -nolisten tcp 3>"$TMPDIR/display" </dev/null & screen=$!
    until [ -s "$TMPDIR/display" ] || ! kill -0 $screen; do sleep 0.05; done
    DISPLAY=":$(cat "$TMPDIR/display")" "$@" </dev/null &
    read -r _
    kill -TERM $screen; wait $screen
    kill -KILL 0"#;

/// How long a driver may take until it listens.
const PATIENCE: Duration = Duration::from_secs(30);

/// After this time the shell has become the driver, unless that has ended.
const STARTED: Duration = Duration::from_secs(3);

/// A running driver with a profile folder for its browser. Dropping it ends the driver and the browser.
pub struct Driver {
    shell: Child,
    port: u16,
    profile: PathBuf,
}

impl Driver {
    /// Starts the engine's driver on a free port.
    pub fn start(engine: Engine) -> Self {
        static STARTED: AtomicUsize = AtomicUsize::new(0);
        let number = STARTED.fetch_add(1, Ordering::Relaxed);
        let profile = std::env::temp_dir()
            .join(format!("interleave-profile-{}-{number}", std::process::id()));
        fs::create_dir_all(&profile).expect("a folder for the browser's profile can be made");
        // Not every driver can choose a port and say which. Somebody else may take this one first, so there are more tries.
        for _ in 0..5 {
            let port = free_port();
            let shell = start(engine, port, &profile);
            let driver = Driver { shell, port, profile: profile.clone() };
            if driver.listens() {
                return driver;
            }
        }
        panic!("{} starts; `cargo xtask setup` installs it", engine.driver());
    }

    fn listens(&self) -> bool {
        let begin = Instant::now();
        while TcpStream::connect(("127.0.0.1", self.port)).is_err() {
            // The shell goes on when its program has ended, so it is the driver that is looked for.
            let has_ended = || !group(self.shell.id()).iter().any(is_driver);
            if begin.elapsed() > PATIENCE || begin.elapsed() > STARTED && has_ended() {
                return false;
            }
            thread::sleep(Duration::from_millis(20));
        }
        true
    }

    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    pub fn profile(&self) -> &Path {
        &self.profile
    }

    /// The memory that the browser's processes have now, in bytes, without that of the driver. What processes share counts for each.
    pub fn resident(&self) -> u64 {
        let processes = group(self.shell.id());
        processes.iter().filter(|it| !is_driver(it) && it.name != "sh").map(|it| it.resident).sum()
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        drop(self.shell.stdin.take());
        let _ = self.shell.wait();
        // The shell may be gone before the rest of its group is, which still takes memory and writes files.
        let deadline = Instant::now() + Duration::from_secs(10);
        while !group(self.shell.id()).is_empty() && Instant::now() < deadline {
            thread::sleep(Duration::from_millis(20));
        }
        let _ = fs::remove_dir_all(&self.profile);
    }
}

fn start(engine: Engine, port: u16, profile: &Path) -> Child {
    // Again for a second try.
    fs::create_dir_all(profile).expect("a folder for the browser's profile can be made");
    let script = if engine.needs_screen() { WITH_A_SCREEN } else { UNTIL_INPUT_ENDS };
    let mut shell = Command::new("sh");
    shell.args(["-c", script, "sh", engine.driver(), &format!("--port={port}")]);
    if engine == Engine::Firefox {
        // Its own choice would be the same for all that run at a time.
        shell.arg(format!("--websocket-port={}", free_port()));
    }
    if engine.needs_screen() {
        shell.envs(["XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"].map(|it| (it, profile)));
    }
    shell
        .process_group(0)
        // Whatever they leave in the temporary folder, and WebKit at home, goes with the profile.
        .env("TMPDIR", profile)
        .envs(engine.environment().iter().copied())
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("a shell can be started")
}

/// A port that nobody listens on. It lies below those that the kernel gives to whoever asks for any, as the sites of
/// these tests do: between this look and the driver's own, one of them would take it and answer in the driver's place.
fn free_port() -> u16 {
    const PORTS: std::ops::Range<u16> = 10_000..32_000;
    static NEXT: AtomicU16 = AtomicU16::new(0);
    // Test processes that run side by side begin apart.
    let first = std::process::id().wrapping_mul(97);
    let mut ports = std::iter::repeat_with(|| {
        let number = first.wrapping_add(NEXT.fetch_add(1, Ordering::Relaxed).into());
        PORTS.start + (number % u32::from(PORTS.end - PORTS.start)) as u16
    });
    let is_free = |port: &u16| TcpListener::bind(("127.0.0.1", *port)).is_ok();
    ports.by_ref().take(PORTS.len()).find(is_free).expect("a free port can be had")
}

/// A process that has not ended.
struct Process {
    name: String,
    resident: u64,
}

/// What is there without a browser. The kernel cuts names after 15 characters, which is as long as the longest.
fn is_driver(process: &Process) -> bool {
    ["chromedriver", "geckodriver", "WebKitWebDriver", "Xvfb"].contains(&&*process.name)
}

/// The processes of a group that have not ended yet.
fn group(group: u32) -> Vec<Process> {
    const PAGE: u64 = 4_096;
    let Ok(processes) = fs::read_dir("/proc") else { return vec![] };
    let of_the_group = |stat: &str| {
        // The name is in brackets; behind it: the state, the parent, the group; the memory is the 22nd of them.
        let (before, after) = stat.rsplit_once(')')?;
        let name = before.split_once('(')?.1.to_owned();
        let fields: Vec<&str> = after.split_whitespace().collect();
        let is_it = *fields.first()? != "Z" && *fields.get(2)? == group.to_string();
        let pages: u64 = fields.get(21)?.parse().ok()?;
        is_it.then_some(Process { name, resident: pages * PAGE })
    };
    let stats = processes.flatten().map(|it| fs::read_to_string(it.path().join("stat")));
    stats.flatten().filter_map(|stat| of_the_group(&stat)).collect()
}
