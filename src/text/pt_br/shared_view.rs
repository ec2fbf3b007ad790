//! Lessons and views as links.

use crate::text::SharedView;

/// The sentences.
pub const SHARED_VIEW: SharedView = SharedView {
    this_lesson: "Esta lição",
    this_lesson_hint: "A lição nesta variante. Quem a abrir começa do início.",
    in_this_language: "Abrir em português",
    this_view: "Esta visão",
    this_view_hint: "Esta execução, neste passo, sem o que você esconder e com o que você travar. Feita para uma página sua.",
    hide: "Esconder",
    hidden: ["Barra do topo", "Programa", "Registro", "Ajustes", "Linha do tempo", "Prova"],
    lock: "Travar",
    locked: ["Escolha do programa", "Linhas quebradas", "Editor", "Ajustes", "Velocidade"],
};
