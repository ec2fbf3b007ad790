//! What a text looks as if it had wrong.

use crate::text::LintWords;

/// The sentences.
pub const LINT: LintWords = LintWords {
    if_around_wait: "`if` em volta de `{0}.wait()`: quando a thread segue, outra pode ter sido mais rápida, e a condição pode estar falsa de novo. Use `while`.",
    empty_then_get: "Pergunta-se se `{0}` está vazia antes de `get()`: outra thread pode tirar o último elemento nesse meio-tempo, e o `get()` pode esperar para sempre. Use `get_nowait()` e trate `Empty`, ou um sentinela.",
    start_without_join: "Uma thread é iniciada, e nada espera o fim dela: o que vem depois pode rodar antes de a thread fazer qualquer coisa. Chame `join()` antes.",
    acquire_without_with: "`{0}.acquire()` sem `with`: o que vem antes de `{0}.release()` pode lançar uma exceção ou retornar, e o lock pode ficar preso. Use `with {0}:`.",
    counter_without_lock: "Várias threads mudam `{0}` sem lock: duas podem ler o mesmo valor, e uma mudança pode se perder. Segure um lock em volta disso.",
    missing_global: "`{0}` recebe um valor em `{1}` sem `global {0}`: isso cria uma variável da própria função, e a do topo fica como está.",
    two_orders: "`{0}` e `{1}` são tomados nesta ordem aqui e na outra ordem em outro lugar: duas threads podem segurar um cada e esperar o outro para sempre. Tome os dois sempre na mesma ordem.",
    notify_without_lock: "`{0}` é notificada sem o lock: o Python pode lançar RuntimeError. Escreva `with {0}:` em volta.",
    one_sentinel: "Um único `None` entra em `{0}`, e várias threads executam `{1}`, que termina com ele: as outras podem esperar para sempre. Ponha um para cada uma.",
    sleep_for_order: "`sleep` dá tempo a uma thread, mas não espera por nada: ainda pode ser curto demais. Espere a thread com `join()`, ou espere um evento.",
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
