//! Whole programs put together by hand.

use interleave::program::{
    Blocking, Cell, Form, Handler, Instruction, Line, Local, Object, ObjectKind, Operand,
    Operation, Operator, Pc, Piece, Place, Program, Role, RoleKind, Sequence, Shown, Span, Text,
    TextId, ThreadId, ThreadSet, Value,
};
use std::sync::Arc;

/// A whole program under construction. Its first thread is `main`.
pub struct Whole {
    objects: Vec<Object>,
    cells: Vec<Value>,
    roles: Vec<Role>,
    texts: Vec<Text>,
    threads: usize,
}

/// A role whose threads are started.
#[derive(Clone, Copy, Debug)]
pub struct Started {
    pub alive: Cell,
    pub threads: ThreadSet,
    first: usize,
}

impl Started {
    pub fn thread(self, index: usize) -> ThreadId {
        ThreadId::from_index(self.first + index)
    }

    pub fn start(self, index: usize) -> Instruction {
        Instruction::Do(Operation::Start { alive: self.alive, thread: self.thread(index) })
    }

    pub fn join(self, timeout: Option<i64>) -> Instruction {
        self.join_some(self.threads, timeout)
    }

    pub fn join_some(self, threads: ThreadSet, timeout: Option<i64>) -> Instruction {
        let on = Blocking::Join { alive: self.alive, threads, late: true };
        block(on, timeout)
    }
}

pub const LOCALS: u8 = 3;
/// Where roles keep the exception on its way out.
const RAISED: Local = Local(LOCALS);

pub fn local(index: u8) -> Operand {
    Operand::Local(Local(index))
}

pub fn number(value: Value) -> Operand {
    Operand::Constant(value)
}

pub fn block(on: Blocking, timeout: Option<i64>) -> Instruction {
    Instruction::Block { on, answer: None, timeout: timeout.map(Operand::Constant) }
}

pub fn load(cell: Cell, into: u8) -> Instruction {
    let from = Place::Cell(cell);
    Instruction::Do(Operation::Load { from, into: Local(into), takes: false })
}

pub fn store(value: Operand, cell: Cell) -> Instruction {
    Instruction::Do(Operation::Store { value, to: Place::Cell(cell) })
}

pub fn add(index: u8, amount: Value) -> Instruction {
    let (left, right) = (local(index), number(amount));
    Instruction::Compute { operator: Operator::Add, left, right, into: Local(index) }
}

pub fn print(text: TextId, index: u8) -> Instruction {
    Instruction::Print { text, operands: [local(index), number(0)] }
}

pub fn put(queue: Sequence, value: Operand) -> Instruction {
    block(Blocking::Put { queue, bounded: false, ordered: false, value }, None)
}

pub fn get(queue: Sequence, into: u8, timeout: Option<i64>) -> Instruction {
    block(Blocking::Get { queue, last: false, into: Local(into) }, timeout)
}

pub fn again(to: u16) -> Instruction {
    Instruction::Again { to: Pc(to), enough: None }
}

impl Whole {
    pub fn new() -> Whole {
        let (objects, cells, roles, texts) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Whole { objects, cells, roles, texts, threads: 1 }
    }

    fn object(&mut self, name: &str, kind: ObjectKind) -> Cell {
        let base = Cell(self.cells.len() as u16);
        let object = Object { name: name.into(), receiver: None, kind, base, line: Line(0) };
        self.cells.extend(object.initial_cells());
        self.objects.push(object);
        base
    }

    pub fn variable(&mut self, name: &str) -> Cell {
        self.object(name, ObjectKind::Variable { initial: 0 })
    }

    pub fn lock(&mut self, name: &str) -> Cell {
        self.object(name, ObjectKind::Lock)
    }

    pub fn semaphore(&mut self, name: &str, initial: u32) -> Cell {
        self.object(name, ObjectKind::Semaphore { initial, most: None })
    }

    pub fn queue(&mut self, name: &str) -> Sequence {
        let room = 4;
        let kind = ObjectKind::Queue { room, bounded: false, ordered: false };
        Sequence { length: self.object(name, kind), room }
    }

    /// A text with the first operand behind its words.
    pub fn text(&mut self, words: &str) -> TextId {
        let hole = Piece::Hole { operand: 0, shown: Shown::Plain };
        let pieces = vec![Piece::Words(words.into()), hole, Piece::Words("\n".into())];
        self.texts.push(Text { pieces });
        TextId(self.texts.len() as u16 - 1)
    }

    /// A role whose threads are started by others; its code follows.
    pub fn late(&mut self, name: &str, threads: u16) -> Started {
        let first = self.threads;
        self.threads += usize::from(threads);
        let set = ThreadSet::range(ThreadId::from_index(first), threads);
        let alive = self.object(name, ObjectKind::Alive { threads: set, late: true });
        Started { alive, threads: set, first }
    }

    /// The code of the role, in the order in which they were announced. Places in it are counted from
    /// its first instruction; it ends by itself.
    pub fn code(&mut self, of: Started, is_daemon: bool, body: Vec<Instruction>) {
        let length = body.len() as u16;
        let begin = block(Blocking::Begin(of.alive), None);
        let mut code = vec![begin];
        code.extend(body.into_iter().map(|mut it| {
            it.targets_mut().for_each(|to| to.0 += 1);
            it
        }));
        let end = Instruction::Do(Operation::EndRole(of.alive));
        code.extend([end, Instruction::End, end, Instruction::Raise(Operand::Local(RAISED))]);
        let at = Pc(length + 3);
        let handler =
            Handler { from: Pc(1), to: Pc(length + 1), at, into: RAISED, passes_on: true };
        let name = format!("role{}", self.roles.len());
        let threads = of.threads.0.count_ones() as u16;
        let role = role(RoleKind::Other('W'), &name, threads, is_daemon, code, vec![handler]);
        self.roles.push(role);
    }

    /// The program, with the code of `main`.
    pub fn build(self, mut main: Vec<Instruction>) -> Arc<Program> {
        main.push(Instruction::End);
        let mut roles = vec![role(RoleKind::Other('M'), "main", 1, false, main, Vec::new())];
        roles.extend(self.roles);
        // Each role's threads have names of their own.
        for (role, letter) in roles.iter_mut().zip("MABCDEFGH".chars()) {
            role.kind = RoleKind::Other(letter);
        }
        Arc::new(Program {
            source: vec![String::new()],
            objects: self.objects,
            cells: self.cells,
            roles,
            items: 0,
            exceptions: Vec::new(),
            has_wide_steps: true,
            has_spurious_wakes: false,
            form: Form::Whole,
            texts: self.texts,
            invariants: Vec::new(),
            mentions_capacity: false,
        })
    }
}

fn role(
    kind: RoleKind,
    name: &str,
    threads: u16,
    is_daemon: bool,
    code: Vec<Instruction>,
    handlers: Vec<Handler>,
) -> Role {
    let length = code.len();
    Role {
        kind,
        name: name.into(),
        threads,
        takes: 0,
        locals: LOCALS + 1,
        me: None,
        code,
        lines: vec![Line(0); length],
        spans: vec![Span::default(); length],
        groups: (0..length as u16).collect(),
        inside: vec![None; length],
        handlers,
        is_daemon,
        unwinds: true,
        turn: None,
        hands_on: None,
        cancellation: None,
        numbered_from: 0,
        end_marks: Vec::new(),
    }
}
