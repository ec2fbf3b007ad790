use super::*;
use crate::program::code::Sequence;
use crate::program::objects::ChannelKind;

const LOCK: Cell = Cell(3);

fn blocking(on: Blocking, timeout: Option<Operand>) -> Effects {
    Instruction::Block { on, answer: None, timeout }.effects()
}

#[test]
fn what_may_give_up_is_wide_and_uses_its_time() {
    assert!(!blocking(Blocking::Acquire(LOCK), None).is_wide);
    let timed = blocking(Blocking::Acquire(LOCK), Some(Operand::Local(Local(2))));
    assert!(timed.is_wide);
    assert!(timed.reads.into_iter().eq([Local(2)]));
    assert_eq!(timed.takes(), Some(LOCK));
}

#[test]
fn who_waits_at_a_condition_lends_the_lock_and_takes_it_again() {
    let waiters = Cell(7);
    let begin = Operation::BeginWait { waiters, lock: LOCK, strict: true, depth: Some(Local(1)) };
    let lent = Instruction::Do(begin).effects();
    assert_eq!((lent.gives(), lent.lets_go()), (None, Some(LOCK)));
    assert!(lent.writes.into_iter().eq([Local(1)]));
    let retake = Blocking::Retake { waiters, lock: LOCK, depth: Some(Local(1)) };
    let retaken = blocking(retake, None);
    assert_eq!((retaken.takes(), retaken.comes_to_hold()), (None, Some(LOCK)));
    assert_eq!(retaken.waits_at, Some(waiters));
    assert!(retaken.reads.into_iter().eq([Local(1)]));
}

#[test]
fn a_loop_over_a_channel_can_end_at_its_receive() {
    let channel = Sequence { length: Cell(0), room: 4 };
    let receive =
        Blocking::Receive { channel, offered: false, at_end: Some(Pc(9)), into: Local(0) };
    assert_eq!(blocking(receive, None).next, Next::ToOrBehind(Pc(9)));
    let mut instruction = Instruction::Block { on: receive, answer: None, timeout: None };
    instruction.targets_mut().for_each(|it| *it = Pc(4));
    assert_eq!(instruction.effects().next, Next::ToOrBehind(Pc(4)));
}

#[test]
fn no_instruction_has_more_than_there_is_room_for() {
    let channel = Sequence { length: Cell(0), room: 4 };
    let (value, alive) = (Operand::Local(Local(0)), Local(1));
    let send = Blocking::Send { channel, kind: ChannelKind::Bounded, alive, value };
    let effects = Instruction::Block {
        on: send,
        answer: Some(Local(3)),
        timeout: Some(Operand::Local(Local(2))),
    }
    .effects();
    assert_eq!(effects.reads.into_iter().count(), 3);
    assert_eq!(effects.element, Some(ElementUse::PutsIn));
}
