//! What is said of a text that is well built and means nothing.

use crate::notation::MeaningProblem as It;
use crate::text::{MeaningErrors, fill};

/// What a text gets wrong, and what to write instead.
pub fn describe_meaning(words: &MeaningErrors, problem: &It) -> String {
    let none = &String::new();
    let (template, arguments) = match problem {
        It::OutOfRange(least, most) => {
            return fill(words.out_of_range, &[&least.to_string(), &most.to_string()]);
        }
        It::TooMuchState(most) => return fill(words.too_much_state, &[&most.to_string()]),
        It::TooManyRoles(most) => return fill(words.too_many_roles, &[&most.to_string()]),
        It::TooManyVariables(most) => {
            return fill(words.too_many_variables, &[&most.to_string()]);
        }
        It::RoleTooLong(role, most) => {
            return fill(words.role_too_long, &[role, &most.to_string()]);
        }
        It::NoSuchOperation(a, b, known) if known.is_empty() => (words.no_operations, [a, b, none]),
        It::UnknownArgument(a, known) if known.is_empty() => {
            (words.no_argument_names, [a, none, none])
        }
        It::JoinWhat(a) if a.is_empty() => (words.join_whom, [none, none, none]),
        It::SaidOtherwise(_, write) if write.starts_with('#') => {
            (words.no_printing, [none, none, none])
        }
        It::SaidOtherwise(a, write) if write.is_empty() => (words.no_library, [a, none, none]),
        It::UnknownName(a) => (words.unknown_name, [a, none, none]),
        It::MisspeltName(a, b) => (words.misspelt_name, [a, b, none]),
        It::DeclaredTwice(a) => (words.declared_twice, [a, none, none]),
        It::SameParameter(a) => (words.same_parameter, [a, none, none]),
        It::ReservedName(a) => (words.reserved_name, [a, none, none]),
        It::NotAtTop => (words.not_at_top, [none, none, none]),
        It::DeclareAtTop(a) => (words.declare_at_top, [a, none, none]),
        It::NoDeclaration(a) => (words.no_declaration, [a, none, none]),
        It::NotConstant => (words.not_constant, [none, none, none]),
        It::TwoNames => (words.two_names, [none, none, none]),
        It::ChannelNeedsTwoNames(a) => (words.channel_needs_two_names, [a, none, none]),
        It::NoRole => (words.no_role, [none, none, none]),
        It::NeverCalled(a) => (words.never_called, [a, none, none]),
        It::NoSuchOperation(a, b, c) => (words.no_such_operation, [a, b, c]),
        It::MisspeltOperation(a, b, c) => (words.misspelt_operation, [a, b, c]),
        It::NotCalled(a) => (words.not_called, [a, none, none]),
        It::NotAFunction(a) => (words.not_a_function, [a, none, none]),
        It::NoObject => (words.no_object, [none, none, none]),
        It::WantsObject(a) => (words.wants_object, [a, none, none]),
        It::ObjectAsValue(a) => (words.object_as_value, [a, none, none]),
        It::AssignToObject(a) => (words.assign_to_object, [a, none, none]),
        It::NoElements(a) => (words.no_elements, [a, none, none]),
        It::WrongArguments(a, b) => (words.wrong_arguments, [a, b, none]),
        It::UnknownArgument(a, b) => (words.unknown_argument, [a, b, none]),
        It::ValueUnused => (words.value_unused, [none, none, none]),
        It::WantsCondition => (words.wants_condition, [none, none, none]),
        It::LambdaElsewhere => (words.lambda_elsewhere, [none, none, none]),
        It::PopIndex => (words.pop_index, [none, none, none]),
        It::SaidOtherwise(a, b) => (words.said_otherwise, [a, b, none]),
        It::NoThreads => (words.no_threads, [none, none, none]),
        It::ProduceElsewhere => (words.produce_elsewhere, [none, none, none]),
        It::JoinWhat(a) => (words.join_what, [a, none, none]),
        It::JoinSelf(a) => (words.join_self, [a, none, none]),
        It::Recursion(a) => (words.recursion, [a, none, none]),
        It::OutsideLoop(a) => (words.outside_loop, [a, none, none]),
        It::ReturnValue => (words.return_value, [none, none, none]),
        It::RaiseWhat => (words.raise_what, [none, none, none]),
        It::OwnInsteadOfShared(a, b, c) => (words.own_instead_of_shared, [a, b, c]),
        It::LoopOver => (words.loop_over, [none, none, none]),
        It::OwnVariable(a, b) => (words.own_variable, [a, b, none]),
        It::NeverRaised(a) => (words.never_raised, [a, none, none]),
        It::UnknownException(a) => (words.unknown_exception, [a, none, none]),
        It::MisspeltException(a, b) => (words.misspelt_exception, [a, b, none]),
        It::InvariantWhat => (words.invariant_what, [none, none, none]),
    };
    fill(template, &arguments.map(String::as_str))
}
