//! Under which keys the words of the course are found.

use super::challenge::{Challenge, Given, Task, TaskKind};
use super::chapter::Chapter;
use super::execution::Execution;
use super::misconception::Misconception;

impl Challenge {
    /// The keys of all passages of this challenge.
    pub fn keys(&self) -> Vec<String> {
        let mut keys: Vec<String> =
            ["title", "task", "text", "hint1", "hint2", "not-shown", "goal"]
                .map(|it| self.key(it))
                .into();
        if self.needs_third_hint() {
            keys.push(self.key("hint3"));
        }
        let has_words = matches!(self.task, Task::Predict(_) | Task::Explain { .. });
        let choices = if has_words { self.task.choices() } else { 0 };
        keys.extend((0..choices).map(|it| self.key(&format!("choice-{}", letter(it)))));
        keys.extend((0..self.wrong_answers.len()).map(|it| self.abstraction_key(it)));
        keys
    }

    /// The key of one passage.
    pub fn key(&self, what: &str) -> String {
        format!("{}/{what}", self.name)
    }

    /// The key of what runs it; `None` where that is no more than the language promises, and nothing is said.
    pub fn execution_key(&self) -> Option<String> {
        key_of(self.material.execution)
    }

    /// Whether the third hint is words: elsewhere it is the first step of the shortest way.
    pub fn needs_third_hint(&self) -> bool {
        !matches!(self.task, Task::BeTheScheduler { .. } | Task::Repair { .. })
    }

    /// The key of the abstraction under which a stated wrong answer would be right.
    pub fn abstraction_key(&self, wrong_answer: usize) -> String {
        let of_choice = match self.wrong_answers[wrong_answer].answer {
            Given::Choice(choice) => usize::from(choice),
            _ => wrong_answer,
        };
        self.key(&format!("abstraction-{}", letter(of_choice)))
    }
}

fn key_of(execution: Execution) -> Option<String> {
    (execution != Execution::Promised).then(|| format!("execution/{}", execution.name()))
}

/// The keys that belong to no challenge.
pub fn general_keys() -> Vec<String> {
    let chapters = Chapter::ALL.map(|it| format!("chapter/{}", it.name()));
    let ideas = Misconception::ALL.map(|it| format!("misconception/{}", it.name()));
    let truths = Misconception::ALL.map(|it| format!("truth/{}", it.name()));
    let executions = Execution::ALL.into_iter().filter_map(key_of);
    let others = ["ends/missed", "ends/never", "ends/breaks", "teacher/answer"].map(str::to_owned);
    let kinds = TaskKind::ALL.map(|it| format!("task/{}", it.name()));
    chapters
        .into_iter()
        .chain(ideas)
        .chain(truths)
        .chain(kinds)
        .chain(executions)
        .chain(others)
        .collect()
}

/// The letter of a choice.
pub fn letter(choice: usize) -> char {
    char::from(b'a' + (choice % 26) as u8)
}
