//! What a long check does.

use crate::text::Phases;

/// The sentences.
pub const PHASES: Phases = Phases {
    shortening: "Há violação; procurando o caminho mais curto: {0}, {1} de profundidade",
    traps: "{0} vistos; procurando estados sem saída: rodada {3}, {2} examinados",
    starvation: "{0} vistos; procurando inanição: thread {3}, {2} examinados",
    way_back: "Encontrado; voltando ao início: {2} de {1}",
};
