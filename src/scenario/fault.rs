//! The faults a reader can switch on, each an edit of the program's text.

use crate::program::RoleKind::{self, Consumer, Producer};

/// A mistake in the synchronisation. Its [name](Fault::name) is stable: links use it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Fault {
    /// Producers do not wait for a free slot.
    SkipSpacesWait,
    /// Consumers do not wait for an item.
    SkipItemsWait,
    /// This role neither takes nor gives back the mutex.
    SkipMutex(RoleKind),
    /// This role takes the mutex before it waits for a slot or an item.
    SwapWaits(RoleKind),
    /// This role never gives the mutex back.
    ForgetMutexSignal(RoleKind),
    /// Producers never say that there is an item.
    ForgetItemsSignal,
    /// Consumers never say that there is a free slot.
    ForgetSpacesSignal,
    /// The mutex starts with no permit.
    MutexStartsAtZero,
    /// The mutex starts with two permits.
    MutexStartsAtTwo,
    /// There is one permit more for slots than there are slots.
    SpacesStartOneHigh,
    /// This role gives its two permits in the other order, which does no harm.
    SwapSignals(RoleKind),
}

impl Fault {
    /// All of them, in the order of the lines they change.
    pub const ALL: [Fault; 15] = [
        Fault::MutexStartsAtZero,
        Fault::MutexStartsAtTwo,
        Fault::SpacesStartOneHigh,
        Fault::SkipSpacesWait,
        Fault::SwapWaits(Producer),
        Fault::SkipMutex(Producer),
        Fault::ForgetMutexSignal(Producer),
        Fault::SwapSignals(Producer),
        Fault::ForgetItemsSignal,
        Fault::SkipItemsWait,
        Fault::SwapWaits(Consumer),
        Fault::SkipMutex(Consumer),
        Fault::ForgetMutexSignal(Consumer),
        Fault::SwapSignals(Consumer),
        Fault::ForgetSpacesSignal,
    ];

    /// The name that links and files use for it.
    pub fn name(self) -> &'static str {
        match self {
            Fault::SkipSpacesWait => "skip-spaces-wait",
            Fault::SkipItemsWait => "skip-items-wait",
            Fault::SkipMutex(Producer) => "producer-skips-mutex",
            Fault::SkipMutex(Consumer) => "consumer-skips-mutex",
            Fault::SwapWaits(Producer) => "producer-swaps-waits",
            Fault::SwapWaits(Consumer) => "consumer-swaps-waits",
            Fault::ForgetMutexSignal(Producer) => "producer-forgets-mutex-signal",
            Fault::ForgetMutexSignal(Consumer) => "consumer-forgets-mutex-signal",
            Fault::ForgetItemsSignal => "forget-items-signal",
            Fault::ForgetSpacesSignal => "forget-spaces-signal",
            Fault::MutexStartsAtZero => "mutex-starts-at-0",
            Fault::MutexStartsAtTwo => "mutex-starts-at-2",
            Fault::SpacesStartOneHigh => "spaces-starts-one-high",
            Fault::SwapSignals(Producer) => "producer-swaps-signals",
            Fault::SwapSignals(Consumer) => "consumer-swaps-signals",
        }
    }

    /// The fault with this name.
    pub fn named(name: &str) -> Option<Fault> {
        Fault::ALL.into_iter().find(|fault| fault.name() == name)
    }

    /// Whether the program stays correct with it: not all that looks wrong is.
    pub fn is_harmless(self) -> bool {
        matches!(self, Fault::SwapSignals(_))
    }

    /// The fault that cannot be on together with this one, as both change one place.
    fn excludes(self) -> Option<Fault> {
        match self {
            Fault::MutexStartsAtZero => Some(Fault::MutexStartsAtTwo),
            Fault::MutexStartsAtTwo => Some(Fault::MutexStartsAtZero),
            _ => None,
        }
    }

    fn bit(self) -> u32 {
        let index = Fault::ALL.iter().position(|&it| it == self);
        1 << index.expect("ALL has every fault")
    }
}

/// Which faults are on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FaultSet(u32);

impl FaultSet {
    /// Whether the fault is on.
    pub fn has(self, fault: Fault) -> bool {
        self.0 & fault.bit() != 0
    }

    /// Switches a fault on or off. One that cannot be on at the same time goes off.
    pub fn set(&mut self, fault: Fault, on: bool) {
        if !on {
            self.0 &= !fault.bit();
            return;
        }
        self.0 |= fault.bit();
        if let Some(other) = fault.excludes() {
            self.0 &= !other.bit();
        }
    }

    /// Whether no fault is on.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The faults that are on, in the order of [`Fault::ALL`].
    pub fn iter(self) -> impl Iterator<Item = Fault> {
        Fault::ALL.into_iter().filter(move |&fault| self.has(fault))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_has_a_name_of_its_own() {
        for fault in Fault::ALL {
            assert_eq!(Fault::named(fault.name()), Some(fault));
        }
        assert_eq!(Fault::named("no-such-fault"), None);
    }

    #[test]
    fn the_mutex_starts_with_one_wrong_number_at_a_time() {
        let mut faults = FaultSet::default();
        faults.set(Fault::MutexStartsAtZero, true);
        faults.set(Fault::SkipSpacesWait, true);
        faults.set(Fault::MutexStartsAtTwo, true);
        assert_eq!(
            faults.iter().collect::<Vec<_>>(),
            [Fault::MutexStartsAtTwo, Fault::SkipSpacesWait]
        );
        faults.set(Fault::MutexStartsAtTwo, false);
        faults.set(Fault::SkipSpacesWait, false);
        assert!(faults.is_empty());
    }
}
