//! What was answered, to be handed in: a link that says it all, and that a grader need not believe. It holds answers, and
//! [`judge`](super::judge) judges them again.

use super::attempt::Attempt;
use crate::catalogue::link::{LONGEST_TEXT, pack, unpack};
use crate::lesson::{Answer, Challenge, Given, MOST_VARIANTS, Variant};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What stands before the letters, behind the `#`.
const VERSION: &str = "handin=1.";

/// What stands there in any version.
const ANY_VERSION: &str = "handin=";

/// No course has more challenges than this.
const MOST_WORKS: usize = 200;

/// What was answered to one challenge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Work {
    /// The name of the challenge.
    pub challenge: String,
    /// Its variant.
    pub variant: u32,
    /// The first answer: a prediction, sealed before the run.
    pub first: Answer,
    /// How sure one was of it: 1 to 3; 0 where that was not said.
    pub sure: u8,
    /// The answer that counts: the last one, or the first that was right.
    pub answer: Answer,
    /// Whether the page found that one right.
    pub is_right: bool,
    /// How many answers were given, as far as the page knows.
    pub tries: u32,
    /// How many hints were opened.
    pub hints: u8,
    /// Whether a way was shown.
    pub was_shown: bool,
}

/// What was answered so far, by the names of challenges.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HandIn(BTreeMap<String, Work>);

/// Why a text is no hand-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HandInProblem {
    /// It is of a newer page.
    Newer,
    /// It is not as it was written.
    Damaged,
}

/// A hand-in as it is written. The order of the fields is their only name.
#[derive(Serialize, Deserialize)]
struct Written {
    works: Vec<Work>,
    /// Of the works: who changes them by hand has to change it as well.
    digest: u64,
}

impl Work {
    /// What somebody would hand in who gives one of the stated answers at once, without help, and claims that it is
    /// right: whoever judges hand-ins is tried with it.
    pub fn claiming(challenge: &Challenge, given: Given) -> Work {
        let answer = challenge.stated(given, &Variant::default());
        Work {
            challenge: challenge.name.to_owned(),
            variant: 0,
            first: answer.clone(),
            sure: 3,
            answer,
            is_right: true,
            tries: 1,
            hints: 0,
            was_shown: false,
        }
    }
}

impl HandIn {
    /// A hand-in of these works; of several to one challenge the last counts.
    pub fn of(works: impl IntoIterator<Item = Work>) -> HandIn {
        HandIn(works.into_iter().map(|it| (it.challenge.clone(), it)).collect())
    }

    /// Notes an answer that has just been judged.
    pub(super) fn note(&mut self, attempt: &Attempt) {
        let Some(answer) = attempt.answered.as_deref().cloned() else { return };
        let name = attempt.challenge.name;
        let is_right = attempt.is_done();
        let is_same = |work: &&mut Work| work.variant == attempt.number;
        let Some(work) = self.0.get_mut(name).filter(is_same) else {
            let work = Work {
                challenge: name.to_owned(),
                variant: attempt.number,
                first: answer.clone(),
                sure: attempt.sure,
                answer,
                is_right,
                tries: attempt.tries,
                hints: attempt.hints,
                was_shown: attempt.was_shown,
            };
            self.0.insert(name.to_owned(), work);
            return;
        };
        work.tries = work.tries.saturating_add(1);
        work.hints = work.hints.max(attempt.hints);
        work.was_shown |= attempt.was_shown;
        if is_right || !work.is_right {
            (work.answer, work.is_right) = (answer, is_right);
        }
    }

    /// The works, by the names of their challenges.
    pub fn works(&self) -> impl ExactSizeIterator<Item = &Work> {
        self.0.values()
    }

    /// Whether nothing was answered yet.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// That of one challenge alone.
    pub fn only(&self, challenge: &str) -> HandIn {
        HandIn(self.0.iter().filter(|(name, _)| *name == challenge).map(owned).collect())
    }

    /// Sixteen digits that stand for everything in it. Two hand-ins with the same digest hold the same answers.
    pub fn digest(&self) -> String {
        let digits = format!("{:016x}", digest_of(&self.bytes()));
        [&digits[..4], &digits[4..8], &digits[8..12], &digits[12..]].join("-")
    }

    fn bytes(&self) -> Vec<u8> {
        let works: Vec<&Work> = self.0.values().collect();
        postcard::to_allocvec(&works).expect("plain data always serialises")
    }

    /// As the fragment of a link, without its `#`. `None` where it is too long for a link.
    pub fn to_fragment(&self) -> Option<String> {
        let digest = digest_of(&self.bytes());
        let works: Vec<Work> = self.0.values().cloned().collect();
        let bytes = postcard::to_allocvec(&Written { works, digest });
        let letters = pack(&bytes.expect("plain data always serialises"));
        // What cannot be read again is no link.
        unpack(&letters).map(|_| format!("{VERSION}{letters}"))
    }

    /// Whether a text has a hand-in in it.
    pub fn is_meant_by(text: &str) -> bool {
        text.contains(ANY_VERSION)
    }

    /// The hand-in in a text: its link, or what stands behind the `#` of that.
    ///
    /// # Errors
    ///
    /// Fails for anything that [`HandIn::to_fragment`] cannot have written.
    pub fn read(text: &str) -> Result<HandIn, HandInProblem> {
        let damaged = HandInProblem::Damaged;
        let at = text.find(ANY_VERSION).ok_or(damaged)?;
        let Some(letters) = text[at..].strip_prefix(VERSION) else {
            let version = text[at + ANY_VERSION.len()..].split('.').next().unwrap_or_default();
            let is_number = version.parse().is_ok_and(|it: u32| it > 1);
            return Err(if is_number { HandInProblem::Newer } else { damaged });
        };
        // A mail or a sheet may put a stop or a quote behind it.
        let is_letter = |it: char| it.is_ascii_alphanumeric() || it == '-' || it == '_';
        let letters = &letters[..letters.find(|it| !is_letter(it)).unwrap_or(letters.len())];
        let bytes = unpack(letters).ok_or(damaged)?;
        let written: Written = postcard::from_bytes(&bytes).map_err(|_| damaged)?;
        let is_possible = |it: &Work| {
            let fits = [&it.first, &it.answer].iter().all(|answer| fits(answer));
            fits && it.sure <= 3 && it.hints <= 3 && it.variant <= MOST_VARIANTS
        };
        let is_whole = written.works.len() <= MOST_WORKS && written.works.iter().all(is_possible);
        let count = written.works.len();
        let hand_in = HandIn::of(written.works);
        let is_same = hand_in.0.len() == count && digest_of(&hand_in.bytes()) == written.digest;
        if is_whole && is_same { Ok(hand_in) } else { Err(damaged) }
    }
}

/// Whether an answer is no longer than a reader's can be.
fn fits(answer: &Answer) -> bool {
    match answer {
        Answer::Text(text) | Answer::Schedule(text) => text.len() <= LONGEST_TEXT,
        Answer::Choice(_) | Answer::Lines(_) | Answer::State(_) => true,
    }
}

fn owned((name, work): (&String, &Work)) -> (String, Work) {
    (name.clone(), work.clone())
}

/// FNV-1a, of 64 bits. It tells apart, and keeps nobody from anything.
fn digest_of(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |digest, &byte| {
        (digest ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
