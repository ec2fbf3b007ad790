//! Where a thread can lose its turn, as the runtime has it.
//!
//! CPython with the GIL looks for a switch at calls and jumps back. The reader's own functions are Python: it looks at
//! their beginning, and, up to 3.10, behind their end. What is written in C has made its access before it looks. Python's own
//! library is written in Python too, and looks wherever it wants.

use super::Elaborator;
use super::heap::Kind;
use super::value::Value;
use crate::program::Runtime;

impl Elaborator<'_> {
    /// A place where the runtime may let another thread go on.
    pub fn give_way(&mut self) {
        if self.runtime == Runtime::CpythonGil && !self.t.is_task && self.runs() {
            self.t.asm.give_way();
        }
    }

    /// Whether the thread keeps its turn from here on until it gives way; answers what was before.
    pub fn hold_turn(&mut self, holds: bool) -> bool {
        let holds = holds && (self.t.is_task || self.runtime == Runtime::CpythonGil);
        std::mem::replace(&mut self.t.asm.holds_turn, holds)
    }

    /// Whether no switch comes between what a call is given and what it does.
    pub fn is_of_c(&self, called: &Value) -> bool {
        match called {
            Value::Native(name) => !name.contains('.') || *name == "time.sleep",
            Value::Operation(of, _) => matches!(
                self.kind(*of),
                Kind::List { .. }
                    | Kind::Dict(_)
                    | Kind::Set(_)
                    | Kind::Lock
                    | Kind::ReentrantLock
                    | Kind::Method(_)
                    | Kind::Exception(_)
            ),
            _ => false,
        }
    }
}
