//! What somebody handed in, opened to be looked at: every answer is judged again, whatever its link claims.

use super::attempt::Attempt;
use super::hand_in::{HandIn, HandInProblem, Work};
use super::judge::{Judgement, Mark, Question};
use crate::lesson::{Answer, Challenge, find};
use std::rc::Rc;

/// A hand-in that was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandedIn {
    /// Its digest.
    pub digest: String,
    /// What was answered, and what came of it.
    pub works: Vec<Seen>,
}

/// One answer of a hand-in, and what is known of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// What the link says.
    pub work: Work,
    /// What came of the answer that counts.
    pub result: Option<Judgement>,
    /// What came of the first answer.
    pub first: Option<Judgement>,
}

impl Seen {
    fn of(work: Work) -> Seen {
        Seen { work, result: None, first: None }
    }

    /// The challenge, where there is one of this name.
    pub fn challenge(&self) -> Option<&'static Challenge> {
        find(&self.work.challenge)
    }

    /// Whether all of it is judged that can be.
    pub fn is_judged(&self) -> bool {
        self.challenge().is_none() || (self.result.is_some() && self.first.is_some())
    }

    /// Whether the answer that counts is right.
    pub fn is_right(&self) -> bool {
        self.result.as_ref().is_some_and(Judgement::is_right)
    }

    /// Whether the link calls an answer right that is not.
    pub fn claims_too_much(&self) -> bool {
        let mark = self.result.as_ref().map(Judgement::mark);
        self.work.is_right && mark == Some(Mark::Wrong)
    }

    /// The answer as an attempt that gave it, to be shown like one.
    pub fn attempt(&self) -> Option<Attempt> {
        let work = &self.work;
        let mut attempt = Attempt::new(self.challenge()?, work.variant);
        attempt.choice = match work.answer {
            Answer::Choice(choice) => Some(choice),
            _ => None,
        };
        attempt.answered = Some(Rc::new(work.answer.clone()));
        attempt.judgement = self.result.clone().map(Rc::new);
        (attempt.sure, attempt.tries, attempt.hints) = (work.sure, work.tries, work.hints);
        attempt.was_shown = work.was_shown;
        Some(attempt)
    }

    /// What is still to be asked of the judge: the answer that counts, then the first, where that was another.
    fn questions(&self) -> impl Iterator<Item = Question> {
        let is_known = self.challenge().is_some();
        let answer = (is_known && self.result.is_none()).then_some(&self.work.answer);
        let is_another = self.work.first != self.work.answer;
        let first = (is_known && is_another && self.first.is_none()).then_some(&self.work.first);
        let question = |answer: &Answer| Question {
            challenge: self.work.challenge.clone(),
            variant: self.work.variant,
            answer: answer.clone(),
        };
        answer.into_iter().chain(first).map(question)
    }

    /// Takes what came of the first of its questions.
    fn take(&mut self, judgement: Judgement) {
        if self.result.is_some() {
            self.first = Some(judgement);
            return;
        }
        // The first answer is mostly the last one.
        self.first = (self.work.first == self.work.answer).then(|| judgement.clone());
        self.result = Some(judgement);
    }
}

impl HandedIn {
    /// What a text says that holds a hand-in.
    ///
    /// # Errors
    ///
    /// Fails where it is damaged, or of a newer page.
    pub fn read(text: &str) -> Result<HandedIn, HandInProblem> {
        let hand_in = HandIn::read(text)?;
        let works = hand_in.works().cloned().map(Seen::of).collect();
        Ok(HandedIn { digest: hand_in.digest(), works })
    }

    /// How many of its answers are judged.
    pub fn judged(&self) -> usize {
        self.works.iter().filter(|it| it.is_judged()).count()
    }

    /// How many of its answers are right.
    pub fn right(&self) -> usize {
        self.works.iter().filter(|it| it.is_right()).count()
    }

    /// What is still to be judged, in the order in which [`HandedIn::take`] takes the judgements.
    pub(super) fn questions(&self) -> impl Iterator<Item = Question> {
        self.works.iter().flat_map(Seen::questions)
    }

    /// Takes what came of the first of its questions.
    pub(super) fn take(&mut self, judgement: Judgement) {
        if let Some(seen) = self.works.iter_mut().find(|it| !it.is_judged()) {
            seen.take(judgement);
        }
    }
}
