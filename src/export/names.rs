//! What things are called in a model.

use super::Unexportable;
use super::value::{MOST_THREADS, constant};
use crate::program::{
    Cell, ChannelKind, ChannelState, Local, MOST_WAITING, Object, ObjectKind, Program, Role,
    Sequence,
};
use std::collections::HashSet;
use std::fmt::Write;

/// The names of all shared objects, and their declarations.
pub struct Names {
    /// For each cell, the variable it is; a channel's state is several.
    cells: Vec<String>,
    /// For each cell that begins a row of elements, the name of the row.
    rows: Vec<Option<Row>>,
    taken: HashSet<String>,
    /// What the model declares.
    pub declarations: String,
    /// About how many bytes the shared state has.
    pub bytes: usize,
}

/// A list, queue or channel.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its name, that of its parts begins with.
    pub name: String,
    /// How many elements the model has room for.
    pub room: u16,
}

impl Row {
    /// The variable with its length.
    pub fn length(&self) -> String {
        format!("{}_len", self.name)
    }

    /// The element with this index.
    pub fn element(&self, index: &str) -> String {
        format!("{}_at[{index}]", self.name)
    }

    /// One of a channel's counts: `senders`, `receivers` or `offers`.
    pub fn count(&self, of: &str) -> String {
        format!("{}_{of}", self.name)
    }
}

/// Words of Promela, of C, and of what SPIN makes of a model.
const RESERVED: &str = " active assert atomic bit bool break byte c_code c_decl c_expr c_state c_track chan do d_step \
    else empty enabled end eval false fi for full get_priority goto hidden if in init inline int len local ltl mtype \
    nempty never nfull notrace np_ od of pc_value pid priority proctype printf printm progress provided return run \
    select set_priority short show skip timeout trace true typedef unless unsigned xr xs accept always eventually \
    until weakuntil release next implies equivalent auto case char const continue default double enum extern float \
    long register restrict signed sizeof static struct switch union void volatile while now main me uchar ushort uint \
    ulong others watch_deadlock watch_invariants no_exception no_assertion_fails no_invariant_breaks no_deadlock ";

/// The name with nothing in it that a model may not have in a name.
fn plain(name: &str) -> String {
    let mut plain = String::new();
    for letter in name.chars() {
        match letter {
            letter if letter.is_ascii_alphanumeric() || letter == '_' => plain.push(letter),
            // A name of the language may have any letter.
            letter => _ = write!(plain, "u{:x}", u32::from(letter)),
        }
    }
    let is_reserved = RESERVED.contains(&format!(" {plain} "));
    // SPIN's own macros are written in capitals; ours are the places and the locals.
    let is_macro = !plain.chars().any(|it| it.is_ascii_lowercase());
    let stem = plain.trim_end_matches(|it: char| it.is_ascii_digit() || it == '_');
    let is_numbered = matches!(stem, "v" | "s" | "at");
    if is_reserved || is_macro || is_numbered || plain.starts_with('_') {
        plain = format!("the_{plain}");
    }
    plain
}

impl Names {
    /// Names for everything that a program declares.
    ///
    /// # Errors
    ///
    /// Fails where an object starts with a number that a model does not hold, and where a
    /// condition has more threads than there are bits for.
    pub fn new(program: &Program) -> Result<Names, Unexportable> {
        let count = program.cells.len();
        let mut names = Names {
            cells: vec![String::new(); count],
            rows: vec![None; count],
            taken: HashSet::new(),
            declarations: String::new(),
            bytes: 0,
        };
        for object in &program.objects {
            names.declare(program, object)?;
        }
        Ok(names)
    }

    /// A name that nothing else has.
    pub fn fresh(&mut self, wanted: &str) -> String {
        let wanted = plain(wanted);
        let mut name = wanted.clone();
        let mut number = 2;
        while !self.taken.insert(name.clone()) {
            name = format!("{wanted}_{number}");
            number += 1;
        }
        name
    }

    fn one(
        &mut self,
        kind: &str,
        name: String,
        cell: Cell,
        program: &Program,
    ) -> Result<(), Unexportable> {
        let start = constant(program.cells[cell.index()], None)?;
        let start = if start == "0" { String::new() } else { format!(" = {start}") };
        _ = writeln!(self.declarations, "{kind} {name}{start};");
        self.cells[cell.index()] = name;
        self.bytes += 4;
        Ok(())
    }

    fn several(
        &mut self,
        name: &str,
        first: Cell,
        count: u16,
        program: &Program,
    ) -> Result<(), Unexportable> {
        // All elements start alike: a cell is never declared with a value of its own.
        let start = match count {
            0 => "0".into(),
            _ => constant(program.cells[first.index()], None)?,
        };
        _ = writeln!(self.declarations, "int {name}[{}] = {start};", count.max(1));
        for index in 0..count {
            self.cells[first.offset(index).index()] = format!("{name}[{index}]");
        }
        self.bytes += 4 * usize::from(count.max(1));
        Ok(())
    }

    fn declare(&mut self, program: &Program, object: &Object) -> Result<(), Unexportable> {
        let base = object.base;
        let own = object.name.as_str();
        match object.kind {
            ObjectKind::Semaphore { .. } | ObjectKind::Variable { .. } => {
                let name = self.fresh(own);
                self.one("int", name, base, program)?;
            }
            // Nobody can ask who holds it.
            ObjectKind::Lock | ObjectKind::Event => {
                let name = self.fresh(own);
                self.one("bit", name, base, program)?;
            }
            // Whose it is, and how often; how many are there, and what they may do.
            ObjectKind::ReentrantLock | ObjectKind::Barrier { .. } => {
                let name = self.fresh(own);
                self.one("int", name, base, program)?;
            }
            ObjectKind::Condition { .. } => {
                few_enough(program)?;
                let name = self.fresh(&format!("{own}_waiters"));
                self.one("int", name, base, program)?;
            }
            ObjectKind::Atomic { .. } => {
                few_enough(program)?;
                let name = self.fresh(own);
                self.one("int", name, base, program)?;
                let name = self.fresh(&format!("{own}_sleepers"));
                self.one("int", name, base.offset(1), program)?;
            }
            ObjectKind::Readers { .. } => unreachable!("{}", super::model::NO_WHOLE_PROGRAMS),
            ObjectKind::Alive { .. } => {
                few_enough(program)?;
                let name = self.fresh(&format!("{own}_alive"));
                self.one("int", name, base, program)?;
            }
            ObjectKind::Buffer { capacity } => {
                let head = self.fresh(&format!("{own}_head"));
                self.one("int", head, object.head(), program)?;
                let tail = self.fresh(&format!("{own}_tail"));
                self.one("int", tail, object.tail(), program)?;
                let slot = self.fresh(&format!("{own}_slot"));
                self.several(&slot, object.slots(), capacity, program)?;
            }
            ObjectKind::Array { length, .. } => {
                let name = self.fresh(own);
                self.several(&name, base, length, program)?;
            }
            ObjectKind::List { room } => self.row(program, own, object, room, false)?,
            ObjectKind::Queue { room, bounded, ordered } => {
                if ordered && program.items == 0 {
                    return Err(Unexportable::EndlessOrder { name: object.name.clone() });
                }
                self.row(program, own, object, room, bounded)?;
            }
            ObjectKind::Channel { room, kind } => {
                self.row(program, own, object, room, kind != ChannelKind::Unbounded)?;
                let row = self.rows[base.index()].clone().expect("it was just put there");
                let state = ChannelState::unpack(program.cells[base.index()]);
                for (of, count) in [
                    ("senders", state.senders),
                    ("receivers", state.receivers),
                    ("offers", state.offers),
                ] {
                    _ = writeln!(self.declarations, "int {} = {count};", row.count(of));
                    self.bytes += 4;
                }
            }
        }
        Ok(())
    }

    fn row(
        &mut self,
        program: &Program,
        own: &str,
        object: &Object,
        room: u16,
        is_bounded: bool,
    ) -> Result<(), Unexportable> {
        let is_cut = !is_bounded && program.items == 0;
        let cut = if is_cut { room.min(MOST_WAITING) } else { room };
        let name = self.fresh(own);
        let row = Row { name, room: cut };
        _ = writeln!(self.declarations, "int {};", row.length());
        self.several(&row.element("").replace("[]", ""), object.slots(), cut, program)?;
        self.cells[object.base.index()] = row.length();
        self.bytes += 4;
        self.rows[object.base.index()] = Some(row);
        Ok(())
    }

    /// The variable that a cell is.
    pub fn cell(&self, cell: Cell) -> &str {
        &self.cells[cell.index()]
    }

    /// The variable without its index, of a cell that is one of several.
    pub fn array(&self, first: Cell) -> &str {
        self.cell(first).split('[').next().unwrap_or_default()
    }

    /// A list, queue or channel.
    ///
    /// # Panics
    ///
    /// Panics when the sequence is none of the program's.
    pub fn row_of(&self, sequence: Sequence) -> &Row {
        self.row_at(sequence.length)
    }

    /// The same, by its first cell.
    pub fn row_at(&self, cell: Cell) -> &Row {
        self.rows[cell.index()].as_ref().expect("every sequence belongs to a declared object")
    }
}

/// Fails where there are more threads than bits in the word that notes who waits.
fn few_enough(program: &Program) -> Result<(), Unexportable> {
    let threads = program.thread_count();
    if threads > MOST_THREADS { Err(Unexportable::Threads(threads)) } else { Ok(()) }
}

/// What a variable of a thread's own is called.
pub fn local(role: &Role, local: Local) -> String {
    if role.me == Some(local) { "me".into() } else { format!("v{}", local.0) }
}
