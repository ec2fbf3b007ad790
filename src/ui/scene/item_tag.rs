//! An item as it is drawn: its maker's colour, and as much of its name as fits.

use super::elements::{Attribute, Label, one};
use super::wording::Face;
use crate::program::Item;
use web_sys::Element;

/// How many colours there are; more producers share them, and their labels tell them apart.
const COLOURS: [&str; 16] =
    ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15"];

/// The value of the attribute that gives an item its maker's colour.
pub fn maker(item: Item) -> &'static str {
    COLOURS[usize::from(item.producer) % COLOURS.len()]
}

/// A label in a group of its own.
pub struct ItemTag {
    state: Attribute,
    maker: Attribute,
    label: Label,
    /// The type's size, and the room there is for it.
    size: f64,
    room: f64,
    shown: Option<(TagState, Option<Item>)>,
}

/// What there is to see where an item may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TagState {
    /// Nothing.
    Empty,
    /// An item.
    Full,
    /// An item that is no longer there.
    Ghost,
}

impl ItemTag {
    /// The label inside this group.
    pub fn of(group: Element, size: f64, room: f64) -> Option<ItemTag> {
        Some(ItemTag {
            label: Label::of(one(&group, ".tag-label")?),
            maker: Attribute::of(group.clone(), "data-maker"),
            state: Attribute::of(group, "data-state"),
            size,
            room,
            shown: None,
        })
    }

    /// Shows this item so.
    pub fn show(&mut self, state: TagState, item: Option<Item>, face: Face) {
        if self.shown.replace((state, item)) == Some((state, item)) {
            return;
        }
        self.state.set(match state {
            TagState::Empty => None,
            TagState::Full => Some("full"),
            TagState::Ghost => Some("ghost"),
        });
        let Some(item) = item.filter(|_| state != TagState::Empty) else { return };
        self.maker.set(Some(maker(item)));
        let number = item.number.to_string();
        let texts = [item.to_string(), number];
        let fitting = texts.iter().find(|it| face.width(it, self.size) <= self.room);
        self.label.say(fitting.map_or("", String::as_str));
    }
}
