//! What a script for the reader's own Python says.

use crate::text::Home;

/// The sentences.
pub const HOME: Home = Home {
    head: "Feito pelo Interleave para o CPython 3.11 ou mais novo: execute com `python3`.\n\
        Contém um programa, sem mudanças, e uma cancela que deixa as threads dar um passo por vez,\n\
        na ordem de STEPS: passo, thread, tipo de acesso, onde está no texto, o nome, e o que mais houver.",
    said: &[
        ("version", "Este script precisa do CPython 3.11 ou mais novo."),
        ("step", "{0:>4}  {1}  linha {2}: {3}"),
        ("held", "Todos os {0} passos foram dados nesta ordem."),
        ("cannot", "O passo {0} não é imposto: ele {1}"),
        ("chance", "sorteia um número, e o Python o sorteia por conta própria."),
        (
            "order",
            "acorda {0}. Sem este script, o CPython acorda a thread que espera há mais tempo: {1}.",
        ),
        ("expected", "Esperado: {0}"),
        ("value", "{0} vale {1}, como esperado."),
        ("other_value", "{0} vale {1}, e o esperado era {2}."),
        ("still", "Nenhuma thread pode avançar: {0}"),
        ("stands", "{0} está na linha {1}"),
        ("moved", "{0} seguiu adiante, mas devia ficar parada."),
        ("raised", "{0} lançou {1}, como esperado."),
        ("not_raised", "{0} devia ter lançado {1}, e não lançou."),
        ("ended", "O programa terminou."),
        ("goes_on", "O programa continua, e é encerrado aqui."),
        (
            "stuck",
            "Não foi possível impor o escalonamento: o passo {0} de {1} não foi alcançado ({2}, linha {3}). {4}",
        ),
    ],
    no_threads: "Um roteiro desses segura as threads de um só Python: tarefas do asyncio e processos ele não consegue segurar.",
    roles: "Um script para o Python precisa de um programa Python inteiro: `producer` e `consumer`, num programa de papéis, não são threads do Python.",
    no_schedule: "Um script para o Python precisa de um escalonamento: `interleave export ARQUIVO ESCALONAMENTO --to python`. O `interleave check` mostra um.",
    needless_schedule: "Um modelo contém todos os escalonamentos. Retire o escalonamento, ou escreva `--to python`.",
};
