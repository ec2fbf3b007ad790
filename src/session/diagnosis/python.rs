//! Why a whole program is refused, as a sentence.

use crate::notation::{Refusal as It, Refused};
use crate::text::{PythonErrors, fill};

/// Why it is refused, and what to write instead.
pub fn describe_refusal(words: &PythonErrors, refused: &Refused) -> String {
    let template = match refused.what {
        It::TooLong => words.too_long,
        It::TooDeep => words.too_deep,
        It::Character => words.character,
        It::UnclosedText => words.unclosed_text,
        It::Indentation => words.indentation,
        It::Expected => words.expected,
        It::EndsEarly => words.ends_early,
        It::ValueMissing => words.value_missing,
        It::ValueExpected => words.value_expected,
        It::NameExpected => words.name_expected,
        It::Superfluous => words.superfluous,
        It::BlockMissing => words.block_missing,
        It::OutsideLoop => words.outside_loop,
        It::NotKnown => words.not_known,
        It::Module => words.module,
        It::NotInModule => words.not_in_module,
        It::UnknownName => words.unknown_name,
        It::NoAttribute => words.no_attribute,
        It::NotCalled => words.not_called,
        It::Arguments => words.arguments,
        It::Option => words.option,
        It::NotConstant => words.not_constant,
        It::WhichObject => words.which_object,
        It::NoValue => words.no_value,
        It::Operation => words.operation,
        It::Inexact => words.inexact,
        It::StartElsewhere => words.start_elsewhere,
        It::StartInThread => words.start_in_thread,
        It::Submit => words.submit,
        It::Workers => words.workers,
        It::MadeInThread => words.made_in_thread,
        It::TooManyThreads => words.too_many_threads,
        It::TooLarge => words.too_large,
        It::Endless => words.endless,
        It::Recursion => words.recursion,
        It::SharedUnset => words.shared_unset,
        It::NoThread => words.no_thread,
        It::Decorator => words.decorator,
        It::Base => words.base,
        It::TooManyElements => words.too_many_elements,
        It::Exception => words.exception,
        It::Number => words.number,
    };
    let arguments: Vec<&str> = refused.words.iter().map(String::as_str).collect();
    fill(template, &arguments)
}
