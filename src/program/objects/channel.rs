//! Channels: how their ends wait, and what their first cell holds.

use crate::program::memory::Value;
use serde::{Deserialize, Serialize};

/// How the sending end of a channel waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ChannelKind {
    /// Never.
    Unbounded,
    /// While the channel is full.
    Bounded,
    /// Until a receiver is there to take the value.
    Rendezvous,
}

/// One of the two ends of a channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ChannelEnd {
    /// The one that sends.
    Sender,
    /// The one that receives.
    Receiver,
}

/// The first cell of a channel: four numbers in one word, so that whoever waits for any of
/// them sleeps at one cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ChannelState {
    /// How many values were sent and not yet received.
    pub length: u16,
    /// How many sending ends there are.
    pub senders: u16,
    /// How many receiving ends there are.
    pub receivers: u16,
    /// How many receivers stand ready to take a value (rendezvous only).
    pub offers: u16,
}

impl ChannelState {
    /// The numbers in a cell.
    pub fn unpack(value: Value) -> ChannelState {
        let part = |index: u32| (value >> (15 * index)) as u16 & 0x7fff;
        ChannelState { length: part(0), senders: part(1), receivers: part(2), offers: part(3) }
    }

    /// The word for the cell.
    pub fn pack(self) -> Value {
        let part = |number: u16, index: u32| Value::from(number & 0x7fff) << (15 * index);
        part(self.length, 0)
            | part(self.senders, 1)
            | part(self.receivers, 2)
            | part(self.offers, 3)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_channel_s_four_numbers_survive_their_way_through_a_cell() {
        for state in [
            ChannelState::default(),
            ChannelState { length: 1, senders: 2, receivers: 3, offers: 4 },
            ChannelState { length: 32767, senders: 0, receivers: 32767, offers: 0 },
            ChannelState { length: 0, senders: 32767, receivers: 0, offers: 32767 },
        ] {
            assert_eq!(ChannelState::unpack(state.pack()), state);
        }
    }
}
