//! What in a sentence is a thread, an item or code.

use crate::program::RoleKind;

/// A piece of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token<'a> {
    /// Anything else.
    Words(&'a str),
    /// What stood in backticks.
    Code(&'a str),
    /// The name of a thread, such as `P1`.
    Thread(RoleKind, &'a str),
    /// The label of an item, such as `P1·7`, and its producer's index, from 0.
    Item(u16, &'a str),
}

/// The pieces of a sentence, in order; no two neighbours are both words.
pub fn tokens(sentence: &str) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    for (index, part) in sentence.split('`').enumerate() {
        // Every second part stood between two backticks.
        if index % 2 == 1 {
            found.push(Token::Code(part));
        } else {
            names_in(part, &mut found);
        }
    }
    found
}

/// The sentence without the marks of code, for those who hear it.
pub fn plain(sentence: &str) -> String {
    sentence.replace('`', "")
}

fn names_in<'a>(part: &'a str, found: &mut Vec<Token<'a>>) {
    let is_of_a_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '·' | 'À'..='ɏ');
    let mut words_from = 0;
    let mut rest_from = 0;
    while let Some(start) = part[rest_from..].find(is_of_a_name).map(|it| it + rest_from) {
        let end = part[start..].find(|c| !is_of_a_name(c)).map_or(part.len(), |it| it + start);
        if let Some(name) = name(&part[start..end]) {
            if words_from < start {
                found.push(Token::Words(&part[words_from..start]));
            }
            found.push(name);
            words_from = end;
        }
        rest_from = end;
    }
    if words_from < part.len() {
        found.push(Token::Words(&part[words_from..]));
    }
}

fn name(word: &str) -> Option<Token<'_>> {
    let role = match word.chars().next()? {
        'P' => RoleKind::Producer,
        'C' => RoleKind::Consumer,
        letter if letter.is_ascii_uppercase() => RoleKind::Other(letter),
        _ => return None,
    };
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit());
    match word[1..].split_once('·') {
        // There is one thread of each other role.
        None if matches!(role, RoleKind::Other(_)) => {
            (&word[1..] == "1").then_some(Token::Thread(role, word))
        }
        None if is_number(&word[1..]) => Some(Token::Thread(role, word)),
        Some((producer, number)) if role == RoleKind::Producer && is_number(number) => {
            let producer: u16 = producer.parse().ok()?;
            Some(Token::Item(producer.checked_sub(1)?, word))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::Token::{Code, Item, Thread, Words};
    use super::*;
    use RoleKind::{Consumer, Producer};

    #[test]
    fn threads_items_and_code_are_found_in_sentences() {
        let check = |sentence: &str, expected: &[Token]| assert_eq!(tokens(sentence), expected);
        check("", &[]);
        check("nothing special", &[Words("nothing special")]);
        check("P1", &[Thread(Producer, "P1")]);
        check(
            "P3 wrote P3·41 into slot 5.",
            &[Thread(Producer, "P3"), Words(" wrote "), Item(2, "P3·41"), Words(" into slot 5.")],
        );
        check(
            "C2 sleeps: `items` is 0",
            &[Thread(Consumer, "C2"), Words(" sleeps: "), Code("items"), Words(" is 0")],
        );
        check("M1 waits", &[Thread(RoleKind::Other('M'), "M1"), Words(" waits")]);
        check(
            "P1, P2 e C16 esperam.",
            &[
                Thread(Producer, "P1"),
                Words(", "),
                Thread(Producer, "P2"),
                Words(" e "),
                Thread(Consumer, "C16"),
                Words(" esperam."),
            ],
        );
    }

    #[test]
    fn what_only_looks_like_a_name_is_words() {
        for sentence in
            ["Press P", "MP3", "A4", "m1", "P1x", "C1·2", "P·7", "P0·7", "Posição 3", "“P1b”", "·"]
        {
            assert_eq!(tokens(sentence), [Words(sentence)], "{sentence}");
        }
    }

    #[test]
    fn names_inside_code_stay_code() {
        assert_eq!(tokens("`P1 = 2`"), [Code("P1 = 2")]);
        assert_eq!(tokens("open `end"), [Words("open "), Code("end")]);
        assert_eq!(plain("`items` is 0"), "items is 0");
    }
}
