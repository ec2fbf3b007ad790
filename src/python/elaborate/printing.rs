//! What `print` prints: texts with holes, and lists as they are.

use super::Elaborator;
use super::calls::Given;
use super::heap::Kind;
use super::shared_dicts::KeyCell;
use super::value::{Domain, ObjId, Value};
use crate::program::{Instruction, Local, Operand, Operator, Piece, Place, Shown, Text, TextId};
use crate::python::refusal::Refusal;

impl Elaborator<'_> {
    pub fn print(&mut self, mut given: Given) -> Value {
        let span = given.span;
        let separator = given.take(usize::MAX, "sep").unwrap_or(Value::text(" "));
        let end = given.take(usize::MAX, "end").unwrap_or(Value::text("\n"));
        given.take(usize::MAX, "flush");
        let file = given.take(usize::MAX, "file");
        let is_shown = match file {
            None | Some(Value::None | Value::Native("sys.stdout")) => true,
            // What goes there is no line of the program's.
            Some(Value::Native("sys.stderr") | Value::Wrong) => false,
            Some(_) => return self.refuse(span, Refusal::Option, &["print", "file"]),
        };
        if let Some((option, _)) = given.named.first() {
            let option = option.clone();
            return self.refuse(span, Refusal::Option, &["print", &option]);
        }
        let mut parts = Vec::new();
        for (at, value) in given.values.iter().enumerate() {
            if at > 0 {
                parts.push(separator.clone());
            }
            parts.push(self.looks(value, span));
            if self.t.is_dead {
                return Value::Wrong;
            }
        }
        parts.push(end);
        if is_shown {
            let words = super::texts::joined(parts);
            self.emit_print(&words);
        }
        Value::None
    }

    /// `sys.stdout.write(text)`
    pub fn write_out(&mut self, mut given: Given) -> Value {
        match given.take(0, "s") {
            Some(words @ (Value::Text(_) | Value::Phrase(_))) => {
                self.emit_print(&words);
                Value::Opaque
            }
            Some(Value::Wrong) => Value::Wrong,
            _ => self.refuse(given.span, Refusal::Arguments, &["write"]),
        }
    }

    /// Prints a line, or a part of one. What has more than two holes is printed in several parts, with no step between.
    fn emit_print(&mut self, words: &Value) {
        let parts = match words {
            Value::Phrase(all) => all.to_vec(),
            other => vec![other.clone()],
        };
        let mut pieces = Vec::new();
        let mut holes = Vec::new();
        for part in parts {
            match part.clone() {
                Value::Text(text) => pieces.push(Piece::Words(text.to_string())),
                Value::Local(register, _) | Value::Looking(register, ..) => {
                    if holes.len() == 2 {
                        self.print_pieces(std::mem::take(&mut pieces), std::mem::take(&mut holes));
                    }
                    let shown = self.how_shown(&part);
                    pieces.push(Piece::Hole { operand: holes.len() as u8, shown });
                    holes.push(Operand::Local(register));
                }
                Value::Ref(list) if matches!(self.kind(list), Kind::List { .. }) => {
                    self.print_list(list, std::mem::take(&mut pieces), std::mem::take(&mut holes));
                }
                Value::Ref(dict) if matches!(self.kind(dict), Kind::Growing(_)) => {
                    let before = (std::mem::take(&mut pieces), std::mem::take(&mut holes));
                    self.print_dict(dict, None, before);
                }
                Value::Ref(of) => {
                    let before = (std::mem::take(&mut pieces), std::mem::take(&mut holes));
                    match self.kind(of).clone() {
                        Kind::Entries(it) => self.print_dict(it.of, Some(it.order), before),
                        Kind::Joined(list, between) => self.print_joined(list, &between, before),
                        _ => {
                            (pieces, holes) = before;
                            pieces.push(Piece::Words("…".into()));
                        }
                    }
                }
                _ => pieces.push(Piece::Words("…".into())),
            }
        }
        if !pieces.is_empty() {
            self.print_pieces(pieces, holes);
        }
    }

    /// How a register is printed. What may be a truth or a number is refused, as it is not kept which it is.
    fn how_shown(&mut self, value: &Value) -> Shown {
        match value {
            Value::Looking(_, look) => Shown::Looking(*look),
            Value::Local(_, domain) => self.shown_of(domain, Shown::Plain),
            _ => Shown::Plain,
        }
    }

    fn shown_of(&mut self, domain: &Domain, usual: Shown) -> Shown {
        if domain.int && domain.bool {
            self.refuse(self.t.asm.span, Refusal::TruthOrNumber, &[]);
        }
        match usual {
            Shown::Written if domain.bool => Shown::WrittenTruth,
            _ if domain.bool => Shown::Truth,
            usual => usual,
        }
    }

    fn print_pieces(&mut self, pieces: Vec<Piece>, holes: Vec<Operand>) {
        let mut operands = [Operand::Constant(0); 2];
        for (place, hole) in operands.iter_mut().zip(holes) {
            *place = hole;
        }
        // Behind the texts that are values; how many those are stays the same in the end.
        let first = self.found.constants.len();
        let known = self.texts.iter().position(|it| it.pieces == pieces);
        let at = known.unwrap_or_else(|| {
            self.texts.push(Text { pieces });
            self.texts.len() - 1
        });
        match u16::try_from(first + at) {
            Ok(text) => self.t.asm.emit(Instruction::Print { text: TextId(text), operands }),
            Err(_) => self.t.asm.is_too_long = true,
        }
    }

    /// Prints texts with something between them, and what stands before on the line.
    fn print_joined(&mut self, list: ObjId, between: &str, before: (Vec<Piece>, Vec<Operand>)) {
        const MOST_PRINTED: usize = 24;
        let room = usize::from(self.sequence(list, self.t.asm.span).room);
        let most = [room + 1, room.min(MOST_PRINTED)];
        self.print_elements(list, before, ["", between, ""], most, |it, element| {
            let hole = vec![Piece::Hole { operand: 0, shown: Shown::Plain }];
            it.print_pieces(hole, vec![Operand::Local(element)]);
        });
    }

    /// Prints a dictionary that grows as it is, or its items in some order, and what stands before it on its line: one
    /// step.
    fn print_dict(&mut self, id: ObjId, items: Option<ObjId>, before: (Vec<Piece>, Vec<Operand>)) {
        const MOST_KEYS: usize = 8;
        let span = self.t.asm.span;
        let Some((order, keys)) = self.for_printing(id, span) else { return };
        let order = items.unwrap_or(order);
        let brackets = if items.is_some() { ["[", ", ", "]"] } else { ["{", ", ", "}"] };
        let [opens, between, closes] =
            if items.is_some() { ["(", ", ", ")"] } else { ["", ": ", ""] };
        self.note_contents(order, false);
        let shown = self.shown_of(&self.domain_of_elements(order), Shown::Written);
        let value = self.t.registers.reserve();
        let most = [keys.len(), MOST_KEYS];
        self.print_elements(order, before, brackets, most, |it, key| {
            let next = it.t.asm.label();
            for KeyCell { key: known, cell, domain } in &keys {
                let Some(code) = it.operand(known, span) else { return };
                let over = it.t.asm.label();
                let is_it = it.compute(Operator::Equal, Operand::Local(key), code);
                it.t.asm.jump_if(Operand::Local(is_it), false, over);
                it.t.asm.load(Place::Cell(*cell), value, false);
                let value_shown = it.shown_of(domain, Shown::Written);
                let pieces = vec![
                    Piece::Words(opens.to_owned()),
                    Piece::Hole { operand: 0, shown },
                    Piece::Words(between.to_owned()),
                    Piece::Hole { operand: 1, shown: value_shown },
                    Piece::Words(closes.to_owned()),
                ];
                it.print_pieces(pieces, vec![Operand::Local(key), Operand::Local(value)]);
                it.t.asm.jump(next);
                it.t.asm.place(over);
            }
            it.t.asm.place(next);
        });
    }

    /// Prints a list of the program as it is, and what stands before it on its line: one step.
    fn print_list(&mut self, id: ObjId, before: Vec<Piece>, holes: Vec<Operand>) {
        const MOST_PRINTED: usize = 24;
        const MOST_TUPLES: usize = 6;
        let span = self.t.asm.span;
        let room = usize::from(self.sequence(id, span).room);
        let is_deque = matches!(self.kind(id), Kind::List { is_deque: true, .. });
        let brackets = if is_deque { ["deque([", ", ", "])"] } else { ["[", ", ", "]"] };
        let shown = self.shown_of(&self.domain_of_elements(id), Shown::Written);
        let most = [room + 1, room.min(MOST_PRINTED)];
        let domain = self.domain_of_elements(id);
        let objects: Vec<Value> = self.constants_in(&domain).cloned().collect();
        // Others could print in between.
        let are_tuples = self.is_alone()
            && !objects.is_empty()
            && objects.iter().all(|it| matches!(it, Value::Ref(id) if self.object(*id).is_tuple));
        let most = if are_tuples { [room + 1, room.min(MOST_TUPLES)] } else { most };
        self.print_elements(id, (before, holes), brackets, most, |it, element| {
            if are_tuples {
                return it.print_tuples(&objects, element);
            }
            let hole = vec![Piece::Hole { operand: 0, shown }];
            it.print_pieces(hole, vec![Operand::Local(element)]);
        });
    }

    /// Prints the tuple with parts that are not known that a register holds, one of these.
    fn print_tuples(&mut self, all: &[Value], held: Local) {
        let span = self.t.asm.span;
        let end = self.t.asm.label();
        for tuple in all {
            let Value::Ref(id) = *tuple else { continue };
            let (next, Some(code)) = (self.t.asm.label(), self.operand(tuple, span)) else {
                return;
            };
            let is_it = self.compute(Operator::Equal, Operand::Local(held), code);
            self.t.asm.jump_if(Operand::Local(is_it), false, next);
            let words = self.written(&Value::Ref(id), span);
            self.emit_print(&words);
            self.t.asm.jump(end);
            self.t.asm.place(next);
        }
        self.t.asm.place(end);
    }

    /// Prints what stands before a list on its line, and between brackets what `each` prints of its elements: as many as
    /// there can be, or so many and a sign that there are more.
    fn print_elements(
        &mut self,
        list: ObjId,
        (before, holes): (Vec<Piece>, Vec<Operand>),
        [opens, between, closes]: [&str; 3],
        [can_be, most]: [usize; 2],
        mut each: impl FnMut(&mut Self, Local),
    ) {
        let words = |it: &str| vec![Piece::Words(it.to_owned())];
        let list = self.sequence(list, self.t.asm.span);
        let (length, done) = (self.t.registers.reserve(), self.t.asm.label());
        let element = self.t.registers.reserve();
        self.t.load(Place::Cell(list.length), length);
        if !before.is_empty() {
            self.print_pieces(before, holes);
        }
        self.print_pieces(words(opens), Vec::new());
        for at in 0..can_be {
            let place = Operand::Constant(at as i64);
            let goes_on = self.compute(Operator::Less, place, Operand::Local(length));
            self.t.asm.jump_if(Operand::Local(goes_on), false, done);
            if at > 0 {
                self.print_pieces(words(between), Vec::new());
            }
            if at == most {
                self.print_pieces(words("…"), Vec::new());
                break;
            }
            self.t.asm.load(Place::Cell(list.element(at as u16)), element, false);
            each(self, element);
        }
        self.t.asm.place(done);
        self.print_pieces(words(closes), Vec::new());
    }
}
