//! The command line: what it prints, how it ends, and that no file is too odd for it.

mod diagram;
mod export;
mod files;
mod golden;
mod grade;
mod hostile;
mod memory;
mod runtimes;
mod schema;

use interleave::catalogue::Configuration;
use interleave::command::{Console, Status, run};
use interleave::engine::Ending;
use interleave::session::{Model, SharingAction, update};
use interleave::text::Language;
use serde_json::Value;
use std::ffi::OsString;
use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// What a command printed, and how it ended.
#[derive(Debug)]
pub struct Done {
    pub status: Status,
    pub out: String,
    pub err: String,
}

/// Runs a command in this process, on a machine that speaks English and shows no colours.
pub fn interleave_with(arguments: &[&str], input: &[u8]) -> Done {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut console = Console {
        input: Box::new(io::Cursor::new(input.to_vec())),
        out: &mut out,
        err: &mut err,
        out_is_coloured: false,
        err_is_coloured: false,
        shows_progress: false,
        language: Language::English,
    };
    let arguments = ["interleave"].iter().chain(arguments).map(OsString::from);
    let status = run(arguments, &mut console);
    let text = |bytes| String::from_utf8(bytes).expect("what is printed is a text");
    Done { status, out: text(out), err: text(err) }
}

/// The same with the arguments as a line.
fn interleave(line: &str) -> Done {
    let arguments: Vec<&str> = line.split_whitespace().collect();
    interleave_with(&arguments, b"")
}

fn json(line: &str) -> Value {
    let done = interleave(line);
    serde_json::from_str(&done.out).unwrap_or_else(|it| panic!("{line}: {it}\n{}", done.out))
}

/// A folder of this test's own, empty.
fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("command").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder can be made");
    folder
}

#[test]
fn the_program_itself_ends_with_the_status_and_reads_standard_input() {
    let check = |line: &str, input: &str, expected: i32| {
        let mut process = Command::new(env!("CARGO_BIN_EXE_interleave"))
            .args(line.split_whitespace())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut stdin = process.stdin.take().expect("it has an input");
        // One that does not read it closes it.
        let _ = stdin.write_all(input.as_bytes());
        drop(stdin);
        let output = process.wait_with_output().expect("the program ends");
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert_eq!(output.status.code(), Some(expected), "{line}: {said}");
        assert!(!said.contains('\x1b'), "there is no terminal to colour: {said}");
        said
    };
    let said = check("check three-semaphores", "", 0);
    assert!(said.starts_with("three-semaphores: safe: "), "{said}");
    let twice = "m = Lock()\ndef producer():\n    m.acquire()\n    m.acquire()\n";
    let said = check("check -", twice, 1);
    assert!(said.starts_with("-: violated: deadlock after 1 step"), "{said}");
    check("check -", "def producer(:\n", 2);
    check("check --no-such-option", "", 2);
    check("check three-semaphores --max-states 3", "", 3);
    let said = check("--help", "", 0);
    assert!(said.contains("Exit status: 0 safe, 1 violated, 2 bad input"), "{said}");
}

#[test]
fn a_standard_input_that_never_ends_is_given_up() {
    for also in [&b""[..], b"def producer():\n"] {
        let mut process = Command::new(env!("CARGO_BIN_EXE_interleave"))
            .args(["check", "-", "--time", "0.2"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut stdin = process.stdin.take().expect("it has an input");
        let _ = stdin.write_all(also);
        // It stays open until the program has ended; or, as a test may not hang, for a minute.
        let (has_ended, end) = mpsc::channel::<()>();
        let holder = thread::spawn(move || {
            let _ = end.recv_timeout(Duration::from_secs(60));
            drop(stdin);
        });
        let output = process.wait_with_output().expect("the program ends");
        drop(has_ended);
        holder.join().expect("the input is closed");
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(said.trim_end(), "-: standard input did not end within 0.2 s (--time)");
        assert_eq!(output.status.code(), Some(2));
    }
}

#[test]
fn every_kind_of_bad_input_is_status_2_and_says_what_is_wrong() {
    let folder = folder("bad-input");
    let file = |name: &str, bytes: &[u8]| {
        let path = folder.join(name);
        fs::write(&path, bytes).expect("a file can be written");
        path.to_string_lossy().into_owned()
    };
    let check = |line: &str, place: &str, reason: &str| {
        let done = interleave(line);
        assert_eq!(done.status, Status::BadInput, "{line}: {done:?}");
        assert!(done.err.contains(place) && done.err.contains(reason), "{line}: {}", done.err);
        assert!(!done.out.contains("safe"), "{line}: {}", done.out);
    };
    let latin = file("latin.py", b"x = 0\n# caf\xe9\n");
    let utf16 = file("utf16.py", b"\xff\xfex\0=\0y\0");
    let empty = file("empty.py", b"");
    let large = file("large.py", &vec![b'a'; 10_000_000]);
    let binary = file("binary.py", &(0..=255).collect::<Vec<u8>>());
    let fault = file("right.py", b"def producer():\n    pass\n");
    let tree = folder.to_string_lossy();
    for command in ["check", "run"] {
        check(&format!("{command} {latin}"), &format!("{latin}:2:"), "UTF-8 at byte 12");
        check(&format!("{command} {utf16}"), &format!("{utf16}:1:"), "UTF-8 at byte 1");
        check(&format!("{command} {empty}"), &format!("{empty}:1:1:"), "def producer");
        check(&format!("{command} {large}"), &format!("{large}:1:65537:"), "64 KiB");
        check(&format!("{command} {binary}"), &binary, "UTF-8");
        check(&format!("{command} {tree}"), &tree, "folder");
        check(&format!("{command} {tree}/none.py"), "none.py", "no such file");
        check(&format!("{command} {fault} --fault x"), "right.py", "catalogue");
        check(&format!("{command} three-semaphores --fault x"), "skip-spaces-wait", "no fault x");
        let both = "mutex-starts-at-0,mutex-starts-at-2";
        check(&format!("{command} three-semaphores --fault {both}"), "mutex-starts", "same line");
        check(&format!("{command} {latin} --producers 17"), "--producers", "from 1 to 16");
        check(&format!("{command} {latin} --granularity fine"), "granularity", "statement");
        check(&format!("{command} {latin} --runtime cython"), "runtime", "cpython-gil");
    }
    check("check a.py --stop-on liveloc", "liveloc", "livelock");
    check("check a.py --time 0", "--time", "seconds");
    check("check a.py --max-memory much", "--max-memory", "512M");
    check("check a.py -p 3..2", "--producers", "2..3");
    check("check a.py -p 1..16 -c 1..16 -n 1..64", "16,384", "combinations");
    check("check - -", "-", "once");
    check("run three-semaphores -p 1..2", "--producers", "ranges");
    check("replay three-semaphores 1.P2", "P2", "no such thread");
    check("replay three-semaphores 1.P1.C1", "Step 2", "C1 has to wait");
    check("replay three-semaphores 7.P1", "1", "the version");
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_is_bad_input() {
    use std::os::unix::fs::PermissionsExt;
    let path = folder("permission").join("secret.py");
    fs::write(&path, "x = 0\n").expect("a file can be written");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).expect("it can be locked");
    if fs::read(&path).is_ok() {
        // To an administrator every file is open.
        return;
    }
    let done = interleave(&format!("check {}", path.display()));
    assert_eq!(done.status, Status::BadInput);
    assert!(done.err.contains("permission denied"), "{}", done.err);
}

#[test]
fn every_combination_of_ranges_is_checked() {
    let table =
        interleave("check three-semaphores --fault producer-skips-mutex -p 1..2 -c 1..2 -n 1..2");
    assert_eq!(table.status, Status::Violated);
    let rows: Vec<Vec<&str>> =
        table.out.lines().map(|it| it.split_whitespace().collect()).collect();
    let verdicts: Vec<&[&str]> = rows[2..10].iter().map(|it| &it[..5]).collect();
    let expected = [
        ["1", "1", "1", "0", "safe"],
        ["1", "1", "2", "0", "safe"],
        ["1", "2", "1", "0", "safe"],
        ["1", "2", "2", "0", "safe"],
        ["2", "1", "1", "0", "safe"],
        ["2", "1", "2", "0", "overwrite"],
        ["2", "2", "1", "0", "safe"],
        ["2", "2", "2", "0", "overwrite"],
    ];
    assert_eq!(verdicts, expected);
    assert!(table.out.contains("overwrite after 6 steps, with 2 producers, 1 consumer, 2 slots"));

    let all = json("check three-semaphores --items 0..2 --capacity 2 --json");
    let items: Vec<u64> = all
        .as_array()
        .expect("several results are an array")
        .iter()
        .map(|it| it["configuration"]["items"].as_u64().expect("it says how many"))
        .collect();
    assert_eq!(items, [0, 1, 2]);
}

#[test]
fn a_text_may_be_wrong_with_some_numbers_only() {
    let source =
        b"few = Semaphore(capacity - 2)\ndef producer():\n    few.wait()\n    few.signal()\n";
    let done = interleave_with(&["check", "-", "-n", "1..3"], source);
    assert_eq!(done.status, Status::BadInput);
    let verdict = |row: usize| done.out.lines().nth(row).map(|it| it.contains("bad input"));
    assert_eq!([verdict(2), verdict(3), verdict(4)], [Some(true), Some(false), Some(false)]);
    assert_eq!(done.err.matches("-:1:").count(), 1, "it is said once: {}", done.err);
}

#[test]
fn of_several_files_each_has_its_result_and_the_worst_counts() {
    let check = |line: &str, status, summary: &str| {
        let done = interleave(line);
        assert_eq!(done.status, status, "{line}");
        assert_eq!(done.out.lines().last(), Some(summary), "{line}");
    };
    let (safe, none) = ("three-semaphores", "no-such-file");
    let violated = "stop-by-timeout";
    check(
        &format!("check {safe} two-mutexes"),
        Status::Safe,
        "2 checks: 2 safe, 0 violated, 0 not decided, 0 bad input",
    );
    check(
        &format!("check {safe} {violated}"),
        Status::Violated,
        "2 checks: 1 safe, 1 violated, 0 not decided, 0 bad input",
    );
    check(
        &format!("check {none} {violated} {safe}"),
        Status::BadInput,
        "3 checks: 1 safe, 1 violated, 0 not decided, 1 bad input",
    );
    let few = "--max-states 12 --all-states";
    check(
        &format!("check {safe} {violated} {few}"),
        Status::Violated,
        "2 checks: 0 safe, 1 violated, 1 not decided, 0 bad input",
    );
    check(
        &format!("check {safe} {safe} {few}"),
        Status::Undecided,
        "2 checks: 0 safe, 0 violated, 2 not decided, 0 bad input",
    );

    let all = json(&format!("check {none} {violated} {safe} --json"));
    let verdicts: Vec<&Value> =
        all.as_array().expect("an array").iter().map(|it| &it["verdict"]).collect();
    assert_eq!(verdicts, [&Value::Null, &Value::from("violated"), &Value::from("safe")]);
    assert_eq!(all[0]["file"], none);
    assert!(all[0]["message"].as_str().is_some_and(|it| it.contains("no such file")));
}

#[test]
fn what_is_only_shown_can_be_made_to_count_and_what_counts_can_be_ignored() {
    let program = "tests/it/command/programs/invariant.py";
    let broken = json(&format!("check {program} --json"));
    assert_eq!(broken["violation"], "invariant");
    assert_eq!(json(&format!("check {program} --json --ignore invariant"))["verdict"], "safe");

    let exclusion = "check three-semaphores --fault producer-skips-mutex -n 2 --json";
    assert_eq!(json(exclusion)["shown"][0]["violation"], "mutual-exclusion");
    let counts = json(&format!("{exclusion} --stop-on mutual-exclusion"));
    assert_eq!(counts["violation"], "mutual-exclusion");

    let swapped = "check three-semaphores --fault producer-swaps-waits";
    assert_eq!(interleave(swapped).status, Status::Violated);
    let ignored = format!("{swapped} --ignore deadlock --ignore stuck-thread,livelock");
    assert_eq!(interleave(&ignored).status, Status::Safe);
}

#[test]
fn a_check_that_runs_into_a_limit_says_which() {
    let check = |limit: &str, because: &str, said: &str| {
        let line = format!("check three-semaphores -p 3 -c 3 -n 3 --all-states {limit}");
        let done = interleave(&line);
        assert_eq!(done.status, Status::Undecided, "{line}: {}", done.out);
        assert!(done.out.contains("not decided") && done.out.contains(said), "{}", done.out);
        let result = json(&format!("{line} --json"));
        assert_eq!(result["verdict"], "undecided");
        assert_eq!(result["undecided_because"], because);
        assert!(result["trace"].as_array().is_some_and(Vec::is_empty));
    };
    check("--max-states 1000", "states", "1,000 states");
    check("--max-memory 4K", "memory", "4 KiB");
    check("--time 0.000001", "time", "0.000001 s");
}

#[test]
fn a_schedule_that_was_printed_can_be_replayed() {
    let found = json("check three-semaphores -p 2 -n 2 --fault producer-skips-mutex --json");
    let schedule = found["schedule"].as_str().expect("there is a schedule");
    let replay =
        |command: &str| json(&format!("{command} -p 2 -n 2 --fault producer-skips-mutex --json"));
    for command in [
        format!("replay three-semaphores {schedule}"),
        format!("run three-semaphores --schedule {schedule}"),
    ] {
        let again = replay(&command);
        for field in ["violation", "message", "steps", "trace", "schedule"] {
            assert_eq!(again[field], found[field], "{command}: {field}");
        }
        assert_eq!(again["ending"], "violated");
    }
    let steps = found["steps"].as_u64().expect("a number");
    let trace = found["trace"].as_array().expect("a list");
    assert_eq!(trace.len() as u64, steps);
    for (step, number) in trace.iter().zip(1_u64..) {
        assert_eq!(step["step"], number);
        let line = step["line"].as_u64().expect("a line") as usize;
        let entry = interleave::catalogue::entry_named("three-semaphores").expect("it is there");
        let source = entry.source.lines().nth(line - 1).map(str::trim);
        assert_eq!(step["text"].as_str(), source);
        assert!(
            step["did"]
                .as_str()
                .is_some_and(|it| it.starts_with(step["thread"].as_str().unwrap_or("?")))
        );
    }
}

#[test]
fn a_link_that_was_printed_opens_the_violation_in_the_page() {
    let twice = folder("link").join("twice.py");
    let source = "m = Lock()\ndef producer():\n    m.acquire()\n    m.acquire()\n";
    fs::write(&twice, source).expect("a file can be written");
    for line in [
        "check three-semaphores -p 2 -n 2 --fault producer-skips-mutex".to_owned(),
        "check three-semaphores -n 3 --granularity statement --fault forget-spaces-signal".into(),
        "check stop-by-timeout --items 1".into(),
        format!("check {}", twice.display()),
        "run three-semaphores --fault forget-items-signal --scheduler against-you".into(),
    ] {
        let found = json(&format!("{line} --json"));
        let link = found["link"].as_str().expect("there is a link");
        assert!(interleave(&line).out.contains(link), "{line}");
        let mut model = Model::new(Configuration::default());
        let fragment = link.strip_prefix('#').expect("it is a fragment");
        update(&mut model, SharingAction::OpenLink(fragment.to_owned()));
        assert_eq!(model.notice, None, "{line}");
        assert_eq!(Some(model.playback.run.position() as u64), found["steps"].as_u64(), "{line}");
        let Some(Ending::Broken(violation)) = &model.playback.ending else { panic!("{line}") };
        assert_eq!(found["violation"], violation.name(), "{line}");
    }
}

#[test]
fn several_threads_find_what_one_finds() {
    let check = |threads: u32| {
        let line = "check three-semaphores -p 2 -c 2 -n 3 --items 2 --all-states --json --threads";
        json(&format!("{line} {threads}"))
    };
    let (one, two) = (check(1), check(2));
    for field in ["verdict", "states", "transitions", "depth"] {
        assert_eq!(one[field], two[field], "{field}");
    }
}

#[test]
fn a_long_story_is_shortened_and_json_has_all_of_it() {
    let line = "check tests/it/command/programs/long_story.py";
    let said = interleave(line).out;
    let found = json(&format!("{line} --json"));
    let steps = found["steps"].as_u64().expect("a number");
    assert!(steps > 200 && said.lines().count() < 100, "{steps} steps\n{said}");
    assert!(said.contains("left out, which --json has"), "{said}");
    assert_eq!(found["trace"].as_array().map(|it| it.len() as u64), Some(steps));
}

#[test]
fn what_grows_without_end_is_not_decided() {
    let line = "check unbounded-buffer";
    let said = interleave(line);
    assert_eq!(said.status, Status::Undecided);
    for sentence in [
        "`buffer` has no limit and grows without end",
        "As long as at most 3 wait in `buffer`, nothing goes wrong.",
    ] {
        assert!(said.out.contains(sentence), "{}", said.out);
    }
    let found = json(&format!("{line} --json"));
    assert_eq!(found["undecided_because"], "grows");
    // A run just goes no further.
    let run = "run tests/it/cases/list-grows.py --steps 2000";
    assert_eq!(interleave(run).status, Status::Safe);
    let run = json(&format!("{run} --json"));
    assert_eq!((&run["ending"], &run["violation"]), (&Value::from("unfinished"), &Value::Null));
    assert!(run["message"].as_str().is_some_and(|it| it.contains("has no limit")), "{run}");
    // What goes wrong with few waiting goes wrong.
    let broken = json(&format!("{line} --fault forget-items-signal --json"));
    assert_eq!(broken["verdict"], "undecided");
    let broken = json(&format!("{line} --fault mutex-starts-at-0 --json"));
    assert_eq!(broken["violation"], "deadlock");
}

#[test]
fn a_seed_gives_the_same_run_and_another_seed_another() {
    let run = |seed: u32| {
        interleave(&format!("run three-semaphores -p 2 -c 2 -n 2 --seed {seed} --steps 50"))
    };
    let first = run(7);
    assert_eq!(first.status, Status::Safe);
    assert!(first.out.contains("Stopped after 50 steps"), "{}", first.out);
    assert_eq!(first.out, run(7).out);
    assert_ne!(first.out, run(8).out);
    let broken = interleave("run three-semaphores --fault forget-items-signal");
    assert_eq!(broken.status, Status::Violated);
    let finished = json("run three-semaphores --items 2 --json");
    assert_eq!(finished["ending"], "finished");
}

#[test]
fn a_check_says_what_the_list_expects() {
    for program in json("list --json").as_array().expect("a list") {
        // One of each program, that it fits on a page of this test's time.
        let expected = &program["expected"][0];
        let id = program["id"].as_str().expect("a name");
        let mut line = format!("check {id} --json --granularity");
        line += &format!(" {}", expected["granularity"].as_str().expect("a name"));
        for name in ["producers", "consumers", "capacity", "items", "takes"] {
            // A whole program has its numbers in itself.
            if let Some(number) = expected[name].as_u64() {
                line += &format!(" --{name} {number}");
            }
        }
        for fault in expected["faults"].as_array().expect("a list") {
            line += &format!(" --fault {}", fault.as_str().expect("a name"));
        }
        let found = json(&line);
        for field in ["verdict", "violation"] {
            assert_eq!(found[field], expected[field], "{line}: {field}");
        }
    }
}

#[test]
fn the_list_has_every_program_with_its_faults_and_verdicts() {
    let all = json("list --json");
    let all = all.as_array().expect("a list");
    let said = interleave("list").out;
    assert_eq!(all.len(), interleave::catalogue::CATALOGUE.len());
    for program in all {
        let id = program["id"].as_str().expect("a name");
        assert!(said.contains(&format!("{id}: ")), "{id}");
        assert!(program["title"].as_str().is_some_and(|it| !it.is_empty()), "{id}");
        let expected = program["expected"].as_array().expect("a list");
        assert!(!expected.is_empty(), "{id}");
        let entry = interleave::catalogue::entry_named(id).expect("it is listed");
        let has_numbers = expected.iter().all(|it| it.get("producers").is_some());
        assert_eq!(has_numbers, !entry.is_whole(), "{id}");
        for fault in program["faults"].as_array().expect("a list") {
            let name = &fault["id"];
            let is_expected =
                |it: &&Value| it["faults"].as_array().is_some_and(|it| it.contains(name));
            assert!(expected.iter().any(|it| is_expected(&it)), "{id} {name}");
        }
    }
}

#[test]
fn the_description_names_every_field_every_option_and_every_violation() {
    let description = include_str!("../../docs/command-line.md");
    let is_named = |name: &str| description.contains(&format!("`{name}`"));
    fn fields(value: &Value, all: &mut Vec<String>) {
        match value {
            Value::Object(map) => map.iter().for_each(|(name, value)| {
                all.push(name.clone());
                fields(value, all);
            }),
            Value::Array(list) => list.iter().for_each(|it| fields(it, all)),
            _ => {}
        }
    }
    let mut all = Vec::new();
    for line in [
        "check three-semaphores --fault skip-items-wait --json",
        "check tests/it/command/programs/invariant.py --json",
        "check three-semaphores --fault producer-skips-mutex -n 2 --json",
        "check tests/it/command/programs/own_variable.py --json",
        "check tests/it/command/programs/wrong.py --json",
        "run three-semaphores --json",
        "list --json",
    ] {
        fields(&json(line), &mut all);
    }
    for name in all {
        assert!(is_named(&name), "the field {name} is not described");
    }
    for kind in interleave::engine::ViolationKind::ALL {
        assert!(is_named(kind.name()), "{} is not described", kind.name());
    }
    for command in ["check", "run", "replay", "list"] {
        let help = interleave(&format!("help {command}")).out;
        let words = help.split_whitespace().filter(|it| it.starts_with("--"));
        for option in words.map(|it| it.trim_end_matches(',')).filter(|it| *it != "--help") {
            assert!(description.contains(option), "{command}: {option} is not described");
        }
    }
}

#[test]
fn sentences_are_said_in_the_language_asked_for() {
    let done = interleave("check three-semaphores --language pt-BR");
    assert!(done.out.starts_with("three-semaphores: seguro: "), "{}", done.out);
    let done = interleave("check no-such-file --language pt");
    assert!(done.err.contains("não existe esse arquivo"), "{}", done.err);
    assert_eq!(interleave("list --language xx").status, Status::BadInput);
}
