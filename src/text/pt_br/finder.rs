//! Finding a program of the catalogue.

use crate::text::Finder;

/// The sentences.
pub const FINDER: Finder = Finder {
    search: "Buscar programas",
    only: "Mostrar só",
    right: "certo como está escrito",
    wrong: "errado como está escrito",
    books: "livros",
    in_order: "Na ordem de aprender",
    nothing_found: "Nenhum programa tem todas essas palavras.",
    blank: "Programa em branco",
    paste: "Colar o seu",
};
