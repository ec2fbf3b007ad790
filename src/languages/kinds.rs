//! What a name stands for, and what the operations on it answer.

use crate::notation::vocabulary::{self, Operation, Vocabulary};

/// What a name or an expression stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Unknown,
    Integer,
    Truth,
    Item,
    Semaphore,
    BoundedSemaphore,
    Lock,
    /// A lock without conditions that is taken and let go by name, not by `with`.
    BareLock,
    ReentrantLock,
    Condition,
    Event,
    Barrier,
    Buffer,
    List,
    Queue,
    PriorityQueue,
    Sender,
    /// A sender of a channel that holds only so much.
    BoundedSender,
    Receiver,
    /// A receiver that several threads share.
    SharedReceiver,
    Array,
    Atomic,
}

impl Kind {
    /// What a call of this name makes; the kinds of both ends for a channel.
    pub(super) fn made_by(constructor: &str) -> Option<Kind> {
        Some(match constructor {
            "Semaphore" => Kind::Semaphore,
            "BoundedSemaphore" => Kind::BoundedSemaphore,
            "Lock" => Kind::Lock,
            "RLock" => Kind::ReentrantLock,
            "Condition" => Kind::Condition,
            "Event" => Kind::Event,
            "Barrier" => Kind::Barrier,
            "Buffer" => Kind::Buffer,
            "Queue" => Kind::Queue,
            "PriorityQueue" => Kind::PriorityQueue,
            "Array" => Kind::Array,
            "Atomic" => Kind::Atomic,
            "channel" => Kind::Sender,
            "sync_channel" => Kind::BoundedSender,
            _ => return None,
        })
    }

    /// Its name in what is said about it, and in the text around a program.
    pub(super) fn name(self) -> &'static str {
        match self {
            Kind::Unknown => "unknown",
            Kind::Integer => "integer",
            Kind::Truth => "truth",
            Kind::Item => "item",
            Kind::Semaphore => "semaphore",
            Kind::BoundedSemaphore => "bounded_semaphore",
            Kind::Lock => "lock",
            Kind::BareLock => "bare_lock",
            Kind::ReentrantLock => "reentrant_lock",
            Kind::Condition => "condition",
            Kind::Event => "event",
            Kind::Barrier => "barrier",
            Kind::Buffer => "buffer",
            Kind::List => "list",
            Kind::Queue => "queue",
            Kind::PriorityQueue => "priority_queue",
            Kind::Sender => "sender",
            Kind::BoundedSender => "bounded_sender",
            Kind::Receiver => "receiver",
            Kind::SharedReceiver => "shared_receiver",
            Kind::Array => "array",
            Kind::Atomic => "atomic",
        }
    }

    /// The kind whose operations it has where a grammar says nothing of its own.
    pub(super) fn like(self) -> Option<Kind> {
        Some(match self {
            Kind::BareLock | Kind::ReentrantLock => Kind::Lock,
            Kind::BoundedSemaphore => Kind::Semaphore,
            Kind::PriorityQueue => Kind::Queue,
            Kind::BoundedSender => Kind::Sender,
            Kind::SharedReceiver => Kind::Receiver,
            _ => return None,
        })
    }

    /// The kind that the text around a program offers it as.
    pub(super) fn offered(self) -> Kind {
        if self == Kind::BareLock { Kind::Lock } else { self }
    }

    /// Whether it is a value, which is copied, and not an object, which is shared.
    pub(super) fn is_value(self) -> bool {
        matches!(self, Kind::Unknown | Kind::Integer | Kind::Truth | Kind::Item)
    }

    /// Whether it is an end of a channel, which a thread owns.
    pub(super) fn is_end(self) -> bool {
        matches!(self, Kind::Sender | Kind::BoundedSender | Kind::Receiver | Kind::SharedReceiver)
    }

    /// What a name stands for that is given both.
    pub(super) fn or(self, other: Kind) -> Kind {
        match (self, other) {
            (Kind::Unknown, it) | (it, Kind::Unknown) => it,
            (Kind::Item, it) | (it, Kind::Item) if it.is_value() => Kind::Item,
            (Kind::Integer, Kind::Truth) | (Kind::Truth, Kind::Integer) => Kind::Integer,
            (first, _) => first,
        }
    }

    /// How it is written in the notation; `None` for values.
    pub(super) fn vocabulary(self) -> Option<&'static Vocabulary> {
        Some(match self {
            Kind::Unknown | Kind::Integer | Kind::Truth | Kind::Item => return None,
            Kind::Semaphore | Kind::BoundedSemaphore => &vocabulary::SEMAPHORE,
            Kind::Lock | Kind::BareLock | Kind::ReentrantLock => &vocabulary::LOCK,
            Kind::Condition => &vocabulary::CONDITION,
            Kind::Event => &vocabulary::EVENT,
            Kind::Barrier => &vocabulary::BARRIER,
            Kind::Buffer => &vocabulary::BUFFER,
            Kind::List => &vocabulary::LIST,
            Kind::Queue | Kind::PriorityQueue => &vocabulary::QUEUE,
            Kind::Sender | Kind::BoundedSender => &vocabulary::SENDER,
            Kind::Receiver | Kind::SharedReceiver => &vocabulary::RECEIVER,
            Kind::Array => &vocabulary::ARRAY,
            Kind::Atomic => &vocabulary::ATOMIC,
        })
    }

    /// What an operation of this name does.
    pub(super) fn operation(self, name: &str) -> Option<Operation> {
        Some(self.vocabulary()?.operation(name)?.means)
    }

    /// The exception that an operation may raise; empty for none.
    pub(super) fn raises(self, operation: &str, has_timeout: bool) -> &'static str {
        let words = self.vocabulary().and_then(|it| it.operation(operation));
        words.map_or("", |it| if has_timeout { it.raises_late } else { it.raises })
    }

    /// What an operation of this name answers.
    pub(super) fn answer(self, name: &str) -> Kind {
        let Some(operation) = self.operation(name) else { return Kind::Unknown };
        match operation {
            Operation::Wait if self == Kind::Barrier => Kind::Integer,
            Operation::Value
            | Operation::NWaiting
            | Operation::Load
            | Operation::Add
            | Operation::Sub
            | Operation::Swap
            | Operation::Qsize => Kind::Integer,
            Operation::Wait
            | Operation::WaitFor
            | Operation::Acquire
            | Operation::Locked
            | Operation::IsSet
            | Operation::Broken
            | Operation::Full
            | Operation::Empty
            | Operation::Put
            | Operation::Send
            | Operation::Cas => Kind::Truth,
            Operation::Get | Operation::Pop | Operation::Recv => Kind::Item,
            Operation::Clone => self,
            Operation::Signal
            | Operation::Release
            | Operation::Notify
            | Operation::NotifyAll
            | Operation::Set
            | Operation::Clear
            | Operation::Abort
            | Operation::Reset
            | Operation::Append
            | Operation::Store => Kind::Unknown,
        }
    }
}
