//! What leaves the page as a file.

use crate::text::Exports;

/// The sentences.
pub const EXPORTS: Exports = Exports {
    title: "Como arquivo",
    hint: "Se uma página dentro de um quadro não puder salvar arquivos, copie o texto.",
    form: "O quê",
    forms: [
        "Execução, CSV",
        "Execução, JSON",
        "Execução, Mermaid",
        "Execução, SVG",
        "Cena, SVG",
        "Cena, PNG",
        "Veredito",
        "Script para Python",
    ],
    download: "Salvar o arquivo",
    copy: "Copiar o texto",
    no_run: "A execução é longa demais, ou os primeiros passos já foram esquecidos. Comece de novo e salve antes de 5.000 passos.",
    no_verdict: "Ainda não há veredito. Prove o programa primeiro.",
    no_picture: "Este navegador não deixa a página desenhá-la. Salve a cena como SVG.",
    no_gate: "Uma parte do script não pôde ser obtida. Abra de novo daqui a pouco.",
    script_hint: "Execute com `python3`: o CPython dá os mesmos passos no seu computador.",
    photo: "A cena, como será salva",
    so_far: "Até aqui a execução deu {0} passos.",
    of_this_text: "Trata-se deste programa:",
};
