//! The chromedriver process, and everything it starts.

use std::fs;
use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// Runs the program it is given, and when standard input ends kills its whole process group, itself included. Input ends
/// when this test process closes the pipe, and also when the test process is killed; so no browser outlives its test.
const UNTIL_INPUT_ENDS: &str = r#""$@" </dev/null & read -r _; kill -KILL 0"#;

/// A running chromedriver with a profile folder for its browser. Dropping it ends the driver and the browser.
pub struct Driver {
    shell: Child,
    port: u16,
    profile: PathBuf,
}

impl Driver {
    /// Starts chromedriver on a free port.
    pub fn start() -> Self {
        static STARTED: AtomicUsize = AtomicUsize::new(0);
        let number = STARTED.fetch_add(1, Ordering::Relaxed);
        let profile = std::env::temp_dir()
            .join(format!("interleave-profile-{}-{number}", std::process::id()));
        fs::create_dir_all(&profile).expect("a folder for the browser's profile can be made");
        let mut shell = Command::new("sh")
            .args(["-c", UNTIL_INPUT_ENDS, "sh", "chromedriver", "--port=0"])
            .process_group(0)
            // Whatever the two leave in the temporary folder goes with the profile.
            .env("TMPDIR", &profile)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("a shell can be started");
        let output = BufReader::new(shell.stdout.take().expect("the output is piped"));
        let mut driver = Driver { shell, port: 0, profile };
        let mut lines = output.lines().map_while(Result::ok);
        let port = lines.by_ref().find_map(|line| {
            line.split_once("started successfully on port ")?.1.trim_end_matches('.').parse().ok()
        });
        driver.port = port.expect("chromedriver starts; `cargo xtask setup` installs it");
        // Read on, so that the driver never waits for room to write in.
        thread::spawn(move || lines.for_each(drop));
        driver
    }

    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    pub fn profile(&self) -> &Path {
        &self.profile
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        drop(self.shell.stdin.take());
        let _ = self.shell.wait();
        // The shell may be gone before the rest of its group is, which still takes memory and writes files.
        let deadline = Instant::now() + Duration::from_secs(10);
        while group_is_running(self.shell.id()) && Instant::now() < deadline {
            thread::sleep(Duration::from_millis(20));
        }
        let _ = fs::remove_dir_all(&self.profile);
    }
}

/// Whether a process of that group has not ended yet.
fn group_is_running(group: u32) -> bool {
    let Ok(processes) = fs::read_dir("/proc") else { return false };
    processes.flatten().any(|process| {
        let stat = fs::read_to_string(process.path().join("stat")).unwrap_or_default();
        // After the name, which is in brackets: the state, the parent, the group.
        let mut fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
        let is_zombie = fields.next() == Some("Z");
        !is_zombie && fields.nth(1).is_some_and(|field| field == group.to_string())
    })
}
