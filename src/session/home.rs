//! A schedule taken home: a script that makes it happen on the reader's own CPython.
//!
//! The script holds the reader's program, unchanged, and a gate (`static/texts/gate.py`) that lets the threads make one
//! access at a time, in the order of the schedule. It follows them by the instructions of CPython, which know which part of
//! the text they carry out, as those here do.

use crate::engine::{Ending, Moment, ReplayProblem, Run, Turn, Violation};
use crate::notation::{self, Knobs, Setup, runs_tasks_or_processes};
use crate::program::{
    Access, Blocking, Cell, Choice, File, Form, Instruction, MAIN_FILE, ObjectKind, Operation, Pc,
    Place, Program, Role, Span, ThreadId, files_in, is_integer,
};
use crate::text::{Home, Text};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::sync::Arc;

use super::narration::describe_violation;
// JSON writes a text as Python may.
use super::retelling::quoted;

/// Why there is no script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoScript {
    /// The text is no whole program. Of what one of roles uses, Python does not have all names.
    NotWhole,
    /// It runs tasks of asyncio, or processes, which the gate does not hold.
    NoThreads,
    /// A step of the schedule cannot be made.
    Steps(ReplayProblem),
}

/// The script, as text. `gate` is what stands between the threads and the schedule: [`Volume::Gate`](crate::text::Volume).
///
/// # Errors
///
/// Says why there is none.
pub fn script_for_python(
    text: &Text,
    gate: &str,
    source: &str,
    setup: &Setup,
    turns: &[Turn],
) -> Result<String, NoScript> {
    let source = &setup.knobs.written_into(source);
    let setup = Setup { knobs: Knobs::default(), ..*setup };
    let program = &Arc::new(notation::read(source, &setup).map_err(|_| NoScript::NotWhole)?.0);
    if program.form == Form::Roles {
        return Err(NoScript::NotWhole);
    }
    // The gate holds the threads of one interpreter.
    if runs_tasks_or_processes(source) {
        return Err(NoScript::NoThreads);
    }
    let pools: BTreeSet<Cell> = program.roles.iter().filter_map(tasks_of).collect();
    let submits = program.roles.iter().flat_map(|role| role.code.iter().zip(&role.spans));
    let submits = submits.filter(|(it, _)| {
        matches!(it, Instruction::Block { on: Blocking::Put { queue, .. }, .. } if pools.contains(&queue.length))
    });
    let submits = submits.map(|(_, &span)| span).collect();
    let writer = Writer { text: source, program, words: &text.home, pools, submits };
    let mut run = Run::new(program.clone());
    let mut steps = String::new();
    let mut started = Vec::new();
    for &turn in turns {
        let moment = run.take_turn(turn).map_err(NoScript::Steps)?;
        writer.step(&mut steps, &mut started, &moment);
    }
    let mut script = String::new();
    let said = |name: &str, value: &str| format!("{name} = {value}\n");
    script += "#!/usr/bin/env python3\n";
    for line in text.home.head.lines() {
        script += &format!("# {line}\n");
    }
    script += "\n";
    script += &said("PROGRAM", &quoted_whole(source));
    script += &said("FILES", &list(files(source).into_iter()));
    script += &said("STEPS", &format!("[\n{steps}]"));
    let main = program.main().map(|it| writer.name(it)).unwrap_or_default();
    script += &said("MAIN", &main);
    script += &said("HAS_POOL", if writer.pools.is_empty() { "False" } else { "True" });
    script += &said("STARTED", &list(started.iter().map(|&it| writer.name(it))));
    script += &said("NEXT", &writer.what_comes_next(&run));
    script += &said("VALUES", &writer.values(&run));
    script += &writer.ending(&run, text);
    script += &said("WORDS", &writer.words());
    script += "\n";
    script += gate;
    Ok(script)
}

/// The files of a program in several, that which is run first: the module, the lines before it, its last line.
fn files(source: &str) -> Vec<String> {
    let mut files = files_in(source);
    if let Some(main) = files.iter().position(|it| it.name == MAIN_FILE) {
        files[..=main].rotate_right(1);
    }
    let written = |it: &File| {
        let lines = source.get(it.span.range()).unwrap_or_default().lines().count();
        format!("({}, {}, {})", quoted(it.module()), it.first_line, it.first_line + lines)
    };
    files.iter().map(written).collect()
}

struct Writer<'a> {
    text: &'a str,
    program: &'a Program,
    words: &'a Home,
    /// The queues of tasks that pools have.
    pools: BTreeSet<Cell>,
    /// Where tasks are submitted.
    submits: BTreeSet<Span>,
}

impl Writer<'_> {
    fn name(&self, thread: ThreadId) -> String {
        quoted(&self.program.name_of(thread).to_string())
    }

    /// A step, on a line of its own: by its first access. Its thread makes the others before it stands still again.
    fn step(&self, steps: &mut String, started: &mut Vec<ThreadId>, moment: &Moment) {
        let Moment { number, thread, event, line, .. } = moment;
        let name = self.name(*thread);
        let shown = self.program.source.get(usize::from(line.0)).map_or("", |it| it.trim());
        for (_, access) in event.accesses() {
            if let Access::Started { thread, .. } = access {
                started.push(thread);
            }
        }
        let note = match event.access {
            Access::TimedOut { .. } => quoted("timeout"),
            _ if event.choice == Choice::TimedOut => quoted("timeout"),
            _ if event.choice == Choice::Spurious => quoted("spurious"),
            Access::Notified { woken, .. } => {
                let all = self.program.thread_ids().filter(|it| woken >> it.0 & 1 == 1);
                list(all.map(|it| self.name(it)))
            }
            Access::Chose { value } => value.to_string(),
            _ => "None".to_owned(),
        };
        let place = self.place(*thread, event.at);
        let _ = writeln!(steps, "    ({number}, {name}, {place}, {note}),  # {shown}");
    }

    /// What an instruction is to the gate, pools and timers included.
    fn kind_of(&self, role: &Role, at: Pc) -> &'static str {
        let instruction = role.instruction(at);
        let is_pool = |cell: Cell| self.pools.contains(&cell);
        let is_beside_start = role.begins_at().is_some() && role.span(at) == role.span(Pc(0));
        match instruction {
            Instruction::Block { on: Blocking::Get { queue, .. }, .. } if is_pool(queue.length) => {
                "task"
            }
            Instruction::Block { on: Blocking::Put { queue, .. }, .. } if is_pool(queue.length) => {
                "submit"
            }
            Instruction::Do(Operation::Append { list, .. }) if is_pool(list.length) => "dismiss",
            Instruction::Block { on: Blocking::UntilSet(cell), .. } if self.is_future(*cell) => {
                "await"
            }
            Instruction::Do(Operation::Store { .. } | Operation::SetFlag(_))
                if self.submits.contains(&role.span(at)) =>
            {
                "result"
            }
            Instruction::Block { on: Blocking::UntilSet(_), .. }
            | Instruction::Do(Operation::Load { .. })
                if is_beside_start =>
            {
                "timer"
            }
            Instruction::Do(Operation::Store { to: Place::Cell(cell), .. })
                if self.is_event(*cell) =>
            {
                "call"
            }
            Instruction::Do(Operation::Load { from, .. })
                if self.is_of_a_whole(role, at, *from) =>
            {
                "whole"
            }
            _ => kind_of(instruction),
        }
    }

    /// Whether a cell is that of an event which is cleared.
    fn is_event(&self, cell: Cell) -> bool {
        let (object, _) = self.program.part_of(cell);
        matches!(self.program.object(object).kind, ObjectKind::Atomic { .. })
    }

    /// Whether an access looks at a container as a whole: at its length, or at all its elements in one go.
    fn is_of_a_whole(&self, role: &Role, at: Pc, from: Place) -> bool {
        let next = at.index() + 1;
        let goes_on = matches!(role.code.get(next), Some(Instruction::Do(Operation::Load { .. })))
            && role.groups.get(next) == role.groups.get(at.index())
            && role.spans.get(next) == role.spans.get(at.index());
        let is_length = |cell: Cell| {
            let (object, _) = self.program.part_of(cell);
            matches!(self.program.object(object).kind, ObjectKind::List { .. })
        };
        goes_on || matches!(from, Place::Cell(cell) if is_length(cell))
    }

    /// Whether an event says that a task is done.
    fn is_future(&self, cell: Cell) -> bool {
        let is_set_there = |role: &Role| {
            let mut all = role.code.iter().zip(&role.spans);
            all.any(|(it, span)| {
                matches!(it, Instruction::Do(Operation::SetFlag(it)) if *it == cell)
                    && self.submits.contains(span)
            })
        };
        self.program.roles.iter().any(is_set_there)
    }

    /// What kind of access stands at a place, and where in the text: line, column, last line, column behind the last.
    fn place(&self, thread: ThreadId, at: Pc) -> String {
        let (role, _) = self.program.role_of(thread);
        let kind = self.kind_of(role, at);
        let name = quoted(&self.accessed(role.instruction(at)));
        let Span { start, end } = role.span(at);
        let place = |at: u32| {
            let before = self.text.get(..at as usize).unwrap_or_default();
            let line_start = before.rfind('\n').map_or(0, |end| end + 1);
            (before.matches('\n').count() + 1, before.len() - line_start)
        };
        let ((line, column), (last, end)) = (place(start), place(end));
        format!("{kind:?}, ({line}, {column}, {last}, {end}), {name}")
    }

    /// What the text calls the variable or container that an instruction reads or writes: `total` of `self.total`.
    /// Of a number drawn by chance, among how many.
    fn accessed(&self, instruction: &Instruction) -> String {
        if let Instruction::Do(Operation::Choose { ways, .. }) = instruction {
            return ways.to_string();
        }
        let Instruction::Do(
            Operation::Load { from: place, .. } | Operation::Store { to: place, .. },
        ) = instruction
        else {
            return String::new();
        };
        let cell = match *place {
            Place::Cell(cell) | Place::Entry { first: cell, .. } => cell,
            Place::Slot { .. } => return String::new(),
            Place::Element { list, .. } | Place::Beside { list, .. } => list.length,
        };
        let name = &self.program.object(self.program.part_of(cell).0).name;
        // `count` of `accounts[0].count`, `history` of `accounts[0].history[1]`.
        let name =
            name.strip_suffix(']').and_then(|it| it.rsplit_once('[')).map_or(&**name, |it| it.0);
        let name = name.rsplit('.').next().unwrap_or_default();
        name.split('[').next().unwrap_or_default().to_owned()
    }

    /// Where each thread that was started and goes on comes to stand behind the last step.
    fn what_comes_next(&self, run: &Run) -> String {
        let machine = run.machine();
        let places = self.program.thread_ids().filter_map(|it| {
            let at = machine.thread(it).next?;
            (!machine.is_not_started(it))
                .then(|| format!("    {}: ({}),\n", self.name(it), self.place(it, at)))
        });
        format!("{{\n{}}}", places.collect::<String>())
    }

    /// What the variables of the module hold that are numbers.
    fn values(&self, run: &Run) -> String {
        let is_name =
            |it: &str| !it.is_empty() && it.chars().all(|it| it.is_alphanumeric() || it == '_');
        let all = self.program.objects.iter().filter_map(|it| {
            let value = run.machine().memory().get(it.base);
            let is_number = matches!(it.kind, ObjectKind::Variable { .. })
                && is_integer(value)
                && self.program.text_of(value).is_none();
            (is_number && is_name(&it.name)).then(|| format!("{}: {value}", quoted(&it.name)))
        });
        format!("{{{}}}", all.collect::<Vec<_>>().join(", "))
    }

    /// How the run ends, as far as the script can see it, and what is said of it.
    fn ending(&self, run: &Run, text: &Text) -> String {
        let mut raised = "None".to_owned();
        let mut is_still = "False";
        let mut said = String::new();
        if let Some(Ending::Broken(violation)) = run.ending() {
            said = describe_violation(text, run, &violation).1;
            match violation {
                Violation::Exception { thread, exception, .. } => {
                    let name = quoted(self.program.exception_name(exception));
                    raised = format!("({}, {name})", self.name(thread));
                }
                Violation::Assertion { thread, .. } => {
                    raised = format!("({}, \"AssertionError\")", self.name(thread));
                }
                _ => {}
            }
        }
        let machine = run.machine();
        if !machine.is_over() && !self.program.thread_ids().any(|it| machine.can_move(it)) {
            is_still = "True";
        }
        format!("RAISED = {raised}\nSTANDS_STILL = {is_still}\nSAID = {}\n", quoted(&said))
    }

    fn words(&self) -> String {
        let all = self
            .words
            .said
            .iter()
            .map(|(name, said)| format!("    {}: {},\n", quoted(name), quoted(said)));
        format!("{{\n{}}}", all.collect::<String>())
    }
}

/// The queue from which a worker of a pool takes its tasks: as the text has no words for it, that stands where the thread
/// begins.
fn tasks_of(role: &Role) -> Option<Cell> {
    role.begins_at()?;
    let is_own = |at: usize| role.spans.get(at) == role.spans.first();
    role.code.iter().enumerate().find_map(|(at, it)| match it {
        Instruction::Block { on: Blocking::Get { queue, .. }, .. } if is_own(at) => {
            Some(queue.length)
        }
        _ => None,
    })
}

/// What an instruction is to the gate.
fn kind_of(instruction: &Instruction) -> &'static str {
    match instruction {
        Instruction::Do(operation) => match operation {
            Operation::Load { .. } => "read",
            Operation::Store { .. } => "write",
            Operation::Signal { .. } | Operation::Release(_) | Operation::Leave(_) => "give",
            Operation::Notify { .. } => "notify",
            Operation::BeginWait { .. } => "wait",
            Operation::EndRole(_) => "end",
            Operation::Start { .. } => "start",
            Operation::LookIfAlive { .. } => "alive",
            Operation::Choose { .. } => "chance",
            _ => "call",
        },
        Instruction::Block { on, .. } => match on {
            Blocking::Wait(_) | Blocking::Acquire(_) | Blocking::Enter(_) => "take",
            Blocking::Retake { .. } | Blocking::Wake { .. } => "woken",
            Blocking::Meet { wait: crate::program::BarrierWait::Leave, .. } => "woken",
            Blocking::Begin(_) => "begin",
            Blocking::Join { .. } => "join",
            _ => "call",
        },
        _ => "round",
    }
}

fn list(names: impl Iterator<Item = String>) -> String {
    format!("[{}]", names.collect::<Vec<_>>().join(", "))
}

/// A text as Python writes it, on as many lines as it has, so that it can be read.
fn quoted_whole(text: &str) -> String {
    let mut out = String::from("\"\"\"\\\n");
    let mut rest = text.chars().peekable();
    while let Some(it) = rest.next() {
        match it {
            '\\' => out += "\\\\",
            '"' if matches!(rest.peek(), None | Some('"')) => out += "\\\"",
            '"' | '\n' | '\t' => out.push(it),
            it if it.is_control() => {
                let _ = write!(out, "\\u{:04x}", u32::from(it));
            }
            it => out.push(it),
        }
    }
    out + "\"\"\""
}
