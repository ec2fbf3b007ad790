//! The text of a program with some of its faults on: for showing it, and for compiling it.

use super::edit::{Edit, FaultSet};
use super::programs::Entry;

/// The program's text with its faults, for showing it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// The lines; a [`Line`](crate::program::Line) of the program is an index into them.
    pub lines: Vec<ListingLine>,
}

/// One line of a [`Listing`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListingLine {
    /// The text, indented by four spaces a level.
    pub text: String,
    /// What faults have done to the line.
    pub standing: Standing,
    /// The faults that can be switched at this line, on or off: indices into the program's list.
    pub faults: Vec<usize>,
}

/// What faults have done to a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nothing.
    AsWritten,
    /// The line is struck out: no thread runs it.
    Struck,
    /// The line says something else than it did.
    Changed {
        /// The text it had.
        from: String,
    },
    /// The line has changed places with another.
    Moved,
}

/// The text of a program with the faults that are on.
///
/// A line keeps what was done to it when it changes places: one that is struck out stays
/// so, wherever it stands. Striking a line goes before changing it. A fault is offered at the
/// line that its first edit is about; one that lets two lines change places is offered at
/// the upper place, whichever of them stands there.
pub fn listing(entry: &Entry, faults: FaultSet) -> Listing {
    let mut lines: Vec<ListingLine> = entry
        .source
        .lines()
        .map(|text| ListingLine {
            text: text.to_owned(),
            standing: Standing::AsWritten,
            faults: Vec::new(),
        })
        .collect();
    // Which line of the source stands where.
    let mut order: Vec<usize> = (0..lines.len()).collect();
    for (index, fault) in entry.faults.iter().enumerate() {
        for edit in fault.edits.iter().filter(|_| faults.has(index)) {
            match *edit {
                Edit::Strike(line) => {
                    let line = &mut lines[at(line)];
                    if let Standing::Changed { from } = &line.standing {
                        line.text.clone_from(from);
                    }
                    line.standing = Standing::Struck;
                }
                Edit::Change(line, words) => {
                    let line = &mut lines[at(line)];
                    if line.standing != Standing::Struck {
                        let text = format!("{}{words}", indentation(&line.text));
                        let from = std::mem::replace(&mut line.text, text);
                        line.standing = Standing::Changed { from };
                    }
                }
                Edit::Swap(one, other) => {
                    let place = |line| order.iter().position(|&it| it == at(line));
                    if let (Some(one), Some(other)) = (place(one), place(other)) {
                        order.swap(one, other);
                    }
                    for line in [one, other].map(at) {
                        if lines[line].standing == Standing::AsWritten {
                            lines[line].standing = Standing::Moved;
                        }
                    }
                }
            }
        }
    }
    for (index, fault) in entry.faults.iter().enumerate() {
        let offered_at = match fault.edits[0] {
            swap @ Edit::Swap(..) => order[at(swap.first_line())],
            edit => at(edit.first_line()),
        };
        lines[offered_at].faults.push(index);
    }
    let mut lines: Vec<Option<ListingLine>> = lines.into_iter().map(Some).collect();
    Listing { lines: order.into_iter().filter_map(|line| lines[line].take()).collect() }
}

/// A text of the reader's own: no line has a fault.
pub fn plain_listing(source: &str) -> Listing {
    let line = |text: &str| ListingLine {
        text: text.to_owned(),
        standing: Standing::AsWritten,
        faults: Vec::new(),
    };
    Listing { lines: source.lines().map(line).collect() }
}

/// What is compiled. It has the lines of the listing: a struck line says `pass`, and a
/// struck declaration says nothing.
pub fn source_of(listing: &Listing) -> String {
    let mut source = String::new();
    for line in &listing.lines {
        match (&line.standing, indentation(&line.text)) {
            (Standing::Struck, "") => {}
            (Standing::Struck, indentation) => {
                source.push_str(indentation);
                source.push_str("pass");
            }
            _ => source.push_str(&line.text),
        }
        source.push('\n');
    }
    source
}

/// The text of a listing as a reader goes on with it: a struck line leaves its words behind.
pub fn editable_source(listing: &Listing) -> String {
    let mut source = String::new();
    for line in &listing.lines {
        let indentation = indentation(&line.text);
        match (&line.standing, indentation) {
            (Standing::Struck, "") => {
                source.push_str("# ");
                source.push_str(&line.text);
            }
            (Standing::Struck, _) => {
                source.push_str(indentation);
                source.push_str("pass  # ");
                source.push_str(&line.text[indentation.len()..]);
            }
            _ => source.push_str(&line.text),
        }
        source.push('\n');
    }
    source
}

/// The index of a line that is counted from 1.
fn at(line: u16) -> usize {
    usize::from(line) - 1
}

fn indentation(text: &str) -> &str {
    &text[..text.len() - text.trim_start().len()]
}

#[cfg(test)]
mod tests {
    use super::super::edit::Fault;
    use super::super::programs::{Group, Numbers};
    use super::*;

    const ENTRY: Entry = Entry {
        name: "small",
        source: "a = Semaphore(1)\n\ndef producer():\n    a.wait()\n    a.signal()\n",
        group: Group::Semaphores,
        origin: "",
        faults: &[
            Fault::new("starts-at-0", &[Edit::Change(1, "a = Semaphore(0)")]),
            Fault::new("swap", &[Edit::Swap(4, 5)]),
            Fault::new("skip-wait", &[Edit::Strike(4)]),
            Fault::new("nothing-there", &[Edit::Strike(1)]),
            Fault::new("twice", &[Edit::Change(5, "a.up()")]),
            Fault::new("too-late", &[Edit::Change(4, "a.down()")]),
        ],
        starts_with: Numbers::USUAL,
    };

    /// The compiled text, and the faults offered at each line.
    fn check(faults: &[usize], source: &str, offered: [&[usize]; 5]) -> Listing {
        let on = faults.iter().fold(FaultSet::default(), |on, &it| on.with(ENTRY.faults, it));
        let listing = listing(&ENTRY, on);
        assert_eq!(source_of(&listing), source, "{faults:?}");
        let found: Vec<&[usize]> = listing.lines.iter().map(|line| &line.faults[..]).collect();
        assert_eq!(found, offered, "{faults:?}");
        listing
    }

    #[test]
    fn edits_change_the_text_and_not_the_number_of_lines() {
        let places: [&[usize]; 5] = [&[0, 3], &[], &[], &[1, 2, 5], &[4]];
        check(&[], ENTRY.source, places);
        let changed = check(
            &[0],
            "a = Semaphore(0)\n\ndef producer():\n    a.wait()\n    a.signal()\n",
            places,
        );
        let from = "a = Semaphore(1)".to_owned();
        assert_eq!(changed.lines[0].standing, Standing::Changed { from });
        let struck =
            check(&[2], "a = Semaphore(1)\n\ndef producer():\n    pass\n    a.signal()\n", places);
        assert_eq!(struck.lines[3].text, "    a.wait()", "it is shown, struck out");
    }

    #[test]
    fn a_line_that_changes_places_stays_what_it_was() {
        let source = "a = Semaphore(1)\n\ndef producer():\n    a.up()\n    pass\n";
        let listing = check(&[1, 2, 4], source, [&[0, 3], &[], &[], &[1, 4], &[2, 5]]);
        assert_eq!(listing.lines[4].standing, Standing::Struck);
        let moved = check(
            &[1],
            "a = Semaphore(1)\n\ndef producer():\n    a.signal()\n    a.wait()\n",
            [&[0, 3], &[], &[], &[1, 4], &[2, 5]],
        );
        assert_eq!(moved.lines[3].standing, Standing::Moved);
        assert_eq!(moved.lines[4].standing, Standing::Moved);
    }

    #[test]
    fn a_struck_declaration_is_an_empty_line_whatever_else_it_was_to_say() {
        let source = "\n\ndef producer():\n    a.wait()\n    a.signal()\n";
        let listing = check(&[0, 3], source, [&[0, 3], &[], &[], &[1, 2, 5], &[4]]);
        assert_eq!(listing.lines[0].text, "a = Semaphore(1)");
        assert_eq!(listing.lines[0].standing, Standing::Struck);
    }

    #[test]
    fn a_line_that_is_struck_out_says_what_it_said_first() {
        let source = "a = Semaphore(1)\n\ndef producer():\n    pass\n    a.signal()\n";
        let listing = check(&[2, 5], source, [&[0, 3], &[], &[], &[1, 2, 5], &[4]]);
        assert_eq!(listing.lines[3].text, "    a.wait()");
    }
}
