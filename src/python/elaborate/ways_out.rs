//! Ways out of a loop that what is known shuts.
//!
//! Whether a thread is made to go on forever is a matter of its text: a condition can go either way unless it is a
//! literal. Where what is known decides one, the other way is left out of the code; if it would have led out of
//! the loop, a jump that is never taken stands for it.

use super::{Elaborator, Frame};
use crate::program::{Label, Operand};
use crate::python::tree::{Expr, ExprKind, Stmt, StmtKind};

impl Elaborator<'_> {
    /// Notes that the text has a way out of the loop around this place, if one of these blocks, which are left out, has
    /// one.
    pub fn keep_way_out(&mut self, condition: &Expr, left_out: &[&[Stmt]]) {
        if !left_out.iter().any(|it| breaks(it)) {
            return;
        }
        if let Some(Frame::Loop { exit, .. }) = self.t.frames.last() {
            let exit = *exit;
            self.keep_exit(condition, exit, 1);
        }
    }

    /// Notes that a condition which is known to hold could end a loop. So many frames are those of the loop itself.
    pub fn keep_exit(&mut self, condition: &Expr, exit: Label, own: usize) {
        let is_literal = matches!(condition.kind, ExprKind::Boolean(_) | ExprKind::Integer(_));
        // Only out of the outermost loop, and where nothing has to be done on the way.
        let around = &self.t.frames[..self.t.frames.len().saturating_sub(own)];
        let is_outermost = around.iter().all(|it| matches!(it, Frame::Call { .. }));
        if !is_literal && !self.t.is_dead && is_outermost {
            // A jump that is never taken.
            let never = self.t.registers.reserve();
            self.t.asm.set(never, Operand::Constant(0));
            self.t.asm.jump_if(Operand::Local(never), true, exit);
        }
    }
}

/// Whether a block can leave the loop that it stands in.
fn breaks(block: &[Stmt]) -> bool {
    block.iter().any(|it| match &it.kind {
        StmtKind::Break => true,
        StmtKind::If(branches, otherwise) => {
            branches.iter().any(|(_, it)| breaks(it)) || breaks(otherwise)
        }
        StmtKind::With(_, body) => breaks(body),
        StmtKind::Try(it) => {
            let handlers = it.handlers.iter().map(|it| &it.body);
            [&it.body, &it.otherwise, &it.finally].into_iter().chain(handlers).any(|it| breaks(it))
        }
        _ => false,
    })
}
