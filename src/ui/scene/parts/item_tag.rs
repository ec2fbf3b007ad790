//! An item as it is drawn: its maker's colour, and as much of its name as fits.

use crate::program::{Item, Program, Value, is_none};
use crate::ui::scene::elements::{Attribute, Handle, Label};
use crate::ui::scene::geometry::{Rect, Size};
use crate::ui::scene::markup::{rect, units};
use crate::ui::scene::wording::Face;
use yew::prelude::*;

/// How many colours there are; more producers share them, and their labels tell them apart.
const COLOURS: [&str; 16] =
    ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15"];

/// The value of the attribute that gives an item its maker's colour; other values have none.
pub fn maker(value: Value) -> Option<&'static str> {
    let item = Item::from_value(value)?;
    Some(COLOURS[usize::from(item.producer) % COLOURS.len()])
}

/// What is written on an item, or on another value that lies in a container.
pub fn label_of(program: &Program, value: Value) -> String {
    if let Some(text) = program.beginning_of_text(value) {
        return text;
    }
    match Item::from_value(value) {
        Some(item) => item.to_string(),
        None if is_none(value) => "None".into(),
        None => value.to_string(),
    }
}

/// The elements of an item.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TagElements {
    /// The group, whose place is a matter of what the item is part of.
    pub group: Handle,
    /// What is written on it.
    pub label: Handle,
}

/// An item's label round the origin, to be put into its group.
pub fn tag(size: Size, type_size: f64, label: &Handle) -> Html {
    html! {
        <>
            { rect(Rect::around(Default::default(), size), (size.height / 2.0).min(6.0), "tag") }
            <text ref={label.node()} class="tag-label" text-anchor="middle" dominant-baseline="central"
                font-size={units(type_size)} />
        </>
    }
}

/// A label in a group of its own.
pub struct ItemTag {
    state: Attribute,
    maker: Attribute,
    /// Which item it is, for a click on it.
    name: Attribute,
    label: Label,
    /// The type's size, and the room there is for it.
    size: f64,
    room: f64,
    shown: Option<(TagState, Option<Value>)>,
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
    /// The label inside a group.
    pub fn of(elements: &TagElements, size: f64, room: f64) -> Option<ItemTag> {
        let group = elements.group.element()?;
        Some(ItemTag {
            label: elements.label.label()?,
            maker: Attribute::of(group.clone(), "data-maker"),
            name: Attribute::of(group.clone(), "data-item"),
            state: Attribute::of(group, "data-state"),
            size,
            room,
            shown: None,
        })
    }

    /// Shows this item, or another value, so.
    pub fn show(&mut self, state: TagState, value: Option<Value>, program: &Program, face: Face) {
        if self.shown.replace((state, value)) == Some((state, value)) {
            return;
        }
        self.state.set(match state {
            TagState::Empty => None,
            TagState::Full => Some("full"),
            TagState::Ghost => Some("ghost"),
        });
        let Some(value) = value.filter(|_| state != TagState::Empty) else { return };
        self.maker.set(maker(value));
        let name = label_of(program, value);
        if program.text_of(value).is_some() {
            self.name.set(None);
            self.label.say(&face.fitting(&[name], self.size, self.room));
            return;
        }
        self.name.set(Item::from_value(value).map(|_| name.as_str()));
        let number = Item::from_value(value).map_or(name.clone(), |it| it.number.to_string());
        let texts = [name, number];
        let fitting = texts.iter().find(|it| face.width(it, self.size) <= self.room);
        self.label.say(fitting.map_or("", String::as_str));
    }
}
