//! What a text looks as if it had wrong.

use crate::text::LintWords;

/// The sentences.
pub const LINT: LintWords = LintWords {
    title: "O que chama a atenção",
    line: "Linha {0}",
    ask: "Acontece aqui?",
    asking: "Olhando todos os escalonamentos …",
    cannot_ask: "Dá para perguntar se acontece assim que o texto puder rodar.",
    happens: "Acontece aqui: {0} depois de {1}.",
    prints: "Faz diferença aqui: a última linha pode ser `{0}`.",
    open: "Não decidido: o verificador não achou isso, nem descartou.",
    harmless: "Aqui não faz mal: o verificador olhou todos os escalonamentos.",
};
