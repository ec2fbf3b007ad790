//! What the page says to a newcomer.

use crate::text::FirstSteps;

/// The sentences.
pub const FIRST_STEPS: FirstSteps = FirstSteps {
    title: "Primeiros passos",
    sentence: ["Threads reais compartilham um buffer.", "Threads compartilham um buffer."],
    what_to_do: "Quebre uma linha e veja dar errado.",
    moves: ["Execute", "Quebre uma linha", "Veja por quê"],
    how_to_run: "Aperte Executar ou a barra de espaço",
    how_to_run_by_touch: "Aperte Executar",
    how_to_break: "No programa, desligue `mutex.wait()`",
    run_it_broken: "A linha está desligada: execute de novo",
    wait_for_it: "Agora espere. Devagar demais? Aumente a velocidade",
    how_to_look_back: "Leia o que aconteceu e volte um passo",
    move_done: |n| format!("Passo {n}: feito"),
    close: "Fechar os primeiros passos",
    show_again: "Mostrar os primeiros passos",
    done: "Você quebrou um programa e viu como. Agora ligue a linha de novo e prove que nada mais pode dar errado.",
};
