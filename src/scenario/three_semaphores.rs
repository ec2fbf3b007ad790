//! The bounded buffer with three semaphores (Dijkstra 1965), as the finite buffer of
//! Downey's *Little Book of Semaphores* names them: `spaces`, `mutex`, `items`.
//!
//! The program is a list of lines. Faults edit the lines; what is then left is assembled
//! into code. So a broken program is broken in its text, and [`step`](crate::program::step)
//! knows nothing of faults.

use super::configuration::Configuration;
use super::fault::{Fault, FaultSet};
use crate::program::{
    Cell, Instruction, Line, Local, Object, ObjectId, ObjectKind, Operand, Pc, Place, Program,
    Role,
    RoleKind::{self, Consumer, Producer},
    Value,
};

/// The program's text with its faults, for showing it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// The lines; a [`Line`] of the program is an index into them.
    pub lines: Vec<ListingLine>,
}

/// One line of a [`Listing`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListingLine {
    /// The text, indented by four spaces a level.
    pub text: String,
    /// What faults have done to the line.
    pub standing: Standing,
    /// The faults that can be switched at this line, on or off.
    pub faults: Vec<Fault>,
}

/// What faults have done to a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nothing.
    AsWritten,
    /// The line is struck out: no thread runs it.
    Struck,
    /// The line says something else than it did.
    Changed {
        /// The text it had.
        from: String,
    },
    /// The line has changed places with its neighbour.
    Moved,
}

/// The program for a configuration, and its text.
pub fn three_semaphores(configuration: &Configuration) -> (Program, Listing) {
    let lines = edited_lines(configuration.faults);
    let objects = Shared::new(configuration);
    let roles = [(Producer, configuration.producers()), (Consumer, configuration.consumers())]
        .map(|(kind, threads)| assemble(kind, threads, &lines, &objects));
    let listing = Listing { lines: lines.iter().map(|it| it.listed(configuration)).collect() };
    let program = Program {
        source: listing.lines.iter().map(|line| line.text.clone()).collect(),
        cells: objects.initial_cells(),
        objects: objects.declared(&lines),
        roles: roles.into(),
        items: configuration.items(),
    };
    (program, listing)
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Semaphore {
    Spaces,
    Mutex,
    Items,
}
use Semaphore::{Items, Mutex, Spaces};

impl Semaphore {
    const ALL: [Semaphore; 3] = [Mutex, Items, Spaces];

    fn name(self) -> &'static str {
        match self {
            Spaces => "spaces",
            Mutex => "mutex",
            Items => "items",
        }
    }

    /// What the declaration says the semaphore starts at.
    fn initial_text(self, faults: FaultSet) -> &'static str {
        match self {
            Mutex if faults.has(Fault::MutexStartsAtZero) => "0",
            Mutex if faults.has(Fault::MutexStartsAtTwo) => "2",
            Mutex => "1",
            Items => "0",
            Spaces if faults.has(Fault::SpacesStartOneHigh) => "capacity + 1",
            Spaces => "capacity",
        }
    }

    /// The number that [`Semaphore::initial_text`] says.
    fn initial(self, configuration: &Configuration) -> u32 {
        let capacity = u32::from(configuration.capacity());
        match self.initial_text(configuration.faults) {
            "capacity" => capacity,
            "capacity + 1" => capacity + 1,
            number => number.parse().expect("the other initial values are numbers"),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Statement {
    Blank,
    DeclareBuffer,
    Declare(Semaphore),
    Define(RoleKind),
    Loop,
    Produce,
    Put,
    Get,
    Consume,
    Wait(Semaphore),
    Signal(Semaphore),
}
use Statement::{Define, Signal, Wait};

/// A line while faults are being applied to it.
struct Draft {
    /// The role whose body it is in.
    role: Option<RoleKind>,
    statement: Statement,
    standing: Standing,
    faults: Vec<Fault>,
}

impl Draft {
    fn text(&self, faults: FaultSet) -> String {
        match self.statement {
            Statement::Blank => String::new(),
            Statement::DeclareBuffer => "buffer = Buffer(capacity)".into(),
            Statement::Declare(semaphore) => {
                format!("{} = Semaphore({})", semaphore.name(), semaphore.initial_text(faults))
            }
            Define(Producer) => "def producer():".into(),
            Define(Consumer) => "def consumer():".into(),
            Statement::Loop => "    while True:".into(),
            Statement::Produce => "        item = produce()".into(),
            Statement::Put => "        buffer.put(item)".into(),
            Statement::Get => "        item = buffer.get()".into(),
            Statement::Consume => "        consume(item)".into(),
            Wait(semaphore) => format!("        {}.wait()", semaphore.name()),
            Signal(semaphore) => format!("        {}.signal()", semaphore.name()),
        }
    }

    fn listed(&self, configuration: &Configuration) -> ListingLine {
        ListingLine {
            text: self.text(configuration.faults),
            standing: self.standing.clone(),
            faults: self.faults.clone(),
        }
    }
}

/// The program as Dijkstra meant it.
fn correct_lines() -> Vec<Draft> {
    let declarations = [
        Statement::DeclareBuffer,
        Statement::Declare(Mutex),
        Statement::Declare(Items),
        Statement::Declare(Spaces),
        Statement::Blank,
    ];
    let producer = [
        Define(Producer),
        Statement::Loop,
        Statement::Produce,
        Wait(Spaces),
        Wait(Mutex),
        Statement::Put,
        Signal(Mutex),
        Signal(Items),
    ];
    let consumer = [
        Define(Consumer),
        Statement::Loop,
        Wait(Items),
        Wait(Mutex),
        Statement::Get,
        Signal(Mutex),
        Signal(Spaces),
        Statement::Consume,
    ];
    let draft = |role: Option<RoleKind>| {
        move |statement| Draft {
            role,
            statement,
            standing: Standing::AsWritten,
            faults: Vec::new(),
        }
    };
    declarations
        .into_iter()
        .map(draft(None))
        .chain(producer.into_iter().map(draft(Some(Producer))))
        .chain([draft(None)(Statement::Blank)])
        .chain(consumer.into_iter().map(draft(Some(Consumer))))
        .collect()
}

/// The lines with every fault that is on applied, each line knowing which faults it offers.
fn edited_lines(faults: FaultSet) -> Vec<Draft> {
    let mut lines = correct_lines();
    for fault in Fault::ALL {
        let on = faults.has(fault);
        let offered_at = match edit_of(fault) {
            Edit::Strike(role, statements) => {
                for &statement in statements.iter().filter(|_| on) {
                    let at = find(&lines, Some(role), statement);
                    lines[at].standing = Standing::Struck;
                }
                find(&lines, Some(role), statements[0])
            }
            Edit::Swap(role, upper, lower) => {
                let (a, b) = (find(&lines, Some(role), upper), find(&lines, Some(role), lower));
                if on {
                    lines.swap(a, b);
                    for at in [a, b] {
                        // A line that is struck out stays so, wherever it stands.
                        if lines[at].standing == Standing::AsWritten {
                            lines[at].standing = Standing::Moved;
                        }
                    }
                }
                // Offered at the place, whichever of the two lines stands there.
                a.min(b)
            }
            Edit::Initial(semaphore) => {
                let at = find(&lines, None, Statement::Declare(semaphore));
                if on {
                    let from = lines[at].text(FaultSet::default());
                    lines[at].standing = Standing::Changed { from };
                }
                at
            }
        };
        lines[offered_at].faults.push(fault);
    }
    lines
}

/// How a fault edits the text.
enum Edit {
    Strike(RoleKind, &'static [Statement]),
    Swap(RoleKind, Statement, Statement),
    Initial(Semaphore),
}

fn edit_of(fault: Fault) -> Edit {
    match fault {
        Fault::SkipSpacesWait => Edit::Strike(Producer, &[Wait(Spaces)]),
        Fault::SkipItemsWait => Edit::Strike(Consumer, &[Wait(Items)]),
        Fault::SkipMutex(role) => Edit::Strike(role, &[Wait(Mutex), Signal(Mutex)]),
        Fault::ForgetMutexSignal(role) => Edit::Strike(role, &[Signal(Mutex)]),
        Fault::ForgetItemsSignal => Edit::Strike(Producer, &[Signal(Items)]),
        Fault::ForgetSpacesSignal => Edit::Strike(Consumer, &[Signal(Spaces)]),
        Fault::SwapWaits(Producer) => Edit::Swap(Producer, Wait(Spaces), Wait(Mutex)),
        Fault::SwapWaits(Consumer) => Edit::Swap(Consumer, Wait(Items), Wait(Mutex)),
        Fault::SwapSignals(Producer) => Edit::Swap(Producer, Signal(Mutex), Signal(Items)),
        Fault::SwapSignals(Consumer) => Edit::Swap(Consumer, Signal(Mutex), Signal(Spaces)),
        Fault::MutexStartsAtZero | Fault::MutexStartsAtTwo => Edit::Initial(Mutex),
        Fault::SpacesStartOneHigh => Edit::Initial(Spaces),
    }
}

fn find(lines: &[Draft], role: Option<RoleKind>, statement: Statement) -> usize {
    lines
        .iter()
        .position(|line| line.role == role && line.statement == statement)
        .expect("edits name statements of the program")
}

/// The shared objects: the buffer, then the semaphores.
struct Shared {
    capacity: u16,
    initial: [u32; 3],
}

const BUFFER: ObjectId = ObjectId(0);

impl Shared {
    fn new(configuration: &Configuration) -> Shared {
        Shared {
            capacity: configuration.capacity(),
            initial: Semaphore::ALL.map(|semaphore| semaphore.initial(configuration)),
        }
    }

    fn buffer(&self) -> Cell {
        Cell(self.initial.len() as u16)
    }

    fn head(&self) -> Cell {
        self.buffer()
    }

    fn tail(&self) -> Cell {
        self.buffer().offset(1)
    }

    fn slot(&self, index: Local) -> Place {
        Place::Slot { first: self.buffer().offset(2), count: self.capacity, index }
    }

    /// The semaphores come first and so lie beside `head` and `tail`, which real threads
    /// use in one go with them.
    fn count(&self, semaphore: Semaphore) -> Cell {
        Cell(semaphore_index(semaphore) as u16)
    }

    fn initial_cells(&self) -> Vec<Value> {
        let buffer = std::iter::repeat_n(0, 2 + usize::from(self.capacity));
        self.initial.into_iter().map(Value::from).chain(buffer).collect()
    }

    fn declared(&self, lines: &[Draft]) -> Vec<Object> {
        let line_of = |statement| Line(find(lines, None, statement) as u16);
        let buffer = Object {
            name: "buffer".into(),
            kind: ObjectKind::Buffer { capacity: self.capacity },
            base: self.buffer(),
            line: line_of(Statement::DeclareBuffer),
        };
        let semaphores = Semaphore::ALL.into_iter().map(|semaphore| Object {
            name: semaphore.name().into(),
            kind: ObjectKind::Semaphore { initial: self.initial[semaphore_index(semaphore)] },
            base: self.count(semaphore),
            line: line_of(Statement::Declare(semaphore)),
        });
        std::iter::once(buffer).chain(semaphores).collect()
    }
}

fn semaphore_index(semaphore: Semaphore) -> usize {
    Semaphore::ALL.iter().position(|&it| it == semaphore).expect("ALL has every semaphore")
}

/// The locals of both roles.
const ITEM: Local = Local(0);
const INDEX: Local = Local(1);

/// Turns the lines of one role that are not struck into code.
fn assemble(kind: RoleKind, threads: u16, lines: &[Draft], shared: &Shared) -> Role {
    let mut role =
        Role { kind, threads, locals: 2, code: Vec::new(), lines: Vec::new(), inside: Vec::new() };
    let mut loop_line = Line(0);
    for (index, line) in lines.iter().enumerate() {
        if line.role != Some(kind) || line.standing == Standing::Struck {
            continue;
        }
        let at = Line(index as u16);
        let instructions: &[Instruction] = match line.statement {
            Statement::Loop => {
                loop_line = at;
                &[]
            }
            Statement::Produce => &[Instruction::Produce(ITEM)],
            Statement::Consume => &[Instruction::Consume(ITEM)],
            Wait(semaphore) => &[Instruction::Wait(shared.count(semaphore))],
            Signal(semaphore) => &[Instruction::Signal(shared.count(semaphore))],
            Statement::Put => &ring_access(
                shared.tail(),
                shared.capacity,
                Instruction::Store { value: Operand::Local(ITEM), to: shared.slot(INDEX) },
            ),
            Statement::Get => &ring_access(
                shared.head(),
                shared.capacity,
                Instruction::Load { from: shared.slot(INDEX), into: ITEM },
            ),
            Statement::Blank
            | Statement::DeclareBuffer
            | Statement::Declare(_)
            | Statement::Define(_) => &[],
        };
        role.code.extend_from_slice(instructions);
        role.lines.resize(role.code.len(), at);
    }
    role.code.push(Instruction::Jump(Pc(0)));
    role.lines.push(loop_line);
    role.inside = critical_section(&role.code, shared);
    role
}

/// `put` and `get` at the granularity of accesses: read the index, use the slot, move the index.
fn ring_access(end: Cell, count: u16, slot: Instruction) -> [Instruction; 3] {
    [
        Instruction::Load { from: Place::Cell(end), into: INDEX },
        slot,
        Instruction::Store {
            value: Operand::NextInRing { index: INDEX, count },
            to: Place::Cell(end),
        },
    ]
}

/// For each instruction whether a thread about to run it is in the critical section;
/// see [`Role::inside`].
fn critical_section(code: &[Instruction], shared: &Shared) -> Vec<Option<ObjectId>> {
    let mutex = shared.count(Mutex);
    let touches_buffer =
        |it: &Instruction| matches!(it, Instruction::Load { .. } | Instruction::Store { .. });
    let first_access = code.iter().position(touches_buffer);
    let last_access = code.iter().rposition(touches_buffer);
    let locked_at = code.iter().position(|&it| it == Instruction::Wait(mutex));
    let unlocked_at = code.iter().position(|&it| it == Instruction::Signal(mutex));
    let entered = locked_at.or(first_access);
    let left = locked_at.and(unlocked_at).or(last_access);
    (0..code.len())
        .map(|at| {
            let is_inside = entered.is_some_and(|it| at > it) && left.is_some_and(|it| at <= it);
            is_inside.then_some(BUFFER)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Setting;

    fn listed(faults: &[Fault]) -> Vec<String> {
        let configuration = faults.iter().fold(Configuration::default(), |it, &f| it.with_fault(f));
        let (_, listing) = three_semaphores(&configuration);
        listing
            .lines
            .iter()
            .filter(|line| line.standing != Standing::Struck)
            .map(|line| line.text.trim().to_owned())
            .collect()
    }

    #[test]
    fn the_text_without_faults_is_the_text_book_s() {
        assert_eq!(
            listed(&[]),
            [
                "buffer = Buffer(capacity)",
                "mutex = Semaphore(1)",
                "items = Semaphore(0)",
                "spaces = Semaphore(capacity)",
                "",
                "def producer():",
                "while True:",
                "item = produce()",
                "spaces.wait()",
                "mutex.wait()",
                "buffer.put(item)",
                "mutex.signal()",
                "items.signal()",
                "",
                "def consumer():",
                "while True:",
                "items.wait()",
                "mutex.wait()",
                "item = buffer.get()",
                "mutex.signal()",
                "spaces.signal()",
                "consume(item)",
            ]
        );
    }

    #[test]
    fn every_fault_changes_the_text_and_the_code_and_is_offered_at_one_line() {
        let (correct, listing) = three_semaphores(&Configuration::default());
        for fault in Fault::ALL {
            let offered = listing.lines.iter().filter(|line| line.faults.contains(&fault));
            assert_eq!(offered.count(), 1, "{fault:?}");
            let (broken, _) = three_semaphores(&Configuration::default().with_fault(fault));
            assert_ne!(listed(&[]), listed(&[fault]), "{fault:?}");
            assert_ne!(
                (&correct.roles, &correct.cells),
                (&broken.roles, &broken.cells),
                "{fault:?}"
            );
        }
    }

    #[test]
    fn a_fault_is_offered_at_the_same_place_when_it_is_on() {
        let (_, off) = three_semaphores(&Configuration::default());
        for fault in Fault::ALL {
            let (_, on) = three_semaphores(&Configuration::default().with_fault(fault));
            let place = |listing: &Listing| {
                listing.lines.iter().position(|line| line.faults.contains(&fault))
            };
            assert_eq!(place(&off), place(&on), "{fault:?}");
        }
    }

    #[test]
    fn a_struck_line_stays_struck_when_it_changes_places() {
        for role in [Producer, Consumer] {
            for swap in [Fault::SwapWaits(role), Fault::SwapSignals(role)] {
                for strike in Fault::ALL.into_iter().filter(
                    |it| matches!(edit_of(*it), Edit::Strike(struck_in, _) if struck_in == role),
                ) {
                    let swapped = listed(&[swap]);
                    let both = listed(&[swap, strike]);
                    assert!(both.len() < swapped.len(), "{strike:?} with {swap:?}");
                }
            }
        }
    }

    #[test]
    fn a_step_is_one_access_so_an_item_costs_each_side_seven() {
        let (program, _) = three_semaphores(&Configuration::default());
        for role in &program.roles {
            assert_eq!(role.code.iter().filter(|it| it.is_step()).count(), 7);
        }
    }

    #[test]
    fn a_program_survives_its_way_into_another_memory() {
        for fault in Fault::ALL {
            let configuration =
                Configuration::default().with(Setting::Capacity, 64).with_fault(fault);
            let (program, _) = three_semaphores(&configuration);
            let mut bytes = program.to_bytes();
            bytes.extend([0; 7]);
            assert_eq!(Program::from_bytes(&bytes), Ok(program));
        }
    }
}
