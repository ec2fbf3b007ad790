//! The program of what was elaborated.

use super::heap::{Kind, SlotKey};
use super::value::{ObjId, Value};
use super::{Compiled, Elaborator};
use crate::program::{
    Blocking, Form, Instruction, ObjectKind, Operand, Operation, Pc, Piece, Program, Role,
    RoleKind, Span, Text, ThreadId, ThreadSet, follow_updates,
};
use crate::python::refusal::Refused;
use std::collections::BTreeSet;

/// What a part of the program starts with.
pub enum Initial {
    /// A variable: what its slot holds.
    Slot(ObjId, SlotKey),
    /// A list, array or queue: its elements, and whether their number comes first.
    Items(Vec<Value>, bool),
    /// An event that is set.
    Flag,
}

impl Elaborator<'_> {
    /// Makes the program.
    ///
    /// # Errors
    ///
    /// Gives what turned out to be refused at the very end.
    pub fn finish(mut self) -> Result<Program, Vec<Refused>> {
        self.tell_instances_apart();
        let mut cells = vec![0; usize::from(self.cells)];
        for part in &self.parts {
            let base = part.base.index();
            let initial = part.initial_cells();
            cells[base..base + initial.len()].copy_from_slice(&initial);
        }
        let initial = std::mem::take(&mut self.initial);
        for (at, initial) in &initial {
            let base = self.parts[*at].base.index();
            match initial {
                Initial::Slot(owner, key) => {
                    let value = self.object(*owner).slots.get(&key.1).cloned();
                    let value = value.unwrap_or(Value::None);
                    let Some(value) = self.code(&value) else { continue };
                    cells[base] = value;
                    self.parts[*at].kind = ObjectKind::Variable { initial: value };
                }
                Initial::Items(items, has_length) => {
                    let from = base + usize::from(*has_length);
                    if *has_length {
                        cells[base] = items.len() as i64;
                    }
                    for (place, value) in items.iter().enumerate() {
                        if let (Some(value), Some(cell)) =
                            (self.code(value), cells.get_mut(from + place))
                        {
                            *cell = value;
                        }
                    }
                }
                Initial::Flag => cells[base] = 1,
            }
        }
        if !self.refused.is_empty() {
            return Err(self.refused);
        }
        let compiled = std::mem::take(&mut self.compiled);
        let mut roles: Vec<(usize, Role)> = Vec::new();
        for (index, it) in compiled {
            let end_marks = self.end_marks(it.marks.clone());
            let cancellation = self.cancellation(index);
            roles.push((index, Role { end_marks, turn: self.turn(), cancellation, ..role(it) }));
        }
        name_roles(&mut roles, &self.workers);
        roles.sort_by_key(|(_, it)| match it.kind {
            RoleKind::Producer => 0,
            RoleKind::Consumer => 1,
            RoleKind::Other(_) => 2,
        });
        let mut places = vec![0; roles.len()];
        for (place, (index, _)) in roles.iter().enumerate() {
            places[*index] = place as u8;
        }
        for (index, part) in &self.thread_parts {
            let part = &mut self.parts[usize::from(part.0)];
            let threads = ThreadSet(1 << places[*index]);
            part.kind = ObjectKind::Alive { threads, late: true };
            if let Some((_, role)) = roles.get(usize::from(places[*index])) {
                part.name = role.name.clone();
            }
        }
        let mut roles: Vec<Role> = roles.into_iter().map(|(_, it)| it).collect();
        for instruction in roles.iter_mut().flat_map(|it| &mut it.code) {
            rename_threads(instruction, &places);
        }
        self.order_first_turns(&mut roles, &places, &mut cells);
        let texts = self.all_texts();
        let mut program = Program {
            source: self.text.lines().map(str::to_owned).collect(),
            objects: std::mem::take(&mut self.parts),
            cells,
            roles,
            items: 0,
            exceptions: std::mem::take(&mut self.exceptions),
            has_wide_steps: true,
            has_spurious_wakes: false,
            form: Form::Whole,
            texts,
            invariants: Vec::new(),
            mentions_capacity: false,
        };
        follow_updates(&mut program);
        Ok(program)
    }

    fn code(&mut self, value: &Value) -> Option<i64> {
        match self.operand(value, Span::default())? {
            Operand::Constant(it) => Some(it),
            Operand::Local(_) => None,
        }
    }

    /// The texts that values stand for, in their order, then what is printed.
    fn all_texts(&mut self) -> Vec<Text> {
        let count = self.next.constants.len();
        let mut texts = vec![Text::default(); count];
        for (constant, value) in self.next.constants.clone().iter().enumerate() {
            let words = match value {
                Value::Text(it) if &**it == "\u{0}" => "…".to_owned(),
                Value::Text(it) => it.trim_start_matches('\u{1}').to_owned(),
                Value::Ref(id) if matches!(self.kind(*id), Kind::Instance(_) | Kind::Dict(_)) => {
                    "…".to_owned()
                }
                Value::Ref(id) => self.name_for(*id, "object"),
                other => match self.written(other, Span::default()) {
                    Value::Text(it) => it.to_string(),
                    _ => "…".to_owned(),
                },
            };
            let place = self.found.ranks.get(constant).copied().unwrap_or(constant as i64);
            let mut pieces = vec![Piece::Words(words)];
            if !matches!(value, Value::Text(it) if !it.starts_with(['\u{0}', '\u{1}'])) {
                // One more piece says that it is no text, to be written in quotation marks.
                pieces.push(Piece::Words(String::new()));
            }
            texts[place as usize] = Text { pieces };
        }
        texts.append(&mut self.texts);
        texts
    }

    /// Of the constants that a thread compares with, and of all tuples that hold one: what they are while it runs.
    fn end_marks(&mut self, mut marks: BTreeSet<u32>) -> Vec<i64> {
        for (at, value) in self.next.constants.iter().enumerate() {
            let is_mark = |it: &Value| {
                *it == Value::None
                    || marks.iter().any(|mark| self.next.constants.get(*mark as usize) == Some(it))
            };
            // A tuple that holds one is one.
            if let Value::Tuple(all) = value
                && all.iter().any(is_mark)
            {
                marks.insert(at as u32);
            }
        }
        marks
            .into_iter()
            .filter_map(|it| {
                let value = self.next.constants.get(it as usize)?.clone();
                self.code(&value)
            })
            .collect()
    }
}

/// Gives the threads in an instruction their numbers.
fn rename_threads(instruction: &mut Instruction, places: &[u8]) {
    let place = |index: usize| places.get(index).copied().unwrap_or(0);
    match instruction {
        Instruction::Do(
            Operation::Start { thread, .. } | Operation::LookIfAlive { thread, .. },
        ) => *thread = ThreadId(place(thread.index())),
        Instruction::Block { on: Blocking::Join { threads, .. }, .. } => {
            let index = threads.0.trailing_zeros() as usize;
            *threads = ThreadSet(1 << place(index));
        }
        _ => {}
    }
}

fn role(compiled: Compiled) -> Role {
    let Compiled { name, mut asm, registers, is_daemon, marks: _ } = compiled;
    let last = Pc(asm.code.len().saturating_sub(1) as u16);
    // What nothing reaches may lead anywhere.
    asm.resolve(|placed| placed.unwrap_or(last).min(last));
    let count = asm.code.len();
    Role {
        kind: RoleKind::Other('T'),
        name,
        threads: 1,
        takes: 0,
        locals: registers,
        me: None,
        code: asm.code,
        lines: asm.lines,
        spans: asm.spans,
        groups: asm.groups,
        inside: vec![None; count],
        handlers: asm.handlers,
        is_daemon,
        unwinds: true,
        turn: None,
        hands_on: None,
        cancellation: None,
        numbered_from: 0,
        end_marks: Vec::new(),
    }
}

/// P for those that only put, C for those that only take, M for `main`, else a letter of the name, as for all workers
/// of pools. Threads of one name share a letter.
fn name_roles(roles: &mut [(usize, Role)], workers: &BTreeSet<usize>) {
    let mut letters: Vec<(String, char)> = Vec::new();
    let mut counts: Vec<(char, u16)> = Vec::new();
    for (index, role) in roles.iter_mut() {
        let has = |wanted: fn(&Instruction) -> bool| role.code.iter().any(wanted);
        let puts = has(|it| {
            matches!(
                it,
                Instruction::Do(Operation::Append { .. })
                    | Instruction::Block { on: Blocking::Put { .. }, .. }
            )
        });
        let takes = has(|it| {
            matches!(
                it,
                Instruction::Do(Operation::Pop { .. })
                    | Instruction::Block { on: Blocking::Get { .. }, .. }
            )
        });
        // What a worker of a pool takes are its tasks.
        let has_role = !workers.contains(index);
        role.kind = match (*index, puts && has_role, takes && has_role) {
            (0, ..) => RoleKind::Other('M'),
            (_, true, false) => RoleKind::Producer,
            (_, false, true) => RoleKind::Consumer,
            _ => {
                let known = letters.iter().find(|(it, _)| *it == role.name).map(|(_, it)| *it);
                let letter = known.unwrap_or_else(|| {
                    let is_free = |it: &char| {
                        it.is_ascii_uppercase()
                            && !"MPC".contains(*it)
                            && letters.iter().all(|(_, taken)| taken != it)
                    };
                    let own = role.name.chars().map(|it| it.to_ascii_uppercase());
                    own.chain('A'..='Z').find(is_free).unwrap_or('T')
                });
                letters.push((role.name.clone(), letter));
                RoleKind::Other(letter)
            }
        };
        let letter = role.kind.letter();
        match counts.iter_mut().find(|(it, _)| *it == letter) {
            Some((_, count)) => {
                role.numbered_from = *count;
                *count += 1;
            }
            None => counts.push((letter, 1)),
        }
    }
}
