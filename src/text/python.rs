//! What a whole Python program cannot say here.

use super::sentences::sentences;

sentences! {
    /// A sentence for each way in which a whole program is refused, with what to write instead.
    ///
    /// `{0}` and `{1}` stand for words of the reader's own, or for numbers.
    #[allow(missing_docs, reason = "the names of the fields are those of the refusals")]
    pub struct PythonErrors {
        pub too_long: &'static str,
        pub too_deep: &'static str,
        pub character: &'static str,
        pub unclosed_text: &'static str,
        pub indentation: &'static str,
        pub expected: &'static str,
        pub ends_early: &'static str,
        pub value_missing: &'static str,
        pub value_expected: &'static str,
        pub name_expected: &'static str,
        pub superfluous: &'static str,
        pub block_missing: &'static str,
        pub outside_loop: &'static str,
        pub not_known: &'static str,
        pub module: &'static str,
        pub not_in_module: &'static str,
        pub unknown_name: &'static str,
        pub no_attribute: &'static str,
        pub not_called: &'static str,
        pub arguments: &'static str,
        pub option: &'static str,
        pub not_constant: &'static str,
        pub which_object: &'static str,
        pub no_value: &'static str,
        pub operation: &'static str,
        pub inexact: &'static str,
        pub start_elsewhere: &'static str,
        pub start_in_thread: &'static str,
        pub submit: &'static str,
        pub workers: &'static str,
        pub made_in_thread: &'static str,
        pub too_many_threads: &'static str,
        pub too_large: &'static str,
        pub endless: &'static str,
        pub recursion: &'static str,
        pub shared_unset: &'static str,
        pub no_thread: &'static str,
        pub decorator: &'static str,
        pub base: &'static str,
        pub too_many_elements: &'static str,
        pub exception: &'static str,
        pub number: &'static str,
    }
}
