//! The whole model: its head, the shared state, a process for each thread, and what is asked.

use super::Unexportable;
use super::beginning::{Beginning, Held, beginning};
use super::invariant::expression;
use super::names::{Names, local};
use super::step::{Steps, is_awaited, rest};
use super::value::{DEFINITIONS, MOST_ITEMS, constant};
use crate::program::{Form, Local, Program, Role};
use std::fmt::Write;

/// A program in Promela.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Model {
    /// The text of the model.
    pub text: String,
    /// How many bytes SPIN's verifier must have for one state (`-DVECTORSZ`).
    pub vector: usize,
}

const HEAD: &str = "\
/* Each process rests at a label; what lies between two of them is one step, and one `atomic`.

   Ask for one property at a time:
     -DEXCEPTION   no exception leaves a role
     -DASSERTION   no `assert` is false
     -DINVARIANT   the stated invariants hold
     -DDEADLOCK    somebody can move, or all but the consumers have ended
   What is not asked for is passed over: a thread that fails just ends.

     spin -DDEADLOCK -a MODEL && cc -O2 -DSAFETY -DVECTORSZ=";

const PROPERTIES: &str = "
byte no_exception, no_assertion_fails, no_invariant_breaks, no_deadlock;
int temp_value, temp_index;
#ifdef EXCEPTION
#define UNCAUGHT assert(no_exception)
#else
#define UNCAUGHT skip
#endif
#ifdef ASSERTION
#define ASSERTION_FAILS assert(no_assertion_fails)
#else
#define ASSERTION_FAILS skip
#endif
";

/// Writes a program as a model for SPIN; `title` says in its first line what it is.
///
/// The model has the same steps and the same states as the program, as far as threads and shared
/// state go: all locals are kept, a lock is only held or free, and in a run without end the items of a
/// producer are alike. What became of items is not in it, so the rules about items are not either.
///
/// # Errors
///
/// Fails where the model could not mean the same; see [`Unexportable`].
pub fn promela(program: &Program, title: &str) -> Result<Model, Unexportable> {
    if program.items > MOST_ITEMS {
        return Err(Unexportable::Items(program.items));
    }
    if program.form == Form::Whole {
        return Err(Unexportable::WholeProgram);
    }
    let mut names = Names::new(program)?;
    let mut bytes = names.bytes;
    let mut processes = String::new();
    let mut others = 0;
    let mut first = 0;
    for role in &program.roles {
        let all: Vec<_> = (0..role.threads).map(|me| beginning(program, role, me)).collect();
        if is_awaited(role) {
            others += all.iter().filter(|it| it.at.is_some()).count();
        }
        let mut done = 0;
        while done < all.len() {
            let alike = all[done..].iter().take_while(|it| it.is_like(&all[done])).count();
            let name = names.fresh(&role.name);
            let count = alike;
            let process = Process { program, role, names: &names, name: &name, first, count };
            processes += &process.write(&all[done])?;
            done += alike;
        }
        bytes += all.len() * (4 * (usize::from(role.locals) + 2) + 16);
        first += all.len();
    }
    // Each process has some bytes of its own, and so have the two that watch.
    let vector = (bytes + 256).next_multiple_of(256).max(1024);
    let title = title.replace("*/", "* /");
    let mut text =
        format!("/* {title} */\n{HEAD}{vector} -o pan pan.c && ./pan -E -m1000000 */\n\n");
    text += DEFINITIONS;
    text += PROPERTIES;
    _ = writeln!(text, "#ifdef DEADLOCK\nint others = {others};");
    text += "#define ENDS others = others - 1\n#else\n#define ENDS skip\n#endif\n\n";
    text += &names.declarations;
    text += &processes;
    text += &watches(program, &names)?;
    Ok(Model { text, vector })
}

/// Threads of one role that begin alike.
struct Process<'a> {
    program: &'a Program,
    role: &'a Role,
    names: &'a Names,
    name: &'a str,
    /// The number of the role's first thread among all.
    first: usize,
    /// How many they are.
    count: usize,
}

/// What has been refused before any step is written.
pub(super) const NO_WHOLE_PROGRAMS: &str = "whole programs are refused before";

impl Process<'_> {
    fn write(&self, start: &Beginning) -> Result<String, Unexportable> {
        let role = self.role;
        let mut steps = Steps::new(self.program, role, self.names, self.first);
        let mut text = match self.count {
            1 => format!("\nactive proctype {}() {{\n", self.name),
            count => format!("\nactive [{count}] proctype {}() {{\n", self.name),
        };
        for index in 0..role.locals {
            let value = match start.locals[usize::from(index)] {
                Held::Me(_) => steps.own_index(),
                Held::OwnItem => format!("ITEM + ({} << 16) + 1", steps.own_index()),
                Held::Value(value) => constant(value, None)?,
            };
            _ = writeln!(text, "  int {} = {value};", local(role, Local(index)));
        }
        if self.program.items != 0 {
            _ = writeln!(text, "  int produced = {};", start.produced);
        }
        if role.takes != 0 {
            _ = writeln!(text, "  int consumed = {};", start.consumed);
        }
        let written = steps.write(start.at);
        match start.at {
            // SPIN 6.5.2 makes a verifier that crashes of a `goto` to the label behind it, where all
            // that is done there is an `assert`.
            Some(at) if written.starts_with(&format!("{}:", rest(at))) => {}
            Some(at) => _ = writeln!(text, "  goto {};", rest(at)),
            None => text += "  goto ended;\n",
        }
        text += &written;
        text += "ended:\nend: (false)\n}\n";
        match steps.problem {
            Some(problem) => Err(problem),
            None => Ok(text),
        }
    }
}

/// The processes that watch what no step can see.
fn watches(program: &Program, names: &Names) -> Result<String, Unexportable> {
    let mut text =
        String::from("\n#ifdef INVARIANT\nactive proctype watch_invariants() {\nend: do\n");
    if program.invariants.is_empty() {
        text += "  :: atomic { false -> skip }\n";
    }
    for invariant in &program.invariants {
        let holds = expression(invariant, names)?;
        let words = invariant.text.replace("*/", "* /").replace('\\', "/");
        _ = writeln!(
            text,
            "  :: atomic {{ !{holds} -> assert(no_invariant_breaks) }}  /* {words} */"
        );
    }
    text += "  od\n}\n#endif\n";
    text += "\n#ifdef DEADLOCK\nactive proctype watch_deadlock() {\n\
             end: do\n  :: atomic { timeout && others > 0 -> assert(no_deadlock) }\n  od\n}\n#endif\n";
    Ok(text)
}
