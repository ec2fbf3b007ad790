//! What a whole program cannot say here, as data.

use crate::program::Span;

/// A refusal, and the words it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub what: Refusal,
    /// The reader's own words, or what to write instead.
    pub words: Vec<String>,
}

impl Refused {
    /// A refusal with its words.
    pub fn new(span: Span, what: Refusal, words: &[&str]) -> Refused {
        Refused { span, what, words: words.iter().map(|it| (*it).to_owned()).collect() }
    }
}

/// The ways in which a whole program is refused. What the page says of each is in `text`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Refusal {
    /// More bytes or lines than are read; the most.
    TooLong,
    /// Blocks or brackets inside each other; the most.
    TooDeep,
    /// A character that Python does not have.
    Character,
    /// A text in quotation marks that does not end.
    UnclosedText,
    /// A bracket that is never closed: which, and what closes it.
    Unclosed,
    /// A line as far in as no line before it.
    Indentation,
    /// Something else was expected: what stands there, what should.
    Expected,
    /// A line that ends before it may: what should follow.
    EndsEarly,
    /// A line that ends where a value should stand.
    ValueMissing,
    /// Something else stands where a value should: what.
    ValueExpected,
    /// Something else stands where a name should.
    NameExpected,
    /// A line that should be over: before what.
    Superfluous,
    /// No block stands below a line that needs one.
    BlockMissing,
    /// `break` or `continue` outside a loop: which.
    OutsideLoop,
    /// `=` where two values are compared.
    OneEqualsSign,
    /// `else if`
    ElseIf,
    /// `++` or `--`; which.
    PlusPlus,
    /// `print` without parentheses.
    PrintStatement,
    /// Bytes.
    Bytes,
    /// A part of Python that is not known here; what it is.
    NotKnown,
    /// A module that is not known here; its name.
    Module,
    /// A module that may be a file of the reader's own, and was not given; its name.
    ModuleNotGiven,
    /// The file that is run is imported as well; its name.
    MainImported,
    /// A file has the name of a module of Python; which.
    FileOfPython,
    /// Two files have one name; which.
    FileTwice,
    /// A file that is not imported; its name. It is only said, unless nothing else runs either.
    FileNotImported,
    /// A file is imported first by a thread, or where it depends on what happens; its name.
    ImportElsewhere,
    /// Two files import each other, and one asks for what the other does not have yet: module, name.
    ImportCircle,
    /// `from module import *` in a function; which module.
    StarInside,
    /// Exceptions of two files with the same name; which.
    SameException,
    /// A module whose programs can be written with threads; its name.
    OtherThreads,
    /// `as_completed`
    AsCompleted,
    /// A name that the module does not have here: module, name.
    NotInModule,
    /// A name that nothing gives a meaning.
    UnknownName,
    /// The same, where another name is near: both.
    MisspeltName,
    /// A name of Python's own that is not run here.
    NotOfPython,
    /// A module that is known and was not imported.
    NotImported,
    /// An attribute or operation that its object does not have here: what it is, which.
    NoAttribute,
    /// The same, where another is near: what it is, which, which is meant.
    MisspeltAttribute,
    /// Something that cannot be called; what it is.
    NotCalled,
    /// Arguments that do not fit; of what.
    Arguments,
    /// An option that is not known here: of what, which.
    Option,
    /// The same, where another is near: of what, which, which is meant.
    MisspeltOption,
    /// A value that must be known before the threads run; what for.
    NotConstant,
    /// Which object is meant depends on what happens.
    WhichObject,
    /// A value that threads cannot pass on or keep; what it is.
    NoValue,
    /// An operation on values of these kinds: what.
    Operation,
    /// An operation of a list that running threads change: which.
    SharedList,
    /// What CPython does in one turn with what threads fill, while others can move: what.
    NotAlone,
    /// A change of what was passed on to other threads: what it is.
    PassedOn,
    /// A set that running threads take from.
    SharedSet,
    /// A priority queue that may hold what cannot be compared by `<`.
    NotInOrder,
    /// `sleep` of a difference that time alone knows, which may come out negative.
    SleepMayBeNegative,
    /// A dictionary or set that gets keys while threads run is used by another process.
    NewKey,
    /// Something printed or compared by `is` that may be a truth or a number.
    TruthOrNumber,
    /// A generator that is not used at once.
    KeptGenerator,
    /// A calculation whose result is no integer, in code of threads.
    Inexact,
    /// A thread started where it depends on what happens whether it is.
    StartElsewhere,
    /// A thread started by another than `main`.
    StartInThread,
    /// A task given to a pool by another than `main`, or where it depends on what happens.
    Submit,
    /// A pool whose number of workers depends on the machine.
    Workers,
    /// A lock, queue or the like made inside a running thread; what.
    MadeInThread,
    /// More threads than may be; the most.
    TooManyThreads,
    /// More instructions, variables or cells than may be: which thread, the most.
    TooLarge,
    /// Set-up does not end.
    Endless,
    /// A function that calls itself without a known end; its name.
    Recursion,
    /// A variable that threads share, and that has no value before they run.
    SharedUnset,
    /// No thread was started.
    NoThread,
    /// An exception leaves the program before it starts a thread: which.
    RaisedBeforeThreads,
    /// A decorator that is not known; its name.
    Decorator,
    /// A base class that is not known; its name.
    Base,
    /// What a list can hold was passed; the most.
    TooManyElements,
    /// An exception that is not known; its name.
    Exception,
    /// A number that does not fit.
    Number,
    /// `await` outside an `async def`.
    AwaitOutside,
    /// Something that cannot be awaited; what it is.
    NotAwaitable,
    /// A second `asyncio.run`, or one where threads run or where it depends on what happens.
    OneLoop,
    /// Tasks of asyncio beside threads.
    LoopAndThreads,
    /// A task made by another task, or where it depends on what happens.
    TaskElsewhere,
    /// A task group of which a task or the block can raise.
    GroupRaises,
    /// A time limit that cannot be run: within another, of no time, or around what catches that it is cancelled.
    WaitForCoroutine,
    /// A task that may be cancelled while it waits for another one.
    LeftTask,
    /// The name of a task that was given none.
    UnnamedTask,
    /// `as_completed` of tasks that may have ended before.
    CompletedBefore,
    /// What is not told apart where `sys.exit` in a task ends the loop.
    TaskExits,
    /// A coroutine that nobody awaits: which. It is only said.
    NeverAwaited,
    /// `time.sleep` in a coroutine. It is only said.
    SleepStopsAll,
    /// A process or the workers of a pool ended from outside, at whatever step they are: by what.
    Terminated,
    /// A daemon beside a process that `main` does not wait for.
    DaemonProcess,
    /// Another way to start a process than `fork`: which.
    StartMethod,
    /// Whether so many bytes fit into a pipe.
    PipeRoom,
    /// Something that cannot be sent to another process; what.
    NotSent,
    /// An end of a pipe that several processes use, or that is closed by the one that made it.
    PipeEnd,
    /// A process copies something that threads wait at while it is in use; what.
    CopiedInUse,
    /// Something is changed after it was given to a queue or a pool that copies it later; what.
    ChangedAfterSent,
    /// Something that processes share is used by another thread than `main`; what.
    BesideMain,
}

impl Refusal {
    /// Whether the text can be run all the same.
    pub fn is_warning(self) -> bool {
        matches!(self, Refusal::NeverAwaited | Refusal::SleepStopsAll | Refusal::FileNotImported)
    }
}
