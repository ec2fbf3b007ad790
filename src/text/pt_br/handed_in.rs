//! What a hand-in says.

use crate::text::HandedIn;

/// The sentences.
pub const HANDED_IN: HandedIn = HandedIn {
    title: "O que foi entregue",
    right_of: "{0} de {1} certas",
    judging: "Avaliando: {0} de {1}",
    judged_here: "Esta página avaliou de novo cada resposta. O que o link afirma não conta. Tentativas e dicas são as que o link informa.",
    damaged: "Este link de entrega está danificado ou foi alterado. Nada dele é mostrado, pois nada nele é confiável. Peça o link de novo.",
    newer: "Este link de entrega vem de uma versão mais nova desta página. Recarregue a página e tente o link de novo.",
    empty: "Nada foi respondido nesta entrega.",
    unknown: "Esta página não tem uma lição chamada `{0}`.",
    waits: "Em avaliação …",
    claims_too_much: "O link afirma que esta resposta está certa. Não está.",
    answer: "Resposta",
    first_answer: "Primeira resposta",
    first_was_right: "certa",
    first_was_wrong: "errada",
    first_undecided: "não decidida",
    sure: "Certeza",
    tries: "Tentativas",
    hints: "Dicas",
    was_shown: "Um caminho foi mostrado",
    not_of_here: "Isto não é resposta a esta lição.",
    open: "Abrir a lição",
};
