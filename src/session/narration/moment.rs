//! What a step did.

use super::access::describe_access;
use super::failure::{Failure, describe_failure};
use super::sleep::describe_sleep;
use super::words::{name_of, of_tasks};
use crate::engine::{Moment, Sleeper};
use crate::program::{Access, Event, Instruction, Pc, Program};
use crate::text::{Text, fill};

/// Of a step with more accesses only the most important ones are told.
const MOST_ACCESSES: usize = 3;

/// What a step did, one sentence for each thing, and who has to wait from then on. The
/// sentences end without a full stop.
pub fn describe_moment(text: &Text, program: &Program, moment: &Moment) -> Vec<String> {
    let (log, steps, event) = (&text.log, &text.steps, &moment.event);
    let thread = name_of(program, moment.thread);
    let (accesses, is_all) = most_important(event);
    let role = program.role_of(moment.thread).0;
    // Where a step begins with something of the thread's own, that is told below.
    let is_round = |at: Pc| matches!(role.instruction(at), Instruction::Again { .. });
    let mut sentences: Vec<String> = accesses
        .into_iter()
        .filter(|&(at, access)| access != Access::CameRound || is_round(at))
        .map(|(at, access)| {
            let is_uncaught = event.raised.is_some() && event.raised_at == Some(at);
            let said = describe_access(text, program, moment.thread, at, access, is_uncaught);
            of_tasks(text, program, &said)
        })
        .collect();
    if let Some(last) = sentences.last_mut().filter(|_| !is_all) {
        last.push_str(steps.and_so_on);
    }
    let printed = program.words_in_short(&event.printed);
    sentences.extend(printed.lines().map(|line| fill(text.whole.prints, &[&thread, line])));
    if let Some(item) = event.consumed {
        sentences.push((log.consumed)(&thread, &item.to_string()));
    }
    if let Some(item) = event.produced {
        sentences.push(fill(steps.made, &[&thread, &item.to_string()]));
    }
    if event.pause > 0 {
        sentences.push(fill(steps.pauses, &[&thread, &event.pause.to_string()]));
    }
    match (event.raised, event.raised_at) {
        // What an access raised is told with the access.
        (Some(exception), Some(at)) if !raised_at_access(event, at) => {
            let failure = Failure { thread: moment.thread, exception, at, object: None };
            sentences.push(describe_failure(text, program, failure, None, true));
        }
        (Some(_), _) => {}
        (None, _) if event.ended && !says_that_it_ended(event) => {
            sentences.push((log.ended)(&thread));
        }
        (None, _) => {}
    }
    // Whoever goes to sleep by an access of its own has said so.
    let last = event.last_access();
    let has_said = matches!(
        last,
        Access::BeganToWait { .. } | Access::FellAsleep { .. } | Access::Offered { .. }
    );
    let (own, others): (Vec<Sleeper>, Vec<Sleeper>) =
        moment.slept.iter().partition(|sleeper| sleeper.thread == moment.thread);
    let slept = |who: &[Sleeper]| -> Vec<String> {
        let said = describe_sleep(text, program, who).into_iter();
        said.map(|it| of_tasks(text, program, &it)).collect()
    };
    if !has_said {
        sentences.extend(slept(&own));
    }
    sentences.extend(slept(&others));
    sentences
}

/// The accesses to tell, and whether they are all. If they are not, the most important one
/// comes first.
fn most_important(event: &Event) -> (Vec<(Pc, Access)>, bool) {
    // Who knows what a variable holds is the page's bookkeeping, not the program's.
    let is_told =
        |access: &Access| !matches!(access, Access::NotedRead { .. } | Access::NotedWrite { .. });
    let mut accesses: Vec<(Pc, Access)> =
        event.accesses().filter(|(_, access)| is_told(access)).collect();
    let is_all = accesses.len() <= MOST_ACCESSES;
    if !is_all {
        accesses.sort_by_key(|&(_, access)| match access {
            Access::Failed { .. } => 0,
            Access::Read { takes: false, .. } | Access::CameRound => 3,
            Access::Wrote { .. } => 2,
            _ => 1,
        });
        accesses.truncate(MOST_ACCESSES);
    }
    (accesses, is_all)
}

fn raised_at_access(event: &Event, at: Pc) -> bool {
    event.accesses().any(|(pc, access)| {
        pc == at && matches!(access, Access::Failed { .. } | Access::TimedOut { .. })
    })
}

fn says_that_it_ended(event: &Event) -> bool {
    event.accesses().any(|(_, access)| matches!(access, Access::RoleEnded { .. }))
}
