//! What is the matter with the checker itself.

use crate::text::CheckerTrouble;

/// The sentences.
pub const CHECKER_TROUBLE: CheckerTrouble = CheckerTrouble {
    cannot_load: "Não foi possível carregar o verificador; nada se sabe, portanto. O navegador diz: {0}. Tente de novo ou recarregue a página.",
    ended: "O navegador encerrou o verificador, talvez por falta de memória; nada se sabe, portanto. Tente de novo; se acontecer outra vez, escolha números menores ou feche outras abas.",
    broke_off: "O verificador parou no meio; nada se sabe, portanto. O navegador diz: {0}. Tente números menores.",
    no_answer: "O verificador terminou sem resposta; nada se sabe, portanto. Tente de novo ou recarregue a página.",
    silent: "O verificador não dá sinal há {0} segundos. Pode estar ocupado com uma parte longa, ou travou. Você pode esperar ou tentar de novo.",
    try_again: "Tentar de novo",
};
