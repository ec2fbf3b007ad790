//! Movers: steps that commute with those of all other threads, as a lock keeps the others away from what they touch.
//!
//! Lipton, "Reduction" (1975): between taking a lock and giving it back, whatever is touched only
//! under that lock commutes with everything others can do meanwhile, and so does giving the lock
//! back. Such a step is a persistent set by itself (Godefroid 1996): only it has to be tried.
//!
//! That holds where locks are used with discipline, which is a matter of the code: a lock is
//! given back only by a thread that has taken it, on every way through the code.

use super::parts::Parts;
use crate::program::{
    Cell, Instruction, LockUse, Object, ObjectKind, Pc, Program, Role, is_used_as_lock,
};

/// For each role and place, whether the step there concerns nobody else.
#[derive(Clone, Debug, Default)]
pub struct LockReduction(Vec<Vec<bool>>);

/// The locks a thread certainly has, a bit for each; `None` for a place nobody comes to.
type Held = Option<u64>;

/// More locks than bits are not looked at.
const MOST_LOCKS: usize = 64;

impl LockReduction {
    /// No step is: every order is tried.
    pub fn nowhere() -> LockReduction {
        LockReduction::default()
    }

    /// The steps of this program that are.
    pub fn of(program: &Program, parts: &Parts) -> LockReduction {
        // What ends the last of the others cuts daemons off: no step commutes with that.
        // And a step by which a thread takes its turn keeps all others from theirs.
        if program.roles.iter().any(|it| it.is_daemon || it.turn.is_some()) {
            return LockReduction::nowhere();
        }
        let mut locks = Locks::new(program);
        let held: Vec<Vec<Held>> = program.roles.iter().map(|it| locks.held_in(it)).collect();
        for (role, held) in program.roles.iter().zip(&held) {
            locks.distrust(role, held);
        }
        // For each part, the locks that everybody has who touches it.
        let mut guards = vec![locks.trusted; parts.kinds.len()];
        for (role, held) in program.roles.iter().zip(&held) {
            for (effects, held) in role.effects().zip(held) {
                let Some(held) = *held else { continue };
                // A lock that it takes in the same step guards what it touches as well.
                let guarded = held | effects.comes_to_hold().map_or(0, |lock| locks.bit(lock));
                for touched in effects.cells {
                    guards[parts.of_cell(touched.cell)] &= guarded;
                }
            }
        }
        let is_mover = |role: &Role, held: &[Held], at: usize| {
            let group = role.groups[at];
            let together = (at..role.code.len()).take_while(|&it| role.groups[it] == group);
            together.into_iter().all(|it| match (&role.code[it], held[it]) {
                (instruction @ Instruction::Do(_), Some(held)) => {
                    let effects = instruction.effects();
                    let given = effects.lets_go().map(|lock| locks.bit(lock));
                    effects.cells.into_iter().all(|touched| {
                        guards[parts.of_cell(touched.cell)] & held & locks.trusted != 0
                    }) && given.is_none_or(|it| it & held & locks.trusted != 0)
                }
                (Instruction::Block { .. }, _) | (_, None) => false,
                // What a thread does by itself belongs to the step before.
                _ => true,
            }) && matches!(role.code[at], Instruction::Do(_))
        };
        let movers =
            program.roles.iter().zip(&held).map(|(role, held)| {
                (0..role.code.len()).map(|at| is_mover(role, held, at)).collect()
            });
        LockReduction(movers.collect())
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
        // With more than one permit it keeps nobody away.
        let keeps_others_away = |it: &&Object| match it.kind {
            ObjectKind::Semaphore { initial, .. } => initial == 1,
            _ => it.kind == ObjectKind::Lock,
        };
        let locks = program.objects.iter().filter(keeps_others_away);
        let locks = locks.filter(|it| is_used_as_lock(it, &program.roles));
        let cells: Vec<Cell> = locks.map(|object| object.base).take(MOST_LOCKS).collect();
        let trusted = if cells.len() == MOST_LOCKS { u64::MAX } else { (1 << cells.len()) - 1 };
        Locks { cells, trusted }
    }

    /// The bit of a lock; none for another cell.
    fn bit(&self, cell: Cell) -> u64 {
        self.cells.iter().position(|&it| it == cell).map_or(0, |index| 1 << index)
    }

    /// The locks a thread has on every way to each place.
    fn held_in(&self, role: &Role) -> Vec<Held> {
        let mut held: Vec<Held> = vec![None; role.code.len()];
        for &lock in &self.cells {
            for (held, has) in held.iter_mut().zip(role.holding(lock)) {
                let Some(has) = has else { continue };
                let own = if has.surely { self.bit(lock) } else { 0 };
                *held = Some(held.unwrap_or(0) | own);
            }
        }
        held
    }

    /// Where a thread gives what it may not have, nobody can rely on having it alone.
    fn distrust(&mut self, role: &Role, held: &[Held]) {
        for (instruction, held) in role.code.iter().zip(held) {
            let (effects, Some(held)) = (instruction.effects(), *held) else { continue };
            if let Some(lock) = effects.lets_go() {
                self.trusted &= held | !self.bit(lock);
            }
            let is_use = match effects.lock.map(|(_, is_used)| is_used) {
                // To give up is possible only until the lock is given back.
                Some(LockUse::Takes) => {
                    !matches!(instruction, Instruction::Block { timeout: Some(_), .. })
                }
                Some(LockUse::Retakes | LockUse::Gives | LockUse::Lends) => true,
                Some(LockUse::Needs) | None => false,
            };
            // Who only looks at a lock sees when it is given back.
            for touched in effects.cells {
                let bit = self.bit(touched.cell);
                if !is_use && held & bit == 0 {
                    self.trusted &= !bit;
                }
            }
        }
    }
}
