//! The threads at a line, as few chips as fit beside it.

use crate::program::{RoleKind, ThreadName};

/// How many chips fit beside a line.
const FIT: usize = 3;

/// A chip: one thread, or several that stand at the same line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chip {
    /// Their role.
    pub role: RoleKind,
    /// What the chip says, such as `P1`, `P1–P8 · 8` or `C × 5`.
    pub label: String,
    /// The names of all of them, for those who want to know.
    pub names: Vec<String>,
}

/// The chips for the threads at one line, given in ascending order.
pub fn chips(threads: &[ThreadName]) -> Vec<Chip> {
    let mut chips = Vec::new();
    for role in roles(threads) {
        let of_role: Vec<ThreadName> =
            threads.iter().copied().filter(|thread| thread.role == role).collect();
        let names = || of_role.iter().map(ThreadName::to_string);
        if of_role.len() <= FIT && names().map(|name| name.len()).sum::<usize>() <= 2 * FIT {
            chips.extend(names().map(|name| Chip { role, label: name.clone(), names: vec![name] }));
        } else if let [first, .., last] = of_role[..] {
            let count = of_role.len();
            let label = if usize::from(last.number - first.number) + 1 == count {
                format!("{first}–{last} · {count}")
            } else {
                format!("{} × {count}", role.letter())
            };
            chips.push(Chip { role, label, names: names().collect() });
        }
    }
    chips
}

/// The same where there is half the room: two threads, or one chip for each role.
pub fn small_chips(threads: &[ThreadName]) -> Vec<Chip> {
    let chip_of = |role: RoleKind| {
        let names: Vec<String> =
            threads.iter().filter(|it| it.role == role).map(ThreadName::to_string).collect();
        let label = match &names[..] {
            [name] => name.clone(),
            several => format!("{}×{}", role.letter(), several.len()),
        };
        Chip { role, label, names }
    };
    if threads.len() <= 2 {
        chips(threads)
    } else {
        roles(threads).into_iter().map(chip_of).collect()
    }
}

/// The roles of some threads: producers, consumers, then any others in their order.
fn roles(threads: &[ThreadName]) -> Vec<RoleKind> {
    let mut roles = vec![RoleKind::Producer, RoleKind::Consumer];
    for thread in threads {
        if !roles.contains(&thread.role) {
            roles.push(thread.role);
        }
    }
    roles.retain(|&role| threads.iter().any(|it| it.role == role));
    roles
}

#[cfg(test)]
mod tests {
    use super::*;
    use RoleKind::{Consumer, Other, Producer};

    #[test]
    fn few_threads_have_a_chip_each_and_many_share_one() {
        let check = |role, numbers: &[u16], expected: &[&str]| {
            let threads: Vec<ThreadName> =
                numbers.iter().map(|&number| ThreadName { role, number }).collect();
            let chips = chips(&threads);
            let labels: Vec<&str> = chips.iter().map(|chip| chip.label.as_str()).collect();
            assert_eq!(labels, expected);
            let named: usize = chips.iter().map(|chip| chip.names.len()).sum();
            assert_eq!(named, numbers.len(), "every thread is named once");
        };
        check(Producer, &[], &[]);
        check(Producer, &[2], &["P2"]);
        check(Producer, &[1, 3], &["P1", "P3"]);
        check(Consumer, &[1, 2, 3], &["C1", "C2", "C3"]);
        check(Consumer, &[10, 12], &["C10", "C12"]);
        check(Consumer, &[9, 10, 11], &["C9–C11 · 3"]);
        check(Producer, &[1, 2, 3, 4, 5, 6, 7, 8], &["P1–P8 · 8"]);
        check(Producer, &(1..=16).collect::<Vec<u16>>(), &["P1–P16 · 16"]);
        check(Producer, &[1, 2, 4, 16], &["P × 4"]);
        check(Other('M'), &[1], &["M1"]);
    }

    #[test]
    fn where_there_is_half_the_room_each_role_has_one_chip_at_most() {
        let check = |threads: &[(RoleKind, u16)], expected: &[&str]| {
            let threads: Vec<ThreadName> =
                threads.iter().map(|&(role, number)| ThreadName { role, number }).collect();
            let chips = small_chips(&threads);
            let labels: Vec<&str> = chips.iter().map(|chip| chip.label.as_str()).collect();
            assert_eq!(labels, expected);
        };
        check(&[], &[]);
        check(&[(Producer, 1), (Producer, 12)], &["P1", "P12"]);
        check(&[(Producer, 1), (Consumer, 2), (Consumer, 3)], &["P1", "C×2"]);
        check(&[(Other('M'), 1), (Consumer, 2), (Consumer, 3)], &["C×2", "M1"]);
    }
}
