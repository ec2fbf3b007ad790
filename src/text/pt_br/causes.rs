//! Why something could go wrong, and what to do next.

use crate::text::Causes;

/// The sentences.
pub const CAUSES: Causes = Causes {
    because: "Isso pôde acontecer porque {0}.",
    struck: "`{0}` na linha {1}",
    switched_off: ["{0} está desligada", "{0} estão desligadas"],
    changed: "a linha {0} diz `{1}` em vez de `{2}`",
    moved: "as linhas {0} trocaram de lugar",
    other_lines: [
        "No programa original isso não pode acontecer; a linha {0} foi alterada.",
        "No programa original isso não pode acontecer; as linhas {0} foram alteradas.",
    ],
    watch_it: "Assistir",
    repair: "Consertar",
    back_to_the_program: "Voltar ao programa original",
    related: "A seguir: {0}",
    repaired: "Consertado. Ainda pode dar errado?",
};
