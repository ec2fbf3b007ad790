//! Accesses that may have to wait.

use super::access::{put, take};
use super::model::NO_WHOLE_PROGRAMS;
use super::step::{Raised, Spot, Steps};
use crate::program::{BarrierWait, Blocking, ChannelKind, Exception, Local};

impl Steps<'_> {
    /// The ways in which the operation can go, each with what must hold for it, and what follows.
    pub fn attempt(
        &mut self,
        on: &Blocking,
        answer: Option<Local>,
        may_time_out: bool,
        spot: Spot,
    ) -> String {
        let own = "(1 << _pid)";
        let mut ways: Vec<(String, String)> = Vec::new();
        // What keeps the thread waiting, where it may give up.
        let obstacle;
        match *on {
            Blocking::Wait(count) => {
                let count = self.cell(count);
                let on = self.answer(answer, true, spot);
                ways.push((format!("{count} > 0"), format!("{count} = {count} - 1; {on}")));
                obstacle = format!("{count} <= 0");
            }
            Blocking::Acquire(lock) => {
                let lock = self.cell(lock);
                let on = self.answer(answer, true, spot);
                ways.push((format!("{lock} == 0"), format!("{lock} = 1; {on}")));
                obstacle = format!("{lock} != 0");
            }
            Blocking::Enter(lock) => {
                let lock = self.cell(lock);
                let on = self.answer(answer, true, spot);
                let first = format!("{lock} = ONCE + _pid + 1; {on}");
                let again = format!("{lock} = {lock} + ONCE; {on}");
                ways.push((format!("{lock} == 0"), first));
                ways.push((format!("IS_MINE({lock})"), again));
                obstacle = format!("{lock} != 0 && !IS_MINE({lock})");
            }
            Blocking::Retake { waiters, lock, depth } => {
                let (waiters, lock) = (self.cell(waiters), self.cell(lock));
                let held = match depth {
                    None => "1".to_owned(),
                    Some(depth) => format!("{} * ONCE + _pid + 1", self.local(depth)),
                };
                let retaken = self.answer(answer, true, spot);
                let free = format!("{lock} == 0");
                let waits = format!("({waiters} & {own}) != 0 && {free}");
                let notified = format!("({waiters} & {own}) == 0 && {free}");
                ways.push((notified, format!("{lock} = {held}; {retaken}")));
                let leave = format!("{waiters} = {waiters} & ~{own}; {lock} = {held}");
                if self.program.has_spurious_wakes {
                    ways.push((waits.clone(), format!("{leave}; {retaken}")));
                }
                if may_time_out {
                    let on = self.answer(answer, false, spot);
                    ways.push((waits, format!("{leave}; {on}")));
                }
                return written(&ways);
            }
            Blocking::Wake { waiters } => {
                let waiters = self.cell(waiters);
                let on = self.answer(answer, true, spot);
                ways.push((format!("({waiters} & {own}) == 0"), on));
                obstacle = format!("({waiters} & {own}) != 0");
            }
            Blocking::UntilSet(flag) => {
                let flag = self.cell(flag);
                ways.push((format!("{flag} != 0"), self.answer(answer, true, spot)));
                obstacle = format!("{flag} == 0");
            }
            Blocking::Meet { barrier, wait: BarrierWait::Arrive { parties, index, waits } } => {
                let cell = self.cell(barrier);
                let (index, waits) = (self.local(index), self.local(waits));
                let on = self.answer(answer, true, spot);
                let broken = self.raise(Raised::Known(Exception::BROKEN_BARRIER_ERROR), spot);
                ways.push((format!("PHASE({cell}) == BROKEN"), broken));
                let more = format!("PHASE({cell}) == 0 && {cell} < {}", parties - 1);
                let waiting = format!("{index} = {cell}; {cell} = {cell} + 1; {waits} = 1; {on}");
                ways.push((more, waiting));
                // The last one leaves at once; alone it leaves nobody behind.
                let last = format!("PHASE({cell}) == 0 && {cell} >= {}", parties - 1);
                let open = if parties == 1 { "" } else { " + DRAINING" };
                ways.push((
                    last,
                    format!("{index} = {cell}; {cell} = {cell}{open}; {waits} = 0; {on}"),
                ));
                obstacle = "false".into();
            }
            Blocking::Meet { barrier, wait: BarrierWait::Leave } => {
                let cell = self.cell(barrier);
                let on = self.answer(answer, true, spot);
                let broken = self.raise(Raised::Known(Exception::BROKEN_BARRIER_ERROR), spot);
                let leave =
                    |phase: &str| format!("{cell} = (INSIDE({cell}) == 1 -> {phase} : {cell} - 1)");
                ways.push((format!("PHASE({cell}) == DRAINING"), format!("{}; {on}", leave("0"))));
                ways.push((
                    format!("PHASE({cell}) == RESETTING"),
                    format!("{}; {broken}", leave("0")),
                ));
                ways.push((
                    format!("PHASE({cell}) == BROKEN"),
                    format!("{}; {broken}", leave("BROKEN")),
                ));
                obstacle = format!("PHASE({cell}) == 0");
            }
            Blocking::Join { alive, threads, late: _ } => {
                let (alive, awaited) = (self.cell(alive), threads.0);
                let on = self.answer(answer, true, spot);
                ways.push((format!("({alive} & {awaited}) == 0"), on));
                obstacle = format!("({alive} & {awaited}) != 0");
            }
            Blocking::Begin(_) => unreachable!("{NO_WHOLE_PROGRAMS}"),
            Blocking::Put { queue, bounded, ordered, value } => {
                let row = self.names.row_of(queue).clone();
                let value = self.value(value);
                let on = self.answer(answer, true, spot);
                let put = format!("{}; {on}", put(&row, &value, ordered));
                let full = format!("{} >= {}", row.length(), row.room);
                if bounded {
                    ways.push((format!("!({full})"), put));
                    obstacle = full;
                } else {
                    let put = self.with_room(&row, &put);
                    ways.push(("true".into(), put));
                    obstacle = "false".into();
                }
            }
            Blocking::Get { queue, last, into } => {
                let row = self.names.row_of(queue).clone();
                let on = self.answer(answer, true, spot);
                let into = self.local(into);
                let taken =
                    format!("{}; {into} = temp_value; temp_value = 0; {on}", take(&row, last));
                ways.push((format!("{} != 0", row.length()), taken));
                obstacle = format!("{} == 0", row.length());
            }
            Blocking::Send { channel, kind, alive, value } => {
                let row = self.names.row_of(channel).clone();
                let (length, receivers) = (row.length(), row.count("receivers"));
                let can_send = format!("{receivers} > 0 && {} == 1", self.local(alive));
                let value = self.value(value);
                let full = match kind {
                    ChannelKind::Unbounded => "false".into(),
                    ChannelKind::Bounded => format!("{length} >= {}", row.room),
                    ChannelKind::Rendezvous => format!("{length} >= {}", row.count("offers")),
                };
                let refused = self.raise(Raised::Known(Exception::SEND_ERROR), spot);
                ways.push((format!("!({can_send})"), refused));
                let on = self.answer(answer, true, spot);
                let put = format!("{}; {on}", put(&row, &value, false));
                let put = self.with_room(&row, &put);
                ways.push((format!("{can_send} && !({full})"), put));
                obstacle = format!("{can_send} && {full}");
            }
            Blocking::Receive { channel, offered, at_end, into } => {
                let row = self.names.row_of(channel).clone();
                let (length, senders) = (row.length(), row.count("senders"));
                let offers = row.count("offers");
                let withdraw =
                    if offered { format!("{offers} = {offers} - 1; ") } else { String::new() };
                let over = match at_end {
                    Some(end) => self.go(spot.to(end)),
                    None => self.raise(Raised::Known(Exception::RECV_ERROR), spot),
                };
                let drained = format!("{length} == 0 && {senders} <= 0");
                ways.push((drained, format!("{withdraw}{over}")));
                let on = self.answer(answer, true, spot);
                let into = self.local(into);
                let taken = format!(
                    "{withdraw}{}; {into} = temp_value; temp_value = 0; {on}",
                    take(&row, false)
                );
                ways.push((format!("{length} != 0"), taken));
                obstacle = format!("{length} == 0 && {senders} > 0");
            }
        }
        if may_time_out {
            let given_up = self.give_up(on, answer, spot);
            ways.push((obstacle, given_up));
        }
        written(&ways)
    }

    fn give_up(&mut self, on: &Blocking, answer: Option<Local>, spot: Spot) -> String {
        let before = match *on {
            Blocking::Meet { barrier, .. } => {
                let cell = self.cell(barrier);
                format!("{cell} = {cell} - 1 + BROKEN; ")
            }
            Blocking::Wake { waiters } => {
                let waiters = self.cell(waiters);
                format!("{waiters} = {waiters} & ~(1 << _pid); ")
            }
            Blocking::Receive { channel, offered: true, .. } => {
                let offers = self.names.row_of(channel).count("offers");
                format!("{offers} = {offers} - 1; ")
            }
            _ => String::new(),
        };
        let after = match on {
            Blocking::Get { .. } | Blocking::Receive { .. } => {
                self.raise(Raised::Known(Exception::EMPTY), spot)
            }
            Blocking::Put { .. } => self.raise(Raised::Known(Exception::FULL), spot),
            Blocking::Meet { .. } => {
                self.raise(Raised::Known(Exception::BROKEN_BARRIER_ERROR), spot)
            }
            _ => self.answer(answer, false, spot),
        };
        format!("{before}{after}")
    }
}

/// A choice that waits until one of its ways is open.
fn written(ways: &[(String, String)]) -> String {
    let mut text = String::from("if");
    for (condition, way) in ways {
        text += &format!("\n    :: {condition} -> {way}");
    }
    text + "\n    fi"
}
