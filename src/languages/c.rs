//! C with POSIX threads.

use super::grammar::{Aspect, Aspect::*, Casing, Exceptions, Grammar};
use super::kinds::{Kind, Kind::*};
use super::words::Word;
use crate::notation::vocabulary::Operation::*;

pub(super) static GRAMMAR: Grammar = Grammar {
    word,
    words_of_kinds: WORDS_OF_KINDS,
    // It writes their names as texts only.
    exception_names: &[],
    reserved: " auto break case char const continue default do double else enum extern float for \
        goto if inline int long register restrict return short signed sizeof static struct switch \
        typedef union unsigned void volatile while bool true false main start run produce consume \
        join fail signal wait sleep read write index remove all_ready ended must_end may_wait \
        has_space pause kill send recv time clock exp log y0 y1 j0 j1 jn yn NONE SENDER RECEIVER ",
    shared_names: Casing::Kept,
    local_names: Casing::Kept,
    is_in_a_class: false,
    shows_critical_sections: false,
    augments_variables: false,
    is_typed: true,
    exceptions: Exceptions::Label,
    scaffolding: include_str!("scaffolding/c.txt"),
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
        Word::FloorDivide => "floor_divide($1, $2)",
        Word::FloorModulo => "floor_modulo($1, $2)",
        Word::Reference => "&$0",
        Word::Argument => "&$0",
        // Statements.
        Word::PredefinedConstant => "enum { $0 = $1 };",
        Word::DeclareConstant => "static const $2 $0 = $1;",
        Word::DeclareVariable => "static _Atomic $2 $0 = $1;",
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
        Word::ForRange => "for (long $0 = 0; $0 < $1; $0++) {",
        Word::AttemptOpen => "bool caught$0 = true;",
        Word::AttemptClose => "caught$0 = false;\nexcept$0:",
        Word::AttemptExcept => "if (caught$0) {",
        Word::Jump => "goto except$0;",
        Word::FallibleStatement => "if (!$1) $2",
        Word::FallibleLet => "$3 $0;\nif (!$1) $2",
        Word::FallibleAssign => "if (!$1) $2",
        Word::RaiseCaught => "$0",
        Word::Raise => "fail(\"$0\");",
        Word::Break => "break;",
        Word::Continue => "continue;",
        Word::Pass => ";",
        Word::Return => "return;",
        Word::ReturnValue => "return $0;",
        Word::Assert => "assert($0);",
        Word::Define => "static void $0($1) {",
        Word::DefineReturning => "static $2 $0($1) {",
        Word::DefineNoValue => "fail(\"TypeError\");\nreturn 0;",
        Word::Parameter => "$1 $0",
        Word::NoParameters => "void",
        Word::Takes => "if (items_taken >= TAKES) return;",
        // What a program calls.
        Word::Produce => "produce()",
        Word::Consume => "consume($1)",
        Word::Sleep => "sleep_milliseconds($1)",
        Word::Join => "join(&$1)",
        Word::OwnLock => "$0_mutex",
        // The threads.
        Word::Threads => "static struct threads $3;",
        Word::Entry => "\nstatic void *$0_entry(void *argument) {\n    (void) argument;",
        Word::EntryCall => {
            "    pthread_cleanup_push(ended, &$4);\n    all_ready();\n    $0($2);\n    \
         pthread_cleanup_pop(true);\n    return NULL;"
        }
        Word::EntryClose => "}",
        Word::Start => "start(&$3, &$4, $0_entry, $1);",
        Word::MayWait => "may_wait",
        Word::MustEnd => "must_end",
        // Every kind of object has words of its own.
        Word::AnyDeclaration | Word::AnyOperation | Word::AnyCall => return None,
        // `==` and `!=` say it.
        Word::Is | Word::IsNot => return None,
        // A number is a size, and atomic variables are read by their names.
        Word::Unsigned | Word::ReadVariable => return None,
        // An end of a channel is a pointer already, and parameters can be changed.
        Word::ArgumentEnd | Word::ParameterChanged => return None,
        // It has no exceptions: a label is what is left for, and what is held is let go before.
        Word::With
        | Word::Try
        | Word::Except
        | Word::ExceptSeveral
        | Word::ExceptSeparator
        | Word::ExceptAll
        | Word::Finally
        | Word::RaiseAgain
        | Word::AnyException
        | Word::DeclareException => return None,
        // A label is reached from inside any block.
        Word::LoopName
        | Word::FinallyOpen
        | Word::FinallyClose
        | Word::BreakOut
        | Word::ContinueOut => return None,
        // A block can be empty, and all see what is shared.
        Word::PassNeeded | Word::Global => return None,
        // `;` is all there is to say.
        Word::PassSpinning => return None,
        // A role is a function like others, and its thread ends inside `produce`.
        Word::DefineListing | Word::ProduceLet => return None,
        // A thread begins in a function of its own, the entry.
        Word::StartOnce
        | Word::StartMe
        | Word::StartArgument
        | Word::StartCall
        | Word::StartCallValue
        | Word::StartClose => return None,
    })
}

const WORDS_OF_KINDS: &[(Kind, Aspect, &str)] = &[
    (Integer, Type, "long"),
    (Integer, IsTrue, "~$0 != 0"),
    (Integer, Default, "0"),
    (Truth, Type, "bool"),
    (Truth, Default, "false"),
    (Item, Type, "long"),
    (Item, IsTrue, "~$0 != NONE"),
    (Item, Default, "0"),
    (Semaphore, Type, "sem_t *"),
    (Lock, Type, "pthread_mutex_t *"),
    (Condition, Type, "pthread_cond_t *"),
    (Event, Type, "struct event *"),
    (Buffer, Type, "struct buffer *"),
    (List, Type, "struct list *"),
    (List, IsTrue, "~list_length($0) > 0"),
    (List, IsFalse, "~list_length($0) == 0"),
    (Queue, Type, "struct queue *"),
    (Sender, Type, "struct end *"),
    (Receiver, Type, "struct end *"),
    (Atomic, Type, "atomic_int *"),
    (Integer, Constant, "enum { $0 = $1 };"),
    (Semaphore, Declare, "static sem_t $0;"),
    (Semaphore, Prepare, "sem_init(&$0, 0, $1);"),
    (Semaphore, Call(Wait), "sem_wait($0)"),
    (Semaphore, Timed(Wait), "sem_timedwait($0, after($1)) == 0"),
    (Semaphore, Call(Signal), "sem_post($0)"),
    (Lock, Declare, "static pthread_mutex_t $0 = PTHREAD_MUTEX_INITIALIZER;"),
    (ReentrantLock, Declare, "static pthread_mutex_t $0 = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;"),
    (Lock, Call(Acquire), "pthread_mutex_lock($0)"),
    (Lock, Timed(Acquire), "pthread_mutex_timedlock($0, after($1)) == 0"),
    (Lock, Call(Release), "pthread_mutex_unlock($0)"),
    (Condition, Declare, "static pthread_cond_t $0 = PTHREAD_COND_INITIALIZER;"),
    (
        Condition,
        DeclareOwn,
        "static pthread_mutex_t $8 = PTHREAD_MUTEX_INITIALIZER;\n\
         static pthread_cond_t $0 = PTHREAD_COND_INITIALIZER;",
    ),
    (Condition, Call(Acquire), "pthread_mutex_lock(&$8)"),
    (Condition, Call(Release), "pthread_mutex_unlock(&$8)"),
    (Condition, Call(Wait), "pthread_cond_wait($0, &$8)"),
    (Condition, Timed(Wait), "pthread_cond_timedwait($0, &$8, after($1)) == 0"),
    (Condition, Call(WaitFor), "while (!$T1) {\n    pthread_cond_wait($0, &$8);\n}"),
    (Condition, Call(Notify), "pthread_cond_signal($0)"),
    (
        Condition,
        Given(Notify, 1),
        "for (long each = 0; each < $1; each++) {\n    pthread_cond_signal($0);\n}",
    ),
    (Condition, Call(NotifyAll), "pthread_cond_broadcast($0)"),
    (Barrier, Type, "struct barrier *"),
    (Barrier, Declare, "static struct barrier $0 = BARRIER_INITIALIZER($1);"),
    (Barrier, Call(Wait), "barrier_wait($0, NULL)"),
    (Barrier, Try(Wait), "barrier_try_wait($0, NULL, &$9)"),
    (Barrier, Timed(Wait), "barrier_wait($0, after($1))"),
    (Barrier, TryTimed(Wait), "barrier_try_wait($0, after($1), &$9)"),
    (Barrier, Call(Abort), "barrier_abort($0)"),
    (Barrier, Call(Reset), "barrier_reset($0)"),
    (Barrier, Call(NWaiting), "barrier_waiting($0)"),
    (Barrier, Call(Broken), "barrier_broken($0)"),
    (Event, Declare, "static struct event $0 = EVENT_INITIALIZER;"),
    (Event, Call(Set), "event_set($0)"),
    (Event, Call(Clear), "event_clear($0)"),
    (Event, Call(Wait), "event_wait($0)"),
    (Event, Timed(Wait), "event_wait_until($0, after($1))"),
    (Event, Call(IsSet), "event_is_set($0)"),
    (Buffer, Declare, "static struct buffer $0;"),
    (Buffer, Prepare, "buffer_init(&$0, $1);"),
    (Buffer, Call(Put), "buffer_put($0, $1)"),
    (Buffer, Call(Get), "buffer_get($0)"),
    (List, Declare, "static struct list $0 = LIST_INITIALIZER;"),
    (List, Call(Append), "list_append($0, $1)"),
    (List, PopFirst, "list_pop_first($0)"),
    (List, TryPopFirst, "list_try_pop_first($0, &$9)"),
    (List, Given(Pop, 0), "list_pop_last($0)"),
    (List, Try(Pop), "list_try_pop_last($0, &$9)"),
    (List, Index, "list_at($0, $1)"),
    (List, Length, "list_length($0)"),
    (Queue, Declare, "static struct queue $0;"),
    (Queue, Prepare, "queue_init(&$0, $1);"),
    (PriorityQueue, Declare, "static struct queue $0;"),
    (PriorityQueue, Prepare, "priority_queue_init(&$0, $1);"),
    (Queue, Call(Put), "queue_put($0, $1)"),
    (Queue, Call(Get), "queue_get($0)"),
    (Queue, Timed(Get), "queue_get_until($0, after($1))"),
    (Queue, TryTimed(Get), "queue_try_get_until($0, after($1), &$9)"),
    (Queue, Call(Full), "queue_is_full($0)"),
    (Queue, Call(Empty), "~queue_size($0) == 0"),
    (Queue, Call(Qsize), "queue_size($0)"),
    (
        Sender,
        Declare,
        "static struct channel $0_$7;\n\
         static struct channel *const $0_channel = &$0_$7, *const $7_channel = &$0_$7;",
    ),
    (Sender, Prepare, "channel_init(&$0_$7, UNBOUNDED);"),
    (Sender, PrepareShared, "channel_init(&$0_$7, UNBOUNDED);"),
    (
        BoundedSender,
        Declare,
        "static struct channel $0_$7;\n\
         static struct channel *const $0_channel = &$0_$7, *const $7_channel = &$0_$7;",
    ),
    (BoundedSender, Prepare, "channel_init(&$0_$7, $1);"),
    (BoundedSender, PrepareShared, "channel_init(&$0_$7, $1);"),
    (Sender, Call(Send), "channel_send($0, $1)"),
    (Sender, Try(Send), "channel_try_send($0, $1)"),
    (Sender, Call(Clone), "end_clone($0)"),
    (Sender, Drop, "end_drop($0)"),
    (Receiver, Call(Recv), "channel_recv($0)"),
    (Receiver, Try(Recv), "channel_try_recv($0, &$9)"),
    (Receiver, Drop, "end_drop($0)"),
    (Receiver, For, "long $0;\nwhile (channel_try_recv($1, &$0)) {"),
    (Item, Elements, "static long $0[$1];"),
    (Integer, Elements, "static long $0[$1];"),
    (Truth, Elements, "static bool $0[$1];"),
    (Array, Index, "$0[$1]"),
    (Array, Length, "(long) (sizeof $0 / sizeof $0[0])"),
    (Atomic, Declare, "static atomic_int $0 = $1;"),
    (Atomic, Call(Load), "atomic_load($0)"),
    (Atomic, Call(Store), "atomic_store($0, $1)"),
    (Atomic, Call(Add), "atomic_fetch_add($0, $1)"),
    (Atomic, Given(Add, 0), "atomic_fetch_add($0, 1)"),
    (Atomic, Call(Sub), "atomic_fetch_sub($0, $1)"),
    (Atomic, Given(Sub, 0), "atomic_fetch_sub($0, 1)"),
    (Atomic, Call(Swap), "atomic_exchange($0, $1)"),
    (Atomic, Call(Cas), "atomic_cas($0, $1, $2)"),
    (Atomic, Call(Wait), "futex_wait($0, $1)"),
    (Atomic, Call(Notify), "futex_wake($0, 1)"),
    (Atomic, Given(Notify, 1), "futex_wake($0, $1)"),
    (Integer, EntryEnd, "    long $0 = (long) argument;"),
    (Sender, EntryEnd, "    struct end *$0 = end_open($0_channel, SENDER);"),
    (Receiver, EntryEnd, "    struct end *$0 = end_open($0_channel, RECEIVER);"),
];
