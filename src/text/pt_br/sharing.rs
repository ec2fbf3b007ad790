//! Links, schedules as text, and the ways to choose who goes next.

use crate::text::{Schedulers, Sharing};

/// The sentences.
pub const SHARING: Sharing = Sharing {
    share: "Compartilhar",
    title: "Compartilhe esta execução",
    link: "Link",
    link_hint: "Quem o abrir verá exatamente esta execução, neste passo. Está tudo no link; nada é enviado a um servidor.",
    link_without_steps: "Esta execução tem mais de 5.000 passos. O link guarda o programa, os ajustes e a semente, mas não os passos.",
    link_without_text: "Seu texto é longo demais para um link. O link guarda o programa original e os ajustes.",
    copy_link: "Copiar o link",
    steps: "Os passos como texto",
    steps_hint: "Quem deu cada passo. Com o mesmo programa e os mesmos ajustes, a execução é a mesma em qualquer lugar.",
    copy_steps: "Copiar os passos",
    open: "Abrir passos",
    open_hint: "Cole os passos aqui, como `1.P1x3.C1`. Eles são dados com o programa e os ajustes desta página.",
    open_field: "Passos a abrir",
    open_button: "Abrir",
    damaged: "Este link está danificado ou incompleto. A página abriu sem ele. Peça o link de novo.",
    newer: "Este link vem de uma versão mais nova desta página. A página abriu sem ele. Recarregue a página e tente o link de novo.",
    unknown_names: "Esta página não conhece {0}, que o link menciona. O resto do link foi aberto.",
    without_its_steps: "O link foi aberto sem os seus passos. {0}",
    steps_were_too_long: "O link guarda o programa, os ajustes e a semente. A execução era longa demais para guardar também os passos.",
    recorded: "Estes passos foram dados por threads de verdade. Daqui em diante, threads simuladas continuam; Reiniciar traz as de verdade.",
    opened: "Esta execução foi refeita a partir dos seus passos, então continua com threads simuladas. Reiniciar traz de volta as de verdade.",
    left_out: "O passo {0} quebra a execução. O que vinha depois dele ficou de fora: mais {1}.",
    no_version: "A primeira palavra deve ser `1`, a versão deste formato.",
    no_such_thread: "`{0}`: este programa não tem essa thread. Os nomes são como `P1` ou `C2`.",
    bad_number: "`{0}`: depois do `x` vem quantas vezes, um número a partir de 1.",
    no_such_way: "`{0}`: depois do `-` vem um número abaixo de 254, `timeout` ou `spurious`.",
    too_long: "São mais de 1.000.000 de passos.",
    step_waits: "O passo {0} não é possível: {1} precisa esperar ali.",
    step_ended: "O passo {0} não é possível: {1} já terminou antes.",
    step_of_nobody: "O passo {0} não é possível: o programa não tem essa thread.",
};

/// The sentences.
pub const SCHEDULERS: Schedulers = Schedulers {
    round_robin_hint: "Um passo de cada uma, em círculo. Quem precisa esperar fica de fora. Toda execução é igual, e isso esconde erros: muitos nunca aparecem.",
    random_hint: "Qualquer thread que possa andar, por sorteio. A mesma semente dá a mesma execução.",
    priority: "Por prioridade",
    priority_hint: "Entre as que podem andar, vai sempre a thread mais importante. As menos importantes podem esperar para sempre.",
    who_is_first: "Mais importantes",
    producers_first: "Produtores",
    consumers_first: "Consumidores",
    time_slice: "Um núcleo",
    time_slice_hint: "Uma thread continua até precisar esperar, terminar ou esgotar a sua fatia de tempo.",
    slice: "Fatia de tempo",
    one_step: "1 passo",
    steps: "{0} passos",
    against_you: "Contra você",
    against_you_hint: "Olha adiante à procura de problemas e toma o caminho mais curto até lá. Se houver um erro por perto, ele o encontra.",
};
