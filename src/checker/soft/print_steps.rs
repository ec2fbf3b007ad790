//! A program in which each print is a step of its own, for lines that are built from several prints.
//!
//! Before each print stands an access that says whose text comes next, and whether it leaves its line open. So a state
//! knows who printed last, and whose line waits to go on.

use crate::engine::Machine;
use crate::program::{
    Cell, Form, Handler, Instruction, Object, ObjectKind, Operand, Operation, Pc, Piece, Place,
    Program, Role, TextId, ThreadId,
};
use std::sync::Arc;

/// Such a program, and what is needed to read its states.
pub struct PrintSteps {
    /// The program.
    pub program: Arc<Program>,
    /// The number of the thread that printed last, plus 1.
    last: Cell,
    /// For each role, whether its thread has left a line open.
    open: Vec<Cell>,
    /// For each role, the places of the accesses before prints.
    places: Vec<Vec<Pc>>,
}

/// What stands before a print: two writes, in one step.
const WRITES: u16 = 2;

impl PrintSteps {
    /// The same program with a step before each print; `None` where no line is built from several prints.
    pub fn of(program: &Program) -> Option<PrintSteps> {
        let one_each = program.roles.iter().all(|it| it.threads == 1);
        let prints: usize = program.roles.iter().map(|it| print_starts(it).len()).sum();
        let has_open = |role: &Role| {
            let mut starts = print_starts(role).into_iter();
            starts.any(|it| leaves_open(program, role, it))
        };
        let fits = |it: &Role| it.code.len() + usize::from(WRITES) * it.code.len() < 60_000;
        if program.form != Form::Whole
            || !one_each
            || prints < 2
            || !program.roles.iter().any(has_open)
            || !program.roles.iter().all(fits)
        {
            return None;
        }
        let mut changed = program.clone();
        let add = |program: &mut Program| {
            let kind = ObjectKind::Variable { initial: 0 };
            let base = Cell(program.cells.len() as u16);
            program.cells.push(0);
            program.objects.push(Object {
                name: String::new(),
                receiver: None,
                kind,
                base,
                line: Default::default(),
            });
            base
        };
        let last = add(&mut changed);
        let open: Vec<Cell> = program.roles.iter().map(|_| add(&mut changed)).collect();
        let mut places = Vec::new();
        for (number, (role, open)) in changed.roles.iter_mut().zip(&open).enumerate() {
            let starts = print_starts(role);
            let before = |at: usize| {
                let opens = leaves_open(program, &program.roles[number], at);
                let store = |value: i64, cell| {
                    let to = Place::Cell(cell);
                    Instruction::Do(Operation::Store { value: Operand::Constant(value), to })
                };
                [store(number as i64 + 1, last), store(i64::from(opens), *open)]
            };
            places.push(insert(role, &starts, before));
        }
        Some(PrintSteps { program: Arc::new(changed), last, open, places })
    }

    /// A thread that stands before a print that goes on with its line, with where that is and who has printed in
    /// between, if there is one.
    pub fn broken_line(&self, machine: &Machine) -> Option<(ThreadId, Pc, ThreadId)> {
        let last = machine.memory().get(self.last);
        let other = ThreadId::from_index(usize::try_from(last - 1).ok()?);
        self.program.thread_ids().find_map(|id| {
            let at = machine.thread(id).next?;
            let is_open = machine.memory().get(self.open[id.index()]) == 1;
            (is_open && other != id && self.places[id.index()].contains(&at))
                .then_some((id, at, other))
        })
    }

    /// Where a print stands in the program as it was.
    pub fn place_before(&self, thread: ThreadId, at: Pc) -> Pc {
        let before = self.places[thread.index()].iter().filter(|&&it| it < at).count() as u16;
        Pc(at.0 - WRITES * before)
    }
}

/// Where prints begin: one that has many values is carried out in pieces, behind each other.
fn print_starts(role: &Role) -> Vec<usize> {
    let is_print = |at: usize| matches!(role.code[at], Instruction::Print { .. });
    let goes_on =
        |at: usize| at > 0 && is_print(at - 1) && role.spans.get(at - 1) == role.spans.get(at);
    (0..role.code.len()).filter(|&it| is_print(it) && !goes_on(it)).collect()
}

/// Whether the print that begins there leaves its line open.
fn leaves_open(program: &Program, role: &Role, start: usize) -> bool {
    let is_of_it = |&at: &usize| {
        matches!(role.code[at], Instruction::Print { .. })
            && role.spans.get(at) == role.spans.get(start)
    };
    let last = (start..role.code.len()).take_while(is_of_it).last();
    let Some(Instruction::Print { text: TextId(text), .. }) = last.map(|it| &role.code[it]) else {
        return false;
    };
    let pieces = program.texts.get(usize::from(*text)).map_or(&[][..], |it| &it.pieces);
    match pieces.last() {
        Some(Piece::Words(words)) => !words.ends_with('\n') && !words.is_empty(),
        Some(Piece::Hole { .. }) => true,
        None => false,
    }
}

/// Puts two instructions before each of these places, and answers where they stand then.
fn insert(
    role: &mut Role,
    starts: &[usize],
    before: impl Fn(usize) -> [Instruction; 2],
) -> Vec<Pc> {
    let inserted = |at: usize| WRITES * starts.partition_point(|&it| it < at) as u16;
    let moved = |at: Pc| Pc(at.0 + inserted(at.index()));
    for place in role.code.iter_mut().flat_map(Instruction::targets_mut) {
        *place = moved(*place);
    }
    for Handler { from, to, at, .. } in &mut role.handlers {
        for place in [from, to, at] {
            *place = moved(*place);
        }
    }
    let mut group = role.groups.iter().max().map_or(0, |it| it + 1);
    let is_start = |at: usize| starts.binary_search(&at).is_ok();
    let mut places = Vec::new();
    let mut code = Vec::new();
    let mut groups = Vec::new();
    for (at, instruction) in role.code.iter().enumerate() {
        if is_start(at) {
            places.push(Pc(code.len() as u16));
            code.extend(before(at));
            groups.extend([group; WRITES as usize]);
            group += 1;
        }
        code.push(*instruction);
        groups.push(role.groups[at]);
    }
    let count = |at: usize| if is_start(at) { 1 + usize::from(WRITES) } else { 1 };
    spread(&mut role.lines, count);
    spread(&mut role.spans, count);
    spread(&mut role.inside, count);
    role.code = code;
    role.groups = groups;
    places
}

/// Says of what was put before something what is said of that.
fn spread<T: Copy>(row: &mut Vec<T>, count: impl Fn(usize) -> usize) {
    let said = std::mem::take(row);
    let said = said.into_iter().enumerate();
    row.extend(said.flat_map(|(at, it)| std::iter::repeat_n(it, count(at))));
}
