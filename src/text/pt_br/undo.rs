//! What was taken back, and what was made again.

use crate::text::Undo;

/// The sentences.
pub const UNDO: Undo = Undo {
    undone: "Desfeito: {0}.",
    redone: "Refeito: {0}.",
    nothing_to_undo: "Não há nada para desfazer.",
    nothing_to_redo: "Não há nada para refazer.",
    steps: "o que é um passo",
    program: "a escolha de outro programa",
    repair: "o conserto",
};
