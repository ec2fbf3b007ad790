//! What a check was about: which threads ran, with which numbers, and what was taken for granted.

use super::words::{count_of, of_tasks};
use crate::notation::{Granularity, Runtime, Setup, runs_tasks_or_processes};
use crate::program::{Form, Instruction, Program, RoleKind, gives_up_at_once};
use crate::text::{Text, fill};

/// What a check was about, in words.
pub struct Ran {
    /// The threads that ran, and the numbers they use: `2 producers`, `1 thread main`, `2 slots`.
    pub numbers: Vec<String>,
    /// What was taken for granted: how fine a step is, time-outs, wake-ups.
    pub assumed: Vec<String>,
    /// What was set and is for nobody, and why: whole sentences.
    pub unused: Vec<String>,
    /// Whether any thread makes items, so that their number can be limited.
    pub makes_items: bool,
}

/// Says what a check of this program with these numbers is about.
pub fn describe_ran(text: &Text, program: &Program, setup: &Setup) -> Ran {
    let words = &text.proof;
    let count = |words, count: u32| count_of(words, count.into(), &count.to_string());
    let has = |kind: RoleKind| program.roles.iter().any(|role| role.kind == kind);
    let all_code = || program.roles.iter().flat_map(|role| &role.code);
    let makes_items = all_code().any(|it| matches!(it, Instruction::Produce { .. }));
    let mut numbers = Vec::new();
    let mut others = Vec::new();
    let in_all = |kind| {
        let of_kind = program.roles.iter().filter(|it| it.kind == kind);
        of_kind.map(|it| u32::from(it.threads)).sum()
    };
    let is_whole = program.form == Form::Whole;
    let mut is_counted = [false; 2];
    for role in &program.roles {
        // What a thread of a whole program is called says how it is drawn: it is no producer by its text.
        let kind = if is_whole { RoleKind::Other('T') } else { role.kind };
        numbers.push(match kind {
            RoleKind::Producer if std::mem::replace(&mut is_counted[0], true) => continue,
            RoleKind::Consumer if std::mem::replace(&mut is_counted[1], true) => continue,
            RoleKind::Producer => count(words.producers, in_all(RoleKind::Producer)),
            RoleKind::Consumer => count(words.consumers, in_all(RoleKind::Consumer)),
            RoleKind::Other(_) => {
                let is_named_before = others.contains(&role.name.as_str());
                others.push(role.name.as_str());
                let threads: u16 = (program.roles.iter())
                    .filter(|it| it.name == role.name && (is_whole || it.kind == role.kind))
                    .map(|it| it.threads)
                    .sum();
                match threads {
                    _ if is_named_before => continue,
                    0 | 1 => of_tasks(text, program, &fill(words.thread_of, &[&role.name])),
                    _ => {
                        let said = fill(words.threads_of, &[&threads.to_string(), &role.name]);
                        of_tasks(text, program, &said)
                    }
                }
            }
        });
    }
    let mut for_nobody = Vec::new();
    if !has(RoleKind::Producer) && setup.producers > 1 {
        for_nobody.push(count(words.producers, setup.producers.into()));
    }
    if !has(RoleKind::Consumer) && setup.consumers > 1 {
        for_nobody.push(count(words.consumers, setup.consumers.into()));
    }
    let mut choose = |is_used: bool, says: String, is_set: bool| match is_used {
        true => numbers.push(says),
        false if is_set => for_nobody.push(says),
        false => {}
    };
    let capacity = u32::from(setup.capacity);
    choose(program.mentions_capacity, count(words.slots, capacity), capacity > 1);
    if setup.items > 0 {
        choose(makes_items, count(words.items, setup.items), true);
    }
    if setup.takes > 0 {
        choose(has(RoleKind::Consumer), count(words.takes, setup.takes), true);
    }
    numbers.extend(setup.knobs.iter().map(|(name, value)| format!("{name} = {value}")));
    let mut unused = Vec::new();
    // A whole program says its numbers itself.
    if !for_nobody.is_empty() && program.form == Form::Roles {
        unused.push(fill(words.for_nobody, &[&for_nobody.join(", ")]));
        if let [first, ..] = others[..] {
            unused.push(fill(words.runs_once, &[first]));
        }
    }
    Ran { numbers, assumed: assumed(text, program, setup), unused, makes_items }
}

fn assumed(text: &Text, program: &Program, setup: &Setup) -> Vec<String> {
    let words = &text.proof;
    let has_loop = program.roles.iter().any(|it| it.turn.is_some());
    // Each process has an interpreter of its own, and tasks have one loop.
    let has_runtimes =
        program.form == Form::Whole && !runs_tasks_or_processes(&program.source.join("\n"));
    let mut assumed = vec![match (setup.runtime, setup.granularity) {
        _ if has_loop => words.by_await,
        (Runtime::Threads, Granularity::Access) if has_runtimes => words.by_threads,
        (Runtime::CpythonGil, _) => words.by_gil,
        (_, Granularity::Operation) => words.by_operation,
        (_, Granularity::Statement) => words.by_statement,
        (_, Granularity::Access) => words.by_access,
    }];
    let all_code = || program.roles.iter().flat_map(|role| &role.code);
    let may_time_out = |it: &Instruction| matches!(it, Instruction::Block { timeout: timeout @ Some(_), .. } if !gives_up_at_once(*timeout));
    if all_code().any(may_time_out) {
        assumed.push(words.at_any_time);
    }
    if setup.spurious_wakes {
        assumed.push(words.spurious);
    }
    assumed.into_iter().map(str::to_owned).collect()
}
