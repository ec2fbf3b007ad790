//! What one thread can do next.

use super::machine::Standing;
use crate::program::{
    self, Blocking, Cancellation, Cell, Choice, Instruction, MOST_WAYS, Memory, Operand, Operation,
    Pc, Program, Role, Stepper, Thread, ThreadId, Value,
};

/// A thread and the memory it is about to act on.
#[derive(Debug)]
pub struct Outlook<'a, M> {
    program: &'a Program,
    role: &'a Role,
    stepper: Stepper,
    thread: &'a Thread,
    memory: &'a M,
}

impl<'a, M: Memory> Outlook<'a, M> {
    /// What this thread of the program, in this private state, can do to this memory.
    ///
    /// # Panics
    ///
    /// Panics when the program has no such thread.
    pub fn new(program: &'a Program, id: ThreadId, thread: &'a Thread, memory: &'a M) -> Self {
        let (role, me) = program.role_of(id);
        let stepper = Stepper { thread: id, me, items: program.items };
        Outlook::in_role(program, role, stepper, thread, memory)
    }

    /// The same, where the role is known.
    pub fn in_role(
        program: &'a Program,
        role: &'a Role,
        stepper: Stepper,
        thread: &'a Thread,
        memory: &'a M,
    ) -> Self {
        Outlook { program, role, stepper, thread, memory }
    }

    /// Whether it can step, has to wait, or has ended.
    pub fn standing(&self) -> Standing {
        if self.thread.next.is_none() {
            return Standing::Ended;
        }
        match self.obstacle() {
            Some(cell) => Standing::Waiting(self.program.part_of(cell).0),
            None => Standing::Ready,
        }
    }

    /// The cell that keeps the thread from going on, if one does.
    pub fn obstacle(&self) -> Option<Cell> {
        let at = self.thread.next?;
        if self.waits_for_turn() {
            return self.role.turn;
        }
        let Instruction::Block { on, timeout, .. } = self.role.instruction(at) else {
            return None;
        };
        let cell = program::obstacle(on, self.stepper, self.thread, self.memory)?.0;
        if self.is_cancelled() {
            return None;
        }
        // Whoever has its turn can still give that away, and wait then.
        let can_suspend = self.turn() != 0 && !program::gives_up_at_once(*timeout);
        (!can_suspend).then_some(cell)
    }

    /// Whether it was cancelled while it waits, so that it waits no longer.
    fn is_cancelled(&self) -> bool {
        self.role
            .cancellation
            .is_some_and(|it| self.turn() == 0 && self.memory.load(it.flag) != Cancellation::NOT)
    }

    /// Who has its turn, where one at a time moves.
    fn turn(&self) -> Value {
        self.role.turn.map_or(0, |it| self.memory.load(it))
    }

    /// Whether another thread has its turn.
    pub fn waits_for_turn(&self) -> bool {
        let turn = self.turn();
        turn != 0 && !program::has_turn_of(turn, self.stepper)
    }

    /// After how many milliseconds the thread gives up, if it waits with a time-out.
    pub fn timeout(&self) -> Option<u32> {
        let (on, timeout) = self.blocking()?;
        let timeout = timeout?;
        // Whoever was notified has got what it waited for, and waits for the lock without end.
        let waits_for_it = self.obstacle()? == on.cell();
        let time = match timeout {
            Operand::Local(local) => self.thread.locals[usize::from(local.0)],
            Operand::Constant(value) => value,
        };
        waits_for_it.then_some(time.clamp(0, 1 << 30) as u32)
    }

    /// Whether the thread waits, and could give up now if its time was over.
    pub fn can_time_out(&self) -> bool {
        // It has to take the lock of a condition again all the same.
        self.timeout().is_some() && self.blocking().is_some_and(|(on, _)| self.is_lock_free(on))
    }

    /// Whether the thread waits at a condition, and could wake now for no reason.
    pub fn may_wake_spuriously(&self) -> bool {
        let Some((on @ Blocking::Retake { waiters, .. }, _)) = self.blocking() else {
            return false;
        };
        self.program.has_spurious_wakes
            && self.obstacle() == Some(*waiters)
            && self.is_lock_free(on)
    }

    /// The choices with which a step is possible, and comes out differently as far as can be
    /// told beforehand. There are none while the thread has to wait.
    pub fn choices(&self) -> Vec<Choice> {
        let Some(next) = self.thread.next else { return Vec::new() };
        if self.obstacle().is_none() {
            return (0..self.ways(next)).map(Choice::Way).collect();
        }
        let mut choices = Vec::new();
        if self.can_time_out() {
            choices.push(Choice::TimedOut);
        }
        if self.may_wake_spuriously() {
            choices.push(Choice::Spurious);
        }
        choices
    }

    /// In how many ways the step that begins here can go: as many as there are waiters, where
    /// it notifies fewer than all of them.
    fn ways(&self, from: Pc) -> u8 {
        let role = self.role;
        let group = role.groups[from.index()];
        let code = role.code[from.index()..].iter().zip(&role.groups[from.index()..]);
        // What is chosen is a step's first access.
        let is_later_choice = |place: usize, it: &Instruction| {
            place > 0 && matches!(it, Instruction::Do(Operation::Choose { .. }))
        };
        let code = code.enumerate().take_while(|(place, (it, _))| !is_later_choice(*place, it));
        let code = code.map(|(_, it)| it);
        let ways = code.take_while(|&(_, &it)| it == group).map(|(instruction, _)| {
            let (waiters, count) = match *instruction {
                Instruction::Do(Operation::Notify { waiters, count, .. }) => (waiters, count),
                Instruction::Do(Operation::Choose { ways, .. }) => return ways.clamp(1, MOST_WAYS),
                _ => return 1,
            };
            let waiting = self.memory.load(waiters).count_ones() as u8;
            match count {
                Operand::Constant(count) if !(1..Value::from(waiting)).contains(&count) => 1,
                _ => waiting,
            }
        });
        ways.max().unwrap_or(1).max(1)
    }

    /// What the next step may have to wait for, and its time-out.
    fn blocking(&self) -> Option<(&'a Blocking, Option<Operand>)> {
        match self.role.instruction(self.thread.next?) {
            Instruction::Block { on, timeout, .. } => Some((on, *timeout)),
            _ => None,
        }
    }

    /// Whether the lock is free that goes with a condition; other objects have none.
    fn is_lock_free(&self, on: &Blocking) -> bool {
        match *on {
            Blocking::Retake { lock, .. } => self.memory.load(lock) == 0,
            _ => true,
        }
    }
}
