//! Trays and boxes.

use super::{line, rect, units};
use crate::text::Text;
use crate::ui::scene::blueprint::{TrayKind, TrayPlan};
use crate::ui::scene::geometry::{Bed, Point, Rect, TextLine, Tray, Units};
use crate::ui::scene::wording::Face;
use yew::prelude::*;

/// One tray, or a box where nobody can wait.
pub fn tray(tray: &Tray, plan: &TrayPlan, text: &Text) -> Html {
    let pip = |at: &Point| {
        html! {
            <circle class="pip" cx={units(at.x)} cy={units(at.y)} r={units(tray.pip_radius)} />
        }
    };
    // What is cut short is told in full to who points at it.
    let name = Face(0.6).fitting(std::slice::from_ref(&plan.name), tray.name.size, tray.name.width);
    let is_cut = name != plan.name;
    let kind = match plan.kind {
        TrayKind::Lock => "lock",
        TrayKind::Condition => "condition",
        TrayKind::Event => "event",
        TrayKind::Value => "value",
        TrayKind::Atomic => "atomic",
        TrayKind::Semaphore | TrayKind::Barrier | TrayKind::Alive | TrayKind::Container => "count",
    };
    html! {
        <g class="tray" role="img" data-kind={kind}>
            if is_cut { <title>{ &plan.name }</title> }
            { rect(tray.frame, 12.0, "tray-frame") }
            { for tray.bed.as_ref().map(|it| bed(it, "")) }
            { line(&tray.name, "tray-name", &name) }
            { for icon(plan.kind, tray.icon) }
            if plan.kind == TrayKind::Lock && tray.bed.is_some() {
                { rect(tray.chip, 5.0, "lock-chip") }
            }
            { line(&tray.count, "tray-count", "") }
            { for tray.pips.iter().map(pip) }
            if plan.names_holders { { line(&tray.holder, "holder", "") } }
            if has_state(plan, tray) { { line(&state_line(plan.kind, tray), "state", "") } }
            { line(&tray.off, "off", text.scene.switched_off) }
        </g>
    }
}

/// Whether a tray says in words how its object stands.
fn has_state(plan: &TrayPlan, tray: &Tray) -> bool {
    let says = matches!(
        plan.kind,
        TrayKind::Lock
            | TrayKind::Condition
            | TrayKind::Event
            | TrayKind::Barrier
            | TrayKind::Alive
            | TrayKind::Atomic
    );
    says && tray.bed.is_some()
}

/// Where it does so: the chip of a lock takes a little room.
fn state_line(kind: TrayKind, tray: &Tray) -> TextLine {
    let mut line = tray.state;
    if kind != TrayKind::Lock {
        line.at.x -= 4.0;
        line.width += 4.0;
    }
    line
}

/// A bed, which says something while nobody lies there.
pub fn bed(bed: &Bed, words: &'static str) -> Html {
    let Bed { frame, berths } = bed;
    // The last berth says how many more there are, when there are too many.
    let more = berths.last().map_or(frame.centre(), |it| it.at);
    let front = format!(
        "M{} {}v4a8 8 0 0 0 8 8h{}a8 8 0 0 0 8-8v-4",
        Units(frame.x),
        Units(frame.bottom() - 12.0),
        Units(frame.width - 16.0)
    );
    let centre = frame.centre();
    html! {
        <g class="berths">
            { rect(*frame, 8.0, "bed") }
            <path class="bed-front" d={front} />
            if !words.is_empty() {
                <text class="bed-words" text-anchor="middle" dominant-baseline="central" font-size="11"
                    x={units(centre.x)} y={units(centre.y)}>{ words }</text>
            }
            <text class="more" text-anchor="middle" dominant-baseline="central" font-size="12"
                x={units(more.x)} y={units(more.y)} />
        </g>
    }
}

/// The drawing that says at once how an object stands; counts and values need none.
fn icon(kind: TrayKind, at: Rect) -> Option<Html> {
    let Rect { x, y, width: side, .. } = at;
    let at = |dx: f64, dy: f64| format!("{} {}", Units(x + dx * side), Units(y + dy * side));
    let by = |length: f64| Units(length * side);
    match kind {
        TrayKind::Lock => {
            let shackle = |rise: f64, right: f64| {
                format!(
                    "M{}v{}a{r} {r} 0 0 1 {} 0v{}",
                    at(0.28, 0.47),
                    by(-rise),
                    by(0.44),
                    by(right),
                    r = by(0.22)
                )
            };
            let body = Rect::new(x + 0.14 * side, y + 0.46 * side, 0.72 * side, 0.5 * side);
            Some(html! {
                <g class="padlock">
                    <path class="shackle closed" d={shackle(0.16, 0.16)} />
                    <path class="shackle open" d={shackle(0.24, 0.1)} />
                    { rect(body, 0.1 * side, "lock-body") }
                </g>
            })
        }
        TrayKind::Event => {
            let pole = format!("M{}v{}", at(0.22, 0.04), by(0.92));
            let pennant = |top: f64| {
                format!("M{}L{}L{}Z", at(0.22, top), at(0.9, top + 0.21), at(0.22, top + 0.42))
            };
            Some(html! {
                <g class="flag">
                    <path class="pole" d={pole} />
                    <path class="pennant up" d={pennant(0.06)} />
                    <path class="pennant down" d={pennant(0.52)} />
                </g>
            })
        }
        _ => None,
    }
}
