//! The timeline.

use crate::text::Timeline;

/// The sentences.
pub const TIMELINE: Timeline = Timeline {
    title: "Linha do tempo",
    steps: "dá passos",
    ready: "pode dar um passo",
    inside: "na seção crítica",
    waits: "espera",
    fill: "itens guardados",
    at_step: "Passo {0}: {1}",
    makes_step: "{0} dá este passo",
    could_step: "{0} pode dar um passo",
    is_inside: "{0} está na seção crítica",
    has_ended: "{0} terminou",
    has_to_wait: "{0} espera",
    waits_for: "{0} espera por `{1}`",
    items_inside: "itens guardados: {0}",
    before_first_step: "Antes do primeiro passo",
    to_start: "Ir ao início",
    to_violation: "Ir ao passo em que deu errado",
    fewer_steps: "Mostrar menos passos, maiores",
    more_steps: "Mostrar mais passos, menores",
    shows_steps: "{0} passos",
    shows_all: "execução inteira",
    show_threads: "Mostrar as threads",
    hide_threads: "Ocultar as threads",
    forgotten: "Esta execução é longa demais para ser guardada: o que veio antes do passo {0} foi esquecido.",
    follow: "Por onde passou {0}?",
    stop_following: "Parar de seguir",
    made: "produzido",
    put: "colocado",
    taken: "retirado",
    consumed: "consumido",
};
