//! What a well-built text gets wrong.

use super::sentences::sentences;

sentences! {
    /// A sentence for each way in which a well-built text means nothing.
    ///
    /// `{0}`, `{1}` and `{2}` stand for words of the reader's own, or for what to write instead.
    #[allow(missing_docs, reason = "the names of the fields are those of the problems")]
    pub struct MeaningErrors {
        pub unknown_name: &'static str,
        pub misspelt_name: &'static str,
        pub declared_twice: &'static str,
        pub same_parameter: &'static str,
        pub reserved_name: &'static str,
        pub not_at_top: &'static str,
        pub declare_at_top: &'static str,
        pub no_declaration: &'static str,
        pub not_constant: &'static str,
        pub out_of_range: &'static str,
        pub two_names: &'static str,
        pub channel_needs_two_names: &'static str,
        pub no_role: &'static str,
        pub never_called: &'static str,
        pub too_much_state: &'static str,
        pub too_many_roles: &'static str,
        pub no_such_operation: &'static str,
        /// For what has no operations at all.
        pub no_operations: &'static str,
        pub misspelt_operation: &'static str,
        pub not_called: &'static str,
        pub not_a_function: &'static str,
        pub no_object: &'static str,
        pub wants_object: &'static str,
        pub object_as_value: &'static str,
        pub assign_to_object: &'static str,
        pub no_elements: &'static str,
        pub wrong_arguments: &'static str,
        pub unknown_argument: &'static str,
        /// Where no argument has a name.
        pub no_argument_names: &'static str,
        pub value_unused: &'static str,
        pub wants_condition: &'static str,
        pub lambda_elsewhere: &'static str,
        pub pop_index: &'static str,
        pub said_otherwise: &'static str,
        /// A library of Python.
        pub no_library: &'static str,
        pub no_printing: &'static str,
        pub no_threads: &'static str,
        pub produce_elsewhere: &'static str,
        pub join_what: &'static str,
        /// Something that is no name.
        pub join_whom: &'static str,
        pub join_self: &'static str,
        pub recursion: &'static str,
        pub outside_loop: &'static str,
        pub return_value: &'static str,
        pub raise_what: &'static str,
        pub loop_over: &'static str,
        pub role_too_long: &'static str,
        pub too_many_variables: &'static str,
        pub own_instead_of_shared: &'static str,
        pub own_variable: &'static str,
        pub never_raised: &'static str,
        pub unknown_exception: &'static str,
        pub misspelt_exception: &'static str,
        pub invariant_what: &'static str,
    }
}
