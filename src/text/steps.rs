//! Sentences for steps and violations of programs of any kind.

/// One way to say it of one thread, and one of several.
pub type OneOrMore = [&'static str; 2];

/// Sentences in which `{0}`, `{1}` … stand for words; unless it is said otherwise, `{0}` for
/// the thread and `{1}` for the object. Those of steps end without a full stop.
#[allow(missing_docs, reason = "the names of the fields say which sentence each is")]
pub struct Steps {
    /// What a lock is called that has no name but its condition's.
    pub its_lock: &'static str,
    pub took_lock: &'static str,
    /// `{2}`: how often the thread has it, so below.
    pub took_lock_again: &'static str,
    pub gave_lock_back_once: &'static str,
    pub gave_lock_back: &'static str,
    /// `{2}`: who had held it.
    pub gave_lock_of_another_back: &'static str,
    /// `{2}`: the lock.
    pub began_to_wait: &'static str,
    /// `{2}`: the lock.
    pub was_notified: &'static str,
    /// `{2}`: the lock.
    pub waited_long_enough: &'static str,
    /// `{2}`: the lock.
    pub woke_for_no_reason: &'static str,
    /// `{2}`: those who were woken.
    pub notified: &'static str,
    pub notified_nobody: &'static str,
    pub set_event: &'static str,
    pub cleared_event: &'static str,
    pub passed_event: &'static str,
    pub saw_set: &'static str,
    pub saw_not_set: &'static str,
    pub saw_held: &'static str,
    pub saw_free: &'static str,
    /// `{2}`: the number.
    pub saw_number: &'static str,
    pub saw_empty: &'static str,
    /// `{2}`: how many.
    pub saw_length: &'static str,
    /// `{2}`: the number, inside of the code.
    pub read_number: &'static str,
    /// `{2}`: the value.
    pub read_value: &'static str,
    /// `{2}`: the value.
    pub wrote_value: &'static str,
    pub read_empty_place: &'static str,
    /// `{2}`: the item.
    pub wrote_into_place: &'static str,
    /// A slot of one of several buffers. `{0}`: its index, `{1}`: the buffer.
    pub slot_of: &'static str,
    /// `{2}`: the value, `{3}`: how many there are now.
    pub appended: &'static str,
    /// `{2}`: the value, `{3}`: how many there are now.
    pub put: &'static str,
    /// `{2}`: the value, `{3}`: how many are left.
    pub took: &'static str,
    /// `{1}`: the sending end, `{2}`: the value, `{3}`: how many there are now.
    pub sent: &'static str,
    /// `{1}`: the sending end, `{2}`: the value.
    pub handed_over: &'static str,
    /// `{1}`: the receiving end, `{2}`: the value, `{3}`: how many are left.
    pub received: &'static str,
    /// `{1}`: the receiving end, `{2}`: the value.
    pub was_handed: &'static str,
    pub offered: &'static str,
    pub drained: &'static str,
    /// `{2}`: how many senders there are now.
    pub cloned: &'static str,
    /// `{2}`: how many senders are left.
    pub dropped_sender: &'static str,
    pub dropped_last_sender: &'static str,
    /// `{2}`: how many receivers are left.
    pub dropped_receiver: &'static str,
    pub dropped_last_receiver: &'static str,
    /// `{2}`: how many values are lost with it.
    pub discarded: &'static str,
    /// `{2}`: the value before, `{3}`: the value now.
    pub changed: &'static str,
    /// `{2}`: the value before, `{3}`: the value now.
    pub swapped: &'static str,
    /// `{2}`: the value before, `{3}`: the value now.
    pub found_as_expected: &'static str,
    /// `{2}`: the value.
    pub found_otherwise: &'static str,
    pub fell_asleep: &'static str,
    /// `{2}`: the value.
    pub stayed_awake: &'static str,
    pub woke: &'static str,
    /// `{2}`: how many have come.
    pub arrived: &'static str,
    /// `{2}`: how many have come.
    pub came_last: &'static str,
    /// `{2}`: how many are still to leave.
    pub left_barrier: &'static str,
    pub broke_barrier: &'static str,
    pub reset_barrier: &'static str,
    /// `{2}`: how many waited.
    pub reset_used_barrier: &'static str,
    /// `{2}`: how many wait.
    pub saw_waiting: &'static str,
    pub saw_broken: &'static str,
    pub saw_whole: &'static str,
    /// `{2}`: how many threads of the role are left.
    pub role_ended: &'static str,
    pub last_of_role_ended: &'static str,
    pub joined: &'static str,
    pub gave_up: &'static str,
    pub did_not_wait: &'static str,
    pub came_round: &'static str,
    /// Gets the thread and the object.
    pub suspended: &'static str,
    /// `{1}`: the item.
    pub made: &'static str,
    /// `{1}`: milliseconds.
    pub pauses: &'static str,
    /// Ends the last sentence where accesses were left out.
    pub and_so_on: &'static str,

    /// `{2}`: who holds it.
    pub sleeps_held: OneOrMore,
    pub sleeps_held_by_itself: OneOrMore,
    pub waits_to_be_notified: OneOrMore,
    pub waits_to_be_set: OneOrMore,
    pub sleeps_empty: OneOrMore,
    pub sleeps_full: OneOrMore,
    pub sleeps_nothing_sent: OneOrMore,
    pub sleeps_channel_full: OneOrMore,
    pub sleeps_no_receiver_ready: OneOrMore,
    pub sleeps_at_atomic: OneOrMore,
    pub waits_for_others: OneOrMore,
    pub waits_for_end: OneOrMore,

    pub exception: &'static str,
    pub assertion: &'static str,
    pub invariant: &'static str,
    /// `{0}`: what was done, `{1}`: the exception.
    pub raised: &'static str,
    /// `{0}`: what was done, `{1}`: the exception.
    pub raised_uncaught: &'static str,
    pub popped_empty: &'static str,
    pub no_such_element: &'static str,
    pub signalled_too_often: &'static str,
    pub cloned_dropped_end: &'static str,
    pub released_free_lock: &'static str,
    pub released_without_holding: &'static str,
    pub waited_without_lock: &'static str,
    pub notified_without_lock: &'static str,
    pub divided_by_zero: &'static str,
    pub number_too_large: &'static str,
    pub nothing_came: &'static str,
    pub was_empty: &'static str,
    pub no_room_came: &'static str,
    pub was_full: &'static str,
    pub came_to_broken_barrier: &'static str,
    pub barrier_broke: &'static str,
    pub sent_into_closed: &'static str,
    pub sent_without_receiver: &'static str,
    pub sent_after_drop: &'static str,
    pub received_without_sender: &'static str,
    pub grows: &'static str,
    /// `{0}`: the list, queue or channel, `{1}`: how many elements.
    pub grows_sentence: &'static str,
    pub no_number: &'static str,
    pub never_set: &'static str,
    /// `{1}`: the exception.
    pub raised_itself: &'static str,
    /// `{0}`: the number of the line, `{1}`: the file.
    pub line_of_file: &'static str,
    /// `{1}`: the number of the line.
    pub assertion_in_line: &'static str,
    pub assertion_somewhere: &'static str,
    pub finished_without_items: &'static str,
    /// Gets how many items were consumed, and how many made.
    pub finished_with_some: &'static str,
    /// Gets who, the item, the container, and who had taken it before.
    pub taken_twice: &'static str,
    /// `{0}`: who, `{1}`: the element.
    pub consumed_unset: &'static str,
    /// `{0}`: who, `{1}`: the item, `{2}`: who had consumed it.
    pub consumed_twice: &'static str,
    /// `{0}`: whose step it was, `{1}`: the item, `{2}`: who had put it there.
    pub lost_item: &'static str,
    /// `{0}`: who, `{1}`: the element, `{2}`: the item, `{3}`: who had put it there.
    pub wrote_over_last_copy: &'static str,
    /// `{0}`: the invariant, `{1}`: the thread.
    pub invariant_sentence: &'static str,
    /// `{0}`: the invariant.
    pub invariant_at_start: &'static str,

    /// What is written into a slot and is no item.
    pub something_else: &'static str,
    /// `{2}`: the object the thread waits for.
    pub cycle_of_others: &'static str,
    pub takes_twice: &'static str,
    pub never_gives_back: &'static str,
    /// `{0}`: the condition.
    pub nobody_notifies: &'static str,
    /// `{0}`: the event.
    pub nobody_sets: &'static str,
    /// `{0}`: the lock.
    pub nobody_gives_back: &'static str,
    pub ended_holding: &'static str,
    /// `{2}`: the object the thread waits for.
    pub holds_while_waiting: &'static str,
    /// `{1}`: the semaphore.
    pub each_wants_another: &'static str,
    /// `{0}`: the condition, `{1}`: who waits; so below.
    pub lost_notification: &'static str,
    /// `{0}`: the event.
    pub lost_event: &'static str,
    /// `{0}`: the atomic cell.
    pub lost_wake_up: &'static str,
    pub woke_others: &'static str,
    /// `{0}`: the condition or atomic cell.
    pub woken_before: &'static str,
    /// `{0}`: the event.
    pub seen_before_cleared: &'static str,
    /// `{0}`: the atomic cell.
    pub seen_before_it_slept: &'static str,
    /// `{0}`: the semaphore; there are threads that were not started yet.
    pub no_first_permit_yet: &'static str,
    /// `{0}`: the barrier, `{1}`: how many have come, `{2}`: how many meet there.
    pub too_few_came: &'static str,
    /// `{0}`: those who wait.
    pub nobody_left: &'static str,
    pub nobody_can_help: &'static str,
}
