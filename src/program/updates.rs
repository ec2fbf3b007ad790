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

/// What is known of a local.
#[derive(Clone, Default, PartialEq)]
struct Known {
    made_of: Origins,
    /// The local that it has the same value as.
    same_as: Option<Local>,
}

/// Adds what it takes to see lost updates: readers of the variables, arrays and lists that have updates, and who notes it.
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
        let count = match object.kind {
            ObjectKind::List { room } => room,
            _ => object.cell_count(),
        };
        let kind = ObjectKind::Readers { of, count };
        let made = Object { name, receiver: None, kind, base, line };
        program.cells.extend(made.initial_cells());
        program.objects.push(made);
        readers.insert(first, (base, matches!(program.object(of).kind, ObjectKind::List { .. })));
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
            let Some(known) = origins else { continue };
            let made_of = &known[usize::from(value.0)].made_of;
            let place = by_value(to, &known);
            let reads = made_of.iter().filter(|&(_, from)| *from == place).map(|(&read, _)| read);
            let reads: Vec<usize> = reads.collect();
            if !reads.is_empty() {
                updates.writes.insert(at, to);
                updates.reads.extend(reads);
            }
        }
        updates
    }
}

/// What is surely known of each local before each instruction; `None` where no way leads.
fn origins(role: &Role) -> Vec<Option<Vec<Known>>> {
    let first = vec![Known::default(); usize::from(role.locals)];
    let behind = |at: usize, before: &Vec<Known>, _| {
        let mut known = before.clone();
        follow_instruction(&role.code[at], at, &mut known);
        known
    };
    role.known_before(first, behind, |there, other| meet(there, &other))
}

/// Keeps the places that both ways agree on, with the reads of both. Places only go and reads only come, so it ends.
/// Answers whether anything changed.
fn meet(there: &mut [Known], other: &[Known]) -> bool {
    let mut changes = false;
    for (there, other) in there.iter_mut().zip(other) {
        let before = there.clone();
        let Known { made_of, same_as } = there;
        made_of.retain(|_, place| other.made_of.values().any(|it| it == place));
        let is_there = |place: &&Place| before.made_of.values().any(|it| it == *place);
        let more = other.made_of.iter().filter(|(_, place)| is_there(place));
        made_of.extend(more.map(|(&read, &place)| (read, place)));
        *same_as = same_as.filter(|it| other.same_as == Some(*it));
        changes |= *there != before;
    }
    changes
}

/// What is known of the locals after an instruction.
fn follow_instruction(instruction: &Instruction, at: usize, known: &mut [Known]) {
    let of = |operand: Operand, known: &[Known]| match operand {
        Operand::Local(local) => known[usize::from(local.0)].made_of.clone(),
        Operand::Constant(_) => Origins::new(),
    };
    let made = match *instruction {
        Instruction::Do(Operation::Load { from, into, .. }) if first_cell(from).is_some() => {
            Some((into, Origins::from([(at, by_value(from, known))])))
        }
        Instruction::Set { into, value } => Some((into, of(value, known))),
        Instruction::Compute { left, right, into, .. } => {
            let mut both = of(left, known);
            both.extend(of(right, known));
            Some((into, both))
        }
        _ => None,
    };
    let same_as = match *instruction {
        Instruction::Set { value: Operand::Local(value), .. } => Some(first_of(value, known)),
        _ => None,
    };
    for local in instruction.effects().writes {
        known[usize::from(local.0)] = Known::default();
        for known in known.iter_mut() {
            // With another index it is another element.
            known.made_of.retain(|_, place| index_of(*place) != Some(local));
            known.same_as = known.same_as.filter(|it| *it != local);
        }
    }
    if let Some(length) = changed_length(instruction) {
        for Known { made_of, .. } in known.iter_mut() {
            // An index from the end means another element by now.
            made_of.retain(|_, place| match *place {
                Place::Element { list, index } if list.length == length => {
                    matches!(index, Operand::Constant(0..))
                }
                _ => true,
            });
        }
    }
    if let Some((into, origins)) = made {
        let kept = origins.into_iter().filter(|(_, place)| index_of(*place) != Some(into));
        let made_of = kept.collect();
        let same_as = same_as.filter(|it| *it != into);
        known[usize::from(into.0)] = Known { made_of, same_as };
    }
}

/// The length that an instruction changes.
fn changed_length(instruction: &Instruction) -> Option<Cell> {
    let Instruction::Do(operation) = instruction else { return None };
    match *operation {
        Operation::Append { list, .. } | Operation::Pop { list, .. } => Some(list.length),
        Operation::Store { to: Place::Cell(cell), .. } => Some(cell),
        _ => None,
    }
}

/// The local that stands for all that have the same value.
fn first_of(local: Local, known: &[Known]) -> Local {
    known[usize::from(local.0)].same_as.unwrap_or(local)
}

/// The place, told by the value of its index, in whichever local that is.
fn by_value(place: Place, known: &[Known]) -> Place {
    let first = |index| match index {
        Operand::Local(local) => Operand::Local(first_of(local, known)),
        constant @ Operand::Constant(_) => constant,
    };
    match place {
        Place::Entry { first: cell, count, index } => {
            Place::Entry { first: cell, count, index: first(index) }
        }
        Place::Element { list, index } => Place::Element { list, index: first(index) },
        other => other,
    }
}

/// The cell of a variable, or the first of an array or list; other places are not judged.
fn first_cell(place: Place) -> Option<Cell> {
    match place {
        Place::Cell(cell) => Some(cell),
        Place::Entry { first, .. } => Some(first),
        Place::Element { list, .. } => Some(list.length),
        Place::Slot { .. } | Place::Beside { .. } => None,
    }
}

fn index_of(place: Place) -> Option<Local> {
    match place {
        Place::Entry { index: Operand::Local(index), .. }
        | Place::Element { index: Operand::Local(index), .. } => Some(index),
        _ => None,
    }
}

/// The first readers of each object that has some, by its first cell, and whether it is a list.
type Readers = BTreeMap<Cell, (Cell, bool)>;

/// The readers of a place.
fn readers_of(place: Place, readers: &Readers) -> Option<Place> {
    let (own, is_list) = *readers.get(&first_cell(place)?)?;
    Some(match place {
        // How long it is.
        Place::Cell(_) if is_list => return None,
        Place::Entry { count, index, .. } => Place::Entry { first: own, count, index },
        Place::Element { list, index } => Place::Beside { list, first: own, index },
        _ => Place::Cell(own),
    })
}

/// Puts behind each read and write that matters what notes it, as a part of the same step.
fn note(role: &mut Role, updates: &Updates, readers: &Readers) {
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
