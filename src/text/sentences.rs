//! Sentences with names: a struct of them, of which every one can be asked for.

/// Makes a struct with a sentence for each name, and lets tests ask for all of them.
macro_rules! sentences {
    ($(#[$about:meta])* pub struct $name:ident {
        $($(#[$of:meta])* pub $field:ident: &'static str,)*
    }) => {
        $(#[$about])*
        pub struct $name {
            $($(#[$of])* pub $field: &'static str,)*
        }

        // The page never needs all of them at once.
        #[cfg(not(target_arch = "wasm32"))]
        impl $name {
            /// All sentences with their names.
            pub fn all(&self) -> Vec<(&'static str, &'static str)> {
                vec![$((stringify!($field), self.$field),)*]
            }
        }
    };
}

pub(super) use sentences;
