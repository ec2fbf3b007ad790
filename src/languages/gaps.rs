//! What a language has no words for, and which of its words nothing asks for. No program needs
//! this: `tests/it/languages/gaps.rs` has the answers written down.

use super::grammar::{Aspect, Exceptions, Grammar};
use super::kinds::Kind;
use super::scaffolding::Need;
use super::words::Word;
use super::{TargetLanguage, grammar_of};
use crate::notation::vocabulary::{Operation, OperationWords};
use crate::program::Exception;

const KINDS: [Kind; 22] = [
    Kind::Unknown,
    Kind::Integer,
    Kind::Truth,
    Kind::Item,
    Kind::Semaphore,
    Kind::BoundedSemaphore,
    Kind::Lock,
    Kind::BareLock,
    Kind::ReentrantLock,
    Kind::Condition,
    Kind::Event,
    Kind::Barrier,
    Kind::Buffer,
    Kind::List,
    Kind::Queue,
    Kind::PriorityQueue,
    Kind::Sender,
    Kind::BoundedSender,
    Kind::Receiver,
    Kind::SharedReceiver,
    Kind::Array,
    Kind::Atomic,
];

const _: () = assert!(KINDS.len() == Kind::Atomic as usize + 1, "a kind is missing above");

/// The words of statements, which no language can be without.
const OF_STATEMENTS: [Word; 21] = [
    Word::DeclareVariable,
    Word::WriteVariable,
    Word::Assign,
    Word::Let,
    Word::LetChanging,
    Word::Augment,
    Word::StoreElement,
    Word::If,
    Word::Elif,
    Word::Else,
    Word::While,
    Word::WhileTrue,
    Word::ForRange,
    Word::Raise,
    Word::Break,
    Word::Continue,
    Word::Pass,
    Word::Return,
    Word::ReturnValue,
    Word::Assert,
    Word::Define,
];

/// What there is in programs that a language has no words for, in the words of the notation where
/// it has any. A program with such a thing is refused, or shown without what is missing.
pub fn gaps(language: TargetLanguage) -> Vec<String> {
    let grammar = grammar_of(language);
    let mut gaps = Vec::new();
    let exceptions: &[Word] = match grammar.exceptions {
        Exceptions::Native => &[
            Word::Try,
            Word::Except,
            Word::ExceptSeveral,
            Word::ExceptSeparator,
            Word::ExceptAll,
            Word::Finally,
            Word::RaiseAgain,
        ],
        Exceptions::NamedBlock | Exceptions::Label => &[
            Word::AttemptOpen,
            Word::AttemptClose,
            Word::AttemptExcept,
            Word::Jump,
            Word::FallibleStatement,
            Word::FallibleLet,
            Word::FallibleAssign,
            Word::RaiseCaught,
            Word::RaiseAgain,
        ],
    };
    for word in OF_STATEMENTS.iter().chain(exceptions) {
        let own = [Kind::Integer, Kind::Truth, Kind::Item]
            .iter()
            .all(|it| grammar.word_for(*it, Aspect::Variable).is_some());
        let is_there = grammar.word(*word).is_some() || (*word == Word::DeclareVariable && own);
        if !is_there {
            gaps.push(format!("{word:?}"));
        }
    }
    for kind in KINDS {
        gaps.extend(gaps_of(grammar, kind).iter().map(|it| [kind.name(), it].concat()));
    }
    if grammar.word(Word::DeclareException).is_some() {
        let known = |at: usize| grammar.exception_name(Exception(at as u16)).is_some();
        let names = Exception::NAMES.iter().enumerate();
        gaps.extend(names.filter(|it| !known(it.0)).map(|it| format!("except {}", it.1)));
    }
    gaps
}

fn gaps_of(grammar: &Grammar, kind: Kind) -> Vec<String> {
    let has = |aspect| grammar.word_for(kind, aspect).is_some();
    let mut wanted: Vec<(&str, bool)> = Vec::new();
    let is_made_by_any_word = grammar.word(Word::AnyDeclaration).is_some() && kind != Kind::List;
    if !kind.is_value() && kind != Kind::Array && !is_made_by_any_word {
        // Receivers are declared with their senders.
        let is_receiver = matches!(kind, Kind::Receiver | Kind::SharedReceiver);
        wanted.push((": made", is_receiver || has(Aspect::Declare) || has(Aspect::Prepare)));
    }
    if grammar.is_typed && !matches!(kind, Kind::Unknown | Kind::Array) {
        wanted.push((": type", has(Aspect::Type)));
    }
    let any = grammar.word(Word::AnyOperation).is_some();
    match kind {
        Kind::Unknown => {}
        Kind::Integer | Kind::Truth | Kind::Item => {
            if grammar.is_typed {
                wanted.push((": default", has(Aspect::Default)));
                wanted.push((": array of them", has(Aspect::Elements)));
                wanted.push((": decides", kind == Kind::Truth || has(Aspect::IsTrue)));
            }
            if kind == Kind::Item && has(Aspect::Wrapped) {
                wanted.push((": is there", has(Aspect::IsSome)));
                wanted.push((": number in it", has(Aspect::Unwrapped)));
            }
        }
        Kind::Semaphore
        | Kind::BoundedSemaphore
        | Kind::Lock
        | Kind::BareLock
        | Kind::ReentrantLock
        | Kind::Condition => {
            if grammar.exceptions == Exceptions::NamedBlock {
                wanted.push((": with", has(Aspect::Hold)));
            }
            if kind == Kind::Condition && !is_made_by_any_word {
                wanted.push((": made with its own lock", has(Aspect::DeclareOwn)));
            }
        }
        Kind::List => {
            wanted.push(("[index]", has(Aspect::Index)));
            wanted.push((": len()", any || has(Aspect::Length)));
            wanted.push((".pop(0)", any || has(Aspect::PopFirst)));
            if grammar.is_typed {
                wanted.push((": decides", has(Aspect::IsTrue) && has(Aspect::IsFalse)));
            }
            if grammar.exceptions != Exceptions::Native {
                wanted.push((".pop(0), caught", has(Aspect::TryPopFirst)));
            }
        }
        Kind::Array => {
            wanted.push((": made", any || grammar.is_typed || has(Aspect::Declare)));
            wanted.push(("[index]", has(Aspect::Index)));
            wanted.push((": len()", any || has(Aspect::Length)));
        }
        Kind::Sender | Kind::BoundedSender => {
            wanted.push((": drop()", any || has(Aspect::Drop)));
        }
        Kind::Receiver | Kind::SharedReceiver => {
            wanted.push((": for", has(Aspect::For)));
            wanted.push((": drop()", any || has(Aspect::Drop)));
        }
        Kind::Event
        | Kind::Barrier
        | Kind::Buffer
        | Kind::Queue
        | Kind::PriorityQueue
        | Kind::Atomic => {}
    }
    let mut gaps: Vec<String> =
        wanted.iter().filter(|it| !it.1).map(|it| it.0.to_owned()).collect();
    // What is like another kind lacks the same operations.
    if let (Some(vocabulary), None, false) = (kind.vocabulary(), kind.like(), any) {
        let own = vocabulary.operations.iter().filter(|it| it.name == it.means.name());
        own.for_each(|it| gaps.extend(gaps_of_operation(grammar, kind, it)));
    }
    gaps
}

fn gaps_of_operation(grammar: &Grammar, kind: Kind, words: &OperationWords) -> Vec<String> {
    let (name, means) = (words.name, words.means);
    let mut gaps = Vec::new();
    let most = if means == Operation::Pop { 0 } else { words.values.1 };
    for count in words.values.0..=most {
        let own = grammar.word_for(kind, Aspect::Given(means, count as u8));
        let text = own.or_else(|| grammar.word_for(kind, Aspect::Call(means)));
        if text.is_none_or(|it| asked_for(it) != count) {
            gaps.push(match words.is_attribute {
                true => format!(".{name}"),
                false => format!(".{name}({})", ["", "1", "1, 2"][count]),
            });
        }
    }
    let is_told = grammar.exceptions != Exceptions::Native;
    for (is_wanted, aspect, what) in [
        (words.has_timeout, Aspect::Timed(means), "(timeout)"),
        (is_told && !words.raises.is_empty(), Aspect::Try(means), "(), caught"),
        (is_told && !words.raises_late.is_empty(), Aspect::TryTimed(means), "(timeout), caught"),
    ] {
        if is_wanted && grammar.word_for(kind, aspect).is_none() {
            gaps.push(format!(".{name}{what}"));
        }
    }
    gaps
}

/// How many arguments a text has places for.
fn asked_for(text: &str) -> usize {
    let places = text.split('$').skip(1).filter_map(|it| it.chars().find(char::is_ascii_digit));
    // From the seventh on they are no arguments.
    places.filter_map(|it| it.to_digit(10)).filter(|it| *it < 7).max().unwrap_or(0) as usize
}

/// The words of a language that nothing asks for, those it has twice, and the sections of the
/// text around programs that no program needs.
pub fn strays(language: TargetLanguage) -> Vec<String> {
    let grammar = grammar_of(language);
    let mut strays = Vec::new();
    for (at, (kind, aspect, _)) in grammar.words_of_kinds.iter().enumerate() {
        let is_first =
            grammar.words_of_kinds[..at].iter().all(|it| (it.0, it.1) != (*kind, *aspect));
        if !is_first || !is_asked_for(grammar, *kind, *aspect) {
            strays.push(format!("{} {aspect:?}", kind.name()));
        }
    }
    let mut needs = vec![
        Need::Finally,
        Need::Join,
        Need::Sleep,
        Need::Optional,
        Need::Sentinel,
        Need::PlainItem,
        Need::NoChannel,
        Need::Takes,
    ];
    needs.extend((0..Exception::NAMES.len()).map(|it| Need::Exception(Exception(it as u16))));
    for kind in KINDS {
        needs.extend([Need::Kind(kind), Need::Of(kind, Aspect::Hold)]);
        for operation in kind.vocabulary().iter().flat_map(|it| it.operations) {
            let it = operation.means;
            let all = [Aspect::Call(it), Aspect::Timed(it), Aspect::Try(it), Aspect::TryTimed(it)];
            let asked = all.into_iter().filter(|it| is_asked_for(grammar, kind, *it));
            needs.extend(asked.map(|it| Need::Of(kind, it)));
        }
    }
    let needs: Vec<String> = needs.into_iter().map(Need::word).collect();
    for head in grammar.scaffolding.lines().filter_map(|it| it.strip_prefix("%% ")) {
        let words = head.split(' ').skip(1).filter(|it| *it != "*");
        strays.extend(
            words.filter(|it| needs.iter().all(|need| need != it)).map(|it| format!("%% {it}")),
        );
    }
    strays
}

/// Whether anything in a program asks for a word.
fn is_asked_for(grammar: &Grammar, kind: Kind, aspect: Aspect) -> bool {
    let is_told = grammar.exceptions != Exceptions::Native;
    let is_end = kind.is_end();
    let is_typed = grammar.is_typed;
    let any = grammar.word(Word::AnyOperation).is_some();
    let own = |operation: Operation, fits: &dyn Fn(&OperationWords) -> bool| {
        let mut all = kind.vocabulary().into_iter().flat_map(|it| it.operations);
        !any && all.any(|it| it.means == operation && fits(it))
    };
    match aspect {
        Aspect::Type | Aspect::Owned => is_typed,
        Aspect::Default | Aspect::Elements => is_typed && kind.is_value(),
        Aspect::IsTrue => matches!(kind, Kind::Integer | Kind::Item | Kind::List),
        Aspect::IsFalse | Aspect::PopFirst => kind == Kind::List,
        Aspect::TryPopFirst => kind == Kind::List && is_told,
        Aspect::IsSome | Aspect::Wrapped | Aspect::Unwrapped => kind == Kind::Item,
        Aspect::Constant | Aspect::Variable => kind.is_value(),
        Aspect::Declare | Aspect::Prepare => match kind {
            Kind::Array => !is_typed && !any,
            _ => !kind.is_value() && (!any || kind == Kind::List),
        },
        Aspect::DeclareUnbounded => kind == Kind::Queue,
        Aspect::DeclareOwn => kind == Kind::Condition,
        Aspect::PrepareShared => matches!(kind, Kind::Sender | Kind::BoundedSender),
        Aspect::Forget | Aspect::Drop => is_end,
        Aspect::EntryEnd => {
            grammar.word(Word::Entry).is_some() && (is_end || kind == Kind::Integer)
        }
        Aspect::StartEnd => grammar.word(Word::Start).is_some() && is_end,
        Aspect::Hold => grammar.exceptions == Exceptions::NamedBlock,
        Aspect::For => matches!(kind, Kind::Receiver | Kind::SharedReceiver),
        Aspect::Index | Aspect::Length => matches!(kind, Kind::List | Kind::Array),
        Aspect::Call(it) => own(it, &|_| true),
        Aspect::Given(it, count) => {
            own(it, &|words| (words.values.0..=words.values.1).contains(&usize::from(count)))
        }
        Aspect::Timed(it) => own(it, &|words| words.has_timeout),
        Aspect::Try(it) => is_told && own(it, &|words| !words.raises.is_empty()),
        Aspect::TryTimed(it) => is_told && own(it, &|words| !words.raises_late.is_empty()),
    }
}
