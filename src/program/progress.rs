//! What a thread may still do for progress, as far as the code shows.

use super::code::{Instruction, Local, Operation, Pc, Role};
use super::effects::{Effects, ElementUse, Touched};
use super::memory::Cell;
use super::objects::ObjectKind;
use super::{Form, Program};

/// For each role and place, whether some way from there leads to progress: an item is moved or consumed, something is
/// printed, a thread started, or the end reached.
///
/// Threads none of which can come to any are not made for it: they may go round forever. So it is with those that only
/// hand on a token (`None`, a number) beside the items of others.
#[derive(Clone, Debug)]
pub struct ProgressAhead {
    all_elements_are_items: bool,
    ahead: Vec<Vec<bool>>,
}

impl ProgressAhead {
    /// What the code of this program shows.
    pub fn of(program: &Program) -> ProgressAhead {
        let whereabouts = Whereabouts::of(program);
        let roles = program.roles.iter().enumerate();
        let ahead =
            roles.map(|(number, role)| ahead(program, role, &whereabouts, number)).collect();
        ProgressAhead { all_elements_are_items: whereabouts.all_elements, ahead }
    }

    /// Whether whatever is handed on counts as an item: in a whole program, and where nothing is made by `produce()`.
    pub fn all_elements_are_items(&self) -> bool {
        self.all_elements_are_items
    }

    /// Whether a thread of the role with this number, at this place, may come to make progress.
    pub fn has(&self, role: usize, at: Pc) -> bool {
        self.ahead[role][at.index()]
    }
}

fn ahead(program: &Program, role: &Role, items: &Whereabouts, number: usize) -> Vec<bool> {
    let is_progress = |(at, effects): (usize, &Effects)| match role.code[at] {
        Instruction::Consume(_) | Instruction::End | Instruction::Print { .. } => true,
        Instruction::Do(Operation::Start { .. }) => true,
        _ => moves_item(program, effects, items, (number, at)),
    };
    let effects: Vec<Effects> = role.effects().collect();
    let mut ahead: Vec<bool> = effects.iter().enumerate().map(is_progress).collect();
    let mut has_grown = true;
    while has_grown {
        has_grown = false;
        for at in (0..ahead.len()).rev().filter(|&at| !ahead[at]).collect::<Vec<_>>() {
            let pc = Pc(at as u16);
            let mut next = role.successors(pc);
            if let Instruction::Produce { all_made, .. } = role.code[at]
                && program.items == 0
                && all_made != pc.next()
            {
                // Without end, nobody has ever made all items.
                next.retain(|&to| to != all_made);
            }
            ahead[at] = next.into_iter().any(|to| ahead[to.index()]);
            has_grown |= ahead[at];
        }
    }
    ahead
}

fn moves_item(
    program: &Program,
    effects: &Effects,
    items: &Whereabouts,
    place: (usize, usize),
) -> bool {
    // An array of numbers is so many variables.
    let is_of_numbers = |touched: Touched| {
        let kind = object(program, touched.cell).map(|it| &program.objects[it].kind);
        matches!(kind, Some(ObjectKind::Array { of_items: false, .. }))
    };
    match effects.element {
        _ if effects.cells.into_iter().any(is_of_numbers) => false,
        Some(ElementUse::PutsIn) => items.is_used_by(effects, place),
        Some(ElementUse::TakesOut) => items.are_touched_by(program, effects),
        Some(ElementUse::LooksAt | ElementUse::Replaces) | None => false,
    }
}

/// Where items can be: in which locals at which places, and in which objects. It is more rather than less, as neither
/// the order of steps nor conditions are looked at.
struct Whereabouts {
    /// Then they are everywhere.
    all_elements: bool,
    /// For each role and place, the locals that can hold one when a thread comes there; none for places nobody comes to.
    locals: Vec<Vec<Vec<bool>>>,
    objects: Vec<bool>,
}

impl Whereabouts {
    fn of(program: &Program) -> Whereabouts {
        let locals = program.roles.iter().map(|role| {
            let mut places = vec![Vec::new(); role.code.len()];
            places[0] = vec![false; usize::from(role.locals)];
            places
        });
        let mut items = Whereabouts {
            all_elements: program.form == Form::Whole || !program.roles.iter().any(makes_items),
            locals: locals.collect(),
            objects: vec![false; program.objects.len()],
        };
        while !items.all_elements && items.spread(program) {}
        items
    }

    /// Lets items go one instruction further; says whether they came anywhere new.
    fn spread(&mut self, program: &Program) -> bool {
        let mut has_grown = false;
        for (number, role) in program.roles.iter().enumerate() {
            for (at, effects) in role.effects().enumerate() {
                let place = (number, at);
                if self.locals[number][at].is_empty() {
                    continue;
                }
                let instruction = &role.code[at];
                let is_used = self.is_used_by(&effects, place);
                let is_made = matches!(instruction, Instruction::Produce { .. });
                let gives = is_made || is_used || self.are_touched_by(program, &effects);
                let mut after = self.locals[number][at].clone();
                // The others may leave a local as it is.
                let replaces = matches!(
                    instruction,
                    Instruction::Set { .. } | Instruction::Compute { .. } | Instruction::Do(_)
                );
                for Local(local) in effects.writes {
                    let held = &mut after[usize::from(local)];
                    *held = gives || *held && !replaces;
                }
                for to in role.successors(Pc(at as u16)) {
                    has_grown |= add(&mut self.locals[number][to.index()], &after);
                }
                if is_used {
                    for touched in effects.cells.into_iter().filter(|it| it.writes) {
                        let object = object(program, touched.cell).map(|it| &mut self.objects[it]);
                        has_grown |= object.is_some_and(|it| !std::mem::replace(it, true));
                    }
                }
            }
        }
        has_grown
    }

    /// Whether the instruction at a place uses the value of a local in which an item can be.
    fn is_used_by(&self, effects: &Effects, (role, at): (usize, usize)) -> bool {
        let locals = &self.locals[role][at];
        let can_be = |Local(local)| locals.get(usize::from(local)).is_some_and(|it| *it);
        self.all_elements || effects.reads.into_iter().any(can_be)
    }

    /// Whether an instruction looks into an object in which an item can be.
    fn are_touched_by(&self, program: &Program, effects: &Effects) -> bool {
        let is_there = |cell: Cell| object(program, cell).is_some_and(|it| self.objects[it]);
        self.all_elements
            || effects.cells.into_iter().filter(|it| it.reads).any(|it| is_there(it.cell))
    }
}

fn makes_items(role: &Role) -> bool {
    role.code.iter().any(|it| matches!(it, Instruction::Produce { .. }))
}

/// Adds what can be held on one way to what can be held on others; says whether that is new.
fn add(held: &mut Vec<bool>, more: &[bool]) -> bool {
    if held.is_empty() && !more.is_empty() {
        *held = more.to_vec();
        return true;
    }
    let mut has_grown = false;
    for (held, &more) in held.iter_mut().zip(more) {
        has_grown |= more && !std::mem::replace(held, *held || more);
    }
    has_grown
}

/// The object that a cell belongs to.
fn object(program: &Program, cell: Cell) -> Option<usize> {
    program.objects.iter().position(|it| it.part(cell).is_some())
}
