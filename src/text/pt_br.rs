//! Brazilian Portuguese.

mod catalogue;
mod causes;
mod checker_trouble;
#[cfg(not(target_arch = "wasm32"))]
mod command;
mod course;
mod editor;
mod exports;
mod finder;
mod first_steps;
mod glossary;
mod handed_in;
mod home;
mod lab;
mod lint;
mod meaning;
mod objects;
mod patience;
mod phases;
mod proof;
mod python;
mod running;
mod shared_view;
mod sharing;
mod steps;
mod syntax;
mod timeline;
mod undo;
mod whole;
mod whole_programs;

use super::*;

pub(super) static TEXT: Text = Text {
    tagline: "Produtores e consumidores, como threads de verdade",
    controls: Controls {
        transport: "Executar e avançar",
        run: "Executar",
        pause: "Pausar",
        run_again: "De novo",
        back: "Voltar",
        step: "Passo",
        reset: "Reiniciar",
        step_thread: |thread| format!("Um passo só de {thread}"),
        speed: "Velocidade",
        slower: "Mais devagar",
        faster: "Mais rápido",
        steps_per_second: |n| if n == "1" { "1 passo/s".into() } else { format!("{n} passos/s") },
        one_step_in: |n| format!("1 passo em {n} s"),
        as_fast_as_possible: "tão rápido quanto a página acompanha",
        no_limit: "sem limite",
        language: "Idioma",
        theme: "Claro ou escuro",
        theme_system: "Como o sistema",
        theme_light: "Claro",
        theme_dark: "Escuro",
        help: "Ajuda",
        close: "Fechar",
        more: "Mais",
        program: "Programa",
        skip_to_scene: "Ir para a figura",
    },
    settings: Settings {
        title: "Ajustes",
        producers: "Produtores",
        consumers: "Consumidores",
        capacity: "Capacidade",
        items: "Itens de cada",
        items_hint: "Quantos itens cada produtor faz. 0: sem fim.",
        without_end: "sem fim",
        takes: "Itens a retirar",
        takes_hint: "Quantos itens cada consumidor retira antes de terminar. 0: sem fim.",
        produce_time: "Tempo para produzir (ms)",
        consume_time: "Tempo para consumir (ms)",
        time_hint: "Exato a 10 passos por segundo; outras velocidades o esticam.",
        knobs_hint: "As constantes do seu programa. O seu texto fica como está.",
        one_less: |name| format!("{name}: menos"),
        one_more: |name| format!("{name}: mais"),
        kind: "Threads",
        real: "De verdade",
        real_hint: "Web Workers que compartilham memória. Seu computador decide quem vai primeiro.",
        simulated: "Simuladas",
        simulated_hint: "Um só programa faz o papel de todas. Um escalonador decide quem vai primeiro.",
        scheduler: "Quem vai em seguida",
        round_robin: "Cada uma na sua vez",
        random: "Ao acaso",
        seed: "Semente",
        new_seed: "Outra semente",
        granularity: "O que é um passo",
        granularity_operation: "Uma operação",
        granularity_statement: "Um comando",
        granularity_access: "Um acesso",
        granularity_hint: "Dentro de um passo ninguém se intromete. Com passos grandes, a falta de um lock pode não aparecer.",
        granularity_operation_hint: "Uma linha inteira, com todo o `put` ou `get`.",
        granularity_statement_hint: "Uma linha inteira; `put` e `get` são dois passos: a posição, depois o índice.",
        granularity_access_hint: "Uma leitura ou escrita da memória compartilhada, como nas threads de verdade.",
        runtime: "Onde uma thread pode perder a vez",
        runtime_threads: "Em qualquer lugar",
        runtime_gil: "CPython com o GIL",
        runtime_threads_hint: "Antes de cada passo: o que a linguagem promete, e o que o Python faz sem o GIL.",
        runtime_gil_hint: "Só numa chamada, numa operação que bloqueia ou num salto para trás: é o que o CPython faz a partir do 3.10. Por isso `count += 1` funciona ali, por sorte. A linguagem não promete isso: o CPython 3.9 e o Python sem o GIL perdem contagens. O que é um passo não faz diferença aqui.",
        spurious_wakes: "Despertares espúrios",
        spurious_wakes_hint: "Threads que esperam em uma condição às vezes acordam sem que ninguém as notifique. Sistemas de verdade também podem fazer isso.",
    },
    threads: Threads {
        real: |n| {
            if n == "1" { "1 thread de verdade".into() } else { format!("{n} threads de verdade") }
        },
        simulated: |n| format!("{n} threads simuladas"),
        checking: "Procurando threads de verdade …",
        starting: "Iniciando as threads …",
        chosen: "Você escolheu threads simuladas nos ajustes.",
        not_isolated: "Aqui esta página não pode compartilhar memória: o site, ou a página em que ela está embutida, não a isola. Tudo funciona; as threads são simuladas.",
        no_shared_memory: "Este navegador não oferece memória compartilhada às páginas. Tudo funciona; as threads são simuladas.",
        no_answer: "Uma primeira thread foi iniciada e não respondeu. Tudo funciona; as threads são simuladas.",
        refused: "O navegador não tem mais memória ou workers para threads de verdade. Tudo funciona; as threads são simuladas. Feche outras abas; depois, Reiniciar tenta de novo.",
        too_large: "Este programa é grande demais para threads de verdade aqui. Tudo funciona; as threads são simuladas.",
        forked: "Você voltou e seguiu por outro caminho, então esta execução continua com threads simuladas. Reiniciar traz de volta as de verdade.",
        failed: "Uma thread falhou",
        use_real: "Usar threads de verdade",
        open_in_new_tab: "Abrir em outra aba",
        try_again: "Tentar de novo",
    },
    scene: Scene {
        label: "Produtores põem itens no buffer, consumidores os retiram",
        of_slots_full: |n| {
            if n == "1" {
                "de 1 posição cheia".into()
            } else {
                format!("de {n} posições cheias")
            }
        },
        head: "head",
        tail: "tail",
        slot: |index, contents| format!("Posição {index}: {contents}"),
        slot_empty: "vazia",
        slot_taken: |item| format!("vazia ({item} já foi retirado)"),
        critical_section: "seção crítica",
        nobody_inside: "seção crítica: ninguém dentro",
        one_inside: |who| format!("seção crítica: {who} está dentro"),
        several_inside: |who| format!("seção crítica: {who} estão dentro ao mesmo tempo"),
        and: "e",
        semaphore: |name, count| format!("Semáforo {name}: {count}"),
        permits: |n| if n == "1" { "1 permissão".into() } else { format!("{n} permissões") },
        asleep: |who| format!("dormindo: {who}"),
        switched_off: "desligado",
        ready: "pronta",
        running: "executando",
        waits: |semaphore, count| format!("espera: {semaphore} é {count}"),
        waits_for: |semaphore| format!("espera: {semaphore}"),
        wrote_slot: |slot| format!("gravou a posição {slot}"),
        took_slot: |slot| format!("leu a posição {slot}"),
        producing: |item| format!("fazendo {item}"),
        consuming: |item| format!("usando {item}"),
        in_critical_section: "na seção crítica",
        inside: "dentro",
        done: "terminou",
        stopped: "parada",
        made: "feitos",
        in_buffer: "no buffer",
        consumed: "consumidos",
        waits_counted: "esperas",
        steps: "passos",
        intrusions: "duas dentro ao mesmo tempo",
    },
    code: Code {
        title: "O programa",
        hint: "desligue uma linha para quebrá-lo",
        line: |n| format!("Linha {n}"),
        threads_here: |who| format!("{who} aqui"),
        was: |text| format!("era `{text}`"),
        struck: "desligada",
        moved: "trocou de lugar",
        restore_all: "Consertar tudo",
        now: |value| format!("agora {value}"),
        starts_at: |name| format!("Em quanto {name} começa"),
        starts_as_written: |name, value| format!("{name} começa em {value}, como escrito"),
        harmless: "parece errado, mas não faz mal",
    },
    log: Log {
        title: "O que aconteceu",
        tab: "Passos",
        empty: "Nada ainda. Aperte Executar, ou Passo.",
        steps: |n| if n == "1" { "1 passo".into() } else { format!("{n} passos") },
        took_permit: |thread, semaphore, left| {
            format!("{thread} passou por `{semaphore}.wait`; restam {left}")
        },
        gave_permit: |thread, semaphore, now| {
            format!("{thread} sinalizou `{semaphore}`; agora {now}")
        },
        read_index: |thread, name, value| format!("{thread} leu `{name} = {value}`"),
        moved_index: |thread, name, value| format!("{thread} moveu `{name}` para {value}"),
        wrote_item: |thread, item, slot| format!("{thread} pôs {item} na posição {slot}"),
        took_item: |thread, item, slot| format!("{thread} retirou {item} da posição {slot}"),
        took_nothing: |thread, slot| format!("{thread} leu a posição {slot}, que não tem nada"),
        sleeps: |thread, semaphore| format!("{thread} dorme: `{semaphore}` é 0"),
        and_others: |threads, others| format!("{threads} e outras {others}"),
        sleep_together: |threads, semaphore| format!("{threads} dormem: `{semaphore}` é 0"),
        consumed: |thread, item| format!("{thread} consumiu {item}"),
        ended: |thread| format!("{thread} terminou"),
        and_more: |n| format!("… e {n} passos antes"),
        position: "Posição na execução",
        step_of: |n, length| format!("passo {n} de {length}"),
        drag_to_go_back: "arraste para voltar",
        to_the_latest: "Ir ao último passo",
        go_to_step: |n| format!("Ir ao passo {n}"),
    },
    violations: Violations {
        overwrite: "Sobrescrito",
        empty_read: "Leu uma posição vazia",
        duplicate_read: "Retirado duas vezes",
        order: "Fora de ordem",
        mutual_exclusion: "Duas dentro ao mesmo tempo",
        deadlock: "Impasse (deadlock)",
        stranded: "Itens esquecidos",
        finished: "Terminado",
        finished_sentence: |n| match n {
            "1" => "O único item foi consumido, exatamente uma vez.".into(),
            _ => format!("Todos os {n} itens foram consumidos, cada um exatamente uma vez."),
        },
        overwrite_sentence: |writer, item, slot, lost, _| {
            format!(
                "{writer} pôs {item} na posição {slot}, onde estava {lost}, que ninguém tinha retirado."
            )
        },
        overwrite_same_index: |writer, other| {
            format!("{writer} e {other} tinham lido o mesmo `tail` antes que uma delas o movesse.")
        },
        overwrite_did_not_wait: |writer| {
            format!("O buffer estava cheio, e nada impediu {writer} de escrever.")
        },
        empty_read_sentence: |reader, slot| {
            format!(
                "{reader} leu a posição {slot}, onde ninguém jamais escreveu. Nada impediu {reader} de ler antes que houvesse um item ali."
            )
        },
        duplicate_read_sentence: |reader, slot, item, taken_by, steps| {
            let when = if steps == 1 { "um passo".into() } else { format!("{steps} passos") };
            if reader == taken_by {
                format!(
                    "{reader} retirou {item} da posição {slot} outra vez: já o tinha retirado {when} antes."
                )
            } else {
                format!(
                    "{reader} retirou {item} da posição {slot} outra vez: {taken_by} já o tinha retirado {when} antes."
                )
            }
        },
        duplicate_read_same_index: |reader, other| {
            format!("{reader} e {other} tinham lido o mesmo `head` antes que uma delas o movesse.")
        },
        duplicate_read_did_not_wait: |reader| {
            format!("O buffer estava vazio, e nada impediu {reader} de ler.")
        },
        order_sentence: |reader, item, expected| {
            format!("{reader} retirou {item}, mas {expected} tinha entrado no buffer antes.")
        },
        mutual_exclusion_sentence: |entered, inside| {
            format!("{entered} entrou na seção crítica enquanto {inside} estava dentro.")
        },
        deadlock_sentence: "Ninguém mais consegue avançar.",
        wait: |who, semaphore| {
            if who.contains(' ') {
                format!("{who} esperam por `{semaphore}`.")
            } else {
                format!("{who} espera por `{semaphore}`.")
            }
        },
        wait_held: |who, semaphore, holder| {
            let verb = if who.contains(' ') { "esperam" } else { "espera" };
            if who == holder {
                format!("{who} espera por `{semaphore}`, que ela mesma segura.")
            } else {
                format!("{who} {verb} por `{semaphore}`, que {holder} segura.")
            }
        },
        cycle: |holder, held, wanted| {
            format!(
                "{holder} segura `{held}` e dorme até que alguém sinalize `{wanted}`; mas quem faria isso precisa antes de `{held}`."
            )
        },
        forgotten_by: |semaphore, holder| {
            format!("{holder} pegou uma permissão de `{semaphore}` e nunca a devolveu.")
        },
        forgotten: |semaphore| {
            format!("Nenhuma thread executa uma linha que sinalize `{semaphore}`.")
        },
        no_first_permit: |semaphore| {
            format!(
                "`{semaphore}` não tinha permissão no começo, e ninguém lhe deu uma: quem o faria também espera ou já terminou."
            )
        },
        stranded_sentence: |n| {
            if n == "1" {
                "Os produtores terminaram e ninguém consegue avançar, mas 1 item não foi consumido."
                    .into()
            } else {
                format!(
                    "Os produtores terminaram e ninguém consegue avançar, mas {n} itens não foram consumidos."
                )
            }
        },
        see_the_steps: |n| {
            if n == "1" {
                "Ver o último passo".into()
            } else {
                format!("Ver os últimos {n} passos")
            }
        },
        hide_the_steps: "Esconder os passos",
        at_step: |n| format!("no passo {n}"),
    },
    notices: Notices {
        clamped: |setting, low, high, now| format!("{setting}: de {low} a {high}. Agora é {now}."),
        not_a_number: |typed, setting| {
            format!("“{typed}” não é um número inteiro. {setting} fica como estava.")
        },
        cannot_step: |thread| format!("{thread} não pode dar um passo agora."),
        thread_did_not_start: |name| {
            format!("A thread “{name}” não iniciou. Aperte Reiniciar para criar novas threads.")
        },
        thread_died: |name| {
            format!("A thread “{name}” morreu. Aperte Reiniciar para criar novas threads.")
        },
        thread_does_not_answer: |name| {
            format!(
                "A thread “{name}” não responde mais. Aperte Reiniciar para criar novas threads."
            )
        },
        diverged: |step| {
            format!(
                "No passo {step} as threads de verdade e a sua repetição discordam. É um defeito do Interleave, não do seu programa: por favor, avise."
            )
        },
        stop_forced: "Uma thread não parou a tempo, então as threads foram descartadas e novas são criadas.",
        text_is_wrong: "O texto tem erros; eles estão sublinhados. Corrija-os e depois execute.",
        discarded: "A sua versão do programa foi descartada.",
        nothing_before: "Este é o começo.",
        dismiss: "Dispensar",
    },
    help: Help {
        title: "Como funciona",
        this_program: "O programa que está aberto",
        its_objects: "O que as threads compartilham",
        its_faults: "O que dá para quebrar",
        story: &[
            "Produtores fazem itens e os põem em um buffer com algumas posições. Consumidores os retiram. Todos executam ao mesmo tempo.",
            "Tudo pelo que as threads esperam tem uma bandeja acima da imagem: quem não encontra permissão ali dorme na bandeja até que alguém sinalize.",
            "As threads são de verdade: cada uma é um Web Worker do seu navegador, e elas compartilham memória. Cada acesso que fazem a ela é um passo, gravado e mostrado aqui.",
        ],
        story_of_any: &[
            "Todas as threads executam ao mesmo tempo. O que elas compartilham fica no meio; tudo pelo que esperam tem uma bandeja acima da imagem, na qual dormem até poder continuar.",
            "As threads são de verdade: cada uma é um Web Worker do seu navegador, e elas compartilham memória. Cada acesso que fazem a ela é um passo, gravado e mostrado aqui.",
        ],
        try_title: "Experimente",
        try_this: &[
            "Aperte Executar e veja os itens circularem. Depois pause e avance uma só thread: aperte o número dela.",
            "Desligue as duas linhas com `mutex.wait()` e execute de novo. Quanto tempo leva até um item se perder?",
            "Troque os dois waits do produtor. Nada parece quebrado, até que ninguém consegue avançar.",
            "Troque dois signals. Parece igualmente errado. Você consegue fazer quebrar?",
        ],
        keys_title: "Teclas",
        keys: &[
            ("Espaço", "executar ou pausar"),
            ("→", "um passo"),
            ("←", "um passo para trás"),
            ("1 … 9", "um passo da thread 1 … 9"),
            ("R", "reiniciar"),
            ("+ −", "mais rápido, mais devagar"),
            ("Ctrl Z", "desfazer; com Shift, refazer"),
            ("P", "letras grandes para projetor"),
            ("Home End", "na linha do tempo: ao começo, ao fim"),
            ("Page ↑ ↓", "na linha do tempo: muitos passos de uma vez"),
            ("Ctrl Enter", "no editor: executar"),
            ("Esc Tab", "no editor: sair do texto"),
            ("?", "esta ajuda"),
        ],
        colours_title: "Cores",
        producer: "produtores",
        consumer: "consumidores",
        critical: "seção crítica",
        trouble: "problema",
    },
    catalogue: catalogue::CATALOGUE,
    editor: editor::EDITOR,
    proof: proof::PROOF,
    running: running::RUNNING,
    first_steps: first_steps::FIRST_STEPS,
    finder: finder::FINDER,
    glossary: glossary::GLOSSARY,
    causes: causes::CAUSES,
    whole: whole::WHOLE,
    undo: undo::UNDO,
    patience: patience::PATIENCE,
    checker_trouble: checker_trouble::CHECKER_TROUBLE,
    phases: phases::PHASES,
    sharing: sharing::SHARING,
    exports: exports::EXPORTS,
    home: home::HOME,
    lint: lint::LINT,
    shared_view: shared_view::SHARED_VIEW,
    handed_in: handed_in::HANDED_IN,
    lab: lab::LAB,
    schedulers: sharing::SCHEDULERS,
    timeline: timeline::TIMELINE,
    course: course::COURSE,
    steps: steps::STEPS,
    objects: objects::OBJECTS,
    syntax: syntax::SYNTAX,
    meaning: meaning::MEANING,
    python: python::PYTHON,
    #[cfg(not(target_arch = "wasm32"))]
    command: command::COMMAND,
};
