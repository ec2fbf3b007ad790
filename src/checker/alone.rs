//! Steps that concern nobody else, as a lock keeps all others away from what they touch.
//!
//! Lipton, "Reduction" (1975): between taking a lock and giving it back, whatever is touched only
//! under that lock commutes with everything others can do meanwhile, and so does giving the lock
//! back. Such a step is a persistent set by itself (Godefroid 1996): only it has to be tried.
//!
//! That holds where locks are used with discipline, which is a matter of the code: a lock is
//! given back only by a thread that has taken it, on every way through the code.

use super::parts::Parts;
use crate::program::{
    Blocking, Cell, Instruction, ObjectKind, Operation, Pc, Place, Program, Role,
};

/// For each role and place, whether the step there concerns nobody else.
#[derive(Clone, Debug, Default)]
pub struct Alone(Vec<Vec<bool>>);

/// The locks a thread certainly has, a bit for each; `None` for a place nobody comes to.
type Held = Option<u64>;

/// More locks than bits are not looked at.
const MOST_LOCKS: usize = 64;

impl Alone {
    /// No step is: every order is tried.
    pub fn nowhere() -> Alone {
        Alone::default()
    }

    /// The steps of this program that are.
    pub fn of(program: &Program, parts: &Parts) -> Alone {
        let mut locks = Locks::new(program);
        let held: Vec<Vec<Held>> = program.roles.iter().map(|it| locks.held_in(it)).collect();
        for (role, held) in program.roles.iter().zip(&held) {
            locks.distrust(role, held);
        }
        // For each part, the locks that everybody has who touches it.
        let mut guards = vec![locks.trusted; parts.kinds.len()];
        for (role, held) in program.roles.iter().zip(&held) {
            for (instruction, held) in role.code.iter().zip(held) {
                let Some(held) = *held else { continue };
                for touched in touched(instruction) {
                    let guarded = match touched {
                        Touched::Guarded(_) => held,
                        Touched::AtLock { with, .. } => held | locks.bit(with),
                    };
                    guards[parts.of_cell(touched.cell())] &= guarded;
                }
            }
        }
        let is_alone = |role: &Role, held: &[Held], at: usize| {
            let group = role.groups[at];
            let together = (at..role.code.len()).take_while(|&it| role.groups[it] == group);
            together.into_iter().all(|it| match (&role.code[it], held[it]) {
                (instruction @ Instruction::Do(_), Some(held)) => {
                    let given = given(instruction).map_or(0, |lock| locks.bit(lock));
                    touched(instruction).iter().all(|touched| {
                        guards[parts.of_cell(touched.cell())] & held & locks.trusted != 0
                    }) && given & !(held & locks.trusted) == 0
                        && given_is_known(instruction, &locks)
                }
                (Instruction::Block { .. }, _) | (_, None) => false,
                // What a thread does by itself belongs to the step before.
                _ => true,
            }) && matches!(role.code[at], Instruction::Do(_))
        };
        let alone =
            program.roles.iter().zip(&held).map(|(role, held)| {
                (0..role.code.len()).map(|at| is_alone(role, held, at)).collect()
            });
        Alone(alone.collect())
    }

    /// Whether the step at this place of a role's code is.
    pub fn has(&self, role: usize, at: Pc) -> bool {
        self.0.get(role).is_some_and(|places| places[at.index()])
    }

    /// Whether any step is.
    pub fn is_empty(&self) -> bool {
        !self.0.iter().flatten().any(|&it| it)
    }
}

/// The locks of a program, and semaphores that begin with one permit.
struct Locks {
    cells: Vec<Cell>,
    /// Those that are used with discipline.
    trusted: u64,
}

impl Locks {
    fn new(program: &Program) -> Locks {
        let locks = program.objects.iter().filter(|object| {
            matches!(object.kind, ObjectKind::Lock | ObjectKind::Semaphore { initial: 1, .. })
        });
        let cells: Vec<Cell> = locks.map(|object| object.base).take(MOST_LOCKS).collect();
        let trusted = if cells.len() == MOST_LOCKS { u64::MAX } else { (1 << cells.len()) - 1 };
        Locks { cells, trusted }
    }

    /// The bit of a lock; none for another cell.
    fn bit(&self, cell: Cell) -> u64 {
        self.cells.iter().position(|&it| it == cell).map_or(0, |index| 1 << index)
    }

    /// The locks a thread has on every way to each place. (Forward data flow; where ways meet, it
    /// has what it has on both.)
    fn held_in(&self, role: &Role) -> Vec<Held> {
        let mut held: Vec<Held> = vec![None; role.code.len()];
        let mut open = vec![(Pc(0), 0)];
        while let Some((at, coming)) = open.pop() {
            let Some(place) = held.get_mut(at.index()) else { continue };
            let now = place.map_or(coming, |before| before & coming);
            if *place == Some(now) {
                continue;
            }
            *place = Some(now);
            let instruction = role.instruction(at);
            let taken = match *instruction {
                // It may have given up.
                Instruction::Block { timeout: Some(_), .. } => 0,
                _ => taken(instruction).map_or(0, |lock| self.bit(lock)),
            };
            let given = given(instruction).map_or(0, |lock| self.bit(lock));
            let after = now & !given | taken;
            let next = Pc(at.0 + 1);
            for to in role.successors(at) {
                // An exception may leave before the lock was taken.
                let is_next = to == next;
                open.push((to, if is_next { after } else { after & now }));
            }
        }
        held
    }

    /// Where a thread gives what it may not have, nobody can rely on having it alone.
    fn distrust(&mut self, role: &Role, held: &[Held]) {
        for (instruction, held) in role.code.iter().zip(held) {
            if let (Some(lock), Some(held)) = (given(instruction), held) {
                self.trusted &= held | !self.bit(lock);
            }
            let Some(held) = *held else { continue };
            let is_use = match instruction {
                // To give up is possible only until the lock is given back.
                Instruction::Block { on, timeout: Some(_), .. } => {
                    matches!(on, Blocking::Retake { .. })
                }
                _ => taken(instruction).is_some() || given(instruction).is_some(),
            };
            // Who only looks at a lock sees when it is given back.
            for touched in touched(instruction) {
                let bit = self.bit(touched.cell());
                if !is_use && held & bit == 0 {
                    self.trusted &= !bit;
                }
            }
        }
    }
}

fn given_is_known(instruction: &Instruction, locks: &Locks) -> bool {
    given(instruction).is_none_or(|lock| locks.bit(lock) & locks.trusted != 0)
}

/// The lock that an instruction takes.
fn taken(instruction: &Instruction) -> Option<Cell> {
    match *instruction {
        Instruction::Block { on: Blocking::Retake { lock, .. }, .. } => Some(lock),
        _ => instruction.takes(),
    }
}

/// The lock that an instruction gives back.
fn given(instruction: &Instruction) -> Option<Cell> {
    match *instruction {
        Instruction::Do(Operation::BeginWait { lock, .. }) => Some(lock),
        _ => instruction.gives(),
    }
}

/// A cell that an instruction touches.
#[derive(Clone, Copy)]
enum Touched {
    /// Under the locks that the thread has.
    Guarded(Cell),
    /// As well as under this lock, which it takes, or gives back, in the same step.
    AtLock { cell: Cell, with: Cell },
}

impl Touched {
    fn cell(self) -> Cell {
        match self {
            Touched::Guarded(cell) | Touched::AtLock { cell, .. } => cell,
        }
    }
}

/// The cells an instruction touches; of a list, a queue, a channel or a ring of slots, its first.
fn touched(instruction: &Instruction) -> Vec<Touched> {
    let place = |place: Place| match place {
        Place::Cell(cell) => cell,
        Place::Slot { first, .. } | Place::Entry { first, .. } => first,
        Place::Element { list, .. } => list.length,
    };
    let at_lock = |cell: Cell, with: Cell| Touched::AtLock { cell, with };
    match *instruction {
        Instruction::Block { on, .. } => match on {
            Blocking::Retake { waiters, lock, .. } => {
                vec![at_lock(waiters, lock), at_lock(lock, lock)]
            }
            Blocking::Wait(cell) | Blocking::Acquire(cell) => vec![at_lock(cell, cell)],
            _ => vec![Touched::Guarded(on.cell())],
        },
        Instruction::Do(operation) => match operation {
            Operation::Load { from, .. } => vec![Touched::Guarded(place(from))],
            Operation::Store { to, .. } => vec![Touched::Guarded(place(to))],
            Operation::Signal { count: cell, .. }
            | Operation::Release(cell)
            | Operation::Leave(cell) => vec![Touched::Guarded(cell)],
            Operation::BeginWait { waiters, lock, .. } => {
                vec![Touched::Guarded(waiters), Touched::Guarded(lock)]
            }
            Operation::Notify { waiters, lock, .. } => {
                let lock = lock.map(Touched::Guarded);
                [Touched::Guarded(waiters)].into_iter().chain(lock).collect()
            }
            Operation::SetFlag(cell)
            | Operation::ClearFlag(cell)
            | Operation::Add { cell, .. }
            | Operation::Swap { cell, .. }
            | Operation::CompareAndSwap { cell, .. }
            | Operation::CloneSender { channel: cell, .. }
            | Operation::Offer { channel: cell }
            | Operation::EndRole(cell) => vec![Touched::Guarded(cell)],
            Operation::SleepIf { cell, waiters, .. } => {
                vec![Touched::Guarded(cell), Touched::Guarded(waiters)]
            }
            Operation::Append { list, .. } | Operation::Pop { list, .. } => {
                vec![Touched::Guarded(list.length)]
            }
            Operation::DropSender { channel, .. } | Operation::DropReceiver { channel, .. } => {
                vec![Touched::Guarded(channel.length)]
            }
        },
        _ => Vec::new(),
    }
}
