//! From what is wrong with a text to the sentence that says so.

mod meaning;
mod python;

use crate::notation::{Problem, Span, SyntaxProblem as It};
use crate::text::{SyntaxErrors, Text, fill};

/// What is wrong, and what to write instead.
pub fn describe(text: &Text, problem: &Problem) -> String {
    match problem {
        Problem::Syntax(problem) => describe_syntax(&text.syntax, problem),
        Problem::Meaning(problem) => meaning::describe_meaning(&text.meaning, problem),
        Problem::Python(refused) => python::describe_refusal(&text.python, refused),
    }
}

/// The line and the column, both from 1, where a stretch of a text begins. Columns are counted
/// in characters. A stretch that the text does not have begins at its end.
pub fn place_of(source: &str, span: Span) -> (usize, usize) {
    let mut at = (span.start as usize).min(source.len());
    while !source.is_char_boundary(at) {
        at -= 1;
    }
    let before = &source[..at];
    let line_start = before.rfind('\n').map_or(0, |end| end + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}

/// What is wrong with how a text is built, and what to write instead.
fn describe_syntax(words: &SyntaxErrors, problem: &It) -> String {
    let none = &String::new();
    let (template, arguments) = match problem {
        It::TextTooLong(most) => return fill(words.text_too_long, &[&most.to_string()]),
        It::TooManyLines(most) => return fill(words.too_many_lines, &[&most.to_string()]),
        It::NestedTooDeep(most) => return fill(words.nested_too_deep, &[&most.to_string()]),
        It::LineTooLong(most) => return fill(words.line_too_long, &[&most.to_string()]),
        It::OddSpace(a) => (words.odd_space, [a, none, none]),
        It::TabsAndSpaces => (words.tabs_and_spaces, [none, none, none]),
        It::LookAlike(a, b) => (words.look_alike, [a, b, none]),
        It::TypographicQuote(a) => (words.typographic_quote, [a, none, none]),
        It::UnknownCharacter(a) => (words.unknown_character, [a, none, none]),
        It::InvisibleCharacter(a) => (words.invisible_character, [a, none, none]),
        It::FractionalNumber(a) => (words.fractional_number, [a, none, none]),
        It::NumberTooLarge(a) => (words.number_too_large, [a, none, none]),
        It::NumberWithLetters(a) => (words.number_with_letters, [a, none, none]),
        It::LeadingZero(a, b) => (words.leading_zero, [a, b, none]),
        It::TextLiteral => (words.text_literal, [none, none, none]),
        It::UnclosedText => (words.unclosed_text, [none, none, none]),
        It::Docstring => (words.docstring, [none, none, none]),
        It::Semicolon => (words.semicolon, [none, none, none]),
        It::Backslash => (words.backslash, [none, none, none]),
        It::Brace(a) => (words.brace, [a, none, none]),
        It::OtherSign(a, b) => (words.other_sign, [a, b, none]),
        It::Increment(a) => (words.increment, [a, none, none]),
        It::Division(a) => (words.division, [a, none, none]),
        It::Power => (words.power, [none, none, none]),
        It::BitOperator(a) => (words.bit_operator, [a, none, none]),
        It::OtherAugmented(a, b) => (words.other_augmented, [a, b, none]),
        It::UnaryPlus => (words.unary_plus, [none, none, none]),
        It::Walrus => (words.walrus, [none, none, none]),
        It::Arrow => (words.arrow, [none, none, none]),
        It::Ellipsis => (words.ellipsis, [none, none, none]),
        It::QuestionMark => (words.question_mark, [none, none, none]),
        It::OtherComment(a) => (words.other_comment, [a, none, none]),
        It::Prompt => (words.prompt, [none, none, none]),
        It::Import => (words.import, [none, none, none]),
        It::Class => (words.class, [none, none, none]),
        It::Asynchronous(a) => (words.asynchronous, [a, none, none]),
        It::Generator => (words.generator, [none, none, none]),
        It::Delete => (words.delete, [none, none, none]),
        It::Nonlocal => (words.nonlocal, [none, none, none]),
        It::MatchBlock(a) => (words.match_block, [a, none, none]),
        It::Decorator => (words.decorator, [none, none, none]),
        It::ElseIf => (words.else_if, [none, none, none]),
        It::ElseWithCondition(a) => (words.else_with_condition, [a, none, none]),
        It::OtherWord(a, b) => (words.other_word, [a, b, none]),
        It::NeedlessWord(a) => (words.needless_word, [a, none, none]),
        It::WrongCase(a, b) => (words.wrong_case, [a, b, none]),
        It::UnknownBlock(a) => (words.unknown_block, [a, none, none]),
        It::CountingFor => (words.counting_for, [none, none, none]),
        It::LoopElse(a) => (words.loop_else, [a, none, none]),
        It::TryElse => (words.try_else, [none, none, none]),
        It::ExceptAs(a) => (words.except_as, [a, none, none]),
        It::ExceptList(a) => (words.except_list, [a, none, none]),
        It::WithAs(a) => (words.with_as, [a, none, none]),
        It::RaiseWithMore(a) => (words.raise_with_more, [a, none, none]),
        It::AssertMessage(a) => (words.assert_message, [a, none, none]),
        It::MissingColon(a) => (words.missing_colon, [a, none, none]),
        It::NeedlessColon(a) => (words.needless_colon, [a, none, none]),
        It::MissingBody(a) => (words.missing_body, [a, none, none]),
        It::UnexpectedIndent => (words.unexpected_indent, [none, none, none]),
        It::NoSuchLevel => (words.no_such_level, [none, none, none]),
        It::ClauseAlone(a, b) => (words.clause_alone, [a, b, none]),
        It::ClauseAfterLast(a, b) => (words.clause_after_last, [a, b, none]),
        It::TryAlone => (words.try_alone, [none, none, none]),
        It::BlockInLine(a) => (words.block_in_line, [a, none, none]),
        It::NestedDefinition => (words.nested_definition, [none, none, none]),
        It::NeverClosed(a, b) => (words.never_closed, [a, b, none]),
        It::NothingToClose(a) => (words.nothing_to_close, [a, none, none]),
        It::WrongCloser(a, b, c) => (words.wrong_closer, [a, b, c]),
        It::MissingComma(a, b) => (words.missing_comma, [a, b, none]),
        It::FilledList => (words.filled_list, [none, none, none]),
        It::Tuple => (words.tuple, [none, none, none]),
        It::Comprehension => (words.comprehension, [none, none, none]),
        It::Slice => (words.slice, [none, none, none]),
        It::MissingValue(a) => (words.missing_value, [a, none, none]),
        It::MissingValueBefore(a) => (words.missing_value_before, [a, none, none]),
        It::AssignInCondition(a) => (words.assign_in_condition, [a, none, none]),
        It::ChainedComparison(a) => (words.chained_comparison, [a, none, none]),
        It::ConditionalExpression => (words.conditional_expression, [none, none, none]),
        It::InOperator(a) => (words.in_operator, [a, none, none]),
        It::LambdaParameters => (words.lambda_parameters, [none, none, none]),
        It::KeywordAsValue(a) => (words.keyword_as_value, [a, none, none]),
        It::CallOfValue => (words.call_of_value, [none, none, none]),
        It::MissingNameAfterDot => (words.missing_name_after_dot, [none, none, none]),
        It::StarArguments(a) => (words.star_arguments, [a, none, none]),
        It::PositionAfterName => (words.position_after_name, [none, none, none]),
        It::MissingName(a) => (words.missing_name, [a, none, none]),
        It::MissingParentheses(a) => (words.missing_parentheses, [a, none, none]),
        It::KeywordAsName(a) => (words.keyword_as_name, [a, none, none]),
        It::BadParameter(a) => (words.bad_parameter, [a, none, none]),
        It::MissingDefault(a) => (words.missing_default, [a, none, none]),
        It::TypeAnnotation => (words.type_annotation, [none, none, none]),
        It::MissingIn(a) => (words.missing_in, [a, none, none]),
        It::SeveralLoopVariables => (words.several_loop_variables, [none, none, none]),
        It::ComparisonAlone(a) => (words.comparison_alone, [a, none, none]),
        It::CallWithoutParentheses(a) => (words.call_without_parentheses, [a, none, none]),
        It::ValueAlone(a) => (words.value_alone, [a, none, none]),
        It::ChainedAssignment(a, b) => (words.chained_assignment, [a, b, none]),
        It::AssignToKeyword(a) => (words.assign_to_keyword, [a, none, none]),
        It::AssignToCall(a) => (words.assign_to_call, [a, none, none]),
        It::AssignToValue(a) => (words.assign_to_value, [a, none, none]),
        It::SeveralTargets => (words.several_targets, [none, none, none]),
        It::SwappedSigns(a, b) => (words.swapped_signs, [a, b, none]),
        It::FullStop => (words.full_stop, [none, none, none]),
        It::StrayText(a) => (words.stray_text, [a, none, none]),
        It::NoStatement(a) => (words.no_statement, [a, none, none]),
    };
    fill(template, &arguments.map(String::as_str))
}
