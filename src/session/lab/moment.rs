//! What everybody is at, at one time.

use crate::clock::{Kind, LaneName, MILLISECOND, Runtime, Strip, Time};

/// What one is at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Doing {
    /// Whose lane it is.
    pub lane: LaneName,
    /// What it does; nothing before it begins and after it has ended.
    pub kind: Option<Kind>,
    /// For which task.
    pub task: Option<u16>,
    /// Whether it has the key.
    pub has_key: bool,
    /// Whether it has asked for the key.
    pub asks: bool,
}

/// What everybody is at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Now {
    /// Each lane, but for a main thread that has nothing to do with it.
    pub lanes: Vec<Doing>,
    /// For how long the loop has not turned.
    pub stands: Option<Time>,
    /// How many bytes lie in the pipe.
    pub in_pipe: u64,
    /// Whether all is done.
    pub is_over: bool,
}

/// How long a loop may be at one thing without a word.
const NO_WORD: Time = MILLISECOND;

/// What everybody is at, at a time.
pub fn now(runtime: Runtime, strip: &Strip, time: Time) -> Now {
    let key = strip.key_at(time);
    let mut now =
        Now { in_pipe: strip.pipe_at(time), is_over: time >= strip.total, ..Now::default() };
    for (at, lane) in strip.lanes.iter().enumerate() {
        if lane.segments.is_empty() {
            continue;
        }
        let segment = strip.at(at, time);
        let wants = segment.filter(|it| matches!(it.kind, Kind::WantsKey | Kind::WokenForNothing));
        let asks = wants.is_some_and(|it| {
            let next = strip.raised.partition_point(|raised| raised.at <= time);
            let mut since =
                strip.raised[..next].iter().rev().take_while(|raised| raised.at >= it.from);
            since.any(|raised| raised.lane == at)
        });
        now.lanes.push(Doing {
            lane: lane.name,
            kind: segment.map(|it| it.kind),
            task: segment.map(|it| it.task),
            has_key: key == Some(at),
            asks,
        });
        let is_loop = runtime == Runtime::Asyncio
            && segment.is_some_and(|it| matches!(it.kind, Kind::Python | Kind::Native));
        if let Some(segment) = segment.filter(|_| is_loop) {
            let stands = time - segment.from;
            now.stands = (stands >= NO_WORD).then_some(stands);
        }
    }
    now
}
