//! Branches, loops and `with`: what is known is decided at once, what is not becomes jumps.

use super::calls::Given;
use super::rounds::Rounds;
use super::value::{Domain, ObjId, Value};
use super::walks::Column;
use super::{Elaborator, Frame};
use crate::program::{Assembly, Label};
use crate::program::{Instruction, Operand, Operator, Span};
use crate::python::refusal::Refusal;
use crate::python::tree::{Block, Collects, Comparison, Expr, ExprKind, Stmt};

/// How often a loop is put in, rather than kept as a loop.
const MOST_ROUNDS: usize = 64;
const MANY_ROUNDS: usize = 16;

impl<'a> Elaborator<'a> {
    pub fn choose(&mut self, branches: &[(Expr, Block)], otherwise: &Block) {
        let end = self.t.asm.label();
        let kept = self.t.regions.len();
        let mut is_reached = false;
        let mut is_open = false;
        let in_doubt = self.t.in_doubt;
        let mut loans = self.begin_branches();
        for (at, (condition, body)) in branches.iter().enumerate() {
            self.at(self.t.asm.line, condition.span);
            let next = self.t.asm.label();
            let known = self.jump(condition, false, next);
            if self.t.is_dead {
                is_open = false;
                self.t.asm.place(next);
                break;
            }
            match known {
                Some(false) => {
                    self.keep_way_out(condition, &[body]);
                    self.t.asm.place(next);
                    is_open = true;
                    continue;
                }
                Some(true) => {
                    let mut others: Vec<&[Stmt]> = vec![otherwise];
                    others.extend(branches[at + 1..].iter().map(|(_, it)| &it[..]));
                    self.keep_way_out(condition, &others);
                    self.branch(body);
                    self.end_branch(&mut loans);
                    is_reached |= !self.t.is_dead;
                    self.t.asm.jump(end);
                    self.t.asm.place(next);
                    is_open = false;
                    break;
                }
                None => {
                    self.t.in_doubt += usize::from(self.t.is_condition_wrong);
                    self.branch(body);
                    self.end_branch(&mut loans);
                    is_reached |= !self.t.is_dead;
                    self.t.is_dead = false;
                    self.t.asm.jump(end);
                    self.t.asm.place(next);
                    is_open = true;
                    // Those behind it are reached only where it was false.
                    self.open(false);
                }
            }
        }
        if is_open {
            self.branch(otherwise);
            self.end_branch(&mut loans);
            is_reached |= !self.t.is_dead;
        }
        self.end_branches(loans);
        self.t.asm.place(end);
        self.close(kept, false);
        self.t.in_doubt = in_doubt;
        self.t.is_dead = !is_reached;
        self.after_ways_out();
    }

    /// A branch. Where it is not known to be taken, what it does depends on what happens.
    fn branch(&mut self, body: &[Stmt]) {
        let kept = self.t.regions.len();
        if self.t.depends_now {
            self.open(false);
        }
        self.block(body);
        self.close(kept, false);
    }

    /// Where a loop or a function may have been left, what follows depends on what happens.
    pub fn after_ways_out(&mut self) {
        let waits = self.t.frames.iter().any(|it| match it {
            Frame::Loop { is_left, regions, .. } | Frame::Call { is_left, regions, .. } => {
                *is_left && !self.t.regions[*regions..].iter().any(|it| !it.is_attempt)
            }
            _ => false,
        });
        if waits {
            self.open(false);
        }
    }

    pub fn repeat(&mut self, condition: &Expr, body: &Block, otherwise: &Block, span: Span) {
        let is_endless = matches!(condition.kind, ExprKind::Boolean(true) | ExprKind::Integer(1));
        let is_kept = is_endless || self.found.rolled.contains(&span);
        let line = self.t.asm.line;
        let kept = self.t.regions.len();
        let exit = self.t.asm.label();
        if !is_kept {
            // As long as it is known whether it goes on, it is run.
            let path = self.t.path;
            for round in 0.. {
                if !self.goes_on() || self.t.is_dead {
                    break;
                }
                self.at(line, condition.span);
                let no = self.t.asm.label();
                let known = self.jump(condition, false, no);
                match known {
                    Some(false) => {
                        self.t.asm.place(no);
                        self.block(otherwise);
                        break;
                    }
                    Some(true) if round < MANY_ROUNDS => {
                        if round > 0 {
                            self.t.unrolled.insert(span);
                        }
                        self.t.asm.place(no);
                        self.t.path = super::mixed(path, round as u64 + 1);
                        let again = self.t.asm.label();
                        self.round(body, exit, again);
                        if self.t.is_dead && !self.was_left(exit) {
                            break;
                        }
                    }
                    _ => {
                        // It is a loop after all, from the start the next time.
                        self.t.asm.place(no);
                        self.next.rolled.insert(span);
                        self.is_dirty = true;
                        self.t.is_dead = false;
                        break;
                    }
                }
            }
            self.t.path = path;
            self.t.asm.place(exit);
            let is_left = self.take_left(exit);
            self.close(kept, false);
            self.t.is_dead &= !is_left;
            self.after_ways_out();
            return;
        }
        let (head, again, done) = (self.t.asm.label(), self.t.asm.label(), self.t.asm.label());
        self.forget_told(body);
        self.t.asm.place(head);
        self.open(false);
        self.at(line, condition.span);
        let known = if is_endless { Some(true) } else { self.jump(condition, false, done) };
        if known == Some(false) {
            self.t.asm.place(head);
            self.t.asm.place(done);
            self.close(kept, false);
            self.block(otherwise);
            self.t.asm.place(exit);
            self.t.asm.place(again);
            return;
        }
        if known == Some(true) {
            self.keep_exit(condition, exit, 0);
        }
        let inner = self.t.regions.len();
        self.t.frames.push(Frame::Loop { exit, again, regions: inner, is_left: false });
        self.t.rolled_loops += 1;
        self.block(body);
        self.t.rolled_loops -= 1;
        self.close(inner, false);
        let region = self.t.regions.last().map(|it| it.id);
        self.check_loop(region);
        self.after_leaving();
        let left = self.pop_loop();
        self.at(line, span);
        self.t.asm.place(again);
        self.t.asm.emit(Instruction::Again { to: Assembly::pc(head), enough: None });
        self.t.asm.place(done);
        self.close(kept, true);
        self.t.is_dead = false;
        if known.is_none() && !otherwise.is_empty() {
            self.open(false);
            self.block(otherwise);
            self.close(kept, false);
        }
        self.t.asm.place(exit);
        self.t.is_dead = known == Some(true) && !left;
        self.after_ways_out();
    }

    /// One round of a loop that is put in for each.
    fn round(&mut self, body: &[Stmt], exit: Label, again: Label) {
        let regions = self.t.regions.len();
        self.t.frames.push(Frame::Loop { exit, again, regions, is_left: false });
        self.block(body);
        self.t.asm.place(again);
        self.give_way();
        let (is_left, continued) = (self.pop_loop(), self.t.continued.remove(&again));
        self.close(regions, false);
        if is_left {
            self.t.lefts.insert(exit);
            // What follows is reached only where the loop was not left.
            self.open(false);
        }
        if continued {
            self.t.is_dead = false;
        }
    }

    fn was_left(&self, exit: Label) -> bool {
        self.t.lefts.contains(&exit)
    }

    fn take_left(&mut self, exit: Label) -> bool {
        self.after_leaving();
        self.t.lefts.remove(&exit)
    }

    fn pop_loop(&mut self) -> bool {
        match self.t.frames.pop() {
            Some(Frame::Loop { exit, .. }) => self.t.breaks.remove(&exit),
            _ => false,
        }
    }

    pub fn out_of_loop(&mut self, is_break: bool, span: Span) {
        let word = if is_break { "break" } else { "continue" };
        if !is_break {
            self.keep_loans();
        }
        let at = self
            .t
            .frames
            .iter()
            .rposition(|it| matches!(it, Frame::Loop { .. } | Frame::Call { .. }));
        let Some(at) = at else {
            self.refuse(span, Refusal::OutsideLoop, &[word]);
            return;
        };
        let Frame::Loop { exit, again, regions, is_left, .. } = &mut self.t.frames[at] else {
            self.refuse(span, Refusal::OutsideLoop, &[word]);
            return;
        };
        let depends = self.t.regions[*regions..].iter().any(|it| !it.is_attempt);
        *is_left |= depends;
        let (exit, again) = (*exit, *again);
        if is_break {
            self.t.breaks.insert(exit);
        } else {
            self.t.continued.insert(again);
        }
        self.leave(at + 1);
        self.t.asm.jump(if is_break { exit } else { again });
        self.t.is_dead = true;
    }

    /// What a loop goes over. A generator is worked out at once where that makes no difference: where it takes no step.
    fn iterated(&mut self, over: &Expr) -> Value {
        let ExprKind::Comprehension(it) = &over.kind else { return self.value(over) };
        if it.kind != Collects::Generator {
            return self.value(over);
        }
        let before = self.t.asm.code.len();
        let value = self.comprehension(it, over.span);
        let added = self.t.asm.code.get(before..).unwrap_or_default();
        match added.iter().all(|it| *it == Instruction::GiveWay) {
            true => value,
            false => self.refuse(over.span, Refusal::KeptGenerator, &[]),
        }
    }

    pub fn each(
        &mut self,
        target: &Expr,
        over: &Expr,
        body: &Block,
        otherwise: &Block,
        span: Span,
    ) {
        let line = self.t.asm.line;
        let iterated = self.iterated(over);
        if self.t.is_dead {
            return;
        }
        let kept = self.t.regions.len();
        let is_rolled = self.found.rolled.contains(&span);
        let rounds = self.rounds(&iterated, over.span);
        let is_awaited = matches!(rounds, Rounds::Awaited(_));
        let (rounds, completing) = match rounds {
            Rounds::Completing(id, futures) => {
                let early = self.count_done(id, &futures);
                let all = futures.iter().map(|it| Value::Ref(*it)).collect();
                (Rounds::Known(all), Some((id, futures, early)))
            }
            other => (other, None),
        };
        match rounds {
            Rounds::Wrong => {
                self.assign(target, Value::Wrong);
                self.open(false);
                self.t.in_doubt += 1;
                let (exit, again) = (self.t.asm.label(), self.t.asm.label());
                self.round(body, exit, again);
                self.t.asm.place(exit);
                self.take_left(exit);
                self.close(kept, false);
                self.t.in_doubt -= 1;
                self.t.is_dead = false;
            }
            Rounds::Known(all) | Rounds::Awaited(all)
                if all.len() <= MOST_ROUNDS || !matches!(iterated, Value::Range(..)) =>
            {
                if is_rolled && let Value::Range(from, to, step) = iterated {
                    let [from, to, step] = [from, to, step].map(Value::Int);
                    return self.count(target, [from, to, step], body, otherwise, span);
                }
                if all.len() > 1 && matches!(iterated, Value::Range(..)) {
                    self.t.unrolled.insert(span);
                }
                let path = self.t.path;
                let exit = self.t.asm.label();
                for (round, value) in all.into_iter().enumerate() {
                    if self.t.is_dead || !self.goes_on() {
                        break;
                    }
                    self.at(line, span);
                    self.t.path = super::mixed(path, round as u64 + 1);
                    let value = match (value, &completing) {
                        (_, Some((id, futures, early))) => {
                            self.next_done((*id, futures), round, *early, over.span)
                        }
                        (Value::Ref(future), None) if is_awaited => self.result_of(future),
                        (value, None) => value,
                    };
                    if self.t.is_dead {
                        break;
                    }
                    self.assign(target, value);
                    let again = self.t.asm.label();
                    self.round(body, exit, again);
                }
                self.t.path = path;
                if !self.t.is_dead {
                    self.block(otherwise);
                }
                self.t.asm.place(exit);
                let is_left = self.take_left(exit);
                self.close(kept, false);
                self.t.is_dead &= !is_left;
                self.after_ways_out();
            }
            Rounds::Known(_) | Rounds::Awaited(_) | Rounds::Completing(..) => {
                let Value::Range(from, to, step) = iterated else { return };
                let [from, to, step] = [from, to, step].map(Value::Int);
                self.count(target, [from, to, step], body, otherwise, span);
            }
            Rounds::Counted(range) => self.count(target, range, body, otherwise, span),
            Rounds::Listed(list) => self.walk(target, list, body, span),
            Rounds::Keys(order) => {
                self.walk_keys(target, order, (body, otherwise), span, |_, key| key);
            }
            Rounds::Entries(entries) => {
                let entry = |it: &mut Self, key| it.entry(entries, key, span);
                self.walk_keys(target, entries.order, (body, otherwise), span, entry);
            }
            Rounds::Paired(columns) => {
                let indices: Vec<_> = columns.iter().map(|_| self.t.registers.reserve()).collect();
                self.t.pinned.extend(&indices);
                for (column, index) in columns.iter().zip(&indices) {
                    let first = match column {
                        Column::Numbers(first) => *first,
                        Column::List(list) => {
                            self.note_contents(*list, false);
                            0
                        }
                    };
                    self.t.asm.set(*index, Operand::Constant(first));
                }
                self.looped(body, otherwise, span, |it, done| {
                    let values = it.next_of_pairs(&columns, &indices, done, span);
                    it.assign(target, values);
                });
            }
            Rounds::Called([function, end]) => {
                self.looped(body, otherwise, span, |it, done| {
                    let value = it.call_value(&function, Given::of(Vec::new(), span));
                    match it.equal(&value, &end, false, span) {
                        Value::Bool(true) => it.t.asm.jump(done),
                        Value::Local(is, _) => it.t.asm.jump_if(Operand::Local(is), true, done),
                        _ => {}
                    }
                    it.assign(target, value);
                });
            }
        }
    }

    /// `for i in range(…)` as a loop.
    fn count(
        &mut self,
        target: &Expr,
        [from, to, step]: [Value; 3],
        body: &Block,
        otherwise: &Block,
        span: Span,
    ) {
        let Value::Int(by) = step else {
            self.refuse(span, Refusal::NotConstant, &["range"]);
            return;
        };
        let (Some(from), Some(to)) = (self.operand(&from, span), self.operand(&to, span)) else {
            return;
        };
        let counter = self.t.registers.reserve();
        let last = self.t.registers.reserve();
        self.t.pinned.extend([counter, last]);
        self.t.asm.set(counter, from);
        self.t.asm.set(last, to);
        self.looped(body, otherwise, span, |it, done| {
            let (counter, last) = (Operand::Local(counter), Operand::Local(last));
            let (left, right) = if by > 0 { (counter, last) } else { (last, counter) };
            let goes_on = it.compute(Operator::Less, left, right);
            it.t.asm.jump_if(Operand::Local(goes_on), false, done);
            let Operand::Local(register) = counter else { return };
            let value = it.t.registers.reserve();
            it.t.asm.set(value, counter);
            let by = Operand::Constant(by);
            let operator = Operator::Add;
            it.t.asm.emit(Instruction::Compute {
                operator,
                left: counter,
                right: by,
                into: register,
            });
            it.assign(target, Value::Local(value, Domain::integers()));
        });
    }

    /// A loop over a list that other threads may change: it goes by the index, as CPython does.
    fn walk(&mut self, target: &Expr, list: ObjId, body: &Block, span: Span) {
        let index = self.t.registers.reserve();
        self.t.pinned.push(index);
        self.t.asm.set(index, Operand::Constant(0));
        let begun = self.begin_over_deque(list);
        self.looped(body, &[], span, |it, done| {
            it.need_unchanged(list, begun);
            let value = it.next_of_list(list, index, done, span);
            it.assign(target, value);
        });
    }

    /// A loop whose head `begin` decides whether it goes on.
    pub fn looped(
        &mut self,
        body: &[Stmt],
        otherwise: &[Stmt],
        span: Span,
        begin: impl FnOnce(&mut Self, Label),
    ) {
        let line = self.t.asm.line;
        let kept = self.t.regions.len();
        let (head, again) = (self.t.asm.label(), self.t.asm.label());
        let (exit, done) = (self.t.asm.label(), self.t.asm.label());
        self.forget_told(body);
        self.t.asm.place(head);
        self.open(false);
        self.at(line, span);
        begin(self, done);
        let inner = self.t.regions.len();
        self.t.frames.push(Frame::Loop { exit, again, regions: inner, is_left: false });
        self.t.rolled_loops += 1;
        self.block(body);
        self.t.rolled_loops -= 1;
        self.close(inner, false);
        let region = self.t.regions.last().map(|it| it.id);
        self.check_loop(region);
        self.after_leaving();
        self.pop_loop();
        self.at(line, span);
        self.t.asm.place(again);
        self.t.asm.emit(Instruction::Again { to: Assembly::pc(head), enough: None });
        self.t.asm.place(done);
        self.close(kept, true);
        self.t.is_dead = false;
        if !otherwise.is_empty() {
            self.open(false);
            self.block(otherwise);
            self.close(kept, false);
        }
        self.t.asm.place(exit);
        self.t.is_dead = false;
        self.after_ways_out();
    }

    /// Goes to the label if the condition is true, or if it is false. Gives its truth where that is known; then no
    /// jump is emitted.
    pub fn jump(&mut self, condition: &Expr, when: bool, to: Label) -> Option<bool> {
        self.t.depends_now = false;
        self.t.is_condition_wrong = false;
        let known = self.jump_where(condition, when, to);
        self.t.depends_now = known.is_none();
        known
    }

    fn jump_where(&mut self, condition: &Expr, when: bool, to: Label) -> Option<bool> {
        match &condition.kind {
            ExprKind::Not(inner) => self.jump_where(inner, !when, to).map(|it| !it),
            ExprKind::And(all) => self.jump_any(all, false, when, to),
            ExprKind::Or(all) => self.jump_any(all, true, when, to),
            ExprKind::Compare(first, rest) if rest.len() == 1 => {
                let left = self.value(first);
                let right = self.value(&rest[0].1);
                let (comparison, span) = (rest[0].0, condition.span);
                self.jump_compared(comparison, left, right, when, to, span)
            }
            _ => {
                let value = self.value(condition);
                self.jump_value(&value, when, to, condition.span)
            }
        }
    }

    fn jump_compared(
        &mut self,
        comparison: Comparison,
        left: Value,
        right: Value,
        when: bool,
        to: Label,
        span: Span,
    ) -> Option<bool> {
        let value = self.compare(comparison, left, right, span);
        self.jump_value(&value, when, to, span)
    }

    /// `and` and `or`, decided by the first part whose truth is `decides`.
    fn jump_any(&mut self, all: &[Expr], decides: bool, when: bool, to: Label) -> Option<bool> {
        let kept = self.t.regions.len();
        let over = self.t.asm.label();
        let mut depends = false;
        let mut end = None;
        for (at, part) in all.iter().enumerate() {
            let is_last = at + 1 == all.len();
            let target = if when == decides { to } else { over };
            match self.jump_where(part, decides, target) {
                Some(truth) if truth == decides => {
                    if depends {
                        self.t.asm.jump(target);
                    }
                    end = Some(decides);
                    break;
                }
                Some(_) if is_last => end = Some(!decides),
                Some(_) => {}
                None => {
                    depends = true;
                    self.open(false);
                }
            }
            if self.t.is_dead {
                break;
            }
        }
        self.close(kept, false);
        if !depends {
            self.t.asm.place(over);
            return Some(end.unwrap_or(!decides));
        }
        if when != decides {
            self.t.asm.jump(to);
        }
        self.t.asm.place(over);
        None
    }

    fn jump_value(&mut self, value: &Value, when: bool, to: Label, span: Span) -> Option<bool> {
        match self.truth(value, span) {
            Value::Bool(known) => Some(known),
            Value::Local(register, _) => {
                self.t.asm.jump_if(Operand::Local(register), when, to);
                None
            }
            _ => {
                // It was refused; both ways are looked at.
                self.t.is_condition_wrong = true;
                self.t.asm.jump_if(Operand::Constant(0), when, to);
                None
            }
        }
    }
}
