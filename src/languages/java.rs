//! Java with `java.util.concurrent`.

use super::grammar::{Aspect, Aspect::*, Casing, Exceptions, Grammar};
use super::kinds::{Kind, Kind::*};
use super::words::Word;
use crate::notation::vocabulary::Operation::*;
use crate::program::Exception;

pub(super) static GRAMMAR: Grammar = Grammar {
    word,
    words_of_kinds: WORDS_OF_KINDS,
    exception_names: EXCEPTION_NAMES,
    reserved: " abstract boolean byte case catch char class const default do double enum extends \
        final finally float goto implements import int interface long native new package private \
        protected public short static super switch synchronized this throw throws try void \
        volatile main start produce consume join mustEnd mayWait ",
    shared_names: Casing::Camel,
    local_names: Casing::Camel,
    is_in_a_class: true,
    shows_critical_sections: false,
    augments_variables: true,
    is_typed: true,
    exceptions: Exceptions::Native,
    scaffolding: include_str!("scaffolding/java.txt"),
};

fn word(word: Word) -> Option<&'static str> {
    Some(match word {
        Word::Comment => "// ",
        Word::End => "}",
        Word::StatementEnd => ";",
        Word::True => "true",
        Word::False => "false",
        Word::None => "NONE",
        Word::And => "&&",
        Word::Or => "||",
        Word::Not => "!$0",
        Word::Divide => "/",
        Word::FloorDivide => "Math.floorDiv($1, $2)",
        Word::FloorModulo => "Math.floorMod($1, $2)",
        // Statements.
        Word::PredefinedConstant => "static final int $0 = $1;",
        Word::DeclareConstant => "static final $2 $0 = $1;",
        Word::DeclareVariable => "static volatile $2 $0 = $1;",
        Word::WriteVariable => "$0 = $1;",
        Word::Assign => "$0 = $1;",
        Word::Let => "$2 $0 = $1;",
        Word::LetChanging => "$2 $0 = $1;",
        Word::DeclareOnce => "$1 $0;",
        Word::DeclareChanging => "$1 $0;",
        Word::DeclareDefault => "$1 $0 = $2;",
        Word::Augment => "$0 $1= $2;",
        Word::StoreElement => "$0[$1] = $2;",
        Word::If => "if ($0) {",
        Word::Elif => "} else if ($0) {",
        Word::Else => "} else {",
        Word::While => "while ($0) {",
        Word::WhileTrue => "while (true) {",
        Word::ForRange => "for (int $0 = 0; $0 < $1; $0++) {",
        Word::Try => "try {",
        Word::Except => "} catch ($0 caught) {",
        Word::ExceptSeveral => "} catch ($0 caught) {",
        Word::ExceptSeparator => " | ",
        Word::ExceptAll => "} catch (Exception caught) {",
        Word::Finally => "} finally {",
        Word::Raise => "throw new $0();",
        Word::RaiseAgain => "throw caught;",
        Word::Break => "break;",
        Word::Continue => "continue;",
        Word::Pass => ";",
        Word::PassSpinning => "Thread.onSpinWait();",
        Word::Return => "return;",
        Word::ReturnValue => "return $0;",
        Word::Assert => "assert $0;",
        Word::Define => "static void $0($1) throws InterruptedException {",
        Word::DefineReturning => "static $2 $0($1) throws InterruptedException {",
        Word::DefineNoValue => "throw new ClassCastException();",
        Word::Parameter => "$1 $0",
        Word::Takes => "if (itemsTaken.get() >= TAKES) return;",
        // What a program calls.
        Word::Produce => "produce()",
        Word::Consume => "consume($1)",
        Word::Sleep => "Thread.sleep($1)",
        Word::Join => "join($1)",
        Word::OwnLock => "$0Lock",
        Word::AnyException => "Exception",
        Word::DeclareException => "static class $0 extends RuntimeException {}",
        // The threads.
        Word::Threads => "static final List<Thread> $3 = new ArrayList<>();",
        Word::Start => "for (int each = 0; each < $1; each++) {",
        Word::StartOnce => "{",
        Word::StartMe => "me",
        Word::StartCall => "    start($3, $4, me -> $0($2)$6);",
        Word::StartClose => "}",
        Word::MayWait => "mayWait",
        Word::MustEnd => "mustEnd",
        // Every kind of object has words of its own.
        Word::AnyDeclaration | Word::AnyOperation | Word::AnyCall => return None,
        // `==` and `!=` say it.
        Word::Is | Word::IsNot => return None,
        // Names of objects are references, and a size is an `int`.
        Word::Unsigned
        | Word::Reference
        | Word::Argument
        | Word::ArgumentEnd
        | Word::ReadVariable
        | Word::ParameterChanged => return None,
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
        // Locks have no `with`: it is `try` and `finally`.
        Word::With => return None,
        // Blocks and lists of parameters can be empty, and all see what is shared.
        Word::PassNeeded | Word::NoParameters | Word::Global => return None,
        // A role is a method like others.
        Word::DefineListing => return None,
        // A thread is given what it calls.
        Word::Entry
        | Word::EntryCall
        | Word::EntryClose
        | Word::StartArgument
        | Word::StartCallValue => return None,
    })
}

const WORDS_OF_KINDS: &[(Kind, Aspect, &str)] = &[
    (Integer, Type, "int"),
    (Integer, IsTrue, "~$0 != 0"),
    (Integer, Default, "0"),
    (Truth, Type, "boolean"),
    (Truth, Default, "false"),
    (Item, Type, "int"),
    (Item, IsTrue, "~$0 != NONE"),
    (Item, Default, "0"),
    (Semaphore, Type, "Semaphore"),
    (Lock, Type, "ReentrantLock"),
    (Condition, Type, "Condition"),
    (Event, Type, "Event"),
    (Barrier, Type, "Barrier"),
    (Buffer, Type, "Buffer"),
    (List, Type, "ConcurrentLinkedDeque<Integer>"),
    (List, IsTrue, "!$0.isEmpty()"),
    (List, IsFalse, "$0.isEmpty()"),
    (Queue, Type, "BlockingQueue<Integer>"),
    (PriorityQueue, Type, "BoundedPriorityQueue"),
    (Sender, Type, "Sender"),
    (Receiver, Type, "Receiver"),
    (Atomic, Type, "Atomic"),
    (Semaphore, Declare, "static final Semaphore $0 = new Semaphore($1);"),
    (Semaphore, Call(Wait), "$0.acquire()"),
    (Semaphore, Timed(Wait), "$0.tryAcquire($1, TimeUnit.MILLISECONDS)"),
    (Semaphore, Call(Signal), "$0.release()"),
    (Semaphore, Call(Value), "$0.availablePermits()"),
    (Lock, Declare, "static final ReentrantLock $0 = new ReentrantLock();"),
    (ReentrantLock, Declare, "static final ReentrantLock $0 = new ReentrantLock();"),
    (Lock, Call(Acquire), "$0.lock()"),
    (Lock, Timed(Acquire), "$0.tryLock($1, TimeUnit.MILLISECONDS)"),
    (Lock, Call(Release), "$0.unlock()"),
    (Lock, Call(Locked), "$0.isLocked()"),
    // A `ReentrantLock` lets the thread that holds it in again, and out nobody else.
    (BareLock, Type, "Semaphore"),
    (BareLock, Declare, "static final Semaphore $0 = new Semaphore(1);"),
    (BareLock, Call(Acquire), "$0.acquire()"),
    (BareLock, Timed(Acquire), "$0.tryAcquire($1, TimeUnit.MILLISECONDS)"),
    (BareLock, Call(Release), "$0.release()"),
    (BareLock, Call(Locked), "~$0.availablePermits() == 0"),
    (Condition, Declare, "static final Condition $0 = $8.newCondition();"),
    (
        Condition,
        DeclareOwn,
        "static final ReentrantLock $8 = new ReentrantLock();\n\
         static final Condition $0 = $8.newCondition();",
    ),
    (Condition, Call(Acquire), "$8.lock()"),
    (Condition, Call(Release), "$8.unlock()"),
    (Condition, Call(Wait), "$0.await()"),
    (Condition, Timed(Wait), "$0.await($1, TimeUnit.MILLISECONDS)"),
    (Condition, Call(WaitFor), "while (!$T1) {\n    $0.await();\n}"),
    (Condition, Call(Notify), "$0.signal()"),
    (Condition, Given(Notify, 1), "for (int each = 0; each < $1; each++) {\n    $0.signal();\n}"),
    (Condition, Call(NotifyAll), "$0.signalAll()"),
    (Event, Declare, "static final Event $0 = new Event();"),
    (Event, Call(Set), "$0.set()"),
    (Event, Call(Clear), "$0.clear()"),
    (Event, Call(Wait), "$0.await()"),
    (Event, Timed(Wait), "$0.await($1)"),
    (Event, Call(IsSet), "$0.isSet()"),
    (Barrier, Declare, "static final Barrier $0 = new Barrier($1);"),
    (Barrier, Call(Wait), "$0.await(Long.MAX_VALUE)"),
    (Barrier, Timed(Wait), "$0.await($1)"),
    (Barrier, Call(Abort), "$0.abort()"),
    (Barrier, Call(Reset), "$0.reset()"),
    (Barrier, Call(NWaiting), "$0.waiting()"),
    (Barrier, Call(Broken), "$0.isBroken()"),
    (Buffer, Declare, "static final Buffer $0 = new Buffer($1);"),
    (Buffer, Call(Put), "$0.put($1)"),
    (Buffer, Call(Get), "$0.get()"),
    (
        List,
        Declare,
        "static final ConcurrentLinkedDeque<Integer> $0 = new ConcurrentLinkedDeque<>();",
    ),
    (List, Call(Append), "$0.addLast($1)"),
    (List, PopFirst, "$0.removeFirst()"),
    (List, Given(Pop, 0), "$0.removeLast()"),
    (List, Length, "$0.size()"),
    (Queue, Declare, "static final BlockingQueue<Integer> $0 = new ArrayBlockingQueue<>($1);"),
    (
        Queue,
        DeclareUnbounded,
        "static final BlockingQueue<Integer> $0 = new LinkedBlockingQueue<>();",
    ),
    (
        PriorityQueue,
        Declare,
        "static final BoundedPriorityQueue $0 = new BoundedPriorityQueue($1);",
    ),
    (Queue, Call(Put), "$0.put($1)"),
    (Queue, Timed(Put), "orFull($0.offer($1, $2, TimeUnit.MILLISECONDS))"),
    (Queue, Call(Get), "$0.take()"),
    (Queue, Timed(Get), "orEmpty($0.poll($1, TimeUnit.MILLISECONDS))"),
    (Queue, Call(Full), "$0.remainingCapacity() == 0"),
    (Queue, Call(Empty), "$0.isEmpty()"),
    (Queue, Call(Qsize), "$0.size()"),
    (
        Sender,
        Declare,
        "static final Sender $0 = new Channel(Channel.UNBOUNDED).sender();\n\
         static final Receiver $7 = $0.channel.receiver();",
    ),
    (
        BoundedSender,
        Declare,
        "static final Sender $0 = new Channel($1).sender();\n\
         static final Receiver $7 = $0.channel.receiver();",
    ),
    (Sender, Call(Send), "$0.send($1)"),
    (Sender, Call(Clone), "$0.copy()"),
    (Sender, Drop, "$0.drop()"),
    (Sender, Forget, "$0.drop();"),
    (Receiver, Call(Recv), "$0.recv()"),
    (Receiver, Drop, "$0.drop()"),
    (Receiver, Forget, "$0.drop();"),
    (Receiver, For, "for (int $0 : $1) {"),
    (Item, Elements, "static final int[] $0 = new int[$1];"),
    (Integer, Elements, "static final int[] $0 = new int[$1];"),
    (Truth, Elements, "static final boolean[] $0 = new boolean[$1];"),
    (Array, Index, "$0[$1]"),
    (Array, Length, "$0.length"),
    (Atomic, Declare, "static final Atomic $0 = new Atomic($1);"),
    (Atomic, Call(Load), "$0.get()"),
    (Atomic, Call(Store), "$0.set($1)"),
    (Atomic, Call(Add), "$0.getAndAdd($1)"),
    (Atomic, Given(Add, 0), "$0.getAndAdd(1)"),
    (Atomic, Call(Sub), "$0.getAndAdd(-($1))"),
    (Atomic, Given(Sub, 0), "$0.getAndAdd(-1)"),
    (Atomic, Call(Swap), "$0.getAndSet($1)"),
    (Atomic, Call(Cas), "$0.compareAndSet($1, $2)"),
    (Atomic, Call(Wait), "$0.sleepWhile($1)"),
    (Atomic, Call(Notify), "$0.wake(1)"),
    (Atomic, Given(Notify, 1), "$0.wake($1)"),
    (Sender, StartEnd, "    Sender $0 = Program.$0.copy();"),
    (Receiver, StartEnd, "    Receiver $0 = Program.$0.copy();"),
];

const EXCEPTION_NAMES: &[(Exception, &str)] = &[
    (Exception::INDEX_ERROR, "NoSuchElementException"),
    (Exception::VALUE_ERROR, "IllegalArgumentException"),
    (Exception::RUNTIME_ERROR, "IllegalStateException"),
    (Exception::ZERO_DIVISION_ERROR, "ArithmeticException"),
    (Exception::OVERFLOW_ERROR, "ArithmeticException"),
    (Exception::BROKEN_BARRIER_ERROR, "BrokenBarrier"),
    (Exception::EMPTY, "Empty"),
    (Exception::FULL, "Full"),
    (Exception::SEND_ERROR, "SendError"),
    (Exception::RECV_ERROR, "RecvError"),
];
