//! Python 3 with `threading` and `queue`.

use super::grammar::{Aspect, Aspect::*, Casing, Exceptions, Grammar};
use super::kinds::{Kind, Kind::*};
use super::words::Word;
use crate::notation::vocabulary::Operation::*;
use crate::program::Exception;

pub(super) static GRAMMAR: Grammar = Grammar {
    word,
    words_of_kinds: WORDS_OF_KINDS,
    exception_names: EXCEPTION_NAMES,
    reserved: " threading time print range len Atomic Buffer channel join produce consume ",
    shared_names: Casing::Kept,
    local_names: Casing::Kept,
    is_in_a_class: false,
    shows_critical_sections: false,
    augments_variables: true,
    is_typed: false,
    exceptions: Exceptions::Native,
    scaffolding: include_str!("scaffolding/python.txt"),
};

fn word(word: Word) -> Option<&'static str> {
    Some(match word {
        Word::Comment => "# ",
        Word::True => "True",
        Word::False => "False",
        Word::None => "None",
        Word::And => "and",
        Word::Or => "or",
        Word::Not => "not $0",
        Word::Is => "is",
        Word::IsNot => "is not",
        // Statements.
        Word::PredefinedConstant => "$0 = $1",
        Word::DeclareConstant => "$0 = $1",
        Word::DeclareVariable => "$0 = $1",
        Word::WriteVariable => "$0 = $1",
        Word::Assign => "$0 = $1",
        Word::Let => "$0 = $1",
        Word::LetChanging => "$0 = $1",
        Word::Augment => "$0 $1= $2",
        Word::StoreElement => "$0[$1] = $2",
        Word::If => "if $0:",
        Word::Elif => "elif $0:",
        Word::Else => "else:",
        Word::While => "while $0:",
        Word::WhileTrue => "while True:",
        Word::ForRange => "for $0 in range($1):",
        Word::With => "with $0:",
        Word::Try => "try:",
        Word::Except => "except $0:",
        Word::ExceptSeveral => "except ($0):",
        Word::ExceptSeparator => ", ",
        Word::ExceptAll => "except Exception:",
        Word::Finally => "finally:",
        Word::Raise => "raise $0",
        Word::RaiseAgain => "raise",
        Word::Break => "break",
        Word::Continue => "continue",
        Word::Pass => "pass",
        Word::PassNeeded => "pass",
        Word::Return => "return",
        Word::ReturnValue => "return $0",
        Word::Assert => "assert $0",
        Word::Global => "global $0",
        Word::Define => "def $0($1):",
        Word::Takes => "if _has_taken_enough():\n    return",
        // What a program calls.
        Word::Produce => "produce()",
        Word::Consume => "consume($1)",
        Word::Sleep => "time.sleep($s1)",
        Word::Join => "join($1)",
        Word::AnyException => "Exception",
        Word::DeclareException => "class $0(Exception):\n    pass\n",
        // The threads.
        Word::Threads => "$3 = []",
        Word::Start => "for me in range($1):",
        Word::StartArgument => "$0.clone()",
        Word::StartCall => "    _start($3, $4, $0$5)",
        Word::MayWait => "_may_wait",
        Word::MustEnd => "_must_end",
        // Every kind of object has words of its own.
        Word::AnyDeclaration | Word::AnyOperation | Word::AnyCall => return None,
        // A block ends where the next line begins further left.
        Word::End | Word::StatementEnd => return None,
        // It divides as the notation does.
        Word::Divide | Word::FloorDivide | Word::FloorModulo => return None,
        // Names have no types, and all are references.
        Word::Unsigned
        | Word::Reference
        | Word::Argument
        | Word::ArgumentEnd
        | Word::ReadVariable
        | Word::DeclareOnce
        | Word::DeclareChanging
        | Word::DeclareDefault
        | Word::DefineReturning
        | Word::DefineNoValue
        | Word::Parameter
        | Word::ParameterChanged
        | Word::NoParameters => return None,
        // It has exceptions, and they end a thread that has made enough.
        Word::LoopName
        | Word::AttemptOpen
        | Word::AttemptClose
        | Word::AttemptExcept
        | Word::Jump
        | Word::FallibleStatement
        | Word::FallibleLet
        | Word::FallibleAssign
        | Word::RaiseCaught
        | Word::FinallyOpen
        | Word::FinallyClose
        | Word::BreakOut
        | Word::ContinueOut
        | Word::ProduceLet => return None,
        // `pass` is all there is to say.
        Word::PassSpinning => return None,
        // A role is a function like others.
        Word::DefineListing => return None,
        // A condition without a lock makes its own.
        Word::OwnLock => return None,
        // A thread is given the function and its arguments.
        Word::Entry
        | Word::EntryCall
        | Word::EntryClose
        | Word::StartOnce
        | Word::StartMe
        | Word::StartCallValue
        | Word::StartClose => return None,
    })
}

const WORDS_OF_KINDS: &[(Kind, Aspect, &str)] = &[
    (Semaphore, Declare, "$0 = threading.Semaphore($1)"),
    (BoundedSemaphore, Declare, "$0 = threading.BoundedSemaphore($1)"),
    (Semaphore, Call(Wait), "$0.acquire()"),
    (Semaphore, Timed(Wait), "$0.acquire(timeout=$s1)"),
    (Semaphore, Call(Signal), "$0.release()"),
    (Semaphore, Call(Value), "$0._value"),
    (Lock, Declare, "$0 = threading.Lock()"),
    (ReentrantLock, Declare, "$0 = threading.RLock()"),
    (Lock, Call(Acquire), "$0.acquire()"),
    (Lock, Timed(Acquire), "$0.acquire(timeout=$s1)"),
    (Lock, Call(Release), "$0.release()"),
    (Lock, Call(Locked), "$0.locked()"),
    (Condition, Declare, "$0 = threading.Condition($8)"),
    (Condition, DeclareOwn, "$0 = threading.Condition()"),
    (Condition, Call(Acquire), "$0.acquire()"),
    (Condition, Call(Release), "$0.release()"),
    (Condition, Call(Wait), "$0.wait()"),
    (Condition, Timed(Wait), "$0.wait(timeout=$s1)"),
    (Condition, Call(WaitFor), "$0.wait_for(lambda: $1)"),
    (Condition, Timed(WaitFor), "$0.wait_for(lambda: $1, timeout=$s2)"),
    (Condition, Call(Notify), "$0.notify()"),
    (Condition, Given(Notify, 1), "$0.notify($1)"),
    (Condition, Call(NotifyAll), "$0.notify_all()"),
    (Event, Declare, "$0 = threading.Event()"),
    (Event, Call(Set), "$0.set()"),
    (Event, Call(Clear), "$0.clear()"),
    (Event, Call(Wait), "$0.wait()"),
    (Event, Timed(Wait), "$0.wait(timeout=$s1)"),
    (Event, Call(IsSet), "$0.is_set()"),
    (Barrier, Declare, "$0 = threading.Barrier($1)"),
    (Barrier, Call(Wait), "$0.wait()"),
    (Barrier, Timed(Wait), "$0.wait(timeout=$s1)"),
    (Barrier, Call(Abort), "$0.abort()"),
    (Barrier, Call(Reset), "$0.reset()"),
    (Barrier, Call(NWaiting), "$0.n_waiting"),
    (Barrier, Call(Broken), "$0.broken"),
    (Buffer, Declare, "$0 = Buffer($1)"),
    (Buffer, Call(Put), "$0.put($1)"),
    (Buffer, Call(Get), "$0.get()"),
    (List, Declare, "$0 = []"),
    (List, Call(Append), "$0.append($1)"),
    (List, PopFirst, "$0.pop(0)"),
    (List, Call(Pop), "$0.pop()"),
    (List, Given(Pop, 1), "$0.pop($1)"),
    (List, Length, "len($0)"),
    (List, Index, "$0[$1]"),
    (Queue, Declare, "$0 = Queue($1)"),
    (PriorityQueue, Declare, "$0 = PriorityQueue($1)"),
    (Queue, Call(Put), "$0.put($1)"),
    (Queue, Timed(Put), "$0.put($1, timeout=$s2)"),
    (Queue, Call(Get), "$0.get()"),
    (Queue, Timed(Get), "$0.get(timeout=$s1)"),
    (Queue, Call(Full), "$0.full()"),
    (Queue, Call(Empty), "$0.empty()"),
    (Queue, Call(Qsize), "$0.qsize()"),
    (Sender, Declare, "$0, $7 = channel()"),
    (BoundedSender, Declare, "$0, $7 = channel($1)"),
    (Sender, Call(Send), "$0.send($1)"),
    (Sender, Call(Clone), "$0.clone()"),
    (Sender, Drop, "$0.drop()"),
    (Sender, Forget, "$0.drop()"),
    (Receiver, Call(Recv), "$0.recv()"),
    (Receiver, Timed(Recv), "$0.recv(timeout=$s1)"),
    (Receiver, Drop, "$0.drop()"),
    (Receiver, Forget, "$0.drop()"),
    (Receiver, For, "for $0 in $1:"),
    (Array, Declare, "$0 = [None] * ($1)"),
    (Array, Index, "$0[$1]"),
    (Array, Length, "len($0)"),
    (Atomic, Declare, "$0 = Atomic($1)"),
    (Atomic, Call(Load), "$0.load()"),
    (Atomic, Call(Store), "$0.store($1)"),
    (Atomic, Call(Add), "$0.add($1)"),
    (Atomic, Given(Add, 0), "$0.add(1)"),
    (Atomic, Call(Sub), "$0.sub($1)"),
    (Atomic, Given(Sub, 0), "$0.sub(1)"),
    (Atomic, Call(Swap), "$0.swap($1)"),
    (Atomic, Call(Cas), "$0.cas($1, $2)"),
    (Atomic, Call(Wait), "$0.wait($1)"),
    (Atomic, Timed(Wait), "$0.wait($1, timeout=$s2)"),
    (Atomic, Call(Notify), "$0.notify()"),
    (Atomic, Given(Notify, 1), "$0.notify($1)"),
];

const EXCEPTION_NAMES: &[(Exception, &str)] = &[
    (Exception::INDEX_ERROR, "IndexError"),
    (Exception::VALUE_ERROR, "ValueError"),
    (Exception::RUNTIME_ERROR, "RuntimeError"),
    (Exception::ZERO_DIVISION_ERROR, "ZeroDivisionError"),
    (Exception::OVERFLOW_ERROR, "OverflowError"),
    (Exception::MEMORY_ERROR, "MemoryError"),
    (Exception::TYPE_ERROR, "TypeError"),
    (Exception::NAME_ERROR, "NameError"),
    (Exception::BROKEN_BARRIER_ERROR, "threading.BrokenBarrierError"),
    (Exception::EMPTY, "Empty"),
    (Exception::FULL, "Full"),
    (Exception::SEND_ERROR, "SendError"),
    (Exception::RECV_ERROR, "RecvError"),
];
