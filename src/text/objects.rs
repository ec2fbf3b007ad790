//! Objects of the picture other than buffer and semaphores.

/// Templates for [`fill`](super::fill); `{0}` is the name of an object unless it says otherwise.
#[allow(missing_docs, reason = "the names of the fields say which sentence each is")]
pub struct Objects {
    // What a thread waits for.
    pub waits_held: &'static str,
    pub waits_notify: &'static str,
    pub waits_not_set: &'static str,
    pub waits_full: &'static str,
    pub waits_empty: &'static str,
    /// At a rendezvous: to hand something over.
    pub waits_receiver: &'static str,
    /// At a rendezvous: to be handed something.
    pub waits_sender: &'static str,
    pub waits_wake: &'static str,
    /// `{0}` is a role.
    pub waits_end: &'static str,
    /// At a barrier: for others to come.
    pub waits_others: &'static str,
    /// `sleep(…)`: for a time, not for an object.
    pub pausing: &'static str,
    /// `{0}` is an exception.
    pub raised: &'static str,
    pub asserted: &'static str,
    /// Gets the item: a thread's part in what went wrong.
    pub took_item: &'static str,
    // The same where there is little room.
    pub held_short: &'static str,
    pub notify_short: &'static str,
    pub not_set_short: &'static str,
    pub full_short: &'static str,
    pub empty_short: &'static str,
    pub wake_short: &'static str,
    pub end_short: &'static str,
    pub others_short: &'static str,
    // How an object stands.
    pub free: &'static str,
    pub held: &'static str,
    /// `{0}` is a thread.
    pub held_by: &'static str,
    pub set: &'static str,
    pub not_set: &'static str,
    pub waiting: &'static str,
    /// Beside how many have come to a barrier; `{0}` is how many meet.
    pub have_come: &'static str,
    pub broken: &'static str,
    /// `{0}` is how many have come, `{1}` how many meet.
    pub come_of: &'static str,
    pub alive: &'static str,
    pub asleep: &'static str,
    /// `{0}` is how many.
    pub waiting_now: &'static str,
    /// `{0}` is how many.
    pub alive_now: &'static str,
    /// `{0}` is how many.
    pub asleep_now: &'static str,
    /// `{0}` is how many elements there are.
    pub holds: &'static str,
    /// `{0}` is how many.
    pub senders_now: &'static str,
    /// `{0}` is how many.
    pub receivers_now: &'static str,
    pub closed: &'static str,
    /// The lock that a condition has of its own.
    pub lock_of: &'static str,
    // Under the number of elements.
    /// `{0}` is how many there may be, `{1}` the name.
    pub of_in: &'static str,
    pub held_in: &'static str,
    /// `{0}` is how many there may be.
    pub of_in_channel: &'static str,
    pub in_channel: &'static str,
    pub hand_to_hand: &'static str,
    // What the empty beds at the ends of a container say.
    pub room_awaited: &'static str,
    pub element_awaited: &'static str,
    // The ends of a channel. `{0}` is the name of the end, `{1}` how many there are.
    pub end_open: &'static str,
    pub end_closed: &'static str,
    // For those who hear the picture. `{1}` says how the object stands.
    pub lock: &'static str,
    pub condition: &'static str,
    pub event: &'static str,
    pub barrier: &'static str,
    pub atomic: &'static str,
    pub container: &'static str,
    pub value: &'static str,
    /// `{0}` is the place in the row, `{1}` what is there.
    pub element: &'static str,
}
