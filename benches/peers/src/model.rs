//! The program as a Stateright model: one action is one access.

use stateright::{Model, Property};

/// Numbers of producers, consumers and slots, and of items for each.
#[derive(Clone)]
pub struct ThreeSemaphores {
    producers: u8,
    consumers: u8,
    capacity: u8,
    items: u8,
}

/// A thread: where it is, the index it has read, how many items it has made or taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
struct Thread {
    place: u8,
    index: u8,
    count: u8,
}

/// What became of a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Slot {
    NeverWritten,
    Full,
    Taken,
}

/// A state.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct State {
    mutex: u8,
    items: u8,
    spaces: u8,
    head: u8,
    tail: u8,
    slots: Vec<Slot>,
    threads: Vec<Thread>,
    is_broken: bool,
}

impl ThreeSemaphores {
    pub fn new([producers, consumers, capacity, items]: [u8; 4]) -> Self {
        ThreeSemaphores { producers, consumers, capacity, items }
    }
}

impl Model for ThreeSemaphores {
    type State = State;
    type Action = usize;

    fn init_states(&self) -> Vec<State> {
        vec![State {
            mutex: 1,
            items: 0,
            spaces: self.capacity,
            head: 0,
            tail: 0,
            slots: vec![Slot::NeverWritten; self.capacity.into()],
            threads: vec![Thread::default(); usize::from(self.producers + self.consumers)],
            is_broken: false,
        }]
    }

    fn actions(&self, state: &State, actions: &mut Vec<usize>) {
        for (number, thread) in state.threads.iter().enumerate() {
            let is_producer = number < self.producers.into();
            let can_move = match thread.place {
                0 if thread.count == self.items => false,
                0 => (if is_producer { state.spaces } else { state.items }) > 0,
                1 => state.mutex > 0,
                _ => true,
            };
            if can_move {
                actions.push(number);
            }
        }
    }

    fn next_state(&self, before: &State, number: usize) -> Option<State> {
        let mut state = before.clone();
        let is_producer = number < self.producers.into();
        let Thread { place, index, count } = state.threads[number];
        let mut next = Thread { place: (place + 1) % 7, index, count };
        match (place, is_producer) {
            (0, true) => state.spaces -= 1,
            (0, false) => state.items -= 1,
            (1, _) => state.mutex -= 1,
            (2, true) => next.index = state.tail,
            (2, false) => next.index = state.head,
            (3, _) => {
                let slot = &mut state.slots[usize::from(index)];
                state.is_broken |= (*slot == Slot::Full) == is_producer;
                *slot = if is_producer { Slot::Full } else { Slot::Taken };
            }
            (4, _) => {
                let moved = if is_producer { &mut state.tail } else { &mut state.head };
                *moved = (index + 1) % self.capacity;
                next.index = 0;
            }
            (5, _) => state.mutex += 1,
            (_, true) => (state.items, next.count) = (state.items + 1, count + 1),
            (_, false) => (state.spaces, next.count) = (state.spaces + 1, count + 1),
        }
        state.threads[number] = next;
        Some(state)
    }

    fn properties(&self) -> Vec<Property<Self>> {
        vec![Property::always("nothing is lost or taken twice", |_, state: &State| !state.is_broken)]
    }
}
