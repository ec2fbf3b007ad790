//! Accesses that never wait.

use super::model::NO_WHOLE_PROGRAMS;
use super::names::Row;
use super::step::{Raised, Spot, Steps, choose};
use super::value::is_certain;
use crate::program::{BarrierDeed, Cell, ChannelEnd, Exception, Local, Operand, Operation, Place};

/// A value and a place that are kept within a step. Behind it both are 0, so that they tell no two states apart.
/// (SPIN has hidden variables for that, but not where it searches with several cores.)
const TAKEN: &str = "temp_value";
const INDEX: &str = "temp_index";

/// A cell that an access names, and when there is none.
struct Found {
    variable: String,
    /// What is worked out before.
    before: String,
    /// What must hold, with what is raised otherwise, in the order in which it is asked.
    wanted: Vec<(String, Exception)>,
}

impl Steps<'_> {
    /// The access, and what follows it.
    pub fn perform(&mut self, operation: &Operation, spot: Spot) -> String {
        match *operation {
            Operation::Load { from, into, .. } => {
                let found = self.find(from);
                let load = format!("{} = {}", self.local(into), found.variable);
                self.at_place(found, &load, spot)
            }
            Operation::Store { value, to } => {
                let value = self.value(value);
                let found = self.find(to);
                let store = format!("{} = {value}", found.variable);
                self.at_place(found, &store, spot)
            }
            Operation::Signal { count, most } => {
                let count = self.cell(count);
                let on = self.go(spot.next());
                let signal = format!("{count} = {count} + 1; {on}");
                match most {
                    None => signal,
                    Some(most) => {
                        let raised = self.raise(Raised::Known(Exception::VALUE_ERROR), spot);
                        choose(&format!("{count} >= {most}"), &raised, &signal)
                    }
                }
            }
            Operation::Release(lock) => {
                let lock = self.cell(lock);
                let on = self.go(spot.next());
                let raised = self.raise(Raised::Known(Exception::RUNTIME_ERROR), spot);
                choose(&format!("{lock} == 0"), &raised, &format!("{lock} = 0; {on}"))
            }
            Operation::Leave(lock) => {
                let lock = self.cell(lock);
                let on = self.go(spot.next());
                let raised = self.raise(Raised::Known(Exception::RUNTIME_ERROR), spot);
                let once = choose(
                    &format!("DEPTH({lock}) == 1"),
                    &format!("{lock} = 0"),
                    &format!("{lock} = {lock} - ONCE"),
                );
                choose(&format!("IS_MINE({lock})"), &format!("{once}; {on}"), &raised)
            }
            Operation::BeginWait { waiters, lock, strict, depth } => {
                let (waiters, lock) = (self.cell(waiters), self.cell(lock));
                let on = self.go(spot.next());
                let wait = format!("{waiters} = {waiters} | (1 << _pid); {lock} = 0; {on}");
                match depth {
                    None if !strict => wait,
                    None => {
                        let raised = self.raise(Raised::Known(Exception::RUNTIME_ERROR), spot);
                        choose(&format!("{lock} == 0"), &raised, &wait)
                    }
                    Some(depth) => {
                        let raised = self.raise(Raised::Known(Exception::RUNTIME_ERROR), spot);
                        let depth = self.local(depth);
                        let free = if strict { "" } else { &format!(" || {lock} == 0") };
                        let kept = format!("{depth} = ({lock} == 0 -> 1 : DEPTH({lock})); {wait}");
                        choose(&format!("IS_MINE({lock}){free}"), &kept, &raised)
                    }
                }
            }
            Operation::Notify { waiters, lock, is_reentrant, count } => {
                self.notify(waiters, lock.map(|lock| (lock, is_reentrant)), count, spot)
            }
            Operation::SetFlag(flag) => {
                format!("{} = 1; {}", self.cell(flag), self.go(spot.next()))
            }
            Operation::ClearFlag(flag) => {
                format!("{} = 0; {}", self.cell(flag), self.go(spot.next()))
            }
            Operation::Add { cell, amount, negative, into } => {
                self.add(cell, amount, negative, into, spot)
            }
            Operation::Swap { cell, value, into } => {
                let (cell, value, into) = (self.cell(cell), self.value(value), self.local(into));
                let on = self.go(spot.next());
                format!("{TAKEN} = {value}; {into} = {cell}; {cell} = {TAKEN}; {TAKEN} = 0; {on}")
            }
            Operation::CompareAndSwap { cell, old, new, into } => {
                let seen = self.comparable(old);
                let (cell, new, into) = (self.cell(cell), self.value(new), self.local(into));
                let old = self.value(old);
                let on = self.go(spot.next());
                let swapped = format!("{cell} = {new}; {into} = 1; {on}");
                let refused = format!("{into} = 0; {on}");
                format!("{seen}{}", choose(&format!("{cell} == {old}"), &swapped, &refused))
            }
            Operation::SleepIf { cell, waiters, seen, into } => {
                let comparable = self.comparable(seen);
                let (cell, waiters) = (self.cell(cell), self.cell(waiters));
                let (seen, into) = (self.value(seen), self.local(into));
                let on = self.go(spot.next());
                let sleeps = format!("{waiters} = {waiters} | (1 << _pid); {into} = 1; {on}");
                let stays = format!("{into} = 0; {on}");
                format!("{comparable}{}", choose(&format!("{cell} == {seen}"), &sleeps, &stays))
            }
            Operation::Append { list, value } => {
                let value = self.value(value);
                let row = self.names.row_of(list).clone();
                let on = self.go(spot.next());
                let put = put(&row, &value, false);
                self.with_room(&row, &format!("{put}; {on}"))
            }
            Operation::Pop { list, last, into } => {
                let row = self.names.row_of(list).clone();
                let length = row.length();
                let taken = take(&row, last);
                let on = self.go(spot.next());
                let pop = format!("{taken}; {} = {TAKEN}; {TAKEN} = 0; {on}", self.local(into));
                let raised = self.raise(Raised::Known(Exception::INDEX_ERROR), spot);
                choose(&format!("{length} == 0"), &raised, &pop)
            }
            Operation::CloneSender { channel, alive } => {
                let senders = self.names.row_at(channel).count("senders");
                let on = self.go(spot.next());
                let raised = self.raise(Raised::Known(Exception::VALUE_ERROR), spot);
                let clone = format!("{senders} = {senders} + 1; {on}");
                choose(&format!("{} != 1", self.local(alive)), &raised, &clone)
            }
            Operation::DropEnd { channel, end: ChannelEnd::Sender, alive } => {
                let senders = self.names.row_of(channel).count("senders");
                let dropped = self.drop_end(&senders, alive);
                format!("{dropped}; {}", self.go(spot.next()))
            }
            Operation::DropEnd { channel, end: ChannelEnd::Receiver, alive } => {
                let row = self.names.row_of(channel).clone();
                let receivers = row.count("receivers");
                let dropped = self.drop_end(&receivers, alive);
                let (length, element) = (row.length(), row.element(INDEX));
                let cleared = format!(
                    "{INDEX} = 0; do :: {INDEX} < {length} -> {element} = NONE; {INDEX} = {INDEX} + 1 \
                     :: else -> break od; {INDEX} = 0; {length} = 0"
                );
                let cleared = choose(&format!("{receivers} == 0"), &cleared, "skip");
                format!("{dropped}; {cleared}; {}", self.go(spot.next()))
            }
            Operation::Offer { channel } => {
                let offers = self.names.row_at(channel).count("offers");
                format!("{offers} = {offers} + 1; {}", self.go(spot.next()))
            }
            Operation::AtBarrier { barrier, deed } => {
                let cell = self.cell(barrier);
                let on = self.go(spot.next());
                match deed {
                    BarrierDeed::Abort => format!("{cell} = {cell} | BROKEN; {on}"),
                    BarrierDeed::Reset => {
                        let used = choose(
                            &format!("PHASE({cell}) == DRAINING"),
                            "skip",
                            &format!("{cell} = INSIDE({cell}) + RESETTING"),
                        );
                        let free = format!("{cell} = 0");
                        format!("{}; {on}", choose(&format!("INSIDE({cell}) == 0"), &free, &used))
                    }
                    BarrierDeed::CountWaiting { into } => {
                        let into = self.local(into);
                        format!("{into} = (PHASE({cell}) == 0 -> {cell} : 0); {on}")
                    }
                    BarrierDeed::LookIfBroken { into } => {
                        format!("{} = (PHASE({cell}) == BROKEN); {on}", self.local(into))
                    }
                }
            }
            Operation::EndRole(alive) => {
                let alive = self.cell(alive);
                format!("{alive} = {alive} & ~(1 << _pid); {}", self.go(spot.next()))
            }
            Operation::Start { .. }
            | Operation::LookIfAlive { .. }
            | Operation::NoteRead { .. }
            | Operation::NoteWrite { .. }
            | Operation::Choose { .. } => {
                unreachable!("{NO_WHOLE_PROGRAMS}")
            }
        }
    }

    pub fn cell(&self, cell: Cell) -> String {
        self.names.cell(cell).to_owned()
    }

    fn at_place(&mut self, found: Found, access: &str, spot: Spot) -> String {
        let on = self.go(spot.next());
        let done = if found.before.is_empty() { String::new() } else { format!("{INDEX} = 0; ") };
        let mut text = format!("{access}; {done}{on}");
        for (wanted, exception) in found.wanted.into_iter().rev() {
            let raised = self.raise(Raised::Known(exception), spot);
            text = choose(&wanted, &text, &format!("{done}{raised}"));
        }
        format!("{}{text}", found.before)
    }

    fn find(&mut self, place: Place) -> Found {
        let plain = |variable| Found { variable, before: String::new(), wanted: Vec::new() };
        match place {
            Place::Cell(cell) => plain(self.cell(cell)),
            Place::Slot { first, index, .. } => {
                plain(format!("{}[{}]", self.names.array(first), self.local(index)))
            }
            Place::Entry { first, count, index } => {
                let array = self.names.array(first).to_owned();
                self.element(&array, &count.to_string(), index)
            }
            Place::Beside { .. } => unreachable!("{NO_WHOLE_PROGRAMS}"),
            Place::Element { list, index } => {
                let row = self.names.row_of(list).clone();
                let array = row.element("").replace("[]", "");
                self.element(&array, &row.length(), index)
            }
        }
    }

    /// The element with an index, which counts from the end if it is negative.
    fn element(&mut self, array: &str, length: &str, index: Operand) -> Found {
        let given = self.value(index);
        let mut wanted = Vec::new();
        if !is_certain(index) {
            wanted.push((format!("IS_NUMBER({given})"), Exception::TYPE_ERROR));
        }
        wanted.push((format!("{INDEX} >= 0 && {INDEX} < {length}"), Exception::INDEX_ERROR));
        Found {
            variable: format!("{array}[{INDEX}]"),
            before: format!("{INDEX} = ({given} < 0 -> {given} + {length} : {given}); "),
            wanted,
        }
    }

    /// Wakes so many waiters, beginning with any of them and going round.
    fn notify(
        &mut self,
        waiters: Cell,
        lock: Option<(Cell, bool)>,
        count: Operand,
        spot: Spot,
    ) -> String {
        let waiters = self.cell(waiters);
        let threads = self.program.thread_count();
        let count = match count {
            // All that wait: `notify_all` has no greater number.
            Operand::Constant(count) if count >= threads as i64 => threads.to_string(),
            count => self.value(count),
        };
        let on = self.go(spot.next());
        let ways: Vec<String> = (0..threads)
            .map(|thread| format!(":: {waiters} & {} -> {INDEX} = {thread}", 1_u32 << thread))
            .collect();
        let notify = format!(
            "{TAKEN} = {count}; \
             if {} :: {waiters} == 0 -> {TAKEN} = 0 fi; \
             do :: {TAKEN} > 0 && {waiters} != 0 -> \
             if :: {waiters} & (1 << {INDEX}) -> {waiters} = {waiters} & ~(1 << {INDEX}); {TAKEN} = {TAKEN} - 1 \
             :: else -> skip fi; \
             {INDEX} = ({INDEX} + 1) % {threads} \
             :: else -> break od; {TAKEN} = 0; {INDEX} = 0; {on}",
            ways.join(" "),
        );
        match lock {
            None => notify,
            Some((lock, is_reentrant)) => {
                let lock = self.cell(lock);
                let free = match is_reentrant {
                    true => format!("!IS_MINE({lock})"),
                    false => format!("{lock} == 0"),
                };
                let raised = self.raise(Raised::Known(Exception::RUNTIME_ERROR), spot);
                choose(&free, &raised, &notify)
            }
        }
    }

    fn add(
        &mut self,
        cell: Cell,
        amount: Operand,
        negative: bool,
        into: Local,
        spot: Spot,
    ) -> String {
        let (cell, into) = (self.cell(cell), self.local(into));
        let mut wanted = format!("IS_NUMBER({cell})");
        if !is_certain(amount) {
            wanted += &format!(" && IS_NUMBER({})", self.value(amount));
        }
        let sign = if negative { "-" } else { "+" };
        let now = format!("{TAKEN} = {cell} {sign} {}", self.value(amount));
        let on = self.go(spot.next());
        let raised = self.raise(Raised::Known(Exception::TYPE_ERROR), spot);
        let added = format!(
            "{now}; IN_32_BITS({TAKEN}); {into} = {cell}; {cell} = {TAKEN}; {TAKEN} = 0; {on}"
        );
        choose(&wanted, &added, &raised)
    }

    /// Where all items of a producer have one name, nothing may ask which one it is.
    fn comparable(&mut self, operand: Operand) -> String {
        if self.program.items != 0 || matches!(operand, Operand::Constant(_)) {
            return String::new();
        }
        format!("assert(!IS_ITEM({})); ", self.value(operand))
    }

    /// Puts something into a container without a limit, where the model has room for it. What comes about
    /// with more is not in the model.
    pub fn with_room(&mut self, row: &Row, put: &str) -> String {
        format!("assert({} < {}); {put}", row.length(), row.room)
    }

    fn drop_end(&mut self, ends: &str, alive: Local) -> String {
        let alive = self.local(alive);
        let dropped = format!("{ends} = {ends} - 1; {alive} = 0");
        choose(&format!("{alive} == 1"), &dropped, "skip")
    }
}

/// Puts a value at the end of a row, or before the first that is greater.
pub fn put(row: &Row, value: &str, is_ordered: bool) -> String {
    let length = row.length();
    if !is_ordered {
        let end = row.element(&length);
        return format!("{end} = {value}; {length} = {length} + 1");
    }
    let (at, before) = (row.element(INDEX), row.element(&format!("{INDEX} - 1")));
    format!(
        "{INDEX} = {length}; \
         do :: {INDEX} > 0 && IS_LATER({before}, {value}) -> {at} = {before}; {INDEX} = {INDEX} - 1 \
         :: else -> break od; \
         {at} = {value}; {INDEX} = 0; {length} = {length} + 1"
    )
}

/// Takes the first or the last value out of a row that has one.
pub fn take(row: &Row, last: bool) -> String {
    let length = row.length();
    let end = row.element(&length);
    if last {
        return format!("{length} = {length} - 1; {TAKEN} = {end}; {end} = NONE");
    }
    let (at, before) = (row.element(INDEX), row.element(&format!("{INDEX} - 1")));
    format!(
        "{TAKEN} = {}; {INDEX} = 1; \
         do :: {INDEX} < {length} -> {before} = {at}; {INDEX} = {INDEX} + 1 :: else -> break od; \
         {INDEX} = 0; {length} = {length} - 1; {end} = NONE",
        row.element("0"),
    )
}
