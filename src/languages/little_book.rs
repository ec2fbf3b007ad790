//! The pseudo-code of *The Little Book of Semaphores* (Downey): listings, and what a semaphore
//! protects indented.

use super::grammar::{Aspect, Aspect::*, Casing, Exceptions, Grammar};
use super::kinds::{Kind, Kind::*};
use super::words::Word;

pub(super) static GRAMMAR: Grammar = Grammar {
    word,
    words_of_kinds: WORDS_OF_KINDS,
    // It calls them what the notation does.
    exception_names: &[],
    reserved: "",
    shared_names: Casing::Kept,
    local_names: Casing::Kept,
    is_in_a_class: false,
    shows_critical_sections: true,
    augments_variables: true,
    is_typed: false,
    exceptions: Exceptions::Native,
    scaffolding: "%% before *\nListing: Initialization\n\n$predefined\n",
};

fn word(word: Word) -> Option<&'static str> {
    Some(match word {
        Word::AnyDeclaration => "$0 = $1($2)",
        Word::AnyOperation => "$0.$1($2)",
        Word::AnyCall => "$0($1)",
        Word::Comment => "# ",
        Word::True => "True",
        Word::False => "False",
        Word::None => "None",
        Word::And => "and",
        Word::Or => "or",
        Word::Not => "not $0",
        Word::Is => "is",
        Word::IsNot => "is not",
        Word::PredefinedConstant => "$0 = $1",
        Word::DeclareConstant => "$0 = $1",
        Word::DeclareVariable => "$0 = $1",
        Word::WriteVariable => "$0 = $1",
        Word::Assign => "$0 = $1",
        Word::Let => "$0 = $1",
        Word::LetChanging => "$0 = $1",
        Word::Augment => "$0 $1= $2",
        Word::StoreElement => "$0[$1] = $2",
        Word::If => "if $0:",
        Word::Elif => "elif $0:",
        Word::Else => "else:",
        Word::While => "while $0:",
        Word::WhileTrue => "while True:",
        Word::ForRange => "for $0 in range($1):",
        Word::With => "with $0:",
        Word::Try => "try:",
        Word::Except => "except $0:",
        Word::ExceptSeveral => "except ($0):",
        Word::ExceptSeparator => ", ",
        Word::ExceptAll => "except:",
        Word::Finally => "finally:",
        Word::Raise => "raise $0",
        Word::RaiseAgain => "raise",
        Word::Break => "break",
        Word::Continue => "continue",
        Word::Pass => "pass",
        Word::Return => "return",
        Word::ReturnValue => "return $0",
        Word::Assert => "assert $0",
        Word::Define => "def $0($1):",
        Word::DefineListing => "Listing: $0",
        // A block ends where the next line begins further left.
        Word::End | Word::StatementEnd | Word::PassNeeded => return None,
        // It divides as the notation does.
        Word::Divide | Word::FloorDivide | Word::FloorModulo => return None,
        // Names have no types, and all are references.
        Word::Unsigned
        | Word::Reference
        | Word::Argument
        | Word::ArgumentEnd
        | Word::ReadVariable
        | Word::DeclareOnce
        | Word::DeclareChanging
        | Word::DeclareDefault
        | Word::Global
        | Word::DefineReturning
        | Word::DefineNoValue
        | Word::Parameter
        | Word::ParameterChanged
        | Word::NoParameters => return None,
        // It is given exceptions, under the names of the notation.
        Word::LoopName
        | Word::AttemptOpen
        | Word::AttemptClose
        | Word::AttemptExcept
        | Word::Jump
        | Word::FallibleStatement
        | Word::FallibleLet
        | Word::FallibleAssign
        | Word::RaiseCaught
        | Word::FinallyOpen
        | Word::FinallyClose
        | Word::BreakOut
        | Word::ContinueOut
        | Word::AnyException
        | Word::DeclareException => return None,
        // Calls and objects are written as in the notation.
        Word::PassSpinning
        | Word::Produce
        | Word::ProduceLet
        | Word::Consume
        | Word::Sleep
        | Word::Join
        | Word::OwnLock => return None,
        // It is read, and not run.
        Word::Takes
        | Word::Threads
        | Word::Entry
        | Word::EntryCall
        | Word::EntryClose
        | Word::Start
        | Word::StartOnce
        | Word::StartMe
        | Word::StartArgument
        | Word::StartCall
        | Word::StartCallValue
        | Word::StartClose
        | Word::MayWait
        | Word::MustEnd => return None,
    })
}

const WORDS_OF_KINDS: &[(Kind, Aspect, &str)] = &[
    (List, Declare, "$0 = []"),
    (List, Index, "$0[$1]"),
    (Array, Index, "$0[$1]"),
    (Receiver, For, "for $0 in $1:"),
];
