//! What was seen: what each lane did when, where the key lay, and how full the pipe was.

use super::Time;
use super::costs::WAKE;

/// What somebody does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Kind {
    Python,
    /// Computes outside the GIL.
    Native,
    /// Wants the GIL.
    WantsKey,
    /// Woke up to ask for the GIL, and somebody else had got it meanwhile.
    WokenForNothing,
    /// Could go on, but no core is free, or the loop is at something else.
    Ready,
    Waits,
    Starts,
    Copies,
    Idle,
}

impl Kind {
    /// All of them.
    pub const ALL: [Kind; 9] = [
        Kind::Python,
        Kind::Native,
        Kind::WantsKey,
        Kind::WokenForNothing,
        Kind::Ready,
        Kind::Waits,
        Kind::Starts,
        Kind::Copies,
        Kind::Idle,
    ];
}

/// The core of somebody who is on none.
pub const NO_CORE: u8 = u8::MAX;

/// The task of somebody who is at none.
pub const NO_TASK: u16 = u16::MAX;

/// Something that went on for a while.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment {
    /// When it began.
    pub from: Time,
    /// When it was over.
    pub to: Time,
    /// What it was.
    pub kind: Kind,
    /// For which task, or [`NO_TASK`].
    pub task: u16,
    /// On which core, or [`NO_CORE`].
    pub core: u8,
}

/// Whose lane it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LaneName {
    /// Of the main thread, or of the parent of all workers.
    Main,
    /// Of a task.
    Task(u16),
    /// Of a process.
    Worker(u16),
    /// Of a core.
    Core(u16),
}

/// What one did, from the first to the last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lane {
    /// Whose it is.
    pub name: LaneName,
    /// In order; where there is none, it had not begun or had ended.
    pub segments: Vec<Segment>,
    /// How long it was at each kind of thing, in their order. Exact, where segments may stand for several.
    pub spent: [Time; Kind::ALL.len()],
}

/// Where the key lay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// In which lane.
    pub lane: usize,
    /// From when.
    pub from: Time,
    /// To when.
    pub to: Time,
}

/// Somebody asked for the key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Raised {
    /// In which lane.
    pub lane: usize,
    /// When.
    pub at: Time,
}

/// How full the pipe was from a time on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fill {
    /// From when.
    pub at: Time,
    /// How many bytes lay in it.
    pub bytes: u64,
}

/// All that happened under one runtime.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Strip {
    /// What each one did.
    pub lanes: Vec<Lane>,
    /// Where the key lay.
    pub key: Vec<Held>,
    /// Who asked for it.
    pub raised: Vec<Raised>,
    /// How full the pipe was.
    pub pipe: Vec<Fill>,
    /// The longest time that the loop did not turn: from, to.
    pub standstill: Option<(Time, Time)>,
    /// When all was done.
    pub total: Time,
}

impl Strip {
    /// How long all lanes together were at this.
    pub fn spent(&self, kind: Kind) -> Time {
        self.lanes.iter().map(|lane| lane.spent[kind as usize]).sum()
    }

    /// What a lane did at a time.
    pub fn at(&self, lane: usize, time: Time) -> Option<&Segment> {
        let segments = &self.lanes.get(lane)?.segments;
        let next = segments.partition_point(|it| it.from <= time);
        segments[..next].last().filter(|it| time < it.to)
    }

    /// In which lane the key lay at a time.
    pub fn key_at(&self, time: Time) -> Option<usize> {
        let next = self.key.partition_point(|it| it.from <= time);
        self.key[..next].last().filter(|it| time < it.to).map(|it| it.lane)
    }

    /// How full the pipe was at a time.
    pub fn pipe_at(&self, time: Time) -> u64 {
        let next = self.pipe.partition_point(|it| it.at <= time);
        self.pipe[..next].last().map_or(0, |it| it.bytes)
    }

    /// How long somebody wanted the key, in hundredths of all the time.
    pub fn somebody_wants(&self) -> u64 {
        let mut wants: Vec<(Time, Time)> = self
            .lanes
            .iter()
            .flat_map(|lane| &lane.segments)
            .filter(|it| matches!(it.kind, Kind::WantsKey | Kind::WokenForNothing))
            .map(|it| (it.from, it.to))
            .collect();
        wants.sort_unstable();
        let (mut sum, mut until) = (0, 0);
        for (from, to) in wants {
            sum += to.saturating_sub(from.max(until));
            until = until.max(to);
        }
        sum * 100 / self.total.max(1)
    }

    /// The same, a lane for each core.
    pub fn by_core(&self, cores: u32) -> Vec<Lane> {
        let of_core = |core: u32| {
            let all = self.lanes.iter().flat_map(|lane| &lane.segments);
            let mut segments: Vec<Segment> =
                all.filter(|it| u32::from(it.core) == core).copied().collect();
            segments.sort_unstable_by_key(|it| it.from);
            let mut spent = [0; Kind::ALL.len()];
            segments.iter().for_each(|it| spent[it.kind as usize] += it.to - it.from);
            Lane { name: LaneName::Core(core as u16), segments, spent }
        };
        (0..cores).map(of_core).collect()
    }
}

/// The most segments that a lane keeps. A picture has fewer columns.
const MOST_SEGMENTS: usize = 4_096;

#[derive(Clone, Copy, PartialEq, Eq)]
struct State {
    kind: Kind,
    task: u16,
    core: u8,
}

/// Writes down what happens.
pub(super) struct Recorder {
    strip: Strip,
    now_at: Vec<(Option<State>, Time)>,
    /// Segments that are shorter than this are told together, lane by lane.
    grains: Vec<Time>,
    /// Whether all that is wanted is the total.
    only_total: bool,
}

impl Recorder {
    pub(super) fn new(lanes: impl IntoIterator<Item = LaneName>, only_total: bool) -> Recorder {
        let lane = |name| Lane { name, segments: Vec::new(), spent: [0; Kind::ALL.len()] };
        let lanes: Vec<Lane> = lanes.into_iter().map(lane).collect();
        Recorder {
            now_at: vec![(None, 0); lanes.len()],
            grains: vec![0; lanes.len()],
            strip: Strip { lanes, ..Strip::default() },
            only_total,
        }
    }

    /// From now on, a lane is at this.
    pub(super) fn set(&mut self, lane: usize, kind: Kind, task: u16, core: u8, now: Time) {
        self.change(lane, Some(State { kind, task, core }), now);
    }

    /// A lane has ended. What it did counts for the total.
    pub(super) fn end(&mut self, lane: usize, now: Time) {
        self.change(lane, None, now);
        self.strip.total = self.strip.total.max(now);
    }

    fn change(&mut self, lane: usize, state: Option<State>, now: Time) {
        if self.only_total {
            return;
        }
        if self.now_at[lane].0 != state {
            self.settle(lane, now);
            self.now_at[lane] = (state, now);
        }
    }

    /// Writes down what a lane was at until now.
    fn settle(&mut self, lane: usize, now: Time) {
        let (before, mut since) = self.now_at[lane];
        let Some(State { mut kind, task, core }) = before else { return };
        let until = since + WAKE;
        if kind == Kind::WokenForNothing && until < now {
            self.push(lane, Segment { from: since, to: until, kind, task, core });
            (kind, since) = (Kind::WantsKey, until);
        }
        if since < now {
            self.push(lane, Segment { from: since, to: now, kind, task, core });
        }
    }

    fn push(&mut self, lane: usize, segment: Segment) {
        let grain = self.grains[lane];
        let Lane { segments, spent, .. } = &mut self.strip.lanes[lane];
        spent[segment.kind as usize] += segment.to - segment.from;
        join(segments, segment, grain);
        if segments.len() > MOST_SEGMENTS {
            let grain = (segment.to / MOST_SEGMENTS as Time).max(grain * 2);
            self.grains[lane] = grain;
            for it in std::mem::take(segments) {
                join(segments, it, grain);
            }
        }
    }

    /// Whoever wants the key was woken, in vain; a moment later it is as it was before.
    pub(super) fn woke_for_nothing(&mut self, lane: usize, task: u16, now: Time) {
        if self.only_total {
            return;
        }
        self.settle(lane, now);
        let state = State { kind: Kind::WokenForNothing, task, core: NO_CORE };
        self.now_at[lane] = (Some(state), now);
    }

    /// The key is taken.
    pub(super) fn take_key(&mut self, lane: usize, now: Time) {
        if !self.only_total {
            self.strip.key.push(Held { lane, from: now, to: now });
        }
    }

    /// It is given back.
    pub(super) fn drop_key(&mut self, now: Time) {
        if let Some(held) = self.strip.key.last_mut() {
            held.to = now;
            if held.from == now {
                self.strip.key.pop();
            }
        }
    }

    /// Somebody asks for the key.
    pub(super) fn raise(&mut self, lane: usize, at: Time) {
        if !self.only_total {
            self.strip.raised.push(Raised { lane, at });
        }
    }

    /// So much lies in the pipe now.
    pub(super) fn fill(&mut self, at: Time, bytes: u64) {
        if self.only_total {
            return;
        }
        match self.strip.pipe.last_mut() {
            Some(last) if last.at == at => last.bytes = bytes,
            _ => self.strip.pipe.push(Fill { at, bytes }),
        }
    }

    /// The loop has not turned from then to then.
    pub(super) fn stood(&mut self, from: Time, to: Time) {
        let longest = self.strip.standstill.map_or(0, |(from, to)| to - from);
        if to - from > longest {
            self.strip.standstill = Some((from, to));
        }
    }

    /// All that was written down.
    pub(super) fn finish(mut self) -> Strip {
        for lane in 0..self.now_at.len() {
            self.change(lane, None, self.strip.total);
        }
        self.strip
    }
}

/// Puts a segment behind the others. If both are short, the longer one stands for them.
fn join(segments: &mut Vec<Segment>, segment: Segment, grain: Time) {
    if let Some(last) = segments.last_mut()
        && last.to == segment.from
    {
        let is_like =
            (last.kind, last.task, last.core) == (segment.kind, segment.task, segment.core);
        if is_like {
            last.to = segment.to;
            return;
        }
        if segment.to - last.from < grain {
            let longer =
                if segment.to - segment.from > last.to - last.from { segment } else { *last };
            *last = Segment { from: last.from, to: segment.to, ..longer };
            return;
        }
    }
    segments.push(segment);
}
