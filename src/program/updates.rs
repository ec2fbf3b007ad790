//! Lost updates: a thread reads a variable, another writes it, and the first writes back what it made of the old value.
//!
//! Each variable that is written with something made of its own value gets [readers](ObjectKind::Readers): a bit for each
//! thread that knows what the variable holds. Reading it for an update sets the thread's bit, writing it clears the
//! others', and an update by a thread whose own bit is gone is lost. A write is an update where what is written is made of
//! what was read there, whichever way the thread came; what depends on it through a condition alone is not judged.

use super::Program;
use super::code::{Handler, Instruction, Local, Operand, Operation, Pc, Place, Role};
use super::memory::Cell;
use super::objects::{Object, ObjectId, ObjectKind};
use std::collections::{BTreeMap, BTreeSet};

/// The reads that a local's value is surely made of: each by where it stands, and what it read.
type Origins = BTreeMap<usize, Place>;

/// Adds what it takes to see lost updates: readers of the variables and arrays that have updates, and who notes it.
pub fn follow(program: &mut Program) {
    let updates: Vec<Updates> = program.roles.iter().map(Updates::of).collect();
    let followed: BTreeSet<ObjectId> = (updates.iter().flat_map(|it| it.writes.values()))
        .filter_map(|&place| Some(program.part_of(first_cell(place)?).0))
        .collect();
    let mut readers = BTreeMap::new();
    for of in followed {
        let object = program.object(of);
        let base = Cell(program.cells.len() as u16);
        let (name, line, first) = (object.name.clone(), object.line, object.base);
        let kind = ObjectKind::Readers { of, count: object.cell_count() };
        let made = Object { name, receiver: None, kind, base, line };
        program.cells.extend(made.initial_cells());
        program.objects.push(made);
        readers.insert(first, base);
    }
    for (role, updates) in program.roles.iter_mut().zip(updates) {
        note(role, &updates, &readers);
    }
}

/// The reads and writes of a role that make updates, by where they stand.
#[derive(Default)]
struct Updates {
    /// The writes of something made of what was read there.
    writes: BTreeMap<usize, Place>,
    /// The reads that they are made of.
    reads: BTreeSet<usize>,
}

impl Updates {
    fn of(role: &Role) -> Updates {
        let mut updates = Updates::default();
        for (at, origins) in origins(role).into_iter().enumerate() {
            let Instruction::Do(Operation::Store { value: Operand::Local(value), to }) =
                role.code[at]
            else {
                continue;
            };
            let Some(origins) = origins else { continue };
            let made_of = &origins[usize::from(value.0)];
            let reads = made_of.iter().filter(|&(_, from)| *from == to).map(|(&read, _)| read);
            let reads: Vec<usize> = reads.collect();
            if !reads.is_empty() {
                updates.writes.insert(at, to);
                updates.reads.extend(reads);
            }
        }
        updates
    }
}

/// What each local is surely made of before each instruction; `None` where no way leads.
fn origins(role: &Role) -> Vec<Option<Vec<Origins>>> {
    let first = vec![Origins::new(); usize::from(role.locals)];
    let behind = |at: usize, before: &Vec<Origins>, _| {
        let mut made_of = before.clone();
        follow_instruction(&role.code[at], at, &mut made_of);
        made_of
    };
    role.known_before(first, behind, |there, other| meet(there, &other))
}

/// Keeps the places that both ways agree on, with the reads of both. Places only go and reads only come, so it ends.
/// Answers whether anything changed.
fn meet(there: &mut [Origins], other: &[Origins]) -> bool {
    let mut changes = false;
    for (there, other) in there.iter_mut().zip(other) {
        let before = there.clone();
        there.retain(|_, place| other.values().any(|it| it == place));
        let more = other.iter().filter(|(_, place)| before.values().any(|it| it == *place));
        there.extend(more.map(|(&read, &place)| (read, place)));
        changes |= *there != before;
    }
    changes
}

/// What the locals are made of after an instruction.
fn follow_instruction(instruction: &Instruction, at: usize, made_of: &mut [Origins]) {
    let of = |operand: Operand, made_of: &[Origins]| match operand {
        Operand::Local(local) => made_of[usize::from(local.0)].clone(),
        Operand::Constant(_) => Origins::new(),
    };
    let made = match *instruction {
        Instruction::Do(Operation::Load { from, into, .. }) if first_cell(from).is_some() => {
            Some((into, Origins::from([(at, from)])))
        }
        Instruction::Set { into, value } => Some((into, of(value, made_of))),
        Instruction::Compute { left, right, into, .. } => {
            let mut both = of(left, made_of);
            both.extend(of(right, made_of));
            Some((into, both))
        }
        _ => None,
    };
    for local in instruction.effects().writes {
        made_of[usize::from(local.0)].clear();
        // With another index it is another element.
        for origins in made_of.iter_mut() {
            origins.retain(|_, place| index_of(*place) != Some(local));
        }
    }
    if let Some((into, origins)) = made {
        let kept = origins.into_iter().filter(|(_, place)| index_of(*place) != Some(into));
        made_of[usize::from(into.0)] = kept.collect();
    }
}

/// The cell of a variable, or the first of an array; other places are not judged.
fn first_cell(place: Place) -> Option<Cell> {
    match place {
        Place::Cell(cell) => Some(cell),
        Place::Entry { first, .. } => Some(first),
        Place::Slot { .. } | Place::Element { .. } => None,
    }
}

fn index_of(place: Place) -> Option<Local> {
    match place {
        Place::Entry { index: Operand::Local(index), .. } => Some(index),
        _ => None,
    }
}

/// The readers of a place.
fn readers_of(place: Place, readers: &BTreeMap<Cell, Cell>) -> Option<Place> {
    let own = *readers.get(&first_cell(place)?)?;
    Some(match place {
        Place::Entry { count, index, .. } => Place::Entry { first: own, count, index },
        _ => Place::Cell(own),
    })
}

/// Puts behind each read and write that matters what notes it, as a part of the same step.
fn note(role: &mut Role, updates: &Updates, readers: &BTreeMap<Cell, Cell>) {
    let note_of = |at: usize, instruction: &Instruction| {
        let Instruction::Do(operation) = instruction else { return None };
        Some(Instruction::Do(match *operation {
            Operation::Load { from, .. } if updates.reads.contains(&at) => {
                Operation::NoteRead { readers: readers_of(from, readers)? }
            }
            Operation::Store { to, .. } => Operation::NoteWrite {
                readers: readers_of(to, readers)?,
                is_update: updates.writes.contains_key(&at),
            },
            _ => return None,
        }))
    };
    let notes: Vec<Option<Instruction>> =
        role.code.iter().enumerate().map(|(at, it)| note_of(at, it)).collect();
    // Where each instruction comes to stand, and the end.
    let mut places = Vec::with_capacity(notes.len() + 1);
    let mut count = 0;
    for note in &notes {
        places.push(Pc(count));
        count += 1 + u16::from(note.is_some());
    }
    places.push(Pc(count));
    for place in role.code.iter_mut().flat_map(Instruction::targets_mut) {
        *place = places[place.index()];
    }
    for Handler { from, to, at, .. } in &mut role.handlers {
        for place in [from, to, at] {
            *place = places[place.index()];
        }
    }
    let has_note: Vec<bool> = notes.iter().map(Option::is_some).collect();
    let code = std::mem::take(&mut role.code);
    role.code =
        code.into_iter().zip(notes).flat_map(|(it, note)| [Some(it), note]).flatten().collect();
    twice(&mut role.lines, &has_note);
    twice(&mut role.spans, &has_note);
    twice(&mut role.groups, &has_note);
    twice(&mut role.inside, &has_note);
}

/// Says of each note what is said of the instruction before it.
fn twice<T: Copy>(row: &mut Vec<T>, has_note: &[bool]) {
    let said = std::mem::take(row).into_iter().zip(has_note);
    row.extend(said.flat_map(|(it, &twice)| std::iter::repeat_n(it, 1 + usize::from(twice))));
}
