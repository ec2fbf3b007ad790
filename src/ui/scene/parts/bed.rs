//! Where those lie that wait.

use crate::ui::scene::elements::Handle;
use crate::ui::scene::geometry::{Bed, Units};
use crate::ui::scene::markup::{rect, units};
use yew::prelude::*;

/// The elements of a bed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BedElements {
    /// The bed.
    pub group: Handle,
    /// How many have no berth.
    pub more: Handle,
}

/// A bed, which says something while nobody lies there.
pub fn bed(bed: &Bed, words: &'static str, elements: &BedElements) -> Html {
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
        <g ref={elements.group.node()} class="berths">
            { rect(*frame, 8.0, "bed") }
            <path class="bed-front" d={front} />
            if !words.is_empty() {
                <text class="bed-words" text-anchor="middle" dominant-baseline="central" font-size="11"
                    x={units(centre.x)} y={units(centre.y)}>{ words }</text>
            }
            <text ref={elements.more.node()} class="more" text-anchor="middle" dominant-baseline="central" font-size="12"
                x={units(more.x)} y={units(more.y)} />
        </g>
    }
}
