//! What only all schedules together can show: that there is no way out any more.

use super::options::{Phase, Progress};
use super::report::WhyUndecided;
use crate::engine::{Turn, ViolationKind};
use crate::program::{Form, Program, ThreadId};
use std::ops::ControlFlow;

/// States and the ways between them, all of which are known.
pub trait Space {
    /// How many states there are.
    fn len(&self) -> usize;

    /// How many threads run.
    fn threads(&self) -> usize;

    /// The first state that is further from the start than this one. States are numbered by
    /// their distance.
    fn level_end(&self, state: usize) -> usize;

    /// What a state itself offers.
    fn own_hopes(&self, state: usize) -> Hopes;

    /// The threads of which no more is to be asked for their end: a bit for each that has ended, waits for the end of
    /// others, or is not meant to end. It is asked where [each thread](MustEnd::EachThread) has to.
    fn own_ends(&self, state: usize) -> Hopes;

    /// The threads that can move in a state, and can be counted on to do so: a bit for each.
    fn can_move(&self, state: usize) -> u64;

    /// Whether it would be a wrong to let a thread wait forever from this state on: it has not
    /// ended, does not wait for the end of others, and the run is not finished.
    fn may_starve(&self, state: usize, thread: usize) -> bool;

    /// Tells all ways on from a state.
    fn arcs(&self, state: usize, tell: &mut dyn FnMut(Arc<'_>));
}

/// A way from one state to another.
#[derive(Clone, Copy, Debug)]
pub struct Arc<'a> {
    /// The state it leads to.
    pub to: usize,
    /// Who moves first, by the places of threads in the state it leaves, and which way.
    pub turn: Turn,
    /// Whether it moves an item or ends a thread, and can be counted on to be taken.
    pub makes_progress: bool,
    /// For each place of a thread there, the place of the same thread here; empty when each has
    /// kept its own.
    pub order: &'a [u8],
}

/// What can still come about from a state on: a bit for each thread that can move again, or need
/// not, and [`PROGRESS`].
pub type Hopes = u64;

/// An item can still move, a thread end, or the run come to its end; or no thread is left that could
/// make progress by its code, so that none can be expected.
pub const PROGRESS: Hopes = 1 << 63;

/// The end of the run can still be reached, or [need not be](MustEnd).
pub const END: Hopes = 1 << 62;

/// What has to come to its end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MustEnd {
    /// Nothing: a program of roles has rules of its own.
    #[default]
    Nothing,
    /// The run: it is of a whole program.
    Run,
    /// Each thread that is no daemon and not endless by its code. Some other one is, so that the run has no end.
    EachThread,
}

impl MustEnd {
    /// What has to in a run of this program.
    pub fn of(program: &Program) -> MustEnd {
        match program.form {
            Form::Roles => MustEnd::Nothing,
            Form::Whole if program.roles.iter().any(|it| !it.is_daemon && it.is_endless()) => {
                MustEnd::EachThread
            }
            Form::Whole => MustEnd::Run,
        }
    }
}

/// The threads that are not meant to end, a bit for each: daemons, and those that are endless by their code.
pub fn not_to_end(program: &Program) -> Hopes {
    let is_so = |thread: &ThreadId| {
        let (role, _) = program.role_of(*thread);
        role.is_daemon || role.is_endless()
    };
    program.thread_ids().filter(is_so).fold(0, |bits, it| bits | 1 << it.0)
}

/// Bytes for each state that it takes to look for traps.
const BYTES: usize = size_of::<Hopes>() + size_of::<bool>();

/// How far one look through all states has come.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// States that were looked at in this round.
    pub states: usize,
    /// Which round it is, from 1.
    pub round: u32,
    /// How many bytes it takes, besides the states.
    pub bytes: usize,
}

impl Look {
    /// Tells whoever watches, where the search is over which had come so far.
    pub fn tell(
        self,
        reached: Progress,
        phase: Phase,
        most_bytes: u64,
        watch: &mut dyn FnMut(&Progress) -> ControlFlow<()>,
    ) -> Result<(), Stopped> {
        let bytes = reached.bytes + self.bytes as u64;
        if bytes > most_bytes {
            return Err(Stopped(WhyUndecided::Memory));
        }
        let (looked_at, round) = (self.states as u64, self.round);
        match watch(&Progress { phase, looked_at, round, bytes, ..reached }) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(Stopped(WhyUndecided::Stopped)),
        }
    }
}

/// Is told how far a look has come, and says whether it may go on.
pub type Looking<'a> = &'a mut dyn FnMut(Look) -> Result<(), Stopped>;

/// Whether to go on is asked each time so many states were looked at.
const ASK_EVERY: usize = 4096;

/// A state without a way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trap {
    /// Its number.
    pub state: usize,
    /// `stuck-thread`, `livelock` or `unfinished-thread`.
    pub kind: ViolationKind,
    /// The place of the thread that is stuck there, or can end no more where others need not.
    pub thread: Option<usize>,
    /// For each state, whether it is one of those in which a run is caught forever.
    pub caught: Vec<bool>,
}

/// A look that may not go on, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stopped(pub WhyUndecided);

/// All hopes there are for so many threads.
pub fn everything(threads: usize) -> Hopes {
    PROGRESS | END | ((1 << threads) - 1)
}

/// Looks for the nearest state from which a thread can never move again while others can for
/// ever, or from which there is never any progress again while threads move, or from which what has to end
/// can do so no more. States in which nobody can move
/// must all be ends of finished runs, and their hopes [`everything`].
///
/// Of equally near ones the end that is lost is told first. Of the others a program of roles tells a stuck thread before a
/// livelock, and a whole one a livelock before a stuck thread; and then the state with the lowest number. The number alone
/// would not do: with symmetry the states of one distance have another order.
///
/// # Errors
///
/// Fails when `looking` says so.
pub fn trap(
    space: &dyn Space,
    must_end: MustEnd,
    wanted: impl Fn(ViolationKind) -> bool,
    looking: Looking<'_>,
) -> Result<Option<Trap>, Stopped> {
    let can_livelock = wanted(ViolationKind::Livelock);
    let can_stick = wanted(ViolationKind::StuckThread);
    let can_be_unfinished = wanted(ViolationKind::UnfinishedThread);
    let mut round = 0;
    // Before anything is taken.
    looking(Look { states: 0, round: 1, bytes: space.len() * BYTES })?;
    let all_threads = everything(space.threads()) & !PROGRESS & !END;
    let ends = match must_end {
        MustEnd::EachThread if can_be_unfinished => {
            let own = |state| space.own_ends(state) | PROGRESS | END;
            hopes(space, &own, &mut round, looking)?
        }
        _ => Vec::new(),
    };
    // Who can end no more.
    let without_end = |state: usize| ends.get(state).map_or(0, |it| !it & all_threads);
    let hopes = hopes(space, &|state| space.own_hopes(state), &mut round, looking)?;
    let is_unending =
        |state: usize| can_be_unfinished && hopes[state] & END == 0 || without_end(state) != 0;
    let is_still = |hopes: Hopes| can_livelock && hopes & PROGRESS == 0;
    let is_stuck = |hopes: Hopes| can_stick && hopes & all_threads != all_threads;
    let is_caught =
        |state: usize| is_unending(state) || is_still(hopes[state]) || is_stuck(hopes[state]);
    let mut caught: Vec<bool> = (0..hopes.len()).map(is_caught).collect();
    if caught.contains(&true) {
        keep_endless(space, &mut caught, &mut round, looking)?;
    }
    let Some(first) = caught.iter().position(|&it| it) else { return Ok(None) };
    let is_whole = must_end != MustEnd::Nothing;
    let is_livelock = |state: usize| {
        // Where there never was any progress, whom that is the fault of says more.
        let tells_less = !is_whole && hopes[0] & PROGRESS == 0 && is_stuck(hopes[state]);
        is_still(hopes[state]) && !tells_less
    };
    let nearest = (first..space.level_end(first)).filter(|&state| caught[state]);
    let kind_of = |state: usize| match (is_unending(state), is_livelock(state)) {
        (true, _) => ViolationKind::UnfinishedThread,
        (false, true) => ViolationKind::Livelock,
        (false, false) => ViolationKind::StuckThread,
    };
    let rank = |state: usize| {
        let kind = kind_of(state);
        (kind != ViolationKind::UnfinishedThread, (kind == ViolationKind::Livelock) != is_whole)
    };
    let state = nearest.min_by_key(|&state| rank(state)).unwrap_or(first);
    let kind = kind_of(state);
    let those = match kind {
        ViolationKind::UnfinishedThread => without_end(state),
        ViolationKind::StuckThread => !hopes[state] & all_threads,
        _ => 0,
    };
    let thread = (those != 0).then(|| those.trailing_zeros() as usize);
    Ok(Some(Trap { state, kind, thread, caught }))
}

/// What can still come about from each state on: what the state offers of its own, and what those
/// offer that it leads to, until nothing is added any more. The last states come first, as most
/// steps lead to later ones.
fn hopes(
    space: &dyn Space,
    own: &dyn Fn(usize) -> Hopes,
    round: &mut u32,
    looking: Looking<'_>,
) -> Result<Vec<Hopes>, Stopped> {
    let everything = everything(space.threads());
    let mut hopes = vec![0; space.len()];
    let mut is_first = true;
    loop {
        let mut has_grown = false;
        *round += 1;
        for state in (0..hopes.len()).rev() {
            if state % ASK_EVERY == 0 {
                let states = hopes.len() - state;
                looking(Look { states, round: *round, bytes: space.len() * BYTES })?;
            }
            let before = hopes[state];
            if before == everything {
                continue;
            }
            let mut now = if is_first { own(state) } else { before };
            space.arcs(state, &mut |arc| {
                if arc.makes_progress {
                    now |= PROGRESS;
                }
                now |= put_back(hopes[arc.to], arc.order);
            });
            if now != before {
                hopes[state] = now;
                has_grown = true;
            }
        }
        if !has_grown {
            return Ok(hopes);
        }
        is_first = false;
    }
}

/// Hopes of threads, for the places where they were before they were put in order.
fn put_back(hopes: Hopes, order: &[u8]) -> Hopes {
    if order.is_empty() {
        return hopes;
    }
    let places = order.iter().enumerate();
    places.fold(hopes & (PROGRESS | END), |back, (place, &was)| back | (hopes >> place & 1) << was)
}

/// Of the states marked, leaves those from which a run can go on forever among them.
fn keep_endless(
    space: &dyn Space,
    marked: &mut [bool],
    round: &mut u32,
    looking: Looking<'_>,
) -> Result<(), Stopped> {
    loop {
        let mut has_shrunk = false;
        *round += 1;
        for state in (0..marked.len()).rev() {
            if state % ASK_EVERY == 0 {
                let states = marked.len() - state;
                looking(Look { states, round: *round, bytes: space.len() * BYTES })?;
            }
            if !marked[state] {
                continue;
            }
            let mut goes_on = false;
            space.arcs(state, &mut |arc| goes_on |= marked[arc.to]);
            if !goes_on {
                marked[state] = false;
                has_shrunk = true;
            }
        }
        if !has_shrunk {
            return Ok(());
        }
    }
}

/// A schedule that leads round once, or as much of it as is worth seeing.
pub type Round = Vec<Turn>;

/// So many steps of a run without end are worth seeing.
pub const LONGEST_ROUND: usize = 100;
