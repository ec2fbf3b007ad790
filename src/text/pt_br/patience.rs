//! What is said when a run has gone on for a while and nothing went wrong.

use crate::text::Patience;

/// The sentences.
pub const PATIENCE: Patience = Patience {
    not_broken: "Ainda não quebrou.",
    one_in: "O acaso quebra cerca de 1 execução em {0} em até {1} passos: acelere, deixe o escalonador jogar contra você ou prove.",
    none_of: "O acaso não quebrou nenhuma de {0} execuções de {1} passos: deixe o escalonador jogar contra você ou prove.",
    proves_nothing: "Nada deu errado até agora. Isso não prova nada: só algumas das ordens possíveis foram testadas. Provar testa todas.",
    faster: "Mais rápido",
};
