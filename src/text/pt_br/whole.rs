//! Whole programs, in Portuguese.

use crate::text::Whole;

pub(super) const WHOLE: Whole = Whole {
    starts: "{0} inicia {1}",
    begins: "{0} começa",
    joined: "{0} continua: {1} terminou",
    saw_alive: "{0} vê que {1} ainda está ativa",
    saw_not_alive: "{0} vê que {1} não está ativa",
    chose: "{0} sorteia {1}",
    not_started: "ainda não iniciada",
    prints: "{0} imprime: {1}",
    console: "Console",
    nothing_printed: "Nada impresso ainda.",
    never_ends: "O programa nunca acaba",
    no_end_from_there: "A partir daí o programa continua para sempre: nenhuma ordem de passos leva ao fim.",
    no_end_of_one_from_there: "Dali em diante, nenhuma ordem de passos leva ao fim de {0}: a thread segue para sempre ou espera pelo que nunca vem.",
    unfinished_thread: "Terminou o trabalho, mas nunca acaba",
    lost_update: "Uma atualização se perdeu",
    lost_update_sentence: "{0} leu `{1}`, outra thread escreveu ali, e agora {0} escreveu o que fez do valor antigo: \
        a outra escrita se perdeu. Leia e escreva sob o mesmo lock.",
    of_tasks: &[
        ("threads", "tarefas"),
        ("thread", "tarefa"),
        ("Threads", "Tarefas"),
        ("Thread", "Tarefa"),
    ],
    tasks: "{0} tarefas em um laço de eventos",
    simulated_tasks: "{0} tarefas simuladas",
    wrote_old: "escreveu por cima de uma atualização",
    unfinished_sentence: [
        "O trabalho todo está feito, mas o programa nunca acaba: {0} espera por mais e nada mais vem. \
        Ponha uma marca de fim para cada thread assim, ou faça dela uma daemon (`daemon=True`).",
        "O trabalho todo está feito, mas o programa nunca acaba: {0} esperam por mais e nada mais vem. \
        Ponha uma marca de fim para cada thread assim, ou faça dela uma daemon (`daemon=True`).",
    ],
    unfinished_before: [
        "Nenhuma thread consegue andar, e o programa nunca acaba: {0} espera por mais e nada mais vem.",
        "Nenhuma thread consegue andar, e o programa nunca acaba: {0} esperam por mais e nada mais vem.",
    ],
    stranded_sentence: [
        "O programa terminou, e sobrou {0} elemento que nenhuma thread retirou.",
        "O programa terminou, e sobraram {0} elementos que nenhuma thread retirou.",
    ],
    what_can_it_print: "O que este programa pode imprimir por último?",
    outcomes_open: "Não decidido: a busca por todas as últimas linhas não chegou ao fim.",
    no_outcome: "não há última linha: o programa {0}",
    outcomes_known: [
        "1 linha pode ser a última, e o programa {1}",
        "{0} linhas podem ser a última, e o programa {1}",
    ],
    outcomes_with_gaps: "`…` está no lugar do que não é acompanhado aqui, como um tempo, uma fração ou um texto que é montado: uma linha com ele vale por todas as que se parecem com ela",
    outcomes_many: "mais de {0} linhas podem ser a última, e o programa {1}",
    ends_always: "sempre termina",
    ends_sometimes: "nem sempre termina",
    ends_never: "nunca termina",
    ends_when_stopped: "continua até ser interrompido",
    no_line: "(nada impresso)",
    in_random_runs: "a última linha de {0} em {1} execuções ao acaso",
    in_no_random_run: "a última linha de nenhuma de {0} execuções ao acaso: o acaso quase não a encontra",
    runs_without_end: "{0} de {1} execuções ao acaso não terminaram.",
    outcomes_of_items: "não decidido: a última linha depende de qual item é qual, ou é impressa aos pedaços",
    no_model: "sem modelo: um programa que inicia as próprias threads ainda não pode ser exportado",
};
