//! What the program says must hold, as bars that must not leave their range.

use super::icons::{Icon, drawing};
use super::reactive::Part;
use super::speed_slider::filled;
use crate::program::{LEAST_INTEGER, Relation};
use crate::session::Model;
use crate::text::Language;
use crate::ui::store::Store;
use yew::prelude::*;

/// The bars; nothing where the program states no invariant.
#[derive(PartialEq)]
pub struct InvariantBars {
    bars: Vec<Bar>,
    language: Language,
}

#[derive(PartialEq)]
struct Bar {
    text: String,
    holds: bool,
    /// The two sides and how they are to stand, if it compares two numbers.
    sides: Option<([i64; 2], Relation)>,
}

impl Part for InvariantBars {
    fn of(model: &Model, _: Option<&Self>) -> Self {
        let invariants = &model.program().invariants;
        let mut bars = Vec::with_capacity(invariants.len());
        if !invariants.is_empty() {
            // To work something out takes a memory of one's own, though nothing changes in it.
            let mut machine = model.playback.run.machine().clone();
            bars.extend(invariants.iter().enumerate().map(|(index, invariant)| {
                let sides = machine.sides(index);
                let numbers = sides.filter(|it| it.iter().all(|side| *side >= LEAST_INTEGER));
                Bar {
                    text: invariant.text.clone(),
                    holds: machine.holds(index),
                    sides: numbers.zip(invariant.bound.as_ref().map(|it| it.relation)),
                }
            }));
        }
        InvariantBars { bars, language: model.preferences.language }
    }

    fn draw(&self, _: &Store) -> Html {
        if self.bars.is_empty() {
            return html! {};
        }
        let words = &self.language.text().proof;
        let bar = |bar: &Bar| {
            let (class, icon, says) = match bar.holds {
                true => ("invariant", Icon::Done, words.invariant_holds),
                false => ("invariant is-broken", Icon::Warning, words.invariant_broken),
            };
            html! {
                <li {class} data-holds={bar.holds.to_string()}>
                    <code>{ &bar.text }</code>
                    if let Some((sides, relation)) = bar.sides { { gauge(sides, relation) } }
                    <span class="invariant-says">{ drawing(icon) }{ says }</span>
                </li>
            }
        };
        html! {
            <ul class="invariants" aria-label={words.invariants}>
                { for self.bars.iter().map(bar) }
            </ul>
        }
    }
}

/// The first side as a length, the second as a mark; the range is what may be filled.
fn gauge([value, limit]: [i64; 2], relation: Relation) -> Html {
    let sign = match relation {
        Relation::Less => "<",
        Relation::AtMost => "≤",
        Relation::Equal => "=",
    };
    let (value_place, limit_place, whole) = places(value, limit);
    html! {
        <>
            <span class="gauge" aria-hidden="true" ~style={filled(value_place, whole)}>
                <span class="gauge-mark" ~style={filled(limit_place, whole)} />
            </span>
            <span class="gauge-words">{ value }{ " " }{ sign }{ " " }{ limit }</span>
        </>
    }
}

/// Where the value and its limit are on a bar of a length that shows both, and a little more.
fn places(value: i64, limit: i64) -> (usize, usize, usize) {
    // Numbers this large are shown in words well enough.
    let near = |it: i64| it.clamp(-1_000_000, 1_000_000);
    let (value, limit) = (near(value), near(limit));
    let lowest = value.min(limit).min(0);
    let highest = (value.max(limit) - lowest).max(1);
    let room = highest / 4 + 1;
    let place = |it: i64| (it - lowest) as usize;
    (place(value), place(limit), (highest + room) as usize)
}

#[cfg(test)]
mod tests {
    use super::places;

    #[test]
    fn a_bar_has_room_beyond_its_limit() {
        assert_eq!(places(2, 4), (2, 4, 6));
        assert_eq!(places(5, 4), (5, 4, 7));
        assert_eq!(places(-1, 3), (0, 4, 6));
        assert_eq!(places(0, 0), (0, 0, 2));
        assert_eq!(places(i64::MAX, 0), (1_000_000, 0, 1_250_001));
    }
}
