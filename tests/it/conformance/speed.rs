//! Full speed, without trace: nothing is lost or doubled there either.

use super::crew::{FULL_SPEED, configuration, program, with_crew};
use interleave::live::Tally;

#[test]
fn all_items_arrive_once() {
    const ITEMS: u64 = 3000;
    with_crew(6, |crew| {
        for capacity in [1, 8, 64] {
            for [producers, consumers] in [[1, 1], [3, 2], [2, 4]] {
                let program = program(&configuration([producers, consumers, capacity, ITEMS]));
                crew.start(&program, FULL_SPEED);
                let tallies = || program.thread_ids().map(|id| crew.control.tally(id));
                let all = producers * ITEMS;
                crew.wait_until("all are consumed", || {
                    tallies().map(|it| it.consumed).sum::<u64>() == all
                });
                crew.stop();
                let sum = |of: fn(Tally) -> u64| tallies().map(of).fold(0, u64::wrapping_add);
                assert_eq!(sum(|it| it.produced), all);
                assert_eq!(sum(|it| it.checksums[0]), sum(|it| it.checksums[1]));
            }
        }
    });
}
