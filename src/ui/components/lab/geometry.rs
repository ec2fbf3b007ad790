//! Where everything in a strip is: from times to lines of an SVG. Pure, so that it is tested without a page.

use crate::clock::{Kind, Lane, LaneName, NO_TASK, Segment, Strip, Time};
use std::fmt::Write;

/// How wide a strip is, in units of its own: it is stretched to the room there is.
pub const WIDTH: u64 = 10_000;

/// What lanes do, put together to one line for each kind and task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What it is.
    pub kind: Kind,
    /// For which task.
    pub task: u16,
    /// Where, as the path of an SVG.
    pub path: String,
}

/// How far lanes are apart, in pixels: many lie closer together.
pub fn pitch(lanes: usize) -> u64 {
    match lanes {
        0..=4 => 15,
        5..=9 => 11,
        10..=17 => 8,
        18..=33 => 5,
        _ => 3,
    }
}

/// How tall a strip with so many lanes is, in pixels.
pub fn height(lanes: usize) -> u64 {
    pitch(lanes) * lanes.max(1) as u64
}

/// How thick a lane is.
pub fn thickness(lanes: usize) -> u64 {
    let pitch = pitch(lanes);
    pitch - (pitch / 4).max(1)
}

/// Where a time lies on an axis that ends at `longest`.
pub fn place(time: Time, longest: Time) -> u64 {
    time * WIDTH / longest.max(1)
}

/// The middle of a lane.
pub fn middle(lane: usize, lanes: usize) -> u64 {
    (pitch(lanes) * (2 * lane as u64 + 1)) / 2
}

/// The lanes that are drawn: those in which anything happens, with their places among all.
pub fn drawn(lanes: &[Lane]) -> Vec<(usize, &Lane)> {
    let is_drawn = |lane: &Lane| {
        !lane.segments.is_empty() || !matches!(lane.name, LaneName::Main | LaneName::Task(_))
    };
    lanes.iter().enumerate().filter(|(_, lane)| is_drawn(lane)).collect()
}

/// The least that is drawn: less than a pixel of most pages, more where there are many lanes.
fn grain(lanes: usize) -> u64 {
    8 + lanes as u64 / 2
}

/// What the lanes of a strip do, as few lines as there are kinds and tasks.
pub fn pieces(lanes: &[(usize, &Lane)], longest: Time) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let count = lanes.len();
    for (row, (_, lane)) in lanes.iter().enumerate() {
        let middle = middle(row, count);
        for (from, to, segment) in columns(&lane.segments, longest, grain(count)) {
            let Segment { kind, task, .. } = segment;
            let task = if task == NO_TASK { task } else { task % 16 };
            let at = pieces.iter().position(|it| it.kind == kind && it.task == task);
            let at = at.unwrap_or_else(|| {
                pieces.push(Piece { kind, task, path: String::new() });
                pieces.len() - 1
            });
            let path = &mut pieces[at].path;
            let _ = match kind {
                // Hollow: around it, and not along it.
                Kind::Starts | Kind::Copies => {
                    let half = thickness(count) / 2;
                    let (top, high) = (middle - half, thickness(count));
                    write!(path, "M{from} {top}H{to}v{high}H{from}z")
                }
                _ => write!(path, "M{from} {middle}H{to}"),
            };
        }
    }
    pieces
}

/// Segments as columns that are wide enough to be seen: of several in one column the longest stands for all.
fn columns(segments: &[Segment], longest: Time, grain: u64) -> Vec<(u64, u64, Segment)> {
    let mut columns: Vec<(u64, u64, Segment)> = Vec::new();
    for segment in segments {
        let (from, to) = (place(segment.from, longest), place(segment.to, longest));
        if let Some((begin, end, last)) = columns.last_mut()
            && last.to == segment.from
            && *end - *begin < grain
        {
            if segment.to - segment.from > last.to - last.from {
                *last = Segment { from: last.from, ..*segment };
            } else {
                last.to = segment.to;
            }
            *end = to;
            continue;
        }
        columns.push((from, to, *segment));
    }
    // What is alone and too short is shown all the same.
    columns.iter_mut().for_each(|(from, to, _)| *to = (*to).max(*from + grain / 4));
    columns
}

/// More hand-overs than these would be one gold bar.
const MOST_HAND_OVERS: u64 = 120;

/// How the key goes from lane to lane; nothing where the lanes lie too close together to see it.
pub fn key_path(strip: &Strip, lanes: &[(usize, &Lane)], longest: Time) -> String {
    let mut path = String::new();
    let count = lanes.len();
    if pitch(count) < 8 {
        return path;
    }
    let row = |lane: usize| lanes.iter().position(|(at, _)| *at == lane);
    let mut last = None;
    for pair in strip.key.windows(2) {
        let x = place(pair[1].from, longest);
        let (Some(from), Some(to)) = (row(pair[0].lane), row(pair[1].lane)) else { continue };
        if from == to || last.is_some_and(|it| x < it + WIDTH / MOST_HAND_OVERS) {
            continue;
        }
        last = Some(x);
        let _ = write!(path, "M{x} {}V{}", middle(from, count), middle(to, count));
    }
    path
}

/// The times that stand at the axis, about eight of them.
pub fn ticks(longest: Time) -> Vec<Time> {
    let mut step = 1;
    'wider: loop {
        for factor in [1, 2, 5] {
            if longest / (step * factor) <= 9 {
                step *= factor;
                break 'wider;
            }
        }
        step *= 10;
    }
    (0..=longest / step).map(|it| it * step).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::{Machine, Runtime, Work};
    use crate::session::lab::Reckoned;

    fn reckon(runtime: Runtime, work: &Work, machine: &Machine) -> Strip {
        Reckoned::of(work, machine).strip(runtime).cloned().unwrap_or_default()
    }

    #[test]
    fn the_axis_has_a_few_round_times() {
        assert_eq!(ticks(400).len(), 9);
        assert_eq!(ticks(4_000_000), (0..=8).map(|it| it * 500_000).collect::<Vec<_>>());
        assert_eq!(ticks(1), [0, 1]);
        for longest in [7, 99, 12_345, 999_999, 57_000_000, 9_000_000_000] {
            let ticks = ticks(longest);
            assert!((4..=10).contains(&ticks.len()), "{longest}: {ticks:?}");
            assert!(*ticks.last().unwrap() <= longest);
        }
    }

    #[test]
    fn lanes_do_not_touch_and_end_in_the_strip() {
        for lanes in 1..=65 {
            assert!(thickness(lanes) < pitch(lanes) && thickness(lanes) > 0);
            let last = middle(lanes - 1, lanes) + thickness(lanes) / 2;
            assert!(last <= height(lanes), "{lanes}");
            assert!(middle(0, lanes) >= thickness(lanes) / 2);
        }
        assert!(height(8) <= 100, "eight tasks leave room for six strips");
    }

    #[test]
    fn a_long_strip_is_drawn_by_few_columns() {
        let work = Work { tasks: 64, python: 5_000_000, ..Work::default() };
        let strip = reckon(Runtime::Gil, &work, &Machine::default());
        let lanes = drawn(&strip.lanes);
        assert_eq!(lanes.len(), 64, "the main thread has nothing to show");
        let pieces = pieces(&lanes, strip.total);
        let bytes: usize = pieces.iter().map(|it| it.path.len()).sum();
        assert!(bytes < 500_000, "{bytes}");
        assert!(pieces.len() <= 9 * 16);
    }

    #[test]
    fn what_is_drawn_ends_where_it_ends() {
        let strip = reckon(Runtime::Serial, &Work::default(), &Machine::default());
        let lanes = drawn(&strip.lanes);
        let pieces = pieces(&lanes, strip.total);
        let first = pieces.iter().find(|it| it.kind == Kind::Python && it.task == 0);
        // Half of 20 ms of 800, then after 80 ms of waiting the other half.
        let path = first.map(|it| it.path.as_str());
        assert_eq!(path, Some("M0 5H125M1125 5H1250"));
        assert_eq!(place(strip.total, strip.total), WIDTH);
    }

    #[test]
    fn the_key_goes_between_lanes_that_are_drawn() {
        let strip = reckon(Runtime::Gil, &Work::default(), &Machine::default());
        let lanes = drawn(&strip.lanes);
        let path = key_path(&strip, &lanes, strip.total);
        assert!(path.matches('V').count() > 10, "{path}");
        let free = reckon(Runtime::FreeThreaded, &Work::default(), &Machine::default());
        assert_eq!(key_path(&free, &drawn(&free.lanes), free.total), "");
    }
}
