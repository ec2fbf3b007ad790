//! Channels: senders and a receiver instead of shared containers.

use super::{Edit::*, Entry, Fault, Group, Numbers};

const ORIGIN: &str = "Rust, std::sync::mpsc";

/// Many senders, one receiver, no limit.
pub const CHANNEL: Entry = Entry {
    name: "channel",
    source: include_str!("channel.py"),
    group: Group::Channels,
    origin: ORIGIN,
    faults: &[
        Fault::harmless("bounded", &[Change(1, "tx, rx = sync_channel(capacity)")]),
        Fault::new("unwrap-receive", &[Change(9, "while True:"), Change(10, "consume(rx.recv())")]),
    ],
    starts_with: Numbers { consumers: 1, ..Numbers::FINITE },
};

/// Ten senders, each slower than the one before.
pub const TEN_PRODUCERS: Entry = Entry {
    name: "ten-producers",
    source: include_str!("ten_producers.py"),
    group: Group::Channels,
    origin: ORIGIN,
    faults: &[Fault::harmless("same-delay", &[Change(5, "sleep(1000)")])],
    starts_with: Numbers { producers: 10, consumers: 1, items: 3, ..Numbers::USUAL },
};

/// Each producer makes its own sender, and drops the one it was given.
pub const CLONED_SENDERS: Entry = Entry {
    name: "cloned-senders",
    source: include_str!("cloned_senders.py"),
    group: Group::Channels,
    origin: ORIGIN,
    faults: &[
        Fault::new("drop-before-clone", &[Swap(4, 5)]),
        Fault::harmless("keep-the-first", &[Strike(5)]),
    ],
    starts_with: Numbers { consumers: 1, ..Numbers::FINITE },
};

/// A channel with a few places: senders wait while it is full.
pub const BOUNDED_CHANNEL: Entry = Entry {
    name: "bounded-channel",
    source: include_str!("bounded_channel.py"),
    group: Group::Channels,
    origin: ORIGIN,
    faults: &[
        Fault::harmless("no-place", &[Change(1, "tx, rx = sync_channel(0)")]),
        Fault::harmless("unbounded", &[Change(1, "tx, rx = channel()")]),
        Fault::new("unwrap-receive", &[Change(9, "while True:"), Change(10, "consume(rx.recv())")]),
    ],
    starts_with: Numbers { consumers: 1, ..Numbers::USUAL },
};

/// A channel without a place: sender and receiver meet.
pub const RENDEZVOUS: Entry = Entry {
    name: "rendezvous",
    source: include_str!("rendezvous.py"),
    group: Group::Channels,
    origin: ORIGIN,
    faults: &[Fault::harmless("one-place", &[Change(2, "tx, rx = sync_channel(1)")])],
    starts_with: Numbers { consumers: 1, ..Numbers::USUAL },
};

/// Several consumers take turns at one receiver.
pub const SHARED_RECEIVER: Entry = Entry {
    name: "shared-receiver",
    source: include_str!("shared_receiver.py"),
    group: Group::Channels,
    origin: "The Rust Programming Language",
    faults: &[
        Fault::harmless("hold-while-processing", &[Change(14, "consume(item)"), Strike(17)]),
        Fault::new("unwrap-receive", &[Change(15, "except ValueError:")]),
    ],
    starts_with: Numbers { consumers: 3, ..Numbers::FINITE },
};

/// Main drops its sender before it waits for the receiver.
pub const SENDER_KEPT: Entry = Entry {
    name: "sender-kept",
    source: include_str!("sender_kept.py"),
    group: Group::Channels,
    origin: ORIGIN,
    faults: &[Fault::new("drop-too-late", &[Swap(13, 14)])],
    starts_with: Numbers { consumers: 1, ..Numbers::FINITE },
};

/// The receiver leaves early, and the senders are told.
pub const RECEIVER_GONE: Entry = Entry {
    name: "receiver-gone",
    source: include_str!("receiver_gone.py"),
    group: Group::Channels,
    origin: ORIGIN,
    faults: &[
        Fault::new("unwrap-send", &[Change(9, "except ValueError:")]),
        Fault::new("ignore-the-error", &[Change(10, "pass")]),
    ],
    starts_with: Numbers { consumers: 1, ..Numbers::USUAL },
};
