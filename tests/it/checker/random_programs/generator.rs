//! Texts of small programs with every kind of object and statement, drawn from a tape of numbers: shorter tapes
//! and lesser numbers give simpler programs, so that what fails can be made smaller.

use interleave::catalogue::{Configuration, Granularity, Setting};
use std::fmt::Write;

/// A text, and the numbers to run it with.
#[derive(Clone, Debug)]
pub struct Drawn {
    pub text: String,
    pub configuration: Configuration,
}

/// Numbers to draw from; behind the last there are only noughts.
struct Tape<'a> {
    numbers: &'a [u16],
    at: usize,
}

impl Tape<'_> {
    /// A number below this one.
    fn below(&mut self, count: usize) -> usize {
        let number = self.numbers.get(self.at).copied().unwrap_or(0);
        self.at += 1;
        usize::from(number) % count
    }

    fn one<'t>(&mut self, all: &[&'t str]) -> &'t str {
        all[self.below(all.len())]
    }

    /// Whether something happens that does so once in so many times.
    fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == times - 1
    }

    fn is_over(&self) -> bool {
        self.at >= self.numbers.len()
    }
}

/// An object: how it is declared, and what can be done with it, as statements, as conditions, as `with`, and
/// what can be stated of it.
struct Kind {
    declared: &'static [&'static str],
    statements: &'static [&'static str],
    conditions: &'static [&'static str],
    with: Option<&'static str>,
    invariants: &'static [&'static str],
    /// What puts `item` in, and what gets one out.
    put: Option<&'static str>,
    get: Option<&'static str>,
}

const NOTHING: Kind = Kind {
    declared: &[],
    statements: &[],
    conditions: &[],
    with: None,
    invariants: &[],
    put: None,
    get: None,
};

const KINDS: [Kind; 15] = [
    Kind {
        declared: &["mutex = Semaphore(1)"],
        statements: &["mutex.wait()", "mutex.signal()", "mutex.acquire(timeout=5)"],
        conditions: &["mutex.wait(timeout=1)", "mutex.value == 0"],
        with: Some("mutex"),
        invariants: &["mutex.value <= 1"],
        ..NOTHING
    },
    Kind {
        declared: &["ready = Semaphore(0)", "ready = Semaphore(1)"],
        statements: &["ready.signal()", "ready.wait()"],
        conditions: &["ready.value > 0"],
        invariants: &["ready.value <= 1", "ready.value < 2"],
        ..NOTHING
    },
    Kind {
        declared: &["spaces = BoundedSemaphore(1)", "spaces = BoundedSemaphore(2)"],
        statements: &["spaces.acquire()", "spaces.release()"],
        conditions: &["spaces.acquire(timeout=0)"],
        with: Some("spaces"),
        invariants: &["spaces.value > 0"],
        ..NOTHING
    },
    Kind {
        declared: &["guard = Lock()", "guard = RLock()"],
        statements: &["guard.acquire()", "guard.release()", "guard.acquire(timeout=3)"],
        conditions: &["guard.locked()", "guard.acquire(timeout=2)"],
        with: Some("guard"),
        ..NOTHING
    },
    Kind {
        declared: &["changed = Condition()", "changed = Condition(strict=False)"],
        statements: &[
            "changed.acquire()",
            "changed.release()",
            "changed.notify()",
            "changed.notify(2)",
            "changed.notify_all()",
            "changed.wait()",
            "changed.wait(timeout=4)",
        ],
        with: Some("changed"),
        ..NOTHING
    },
    Kind {
        declared: &[
            "door = Lock()\nopened = Condition(door)",
            "door = RLock()\nopened = Condition(door)",
        ],
        statements: &[
            "door.acquire()",
            "door.release()",
            "opened.notify()",
            "with opened: opened.notify(3)",
            "with opened: opened.wait_for(lambda: count == 1)",
            "with opened: opened.wait_for(lambda: count > 0, timeout=2)",
            "with door: count += 1",
        ],
        conditions: &["door.locked()"],
        with: Some("opened"),
        ..NOTHING
    },
    Kind {
        declared: &["gate = Barrier(2)", "gate = Barrier(1)"],
        statements: &[
            "gate.wait()",
            "gate.wait(timeout=2)",
            "count = gate.wait()",
            "count = gate.n_waiting",
            "gate.abort()",
            "gate.reset()",
        ],
        conditions: &["gate.broken", "gate.n_waiting == 1"],
        ..NOTHING
    },
    Kind {
        declared: &["flag = Event()"],
        statements: &["flag.set()", "flag.clear()", "flag.wait()", "flag.wait(timeout=2)"],
        conditions: &["flag.is_set()", "flag.wait(timeout=1)"],
        ..NOTHING
    },
    Kind {
        declared: &["buffer = Buffer(capacity)"],
        put: Some("buffer.put(item)"),
        get: Some("buffer.get()"),
        ..NOTHING
    },
    Kind {
        declared: &["rest = []"],
        statements: &["rest.append(1)", "rest.pop()", "count = len(rest)", "count = rest[0]"],
        conditions: &["rest", "len(rest) > 1", "not rest", "rest[-1] == 1"],
        invariants: &["len(rest) <= 1", "len(rest) < 3"],
        put: Some("rest.append(item)"),
        get: Some("rest.pop(0)"),
        ..NOTHING
    },
    Kind {
        declared: &[
            "jobs = Queue(capacity)",
            "jobs = Queue()",
            "jobs = PriorityQueue()",
            "jobs = PriorityQueue(1)",
        ],
        statements: &[
            "jobs.put(None)",
            "jobs.put(7, timeout=1)",
            "count = jobs.qsize()",
            "jobs.get(timeout=1)",
            "jobs.get(block=False)",
        ],
        conditions: &["jobs.full()", "jobs.empty()"],
        invariants: &["jobs.qsize() < 2"],
        put: Some("jobs.put(item)"),
        get: Some("jobs.get()"),
        ..NOTHING
    },
    Kind {
        declared: &["tx, rx = channel()", "tx, rx = sync_channel(0)", "tx, rx = sync_channel(1)"],
        ..NOTHING
    },
    Kind {
        declared: &["word = Atomic(0)", "word = Atomic(1)"],
        statements: &[
            "word.add(1)",
            "word.sub(1)",
            "word.store(1)",
            "word.wait(0)",
            "word.wait(1, timeout=3)",
            "word.notify(1)",
            "count = word.swap(2)",
            "count = word.load()",
        ],
        conditions: &["word.cas(0, 1)", "word.load() == 1", "word.add(1) > 1"],
        invariants: &["word.load() <= 1"],
        ..NOTHING
    },
    Kind {
        declared: &["cells = Array(2)"],
        statements: &[
            "cells[0] = 1",
            "cells[-1] = cells[0] + 1",
            "cells[count] = 3",
            "count = cells[1]",
            "cells[0] += 1",
        ],
        conditions: &["cells[0] == cells[1]", "cells[count] > 0"],
        invariants: &["cells[0] <= cells[1]", "cells[1] < 2"],
        ..NOTHING
    },
    Kind {
        declared: &["slots = Array(2)"],
        put: Some("slots[0] = item"),
        get: Some("slots[0]"),
        ..NOTHING
    },
];

/// What can be done with the variable that every program has.
const OF_COUNT: [&str; 8] = [
    "count += 1",
    "count -= 1",
    "count = 0",
    "pass",
    "assert count < 2",
    "assert count == 0 or count != 3",
    "count = count * 2 + 1",
    "count = 3 // (count + 1)",
];

const CONDITIONS: [&str; 5] =
    ["count == 0", "count < 1 and count >= 0", "not count", "count % 2 == 1", "True"];

struct Writer<'a, 't> {
    tape: Tape<'t>,
    kinds: Vec<&'a Kind>,
    text: String,
    /// What the role may do that others may not: whether it makes items, or uses them.
    makes: bool,
    uses: bool,
    has_channel: bool,
    /// How many statements there may still be in the role.
    left: usize,
    in_loop: bool,
}

impl<'a> Writer<'a, '_> {
    fn line(&mut self, depth: usize, line: &str) {
        _ = writeln!(self.text, "{}{line}", "    ".repeat(depth));
    }

    fn kind(&mut self) -> &'a Kind {
        let index = self.tape.below(self.kinds.len());
        self.kinds[index]
    }

    fn condition(&mut self) -> &'static str {
        let kind = self.kind();
        if kind.conditions.is_empty() || self.tape.below(3) == 0 {
            return CONDITIONS[self.tape.below(CONDITIONS.len())];
        }
        kind.conditions[self.tape.below(kind.conditions.len())]
    }

    fn block(&mut self, depth: usize, most: usize) {
        let count = 1 + self.tape.below(most);
        for _ in 0..count {
            if self.left == 0 {
                break;
            }
            self.left -= 1;
            self.statement(depth);
        }
        // A block has a statement in any case.
        self.line(depth, "pass");
    }

    fn plain(&mut self, depth: usize) {
        let kind = self.kind();
        let line = if kind.statements.is_empty() || self.tape.once_in(4) {
            OF_COUNT[self.tape.below(OF_COUNT.len())]
        } else {
            kind.statements[self.tape.below(kind.statements.len())]
        };
        self.line(depth, line);
    }

    fn statement(&mut self, depth: usize) {
        let is_deep = depth > 3;
        match self.tape.below(if is_deep { 6 } else { 14 }) {
            0..=3 => self.plain(depth),
            4 => match self.kind() {
                Kind { put: Some(put), .. } if self.makes => self.line(depth, put),
                Kind { get: Some(get), .. } if self.uses => {
                    let get = format!("item = {get}");
                    self.line(depth, &get);
                }
                _ => self.plain(depth),
            },
            5 if self.has_channel && self.makes => {
                let lines: [&[&str]; 4] = [
                    &["tx.send(item)"],
                    &["tx.send(1)"],
                    &["drop(tx)"],
                    &["other = tx.clone()", "other.send(item)", "drop(other)"],
                ];
                for line in lines[self.tape.below(lines.len())] {
                    self.line(depth, line);
                }
            }
            5 if self.has_channel && self.uses && !is_deep && self.tape.once_in(3) => {
                self.line(depth, "for item in rx:");
                let outer = std::mem::replace(&mut self.in_loop, true);
                self.block(depth + 1, 2);
                self.in_loop = outer;
            }
            5 if self.has_channel && self.uses => {
                let line = self.tape.one(&["item = rx.recv()", "item = rx.recv(timeout=2)"]);
                self.line(depth, line);
            }
            5 if !self.makes && !self.uses && self.tape.once_in(2) => {
                let line = self.tape.one(&["join(producer)", "join(consumer)"]);
                self.line(depth, line);
            }
            5 if self.tape.once_in(3) => {
                let line = self.tape.one(&["raise Broken", "raise ValueError", "return"]);
                self.line(depth, line);
            }
            5 => self.plain(depth),
            6 | 7 => {
                let kind = self.kind();
                match kind.with {
                    Some(with) => {
                        self.line(depth, &format!("with {with}:"));
                        self.block(depth + 1, 3);
                    }
                    None => self.plain(depth),
                }
            }
            8 | 9 => {
                let condition = self.condition();
                self.line(depth, &format!("if {condition}:"));
                self.block(depth + 1, 2);
                if self.tape.once_in(2) {
                    self.line(depth, "else:");
                    self.block(depth + 1, 2);
                }
            }
            10 => {
                let condition = self.condition();
                self.line(depth, &format!("while {condition}:"));
                let outer = std::mem::replace(&mut self.in_loop, true);
                self.block(depth + 1, 2);
                if self.tape.once_in(2) {
                    self.line(depth + 1, "break");
                }
                self.in_loop = outer;
            }
            11 => {
                self.line(depth, "for round in range(2):");
                let outer = std::mem::replace(&mut self.in_loop, true);
                self.block(depth + 1, 2);
                self.in_loop = outer;
            }
            12 => self.attempt(depth),
            _ if self.in_loop && self.tape.once_in(2) => {
                let line = self.tape.one(&["continue", "break"]);
                self.line(depth, line);
            }
            _ => self.plain(depth),
        }
    }

    fn attempt(&mut self, depth: usize) {
        self.line(depth, "try:");
        self.block(depth + 1, 2);
        if self.tape.once_in(3) {
            self.line(depth + 1, "raise Broken");
        }
        let ways = self.tape.below(4);
        if ways != 1 {
            let what = self.tape.one(&[
                "except:",
                "except Exception:",
                "except (KeyError, IndexError):",
                "except ValueError:",
            ]);
            self.line(depth, what);
            self.block(depth + 1, 1);
        }
        if ways % 2 == 1 {
            self.line(depth, "finally:");
            self.block(depth + 1, 1);
        }
    }

    fn role(&mut self, name: &str, statements: usize) {
        (self.makes, self.uses) = (name == "producer", name == "consumer");
        self.left = statements;
        _ = write!(self.text, "\ndef {name}():\n    global count\n");
        let is_loop = self.makes || self.uses || self.tape.once_in(3);
        if !is_loop {
            self.block(1, 3);
            return;
        }
        self.line(1, "while True:");
        self.in_loop = true;
        if self.makes {
            self.line(2, "item = produce()");
        }
        let containers: Vec<&Kind> =
            self.kinds.iter().copied().filter(|it| it.put.is_some()).collect();
        let mut moved = Vec::new();
        if !containers.is_empty() {
            let kind = containers[self.tape.below(containers.len())];
            moved.extend(if self.makes { kind.put.map(str::to_owned) } else { None });
            moved.extend(if self.uses { kind.get.map(|it| format!("item = {it}")) } else { None });
        } else if self.has_channel {
            moved.extend(self.makes.then(|| "tx.send(item)".to_owned()));
            moved.extend(self.uses.then(|| "item = rx.recv()".to_owned()));
        }
        if moved.is_empty() && self.uses {
            moved.push("item = None".into());
        }
        self.block(2, 2);
        for line in moved {
            self.line(2, &line);
        }
        self.block(2, 2);
        if self.uses {
            self.line(2, "consume(item)");
        }
        self.in_loop = false;
    }
}

/// Draws a program. Not every one compiles.
pub fn draw(numbers: &[u16]) -> Drawn {
    let mut tape = Tape { numbers, at: 0 };
    let mut configuration = Configuration::default()
        .with(Setting::Producers, 1 + u32::from(tape.once_in(4)))
        .with(Setting::Consumers, 1 + u32::from(tape.once_in(4)))
        .with(Setting::Capacity, 1 + u32::from(tape.once_in(3)))
        .with(Setting::Items, if tape.once_in(12) { 0 } else { 1 + u32::from(tape.once_in(3)) })
        .with(Setting::Takes, u32::from(tape.once_in(3)));
    configuration.granularity = Granularity::ALL[tape.below(Granularity::ALL.len())];
    configuration.spurious_wakes = tape.once_in(6);
    let mut kinds: Vec<&Kind> = Vec::new();
    let mut declared = String::from("count = 0\n");
    for _ in 0..2 + tape.below(3) {
        let kind = &KINDS[tape.below(KINDS.len())];
        if !kinds.iter().any(|it| std::ptr::eq(*it, kind)) {
            _ = writeln!(declared, "{}", tape.one(kind.declared));
            kinds.push(kind);
        }
    }
    for kind in &kinds {
        if !kind.invariants.is_empty() && tape.once_in(4) {
            _ = writeln!(declared, "# invariant: {}", tape.one(kind.invariants));
        }
    }
    let has_channel = declared.contains("tx, rx");
    let text = declared;
    let mut writer = Writer {
        tape,
        kinds,
        text,
        makes: false,
        uses: false,
        has_channel,
        left: 0,
        in_loop: false,
    };
    let others = writer.tape.below(3);
    writer.role("producer", 4);
    writer.role("consumer", 4);
    if others > 0 {
        writer.role("helper", 4);
    }
    if others > 1 && !writer.tape.is_over() {
        writer.role("main", 3);
    }
    Drawn { text: writer.text, configuration }
}
