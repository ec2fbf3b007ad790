//! What can be broken at a line: a switch, a change of places, another starting value.

use crate::session::{Fault, FaultSet, ListingLine};

/// The switch that strikes a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineSwitch {
    /// The fault it switches on.
    pub fault: Fault,
    /// The faults that strike the line now; all go off together, so that the switch does
    /// to the line what it looks like.
    pub struck_by: Vec<Fault>,
}

/// The switch of a line, if it can be struck.
pub fn switch(line: &ListingLine, on: FaultSet) -> Option<LineSwitch> {
    let fault = line.faults.iter().copied().find(|&fault| strikes(fault))?;
    let others = match fault {
        // Without its wait the mutex has nothing to give back: that fault strikes both lines.
        Fault::ForgetMutexSignal(role) => Some(Fault::SkipMutex(role)),
        _ => None,
    };
    let struck_by = std::iter::once(fault).chain(others).filter(|&it| on.has(it)).collect();
    Some(LineSwitch { fault, struck_by })
}

fn strikes(fault: Fault) -> bool {
    matches!(
        fault,
        Fault::SkipSpacesWait
            | Fault::SkipItemsWait
            | Fault::SkipMutex(_)
            | Fault::ForgetMutexSignal(_)
            | Fault::ForgetItemsSignal
            | Fault::ForgetSpacesSignal
    )
}

/// The fault that makes a line change places with the next one, if there is one.
pub fn swap(line: &ListingLine) -> Option<Fault> {
    let swaps = |fault: &Fault| matches!(fault, Fault::SwapWaits(_) | Fault::SwapSignals(_));
    line.faults.iter().copied().find(swaps)
}

/// A value a semaphore can start with: as written, or by a fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StartingValue {
    /// What stands on the button.
    pub label: &'static str,
    /// The fault it is; `None` for the value as written.
    pub fault: Option<Fault>,
}

/// The values the semaphore that is declared at a line can start with, if there is a choice.
pub fn starting_values(line: &ListingLine) -> &'static [StartingValue] {
    const MUTEX: [StartingValue; 3] = [
        StartingValue { label: "0", fault: Some(Fault::MutexStartsAtZero) },
        StartingValue { label: "1", fault: None },
        StartingValue { label: "2", fault: Some(Fault::MutexStartsAtTwo) },
    ];
    if line.faults.contains(&Fault::MutexStartsAtZero) { &MUTEX } else { &[] }
}

/// The fault that adds one to the value a semaphore starts with, if the line offers it.
pub fn one_more(line: &ListingLine) -> Option<Fault> {
    line.faults.iter().copied().find(|&fault| fault == Fault::SpacesStartOneHigh)
}

/// The harmless faults that a long run has survived. Until then they look like any other:
/// whether they do harm is for the reader to find out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tried(FaultSet);

impl Tried {
    /// A run with these faults has survived.
    pub fn note(&mut self, on: FaultSet) {
        for fault in on.iter().filter(|fault| fault.is_harmless()) {
            self.0.set(fault, true);
        }
    }

    /// Whether the fault may be called harmless.
    pub fn is_harmless(self, fault: Fault) -> bool {
        self.0.has(fault)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::program::RoleKind::{Consumer, Producer};
    use crate::session::{Configuration, Model};

    #[test]
    fn every_fault_has_exactly_one_control() {
        let model = Model::new(Configuration::default());
        for fault in Fault::ALL {
            let controls = model.listing.lines.iter().map(|line| {
                let switches = switch(line, FaultSet::default()).map(|it| it.fault) == Some(fault);
                let swaps = swap(line) == Some(fault);
                let starts = starting_values(line).iter().any(|it| it.fault == Some(fault));
                let adds = one_more(line) == Some(fault);
                [switches, swaps, starts, adds].into_iter().filter(|&it| it).count()
            });
            assert_eq!(controls.sum::<usize>(), 1, "{fault:?}");
        }
    }

    #[test]
    fn a_switch_knows_every_fault_that_strikes_its_line() {
        let on = [Fault::SkipMutex(Producer), Fault::ForgetMutexSignal(Producer)];
        let configuration = on.iter().fold(Configuration::default(), |it, &f| it.with_fault(f));
        let model = Model::new(configuration);
        let switches: Vec<LineSwitch> =
            model.listing.lines.iter().filter_map(|it| switch(it, configuration.faults)).collect();
        let of = |fault| switches.iter().find(|it| it.fault == fault).map(|it| &it.struck_by[..]);
        assert_eq!(of(Fault::SkipMutex(Producer)), Some(&on[..1]));
        assert_eq!(of(Fault::ForgetMutexSignal(Producer)), Some(&[on[1], on[0]][..]));
        assert_eq!(of(Fault::ForgetMutexSignal(Consumer)), Some(&[][..]));
    }

    #[test]
    fn only_what_was_tried_and_does_no_harm_is_called_harmless() {
        let mut on = FaultSet::default();
        on.set(Fault::SwapSignals(Producer), true);
        on.set(Fault::SkipSpacesWait, true);
        let mut tried = Tried::default();
        assert!(!tried.is_harmless(Fault::SwapSignals(Producer)));
        tried.note(on);
        assert!(tried.is_harmless(Fault::SwapSignals(Producer)));
        assert!(!tried.is_harmless(Fault::SkipSpacesWait));
        assert!(!tried.is_harmless(Fault::SwapSignals(Consumer)));
    }
}
