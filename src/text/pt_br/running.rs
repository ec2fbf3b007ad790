//! How runs begin, and what is told of them while they go on.

use crate::text::Running;

/// The sentences.
pub const RUNNING: Running = Running {
    goes_on: "Executando.",
    program_has_changed: "O programa mudou, então começou de novo.",
    settings_have_changed: "Os ajustes mudaram, então a execução começou de novo.",
    seed_hint: "Cada execução sorteia a sua semente, até que você digite uma ou mantenha a atual. Um link leva consigo a semente da sua execução.",
    keep_seed: "Manter esta semente nas próximas execuções",
};
