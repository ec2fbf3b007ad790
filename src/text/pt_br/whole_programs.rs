//! The whole Python programs of the catalogue, in Brazilian Portuguese. Their stories are passages.

use super::super::catalogue::ProgramText;

/// In the order of the catalogue.
pub const WHOLE: [ProgramText; 46] = [
    ProgramText {
        name: "script-lock-and-event",
        title: "Lock e evento, o script",
        story: "",
        faults: &[
            ("skip-event-wait", "O consumidor não espera pelo evento"),
            ("clear-only-when-empty", "O evento só é desligado quando a lista está vazia"),
        ],
    },
    ProgramText {
        name: "script-lock-and-event-functions",
        title: "Lock e evento, em funções e `main`",
        story: "",
        faults: &[
            ("skip-check", "O consumidor retira sem olhar"),
            ("never-clear", "Ninguém desliga o evento: o consumidor olha o tempo todo"),
        ],
    },
    ProgramText {
        name: "guide-queue",
        title: "O guia da fila segura para threads",
        story: "",
        faults: &[
            ("nobody-notifies", "Um `push` não avisa ninguém"),
            ("daemons", "As threads são daemons, e `main` não espera por elas"),
        ],
    },
    ProgramText {
        name: "guide-thread-errors",
        title: "Limite 1: uma thread não começa",
        story: "",
        faults: &[("start-each-once", "Cada thread está uma só vez na lista")],
    },
    ProgramText {
        name: "guide-thread-errors-handled",
        title: "Limite 1, corrigido: erros de start e join",
        story: "",
        faults: &[
            ("nobody-stops-it", "`main` não manda a thread parar"),
            ("join-one-never-started", "`main` espera por uma thread que nunca começou"),
        ],
    },
    ProgramText {
        name: "guide-resize",
        title: "Limite 2: redimensionar a fila em uso",
        story: "",
        faults: &[("resize-before-start", "`main` redimensiona antes de o produtor começar")],
    },
    ProgramText {
        name: "guide-resize-repaired",
        title: "Limite 2, corrigido: redimensionar e avisar",
        story: "",
        faults: &[
            ("forget-notify", "`resize` não avisa ninguém"),
            ("resize-without-lock", "`resize` não pega o lock"),
        ],
    },
    ProgramText {
        name: "guide-priority",
        title: "Limite 3: sem prioridades",
        story: "",
        faults: &[("newest-first", "`pop` retira o que chegou por último")],
    },
    ProgramText {
        name: "guide-priority-repaired",
        title: "Limite 3, corrigido: duas filas em uma",
        story: "",
        faults: &[
            ("ordinary-first", "Os itens comuns saem primeiro"),
            ("wait-for-urgent", "`pop` espera até haver algo urgente"),
        ],
    },
    ProgramText {
        name: "guide-timeout",
        title: "Limite 4: um pop que espera para sempre",
        story: "",
        faults: &[("ask-for-one", "O consumidor pede só um pacote")],
    },
    ProgramText {
        name: "guide-timeout-repaired",
        title: "Limite 4, corrigido: um pop com tempo limite",
        story: "",
        faults: &[
            ("look-afterwards", "O consumidor olha `finished` depois do tempo esgotado"),
            ("give-up-at-once", "O consumidor desiste no primeiro tempo esgotado"),
        ],
    },
    ProgramText {
        name: "guide-typed",
        title: "Limite 5: itens de qualquer tipo",
        story: "",
        faults: &[("only-numbers", "Todas as leituras são números")],
    },
    ProgramText {
        name: "guide-typed-repaired",
        title: "Limite 5, corrigido: verificado no push",
        story: "",
        faults: &[
            ("skip-the-check", "A fila aceita qualquer coisa"),
            ("push-nothing-instead", "O produtor deixa a leitura de fora"),
        ],
    },
    ProgramText {
        name: "guide-batches",
        title: "Limite 6: um item de cada vez",
        story: "",
        faults: &[],
    },
    ProgramText {
        name: "guide-batches-repaired",
        title: "Limite 6, corrigido: os dois com um só lock",
        story: "",
        faults: &[
            ("wait-with-if", "Quem é acordado não olha de novo"),
            ("notify-one", "`push` acorda um só empacotador"),
        ],
    },
    ProgramText {
        name: "guide-metrics",
        title: "Limite 7: contar o que passa",
        story: "",
        faults: &[("one-producer", "Há um só produtor")],
    },
    ProgramText {
        name: "guide-metrics-repaired",
        title: "Limite 7, corrigido: contar com um lock",
        story: "",
        faults: &[("count-without-lock", "A contagem muda sem o lock")],
    },
    ProgramText {
        name: "guide-exceptions",
        title: "Limite 8: uma exceção em uma thread",
        story: "",
        faults: &[("no-broken-parcel", "Nenhum pacote está quebrado")],
    },
    ProgramText {
        name: "guide-exceptions-repaired",
        title: "Limite 8, corrigido: repassada ao `main`",
        story: "",
        faults: &[
            ("catch-something-else", "O consumidor captura outra exceção"),
            ("main-does-not-join", "`main` não espera pelo consumidor"),
        ],
    },
    ProgramText {
        name: "report-queue-join",
        title: "Relato: `join` da fila nunca retorna",
        story: "",
        faults: &[("tick-off-anyway", "O cozinheiro também dá baixa no que não dá para fazer")],
    },
    ProgramText {
        name: "report-last-lines-missing",
        title: "Relato: faltam as últimas linhas do log",
        story: "",
        faults: &[("wait-for-the-writer", "`main` espera até todas as linhas serem escritas")],
    },
    ProgramText {
        name: "report-notified-too-early",
        title: "Relato: trava em máquinas rápidas",
        story: "",
        faults: &[("wait-for-the-settings", "`main` só espera enquanto não há configurações")],
    },
    ProgramText {
        name: "report-made-twice",
        title: "Relato: uma conexão a mais",
        story: "",
        faults: &[("look-under-the-lock", "Olhar só com o lock na mão")],
    },
    ProgramText {
        name: "report-callback-under-lock",
        title: "Relato: trava ao mostrar o contador",
        story: "",
        faults: &[("reentrant-lock", "Quem tem o lock pode pegá-lo de novo")],
    },
    ProgramText {
        name: "worker-pool",
        title: "Grupo de trabalhadores",
        story: "",
        faults: &[
            ("one-sentinel", "`main` põe um só `None`"),
            ("main-does-not-join", "`main` não espera pelos trabalhadores"),
        ],
    },
    ProgramText {
        name: "pipeline-of-stages",
        title: "Pipeline",
        story: "",
        faults: &[
            ("end-not-passed-on", "O estágio do meio não repassa o fim"),
            ("larger-queues", "Cada fila comporta cinco"),
        ],
    },
    ProgramText {
        name: "readers-and-writers",
        title: "Leitores e escritores",
        story: "",
        faults: &[
            ("count-without-mutex", "Quem chega para ler conta a si mesmo sem o mutex"),
            ("every-reader-locks", "Cada leitor tranca a sala, não só o primeiro"),
            ("writer-does-not-lock", "O escritor não tranca a sala"),
        ],
    },
    ProgramText {
        name: "dining-philosophers",
        title: "Filósofos jantando",
        story: "",
        faults: &[
            ("no-limit", "Todos podem se sentar ao mesmo tempo"),
            ("one-seat", "Só um pode se sentar por vez"),
        ],
    },
    ProgramText {
        name: "bank-transfer",
        title: "Transferência bancária",
        story: "",
        faults: &[
            ("locks-as-given", "Os locks são pegos na ordem da transferência"),
            ("no-locks", "A transferência não pega locks"),
            ("first-lock-only", "A transferência pega só o primeiro lock"),
        ],
    },
    ProgramText {
        name: "barrier-in-phases",
        title: "Uma barreira entre duas fases",
        story: "",
        faults: &[
            ("skip-the-barrier", "Os trabalhadores não esperam na barreira"),
            ("one-too-many", "A barreira espera por um a mais do que há"),
        ],
    },
    ProgramText {
        name: "thread-pool",
        title: "Um pool da biblioteca",
        story: "",
        faults: &[
            ("without-lock", "O caixa conta sem o lock"),
            ("one-worker", "O pool tem um só trabalhador"),
        ],
    },
    ProgramText {
        name: "puzzle-rendezvous",
        title: "Quebra-cabeça: encontro marcado",
        story: "",
        faults: &[
            ("a-waits-first", "A espera antes de dizer que chegou"),
            ("both-wait-first", "Os dois esperam antes de dizer que chegaram"),
        ],
    },
    ProgramText {
        name: "puzzle-which-value",
        title: "Quebra-cabeça: que valor?",
        story: "",
        faults: &[("one-after-the-other", "B começa quando A terminou")],
    },
    ProgramText {
        name: "five-workers-threading",
        title: "Cinco trabalhadores com `threading`",
        story: "",
        faults: &[("main-does-not-join", "`main` não espera pelas threads")],
    },
    ProgramText {
        name: "five-workers-asyncio",
        title: "Cinco trabalhadores com `asyncio`",
        story: "",
        faults: &[
            ("time-sleep", "Os trabalhadores dormem com `time.sleep`"),
            ("forgotten-await", "`main` não espera as tarefas com `await`"),
        ],
    },
    ProgramText {
        name: "bounded-buffer-asyncio",
        title: "O buffer limitado com `asyncio.Queue`",
        story: "",
        faults: &[
            ("does-not-wait-for-room", "Os produtores põem sem esperar por lugar"),
            ("one-sentinel", "Só um consumidor fica sabendo que não vem mais nada"),
        ],
    },
    ProgramText {
        name: "asyncio-count-lost",
        title: "Uma contagem com um `await` no meio",
        story: "",
        faults: &[("read-after-the-await", "Ler a contagem depois do `await`")],
    },
    ProgramText {
        name: "asyncio-count-safe",
        title: "Uma contagem sem `await` no meio",
        story: "",
        faults: &[("await-between", "Um `await` entre a leitura e a escrita")],
    },
    ProgramText {
        name: "processes-five-workers",
        title: "Cinco workers como processos",
        story: "",
        faults: &[
            ("without-its-lock", "A contagem sobe sem o lock dela"),
            ("main-does-not-join", "A `main` não espera pelos processos"),
        ],
    },
    ProgramText {
        name: "processes-own-counter",
        title: "Um contador para cada processo",
        story: "",
        faults: &[("threads-instead", "Duas threads no lugar de dois processos")],
    },
    ProgramText {
        name: "processes-queue",
        title: "Uma fila entre processos",
        story: "",
        faults: &[
            ("queues-of-threads", "As filas são as das threads"),
            ("no-end-mark", "Ninguém diz que não vem mais nada"),
        ],
    },
    ProgramText {
        name: "processes-pipe",
        title: "Um pipe de ida e volta",
        story: "",
        faults: &[("both-wait-first", "O pai espera pela resposta antes de perguntar")],
    },
    ProgramText {
        name: "processes-lock-and-value",
        title: "Um lock e um valor compartilhado",
        story: "",
        faults: &[
            ("lock-of-threads", "O lock é um das threads"),
            ("without-lock", "Os lugares são contados sem o lock"),
            ("lock-of-the-value", "O lock é o que o valor tem"),
        ],
    },
    ProgramText {
        name: "processes-pool",
        title: "Um pool de quadrados",
        story: "",
        faults: &[
            ("one-task-fails", "Uma das tarefas divide por zero"),
            ("one-worker", "O pool tem um worker"),
        ],
    },
    ProgramText {
        name: "processes-join-before-get",
        title: "Esperar antes de ler",
        story: "",
        faults: &[
            ("small-pictures", "As imagens são pequenas"),
            ("get-before-join", "As imagens são lidas antes de esperar pelo processo"),
        ],
    },
    ProgramText {
        name: "processes-sums-of-chunks",
        title: "Somas de partes",
        story: "",
        faults: &[
            ("size-rounded-down", "O tamanho de uma parte é arredondado para baixo"),
            ("first-left-out", "As partes começam depois do primeiro número"),
        ],
    },
];
