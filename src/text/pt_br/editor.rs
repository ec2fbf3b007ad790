//! The editor, the choice of a program, and its views in other languages.

use crate::text::Editor;

/// The sentences.
pub const EDITOR: Editor = Editor {
    choose_program: "Escolha um programa",
    edited: "editado",
    whole_story: "A história inteira",
    views: "Como o programa é mostrado",
    edit: "Editar",
    show_as: "Ver em …",
    your_version: "sua versão",
    your_program: "Seu programa",
    back_to_original: "Voltar ao original",
    last_right: "Seu texto tem problemas: esta é a última versão que podia executar.",
    undo: "Desfazer",
    as_the_original: "Mude o que quiser. O texto é verificado enquanto você digita.",
    files: "Os arquivos do programa",
    add_file: "Acrescentar um arquivo",
    file_name: "Nome deste arquivo",
    remove_file: "Remover este arquivo",
    label: "O texto do programa",
    placeholder: "Digite aqui ou cole um programa",
    nothing_yet: "Nada aqui ainda. Seu programa executa assim que estiver completo.",
    can_run: "Nada de errado: pode executar.",
    can_run_but: "Pode ser executado, mas talvez não faça o que você quer:",
    one_problem: "1 problema",
    problems: "{0} problemas",
    problem_at: "Linha {0}: {1}",
    keys: "Tab recua. Esc e depois Tab sai do texto. Ctrl+Enter executa.",
    not_kept: "Este navegador não tem espaço para guardar seu texto até a próxima visita. Copie-o antes de sair.",
    copy: "Copiar",
    copied: "Copiado",
    says_line: "Linha {0} do programa: {1}",
    cannot_show: "{0} não tem nada que diga `{1}` com fidelidade (linha {2}).",
    cannot_show_hint: "Tente outra linguagem ou mude essa linha.",
};
