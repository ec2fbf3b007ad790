//! What is answered in JSON has the form that `docs/answers.schema.json` says, and no field that it does not name.

use super::{interleave, interleave_with};
use serde_json::{Value, json};
use std::fs;
use std::path::PathBuf;

/// As much of JSON Schema as the file uses. Properties that it does not name are wrong here, though not to it.
struct Schema(Value);

impl Schema {
    fn read() -> Schema {
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/answers.schema.json");
        let text = fs::read_to_string(path).expect("it is there");
        Schema(serde_json::from_str(&text).expect("it is JSON"))
    }

    /// What is wrong with a value, with where that is.
    fn problem(&self, rule: &Value, value: &Value, at: &str) -> Option<String> {
        let rule = rule.as_object().expect("a rule is an object");
        let wrong = |what: String| Some(format!("{at}: {what}"));
        for (keyword, said) in rule {
            let found = match &**keyword {
                "$schema" | "title" | "description" | "$defs" => None,
                "$ref" => {
                    let name = said.as_str().and_then(|it| it.strip_prefix("#/$defs/"));
                    let rule = &self.0["$defs"][name.expect("a reference")];
                    assert!(rule.is_object(), "{said} is not defined");
                    self.problem(rule, value, at)
                }
                "anyOf" => {
                    let all = said.as_array().expect("a list");
                    let problems: Option<Vec<String>> =
                        all.iter().map(|it| self.problem(it, value, at)).collect();
                    problems.map(|it| format!("none of: {}", it.join(" / ")))
                }
                "type" => {
                    let names: Vec<&str> = match said {
                        Value::Array(all) => all.iter().filter_map(Value::as_str).collect(),
                        one => one.as_str().into_iter().collect(),
                    };
                    let is = |name: &&str| match *name {
                        "null" => value.is_null(),
                        "boolean" => value.is_boolean(),
                        "integer" => value.is_i64() || value.is_u64(),
                        "number" => value.is_number(),
                        "string" => value.is_string(),
                        "array" => value.is_array(),
                        "object" => value.is_object(),
                        other => panic!("{other} is no type"),
                    };
                    if names.iter().any(is) { None } else { wrong(format!("{value} is no {said}")) }
                }
                "enum" if !said.as_array().expect("a list").contains(value) => {
                    wrong(format!("{value} is none of {said}"))
                }
                "minimum" if value.as_f64() < said.as_f64() && value.is_number() => {
                    wrong(format!("{value} is below {said}"))
                }
                "enum" | "minimum" | "additionalProperties" => None,
                // There is one pattern, and it says how a schedule begins.
                "pattern" => {
                    assert_eq!(said, "^1(\\.|$)");
                    let text = value.as_str().unwrap_or_default();
                    let is_schedule = text == "1" || text.starts_with("1.");
                    if is_schedule { None } else { wrong(format!("{text:?} is no schedule")) }
                }
                "required" => {
                    let all = said.as_array().expect("a list").iter().filter_map(Value::as_str);
                    let missing = all.into_iter().find(|it| value.get(it).is_none());
                    missing.and_then(|it| wrong(format!("{it} is missing")))
                }
                "properties" => {
                    let Some(fields) = value.as_object() else { continue };
                    fields.iter().find_map(|(name, value)| match said.get(name) {
                        Some(rule) => self.problem(rule, value, &format!("{at}.{name}")),
                        None => wrong(format!("{name} is not described")),
                    })
                }
                "items" => {
                    let Some(all) = value.as_array() else { continue };
                    let mut all = all.iter().enumerate();
                    all.find_map(|(place, it)| self.problem(said, it, &format!("{at}[{place}]")))
                }
                other => panic!("{other} is not known here"),
            };
            if found.is_some() {
                return found;
            }
        }
        None
    }

    fn hold(&self, name: &str, line: &str, out: &str) {
        let value: Value =
            serde_json::from_str(out).unwrap_or_else(|it| panic!("{line}: {it}\n{out}"));
        // The whole allows it, and the definition of what was asked, of each answer.
        assert_eq!(self.problem(&self.0, &value, "answer"), None, "{line}");
        let answers = match &value {
            Value::Array(all) => all.iter().collect(),
            one => vec![one],
        };
        assert!(!answers.is_empty(), "{line}");
        for answer in answers {
            let rule = &self.0["$defs"][name];
            assert_eq!(self.problem(rule, answer, name), None, "{line}");
        }
    }
}

#[test]
fn every_answer_has_the_form_that_is_promised() {
    let schema = Schema::read();
    let programs = "tests/it/command/programs";
    let python = "tests/it/python";
    let cases = [
        ("check", "check three-semaphores -p 2 --json".to_owned()),
        ("check", "check three-semaphores --fault consumer-swaps-waits --json".into()),
        ("check", "check three-semaphores --fault producer-skips-mutex -n 2 --json".into()),
        ("check", "check three-semaphores -p 3 -c 3 -n 3 --max-states 2000 --json".into()),
        ("check", "check sleep-and-wakeup -n 1..2 --json".into()),
        ("check", format!("check {programs}/table.py --set FORKS=3 --json")),
        ("check", format!("check {python}/01-counter-thread-list.py --json")),
        ("check", format!("check {python}/07-words-on-one-line.py --json")),
        ("check", format!("check {python}/24-padaria-sem-fim.py --json")),
        ("bad-input", format!("check {programs}/wrong.py --json")),
        ("bad-input", "check no-such-file.py --json".into()),
        ("outcomes", format!("outcomes {programs}/counter.py --json")),
        ("outcomes", format!("outcomes {programs}/table.py --set FORKS=2..3 --json")),
        ("bad-input", "outcomes three-semaphores --json".into()),
        ("played", "run channel --items 1 --seed 3 --json".into()),
        ("played", "run lock-and-event --items 2 --seed 1 --json".into()),
        ("played", "replay three-semaphores 1.P1x3 -n 2 --json".into()),
        ("bad-input", "replay three-semaphores 1.Q1 --json".into()),
        ("linted", format!("lint {python}/01-counter-thread-list.py --json")),
        (
            "linted",
            format!("lint {python}/13-rlock-account.py {python}/07-words-on-one-line.py --json"),
        ),
        ("bad-input", "lint three-semaphores --json".into()),
        ("listed", "list --json".into()),
    ];
    for (name, line) in cases {
        schema.hold(name, &line, &interleave(&line).out);
    }
    let several = ["check", "-", "no-such-file.py", "--json"];
    let done = interleave_with(&several, b"x = 0\n\ndef producer():\n    global x\n    x = 1\n");
    let value: Value = serde_json::from_str(&done.out).expect("it is JSON");
    assert_eq!(schema.problem(&schema.0, &value, "several"), None, "{}", done.out);
}

/// The rules are followed: what does not hold is found.
#[test]
fn what_has_another_form_is_wrong() {
    let schema = Schema::read();
    let line = "check three-semaphores --fault consumer-swaps-waits --json";
    let right: Value = serde_json::from_str(&interleave(line).out).expect("it is JSON");
    let rule = &schema.0["$defs"]["check"];
    assert_eq!(schema.problem(rule, &right, "check"), None);
    let changes: [(&str, Value); 8] = [
        ("verdict", json!("fine")),
        ("violation", json!("dead-lock")),
        ("steps", json!("5")),
        ("steps", json!(-1)),
        ("schedule", json!("P1")),
        ("trace", json!([{ "step": 1 }])),
        ("ends", json!("perhaps")),
        ("unheard-of", json!(1)),
    ];
    for (field, value) in changes {
        let mut changed = right.clone();
        changed[field] = value;
        assert!(schema.problem(rule, &changed, "check").is_some(), "{field}");
    }
    let mut changed = right.clone();
    changed.as_object_mut().expect("an object").remove("soft");
    assert_eq!(schema.problem(rule, &changed, "check").as_deref(), Some("check: soft is missing"));
}
