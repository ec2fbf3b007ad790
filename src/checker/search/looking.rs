//! States that were found, for whoever looks at them one by one.

use super::super::reachable::Reachable;
use super::super::state_vector::for_words;
use super::Search;
use crate::program::{Thread, ThreadId};

impl Search {
    /// How many states were found, those that are none included.
    pub fn count(&self) -> usize {
        self.states.len()
    }

    /// The symbols of a state; `None` where there is none.
    pub fn symbols(&self, state: usize) -> Option<Vec<u32>> {
        for_words!(self.words(), W => {
            let state: [u64; W] = self.states.get(state);
            (!Reachable::is_hole(&state)).then(|| self.tables.unpack(&state))
        })
    }

    /// The private state of a thread with this symbol.
    pub fn thread(&self, id: ThreadId, symbol: u32) -> Thread {
        let table = usize::from(self.tables.parts.tables[id.index()]);
        let values = self.tables.symbols[table].values(symbol);
        self.tables.parts.to_thread(id, values).0
    }

    /// Whether nothing moves any more in a state with these symbols, as all threads but daemons have ended.
    pub fn stands_over(&self, symbols: &[u32]) -> bool {
        let program = self.tables.program();
        program.form == crate::program::Form::Whole
            && self.tables.is_over(&self.tables.pack(symbols))
    }
}
